//! One look at a shop that was found before, with its keys, for the panel: reachable, keys,
//! versions, plugin, and whether the payment method is switched on.

use super::caller::Caller;
use super::explain;
use super::keys::KeyCheck;
use super::{Progress, Told, ask, gateway, system_status};
use crate::adapters::http::{Answer, Http};
use connect_core::diagnosis::{self, ReadVerdict};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::store_url::StoreUrl;
use reqwest::{Method, Url};
use std::sync::Arc;

/// Looks.
///
/// # Errors
/// The problem that stands in the way.
pub async fn look(http: &Http, found: &FoundShop, caller: &Caller) -> Result<ShopSight, Problem> {
    seen(http, found, caller).await.map_err(|problem| problem.of(found.home.host()))
}

async fn seen(http: &Http, found: &FoundShop, caller: &Caller) -> Result<ShopSight, Problem> {
    let silent: Progress = Arc::new(|_, _, _| {});
    let check = KeyCheck::new(http, found, &silent);
    let gateways = gateway::enabled_request(found, caller)?;
    // Neither needs the other's answer.
    let (status, gateways) = tokio::join!(check.ask_status(caller), ask(http, gateways));
    let status = status?;
    match diagnosis::read(status.reply()) {
        ReadVerdict::Accepted => {}
        ReadVerdict::AskOptions => return Err(status.problem(ProblemKind::SecretWrong)),
        ReadVerdict::Unrecognised => {
            return Err(status.problem(explain::unrecognised(&check, caller, &status).await?));
        }
        ReadVerdict::NoInterface => {
            return Err(explain::without_interface(&check, caller, &status).await?);
        }
        ReadVerdict::Refused(kind) => return Err(status.problem(kind)),
    }
    sight(&found.home, &status, gateways.ok().as_ref()).ok_or_else(|| status.problem(ProblemKind::NotUnderstood))
}

/// What an accepted status and a list of gateways say of a shop that was found at this address;
/// nothing when the status is none.
fn sight(home: &StoreUrl, status: &Told, gateways: Option<&Told>) -> Option<ShopSight> {
    let facts = system_status(status)?;
    Some(ShopSight {
        home: facts.home.unwrap_or_else(|| home.clone()),
        wordpress: facts.wordpress,
        woocommerce: facts.woocommerce,
        plugin: facts.plugin,
        gateway_enabled: gateways.and_then(gateway::enabled),
        webhook_missing: None,
    })
}

/// The same of one answer that is taken for both.
pub(in crate::adapters) fn read(home: &StoreUrl, url: Url, answer: Answer) -> Option<ShopSight> {
    let told = Told::new(&Method::GET, url, answer);
    sight(home, &told, Some(&told))
}
