//! Where a shop's REST interface is. WordPress names it itself (`Link: <…>; rel="https://api.w.org/"`)
//! in one of three forms: `https://shop/wp-json/`, another prefix or `index.php/` before it, or
//! `https://shop/index.php?rest_route=/`. Always https: no other root can be held.

use crate::store_url::StoreUrl;
use serde::{Deserialize, Serialize};
use url::Url;

/// The address of the REST index, from which every route's address is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "String")]
pub struct ApiRoot(Url);

/// A root as it was stored: its address, or, by the first versions, its form and base.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Address(String),
    Formed { form: String, base: StoreUrl },
}

/// The text names no REST root that could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an https address of a REST root")]
pub struct NotARoot;

const ROUTE: &str = "rest_route";

impl ApiRoot {
    /// `{base}/wp-json/`: pretty permalinks.
    pub fn pretty(base: &StoreUrl) -> Self {
        Self::below(base, "wp-json/", None)
    }

    /// `{base}/index.php?rest_route=/`: plain permalinks, or a server that does not rewrite.
    pub fn rest_route(base: &StoreUrl) -> Self {
        Self::below(base, "index.php", Some("rest_route=/"))
    }

    fn below(base: &StoreUrl, page: &str, query: Option<&str>) -> Self {
        let mut url = base.as_url().clone();
        let path = format!("{}/{page}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        url.set_query(query);
        Self(url)
    }

    /// A root as WordPress names it. A WordPress behind a proxy may say http; it is asked over
    /// https all the same.
    ///
    /// # Errors
    /// [`NotARoot`] for another scheme, a user name, a fragment, or no host.
    pub fn parse(text: &str) -> Result<Self, NotARoot> {
        let mut url = Url::parse(text.trim()).map_err(|_| NotARoot)?;
        if url.scheme() == "http" {
            url = secured(&url)?;
        }
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if url.scheme() != "https" || !url.has_host() || !plain {
            return Err(NotARoot);
        }
        let route = url.query_pairs().find(|(name, _)| name == ROUTE).map(|(_, route)| route.into_owned());
        url.set_query(None);
        if route.is_some() {
            url.set_query(Some("rest_route=/"));
        } else if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }

    /// The address of a route, such as `wc/v3/system_status`; the index is `""`. `route` is ours,
    /// never from outside.
    pub fn address(&self, route: &str) -> Url {
        let mut url = self.0.clone();
        if self.is_rest_route() {
            url.set_query(Some(&format!("{ROUTE}=/{route}")));
        } else {
            let path = format!("{}{route}", self.0.path());
            url.set_path(&path);
        }
        url
    }

    /// Whether routes are named in the query.
    pub fn is_rest_route(&self) -> bool {
        self.0.query().is_some()
    }

    /// Who answers there.
    pub fn origin(&self) -> url::Origin {
        self.0.origin()
    }

    /// The host name, in its ASCII form.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

/// The same address over https; a port written for http is not one of https.
fn secured(url: &Url) -> Result<Url, NotARoot> {
    let mut secured = url.clone();
    secured.set_port(None).map_err(|()| NotARoot)?;
    secured.set_scheme("https").map_err(|()| NotARoot)?;
    Ok(secured)
}

impl TryFrom<Stored> for ApiRoot {
    type Error = NotARoot;

    fn try_from(stored: Stored) -> Result<Self, NotARoot> {
        match stored {
            Stored::Address(text) => Self::parse(&text),
            Stored::Formed { form, base } if form == "pretty" => Ok(Self::pretty(&base)),
            Stored::Formed { base, .. } => Ok(Self::rest_route(&base)),
        }
    }
}

impl From<ApiRoot> for String {
    fn from(root: ApiRoot) -> Self {
        root.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_addressed_in_the_form_wordpress_names() {
        let cases = [
            ("https://shop.example/wp-json/", "https://shop.example/wp-json/wc/v3/data"),
            ("https://shop.example/boutique/wp-json", "https://shop.example/boutique/wp-json/wc/v3/data"),
            ("https://shop.example/index.php/wp-json/", "https://shop.example/index.php/wp-json/wc/v3/data"),
            ("https://shop.example/api/", "https://shop.example/api/wc/v3/data"),
            ("http://shop.example:8080/wp-json/", "https://shop.example/wp-json/wc/v3/data"),
            ("https://shop.example/index.php?rest_route=/", "https://shop.example/index.php?rest_route=/wc/v3/data"),
            ("https://shop.example/?lang=de&rest_route=%2F", "https://shop.example/?rest_route=/wc/v3/data"),
        ];
        for (root, expected) in cases {
            let root = ApiRoot::parse(root).unwrap();
            assert_eq!(root.address("wc/v3/data").as_str(), expected);
            let stored = serde_json::to_string(&root).unwrap();
            assert_eq!(serde_json::from_str::<ApiRoot>(&stored).unwrap(), root);
        }
    }

    #[test]
    fn a_root_stored_by_the_first_versions_is_still_read() {
        let cases = [
            (r#"{"form":"pretty","base":"https://shop.example/a"}"#, "https://shop.example/a/wp-json/"),
            (r#"{"form":"restRoute","base":"https://shop.example"}"#, "https://shop.example/index.php?rest_route=/"),
        ];
        for (stored, expected) in cases {
            assert_eq!(serde_json::from_str::<ApiRoot>(stored).unwrap().address("").as_str(), expected);
        }
    }

    #[test]
    fn what_could_leak_a_key_is_no_root() {
        for root in
            ["ftp://shop.example/wp-json/", "https://user:pass@shop.example/", "/wp-json/", "javascript:alert(1)", ""]
        {
            assert_eq!(ApiRoot::parse(root), Err(NotARoot), "{root}");
        }
    }
}
