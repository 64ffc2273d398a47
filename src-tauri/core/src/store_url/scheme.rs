//! The start of an address: `https://` and the ways it is mistyped. Anything that is another
//! scheme is refused, never guessed at.

/// What a word starts with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start<'a> {
    /// A web address; what follows its scheme.
    Web { rest: &'a str, http: bool },
    /// No scheme.
    Bare(&'a str),
    /// A scheme of something else: `ftp://`, `mailto:`.
    Other,
}

/// `http`, `https`, and what is meant by nothing else.
const HTTP: &[&str] = &["http", "htp", "htttp", "httpp", "hhttp", "htpp", "hxxp", "ttp"];
const HTTPS: &[&str] =
    &["https", "htps", "htttps", "httpps", "hhttps", "htpps", "httsp", "httpss", "hxxps", "ttps", "thtps"];
/// Schemes that may stand before a single colon.
const OTHERS: &[&str] = &["ftp", "sftp", "ssh", "file", "mailto", "tel", "javascript", "data", "about", "ws", "wss"];
/// How often a scheme may be repeated: `https://https://`, from a box that already held one.
const MAX_REPEATED: usize = 3;

/// Takes the scheme off a word, repeated ones too.
pub(super) fn strip(word: &str) -> Start<'_> {
    let mut start = strip_once(word);
    for _ in 0..MAX_REPEATED {
        let Start::Web { rest, http } = start else { break };
        start = match strip_once(rest) {
            Start::Bare(_) => return Start::Web { rest: rest.trim_start_matches('/'), http },
            again => again,
        };
    }
    start
}

fn strip_once(word: &str) -> Start<'_> {
    if let Some((before, rest)) = word.split_once("://")
        && !before.contains('/')
    {
        return named(before, rest);
    }
    if let Some(rest) = word.strip_prefix("//") {
        return Start::Web { rest, http: false };
    }
    let name_end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let (name, after) = word.split_at(name_end);
    let rest = after.trim_start_matches([':', '.', '/']);
    let marks = after.strip_suffix(rest).unwrap_or_default();
    match http_of(name) {
        Some(http) if marks.contains("//") || marks.contains(':') && !is_port(rest) => Start::Web { rest, http },
        _ => labelled(word),
    }
}

/// What stands before `://`, perhaps with a label glued to it: `Shop:https`.
fn named<'a>(before: &str, rest: &'a str) -> Start<'a> {
    let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let glued = ["https", "http"].into_iter().find(|scheme| name.ends_with(scheme));
    match http_of(&name).or_else(|| http_of(glued?)) {
        Some(http) => Start::Web { rest, http },
        None if name.is_empty() => Start::Web { rest, http: false },
        None => Start::Other,
    }
}

/// `Some(true)` for http, `Some(false)` for https.
fn http_of(name: &str) -> Option<bool> {
    let name = name.to_ascii_lowercase();
    let (http, https) = (HTTP.contains(&name.as_str()), HTTPS.contains(&name.as_str()));
    (http || https).then_some(http)
}

/// `Website:shop.example`: a label before a colon, unless what follows is a port.
fn labelled(word: &str) -> Start<'_> {
    match word.split_once(':') {
        Some((label, _)) if OTHERS.contains(&label.to_ascii_lowercase().as_str()) => Start::Other,
        Some((label, rest)) if !label.contains(['.', '/', '[']) && !is_port(rest) => Start::Bare(rest),
        _ => Start::Bare(word),
    }
}

/// Whether a port, not a host, stands at the start of what follows a colon.
fn is_port(rest: &str) -> bool {
    let first = rest.split('/').next().unwrap_or_default();
    first.chars().all(|c| c.is_ascii_digit())
}
