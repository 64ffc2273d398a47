//! The shop's address, taken from whatever a person pastes. It is always https: http is never
//! used for keys, so it is not even represented.

use crate::plain::is_invisible;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A shop's address: `https`, a host, perhaps a port, perhaps a folder. No user, query or
/// fragment, no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StoreUrl(Url);

/// The text holds no web address (A01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

/// Path segments that belong to WordPress or to a page of the shop, never to its folder.
const PAGES: &[&str] = &[
    "wp-admin",
    "wp-login.php",
    "wp-json",
    "wp-content",
    "wp-includes",
    "xmlrpc.php",
    "index.php",
    "cart",
    "checkout",
    "my-account",
    "product",
    "products",
    "product-category",
    "product-tag",
    "category",
    "tag",
    "page",
    "feed",
];

/// Longest text looked at, in characters; an address is never near it.
const MAX_CHARS: usize = 4_096;
/// Most folders tried on the way up to the root.
const MAX_CANDIDATES: usize = 4;

impl StoreUrl {
    /// Finds the shop's address in what was typed or pasted.
    ///
    /// # Errors
    /// [`NotAnAddress`] when no part of the text can be one.
    pub fn parse(typed: &str) -> Result<Self, NotAnAddress> {
        let clean: String = typed
            .chars()
            .take(MAX_CHARS)
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|&c| !is_invisible(c))
            .collect();
        let with_scheme = clean.split(' ').find(|word| word.contains("://")).and_then(Self::from_word);
        let found = with_scheme.or_else(|| clean.split(' ').find_map(Self::from_word));
        found.ok_or(NotAnAddress)
    }

    /// The address as WordPress gives it (`home`), which keeps its folder whatever its name.
    ///
    /// # Errors
    /// [`NotAnAddress`] when it is no web address.
    pub fn from_home(home: &str) -> Result<Self, NotAnAddress> {
        let url = Url::parse(home.trim()).map_err(|_| NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NotAnAddress);
        }
        let path = url.path().to_owned();
        Self::build(&url, &path)
    }

    fn from_word(word: &str) -> Option<Self> {
        let word = word.trim_matches(|c: char| matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '“' | '”' | ',' | ';'));
        let word = word.trim_end_matches(['.', '!', '?', ':']);
        let text = match word.find("http://").or_else(|| word.find("https://")) {
            Some(at) => word.get(at..)?.to_owned(),
            None if word.contains("://") => return None,
            None => format!("https://{word}"),
        };
        let url = Url::parse(&text).ok()?;
        if !url.username().is_empty() || url.password().is_some() || !believable_host(&url) {
            return None;
        }
        let folder: Vec<&str> = url
            .path_segments()?
            .take_while(|segment| !segment.is_empty() && !PAGES.contains(&segment.to_ascii_lowercase().as_str()))
            .collect();
        Self::build(&url, &folder.join("/")).ok()
    }

    fn build(url: &Url, path: &str) -> Result<Self, NotAnAddress> {
        let host = url.host_str().ok_or(NotAnAddress)?;
        let port = match (url.scheme(), url.port()) {
            // A port typed with http is not a port of https.
            ("http", _) | (_, None) => String::new(),
            (_, Some(port)) => format!(":{port}"),
        };
        let path = path.trim_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        let text = format!("https://{host}{port}{slash}{path}");
        Url::parse(&text).map(Self).map_err(|_| NotAnAddress)
    }

    /// The host name, in its ASCII form.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The address itself.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// Scheme, host and port: who answers.
    pub fn origin(&self) -> url::Origin {
        self.0.origin()
    }

    /// The address as text, without a trailing slash.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// A page below the address: `page("wp-json/")`. `page` is ours, never from outside.
    pub fn page(&self, page: &str) -> String {
        format!("{}/{page}", self.as_str())
    }

    /// The addresses to look at, deepest folder first, the root last; at most four.
    pub fn candidates(&self) -> Vec<Self> {
        let segments: Vec<&str> =
            self.0.path_segments().map(|s| s.filter(|p| !p.is_empty()).collect()).unwrap_or_default();
        let deepest = segments.len().min(MAX_CANDIDATES - 1);
        (0..=deepest)
            .rev()
            .filter_map(|depth| {
                let folder = segments.get(..depth)?.join("/");
                Self::build(&self.0, &folder).ok()
            })
            .collect()
    }
}

/// A host a shop could have: with a dot, or the loopback forms used while practising.
fn believable_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.trim_end_matches('.').contains('.'),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    }
}

impl TryFrom<String> for StoreUrl {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_home(&text).map_err(|NotAnAddress| "not a web address")
    }
}

impl From<StoreUrl> for String {
    fn from(url: StoreUrl) -> Self {
        url.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_in_whatever_is_pasted() {
        let cases = [
            ("shop.example", "https://shop.example"),
            ("SHOP.Example", "https://shop.example"),
            (" \u{200B}“https://shop.example/” ", "https://shop.example"),
            ("http://shop.example", "https://shop.example"),
            ("http://shop.example:8080/", "https://shop.example"),
            ("https://shop.example:8443/", "https://shop.example:8443"),
            ("https://shop.example/product/red-hat/?utm=1#top", "https://shop.example"),
            ("https://shop.example/wp-admin/admin.php?page=wc-settings", "https://shop.example"),
            ("https://shop.example/wp-json/wc/v3", "https://shop.example"),
            ("shop.example/boutique/wp-login.php", "https://shop.example/boutique"),
            ("My shop is at https://shop.example/cart/. Thanks!", "https://shop.example"),
            ("Shop: shop.example, thank you", "https://shop.example"),
            ("müller.example", "https://xn--mller-kva.example"),
            ("localhost:8443", "https://localhost:8443"),
        ];
        for (typed, expected) in cases {
            assert_eq!(StoreUrl::parse(typed).as_ref().map(StoreUrl::as_str), Ok(expected), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "   ",
            "my shop",
            "owner@shop.example",
            "ftp://shop.example",
            "https://",
            "ck_123",
            "https://user:secret@shop.example",
        ] {
            assert_eq!(StoreUrl::parse(typed), Err(NotAnAddress), "{typed:?}");
        }
    }

    #[test]
    fn folders_are_tried_upwards_to_the_root() {
        let url = StoreUrl::parse("https://shop.example/a/b").unwrap();
        let tried: Vec<String> = url.candidates().iter().map(|u| u.as_str().to_owned()).collect();
        assert_eq!(tried, ["https://shop.example/a/b", "https://shop.example/a", "https://shop.example"]);
    }

    #[test]
    fn wordpress_own_address_keeps_its_folder() {
        let home = StoreUrl::from_home("https://shop.example/shop/").unwrap();
        assert_eq!(home.as_str(), "https://shop.example/shop");
        assert_eq!(home.page("wp-json/"), "https://shop.example/shop/wp-json/");
    }

    proptest::proptest! {
        #[test]
        fn a_parsed_address_is_https_and_parses_to_itself(typed in ".{0,200}") {
            if let Ok(url) = StoreUrl::parse(&typed) {
                assert!(url.as_str().starts_with("https://"));
                assert_eq!(StoreUrl::from_home(url.as_str()), Ok(url));
            }
        }
    }
}
