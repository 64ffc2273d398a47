//! Which shop is on the screen: the list of shops, another of them, one more.

use super::state::App;
use crate::attempt::Attempt;
use crate::effect::{Effect, Keep};
use crate::problem::{Problem, ProblemKind};
use crate::record::{ShopId, ShopRecord};
use crate::shop::Shop;
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;

/// A longer search would find nothing.
const LONGEST_SEARCH: usize = 60;

impl App {
    /// Brings another shop to the screen, on the step it was left at. Practice is left in its own way.
    pub(super) fn open_shop(&mut self, id: &ShopId, effects: &mut Vec<Effect>) {
        let is_real = |shop: &Shop| !shop.record.practice;
        if !self.shops.get(id).is_some_and(is_real) || !self.current().is_some_and(is_real) {
            return;
        }
        self.bring(id, effects);
    }

    /// Brings a shop to the screen.
    pub(super) fn bring(&mut self, id: &ShopId, effects: &mut Vec<Effect>) {
        self.leave_what_was_only_begun(id, effects);
        self.settings.current = Some(id.clone());
        if let Some(shop) = self.shops.touch(id) {
            shop.watch.hurry();
        }
    }

    /// Begins one more shop. One that was only begun is gone on with.
    pub(super) fn add_shop(&mut self, now: Timestamp) {
        if !self.current().is_some_and(|shop| !shop.record.practice && shop.record.step == Step::Panel) {
            return;
        }
        let begun = self.shops.all().find(|shop| is_only_begun(&shop.record)).map(|shop| shop.record.id.clone());
        let id = begun.unwrap_or_else(|| {
            let shop = Shop::at_rest(ShopRecord::begun(now, false));
            let id = shop.record.id.clone();
            self.shops.insert(shop);
            id
        });
        self.settings.current = Some(id);
    }

    /// Whether what was typed is the address of another shop that is here: then that one is opened, and
    /// nothing is asked.
    pub(super) fn opens_typed(&mut self, text: &str, effects: &mut Vec<Effect>) -> bool {
        let Ok(address) = StoreUrl::parse(text) else { return false };
        let begun = self.current().filter(|shop| shop.doing.is_none() && shop.record.step == Step::YourShop);
        let Some(begun) = begun.map(|shop| shop.record.id.clone()) else { return false };
        self.opens_instead(&begun, &address, effects)
    }

    /// The same where the search that this ticket is of has led to one.
    pub(super) fn opens_found(&mut self, ticket: Ticket, found: &FoundShop, effects: &mut Vec<Effect>) -> bool {
        let asks = |shop: &&Shop| shop.doing.as_ref().is_some_and(|doing| doing.ticket == ticket);
        let Some(begun) = self.shops.all().find(asks).map(|shop| shop.record.id.clone()) else { return false };
        // The password that opened the way is kept for the shop that was begun.
        found.extra_password.is_none() && self.opens_instead(&begun, &found.home, effects)
    }

    /// Opens the shop at this address in the place of one that nothing is kept of yet, and says so.
    fn opens_instead(&mut self, begun: &ShopId, address: &StoreUrl, effects: &mut Vec<Effect>) -> bool {
        if !self.shops.get(begun).is_some_and(|shop| holds_nothing(&shop.record)) {
            return false;
        }
        let is_there = |shop: &&Shop| {
            let home = shop.record.found.as_ref().map(|found| &found.home);
            let same = home.is_some_and(|home| home.is_same_but_for_www(address));
            same && !shop.record.practice && shop.record.id != *begun
        };
        let Some(there) = self.shops.all().find(is_there).map(|shop| shop.record.id.clone()) else { return false };
        self.shops.remove(begun);
        effects.push(Effect::Keep(Keep::Forget(begun.clone())));
        self.settings.current = Some(there.clone());
        if let Some(shop) = self.shops.touch(&there) {
            shop.watch.hurry();
        }
        self.notice = Some(Problem::new(ProblemKind::ShopHereAlready).of(address.host()));
        true
    }

    /// Narrows the list of shops.
    pub(super) fn search_shops(&mut self, text: &str) {
        self.search = text.trim().chars().take(LONGEST_SEARCH).collect();
    }

    /// A shop of which nothing is known yet is no shop: it goes once another is on the screen.
    fn leave_what_was_only_begun(&mut self, next: &ShopId, effects: &mut Vec<Effect>) {
        let left = self.current().filter(|shop| is_only_begun(&shop.record) && shop.doing.is_none());
        let Some(id) = left.map(|shop| shop.record.id.clone()).filter(|id| id != next) else { return };
        self.shops.remove(&id);
        effects.push(Effect::Keep(Keep::Forget(id)));
    }
}

/// Whether nothing is kept of a shop that is not a note: no key, no password, no connection.
fn holds_nothing(record: &ShopRecord) -> bool {
    let secrets = record.keys.is_some() || record.meum_key.is_some() || record.secrets_left;
    let password = record.found.as_ref().is_some_and(|found| found.extra_password.is_some());
    let connected = record.connection.is_some() || record.ended.is_some() || record.attempt != Attempt::default();
    !record.practice && !secrets && !password && !connected
}

/// Whether nothing but its beginning is known of a shop.
fn is_only_begun(record: &ShopRecord) -> bool {
    let untouched = record.found.is_none() && record.typed_address.is_empty() && record.ended.is_none();
    !record.practice && record.step == Step::YourShop && untouched && record.connection.is_none()
}
