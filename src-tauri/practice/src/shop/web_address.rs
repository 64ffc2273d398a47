//! Small changes to a web address. They refuse to know who answers there.

use url::Url;

/// An address inside the shop; `path` begins with a slash.
pub(crate) fn absolute(home: &Url, path: &str) -> String {
    format!("{}{path}", home.as_str().trim_end_matches('/'))
}

/// Gives an address another scheme, `http` or `https`; everything else stays, its port too.
pub(crate) fn set_scheme(address: &mut Url, scheme: &str) {
    // Between http and https this cannot fail.
    let _ = address.set_scheme(scheme);
}
