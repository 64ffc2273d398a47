//! What begins in the middle of a look, comes empty, or is said by somebody in words that sound like another's: nothing
//! is stated that the answers did not show. Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use super::webhook::{World, caller};
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::WayIn;
use connect_core::webhook::WebhookForm;
use connect_practice::{Asked, EmptyIndex, Habit, Said, Since, Trouble, Turn};
use meum_connect::adapters::shop::{self, Checked, KeyCheck, Progress};
use std::sync::Arc;

pub fn rows() -> Vec<Row> {
    [breaks(), switched_off(), changes(), ends(), gone(), in_front(), empty(), index(), places(), limits()]
        .into_iter()
        .flatten()
        .collect()
}

fn since(asked: Asked, said: Said, since: Since) -> Trouble {
    habit(Habit::Scripted { asked, said, since })
}

fn always(asked: Asked, said: Said) -> Trouble {
    since(asked, said, Since::Always)
}

/// WordPress updates itself from the first refusal of a pair on.
fn breaks() -> Vec<Row> {
    let begins = |row: Row, refusals| row.with(since(Asked::Everything, Said::Break, Since::Refusals(refusals)));
    vec![
        begins(unknown(stops(ProblemKind::Maintenance, "an update begins after the first refusal")), 1),
        begins(good(stops(ProblemKind::Maintenance, "the same, and the header is taken off")), 1)
            .with(Trouble::AuthorizationStripped),
        begins(unknown(stops(ProblemKind::KeyUnknown, "it begins when the key is known to be unknown")), 4).unmarked(),
        begins(wrong_secret(stops(ProblemKind::SecretWrong, "it begins when the secret is known to be wrong")), 4),
        good(stops(ProblemKind::Maintenance, "it begins once the keys were let look"))
            .with(since(Asked::Everything, Said::Break, Since::Questions(2)))
            .marked(Mark::WriteRefused)
            .reads(),
        good(stops(ProblemKind::Maintenance, "it begins once the shop was found")).with(since(
            Asked::Everything,
            Said::Break,
            Since::Questions(1),
        )),
    ]
}

/// WooCommerce is switched off while it is looked at, or was so before and an old list says otherwise.
fn switched_off() -> Vec<Row> {
    let off = |questions| {
        [
            since(Asked::WooCommerce, Said::NoRoute, Since::Questions(questions)),
            since(Asked::Index, Said::OtherParts, Since::Questions(questions)),
        ]
    };
    let with = |row: Row, troubles: [Trouble; 2]| troubles.into_iter().fold(row, Row::with);
    vec![
        with(good(stops(ProblemKind::NoWooCommerce, "it is off when the keys come")), off(1)),
        with(good(stops(ProblemKind::NoWooCommerce, "it is off when a change is asked for")), off(2)).reads(),
        good(stops(ProblemKind::NoWooCommerce, "it is off, and an old list is kept at the usual address"))
            .with(always(Asked::WooCommerce, Said::NoRoute))
            .with(always(Asked::PlainIndex, Said::OtherParts)),
        good(stops(ProblemKind::Maintenance, "its part is gone, and an update has begun"))
            .with(always(Asked::WooCommerce, Said::NoRoute))
            .with(since(Asked::Index, Said::Break, Since::Questions(1))),
        good(stops(ProblemKind::RestLockedOut, "a plugin takes its routes away"))
            .with(habit(Habit::RoutesRemoved))
            .marked(Mark::ShopPart),
        good(stops(ProblemKind::RestLockedOut, "a plugin takes the part for payment methods away"))
            .with(habit(Habit::MethodsGone))
            .marked(Mark::MethodsGone)
            .reads(),
    ]
}

/// What is lost or late with a question that would write is said of such questions.
fn changes() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::HeaderStripped, "the header is taken off what would write"))
            .with(habit(Habit::HeaderTakenFromWrites))
            .marked(Mark::ChangesUnseen)
            .reads(),
        good(remarks(ProblemKind::HeaderStripped, "it is taken off everything"))
            .with(Trouble::AuthorizationStripped)
            .unmarked(),
        good(stops(ProblemKind::ShopSlow, "what would write gets no answer"))
            .with(always(Asked::Write, Said::Late))
            .hasty()
            .marked(Mark::WritesSlow)
            .reads(),
    ]
}

/// WordPress ends by itself for whoever wants it to: only its own words for a crash say that there was one.
fn ends() -> Vec<Row> {
    const WORDS: &str = "This shop needs PHP 8.1. See its page .";
    vec![
        stops(ProblemKind::ServerFault, "a plugin ends everything with 500")
            .with(always(Asked::Everything, Said::Ends { status: 500 }))
            .quoting(WORDS),
        good(stops(ProblemKind::ServerFault, "it ends WooCommerce's part so"))
            .with(always(Asked::WooCommerce, Said::Ends { status: 500 }))
            .quoting(WORDS),
        good(remarks(ProblemKind::ReportMissing, "it ends the report so"))
            .with(always(Asked::Report, Said::Ends { status: 500 }))
            .unmarked()
            .reads(),
        stops(ProblemKind::ShopFault, "WordPress's own page for a crash").with(Trouble::FatalError),
    ]
}

/// 410 is no word of WordPress's for a site that was switched off, unless it says so.
fn gone() -> Vec<Row> {
    vec![
        stops(ProblemKind::RestLockedOut, "WordPress says that the site is no longer there")
            .with(always(Asked::Interface, Said::Archived))
            .marked(Mark::Archived),
        stops(ProblemKind::RestLockedOut, "it ends everything with 410, in words of somebody's")
            .with(always(Asked::Everything, Said::Ends { status: 410 }))
            .marked(Mark::Archived),
        good(remarks(ProblemKind::IndexHidden, "a plugin ends the index with 410, and the pages are there"))
            .with(always(Asked::Index, Said::Ends { status: 410 }))
            .marked(Mark::IndexOther)
            .reads(),
    ]
}

/// Whoever stands in front of WooCommerce's part says nothing of WordPress's links, nor of WooCommerce.
fn in_front() -> Vec<Row> {
    let part = |what, kind, status| good(stops(kind, what)).with(always(Asked::WooCommerce, Said::Page { status }));
    let index_too = |what, kind, status| {
        good(stops(kind, what)).with(always(Asked::WooCommerce, Said::Page { status: 404 })).with(since(
            Asked::Index,
            Said::Page { status },
            Since::Questions(1),
        ))
    };
    vec![
        part("502 for WooCommerce's part", ProblemKind::ServerFault, 502),
        part("504 for WooCommerce's part", ProblemKind::ServerFault, 504),
        part("403 for WooCommerce's part", ProblemKind::Blocked, 403),
        index_too("404 for it, and the index is refused since", ProblemKind::Blocked, 403),
        index_too("404 for it, and the index is not to be had since", ProblemKind::ServerFault, 502),
    ]
}

/// An answer without anything in it is said to be one.
fn empty() -> Vec<Row> {
    vec![
        stops(ProblemKind::NotUnderstood, "the interface answers nothing")
            .with(always(Asked::Interface, Said::Nothing))
            .marked(Mark::Empty),
        stops(ProblemKind::NotUnderstood, "the same, and calls it JSON")
            .with(always(Asked::Interface, Said::NothingJson))
            .marked(Mark::Empty),
        good(remarks(ProblemKind::ReportMissing, "the report is empty"))
            .with(always(Asked::Report, Said::Nothing))
            .marked(Mark::Empty)
            .reads(),
        good(remarks(ProblemKind::ReportMissing, "the same, and it calls itself JSON"))
            .with(always(Asked::Report, Said::NothingJson))
            .marked(Mark::Empty)
            .reads(),
        good(remarks(ProblemKind::ReportMissing, "something else comes in its place"))
            .with(always(Asked::Report, Said::Hello))
            .marked(Mark::NoReport)
            .reads(),
    ]
}

/// Of an index that is no refusal, it is not said that anything is hidden.
fn index() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::IndexHidden, "the index is gone"))
            .with(habit(Habit::IndexRemoved { everywhere: true }))
            .marked(Mark::IndexOther)
            .reads(),
        good(remarks(ProblemKind::IndexHidden, "guests are refused it")).with(Trouble::RestHidden).unmarked().reads(),
        good(remarks(ProblemKind::IndexHidden, "it names no parts"))
            .with(habit(Habit::IndexEmptied { how: EmptyIndex::NoNamespaces }))
            .unmarked()
            .reads(),
    ]
}

/// A page at a service for pages is nobody's shop.
fn places() -> Vec<Row> {
    let led = |url: &'static str| {
        stops(ProblemKind::OtherHostAnswers, "the address leads to another")
            .with(Trouble::RedirectToOtherHost { url: url.into() })
    };
    vec![
        led("https://www.instagram.com")
            .other_shop("https://www.instagram.com/")
            .names_other("www.instagram.com")
            .marked(Mark::SocialPage),
        led("https://big-mall.com").other_shop("https://big-mall.com/").instead("https://big-mall.com").unmarked(),
    ]
}

/// Whoever counts questions has said nothing of the key.
fn limits() -> Vec<Row> {
    let limited = |asked| always(asked, Said::Page { status: 429 });
    vec![
        unknown(stops(ProblemKind::ShopRateLimited, "every signed question is one too many"))
            .with(limited(Asked::Signed))
            .with(limited(Asked::Impossible)),
        unknown(stops(ProblemKind::KeyUnknown, "the key is unknown, and nobody counts")).unmarked(),
    ]
}

async fn checked(troubles: impl IntoIterator<Item = Trouble>) -> Checked {
    let world = World::with(troubles).await;
    let found = world.search().await.unwrap();
    let silent: Progress = Arc::new(|_, _, _| {});
    shop::check(&KeyCheck::new(&world.http, &found, &silent), &caller()).await.unwrap()
}

/// WordPress before 5.3 gives the report without what it does not understand: it is the report all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_without_the_fields_that_an_old_wordpress_does_not_know_is_read() {
    let seen = checked([habit(Habit::Turn { how: Turn::PlainFields })]).await;
    assert!(seen.may_write && seen.plugin.is_some() && seen.lists_plugins, "{seen:?}");
    assert_eq!((seen.wordpress, seen.woocommerce), (None, None));
    assert!(seen.remarks.is_empty(), "{:?}", seen.remarks);
}

/// A fork counts its own versions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_version_of_a_fork_is_not_said_to_be_woocommerces() {
    let seen = checked([habit(Habit::Turn { how: Turn::ClassicCommerce })]).await;
    assert!(seen.may_write && seen.wordpress.is_some(), "{seen:?}");
    assert_eq!(seen.woocommerce, None);
}

/// The panel asks in its own way: a break that begins after the first refusal is no word about the key there either.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_break_that_begins_while_the_panel_looks_is_said_and_no_key_is_called_unknown() {
    let world = World::with([]).await;
    let found = world.search().await.unwrap();
    world.shop.replace([Trouble::KeysRevoked, since(Asked::Everything, Said::Break, Since::Refusals(1))]);
    let problem = shop::look(&world.http, &found, &caller()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Maintenance, "{problem:?}");
}

/// A plugin that wants a token of everybody is named, in whichever form it refuses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plugin_that_wants_tokens_at_the_address_for_updates_is_named() {
    for own in [true, false] {
        let troubles = [Asked::Updates, Asked::UpdatesOlder].map(|asked| always(asked, Said::Token { own }));
        let world = World::with(troubles).await;
        let learnt = world.learn().await;
        let WayIn::Shut(shut) = world.way_in(&learnt, WebhookForm::Usual).await else { panic!("{own}: not shut") };
        let problem = shut.problem().among(&learnt.closers);
        assert_eq!((problem.kind, problem.about.mark), (ProblemKind::WebhookShut, None), "{own}: {problem:?}");
        let name = problem.about.other.as_ref().map(PlainText::as_str);
        assert_eq!(name, Some("JWT Authentication for WP REST API"), "{own}");
    }
}
