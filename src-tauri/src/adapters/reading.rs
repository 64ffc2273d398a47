//! How each answer from outside is read, as one pure function of the answer: what fuzzing and the
//! replay of its corpus call. Nothing of it is for the app, and no request can be made from here.

use super::http::Answer;
use super::meum::{self, Connected};
use super::shop::{Search, discovery, gateway, look};
use connect_core::meum_facts::{Ending, StatusFacts};
use connect_core::problem::Problem;
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::store_url::StoreUrl;
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// An answer nobody gave. Headers no HTTP library would let through are left out.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let header =
        |(name, value): &(&str, &str)| Some((HeaderName::try_from(*name).ok()?, HeaderValue::try_from(*value).ok()?));
    let mut kept = HeaderMap::new();
    for (name, value) in headers.iter().filter_map(header) {
        kept.append(name, value);
    }
    Answer { status, headers: kept, body: body.to_vec(), took: Duration::ZERO, peer: None, cut: None }
}

/// What an answer that arrived at this address says of the shop that was asked for.
///
/// # Errors
/// The problem that ends the search. `Ok(None)` when it goes on elsewhere.
pub fn found(search: &Search, asked: &StoreUrl, arrived: Url, answer: Answer) -> Result<Option<FoundShop>, Problem> {
    discovery::read(search, asked, arrived, answer)
}

/// What an answer says of a shop's versions, plugin and payment method.
pub fn sight(home: &StoreUrl, url: Url, answer: Answer) -> Option<ShopSight> {
    look::read(home, url, answer)
}

/// The id of the gateway whose settings would be written, and the ids of those settings.
pub fn gateway(url: Url, answer: Answer) -> Option<(String, [String; 2])> {
    gateway::read(url, answer)
}

/// How connecting ended.
pub fn connected(answer: &Answer) -> Connected {
    meum::read_connect(answer)
}

/// How disconnecting ended.
///
/// # Errors
/// Meum's refusal.
pub fn disconnected(answer: &Answer) -> Result<Ending, Problem> {
    meum::read_disconnect(answer)
}

/// What Meum says of the integration.
///
/// # Errors
/// Meum's refusal.
pub fn status(answer: &Answer) -> Result<StatusFacts, Problem> {
    meum::read_status(answer)
}
