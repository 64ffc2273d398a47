//! Addresses in somebody else's frame, and names with a blank in them.

use super::StoreUrl;

fn parsed(typed: &str) -> Option<String> {
    StoreUrl::parse(typed).ok().map(|url| url.as_str().to_owned())
}

#[test]
fn the_shop_is_taken_out_of_somebody_elses_frame() {
    let cases = [
        ("https://wordpress.com/home/corner-shop.com", "https://corner-shop.com"),
        ("wordpress.com/home/corner-shop.com", "https://corner-shop.com"),
        ("https://wordpress.com/store/corner-shop.com", "https://corner-shop.com"),
        ("https://wordpress.com/plugins/manage/corner-shop.com", "https://corner-shop.com"),
        ("https://wordpress.com/stats/day/corner-shop.com?startDate=2024-01-01", "https://corner-shop.com"),
        ("https://wordpress.com/page/corner-shop.com/12", "https://corner-shop.com"),
        ("https://wordpress.com/home/corner-shop.com::two", "https://corner-shop.com/two"),
        ("https://wordpress.com/home/corner-shop.wordpress.com", "https://corner-shop.wordpress.com"),
        ("https://corner--shop-com.translate.goog/shop/?_x_tr_sl=de&_x_tr_tl=en", "https://corner-shop.com/shop"),
        ("https://www-corner--shop-co-uk.translate.goog/", "https://www.corner-shop.co.uk"),
        ("https://translate.google.com/website?sl=de&tl=en&u=https://corner-shop.com", "https://corner-shop.com"),
        ("https://translate.google.com/translate?u=corner-shop.com", "https://corner-shop.com"),
        ("https://web.archive.org/web/20240101000000/https://corner-shop.com/", "https://corner-shop.com"),
        ("https://web.archive.org/web/2024*/corner-shop.com", "https://corner-shop.com"),
        ("web.archive.org/web/20240101id_/http://www.corner-shop.com/cart/", "https://www.corner-shop.com"),
        ("https://href.li/?https://corner-shop.com", "https://corner-shop.com"),
        ("My shop: https://wordpress.com/home/corner-shop.com", "https://corner-shop.com"),
    ];
    for (typed, expected) in cases {
        assert_eq!(parsed(typed).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn a_frame_without_a_shop_is_no_address() {
    for typed in [
        "https://wordpress.com/home",
        "wordpress.com",
        "https://wordpress.com/sites/",
        "https://translate.google.com/?sl=de",
        "https://web.archive.org/",
        "https://href.li/",
    ] {
        assert_eq!(parsed(typed), None, "{typed}");
    }
}

#[test]
fn what_only_looks_like_a_frame_is_an_address() {
    for typed in ["https://corner-shop.wordpress.com", "https://translate.goog.example", "https://my-archive.org"] {
        assert_eq!(parsed(typed).as_deref(), Some(typed), "{typed}");
    }
}

#[test]
fn half_of_a_name_with_a_blank_in_it_is_not_asked() {
    for typed in [
        "my shop.com",
        "My Shop.com",
        "corner shop.de/two",
        "the corner shop.com",
        "https://corner shop.com",
        "müller shop.de",
    ] {
        assert_eq!(parsed(typed), None, "{typed}");
    }
    let whole = [
        ("my shop www.corner-shop.com", "https://www.corner-shop.com"),
        ("Shop: corner-shop.com", "https://corner-shop.com"),
        ("my shop https://corner-shop.com", "https://corner-shop.com"),
        ("My shop is corner-shop.com thanks", "https://corner-shop.com"),
        ("corner-shop.com, thanks", "https://corner-shop.com"),
    ];
    for (typed, expected) in whole {
        assert_eq!(parsed(typed).as_deref(), Some(expected), "{typed}");
    }
}
