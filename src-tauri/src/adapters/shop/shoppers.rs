//! Whether shoppers get into the shop: its shop page as anybody sees it, without keys and without the
//! extra password. It refuses to follow anybody to another site.

use super::caller::Caller;
use super::search::is_access;
use super::shop_answer::shown_to;
use super::{ShopAnswer, ask, ask_once, private};
use crate::adapters::http::{Http, Request};
use crate::adapters::loose::Loose;
use connect_core::fingerprint::{self, Closed, Layer};
use connect_core::host;
use connect_core::problem::{Problem, Technical};
use connect_core::shop_facts::{ForShoppers, FoundShop, ShopShut};
use connect_core::store_url::StoreUrl;
use reqwest::{Method, Url};

/// WooCommerce's own name for the page of all products; a merchant may have chosen another.
const SHOP_PAGE: &str = "shop/";
/// A page may lead to its other spelling or to its language, and no further.
const MOST_REDIRECTS: usize = 3;

/// Two settings of WooCommerce's; with one of its keys their values may be read.
const COMING_SOON: &str = "woocommerce_coming_soon,woocommerce_store_pages_only";

/// Looks as a shopper does. What is open there is open; the front page tells whether what is not is so of the whole
/// shop. It says nothing of
/// WooCommerce's own pages, which may be *coming soon* alone: `caller` then asks the setting.
pub async fn for_shoppers(http: &Http, found: &FoundShop, caller: Option<&Caller>) -> ForShoppers {
    let http = &http.clone().within_bounds();
    let shop = page(http, &found.home, SHOP_PAGE).await;
    match &shop {
        GuestPage::Is(ForShoppers::Shut(shut)) if shut.how != Closed::ComingSoon => {}
        GuestPage::Is(told) => return told.clone(),
        _ => {}
    }
    let front = page(http, &found.home, "").await;
    match (front, shop) {
        // That address may be of something else than the page of all products.
        (
            GuestPage::Is(ForShoppers::Open),
            GuestPage::Is(ForShoppers::Shut(ShopShut { technical, .. }))
            | GuestPage::Blank(technical)
            | GuestPage::Elsewhere(technical),
        ) => ForShoppers::Shut(ShopShut { how: Closed::ShopShut, technical }),
        (_, GuestPage::Is(told @ ForShoppers::Shut(_))) => told,
        // Another page than the shop's own may be the one of all products; a fault is one all the same.
        (GuestPage::Is(ForShoppers::Open), GuestPage::Error { technical, fault: true }) => {
            ForShoppers::Shut(ShopShut { how: Closed::ShopPage, technical })
        }
        // A password that the web server asks for at this one address may be of an old folder: nothing shows that the
        // shop page is there.
        (
            GuestPage::Is(ForShoppers::Open),
            GuestPage::Is(_) | GuestPage::AsksPassword | GuestPage::Error { .. } | GuestPage::Nothing,
        ) => {
            let setting = async { coming_soon(http, found, caller?).await.ok().flatten() };
            setting.await.map_or(ForShoppers::Open, ForShoppers::Shut)
        }
        (GuestPage::Is(ForShoppers::Open), GuestPage::LedToSignIn(technical)) => {
            ForShoppers::Shut(ShopShut { how: Closed::ShopSignIn, technical })
        }
        (GuestPage::Is(told), _) => told,
        (GuestPage::LedToSignIn(technical), _) | (_, GuestPage::LedToSignIn(technical)) => {
            ForShoppers::Shut(ShopShut { how: Closed::SignIn, technical })
        }
        // One page may fail alone.
        (GuestPage::Error { technical, .. }, GuestPage::Error { .. }) => {
            ForShoppers::Shut(ShopShut { how: Closed::Error, technical })
        }
        (GuestPage::Blank(technical), GuestPage::Blank(_) | GuestPage::Error { .. } | GuestPage::Nothing) => {
            ForShoppers::Shut(ShopShut { how: Closed::Blank, technical })
        }
        (GuestPage::Elsewhere(technical), _) => ForShoppers::Shut(ShopShut { how: Closed::Elsewhere, technical }),
        (GuestPage::Error { .. } | GuestPage::AsksPassword | GuestPage::Blank(_) | GuestPage::Nothing, _) => {
            ForShoppers::Untold
        }
    }
}

/// What one page showed.
enum GuestPage {
    /// Enough.
    Is(ForShoppers),
    /// Whoever asks for this page is led to a sign-in: the other one tells whether that is so everywhere.
    LedToSignIn(Option<Technical>),
    /// The web server asks for a password at the shop page: the front page tells whether it does so everywhere.
    AsksPassword,
    /// The shop's server or WordPress itself answered with a fault, or that there is no such page.
    Error {
        /// The line for support.
        technical: Option<Technical>,
        /// It was a fault, and not that there is no such page.
        fault: bool,
    },
    /// A page without anything on it.
    Blank(Option<Technical>),
    /// Whoever asks for this page is led to another host, and what is there is not seen to be the shop.
    Elsewhere(Option<Technical>),
    /// Nothing certain.
    Nothing,
}

/// WooCommerce's own word that its pages say *coming soon*.
async fn coming_soon(http: &Http, found: &FoundShop, caller: &Caller) -> Result<Option<ShopShut>, Problem> {
    let mut url = private(&found.root, "wc-admin/options", "")?;
    url.query_pairs_mut().append_pair("options", COMING_SOON);
    let told = ask_once(http, caller.request(Method::GET, url, None)?).await?;
    let says = told.json().and_then(|json| Loose::of(json).get("woocommerce_coming_soon").raw());
    let is_soon = told.answer.status == 200 && says == Some("yes");
    Ok(is_soon.then(|| ShopShut { how: Closed::ComingSoon, technical: Technical::new(&told.line) }))
}

async fn page(http: &Http, home: &StoreUrl, page: &str) -> GuestPage {
    let Ok(mut url) = Url::parse(&home.page(page)) else { return GuestPage::Nothing };
    let mut visited = Vec::new();
    for _ in 0..=MOST_REDIRECTS {
        let Ok(told) = ask(http, Request::get(url.clone())).await else { return GuestPage::Nothing };
        let location = told.answer.header("location");
        let password = page == SHOP_PAGE && fingerprint::asks_for_page_password(&told.page());
        let how = closed(&told, location);
        if how == Some(Closed::SignIn) {
            return GuestPage::LedToSignIn(Technical::new(&told.line));
        }
        let of_server = matches!(told.reply().layer, Some(Layer::ExtraPassword | Layer::OtherSignIn));
        if page == SHOP_PAGE && of_server {
            return GuestPage::AsksPassword;
        }
        if let Some(how) = how.or(password.then_some(Closed::Password)) {
            return GuestPage::Is(ForShoppers::Shut(ShopShut { how, technical: Technical::new(&told.line) }));
        }
        let next = location.and_then(|location| url.join(location).ok()).filter(|_| told.answer.status < 400);
        match next {
            Some(next) if is_own(home, &next) && (next == url || visited.contains(&next)) => {
                // No browser gets out of a circle either, unless a cookie opens it.
                let opens = told.answer.header("set-cookie").is_some();
                let error = GuestPage::Error { technical: Technical::new(&told.line), fault: true };
                return if opens { GuestPage::Nothing } else { error };
            }
            Some(next) if is_own(home, &next) => visited.push(std::mem::replace(&mut url, next)),
            Some(next) if !is_name_of(home, &next) => {
                let technical = Technical::new(&format!("{} · leads to {}", told.line, shown_to(&next)));
                let asks_who = next.host_str().is_some_and(is_access);
                return if asks_who { GuestPage::LedToSignIn(technical) } else { GuestPage::Elsewhere(technical) };
            }
            _ => return standing(&told, is_name_of(home, &url)),
        }
    }
    GuestPage::Nothing
}

/// What a page shows that nothing stands in the place of; `own` says whether it is at the shop's own name.
fn standing(told: &ShopAnswer, own: bool) -> GuestPage {
    let technical = || Technical::new(&told.line);
    if is_open(told) {
        return GuestPage::Is(ForShoppers::Open);
    }
    if is_error(told) {
        return GuestPage::Error { technical: technical(), fault: told.answer.status >= 500 };
    }
    let in_order = told.answer.status == 200 && told.reply().layer.is_none();
    match (in_order, told.answer.body.trim_ascii().is_empty(), own) {
        (true, true, _) => GuestPage::Blank(technical()),
        // It was led here, within the shop's domain.
        (true, false, false) => GuestPage::Elsewhere(technical()),
        _ => GuestPage::Nothing,
    }
}

/// An error that is no refusal: a refusal may be of this computer alone, and a server that is too busy for one more
/// question may be so for this app alone.
fn is_error(told: &ShopAnswer) -> bool {
    let fault = match told.reply().layer {
        Some(Layer::Fault | Layer::DatabaseDown) => true,
        Some(Layer::ServerFault) => !matches!(told.answer.status, 503 | 508 | 529),
        _ => false,
    };
    fault || matches!(told.answer.status, 404 | 410)
}

/// A page in good order that bears no mark of anything in its place.
fn is_open(told: &ShopAnswer) -> bool {
    told.answer.status == 200 && told.reply().is_wordpress() && told.reply().layer.is_none()
}

fn closed(told: &ShopAnswer, location: Option<&str>) -> Option<Closed> {
    match told.reply().layer {
        Some(Layer::Maintenance) => Some(Closed::Maintenance),
        Some(Layer::ExtraPassword | Layer::OtherSignIn) => Some(Closed::Password),
        Some(Layer::Firewall { brand: Some(_), .. }) | None => fingerprint::closed(&told.page(), location),
        Some(_) => None,
    }
}

/// Whether an address has the shop's own name, with `www.` or without.
fn is_name_of(home: &StoreUrl, url: &Url) -> bool {
    let bare = |host: &str| host.trim_start_matches("www.").to_owned();
    url.host_str().is_some_and(|host| bare(host) == bare(home.host()))
}

/// Whether an address belongs to the shop.
fn is_own(home: &StoreUrl, url: &Url) -> bool {
    url.scheme() == "https" && url.host_str().is_some_and(|host| host::same_registrable(host, home.host()))
}
