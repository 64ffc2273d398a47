//! Servers that do not answer properly, or not now.
//!
//! They refuse to send a status below 500 where the caller asked for a fault of the server.

use axum::http::{HeaderName, StatusCode, header};

use super::challenges::{RAY, by_cloudflare};
use super::{moved, web_server_page};
use crate::serving::{Answer, HttpRequest};

/// Where cPanel sends the visitors of a suspended account.
const SUSPENDED: &str = "/cgi-sys/suspendedpage.cgi";

/// The page that comes with this status, the server's or Cloudflare's. Anything but 500 to 599 becomes 502.
pub(in crate::shop) fn status(status: u16) -> Answer {
    let fault = StatusCode::from_u16(status).ok().filter(StatusCode::is_server_error);
    let fault = fault.unwrap_or(StatusCode::BAD_GATEWAY);
    match fault.as_u16() {
        508 => resources_used_up(),
        520..=526 => cloudflare(fault),
        _ => {
            let reason = fault.canonical_reason().unwrap_or("Server Error");
            web_server_page(fault, &format!("{} {reason}", fault.as_u16()))
        }
    }
}

fn cloudflare(status: StatusCode) -> Answer {
    let code = status.as_u16();
    let what = match code {
        521 => "Web server is down",
        522 => "Connection timed out",
        523 => "Origin is unreachable",
        524 => "A timeout occurred",
        525 => "SSL handshake failed",
        526 => "Invalid SSL certificate",
        _ => "Web server is returning an unknown error",
    };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<title>corner-shop.example | {code}: {what}</title>\n</head>\n\
         <body>\n<div id=\"cf-wrapper\"><div id=\"cf-error-details\"><h1>{what} <span>Error code {code}</span></h1>\n\
         <p>Cloudflare Ray ID: <strong>{RAY}</strong></p></div></div>\n</body>\n</html>\n"
    );
    by_cloudflare(Answer::html(status, page))
}

/// A shared host's limit, as LiteSpeed words it.
fn resources_used_up() -> Answer {
    let page = "<!DOCTYPE html>\n<html>\n<head><title> 508 Resource Limit Is Reached</title></head>\n<body>\
         <h1>508</h1><h2>Resource Limit Is Reached</h2><p>The website is temporarily unable to service your request \
         as it exceeded resource limit. Please try again later.</p></body>\n</html>\n";
    Answer::html(StatusCode::LOOP_DETECTED, page).with(header::SERVER, "LiteSpeed")
}

/// Too many requests, and when to come back.
pub(in crate::shop) fn rate_limited(seconds: u32) -> Answer {
    web_server_page(StatusCode::TOO_MANY_REQUESTS, "429 Too Many Requests")
        .with(header::RETRY_AFTER, &seconds.to_string())
}

/// cPanel's page for an account that the host has suspended.
pub(in crate::shop) fn suspended(asked: &HttpRequest) -> Answer {
    if asked.path != SUSPENDED {
        let mut answer = moved(SUSPENDED);
        answer.status = StatusCode::FOUND;
        return answer;
    }
    let page = "<!DOCTYPE html>\n<html>\n<head><title>Account Suspended</title></head>\n<body>\
         <h1>Account Suspended</h1><p>This Account has been suspended.</p>\
         <p>Contact your hosting provider for more information.</p></body>\n</html>\n";
    Answer::html(StatusCode::OK, page)
}

/// An office network that wants a sign-in of its own.
pub(in crate::shop) fn proxy_sign_in(_: &HttpRequest) -> Answer {
    web_server_page(StatusCode::PROXY_AUTHENTICATION_REQUIRED, "407 Proxy Authentication Required")
        .with(header::PROXY_AUTHENTICATE, "Basic realm=\"Office network\"")
        .with(HeaderName::from_static("x-squid-error"), "ERR_CACHE_ACCESS_DENIED 0")
}
