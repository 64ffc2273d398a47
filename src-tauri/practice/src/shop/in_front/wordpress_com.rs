//! WordPress.com: a plan without plugins, and a site that is set to private.
//!
//! They carry the marks that WordPress.com itself sends, and no others.

use axum::http::{HeaderName, StatusCode, header};
use serde_json::json;

use super::{asks_for_rest, uncached};
use crate::serving::{Answer, HttpRequest};

/// The REST API of the site, which WordPress.com serves under another host.
const ROOT: &str = "https://public-api.wordpress.com/wp-json/?rest_route=/sites/200000001";

/// A plan on which nobody can install plugins.
pub(in crate::shop) fn without_plugins(asked: &HttpRequest) -> Answer {
    let (status, title) = if asked.path == "/" {
        (StatusCode::OK, "The Corner Shop")
    } else {
        (StatusCode::NOT_FOUND, "Page not found – The Corner Shop")
    };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\" />\n<title>{title}</title>\n\
         <link rel=\"https://api.w.org/\" href=\"{ROOT}\" />\n<meta name=\"generator\" content=\"WordPress.com\" />\n\
         <link rel=\"stylesheet\" href=\"https://s0.wp.com/_static/practice.css\" />\n</head>\n\
         <body><h1>{title}</h1></body>\n</html>\n"
    );
    Answer::html(status, page)
        .with(header::LINK, &format!("<{ROOT}>; rel=\"https://api.w.org/\""))
        .with(header::SERVER, "nginx")
        .with(HeaderName::from_static("host-header"), "WordPress.com")
        .with(HeaderName::from_static("x-ac"), "3.fra _dca MISS")
}

/// A site that only invited people may see. Only the REST API says so here; pages come from WordPress.
pub(in crate::shop) fn private(asked: &HttpRequest) -> Option<Answer> {
    asks_for_rest(asked).then(|| {
        let body = json!({ "code": "private_site", "message": "This site is private.", "data": { "status": 403 } });
        uncached(Answer::php_json(StatusCode::FORBIDDEN, &body))
    })
}
