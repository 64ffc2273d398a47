//! One kind of question gets an answer that is not WordPress's: whoever tries many such shops picks both by name.
//!
//! They refuse to imitate WooCommerce's words, so what it says stays true of the key that is asked with.

use axum::http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::First;
use super::guests::error;
use super::host::{forbidden, leading_to};
use super::json::on_json;
use super::question::Question;
use crate::serving::Answer;

/// How the key begins that no shop has.
const IMPOSSIBLE: &str = "ck_0000";

/// A kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// For the index.
    Index,
    /// For WooCommerce's report, with keys or without.
    Report,
    /// For the list of its data.
    Parts,
    /// What would write.
    Write,
    /// `OPTIONS`, wherever.
    Options,
    /// With a signature of the key's.
    Signed,
    /// With a signature of a key that cannot exist.
    Impossible,
    /// With the keys behind the `?`.
    InAddress,
    /// At the plugin's address.
    Updates,
    /// At WooCommerce's older way in.
    UpdatesOlder,
    /// For the shop page.
    ShopPage,
    /// For the front page.
    FrontPage,
    /// Any.
    Everything,
}

impl Asked {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Index,
        Self::Report,
        Self::Parts,
        Self::Write,
        Self::Options,
        Self::Signed,
        Self::Impossible,
        Self::InAddress,
        Self::Updates,
        Self::UpdatesOlder,
        Self::ShopPage,
        Self::FrontPage,
        Self::Everything,
    ];

    fn meets(self, question: &Question<'_>) -> bool {
        let asked = question.asked;
        let impossible = asked.query_value("oauth_consumer_key").is_some_and(|key| key.starts_with(IMPOSSIBLE));
        match self {
            Self::Index => question.is_index(),
            Self::Report => question.is_status(),
            Self::Parts => question.is_parts() && asked.method == Method::GET,
            Self::Write => question.is_write(),
            Self::Options => question.is_options(),
            Self::Signed => question.is_signed() && !impossible,
            Self::Impossible => impossible,
            Self::InAddress => asked.query_value("consumer_key").is_some(),
            Self::Updates => question.is_hook(),
            Self::UpdatesOlder => asked.query_value("wc-api").is_some(),
            Self::ShopPage => question.is_page() && asked.path.starts_with("/shop"),
            Self::FrontPage => question.is_page() && asked.path == "/",
            Self::Everything => true,
        }
    }
}

/// Since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// From the start.
    Always,
    /// Since somebody was refused so often.
    Refusals(u8),
    /// Since so many questions were asked.
    Questions(u8),
}

/// What comes in the place of WordPress's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// The web server's own page.
    Page {
        /// Such as 403.
        status: u16,
    },
    /// JSON in a code of nobody's.
    Coded {
        /// Such as 403.
        status: u16,
    },
    /// The way to the same address with a slash at its end.
    LedOn,
    /// 200 and nothing.
    Nothing,
    /// A page that says hello.
    Hello,
    /// No answer: the connection ends.
    Cut,
}

impl Said {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Page { status: 429 },
        Self::Page { status: 403 },
        Self::Page { status: 404 },
        Self::Page { status: 401 },
        Self::Page { status: 406 },
        Self::Page { status: 500 },
        Self::Page { status: 503 },
        Self::Coded { status: 403 },
        Self::Coded { status: 401 },
        Self::LedOn,
        Self::Nothing,
        Self::Hello,
        Self::Cut,
    ];
}

/// The answer, if the question meets it.
pub(super) fn first(asked: Asked, said: Said, question: &Question<'_>) -> First {
    if !asked.meets(question) {
        return First::Pass;
    }
    First::Answer(match said {
        Said::Cut => return First::Cut,
        Said::Page { status } => forbidden(status),
        Said::Coded { status } => error(status, "corner_rule", "Not like this."),
        Said::LedOn if question.asked.path.ends_with('/') => return First::Pass,
        Said::LedOn => leading_to(301, &format!("{}/", question.asked.path)),
        Said::Nothing => Answer::html(StatusCode::OK, ""),
        Said::Hello => Answer::html(StatusCode::OK, "<html><head><title>Hello</title></head><body>Hello</body></html>"),
    })
}

/// Where the Meum plugin is not told of, although it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unlisted {
    /// In the index: it is an old copy, or one of another server.
    Index,
    /// In the lists of plugins: it is one that must be used.
    Plugins,
}

/// The answer without the plugin.
pub(super) fn unlisted(from: Unlisted, question: &Question<'_>, answer: Answer) -> Answer {
    let lists: &[&str] = match from {
        Unlisted::Index if question.is_index() => &["namespaces"],
        Unlisted::Plugins if question.is_status() => &["active_plugins", "inactive_plugins"],
        Unlisted::Index | Unlisted::Plugins => return answer,
    };
    on_json(answer, |told| {
        for list in lists {
            if let Some(items) = told.get_mut(*list).and_then(Value::as_array_mut) {
                items.retain(|item| !item.to_string().to_ascii_lowercase().contains("meum"));
            }
        }
    })
}
