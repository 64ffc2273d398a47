//! What a web server or a host answers in WordPress's place.
//!
//! It refuses to bear anybody's name but the one its makers print.

use axum::http::{HeaderName, StatusCode, header};
use serde_json::json;
use std::path::Path;

use super::instead::CloudflareForm;
use super::kinds::{Habit, OptionsAnswer};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::in_front::web_server_page;
use crate::shop::site::Site;

/// A script check as hosts of one family send it.
const SCRIPT_CHECK: &str = "<html><body><script type=\"text/javascript\" src=\"/aes.js\" ></script><script>function \
     toNumbers(d){var e=[];d.replace(/(..)/g,function(d){e.push(parseInt(d,16))});return e}var \
     a=toNumbers(\"f655\"),b=toNumbers(\"98344\"),c=toNumbers(\"1bdb\");document.cookie=\"__test=\"+\
     toHex(slowAES.decrypt(c,2,a,b))+\"; path=/\"; location.href=\"?i=1\";</script><noscript>This site requires \
     Javascript to work, please enable Javascript in your browser or use a browser with Javascript support\
     </noscript></body></html>";
/// LiteSpeed's page while it defends itself.
const LITESPEED: &str = "<!DOCTYPE html><html><head><title>Verifying that you are not a robot...</title></head><body>\
     <form action=\"/.lsrecap/recaptcha\" method=\"post\"><div class=\"g-recaptcha\" data-sitekey=\"0\"></div></form>\
     <h2>Verifying that you are not a robot...</h2></body></html>";

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, _: &Site) -> Option<Answer> {
    match habit {
        Habit::OptionsAnswered { how } => question.is_options().then(|| options(how)).flatten(),
        Habit::WritesRefused { status } => question.is_write().then(|| forbidden(status)),
        Habit::RestForbidden { status } => question.is_rest().then(|| forbidden(status)),
        Habit::ScriptCheck => Some(Answer::html(StatusCode::OK, SCRIPT_CHECK)),
        Habit::LiteSpeedCaptcha { everywhere } => (everywhere || question.is_woocommerce()).then(litespeed),
        Habit::SecurityIncident { status } => question.is_rest().then(|| incident(status)),
        Habit::SignaturesForbidden { status } => question.is_signed().then(|| forbidden(status)),
        Habit::StatusFails { status } => question.is_status().then(|| forbidden(status)),
        Habit::CloudflareCode { code, form } => question.is_rest().then(|| cloudflare(code, form)),
        Habit::PasswordForWooCommerce => question.is_woocommerce().then(password),
        Habit::PasswordForWrites => question.is_write().then(password),
        Habit::PagesFail { status } => question.is_page().then(|| forbidden(status)),
        Habit::SlashAdded { status } => slash(question, status),
        Habit::QueryDropped => {
            question.asked.target.contains('?').then(|| leading_to(301, question.asked.path.as_str()))
        }
        Habit::LinksUnwritten => (!written(&question.asked.path)).then(|| forbidden(404)),
        _ => None,
    }
}

/// The web server's own page; with 200 it is the page of a 403.
pub(super) fn forbidden(status: u16) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    if status == StatusCode::OK {
        let page = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>403 Forbidden</title>\n\
             </head><body>\n<h1>Forbidden</h1>\n<p>You don't have permission to access /wp-json/ on this server.</p>\n\
             </body></html>\n";
        return Answer::html(status, page);
    }
    let reason = status.canonical_reason().unwrap_or("Error");
    web_server_page(status, &format!("{} {reason}", status.as_u16()))
}

fn options(how: OptionsAnswer) -> Option<Answer> {
    Some(match how {
        OptionsAnswer::Page => Answer::html(
            StatusCode::OK,
            "<!DOCTYPE html>\n<html><head><title>200 OK</title></head><body><h1>OK</h1></body></html>\n",
        ),
        OptionsAnswer::Empty => Answer::empty(StatusCode::NO_CONTENT),
        OptionsAnswer::NotAllowed => forbidden(405),
        OptionsAnswer::Forbidden => forbidden(403),
        OptionsAnswer::NotImplemented => forbidden(501),
        OptionsAnswer::As(_) => return None,
    })
}

fn litespeed() -> Answer {
    Answer::html(StatusCode::OK, LITESPEED).with(header::SERVER, "LiteSpeed")
}

fn incident(status: u16) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    let page = "<!DOCTYPE html>\n<html><head><title>455 Security Incident Detected</title></head>\n<body>\
         <h1>Security Incident Detected</h1><p>The Website Application Firewall protecting your site blocked this \
         request. Please do not retry.</p></body></html>\n";
    Answer::html(status, page)
}

pub(super) fn cloudflare(code: u16, form: CloudflareForm) -> Answer {
    let status = match code {
        1015 => 429,
        1016 | 1033 => 530,
        1101 | 1102 => 500,
        520..=526 => code,
        _ => 403,
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    let answer = match form {
        CloudflareForm::Text => {
            Answer::html(status, format!("error code: {code}")).with(header::CONTENT_TYPE, "text/plain; charset=UTF-8")
        }
        CloudflareForm::Page => Answer::html(status, cloudflare_page(code)),
        CloudflareForm::Json => {
            let body = json!({
                "title": format!("Error {code}"),
                "status": status.as_u16(),
                "error_code": code,
                "ray_id": "8e5abc0ffee0c0ffee",
                "cloudflare_error": true,
            });
            Answer::json(status, &body)
        }
    };
    let answer = answer.with(header::SERVER, "cloudflare");
    answer.with(HeaderName::from_static("cf-ray"), "8e5abc0ffee0c0ffee-FRA")
}

fn cloudflare_page(code: u16) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>Access denied | corner-shop.com used Cloudflare to restrict \
         access</title></head><body><div id=\"cf-error-details\"><h1><span class=\"cf-error-type\">Error</span> <span \
         class=\"cf-error-code\">{code}</span></h1><p>What happened?</p></div></body></html>\n"
    )
}

pub(super) fn password() -> Answer {
    forbidden(401).with(header::WWW_AUTHENTICATE, "Basic realm=\"Staging\"")
}

/// The rule that one finds in many guides, and that nobody means for `/wp-json/`.
fn slash(question: &Question<'_>, status: u16) -> Option<Answer> {
    let (path, query) = question.asked.target.split_once('?').unwrap_or((&question.asked.target, ""));
    let to = if query.is_empty() { format!("{path}/") } else { format!("{path}/?{query}") };
    let is_script = Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("php"));
    (!path.ends_with('/') && !is_script).then(|| leading_to(status, &to))
}

pub(super) fn leading_to(status: u16, to: &str) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::MOVED_PERMANENTLY);
    let reason = status.canonical_reason().unwrap_or("Moved Permanently");
    web_server_page(status, &format!("{} {reason}", status.as_u16())).with(header::LOCATION, to)
}

/// Whether the web server passes this path to PHP without a rule for it.
fn written(path: &str) -> bool {
    path == "/" || path == "/index.php" || path.starts_with("/index.php/") || path.starts_with("/wp-admin")
}

/// JSON of a firewall or plugin that is no error of WordPress.
pub(super) fn restricted() -> Answer {
    let body = json!({
        "status": "error",
        "error": "Restricted",
        "error_description": "This API is restricted for public access.",
        "error_reason": "miniOrange: authentication is missing",
    });
    Answer::php_json(StatusCode::FORBIDDEN, &body)
}
