//! The truth table of the keys, row by row.

use super::*;
use crate::diagnosis::Site;

fn json(status: u16, code: &str) -> Reply {
    let code = (!code.is_empty()).then(|| code.to_owned());
    Reply { status, code, json: true, ..Reply::default() }
}

fn page(status: u16) -> Reply {
    Reply { status, ..Reply::default() }
}

fn garbled(status: u16) -> Reply {
    Reply { garbled: true, site: Some(Site::WordPress), ..page(status) }
}

fn firewall() -> Reply {
    Reply { layer: Some(Layer::Firewall { brand: Some("Wordfence"), incident: None }), ..page(403) }
}

fn stopper(status: u16, code: &str) -> Reply {
    let refusers = crate::fingerprint::Refusers { sure: None, likely: vec![crate::fingerprint::Closer::WpHide] };
    Reply { refusers, ..json(status, code) }
}

#[test]
fn only_a_key_of_the_shops_is_said_to_have_run_out() {
    let cases = [
        ("api_key_expired", 401, true),
        ("woocommerce_rest_api_key_expired", 403, true),
        ("license_key_expired", 403, false),
        ("activation_key_expired", 401, false),
        ("api_key_expired", 200, false),
    ];
    for (code, status, expected) in cases {
        assert_eq!(says_expired(&json(status, code)), expected, "{status} {code}");
    }
}

#[test]
fn a_code_that_everybody_gets_is_a_plugins_whatever_it_begins_with() {
    let expired = json(401, "woocommerce_rest_api_key_expired");
    assert_eq!(known(&expired, &expired, true), Signed::Foreign);
    let unknown = json(401, AUTHENTICATION_ERROR);
    assert_eq!(known(&unknown, &unknown, true), Signed::LikeNobody);
}

#[test]
fn whoever_accepts_a_key_that_cannot_exist_in_the_same_words_looks_at_none() {
    assert_eq!(known(&json(200, ""), &json(200, ""), true), Signed::Foreign);
    assert_eq!(known(&json(200, ""), &json(401, AUTHENTICATION_ERROR), false), Signed::Accepted);
    assert_eq!(known(&json(200, ""), &json(200, ""), false), Signed::Accepted);
}

#[test]
fn the_truth_table_is_read_by_status_and_code() {
    use ReadVerdict::{Accepted, AskWrite, NoInterface, NoRoute, Refused, Unrecognised};
    let view = "woocommerce_rest_cannot_view";
    let cases = [
        ("G", json(200, ""), Accepted),
        ("U, H or T", json(401, view), Unrecognised),
        ("U behind a hidden index", json(401, "rest_cannot_access"), Unrecognised),
        ("S or X", json(401, AUTHENTICATION_ERROR), AskWrite),
        ("P", json(403, view), Refused(ProblemKind::OwnerRoleTooLow)),
        ("S or X, and the host changes the number", json(403, AUTHENTICATION_ERROR), AskWrite),
        ("the same, made a fault", json(500, AUTHENTICATION_ERROR), AskWrite),
        ("U, and the host changes the number", json(404, view), Unrecognised),
        ("an error whose status was lost", json(200, "rest_no_route"), Refused(ProblemKind::NotUnderstood)),
        ("a refusal whose status was lost", json(200, view), Refused(ProblemKind::KeysRefused)),
        ("something wrong with the question", json(400, "rest_invalid_param"), Refused(ProblemKind::NotUnderstood)),
        ("changed on the way", json(226, ""), Accepted),
        ("a fault in a code of its own", json(503, "rest_maintenance"), Refused(ProblemKind::ServerFault)),
        ("the host's own words", json(402, ""), Refused(ProblemKind::NotUnderstood)),
        ("a plugin that stops guests with 400", stopper(400, "rest_disabled"), Unrecognised),
        ("no WooCommerce, or no routes of it", json(404, "rest_no_route"), NoRoute),
        ("a key taken for a user's name", json(500, "invalid_username"), Unrecognised),
        ("firewall", firewall(), Refused(ProblemKind::Blocked)),
        ("a page instead of JSON", page(200), NoInterface),
        ("JSON nobody can read", garbled(200), Refused(ProblemKind::NotUnderstood)),
        ("a redirect that calls itself JSON", garbled(301), NoInterface),
        ("a plugin's refusal without a code", json(403, ""), Unrecognised),
    ];
    for (row, reply, expected) in cases {
        assert_eq!(read(&reply), expected, "{row}");
    }
}

#[test]
fn signed_probes_tell_apart_what_looks_alike() {
    use Cause::{ByQuery, Is};
    use Signed::{Accepted, Foreign, KeyExists, LikeNobody, Odd, RoleTooLow, Stopped};
    let woo = json(401, "woocommerce_rest_cannot_view");
    let plugin = json(401, "rest_not_logged_in");
    let cases = [
        ("H", &woo, (Accepted, KeyExists), ByQuery(ProblemKind::HeaderStripped)),
        ("T", &woo, (KeyExists, Accepted), Is(ProblemKind::HttpsUnnoticed)),
        ("U", &woo, (LikeNobody, LikeNobody), Is(ProblemKind::KeyUnknown)),
        ("S", &woo, (KeyExists, KeyExists), ByQuery(ProblemKind::SecretWrong)),
        ("P", &woo, (RoleTooLow, KeyExists), Is(ProblemKind::OwnerRoleTooLow)),
        ("odd", &woo, (Odd, KeyExists), ByQuery(ProblemKind::KeysRefused)),
        ("another plugin takes signatures", &woo, (Foreign, Foreign), ByQuery(ProblemKind::KeyUnknown)),
        ("a firewall forbids signatures", &woo, (Stopped, Stopped), ByQuery(ProblemKind::KeyUnknown)),
        ("one of a burst is limited", &woo, (Stopped, LikeNobody), Is(ProblemKind::KeyUnknown)),
        ("off", &plugin, (Foreign, Foreign), Is(ProblemKind::RestLockedOut)),
        ("stopped", &plugin, (Stopped, Stopped), ByQuery(ProblemKind::KeysRefused)),
    ];
    for (row, first, (https, http), expected) in cases {
        let probes = Probes { https, http, differ: false, home_known: true };
        assert_eq!(unrecognised(first, probes), expected, "{row}");
    }
    let both = Probes { https: KeyExists, http: KeyExists, differ: false, home_known: false };
    assert_eq!(unrecognised(&woo, both), ByQuery(ProblemKind::KeysRefused), "nobody told which address was signed");
    let differ = Probes { differ: true, home_known: true, ..both };
    assert_eq!(unrecognised(&woo, differ), ByQuery(ProblemKind::HttpsUnnoticed), "X behind row T");
}

/// WooCommerce's own words win: once it has answered, nobody in front is the cause.
#[test]
fn nobody_in_front_is_the_cause_of_an_answer_of_woocommerce() {
    use Signed::{Accepted, Foreign, KeyExists, LikeNobody, Odd, RoleTooLow, Stopped, Unheard};
    let all = [Accepted, RoleTooLow, LikeNobody, KeyExists, Unheard, Foreign, Stopped, Odd];
    let of_keys = |kind: ProblemKind| {
        matches!(
            kind,
            ProblemKind::HeaderStripped
                | ProblemKind::HttpsUnnoticed
                | ProblemKind::OwnerRoleTooLow
                | ProblemKind::KeyUnknown
                | ProblemKind::SecretWrong
                | ProblemKind::KeysRefused
        )
    };
    for code in ["woocommerce_rest_cannot_view", "woocommerce_rest_something_new"] {
        for (https, http, bits) in
            all.iter().flat_map(|a| all.iter().flat_map(move |b| (0..4).map(move |c| (*a, *b, c))))
        {
            let probes = Probes { https, http, differ: bits & 1 == 1, home_known: bits & 2 == 2 };
            let (Cause::Is(kind) | Cause::ByQuery(kind)) = unrecognised(&json(401, code), probes);
            assert!(of_keys(kind), "{probes:?} says {kind:?}");
        }
    }
    for status in [200, 204, 401, 403, 405, 429, 501, 503] {
        let kind = secret_or_permission(&Reply { layer: firewall().layer, ..page(status) });
        assert_eq!(kind, None, "a page with {status} says nothing of a pair");
    }
}

#[test]
fn a_signed_answer_is_compared_with_that_to_a_key_that_cannot_exist() {
    let error = json(401, AUTHENTICATION_ERROR);
    let hidden = json(401, "rest_cannot_access");
    let nobody = json(401, "woocommerce_rest_cannot_view");
    let cases = [
        (json(200, ""), &error, false, Signed::Accepted),
        (json(403, "woocommerce_rest_cannot_view"), &error, false, Signed::RoleTooLow),
        (error.clone(), &error, true, Signed::LikeNobody),
        (error.clone(), &error, false, Signed::KeyExists),
        (hidden.clone(), &hidden, true, Signed::Foreign),
        (nobody.clone(), &nobody, true, Signed::Unheard),
        (error.clone(), &hidden, false, Signed::Odd),
        (json(401, "woocommerce_rest_cannot_view"), &error, false, Signed::RoleTooLow),
        (firewall(), &firewall(), true, Signed::Stopped),
        (firewall(), &error, false, Signed::Stopped),
    ];
    for (reply, control, same, expected) in cases {
        assert_eq!(known(&reply, control, same), expected, "{reply:?}");
    }
}

#[test]
fn a_page_in_the_interfaces_place_is_named_by_the_plain_form() {
    let home = Reply { site: Some(Site::WordPress), ..page(200) };
    let refused = json(401, "woocommerce_rest_cannot_view");
    let cases = [
        (&home, json(200, ""), ProblemKind::PermalinksHideKeys),
        (&home, refused.clone(), ProblemKind::PlainPermalinks),
        (&page(404), refused, ProblemKind::NoRewriting),
        (&page(404), page(404), ProblemKind::NotUnderstood),
        (&page(301), json(200, ""), ProblemKind::NotUnderstood),
    ];
    for (seen, plain_form, expected) in cases {
        assert_eq!(without_interface(seen, &plain_form), expected, "{plain_form:?}");
    }
}

#[test]
fn a_question_that_writes_tells_a_wrong_secret_from_a_write_only_key() {
    let cases = [
        ("the secret is judged first", json(401, AUTHENTICATION_ERROR), Some(ProblemKind::SecretWrong)),
        ("no such gateway", json(404, "woocommerce_rest_payment_gateway_invalid"), Some(ProblemKind::KeyWriteOnly)),
        ("the route describes itself", json(200, ""), Some(ProblemKind::KeyWriteOnly)),
        ("the web server's own OK", page(200), None),
        ("nothing", page(204), None),
        ("the web server's own 405", page(405), None),
        ("a firewall", firewall(), None),
        ("the web server's own 404", page(404), None),
    ];
    for (what, reply, expected) in cases {
        assert_eq!(secret_or_permission(&reply), expected, "{what}");
    }
    let refused = json(401, AUTHENTICATION_ERROR);
    assert_eq!(secret_or_permission_signed(&refused, true), Some(ProblemKind::KeyWriteOnly));
    assert_eq!(secret_or_permission_signed(&refused, false), Some(ProblemKind::SecretWrong));
    assert_eq!(secret_or_permission_signed(&firewall(), false), None);
}

#[test]
fn the_write_probe_tells_reading_from_writing_without_changing_anything() {
    use WriteVerdict::{Page, ReadOnly, RoleTooLow, Unknown, Unproven, Unseen};
    let wordpress = |reply: Reply| Reply { site: Some(Site::WordPress), ..reply };
    let cases = [
        ("no such gateway", json(404, "woocommerce_rest_payment_gateway_invalid"), Unproven),
        ("read-only", json(401, AUTHENTICATION_ERROR), ReadOnly),
        ("the owner may not", json(403, "woocommerce_rest_cannot_edit"), RoleTooLow),
        ("the server's page in the place of the 404", page(404), Page),
        ("the server's page in the place of the 401", page(401), Page),
        ("nobody was seen", json(401, "woocommerce_rest_cannot_edit"), Unseen),
        ("the theme's 404", wordpress(page(404)), Unknown(ProblemKind::NotUnderstood)),
        ("the server's page in the place of the 400", page(400), Page),
        ("a firewall", firewall(), Unknown(ProblemKind::Blocked)),
        ("a page", page(200), Unknown(ProblemKind::NotUnderstood)),
        ("a redirect", page(301), Unknown(ProblemKind::NotUnderstood)),
        ("something wrong with the question", json(422, "rest_invalid_param"), Unknown(ProblemKind::NotUnderstood)),
        ("a fault in a code", json(500, "db_insert_error"), Unknown(ProblemKind::ServerFault)),
        ("a plugin's refusal", json(401, "rest_cannot_access"), Unknown(ProblemKind::KeysRefused)),
        ("a plugin's refusal with 400", stopper(400, "rest_disabled"), Unknown(ProblemKind::KeysRefused)),
    ];
    for (what, reply, expected) in cases {
        assert_eq!(write_probe(&reply, WriteAnswer::default()), expected, "{what}");
    }
}

/// No question that reads is held against the value that was sent.
#[test]
fn that_a_pair_may_write_is_said_by_what_only_a_question_that_writes_gets() {
    use WriteVerdict::{MayWrite, OwnerUntold, Unknown, Unproven};
    let invalid = || json(400, "rest_invalid_param");
    let cases = [
        (invalid(), true, true, MayWrite),
        (json(200, "rest_invalid_param"), true, true, MayWrite),
        // Somebody else may have written what may be done there.
        (invalid(), true, false, OwnerUntold),
        // Something else is wrong with the question, whoever says so.
        (invalid(), false, true, Unknown(ProblemKind::NotUnderstood)),
        (json(404, "woocommerce_rest_payment_gateway_invalid"), false, true, Unproven),
    ];
    for (reply, faults_ours, allows, expected) in cases {
        assert_eq!(write_probe(&reply, WriteAnswer { faults_ours, allows }), expected, "{reply:?} {allows}");
    }
    for (reply, shown, expected) in [
        (json(404, "rest_no_route"), false, Arrival::AsSent),
        (page(404), false, Arrival::AsSent),
        (json(200, ""), true, Arrival::AsLook),
        (json(200, ""), false, Arrival::Untold),
        (json(401, "rest_cannot_access"), false, Arrival::Untold),
        (json(401, "woocommerce_rest_cannot_view"), false, Arrival::AsLook),
        (page(401), false, Arrival::Untold),
        (Reply { site: Some(Site::WordPress), ..page(404) }, false, Arrival::Untold),
    ] {
        assert_eq!(arrival(&reply, shown), expected, "{reply:?}");
    }
}

#[test]
fn a_page_keeps_the_number_only_where_every_error_has_one() {
    use WriteVerdict::{OwnerUntold, ReadOnly, Unknown, Unproven};
    let unknown = Unknown(ProblemKind::Blocked);
    let woo = json(404, "woocommerce_rest_payment_gateway_invalid");
    let cases = [
        ("WordPress answers the other question otherwise, 400", page(400), Some(page(404)), OwnerUntold),
        ("WordPress answers the other question otherwise, 404", page(404), Some(page(401)), Unproven),
        ("WordPress finds fault with it, 404", page(404), Some(page(400)), Unproven),
        ("WordPress answers the other question otherwise, 401", page(401), Some(page(404)), ReadOnly),
        ("a rule answers both, 400", page(400), Some(page(400)), unknown),
        ("a rule answers both, 404", page(404), Some(page(404)), unknown),
        ("a rule answers both, 401", page(401), Some(page(401)), unknown),
        ("nobody answers the other question", page(404), None, unknown),
        ("it is answered by a fault", page(404), Some(page(500)), unknown),
    ];
    for (what, reply, control, expected) in cases {
        assert_eq!(behind_page(&reply, control.as_ref()), expected, "{what}");
    }
    for (what, reading, expected) in [
        ("a page in the place of an error", page(404), true),
        ("WooCommerce's own words", woo, false),
        ("something else", page(200), false),
    ] {
        assert_eq!(dresses_errors(&reading), expected, "{what}");
    }
}

#[test]
fn a_lighter_question_is_asked_only_where_the_answer_was_about_the_report() {
    let cases = [
        (page(504), true),
        (json(500, "internal_server_error"), true),
        (garbled(200), true),
        (json(500, "invalid_username"), false),
        (json(401, AUTHENTICATION_ERROR), false),
        (firewall(), false),
        (page(403), true),
        (page(401), true),
        (page(200), true),
        (page(429), false),
        (json(400, "rest_invalid_param"), true),
        (json(404, "rest_no_route"), true),
        (json(409, "some_plugin_is_busy"), true),
        (json(422, "woocommerce_rest_invalid_field"), true),
        (json(401, "rest_cannot_access"), false),
        (json(403, "rest_forbidden"), false),
        (json(400, "woocommerce_rest_cannot_view"), false),
        (json(400, "invalid_username"), false),
        (stopper(400, "rest_disabled"), false),
        (json(402, ""), false),
        (page(404), false),
    ];
    for (reply, expected) in cases {
        assert_eq!(is_of_the_report(&reply), expected, "{reply:?}");
    }
}
