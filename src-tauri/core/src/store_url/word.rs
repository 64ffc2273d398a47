//! One word of a text: is it a web address, and how likely is it the one that was meant?

use super::scheme::{self, Start};
use crate::host::{has_known_ending, is_local_name, is_name};
use url::{Host, Url};

/// How likely a word is the address that was meant; the first is the likeliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It has a scheme.
    Address,
    /// It starts with `www.` or ends in something names are registered under.
    Likely,
    /// Its ending is unknown, or it may as well be a file: `shop.con`, `notes.md`.
    Perhaps,
    /// It has a scheme and no dot: a name on somebody's own network.
    OneWord,
}

/// Endings of files that no name is registered under.
const FILES: &[&str] = &[
    "pdf", "html", "htm", "php", "txt", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "csv", "png", "jpg",
    "jpeg", "gif", "svg", "webp", "mp3", "mp4", "xml", "json", "css", "js", "eml", "ics", "exe", "dmg", "rar", "sql",
];
/// Endings of files that are countries' or registries' too.
const FILES_AND_NAMES: &[&str] = &["zip", "mov", "md", "sh", "py"];
/// First words of an address that was never finished.
const UNFINISHED: &[&str] = &["www", "http", "https"];

/// The address a word is, with its rank; `None` for e-mail addresses, files, other schemes, and
/// addresses that carry a user name.
pub(super) fn read(word: &str) -> Option<(Rank, Url)> {
    let (rest, http) = match scheme::strip(trimmed(word)) {
        Start::Web { rest, http } => (rest, Some(http)),
        Start::Bare(rest) => (rest.trim_start_matches('/'), None),
        Start::Other => return None,
    };
    let authority = rest.split('/').next().filter(|authority| !authority.contains('@'))?;
    let scheme = if http == Some(true) { "http" } else { "https" };
    let url = Url::parse(&format!("{scheme}://{rest}")).ok()?;
    let rank = match url.host()? {
        Host::Domain(name) => rank_of(name.strip_suffix('.').unwrap_or(name), http.is_some())?,
        // `3.5` and `1` are numbers, not the addresses a browser would make of them.
        Host::Ipv4(ip) if authority.split(':').next() != Some(&ip.to_string()) => return None,
        Host::Ipv4(_) | Host::Ipv6(_) if http.is_none() => Rank::Likely,
        Host::Ipv4(_) | Host::Ipv6(_) => Rank::Address,
    };
    Some((rank, url))
}

/// A word without what a sentence or a markup puts around it.
fn trimmed(word: &str) -> &str {
    // A letter that a program has written out, such as `%6d`.
    let written_out = |digits: &str| digits.len() == 2 && digits.chars().all(|c| c.is_ascii_hexdigit());
    let is_letter = word.starts_with('%') && word.get(1..3).is_some_and(written_out);
    let word = if is_letter { word } else { without_front(word) };
    word.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '-' | ']' | '@') && is_decoration(c))
}

fn without_front(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '[' | ':' | '@'))
}

/// ASCII punctuation, arrows, symbols and emoji: not the marks that belong to a letter.
fn is_decoration(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{2BFF}' | '\u{3001}'..='\u{303F}' | '\u{1F000}'..='\u{1FAFF}')
}

fn rank_of(name: &str, schemed: bool) -> Option<Rank> {
    let (_, ending) = name.rsplit_once('.').unwrap_or(("", name));
    if !is_name(name) || UNFINISHED.contains(&name) {
        return None;
    }
    match (schemed, name.contains('.')) {
        (true, true) => Some(Rank::Address),
        (_, false) if name == "localhost" => Some(if schemed { Rank::Address } else { Rank::Likely }),
        (true, false) => Some(Rank::OneWord),
        (false, false) => None,
        (false, true) if !is_ending(ending) || name.contains('_') || FILES.contains(&ending) => None,
        (false, true) => Some(bare_rank(name, ending)),
    }
}

fn bare_rank(name: &str, ending: &str) -> Rank {
    let file = FILES_AND_NAMES.contains(&ending) && name.split('.').count() == 2;
    let known = ending == "example" || is_local_name(name) || has_known_ending(name);
    if name.starts_with("www.") || known && !file { Rank::Likely } else { Rank::Perhaps }
}

/// What the last part of a name can be: letters, at least two, or an international ending.
fn is_ending(ending: &str) -> bool {
    ending.starts_with("xn--") || ending.len() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic())
}
