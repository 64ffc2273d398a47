//! The list of shops: what wants attention first, and as many as fit.

use crate::app::App;
use crate::line::Headline;
use crate::plain::PlainText;
use crate::reading;
use crate::record::ShopId;
use crate::shop::Shop;
use crate::step::Step;
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
    let real = || app.shops.all().filter(|shop| !shop.record.practice);
    let total = real().count();
    if total < 2 {
        return None;
    }
    let search = app.search.to_lowercase();
    let mut fitting: Vec<&Shop> = real().filter(|shop| fits(shop, &search)).collect();
    fitting.sort_by_cached_key(|shop| (urgency(shop), label(shop).to_lowercase()));
    let current = |shop: &Shop| app.settings.current.as_ref() == Some(&shop.record.id);
    Some(ShopsView {
        total,
        search: app.search.clone(),
        found: fitting.len(),
        shops: fitting.into_iter().take(MOST).map(|shop| entry(shop, current(shop))).collect(),
    })
}

fn entry(shop: &Shop, current: bool) -> ShopEntry {
    let record = &shop.record;
    ShopEntry {
        id: record.id.clone(),
        name: reading::name(record),
        host: record.found.as_ref().map(|found| found.home.host().to_owned()),
        headline: if record.step == Step::Panel { Some(shop.standing) } else { None },
        current,
    }
}

fn label(shop: &Shop) -> String {
    let host = shop.record.found.as_ref().map(|found| found.home.host().to_owned()).unwrap_or_default();
    format!("{} {host}", reading::name(&shop.record).map(|name| name.as_str().to_owned()).unwrap_or_default())
}

fn fits(shop: &Shop, search: &str) -> bool {
    search.is_empty() || label(shop).to_lowercase().contains(search)
}

/// The lower, the sooner somebody should look.
fn urgency(shop: &Shop) -> u8 {
    if shop.record.step != Step::Panel {
        return 4;
    }
    match shop.standing {
        Headline::CantPayYet => 0,
        Headline::Attention => 1,
        Headline::CantTell => 2,
        Headline::Checking => 3,
        Headline::CanPay => 5,
    }
}
