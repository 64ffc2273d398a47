//! What Meum issued, and a password store that is away just then: it is kept when it can be, and what
//! an earlier connect left is never taken for it.

use crate::harness::ground::{Ground, until};
use crate::harness::session::Session;
use crate::harness::wrong::{
    Wrong, again, at_review_until_closed, connects, connects_and_waits, ground_for, hands_over, impatient, on,
    to_connecting_again,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn failing_between_meums_answer_and_the_keeping_it_is_said_at_once_and_mended() {
    for wrong in Wrong::ALL {
        let mut session = Session::start();
        let ground = ground_for(wrong, &session).await;
        let mut app = ground.at_review().await;
        connects_and_waits(&ground, &mut app).await;
        wrong.befall(&mut session);
        ground.to_meum.release();
        let view = app.until_problem(wrong.told().0).await;
        let screen = &view["screen"];
        assert_eq!((&screen["step"]["kind"], &screen["step"]["untilClosed"]), (&json!("handOver"), &json!(true)));
        assert_eq!(screen["problem"]["button"]["press"]["kind"], "tryAgain", "{wrong:?}");
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
        hands_over(&mut app).await;
        assert!(ground.shop_has_what_was_issued(), "{wrong:?}");
        assert_eq!(ground.connects(), 1, "{wrong:?}");
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_unlocks_the_store_and_goes_on_later_has_it_kept() {
    let session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    connects_and_waits(&ground, &mut app).await;
    session.lock_store();
    ground.to_meum.release();
    app.until_problem("H12").await;
    app.ask(&json!({"kind": "handOverLater"})).await;
    session.unlock_store();
    app.ask(&json!({"kind": "resumeHandOver"})).await;
    let view = app.until("it is kept", |view| view["screen"]["step"]["untilClosed"] == false).await;
    assert!(view["screen"]["problem"].is_null(), "{view}");
    app.kill();
    let mut app = ground.start();
    app.until_step("handOver").await;
    hands_over(&mut app).await;
    assert!(ground.shop_has_what_was_issued());
    app.kill();
}

/// Killed after the store kept what Meum issued, and before that was noted; then the store is locked.
async fn killed_before_it_was_noted(session: &Session) -> Ground {
    let ground = on(session).await;
    let mut app = ground.at_review().await;
    let database = ground.database();
    database
        .execute_batch("CREATE TRIGGER held BEFORE UPDATE ON shops BEGIN SELECT RAISE(ABORT, 'held'); END")
        .unwrap();
    connects(&mut app).await;
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
    hands_over(&mut app).await;
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
async fn what_an_open_connect_left_never_goes_to_another_shop() {
    let session = Session::start();
    let ground = killed_before_it_was_noted(&session).await;
    let mut app = ground.start();
    app.until_problem("H12").await;
    app.ask(&json!({"kind": "goTo", "step": "yourShop"})).await;
    app.until_step("yourShop").await;
    app.ask(&json!({"kind": "checkAddress", "text": "https://other-shop.example"})).await;
    app.until_problem("G20").await;
    session.unlock_store();
    app.ask(&again()).await;
    app.until_step("handOver").await;
    hands_over(&mut app).await;
    assert!(ground.shop_has_what_was_issued(), "to the shop it was made for");
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_connect_left_is_used_for_nothing() {
    let session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    connects(&mut app).await;
    to_connecting_again(&mut app).await;
    connects_and_waits(&ground, &mut app).await;
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
    connects_and_waits(&ground, &mut app).await;
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
