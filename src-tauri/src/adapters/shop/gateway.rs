//! Handing the new key and secret to the plugin through WooCommerce's payment-gateway settings.
//! What settings the real plugin has is not documented, so it is found out, never assumed: the
//! gateway must be Meum's by its name and show a setting for each. Other payment plugins have
//! settings of the same names, and theirs must never be touched. `_fields` keeps every gateway's
//! secrets unread.

use super::caller::Caller;
use super::{Progress, Told, address, ask};
use crate::adapters::http::{Answer, Http, Request};
use crate::adapters::loose::Loose;
use connect_core::diagnosis;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{Delivery, FoundShop};
use connect_core::wizard::checks::{Check, CheckState};
use reqwest::{Method, Url};
use serde_json::{Value, json};
use zeroize::Zeroizing;

const GATEWAYS: &str = "wc/v3/payment_gateways";
/// The ids a gateway gives its settings; their values are not asked for.
const SETTINGS_FIELDS: &str = "id,method_title,enabled,settings.api_key.id,settings.webhook_secret.id";
const ENABLED_FIELDS: &str = "id,method_title,enabled";
const READ_BACK_FIELDS: &str = "enabled,settings.api_key.value,settings.webhook_secret.value";

/// What Meum issued.
#[derive(Debug)]
pub struct Credentials {
    /// The dedicated key.
    pub api_key: Secret,
    /// The secret that proves a payment update comes from Meum.
    pub webhook_secret: Secret,
}

/// Finds the gateway's settings, writes them, and reads back that they arrived unchanged.
pub async fn hand_over(
    http: &Http,
    found: &FoundShop,
    caller: &Caller,
    credentials: &Credentials,
    switch_on: bool,
    progress: &Progress,
) -> Result<Delivery, Problem> {
    let result = deliver(http, found, caller, credentials, switch_on, progress).await;
    result.map_err(|problem| problem.of(found.home.host()))
}

async fn deliver(
    http: &Http,
    found: &FoundShop,
    caller: &Caller,
    credentials: &Credentials,
    switch_on: bool,
    progress: &Progress,
) -> Result<Delivery, Problem> {
    progress(Check::SettingsFound, CheckState::Running, None);
    let list = address(&found.root, GATEWAYS, SETTINGS_FIELDS);
    // Nothing is written yet: what cannot be read is no plugin that is missing, and none that changed.
    let told = accepted(ask(http, caller.request(Method::GET, list, None)?).await?, ProblemKind::NotUnderstood)?;
    if !lists_gateways(&told) {
        return Err(told.problem(ProblemKind::NotUnderstood));
    }
    let id = gateway_with_settings(&told).ok_or_else(|| told.problem(ProblemKind::PluginNotFound))?;
    progress(Check::SettingsFound, CheckState::Passed, Some(told.answer.took));

    progress(Check::Written, CheckState::Running, None);
    let route = format!("{GATEWAYS}/{id}");
    let body = settings(credentials, switch_on)?;
    let write = caller.request(Method::PUT, address(&found.root, &route, "id"), Some(body))?;
    let told = accepted(ask(http, write).await?, ProblemKind::HandOverChanged)?;
    progress(Check::Written, CheckState::Passed, Some(told.answer.took));

    progress(Check::ReadBack, CheckState::Running, None);
    let read = caller.request(Method::GET, address(&found.root, &route, READ_BACK_FIELDS), None)?;
    let told = accepted(ask(http, read).await?, ProblemKind::HandOverChanged)?;
    let delivery = compare(&told, credentials)?;
    progress(Check::ReadBack, CheckState::Passed, Some(told.answer.took));
    Ok(delivery)
}

/// The request that asks which payment methods are switched on.
pub(super) fn enabled_request(found: &FoundShop, caller: &Caller) -> Result<Request, Problem> {
    caller.request(Method::GET, address(&found.root, GATEWAYS, ENABLED_FIELDS), None)
}

/// Whether Meum's payment method is switched on, out of the answer to [`enabled_request`].
pub(super) fn enabled(told: &Told) -> Option<bool> {
    let json = told.json()?;
    meums_gateway(Loose::of(json))?.get("enabled").yes()
}

/// The answer, if it is one; `otherwise` is what anything without a name of its own is called.
fn accepted(told: Told, otherwise: ProblemKind) -> Result<Told, Problem> {
    let reply = told.reply();
    if reply.status == 200 && reply.json {
        return Ok(told);
    }
    let kind = diagnosis::in_front(reply).unwrap_or(match reply.status {
        401 | 403 => ProblemKind::HandOverRefused,
        404 => ProblemKind::PluginNotFound,
        _ => otherwise,
    });
    Err(told.problem(kind))
}

/// The names Meum's gateway can have: its product's, and the one in its own webhook address.
const NAMES: [&str; 2] = ["meum", "stablecoin"];

/// Meum's own gateway, if exactly one bears its name.
fn meums_gateway(list: Loose<'_>) -> Option<Loose<'_>> {
    let is_meums = |gateway: &Loose<'_>| {
        let says = |field: &str| gateway.get(field).raw().unwrap_or_default().trim().to_ascii_lowercase();
        NAMES.iter().any(|name| says("id").starts_with(name) || says("method_title").starts_with(name))
    };
    let mut meums = list.items().filter(is_meums);
    meums.next().filter(|_| meums.next().is_none())
}

/// Whether this is a list of gateways; a shop without any has an empty one.
fn lists_gateways(told: &Told) -> bool {
    let items = told.json().and_then(Value::as_array);
    items.is_some_and(|items| items.iter().all(|item| Loose::of(item).get("id").raw().is_some()))
}

/// The id of Meum's gateway, if it has both settings. Ids are the shop's words, so only a plain
/// one is put into an address.
fn gateway_with_settings(told: &Told) -> Option<String> {
    let json = told.json()?;
    let gateway = meums_gateway(Loose::of(json))?;
    let settings = gateway.get("settings");
    if !(settings.get("api_key").is_object() && settings.get("webhook_secret").is_object()) {
        return None;
    }
    let id = gateway.get("id").raw()?;
    let plain =
        !id.is_empty() && id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    plain.then(|| id.to_owned())
}

/// The gateway that an answer to asking for the settings names.
pub(in crate::adapters) fn read(url: Url, answer: Answer) -> Option<String> {
    gateway_with_settings(&Told::new(&Method::GET, url, answer))
}

fn settings(credentials: &Credentials, switch_on: bool) -> Result<Vec<u8>, Problem> {
    // EXPOSE: into the body of the signed request that hands them to the shop over https.
    let mut body = json!({ "settings": {
        "api_key": credentials.api_key.expose(),
        "webhook_secret": credentials.webhook_secret.expose(),
    }});
    if switch_on && let Some(object) = body.as_object_mut() {
        object.insert("enabled".to_owned(), Value::Bool(true));
    }
    serde_json::to_vec(&body).map_err(|_| Problem::new(ProblemKind::HandOverChanged))
}

/// WordPress cleans what it stores, so only what comes back proves what arrived.
fn compare(told: &Told, credentials: &Credentials) -> Result<Delivery, Problem> {
    let json = told.json().cloned().unwrap_or_default();
    let loose = Loose::of(&json);
    let value =
        |name: &str| Zeroizing::new(loose.get("settings").get(name).get("value").raw().unwrap_or_default().to_owned());
    // EXPOSE: compared in memory with what was sent.
    let same = value("api_key").as_str() == credentials.api_key.expose()
        && value("webhook_secret").as_str() == credentials.webhook_secret.expose();
    if !same {
        return Err(told.problem(ProblemKind::HandOverChanged));
    }
    Ok(Delivery { enabled: loose.get("enabled").yes() == Some(true) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::reading;

    fn told(body: &str) -> Told {
        let answer = reading::answer(200, &[("content-type", "application/json")], body.as_bytes());
        Told::new(&Method::GET, "https://shop.example/wp-json/wc/v3/payment_gateways".parse().unwrap(), answer)
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
}
