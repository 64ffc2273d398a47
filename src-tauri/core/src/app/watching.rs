//! What the app does as time goes by, over all shops: it asks what is due, tries again what passes by
//! itself, and hears the answers of the watch.

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
use crate::watch::schedule::{AT_ONCE, FRESH, Pace};
use crate::wizard;

impl App {
    /// The next moment the app wants a [`crate::event::Event::Tick`], for whichever shop.
    pub fn wake_at(&self, now: Timestamp) -> Option<Timestamp> {
        let asking = self.asking();
        let moments = self.shops.all().flat_map(|shop| {
            let pause = pause::until(&shop.record, now);
            let retry = if shop.record.step == Step::Panel { None } else { wizard::wake_at(shop, pause) };
            // A shop that waits for others is asked when one of them has answered.
            let watch = if self.may_ask(shop, asking) { watch::wake_at(shop, now) } else { None };
            [pause, retry, watch, wizard::settling::wake_at(shop)]
        });
        moments.flatten().chain(self.rings_at()).min()
    }

    /// Does for every shop what time has made due: for the one on the screen first, and for as many
    /// others as may be asked at a time.
    pub(super) fn do_what_is_due(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let mut due: Vec<ShopId> =
            self.shops.all().filter(|shop| is_due(shop, now)).map(|shop| shop.record.id.clone()).collect();
        due.sort_by_key(|id| !self.is_current(id));
        for id in due {
            let (asking, on_screen) = (self.asking(), self.is_current(&id));
            let may_ask = self.shops.get(&id).is_some_and(|shop| self.may_ask(shop, asking));
            let Some(shop) = self.shops.touch(&id) else { continue };
            let context = &mut Context { now, tickets: &mut self.tickets, effects, notebook: &self.about.notebook };
            wizard::try_what_is_due(shop, context);
            wizard::end_pause(shop, now);
            wizard::updates::look_if_due(shop, context);
            wizard::settling::ask_if_due(shop, context);
            wizard::sign_in::look_if_due(shop, context);
            if may_ask {
                watch::ask_what_is_due(shop, on_screen, context);
            }
        }
    }

    /// Meum is one host: the pause that it asks for of one shop holds for all. The practice Meum is another.
    pub(super) fn share_pause(&mut self, now: Timestamp) {
        let real = |shop: &&Shop| !shop.record.practice;
        let told = self.shops.all().filter(real).filter_map(|shop| pause::until(&shop.record, now)).max();
        let pause = told.max(pause::holding(self.settings.meum_pause, now));
        self.settings.meum_pause = pause;
        let waits = |shop: &&Shop| real(shop) && pause::until(&shop.record, now) < pause;
        let others: Vec<ShopId> = self.shops.all().filter(waits).map(|shop| shop.record.id.clone()).collect();
        for id in others {
            if let Some(shop) = self.shops.touch(&id) {
                shop.record.meum_pause = pause;
            }
        }
    }

    /// How many shops are being asked.
    fn asking(&self) -> usize {
        self.shops.all().filter(|shop| shop.watch.is_asking()).count()
    }

    /// Whether the watch may ask this shop while so many are being asked. The one on the screen never
    /// waits. A practice shop that is not on the screen has no servers.
    fn may_ask(&self, shop: &Shop, asking: usize) -> bool {
        let has_room = shop.watch.is_asking() || asking < AT_ONCE;
        self.is_current(&shop.record.id) || has_room && !shop.record.practice
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
        if let Some(shop) = self.shops.touch_first(waits) {
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
        if let Some(shop) = self.shops.touch_first(waits) {
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

/// Whether time has made something due for this shop.
fn is_due(shop: &Shop, now: Timestamp) -> bool {
    pause::is_over(&shop.record, now)
        || wizard::is_due(shop, now)
        || wizard::updates::is_due(shop)
        || wizard::settling::is_due(shop, now)
        || wizard::sign_in::is_due(shop)
        || watch::is_due(shop, now)
}
