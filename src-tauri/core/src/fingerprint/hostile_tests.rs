//! Pages made to break a reader: nothing panics, and what comes back is bounded.

use proptest::prelude::*;

use super::layer_tests::headers;
use super::*;

/// Asks everything of one page and checks the bounds.
fn ask_everything(page: &Page<'_>) {
    if let Some(Layer::Firewall { incident: Some(number), .. }) = layer(page, None) {
        assert!(
            (4..=64).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_alphanumeric() || b"._:-".contains(&b))
        );
    }
    assert!(layer(page, Some("rest_forbidden")).is_none() || page.status == 407 || page.status == 429);
    assert!(!(wordpress(page) && (platform(page).is_some() || placeholder(page))));
    wordpress_com(page);
    locked_out_plugins(page);
    cached(page.headers);
    not_set_up(page.body);
    inspector(page.body);
    assert!(rest_link(page).is_none_or(|root| !root.is_empty()));
    assert!(links(page).len() <= 200);
}

#[test]
fn hostile_pages_are_read_to_the_end() {
    let full = |piece: &str| piece.repeat(MAX_PAGE / piece.len());
    let heads = headers(&format!("link: {}\nset-cookie: {}", full("<a>;rel=\",\","), full("=;")));
    let pages = [
        full("<"),
        full("<div>"),
        full("<a href='"),
        full("<a a=&#x"),
        full("&amp"),
        full("&#99999999999;"),
        full("<!--"),
        full("<script>"),
        full("</title><title>"),
        full("<b>fatal error</b>:"),
        full("incident id: "),
        full("<link rel='https://api.w.org/' "),
        full("\u{0}\u{FFFD}ß<"),
        format!("<a {}>", (0..9000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ")),
    ];
    for body in &pages {
        ask_everything(&Page { status: 403, headers: &heads, body });
    }
}

#[test]
fn what_is_past_the_limit_is_not_read() {
    let body = format!("{}ß<a href=/x><meta name=generator content=WordPress>", " ".repeat(MAX_PAGE - 1));
    let page = Page { status: 200, headers: &[], body: &body };
    assert!(links(&page).is_empty() && !wordpress(&page));
}

/// Pieces that mean something to the reader, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<"),
        Just(">"),
        Just("\""),
        Just("'"),
        Just("="),
        Just("&"),
        Just("&#x0;"),
        Just("&amp;"),
        Just("/"),
        Just(" "),
        Just("<a href="),
        Just("<link rel=https://api.w.org/ href="),
        Just("<title>"),
        Just("</"),
        Just("<body id=error-page class="),
        Just("<!--"),
        Just("-->"),
        Just("<script>"),
        Just("<meta name=generator content="),
        Just("wp-die-message\"><h1>"),
        Just("</h1>"),
        Just("incident id: "),
        Just("a1b2"),
        Just("index of /"),
        Just("\"message\":\"<h1>"),
        Just("ß"),
        Just("\u{0}"),
        Just("wordpress"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn any_answer_is_taken(status in 100u16..600, body in prop_oneof![pieces(), ".{0,400}"], value in prop_oneof![pieces(), ".{0,80}"]) {
        for name in ["link", "set-cookie", "age", "retry-after", "www-authenticate", "server", "cf-ray", "content-type"] {
            ask_everything(&Page { status, headers: &[(name.to_owned(), value.clone())], body: &body });
        }
    }
}
