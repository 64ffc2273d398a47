//! The start: the app takes what is stored, and looks into what a kill may have left open.

use super::state::{App, Lifecycle, Whose};
use crate::asking::Context;
use crate::effect::{Desktop, Effect, Keep};
use crate::event::Loaded;
use crate::history::past::Past;
use crate::intent::Intent;
use crate::kept::Kept;
use crate::observed::Observed;
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::record::{ShopId, ShopRecord};
use crate::shop::Shop;
use crate::step::Step;
use crate::time::Timestamp;
use crate::wizard::{hand_over, leaving, review};
use crate::zoom::Zoom;
use std::mem::take;

impl App {
    pub(super) fn loaded(&mut self, result: Result<Box<Loaded>, Problem>, now: Timestamp, effects: &mut Vec<Effect>) {
        let mut loaded = match result {
            // Trying again begins with another state: this app cannot start, and only wants to know whose it is.
            Ok(loaded) if matches!(self.lifecycle, Lifecycle::Stuck(_)) => {
                self.whose = whose(&loaded);
                return self.end_without_work(effects);
            }
            Ok(loaded) => *loaded,
            Err(problem) => {
                self.lifecycle = Lifecycle::Stuck(Box::new(problem));
                self.leave_now_that_it_is_known(effects);
                return self.end_without_work(effects);
            }
        };
        self.lifecycle = Lifecycle::Running;
        let damaged = loaded.damaged.as_ref().map(|line| (ProblemKind::NotesDamaged, line));
        let unreadable = loaded.unreadable.first().map(|line| (ProblemKind::ShopUnreadable, line));
        self.notice =
            damaged.or(unreadable).map(|(kind, line)| Problem::new(kind).with_technical(line)).or_else(|| self.crash());
        self.aside = loaded.aside.as_deref().and_then(PlainText::from_outside);
        self.settings = loaded.settings;
        if self.settings.preferences.start_at_login {
            effects.push(Effect::Desktop(Desktop::LookAtLoginEntry));
        }
        if self.settings.zoom != Zoom::default() {
            effects.push(Effect::Desktop(Desktop::Zoom(self.settings.zoom)));
        }
        let ids: Vec<ShopId> = loaded.shops.iter().map(|record| record.id.clone()).collect();
        for record in loaded.shops {
            let is_open = loaded.unfinished.contains(&record.id);
            let observed = loaded.observed.remove(&record.id).unwrap_or_default();
            let periods = loaded.periods.remove(&record.id).unwrap_or_default();
            self.shops.insert(Shop { past: Past::resumed(periods), ..opened(record, observed, is_open) });
        }
        self.notice = self.notice.take().or_else(|| self.imitated_crash());
        self.remember_what_was_told();
        self.note_that_it_was_closed(now, effects);
        if self.is_windowless() {
            self.resume_watch();
        } else if self.current().is_some_and(|shop| shop.record.practice) {
            effects.push(self.start_practice());
        }
        for id in ids {
            let Some(shop) = self.shops.touch(&id) else { continue };
            let context = &mut Context { now, tickets: &mut self.tickets, effects, notebook: &self.about.notebook };
            look_into_what_is_open(shop, loaded.unfinished.contains(&id), context);
            hand_over::look_for_credentials(shop, context);
            leaving::resume(shop, context);
        }
        self.leave_now_that_it_is_known(effects);
        self.end_without_work(effects);
    }

    /// Starts again, if trying again is the next step of the problem that stopped the start.
    pub(super) fn start_again(&mut self, intent: &Intent, effects: &mut Vec<Effect>) {
        let Lifecycle::Stuck(problem) = &self.lifecycle else { return };
        if matches!(intent, Intent::TryAgain) && problem.next_step() == NextStep::TryAgain {
            self.lifecycle = Lifecycle::Starting;
            effects.push(Effect::Keep(Keep::Load));
        }
    }
}

/// The real shop that was on the screen last, or the only one.
fn whose(loaded: &Loaded) -> Option<Whose> {
    let real: Vec<&ShopRecord> = loaded.shops.iter().filter(|record| !record.practice).collect();
    let last = real.iter().find(|record| Some(&record.id) == loaded.settings.current.as_ref());
    let only = if let [only] = real.as_slice() { Some(only) } else { None };
    let record = last.or(only)?;
    Some(Whose { address: reading::address(record), reference: reading::reference(record) })
}

/// A shop as its notes leave it. `is_open` says whether the journal has a connect of it that was never
/// seen to end.
fn opened(record: ShopRecord, observed: Observed, is_open: bool) -> Shop {
    let was_chosen = is_memory_only(&record);
    let mut shop = Shop::at_rest(without_lost_secrets(record));
    shop.on_disk.note(&observed);
    shop.observed = observed;
    shop.memory.was_chosen = was_chosen;
    shop.record.attempt = take(&mut shop.record.attempt).after_a_restart(is_open);
    shop
}

/// Finds out how a connect ended that a kill may have cut off, or whose answer is missing.
fn look_into_what_is_open(shop: &mut Shop, is_open: bool, context: &mut Context<'_>) {
    if is_open && shop.record.ended.is_some() {
        // Disconnected since, so there is nothing to find out any more.
        context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
    } else if is_open {
        review::recover(shop, context);
    } else if shop.record.attempt.is_open() && shop.record.step != Step::Panel {
        // The panel asks by itself, and hears what that says of the lost answer.
        review::ask_meum_by_itself(shop, context);
    }
}

/// Whether the merchant had chosen to keep secrets in memory only, until the app closes.
fn is_memory_only(record: &ShopRecord) -> bool {
    let kept = [record.keys.as_ref().map(|keys| keys.kept), record.meum_key.as_ref().map(|key| key.kept)];
    kept.contains(&Some(Kept::UntilClosed))
}

/// The app that held secrets in memory is gone, and so are they. The wizard goes back to the step that
/// takes them. A connection stays, and the panel says that its credentials are gone.
fn without_lost_secrets(mut record: ShopRecord) -> ShopRecord {
    let connected = record.connection.is_some();
    let extra_gone = record.found.as_ref().is_some_and(|found| found.extra_password == Some(Kept::UntilClosed));
    if extra_gone && !connected {
        if record.ended.is_none() {
            // The page after disconnecting still names the shop.
            record.found = None;
        }
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
    }
    record
}
