//! The list of shops: what wants attention first, and as many as fit.

use crate::app::App;
use crate::line::Headline;
use crate::plain::PlainText;
use crate::reading;
use crate::record::ShopId;
use crate::shop::{Place, Shop};
use serde::Serialize;
use ts_rs::TS;

/// More of them would not be read; a search finds the others.
const MOST: usize = 20;

/// The list of shops.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShopsView {
    /// How many there are.
    pub total: usize,
    /// What was searched for.
    pub search: String,
    /// How many of them fit the search.
    pub found: usize,
    /// The first of these.
    pub shops: Vec<ShopEntry>,
}

/// A shop in the list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShopEntry {
    /// Which.
    pub id: ShopId,
    /// Its name, or its host name, where one is known.
    pub name: Option<PlainText>,
    /// Its host name.
    pub host: Option<String>,
    /// How it stands; `None` while it is being connected.
    pub headline: Option<Headline>,
    /// Whether it is on the screen.
    pub current: bool,
}

/// The list, where there is more than one shop to choose from.
pub(super) fn view(app: &App) -> Option<ShopsView> {
    if app.current().is_none_or(|shop| shop.record.practice) {
        return None;
    }
    let total = app.shops.listed().len();
    if total < 2 {
        return None;
    }
    let search = app.search.to_lowercase();
    let fits = |(place, _): &&(Place, ShopId)| place.label.contains(&search);
    let found = if search.is_empty() { total } else { app.shops.listed().filter(fits).count() };
    let first = app.shops.listed().filter(fits).take(MOST);
    let current = app.settings.current.as_ref();
    let shops = first.filter_map(|(place, id)| Some(entry(app.shops.get(id)?, place, current)));
    Some(ShopsView { total, search: app.search.clone(), found, shops: shops.collect() })
}

fn entry(shop: &Shop, place: &Place, current: Option<&ShopId>) -> ShopEntry {
    let record = &shop.record;
    ShopEntry {
        id: record.id.clone(),
        name: reading::name(record),
        host: record.found.as_ref().map(|found| found.home.host().to_owned()),
        headline: place.headline,
        current: current == Some(&record.id),
    }
}
