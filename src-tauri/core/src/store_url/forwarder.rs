//! Addresses that only carry another one: what a mail program or a search page puts in the place
//! of a link. The shop is the one inside.

use url::Url;

/// Host, or the end of it, and the query field that holds the real address.
const FORWARDERS: &[(&str, &str)] = &[
    ("safelinks.protection.outlook.com", "url"),
    ("www.google.com", "q"),
    ("www.google.com", "url"),
    ("l.facebook.com", "u"),
    ("lm.facebook.com", "u"),
    ("l.instagram.com", "u"),
];

/// The address inside, if `word` is one of these links; it has a scheme.
pub(super) fn inner(word: &str) -> Option<String> {
    let start = word.find("https://")?;
    let url = Url::parse(word.get(start..)?).ok()?;
    let host = url.host_str()?;
    let carries = |(name, field): &&(&str, &str)| {
        let ours = host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
        ours && url.query_pairs().any(|(key, value)| key == *field && is_web(&value))
    };
    let (_, field) = FORWARDERS.iter().find(carries)?;
    url.query_pairs().find(|(key, _)| key == *field).map(|(_, value)| value.into_owned())
}

fn is_web(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://")
}
