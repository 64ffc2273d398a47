//! Every reader of an answer from outside, as one pure function each. Only the fuzz targets and the
//! replay of their corpus call these; no request leaves from here.

use super::http::Answer;
use super::meum::{self, ConnectReply};
use super::shop::{Search, discovery, gateway, look};
use connect_core::meum_facts::{Ending, StatusFacts};
use connect_core::problem::Problem;
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::store_url::StoreUrl;
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// An answer made from these parts. It leaves out headers that no HTTP library accepts.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let header =
        |(name, value): &(&str, &str)| Some((HeaderName::try_from(*name).ok()?, HeaderValue::try_from(*value).ok()?));
    let mut kept = HeaderMap::new();
    for (name, value) in headers.iter().filter_map(header) {
        kept.append(name, value);
    }
    Answer {
        status,
        headers: kept,
        body: body.to_vec(),
        took: Duration::ZERO,
        peer: None,
        certificate: None,
        cut: None,
    }
}

/// The shop that an answer from `arrived` describes, after `asked` was asked for. `None` when the
/// search goes on elsewhere.
///
/// # Errors
/// The problem that ends the search.
pub fn found(search: &Search, asked: &StoreUrl, arrived: Url, answer: Answer) -> Result<Option<FoundShop>, Problem> {
    discovery::read(search, asked, arrived, answer)
}

/// The versions, plugin and payment method that an answer describes.
pub fn sight(home: &StoreUrl, url: Url, answer: Answer) -> Option<ShopSight> {
    look::read(home, url, answer)
}

/// The id of the gateway that a hand-over writes to, and the ids of the two settings.
pub fn gateway(url: Url, answer: Answer) -> Option<(String, [String; 2])> {
    gateway::read(url, answer)
}

/// The reply to *connect* in this answer.
pub fn connected(answer: &Answer) -> ConnectReply {
    meum::read_connect(answer)
}

/// The end of the integration in this answer to *disconnect*.
///
/// # Errors
/// Meum's refusal.
pub fn disconnected(answer: &Answer) -> Result<Ending, Problem> {
    meum::read_disconnect(answer)
}

/// The integration's status in this answer.
///
/// # Errors
/// Meum's refusal.
pub fn status(answer: &Answer) -> Result<StatusFacts, Problem> {
    meum::read_status(answer)
}
