//! The password store as it is on real computers: not there yet, locked, frozen, restarted, gone at
//! the worst moment. A real one, on a message bus of the test's own, and the app as a process.

use crate::harness::child::Child;
use crate::harness::ground::{Ground, until};
use crate::harness::session::Session;
use crate::harness::store::Manner;
use crate::harness::wrong::{
    Wrong, again, at_shop_keys, connects, connects_and_waits, ground_for, hands_over, impatient, keys, keys_pass, on,
};
use serde_json::{Value, json};

/// The panel of a shop that is well.
async fn at_panel(ground: &Ground) -> Child {
    let mut app = ground.at_review().await;
    connects(&mut app).await;
    hands_over(&mut app).await;
    app.ask(&json!({"kind": "continue"})).await;
    app.until("shoppers can pay", can_pay).await;
    app
}

fn can_pay(view: &Value) -> bool {
    view["screen"]["headline"] == "canPay"
}

fn says(view: &Value, code: &str) -> bool {
    view["screen"]["lines"].to_string().contains(code)
}

/// A store that keeps things and asks nothing.
const OPEN: Manner = Manner { has_collection: true, locked: false, consents: 0, settles: 0 };

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
        assert_eq!(view["screen"]["problem"]["button"]["press"]["kind"], next, "{wrong:?}");
        assert_eq!(view["screen"]["problem"]["otherwise"]["press"]["kind"], otherwise, "{wrong:?}");
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
    assert_eq!(view["screen"]["problem"]["otherwise"]["press"]["kind"], "keepUntilClosed");
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    keys_pass(&mut app).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_without_a_collection_makes_one_and_asks_for_its_password() {
    for (consents, expected) in [(1, None), (0, Some("H21"))] {
        let session = Session::with_store(Manner { has_collection: false, consents, ..OPEN });
        let ground = on(&session).await;
        let mut app = at_shop_keys(&ground).await;
        app.ask(&keys()).await;
        match expected {
            None => keys_pass(&mut app).await,
            Some(code) => drop(app.until_problem(code).await),
        }
        assert_eq!(session.entries(&ground.setting.service), consents as usize);
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kwallet_is_started_where_nobody_has_started_it() {
    let session = Session::with_startable_store(OPEN);
    let ground = on(&session).await;
    let mut app = at_shop_keys(&ground).await;
    app.ask(&keys()).await;
    keys_pass(&mut app).await;
    assert_eq!(session.entries(&ground.setting.service), 1);
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_store_that_shows_nothing_is_locked_and_nothing_is_gone() {
    // An open store asks nothing: the one *yes* is for after the lock.
    for consents in [0, 1] {
        let session = Session::with_store(Manner { consents, ..OPEN });
        let ground = on(&session).await;
        let mut app = at_panel(&ground).await;
        session.lock_store();
        app.ask(&json!({"kind": "checkNow"})).await;
        if consents == 0 {
            let view = app.until("the panel says it", |view| says(view, "H12")).await;
            assert!(!says(&view, "H15") && !says(&view, "H19"), "nothing is gone: {view}");
        } else {
            until("the store is open again", async || session.entries(&ground.setting.service) > 0).await;
            app.until("shoppers can pay", |view| can_pay(view) && !says(view, "H12")).await;
        }
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_store_is_no_proof_that_meums_answer_is_lost() {
    let session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    connects_and_waits(&ground, &mut app).await;
    app.kill();
    ground.clear();
    session.lock_store();
    let mut app = ground.start();
    app.until_problem("H12").await;
    session.unlock_store();
    app.ask(&again()).await;
    app.until_problem("G08").await;
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
async fn a_store_that_vanishes_under_the_panel_is_said_and_found_again() {
    let mut session = Session::start();
    let ground = on(&session).await;
    let mut app = at_panel(&ground).await;
    session.end_store();
    app.ask(&json!({"kind": "checkNow"})).await;
    // The button rests while a question is in flight.
    let at_rest = |view: &Value| view["screen"]["checking"] == false;
    let view = app.until("the panel says it", |view| says(view, "H14") && at_rest(view)).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_went_away_with_the_meum_key_is_no_dead_end() {
    let mut session = Session::start();
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    session.end_store();
    let connect = json!({"kind": "connect", "replace": true});
    app.ask(&connect).await;
    app.until_problem("H14").await;
    app.ask(&json!({"kind": "keepUntilClosed"})).await;
    let view = app.until_problem("H18").await;
    assert_eq!((&view["screen"]["step"]["kind"], &view["screen"]["step"]["prefix"]), (&json!("meumKey"), &Value::Null));
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::CONNECTION_KEY})).await;
    app.until_step("review").await;
    app.ask(&connect).await;
    app.until_step("handOver").await;
    assert_eq!(ground.connects(), 1);
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
