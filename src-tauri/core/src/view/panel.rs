//! The live panel as the UI draws it. Everything on it is safe on a screenshot.

use super::history::{self, HistoryView};
use super::lines::{Failed, LineView, lines};
use super::offers::{self, Offer};
use super::status_field::{StatusField, plain_word};
use super::{first, why};
use crate::health::{self, Health, Payouts};
use crate::line::{Headline, LineId};
use crate::message::{Arg, Key, Message, Slot};
use crate::meum_facts::StatusFacts;
use crate::observed::Observed;
use crate::plain::PlainText;
use crate::problem::Problem;
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::{HandOver, KnownBy, WayIn};
use crate::snapshot::{self, sales};
use crate::status_word::{Meaning, meaning};
use crate::time::{Span, Timestamp};
use crate::watch;
use crate::words::{Place, ProblemView, keys};
use crate::work::Work;
use serde::Serialize;
use ts_rs::TS;

/// The panel.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each decides of its own place on the panel")]
pub struct PanelView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Its address.
    pub home: String,
    /// Can shoppers pay?
    pub headline: Headline,
    /// Whether shop and Meum are both asked again, so that it tells of a moment ago.
    pub moment_ago: bool,
    /// What is said in its place then: until when shoppers could pay, as far as both had answered.
    pub could_pay: Option<Message>,
    /// Since when the headline has been what it is, when known.
    pub since: Option<Timestamp>,
    /// When Meum was last asked.
    pub checked_at: Option<Timestamp>,
    /// Whether Meum did not answer then.
    pub in_vain: bool,
    /// When the answers to *Check now* had changed nothing.
    pub still_at: Option<Timestamp>,
    /// The one thing to look at first, with its one thing to do. Its line does not say it again.
    pub first: Option<Box<ProblemView>>,
    /// Whether its one thing to do is to check now. It stays on this side of the wire.
    #[serde(skip)]
    pub checks_again: bool,
    /// That all is well, where it is.
    pub well: Option<Key>,
    /// Why nothing more is said than the headline, where no card says it.
    pub why: Option<Key>,
    /// Whether a question is in flight.
    pub checking: bool,
    /// The payout banner.
    pub payouts: PayoutView,
    /// The lines.
    pub lines: Vec<LineView>,
    /// Whether nothing at all is to be said: the lines take the room that sentences would.
    pub calm: bool,
    /// Meum's issues and its warning, word for word, but for those the payout banner quotes.
    pub issues: Vec<PlainText>,
    /// Meum's status, field by field.
    pub fields: Vec<StatusFieldView>,
    /// When Meum's last answer came; older than the last check when that one failed.
    pub answered_at: Option<Timestamp>,
    /// Whether Meum's last answer is older than the last check, which failed.
    pub answer_is_old: bool,
    /// Why the last question to Meum failed. A line says it.
    #[serde(skip)]
    pub status_problem: Option<ProblemView>,
    /// Why the last look at the shop failed. A line says it.
    #[serde(skip)]
    pub shop_problem: Option<ProblemView>,
    /// Why payment updates can't arrive, where the shop itself shows it. A line says it.
    #[serde(skip)]
    pub webhook_problem: Option<ProblemView>,
    /// When Meum is asked again, where it asked us to wait.
    pub asks_again_at: Option<Timestamp>,
    /// What is worth knowing, but no line's business.
    pub remarks: Vec<ProblemView>,
    /// The hand-over is not done.
    pub hand_over_pending: bool,
    /// What is offered beside the lines.
    pub offers: Vec<Offer>,
    /// What happened, as far as it is known.
    pub history: HistoryView,
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
    /// Whether Meum was asked: else not knowing is nothing that Meum said.
    pub asked: bool,
    /// Since when it has been so.
    pub since: Option<Timestamp>,
    /// When a missing wallet was last seen to be set, while that is news and nothing else is wrong.
    pub cleared_at: Option<Timestamp>,
    /// Meum's own sentences about it.
    pub words: Vec<PlainText>,
}

/// A field of Meum's status answer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusFieldView {
    /// Which.
    pub field: StatusField,
    /// Meum's word or text; `None` when Meum did not say.
    pub value: Option<PlainText>,
    /// The same in plain words, where it is one of Meum's that we know.
    pub plain: Option<Key>,
    /// The moment, for the fields that are one.
    pub at: Option<Timestamp>,
    /// Yes or no, for the fields that are that.
    pub yes: Option<bool>,
    /// Whether Meum's own word stands beside the plain ones: a line above quotes such a word.
    pub shows_word: bool,
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
    /// Until when the shop's certificate is valid, as this computer sees it.
    pub certificate_ends: Option<Timestamp>,
    /// Who vouches for it.
    pub certificate_issuer: Option<PlainText>,
}

/// Who this is, for support.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IdentityView {
    /// A short reference to read out.
    pub reference: String,
    /// The store's name at Meum.
    pub store_name: Option<PlainText>,
    /// Where payment updates go, as Meum said last.
    pub updates_to: Option<PlainText>,
    /// The host that they go to, where it is not the shop's.
    pub updates_outside: Option<String>,
    /// The store's id at Meum.
    pub store_id: Option<PlainText>,
    /// The integration's id.
    pub integration_id: Option<PlainText>,
    /// The installation's id.
    pub installation_id: Option<PlainText>,
    /// The last seven characters of the consumer key.
    pub key_ending: Option<String>,
    /// The user whose application password it is.
    pub key_user: Option<PlainText>,
    /// When that user approved.
    pub key_approved_at: Option<Timestamp>,
    /// The first twelve characters of the key handed to the plugin.
    pub meum_key_prefix: Option<String>,
    /// Where a start setting says that Meum is.
    pub meum_at: Option<PlainText>,
    /// When the shop was connected.
    pub connected_at: Option<Timestamp>,
}

/// The panel of a shop at this moment.
pub fn view(shop: &Shop, now: Timestamp) -> PanelView {
    let (record, observed) = (&shop.record, &shop.observed);
    let health = watch::health(shop, now);
    let failed = Failed::of(shop, &health, now);
    let payouts = payout_view(observed, &health, now);
    let mut lines = lines(shop, &health, &failed, now);
    let status = observed.status.as_ref();
    let hand_over_pending = record.hand_over() == HandOver::Pending;
    first::settle(&mut lines, health.headline);
    let offers = offers::of(shop, &lines);
    let banner = hand_over_pending || payouts.state == Payouts::Missing;
    let switching = shop.doing.as_ref().is_some_and(|doing| doing.work == Work::SwitchingPluginOn);
    let mut first = if banner { None } else { first::take(&mut lines) };
    let checks_again = offers::leave_to_check_now(first.as_deref_mut());
    for line in &mut lines {
        offers::leave_to_check_now(line.says.as_deref_mut());
    }
    let is_calm = lines.iter().all(|line| line.code.is_none() && line.doubt.is_none());
    let well = health.headline == Headline::CanPay && is_calm;
    let notes: Vec<PlainText> = status.map(|seen| seen.what.notes().cloned().collect()).unwrap_or_default();
    PanelView {
        shop_name: reading::name(record).unwrap_or_else(PlainText::dash),
        home: record.found.as_ref().map(|found| found.home.as_str().to_owned()).unwrap_or_default(),
        headline: health.headline,
        moment_ago: health.is_of_a_moment_ago(),
        could_pay: could_pay(&health, observed),
        since: observed.headline_since.filter(|(was, _)| *was == health.headline).map(|(_, at)| at),
        checked_at: health.line(LineId::Meum).and_then(|line| line.checked_at),
        in_vain: observed.status_problem.is_some(),
        still_at: shop.recheck.still_at,
        well: well.then_some(keys::STATE_ALL_WELL),
        first,
        checks_again,
        checking: shop.watch.is_asking() || switching,
        calm: payouts.state == Payouts::Set && !hand_over_pending && is_calm,
        why: why::of(&health, &lines),
        lines,
        issues: notes.into_iter().filter(|issue| !payouts.words.contains(issue)).collect(),
        payouts,
        fields: status.map(|seen| fields(&seen.what)).unwrap_or_default(),
        answered_at: status.map(|seen| seen.at),
        answer_is_old: observed.status_problem.is_some() && status.is_some(),
        asks_again_at: watch::asks_again_at(shop, now),
        remarks: remarks(shop, &health, now),
        status_problem: failed.status,
        shop_problem: failed.shop,
        webhook_problem: failed.way_in,
        hand_over_pending,
        offers,
        history: history::view(shop, now),
        versions: versions(record, observed),
        identity: IdentityView { updates_outside: snapshot::updates_to(shop), ..identity(record, observed) },
    }
}

/// What holds of shoppers while shop and Meum are both asked again: what the older of their last good answers said.
fn could_pay(health: &Health, observed: &Observed) -> Option<Message> {
    let is_past = health.headline == Headline::CanPay && health.is_of_a_moment_ago();
    let answers = [observed.status.as_ref().map(|seen| seen.at), observed.sight.as_ref().map(|seen| seen.at)];
    let at = answers.into_iter().flatten().min().filter(|_| is_past)?;
    Some(keys::HEADLINE_COULD_PAY.with(Slot::Moment, Arg::Moment(at)))
}

fn remarks(shop: &Shop, health: &Health, now: Timestamp) -> Vec<ProblemView> {
    let view = |remark: Problem| {
        let sales = Some(sales::of_a_kind(remark.kind));
        ProblemView { sales, ..ProblemView::of(&remark, Place::Remark) }
    };
    health::remarks(&shop.record, &shop.observed, health, now).into_iter().map(view).collect()
}

/// How long a wallet that was set is news.
const NEWS: Span = Span(24 * 60 * 60 * 1_000);

fn payout_view(observed: &Observed, health: &Health, now: Timestamp) -> PayoutView {
    let is_news = |at: &Timestamp| health.headline == Headline::CanPay && now.since(*at) < NEWS;
    PayoutView {
        state: health.payouts,
        asked: observed.status.is_some(),
        since: observed.since.get(&LineId::Payouts).map(|(_, at)| *at),
        cleared_at: observed.payout_cleared_at.filter(is_news),
        words: health.payout_words.clone(),
    }
}

fn fields(status: &StatusFacts) -> Vec<StatusFieldView> {
    let field = |field, value: &Option<PlainText>| StatusFieldView { value: value.clone(), ..unsaid(field) };
    let word = |field, value: &Option<PlainText>| {
        let plain = value.as_ref().and_then(|word| plain_word(word.as_str()));
        let shows_word = value.as_ref().is_some_and(|word| meaning(word) != Meaning::Fine);
        StatusFieldView { value: value.clone(), plain, shows_word, ..unsaid(field) }
    };
    let moment = |field, at| StatusFieldView { at, ..unsaid(field) };
    let yes = |field, yes| StatusFieldView { yes, ..unsaid(field) };
    let mut fields = vec![
        yes(StatusField::Connected, status.connected),
        yes(StatusField::PayoutConfigured, status.payout_configured),
        word(StatusField::Status, &status.status),
        word(StatusField::ConnectionStatus, &status.connection_status),
        word(StatusField::HealthStatus, &status.health_status),
        word(StatusField::CredentialStatus, &status.credential_status),
        field(StatusField::CredentialPrefix, &status.credential_prefix),
        word(StatusField::WebhookHealth, &status.webhook_health),
        field(StatusField::WebhookUrl, &status.webhook_url),
        moment(StatusField::LastSeenAt, status.last_seen_at),
        field(StatusField::SiteUrl, &status.site_url),
    ];
    if status.pending_key_expires_at.is_some() {
        fields.push(moment(StatusField::PendingKeyExpiresAt, status.pending_key_expires_at));
    }
    fields
}

/// A field that Meum says nothing of.
const fn unsaid(field: StatusField) -> StatusFieldView {
    StatusFieldView { field, value: None, plain: None, at: None, yes: None, shows_word: false }
}

fn versions(record: &ShopRecord, observed: &Observed) -> VersionsView {
    let sight = observed.sight.as_ref().map(|seen| &seen.what);
    let status = observed.status.as_ref().map(|seen| &seen.what);
    let keys = record.keys.as_ref();
    VersionsView {
        wordpress: sight.and_then(|s| s.wordpress.clone()).or_else(|| keys?.wordpress.clone()),
        woocommerce: sight.and_then(|s| s.woocommerce.clone()).or_else(|| keys?.woocommerce.clone()),
        plugin: sight.and_then(|s| s.plugin.as_ref()?.version_where(s.way_in == WayIn::Open)),
        meum_wordpress: status.and_then(|s| s.wordpress_version.clone()),
        meum_woocommerce: status.and_then(|s| s.woocommerce_version.clone()),
        meum_plugin: status.and_then(|s| s.plugin_version.clone()),
        certificate_ends: sight.and_then(|s| s.certificate.as_ref()).map(|certificate| certificate.ends),
        certificate_issuer: sight.and_then(|s| s.certificate.as_ref()?.issuer.clone()),
    }
}

fn identity(record: &ShopRecord, observed: &Observed) -> IdentityView {
    let facts = record.connection.as_ref().map(|connection| &connection.facts);
    let status = observed.status.as_ref().map(|seen| &seen.what);
    let shown = |id: Option<&PlainText>| id.and_then(|id| reading::id_shown(id, record.practice));
    let integration = facts.and_then(|f| f.integration_id.as_ref()).or_else(|| status?.integration_id.as_ref());
    let known_by = record.keys.as_ref().map(|keys| &keys.known_by);
    IdentityView {
        reference: reading::reference(record),
        store_name: facts.and_then(|facts| facts.store_name.clone()),
        updates_to: status.and_then(|s| s.webhook_url.clone()).or_else(|| facts?.webhook_url.clone()),
        updates_outside: None,
        store_id: shown(facts.and_then(|facts| facts.store_id.as_ref())),
        integration_id: shown(integration),
        installation_id: shown(facts.and_then(|facts| facts.installation_id.as_ref())),
        key_ending: known_by.and_then(KnownBy::ending).map(str::to_owned),
        key_user: known_by.and_then(KnownBy::user).cloned(),
        key_approved_at: record.keys.as_ref().and_then(|keys| keys.approved_at),
        meum_key_prefix: facts.and_then(|facts| facts.key_prefix.clone()),
        meum_at: None,
        connected_at: record.connection.as_ref().map(|connection| connection.at),
    }
}
