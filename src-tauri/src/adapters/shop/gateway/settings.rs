//! Finds the settings of Meum's gateway that take the key and the webhook secret.
//!
//! Meum does not document their names, so this compares ids, labels and types with plausible ones. Exactly
//! one setting must fit each. Between two it does not guess.

use crate::adapters::loose::Loose;
use connect_core::links::is_gateway_id;

/// Plausible ids and labels of the setting for the key, as [`plainly`] writes them.
const KEYS: [&str; 7] =
    ["apikey", "apitoken", "dedicatedkey", "dedicatedapikey", "integrationkey", "integrationapikey", "storeapikey"];
/// Plausible ids and labels of the setting for the webhook secret.
const SECRETS: [&str; 5] =
    ["webhooksecret", "webhooksigningsecret", "webhooksecretkey", "webhooksigningkey", "signingsecret"];
/// Words without meaning here: whose setting it is, and that it is the one in use.
const EMPTY: [&str; 10] =
    ["meum", "stablecoin", "woocommerce", "wc", "gateway", "your", "the", "live", "production", "prod"];
/// Words of a second set of settings, for tests. Meum has no test keys.
const FOR_TESTS: [&str; 7] = ["test", "testing", "testmode", "sandbox", "demo", "staging", "development"];
/// The types WooCommerce gives a field that takes one text.
const TYPES: [&str; 4] = ["password", "text", "safe_text", "textarea"];
/// How many ids a technical line names.
const MOST_TOLD: usize = 12;
/// The names that Meum's documents give key and secret in the answer to *connect*.
const DOCUMENTED: [&str; 2] = ["api_key", "webhook_secret"];
/// What the list of gateways shows of the settings that Meum's documents name, and of those that bear the
/// same names with a word before them: label and type, and no value. Other gateways have such settings, too.
///
/// WordPress links each gateway to its own address, which shows whose shop it is.
pub(super) const DOCUMENTED_FIELDS: &str = "_links.self,settings.api_key.label,settings.api_key.type,\
    settings.webhook_secret.label,settings.webhook_secret.type,settings.live_api_key.type,settings.meum_api_key.type,\
    settings.live_webhook_secret.type,settings.meum_webhook_secret.type";

/// The ids of the two settings, of characters that `_fields` can carry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    /// The setting for the key.
    pub api_key: String,
    /// The setting for the webhook secret.
    pub webhook_secret: String,
}

impl Names {
    /// The two settings among these; `None` unless exactly one fits each.
    pub fn among(settings: Loose<'_>) -> Option<Self> {
        let (mut keys, mut secrets) = (Vec::new(), Vec::new());
        for (id, setting) in settings.fields().filter(|(id, setting)| is_candidate(id, *setting)) {
            let names = [plainly(id), plainly(setting.get("label").raw().unwrap_or_default())];
            let is = |table: &[&str]| names.iter().any(|name| table.contains(&name.as_str()));
            if is(&KEYS) {
                keys.push(id);
            }
            if is(&SECRETS) {
                secrets.push(id);
            }
        }
        match (keys.as_slice(), secrets.as_slice()) {
            ([key], [secret]) if key != secret => {
                Some(Self { api_key: (*key).to_owned(), webhook_secret: (*secret).to_owned() })
            }
            _ => None,
        }
    }

    /// The fields that show what is stored in the two settings, and whether the method is switched on.
    pub fn read_back_fields(&self) -> String {
        format!("enabled,settings.{}.value,settings.{}.value", self.api_key, self.webhook_secret)
    }

    /// The two settings, if they bear the names of Meum's own documents; `None` where a second one beside
    /// them may be meant.
    pub fn documented(settings: Loose<'_>) -> Option<Self> {
        Self::among(settings).filter(|names| [names.api_key.as_str(), names.webhook_secret.as_str()] == DOCUMENTED)
    }
}

/// Whether a setting takes one text and is not for tests.
fn is_candidate(id: &str, setting: Loose<'_>) -> bool {
    let label = setting.get("label").raw().unwrap_or_default();
    let for_tests = words(id).chain(words(label)).any(|word| FOR_TESTS.contains(&word.as_str()));
    is_gateway_id(id) && TYPES.contains(&setting.get("type").raw().unwrap_or_default()) && !for_tests
}

/// A name in lower case, without spaces, signs and the words of [`EMPTY`].
fn plainly(name: &str) -> String {
    words(name).filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The settings' ids for a technical line, without any value.
pub(super) fn ids(settings: Loose<'_>) -> String {
    let ids: Vec<&str> = settings.fields().map(|(id, _)| id).filter(|id| is_gateway_id(id)).take(MOST_TOLD).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value, json};

    /// A setting's id, label and type.
    type Described<'a> = (&'a str, &'a str, &'a str);

    fn among(settings: &[Described<'_>]) -> Option<[String; 2]> {
        let field =
            |label: &str, kind: &str| json!({ "label": label, "type": kind, "value": "sk_live_never_looked_at" });
        let all: Map<String, Value> =
            settings.iter().map(|(id, label, kind)| ((*id).to_owned(), field(label, kind))).collect();
        Names::among(Loose::of(&Value::Object(all))).map(|names| [names.api_key, names.webhook_secret])
    }

    #[test]
    fn plausible_names_are_known_by_id_or_by_label() {
        let cases = [
            (("api_key", ""), ("webhook_secret", "")),
            (("meum_api_key", "Key"), ("meum_webhook_secret", "Secret")),
            (("live_api_key", "Live API key"), ("signing_secret", "Signing secret")),
            (("apiKey", ""), ("webhook-signing-secret", "")),
            (("field_1", "Meum API Key"), ("field_2", "Webhook secret")),
            (("credential", "Your dedicated key"), ("hook", "Webhook signing secret:")),
        ];
        for (key, secret) in cases {
            for kind in ["password", "text"] {
                let settings = [("title", "Title", "safe_text"), (key.0, key.1, kind), (secret.0, secret.1, kind)];
                let expected = Some([key.0.to_owned(), secret.0.to_owned()]);
                assert_eq!(among(&settings), expected, "{key:?} {secret:?} {kind}");
            }
        }
    }

    #[test]
    fn what_is_not_certain_is_not_guessed() {
        let cases: [(&str, &[Described<'_>]); 9] = [
            ("nothing", &[]),
            ("names nobody knows", &[("token", "Token", "password"), ("phrase", "Phrase", "password")]),
            ("no secret", &[("api_key", "API key", "password")]),
            ("no key", &[("webhook_secret", "Webhook secret", "password")]),
            ("two keys", &[("api_key", "", "text"), ("live_api_key", "", "text"), ("webhook_secret", "", "text")]),
            (
                "two by their labels",
                &[("a", "API key", "text"), ("b", "API key", "text"), ("webhook_secret", "", "text")],
            ),
            ("one that is both", &[("api_key", "Webhook secret", "text")]),
            ("another type", &[("api_key", "API key", "checkbox"), ("webhook_secret", "", "password")]),
            ("an id that fits no address", &[("api key,settings", "API key", "text"), ("webhook_secret", "", "text")]),
        ];
        for (what, settings) in cases {
            assert_eq!(among(settings), None, "{what}");
        }
    }

    #[test]
    fn settings_for_tests_are_passed_over() {
        let settings = [
            ("test_api_key", "API key", "password"),
            ("sandbox_secret", "Webhook secret (sandbox)", "password"),
            ("api_key", "API key", "password"),
            ("webhook_secret", "Webhook secret", "password"),
        ];
        assert_eq!(among(&settings), Some(["api_key".to_owned(), "webhook_secret".to_owned()]));
    }

    #[test]
    fn a_part_of_the_settings_is_enough_where_they_bear_the_names_of_meums_documents() {
        let cases: [(&str, Value, bool); 7] = [
            ("both", json!({ "api_key": { "type": "password" }, "webhook_secret": { "type": "password" } }), true),
            ("none is shown, as PHP writes it", json!([]), false),
            ("one is missing", json!({ "api_key": { "type": "password" } }), false),
            (
                "longer names",
                json!({ "meum_api_key": { "type": "text" }, "webhook_secret": { "type": "text" } }),
                false,
            ),
            (
                "a second account's key beside it",
                json!({ "api_key": { "type": "text" }, "webhook_secret": { "type": "text" }, "live_api_key": { "type": "text" } }),
                false,
            ),
            (
                "one for tests",
                json!({ "api_key": { "type": "text", "label": "Test key" }, "webhook_secret": { "type": "text" } }),
                false,
            ),
            (
                "another type",
                json!({ "api_key": { "type": "select" }, "webhook_secret": { "type": "password" } }),
                false,
            ),
        ];
        for (what, settings, expected) in cases {
            assert_eq!(Names::documented(Loose::of(&settings)).is_some(), expected, "{what}");
        }
        // Each value of these settings is a secret, of whichever gateway.
        assert!(!DOCUMENTED_FIELDS.contains("value") && !DOCUMENTED_FIELDS.contains(' '), "{DOCUMENTED_FIELDS}");
        assert!(DOCUMENTED_FIELDS.split(',').all(|field| field == "_links.self" || field.split('.').count() == 3));
    }

    #[test]
    fn support_is_told_ids_only() {
        let all = json!({ "token": { "value": "sk_live_secret" }, "bad id": {}, "mode": 7 });
        assert_eq!(ids(Loose::of(&all)), "mode, token");
        assert_eq!(ids(Loose::of(&json!([]))), "none");
    }
}
