//! What a report that dies, a check in front of what would write, and a head of many lines look like. They refuse to
//! look at whether a key is right.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::guests::error;
use super::question::Question;
use super::strange::{Checker, Death, Odd};
use crate::serving::Answer;
use crate::shop::in_front::challenges;
use crate::shop::in_front::firewalls::{self, FirewallBrand};

/// The answer, if the question meets it.
pub(super) fn answer(how: Odd, question: &Question<'_>) -> Option<Answer> {
    match how {
        Odd::ReportDies { of } => (question.is_status() && of != Death::MemoryBehindHalf).then(|| died(of)),
        Odd::WritesChecked { by } => question.is_write().then(|| checked(by, question)).flatten(),
        Odd::CountryClosed { everywhere } => {
            (everywhere || question.is_rest()).then(|| out_of_country(StatusCode::FORBIDDEN))
        }
        Odd::WritesLockedOut => question.is_write().then(|| error(403, "lockout", LOCKED_OUT)),
        Odd::ClosedByNobody => {
            let brings = question.has_header() || question.is_signed();
            let brings = brings || question.asked.query_value("consumer_key").is_some();
            (question.is_rest() && !brings).then(|| error(403, "rest_disabled", "REST API disabled."))
        }
        // It changes the answer.
        Odd::ReportInFolder { .. } | Odd::IndexNamesWww | Odd::ManyHeaders => None,
    }
}

/// The answer as it is left.
pub(super) fn changed(how: Odd, question: &Question<'_>, mut answer: Answer) -> Answer {
    match how {
        Odd::ReportDies { of: Death::MemoryBehindHalf } if question.is_status() && answer.status == StatusCode::OK => {
            answer.body.truncate(answer.body.len() / 2);
            answer.body.extend_from_slice(format!("<br />\n{}", memory()).as_bytes());
            answer
        }
        Odd::ReportInFolder { files } if question.is_status() => {
            let Ok(mut told) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
            let place = if files { "/environment/site_url" } else { "/environment/home_url" };
            if let Some(Value::String(url)) = told.pointer_mut(place) {
                url.push_str("/old-shop");
            }
            answer.body = told.to_string().into_bytes();
            answer
        }
        Odd::IndexNamesWww if question.is_index() => {
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            answer.body = body.replace("corner-shop.com", "www.corner-shop.com").into_bytes();
            answer
        }
        Odd::ManyHeaders => {
            for number in 0..101_u32 {
                answer.headers.append(HeaderName::from_static("x-corner"), HeaderValue::from(number));
            }
            answer
        }
        _ => answer,
    }
}

/// A page that names the country as its reason.
pub(super) fn out_of_country(status: StatusCode) -> Answer {
    Answer::html(
        status,
        "<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Access denied</h1>\
         <p>This website is not available in your country.</p></body></html>",
    )
}

const LOCKED_OUT: &str = "You have been temporarily locked out due to too many failed login attempts.";

fn memory() -> &'static str {
    "<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in \
     <b>/home/corner/public_html/wp-includes/class-wpdb.php</b> on line <b>2431</b><br />\n"
}

fn died(of: Death) -> Answer {
    let with = |status| StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match of {
        Death::Memory { status } => Answer::html(with(status), format!("<br />\n{}", memory())),
        Death::MemoryPlain | Death::MemoryBehindHalf => Answer::html(
            StatusCode::OK,
            "PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in \
             /home/corner/public_html/wp-includes/class-wpdb.php on line 2431\n",
        ),
        Death::Time => Answer::html(
            StatusCode::OK,
            "<br />\n<b>Fatal error</b>:  Maximum execution time of 30 seconds exceeded in \
             <b>/home/corner/public_html/wp-includes/class-wpdb.php</b> on line <b>2431</b><br />\n",
        ),
        Death::Fatal => Answer::html(
            StatusCode::OK,
            "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function corner() in \
             <b>/home/corner/public_html/wp-content/plugins/corner-report/report.php</b> on line <b>12</b><br />\n",
        ),
        Death::Critical { status } => Answer::html(
            with(status),
            "<!DOCTYPE html><html lang=\"en-US\"><head><title>WordPress &rsaquo; Error</title></head>\
             <body id=\"error-page\"><div class=\"wp-die-message\"><p>There has been a critical error on this \
             website.</p><p><a href=\"https://wordpress.org/documentation/article/faq-troubleshooting/\">Learn more \
             about troubleshooting WordPress.</a></p></div></body></html>",
        ),
        Death::CriticalInJson => {
            error(500, "internal_server_error", "<p>There has been a critical error on this website.</p>")
        }
    }
}

fn checked(by: Checker, question: &Question<'_>) -> Option<Answer> {
    match by {
        Checker::Cloudflare => Some(challenges::cloudflare(question.asked)),
        Checker::SiteGround => Some(challenges::siteground(question.asked)),
        Checker::Sucuri => firewalls::answer(FirewallBrand::Sucuri, question.asked),
        Checker::Wordfence => firewalls::wordfence(question.asked),
    }
}
