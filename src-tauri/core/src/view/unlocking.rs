//! The page for the extra password in front of a connected shop, as the UI draws it.

use super::under_way::DoingView;
use crate::line::{LineId, LineState};
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem};
use crate::reading;
use crate::shop::Shop;
use crate::time::Timestamp;
use crate::watch;
use crate::words::{Card, Place, Press, ProblemView};
use serde::Serialize;
use ts_rs::TS;

/// The page for the extra password in front of a connected shop.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnlockView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// What stands in the way: that the password is asked for, or why the last one did not do.
    pub problem: ProblemView,
}

/// The page that is open.
pub(super) fn view(shop: &Shop, trouble: &Problem, now: Timestamp) -> UnlockView {
    // As under the panel's line: Meum's word that its messages arrive stands beside the refusal.
    let arrives = watch::health(shop, now).line(LineId::Webhook).is_some_and(|line| line.state == LineState::Working);
    UnlockView {
        shop_name: reading::name(&shop.record).unwrap_or_else(PlainText::dash),
        doing: DoingView::of(shop),
        problem: card(trouble, arrives),
    }
}

/// The card of a problem here. A connected shop keeps its address, so nothing is mended but the
/// password; whatever else stands in the way is tried again.
fn card(problem: &Problem, arrives: bool) -> ProblemView {
    let next = match problem.next_step() {
        step @ (NextStep::EnterPassword | NextStep::Open { .. }) => step,
        NextStep::None
        | NextStep::Edit
        | NextStep::CheckAgain
        | NextStep::TryAgain
        | NextStep::UseInstead
        | NextStep::ReplaceKeys
        | NextStep::ReplaceMeumKey
        | NextStep::ConnectAgain
        | NextStep::AskMeum
        | NextStep::Move
        | NextStep::ResumeHandOver
        | NextStep::HandOverAgain
        | NextStep::SwitchPluginOn
        | NextStep::KeepUntilClosed
        | NextStep::ChooseWebhook { .. }
        | NextStep::Forget => NextStep::TryAgain,
    };
    let mut card = Card::of(problem, Place::Page).next(next).arriving(arrives).view();
    // What is tried is the button at the foot of the page.
    card.button.take_if(|button| !matches!(button.press, Press::Open { .. }));
    card
}
