//! From a pasted text to the words in it: without invisible characters, quotes, brackets, queries
//! and what typing aids put in. Nothing is decided here about which word is an address.

use super::forwarder;
use super::frame::{Framed, framed};
use super::scheme::{self, Start};
use crate::host::{has_known_ending, is_name};
use crate::plain::is_invisible;
use core::net::Ipv6Addr;
use percent_encoding::percent_decode_str;

/// Longest text looked at, in characters; an address is never near it.
const MAX_CHARS: usize = 4_096;

/// What is written for a character so that a machine, or a mail program, leaves it alone.
const WRITTEN_OUT: &[(&str, &str)] = &[
    ("(at)", "@"),
    ("(AT)", "@"),
    ("[at]", "@"),
    ("[AT]", "@"),
    ("(dot)", "."),
    ("[dot]", "."),
    ("(.)", "."),
    ("[.]", "."),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "\""),
    ("&nbsp;", " "),
    ("&amp;", "&"),
];

/// The text as it can be read, the plainest way first. Later ones only count when the earlier
/// hold no address.
pub(super) fn readings(typed: &str) -> impl Iterator<Item = String> {
    let text = clean(typed);
    let plain = with_dots(&text);
    let closed = with_spaces_closed(&text);
    let certain = closed.clone().filter(|closed| is_whole(closed));
    // A full stop of Chinese or Japanese writing, where a dot was meant: its keyboards type it.
    let stops = text.replace('。', ".");
    comma_for_dot(&text).into_iter().chain(certain).chain([plain]).chain(closed).chain([stops])
}

/// The most words of a text that may be one name with blanks in it.
const MOST_TORN: usize = 3;

/// Whether all that was typed may be one name with a blank in it: `my shop.com`. The part behind the blank
/// is a name of its own, and somebody else's.
pub(super) fn may_be_torn(typed: &str) -> bool {
    let text = clean(typed);
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let Some((last, before)) = words.split_last() else { return false };
    let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '-');
    let host = last.split('/').next().unwrap_or_default().to_lowercase();
    let is_bare = host.split('.').count() == 2 && is_name(&host) && has_known_ending(&host);
    (1..MOST_TORN).contains(&before.len()) && before.iter().all(plain) && is_bare
}

/// `shop .com` as one word, unless there are other words too.
fn with_spaces_closed(text: &str) -> Option<String> {
    let prose = text.contains('@') || text.split(['.', ':', '/']).any(|piece| piece.trim().contains(' '));
    (text.contains(" .") && !prose).then(|| text.replace(" .", ".").replace(". ", "."))
}

/// Whether a text is one address with an ending people know.
fn is_whole(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split('/').next().is_some_and(|host| has_known_ending(&host.to_ascii_lowercase()))
}

fn clean(typed: &str) -> String {
    let seen = typed.chars().take(MAX_CHARS).map(folded).filter(|&c| !is_invisible(c) && !is_selector(c));
    let text: String = seen.collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    WRITTEN_OUT.iter().fold(line, |line, (from, to)| line.replace(from, to))
}

/// One form for characters that are typed for another: full-width ones, other hyphens and slashes.
fn folded(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{FF61}' => '。',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' => '-',
        '\\' | '\u{2044}' | '\u{2215}' => '/',
        c => c,
    }
}

/// Characters that only choose how the one before is drawn, or are not drawn at all.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{034F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

/// `。` and `–` inside a name are the dot and the hyphen that were meant; elsewhere they end it.
fn with_dots(text: &str) -> String {
    let before = [' '].into_iter().chain(text.chars());
    let after = text.chars().skip(1).chain([' ']);
    let inside = |a: char, b: char| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
    let read = |((a, c), b)| match c {
        '。' if inside(a, b) => '.',
        '–' if inside(a, b) => '-',
        '。' | '–' => ' ',
        c => c,
    };
    before.zip(text.chars()).zip(after).map(read).collect()
}

/// `shop,com` alone in the field: the comma is a dot when a known ending follows it and nothing
/// before it is one.
fn comma_for_dot(text: &str) -> Option<String> {
    let dotted = text.replace(',', ".");
    if text.starts_with("www,") && !text.contains(['.', ' ']) && is_whole(&dotted) {
        return Some(dotted);
    }
    let (name, after) = text.split_once(',')?;
    let ending = after.split('/').next()?.to_ascii_lowercase();
    let front = name.to_ascii_lowercase();
    let front = front.strip_prefix("https://").or_else(|| front.strip_prefix("http://")).unwrap_or(&front);
    let label = front.strip_prefix("www.").unwrap_or(front);
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let meant = plain(label) && ending.split('.').all(plain) && has_known_ending(&ending) && !text.contains(' ');
    meant.then(|| format!("{name}.{after}"))
}

/// The words of a text. An e-mail address stays one word; an address with a user name is left out
/// as a whole, so that no part of a password is taken for a name.
pub(super) fn words(text: &str) -> Vec<String> {
    let chunks: Vec<&str> = text.split([' ', '<', '>']).filter(|chunk| !chunk.is_empty()).collect();
    let before = [""].iter().chain(&chunks);
    let after = chunks.iter().skip(1).chain(&[""]);
    let around = before.zip(&chunks).zip(after);
    around
        .filter(|((before, chunk), after)| !is_half_mail(before, chunk, after))
        .flat_map(|((_, c), _)| read(c))
        .collect()
}

/// One side of `anna @ shop.example`.
fn is_half_mail(before: &str, chunk: &str, after: &str) -> bool {
    !chunk.contains("//") && (before.ends_with('@') || after == "@")
}

fn read(chunk: &str) -> Vec<String> {
    let carried = forwarder::inner(chunk);
    let chunk = decoded(carried.as_deref().unwrap_or(chunk));
    let chunk = match framed(&chunk) {
        Some(Framed::Nothing) => return Vec::new(),
        Some(Framed::Shows(shown)) => shown,
        None => chunk,
    };
    if holds_login(&chunk) { Vec::new() } else { pieces(without_query(&chunk)) }
}

/// A whole address whose slashes are written `%2F`, as it is handed on inside another one.
fn decoded(chunk: &str) -> String {
    let lower = chunk.to_ascii_lowercase();
    if chunk.contains('/') || !lower.contains("%2f") {
        return chunk.to_owned();
    }
    let text = percent_decode_str(chunk).decode_utf8_lossy();
    text.chars().map(|c| if c.is_whitespace() { '"' } else { folded(c) }).filter(|&c| !is_invisible(c)).collect()
}

/// Whether a user name or a password stands before the host.
fn holds_login(chunk: &str) -> bool {
    let (schemed, rest) = match scheme::strip(chunk) {
        Start::Web { rest, .. } => (true, rest),
        Start::Bare(_) => (false, chunk),
        Start::Other => return chunk.contains('@'),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.split_once('@').map(|(user, _)| user);
    user.is_some_and(|user| schemed || user.contains(':'))
}

/// A query or fragment ends an address; in `Our shop?` there is none yet.
fn without_query(chunk: &str) -> &str {
    let begun = |at: usize| chunk.get(..at).is_some_and(|before| before.contains('.') || before.contains("//"));
    let end = chunk.match_indices(['?', '#']).map(|(at, _)| at).find(|&at| begun(at));
    chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk)
}

/// A chunk cut where quotes, brackets, lists and markup end a word.
fn pieces(chunk: &str) -> Vec<String> {
    let keep_brackets = holds_ipv6(chunk);
    let ends = |c: char| is_separator(c) || matches!(c, '[' | ']') && !keep_brackets;
    chunk.split(ends).filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

fn holds_ipv6(chunk: &str) -> bool {
    let inner = chunk.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    inner.is_some_and(|(inner, _)| inner.parse::<Ipv6Addr>().is_ok())
}

fn is_separator(c: char) -> bool {
    let markup = matches!(c, '"' | '(' | ')' | '{' | '}' | '|' | '`' | '*' | '=' | '&' | ',' | ';' | '!');
    let quotes = matches!(c, '«' | '»' | '‹' | '›' | '\u{201A}'..='\u{201F}' | '\u{3008}'..='\u{3011}');
    let stops = matches!(c, '、' | '。' | '،' | '؛' | '؟' | '।' | '։' | '…' | '•' | '—' | '―' | '→' | '↗');
    markup || quotes || stops
}
