//! The panel's lines as the UI draws them: how each stands, and what is the matter with it.

use super::status_field::{StatusField, plain_word};
use super::{moving, webhook};
use crate::health::certificate::runs_out;
use crate::health::{Health, Line, Payouts, updates_elsewhere};
use crate::line::{LineId, LineState};
use crate::links::Link;
use crate::loss;
use crate::message::{Arg, Key, Message, Slot};
use crate::observed::Observed;
use crate::observed::updates::Past;
use crate::plain::PlainText;
use crate::problem::{Fixer, Mark, NextStep, Problem, ProblemKind};
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::time::Timestamp;
use crate::watch;
use crate::webhook::AddressFault;
use crate::whose_shop::{own_address, whose_shop};
use crate::wizard::switching_on;
use crate::words::{Card, Place, ProblemView, keys};
use serde::Serialize;
use ts_rs::TS;

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
    /// The line above that shows the same cause.
    pub because_of: Option<LineId>,
    /// The line that says what is wrong, where this one only says that something is.
    pub echo_of: Option<LineId>,
    /// Whether it is the one to look at first.
    pub counts: bool,
    /// What the last answer said, while it is asked again.
    pub doubt: Option<ProblemKind>,
    /// Meum's own word, when it is one we do not know.
    pub word: Option<PlainText>,
    /// The same in plain words, where it is one of Meum's that we know.
    pub word_plain: Option<Key>,
    /// Which field of Meum's answer that word is, where it is not the line's own.
    pub word_of: Option<StatusField>,
    /// Since when it has been so.
    pub since: Option<Timestamp>,
    /// When it was checked.
    pub checked_at: Option<Timestamp>,
    /// What is the matter, with its button. Lines with one cause share it, under the first of them,
    /// and what a banner above says is not said twice.
    pub says: Option<Box<ProblemView>>,
    /// What belongs on the banner that says it, where no card does.
    pub banner: Option<BannerView>,
    /// When it is asked about again, where Meum asked us to wait.
    pub pause: Option<Message>,
    /// How it has gone so far, where that tells more than the present.
    pub so_far: Option<Message>,
    /// The next step, where there is one. It stays on this side of the wire.
    #[serde(skip)]
    pub next: NextStep,
}

/// What a banner says besides what is the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BannerView {
    /// What it means for shoppers who want to pay now.
    pub sales: Message,
    /// Who can put it right.
    pub fixer: Fixer,
}

/// The cards of the questions that failed.
pub(super) struct Failed {
    pub status: Option<ProblemView>,
    pub shop: Option<ProblemView>,
    pub way_in: Option<ProblemView>,
    pub shoppers: Option<ProblemView>,
    pub certificate: Option<ProblemView>,
    pub elsewhere: Option<ProblemView>,
}

impl Failed {
    pub fn of(shop: &Shop, health: &Health, now: Timestamp) -> Self {
        let (record, observed) = (&shop.record, &shop.observed);
        let status = observed.status_problem.as_ref().map(|seen| card(shop, &seen.what));
        // What guests meet was seen with the last look at the shop.
        let seen_at = observed.sight.as_ref().map(|seen| seen.at);
        let at_look = |problem: Problem| Problem { at: problem.at.or(seen_at), ..problem };
        let way_in = way_in(record, observed, health).map(|problem| of_way_in(shop, &at_look(problem)));
        let shoppers = health.shut.as_ref().map(|shut| card(shop, &at_look(webhook::shut_to_shoppers(record, shut))));
        let sight = observed.sight_problem.as_ref().map(|seen| shop_problem(shop, health, &seen.what));
        let certificate = runs_out(record, observed, now).map(|problem| card(shop, &problem));
        let elsewhere = updates_elsewhere(record, observed).map(|problem| card(shop, &problem));
        Self { status, shop: sight, way_in, shoppers, certificate, elsewhere }
    }

    /// The card with this code, if a failed question shows it.
    fn with(&self, code: ProblemKind) -> Option<&ProblemView> {
        [&self.status, &self.shop, &self.way_in, &self.shoppers, &self.certificate, &self.elsewhere]
            .into_iter()
            .flatten()
            .find(|card| card.code == code)
    }
}

/// The card of a problem under its line. A password store that keeps nothing is tried again here:
/// what it should keep is kept already.
fn card(shop: &Shop, problem: &Problem) -> ProblemView {
    card_beside(shop, problem, false)
}

/// The same where Meum says at the same time that its messages arrive.
fn card_beside(shop: &Shop, problem: &Problem, arrives: bool) -> ProblemView {
    let card = Card::of(problem, Place::Panel).staying(shop.record.connection.is_some()).arriving(arrives);
    let kept = problem.next_step() == NextStep::KeepUntilClosed;
    match moving::next(shop, problem) {
        Some(next) => card.next(next).view(),
        None if switches_on(shop, problem) => card.next(NextStep::SwitchPluginOn).view(),
        None if problem.about.fault == Some(AddressFault::OtherDomain) => {
            // Its text lets the merchant switch Meum off before anything else.
            card.next(NextStep::Open { link: Link::Payments }).or(NextStep::Open { link: Link::MeumSupport }).view()
        }
        None if kept => card.next(NextStep::TryAgain).view(),
        None => card.view(),
    }
}

/// The card of a failed look at the shop, with the code its line shows.
fn shop_problem(shop: &Shop, health: &Health, problem: &Problem) -> ProblemView {
    let mut problem = problem.clone();
    if let Some(kind) = health.line(LineId::Keys).and_then(|line| line.kind) {
        let seen = match problem.kind {
            ProblemKind::KeyUnknown => Some(Mark::KeyGone),
            ProblemKind::SecretWrong => Some(Mark::OtherSecret),
            _ => None,
        };
        if kind == ProblemKind::KeyRevoked {
            problem = problem.marked(seen);
        }
        problem.kind = kind;
    }
    let arrives = health.line(LineId::Webhook).is_some_and(|line| line.state == LineState::Working);
    card_beside(shop, &problem, arrives)
}

/// The lines. What is the matter is said under the first line of those with one cause.
pub(super) fn lines(shop: &Shop, health: &Health, failed: &Failed, now: Timestamp) -> Vec<LineView> {
    let mut lines: Vec<LineView> = Vec::new();
    for known in &health.lines {
        let mut line = line(shop, known, failed, now);
        let said = lines.iter().any(|above| above.code == line.code);
        if said || is_covered(&shop.record, &line, health.payouts) {
            line.says = None;
        }
        lines.push(line);
    }
    lines
}

fn line(shop: &Shop, line: &Line, failed: &Failed, now: Timestamp) -> LineView {
    let in_doubt = line.state == LineState::CheckingAgain;
    let (code, doubt) = if in_doubt { (None, line.kind) } else { (line.kind, None) };
    let says = code.map(|kind| explanation(shop, kind, line.state, failed));
    let again = if line.id == LineId::Meum { watch::asks_again_at(shop, now) } else { None };
    let (says, pause) = paused(says, again.filter(|at| *at > now));
    LineView {
        id: line.id,
        state: line.state,
        code,
        because_of: line.because_of,
        echo_of: None,
        counts: false,
        doubt,
        banner: None,
        word: line.word.clone(),
        word_plain: line.word.as_ref().and_then(|word| plain_word(word.as_str())),
        word_of: word_of(shop, line),
        since: shop.observed.since.get(&line.id).filter(|(state, _)| *state == line.state).map(|(_, at)| *at),
        checked_at: line.checked_at,
        next: says.as_ref().map_or(NextStep::None, |says| says.next),
        says: says.map(Box::new),
        pause,
        so_far: updates_so_far(shop, line.id, line.state).filter(|_| code != Some(ProblemKind::WebhookAddressDiffers)),
    }
}

/// Where the word of the line about the connection stands in Meum's answer.
fn word_of(shop: &Shop, line: &Line) -> Option<StatusField> {
    let word = line.word.as_ref().filter(|_| line.id == LineId::Meum)?;
    let status = &shop.observed.status.as_ref()?.what;
    let fields = [
        (StatusField::HealthStatus, &status.health_status),
        (StatusField::ConnectionStatus, &status.connection_status),
        (StatusField::CredentialStatus, &status.credential_status),
        (StatusField::Status, &status.status),
    ];
    fields.into_iter().find(|(_, said)| said.as_ref() == Some(word)).map(|(field, _)| field)
}

/// What Meum said of payment updates before, where the line itself does not say it. Those that go to somebody else do
/// not arrive.
fn updates_so_far(shop: &Shop, line: LineId, state: LineState) -> Option<Message> {
    let updates = (line == LineId::Webhook).then_some(&shop.observed.updates)?;
    let (key, at) = match (updates.past(), state) {
        // The line says so.
        (Past::Arriving, LineState::Working) => return None,
        (Past::Arriving, _) => (keys::UPDATES_ARRIVED, updates.arrived_at),
        (Past::Broke, _) => (keys::UPDATES_BROKE, updates.arrived_at),
        (Past::NeverWorked, _) => (keys::UPDATES_NEVER_WORKED, updates.watched_since),
        (Past::NeverSeen, _) => (keys::UPDATES_NEVER_SEEN, updates.watched_since),
    };
    Some(key.with(Slot::Moment, Arg::Moment(at?)))
}

/// What is known of a line's code: the failed question it came from, or else the code alone.
fn explanation(shop: &Shop, kind: ProblemKind, state: LineState, failed: &Failed) -> ProblemView {
    let known = failed.with(kind).cloned();
    let mut card = known.unwrap_or_else(|| of_code(shop, kind, state));
    if waits(&shop.record, kind) {
        (card.next, card.button) = (NextStep::None, None);
    }
    card
}

/// The card of a code that Meum's answer stands for. A note helps where it needs no request of ours.
fn of_code(shop: &Shop, kind: ProblemKind, state: LineState) -> ProblemView {
    // Both addresses are what support asks for first.
    let whose = (kind == ProblemKind::AddressMoved).then(|| whose_problem(shop)).flatten();
    let mut problem = whose.unwrap_or_else(|| Problem::new(kind));
    if kind == ProblemKind::WebhookFailing && state == LineState::Attention {
        problem = problem.marked(Mark::NotQuite);
    }
    if kind == ProblemKind::Offline {
        problem = as_asked(shop, problem);
    }
    let off =
        shop.observed.sight.as_ref().and_then(|seen| seen.what.plugin.as_ref()).is_some_and(|plugin| !plugin.active);
    if kind == ProblemKind::PluginNotFound && off {
        problem = problem.marked(Mark::PluginOff);
    }
    problem.about.missing = reading::missing(&shop.record);
    problem = loss::dated(problem, &shop.record);
    if kind != ProblemKind::WebhookFailing {
        return ProblemView { note: None, ..card(shop, &problem) };
    }
    problem.about.store = shop.record.found.as_ref().map(|found| found.home.host().to_owned());
    card(shop, &problem)
}

/// With how the question to the shop ended: whoever refuses is there.
fn as_asked(shop: &Shop, problem: Problem) -> Problem {
    let Some(seen) = &shop.observed.sight_problem else { return problem };
    let refused = seen.what.about.mark.filter(|mark| *mark == Mark::Refused);
    Problem { technical: seen.what.technical.clone(), at: seen.what.at, ..problem }.marked(refused)
}

fn whose_problem(shop: &Shop) -> Option<Problem> {
    let own = own_address(&shop.record, &shop.observed)?;
    whose_shop(&shop.record, &shop.observed).problem(own)
}

/// When Meum is asked again takes the place of what to do about its pause; beside another problem
/// it is a line of its own.
fn paused(says: Option<ProblemView>, again: Option<Timestamp>) -> (Option<ProblemView>, Option<Message>) {
    let Some(again) = again.map(Arg::Moment) else { return (says, None) };
    match says {
        Some(mut says) if says.code == ProblemKind::MeumRateLimited => {
            says.says.next = keys::LINE_AGAIN;
            says.says.args.insert(Slot::Moment, again);
            (Some(says), None)
        }
        says => (says, Some(keys::LINE_PAUSE.with(Slot::Moment, again))),
    }
}

/// Whether a banner above says the same, with the same button.
fn is_covered(record: &ShopRecord, line: &LineView, payouts: Payouts) -> bool {
    let of_hand_over = line.code == Some(ProblemKind::HandOverUnfinished) && record.hand_over() == HandOver::Pending;
    let opens = matches!(line.next, NextStep::Open { .. });
    of_hand_over || (line.id == LineId::Payouts && payouts != Payouts::Set && opens)
}

/// What keeps payment updates out, as this computer sees it.
fn way_in(record: &ShopRecord, observed: &Observed, health: &Health) -> Option<Problem> {
    let question = reading::updates_question(record, observed);
    let sight = observed.sight.as_ref().map(|seen| &seen.what);
    let closers = sight.map(|sight| sight.closers.as_slice()).unwrap_or_default();
    let plugin = sight.and_then(|sight| sight.plugin.as_ref()).map(|plugin| plugin.active);
    webhook::problem(record, &health.way_in, webhook::WebhookContext { question: question.as_ref(), closers, plugin })
}

/// Its card. Meum knows one address only, so another one takes connecting again. Where the plugin runs and has another,
/// whoever gets the note finds out which.
fn of_way_in(shop: &Shop, problem: &Problem) -> ProblemView {
    let card = Card::of(problem, Place::Panel).staying(shop.record.connection.is_some());
    if switches_on(shop, problem) {
        card.next(NextStep::SwitchPluginOn).view()
    } else if problem.about.other_form.is_some() {
        card.next(NextStep::ConnectAgain).view()
    } else if problem.kind == ProblemKind::WebhookMissing && problem.about.mark == Some(Mark::PluginRuns) {
        card.next(NextStep::None).view()
    } else {
        card.view()
    }
}

/// Whether the next step is that this app switches the plugin on.
pub(super) fn switches_on(shop: &Shop, problem: &Problem) -> bool {
    problem.about.mark == Some(Mark::PluginOff) && switching_on::can_switch_on(shop)
}

/// Whether there is nothing to press: Meum asked us to wait, and is asked by itself once that is over.
fn waits(record: &ShopRecord, kind: ProblemKind) -> bool {
    kind == ProblemKind::MeumRateLimited && record.meum_pause.is_some()
}
