//! Switches Meum's payment method off in a shop that was disconnected, where this app had switched it on.
//!
//! Only Meum's own gateway is written to, in the shop that was connected, and only whether it is on.

use super::{Delivering, GATEWAYS, LIST_FIELDS, accepted, lists_gateways, readable};
use crate::adapters::http::Http;
use crate::adapters::loose::Loose;
use crate::adapters::shop::caller::Caller;
use crate::adapters::shop::{address, ask};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::Method;

/// Switches it off, and looks at what the shop says of it then.
///
/// # Errors
/// Why it is not known to be off.
pub async fn switch_off(http: &Http, caller: &Caller, found: &FoundShop) -> Result<(), Problem> {
    let shop = Delivering { http, found, caller };
    let result = shop.switch_off().await.map_err(named);
    result.map_err(|problem| if problem.about.store.is_some() { problem } else { problem.of(found.home.host()) })
}

/// What a refusal means here: nothing was handed over, so the words for that do not fit.
fn named(mut problem: Problem) -> Problem {
    if matches!(
        problem.kind,
        ProblemKind::HandOverRefused | ProblemKind::HandOverChanged | ProblemKind::SettingsUnknown
    ) {
        problem.kind = ProblemKind::NotSwitchedOff;
    }
    problem
}

impl Delivering<'_> {
    async fn switch_off(&self) -> Result<(), Problem> {
        let list = readable(self.get(GATEWAYS, LIST_FIELDS).await?)?;
        if !lists_gateways(&list) {
            return Err(list.problem(ProblemKind::NotUnderstood));
        }
        let status = self.is_at_home(&self.found.home).await?;
        let id = self.meums(&list, &status).await?;
        let route = address(&self.found.root, &format!("{GATEWAYS}/{id}"), "id,enabled");
        let write = self.caller.request(Method::POST, route, Some(br#"{"enabled":false}"#.to_vec()))?;
        let told = accepted(ask(self.http, write).await?, ProblemKind::HandOverChanged)?;
        let enabled = told.json().map(Loose::of).and_then(|gateway| gateway.get("enabled").yes());
        if enabled == Some(false) { Ok(()) } else { Err(told.problem(ProblemKind::HandOverChanged)) }
    }
}
