//! Addresses a page names: WordPress's REST root, and what it links to. It follows none of them
//! and makes none of them absolute: that is for whoever knows where the page came from.

use super::page::Page;
use super::scan::{REST_RELATION, Scan};

/// The REST root the answer names: the `Link` header's `<…>; rel="https://api.w.org/"`, else the
/// page's own `<link rel="https://api.w.org/" href="…">`, as written, entities decoded.
pub fn rest_link(page: &Page<'_>) -> Option<String> {
    page.header("link").find_map(rest_in_header).or_else(|| Scan::new(page).rest_root)
}

/// What stands before the REST root in scripts of WooCommerce's mini cart and of WordPress's
/// `api-fetch`, which a plugin that hides the root leaves alone.
const BEFORE_ROOT: [&str; 3] = ["\"restUrl\":\"", "createRootURLMiddleware( \"", "createRootURLMiddleware(\""];

/// A REST root that only a script of the page names, as written, slashes as they are meant.
pub fn rest_in_script(page: &Page<'_>) -> Option<String> {
    let named = |start: &str| {
        let (_, rest) = page.start().split_once(start)?;
        let (root, _) = rest.split_once('"')?;
        Some(root.replace("\\/", "/")).filter(|root| !root.is_empty() && root.len() <= LONGEST_ROOT)
    };
    BEFORE_ROOT.iter().find_map(|start| named(start))
}

/// Longer addresses are no root's, in bytes.
const LONGEST_ROOT: usize = 300;

/// Addresses of scripts, styles, pictures and what a page connects to, in lower case: a page that
/// another program made may still show the pictures of its WordPress.
pub fn sources(page: &Page<'_>) -> Vec<String> {
    let scan = Scan::new(page);
    scan.pictures.into_iter().chain(scan.resources).collect()
}

/// The `href` of the page's `<a>` elements in their order, as written, entities decoded; at most
/// 200.
pub fn links(page: &Page<'_>) -> Vec<String> {
    Scan::new(page).links
}

/// A page that only leads on says no more than so many characters.
const LONGEST_FORWARD: usize = 200;
/// How a script leads on, in lower case.
const SCRIPTS: [&str; 6] = [
    "window.location.href=",
    "window.location=",
    "location.replace(",
    "location.href=",
    "document.location=",
    "top.location=",
];

/// Where a page leads that holds nothing but the way there, as services for forwarding a domain make it: one
/// frame, a refresh, or a line of script. As written.
pub fn leads_on(page: &Page<'_>) -> Option<String> {
    let scan = Scan::new(page);
    if page.status != 200 || page.is_json() || scan.text.chars().count() > LONGEST_FORWARD || !scan.pictures.is_empty()
    {
        return None;
    }
    let source = scan.source.replace([' ', '\n', '\t'], "");
    let by_script = SCRIPTS.iter().find_map(|start| {
        let (_, rest) = source.split_once(start)?;
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        rest.get(1..)?.split(quote).next().map(str::to_owned)
    });
    scan.leads.into_iter().next().or(by_script).filter(|to| !to.is_empty() && to.len() <= LONGEST_ROOT)
}

/// Finds the REST root in one `Link` header (RFC 8288), which may hold several links.
fn rest_in_header(value: &str) -> Option<String> {
    let mut rest = value;
    while let Some((target, after)) = rest.split_once('<').and_then(|(_, link)| link.split_once('>')) {
        let end = unquoted(after, ',').unwrap_or(after.len());
        let (parameters, next) = after.split_at(end);
        if names_rest(parameters) && !target.trim().is_empty() {
            return Some(target.trim().to_owned());
        }
        rest = next;
    }
    None
}

/// Whether a link's parameters hold the relation: `rel` in any case, quoted or not, with others.
fn names_rest(parameters: &str) -> bool {
    let mut rest = parameters;
    loop {
        let end = unquoted(rest, ';').unwrap_or(rest.len());
        let (one, next) = rest.split_at(end);
        if let Some((name, value)) = one.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            let relations = value.trim().trim_matches('"');
            return relations.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case(REST_RELATION));
        }
        let Some(next) = next.strip_prefix(';') else { return false };
        rest = next;
    }
}

/// Where a character stands outside quotes, in bytes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == wanted && !quoted).then_some(at)
    })
}
