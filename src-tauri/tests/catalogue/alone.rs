//! What came once, to one question alone, or to everybody: of a key, a rule or the whole shop nothing is stated that no
//! second question has shown. Each with its neighbours.

use super::keys::{UNKNOWN_KEY, good};
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, SHOP, remarks, stops};
use super::webhook::World;
use crate::harness::relay::Relay;
use connect_core::fingerprint::Closed;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::ForShoppers;
use connect_practice::{GuestStopper, Habit, PlaceholderKind, ShopPlace, Strange, Trouble, notebook as notes};
use meum_connect::adapters::http::{Beyond, Conditions, Http, Resolved};
use meum_connect::adapters::shop;

pub fn rows() -> Vec<Row> {
    [writing(), expired(), once(), hidden(), report(), of_everybody(), addresses(), late()]
        .into_iter()
        .flatten()
        .collect()
}

fn strange(how: Strange) -> Trouble {
    habit(Habit::Strange { how })
}

fn read_only(row: Row) -> Row {
    row.keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
}

/// A row of a shop with which nothing is wrong but what it says around its answers: the way was gone to its end.
fn passes(what: &'static str, trouble: Trouble) -> Row {
    good(remarks(ProblemKind::StrayText, what)).with(trouble).with(Trouble::NoiseAfterJson).reads()
}

/// Whether WooCommerce was asked at all shows a second question that would write, which it answers otherwise.
fn writing() -> Vec<Row> {
    let dressed = || habit(Habit::ErrorPages { status: 0 });
    let refused = |status| habit(Habit::WritesRefused { status });
    let unseen = |what, status| {
        stops(ProblemKind::Blocked, what).with(dressed()).with(refused(status)).marked(Mark::WriteRefused).reads()
    };
    vec![
        read_only(unseen("a POST ends at the server's own 404, a read-only key", 404)),
        good(unseen("the same, a good key", 404)),
        good(unseen("a rule answers POST with 401, a good key", 401)),
        read_only(unseen("the same, a read-only key", 401)),
        read_only(stops(ProblemKind::KeyReadOnly, "every error has a page, a read-only key")).with(dressed()).reads(),
        passes("every error has a page, a good key", dressed()),
        good(remarks(ProblemKind::ShopClockOff, "every error is empty, a good key"))
            .with(strange(Strange::EmptyErrors))
            .with(Trouble::ClockOff { minutes: 90 })
            .reads(),
        good(stops(ProblemKind::Blocked, "what is asked about payment methods is refused"))
            .with(strange(Strange::MethodsForbidden { status: 403 }))
            .marked(Mark::MethodsRefused)
            .reads(),
        good(stops(ProblemKind::Blocked, "what would write is refused"))
            .with(refused(403))
            .marked(Mark::WriteRefused)
            .reads(),
        good(stops(ProblemKind::NotUnderstood, "somebody else answers what would write"))
            .with(strange(Strange::WritesSwallowed))
            .marked(Mark::WriteReplaced)
            .reads(),
        good(stops(ProblemKind::NotUnderstood, "the theme answers what would write"))
            .with(strange(Strange::WritesToPage { status: 404 }))
            .marked(Mark::WriteReplaced)
            .reads(),
        good(stops(ProblemKind::ExtraPassword, "what would write asks for a password"))
            .with(habit(Habit::PasswordForWrites))
            .marked(Mark::WriteRefused)
            .reads(),
        good(stops(ProblemKind::ExtraPassword, "the whole part asks for one"))
            .with(habit(Habit::PasswordForWooCommerce))
            .marked(Mark::PartOnly),
    ]
}

/// A code says something of this key only where a key that cannot exist gets another.
fn expired() -> Vec<Row> {
    let all = |headers| strange(Strange::ExpiredForAll { headers });
    vec![
        good(stops(ProblemKind::RestLockedOut, "everybody's key has run out"))
            .with(all(false))
            .marked(Mark::KeyOrLock)
            .quoting("The API key has expired."),
        unknown(stops(ProblemKind::KeyUnknown, "whoever brings a header is told so, and the key is unknown"))
            .with(all(true))
            .unmarked(),
        good(remarks(ProblemKind::HeaderStripped, "the same, and a good key")).with(all(true)).reads(),
    ]
}

/// One refusal is no rule.
fn once() -> Vec<Row> {
    let refused = |status| strange(Strange::FirstRefused { status });
    vec![
        passes("the very first question is refused", refused(403)),
        passes("the same with 406", refused(406)),
        good(stops(ProblemKind::Blocked, "whoever names fields is refused each time"))
            .with(strange(Strange::QueryForbidden { status: 403 }))
            .marked(Mark::AskedPlainly),
        passes("one of two servers doesn't know the key yet", strange(Strange::FirstPairUnknown))
            .without(ProblemKind::HeaderStripped),
        unknown(stops(ProblemKind::KeyUnknown, "neither of them knows it")).with(strange(Strange::FirstPairUnknown)),
        good(remarks(ProblemKind::HeaderStripped, "the header is taken off each time"))
            .with(Trouble::AuthorizationStripped),
    ]
}

/// A refusal behind which WooCommerce's words are may be of anything that WooCommerce refuses, or a rule's.
fn hidden() -> Vec<Row> {
    let dressed = || habit(Habit::ErrorPages { status: 0 });
    let hides = |what| stops(ProblemKind::KeysRefused, what).marked(Mark::Dressed);
    vec![
        unknown(hides("every 401 has a page, an unknown key")).with(strange(Strange::UnauthorizedPages)),
        wrong_secret(hides("the same, a wrong secret")).with(strange(Strange::UnauthorizedPages)),
        unknown(hides("every error is empty, an unknown key")).with(strange(Strange::EmptyErrors)),
        hides("every error has a page, a customer's key")
            .keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET)
            .with(dressed()),
        good(remarks(ProblemKind::ReportMissing, "every error has a page, and a rule refuses the report"))
            .with(dressed())
            .with(strange(Strange::ReportForbidden { status: 403 }))
            .marked(Mark::ReportRefused)
            .reads(),
        unknown(hides("the same, and an unknown key"))
            .with(dressed())
            .with(strange(Strange::ReportForbidden { status: 403 })),
        stops(ProblemKind::RestLockedOut, "a plugin's page for whoever it does not know, an unknown key")
            .with(habit(Habit::GuestsStopped { by: GuestStopper::Cerber }))
            .keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET)
            .names_other("WP Cerber Security")
            .marked(Mark::KeyOrLock),
    ]
}

/// The report alone is refused, or somebody else answers it.
fn report() -> Vec<Row> {
    let missing = |what, trouble| good(remarks(ProblemKind::ReportMissing, what)).with(trouble).reads();
    vec![
        missing("a rule refuses it", strange(Strange::ReportForbidden { status: 403 })).marked(Mark::ReportRefused),
        missing("with 406", strange(Strange::ReportForbidden { status: 406 })).marked(Mark::ReportRefused),
        missing("a page stands in its place", strange(Strange::ReportIsPage)).marked(Mark::NoReport),
        missing("its route is gone", habit(Habit::ReportRefused { status: 404 })).marked(Mark::NoRoute),
        missing("its question is refused", habit(Habit::ReportRefused { status: 400 })).marked(Mark::ReportRefused),
        unknown(stops(ProblemKind::KeyUnknown, "a page stands in its place, and the key is unknown"))
            .with(strange(Strange::ReportIsPage)),
    ]
}

/// What comes to everybody everywhere is of no key and no one part.
fn of_everybody() -> Vec<Row> {
    const WORDS: &str = "You have been locked out due to too many invalid login attempts.";
    const LICENCE: &str = "Your licence for Shop Filter Pro has expired.";
    vec![
        stops(ProblemKind::AddressShutOut, "every page ends so, the front page as well")
            .with(strange(Strange::EndsAll { page: true }))
            .marked(Mark::LockedOut),
        good(stops(ProblemKind::AddressShutOut, "the interface ends so"))
            .with(strange(Strange::EndsAll { page: false }))
            .marked(Mark::LockedOut)
            .quoting(WORDS),
        good(stops(ProblemKind::RestLockedOut, "a licence has ended"))
            .with(strange(Strange::LicenceEnded))
            .marked(Mark::KeyOrLock)
            .quoting(LICENCE),
        stops(ProblemKind::Blocked, "a script sets a cookie").with(strange(Strange::CookieScript)),
        good(remarks(ProblemKind::IndexHidden, "somebody else's JSON stands in the place of the index"))
            .with(strange(Strange::IndexOfAnother))
            .reads(),
        unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")).with(strange(Strange::IndexOfAnother)),
        unknown(stops(ProblemKind::KeyUnknown, "a short list for guests, and an unknown key"))
            .with(strange(Strange::OldIndexKept)),
        read_only(stops(ProblemKind::KeyReadOnly, "a short list for guests, and a key that may only look"))
            .with(strange(Strange::OldIndexKept)),
    ]
}

/// What a shop calls itself by.
fn addresses() -> Vec<Row> {
    let home = |url: &'static str| Trouble::HomeElsewhere { url: url.into() };
    vec![
        stops(ProblemKind::OtherHome, "another shop's address, over http")
            .with(home("http://big-mall.com"))
            .instead("https://big-mall.com"),
        stops(ProblemKind::NotSecure, "its own address, over http").with(Trouble::HomeIsHttp),
        good(remarks(ProblemKind::OtherHome, "the report names this computer"))
            .with(strange(Strange::ReportNames { sentence: false }))
            .marked(Mark::Near),
        good(remarks(ProblemKind::OtherHome, "the report names a sentence"))
            .with(strange(Strange::ReportNames { sentence: true }))
            .names_other("big-mall.com")
            .unmarked(),
        stops(ProblemKind::NoWooCommerce, "nothing in the folder, and no shop above it")
            .typed("corner-shop.com/nowhere")
            .with(Trouble::WooCommerceInactive)
            .of("corner-shop.com")
            .instead("https://corner-shop.com"),
    ]
}

/// Where each answer takes long, the time is over before every question was answered.
fn late() -> Vec<Row> {
    vec![
        unknown(stops(ProblemKind::ShopTimedOut, "each answer takes long"))
            .with(habit(Habit::PartSlow { millis: 1_600 }))
            .hasty()
            .marked(Mark::TimeUp),
    ]
}

/// Of a page that leads away alone, nothing is said of the whole shop.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_only_the_shop_page_leads_away_the_front_page_is_asked() {
    let leads = |to| strange(Strange::ShopPageLeads { to });
    let cases = [
        (leads(ShopPlace::SignIn), Some(Closed::ShopSignIn)),
        (leads(ShopPlace::Service), None),
        (habit(Habit::GuestsStopped { by: GuestStopper::ForceLogin }), Some(Closed::SignIn)),
        (strange(Strange::PagesInCircle), Some(Closed::Error)),
    ];
    for (trouble, expected) in cases {
        let world = World::with([trouble.clone()]).await;
        let found = world.learn().await.found;
        let seen = shop::for_shoppers(&world.http, &found, None).await;
        let how = if let ForShoppers::Shut(shut) = &seen { Some(shut.how) } else { None };
        assert_eq!(how, expected, "{trouble:?}: {seen:?}");
        assert!(seen != ForShoppers::Untold || expected.is_none(), "{trouble:?}");
    }
}

/// One name, two servers: the shop at its IPv4 address, and another page at its IPv6 one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_of_the_other_kind_of_address_is_named_where_the_shop_is_not() {
    for (trouble, expected) in [
        (Trouble::Placeholder { kind: PlaceholderKind::DefaultPage }, Some(Mark::OtherKind)),
        (Trouble::NotWordPress, Some(Mark::OtherKind)),
    ] {
        let mut world = World::with([]).await;
        let other = World::with([trouble.clone()]).await;
        let relay = Relay::on("[::1]:0", other.shop.tls_address()).await;
        let at = vec![relay.at, world.shop.tls_address()];
        let named = |host: String, at| Resolved { host, at, plain_at: None, seen_as: None };
        // Nobody asks the real world for a name.
        let resolved = vec![named(SHOP.to_owned(), at), named(format!("shop.{SHOP}"), Vec::new())];
        let authority = Some(format!("{}{}", world.shop.authority_pem(), other.shop.authority_pem()));
        let beyond = Beyond { authority, resolved, no_proxy: true };
        world.http = Http::under(&beyond, Conditions::default()).unwrap();
        let problem = world.search().await.unwrap_err();
        assert_eq!(
            (problem.kind, problem.about.mark),
            (ProblemKind::PlaceholderPage, expected),
            "{trouble:?}: {problem:?}"
        );
        assert_eq!(problem.about.other.as_ref().map(PlainText::as_str), Some("IPv6"), "{trouble:?}");
    }
}
