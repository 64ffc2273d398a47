//! What comes to everybody says nothing of a key's owner, and nothing of one address; what comes under another number
//! than usual is read by its words; and a stop stays one. Each with its neighbours.

use super::keys::{UNKNOWN_KEY, good};
use super::reports::habit;
use super::row::{Row, remarks, stops};
use super::webhook::World;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::shop_facts::WayIn;
use connect_core::webhook::WebhookForm;
use connect_practice::{GuestStopper, Habit, HookAnswer, OlderWay, OptionsAnswer, Strange, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [moved(), customers(), numbered(), locked_out()].into_iter().flatten().collect()
}

fn strange(how: Strange) -> Trouble {
    habit(Habit::Strange { how })
}

/// Another shop's address stops the search, however it is written, and no key is sent.
fn moved() -> Vec<Row> {
    let copy = |what, url: &str| {
        stops(ProblemKind::OtherHome, what)
            .with(Trouble::HomeElsewhere { url: url.to_owned().into() })
            .instead("https://big-mall.com")
    };
    let long = "x".repeat(60);
    vec![
        copy("a copy", "https://big-mall.com"),
        copy("a copy, in a long folder", &format!("https://big-mall.com/{long}")),
        copy("a copy, in a sentence", "https://big-mall.com/please-send-your-keys-to-us-please-send-them"),
        copy("a copy, with a login in its address", "https://bob@big-mall.com"),
        copy("a copy, by another scheme", "ftp://big-mall.com"),
        copy("a copy, in an address without an end", &format!("https://big-mall.com/{}", "x/".repeat(300))),
    ]
}

/// Whoever brings no key is refused in the words for a customer.
fn customers() -> Vec<Row> {
    let all = |headers| strange(Strange::GuestsAreCustomers { headers });
    let numbered = || strange(Strange::RefusalsNumbered { status: 403 });
    vec![
        good(remarks(ProblemKind::HeaderStripped, "everybody is a customer, and the header is not looked at"))
            .with(all(true))
            .reads(),
        stops(ProblemKind::KeyUnknown, "the same, and the key is gone")
            .with(all(true))
            .keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
        stops(ProblemKind::OwnerRoleTooLow, "guests are customers, and the key is one's indeed")
            .with(all(false))
            .keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET)
            .without(ProblemKind::HeaderStripped),
        stops(ProblemKind::OwnerRoleTooLow, "the key is a customer's")
            .keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET),
        good(stops(ProblemKind::KeysRefused, "who would write is nobody, in the header and in the address alike"))
            .with(strange(Strange::WritesAreGuests))
            .marked(Mark::WriteUnseen)
            .reads(),
        good(remarks(ProblemKind::HeaderStripped, "who would write is nobody in the header alone"))
            .with(habit(Habit::HeaderTakenFromWrites))
            .reads(),
        stops(ProblemKind::KeyUnknown, "a host makes 403 of 401, and the key is gone")
            .with(numbered())
            .keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
    ]
}

/// WooCommerce's own code tells, whatever the number that comes with it.
fn numbered() -> Vec<Row> {
    let mut rows = Vec::new();
    for status in [403, 400, 404, 500] {
        let with = |row: Row| row.with(strange(Strange::RefusalsNumbered { status }));
        rows.extend([
            with(stops(ProblemKind::KeyReadOnly, "a key that may only look"))
                .keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET),
            with(stops(ProblemKind::KeyWriteOnly, "a key that may only write"))
                .keys(notes::WRITE_ONLY_KEY, notes::WRITE_ONLY_SECRET),
            with(stops(ProblemKind::SecretWrong, "a secret that is wrong"))
                .keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
            with(stops(ProblemKind::KeyUnknown, "a key that nobody knows")).keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
        ]);
    }
    rows
}

/// What locks somebody out is no break, and is said in its own words.
fn locked_out() -> Vec<Row> {
    const WORDS: &str = "You have been locked out due to too many invalid login attempts.";
    let locked = |page| {
        let row = stops(ProblemKind::AddressShutOut, "locked out").with(strange(Strange::LocksOut { page }));
        row.marked(Mark::LockedOut).quoting(WORDS)
    };
    vec![
        locked(false),
        locked(true),
        stops(ProblemKind::Maintenance, "WordPress updates itself").with(Trouble::Maintenance),
    ]
}

/// A rule against names, a number that is new each time: no JSON of anybody's is the plugin's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_other_address_is_offered_only_by_words_that_are_nobody_elses() {
    let guard = habit(Habit::GuestsStopped { by: GuestStopper::Shield });
    let guarded = |status, every| strange(Strange::OlderWayGuarded { status, every });
    let cases = [
        (habit(Habit::OlderWayHeard { how: OlderWay::Nothing }), true),
        (habit(Habit::OlderWayHeard { how: OlderWay::Refuses }), false),
        (guarded(403, true), false),
        (guarded(400, true), false),
        (guarded(200, true), false),
        (guarded(403, false), false),
        (guarded(200, false), false),
    ];
    for (older, offered) in cases {
        let world = World::with([guard.clone(), older.clone()]).await;
        let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
        let WayIn::Shut(shut) = &way_in else { panic!("{older:?}: {way_in:?}") };
        assert_eq!(shut.other_is_open, offered, "{older:?}");
    }
}

/// Meum sends no OPTIONS: whatever answers those alone says nothing for certain.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_certain_of_the_address_from_options_alone() {
    use HookAnswer::{Empty, FrontPage, Imunify, Json, LedHome, Page, Password, RobotCheck, SignIn};
    let hows = [
        Empty { list: false },
        Empty { list: true },
        Page { status: 404 },
        Page { status: 410 },
        Page { status: 403 },
        Json { status: 403 },
        LedHome,
        FrontPage,
        SignIn,
        Password,
        RobotCheck,
        Imunify,
    ];
    for how in hows {
        let world = World::with([habit(Habit::OptionsAnswered { how: OptionsAnswer::As(how) })]).await;
        let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
        assert!(matches!(way_in, WayIn::Unclear(_)), "{how:?}: {way_in:?}");
    }
    // WordPress itself says that there is no such route.
    let world = World::with([Trouble::PluginAbsent]).await;
    let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
    assert!(matches!(way_in, WayIn::Missing(_)), "{way_in:?}");
    // The same to both.
    let world = World::with([habit(Habit::HookAnswered { how: SignIn })]).await;
    let way_in = world.way_in(&world.learn().await, WebhookForm::Usual).await;
    assert!(matches!(&way_in, WayIn::Shut(shut) if shut.mark == Some(Mark::AsksSignIn)), "{way_in:?}");
}
