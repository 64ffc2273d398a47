//! Checking the keys: the measured truth table, as pure functions over status, code, method and way
//! of signing in (WooCommerce's includes/class-wc-rest-authentication.php).

use super::reply::{Reply, in_front};
use crate::problem::ProblemKind;

/// How a signed GET was taken (rows of the measured truth table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadVerdict {
    /// Row G or R: the pair is right and may read.
    Accepted,
    /// Row S or X: an OPTIONS request tells them apart.
    AskOptions,
    /// Rows U, H and T, all alike: the shop saw no key it knows. Signed probes tell them apart.
    Unrecognised,
    /// A page where the REST interface was: the links have changed since. Row Q is possible.
    NoInterface,
    /// Something is wrong.
    Refused(ProblemKind),
}

const AUTHENTICATION_ERROR: &str = "woocommerce_rest_authentication_error";
const CANNOT: [&str; 3] =
    ["woocommerce_rest_cannot_view", "woocommerce_rest_cannot_edit", "woocommerce_rest_cannot_create"];

/// Reads the answer to a signed GET.
pub fn read(reply: &Reply) -> ReadVerdict {
    if reply.status == 200 && reply.json {
        return ReadVerdict::Accepted;
    }
    if let Some(kind) = in_front(reply) {
        return ReadVerdict::Refused(kind);
    }
    match (reply.status, reply.code()) {
        (401, AUTHENTICATION_ERROR) => ReadVerdict::AskOptions,
        (403, code) if CANNOT.contains(&code) => ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow),
        // WooCommerce, or a plugin that hides the interface from guests, saw nobody it knows.
        (401 | 403, code) if reply.json && !code.is_empty() => ReadVerdict::Unrecognised,
        (404, "rest_no_route") => ReadVerdict::Refused(ProblemKind::NoWooCommerce),
        (300..=399, _) if !reply.json => ReadVerdict::NoInterface,
        (200 | 404, _) if !reply.json && !reply.garbled => ReadVerdict::NoInterface,
        _ if !reply.json => ReadVerdict::Refused(ProblemKind::NotUnderstood),
        _ => ReadVerdict::Refused(ProblemKind::KeysRefused),
    }
}

/// Reads the answer to a signed OPTIONS after [`ReadVerdict::AskOptions`]: any valid pair may
/// ask for it, so a refusal means the secret and success means the permission.
pub fn options(reply: &Reply) -> ProblemKind {
    match (in_front(reply), reply.status) {
        (Some(kind), _) => kind,
        // A web server that answers OPTIONS by itself has no body to show for it.
        (None, 200) if reply.json => ProblemKind::KeyWriteOnly,
        (None, 401) if reply.json => ProblemKind::SecretWrong,
        (None, _) => ProblemKind::KeysRefused,
    }
}

/// Whether the pair may change settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteVerdict {
    /// It may.
    MayWrite,
    /// Row R: it may only look.
    ReadOnly,
    /// Something else is wrong.
    Refused(ProblemKind),
}

/// Reads the answer to a signed POST to a gateway that cannot exist. The permission is checked
/// before the route, so nothing is changed by asking.
pub fn write_probe(reply: &Reply) -> WriteVerdict {
    match (reply.status, reply.code()) {
        (404, "woocommerce_rest_payment_gateway_invalid" | "rest_no_route") => WriteVerdict::MayWrite,
        (401, AUTHENTICATION_ERROR) => WriteVerdict::ReadOnly,
        (403, code) if CANNOT.contains(&code) => WriteVerdict::Refused(ProblemKind::OwnerRoleTooLow),
        // A page, or half an answer, says nothing of the keys.
        _ if !reply.json => WriteVerdict::Refused(in_front(reply).unwrap_or(ProblemKind::NotUnderstood)),
        _ => WriteVerdict::Refused(in_front(reply).unwrap_or(ProblemKind::KeysRefused)),
    }
}

/// How a request that carries the keys as an OAuth 1.0a signature was taken. It works without the
/// header and without https, and names an unknown key where the other ways stay silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The pair is right.
    Accepted,
    /// The pair is right, and its owner may not manage the shop.
    RoleTooLow,
    /// Just as a key that cannot exist was taken, by WooCommerce itself.
    LikeNobody,
    /// Differently: the key exists.
    KeyExists,
    /// By somebody else than WooCommerce, whoever asked.
    LockedOut,
    /// In a way that fits nothing known.
    Odd,
}

/// Compares a signed answer with that to a key that cannot exist; `same` says whether the two are
/// alike in all that matters.
pub fn known(reply: &Reply, control: &Reply, same: bool) -> Signed {
    match (reply.status, reply.code()) {
        (200, _) if reply.json => Signed::Accepted,
        (403, code) if CANNOT.contains(&code) => Signed::RoleTooLow,
        (_, AUTHENTICATION_ERROR) if !same => Signed::KeyExists,
        _ if !same => Signed::Odd,
        _ if control.code().starts_with("woocommerce_rest_") => Signed::LikeNobody,
        _ => Signed::LockedOut,
    }
}

/// What is wrong with keys the shop did not recognise, from the probes signed for its own address
/// with https and with http.
///
/// `home_known` says whether WordPress's own address was known when they were signed: without it, a
/// signature that is refused proves nothing about the secret.
pub fn unrecognised(https: Signed, http: Signed, home_known: bool) -> ProblemKind {
    match (https, http) {
        (Signed::Accepted, _) => ProblemKind::HeaderStripped,
        (_, Signed::Accepted) => ProblemKind::HttpsUnnoticed,
        (Signed::RoleTooLow, _) | (_, Signed::RoleTooLow) => ProblemKind::OwnerRoleTooLow,
        (Signed::LockedOut, _) | (_, Signed::LockedOut) => ProblemKind::RestLockedOut,
        (Signed::LikeNobody, _) | (_, Signed::LikeNobody) => ProblemKind::KeyUnknown,
        (Signed::KeyExists, Signed::KeyExists) if home_known => ProblemKind::SecretWrong,
        _ => ProblemKind::KeysRefused,
    }
}

/// What a page in the interface's place means, from the answer in the form plain permalinks use.
pub fn without_interface(page: &Reply, plain_form: &Reply) -> ProblemKind {
    // A redirect that is not WordPress's own is the server's, whatever the other form says.
    if matches!(page.status, 300..=399) && !page.is_wordpress() {
        return ProblemKind::NotUnderstood;
    }
    match (plain_form.status, page.status) {
        (200, _) if plain_form.json => ProblemKind::PermalinksHideKeys,
        (401 | 403 | 404, 404) if plain_form.json && !page.is_wordpress() => ProblemKind::NoRewriting,
        (401 | 403 | 404, _) if plain_form.json => ProblemKind::PlainPermalinks,
        _ if page.is_wordpress() && page.status == 200 => ProblemKind::PlainPermalinks,
        _ => ProblemKind::NotUnderstood,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::Site;
    use crate::fingerprint::Layer;

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

    #[test]
    fn the_truth_table_is_read_by_status_and_code() {
        use ReadVerdict::{Accepted, AskOptions, NoInterface, Refused, Unrecognised};
        let view = "woocommerce_rest_cannot_view";
        let cases = [
            ("G", json(200, ""), Accepted),
            ("U, H or T", json(401, view), Unrecognised),
            ("U behind a hidden index", json(401, "rest_cannot_access"), Unrecognised),
            ("S or X", json(401, AUTHENTICATION_ERROR), AskOptions),
            ("P", json(403, view), Refused(ProblemKind::OwnerRoleTooLow)),
            ("no WooCommerce", json(404, "rest_no_route"), Refused(ProblemKind::NoWooCommerce)),
            ("firewall", firewall(), Refused(ProblemKind::Blocked)),
            ("a page instead of JSON", page(200), NoInterface),
            ("JSON nobody can read", garbled(200), Refused(ProblemKind::NotUnderstood)),
            ("a redirect that calls itself JSON", garbled(301), NoInterface),
            ("a refusal without a code", json(401, ""), Refused(ProblemKind::KeysRefused)),
        ];
        for (row, reply, expected) in cases {
            assert_eq!(read(&reply), expected, "{row}");
        }
    }

    #[test]
    fn signed_probes_tell_apart_what_looks_alike() {
        use Signed::{Accepted, KeyExists, LikeNobody, LockedOut, RoleTooLow};
        let cases = [
            ("H", Accepted, KeyExists, true, ProblemKind::HeaderStripped),
            ("T", KeyExists, Accepted, true, ProblemKind::HttpsUnnoticed),
            ("U", LikeNobody, LikeNobody, true, ProblemKind::KeyUnknown),
            ("S", KeyExists, KeyExists, true, ProblemKind::SecretWrong),
            ("P", RoleTooLow, KeyExists, true, ProblemKind::OwnerRoleTooLow),
            ("odd", Signed::Odd, KeyExists, true, ProblemKind::KeysRefused),
            ("guess", KeyExists, KeyExists, false, ProblemKind::KeysRefused),
            ("off", LockedOut, LockedOut, true, ProblemKind::RestLockedOut),
        ];
        for (row, https, http, home_known, expected) in cases {
            assert_eq!(unrecognised(https, http, home_known), expected, "{row}");
        }
    }

    #[test]
    fn a_signed_answer_is_compared_with_that_to_a_key_that_cannot_exist() {
        let error = json(401, AUTHENTICATION_ERROR);
        let hidden = json(401, "rest_cannot_access");
        let cases = [
            (json(200, ""), &error, false, Signed::Accepted),
            (json(403, "woocommerce_rest_cannot_view"), &error, false, Signed::RoleTooLow),
            (error.clone(), &error, true, Signed::LikeNobody),
            (error.clone(), &error, false, Signed::KeyExists),
            (hidden.clone(), &hidden, true, Signed::LockedOut),
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
    fn options_tells_a_wrong_secret_from_a_write_only_key() {
        assert_eq!(options(&json(401, AUTHENTICATION_ERROR)), ProblemKind::SecretWrong);
        assert_eq!(options(&json(200, "")), ProblemKind::KeyWriteOnly);
        assert_eq!(options(&page(200)), ProblemKind::KeysRefused);
    }

    #[test]
    fn the_write_probe_tells_reading_from_writing_without_changing_anything() {
        let cases = [
            (json(404, "woocommerce_rest_payment_gateway_invalid"), WriteVerdict::MayWrite),
            (json(401, AUTHENTICATION_ERROR), WriteVerdict::ReadOnly),
            (json(403, "woocommerce_rest_cannot_edit"), WriteVerdict::Refused(ProblemKind::OwnerRoleTooLow)),
            (firewall(), WriteVerdict::Refused(ProblemKind::Blocked)),
            (page(200), WriteVerdict::Refused(ProblemKind::NotUnderstood)),
            (page(301), WriteVerdict::Refused(ProblemKind::NotUnderstood)),
            (json(422, "rest_invalid_param"), WriteVerdict::Refused(ProblemKind::KeysRefused)),
        ];
        for (reply, expected) in cases {
            assert_eq!(write_probe(&reply), expected, "{reply:?}");
        }
    }
}
