//! Some problems pass by themselves: the app looks again by itself, so that nobody sits and presses.
//! Only what asks is repeated, never what changes something.

use super::{Context, try_again};
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Shop, Step};
use crate::time::{Span, Timestamp};

/// A network comes back at any moment.
const NETWORK: Span = Span(10_000);
/// An update of WordPress takes a minute or two.
const MAINTENANCE: Span = Span(30_000);
/// Whatever a server asks for, it is not waited longer than this.
const LONGEST: Span = Span(10 * 60_000);
/// After as many tries the merchant decides: ten minutes of maintenance.
const MOST: u8 = 20;

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
    pub(super) fn given_up() -> Self {
        Self { at: None, tries: MOST }
    }

    /// Plans the next try after a problem, if it is one that passes.
    pub(super) fn plan(&mut self, problem: &Problem, now: Timestamp) {
        self.at = wait(problem).filter(|_| self.tries < MOST).map(|wait| now.after(wait));
    }
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

/// When the next try is due. On *Review* it is Meum that is asked, and not before the end of the
/// pause it asked for.
pub fn wake_at(shop: &Shop, pause: Option<Timestamp>) -> Option<Timestamp> {
    let pause = pause.filter(|_| shop.record.step == Step::Review);
    shop.retry.at.map(|at| at.max(pause.unwrap_or(at)))
}

/// Tries again what is due.
pub fn try_what_is_due(shop: &mut Shop, context: &mut Context<'_>) {
    let due = wake_at(shop, pause::until(&shop.record, context.now)).is_some_and(|at| at <= context.now);
    // A moment further away than any that is waited for comes of a clock that was set back.
    let due = due || shop.retry.at.is_some_and(|at| at > context.now.after(LONGEST.max(pause::LONGEST)));
    let lost = shop.record.answer_lost_at.is_some() && !shop.unfinished;
    let only_asks =
        matches!(shop.record.step, Step::YourShop | Step::ShopKeys) || shop.record.step == Step::Review && lost;
    if due && only_asks && shop.doing.is_none() {
        shop.retry = Retry { at: None, tries: shop.retry.tries.saturating_add(1) };
        let shown = shop.trouble.clone();
        try_again(shop, context);
        // What stands in the way stays on the screen: it is most likely still there.
        shop.trouble = shown;
    }
}
