//! Support training: rounds of the troubles that practice imitates. Each shows a card; the trainee says what has
//! happened and what comes next. Order and choices come from a seed, so the same seed gives the same rounds. Nothing
//! is asked of the network, and nothing is stored.

use crate::playable::Playable;
use crate::problem::ProblemKind;
use crate::scenario::Scenario;
use crate::step::Step;
use fastrand::Rng;
use serde::Deserialize;
use ts_rs::TS;

/// How many answers each question of a round offers.
pub const CHOICES: usize = 4;
/// How many rounds a draw has.
pub const DRAWN: usize = 10;

/// Codes whose cards give the same advice in some language: beside each other, both would be right.
const ALIKE: &[[ProblemKind; 2]] = &[
    [ProblemKind::PluginNotFound, ProblemKind::WebhookMissing],
    [ProblemKind::ApprovalOfOtherShop, ProblemKind::ApprovalMalformed],
    [ProblemKind::DatabaseDown, ProblemKind::ServerFault],
];

/// Which troubles are trained, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// Every one, by its code.
    ByCode,
    /// Some, drawn at random.
    Drawn,
    /// Those that were answered wrongly.
    Missed,
}

/// What the trainee holds for right, by place among the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Guess {
    /// What has happened.
    pub cause: u8,
    /// What comes next.
    pub advice: u8,
}

/// What can be asked of the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TrainingWish {
    /// Open its page.
    Open,
    /// Begin with these troubles.
    Begin(Order),
    /// Answer both questions of the round.
    Answer(Guess),
    /// Go on to the next round, or to the count after the last one.
    Next,
    /// Count what was answered so far.
    Stop,
    /// Close the page.
    Leave,
}

/// A trouble with the choices of both questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The trouble.
    pub scenario: Scenario,
    /// The problem that it is played for.
    pub code: ProblemKind,
    /// Where it is met first.
    pub step: Step,
    /// The causes to choose from.
    pub causes: Vec<ProblemKind>,
    /// The troubles whose cards' advice there is to choose from.
    pub advice: Vec<Scenario>,
    /// What was answered.
    pub guess: Option<Guess>,
}

impl Round {
    fn of(trouble: &Playable, all: &[Playable], rng: &mut Rng) -> Self {
        let &Playable { scenario, code, step, .. } = trouble;
        let causes = among(trouble, all, rng).into_iter().map(|choice| choice.code).collect();
        let advice = among(trouble, all, rng).into_iter().map(|choice| choice.scenario).collect();
        Self { scenario, code, step, causes, advice, guess: None }
    }

    /// The place of the right cause.
    pub fn right_cause(&self) -> Option<u8> {
        place(&self.causes, &self.code)
    }

    /// The place of the right advice.
    pub fn right_advice(&self) -> Option<u8> {
        place(&self.advice, &self.scenario)
    }

    /// Whether both answers are right; `None` before they are given.
    pub fn is_right(&self) -> Option<bool> {
        let Guess { cause, advice } = self.guess?;
        Some((Some(cause), Some(advice)) == (self.right_cause(), self.right_advice()))
    }
}

fn place<T: PartialEq>(choices: &[T], right: &T) -> Option<u8> {
    choices.iter().position(|choice| choice == right).and_then(|place| u8::try_from(place).ok())
}

/// The trouble and its neighbours, in no order that gives it away.
fn among(trouble: &Playable, all: &[Playable], rng: &mut Rng) -> Vec<Playable> {
    let mut others: Vec<&Playable> = all.iter().filter(|other| !is_alike(other.code, trouble.code)).collect();
    rng.shuffle(&mut others);
    others.sort_by_key(|other| distance(other, trouble));
    let mut choices = vec![trouble.clone()];
    for other in others {
        if choices.len() < CHOICES && !choices.iter().any(|choice| is_alike(choice.code, other.code)) {
            choices.push(other.clone());
        }
    }
    rng.shuffle(&mut choices);
    choices
}

/// Neighbours are of the same letter, which stands for what they are seen on, and are put right by the same people.
fn distance(one: &Playable, other: &Playable) -> usize {
    let letter = |trouble: &Playable| trouble.code.code().chars().next();
    usize::from(letter(one) != letter(other)) + usize::from(one.fixer != other.fixer)
}

fn is_alike(one: ProblemKind, other: ProblemKind) -> bool {
    one == other || ALIKE.contains(&[one, other]) || ALIKE.contains(&[other, one])
}

/// How a training stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Training {
    /// Its page is open, and nothing has begun.
    #[default]
    Start,
    /// A round is on the screen.
    Running {
        /// Every round, the answered ones first.
        rounds: Vec<Round>,
        /// Which of them it is.
        at: usize,
    },
    /// It is over.
    Ended {
        /// Every round, whether it was answered or not.
        rounds: Vec<Round>,
    },
}

impl Training {
    /// What becomes of it. What cannot be asked now changes nothing.
    #[must_use]
    pub fn after(self, wish: TrainingWish, seed: u64) -> Self {
        match (wish, self) {
            (TrainingWish::Begin(order), before) => before.begun(order, seed),
            (TrainingWish::Answer(guess), Self::Running { rounds, at }) => Self::answered(rounds, at, guess),
            (TrainingWish::Next, Self::Running { rounds, at }) => Self::gone_on(rounds, at),
            (TrainingWish::Stop, Self::Running { rounds, .. }) => Self::Ended { rounds },
            (_, same) => same,
        }
    }

    fn begun(self, order: Order, seed: u64) -> Self {
        let (all, mut rng) = (Playable::all(), Rng::with_seed(seed));
        let mut troubles = all.clone();
        match order {
            Order::ByCode => {}
            Order::Drawn => {
                rng.shuffle(&mut troubles);
                troubles.truncate(DRAWN);
            }
            Order::Missed => {
                let missed = self.missed();
                if missed.is_empty() {
                    return self;
                }
                troubles.retain(|trouble| missed.contains(&trouble.scenario));
            }
        }
        let rounds = troubles.iter().map(|trouble| Round::of(trouble, &all, &mut rng)).collect();
        Self::Running { rounds, at: 0 }
    }

    /// An answer stands: the second one to a round is not heard, nor one that no choice belongs to.
    fn answered(mut rounds: Vec<Round>, at: usize, guess: Guess) -> Self {
        if let Some(round) = rounds.get_mut(at) {
            let is_choice =
                usize::from(guess.cause) < round.causes.len() && usize::from(guess.advice) < round.advice.len();
            if is_choice && round.guess.is_none() {
                round.guess = Some(guess);
            }
        }
        Self::Running { rounds, at }
    }

    fn gone_on(rounds: Vec<Round>, at: usize) -> Self {
        if rounds.get(at).is_some_and(|round| round.guess.is_none()) {
            return Self::Running { rounds, at };
        }
        if at + 1 < rounds.len() { Self::Running { rounds, at: at + 1 } } else { Self::Ended { rounds } }
    }

    /// Every round there is.
    pub fn rounds(&self) -> &[Round] {
        match self {
            Self::Start => &[],
            Self::Running { rounds, .. } | Self::Ended { rounds } => rounds,
        }
    }

    /// What was answered wrongly.
    fn missed(&self) -> Vec<Scenario> {
        self.rounds().iter().filter(|round| round.is_right() == Some(false)).map(|round| round.scenario).collect()
    }

    /// How many rounds were answered so.
    pub fn count(&self, right: bool) -> usize {
        self.rounds().iter().filter(|round| round.is_right() == Some(right)).count()
    }
}
