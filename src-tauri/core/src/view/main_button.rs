//! Which button of the window is drawn as the one to press. It is the one that the text's next step names, and there
//! are never two: the page asks for each of its buttons whether it is this one.

use super::ended::EndedView;
use super::leaving::{DisconnectView, ForgetView};
use super::panel::PanelView;
use super::screen::Screen;
use super::step::{ApprovalView, LostAnswerView, StepView};
use super::wizard::WizardView;
use crate::attempt::AfterLoss;
use crate::health::Payouts;
use crate::words::{Press, ProblemView, is_for_somebody_else};
use serde::Serialize;
use ts_rs::TS;

/// The button that is drawn as the one to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MainButton {
    /// None is.
    Nothing,
    /// The one at the foot of the page.
    Foot,
    /// The next step of the card.
    Card,
    /// The card's note for somebody else.
    Note,
    /// The next step of the card about half a pair.
    Half,
    /// *Connect again* beside what is known of a lost answer.
    Again,
    /// The banner's about the hand-over that is not done.
    HandOver,
    /// The banner's about payouts.
    Payouts,
    /// The panel's *Check now*.
    Check,
    /// What is left to do after disconnecting.
    Todo,
    /// The report's own.
    Report,
    /// The one at the foot of support training.
    Training,
    /// The question that a closed window asks.
    Question,
}

/// The button that a screen is about.
pub(super) fn of(screen: &Screen) -> MainButton {
    match screen {
        Screen::CannotStart { problem } if problem.button.is_some() => MainButton::Card,
        Screen::Starting | Screen::CannotStart { .. } => MainButton::Nothing,
        Screen::Wizard(wizard) => of_wizard(wizard),
        Screen::Panel(panel) => of_panel(panel),
        Screen::Disconnect(page) => of_disconnect(page),
        Screen::Forget(page) => of_forget(page),
        Screen::Ended(page) => of_ended(page),
        Screen::Move(_) | Screen::Unlock(_) | Screen::Settings(_) => MainButton::Foot,
    }
}

/// The card's own next step, where it leads further than the button at the foot does.
fn of_card(card: &ProblemView) -> Option<MainButton> {
    if is_for_somebody_else(card) {
        return Some(MainButton::Note);
    }
    match card.button.as_ref()?.press {
        // The foot does the same, with what stands in the boxes.
        Press::Field { .. } | Press::TryAgain | Press::CheckNow => None,
        // Nobody is led to where something is lost.
        Press::AskToForget => Some(MainButton::Nothing),
        Press::Open { .. }
        | Press::UseInstead
        | Press::ChooseWebhook { .. }
        | Press::AskForExtraPassword
        | Press::ReplaceKeys
        | Press::ReplaceMeumKey
        | Press::AskMeum
        | Press::AskToMove
        | Press::ResumeHandOver
        | Press::SwitchPluginOn
        | Press::KeepUntilClosed => Some(MainButton::Card),
    }
}

fn of_wizard(wizard: &WizardView) -> MainButton {
    let foot = if has_foot(&wizard.step) { MainButton::Foot } else { MainButton::Nothing };
    if wizard.doing.is_some() {
        return foot;
    }
    let half = is_half(&wizard.step).then_some(MainButton::Half);
    let again = connects_again(&wizard.step).then_some(MainButton::Again);
    let card = wizard.problem.as_ref().and_then(of_card);
    half.or(card).or(again).unwrap_or(foot)
}

/// The hand-over may have nothing to press there, and so has a step that waits for the browser.
const fn has_foot(step: &StepView) -> bool {
    let waits = matches!(step, StepView::ShopKeys { approval: Some(ApprovalView { waiting: Some(_), .. }), .. });
    !waits && !matches!(step, StepView::HandOver { primary: None, .. })
}

/// Whether only half a pair came, which another connect mends.
fn is_half(step: &StepView) -> bool {
    matches!(step, StepView::HandOver { half: Some(half), .. } if half.button.is_some())
}

/// Whether Meum has said how a lost connect ended, so that asking once more brings nothing.
fn connects_again(step: &StepView) -> bool {
    let has_said =
        |lost: &LostAnswerView| lost.was_empty || lost.settled || lost.meum_says == Some(AfterLoss::Connected);
    matches!(step, StepView::Review { lost_answer: Some(lost), .. } if has_said(lost))
}

fn of_panel(panel: &PanelView) -> MainButton {
    if panel.hand_over_pending {
        return MainButton::HandOver;
    }
    match panel.payouts.state {
        Payouts::Missing => return MainButton::Payouts,
        Payouts::Mentioned | Payouts::Unknown | Payouts::Set => {}
    }
    match &panel.first {
        Some(_) if panel.checks_again => MainButton::Check,
        Some(first) if first.button.is_some() => of_card(first).unwrap_or(MainButton::Nothing),
        Some(first) if first.note.is_some() => MainButton::Note,
        Some(_) => MainButton::Nothing,
        None => of_payouts(panel),
    }
}

/// The banner about payouts speaks alone where no card does.
fn of_payouts(panel: &PanelView) -> MainButton {
    match panel.payouts.state {
        Payouts::Mentioned => MainButton::Payouts,
        Payouts::Unknown if panel.payouts.asked => MainButton::Payouts,
        Payouts::Unknown | Payouts::Missing | Payouts::Set => MainButton::Nothing,
    }
}

fn of_disconnect(page: &DisconnectView) -> MainButton {
    let stands = page.problem.as_ref().filter(|_| page.doing.is_none());
    // What was sent is sent once more on its card: there is no foot then.
    let again = stands.filter(|_| page.sent.is_some()).map(|_| MainButton::Card);
    again.or(stands.and_then(of_card)).unwrap_or(MainButton::Foot)
}

fn of_forget(page: &ForgetView) -> MainButton {
    let card = page.problem.as_ref().filter(|_| page.doing.is_none()).and_then(of_card);
    card.unwrap_or(MainButton::Foot)
}

/// This page has no button at its foot: what stands in the way is tried again on its card.
fn of_ended(page: &EndedView) -> MainButton {
    let stands = page.problem.as_ref().filter(|_| page.doing.is_none());
    match stands.and_then(|problem| problem.button.as_ref()) {
        Some(_) => MainButton::Card,
        None if page.todo.done => MainButton::Nothing,
        None => MainButton::Todo,
    }
}
