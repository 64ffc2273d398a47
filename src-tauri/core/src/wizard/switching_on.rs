//! Switching the Meum plugin on, where it is in the shop and off. Only an application password can do that, and only the
//! merchant's press has it done. It installs nothing and changes nothing else.

use crate::asking::{Context, fail, take, with_store};
use crate::effect::Question;
use crate::problem::{Mark, Problem, ProblemKind};
use crate::shop::Shop;
use crate::step::Step;
use crate::ticket::Ticket;
use crate::work::Work;

/// Whether the shop lists the plugin as switched off, as far as was seen last.
fn is_off(shop: &Shop) -> bool {
    if shop.record.step == Step::Panel {
        let sight = shop.observed.sight.as_ref();
        return sight.and_then(|seen| seen.what.plugin.as_ref()).is_some_and(|plugin| !plugin.active);
    }
    shop.stage.trouble.as_ref().is_some_and(|problem| problem.about.mark == Some(Mark::PluginOff))
}

/// Whether it can be asked for: where it helps, with what can do it.
pub fn can_switch_on(shop: &Shop) -> bool {
    let approved = shop.record.keys.as_ref().is_some_and(|keys| keys.known_by.user().is_some());
    let open = shop.overlay.is_none() && shop.record.found.is_some();
    let here = open && matches!(shop.record.step, Step::HandOver | Step::Panel);
    here && approved && is_off(shop) && !shop.plugin_stays_off
}

/// Asks for it.
pub fn switch_on(shop: &mut Shop, context: &mut Context<'_>) {
    if !can_switch_on(shop) {
        return;
    }
    let Some(found) = shop.record.found.clone() else { return };
    context.begin(shop, Work::SwitchingPluginOn, Question::SwitchPluginOn { found: Box::new(found) });
}

/// Whether asking once more can bring nothing else: an answer that is missing says nothing of that.
fn is_final(problem: &Problem) -> bool {
    problem.kind == ProblemKind::PluginStaysOff && problem.about.mark != Some(Mark::AnswerMissing)
}

/// It is on, and the shop is looked at anew; or it is not, and only the way by hand is left. Gives back what a panel does
/// not say itself.
pub fn switched_on(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) -> Option<Problem> {
    if !take(shop, ticket, Work::SwitchingPluginOn) {
        return None;
    }
    let on_panel = shop.record.step == Step::Panel;
    shop.plugin_stays_off = result.as_ref().is_err_and(is_final);
    match result {
        Ok(()) if on_panel => shop.watch.look_afresh(),
        // The merchant asks for handing over once more, and chooses what to switch on.
        Ok(()) => {}
        Err(problem) if on_panel => return Some(with_store(shop, problem)),
        Err(problem) => fail(shop, problem),
    }
    None
}
