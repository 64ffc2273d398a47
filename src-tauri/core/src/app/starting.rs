//! The start: what is stored becomes what the app stands on, and what a kill may have left open is
//! looked into.

use super::state::{App, Lifecycle};
use crate::asking::Context;
use crate::effect::{Effect, Keep};
use crate::event::Loaded;
use crate::intent::Intent;
use crate::kept::Kept;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::step::Step;
use crate::time::Timestamp;
use crate::wizard::{hand_over, leaving, review};

impl App {
    pub(super) fn loaded(&mut self, result: Result<Box<Loaded>, Problem>, now: Timestamp, effects: &mut Vec<Effect>) {
        let loaded = match result {
            Ok(loaded) => *loaded,
            Err(problem) => {
                self.lifecycle = Lifecycle::Stuck(Box::new(problem));
                return;
            }
        };
        self.lifecycle = Lifecycle::Running;
        self.notice =
            loaded.unreadable.first().map(|line| Problem::new(ProblemKind::ShopUnreadable).with_technical(line));
        self.settings = loaded.settings;
        for record in loaded.shops {
            let was_chosen = is_memory_only(&record);
            let mut shop = Shop::at_rest(without_lost_secrets(record));
            shop.memory.was_chosen = was_chosen;
            self.shops.insert(shop.record.id.clone(), shop);
        }
        if self.current().is_some_and(|shop| shop.record.practice) {
            effects.push(self.start_practice());
        }
        for (id, shop) in &mut self.shops {
            let context = &mut Context { now, tickets: &mut self.tickets, effects };
            let open = loaded.unfinished.contains(id);
            if open && shop.record.ended.is_some() {
                // Disconnected since: there is nothing to find out any more.
                context.effects.push(Effect::Keep(Keep::CloseConnect(id.clone())));
            } else if open {
                review::recover(shop, context);
            } else if shop.record.answer_lost_at.is_some() && shop.record.step != Step::Panel {
                // The panel asks by itself, and hears what that says of the lost answer.
                review::ask_meum_by_itself(shop, context);
            }
            hand_over::look_for_credentials(shop, context);
            leaving::resume(shop, context);
        }
    }

    /// What kept the app from starting may have passed: it is tried again where that is the next step.
    pub(super) fn start_again(&mut self, intent: &Intent, effects: &mut Vec<Effect>) {
        let Lifecycle::Stuck(problem) = &self.lifecycle else { return };
        if matches!(intent, Intent::TryAgain) && problem.next_step() == NextStep::TryAgain {
            self.lifecycle = Lifecycle::Starting;
            effects.push(Effect::Keep(Keep::Load));
        }
    }
}

/// Whether the merchant had chosen that what is entered stays until the app closes only.
fn is_memory_only(record: &ShopRecord) -> bool {
    let kept = [record.keys.as_ref().map(|keys| keys.kept), record.meum_key.as_ref().map(|key| key.kept)];
    kept.contains(&Some(Kept::UntilClosed))
}

/// What was kept in memory only is gone with the app that held it: the wizard goes back to where
/// it is entered. Credentials Meum issued stay named; the panel says that they are gone.
fn without_lost_secrets(mut record: ShopRecord) -> ShopRecord {
    let connected = record.connection.is_some();
    let extra_gone = record.found.as_ref().is_some_and(|found| found.extra_password == Some(Kept::UntilClosed));
    if extra_gone && !connected {
        // The page after disconnecting still names the shop.
        record.found = record.found.filter(|_| record.ended.is_some());
        record.step = record.step.min(Step::YourShop);
    }
    if record.keys.as_ref().is_some_and(|keys| keys.kept == Kept::UntilClosed) {
        record.keys = None;
        if !connected {
            record.step = record.step.min(Step::ShopKeys);
        }
    }
    if record.meum_key.as_ref().is_some_and(|key| key.kept == Kept::UntilClosed) {
        record.meum_key = None;
        if !connected {
            record.step = record.step.min(Step::MeumKey);
        }
    }
    if matches!(record.step, Step::Panel | Step::HandOver) && !connected {
        record.step = Step::Review;
        record.hand_over = HandOver::Pending;
    }
    record
}
