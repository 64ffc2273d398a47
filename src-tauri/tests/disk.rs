//! A disk that is full, and a folder that may only be read: it is named, nothing is sent that is
//! not noted, nothing is lost, and it goes on when it can. The app is a process.

use crate::harness::child::{BEFORE, Child};
use crate::harness::disk::{Disk, on_a_small_disk};
use crate::harness::ground::Ground;
use serde_json::{Value, json};
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

fn press() -> Value {
    json!({"kind": "connect", "replace": true})
}

#[test]
fn nothing_is_sent_while_the_disk_is_full() {
    on_a_small_disk("disk::nothing_is_sent_while_the_disk_is_full", async |disk| {
        let ground = Ground::new().await;
        let mut app = ground.at_review().await;
        disk.fill(app.id());
        // Pressed again and again, it is refused again and again.
        for _ in 0..3 {
            app.ask(&press()).await;
            let view = app.until_problem("S10").await;
            assert_eq!(view["screen"]["step"]["kind"], "review");
            assert_eq!((ground.connects(), ground.open_connects()), (0, 0), "nothing is noted, and nothing is sent");
        }
        disk.empty(app.id());
        app.ask(&press()).await;
        let view = app.until_step("handOver").await;
        assert!(view["notice"].is_null() && view["screen"]["problem"].is_null(), "{view}");
        assert_eq!((ground.connects(), ground.open_connects()), (1, 0));
        app.kill();
    });
}

#[test]
fn a_disk_that_fills_up_while_meum_works_loses_nothing() {
    on_a_small_disk("disk::a_disk_that_fills_up_while_meum_works_loses_nothing", async |disk| {
        let ground = Ground::new().await;
        let mut app = ground.at_review().await;
        answered_on_a_full_disk(&ground, &mut app, &disk).await;
        app.kill();
        // What was on the screen was never on the disk; the journal and the password store have it.
        disk.empty(std::process::id());
        let mut app = ground.start();
        let view = app.until_step("handOver").await;
        assert!(view["screen"]["problem"].is_null() && view["notice"].is_null(), "{view}");
        assert_eq!((ground.connects(), ground.open_connects()), (1, 0));
        app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
        app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
        assert!(ground.shop_has_what_was_issued());
        app.kill();
    });
}

#[test]
fn what_the_full_disk_did_not_take_is_stored_when_there_is_room() {
    on_a_small_disk("disk::what_the_full_disk_did_not_take_is_stored_when_there_is_room", async |disk| {
        let ground = Ground::new().await;
        let mut app = ground.at_review().await;
        answered_on_a_full_disk(&ground, &mut app, &disk).await;
        disk.empty(app.id());
        app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
        let view = app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
        assert!(view["notice"].is_null(), "{view}");
        app.kill();
        let mut app = ground.start();
        let view = app.until_step("handOver").await;
        assert!(view["screen"]["step"]["delivered"] == true && view["notice"].is_null(), "{view}");
        assert_eq!((ground.connects(), ground.open_connects()), (1, 0));
        app.kill();
    });
}

/// Meum answers while the disk is full: it is said, and what it issued is in the password store.
async fn answered_on_a_full_disk(ground: &Ground, app: &mut Child, disk: &Disk) {
    ground.to_meum.hold_answers_but(0);
    app.ask(&press()).await;
    ground.to_meum.until_answer_waits().await;
    disk.fill(app.id());
    ground.to_meum.release();
    app.until("it is said", |view| view["notice"]["code"] == "S10").await;
    app.until_step("handOver").await;
    assert!(ground.keeps_what_was_issued().await);
    assert_eq!(ground.open_connects(), 1, "the journal entry is the only trace of the connect");
}

#[test]
fn a_first_start_on_a_full_disk_is_tried_again_when_there_is_room() {
    on_a_small_disk("disk::a_first_start_on_a_full_disk_is_tried_again_when_there_is_room", async |disk| {
        let ground = Ground::new().await;
        starts_when_there_is_room(&ground, &disk, "welcome").await;
    });
}

#[test]
fn a_later_start_on_a_full_disk_is_tried_again_when_there_is_room() {
    on_a_small_disk("disk::a_later_start_on_a_full_disk_is_tried_again_when_there_is_room", async |disk| {
        let ground = Ground::new().await;
        ground.at_review().await.kill();
        put_in_order(&ground);
        starts_when_there_is_room(&ground, &disk, "review").await;
    });
}

/// As after a proper end: whoever closes the notes last removes the files beside the database, so the
/// next start must make them anew.
fn put_in_order(ground: &Ground) {
    assert_eq!(ground.open_connects(), 0);
    assert!(!ground.folder().join("shops.sqlite-shm").exists());
}

async fn starts_when_there_is_room(ground: &Ground, disk: &Disk, step: &str) {
    // A limit is for this process, and for those it starts.
    disk.fill(std::process::id());
    let mut app = ground.start();
    cannot_start(&mut app, "S10").await;
    app.ask(&json!({"kind": "tryAgain"})).await;
    cannot_start(&mut app, "S10").await;
    disk.empty(app.id());
    app.ask(&json!({"kind": "tryAgain"})).await;
    app.until_step(step).await;
    app.kill();
}

async fn cannot_start(app: &mut Child, code: &str) -> Value {
    let view = app.until_settled().await;
    assert_eq!((&view["screen"]["kind"], &view["screen"]["problem"]["code"]), (&json!("cannotStart"), &json!(code)));
    assert_eq!(view["screen"]["problem"]["button"]["press"]["kind"], "tryAgain");
    view
}

/// Takes away the right to write to this, or gives it back.
fn may_write(place: &Path, may: bool) {
    let mode = match (place.is_dir(), may) {
        (true, true) => 0o700,
        (true, false) => 0o500,
        (false, true) => 0o600,
        (false, false) => 0o400,
    };
    std::fs::set_permissions(place, Permissions::from_mode(mode)).unwrap();
}

/// The app as somebody for whom rights count: root may write anywhere, unless it gives that up.
fn start_without_privileges(ground: &Ground) -> Child {
    let root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    Child::start_as(&ground.setting, |command| {
        if root {
            command.env(BEFORE, "setpriv --bounding-set=-dac_override,-dac_read_search");
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_may_only_be_read_are_named_and_opened_when_they_may_be_written() {
    let cases: [(&str, &[&str]); 4] = [
        ("the folder", &[""]),
        ("the database", &["shops.sqlite"]),
        ("the lock", &["in-use"]),
        ("everything", &["shops.sqlite", "in-use", ""]),
    ];
    for (what, closed) in cases {
        let ground = Ground::new().await;
        let mut app = start_without_privileges(&ground);
        app.until_step("welcome").await;
        app.ask(&json!({"kind": "connectShop"})).await;
        app.until_step("yourShop").await;
        app.kill();
        put_in_order(&ground);
        let closed = || closed.iter().map(|name| ground.folder().join(name));
        closed().for_each(|place| may_write(&place, false));
        let mut app = start_without_privileges(&ground);
        let view = cannot_start(&mut app, "S02").await;
        let technical = view["screen"]["problem"]["technical"].to_string();
        let folder = ground.folder().display().to_string();
        assert!(technical.contains(&folder), "{what}: which folder it is, is said: {technical}");
        closed().for_each(|place| may_write(&place, true));
        app.ask(&json!({"kind": "tryAgain"})).await;
        app.until_step("yourShop").await;
        app.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_made_is_named() {
    let mut ground = Ground::new().await;
    let above = ground.folder().join("closed");
    std::fs::create_dir(&above).unwrap();
    may_write(&above, false);
    ground.setting.folder = above.join("app");
    let mut app = start_without_privileges(&ground);
    cannot_start(&mut app, "S02").await;
    may_write(&above, true);
    app.ask(&json!({"kind": "tryAgain"})).await;
    app.until_step("welcome").await;
    app.kill();
}
