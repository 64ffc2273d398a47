//! What a person types or pastes: the shop's address and the keys; and a REST root, which is an
//! address as well.

use super::harmless;
use connect_core::api_root::ApiRoot;
use connect_core::host::{MAX_SUGGESTIONS, suggestions};
use connect_core::meum_key::MeumKey;
use connect_core::secret::Secret;
use connect_core::store_url::StoreUrl;
use connect_core::woo_key::{KEY_LENGTH, read_keys};
use url::Url;

/// An address from any text is https, stays the same when read again, and shows its host.
pub fn check_address(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    suggested(&typed);
    let Ok(address) = StoreUrl::parse(&typed) else { return };
    let text = address.as_str();
    bare(address.as_url());
    assert_eq!(StoreUrl::parse(text).as_ref(), Ok(&address), "read again");
    assert_eq!(StoreUrl::from_home(text).as_ref(), Ok(&address), "as WordPress gives it");
    assert_eq!(address.with_host(address.host()).as_ref(), Some(&address), "at its own host");
    let stored = serde_json::to_string(&address).expect("an address can be stored");
    assert_eq!(serde_json::from_str::<StoreUrl>(&stored).expect("and read back"), address);
    let candidates = address.candidates();
    assert!((1..=4).contains(&candidates.len()));
    assert!(candidates.iter().all(|candidate| candidate.origin() == address.origin()));
    assert!(candidates.last().is_some_and(|root| root.as_url().path() == "/"));
    let shown = address.host_shown();
    assert_eq!(shown.ascii, address.host());
    assert!(shown.unicode.is_none_or(|unicode| !unicode.chars().any(char::is_control) && unicode != shown.ascii));
    suggested(address.host());
    for name in suggestions(address.host()) {
        assert!(address.with_host(&name).is_some(), "a suggestion can be used: {name}");
    }
}

/// Suggestions are few, and differ from each other and from the typed address.
fn suggested(host: &str) {
    let names = suggestions(host);
    assert!(names.len() <= MAX_SUGGESTIONS);
    for (at, name) in names.iter().enumerate() {
        assert!(name != host && name.contains('.') && name.len() <= 253, "{name}");
        assert!(!names.iter().skip(at + 1).any(|other| other == name), "twice: {name}");
    }
}

/// An address says only where it leads: https, without user name, password or fragment.
fn bare(url: &Url) {
    assert_eq!((url.scheme(), url.username(), url.password(), url.fragment()), ("https", "", None, None));
    assert!(url.host_str().is_some_and(|host| !host.is_empty()));
}

/// A REST root is https, survives storing unchanged, and has its routes on its own host.
pub fn check_root(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(root) = ApiRoot::parse(&text) else { return };
    bare(&root.address(""));
    let stored = String::from(root.clone());
    assert_eq!(ApiRoot::parse(&stored).as_ref(), Ok(&root), "read again");
    assert_eq!(ApiRoot::parse(root.address("").as_str()).as_ref(), Ok(&root), "its own index");
    let route = root.address("wc/v3/system_status");
    bare(&route);
    assert_eq!(route.origin(), root.origin());
    assert_eq!(route.host_str(), Some(root.host()));
    let end = if root.is_rest_route() { route.query() } else { Some(route.path()) };
    assert!(end.is_some_and(|end| end.ends_with("/wc/v3/system_status")), "{route}");
}

/// The keys that the app takes from the two boxes are whole and were in them, and nothing prints one. The
/// input's first line break separates the boxes.
pub fn check_keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, second) = text.split_once('\n').unwrap_or((&text, ""));
    let boxed = |text: &str| Secret::new(text.to_owned());
    let read = read_keys(&boxed(first), &boxed(second));
    harmless::described(&read);
    if let Ok(typed) = read {
        let ending = typed.key.as_ref().map(connect_core::woo_key::ConsumerKey::ending);
        let key = typed.key.map(connect_core::woo_key::ConsumerKey::into_secret);
        let secret = typed.secret.map(connect_core::woo_key::ConsumerSecret::into_secret);
        for (mark, half) in [("ck_", &key), ("cs_", &secret)] {
            if let Some(half) = half {
                // EXPOSE: compared with what was made up; nothing here is anybody's key.
                whole(mark, half.expose());
            }
        }
        assert_eq!(ending.map(|ending| ending.len()), key.map(|_| 7));
    }
    let meum = MeumKey::parse(&boxed(&text));
    harmless::described(&meum);
    if let Ok(key) = meum {
        assert!((8..=12).contains(&key.prefix().chars().count()));
        // EXPOSE: compared with what was made up; nothing here is anybody's key.
        assert!(key.into_secret().expose().starts_with("sk_live_"));
    }
}

fn whole(mark: &str, half: &str) {
    let body = half.strip_prefix(mark).expect("a key begins with its mark");
    assert!(half.len() == KEY_LENGTH && body.bytes().all(|byte| byte.is_ascii_hexdigit()));
}
