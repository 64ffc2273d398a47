//! Every shop of the app, and which of them the event at hand has touched. Only these are compared with
//! what they were, to find what must be stored. Of the others a brief is enough to know when each is due.

use super::briefs::Brief;
use super::listing;
use crate::effect::Keep;
use crate::record::{ShopId, ShopRecord};
use crate::shop::{Place, Shop};
use crate::time::Timestamp;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Every shop. Whoever changes one asks for it by [`Shops::touch`].
#[derive(Debug, Default)]
pub(crate) struct Shops {
    all: BTreeMap<ShopId, Shop>,
    /// The touched shops as they were before the event; `None` for one that is new.
    before: BTreeMap<ShopId, Option<ShopRecord>>,
    /// What each came to at the last event that touched it.
    briefs: BTreeMap<ShopId, Brief>,
    /// The list of shops, in its order.
    listed: BTreeSet<(Place, ShopId)>,
}

impl Shops {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Every shop, to look at.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Shop> {
        self.all.values()
    }

    /// The real shops, what wants attention first.
    pub(crate) fn listed(&self) -> impl ExactSizeIterator<Item = &(Place, ShopId)> {
        self.listed.iter()
    }

    /// A shop, to look at.
    pub(crate) fn get(&self, id: &ShopId) -> Option<&Shop> {
        self.all.get(id)
    }

    /// What every shop comes to at this moment: a touched one is looked at anew.
    pub(crate) fn briefs(&self, now: Timestamp) -> impl Iterator<Item = (&ShopId, Brief)> {
        self.briefs.iter().map(move |(id, brief)| {
            let touched = if self.before.contains_key(id) { self.all.get(id) } else { None };
            (id, touched.map_or(*brief, |shop| Brief::of(shop, now)))
        })
    }

    /// The shops that the event has touched so far.
    pub(crate) fn touched(&self) -> impl Iterator<Item = &Shop> {
        self.before.keys().filter_map(|id| self.all.get(id))
    }

    /// A shop, to change.
    pub(crate) fn touch(&mut self, id: &ShopId) -> Option<&mut Shop> {
        let shop = self.all.get_mut(id)?;
        if let Entry::Vacant(untouched) = self.before.entry(id.clone()) {
            untouched.insert(Some(shop.record.clone()));
        }
        Some(shop)
    }

    /// Has every shop looked at anew: the clock was set back, so what was known of the moments ahead is
    /// known no more.
    pub(crate) fn touch_all(&mut self) {
        for id in self.all.keys().cloned().collect::<Vec<_>>() {
            self.touch(&id);
        }
    }

    /// Has those looked at anew of which a fact has become too old.
    pub(crate) fn touch_turned(&mut self, now: Timestamp) {
        let turned = self.briefs.iter().filter(|(_, brief)| brief.turns_at.is_some_and(|turns| turns <= now));
        for id in turned.map(|(id, _)| id.clone()).collect::<Vec<_>>() {
            self.touch(&id);
        }
    }

    /// The first shop of this kind, to change.
    pub(crate) fn touch_first(&mut self, is_it: impl Fn(&Shop) -> bool) -> Option<&mut Shop> {
        let id = self.all().find(|shop| is_it(shop)).map(|shop| shop.record.id.clone())?;
        self.touch(&id)
    }

    /// The same of those that the watch is asking.
    pub(crate) fn touch_asked(&mut self, is_it: impl Fn(&Shop) -> bool) -> Option<&mut Shop> {
        let asked = self.briefs.iter().filter(|(_, brief)| brief.is_asking);
        let id = asked.map(|(id, _)| id).find(|id| self.all.get(id).is_some_and(&is_it))?.clone();
        self.touch(&id)
    }

    /// Adds a shop.
    pub(crate) fn insert(&mut self, shop: Shop) {
        let id = shop.record.id.clone();
        self.before.entry(id.clone()).or_insert(None);
        self.briefs.insert(id.clone(), Brief::default());
        self.all.insert(id, shop);
    }

    /// Takes a shop out.
    pub(crate) fn remove(&mut self, id: &ShopId) -> Option<Shop> {
        self.before.remove(id);
        self.briefs.remove(id);
        self.listed.retain(|(_, other)| other != id);
        self.all.remove(id)
    }

    /// The event is over: what of the shops that it touched is to be stored.
    pub(crate) fn take_changes(&mut self, now: Timestamp) -> Vec<Keep> {
        let mut wanted = Vec::new();
        for (id, before) in std::mem::take(&mut self.before) {
            let Some(shop) = self.all.get_mut(&id) else { continue };
            let changed = before.as_ref() != Some(&shop.record);
            wanted.extend(change(shop, changed));
            self.note(&id, now);
        }
        wanted
    }

    /// Notes what a shop has come to.
    fn note(&mut self, id: &ShopId, now: Timestamp) {
        let Some(shop) = self.all.get_mut(id) else { return };
        self.briefs.insert(id.clone(), Brief::of(shop, now));
        let place = listing::place(shop, now);
        if shop.place == place {
            return;
        }
        if let Some(left) = std::mem::replace(&mut shop.place, place.clone()) {
            self.listed.remove(&(left, id.clone()));
        }
        self.listed.extend(place.map(|place| (place, id.clone())));
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
