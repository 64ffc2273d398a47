//! Every shop of the app, and which of them the event at hand has touched: only these are compared
//! with what they were, to find what must be stored.

use crate::record::{ShopId, ShopRecord};
use crate::shop::Shop;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Every shop. Whoever changes one asks for it by [`Shops::touch`].
#[derive(Debug, Default)]
pub(crate) struct Shops {
    all: BTreeMap<ShopId, Shop>,
    /// The touched shops as they were before the event; `None` for one that is new.
    before: BTreeMap<ShopId, Option<ShopRecord>>,
}

impl Shops {
    /// Every shop, to look at.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Shop> {
        self.all.values()
    }

    /// A shop, to look at.
    pub(crate) fn get(&self, id: &ShopId) -> Option<&Shop> {
        self.all.get(id)
    }

    /// A shop, to change.
    pub(crate) fn touch(&mut self, id: &ShopId) -> Option<&mut Shop> {
        let shop = self.all.get_mut(id)?;
        if let Entry::Vacant(untouched) = self.before.entry(id.clone()) {
            untouched.insert(Some(shop.record.clone()));
        }
        Some(shop)
    }

    /// The first shop of this kind, to change.
    pub(crate) fn touch_first(&mut self, is_it: impl Fn(&Shop) -> bool) -> Option<&mut Shop> {
        let id = self.all().find(|shop| is_it(shop)).map(|shop| shop.record.id.clone())?;
        self.touch(&id)
    }

    /// Adds a shop.
    pub(crate) fn insert(&mut self, shop: Shop) {
        let id = shop.record.id.clone();
        self.before.entry(id.clone()).or_insert(None);
        self.all.insert(id, shop);
    }

    /// Takes a shop out.
    pub(crate) fn remove(&mut self, id: &ShopId) -> Option<Shop> {
        self.before.remove(id);
        self.all.remove(id)
    }

    /// The event is over: the records that it changed.
    pub(crate) fn changed(&mut self) -> Vec<ShopRecord> {
        let before = std::mem::take(&mut self.before);
        let touched = before.into_iter().filter_map(|(id, before)| Some((self.all.get(&id)?, before)));
        touched
            .filter(|(shop, before)| before.as_ref() != Some(&shop.record))
            .map(|(shop, _)| shop.record.clone())
            .collect()
    }
}
