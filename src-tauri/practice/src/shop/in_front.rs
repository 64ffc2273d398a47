//! The pages that other layers answer instead of WordPress, as we measured them.
//!
//! It refuses to decide when they appear: each function says what its layer does with one request.

pub(super) mod challenges;
pub(super) mod faults;
pub(super) mod firewalls;
pub(super) mod json;
pub(super) mod placeholders;
pub(super) mod platforms;
pub(super) mod redirects;
pub(super) mod wordpress_com;

use axum::http::{HeaderMap, Method, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::notebook;
use crate::serving::{Answer, HttpRequest};

/// WordPress's `Cache-Control` for what no cache may keep.
pub(super) const NO_CACHE: &str = "no-cache, must-revalidate, max-age=0, no-store, private";
/// The date WordPress uses for "expired long ago".
pub(super) const LONG_AGO: &str = "Wed, 11 Jan 1984 05:00:00 GMT";

/// The plugin that crashes.
const CRASHED: &str = "/home/corner/public_html/wp-content/plugins/corner-banner/banner.php";

pub(super) fn strip_authorization(asked: &mut HttpRequest) -> Option<Answer> {
    asked.headers.remove(header::AUTHORIZATION);
    None
}

/// Makes a GET of everything else.
pub(super) fn lose_method(asked: &mut HttpRequest) -> Option<Answer> {
    asked.method = Method::GET;
    None
}

/// The same, and what is behind the `?` is lost as well.
pub(super) fn lose_method_and_query(asked: &mut HttpRequest) -> Option<Answer> {
    asked.query.clear();
    asked.target.clone_from(&asked.path);
    lose_method(asked)
}

/// Strips the header, and takes a key in an address for an attack.
pub(super) fn refuse_query_keys(asked: &mut HttpRequest) -> Option<Answer> {
    strip_authorization(asked);
    asked.query_value("consumer_key")?;
    Some(web_server_page(StatusCode::FORBIDDEN, "403 Forbidden"))
}

pub(super) fn maintenance(asked: &HttpRequest) -> Answer {
    let text = "Briefly unavailable for scheduled maintenance. Check back in a minute.";
    let answer = wp_die(asked, StatusCode::SERVICE_UNAVAILABLE, "Maintenance", text);
    answer.with(header::RETRY_AFTER, "600")
}

/// What a maintenance plugin shows, whatever the caller asked for.
pub(super) fn maintenance_page(_: &HttpRequest) -> Answer {
    let page = "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"UTF-8\">\n\
         <title>The Corner Shop is under maintenance</title>\n\
         <link rel=\"stylesheet\" href=\"/wp-content/plugins/corner-maintenance/page.css\">\n</head>\n\
         <body class=\"maintenance-mode\"><h1>We will be back soon</h1></body>\n</html>\n";
    uncached(Answer::html(StatusCode::SERVICE_UNAVAILABLE, page)).with(header::RETRY_AFTER, "3600")
}

pub(super) fn database_down(asked: &HttpRequest) -> Answer {
    wp_die(
        asked,
        StatusCode::INTERNAL_SERVER_ERROR,
        "Database Error",
        "<h1>Error establishing a database connection</h1>",
    )
}

/// Only the REST API crashes; pages do not start it.
pub(super) fn fatal_error(asked: &HttpRequest) -> Option<Answer> {
    if !asks_for_rest(asked) {
        return None;
    }
    let more = "https://wordpress.org/documentation/article/faq-troubleshooting/";
    let text = format!(
        "<p>There has been a critical error on this website.</p>\
         <p><a href=\"{more}\">Learn more about troubleshooting WordPress.</a></p>"
    );
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let answer = if asked.wants_json() {
        let error = json!({
            "type": 1,
            "message": format!("Uncaught Error: Call to undefined function corner_banner() in {CRASHED}:42"),
            "file": CRASHED,
            "line": 42,
        });
        let body = json!({
            "code": "internal_server_error",
            "message": text,
            "data": { "status": 500, "error": error },
            "additional_errors": [],
        });
        Answer::php_json(status, &body)
    } else {
        Answer::html(status, die_page("WordPress &rsaquo; Error", &text))
    };
    Some(uncached(answer))
}

/// PHP prints the error before WordPress can word it.
pub(super) fn fatal_error_shown(asked: &HttpRequest) -> Option<Answer> {
    asks_for_rest(asked).then(|| {
        let page = format!(
            "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function corner_banner() in {CRASHED}:42\n\
             Stack trace:\n#0 {{main}}\n  thrown in <b>{CRASHED}</b> on line <b>42</b><br />\n"
        );
        Answer::html(StatusCode::INTERNAL_SERVER_ERROR, page)
    })
}

/// Asks for the staging password. A request with the right one passes.
pub(super) fn staging_password(asked: &HttpRequest) -> Option<Answer> {
    let pair = format!("{}:{}", notebook::STAGING_USER, notebook::STAGING_PASSWORD);
    let expected = format!("Basic {}", STANDARD.encode(pair));
    if asked.header(&header::AUTHORIZATION) == Some(expected.as_str()) {
        return None;
    }
    let answer = web_server_page(StatusCode::UNAUTHORIZED, "401 Authorization Required");
    Some(answer.with(header::WWW_AUTHENTICATE, "Basic realm=\"Staging\""))
}

pub(super) fn server_down(_: &HttpRequest) -> Answer {
    web_server_page(StatusCode::BAD_GATEWAY, "502 Bad Gateway")
}

pub(super) fn not_wordpress(asked: &HttpRequest) -> Answer {
    if asked.path == "/" { Answer::html(StatusCode::OK, include_str!("pages/bakery.html")) } else { not_found() }
}

/// Knows no address, and says so in JSON of its own.
pub(super) fn other_api(_: &HttpRequest) -> Answer {
    Answer::json(StatusCode::NOT_FOUND, &json!({ "error": "unknown resource" }))
}

/// The web server's own redirect.
pub(super) fn moved(to: &str) -> Answer {
    web_server_page(StatusCode::MOVED_PERMANENTLY, "301 Moved Permanently").with(header::LOCATION, to)
}

/// The web server's own 404.
pub(super) fn not_found() -> Answer {
    web_server_page(StatusCode::NOT_FOUND, "404 Not Found")
}

/// Removes from pages the header that leads to the REST API, as some themes do. JSON answers keep it.
pub(super) fn unlink_pages(mut answer: Answer) -> Answer {
    let is_page = |headers: &HeaderMap| {
        headers.get(header::CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"))
    };
    if is_page(&answer.headers) {
        answer.headers.remove(header::LINK);
    }
    answer
}

/// Adds the headers with which WordPress forbids caches to keep an answer.
pub(super) fn uncached(answer: Answer) -> Answer {
    answer.with(header::EXPIRES, LONG_AGO).with(header::CACHE_CONTROL, NO_CACHE)
}

fn asks_for_rest(asked: &HttpRequest) -> bool {
    asked.path.contains("/wp-json") || asked.query_value("rest_route").is_some()
}

/// WordPress's last words, as JSON or as a page.
pub(super) fn wp_die(asked: &HttpRequest, status: StatusCode, title: &str, text: &str) -> Answer {
    uncached(if asked.wants_json() {
        let body = json!({
            "code": "wp_die",
            "message": text,
            "data": { "status": status.as_u16() },
            "additional_errors": [],
        });
        Answer::php_json(status, &body)
    } else {
        Answer::html(status, die_page(title, text))
    })
}

fn die_page(title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"UTF-8\">\n\
         <title>{title}</title>\n</head>\n<body id=\"error-page\">\n\
         <div class=\"wp-die-message\">{text}</div>\n</body>\n</html>\n"
    )
}

pub(super) fn web_server_page(status: StatusCode, title: &str) -> Answer {
    let page = format!(
        "<html>\n<head><title>{title}</title></head>\n<body>\n<center><h1>{title}</h1></center>\n\
         <hr><center>nginx</center>\n</body>\n</html>\n"
    );
    Answer::html(status, page).with(header::CONTENT_TYPE, "text/html")
}
