//! The page of support training. What is right is on it only after the answer.

use crate::message::Message;
use crate::playable::{self, Playable};
use crate::problem::ProblemKind;
use crate::snapshot::sales;
use crate::step::Step;
use crate::training::{DRAWN, Guess, Round, Training};
use crate::words::{ProblemView, keys};
use serde::Serialize;
use ts_rs::TS;

/// The page of support training.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TrainingView {
    /// Nothing has begun.
    Start {
        /// How many troubles there are.
        troubles: usize,
        /// How many of them are drawn at random.
        drawn: usize,
    },
    /// A round.
    Round(Box<RoundView>),
    /// The count.
    End(TallyView),
}

/// A round: a card as the app shows it, and two questions about it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoundView {
    /// Which one it is, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// Where the card is met first.
    pub step: Step,
    /// The card.
    pub card: Box<ProblemView>,
    /// The causes to choose from: the handbook says each of them.
    pub causes: Vec<ProblemKind>,
    /// The next steps to choose from.
    pub advice: Vec<Message>,
    /// What the answer was worth, once it is given.
    pub verdict: Option<VerdictView>,
    /// How many rounds were right so far.
    pub right: usize,
    /// How many were not.
    pub wrong: usize,
}

/// What an answer was worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerdictView {
    /// Whether both were right.
    pub is_right: bool,
    /// What has happened.
    pub cause: MarkedView,
    /// What comes next.
    pub advice: MarkedView,
}

/// An answer beside the right one, by place among the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedView {
    /// What was chosen.
    pub chosen: u8,
    /// What is right.
    pub right: u8,
}

/// The count at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TallyView {
    /// How many rounds were right.
    pub right: usize,
    /// How many were not.
    pub wrong: usize,
    /// The codes to read again, each once.
    pub again: Vec<ProblemKind>,
    /// How many troubles are drawn at random.
    pub drawn: usize,
}

/// The page of the present state.
pub(super) fn view(training: &Training) -> Option<TrainingView> {
    match training {
        Training::Start => Some(TrainingView::Start { troubles: Playable::all().len(), drawn: DRAWN }),
        Training::Running { rounds, at } => {
            let round = round(rounds.get(*at)?)?;
            let (right, wrong) = (training.count(true), training.count(false));
            Some(TrainingView::Round(Box::new(RoundView { number: at + 1, of: rounds.len(), right, wrong, ..round })))
        }
        Training::Ended { .. } => Some(TrainingView::End(tally(training))),
    }
}

fn round(round: &Round) -> Option<RoundView> {
    let mut card = playable::card(round.scenario)?;
    // A shop that is not connected yet has no sales to lose.
    card.sales =
        Some(if round.step == Step::Panel { sales::of_a_kind(round.code) } else { keys::SALES_NOT_YET.alone() });
    let next = |says: ProblemView| Message { key: says.says.next, args: says.says.args };
    let advice = round.advice.iter().filter_map(|scenario| playable::card(*scenario).map(next)).collect();
    let (causes, verdict) = (round.causes.clone(), verdict(round));
    let (card, step) = (Box::new(card), round.step);
    Some(RoundView { number: 0, of: 0, step, card, causes, advice, verdict, right: 0, wrong: 0 })
}

fn verdict(round: &Round) -> Option<VerdictView> {
    let (is_right, Guess { cause, advice }) = (round.is_right()?, round.guess?);
    let marked = |chosen, right: Option<u8>| Some(MarkedView { chosen, right: right? });
    Some(VerdictView {
        is_right,
        cause: marked(cause, round.right_cause())?,
        advice: marked(advice, round.right_advice())?,
    })
}

fn tally(training: &Training) -> TallyView {
    let wrong = training.rounds().iter().filter(|round| round.is_right() == Some(false));
    let mut again: Vec<ProblemKind> = wrong.map(|round| round.code).collect();
    again.sort_by_key(|code| code.code());
    again.dedup();
    TallyView { right: training.count(true), wrong: training.count(false), again, drawn: DRAWN }
}
