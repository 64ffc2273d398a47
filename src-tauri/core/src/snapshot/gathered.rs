//! What is known of a shop now.

use super::beside::{Beside, Change};
use super::code::Code;
use super::facts::{Ids, LineMark, MINUTE, Over, SignedBy, Snapshot, Versions};
use super::sales;
use crate::app::{About, App, Lifecycle};
use crate::attempt::Came;
use crate::health::Line;
use crate::history::Period;
use crate::message::short;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind, Technical};
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::{Overlay, Shop};
use crate::shop_facts::{HandOver, WayIn};
use crate::status_word;
use crate::step::Step;
use crate::time::{LocalOffset, Timestamp};
use crate::watch;
use crate::wizard::leaving;
use std::borrow::Cow;

/// The finest step in which clocks of the world differ from UTC, in minutes.
const QUARTER: i32 = 15;

impl Snapshot {
    /// What is known of this shop now.
    pub fn of(shop: &Shop, about: &About, offset: LocalOffset, now: Timestamp) -> Self {
        let (record, on_panel) = (&shop.record, shop.record.step == Step::Panel);
        let health = on_panel.then(|| watch::health(shop, now));
        let lines = health.iter().flat_map(|health| &health.lines);
        let trouble = in_the_way(shop);
        // What stands on a page over the panel may say worse than the headline below it.
        let is_said = shop.overlay.is_none() || trouble.is_none();
        Self {
            at: minute(now),
            offset: LocalOffset(offset.0 / QUARTER * QUARTER),
            reference: reading::reference(record),
            practice: record.practice,
            app: about.version.clone(),
            system: about.system.clone(),
            home: reading::address(record),
            step: record.step,
            over: shop.overlay.as_ref().map(over),
            ended_at: ended_at(shop).map(minute),
            sent_at: sent_at(shop, trouble.as_deref()).map(minute),
            word: health.iter().flat_map(|health| &health.lines).find_map(unknown_word),
            code: trouble.as_deref().map(|trouble| Code::of(trouble.kind)),
            headline: health.as_ref().filter(|_| is_said).map(|health| health.headline),
            sales: sales::on_screen(shop, trouble.as_deref(), health.as_ref(), now),
            lines: lines.map(|line| LineMark::of(shop, line)).collect(),
            others: Vec::new(),
            said: Vec::new(),
            ids: ids(record),
            meum_key_prefix: reading::connect_facts(record).and_then(|facts| facts.key_prefix.clone()),
            key_ending: record.keys.as_ref().and_then(|keys| keys.known_by.ending()).map(str::to_owned),
            versions: versions(shop),
            updates_to: updates_to(shop),
            sign_in: record.keys.as_ref().map(SignedBy::of),
            failed: failed(shop).and_then(|problem| problem.technical.as_ref().map(text)),
            beside: beside(shop),
        }
    }

    /// What is known now of the shop on the screen, with what the merchant wants of the app. Where no shop is, what
    /// stands in the way of the app itself; nothing, where nothing does. The view adds what its cards say.
    pub(crate) fn without_words(app: &App) -> Option<Self> {
        let of_shop = app.current().map(|shop| Self::of(shop, &app.about, app.offset, app.now));
        let mut snapshot = of_shop.or_else(|| Self::of_app(app))?;
        snapshot.beside.watches_on = app.settings.preferences.keep_watching;
        // In practice nothing goes there.
        let meum_at = app.about.meum_at.as_ref().filter(|_| !snapshot.practice);
        snapshot.beside.meum_at = meum_at.map(|at| at.as_str().to_owned());
        Some(snapshot)
    }
}

impl Snapshot {
    fn of_app(app: &App) -> Option<Self> {
        let trouble = match &app.lifecycle {
            Lifecycle::Stuck(problem) => problem.as_ref(),
            Lifecycle::Starting | Lifecycle::Running => app.notice.as_ref()?,
        };
        Some(Self {
            at: minute(app.now),
            offset: LocalOffset(app.offset.0 / QUARTER * QUARTER),
            reference: app.whose.as_ref().map_or_else(|| Self::NO_SHOP.to_owned(), |whose| whose.reference.clone()),
            practice: false,
            app: app.about.version.clone(),
            system: app.about.system.clone(),
            home: app.whose.as_ref().and_then(|whose| whose.address.clone()),
            step: Step::Welcome,
            over: None,
            ended_at: None,
            sent_at: None,
            word: None,
            code: Some(Code::of(trouble.kind)),
            headline: None,
            sales: Some(sales::of_a_problem(trouble.kind, None, None, app.now).key),
            lines: Vec::new(),
            others: Vec::new(),
            said: Vec::new(),
            ids: Ids::default(),
            meum_key_prefix: None,
            key_ending: None,
            versions: Versions::default(),
            updates_to: None,
            sign_in: None,
            failed: trouble.technical.as_ref().map(text),
            beside: Beside::default(),
        })
    }
}

impl LineMark {
    fn of(shop: &Shop, line: &Line) -> Self {
        let since = shop.observed.since.get(&line.id).filter(|(state, _)| *state == line.state);
        Self {
            id: line.id,
            state: line.state,
            code: line.kind.map(Code::of),
            since: since.map(|(_, at)| minute(*at)),
            checked_at: line.checked_at.map(minute),
        }
    }
}

/// The whole minute that a moment is in.
fn minute(at: Timestamp) -> Timestamp {
    Timestamp(at.0.div_euclid(MINUTE) * MINUTE)
}

fn ids(record: &ShopRecord) -> Ids {
    let Some(facts) = reading::connect_facts(record) else { return Ids::default() };
    let text = |id: &Option<PlainText>| id.as_ref().map(|id| id.as_str().to_owned());
    Ids {
        store: text(&facts.store_id),
        integration: text(&facts.integration_id),
        installation: text(&facts.installation_id),
    }
}

fn versions(shop: &Shop) -> Versions {
    let (sight, keys) = (shop.observed.sight.as_ref().map(|seen| &seen.what), shop.record.keys.as_ref());
    let text = |version: Option<&PlainText>| version.map(|version| version.as_str().to_owned());
    Versions {
        wordpress: text(sight.and_then(|s| s.wordpress.as_ref()).or_else(|| keys?.wordpress.as_ref())),
        woocommerce: text(sight.and_then(|s| s.woocommerce.as_ref()).or_else(|| keys?.woocommerce.as_ref())),
        plugin: text(sight.and_then(|s| s.plugin.as_ref()?.version_where(s.way_in == WayIn::Open)).as_ref()),
    }
}

/// What stands in the way on the screen: of the page over the step, or of the step.
fn in_the_way(shop: &Shop) -> Option<Cow<'_, Problem>> {
    match &shop.overlay {
        Some(Overlay::Disconnect { trouble }) => {
            let moved = if leaving::is_ready(shop) && shop.doing.is_none() { leaving::moved(shop) } else { None };
            moved.map(Cow::Owned).or_else(|| trouble.as_ref().map(Cow::Borrowed))
        }
        Some(Overlay::Forget { trouble: None }) if shop.record.attempt.is_open() => {
            Some(Cow::Owned(Problem::new(ProblemKind::ConnectAnswerLost)))
        }
        Some(Overlay::Forget { trouble } | Overlay::Move { trouble, .. }) => trouble.as_ref().map(Cow::Borrowed),
        Some(Overlay::Unlock { trouble }) => Some(Cow::Borrowed(trouble)),
        Some(Overlay::Ended(_)) => shop.stage.trouble.as_ref().map(Cow::Borrowed),
        None => shop.stage.trouble.as_ref().map(Cow::Borrowed).or_else(|| of_hand_over(shop).map(Cow::Owned)),
    }
}

/// What the step of the hand-over says beside what stands in its way.
fn of_hand_over(shop: &Shop) -> Option<Problem> {
    let record = &shop.record;
    if record.step != Step::HandOver || record.hand_over() != HandOver::Pending || record.attempt.is_open() {
        return None;
    }
    let half = reading::missing(record).map(Problem::half_issued);
    half.or_else(|| reading::is_urgent(record).then(|| Problem::new(ProblemKind::CredentialsRotated)))
}

const fn over(overlay: &Overlay) -> Over {
    match overlay {
        Overlay::Disconnect { .. } => Over::Disconnect,
        Overlay::Forget { .. } => Over::Forget,
        Overlay::Move { .. } => Over::Move,
        Overlay::Unlock { .. } => Over::Unlock,
        Overlay::Ended(_) => Over::Ended,
    }
}

fn ended_at(shop: &Shop) -> Option<Timestamp> {
    match &shop.overlay {
        Some(Overlay::Ended(ended)) => Some(ended.at),
        Some(Overlay::Disconnect { .. } | Overlay::Forget { .. } | Overlay::Move { .. } | Overlay::Unlock { .. })
        | None => None,
    }
}

/// When the request was sent whose answer is missing. That of *disconnect* is forgotten with its page.
fn sent_at(shop: &Shop, trouble: Option<&Problem>) -> Option<Timestamp> {
    let lost = trouble.filter(|trouble| trouble.kind == ProblemKind::DisconnectAnswerLost);
    let connect = || shop.record.attempt.told().filter(|lost| lost.came == Came::Silence);
    lost.and_then(|lost| lost.at).or_else(|| connect().map(|lost| lost.at))
}

fn unknown_word(line: &Line) -> Option<String> {
    let word = line.word.as_ref().filter(|_| line.kind == Some(ProblemKind::MeumUnknownWord))?;
    status_word::in_code(word.as_str())
}

/// What failed last: what stands in the way, or else the newer of the panel's two questions.
fn failed(shop: &Shop) -> Option<Cow<'_, Problem>> {
    let observed = &shop.observed;
    let asked = [&observed.sight_problem, &observed.status_problem];
    let newest = asked.into_iter().flatten().max_by_key(|seen| seen.at);
    in_the_way(shop).or(newest.map(|seen| Cow::Borrowed(&seen.what)))
}

fn text(line: &Technical) -> String {
    line.as_str().to_owned()
}

fn beside(shop: &Shop) -> Beside {
    let (record, observed) = (&shop.record, &shop.observed);
    let (sight, status) = (observed.sight.as_ref(), observed.status.as_ref());
    let of_look = sight.into_iter().flat_map(|seen| &seen.what.requests);
    let of_meum = status.and_then(|seen| seen.what.request.as_ref());
    let sent = record.connection.as_ref().and_then(|connection| connection.sent.as_ref());
    Beside {
        tried: failed(shop).map(|problem| problem.tried.iter().map(text).collect()).unwrap_or_default(),
        went_well: of_look.chain(of_meum).map(text).collect(),
        approval: record.found.as_ref().map(|found| found.approval.clone()),
        updates: sent.and_then(|sent| PlainText::from_outside(&sent.webhook_url)).map(|url| url.as_str().to_owned()),
        certificate_ends: sight.and_then(|seen| seen.what.certificate.as_ref()).map(|certificate| certificate.ends),
        kept: record.connection.as_ref().map(|connection| connection.kept),
        watches_on: None,
        meum_at: None,
        changes: changes(shop),
        deeds: observed.deeds.last().to_vec(),
    }
}

/// The host that Meum sends payment updates to by its latest word, where that is another one than the shop's.
pub(crate) fn updates_to(shop: &Shop) -> Option<String> {
    let said = shop.observed.status.as_ref().and_then(|seen| seen.what.webhook_url.as_ref());
    let facts = shop.record.connection.as_ref().map(|connection| &connection.facts);
    let address = said.or_else(|| facts?.webhook_url.as_ref())?;
    let host = short(address.as_str()).split(['/', '?', '#']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let home = shop.record.found.as_ref()?.home.host();
    let plainly = |host: &str| host.trim_start_matches("www.").to_owned();
    (plainly(&host) != plainly(home)).then_some(host)
}

/// The last changes. Where a line begins to be known, nothing has changed.
fn changes(shop: &Shop) -> Vec<Change> {
    let mut periods: Vec<&Period> = shop.past.shown.periods.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.from));
    let change = |period: &Period| Change {
        at: minute(period.from),
        line: period.line,
        state: period.state,
        code: period.code.map(Code::of),
    };
    let first = |period: &Period| !periods.iter().any(|other| other.line == period.line && other.from < period.from);
    periods.iter().filter(|period| !first(period)).take(Beside::MOST_CHANGES).map(|period| change(period)).collect()
}
