//! The live panel as the UI draws it. Everything on it is safe on a screenshot.

use super::card::{ProblemView, staying, webhook_problem};
use crate::health::{self, Health, Line, Payouts};
use crate::line::{Headline, LineId, LineState};
use crate::meum_facts::StatusFacts;
use crate::observed::Observed;
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::time::Timestamp;
use crate::watch;
use serde::Serialize;
use ts_rs::TS;

/// The panel.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PanelView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Its address.
    pub home: String,
    /// Can shoppers pay?
    pub headline: Headline,
    /// Since when the headline has been what it is, when known.
    pub since: Option<Timestamp>,
    /// When Meum was last asked.
    pub checked_at: Option<Timestamp>,
    /// Whether a question is in flight.
    pub checking: bool,
    /// The payout banner.
    pub payouts: PayoutView,
    /// The six lines.
    pub lines: Vec<LineView>,
    /// Meum's issues, word for word.
    pub issues: Vec<PlainText>,
    /// Meum's status, field by field.
    pub fields: Vec<StatusFieldView>,
    /// When Meum's last answer came; older than the last check when that one failed.
    pub answered_at: Option<Timestamp>,
    /// Why the last question to Meum failed.
    pub status_problem: Option<ProblemView>,
    /// Why the last look at the shop failed.
    pub shop_problem: Option<ProblemView>,
    /// Why payment updates can't arrive, where the shop itself shows it.
    pub webhook_problem: Option<ProblemView>,
    /// When Meum is asked again, where it asked us to wait.
    pub asks_again_at: Option<Timestamp>,
    /// What is worth knowing, but no line's business.
    pub remarks: Vec<ProblemView>,
    /// The hand-over is not done.
    pub hand_over_pending: bool,
    /// Versions.
    pub versions: VersionsView,
    /// Identity, for support.
    pub identity: IdentityView,
}

/// The payout banner: shown unless the wallet is set and that is old news.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayoutView {
    /// What is known.
    pub state: Payouts,
    /// Since when it has been so.
    pub since: Option<Timestamp>,
    /// When a missing wallet was last seen to be set.
    pub cleared_at: Option<Timestamp>,
    /// Meum's own sentences about it.
    pub words: Vec<PlainText>,
}

/// A line of the panel.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// Which.
    pub id: LineId,
    /// How it stands.
    pub state: LineState,
    /// The stable code of what is the matter.
    pub code: Option<ProblemKind>,
    /// Meum's own word, when it is one we do not know.
    pub word: Option<PlainText>,
    /// Since when it has been so.
    pub since: Option<Timestamp>,
    /// When it was checked.
    pub checked_at: Option<Timestamp>,
    /// The next step, where there is one.
    pub next: NextStep,
}

/// A field of Meum's status answer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusFieldView {
    /// Which.
    pub field: StatusField,
    /// Meum's word or text; `None` when Meum did not say.
    pub value: Option<PlainText>,
    /// The moment, for the fields that are one.
    pub at: Option<Timestamp>,
    /// Yes or no, for the fields that are that.
    pub yes: Option<bool>,
}

/// The fields of Meum's status answer (Meum's status page), in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StatusField {
    /// Ready to accept payments.
    Connected,
    /// Overall status.
    Status,
    /// The connect flow.
    ConnectionStatus,
    /// Operational health.
    HealthStatus,
    /// The key.
    CredentialStatus,
    /// The active key's first characters.
    CredentialPrefix,
    /// Delivery of payment updates.
    WebhookHealth,
    /// Where payment updates go.
    WebhookUrl,
    /// The plugin's last check-in.
    LastSeenAt,
    /// The connected address.
    SiteUrl,
    /// When a waiting connection key runs out.
    PendingKeyExpiresAt,
}

/// Versions, as this computer sees them and as Meum reports them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionsView {
    /// WordPress, from the shop.
    pub wordpress: Option<PlainText>,
    /// WooCommerce, from the shop.
    pub woocommerce: Option<PlainText>,
    /// The Meum plugin, from the shop.
    pub plugin: Option<PlainText>,
    /// WordPress, as Meum reports it.
    pub meum_wordpress: Option<PlainText>,
    /// WooCommerce, as Meum reports it.
    pub meum_woocommerce: Option<PlainText>,
    /// The plugin, as Meum reports it.
    pub meum_plugin: Option<PlainText>,
}

/// Who this is, for support.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IdentityView {
    /// A short reference to read out.
    pub reference: String,
    /// The store's name at Meum.
    pub store_name: Option<PlainText>,
    /// The store's id at Meum.
    pub store_id: Option<PlainText>,
    /// The integration's id.
    pub integration_id: Option<PlainText>,
    /// The installation's id.
    pub installation_id: Option<PlainText>,
    /// The last seven characters of the consumer key.
    pub key_ending: Option<String>,
    /// The first twelve characters of the key handed to the plugin.
    pub meum_key_prefix: Option<String>,
    /// When the shop was connected.
    pub connected_at: Option<Timestamp>,
}

/// The panel of a shop at this moment.
pub fn view(shop: &Shop, now: Timestamp) -> PanelView {
    let (record, observed) = (&shop.record, &shop.observed);
    let health = watch::health(shop, now);
    let lines: Vec<LineView> = health.lines.iter().map(|line| line_view(shop, &health, line)).collect();
    PanelView {
        shop_name: reading::name(record).unwrap_or_else(PlainText::dash),
        home: record.found.as_ref().map(|found| found.home.as_str().to_owned()).unwrap_or_default(),
        headline: health.headline,
        since: observed.headline_since.filter(|(was, _)| *was == health.headline).map(|(_, at)| at),
        checked_at: health.line(LineId::Meum).and_then(|line| line.checked_at),
        checking: shop.watch.is_asking(),
        payouts: payout_view(observed, &health),
        lines,
        issues: observed.status.as_ref().map(|seen| seen.what.issues.clone()).unwrap_or_default(),
        fields: observed.status.as_ref().map(|seen| fields(&seen.what)).unwrap_or_default(),
        answered_at: observed.status.as_ref().map(|seen| seen.at),
        status_problem: observed.status_problem.as_ref().map(|seen| ProblemView::of(&seen.what)),
        asks_again_at: watch::asks_again_at(shop, now),
        remarks: health::updates_elsewhere(record, observed).iter().map(ProblemView::of).collect(),
        shop_problem: observed.sight_problem.as_ref().map(|seen| shop_problem(record, &health, &seen.what)),
        webhook_problem: webhook_missing(record, &health),
        hand_over_pending: record.hand_over() == HandOver::Pending,
        versions: versions(record, observed),
        identity: identity(record, observed),
    }
}

/// The card of a failed look at the shop, with the code its line shows.
fn shop_problem(record: &ShopRecord, health: &Health, problem: &Problem) -> ProblemView {
    let mut problem = problem.clone();
    if let Some(kind) = health.line(LineId::Keys).and_then(|line| line.kind) {
        problem.kind = kind;
    }
    staying(record, ProblemView::of(&problem))
}

fn payout_view(observed: &Observed, health: &Health) -> PayoutView {
    PayoutView {
        state: health.payouts,
        since: observed.since.get(&LineId::Payouts).map(|(_, at)| *at),
        cleared_at: observed.payout_cleared_at,
        words: health.payout_words.clone(),
    }
}

fn line_view(shop: &Shop, health: &Health, line: &Line) -> LineView {
    let record = &shop.record;
    let missing = webhook_missing(record, health).filter(|problem| Some(problem.code) == line.kind);
    let since = shop.observed.since.get(&line.id).filter(|(state, _)| *state == line.state);
    LineView {
        id: line.id,
        state: line.state,
        code: line.kind,
        word: line.word.clone(),
        since: since.map(|(_, at)| *at),
        checked_at: line.checked_at,
        next: match missing {
            Some(problem) => problem.next,
            None => next(line.kind.filter(|kind| !waits(record, *kind))),
        },
    }
}

fn webhook_missing(record: &ShopRecord, health: &Health) -> Option<ProblemView> {
    let store = record.found.as_ref().map(|found| found.home.host().to_owned());
    health.webhook_missing.as_ref().map(|missing| webhook_problem(store, missing))
}

/// Whether there is nothing to press: Meum asked us to wait, and is asked by itself once that is over.
fn waits(record: &ShopRecord, kind: ProblemKind) -> bool {
    kind == ProblemKind::MeumRateLimited && record.meum_pause.is_some()
}

/// The step a line offers. Keeping secrets in memory is no answer here: they are kept already.
fn next(kind: Option<ProblemKind>) -> NextStep {
    match kind.map_or(NextStep::None, ProblemKind::next_step) {
        NextStep::KeepUntilClosed => NextStep::TryAgain,
        step => step,
    }
}

fn fields(status: &StatusFacts) -> Vec<StatusFieldView> {
    let field = |field, value: &Option<PlainText>| StatusFieldView { field, value: value.clone(), at: None, yes: None };
    let moment = |field, at| StatusFieldView { field, value: None, at, yes: None };
    let mut fields = vec![
        StatusFieldView { field: StatusField::Connected, value: None, at: None, yes: status.connected },
        field(StatusField::Status, &status.status),
        field(StatusField::ConnectionStatus, &status.connection_status),
        field(StatusField::HealthStatus, &status.health_status),
        field(StatusField::CredentialStatus, &status.credential_status),
        field(StatusField::CredentialPrefix, &status.credential_prefix),
        field(StatusField::WebhookHealth, &status.webhook_health),
        field(StatusField::WebhookUrl, &status.webhook_url),
        moment(StatusField::LastSeenAt, status.last_seen_at),
        field(StatusField::SiteUrl, &status.site_url),
    ];
    if status.pending_key_expires_at.is_some() {
        fields.push(moment(StatusField::PendingKeyExpiresAt, status.pending_key_expires_at));
    }
    fields
}

fn versions(record: &ShopRecord, observed: &Observed) -> VersionsView {
    let sight = observed.sight.as_ref().map(|seen| &seen.what);
    let status = observed.status.as_ref().map(|seen| &seen.what);
    let keys = record.keys.as_ref();
    VersionsView {
        wordpress: sight.and_then(|s| s.wordpress.clone()).or_else(|| keys?.wordpress.clone()),
        woocommerce: sight.and_then(|s| s.woocommerce.clone()).or_else(|| keys?.woocommerce.clone()),
        plugin: sight.and_then(|s| s.plugin.as_ref()?.version.clone()),
        meum_wordpress: status.and_then(|s| s.wordpress_version.clone()),
        meum_woocommerce: status.and_then(|s| s.woocommerce_version.clone()),
        meum_plugin: status.and_then(|s| s.plugin_version.clone()),
    }
}

fn identity(record: &ShopRecord, observed: &Observed) -> IdentityView {
    let facts = record.connection.as_ref().map(|connection| &connection.facts);
    let status = observed.status.as_ref().map(|seen| &seen.what);
    IdentityView {
        reference: reference(record),
        store_name: facts.and_then(|facts| facts.store_name.clone()),
        store_id: facts.and_then(|facts| facts.store_id.clone()),
        integration_id: facts.and_then(|f| f.integration_id.clone()).or_else(|| status?.integration_id.clone()),
        installation_id: facts.and_then(|facts| facts.installation_id.clone()),
        key_ending: record.keys.as_ref().map(|keys| keys.ending.clone()),
        meum_key_prefix: facts.and_then(|facts| facts.key_prefix.clone()),
        connected_at: record.connection.as_ref().map(|connection| connection.at),
    }
}

/// Six characters that name this installation, from an alphabet without look-alikes. Derived, so
/// it is the same on every screenshot of the same connection (FNV-1a, 64 bit).
fn reference(record: &ShopRecord) -> String {
    const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let installation = record.connection.as_ref().and_then(|c| c.facts.installation_id.as_ref()).map(PlainText::as_str);
    let named = installation.unwrap_or(record.id.as_str());
    let mut hash = named
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let size = ALPHABET.len() as u64;
    let mut letters = String::new();
    for _ in 0..6 {
        let at = usize::try_from(hash % size).unwrap_or_default();
        letters.extend(ALPHABET.get(at).map(|&letter| char::from(letter)));
        hash /= size;
    }
    letters
}
