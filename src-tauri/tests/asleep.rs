//! A computer that goes to sleep while Meum is working: the app stands still with the request under
//! way, and wakes up to an answer that waits for it, or to a line that is gone.

use crate::harness::child::Child;
use crate::harness::ground::Ground;
use serde_json::json;

/// The app, asleep with Meum's answer held on its way.
async fn asleep() -> (Ground, Child) {
    let ground = Ground::new().await;
    let mut app = ground.at_review().await;
    ground.to_meum.hold_answers_but(0);
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    ground.to_meum.until_answer_waits().await;
    app.falls_asleep();
    (ground, app)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_came_while_asleep_is_kept_on_waking() {
    let (ground, mut app) = asleep().await;
    ground.to_meum.release();
    app.wakes_up();
    app.until_step("handOver").await;
    assert!(ground.keeps_what_was_issued().await, "what Meum issued is kept");
    assert_eq!(ground.connects(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_broke_while_asleep_is_asked_about_and_nothing_is_sent_again() {
    let (ground, mut app) = asleep().await;
    ground.to_meum.cut();
    app.wakes_up();
    ground.to_meum.release();
    let view = app.until_problem("G08").await;
    assert_eq!(view["screen"]["step"]["lostAnswer"]["says"][0], "review_lost_yes", "it was asked: {view}");
    assert_eq!(ground.connects(), 1);
}
