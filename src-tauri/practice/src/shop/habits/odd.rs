//! What a report that dies, a check in front of what would write, and a head of many lines look like. They refuse to
//! look at whether a key is right.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::question::Question;
use crate::serving::Answer;
use crate::shop::in_front::challenges;
use crate::shop::in_front::firewalls::{self, FirewallBrand};

/// A rare answer, and where it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Odd {
    /// WooCommerce's report on itself dies on the way.
    ReportDies {
        /// How.
        of: Death,
    },
    /// Somebody in front looks at whatever would write, and at nothing else.
    WritesChecked {
        /// Who.
        by: Checker,
    },
    /// The report that keys get names a folder of the shop's own host.
    ReportInFolder {
        /// For WordPress's files alone, rather than for its pages.
        files: bool,
    },
    /// The index names the shop with `www.`, and WordPress takes each question under the name that it came to.
    IndexNamesWww,
    /// Each answer has more header lines than a hundred.
    ManyHeaders,
    /// A page of refusal gives the country as its reason.
    CountryClosed {
        /// For every page, rather than for the REST API alone.
        everywhere: bool,
    },
    /// Whoever would write is told in the words of a plugin that counts sign-ins to stay out.
    WritesLockedOut,
    /// A plugin that nobody knows closes the REST API to guests in a code that others have as well.
    ClosedByNobody,
}

/// What PHP or WordPress leaves of a report that dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Death {
    /// Half the report with 200, and PHP's own words behind it: the memory is used up.
    MemoryBehindHalf,
    /// PHP's own words alone, as it writes them for people, with this status.
    Memory {
        /// Such as 200 or 500.
        status: u16,
    },
    /// The same as it writes them for a log.
    MemoryPlain,
    /// PHP's own words: the time is used up.
    Time,
    /// PHP's own words, with 200: a plugin's code fails.
    Fatal,
    /// WordPress's page for a critical error, with this status.
    Critical {
        /// Such as 200 or 500.
        status: u16,
    },
    /// The same in JSON, with 500.
    CriticalInJson,
}

/// Who looks at what would write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checker {
    /// Cloudflare, with its puzzle.
    Cloudflare,
    /// SiteGround, with its own.
    SiteGround,
    /// Sucuri, with its page.
    Sucuri,
    /// Wordfence, with its page.
    Wordfence,
}

/// The answer, if the question meets it.
pub(super) fn answer(how: Odd, question: &Question<'_>) -> Option<Answer> {
    match how {
        Odd::ReportDies { of } => (question.is_status() && of != Death::MemoryBehindHalf).then(|| died(of)),
        Odd::WritesChecked { by } => question.is_write().then(|| checked(by, question)).flatten(),
        Odd::CountryClosed { everywhere } => {
            (everywhere || question.is_rest()).then(|| out_of_country(StatusCode::FORBIDDEN))
        }
        Odd::WritesLockedOut => question.is_write().then(|| super::guests::error(403, "lockout", LOCKED_OUT)),
        Odd::ClosedByNobody => {
            let brings = question.has_header() || question.is_signed();
            let brings = brings || question.asked.query_value("consumer_key").is_some();
            (question.is_rest() && !brings).then(|| super::guests::error(403, "rest_disabled", "REST API disabled."))
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
        Death::CriticalInJson => super::guests::error(
            500,
            "internal_server_error",
            "<p>There has been a critical error on this website.</p>",
        ),
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
