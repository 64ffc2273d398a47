//! Everything that can be wrong with Meum, by name: a table from trouble to effect.
//!
//! A new trouble is one variant, one entry in `ALL` and one line in the table. It refuses to know
//! the order in which effects come about; that is `behind`.

use axum::http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::reply::{MeumAnswer, needs_dedicated_key, nothing_to_disconnect};
use super::standing::{Standing, Webhook};
use crate::clock;
use crate::serving::Answer;

/// Something that is wrong with the practice Meum. Several can be on at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum MeumTrouble {
    /// No payout wallet is set, whatever the configuration says.
    PayoutMissing,
    /// Payment updates do not reach the shop.
    WebhookFailing,
    /// Meum has not sent any payment update yet.
    NothingSentYet,
    /// Some payment updates reach the shop, and some do not.
    WebhookDegraded,
    /// The setup waits for something on Meum's side.
    StillPending,
    /// Meum has a sentence about payouts, and does not say whether a wallet is set.
    PayoutsMentioned,
    /// Nothing but a 503 page comes back, for `/health` too.
    Down,
    /// Too many requests.
    RateLimited {
        /// `Retry-After`, in seconds.
        retry_after: u32,
    },
    /// Too many requests, in the words of a rate limiter in front of Meum; nothing reaches it.
    LimitedInFront {
        /// `Retry-After`, as a moment so many minutes ahead; left out without.
        minutes: Option<i64>,
    },
    /// Meum does nothing and answers 200 with a page.
    NonsenseHtml,
    /// Meum does what was asked for and answers 200 with every field of another type.
    NonsenseTypes,
    /// Meum does nothing and answers 200 without a body.
    NonsenseEmpty,
    /// Meum does what was asked for and answers 200 with words that no document mentions.
    UnknownEnums,
    /// Connect's answer names another site than the caller did.
    OtherSite,
    /// Connect's answer and status name an address for payment updates on another domain than the caller did.
    OtherWebhook,
    /// Connect's answer holds the key and the secret and nothing else.
    BareAnswer,
    /// Connect's answer holds no key and no secret.
    NoCredentials,
    /// Connect's answer holds a secret and no key.
    NoApiKey,
    /// Connect's answer holds a key and no secret.
    NoWebhookSecret,
    /// Meum connects, then resets the connection before it answers.
    LostAnswer,
    /// Meum takes requests, does nothing and never answers.
    HangForever,
    /// The organization is suspended: 403 without a code.
    Suspended,
    /// Meum takes no key: 401 with a page and not one word of its own.
    Unauthorized,
    /// The dedicated keys were revoked: 401.
    KeyRevoked,
    /// Status takes dedicated keys only: 403 for connection keys. Meum's documents leave this open.
    StatusNeedsDedicatedKey,
    /// The network redirects every address to its own sign-in page.
    CaptivePortal,
    /// The network answers every address with its own sign-in page.
    CaptivePage,
    /// The clock of Meum, as its `Date` header gives it, is ahead. It looks at the time nowhere else.
    ClockAhead {
        /// By how many minutes; negative when it is behind.
        minutes: i64,
    },
    /// Meum disconnects, then resets the connection before it answers.
    LostDisconnectAnswer,
    /// Disconnect takes no key, not even a dedicated one: 403.
    DisconnectForbidden,
    /// Disconnect knows of no connection: 404, and Meum does nothing.
    NothingToDisconnect,
}

/// What a trouble does, and where.
pub(super) enum Effect {
    /// It changes how the account stands for this request.
    Standing(fn(&mut Standing)),
    /// Something in front of Meum answers every request.
    Front(Box<Answer>),
    /// Something answers every request to the integration.
    Instead(Box<Answer>),
    /// It changes the integration's answer.
    Change(fn(&mut MeumAnswer)),
    /// Connect's answer gets lost.
    LoseAnswer,
    /// Disconnect's answer gets lost.
    LoseDisconnectAnswer,
    /// Something answers every request to disconnect.
    InsteadOfDisconnect(Box<Answer>),
    /// The date of every answer is so many minutes ahead.
    ClockAhead(i64),
    /// No answer comes.
    Silence,
}

impl MeumTrouble {
    /// One of each.
    pub const ALL: [Self; 31] = [
        Self::PayoutMissing,
        Self::WebhookFailing,
        Self::NothingSentYet,
        Self::WebhookDegraded,
        Self::StillPending,
        Self::PayoutsMentioned,
        Self::Down,
        Self::RateLimited { retry_after: 30 },
        Self::LimitedInFront { minutes: None },
        Self::NonsenseHtml,
        Self::NonsenseTypes,
        Self::NonsenseEmpty,
        Self::UnknownEnums,
        Self::OtherSite,
        Self::OtherWebhook,
        Self::BareAnswer,
        Self::NoCredentials,
        Self::NoApiKey,
        Self::NoWebhookSecret,
        Self::LostAnswer,
        Self::HangForever,
        Self::Suspended,
        Self::Unauthorized,
        Self::KeyRevoked,
        Self::StatusNeedsDedicatedKey,
        Self::CaptivePortal,
        Self::CaptivePage,
        Self::ClockAhead { minutes: 20 },
        Self::LostDisconnectAnswer,
        Self::DisconnectForbidden,
        Self::NothingToDisconnect,
    ];

    /// The table.
    pub(super) fn effect(&self) -> Effect {
        match self {
            Self::PayoutMissing => Effect::Standing(|it| it.payout_configured = false),
            Self::WebhookFailing => Effect::Standing(|it| it.webhook = Webhook::Failing),
            Self::NothingSentYet => Effect::Standing(|it| it.webhook = Webhook::Silent),
            Self::WebhookDegraded => Effect::Standing(|it| it.webhook = Webhook::Degraded),
            Self::StillPending => Effect::Change(still_pending),
            Self::PayoutsMentioned => Effect::Change(payouts_mentioned),
            Self::Down => Effect::Front(Box::new(down())),
            Self::RateLimited { retry_after } => Effect::Instead(Box::new(rate_limited(*retry_after))),
            Self::LimitedInFront { minutes } => Effect::Front(Box::new(limited_in_front(*minutes))),
            Self::NonsenseHtml => Effect::Instead(Box::new(sign_in_page())),
            Self::NonsenseTypes => Effect::Change(|answer| answer.body = twisted(&answer.body)),
            Self::NonsenseEmpty => Effect::Instead(Box::new(Answer::empty(StatusCode::OK))),
            Self::UnknownEnums => Effect::Change(unknown_enums),
            Self::OtherSite => Effect::Change(|answer| told(answer, "site_url", "https://old-shop.example")),
            Self::OtherWebhook => Effect::Change(other_webhook),
            Self::BareAnswer => Effect::Change(|answer| kept_only(answer, |name| CREDENTIALS.contains(&name))),
            Self::NoCredentials => Effect::Change(|answer| kept_only(answer, |name| !CREDENTIALS.contains(&name))),
            Self::NoApiKey => Effect::Change(|answer| kept_only(answer, |name| name != "api_key")),
            Self::NoWebhookSecret => Effect::Change(|answer| kept_only(answer, |name| name != "webhook_secret")),
            Self::LostAnswer => Effect::LoseAnswer,
            Self::HangForever => Effect::Silence,
            Self::Suspended => Effect::Instead(Box::new(suspended())),
            Self::Unauthorized => Effect::Instead(Box::new(Answer::html(StatusCode::UNAUTHORIZED, "<h1>401</h1>"))),
            Self::KeyRevoked => Effect::Standing(|it| it.dedicated_keys_revoked = true),
            Self::CaptivePortal => Effect::Front(Box::new(portal())),
            Self::CaptivePage => Effect::Front(Box::new(sign_in_page())),
            Self::ClockAhead { minutes } => Effect::ClockAhead(*minutes),
            Self::StatusNeedsDedicatedKey => Effect::Standing(|it| it.connection_keys_may_ask = false),
            Self::LostDisconnectAnswer => Effect::LoseDisconnectAnswer,
            Self::DisconnectForbidden => Effect::InsteadOfDisconnect(Box::new(needs_dedicated_key().send())),
            Self::NothingToDisconnect => Effect::InsteadOfDisconnect(Box::new(nothing_to_disconnect().send())),
        }
    }
}

fn down() -> Answer {
    let page = "<html><head><title>503 Service Temporarily Unavailable</title></head>\
         <body><h1>503 Service Temporarily Unavailable</h1></body></html>\n";
    Answer::html(StatusCode::SERVICE_UNAVAILABLE, page)
}

fn rate_limited(retry_after: u32) -> Answer {
    let (status, message) = (StatusCode::TOO_MANY_REQUESTS, "Too many requests");
    MeumAnswer::nested(status, "rate_limit_error", "RATE_LIMITED", message).retry_after(retry_after).send()
}

/// What a content delivery network says in Meum's place.
fn limited_in_front(minutes: Option<i64>) -> Answer {
    let page = "<html><head><title>429 Too Many Requests</title></head>\
         <body><h1>429 Too Many Requests</h1></body></html>\n";
    let answer = Answer::html(StatusCode::TOO_MANY_REQUESTS, page);
    match minutes {
        Some(minutes) => answer.with(header::RETRY_AFTER, &clock::date(minutes)),
        None => answer,
    }
}

/// What a hotel's network puts between.
fn sign_in_page() -> Answer {
    let page = "<!DOCTYPE html><html><head><title>Guest network</title></head>\
         <body><h1>Welcome, guest</h1><p>Please sign in to use the network.</p></body></html>\n";
    Answer::html(StatusCode::OK, page)
}

/// How a hotel's network leads to its sign-in page.
fn portal() -> Answer {
    Answer::html(StatusCode::FOUND, "").with(header::LOCATION, "http://login.hotel.example/")
}

fn suspended() -> Answer {
    let message = "Platform access is suspended for this organization.";
    MeumAnswer::flat(StatusCode::FORBIDDEN, message, None).send()
}

/// Meum's own part is not done.
fn still_pending(answer: &mut MeumAnswer) {
    if let Some(word) = answer.body.get_mut("health_status").filter(|word| word.is_string()) {
        *word = json!("PENDING");
    }
}

/// Meum says something of payouts that only its reader can understand.
fn payouts_mentioned(answer: &mut MeumAnswer) {
    if let Value::Object(fields) = &mut answer.body
        && fields.remove("payout_configured").is_some()
    {
        fields.insert("issues".to_owned(), json!(["Your payout wallet is being reviewed."]));
    }
}

/// The same names with values of other types.
fn twisted(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(is) => json!(is.to_string()),
        Value::Number(number) => json!(number.to_string()),
        Value::String(_) => json!(42),
        Value::Array(_) => json!("none"),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), twisted(value))).collect(),
    }
}

/// The fields that only connect's answer has.
const CREDENTIALS: [&str; 2] = ["api_key", "webhook_secret"];

/// The fields of connect's answer, which is the only one with credentials.
fn of_connect(answer: &mut MeumAnswer) -> Option<&mut Map<String, Value>> {
    answer.body.as_object_mut().filter(|fields| fields.contains_key("api_key"))
}

fn told(answer: &mut MeumAnswer, name: &str, value: &str) {
    if let Some(fields) = of_connect(answer) {
        fields.insert(name.to_owned(), json!(value));
    }
}

fn other_webhook(answer: &mut MeumAnswer) {
    if let Some(said) = answer.body.get_mut("webhook_url").filter(|said| said.is_string()) {
        *said = json!("https://hooks.elsewhere.example/in");
    }
}

fn kept_only(answer: &mut MeumAnswer, keep: fn(&str) -> bool) {
    if let Some(fields) = of_connect(answer) {
        fields.retain(|name, _| keep(name));
    }
}

fn unknown_enums(answer: &mut MeumAnswer) {
    const WORDS: [(&str, &str); 5] = [
        ("status", "ORBITING"),
        ("connection_status", "ENTANGLED"),
        ("health_status", "RADIANT"),
        ("credential_status", "FERMENTING"),
        ("webhook_health", "WINDY"),
    ];
    if let (StatusCode::OK, Value::Object(fields)) = (answer.status, &mut answer.body) {
        for (name, word) in WORDS {
            if let Some(value) = fields.get_mut(name).filter(|value| value.is_string()) {
                *value = json!(word);
            }
        }
    }
}
