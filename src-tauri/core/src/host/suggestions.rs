//! Which names were probably meant by one that does not exist. Only guesses from how people
//! mistype: whether a name exists is for others to find out.

use super::name::{MAX_NAME, is_name};
use super::registrable::{has_known_ending, is_ip, registrable};
use super::whereabouts::is_local_name;
use url::Host;

/// Most names suggested; more would be a list to read, not help.
pub const MAX_SUGGESTIONS: usize = 6;

/// Endings shops really have, most frequent first.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "de", "shop", "store", "info", "co.uk", "fr", "it", "es", "nl", "eu", "at", "ch", "com.au",
    "edu",
];
/// Endings that exist and are still mostly a mistyped `com`.
const REAL_BUT_MISTYPED: &[&str] = &["co", "cm", "om"];

/// Names probably meant by `host`, a lower-case ASCII host that does not resolve; the best first,
/// at most [`MAX_SUGGESTIONS`], each different, none of them `host`. Empty for network addresses.
pub fn suggestions(host: &str) -> Vec<String> {
    let host = host.trim_end_matches('.');
    let mut found: Vec<String> = Vec::new();
    if host.len() > MAX_NAME || is_ip(host) {
        return found;
    }
    for guess in guesses(host) {
        if found.len() < MAX_SUGGESTIONS && guess != host && !found.contains(&guess) && is_believable(&guess) {
            found.push(guess);
        }
    }
    found
}

/// Every guess: its ending and its `www` put right, then the other form with or without `www`,
/// then single letters for doubled ones.
fn guesses(host: &str) -> Vec<String> {
    let mut spelled: Vec<String> = [comma, missing_dot, mistyped_ending].iter().flat_map(|mend| mend(host)).collect();
    // An ending nobody has leads nowhere, whatever stands before it.
    if spelled.is_empty() || has_known_ending(host) {
        spelled.push(host.to_owned());
    }
    let mended: Vec<String> = spelled.into_iter().flat_map(with_www_mended).collect();
    let others =
        [with_or_without_www, doubled].into_iter().flat_map(|guess| mended.iter().flat_map(move |name| guess(name)));
    let others: Vec<String> = others.collect();
    mended.into_iter().chain(others).collect()
}

fn with_www_mended(name: String) -> Vec<String> {
    let mended = mistyped_www(&name);
    if mended.is_empty() { vec![name] } else { mended }
}

/// Whether a name can be asked for at all. Half of an international name's code is no name.
fn is_believable(name: &str) -> bool {
    let readable = matches!(Host::parse(name), Ok(Host::Domain(read)) if read == name);
    readable && is_name(name) && name.contains('.')
}

/// `shop,com`: a comma for a dot.
fn comma(host: &str) -> Vec<String> {
    if host.contains(',') { vec![host.replace(',', ".")] } else { Vec::new() }
}

/// `shopcom`, `www.shopcom`, `shop.couk`: no dot before the ending or within it.
fn missing_dot(host: &str) -> Vec<String> {
    if has_known_ending(host) || is_local_name(host) && host.contains('.') {
        return Vec::new();
    }
    let (front, last) = host.rsplit_once('.').map_or(("", host), |(front, last)| (front, last));
    let dot = if front.is_empty() { "" } else { "." };
    ENDINGS
        .iter()
        .filter_map(|ending| {
            let name = last.strip_suffix(&ending.replace('.', ""))?;
            // Fewer letters than two before `de` or `it` are a word, not a name with an ending.
            match (name.len(), front) {
                (0, "") | (1, _) => None,
                _ if name == "www" => None,
                (0, _) => Some(format!("{front}.{ending}")),
                _ => Some(format!("{front}{dot}{name}.{ending}")),
            }
        })
        .collect()
}

/// `shop.con`, `shop.ogr`: an ending nobody has, one slip away from one that many have.
fn mistyped_ending(host: &str) -> Vec<String> {
    let Some((front, last)) = host.rsplit_once('.') else { return Vec::new() };
    if REAL_BUT_MISTYPED.contains(&last) {
        return vec![format!("{front}.com")];
    }
    if has_known_ending(host) || is_local_name(host) {
        return Vec::new();
    }
    let near = |ending: &&&str| strsim::osa_distance(last, ending) == 1;
    ENDINGS.iter().filter(near).map(|ending| format!("{front}.{ending}")).collect()
}

/// `wwww.shop.com`, `ww.shop.com`, `wwwshop.com`: with `www.` put right, then without it.
fn mistyped_www(host: &str) -> Vec<String> {
    let (first, after) = host.split_once('.').unwrap_or((host, ""));
    let all_w = first.bytes().all(|b| b == b'w');
    let name = match first.strip_prefix("www") {
        Some("") => after.strip_prefix("www."),
        _ if all_w && after.contains('.') => Some(after),
        Some(glued) if after.contains('.') || has_known_ending(after) => {
            host.get(host.len() - glued.trim_start_matches('-').len() - after.len() - 1..)
        }
        _ => None,
    };
    name.map(|name| vec![format!("www.{name}"), name.to_owned()]).unwrap_or_default()
}

/// The other of `shop.com` and `www.shop.com`.
fn with_or_without_www(host: &str) -> Vec<String> {
    match host.strip_prefix("www.") {
        Some(bare) => vec![bare.to_owned()],
        None if registrable(host) == Some(host) && !is_local_name(host) => vec![format!("www.{host}")],
        None => Vec::new(),
    }
}

/// `shopp.com`: each doubled character of the registered name made a single one.
fn doubled(host: &str) -> Vec<String> {
    let Some(owned) = registrable(host) else { return Vec::new() };
    let (label, ending) = owned.split_once('.').unwrap_or((owned, ""));
    let before = host.get(..host.len() - owned.len()).unwrap_or_default();
    if label.starts_with("xn--") || !label.is_ascii() {
        return Vec::new();
    }
    let pairs = label.bytes().zip(label.bytes().skip(1)).enumerate().filter(|(_, (a, b))| a == b);
    pairs
        .filter_map(|(at, _)| {
            let (head, tail) = (label.get(..at)?, label.get(at + 1..)?);
            Some(format!("{before}{head}{tail}.{ending}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_probably_meant_comes_first() {
        let cases: &[(&str, &[&str])] = &[
            ("shop.con", &["shop.com", "www.shop.com"]),
            ("www.shopp.con", &["www.shopp.com", "shopp.com", "www.shop.com"]),
            ("wwww.shop.con", &["www.shop.com", "shop.com"]),
            ("wwwshopcom", &["www.shop.com", "shop.com"]),
            ("wwwshop", &[]),
            ("shop.local", &[]),
            ("shop.cmo", &["shop.com"]),
            ("shop.ocm", &["shop.com"]),
            ("shop.vom", &["shop.com"]),
            ("shop.comm", &["shop.com"]),
            ("shop.cm", &["shop.com"]),
            ("shop.co", &["shop.com", "www.shop.com", "www.shop.co"]),
            ("shop.ogr", &["shop.org"]),
            ("shop.orgg", &["shop.org"]),
            ("shop.nte", &["shop.net"]),
            ("shop.ent", &["shop.net"]),
            ("shop.eud", &["shop.eu", "shop.edu"]),
            ("shop.couk", &["shop.co.uk"]),
            ("wwww.shop.com", &["www.shop.com", "shop.com"]),
            ("ww.shop.com", &["www.shop.com", "shop.com"]),
            ("www.www.shop.com", &["www.shop.com", "shop.com"]),
            ("wwwshop.com", &["www.shop.com", "shop.com"]),
            ("www-shop.co.uk", &["www.shop.co.uk", "shop.co.uk"]),
            ("wwwshop.co.uk", &["www.shop.co.uk", "shop.co.uk"]),
            ("www.shop.com", &["shop.com"]),
            ("shop.com", &["www.shop.com"]),
            ("shopp.com", &["www.shopp.com", "shop.com"]),
            ("www.bboook.com", &["bboook.com", "www.boook.com", "www.bbook.com"]),
            ("shopcom", &["shop.com"]),
            ("shopcouk", &["shop.co.uk"]),
            ("www.shopcom", &["www.shop.com"]),
            ("shop,com", &["shop.com"]),
            ("blog.shop.com", &[]),
            ("xn--mller-kva.de", &["www.xn--mller-kva.de"]),
            ("xn--esp-2de", &[]),
            ("192.0.2.1", &[]),
            ("", &[]),
        ];
        for (host, expected) in cases {
            let got = suggestions(host);
            let first: Vec<&str> = got.iter().take(expected.len().max(1)).map(String::as_str).collect();
            assert_eq!(&first, expected, "{host}: {got:?}");
        }
    }

    proptest! {
        #[test]
        fn suggestions_are_few_valid_different_and_never_the_host(
            host in "(w{0,4}\\.?)[a-c-]{0,8}[.,]?[a-c]{0,5}(\\.?)(com|con|co\\.uk|cmo|ogr|c|)|.{0,80}"
        ) {
            let got = suggestions(&host);
            prop_assert!(got.len() <= MAX_SUGGESTIONS);
            for (at, name) in got.iter().enumerate() {
                prop_assert!(name != &host && name != host.trim_end_matches('.'));
                prop_assert!(is_name(name) && name.contains('.'), "{}", name);
                prop_assert!(!got[..at].contains(name));
            }
            prop_assert_eq!(got, suggestions(&host));
        }
    }
}
