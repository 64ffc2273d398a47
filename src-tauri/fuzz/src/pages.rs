//! Pages that came instead of an answer: whom the app recognises in them, and what it says about that.

use super::harmless;
use super::written::Written;
use connect_core::diagnosis::{self, Reply, WriteAnswer};
use connect_core::fingerprint::{self, Layer, Page};
use connect_core::problem::{Problem, ProblemKind};

/// The longest address a script may name as a root, in bytes.
const LONGEST_ROOT: usize = 300;
/// How many links of a page the app looks at.
const MOST_LINKS: usize = 200;

/// The marks found in a page are bounded and do not contradict each other.
pub fn check_page(bytes: &[u8]) {
    let written = Written::of(bytes);
    let headers: Vec<(String, String)> =
        written.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), (*value).to_owned())).collect();
    let body = String::from_utf8_lossy(written.body);
    let page = Page { status: written.status, headers: &headers, body: &body };
    recognised(&page);
    fingerprint::not_set_up(written.arrived.path());
    shown(&body);
    for (json, code) in [(false, None), (true, Some("rest_forbidden")), (true, None)] {
        said(&Reply::of(&page, json, code.map(str::to_owned)));
    }
}

fn recognised(page: &Page<'_>) {
    if let Some(Layer::Firewall { incident: Some(number), .. }) = fingerprint::layer(page, None) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte);
        assert!((4..=64).contains(&number.len()) && number.bytes().all(plain), "{number}");
    }
    let wordpress = fingerprint::wordpress(page);
    let other = fingerprint::platform(page).is_some() || fingerprint::placeholder(page);
    assert!(!(wordpress && other), "both WordPress and not");
    assert!(fingerprint::rest_link(page).is_none_or(|root| !root.is_empty()));
    assert!(fingerprint::rest_in_script(page).is_none_or(|root| (1..=LONGEST_ROOT).contains(&root.len())));
    assert!(fingerprint::links(page).len() <= MOST_LINKS);
    fingerprint::sources(page);
    let said: Vec<Option<&str>> =
        [None, Some("jwt_auth_no_auth_header")].map(|code| fingerprint::plugin_of(page, code)).into();
    assert!(said.iter().flatten().all(|name| !name.is_empty()));
    let lockers = fingerprint::locked_out_plugins(page);
    assert!(lockers.iter().all(|name| !name.is_empty()));
    fingerprint::inspector(page.body);
    assert!(fingerprint::cloudflare(page).is_none_or(|(_, number)| (520..=1200).contains(&number)));
    assert!(fingerprint::language(page).is_none_or(|said| said.len() == 2 && said.is_ascii()));
    for code in ["shield_block_anon_restapi", "rest_cannot_access", "rest_no_route", "run: curl http://x"] {
        let refusers = fingerprint::refusers(page, Some(code));
        let named = refusers.sure.into_iter().chain(refusers.likely).map(fingerprint::Closer::name);
        assert!(named.into_iter().all(|name| !name.is_empty()));
    }
}

/// The parts of a page that get into a problem are harmless there.
fn shown(body: &str) {
    harmless::problem(&Problem::new(ProblemKind::NotUnderstood).with_technical(body).with_other(body));
}

/// The diagnosis has an answer to each of its questions, and the search decides accordingly.
fn said(reply: &Reply) {
    let alone = diagnosis::without_index(&[reply]);
    let denied = matches!(alone, ProblemKind::NoWordPress | ProblemKind::NotUnderstood);
    assert!(!(reply.is_wordpress() && denied), "a mark of WordPress forbids saying that it is not there");
    if let Some(kind) = diagnosis::in_front(reply) {
        assert!(diagnosis::is_decisive(reply));
        assert_eq!(alone, kind);
    }
    let named = diagnosis::named_layer(reply).is_some();
    let by_name = matches!(diagnosis::in_front(reply), Some(ProblemKind::Blocked | ProblemKind::AddressShutOut));
    assert!(!named || by_name);
    let reason = diagnosis::reason(reply).unwrap_or_default();
    assert!(reason.chars().count() <= 200 && !reason.to_ascii_lowercase().contains("http"), "{reason}");
    diagnosis::read(reply);
    for (faults_ours, allows) in [(false, false), (false, true), (true, false), (true, true)] {
        diagnosis::write_probe(reply, WriteAnswer { faults_ours, allows });
    }
    diagnosis::arrival(reply, true);
    diagnosis::is_of_the_report(reply);
    diagnosis::secret_or_permission_signed(reply, true);
    // Somebody in front says nothing of a pair.
    let told = diagnosis::secret_or_permission(reply);
    assert!(told.is_none() || diagnosis::in_front(reply).is_none());
    diagnosis::without_interface(reply, reply);
    diagnosis::known(reply, reply, true);
}
