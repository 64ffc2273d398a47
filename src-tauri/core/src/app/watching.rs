//! What the app does as time goes by, over all shops: it asks what is due, tries again what passes by
//! itself, and hears the answers of the watch.

use super::briefs::Brief;
use super::state::App;
use crate::asking::Context;
use crate::effect::Effect;
use crate::kept::Settled;
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::Problem;
use crate::record::ShopId;
use crate::shop::Shop;
use crate::shop_facts::ShopSight;
use crate::step::Step;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::watch;
use crate::watch::schedule::{FRESH, Pace, at_once};
use crate::wizard;
use std::collections::BTreeSet;

impl App {
    /// The next moment the app wants a [`crate::event::Event::Tick`], for whichever shop.
    pub fn wake_at(&self, now: Timestamp) -> Option<Timestamp> {
        let asking = self.asking(now);
        let moments = self.shops.briefs(now).flat_map(|(id, brief)| {
            // A shop that waits for others is asked when one of them has answered.
            let asks_at = if self.may_ask(id, brief, asking) { brief.asks_at } else { None };
            [asks_at, brief.acts_at, brief.turns_at]
        });
        moments.flatten().chain(self.rings_at()).min()
    }

    /// Does for every shop what time has made due: for the one on the screen first, and for as many
    /// others as may be asked at a time.
    pub(super) fn do_what_is_due(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        self.shops.touch_turned(now);
        let mut asking = self.asking(now);
        for id in self.due(now) {
            let on_screen = self.is_current(&id);
            let Some(shop) = self.shops.get(&id) else { continue };
            let (was_asking, may_ask) = (shop.watch.is_asking(), self.may_ask(&id, Brief::of(shop, now), asking));
            let asks = may_ask && watch::is_due(shop, now);
            if !asks && !acts(shop, now) {
                continue;
            }
            let Some(shop) = self.shops.touch(&id) else { continue };
            let context = &mut Context { now, tickets: &mut self.tickets, effects, notebook: &self.about.notebook };
            wizard::approving::end_if_late(shop, context);
            wizard::try_what_is_due(shop, context);
            wizard::end_pause(shop, now);
            wizard::updates::look_if_due(shop, context);
            wizard::settling::ask_if_due(shop, context);
            wizard::sign_in::look_if_due(shop, context);
            if may_ask {
                watch::ask_what_is_due(shop, on_screen, context);
            }
            asking += usize::from(!was_asking && shop.watch.is_asking());
        }
    }

    /// The shops for which something may be due: those that the event has touched, and those whose time
    /// has come. The one on the screen is first, then who has waited longest.
    fn due(&self, now: Timestamp) -> Vec<ShopId> {
        let by_time = self.shops.briefs(now).filter(|(_, brief)| brief.is_due(now));
        let mut due: Vec<(bool, Option<Timestamp>, &ShopId)> =
            by_time.map(|(id, brief)| (!self.is_current(id), brief.asks_at, id)).collect();
        let touched = self.shops.touched().map(|shop| &shop.record.id);
        due.extend(touched.map(|id| (!self.is_current(id), None, id)));
        due.sort();
        let mut seen = BTreeSet::new();
        due.into_iter().map(|(_, _, id)| id).filter(|id| seen.insert(*id)).cloned().collect()
    }

    /// Meum is one host: the pause that it asks for of one shop holds for all. The practice Meum is another.
    pub(super) fn share_pause(&mut self, now: Timestamp) {
        let real = |shop: &&Shop| !shop.record.practice;
        let before = pause::holding(self.settings.meum_pause, now);
        let told = self.shops.touched().filter(real).filter_map(|shop| pause::until(&shop.record, now)).max();
        let pause = told.max(before);
        self.settings.meum_pause = pause;
        let waits = |shop: &&Shop| real(shop) && pause::until(&shop.record, now) < pause;
        let id = |shop: &Shop| shop.record.id.clone();
        // As long as it is the same pause, those that nobody has touched know of it.
        let is_news = pause != before;
        let others: Vec<ShopId> = if is_news {
            self.shops.all().filter(waits).map(id).collect()
        } else {
            self.shops.touched().filter(waits).map(id).collect()
        };
        for id in others {
            if let Some(shop) = self.shops.touch(&id) {
                shop.record.meum_pause = pause;
            }
        }
    }

    /// How many shops are being asked.
    fn asking(&self, now: Timestamp) -> usize {
        self.shops.briefs(now).filter(|(_, brief)| brief.is_asking).count()
    }

    /// Whether the watch may ask this shop while so many are being asked. The one on the screen never
    /// waits. A practice shop that is not on the screen has no servers.
    fn may_ask(&self, id: &ShopId, brief: Brief, asking: usize) -> bool {
        let has_room = brief.is_asking || asking < at_once(self.shops.len());
        self.is_current(id) || has_room && !brief.practice
    }

    fn is_current(&self, id: &ShopId) -> bool {
        self.settings.current.as_ref() == Some(id)
    }

    fn pace(&self, waits: impl Fn(&Shop) -> bool) -> Pace {
        let is_seen = |shop: &Shop| shop.record.step == Step::Panel && waits(shop);
        if self.in_front && self.current().is_some_and(is_seen) { Pace::InFront } else { Pace::Behind }
    }

    /// Meum's status, for the watch or for a step.
    pub(super) fn status_came(
        &mut self,
        ticket: Ticket,
        result: Result<Box<StatusFacts>, Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let waits = |shop: &Shop| shop.watch.meum.asked == Some(ticket);
        let pace = self.pace(waits);
        if let Some(shop) = self.shops.touch_asked(waits) {
            watch::status_came(shop, result, now, pace);
        } else {
            self.answer(ticket, now, effects, |shop, context| {
                wizard::review::status_came(shop, ticket, result, context);
            });
        }
    }

    /// A look at a shop, for the watch or for a step.
    pub(super) fn shop_seen(
        &mut self,
        ticket: Ticket,
        result: Result<Box<ShopSight>, Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let waits = |shop: &Shop| shop.watch.shop.asked == Some(ticket);
        let pace = self.pace(waits);
        if let Some(shop) = self.shops.touch_asked(waits) {
            watch::shop_seen(shop, result, now, pace);
        } else {
            self.answer(ticket, now, effects, |shop, context| {
                wizard::review::looked_at(shop, ticket, result, context);
            });
        }
    }

    /// The password store was asked once more for what Meum issued.
    pub(super) fn settled(&mut self, ticket: Ticket, result: Result<Settled, Problem>, now: Timestamp) {
        let asks = |shop: &Shop| shop.memory.settling.as_ref().is_some_and(|settling| settling.asked == Some(ticket));
        if let Some(shop) = self.shops.touch_first(asks) {
            wizard::settling::answered(shop, result, now);
        }
    }

    /// The window came to the front, or left it.
    pub(super) fn focused(&mut self, in_front: bool, now: Timestamp) {
        let came_to_front = in_front && !self.in_front;
        self.in_front = in_front;
        if !came_to_front {
            return;
        }
        let Some(shop) = self.touch_current() else { return };
        let checked_at = shop.observed.status.as_ref().map(|seen| seen.at);
        let fresh = checked_at.is_some_and(|at| at <= now && now.since(at) <= FRESH);
        shop.watch.come_to_front(now, fresh);
        wizard::updates::come_to_front(shop);
    }

    /// *Check now* was pressed, and its answers may be there.
    pub(super) fn end_recheck(&mut self, now: Timestamp) {
        let is_awaited = self.current().is_some_and(|shop| shop.recheck.before.is_some());
        if is_awaited && let Some(shop) = self.touch_current() {
            watch::recheck::end(shop, now);
        }
    }

    /// The computer slept: what was in flight never comes, and what was learnt before is old.
    pub(super) fn woke(&mut self, effects: &mut Vec<Effect>) {
        let ids: Vec<ShopId> = self.shops.all().map(|shop| shop.record.id.clone()).collect();
        for id in ids {
            let in_flight = self.shops.touch(&id).map(|shop| shop.watch.wake());
            effects.extend(in_flight.into_iter().flatten().map(Effect::Cancel));
        }
    }
}

/// Whether time has made something due for this shop, besides the questions of the watch.
fn acts(shop: &Shop, now: Timestamp) -> bool {
    pause::is_over(&shop.record, now)
        || wizard::is_due(shop, now)
        || wizard::approving::is_late(shop, now)
        || wizard::updates::is_due(shop)
        || wizard::settling::is_due(shop, now)
        || wizard::sign_in::is_due(shop)
}
