//! Which shop is on the screen: the list of shops, another of them, one more.

use super::state::App;
use crate::effect::{Effect, Keep};
use crate::record::{ShopId, ShopRecord};
use crate::shop::Shop;
use crate::step::Step;
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

/// Whether nothing but its beginning is known of a shop.
fn is_only_begun(record: &ShopRecord) -> bool {
    let untouched = record.found.is_none() && record.typed_address.is_empty() && record.ended.is_none();
    !record.practice && record.step == Step::YourShop && untouched && record.connection.is_none()
}
