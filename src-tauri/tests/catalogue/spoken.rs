//! What an answer says for itself: it is quoted where we know no more, and nobody speaks through us. What could be
//! either is said to be either. Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown};
use super::row::{Row, SHOP, remarks, stops};
use super::webhook::World;
use connect_core::links::Link;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, NextStep, ProblemKind};
use connect_core::shop_facts::WayIn;
use connect_core::webhook::WebhookForm;
use connect_practice::{Habit, HookAnswer, LeadsTo, Refusal, Strange, Trouble};
use meum_connect::adapters::http::{Beyond, Conditions, Http, Resolved};

pub fn rows() -> Vec<Row> {
    [unheard(), refused(), keyed(), hidden(), clocks(), addresses()].into_iter().flatten().collect()
}

fn strange(how: Strange) -> Trouble {
    habit(Habit::Strange { how })
}

/// Where no signature is heard, a key that is refused may be unknown, or be taken off.
fn unheard() -> Vec<Row> {
    let unheard = || strange(Strange::SignaturesUnheard);
    vec![
        unknown(stops(ProblemKind::HeaderStripped, "no signature is heard, an unknown key"))
            .with(unheard())
            .marked(Mark::KeyOrHeader),
        good(stops(ProblemKind::HeaderStripped, "no signature is heard, and every other way is closed to a good key"))
            .with(unheard())
            .with(Trouble::QueryKeysRefused)
            .marked(Mark::KeyOrHeader),
        good(remarks(ProblemKind::HeaderStripped, "no signature is heard, the header is taken, and the query passes"))
            .with(unheard())
            .with(Trouble::AuthorizationStripped)
            .unmarked(),
        good(stops(ProblemKind::HeaderStripped, "a signature is heard, so the shop knows the key"))
            .with(Trouble::QueryKeysRefused)
            .unmarked(),
    ]
}

/// A refusal that names nobody is nobody's, and its words are quoted.
fn refused() -> Vec<Row> {
    let refuses = |why, what| stops(ProblemKind::Blocked, what).with(strange(Strange::Refuses { why }));
    vec![
        refuses(Refusal::NoCertificate, "the server wants a certificate").marked(Mark::KnownComputers),
        refuses(Refusal::InvalidHostname, "the server knows no such site")
            .unmarked()
            .quoting("Refused HTTP Error 400. The request hostname is invalid."),
        refuses(Refusal::UnreadableRules, "the server cannot read its own rules")
            .unmarked()
            .quoting("Refused Server unable to read htaccess file, denying access to be safe"),
        stops(ProblemKind::ExtraPasswordWrong, "a user name with a colon in it")
            .with(Trouble::StagingPassword)
            .extra("staging:me", "not-that-one")
            .marked(Mark::ColonInName),
        stops(ProblemKind::Blocked, "a firewall that is known by its mark")
            .with(Trouble::Firewall { brand: connect_practice::FirewallBrand::Sucuri })
            .names_other("Sucuri")
            .quoting(""),
    ]
}

/// A code that is nobody's is quoted, and is no lock.
fn keyed() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::KeysRefused, "a key is let in from other computers only"))
            .later(strange(Strange::KeyOfOtherComputers))
            .marked(Mark::OwnWords)
            .quoting("This key may not be used from your computer."),
        unknown(stops(ProblemKind::KeyUnknown, "the same, and another key that the shop doesn't know"))
            .later(strange(Strange::KeyOfOtherComputers)),
        good(remarks(ProblemKind::HeaderStripped, "a plugin that counts sign-ins takes the header for one"))
            .later(strange(Strange::TooManyHeaders))
            .marked(Mark::HeaderSeen),
        unknown(stops(ProblemKind::ShopRateLimited, "the same, and an unknown key"))
            .later(strange(Strange::TooManyHeaders)),
        good(stops(ProblemKind::ShopRateLimited, "one that counts every pair")).later(strange(Strange::TooManyRetries)),
    ]
}

/// Whoever has keys may get past what stands in the place of the interface for guests.
fn hidden() -> Vec<Row> {
    let themed = |for_keys| strange(Strange::ThemeInPlace { for_keys });
    vec![
        good(remarks(ProblemKind::IndexHidden, "the theme's page for guests")).with(themed(false)).reads(),
        unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")).with(themed(false)),
        good(stops(ProblemKind::RestLockedOut, "the theme's page for keys as well")).with(themed(true)),
    ]
}

/// Of two answers that name different times, neither is believed.
fn clocks() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::StrayText, "a copy with its own time, and no word of a cache"))
            .with(strange(Strange::OldDateInSilence))
            .with(Trouble::NoiseAfterJson)
            .without(ProblemKind::ShopClockOff),
        good(remarks(ProblemKind::ShopClockOff, "two answers agree")).with(Trouble::ClockOff { minutes: 90 }),
    ]
}

/// An address that is named beside the shop's own.
fn addresses() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::OtherHome, "the report names another host"))
            .with(strange(Strange::ReportNamesAnother))
            .names_other("big-mall.com")
            .reads(),
        stops(ProblemKind::RestLockedOut, "a network has no such site")
            .with(strange(Strange::Leads { to: LeadsTo::SignUp }))
            .marked(Mark::NoSuchSite),
        stops(ProblemKind::PlaceholderPage, "nobody has set this name up at Fastly")
            .with(strange(Strange::Refuses { why: Refusal::UnknownDomain })),
        stops(ProblemKind::RedirectLoop, "a dot behind the name is the same name")
            .with(strange(Strange::Leads { to: LeadsTo::Dotted })),
    ]
}

/// Whether the key is there, its list shows; the note is for when it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_may_be_unknown_is_looked_for_first() {
    let row = unknown(stops(ProblemKind::HeaderStripped, "")).with(strange(Strange::SignaturesUnheard));
    let stop = Box::pin(row.run()).await.stop.unwrap();
    assert_eq!(stop.next_step(), NextStep::Open { link: Link::KeyList });
    assert!(stop.note_to().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_printed_before_an_answer_gives_no_orders_through_us() {
    let row = good(remarks(ProblemKind::StrayText, "orders are printed")).with(strange(Strange::NoiseGivesOrders));
    let seen = Box::pin(row.run()).await;
    let said = format!("{:?}", seen.remarks);
    assert!(seen.read && said.contains("StrayText"), "{said}");
    for order in ["curl", "555", "consumer secret", "big-mall"] {
        assert!(!said.contains(order), "{order}: {said}");
    }
}

/// Meum sends POST, and no OPTIONS: what plugins say to guests says nothing where it comes to OPTIONS alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_of_options_alone_in_a_plugins_words_keeps_no_message_out() {
    let world = World::with([strange(Strange::OptionsUnwelcome)]).await;
    let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
    assert!(matches!(way_in, WayIn::Unclear(_)), "{way_in:?}");
    let hidden = World::with([Trouble::RestHidden]).await;
    let way_in = hidden.way_in(&hidden.learn().await, WebhookForm::Usual).await;
    assert!(matches!(way_in, WayIn::Shut(_)), "{way_in:?}");
}

/// A server that takes calls at its IPv6 address and never speaks there is asked at the other one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kind_of_address_that_takes_calls_and_never_speaks_is_left_for_the_other_one() {
    let mut world = World::with([]).await;
    let silent = std::net::TcpListener::bind((std::net::Ipv6Addr::LOCALHOST, 0)).unwrap();
    let at = vec![silent.local_addr().unwrap(), world.shop.tls_address()];
    let resolved = Resolved { host: SHOP.to_owned(), at, plain_at: None, seen_as: None };
    let authority = Some(world.shop.authority_pem().to_owned());
    let beyond = Beyond { authority, resolved: vec![resolved], no_proxy: true };
    world.http = Http::under(&beyond, Conditions { haste: 4, ..Conditions::default() }).unwrap();
    let found = world.learn().await.found;
    assert!(found.remarks.iter().any(|remark| remark.kind == ProblemKind::Ipv6Unreachable), "{:?}", found.remarks);
}

/// No setting of a plugin's opens a sign-in that stands in front of the shop.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_in_front_of_the_shop_is_no_plugins() {
    for (how, mark, brand) in
        [(HookAnswer::Access, Mark::DoorPage, Some("Cloudflare Access")), (HookAnswer::SignIn, Mark::AsksSignIn, None)]
    {
        let world = World::with([habit(Habit::HookAnswered { how })]).await;
        let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
        let WayIn::Shut(shut) = &way_in else { panic!("{way_in:?}") };
        assert_eq!((shut.mark, shut.brand.as_ref().map(PlainText::as_str)), (Some(mark), brand));
    }
}

/// A shop that breaks every answer, or gives the same for every address, is not asked once more for each.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_gives_one_answer_for_all_is_asked_few_questions() {
    let cases = [
        (stops(ProblemKind::NotUnderstood, "empty").with(strange(Strange::EmptyEverywhere)), 6),
        (
            stops(ProblemKind::PlaceholderPage, "parked")
                .with(Trouble::Placeholder { kind: connect_practice::PlaceholderKind::ParkedDomain }),
            5,
        ),
    ];
    for (row, most) in cases {
        let expected = row.expected();
        let seen = Box::pin(row.run()).await;
        assert!(seen.matches(&expected) && seen.questions[0] <= most, "{seen:?}");
    }
}
