//! A password store that something is wrong with, and the app before it.

use super::child::Child;
use super::ground::Ground;
use super::session::Session;
use serde_json::{Value, json};

/// Short enough to wait for a store that never answers, in milliseconds; far longer than one takes.
const IMPATIENT: u64 = 5_000;

/// What can be wrong with a password store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Locked,
    Gone,
    Frozen,
}

impl Wrong {
    pub const ALL: [Self; 3] = [Self::Locked, Self::Gone, Self::Frozen];

    pub fn befall(self, session: &mut Session) {
        match self {
            Self::Locked => session.lock_store(),
            Self::Gone => session.end_store(),
            Self::Frozen => session.freeze_store(),
        }
    }

    pub fn pass(self, session: &mut Session) {
        match self {
            Self::Locked => session.unlock_store(),
            Self::Gone => session.open_store(),
            Self::Frozen => session.thaw_store(),
        }
    }

    /// Its code, the next step, and the other way out before connecting.
    pub fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Locked => ("H12", "tryAgain", "keepUntilClosed"),
            Self::Gone => ("H14", "keepUntilClosed", "tryAgain"),
            Self::Frozen => ("H22", "tryAgain", "keepUntilClosed"),
        }
    }
}

pub async fn on(session: &Session) -> Ground {
    Ground::on(session.address()).await
}

/// The same, where the store will be frozen.
pub async fn impatient(session: &Session) -> Ground {
    let mut ground = on(session).await;
    ground.setting.vault_waits = IMPATIENT;
    ground
}

pub async fn ground_for(wrong: Wrong, session: &Session) -> Ground {
    if wrong == Wrong::Frozen { impatient(session).await } else { on(session).await }
}

pub fn keys() -> Value {
    use connect_practice::notebook as notes;
    json!({"kind": "checkKeys", "key": notes::READ_WRITE_KEY, "secret": notes::READ_WRITE_SECRET})
}

pub async fn at_shop_keys(ground: &Ground) -> Child {
    let mut app = ground.start();
    app.go_to_shop_keys(ground.shop.home().as_str()).await;
    app
}

pub fn again() -> Value {
    json!({"kind": "tryAgain"})
}

pub async fn keys_pass(app: &mut Child) {
    app.until("the keys are kept", |view| view["screen"]["canContinue"] == true && view["screen"]["doing"].is_null())
        .await;
}

/// Presses *Connect*, and waits for the step after it.
pub async fn connects(app: &mut Child) {
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    app.until_step("handOver").await;
}

/// Hands over, and waits until the plugin has the new key and secret.
pub async fn hands_over(app: &mut Child) {
    app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
    app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
}

/// Presses *Connect* where the answer is held on its way, and waits until Meum has given it.
pub async fn connects_and_waits(ground: &Ground, app: &mut Child) {
    ground.to_meum.hold_answers_but(0);
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    ground.to_meum.until_answer_waits().await;
}

/// Connects once more with another key. The shop is connected already, so Meum is asked first.
pub async fn to_connecting_again(app: &mut Child) {
    app.ask(&json!({"kind": "replaceMeumKey"})).await;
    app.until_step("meumKey").await;
    app.ask(&json!({"kind": "keepMeumKey", "key": connect_practice::notebook::RECONNECT_KEY})).await;
    app.until_step("review").await;
    app.ask(&json!({"kind": "connect", "replace": true})).await;
    app.until("Meum is asked first", |view| view["screen"]["step"]["asksWord"] == true).await;
}

/// At *Review*, with everything that was entered kept until the app closes only.
pub async fn at_review_until_closed(ground: &Ground) -> Child {
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
