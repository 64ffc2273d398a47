//! One reading of a page's HTML into the few things fingerprints look at.
//!
//! It builds no tree, so nested markup costs nothing, and it takes nothing from scripts, styles
//! and comments for markup.

use html5gum::emitters::default::{StartTag, Token};
use html5gum::{DefaultEmitter, Tokenizer};

use super::page::Page;

/// The part of a REST root's link that never changes: <https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/>.
pub(super) const REST_RELATION: &str = "https://api.w.org/";
/// A page may hold thousands of links; a shop in a folder is linked early.
const MAX_LINKS: usize = 200;

/// What a page says about itself. Everything is in lower case unless said otherwise.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one place in the page that the scan is in or has seen")]
pub(super) struct Scan {
    /// The whole source.
    pub(super) source: String,
    /// The first title, its spaces made one.
    pub(super) title: String,
    /// The readable text, as written; what only browsers without scripts show is not of it.
    pub(super) text: String,
    /// Names (or properties) and contents of the metas.
    pub(super) metas: Vec<(String, String)>,
    /// Addresses of scripts, links, frames, forms and of a refresh.
    pub(super) resources: Vec<String>,
    /// Addresses of frames, and where a refresh leads.
    pub(super) leads: Vec<String>,
    /// Addresses of pictures.
    pub(super) pictures: Vec<String>,
    /// Names of the attributes of `<html>` and `<body>`.
    pub(super) roots: Vec<String>,
    /// Classes of `<body>`.
    pub(super) classes: Vec<String>,
    /// The page is one of WordPress's own error pages, by its markup.
    pub(super) wp_die: bool,
    /// The REST root the page names, as written.
    pub(super) rest_root: Option<String>,
    /// Addresses of `<a>` elements, as written.
    pub(super) links: Vec<String>,
    in_title: bool,
    hidden: bool,
    /// Inside what is shown only to those without scripts.
    without_scripts: bool,
}

impl Scan {
    /// Reads the beginning of a page.
    pub(super) fn new(page: &Page<'_>) -> Self {
        let start = page.start();
        let mut scan = Self { source: start.to_ascii_lowercase(), ..Self::default() };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(start, emitter) {
            let Ok(token) = token;
            scan.take(&token);
        }
        scan.title = words(&scan.title).to_ascii_lowercase();
        scan.text = words(&scan.text);
        scan
    }

    /// Whether it is a page at all, rather than a word or nothing.
    pub(super) fn is_page(&self) -> bool {
        ["<html", "<!doctype", "<head", "<title", "<body", "<h1"].iter().any(|mark| self.source.contains(mark))
    }

    fn take(&mut self, token: &Token) {
        match token {
            Token::StartTag(tag) => self.open(tag),
            Token::EndTag(tag) => {
                self.in_title = false;
                self.hidden = false;
                self.without_scripts &= tag.name.as_slice() != b"noscript";
                self.text.push(' ');
            }
            Token::String(text) if self.in_title => self.title.push_str(&String::from_utf8_lossy(&text.value)),
            Token::String(text) if !self.hidden && !self.without_scripts => {
                self.text.push_str(&String::from_utf8_lossy(&text.value));
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        self.text.push(' ');
        if words_of(tag, "class").any(|class| class == "wp-die-message") {
            self.wp_die = true;
        }
        match tag.name.as_slice() {
            b"title" => self.in_title = self.title.is_empty(),
            b"script" => self.resource(tag, "src"),
            b"iframe" | b"frame" => {
                self.resource(tag, "src");
                self.leads.extend(attribute(tag, "src"));
            }
            b"form" => self.resource(tag, "action"),
            b"img" => self.pictures.extend(attribute(tag, "src").map(|src| src.to_ascii_lowercase())),
            b"link" => self.link(tag),
            b"meta" => self.meta(tag),
            b"a" if self.links.len() < MAX_LINKS => self.links.extend(attribute(tag, "href")),
            b"html" | b"body" => self.root(tag),
            _ => {}
        }
        self.hidden |= matches!(tag.name.as_slice(), b"script" | b"style");
        self.without_scripts |= tag.name.as_slice() == b"noscript";
    }

    fn resource(&mut self, tag: &StartTag<()>, name: &str) {
        self.resources.extend(attribute(tag, name).map(|address| address.to_ascii_lowercase()));
    }

    fn link(&mut self, tag: &StartTag<()>) {
        self.resource(tag, "href");
        if self.rest_root.is_none() && words_of(tag, "rel").any(|relation| relation == REST_RELATION) {
            self.rest_root = attribute(tag, "href").filter(|address| !address.is_empty());
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let written = attribute(tag, "content").unwrap_or_default();
        let content = written.to_ascii_lowercase();
        if attribute(tag, "http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
            self.leads.extend(refresh(&written));
            self.resources.push(content);
        } else if let Some(name) = attribute(tag, "name").or_else(|| attribute(tag, "property")) {
            self.metas.push((name.to_ascii_lowercase(), content));
        }
    }

    fn root(&mut self, tag: &StartTag<()>) {
        self.roots.extend(tag.attributes.keys().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()));
        if tag.name.as_slice() == b"body" {
            self.wp_die |= attribute(tag, "id").is_some_and(|id| id == "error-page");
            self.classes.extend(words_of(tag, "class"));
        }
    }
}

/// Where a refresh leads: behind its time, with `url=` or without (HTML, "shared declarative refresh steps"). One with a
/// time alone loads the same page again.
fn refresh(content: &str) -> Option<String> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let to = match rest.split_once('=') {
        Some((name, to)) if name.trim_end().eq_ignore_ascii_case("url") => to,
        _ => rest,
    };
    Some(to.trim_matches(['\'', '"', ' ']).to_owned()).filter(|to| !to.is_empty())
}

/// An attribute's value, entities decoded, trimmed.
fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).trim().to_owned())
}

/// The words of an attribute, in lower case.
fn words_of(tag: &StartTag<()>, name: &str) -> impl Iterator<Item = String> + use<> {
    let value = attribute(tag, name).unwrap_or_default().to_ascii_lowercase();
    value.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// The text with every run of spaces made one.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::refresh;

    #[test]
    fn a_refresh_leads_on_with_its_word_for_it_or_without_and_with_a_time_alone_nowhere() {
        let cases = [
            ("0;url=https://Other.example/Shop", Some("https://Other.example/Shop")),
            ("0; URL = 'https://other.example'", Some("https://other.example")),
            ("3, https://other.example/?a=b", Some("https://other.example/?a=b")),
            ("30", None),
            ("5;", None),
            ("", None),
        ];
        for (content, expected) in cases {
            assert_eq!(refresh(content).as_deref(), expected, "{content}");
        }
    }
}
