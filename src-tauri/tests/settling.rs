//! A password store that says it keeps what Meum issued, and loses it because it ends before that is on
//! its disk, as KWallet does. The app still has it, puts it there once more, and does not close before it
//! is there.

use crate::harness::child::Child;
use crate::harness::ground::Ground;
use crate::harness::session::Session;
use crate::harness::store::Manner;
use crate::harness::wrong::{again, connects, connects_and_waits, hands_over, on, to_connecting_again};
use serde_json::{Value, json};

/// What it takes is on its disk at once.
const SOUND: Manner = Manner { has_collection: true, locked: false, consents: 0, settles: 0 };
/// What it takes gets onto its disk long after the test.
const SLOW: Manner = Manner { settles: 600_000, ..SOUND };

/// How the pair came that the store loses.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pair {
    /// It is the first: the store has an entry with nothing in it.
    First,
    /// It took another's place: the store has the old one.
    Second,
}

/// The app at *Hand over*, with a store that would lose what Meum issued last.
async fn connected(session: &mut Session, ground: &Ground, pair: Pair) -> Child {
    let mut app = ground.at_review().await;
    if pair == Pair::Second {
        connects(&mut app).await;
        to_connecting_again(&mut app).await;
    }
    session.end_store();
    session.open_store_of(SLOW);
    connects(&mut app).await;
    app
}

/// The store ends before its time, and another begins with what is on the disk.
fn restart(session: &mut Session) {
    session.end_store();
    session.open_store_of(SOUND);
}

fn can_pay(view: &Value) -> bool {
    view["screen"]["headline"] == "canPay"
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_lost_is_handed_over_all_the_same_and_kept_once_more() {
    for pair in [Pair::First, Pair::Second] {
        let mut session = Session::with_store(SOUND);
        let ground = on(&session).await;
        let mut app = connected(&mut session, &ground, pair).await;
        restart(&mut session);
        hands_over(&mut app).await;
        assert!(ground.shop_has_what_was_issued(), "{pair:?}");
        app.ask(&json!({"kind": "continue"})).await;
        app.until("shoppers can pay", can_pay).await;
        app.kill();
        // Only the store can tell the next start: Meum is asked with the key in it.
        let mut app = ground.start();
        app.until("shoppers can pay", can_pay).await;
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_puts_back_what_the_store_lost_and_ends_once_it_is_there() {
    let mut session = Session::with_store(SOUND);
    let ground = on(&session).await;
    let mut app = connected(&mut session, &ground, Pair::First).await;
    restart(&mut session);
    app.close();
    app.ends().await;
    let mut app = ground.start();
    let view = app.until_step("handOver").await;
    assert!(view["screen"]["problem"].is_null(), "{view}");
    hands_over(&mut app).await;
    assert!(ground.shop_has_what_was_issued());
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_with_a_sound_store_takes_no_time() {
    let session = Session::with_store(SOUND);
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    connects(&mut app).await;
    app.close();
    app.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_gone_on_closing_keeps_the_window_until_it_is_back() {
    let mut session = Session::with_store(SOUND);
    let ground = on(&session).await;
    let mut app = connected(&mut session, &ground, Pair::First).await;
    session.end_store();
    app.close();
    app.until("it stays", |view| view["closing"] == "onlyHere").await;
    let view = app.until_problem("H14").await;
    assert_eq!(view["screen"]["step"]["inMemory"], true, "{view}");
    session.open_store_of(SOUND);
    app.ask(&again()).await;
    app.until("it is kept", |view| view["screen"]["step"]["untilClosed"] == false && view["closing"].is_null()).await;
    app.close();
    app.ends().await;
    let mut app = ground.start();
    app.until_step("handOver").await;
    hands_over(&mut app).await;
    assert!(ground.shop_has_what_was_issued());
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_never_takes_the_place_of_what_was_issued_after_it() {
    let mut session = Session::with_store(SOUND);
    let ground = on(&session).await;
    let mut app = ground.at_review().await;
    connects(&mut app).await;
    to_connecting_again(&mut app).await;
    connects_and_waits(&ground, &mut app).await;
    // The store refuses what comes now: memory has it, and the store the pair before it.
    session.lock_store();
    ground.to_meum.release();
    app.until_problem("H12").await;
    app.ask(&again()).await;
    app.until_problem("H12").await;
    restart(&mut session);
    app.ask(&again()).await;
    app.until("it is kept", |view| view["screen"]["step"]["untilClosed"] == false).await;
    hands_over(&mut app).await;
    assert!(ground.shop_has_what_was_issued(), "and not the one before");
    app.kill();
}
