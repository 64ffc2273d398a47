//! The notes (SQLite) when somebody else has them locked, or a second app wants them: nothing is sent that is not noted, and it goes on when it can. The app is a process.

use crate::harness::child::Child;
use crate::harness::ground::Ground;
use serde_json::json;

/// Presses *Connect* where the notes cannot be written: it is refused, and nothing is sent.
async fn connect_is_refused(ground: &Ground, app: &mut Child) {
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    let view = app.until_problem("S02").await;
    assert_eq!(view["screen"]["step"]["kind"], "review");
    assert_eq!((ground.connects(), ground.open_connects()), (0, 0), "nothing is noted, and nothing is sent");
}

async fn connects(ground: &Ground, app: &mut Child) {
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    let view = app.until_step("handOver").await;
    assert!(view["notice"].is_null() && view["screen"]["problem"].is_null(), "{view}");
    assert_eq!((ground.connects(), ground.open_connects()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_while_somebody_else_has_the_database_locked() {
    let mut ground = Ground::new().await;
    ground.setting.storage_waits = 200;
    let mut app = ground.at_review().await;
    let other = ground.database();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    connect_is_refused(&ground, &mut app).await;
    other.execute_batch("ROLLBACK").unwrap();
    connects(&ground, &mut app).await;
    app.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_app_does_nothing_until_the_first_is_gone() {
    let ground = Ground::new().await;
    let mut first = ground.at_review().await;
    let mut second = ground.start();
    let view = second.until_settled().await;
    assert_eq!((&view["screen"]["kind"], &view["screen"]["problem"]["code"]), (&json!("cannotStart"), &json!("S09")));
    ground.to_meum.hold_answers_but(0);
    first.ask(&json!({"kind": "connect", "replace": true})).await;
    ground.to_meum.until_answer_waits().await;
    for intent in ["connect", "connect", "tryAgain"] {
        second.ask(&json!({"kind": intent, "replace": true})).await;
    }
    // The answer to the last comes after whatever the others did.
    let view = second.until_settled().await;
    assert_eq!(view["screen"]["problem"]["code"], "S09", "it is still not the first");
    assert_eq!(ground.connects(), 1, "one connect in flight, from one app");
    // A kill lets go of the notes at once.
    first.kill();
    ground.to_meum.cut();
    ground.to_meum.release();
    second.ask(&json!({"kind": "tryAgain"})).await;
    second.until_problem("G08").await;
    assert_eq!(ground.connects(), 1);
    second.kill();
}
