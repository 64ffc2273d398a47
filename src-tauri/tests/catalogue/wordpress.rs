//! D: WordPress and WooCommerce.

use super::row::{Row, SHOP, remarks, stops};
use connect_core::problem::ProblemKind;
use connect_practice::{Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [links(), locked(), versions(), where_it_is()].into_iter().flatten().collect()
}

fn links() -> Vec<Row> {
    vec![
        stops(ProblemKind::PlainPermalinks, "by choice").with(Trouble::PlainPermalinks),
        stops(ProblemKind::PlainPermalinks, "by choice, from a page")
            .with(Trouble::PlainPermalinks)
            .typed("https://corner-shop.com/hats/red/"),
        stops(ProblemKind::NoRewriting, "the web server does not rewrite").with(Trouble::NoRewriting),
        remarks(ProblemKind::StrayText, "a notice before the JSON, and the plugin it names")
            .with(Trouble::NoiseBeforeJson)
            .names_other("corner-banner"),
        remarks(ProblemKind::StrayText, "a byte-order mark before the JSON").with(Trouble::ByteOrderMark),
        remarks(ProblemKind::StrayText, "a comment after the JSON").with(Trouble::NoiseAfterJson),
    ]
}

fn locked() -> Vec<Row> {
    let keys = (notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET);
    vec![
        remarks(ProblemKind::IndexHidden, "keys work all the same").with(Trouble::RestHidden).keys(keys.0, keys.1),
        stops(ProblemKind::RestLockedOut, "switched off for everybody, keys or not")
            .with(Trouble::RestSwitchedOff)
            .keys(keys.0, keys.1),
        stops(ProblemKind::RestLockedOut, "every form answers WordPress's own 404").with(Trouble::RestRemoved),
        stops(ProblemKind::SitePrivate, "WordPress.com's private site").with(Trouble::PrivateSite),
        stops(ProblemKind::NotSetUp, "the installation is not finished").with(Trouble::RedirectToInstall),
    ]
}

fn versions() -> Vec<Row> {
    vec![
        stops(ProblemKind::NoWooCommerce, "switched off").with(Trouble::WooCommerceInactive),
        stops(ProblemKind::WooCommerceTooOld, "without wc/v3").with(Trouble::OldWooCommerce),
    ]
}

fn where_it_is() -> Vec<Row> {
    vec![
        stops(ProblemKind::OtherHome, "a copy that still calls the original its home")
            .with(Trouble::HomeElsewhere { url: "https://original-shop.com".into() })
            .instead("https://original-shop.com"),
        // Not problems at all: other roots are found by themselves.
        remarks(ProblemKind::StrayText, "under another prefix")
            .with(Trouble::RestPrefix { prefix: "api".into() })
            .with(Trouble::NoiseBeforeJson)
            .name(SHOP, Vec::new(), None),
        remarks(ProblemKind::PrivateAddress, "with index.php in every link").with(Trouble::PathInfo).name(
            SHOP,
            Vec::new(),
            "10.0.0.7".parse().ok(),
        ),
        remarks(ProblemKind::PrivateAddress, "named in the page only")
            .with(Trouble::RestPrefix { prefix: "api".into() })
            .with(Trouble::LinkOnlyInPage)
            .name(SHOP, Vec::new(), "10.0.0.7".parse().ok()),
        remarks(ProblemKind::PrivateAddress, "JSON that calls itself a page").with(Trouble::WrongContentType).name(
            SHOP,
            Vec::new(),
            "10.0.0.7".parse().ok(),
        ),
    ]
}
