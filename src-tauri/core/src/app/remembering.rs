//! What the app keeps of what happened: when nobody looked, what the panel reads back, and how long
//! anything is kept.

use super::state::{App, Lifecycle};
use crate::effect::{Effect, Keep};
use crate::event::Unstored;
use crate::history::past::{Recall, kept_since, shown_since};
use crate::history::{Absence, Away, History};
use crate::record::ShopId;
use crate::step::Step;
use crate::time::{Span, Timestamp};

/// So many times in which nobody looked wait for a disk that is full.
const MOST_UNSTORED: usize = 100;
/// Old history is let go of this often.
const TIDY: Span = Span::hours(24);

impl App {
    /// The app runs again. Until when it ran before, the newest answer of any shop tells.
    pub(super) fn note_that_it_was_closed(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let newest = self.shops.all().filter_map(|shop| shop.past.until()).max();
        if let Some(from) = newest {
            self.note_absence(Away::Closed, from, now, effects);
        }
    }

    /// Does what time and the screen ask for.
    pub(super) fn remember(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if matches!(self.lifecycle, Lifecycle::Running) {
            self.recall_what_is_shown(now, effects);
            self.forget_what_is_old(now, effects);
        }
    }

    /// Notes for every shop that nobody looked.
    pub(super) fn note_absence(&mut self, why: Away, from: Timestamp, until: Timestamp, effects: &mut Vec<Effect>) {
        // Before the notes are read, there is nothing to look at.
        if !matches!(self.lifecycle, Lifecycle::Running) {
            return;
        }
        let Some(absence) = Absence::between(why, from, until) else { return };
        let ids: Vec<ShopId> = self.shops.all().map(|shop| shop.record.id.clone()).collect();
        for id in ids {
            if let Some(shop) = self.shops.touch(&id) {
                shop.past.was_away(absence);
            }
        }
        effects.push(Effect::Keep(Keep::Absence(absence)));
    }

    /// Reads the history of the shop whose panel is on the screen, once.
    fn recall_what_is_shown(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let needs_it = |recall| recall == Recall::NotAsked;
        let shown = self.current().filter(|_| !self.is_windowless());
        let shown = shown.filter(|shop| shop.record.step == Step::Panel && needs_it(shop.past.recall));
        let Some(id) = shown.map(|shop| shop.record.id.clone()) else { return };
        if let Some(shop) = self.shops.touch(&id) {
            shop.past.recall = Recall::Asked;
            effects.push(Effect::Keep(Keep::Recall { shop: id, since: shown_since(now) }));
        }
    }

    /// What is stored of a shop's history was read.
    pub(super) fn recalled(&mut self, id: &ShopId, history: History) {
        if let Some(shop) = self.shops.touch(id).filter(|shop| shop.past.recall == Recall::Asked) {
            shop.past.recalled(history);
        }
    }

    /// Lets go of history that is too old, once a day.
    fn forget_what_is_old(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if self.tidied_at.is_some_and(|tidied| tidied <= now && now.since(tidied) < TIDY) {
            return;
        }
        self.tidied_at = Some(now);
        let ids: Vec<ShopId> = self.shops.all().map(|shop| shop.record.id.clone()).collect();
        for id in ids {
            if let Some(shop) = self.shops.touch(&id) {
                shop.past.forget_old(now);
            }
        }
        effects.push(Effect::Keep(Keep::PruneHistory(kept_since(now))));
    }

    /// A part of the history could not be stored: it waits for the next write, and the panel says so.
    pub(super) fn history_not_stored(&mut self, what: Unstored, passes: bool, now: Timestamp) {
        match what {
            Unstored::Periods(id, periods) => {
                if let Some(shop) = self.shops.touch(&id) {
                    shop.past.give_back(periods);
                }
            }
            Unstored::Absence(absence) if self.unstored.len() < MOST_UNSTORED => self.unstored.push(absence),
            Unstored::Absence(_) => {}
        }
        if !passes {
            self.history_gap.get_or_insert(now);
        }
    }

    /// It can be stored again.
    pub(super) fn history_stored(&mut self, effects: &mut Vec<Effect>) {
        self.history_gap = None;
        let absences = std::mem::take(&mut self.unstored);
        effects.extend(absences.into_iter().map(|absence| Effect::Keep(Keep::Absence(absence))));
    }
}
