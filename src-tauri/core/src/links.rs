//! The pages the app may open in the merchant's browser: a closed list, each built from the
//! shop's checked address or from Meum's documented addresses. No address comes from an answer.

use crate::store_url::StoreUrl;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page outside the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Link {
    /// The shop itself.
    Shop,
    /// The shop's checkout, where shoppers choose how to pay.
    Checkout,
    /// WordPress's administration.
    Admin,
    /// WooCommerce's form for a new key, already open.
    KeyPage,
    /// WooCommerce's list of keys.
    KeyList,
    /// WordPress's permalink settings.
    Permalinks,
    /// WordPress's reading settings, with the site's visibility.
    Reading,
    /// WordPress's list of plugins.
    Plugins,
    /// The user's own profile in WordPress, at its application passwords.
    Profile,
    /// WooCommerce's payment methods.
    Payments,
    /// The settings of Meum's payment method, where its id is known; else the list.
    Gateway,
    /// WordPress.com's plans.
    WordPressPlans,
    /// Meum's Merchant Admin.
    MerchantAdmin,
    /// Meum's page on creating an organization, with the payout wallet.
    PayoutGuide,
    /// Meum's page on API credentials.
    MeumKeyGuide,
    /// An e-mail to Meum's support.
    MeumSupport,
}

/// Whose page a link leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The shop's own, for its shoppers.
    Shop,
    /// The shop's administration, which is where WordPress itself is.
    Administration,
    /// Meum's, or WordPress.com's.
    SomebodyElse,
}

impl Link {
    /// Whose page it is.
    const fn owner(self) -> Owner {
        match self {
            Self::Shop | Self::Checkout => Owner::Shop,
            Self::Admin
            | Self::KeyPage
            | Self::KeyList
            | Self::Permalinks
            | Self::Reading
            | Self::Plugins
            | Self::Profile
            | Self::Payments
            | Self::Gateway => Owner::Administration,
            Self::WordPressPlans | Self::MerchantAdmin | Self::PayoutGuide | Self::MeumKeyGuide | Self::MeumSupport => {
                Owner::SomebodyElse
            }
        }
    }

    /// Whether the page belongs to the shop (and, while practising, to the practice shop).
    pub fn is_of_shop(self) -> bool {
        self.owner() != Owner::SomebodyElse
    }

    /// The page's address at a shop whose WordPress may be in another folder (`site`) than its pages.
    pub fn address_at(self, home: Option<&StoreUrl>, site: Option<&StoreUrl>) -> Option<String> {
        self.address(site.filter(|_| self.owner() == Owner::Administration).or(home))
    }

    /// The page's address; `None` for a page of the shop while no shop is known.
    pub fn address(self, shop: Option<&StoreUrl>) -> Option<String> {
        let page = |page: &str| shop.map(|shop| shop.page(page));
        match self {
            Self::Shop => page(""),
            Self::Checkout => page("checkout/"),
            Self::Admin => page("wp-admin/"),
            Self::KeyPage => page("wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1"),
            Self::KeyList => page("wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys"),
            Self::Permalinks => page("wp-admin/options-permalink.php"),
            Self::Reading => page("wp-admin/options-reading.php"),
            Self::Plugins => page("wp-admin/plugins.php"),
            Self::Profile => page("wp-admin/profile.php#application-passwords-section"),
            Self::Payments | Self::Gateway => page("wp-admin/admin.php?page=wc-settings&tab=checkout"),
            Self::WordPressPlans => Some("https://wordpress.com/pricing/".to_owned()),
            Self::MerchantAdmin => Some("https://app.meum.io/".to_owned()),
            Self::PayoutGuide => Some("https://docs.meum.io/getting-started/create-organization".to_owned()),
            Self::MeumKeyGuide => Some("https://docs.meum.io/getting-started/get-api-credentials".to_owned()),
            Self::MeumSupport => Some("mailto:support@meum.io".to_owned()),
        }
    }
}

/// Longest id of a payment method that is put into an address, in bytes.
const LONGEST_ID: usize = 64;

/// Whether an id in a shop's words is plain enough to be put into an address.
pub fn is_gateway_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(plain)
}

/// Longest file of a plugin that is put into an address, in bytes.
const LONGEST_FILE: usize = 128;

/// Whether a plugin's file, as WordPress lists it without its ending, is plain enough to be put into an address.
pub fn is_plugin_file(file: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    file.len() <= LONGEST_FILE && file.split('/').count() <= 2 && file.split('/').all(plain)
}

/// The page with one payment method's own settings; `None` for an id that is not plain.
pub fn gateway_page(shop: &StoreUrl, id: &str) -> Option<String> {
    let list = Link::Gateway.address(Some(shop))?;
    is_gateway_id(id).then(|| format!("{list}&section={id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_id_is_put_into_an_address() {
        let shop = StoreUrl::from_home("https://shop.example/boutique").unwrap();
        let page = "https://shop.example/boutique/wp-admin/admin.php?page=wc-settings&tab=checkout&section=meum_pay-1";
        assert_eq!(gateway_page(&shop, "meum_pay-1").as_deref(), Some(page));
        for id in ["", "meum&tab=advanced", "meum#", "meum/..", "mëum", &"m".repeat(65)] {
            assert_eq!(gateway_page(&shop, id), None, "{id}");
        }
    }

    #[test]
    fn only_a_plain_file_of_a_plugin_is_put_into_an_address() {
        for (file, plain) in [
            ("meum/meum", true),
            ("meum", true),
            ("meum-pay_2/plugin", true),
            ("", false),
            ("meum/", false),
            ("/meum", false),
            ("meum/../akismet", false),
            ("meum/a/b", false),
            ("meum?x", false),
            ("meum.php", false),
            (&"m".repeat(129), false),
        ] {
            assert_eq!(is_plugin_file(file), plain, "{file}");
        }
    }

    #[test]
    fn the_administration_is_where_wordpress_is_and_the_shop_where_its_pages_are() {
        let [home, site] =
            ["https://shop.example", "https://shop.example/wp"].map(|url| StoreUrl::from_home(url).unwrap());
        let at = |link: Link| link.address_at(Some(&home), Some(&site)).unwrap();
        assert_eq!(at(Link::Permalinks), "https://shop.example/wp/wp-admin/options-permalink.php");
        assert!(at(Link::KeyList).starts_with("https://shop.example/wp/wp-admin/admin.php?"));
        assert_eq!(
            (at(Link::Shop).as_str(), at(Link::Checkout).as_str()),
            ("https://shop.example/", "https://shop.example/checkout/")
        );
        assert_eq!(at(Link::MerchantAdmin), "https://app.meum.io/");
        assert_eq!(Link::Admin.address_at(Some(&home), None).unwrap(), "https://shop.example/wp-admin/");
    }

    #[test]
    fn pages_of_the_shop_keep_its_folder() {
        let shop = StoreUrl::from_home("https://shop.example/boutique").unwrap();
        let address = Link::Permalinks.address(Some(&shop)).unwrap();
        assert_eq!(address, "https://shop.example/boutique/wp-admin/options-permalink.php");
        assert_eq!(Link::Permalinks.address(None), None);
    }
}
