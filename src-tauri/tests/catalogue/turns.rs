//! What leads on, keeps an old page or cuts an answer short: each is said as it was seen, and whoever makes it is named
//! by a mark of their own only. Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use super::webhook::World;
use connect_core::fingerprint::Closed;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::{ForShoppers, WayIn, WebhookMissing};
use connect_core::webhook::WebhookForm;
use connect_practice::{CutPart, Habit, Leader, PageTurn, PlaceholderKind, Strange, Trouble, Turn};
use meum_connect::adapters::shop;

pub fn rows() -> Vec<Row> {
    [leaders(), pages(), cuts(), clocks(), addresses(), marks()].into_iter().flatten().collect()
}

fn turn(how: Turn) -> Trouble {
    habit(Habit::Turn { how })
}

fn slash(by: Leader) -> Trouble {
    turn(Turn::Slash { by, hook_only: false })
}

/// A plugin that leads on says so; the web server's rule says nothing.
fn leaders() -> Vec<Row> {
    let led = |what| good(stops(ProblemKind::Blocked, what));
    vec![
        led("a rule of the server's").with(slash(Leader::Server)).marked(Mark::SlashAdded),
        led("a plugin, by its own word")
            .with(slash(Leader::Redirection))
            .marked(Mark::LedByPlugin)
            .names_other("Redirection"),
        unknown(stops(ProblemKind::Blocked, "the same, and the key is unknown"))
            .with(slash(Leader::Redirection))
            .marked(Mark::LedByPlugin),
    ]
}

/// What a cache keeps where the index is says nothing of the shop.
fn pages() -> Vec<Row> {
    let old = |what| good(remarks(ProblemKind::IndexHidden, what)).marked(Mark::OldPage).reads();
    let page = |status, named| turn(Turn::OldPage { status, named, always: false });
    let always = |named| turn(Turn::OldPage { status: 200, named, always: true });
    vec![
        old("a page of a break with 200, and the cache says so").with(page(200, true)),
        old("the same, and the cache says nothing").with(page(200, false)),
        old("the same whatever is asked, and the cache says so").with(always(true)),
        old("the same whatever is asked, and the cache says nothing").with(always(false)),
        old("a page of a break with 503").with(page(503, true)),
        old("a page of a refusal").with(page(403, true)),
        unknown(stops(ProblemKind::KeyUnknown, "an old page, and the key is unknown")).with(page(200, true)),
        stops(ProblemKind::ServerFault, "no cache says that it gave this one").with(page(503, false)),
    ]
}

/// Half an answer is half an answer, and nobody else's.
fn cuts() -> Vec<Row> {
    let report = || turn(Turn::Cut { part: CutPart::Report });
    vec![
        good(remarks(ProblemKind::ReportMissing, "the report ends in the middle"))
            .with(report())
            .marked(Mark::CutOff)
            .reads(),
        wrong_secret(stops(ProblemKind::SecretWrong, "the same, and the secret is wrong")).with(report()),
        stops(ProblemKind::ConnectionBroken, "the index ends in the middle")
            .with(turn(Turn::Cut { part: CutPart::Index }))
            .marked(Mark::CutOff),
    ]
}

/// A signature that is refused for its time was right: where it was made for https, WordPress has noticed that.
fn clocks() -> Vec<Row> {
    let stale = || habit(Habit::Strange { how: Strange::SignaturesStale });
    vec![
        good(stops(ProblemKind::HeaderStripped, "keys are taken off, and the time is wrong"))
            .with(turn(Turn::KeysTakenOff))
            .with(stale())
            .unmarked(),
        good(remarks(ProblemKind::HeaderStripped, "the header alone is taken off, and the time is wrong"))
            .with(Trouble::AuthorizationStripped)
            .with(stale())
            .unmarked()
            .reads(),
        good(stops(ProblemKind::HttpsUnnoticed, "https is not noticed, and the time is wrong"))
            .with(Trouble::HttpsUnnoticed)
            .with(stale())
            .unmarked(),
        unknown(stops(ProblemKind::KeyUnknown, "keys are taken off, and the key is unknown"))
            .with(turn(Turn::KeysTakenOff))
            .with(stale()),
    ]
}

/// An address that nobody outside reaches is none to use instead.
fn addresses() -> Vec<Row> {
    let inner = |url: &'static str, host| {
        stops(ProblemKind::OtherHome, "WordPress names an address of its own network")
            .with(Trouble::HomeElsewhere { url: url.into() })
            .marked(Mark::InnerAddress)
            .names_other(host)
    };
    vec![
        inner("http://localhost:8080", "localhost"),
        inner("http://192.168.178.20", "192.168.178.20"),
        inner("https://corner.local", "corner.local"),
        stops(ProblemKind::OtherHome, "another domain is offered")
            .with(Trouble::HomeElsewhere { url: "https://big-mall.com".into() })
            .instead("https://big-mall.com")
            .unmarked(),
    ]
}

fn marks() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::StrayText, "a host that was asleep answers when it is asked once more"))
            .with(turn(Turn::Asleep))
            .with(Trouble::NoiseAfterJson)
            .reads(),
        good(remarks(ProblemKind::StrayText, "a byte order mark and nothing else"))
            .with(turn(Turn::ByteOrderMark))
            .marked(Mark::ByteOrderMark)
            .reads(),
        good(remarks(ProblemKind::StrayText, "a notice")).with(Trouble::NoiseAfterJson).unmarked().reads(),
    ]
}

/// Where WordPress leads on, the address is there if the route is beyond; where its links are plain, it is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_led_on_to_its_route_is_not_said_to_be_missing() {
    let cases = [
        (Leader::WordPress, Some(Mark::LedOn), None),
        (Leader::Server, Some(Mark::LedOn), None),
        (Leader::Redirection, Some(Mark::LedByPlugin), Some("Redirection")),
    ];
    for (by, mark, name) in cases {
        for hook_only in [true, false] {
            let world = World::with([turn(Turn::Slash { by, hook_only })]).await;
            let found = world.search().await.unwrap();
            let learnt = super::webhook::Learnt { found, closers: Vec::new() };
            let way_in = world.way_in(&learnt, WebhookForm::Usual).await;
            let WayIn::Missing(WebhookMissing { behind_links, mark: seen, by: named, .. }) = &way_in else {
                panic!("{by:?}: {way_in:?}")
            };
            assert_eq!((*behind_links, *seen), (false, mark), "{by:?} {hook_only}");
            assert_eq!(named.as_ref().map(PlainText::as_str), name, "{by:?} {hook_only}");
        }
    }
    // Beyond plain links, no route is.
    let plain = World::with([Trouble::PlainPermalinks, slash(Leader::WordPress)]).await;
    let way_in = plain.way_in(&plain.learn().await, WebhookForm::Usual).await;
    assert!(matches!(&way_in, WayIn::Missing(missing) if missing.behind_links), "{way_in:?}");
}

/// What shoppers get is said where it is no shop, and of `/shop/` alone where the front page is open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_page_and_another_website_are_no_shop() {
    let cases = [
        (PageTurn::Blank, false, Closed::Blank),
        (PageTurn::Elsewhere, false, Closed::Elsewhere),
        (PageTurn::Blank, true, Closed::ShopShut),
        (PageTurn::Elsewhere, true, Closed::ShopShut),
    ];
    for (to, shop_only, expected) in cases {
        let world = World::with([turn(Turn::Pages { to, shop_only })]).await;
        let found = world.search().await.unwrap();
        let seen = shop::for_shoppers(&world.http, &found, None).await;
        assert!(matches!(&seen, ForShoppers::Shut(shut) if shut.how == expected), "{to:?} {shop_only}: {seen:?}");
    }
}

/// The other name of the shop is looked at before its web host is asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_placeholder_at_one_of_two_names_leads_to_the_other() {
    let row = stops(ProblemKind::ShopInFolder, "a placeholder without www, and the shop with it")
        .with(Trouble::Placeholder { kind: PlaceholderKind::DefaultPage })
        .other_shop("https://www.corner-shop.com/")
        .instead("https://www.corner-shop.com");
    let expected = row.expected();
    let seen = Box::pin(row.run()).await;
    assert!(seen.matches(&expected), "{seen:?}");
}

/// One answer is one line: what the problem's own says is not told again below it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_is_told_of_twice() {
    let row = good(stops(ProblemKind::Blocked, "a plugin leads on")).with(slash(Leader::Redirection));
    let stop = Box::pin(row.run()).await.stop.unwrap();
    let own = stop.technical.unwrap();
    let (own, _) = own.as_str().split_once(" ms").unwrap();
    let again: Vec<_> = stop.tried.iter().filter(|line| line.as_str().starts_with(own)).collect();
    assert!(again.is_empty(), "{own} and {again:?}");
}
