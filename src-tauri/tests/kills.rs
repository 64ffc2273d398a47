//! Killed at any moment (SIGKILL), the app loses nothing it does not name, and never connects twice
//! for one press: real processes, the real password store, real SQLite.
//!
//! A step is held from outside by whatever it waits for: a relay before Meum and the shop, a door
//! before the message bus, and triggers in the database. Moments that nothing holds are met by
//! killing after a number of messages to the password store; `MEUM_CONNECT_KILL_ROUNDS=200 cargo
//! test --test shell -- --ignored kills::at_any_moment_for_long` tries many of them.

use crate::harness;
use crate::harness::bus::Side;
use crate::harness::child::Child;
use crate::harness::ground::{Ground, until};
use crate::harness::session::Session;
use crate::harness::wrong::{again, at_review_until_closed, on};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the next start says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing was sent: *Review* as before.
    NotSent,
    /// It is not known whether Meum connected the shop; the way out is to ask Meum (G08).
    Lost,
    /// The credentials Meum issued last are there, and wait to be handed over.
    Recovered,
}

fn press() -> Value {
    // With the merchant's word nothing is asked first of a shop that is not connected from here.
    json!({"kind": "connect", "replace": true})
}

fn problem(view: &Value) -> &Value {
    &view["screen"]["problem"]["code"]
}

/// Starts the app again, and checks what holds whenever it was killed.
async fn next_start(ground: &Ground, presses: usize) -> (Child, Next) {
    ground.clear();
    let mut app = ground.start();
    let view = app.until_settled().await;
    let connects = ground.connects();
    assert!(connects <= presses, "{connects} requests for {presses} presses");
    assert!(view["notice"].is_null(), "the notes are readable: {view}");
    let step = view["screen"]["step"]["kind"].as_str().unwrap_or_default().to_owned();
    let next = match (step.as_str(), problem(&view).as_str()) {
        ("handOver", None) => Next::Recovered,
        ("review", Some("G08")) => Next::Lost,
        ("review", None) => Next::NotSent,
        _ => panic!("it is not named what became of it: {view}"),
    };
    match next {
        Next::Recovered => assert!(ground.keeps_what_was_issued().await, "what Meum issued last is kept"),
        Next::Lost => {
            assert!(!ground.keeps_what_was_issued().await, "what is kept is not lost");
            assert!(
                view["screen"]["step"]["lostAnswer"].is_object(),
                "a way out: asking Meum is at the foot of the step"
            );
        }
        Next::NotSent => assert_eq!(connects, 0, "nothing was sent"),
    }
    assert_eq!(ground.open_connects(), 0, "the journal is closed");
    (app, next)
}

async fn killed(ground: &Ground, app: Child, expected: Next, when: &str) {
    kill(app);
    let before = ground.connects();
    let (app, next) = next_start(ground, 1).await;
    assert_eq!(next, expected, "{when}");
    assert_eq!(ground.connects(), before, "{when}: nothing is sent without a press");
    app.kill();
    held(&format!("killed {when}: {expected:?}"));
}

/// Kills tried, and those after which everything held.
static KILLS: (AtomicUsize, AtomicUsize) = (AtomicUsize::new(0), AtomicUsize::new(0));

/// Kills the app; to be followed by [`held`].
fn kill(app: Child) {
    KILLS.0.fetch_add(1, Ordering::SeqCst);
    app.kill();
}

fn held(line: &str) {
    let held = KILLS.1.fetch_add(1, Ordering::SeqCst) + 1;
    let tried = KILLS.0.load(Ordering::SeqCst);
    // Past the test's own capturing: what was tried is read by whoever runs it.
    let line = format!("{line}; kills tried / held: {tried} / {held}\n");
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

async fn pressed() -> (Ground, Child) {
    let ground = Ground::new().await;
    let app = ground.at_review().await;
    (ground, app)
}

#[tokio::test(flavor = "multi_thread")]
async fn before_connect_is_received_nothing_has_happened() {
    let (ground, mut app) = pressed().await;
    ground.bus.stop_at("CreateItem", Side::Call);
    app.ask(&press()).await;
    ground.bus.until_held().await;
    killed(&ground, app, Next::NotSent, "before the journal").await;

    let (ground, mut app) = pressed().await;
    ground.to_meum.hold_asking();
    app.ask(&press()).await;
    ground.to_meum.until_asking_waits().await;
    assert_eq!(ground.open_connects(), 1, "noted before it leaves");
    // The entry does not tell a request that was about to leave from one that has left.
    killed(&ground, app, Next::Lost, "before the request is received").await;
    assert_eq!(ground.connects(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_arrive_whole_is_lost_and_said_to_be() {
    for (bytes, when) in [(0, "while Meum works"), (1, "after the first byte of the answer")] {
        let (ground, mut app) = pressed().await;
        ground.to_meum.hold_answers_but(bytes);
        app.ask(&press()).await;
        ground.to_meum.until_answer_waits().await;
        assert_eq!(ground.connects(), 1, "{when}");
        killed(&ground, app, Next::Lost, when).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_password_store_is_asked_it_has_them_or_it_has_not() {
    for (side, next, when) in [
        (Side::Call, Next::Lost, "before the password store is asked to keep them"),
        (Side::Answer, Next::Recovered, "before the password store says that it keeps them"),
    ] {
        let (ground, mut app) = pressed().await;
        // The first entry made is the proof that there can be one.
        ground.bus.stop_at_nth("CreateItem", 1, side);
        app.ask(&press()).await;
        ground.bus.until_held().await;
        assert_eq!(ground.connects(), 1, "{when}");
        if side == Side::Answer {
            until("the password store keeps them", async || ground.keeps_what_was_issued().await).await;
        }
        killed(&ground, app, next, when).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn between_two_notes_what_was_kept_is_found() {
    let (ground, mut app) = pressed().await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    let database = ground.database();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    ground.to_meum.release();
    until("the password store keeps them", async || ground.keeps_what_was_issued().await).await;
    kill(app);
    database.execute_batch("ROLLBACK").unwrap();
    let (app, next) = next_start(&ground, 1).await;
    assert_eq!(next, Next::Recovered);
    app.kill();
    held("killed before the answer is noted: Recovered");

    for (table, hold, when) in [
        ("shops", "BEFORE UPDATE ON shops", "before the shop is stored"),
        ("connects", "BEFORE DELETE ON connects", "before the journal entry is closed"),
    ] {
        let (ground, mut app) = pressed().await;
        let database = ground.database();
        let trigger = format!("CREATE TRIGGER held {hold} BEGIN SELECT RAISE(ABORT, 'held'); END");
        database.execute_batch(&trigger).unwrap();
        app.ask(&press()).await;
        app.until(when, |view| view["notice"]["code"] == "S02").await;
        app.until_step("handOver").await;
        let noted: i64 =
            database.query_row("SELECT count(*) FROM connects WHERE facts IS NOT NULL", [], |row| row.get(0)).unwrap();
        assert_eq!(noted, 1, "{when}: the answer is noted in {table}");
        kill(app);
        database.execute_batch("DROP TRIGGER held").unwrap();
        let (app, next) = next_start(&ground, 1).await;
        assert_eq!((next, ground.connects()), (Next::Recovered, 1), "{when}");
        app.kill();
        held(&format!("killed {when}: {next:?}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_only_memory_held_are_said_to_be_gone() {
    let (ground, mut app) = pressed().await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    ground.bus.cut();
    ground.to_meum.release();
    app.until_problem("H14").await;
    kill(app);
    ground.clear();
    let mut app = ground.start();
    let view = app.until_problem("H19").await;
    assert_eq!(view["screen"]["problem"]["button"]["press"]["kind"], "replaceMeumKey", "a way out");
    assert_eq!(ground.connects(), 1);
    app.kill();
    held("killed while only memory held them: H19");
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_of_an_earlier_connect_are_never_taken_for_the_new_ones() {
    let (ground, mut app) = pressed().await;
    app.ask(&press()).await;
    app.until_step("handOver").await;
    let first = ground.issued().unwrap().api_key;
    app.ask(&json!({"kind": "replaceMeumKey"})).await;
    app.until_step("meumKey").await;
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::RECONNECT_KEY})).await;
    app.until_step("review").await;
    app.ask(&press()).await;
    app.until("Meum is asked first", |view| view["screen"]["step"]["asksWord"] == true).await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    ground.bus.cut();
    ground.to_meum.release();
    app.until_problem("H14").await;
    assert_ne!(ground.issued().unwrap().api_key, first, "the first do not work any more");
    kill(app);
    ground.clear();
    let mut app = ground.start();
    app.until_problem("H19").await;
    app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
    app.until_problem("H19").await;
    assert_eq!((ground.shop.gateway().api_key.as_str(), ground.connects()), ("", 2), "nothing dead is handed over");
    app.kill();
    held("killed while only memory held the second pair: H19");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_that_broke_off_is_done_again() {
    let ground = Ground::new().await;
    let mut app = ground.at_review().await;
    app.ask(&press()).await;
    app.until_step("handOver").await;
    let hand_over = json!({"kind": "handOver", "switchOn": true});
    for moment in 0..4 {
        // With keys checked just now there is an open connection to the shop.
        app.ask(&json!({"kind": "replaceKeys"})).await;
        app.until_step("shopKeys").await;
        app.check_keys("handOver").await;
        let (gets, writes) = (ground.gateways("GET"), ground.written());
        ground.to_shop.hold_answers_but(0);
        app.ask(&hand_over).await;
        until("the settings are looked for", async || ground.gateways("GET") > gets).await;
        ground.to_shop.hold_asking();
        ground.to_shop.release_answers();
        ground.to_shop.until_asking_waits().await;
        if moment > 0 {
            // The write goes through; its answer waits.
            ground.to_shop.hold_answers_but(0);
            ground.to_shop.release_asking();
            until("it is written", async || ground.written() > writes).await;
            ground.to_shop.until_answer_waits().await;
        }
        if moment > 1 {
            ground.to_shop.hold_asking();
            ground.to_shop.release_answers();
            ground.to_shop.until_asking_waits().await;
        }
        let database = ground.database();
        if moment > 2 {
            database
                .execute_batch("CREATE TRIGGER held BEFORE UPDATE ON shops BEGIN SELECT RAISE(ABORT, 'held'); END")
                .unwrap();
            ground.to_shop.release();
            app.until("it is read back", |view| view["notice"]["code"] == "S02").await;
        }
        assert_eq!(ground.shop_has_what_was_issued(), moment > 0, "{moment}");
        kill(app);
        database.execute_batch("DROP TRIGGER IF EXISTS held").unwrap();
        let (again, next) = next_start(&ground, 1).await;
        assert_eq!((next, ground.connects()), (Next::Recovered, 1), "{moment}");
        app = again;
        let at = ["before the write", "before the write is answered", "before it is read back", "before it is stored"];
        held(&format!("killed {} of the hand-over: {next:?}", at[moment]));
    }
    app.ask(&hand_over).await;
    app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
    assert!(ground.shop_has_what_was_issued());
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_password_store_what_only_memory_held_is_lost_and_there_is_a_way_on() {
    let session = Session::without_store();
    let ground = on(&session).await;
    let mut app = at_review_until_closed(&ground).await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    kill(app);
    ground.clear();
    let mut app = ground.start();
    let view = app.until_problem("G08").await;
    assert_eq!((&view["screen"]["step"]["kind"], ground.open_connects()), (&json!("review"), 0));
    app.kill();
    harness::a_minute_passes(ground.folder()).await;
    let mut app = ground.start();
    app.until_problem("G08").await;
    app.ask(&press()).await;
    app.until_problem("H18").await;
    app.ask(&json!({"kind": "replaceMeumKey"})).await;
    app.until_step("meumKey").await;
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::CONNECTION_KEY})).await;
    app.until_problem("H14").await;
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    app.until_step("review").await;
    app.ask(&press()).await;
    app.until_step("handOver").await;
    assert_eq!(ground.connects(), 2, "one for each press that was not lost on the way");
    app.kill();
    held("killed while Meum works, without a password store: Lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_store_that_never_comes_back_can_be_given_up() {
    let mut session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    kill(app);
    ground.clear();
    session.end_store();
    let mut app = ground.start();
    app.until_problem("H14").await;
    app.ask(&again()).await;
    app.until_problem("H14").await;
    assert_eq!(ground.open_connects(), 1, "nothing is decided without a word");
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    let lost = |view: &Value| view["screen"]["step"]["lostAnswer"].is_object() && view["screen"]["doing"].is_null();
    app.until("the loss is said", lost).await;
    assert_eq!((ground.open_connects(), ground.connects()), (0, 1));
    app.kill();
    held("killed while Meum works, and the password store never came back: Lost");
}

/// Kills after so many messages to the password store, wherever the app is then.
async fn killed_after(messages: u64) -> Next {
    let (ground, mut app) = pressed().await;
    let before = ground.bus.messages();
    app.send(&press());
    until("so many messages, or the end", async || {
        ground.bus.messages() >= before + messages || ground.open_connects() == 0 && ground.connects() == 1
    })
    .await;
    kill(app);
    let (app, next) = next_start(&ground, 1).await;
    app.kill();
    held(&format!("killed after {messages} messages to the password store: {next:?}"));
    next
}

#[tokio::test(flavor = "multi_thread")]
async fn at_any_moment_it_is_named_what_became_of_it() {
    for messages in [3, 11, 17, 23, 29] {
        killed_after(messages).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; see the top of the file"]
async fn at_any_moment_for_long() {
    let rounds = std::env::var("MEUM_CONNECT_KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    for round in 0..rounds {
        killed_after(round % 48).await;
    }
}
