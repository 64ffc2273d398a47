//! Makes sure that the password store really has what Meum issued, some seconds after it said so.
//! No step waits for it, and nothing is shown unless the store has lost it and does not take it again.

use crate::asking::{Context, fail};
use crate::effect::{Effect, Question};
use crate::kept::{Kept, Settled};
use crate::problem::{Problem, ProblemKind};
use crate::shop::Shop;
use crate::step::Step;
use crate::time::Timestamp;

/// When to ask the store; `None` while there is no need, and while other work is about the same entry.
pub fn wake_at(shop: &Shop) -> Option<Timestamp> {
    if is_busy(shop) { None } else { shop.memory.settling.as_ref()?.wake_at() }
}

/// Whether to ask the store now.
pub fn is_due(shop: &Shop, now: Timestamp) -> bool {
    !is_busy(shop) && shop.memory.settling.as_ref().is_some_and(|settling| settling.is_due(now))
}

/// Asks the store, if it is time.
pub fn ask_if_due(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_due(shop, context.now) {
        return;
    }
    let Some(settling) = &mut shop.memory.settling else { return };
    let ticket = context.tickets.draw();
    settling.asked = Some(ticket);
    let question = Question::MakeSureOfCredentials;
    context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
}

/// The store has it, has taken it once more, or does neither. In the last case memory alone has it, as
/// if the store had refused it at first.
pub fn answered(shop: &mut Shop, result: Result<Settled, Problem>, now: Timestamp) {
    shop.memory.settling = None;
    match result {
        Ok(Settled::There) => {}
        Ok(Settled::Again) => shop.memory.is_kept(now),
        // Whoever needs it next says that it is gone.
        Err(problem) if problem.kind == ProblemKind::CredentialsGone => {}
        Err(problem) => {
            let Some(connection) = &mut shop.record.connection else { return };
            connection.kept = Kept::UntilClosed;
            shop.memory.is_only_here();
            let at_rest = shop.record.step == Step::HandOver && shop.doing.is_none();
            if at_rest && shop.stage.trouble.is_none() && !shop.memory.chosen {
                fail(shop, problem);
            }
        }
    }
}

fn is_busy(shop: &Shop) -> bool {
    let about_credentials = shop.doing.as_ref().is_some_and(|doing| doing.work.is_about_credentials());
    about_credentials || shop.memory.keeping.is_some()
}
