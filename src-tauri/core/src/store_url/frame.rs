//! Addresses that show the shop in somebody else's frame: the dashboard of its host, a translated copy,
//! an archived one. The shop's own address is taken out; where none is in it, there is no address.

use crate::host::{has_known_ending, is_name};
use percent_encoding::percent_decode_str;
use url::Url;

/// What an address in somebody else's frame shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Framed {
    /// This address.
    Shows(String),
    /// Nothing of a shop.
    Nothing,
}

/// Hosts of dashboards whose address has the site's name in its path.
const DASHBOARDS: &[&str] = &["wordpress.com", "www.wordpress.com"];
/// Hosts that show the address in their path, behind a number or a word.
const ARCHIVES: &[&str] = &["web.archive.org", "archive.org", "archive.ph", "archive.today", "archive.is"];
/// Hosts, or their ends, and the query field that holds the address shown.
const SHOWN_BY_FIELD: &[(&str, &str)] = &[
    ("translate.google.com", "u"),
    ("translate.yandex.com", "url"),
    ("www.translatetheweb.com", "a"),
    ("validator.w3.org", "doc"),
    ("pagespeed.web.dev", "url"),
];
/// Hosts whose whole query is the address.
const SHOWN_BY_QUERY: &[&str] = &["href.li"];
/// The host of translated copies: the name before it has `-` for each dot and `--` for each `-`.
const TRANSLATED: &str = ".translate.goog";

/// What the address shows, if it is in somebody else's frame; `None` for every other address.
pub(super) fn framed(word: &str) -> Option<Framed> {
    let lower = word.to_ascii_lowercase();
    // An address without a scheme may have one inside it.
    let inside = |at: &usize| !lower.get(..*at).is_some_and(|before| before.contains('/'));
    let start = lower.find("http://").into_iter().chain(lower.find("https://")).min().filter(inside);
    let whole = start.map_or_else(|| Some(format!("https://{word}")), |at| word.get(at..).map(str::to_owned))?;
    let url = Url::parse(&whole).ok()?;
    let host = url.host_str()?;
    if let Some(name) = host.strip_suffix(TRANSLATED) {
        return Some(Framed::Shows(format!("https://{}{}", translated(name), url.path())));
    }
    let found = if DASHBOARDS.contains(&host) {
        named_in_path(&url)
    } else if ARCHIVES.contains(&host) {
        behind_path(&url)
    } else if SHOWN_BY_QUERY.contains(&host) {
        url.query().and_then(web)
    } else {
        let (_, field) = SHOWN_BY_FIELD.iter().find(|(name, _)| *name == host)?;
        url.query_pairs().find(|(key, _)| key == *field).and_then(|(_, value)| web(&value))
    };
    Some(found.map_or(Framed::Nothing, Framed::Shows))
}

fn translated(name: &str) -> String {
    let parts: Vec<String> = name.split("--").map(|part| part.replace('-', ".")).collect();
    parts.join("-")
}

/// The site that a dashboard's path names; `::` stands for the slash of its folder.
fn named_in_path(url: &Url) -> Option<String> {
    let segments = url.path_segments()?.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned());
    segments.into_iter().find_map(|segment| {
        let (host, folder) = segment.split_once("::").unwrap_or((&segment, ""));
        let named = host.contains('.') && is_name(host) && has_known_ending(&host.to_ascii_lowercase());
        named.then(|| format!("https://{host}/{}", folder.replace("::", "/")))
    })
}

/// The address behind the moment of an archive.
fn behind_path(url: &Url) -> Option<String> {
    let path = percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
    let at = path.find("https:/").or_else(|| path.find("http:/"));
    if let Some(at) = at {
        let (scheme, rest) = path.get(at..)?.split_once(":/")?;
        return web(&format!("{scheme}://{}", rest.trim_start_matches('/')));
    }
    let named = |segment: &&str| segment.contains('.') && is_name(segment) && has_known_ending(segment);
    path.split('/').find(named).map(|host| format!("https://{host}/"))
}

/// The text, if it is a web address; without a scheme, if it begins with a name.
fn web(text: &str) -> Option<String> {
    let text = percent_decode_str(text.trim()).decode_utf8_lossy().into_owned();
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(text);
    }
    let host = text.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    (is_name(&host) && has_known_ending(&host)).then(|| format!("https://{text}"))
}
