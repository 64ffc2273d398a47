//! Some problems pass by themselves: the app looks again by itself, so that nobody sits and presses.
//! Only what asks is repeated, never what changes something.

use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::time::{Span, Timestamp};

/// A network comes back at any moment.
const NETWORK: Span = Span(10_000);
/// An update of WordPress takes a minute or two.
const MAINTENANCE: Span = Span(30_000);
/// However long a server asks for, we look again after ten minutes.
const LONGEST: Span = Span(10 * 60_000);
/// After as many tries the merchant decides: ten minutes of maintenance. A network is waited for all the
/// same, more slowly.
const MOST: u8 = 20;
/// A network that has been away for so many tries is looked for every minute.
const NETWORK_LATER: Span = Span(60_000);
/// The merchant has gone on, so nothing is planned.
const GIVEN_UP: u8 = u8::MAX;

/// The next try by itself, and how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retry {
    /// When; `None` while none is planned.
    pub at: Option<Timestamp>,
    /// How many there were in a row.
    pub tries: u8,
}

impl Retry {
    /// No further try by itself.
    pub fn given_up() -> Self {
        Self { at: None, tries: GIVEN_UP }
    }

    /// Plans the next try after a problem, if it is one that passes.
    pub fn plan(&mut self, problem: &Problem, now: Timestamp) {
        let wait = match (wait(problem), self.tries) {
            (_, GIVEN_UP) => None,
            (Some(NETWORK), MOST..) if is_of_network(problem.kind) => Some(NETWORK_LATER),
            (_, MOST..) => None,
            (wait, _) => wait,
        };
        self.at = wait.map(|wait| now.after(wait));
    }

    /// When the next try is due: not before `pause` is over.
    pub fn wake_at(self, pause: Option<Timestamp>) -> Option<Timestamp> {
        self.at.map(|at| at.max(pause.unwrap_or(at)))
    }

    /// Whether the next try is due. If its time is further away than our longest wait, the clock was
    /// set back, so it is due now.
    pub fn is_due(self, pause: Option<Timestamp>, now: Timestamp) -> bool {
        let absurd = self.at.is_some_and(|at| at > now.after(LONGEST.max(pause::LONGEST)));
        absurd || self.wake_at(pause).is_some_and(|at| at <= now)
    }

    /// The try that is made now: none is planned after it.
    #[must_use]
    pub fn tried(self) -> Self {
        Self { at: None, tries: self.tries.saturating_add(1).min(GIVEN_UP - 1) }
    }
}

/// Whether it is this computer that has no network: that is no fault of the shop's, and costs it nothing.
fn is_of_network(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::Offline | ProblemKind::NetworkSignIn)
}

fn wait(problem: &Problem) -> Option<Span> {
    match problem.kind {
        ProblemKind::Offline | ProblemKind::NetworkSignIn => Some(NETWORK),
        ProblemKind::Maintenance => Some(MAINTENANCE),
        ProblemKind::ShopRateLimited => {
            let asked = problem.about.seconds.map_or(MAINTENANCE, |seconds| Span(i64::from(seconds) * 1_000));
            Some(asked.clamp(NETWORK, LONGEST))
        }
        _ => None,
    }
}
