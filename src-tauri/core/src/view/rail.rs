//! The rail beside the wizard: which steps are done, where one is, and which may be entered again.

use crate::moves::home;
use crate::shop::Shop;
use crate::step::Step;
use serde::Serialize;
use std::cmp::Ordering;
use ts_rs::TS;

/// A step on the rail.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RailStep {
    /// Which.
    pub step: Step,
    /// How it stands.
    pub state: RailState,
    /// Whether a click leads there.
    pub can_enter: bool,
}

/// How a step on the rail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RailState {
    /// Behind us.
    Done,
    /// On the screen.
    Current,
    /// Still to come.
    Ahead,
}

const RAIL: [Step; 6] = [Step::Welcome, Step::YourShop, Step::ShopKeys, Step::MeumKey, Step::Review, Step::HandOver];

/// The rail while a step is on the screen.
pub(super) fn rail(shop: &Shop, can_enter: impl Fn(Step) -> bool) -> Vec<RailStep> {
    of(shop.record.step, home(shop), can_enter)
}

/// The rail before any shop.
pub(super) fn first_rail() -> Vec<RailStep> {
    of(Step::Welcome, None, |_| false)
}

/// A connected shop has done every step before the one it belongs at, also while it visits one of them.
fn of(current: Step, home: Option<Step>, can_enter: impl Fn(Step) -> bool) -> Vec<RailStep> {
    let state = |step| match current.cmp(&step) {
        Ordering::Equal => RailState::Current,
        Ordering::Greater => RailState::Done,
        Ordering::Less if home.is_some_and(|home| step < home) => RailState::Done,
        Ordering::Less => RailState::Ahead,
    };
    RAIL.iter().map(|&step| RailStep { step, state: state(step), can_enter: can_enter(step) }).collect()
}
