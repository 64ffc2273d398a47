//! Hands the new key and secret to the plugin, through WooCommerce's payment-gateway settings.
//!
//! Meum does not document the plugin's settings. So the app learns which gateway is Meum's ([`whose`]) and
//! which of its settings take the two values ([`settings`]). Other payment plugins have settings of the
//! same names: the app never writes them, and `_fields` keeps it from reading them.
//!
//! A key goes only to the shop that Meum issued it for: the answer right before the write names the shop's
//! own address, or else the app asks for it. Where the list shows the settings by the names of Meum's
//! documents, that answer is the list, and nothing of what the settings hold is read before the write.

mod settings;
mod switching;
mod whose;

use super::caller::Caller;
use super::index::Index;
use super::{Progress, STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, SystemStatus, address, ask, private, system_status};
use crate::adapters::http::{Answer, Http, Request};
use crate::adapters::loose::Loose;
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis::{self, ReadVerdict};
use connect_core::links::is_gateway_id;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{Delivery, FoundShop, PluginFacts};
use connect_core::store_url::StoreUrl;
use connect_core::whose_shop;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use settings::{DOCUMENTED_FIELDS, Names};
use whose::Whose;

pub use switching::switch_off;

const GATEWAYS: &str = "wc/v3/payment_gateways";
/// The fields that tell whose a gateway is and whether it is switched on. None of them is a setting.
const LIST_FIELDS: &str = "id,title,description,method_title,method_description,enabled";
/// All settings of Meum's own gateway, with their values: `_fields` can leave out values only where the
/// ids are known. The app wipes the values as soon as it has read the names.
const SETTINGS_FIELDS: &str = "id,settings,_links";

/// The key and secret that Meum issued for one connection.
#[derive(Debug)]
pub struct Credentials {
    /// The plugin's key for Meum's API.
    pub api_key: Secret,
    /// The secret with which the plugin proves that a payment update comes from Meum.
    pub webhook_secret: Secret,
}

/// A hand-over.
pub struct HandOver<'a> {
    /// The shop, as the search found it.
    pub found: &'a FoundShop,
    /// The shop's own address in the connect request. The credentials are for no other shop.
    pub home: &'a StoreUrl,
    /// The key and secret to write.
    pub credentials: &'a Credentials,
    /// Whether to switch the payment method on at checkout, too.
    pub switch_on: bool,
}

/// Finds the gateway's settings, writes them, and reads back whether they arrived unchanged.
///
/// # Errors
/// Why not. Before the write nothing has changed in the shop; after it, the settings may be changed.
pub async fn hand_over(
    http: &Http,
    caller: &Caller,
    what: &HandOver<'_>,
    progress: &Progress,
) -> Result<Delivery, Problem> {
    let delivering = Delivering { http, found: what.found, caller };
    let result = delivering.deliver(what, progress).await;
    // A problem that names a shop already names the address that the shop has now.
    result.map_err(|problem| if problem.about.store.is_some() { problem } else { problem.of(what.found.home.host()) })
}

struct Delivering<'a> {
    http: &'a Http,
    found: &'a FoundShop,
    caller: &'a Caller,
}

impl Delivering<'_> {
    async fn deliver(&self, what: &HandOver<'_>, progress: &Progress) -> Result<Delivery, Problem> {
        progress(Check::SettingsFound, CheckState::Running, None);
        let started = std::time::Instant::now();
        let (id, names) = self.learn(what.home).await?;
        progress(Check::SettingsFound, CheckState::Passed, Some(started.elapsed()));

        progress(Check::Written, CheckState::Running, None);
        let route = format!("{GATEWAYS}/{id}");
        let body = settings(&names, what)?;
        // WooCommerce takes PUT as well; the check of the keys has shown that POST gets through.
        let write = self.caller.request(Method::POST, address(&self.found.root, &route, "id"), Some(body))?;
        let told = accepted(ask(self.http, write).await?, ProblemKind::HandOverChanged)?;
        progress(Check::Written, CheckState::Passed, Some(told.answer.took));

        progress(Check::ReadBack, CheckState::Running, None);
        let told = accepted(self.get(&route, &names.read_back_fields()).await?, ProblemKind::HandOverChanged)?;
        let delivery = compare(&told, &names, what.credentials);
        let took = told.answer.took;
        told.wipe();
        let delivery = delivery?;
        progress(Check::ReadBack, CheckState::Passed, Some(took));
        Ok(delivery)
    }

    /// The id of Meum's gateway, and the settings that take key and secret.
    ///
    /// # Errors
    /// Why they are not known. An answer that cannot be read is no proof that the plugin is missing.
    async fn learn(&self, home: &StoreUrl) -> Result<(String, Names), Problem> {
        let list = readable(self.get(GATEWAYS, &format!("{LIST_FIELDS},{DOCUMENTED_FIELDS}")).await?)?;
        if !lists_gateways(&list) {
            return Err(list.problem(ProblemKind::NotUnderstood));
        }
        if let Some(id) = alone(&list) {
            if let Some(names) = self.listed(&list, &id, home) {
                return Ok((id, names));
            }
            let told = self.settings_of(&id).await?;
            let at_home = told.json().is_some_and(|json| self.names_home(Loose::of(json), &id, home));
            let learned = names(&told, &id);
            told.wipe();
            if !at_home {
                self.is_at_home(home).await?;
            }
            return learned.map(|names| (id, names));
        }
        let status = self.is_at_home(home).await?;
        let id = self.meums(&list, &status).await?;
        let told = self.settings_of(&id).await?;
        let learned = names(&told, &id);
        told.wipe();
        learned.map(|names| (id, names))
    }

    async fn settings_of(&self, id: &str) -> Result<ShopAnswer, Problem> {
        readable(self.get(&format!("{GATEWAYS}/{id}"), SETTINGS_FIELDS).await?)
    }

    /// The settings of this gateway, where the list shows them and that this is the connected shop.
    fn listed(&self, list: &ShopAnswer, id: &str, home: &StoreUrl) -> Option<Names> {
        let gateway = Loose::of(list.json()?).items().find(|one| one.get("id").raw() == Some(id))?;
        Names::documented(gateway.get("settings")).filter(|_| self.names_home(gateway, id, home))
    }

    /// Whether WordPress's own link to this gateway, in the very answer that brings its settings, shows
    /// that this is the connected shop. A link that is missing or reads otherwise shows nothing: then the
    /// shop is asked for its address.
    fn names_home(&self, gateway: Loose<'_>, id: &str, home: &StoreUrl) -> bool {
        let link = || {
            let links = gateway.get("_links").get("self");
            let link: Url = links.items().next()?.get("href").raw()?.parse().ok()?;
            let asked = self.found.root.address(&format!("{GATEWAYS}/{id}"));
            let below = asked.path().strip_prefix(self.found.home.as_url().path().trim_end_matches('/'))?;
            let mut base = link.clone();
            base.set_path(link.path().strip_suffix(below)?);
            (asked.query().is_none() && link.query().is_none()).then(|| StoreUrl::from_home(base.as_str()).ok())?
        };
        link().is_some_and(|named| whose_shop::compare(&named, home).is_ours())
    }

    /// Asks the shop for its own address.
    ///
    /// # Errors
    /// [`ProblemKind::AddressMoved`] if it is not the one in the connect request: the key of one shop
    /// never goes to another.
    async fn is_at_home(&self, home: &StoreUrl) -> Result<SystemStatus, Problem> {
        let told = self.get(STATUS_ROUTE, STATUS_FIELDS).await?;
        if told.answer.status == 404 && diagnosis::in_front(told.reply()).is_none() {
            // The shop has just listed its gateways, so WooCommerce is there.
            return Err(told.problem(ProblemKind::NotUnderstood));
        }
        let told = readable(told)?;
        let facts = system_status(&told, &self.found.home).ok_or_else(|| told.problem(ProblemKind::NotUnderstood))?;
        match &facts.home {
            Some(now) if whose_shop::compare(now, home).is_ours() => Ok(facts),
            Some(now) => Err(told.problem(ProblemKind::AddressMoved).of(now.as_str()).with_other(home.as_str())),
            None => Err(told.problem(ProblemKind::NotUnderstood)),
        }
    }

    async fn meums(&self, list: &ShopAnswer, status: &SystemStatus) -> Result<String, Problem> {
        let installed = runs(self.http, self.found, self.caller, (list, status.plugin.as_ref())).await;
        match whose(list, installed) {
            Whose::One(gateway) => {
                let id = gateway.id.filter(|id| is_gateway_id(id));
                id.map(str::to_owned).ok_or_else(|| list.problem(ProblemKind::SettingsUnknown))
            }
            Whose::Several(titles) => Err(list.problem(ProblemKind::SeveralGateways).with_other(&titles.join(", "))),
            // The plugin runs, so it is not missing.
            Whose::Nobody if installed => Err(list.problem(ProblemKind::SettingsUnknown)),
            Whose::Nobody => Err(whose::not_there(list, status.plugin.is_some())),
        }
    }

    async fn get(&self, route: &str, fields: &str) -> Result<ShopAnswer, Problem> {
        let url = private(&self.found.root, route, fields)?;
        ask(self.http, self.caller.request(Method::GET, url, None)?).await
    }
}

/// Whether Meum's plugin runs in the shop now. The list of plugins tells; where a gateway might be Meum's
/// by its product's name, this asks the index for Meum's routes as well.
pub(super) async fn runs(
    http: &Http,
    found: &FoundShop,
    caller: &Caller,
    (list, plugin): (&ShopAnswer, Option<&PluginFacts>),
) -> bool {
    if plugin.is_some_and(|plugin| plugin.active) {
        return true;
    }
    if !matches!(whose(list, false), Whose::Nobody) || matches!(whose(list, true), Whose::Nobody) {
        return false;
    }
    // Guests may read the index, at an address of which no cache keeps an old one.
    let request = private(&found.root, "", "namespaces").and_then(|url| caller.as_guest(url));
    let index = if let Ok(request) = request { ask(http, request).await.ok() } else { None };
    index.as_ref().and_then(Index::read).is_some_and(|index| index.has_plugin_route())
}

/// The request that asks which payment methods are switched on.
pub(super) fn enabled_request(found: &FoundShop, caller: &Caller) -> Result<Request, Problem> {
    caller.request(Method::GET, private(&found.root, GATEWAYS, LIST_FIELDS)?, None)
}

/// The answer to [`enabled_request`], if it is the list of payment methods.
///
/// # Errors
/// What it is instead.
pub(super) fn listed(told: ShopAnswer) -> Result<ShopAnswer, Problem> {
    if let ReadVerdict::Refused(kind) = diagnosis::read(told.reply()) {
        return Err(told.problem(kind));
    }
    if told.reply().status == 200 && lists_gateways(&told) {
        return Ok(told);
    }
    Err(told.problem(diagnosis::in_front(told.reply()).unwrap_or(ProblemKind::NotUnderstood)))
}

/// Whether Meum's payment method is switched on, by the list of them, or why nobody can say. Neither,
/// where none of them is Meum's. `installed` says whether Meum's plugin runs.
pub(super) fn enabled(told: &ShopAnswer, installed: bool) -> (Option<bool>, Option<ProblemKind>) {
    match whose(told, installed) {
        Whose::One(gateway) if gateway.enabled.is_none() => (None, Some(ProblemKind::NotUnderstood)),
        Whose::One(gateway) => (gateway.enabled, None),
        Whose::Nobody => (None, None),
        Whose::Several(_) => (None, Some(ProblemKind::SeveralGateways)),
    }
}

fn whose(told: &ShopAnswer, installed: bool) -> Whose<'_> {
    told.json().map_or(Whose::Nobody, |json| whose::whose(Loose::of(json), installed))
}

/// The id of Meum's gateway, where the list alone tells: whatever plugins run, no other one is it.
fn alone(list: &ShopAnswer) -> Option<String> {
    match (whose(list, false), whose(list, true)) {
        (Whose::One(one), Whose::One(other)) if one == other => {
            one.id.filter(|id| is_gateway_id(id)).map(str::to_owned)
        }
        _ => None,
    }
}

/// A good answer to a request that only reads.
fn readable(told: ShopAnswer) -> Result<ShopAnswer, Problem> {
    accepted(told, ProblemKind::NotUnderstood)
}

/// A good answer.
///
/// # Errors
/// What the answer is instead; `otherwise` where that has no name.
fn accepted(told: ShopAnswer, otherwise: ProblemKind) -> Result<ShopAnswer, Problem> {
    let reply = told.reply();
    if matches!(reply.status, 200..=299) && reply.json {
        return Ok(told);
    }
    let kind = diagnosis::in_front(reply).unwrap_or(match reply.status {
        401 | 403 => ProblemKind::HandOverRefused,
        404 => ProblemKind::PluginNotFound,
        _ => otherwise,
    });
    Err(told.problem(kind))
}

/// Whether this is a list of gateways. It may be empty.
pub(super) fn lists_gateways(told: &ShopAnswer) -> bool {
    let list = told.json().map(Loose::of).filter(|list| list.is_list());
    list.is_some_and(|list| list.items().all(|item| item.get("id").raw().is_some()))
}

/// The settings of this gateway that take key and secret.
///
/// # Errors
/// [`ProblemKind::SettingsUnknown`] with the ids that are there, for support.
fn names(told: &ShopAnswer, id: &str) -> Result<Names, Problem> {
    let all = told.json().map(Loose::of).ok_or_else(|| told.problem(ProblemKind::NotUnderstood))?.get("settings");
    // PHP writes an empty object as an empty list.
    if !all.is_object() && !all.is_list() {
        return Err(told.problem(ProblemKind::NotUnderstood));
    }
    Names::among(all).ok_or_else(|| {
        let line = format!("{} · settings: {}", told.line, settings::ids(all));
        let mut problem = told.problem(ProblemKind::SettingsUnknown).with_technical(&line);
        problem.about.gateway = Some(id.to_owned());
        problem
    })
}

/// Reads one answer as both the list and the gateway: the gateway's id, and the two settings' ids.
pub(in crate::adapters) fn read(url: Url, answer: Answer) -> Option<(String, [String; 2])> {
    let told = ShopAnswer::new(&Method::GET, url, answer);
    let list = lists_gateways(&told).then(|| whose(&told, true));
    let id = match list {
        Some(Whose::One(gateway)) => gateway.id,
        Some(Whose::Nobody | Whose::Several(_)) => None,
        // One gateway, as it is asked for by its id.
        None => told.json().and_then(|json| Loose::of(json).get("id").raw()),
    };
    let id = id.filter(|id| is_gateway_id(id))?.to_owned();
    let gateway = told.json().map(Loose::of)?;
    let gateway = gateway.items().find(|one| one.get("id").raw() == Some(id.as_str())).unwrap_or(gateway);
    let names = Names::among(gateway.get("settings"))?;
    Some((id, [names.api_key, names.webhook_secret]))
}

fn settings(names: &Names, what: &HandOver<'_>) -> Result<Vec<u8>, Problem> {
    // EXPOSE: into the body of the https request that hands them to the shop.
    let mut body = json!({ "settings": {
        (names.api_key.as_str()): what.credentials.api_key.expose(),
        (names.webhook_secret.as_str()): what.credentials.webhook_secret.expose(),
    }});
    if what.switch_on
        && let Some(object) = body.as_object_mut()
    {
        object.insert("enabled".to_owned(), Value::Bool(true));
    }
    serde_json::to_vec(&body).map_err(|_| Problem::new(ProblemKind::HandOverChanged))
}

/// Compares what the shop stored with what was sent: WordPress cleans what it stores.
fn compare(told: &ShopAnswer, names: &Names, credentials: &Credentials) -> Result<Delivery, Problem> {
    let none = Value::Null;
    let loose = Loose::of(told.json().unwrap_or(&none));
    let value = |name: &str| loose.get("settings").get(name).get("value").raw().unwrap_or_default();
    // EXPOSE: to compare them in memory with the stored ones.
    let same = value(&names.api_key) == credentials.api_key.expose()
        && value(&names.webhook_secret) == credentials.webhook_secret.expose();
    if !same {
        return Err(told.problem(ProblemKind::HandOverChanged));
    }
    Ok(Delivery { enabled: loose.get("enabled").yes() == Some(true) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::reading;

    fn told(body: &str) -> ShopAnswer {
        let answer = reading::answer(200, &[("content-type", "application/json")], body.as_bytes());
        ShopAnswer::new(&Method::GET, "https://shop.example/wp-json/wc/v3/payment_gateways".parse().unwrap(), answer)
    }

    #[test]
    fn only_a_list_of_gateways_tells_that_the_plugin_is_missing() {
        let cases = [
            (r#"[{"id":"bacs"},{"id":"meum"}]"#, true),
            ("[]", true),
            (r#"[{"id":"bacs"},{"id":"#, false),
            (r#"[{"id":["meum"]}]"#, false),
            (r#"{"id":"meum"}"#, false),
            ("", false),
        ];
        for (body, expected) in cases {
            assert_eq!(lists_gateways(&told(body)), expected, "{body}");
        }
    }

    #[test]
    fn settings_that_are_not_known_are_told_from_an_answer_that_is_not_understood() {
        let cases = [
            (r#"{"id":"meum","settings":{"api_key":{"type":"password"},"webhook_secret":{"type":"password"}}}"#, None),
            (r#"{"id":"meum","settings":[]}"#, Some(ProblemKind::SettingsUnknown)),
            (r#"{"id":"meum","settings":{"token":{"type":"password"}}}"#, Some(ProblemKind::SettingsUnknown)),
            (r#"{"id":"meum","settings":"none"}"#, Some(ProblemKind::NotUnderstood)),
            (r#"{"id":"meum"}"#, Some(ProblemKind::NotUnderstood)),
        ];
        for (body, expected) in cases {
            assert_eq!(names(&told(body), "meum").err().map(|problem| problem.kind), expected, "{body}");
        }
    }
}
