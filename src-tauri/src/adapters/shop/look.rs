//! One look at a known shop for the panel: whether it answers and takes the keys, its versions, the
//! plugin, and whether the payment method is switched on.

use super::caller::Caller;
use super::keys::KeyCheck;
use super::light::{FirstAnswer, lightly};
use super::{Progress, ShopAnswer, SystemStatus, ask, gateway, system_status};
use super::{explain, in_place};
use crate::adapters::certificate;
use crate::adapters::http::{Answer, Http};
use connect_core::diagnosis::{self, Cause, ReadVerdict};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{Certificate, FoundShop, ShopSight, WayIn};
use connect_core::store_url::StoreUrl;
use reqwest::{Method, Url};
use std::sync::Arc;

/// Looks at the shop with two requests at once; more only if the shop does not recognise the keys.
///
/// # Errors
/// What is wrong with the shop or its keys.
pub async fn look(http: &Http, found: &FoundShop, caller: &Caller) -> Result<ShopSight, Problem> {
    let silent: Progress = Arc::new(|_, _, _| {});
    let check = KeyCheck::new(http, found, &silent);
    seen(&check, caller).await.map_err(|problem| check.unless_break(problem).of(found.home.host()))
}

async fn seen(check: &KeyCheck<'_>, caller: &Caller) -> Result<ShopSight, Problem> {
    let (http, found) = (&check.http, check.found);
    let gateways = gateway::enabled_request(found, caller)?;
    // Neither request needs the other's answer.
    let (status, gateways) = tokio::join!(check.first_answer(caller), ask(http, gateways));
    let status = match status? {
        FirstAnswer::Report(told) => told,
        FirstAnswer::Light(told, _) if diagnosis::read(told.reply()) != ReadVerdict::Accepted => told,
        FirstAnswer::Light(told, why) => return unreported(check, caller, gateways?, lightly(&told, why)).await,
    };
    if let Some(unread) = status.keys_unread().filter(|_| caller.reads(status.reply()) != ReadVerdict::Accepted) {
        return Err(unread);
    }
    match caller.reads(status.reply()) {
        ReadVerdict::Accepted => {}
        ReadVerdict::AskWrite => return Err(status.problem(ProblemKind::SecretWrong)),
        ReadVerdict::Unrecognised => {
            let why = explain::unrecognised(check, caller, &status).await?;
            let (Cause::Is(kind) | Cause::ByQuery(kind)) = why.cause;
            return Err(status.problem(kind).marked(why.mark));
        }
        ReadVerdict::NoRoute => return Err(check.no_route(caller, &status).await),
        ReadVerdict::NoInterface => {
            return Err(in_place::without_interface(check, caller, &status).await?);
        }
        ReadVerdict::Refused(ProblemKind::NotUnderstood) if !status.reply().json && !status.reply().garbled => {
            return Err(in_place::told(check, caller, &status).await);
        }
        ReadVerdict::Refused(kind) => return Err(status.problem(kind)),
    }
    let facts = system_status(&status, &found.home).ok_or_else(|| status.problem(ProblemKind::NotUnderstood))?;
    let mut seen = ShopSight { certificate: shown(&status), ..sight(&found.home, facts, None) };
    seen.requests = check.trail.with(gateways.iter());
    match gateways.and_then(gateway::listed) {
        Ok(list) => {
            let runs = gateway::runs(http, found, caller, (&list, seen.plugin.as_ref())).await;
            (seen.gateway_enabled, seen.gateway_unknown) = gateway::enabled(&list, runs);
        }
        // The shop itself has answered: of its payment methods, nobody knows.
        Err(problem) => seen.gateway_unknown = Some(problem.kind),
    }
    Ok(seen)
}

/// What is seen of a shop whose report does not come: the keys work, and the list of gateways tells of the
/// plugin. The versions stay those that were known.
///
/// # Errors
/// When the list does not come either: of the plugin nothing is known then.
async fn unreported(
    check: &KeyCheck<'_>,
    caller: &Caller,
    list: ShopAnswer,
    why: Problem,
) -> Result<ShopSight, Problem> {
    let (http, found) = (&check.http, check.found);
    if !gateway::lists_gateways(&list) {
        return Err(list.problem(diagnosis::in_front(list.reply()).unwrap_or(ProblemKind::NotUnderstood)));
    }
    let mut seen = ShopSight { certificate: shown(&list), ..sight(&found.home, SystemStatus::default(), None) };
    seen.remarks = vec![why.of(found.home.host())];
    seen.requests = check.trail.with(std::iter::once(&list));
    let runs = gateway::runs(http, found, caller, (&list, None)).await;
    (seen.gateway_enabled, seen.gateway_unknown) = gateway::enabled(&list, runs);
    Ok(seen)
}

/// The certificate of the connection that an answer came over.
fn shown(told: &ShopAnswer) -> Option<Certificate> {
    told.answer.certificate.as_deref().and_then(certificate::trusted)
}

/// Puts a sight together. A status without WordPress's own address leaves the known one.
fn sight(home: &StoreUrl, facts: SystemStatus, gateway_enabled: Option<bool>) -> ShopSight {
    ShopSight {
        home: facts.home.unwrap_or_else(|| home.clone()),
        wordpress: facts.wordpress,
        woocommerce: facts.woocommerce,
        language: facts.language,
        plugin: facts.plugin,
        gateway_enabled,
        gateway_unknown: None,
        closers: facts.closers,
        way_in: WayIn::Untold,
        shoppers: None,
        remarks: Vec::new(),
        certificate: None,
        requests: Vec::new(),
    }
}

/// Reads one answer as both the status and the list of gateways; `None` when it is no status.
pub(in crate::adapters) fn read(home: &StoreUrl, url: Url, answer: Answer) -> Option<ShopSight> {
    let told = ShopAnswer::new(&Method::GET, url, answer);
    Some(sight(home, system_status(&told, home)?, gateway::enabled(&told, true).0))
}
