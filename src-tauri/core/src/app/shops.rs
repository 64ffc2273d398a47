//! Every shop of the app, and which of them the event at hand has touched: only these are compared
//! with what they were, to find what must be stored.

use crate::effect::Keep;
use crate::record::{ShopId, ShopRecord};
use crate::shop::Shop;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

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

    /// The shops that the event has touched so far.
    pub(crate) fn touched(&self) -> BTreeSet<ShopId> {
        self.before.keys().cloned().collect()
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

    /// The event is over: what of the shops that it touched is to be stored.
    pub(crate) fn take_changes(&mut self) -> Vec<Keep> {
        let mut wanted = Vec::new();
        for (id, before) in std::mem::take(&mut self.before) {
            let Some(shop) = self.all.get_mut(&id) else { continue };
            let changed = before.as_ref() != Some(&shop.record);
            wanted.extend(change(shop, changed));
        }
        wanted
    }
}

/// What of a shop is to be stored: the record if it changed, and what was observed if that is worth a
/// write of its own.
fn change(shop: &mut Shop, changed: bool) -> Vec<Keep> {
    let observed = if shop.on_disk.is_behind(&shop.observed) { Some(Box::new(shop.observed.clone())) } else { None };
    let mut history = Vec::new();
    if observed.is_some() {
        shop.on_disk.note(&shop.observed);
        history = shop.past.take_news();
    }
    let id = || shop.record.id.clone();
    let history = if history.is_empty() { None } else { Some(Keep::History(id(), history)) };
    let shop = if changed {
        Some(Keep::Shop(Box::new(shop.record.clone()), observed))
    } else {
        observed.map(|observed| Keep::Observed(id(), observed))
    };
    shop.into_iter().chain(history).collect()
}
