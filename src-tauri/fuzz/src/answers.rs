//! Answers of a shop and of Meum, read as the app reads them.

use super::harmless;
use super::written::Written;
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::plain::PlainText;
use connect_core::problem::Problem;
use connect_core::shop_facts::{FoundShop, PluginFacts};
use connect_core::store_url::StoreUrl;
use meum_connect::adapters::http::{Answer, Beyond, Http};
use meum_connect::adapters::meum::{ConnectReply, Meum};
use meum_connect::adapters::reading;
use meum_connect::adapters::shop::Search;
use std::sync::{Arc, LazyLock};
use url::Url;

/// The shop whose address the merchant typed.
const ASKED: &str = "https://shop.example/boutique";
/// The longest verbatim copy of an address that the app stores, in characters.
const LONGEST_HOME: usize = 300;
/// How many characters of a Meum key the app may show.
const PREFIX: usize = 12;

fn answer(written: &Written<'_>) -> Answer {
    reading::answer(written.status, &written.headers, written.body)
}

/// A search that sends no request.
static SEARCH: LazyLock<Search> = LazyLock::new(|| {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = Http::new(&Beyond { no_proxy: true, ..Beyond::default() }).expect("a client can be made");
    let meum = Meum::at(http.clone(), Url::parse("https://meum.example").expect("an address"));
    Search::new(http, meum, None, Arc::new(|_, _, _| {}))
});

/// The result of a search that gets this answer.
pub fn found(bytes: &[u8]) -> Result<Option<FoundShop>, Problem> {
    let written = Written::of(bytes);
    let asked = StoreUrl::parse(ASKED).expect("the shop's address is one");
    reading::found(&SEARCH, &asked, written.arrived.clone(), answer(&written))
}

/// The search takes a shop only at the origin that the merchant typed, and all it stores is harmless.
pub fn check_index(bytes: &[u8]) {
    let asked = StoreUrl::parse(ASKED).expect("the shop's address is one");
    match found(bytes) {
        Ok(None) => {}
        Err(problem) => harmless::problem(&problem),
        Ok(Some(shop)) => {
            assert_eq!(shop.asked, asked);
            let bare = |url: &StoreUrl| url.host().trim_start_matches("www.").to_owned();
            assert_eq!(bare(&shop.home), bare(&asked), "another shop would be connected");
            assert_eq!(shop.root.origin(), asked.origin(), "keys would go elsewhere");
            assert!(shop.home_written.as_ref().is_none_or(|home| home.chars().count() <= LONGEST_HOME));
            shop.name.iter().for_each(text);
            shop.remarks.iter().for_each(harmless::problem);
            let stored = serde_json::to_string(&shop).expect("a shop can be stored");
            assert_eq!(serde_json::from_str::<FoundShop>(&stored).expect("and read back"), shop);
        }
    }
}

fn text(text: &PlainText) {
    harmless::line(text.as_str());
}

/// All that the app reads from an answer of the shop or of Meum is harmless and bounded.
pub fn check_status(bytes: &[u8]) {
    let written = Written::of(bytes);
    let asked = StoreUrl::parse(ASKED).expect("the shop's address is one");
    if let Some(sight) = reading::sight(&asked, written.arrived.clone(), answer(&written)) {
        [&sight.wordpress, &sight.woocommerce].into_iter().flatten().for_each(text);
        sight.plugin.iter().filter_map(|PluginFacts { version, .. }| version.as_ref()).for_each(text);
        assert_eq!(sight.home.as_url().scheme(), "https");
    }
    if let Some((id, [key, secret])) = reading::gateway(written.arrived.clone(), answer(&written)) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        for id in [&id, &key, &secret] {
            assert!((1..=64).contains(&id.len()) && id.bytes().all(plain), "{id}");
        }
        assert_ne!(key, secret);
    }
    match reading::status(&answer(&written)) {
        Ok(facts) => status(&facts),
        Err(problem) => harmless::problem(&problem),
    }
    if let Err(problem) = reading::disconnected(&answer(&written)) {
        harmless::problem(&problem);
    }
    match reading::connected(&answer(&written)) {
        ConnectReply::Issued(facts, credentials) => {
            connected(&facts);
            harmless::described(&credentials);
        }
        ConnectReply::Refused(problem) | ConnectReply::Unknown(problem) | ConnectReply::WithoutCredentials(problem) => {
            harmless::problem(&problem);
        }
    }
}

fn status(facts: &StatusFacts) {
    let texts = [
        &facts.status,
        &facts.connection_status,
        &facts.health_status,
        &facts.integration_id,
        &facts.site_url,
        &facts.plugin_version,
        &facts.wordpress_version,
        &facts.woocommerce_version,
        &facts.credential_status,
        &facts.credential_prefix,
        &facts.pending_key_prefix,
        &facts.webhook_health,
        &facts.webhook_url,
        &facts.warning,
    ];
    texts.into_iter().flatten().chain(&facts.issues).for_each(text);
    assert!(facts.issues.len() <= 20);
    let prefix = facts.credential_prefix.as_ref();
    assert!(prefix.is_none_or(|prefix| prefix.as_str().chars().count() <= PREFIX));
    harmless::described(facts);
}

fn connected(facts: &ConnectFacts) {
    let texts = [
        &facts.store_id,
        &facts.store_name,
        &facts.integration_id,
        &facts.installation_id,
        &facts.webhook_id,
        &facts.site_url,
        &facts.webhook_url,
        &facts.status,
        &facts.warning,
    ];
    texts.into_iter().flatten().for_each(text);
    assert!(facts.key_prefix.as_ref().is_none_or(|prefix| prefix.chars().count() <= PREFIX));
    harmless::described(facts);
}
