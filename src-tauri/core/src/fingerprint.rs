//! What answered in the shop's place, told from one HTTP answer by its fingerprints: headers,
//! cookies and marks in the page.
//!
//! It reads no translated sentence of WordPress, asks no one, and keeps no state. Nothing it
//! returns is text of the page but addresses ([`rest_link`], [`links`]) and a firewall's incident
//! number, and those are bounded. What it does not know it leaves open (`None`), so that nobody
//! is told "this is not WordPress" because a firewall stood in front of it.

mod address;
mod cache;
mod closed;
mod closers;
mod cloudflare;
mod copies;
mod firewalls;
mod guard;
mod incident;
mod inspector;
mod layer;
mod mark;
mod page;
mod placeholder;
mod platforms;
mod plugins;
mod redirects;
mod said;
mod scan;
mod trace;
mod wordpress;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod layer_tests;
#[cfg(test)]
mod page_tests;

pub use address::{leads_on, links, rest_in_script, rest_link, sources};
pub use cache::{cached, may_be_kept};
pub use closed::{Closed, asks_for_page_password, closed};
pub use closers::{Closer, Refusers, refusers};
pub use cloudflare::{Cloudflare, cloudflare};
pub use copies::page_host;
pub use firewalls::{CERBER, is_plugin, looks_for_robots};
pub use guard::{folded, speaks_for_us};
pub use incident::{QUOTES, is_host, quotable};
pub use inspector::{inspector, is_for_cloudflare};
pub use layer::{Layer, layer, wants_certificate};
pub use page::{MAX_PAGE, Page};
pub use placeholder::placeholder;
pub use platforms::platform;
pub use plugins::{TOKENS, plugin_of};
pub use redirects::redirecting;
pub use said::{End, end_of_php, refuses_by_place};
pub use trace::trace;
pub use wordpress::{locked_out_plugins, not_set_up, wordpress, wordpress_com};

/// A page with less to read is a blank one, a loader, or a robot check, in characters.
const LEAST_TEXT: usize = 40;

/// Whether there is something for people to read on a page: a shop's front page has that, a script
/// that is to load something has not.
pub fn readable(page: &Page<'_>) -> bool {
    !page.is_json() && scan::Scan::new(page).text.chars().count() >= LEAST_TEXT
}

/// The language that a page says it is written in, as two letters in lower case.
pub fn language(page: &Page<'_>) -> Option<String> {
    let source = page.start().to_ascii_lowercase();
    let (_, html) = source.split_once("<html")?;
    let (tag, _) = html.split_once('>')?;
    let (_, value) = tag.split_once("lang=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let letters: String = value.chars().take_while(char::is_ascii_lowercase).collect();
    (letters.len() == 2).then_some(letters)
}

/// What there is to read in a piece of a page, its markup left out.
pub fn words(piece: &str) -> String {
    scan::Scan::new(&Page { status: 200, headers: &[], body: piece }).text
}
