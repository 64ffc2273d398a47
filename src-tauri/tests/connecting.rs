//! Connecting loses nothing: lost answers, and a kill at the worst moment.

use crate::harness;
use crate::harness::{Running, Servers, a_minute_passes, at, noted, secret};
use connect_core::attempt::AfterLoss;
use connect_core::credential::Credential;
use connect_core::intent::Intent;
use connect_core::shop_facts::HandOver;
use connect_core::time::Timestamp;
use connect_core::view::{Screen, StepView, View, WizardView};
use connect_practice::{MeumTrouble, notebook as notes};
use meum_connect::adapters::vault::Entry;
use meum_connect::connect::{self, Connecting};
use std::sync::Arc;

fn asked(servers: &Servers, what: &str) -> usize {
    servers.meum.requests().iter().filter(|seen| seen.path.ends_with(what)).count()
}

fn connects(servers: &Servers) -> usize {
    asked(servers, "/connect")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_named_looked_into_and_connected_again_only_on_request() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::LostAnswer);
    app.ask(Intent::Connect { replace: false }).await;
    app.until_problem("G08").await;
    app.until_step("Meum was asked and says that it is connected", |wizard| {
        matches!(&wizard.step, StepView::Review { lost_answer: Some(lost), .. } if lost.meum_says == Some(AfterLoss::Connected))
    })
    .await;
    servers.meum.clear();
    let before = asked(&servers, "/status");
    app.ask(Intent::Connect { replace: false }).await;
    // Where a press is under way, nothing else is asked; so what is answered next tells of it.
    app.ask(Intent::AskMeum).await;
    app.until_step("Meum was asked once more", |wizard| {
        matches!(&wizard.step, StepView::Review { lost_answer: Some(lost), .. } if lost.meum_says.is_some())
            && asked(&servers, "/status") > before
    })
    .await;
    assert_eq!(connects(&servers), 1);
    app.ask(Intent::Connect { replace: true }).await;
    assert_eq!(connects(&servers), 1, "Meum may still be working on the first");
    app.kill().await;
    a_minute_passes(folder.path()).await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_problem("G08").await;
    app.ask(Intent::Connect { replace: true }).await;
    let wizard = app.until_step("the hand-over", at("handOver")).await;
    assert!(matches!(wizard.step, StepView::HandOver { rotated: Some(_), .. }), "the lost key was replaced");
    assert_eq!(connects(&servers), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_still_known_after_a_kill() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::LostAnswer);
    app.ask(Intent::Connect { replace: false }).await;
    app.until_problem("G08").await;
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("the loss is remembered", |wizard| {
        matches!(&wizard.step, StepView::Review { lost_answer: Some(_), .. })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_half_of_what_meum_issued_is_kept_used_and_mended_by_connecting_again() {
    let cases = [
        (MeumTrouble::NoApiKey, Credential::WebhookSecret, Credential::ApiKey),
        (MeumTrouble::NoWebhookSecret, Credential::ApiKey, Credential::WebhookSecret),
    ];
    for (trouble, came, missing) in cases {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
        servers.meum.set(trouble.clone());
        app.ask(Intent::Connect { replace: false }).await;
        let names_it = |wizard: &WizardView| matches!(&wizard.step, StepView::HandOver { half: Some(half), .. } if half.about.missing == Some(missing));
        app.until_step("the other half is named", names_it).await;
        app.kill().await;
        let mut app = Running::start(folder.path(), servers.world());
        app.until_step("and after a restart", names_it).await;
        let (shop, issued) = (noted(folder.path()), servers.meum.issued().remove(0));
        let at = shop.connection.as_ref().map(|connection| connection.at);
        let kept = connect::credential(&app.vault, &shop.id, at, came).await.unwrap();
        let expected = if came == Credential::ApiKey { &issued.api_key } else { &issued.webhook_secret };
        assert_eq!(kept.expose(), expected, "{trouble:?}");
        let gone = connect::credential(&app.vault, &shop.id, at, missing).await.unwrap_err();
        assert_eq!((gone.kind.code(), gone.about.missing), ("G22", Some(missing)), "{trouble:?}");
        app.ask(Intent::HandedOverByHand).await;
        let half = |view: &View| panel_codes(view).contains(&"G22");
        app.until("the panel says so", half).await;
        servers.meum.clear();
        app.ask(Intent::ReplaceMeumKey).await;
        app.until_step("the Meum step", harness::at("meumKey")).await;
        app.ask(Intent::KeepMeumKey { key: secret(notes::RECONNECT_KEY) }).await;
        app.until_step("the review", harness::at("review")).await;
        app.connect_again().await;
        app.until_step("both are there", |wizard| matches!(&wizard.step, StepView::HandOver { half: None, .. })).await;
    }
}

fn panel_codes(view: &View) -> Vec<&'static str> {
    match &view.screen {
        Screen::Panel(panel) => panel.lines.iter().filter_map(|line| Some(line.code?.code())).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_with_neither_half_is_called_that_also_after_a_restart() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::NoCredentials);
    app.ask(Intent::Connect { replace: false }).await;
    app.until_problem("G12").await;
    app.ask(Intent::AskMeum).await;
    let asked = |wizard: &WizardView| {
        matches!(&wizard.step, StepView::Review { lost_answer: Some(lost), .. }
            if lost.was_empty && lost.meum_says == Some(AfterLoss::Connected))
    };
    app.until_step("Meum was asked", asked).await;
    app.until_problem("G12").await;
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("Meum was asked again", asked).await;
    app.until_problem("G12").await;
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_the_answer_was_on_its_way_the_next_start_says_so() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::HangForever);
    // With the merchant's word nothing is asked first.
    app.ask(Intent::Connect { replace: true }).await;
    let sent = async {
        while connects(&servers) == 0 {
            tokio::time::sleep(harness::PAUSE).await;
        }
    };
    tokio::time::timeout(harness::PATIENCE, sent).await.expect("connect is sent");
    app.kill().await;
    servers.meum.clear();
    let mut app = Running::start(folder.path(), servers.world());
    app.until_problem("G08").await;
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_the_credentials_were_kept_the_next_start_has_them() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    // The transaction runs to its end, and the app is killed before its shop is stored.
    let storage = app.storage.clone();
    let shop = storage.load().await.unwrap().shops.remove(0);
    let request = connect_core::reading::connect_request(&shop).unwrap();
    let shown = shop.meum_key.as_ref().map(|key| key.prefix.as_str());
    let progress: meum_connect::adapters::shop::Progress = Arc::new(|_, _, _| {});
    let world = servers.world();
    let connecting = Connecting {
        storage: &storage,
        vault: &app.vault,
        meum: &world.meum,
        shop: &shop.id,
        recorded: None,
        shown,
        progress: &progress,
    };
    let _ = connecting.connect(&request, Timestamp(1)).await;
    drop(storage);
    app.kill().await;
    let issued = servers.meum.issued().remove(0);
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("the hand-over", at("handOver")).await;
    let kept = connect::credentials(&app.vault, &shop.id, Some(Timestamp(1))).await.unwrap();
    assert_eq!(kept.api_key.expose(), issued.api_key);
    assert_eq!(kept.webhook_secret.expose(), issued.webhook_secret);
    assert_eq!(connects(&servers), 1);
    assert!(app.storage.unfinished(shop.id.clone()).await.unwrap().is_none(), "the journal is closed");
    let record = app.storage.load().await.unwrap().shops.remove(0);
    assert_eq!(record.hand_over(), HandOver::Pending);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_shop_cannot_be_stored_its_journal_entry_stays() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute_batch("ALTER TABLE shops RENAME TO away").unwrap();
    app.ask(Intent::Connect { replace: false }).await;
    app.until("the fault is named", |view| view.notice.as_ref().is_some_and(|notice| notice.code.code() == "S02"))
        .await;
    app.until_step("the hand-over", at("handOver")).await;
    let open: i64 = other.query_row("SELECT count(*) FROM connects", [], |row| row.get(0)).unwrap();
    assert_eq!(open, 1, "the journal entry is the only trace of the connect");
    app.kill().await;
    // Killed with the old record on the disk: the next start has the credentials all the same.
    other.execute_batch("ALTER TABLE away RENAME TO shops").unwrap();
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("the hand-over", at("handOver")).await;
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_could_not_be_stored_is_stored_with_the_next_event() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute_batch("ALTER TABLE shops RENAME TO away").unwrap();
    app.ask(Intent::Back).await;
    let before = app.until("the fault is named", |view| view.notice.is_some()).await.rev;
    app.ask(Intent::Back).await;
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
    let checked = |wizard: &WizardView| wizard.checks.first().is_some_and(|check| check.millis.is_some());
    app.until_step("the keys are checked", |wizard| at("shopKeys")(wizard) && checked(wizard)).await;
    // A check tells of itself about ten times, and each time it is tried once.
    assert!(app.view().rev <= before + 30, "once for each event, not all the time: {} {before}", app.view().rev);
    other.execute_batch("ALTER TABLE away RENAME TO shops").unwrap();
    app.ask(Intent::CheckNow).await;
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("the step it was on", at("shopKeys")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_key_on_the_screen_signs() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    let shop = app.storage.load().await.unwrap().shops.remove(0);
    for replace in [false, true] {
        // Keeping another one was given up on the screen, and ended in the password store all the same.
        let other = Arc::new(secret(notes::OTHER_STORE_KEY));
        app.vault.keep(&shop.id, Entry::MeumKey, &other).await.unwrap();
        app.ask(Intent::Connect { replace }).await;
        app.until_problem("H18").await;
        assert!(servers.meum.requests().is_empty(), "Meum is not asked with it, replace: {replace}");
        app.ask(Intent::ReplaceMeumKey).await;
        app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
        app.until_step("the review", at("review")).await;
    }
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over", at("handOver")).await;
}
