//! The wizard's steps as the UI draws them.

use super::connecting::review_step;
use super::lines::switches_on;
use super::rail::{RailStep, first_rail, rail};
use super::step::{AddressView, FoundView, HeldView, StepView};
use super::under_way::{CheckView, DoingView};
use super::{hand_over, moving, webhook};
use crate::attempt::AfterLoss;
use crate::check::{Check, CheckState};
use crate::checklist::{self, CheckLine};
use crate::differences;
use crate::kept::Kept;
use crate::loss;
use crate::message::Key;
use crate::problem::{Mark, NextStep, Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::{FoundShop, HandOver};
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::webhook::WebhookQuestion;
use crate::wizard::review::CONNECTION_KEY_LIFE;
use crate::wizard::{can_continue, can_go_back_to, leaving, may_keep_until_closed, meum_key, previous};
use crate::words::{Card, Place, Press, ProblemView, Sentences, Way, is_for_somebody_else, keys};
use crate::work::Work;
use serde::Serialize;
use ts_rs::TS;

/// A wizard screen.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WizardView {
    /// The rail on the left: every step but the panel.
    pub rail: Vec<RailStep>,
    /// The step on the screen.
    pub step: StepView,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// The checks of this step, in order.
    pub checks: Vec<CheckView>,
    /// What stands in the way.
    pub problem: Option<ProblemView>,
    /// That the shop is connected still, where its keys are being replaced.
    pub still_connected: Option<Key>,
    /// When the same thing was done once more and ended in the same problem.
    pub still_at: Option<Timestamp>,
    /// When the app tries again by itself, if what stands in the way passes.
    pub retry_at: Option<Timestamp>,
    /// What is worth knowing on this step, but no reason to stop.
    pub remarks: Vec<ProblemView>,
    /// Whether *Back* leads somewhere.
    pub can_go_back: bool,
    /// Whether this step is done and *Continue* leads on.
    pub can_continue: bool,
    /// Whether the shop can be forgotten on this computer from here.
    pub can_forget: bool,
}

/// The wizard screen of a shop, or of no shop yet.
pub fn view(shop: Option<&Shop>) -> WizardView {
    let Some(shop) = shop.filter(|shop| shop.record.step != Step::Welcome) else { return welcome() };
    WizardView {
        rail: rail(shop, |step| can_go_back_to(shop, step)),
        step: step(shop),
        doing: DoingView::of(shop),
        checks: check_views(shop),
        problem: shop.stage.trouble.as_ref().map(|problem| card(shop, problem)),
        still_connected: still_connected(shop),
        still_at: shop.stage.still_at,
        retry_at: shop.stage.retry.at,
        remarks: remarks(shop),
        can_go_back: shop.doing.is_none() && previous(shop).is_some(),
        can_continue: shop.doing.is_none() && can_continue(shop),
        can_forget: shop.doing.is_none() && leaving::can_forget(shop),
    }
}

/// A connected shop visits a step to replace a key: nothing has changed for its shoppers.
fn still_connected(shop: &Shop) -> Option<Key> {
    let denied = shop.observed.status.as_ref().is_some_and(|seen| seen.what.connected == Some(false));
    let handed_over = shop.record.hand_over() != HandOver::Pending;
    let is_connected = shop.record.connection.is_some() && handed_over && !denied;
    match shop.record.step {
        Step::ShopKeys if is_connected => Some(keys::STILL_CONNECTED_KEYS),
        Step::MeumKey if is_connected => Some(keys::STILL_CONNECTED_MEUM),
        Step::Review if is_connected && !shop.record.attempt.is_open() && shop.doing.is_none() => {
            Some(keys::STILL_CONNECTED_REVIEW)
        }
        _ => None,
    }
}

fn remarks(shop: &Shop) -> Vec<ProblemView> {
    let record = &shop.record;
    let known = match record.step {
        Step::YourShop => record.found.as_ref().filter(|_| can_continue(shop)).map(|found| found.remarks.clone()),
        Step::ShopKeys => record.keys.as_ref().map(|keys| keys.remarks.clone()),
        Step::HandOver => Some(differences::remarks(record)),
        Step::Review => {
            let seen = of_way_in(shop);
            return seen.iter().map(|problem| ProblemView::of(problem, Place::Remark)).collect();
        }
        Step::Welcome | Step::MeumKey | Step::Panel => None,
    };
    let shown = known.iter().flatten().filter(|remark| !remark.kind.is_silent());
    shown.map(|remark| ProblemView::of(remark, Place::Remark)).collect()
}

/// What a look at the chosen address for payment updates showed.
fn of_way_in(shop: &Shop) -> Option<Problem> {
    let record = &shop.record;
    let look = &shop.stage.review()?.look;
    let found = record.found.as_ref()?;
    let question = WebhookQuestion::about(look.address.as_deref()?, &found.home, &found.root);
    let closers = record.keys.as_ref().map(|keys| keys.closers.as_slice()).unwrap_or_default();
    let plugin = record.keys.as_ref().and_then(|keys| keys.plugin.as_ref()).map(|plugin| plugin.active);
    webhook::problem(record, &look.way_in, webhook::WebhookContext { question: question.as_ref(), closers, plugin })
}

/// The card of what stands in the way of a step.
fn card(shop: &Shop, problem: &Problem) -> ProblemView {
    let record = &shop.record;
    let problem = known_here(shop, problem);
    let is_soft = shop.doing.is_none() && can_continue(shop);
    let card = Card::of(&problem, Place::Step(record.step)).soft(is_soft).pausing(record.meum_pause);
    let card = card.staying(record.connection.is_some());
    let card = match moving::next(shop, &problem) {
        Some(next) => card.next(next),
        None if switches_on(shop, &problem) => card.next(NextStep::SwitchPluginOn),
        None => super::shop_keys::next(shop, &problem).map_or(card.clone(), |next| card.next(next)),
    };
    // The button of the step does something else then, or nothing.
    let tries_here = record.step == Step::HandOver && hand_over::is_out_of_reach(problem.kind);
    let card = if tries_here { card.or(NextStep::TryAgain) } else { card };
    let mut view = vault(shop, &problem, card).view();
    let switches_on = view.next == NextStep::SwitchPluginOn;
    if record.step == Step::HandOver && problem.kind == ProblemKind::PluginNotFound && !switches_on {
        // The step's own button looks again.
        let off = problem.about.mark.is_some();
        view.says.next = if off { keys::HAND_PLUGIN_OFF_NEXT } else { keys::HAND_PLUGIN_NEXT };
    }
    super::shop_keys::fit(shop, &mut view);
    if is_for_somebody_else(&view) {
        // The note is what helps, and the button at the foot checks again.
        view.button = None;
    }
    // Asking Meum about a lost answer, and connecting again after it, are buttons of the step itself.
    let asks_below = record.step == Step::Review && record.attempt.told().is_some();
    let connects_below = problem.kind == ProblemKind::MeumCredentialsMissing && record.meum_key.is_some();
    let taken = view.button.take_if(|button| asks_below && (button.press == Press::AskMeum || connects_below));
    if taken.is_some_and(|button| button.press == Press::AskMeum) {
        view.says = Sentences::of(&problem, Way { soft: is_soft, ..Way::default() });
        // Nobody has to do anything while the app asks.
        view.names_fixer = shop.doing.is_none();
    }
    view
}

/// The problem with what only this screen knows: the shop under both its names, what it looks like
/// and what it is; and a pause that is over.
fn known_here(shop: &Shop, problem: &Problem) -> Problem {
    let mut problem = problem.clone();
    if shop.record.step == Step::YourShop
        && let Ok(typed) = StoreUrl::parse(&shop.record.typed_address)
    {
        problem = problem.under_both_names(&typed);
    }
    problem = loss::dated(problem, &shop.record);
    if matches!(problem.kind, ProblemKind::ConnectAnswerLost | ProblemKind::MeumCredentialsMissing) {
        problem = problem.marked(said_since(shop));
    }
    if problem.kind == ProblemKind::MeumRateLimited && shop.record.meum_pause.is_none() {
        problem.about.seconds = Some(0);
    }
    problem
}

/// What Meum has said since the answer to *connect* did not come, once it is Meum's last word.
fn said_since(shop: &Shop) -> Option<Mark> {
    match shop.record.attempt.told()?.says? {
        AfterLoss::Connected => Some(Mark::SaysConnected),
        AfterLoss::AsBefore | AfterLoss::NotConnected => loss::is_settled(shop).then_some(Mark::SaysUnchanged),
    }
}

/// A password store that is not to be had is tried again, or done without where that may be.
fn vault<'a>(shop: &Shop, problem: &Problem, card: Card<'a>) -> Card<'a> {
    match (problem.kind.is_of_vault(), may_keep_until_closed(shop), problem.kind) {
        (false, ..) => card,
        // One that is missing can be started, and is found then.
        (true, true, ProblemKind::VaultMissing) => card.or(NextStep::TryAgain),
        (true, true, _) => card.or(NextStep::KeepUntilClosed),
        (true, false, _) => card.next(NextStep::TryAgain),
    }
}

fn welcome() -> WizardView {
    WizardView {
        rail: first_rail(),
        step: StepView::Welcome,
        doing: None,
        checks: Vec::new(),
        problem: None,
        still_connected: None,
        still_at: None,
        retry_at: None,
        remarks: Vec::new(),
        can_go_back: false,
        can_continue: false,
        can_forget: false,
    }
}

fn step(shop: &Shop) -> StepView {
    let record = &shop.record;
    match record.step {
        Step::Welcome | Step::Panel => StepView::Welcome,
        Step::YourShop => your_shop(shop),
        Step::ShopKeys => super::shop_keys::step(shop),
        Step::MeumKey => {
            let key = record.meum_key.as_ref();
            StepView::MeumKey {
                prefix: key.map(|key| key.prefix.clone()),
                held: held_meum_key(shop),
                asks: meum_key::asks(shop),
                entered_at: key.map(|key| key.entered_at),
                expires_at: key.map(|key| {
                    let latest = key.entered_at.after(CONNECTION_KEY_LIFE);
                    key.expires_at.map_or(latest, |named| named.min(latest))
                }),
                until_closed: key.is_some_and(|key| key.kept == Kept::UntilClosed),
            }
        }
        Step::Review => review_step(shop),
        Step::HandOver => hand_over::step(shop),
    }
}

fn held_meum_key(shop: &Shop) -> Option<HeldView> {
    let refused = shop.stage.pasted_meum_key().refused.map(|_| HeldView::refused());
    refused.or_else(|| shop.held.meum_prefix.as_deref().map(HeldView::meum))
}

fn your_shop(shop: &Shop) -> StepView {
    let typed = shop.record.typed_address.clone();
    let preview = StoreUrl::parse(&typed).ok();
    let found = if can_continue(shop) { shop.record.found.as_ref() } else { None };
    let trouble = shop.stage.trouble.as_ref().map(|problem| problem.kind);
    StepView::YourShop {
        preview: preview.as_ref().map(|url| address_view(url, trouble)),
        forget_typed: trouble == Some(ProblemKind::KeyInAddressField) || shop.stage.holds_a_secret,
        found: found.map(|found| FoundView {
            name: found.name.clone(),
            home: found.home.as_str().to_owned(),
            differs: found.home != found.asked,
            plugin: found.plugin_route,
        }),
        typed,
    }
}

fn address_view(url: &StoreUrl, trouble: Option<ProblemKind>) -> AddressView {
    let shown = url.host_shown();
    let mixed = shown.mixed && trouble != Some(ProblemKind::MixedAlphabets);
    AddressView { address: url.as_str().to_owned(), shown: shown.unicode, mixed }
}

/// The checks just made, or, after a restart, those that what is known stands for.
fn check_views(shop: &Shop) -> Vec<CheckView> {
    let record = &shop.record;
    let lines =
        if shop.stage.checks.is_empty() && can_continue(shop) { remembered(record) } else { shop.stage.checks.clone() };
    let approved = super::shop_keys::is_approved(shop);
    lines.into_iter().map(|line| CheckView::of(&line).of_approved(approved)).collect()
}

fn remembered(record: &ShopRecord) -> Vec<CheckLine> {
    let work = match record.step {
        Step::YourShop => Work::FindingShop,
        Step::ShopKeys => Work::CheckingKeys,
        Step::HandOver if matches!(record.hand_over(), HandOver::Delivered { .. }) => Work::HandingOver,
        Step::Welcome | Step::MeumKey | Step::Review | Step::HandOver | Step::Panel => return Vec::new(),
    };
    let mut lines = checklist::waiting(work);
    for line in &mut lines {
        line.state = match line.check {
            Check::Plugin if !has_plugin(record.found.as_ref()) => CheckState::Noted,
            Check::MayChange if !record.keys.as_ref().is_some_and(|keys| keys.may_write) => CheckState::Noted,
            _ => CheckState::Passed,
        };
    }
    lines
}

fn has_plugin(found: Option<&FoundShop>) -> bool {
    found.is_some_and(|found| found.plugin_route)
}
