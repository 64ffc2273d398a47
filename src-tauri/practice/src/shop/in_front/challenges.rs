//! Proofs of being human that something in front of the shop asks for.
//!
//! Nobody can solve them: there is no script behind them.

use axum::http::{HeaderName, StatusCode, header};
use url::form_urlencoded::byte_serialize;

use crate::serving::{Answer, HttpRequest};

/// Cloudflare's number for a request, with the data centre that took it.
pub(super) const RAY: &str = "8c0ffee0c0ffee00-LIS";

/// Cloudflare's "Just a moment...".
pub(in crate::shop) fn cloudflare(_: &HttpRequest) -> Answer {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title>\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">\
         <meta name=\"robots\" content=\"noindex,nofollow\"></head><body class=\"no-js\">\
         <noscript>Enable JavaScript and cookies to continue</noscript>\
         <script>(function(){{window._cf_chl_opt={{cRay:'{RAY}'}};var a=document.createElement('script');\
         a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray={RAY}';}}());</script></body></html>\n"
    );
    by_cloudflare(Answer::html(StatusCode::FORBIDDEN, page))
        .with(HeaderName::from_static("cf-mitigated"), "challenge")
        .with(header::REFERRER_POLICY, "same-origin")
        .with(header::CACHE_CONTROL, "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0")
}

/// `SiteGround`'s robot check: 202, and a page that reloads to the check.
pub(in crate::shop) fn siteground(asked: &HttpRequest) -> Answer {
    let back: String = byte_serialize(asked.target.as_bytes()).collect();
    let page = format!(
        "<html><head><link rel=\"icon\" href=\"data:;\"><meta http-equiv=\"refresh\" \
         content=\"0;/.well-known/sgcaptcha/?r={back}&y=ipc:127.0.0.1:1795255200.000\"></meta></head></html>"
    );
    Answer::html(StatusCode::ACCEPTED, page)
        .with(header::CONTENT_TYPE, "text/html")
        .with(header::SERVER, "nginx")
        .with(HeaderName::from_static("sg-captcha"), "challenge")
        .with(HeaderName::from_static("x-robots-tag"), "noindex")
        .with(header::CACHE_CONTROL, "no-store,no-cache,max-age=0")
}

/// The answer with the marks of having come through Cloudflare.
pub(super) fn by_cloudflare(answer: Answer) -> Answer {
    answer.with(header::SERVER, "cloudflare").with(HeaderName::from_static("cf-ray"), RAY)
}
