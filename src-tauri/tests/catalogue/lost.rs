//! What is lost on the way to WordPress: that a question would write, what is behind the `?`, or the owner's right to
//! write. Nothing is said to be allowed that only an answer to a question that reads would show.

use super::keys::good;
use super::reports::{habit, write_only, wrong_secret};
use super::row::{Row, remarks, stops};
use super::webhook::World;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::{WayIn, WayInShut};
use connect_core::webhook::WebhookForm;
use connect_practice::{GuestStopper, Habit, Lost, OlderWay, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [methods(), owners(), dressed()].into_iter().flatten().collect()
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
