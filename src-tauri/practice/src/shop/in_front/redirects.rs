//! Redirects that lead away, in circles or nowhere. They refuse to know where the merchant wanted to go.

use axum::http::{HeaderName, StatusCode, header};

use super::{moved, uncached};
use crate::serving::{Answer, HttpRequest};
use crate::shop::site::Site;
use crate::shop::web_address::{absolute, set_scheme};

/// Where WordPress is set up.
const INSTALL: &str = "/wp-admin/install.php";

/// The folder that a shop is in, in practice.
const FOLDER: &str = "/shop";
/// The folder of the usual language.
const LANGUAGE: &str = "/en";

/// Leads questions for the REST API above WordPress's folder into it.
pub(in crate::shop) fn into_folder(asked: &mut HttpRequest) -> Option<Answer> {
    if asked.path.starts_with("/wp-json") {
        asked.path.insert_str(0, FOLDER);
    }
    None
}

/// Sends whoever names no language on to the usual one.
pub(in crate::shop) fn to_language(asked: &mut HttpRequest) -> Option<Answer> {
    let inside = asked.path.strip_prefix(LANGUAGE).filter(|inside| inside.is_empty() || inside.starts_with('/'));
    let Some(inside) = inside else {
        let answer = uncached(Answer::html(StatusCode::FOUND, ""));
        return Some(answer.with(header::LOCATION, &format!("{LANGUAGE}{}", asked.target)));
    };
    asked.path = if inside.is_empty() { "/".to_owned() } else { inside.to_owned() };
    None
}

/// Every address redirects to itself.
pub(in crate::shop) fn to_itself(asked: &HttpRequest) -> Answer {
    moved(&asked.target)
}

/// Every address redirects to one that this visitor has not seen yet.
pub(in crate::shop) fn for_ever(asked: &HttpRequest) -> Answer {
    let step = asked.path.strip_prefix("/step-").and_then(|path| path.trim_end_matches('/').parse::<u64>().ok());
    moved(&format!("/step-{}/", step.map_or(1, |step| step.wrapping_add(1))))
}

/// Sends whoever came over TLS to the same address without it.
pub(in crate::shop) fn without_tls(asked: &HttpRequest, site: &Site) -> Option<Answer> {
    asked.secured.then(|| {
        let mut address = site.address.clone();
        set_scheme(&mut address, "http");
        address.set_path("");
        moved(&absolute(&address, &asked.target))
    })
}

/// A WordPress that nobody has set up yet sends everyone to where that is done.
pub(in crate::shop) fn to_install(asked: &HttpRequest, site: &Site) -> Answer {
    if asked.path.ends_with(INSTALL) {
        let page = include_str!("../pages/install.html").replace("{version}", "6.9.7");
        return uncached(Answer::html(StatusCode::OK, page));
    }
    uncached(Answer::html(StatusCode::FOUND, ""))
        .with(HeaderName::from_static("x-redirect-by"), "WordPress")
        .with(header::LOCATION, &absolute(&site.address, INSTALL))
}
