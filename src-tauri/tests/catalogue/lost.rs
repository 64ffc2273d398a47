//! What is lost on the way to WordPress: that a question would write, what is behind the `?`, or the owner's right to
//! write. Nothing is said to be allowed that only an answer to a question that reads would show.

use super::keys::good;
use super::reports::{habit, unknown, write_only, wrong_secret};
use super::row::{Row, remarks, stops};
use super::webhook::World;
use connect_core::fingerprint::Closed;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::{ForShoppers, WayIn, WayInShut};
use connect_core::webhook::WebhookForm;
use connect_practice::{
    GuestStopper, Habit, HookAnswer, Lost, OldFolder, OlderWay, OptionsAnswer, Trouble, notebook as notes,
};
use meum_connect::adapters::shop;

pub fn rows() -> Vec<Row> {
    [methods(), owners(), dressed(), patience(), words(), places(), moments()].into_iter().flatten().collect()
}

fn read_only(row: Row) -> Row {
    row.keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
}

fn taken(how: Lost) -> Trouble {
    habit(Habit::Lost { how })
}

/// The web server hands WordPress every question as one that reads.
fn methods() -> Vec<Row> {
    let lost = |query_too| Trouble::MethodsLost { query_too };
    let as_looks = |what, query_too| {
        stops(ProblemKind::NotUnderstood, what).with(lost(query_too)).marked(Mark::ChangesAsLooks).reads()
    };
    vec![
        good(as_looks("every question becomes one that reads, a good key", false)),
        read_only(as_looks("the same, a read-only key", false)),
        good(as_looks("what is behind the ? is lost as well, a good key", true)),
        read_only(as_looks("the same, a read-only key", true)),
        good(as_looks("and the report fails", false)).with(habit(Habit::StatusFails { status: 500 })),
        good(as_looks("and every error comes with 200", false)).with(habit(Habit::ErrorsWithOk)),
        wrong_secret(stops(ProblemKind::SecretWrong, "and the secret is wrong")).with(lost(false)).unmarked(),
        write_only(stops(ProblemKind::KeyWriteOnly, "and the key may only write")).with(lost(false)).unmarked(),
        good(remarks(ProblemKind::StrayText, "nothing is lost, and every error comes with 200"))
            .with(habit(Habit::ErrorsWithOk))
            .with(Trouble::NoiseAfterJson)
            .reads(),
    ]
}

/// A plugin for user roles takes the right to change payment methods away.
fn owners() -> Vec<Row> {
    let may_look = |what| stops(ProblemKind::OwnerRoleTooLow, what).marked(Mark::OwnerMayLook).reads();
    let forbidden = |named| taken(Lost::MethodRights { named });
    vec![
        good(may_look("WordPress names what the owner may do")).with(forbidden(true)),
        good(may_look("it names nothing")).with(forbidden(false)),
        read_only(stops(ProblemKind::KeyReadOnly, "the key may not, either")).with(forbidden(true)).reads(),
    ]
}

/// Pages in the place of errors hide neither.
fn dressed() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::NotUnderstood, "every question becomes one that reads, and every error has a page"))
            .with(Trouble::MethodsLost { query_too: false })
            .with(habit(Habit::ErrorPages { status: 0 }))
            .marked(Mark::ChangesAsLooks)
            .reads(),
    ]
}

/// A server that has had enough of questions has banned nobody.
fn patience() -> Vec<Row> {
    let after = |status| taken(Lost::Patience { status });
    vec![
        unknown(stops(ProblemKind::KeyUnknown, "a fault of the server's comes after the refusal"))
            .with(after(503))
            .marked(Mark::Untested),
        unknown(stops(ProblemKind::KeyUnknown, "another fault does")).with(after(500)).marked(Mark::Untested),
        unknown(stops(ProblemKind::Banned, "a page of refusal does")).with(after(403)).marked(Mark::PagesSince),
        unknown(stops(ProblemKind::ShopRateLimited, "a number that asks to wait does")).with(after(429)),
    ]
}

/// A code of WooCommerce's may come with words that are not its own.
fn words() -> Vec<Row> {
    const WORDS: &str = "Your IP address is not allowed to use this API key.";
    let own = |signed, what| {
        good(stops(ProblemKind::KeysRefused, what))
            .with(taken(Lost::OwnWords { signed }))
            .marked(Mark::OwnWords)
            .quoting(WORDS)
    };
    vec![
        own(true, "whoever brings a pair, in any form, is refused in the code for a wrong secret"),
        wrong_secret(stops(ProblemKind::SecretWrong, "the secret is wrong indeed")).unmarked(),
        write_only(stops(ProblemKind::KeyWriteOnly, "the key may only write")).unmarked(),
    ]
}

/// Pages of WordPress's are no WordPress, and an address that once was a shop's is not its shop page.
fn places() -> Vec<Row> {
    vec![
        stops(ProblemKind::RestLockedOut, "copies of pages, at a host of finished pages")
            .with(taken(Lost::Program { named: true }))
            .marked(Mark::Copied)
            .names_other("Netlify"),
        stops(ProblemKind::RestLockedOut, "copies of pages, on a server of nobody's")
            .with(taken(Lost::Program { named: false }))
            .unmarked(),
        stops(ProblemKind::NotUnderstood, "every answer of the interface is called an error")
            .with(taken(Lost::Numbers))
            .marked(Mark::Misnumbered),
    ]
}

/// What is shut for a moment is said of that.
fn moments() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::Maintenance, "a maintenance page comes to whatever would write"))
            .with(taken(Lost::ChangesForNow))
            .marked(Mark::WriteRefused)
            .reads(),
    ]
}

/// What is in the folder `/shop/` is said of that folder, while the front page is open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_folder_says_nothing_of_the_whole_shop() {
    let cases = [
        (OldFolder::Account, Closed::ShopSignIn),
        (OldFolder::Break, Closed::ShopShut),
        (OldFolder::PagePassword, Closed::ShopShut),
        (OldFolder::Fault, Closed::ShopPage),
    ];
    for (to, expected) in cases {
        let world = World::with([taken(Lost::ShopFolder { to })]).await;
        let found = world.learn().await.found;
        let seen = shop::for_shoppers(&world.http, &found, None).await;
        assert!(matches!(&seen, ForShoppers::Shut(shut) if shut.how == expected), "{to:?}: {seen:?}");
    }
}

/// Meum sends its message as what would write.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_would_arrive_as_a_look_is_kept_out_at_either_address() {
    let lost = Trouble::MethodsLost { query_too: false };
    let heard = habit(Habit::OlderWayHeard { how: OlderWay::Nothing });
    let guard = habit(Habit::GuestsStopped { by: GuestStopper::Shield });
    let cases = [
        (vec![lost.clone()], WebhookForm::Usual, true),
        (vec![lost.clone(), heard.clone()], WebhookForm::Usual, true),
        (vec![lost.clone(), heard.clone()], WebhookForm::Older, true),
        (vec![Trouble::MethodsLost { query_too: true }], WebhookForm::Usual, true),
        // A plugin refuses before anybody sees what was lost.
        (vec![lost, guard], WebhookForm::Usual, false),
        (vec![heard], WebhookForm::Older, false),
        // A line of code takes WordPress's own answer to OPTIONS away, and nothing else.
        (vec![taken(Lost::Descriptions)], WebhookForm::Usual, false),
    ];
    for (troubles, form, kept_out) in cases {
        let world = World::with(troubles.clone()).await;
        let way_in = world.way_in(&world.learn().await, form).await;
        let by_server = |shut: &WayInShut| shut.mark == Some(Mark::ChangesAsLooks) && !shut.other_is_open;
        let seen = matches!(&way_in, WayIn::Shut(shut) if by_server(shut));
        assert_eq!(seen, kept_out, "{troubles:?}: {way_in:?}");
    }
}

/// A route that takes POST alone is not there for whoever reads, and a page may stand in the place of those words.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_not_said_to_lead_nowhere_where_every_error_has_a_page() {
    let options = habit(Habit::OptionsAnswered { how: OptionsAnswer::NotAllowed });
    let dressed = habit(Habit::ErrorPages { status: 0 });
    let gone = habit(Habit::HookAnswered { how: HookAnswer::Page { status: 404 } });
    let lost = Trouble::MethodsLost { query_too: false };
    let cases =
        [(vec![options.clone(), dressed.clone()], false), (vec![lost, dressed], false), (vec![options, gone], true)];
    for (troubles, missing) in cases {
        let world = World::with(troubles.clone()).await;
        let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
        assert_eq!(way_in.missing().is_some(), missing, "{troubles:?}: {way_in:?}");
        assert!(missing || matches!(way_in, WayIn::Unclear(_)), "{troubles:?}: {way_in:?}");
    }
}
