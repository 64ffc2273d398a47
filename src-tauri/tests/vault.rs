//! The password store as it is on real computers: not there yet, locked, frozen, restarted, gone at
//! the worst moment. A real one, on a message bus of the test's own, and the app as a process.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod harness;

use harness::child::Child;
use harness::ground::{Ground, until};
use harness::session::Session;
use serde_json::{Value, json};

/// Short enough to wait for a store that never answers, in milliseconds; far longer than one takes.
const IMPATIENT: u64 = 2_500;

#[test]
#[ignore = "the app itself, started by the other tests"]
fn the_app_as_a_child() {
    harness::child::be_the_app();
}

/// What can be wrong with a password store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Locked,
    Gone,
    Frozen,
}

impl Wrong {
    const ALL: [Self; 3] = [Self::Locked, Self::Gone, Self::Frozen];

    fn befall(self, session: &mut Session) {
        match self {
            Self::Locked => session.lock_store(),
            Self::Gone => session.end_store(),
            Self::Frozen => session.freeze_store(),
        }
    }

    fn pass(self, session: &mut Session) {
        match self {
            Self::Locked => session.unlock_store(),
            Self::Gone => session.open_store(),
            Self::Frozen => session.thaw_store(),
        }
    }

    /// Its code, the next step, and the other way out before connecting.
    fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Locked => ("H12", "tryAgain", "keepUntilClosed"),
            Self::Gone => ("H14", "keepUntilClosed", "tryAgain"),
            Self::Frozen => ("H22", "tryAgain", "keepUntilClosed"),
        }
    }
}

async fn on(session: &Session) -> Ground {
    Ground::on(session.address()).await
}

/// The same, where the store will be frozen.
async fn impatient(session: &Session) -> Ground {
    let mut ground = on(session).await;
    ground.setting.vault_waits = IMPATIENT;
    ground
}

async fn ground_for(wrong: Wrong, session: &Session) -> Ground {
    if wrong == Wrong::Frozen { impatient(session).await } else { on(session).await }
}

fn keys() -> Value {
    use connect_practice::notebook as notes;
    json!({"kind": "checkKeys", "key": notes::READ_WRITE_KEY, "secret": notes::READ_WRITE_SECRET})
}

async fn at_shop_keys(ground: &Ground) -> Child {
    let mut app = ground.start();
    app.go_to_shop_keys(ground.shop.home().as_str()).await;
    app
}

fn again() -> Value {
    json!({"kind": "tryAgain"})
}

async fn keys_pass(app: &mut Child) {
    app.until("the keys are kept", |view| view["screen"]["canContinue"] == true && view["screen"]["doing"].is_null())
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_and_passes_without_a_restart() {
    for wrong in Wrong::ALL {
        let mut session = Session::start();
        let ground = ground_for(wrong, &session).await;
        let mut app = at_shop_keys(&ground).await;
        wrong.befall(&mut session);
        app.ask(&keys()).await;
        let (code, next, otherwise) = wrong.told();
        let view = app.until_problem(code).await;
        assert_eq!(view["screen"]["problem"]["next"]["kind"], next, "{wrong:?}");
        assert_eq!(view["screen"]["problem"]["otherwise"]["kind"], otherwise, "{wrong:?}");
        wrong.pass(&mut session);
        app.ask(&again()).await;
        keys_pass(&mut app).await;
        assert_eq!(session.entries(&ground.setting.service), 1, "{wrong:?}");
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_started_later_is_found() {
    let mut session = Session::without_store();
    let ground = on(&session).await;
    let mut app = at_shop_keys(&ground).await;
    app.ask(&keys()).await;
    app.until_problem("H14").await;
    session.open_store();
    app.ask(&again()).await;
    keys_pass(&mut app).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_can_keep_nothing_refuses() {
    let mut session = Session::without_store();
    session.open_empty_store();
    let ground = on(&session).await;
    let mut app = at_shop_keys(&ground).await;
    app.ask(&keys()).await;
    let view = app.until_problem("H21").await;
    assert_eq!(view["screen"]["problem"]["otherwise"]["kind"], "keepUntilClosed");
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    keys_pass(&mut app).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_restarted_while_the_app_runs_is_not_even_noticed() {
    let mut session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    session.end_store();
    session.open_store();
    app.ask(&json!({"kind": "connect", "replace": false})).await;
    let view = app.until_step("handOver").await;
    assert!(view["screen"]["problem"].is_null() && view["screen"]["step"]["untilClosed"] == false, "{view}");
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn failing_between_meums_answer_and_the_keeping_it_is_said_at_once_and_mended() {
    for wrong in Wrong::ALL {
        let mut session = Session::start();
        let ground = ground_for(wrong, &session).await;
        let mut app = ground.at_review().await;
        ground.to_meum.hold_answers_but(0);
        app.ask(&json!({"kind": "connect", "replace": true})).await;
        ground.to_meum.until_answer_waits().await;
        wrong.befall(&mut session);
        ground.to_meum.release();
        let view = app.until_problem(wrong.told().0).await;
        let screen = &view["screen"];
        assert_eq!((&screen["step"]["kind"], &screen["step"]["untilClosed"]), (&json!("handOver"), &json!(true)));
        assert_eq!(screen["problem"]["next"]["kind"], "tryAgain", "{wrong:?}");
        assert!(screen["problem"]["otherwise"].is_null(), "what Meum issued is not given up: {wrong:?}");
        app.ask(&again()).await;
        app.until_problem(wrong.told().0).await;
        wrong.pass(&mut session);
        app.ask(&again()).await;
        app.until("they are kept", |view| view["screen"]["step"]["untilClosed"] == false).await;
        // The shop's keys and what Meum issued; the connection key has done its work.
        until("the used key is gone", async || session.entries(&ground.setting.service) == 2).await;
        app.kill();
        let mut app = ground.start();
        let view = app.until_step("handOver").await;
        assert!(view["screen"]["problem"].is_null(), "{wrong:?}: {view}");
        app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
        app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
        assert!(ground.shop_has_what_was_issued(), "{wrong:?}");
        assert_eq!(ground.connects(), 1, "{wrong:?}");
        app.kill();
    }
}

/// Killed after the store kept what Meum issued, and before that was noted; then the store is locked.
async fn killed_before_it_was_noted(session: &Session) -> Ground {
    let ground = on(session).await;
    let mut app = ground.at_review().await;
    let database = ground.database();
    database
        .execute_batch("CREATE TRIGGER held BEFORE UPDATE ON shops BEGIN SELECT RAISE(ABORT, 'held'); END")
        .unwrap();
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    app.until_step("handOver").await;
    app.kill();
    database.execute_batch("DROP TRIGGER held").unwrap();
    session.lock_store();
    ground
}

#[tokio::test(flavor = "multi_thread")]
async fn connecting_while_an_earlier_connect_is_open_finds_it_and_sends_nothing() {
    let session = Session::start();
    let ground = killed_before_it_was_noted(&session).await;
    let mut app = ground.start();
    app.until_problem("H12").await;
    let connect = json!({"kind": "connect", "replace": true});
    app.ask(&connect).await;
    app.until_problem("H12").await;
    assert_eq!((ground.connects(), ground.open_connects()), (1, 1), "locked, it is still not known");
    session.unlock_store();
    app.ask(&connect).await;
    app.until_step("handOver").await;
    assert_eq!((ground.connects(), ground.open_connects()), (1, 0), "what was lying there is taken");
    app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
    app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
    assert!(ground.shop_has_what_was_issued());
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connect_that_ended_is_found_once_the_store_is_unlocked() {
    let session = Session::start();
    let ground = killed_before_it_was_noted(&session).await;
    let mut app = ground.start();
    let view = app.until_problem("H12").await;
    assert_eq!(view["screen"]["step"]["kind"], "review");
    assert!(view["screen"]["problem"]["otherwise"].is_null(), "nothing is decided while it is locked");
    assert_eq!(ground.open_connects(), 1);
    session.unlock_store();
    app.ask(&again()).await;
    app.until_step("handOver").await;
    assert_eq!((ground.connects(), ground.open_connects()), (1, 0));
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_connect_left_is_used_for_nothing() {
    let session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    let connect = json!({"kind": "connect", "replace": true});
    app.ask(&connect).await;
    app.until_step("handOver").await;
    app.ask(&json!({"kind": "replaceMeumKey"})).await;
    app.until_step("meumKey").await;
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::RECONNECT_KEY})).await;
    app.until_step("review").await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&connect).await;
    ground.to_meum.until_answer_waits().await;
    session.lock_store();
    ground.to_meum.release();
    app.until_problem("H12").await;
    app.kill();
    // The next start cannot look, so the first pair is still in the store when it is unlocked.
    let mut app = ground.start();
    app.until_problem("H12").await;
    session.unlock_store();
    app.ask(&json!({"kind": "copy", "credential": "apiKey"})).await;
    app.until("nothing is copied", |view| view["notice"]["code"] == "H19").await;
    app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
    app.until_problem("H19").await;
    assert_eq!(ground.shop.gateway().api_key, "", "nothing dead is handed over");
    app.ask(&json!({"kind": "handOverLater"})).await;
    app.until("the panel says it", |view| view["screen"]["lines"].to_string().contains("H19")).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_vanishes_under_the_panel_is_said_and_found_again() {
    let mut session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    app.until_step("handOver").await;
    app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
    app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
    app.ask(&json!({"kind": "continue"})).await;
    let can_pay = |view: &Value| view["screen"]["headline"] == "canPay";
    app.until("shoppers can pay", can_pay).await;
    session.end_store();
    app.ask(&json!({"kind": "checkNow"})).await;
    let says = |view: &Value, code: &str| view["screen"]["lines"].to_string().contains(code);
    let view = app.until("the panel says it", |view| says(view, "H14")).await;
    assert_ne!(view["screen"]["headline"], "canPay");
    session.open_store();
    app.ask(&json!({"kind": "checkNow"})).await;
    app.until("shoppers can pay", |view| can_pay(view) && !says(view, "H14")).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_ends_with_its_question_on_the_screen_is_found_again() {
    let mut session = Session::start();
    let ground = impatient(&session).await;
    let mut app = at_shop_keys(&ground).await;
    session.lock_store();
    let _hidden = session.hide_questions();
    app.ask(&keys()).await;
    app.until_problem("H22").await;
    session.end_store();
    session.open_store();
    app.ask(&again()).await;
    keys_pass(&mut app).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_not_kept_behind_the_merchants_back() {
    let session = Session::start();
    let ground = impatient(&session).await;
    let mut app = at_shop_keys(&ground).await;
    session.freeze_store();
    app.ask(&keys()).await;
    app.until_problem("H22").await;
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    keys_pass(&mut app).await;
    session.thaw_store();
    // What had begun cannot be called back: it is kept late, and removed again.
    let removed = async || ground.bus.calls().iter().any(|call| call == "Delete");
    until("what was kept too late is removed", removed).await;
    until("nothing stays", async || session.entries(&ground.setting.service) == 0).await;
    app.kill();
}

/// At *Review*, with everything that was entered kept until the app closes only.
async fn at_review_until_closed(ground: &Ground) -> Child {
    let mut app = at_shop_keys(ground).await;
    app.ask(&keys()).await;
    app.until("the store would not", |view| view["screen"]["problem"]["code"].is_string()).await;
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    keys_pass(&mut app).await;
    app.ask(&json!({"kind": "continue"})).await;
    app.until_step("meumKey").await;
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::CONNECTION_KEY})).await;
    app.until_step("review").await;
    app
}

fn waits_in_memory(view: &Value) -> bool {
    let screen = &view["screen"];
    let shown = screen["step"]["untilClosed"] == true && screen["doing"].is_null();
    assert!(!shown || screen["problem"].is_null(), "it was chosen: {view}");
    shown
}

#[tokio::test(flavor = "multi_thread")]
async fn what_meum_issued_is_kept_once_there_is_a_store_whatever_was_chosen_before() {
    let mut session = Session::without_store();
    let ground = on(&session).await;
    let mut app = at_review_until_closed(&ground).await;
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    app.until("it is in memory", waits_in_memory).await;
    session.open_store();
    app.ask(&again()).await;
    app.until("it is kept", |view| view["screen"]["step"]["untilClosed"] == false).await;
    assert_eq!(session.entries(&ground.setting.service), 1, "what Meum issued, and nothing else");
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_meum_issued_and_is_kept_too_late_stays() {
    let session = Session::start();
    let ground = impatient(&session).await;
    session.lock_store();
    let mut app = at_review_until_closed(&ground).await;
    session.unlock_store();
    ground.to_meum.hold_answers_but(0);
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    ground.to_meum.until_answer_waits().await;
    session.freeze_store();
    ground.to_meum.release();
    app.until("it is in memory", waits_in_memory).await;
    session.thaw_store();
    app.ask(&again()).await;
    app.until("it is kept", |view| view["screen"]["step"]["untilClosed"] == false).await;
    let calls = ground.bus.calls();
    assert!(!calls.iter().any(|call| call == "Delete"), "nothing is removed again: {calls:?}");
    assert_eq!(session.entries(&ground.setting.service), 1);
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_before_it_began_is_not_begun() {
    let session = Session::start();
    let ground = impatient(&session).await;
    let mut app = at_shop_keys(&ground).await;
    session.freeze_store();
    app.ask(&keys()).await;
    for _ in 0..2 {
        app.until_problem("H22").await;
        app.ask(&again()).await;
    }
    app.until_problem("H22").await;
    session.thaw_store();
    app.ask(&again()).await;
    keys_pass(&mut app).await;
    let calls = ground.bus.calls();
    let count = |name: &str| calls.iter().filter(|call| *call == name).count();
    assert_eq!(
        (count("CreateItem"), count("SetSecret")),
        (1, 1),
        "the first, which had begun, and the last: {calls:?}"
    );
    app.kill();
}
