//! What the icon beside the clock shows: the worst state of the watched shops as its shape, and the shops
//! with a word each. It goes to the desktop, not to the page.

use crate::app::App;
use crate::language::Language;
use crate::line::Headline;
use crate::message::{Arg, Key, Message, Slot};
use crate::reading;
use crate::record::ShopId;
use crate::shop::Shop;
use crate::watch;
use crate::words::keys;

/// More shops make a menu that nobody reads; the window has the others.
const MOST: usize = 8;

/// The icon and its menu.
#[derive(Clone, Debug, PartialEq)]
pub struct TrayView {
    /// The language of what it says.
    pub language: Language,
    /// How the shop stands that needs somebody first; *checking* where there is none.
    pub worst: Headline,
    /// What the icon says of all of them.
    pub says: Message,
    /// The watched shops, what wants attention first.
    pub shops: Vec<TrayShop>,
    /// How many more there are, if any.
    pub more: Option<Message>,
}

/// A shop in the menu.
#[derive(Clone, Debug, PartialEq)]
pub struct TrayShop {
    /// Which.
    pub id: ShopId,
    /// Its name, and how it stands.
    pub says: Message,
}

/// What the icon shows; `None` where the merchant does not want the watch to go on without the window.
pub(super) fn view(app: &App) -> Option<TrayView> {
    if app.settings.preferences.keep_watching != Some(true) {
        return None;
    }
    // The list of shops has this order already.
    let watched = || {
        let listed = app.shops.listed().filter_map(|(place, id)| Some((place.headline?, app.shops.get(id)?)));
        listed.filter(|(_, shop)| watch::is_watched(shop))
    };
    let count = watched().count();
    let first: Vec<(Headline, &Shop)> = watched().take(MOST).collect();
    let worst = first.first().map_or(Headline::Checking, |(headline, _)| *headline);
    let says = match first.first() {
        None => keys::TRAY_NO_SHOP.alone(),
        Some(_) if worst == Headline::CanPay && count > 1 => keys::TRAY_ALL_WELL.with(Slot::Count, number(count)),
        Some((headline, shop)) => entry(shop, *headline),
    };
    let shops: Vec<TrayShop> = first
        .iter()
        .map(|(headline, shop)| TrayShop { id: shop.record.id.clone(), says: entry(shop, *headline) })
        .collect();
    let left = count - shops.len();
    let more = (left > 0).then(|| keys::TRAY_MORE.with(Slot::Count, number(left)));
    Some(TrayView { language: app.language(), worst, says, shops, more })
}

/// A shop's name, and how it stands.
fn entry(shop: &Shop, headline: Headline) -> Message {
    let standing = Arg::Message(standing(headline).alone());
    let host = || shop.record.found.as_ref().map(|found| Arg::Text(found.home.host().to_owned()));
    let name = reading::name(&shop.record).map(|name| Arg::from(&name)).or_else(host);
    let says = keys::TRAY_SHOP.with(Slot::Standing, standing);
    match name {
        Some(name) => says.and(Slot::Shop, name),
        None => says,
    }
}

/// The words of a headline.
const fn standing(headline: Headline) -> Key {
    match headline {
        Headline::Checking => keys::HEADLINE_CHECKING,
        Headline::CanPay => keys::HEADLINE_CAN_PAY,
        Headline::CantPayYet => keys::HEADLINE_CANT_PAY_YET,
        Headline::Attention => keys::HEADLINE_ATTENTION,
        Headline::CantTell => keys::HEADLINE_CANT_TELL,
    }
}

fn number(count: usize) -> Arg {
    Arg::Count(u32::try_from(count).unwrap_or(u32::MAX))
}
