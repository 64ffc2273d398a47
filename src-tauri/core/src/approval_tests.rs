//! An answer counts once, in time, for the shop that was asked, and only with what WordPress makes.

use super::*;
use proptest::prelude::*;

const STATE: &str = "0123456789abcdef0123456789abcdef";
const GOOD: &str =
    "site_url=https%3A%2F%2Fcorner-shop.com&user_login=anna&password=aB3d%20eF6h%20iJ9l%20mN2p%20qR5t%20uV8x";
const START: Timestamp = Timestamp(1_000_000);

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn request(way: Way) -> Request {
    Request::new(secret(STATE), way, StoreUrl::parse("https://corner-shop.com").unwrap(), START).unwrap()
}

fn page() -> ApprovalPage {
    let home = StoreUrl::parse("https://corner-shop.com").unwrap();
    Offer::of(Said::At("https://corner-shop.com/wp-admin/authorize-application.php"), &home).page().unwrap().clone()
}

/// What comes of one address: the user, `rejected`, or why not.
fn taken(request: &mut Request, address: &str, now: Timestamp) -> Result<String, NotTaken> {
    request.take(&secret(address), now).map(|answer| match answer {
        Answer::Rejected => "rejected".to_owned(),
        Answer::Approved(whole) => {
            let (user, password) = whole.into_parts();
            format!("{} {}", user.expose(), password.expose())
        }
    })
}

#[test]
fn the_page_is_asked_with_all_that_leads_back() {
    let asked = |way| request(way).address(&page(), APP_NAME);
    let common = "https://corner-shop.com/wp-admin/authorize-application.php?app_name=Meum+Connect\
                  &app_id=822e1ac5-adf7-451c-945c-1bdfe90cc662";
    assert_eq!(
        asked(Way::Scheme),
        format!(
            "{common}&success_url=meum-connect%3A%2F%2Fapproved%3Fstate%3D{STATE}\
             &reject_url=meum-connect%3A%2F%2Frejected%3Fstate%3D{STATE}"
        )
    );
    assert_eq!(
        asked(Way::Loopback { port: 4711 }),
        format!(
            "{common}&success_url=http%3A%2F%2F127.0.0.1%3A4711%2Fapproved%3Fstate%3D{STATE}\
             &reject_url=http%3A%2F%2F127.0.0.1%3A4711%2Frejected%3Fstate%3D{STATE}"
        )
    );
}

#[test]
fn what_wordpress_sends_back_is_understood_by_either_way() {
    let user = Ok("anna aB3deF6hiJ9lmN2pqR5tuV8x".to_owned());
    let (ours, port) = ("meum-connect://approved", "http://127.0.0.1:4711/approved");
    let plus = GOOD.replace("%20", "+");
    let bare = GOOD.replace("%20", "");
    for back in [ours, port, "meum-connect://approved/"] {
        for answer in [GOOD, &plus, &bare, &GOOD.replace("https%3A", "http%3A"), &format!("{GOOD}&lang=de")] {
            let address = format!("{back}?state={STATE}&{answer}");
            assert_eq!(taken(&mut request(Way::Scheme), &address, START), user, "{address}");
        }
    }
    for rejected in [
        format!("{ours}?state={STATE}&success=false"),
        format!("meum-connect://rejected?state={STATE}"),
        format!("http://127.0.0.1:4711/rejected?state={STATE}&success=false"),
    ] {
        assert_eq!(taken(&mut request(Way::Scheme), &rejected, START), Ok("rejected".to_owned()), "{rejected}");
    }
}

#[test]
fn whatever_else_comes_gives_nothing() {
    use NotTaken::{Malformed, OtherShop, Unasked};
    let ours = format!("meum-connect://approved?state={STATE}");
    let other_state = STATE.replace('0', "1");
    let cases = [
        (String::new(), Unasked),
        ("meum-connect://".to_owned(), Unasked),
        ("not an address".to_owned(), Unasked),
        (format!("meum-connect://approved?{GOOD}"), Unasked),
        (format!("meum-connect://approved?state=&{GOOD}"), Unasked),
        (format!("meum-connect://approved?state={other_state}&{GOOD}"), Unasked),
        (format!("meum-connect://approved?state={}&{GOOD}", &STATE[1..]), Unasked),
        (format!("meum-connect://approved?state={STATE}0&{GOOD}"), Unasked),
        (format!("{ours}&state={STATE}&{GOOD}"), Unasked),
        (format!("{ours}&{GOOD}&user_login=bob"), Unasked),
        (format!("{ours}&{GOOD}&x={}", "a".repeat(1_000_000)), Unasked),
        (ours.clone(), Malformed),
        (format!("{ours}&{}", GOOD.replace("anna", "")), Malformed),
        (format!("{ours}&{}", GOOD.replace("anna", "an%0Ana")), Malformed),
        (format!("{ours}&{}", GOOD.replace("aB3d", "aB3")), Malformed),
        (format!("{ours}&{}", GOOD.replace("aB3d", "%3Cb%3E")), Malformed),
        (format!("{ours}&{}", GOOD.replace("&user_login=anna", "")), Malformed),
        (format!("{ours}&{}", GOOD.replace("corner-shop", "big-mall")), OtherShop),
        (format!("{ours}&{}", GOOD.replace("corner-shop.com", "corner-shop.com%2Fother")), OtherShop),
        (format!("{ours}&{}", GOOD.replace("corner-shop.com", "corner-shop.com%3A8443")), OtherShop),
        (format!("{ours}&{}", GOOD.replace("https%3A%2F%2F", "javascript%3A")), OtherShop),
    ];
    for (address, expected) in cases {
        let start: String = address.chars().take(160).collect();
        assert_eq!(taken(&mut request(Way::Scheme), &address, START), Err(expected), "{start}");
    }
}

#[test]
fn a_request_is_answered_once_and_for_ten_minutes() {
    let address = format!("meum-connect://approved?state={STATE}&{GOOD}");
    let at = |seconds| START.after(Span::seconds(seconds));
    let mut open = request(Way::Scheme);
    assert!(taken(&mut open, &address, at(600)).is_ok());
    assert!(!open.is_open(at(600)));
    assert_eq!(taken(&mut open, &address, at(600)), Err(NotTaken::Twice));
    let mut late = request(Way::Scheme);
    assert_eq!(taken(&mut late, &address, at(601)), Err(NotTaken::Late));
    assert_eq!(taken(&mut late, &address, at(-1)), Err(NotTaken::Late), "the clock was set back");
    // One that is wrong uses the request up as well: whoever sent it knows the state.
    let mut tried = request(Way::Scheme);
    assert_eq!(taken(&mut tried, &address.replace("anna", ""), at(1)), Err(NotTaken::Malformed));
    assert_eq!(taken(&mut tried, &address, at(2)), Err(NotTaken::Twice));
}

#[test]
fn a_state_that_could_be_guessed_makes_no_request() {
    let site = || StoreUrl::parse("https://corner-shop.com").unwrap();
    for state in ["", "1", &STATE[1..], &format!("{STATE}0"), &STATE.replace('a', "x")] {
        assert!(Request::new(secret(state), Way::Scheme, site(), START).is_none(), "{state}");
    }
}

#[test]
fn only_a_page_at_the_shops_own_address_is_an_offer() {
    let home = StoreUrl::parse("https://corner-shop.com/shop").unwrap();
    let at = |page: &str| Offer::of(Said::At(page), &home);
    let page = "https://corner-shop.com/shop/wp-admin/authorize-application.php";
    assert!(at(page).page().is_some());
    let apart = [
        "https://big-mall.com/wp-admin/authorize-application.php",
        "https://corner-shop.com:8443/wp-admin/authorize-application.php",
        "https://anna@corner-shop.com/wp-admin/authorize-application.php",
        "https://corner-shop.com.big-mall.com/",
        "javascript:alert(1)",
        "",
    ];
    for page in apart {
        assert_eq!(at(page), Offer::Elsewhere, "{page}");
    }
    assert_eq!(at("http://corner-shop.com/wp-admin/authorize-application.php"), Offer::Insecure);
    assert_eq!(Offer::of(Said::None, &home), Offer::Off);
    assert_eq!(Offer::of(Said::Nothing, &home), Offer::Untold);
}

#[test]
fn an_offer_is_stored_and_read_again_and_its_page_stays_safe() {
    let offer = Offer::At(page());
    let text = serde_json::to_string(&offer).unwrap();
    assert_eq!(serde_json::from_str::<Offer>(&text).unwrap(), offer);
    assert!(serde_json::from_str::<Offer>(&text.replace("https:", "http:")).is_err());
}

proptest! {
    /// Whatever comes, and in whatever order: one answer at most, and only the one with the state.
    #[test]
    fn no_walk_of_answers_is_taken_twice(
        walk in prop::collection::vec((0_u8..8, -5_i64..700, "[ -~]{0,40}"), 0..30),
    ) {
        let mut open = request(Way::Scheme);
        let mut answers = 0;
        for (step, seconds, noise) in walk {
            let right = format!("meum-connect://approved?state={STATE}");
            let address = match step {
                0 => format!("{right}&{GOOD}"),
                1 => format!("{right}&success=false"),
                2 => format!("{right}&{GOOD}&{noise}"),
                3 => format!("meum-connect://approved?state={noise}&{GOOD}"),
                4 => format!("http://127.0.0.1:1/{noise}?{GOOD}"),
                5 => format!("{right}&user_login={noise}&password={noise}&site_url={noise}"),
                6 => noise,
                _ => format!("meum-connect://{noise}"),
            };
            let now = START.after(Span::seconds(seconds));
            let could = open.is_open(now);
            let taken = taken(&mut open, &address, now);
            prop_assert!(could || taken.is_err());
            answers += u32::from(taken.is_ok());
        }
        prop_assert!(answers <= 1);
    }
}
