//! How long to wait, of which folder, for which form of a question, from which copy: what was seen is said
//! exactly, and nothing else is blamed for it. Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown};
use super::row::{Row, remarks, stops};
use super::webhook::World;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::WayIn;
use connect_core::webhook::WebhookForm;
use connect_practice::{Busy, FolderAnswer, GuestStopper, Habit, OlderWay, Strange, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [busy(), forms(), places(), copies(), keys(), replaced(), reports()].into_iter().flatten().collect()
}

fn strange(how: Strange) -> Trouble {
    habit(Habit::Strange { how })
}

/// Half a minute is named, whatever was asked.
fn busy() -> Vec<Row> {
    let busy = |on, what| stops(ProblemKind::ServerFault, what).with(strange(Strange::BusyBriefly { on }));
    vec![
        busy(Busy::Everybody, "everybody is asked to come back").marked(Mark::Later),
        good(busy(Busy::Readers, "whoever reads with keys is asked to come back")).marked(Mark::Later),
        good(busy(Busy::Writers, "whoever would write is asked to come back")).marked(Mark::Later).reads(),
        stops(ProblemKind::ServerFault, "no time is named").with(Trouble::ServerError { status: 502 }).unmarked(),
    ]
}

/// A rule that minds how a question is put lets the plainest one in.
fn forms() -> Vec<Row> {
    let refused = |how, what| stops(ProblemKind::Blocked, what).with(strange(how));
    vec![
        refused(Strange::QueryForbidden { status: 403 }, "a query is refused").marked(Mark::AskedPlainly),
        refused(Strange::QueryForbidden { status: 406 }, "a query is not acceptable").marked(Mark::AskedPlainly),
        refused(Strange::JsonUnwelcome, "a question for JSON is refused")
            .marked(Mark::AskedPlainly)
            .names_other("ModSecurity"),
        refused(Strange::GuestsForbidden, "guests are refused, in whatever form").unmarked(),
    ]
}

/// What is wrong in a folder is said of the folder, whatever it is.
fn places() -> Vec<Row> {
    let two = |how, kind, what| {
        stops(kind, what)
            .typed("https://corner-shop.com/two")
            .with(habit(Habit::FolderSite { how }))
            .of("corner-shop.com/two")
    };
    vec![
        two(FolderAnswer::Refused, ProblemKind::Blocked, "a refusal is of the folder"),
        two(FolderAnswer::Down, ProblemKind::ServerFault, "a fault is of the folder"),
        two(FolderAnswer::Cut, ProblemKind::ConnectionBroken, "a broken connection is of the folder"),
        two(FolderAnswer::Password, ProblemKind::ExtraPassword, "a password is of the folder"),
        two(FolderAnswer::Archived, ProblemKind::RestLockedOut, "an archived site is the folder's"),
        good(remarks(ProblemKind::StrayText, "WordPress is in a folder, and its interface answers above it, too"))
            .home("https://corner-shop.com/shop/")
            .with(Trouble::FolderAnsweredAbove)
            .with(Trouble::NoiseAfterJson),
    ]
}

/// A copy that names no WooCommerce is said to be one.
fn copies() -> Vec<Row> {
    vec![
        // WooCommerce answers all the same, so the list is what is wrong.
        good(remarks(ProblemKind::IndexHidden, "an old index out of a cache that looks at no query"))
            .with(strange(Strange::OldIndexKept))
            .marked(Mark::OldCopy)
            .reads(),
        stops(ProblemKind::NoWooCommerce, "the same, and WooCommerce does not answer")
            .with(strange(Strange::OldIndexKept))
            .with(Trouble::WooCommerceInactive)
            .marked(Mark::OldCopy),
        stops(ProblemKind::NoWooCommerce, "no cache, and no WooCommerce").with(Trouble::WooCommerceInactive).unmarked(),
        good(remarks(ProblemKind::StrayText, "an old index, and a new one at a new address"))
            .with(strange(Strange::OldIndex))
            .with(Trouble::NoiseAfterJson),
    ]
}

/// Whoever accepts a key that cannot exist has looked at none, and a plugin's licence is no key of the shop's.
fn keys() -> Vec<Row> {
    vec![
        unknown(stops(ProblemKind::KeyUnknown, "every signed question is answered the same, a made-up key's as well"))
            .with(strange(Strange::SignaturesAnsweredFalse))
            .marked(Mark::Untested),
        good(remarks(ProblemKind::StrayText, "the same, and a good key"))
            .with(strange(Strange::SignaturesAnsweredFalse))
            .with(Trouble::NoiseAfterJson),
        good(stops(ProblemKind::KeyUnknown, "a plugin that gives keys an end says that it came"))
            .with(strange(Strange::KeysExpired))
            .marked(Mark::KeyExpired),
    ]
}

/// What was read is not undone by what came for a question that writes, and no stored time is the shop's.
fn replaced() -> Vec<Row> {
    let page = |status, what| {
        good(stops(ProblemKind::NotUnderstood, what))
            .with(strange(Strange::WritesToPage { status }))
            .marked(Mark::WriteReplaced)
            .reads()
    };
    vec![
        page(404, "a theme's page that is not there, for what writes"),
        page(200, "the front page, for what writes"),
        good(remarks(ProblemKind::StrayText, "a cache's time is not the shop's"))
            .with(strange(Strange::OldDate))
            .with(Trouble::NoiseAfterJson)
            .without(ProblemKind::ShopClockOff),
        good(remarks(ProblemKind::ShopClockOff, "the shop's own time is")).with(Trouble::ClockOff { minutes: -180 }),
    ]
}

/// What came in the place of WooCommerce's report is not said to be late.
fn reports() -> Vec<Row> {
    let missing = |what| good(remarks(ProblemKind::ReportMissing, what));
    let fails = |status| habit(Habit::StatusFails { status });
    vec![
        missing("JSON of somebody else's in its place").with(strange(Strange::ReportReplaced)).marked(Mark::NoReport),
        missing("it fails").with(fails(500)).unmarked(),
        missing("what waited for it gave up").with(fails(504)).marked(Mark::Slow),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_time_that_a_server_asks_for_is_named_whatever_was_asked() {
    for on in [Busy::Everybody, Busy::Readers, Busy::Writers] {
        let row = good(stops(ProblemKind::ServerFault, "half a minute")).with(strange(Strange::BusyBriefly { on }));
        let stop = Box::pin(row.run()).await.stop.unwrap();
        assert_eq!((stop.kind, stop.about.seconds), (ProblemKind::ServerFault, Some(30)), "{on:?}");
    }
}

/// The plugin shows an address in the folder that WordPress calls its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_that_lead_to_the_interface_are_not_blamed_for_a_missing_address() {
    let world = World::with([Trouble::HomeElsewhere { url: "https://corner-shop.com/shop".into() }]).await;
    let learnt = world.learn().await;
    assert_eq!(learnt.found.home.as_str(), "https://corner-shop.com/shop");
    let way_in = world.way_in(&learnt, WebhookForm::Usual).await;
    assert!(matches!(&way_in, WayIn::Missing(missing) if !missing.behind_links), "{way_in:?}");
    let plain = World::with([Trouble::PlainPermalinks]).await;
    let way_in = plain.way_in(&plain.learn().await, WebhookForm::Usual).await;
    assert!(matches!(&way_in, WayIn::Missing(missing) if missing.behind_links), "{way_in:?}");
}

/// Any JSON may be the plugin's at WooCommerce's older way in, unless a name that no plugin has gets the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_other_address_is_open_only_where_the_plugin_itself_answers() {
    let guard = habit(Habit::GuestsStopped { by: GuestStopper::Shield });
    let heard = |how| habit(Habit::OlderWayHeard { how });
    let forbidden = |status| strange(Strange::OlderWayForbidden { status });
    let cases = [
        // Whoever chose this address hears nothing against it; where it would be offered, a rule against such names
        // could say the same.
        (heard(OlderWay::Refuses), false, true),
        (heard(OlderWay::NotAllowed), false, true),
        (heard(OlderWay::Nothing), true, true),
        (forbidden(403), false, false),
        (forbidden(401), false, false),
        (forbidden(405), false, false),
        (forbidden(200), false, false),
    ];
    for (older, offered, open) in cases {
        let world = World::with([guard.clone(), older.clone()]).await;
        let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
        let WayIn::Shut(shut) = &way_in else { panic!("{older:?}: {way_in:?}") };
        assert_eq!(shut.other_is_open, offered, "{older:?}");
        let chosen = world.way_in(&world.learn().await, WebhookForm::Older).await;
        assert_eq!(chosen == WayIn::Open, open, "{older:?}: {chosen:?}");
    }
}

/// Meum sends POST, and no OPTIONS.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_against_options_alone_keeps_no_message_out() {
    let world = World::with([strange(Strange::OptionsCoded)]).await;
    let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
    assert!(matches!(way_in, WayIn::Unclear(_)), "{way_in:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_extra_password_that_the_shop_prints_is_printed_nowhere() {
    let row = good(remarks(ProblemKind::StrayText, "the password is printed"))
        .with(Trouble::StagingPassword)
        .with(strange(Strange::PasswordEchoed))
        .extra(notes::STAGING_USER, notes::STAGING_PASSWORD);
    let seen = Box::pin(row.run()).await;
    assert!(seen.read && seen.remarks.iter().any(|remark| remark.kind == ProblemKind::StrayText), "{seen:?}");
    assert!(!format!("{seen:?}").contains(notes::STAGING_PASSWORD), "{seen:?}");
}

/// A message that is redirected loses what it carries, so the address that answers in place is the one to use.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_a_language_stands_before_the_interface_it_stands_before_the_address_for_updates() {
    let world = World::with([Trouble::LanguageInFolder]).await;
    let learnt = world.learn().await;
    assert_eq!(learnt.found.root.address("").path(), "/en/wp-json/");
    assert_eq!(world.way_in(&learnt, WebhookForm::Usual).await, WayIn::Open);
    assert!(world.shop.requests().iter().any(|seen| seen.path == "/en/wp-json/meum/v1/webhook"));
}
