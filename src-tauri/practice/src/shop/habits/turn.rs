//! What leads questions on, keeps an old page or cuts an answer short, by name and by what it is. It refuses to look at
//! whether a key is right.

use axum::http::{HeaderName, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::host::{forbidden, leading_to};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

/// Whoever leads on to the same address with a slash at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leader {
    /// A rule of the web server.
    Server,
    /// WordPress itself, by its own word.
    WordPress,
    /// *Redirection*, by its own word.
    Redirection,
}

/// Which answer ends in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CutPart {
    /// WooCommerce's report.
    Report,
    /// The index.
    Index,
}

/// What comes in the place of every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageTurn {
    /// Nothing, with 200.
    Blank,
    /// The way to another website.
    Elsewhere,
    /// The way to another name of the same domain, where no shop is.
    OtherName,
}

/// What is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Whatever has no slash at its end is led on to the same with one.
    Slash {
        /// By whom.
        by: Leader,
        /// At the address for payment updates alone.
        hook_only: bool,
    },
    /// A cache keeps a page of a break where the index is, with this status, until somebody asks anew.
    OldPage {
        /// Such as 200 or 503.
        status: u16,
        /// It says so.
        named: bool,
    },
    /// An answer ends in the middle, in good order.
    Cut {
        /// Which.
        part: CutPart,
    },
    /// Pages are not the shop's.
    Pages {
        /// What comes.
        to: PageTurn,
        /// At the usual address of the shop page alone.
        shop_only: bool,
    },
    /// Keys are taken off, in the header and behind the `?`; a signature arrives.
    KeysTakenOff,
    /// A byte order mark stands before every answer.
    ByteOrderMark,
}

const BREAK: &str = "<!DOCTYPE html><html lang=\"de-DE\"><head><title>Wartung</title></head><body><p>Wegen \
     Wartungsarbeiten ist diese Website kurz nicht verfügbar.</p></body></html>";

/// The answer, if the question meets it.
pub(super) fn answer(how: Turn, question: &Question<'_>) -> Option<Answer> {
    match how {
        Turn::Slash { by, hook_only } => {
            let path = question.asked.path.as_str();
            let meets = !path.ends_with('/') && (!hook_only || question.is_hook());
            meets.then(|| led(by, &question.asked.target))
        }
        Turn::OldPage { status, named } => {
            let kept = question.is_index() && !question.is_plain_form();
            (kept && question.asked.query_value("_once").is_none()).then(|| old_page(status, named))
        }
        Turn::Pages { to, shop_only } => {
            let meets = question.is_page() && (!shop_only || question.asked.path.starts_with("/shop"));
            meets.then(|| match to {
                PageTurn::Blank => Answer::html(StatusCode::OK, ""),
                PageTurn::Elsewhere => leading_to(302, "https://big-mall.com/"),
                PageTurn::OtherName => leading_to(302, "https://shop.corner-shop.com/"),
            })
        }
        Turn::KeysTakenOff => {
            let brings = question.has_header() || question.asked.query_value("consumer_key").is_some();
            let words = "Sorry, you cannot list resources.";
            (brings && question.is_woocommerce())
                .then(|| super::guests::error(401, "woocommerce_rest_cannot_view", words))
        }
        // It changes an answer.
        Turn::Cut { .. } | Turn::ByteOrderMark => None,
    }
}

/// The answer as it is left.
pub(super) fn changed(how: Turn, question: &Question<'_>, site: &Site, mut answer: Answer) -> Answer {
    let is_cut = match how {
        Turn::Cut { part: CutPart::Report } => question.is_status(),
        Turn::Cut { part: CutPart::Index } => question.is_index(),
        _ => false,
    };
    if is_cut && answer.status == StatusCode::OK {
        answer.body.truncate(answer.body.len() / 2);
    }
    if matches!(how, Turn::Slash { by: Leader::WordPress, .. }) {
        return answer.with(header::LINK, &format!("<{}>; rel=\"https://api.w.org/\"", site.rest_root()));
    }
    if how == Turn::ByteOrderMark {
        answer.body.splice(0..0, *b"\xEF\xBB\xBF");
    }
    answer
}

fn led(by: Leader, target: &str) -> Answer {
    let (path, query) =
        target.split_once('?').map_or((target, String::new()), |(path, query)| (path, format!("?{query}")));
    let led = leading_to(301, &format!("{path}/{query}"));
    let says = HeaderName::from_static("x-redirect-by");
    match by {
        Leader::Server => led,
        Leader::WordPress => led.with(says, "WordPress"),
        Leader::Redirection => led.with(says, "redirection"),
    }
}

fn old_page(status: u16, named: bool) -> Answer {
    if status == 403 {
        return forbidden(status).with(header::AGE, "86400");
    }
    let page = Answer::html(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), BREAK);
    if named { page.with(HeaderName::from_static("x-litespeed-cache"), "hit") } else { page }
}
