//! Notes that another program has locked for a moment, such as a backup: nobody who presses a button waits
//! for it, nothing is lost, and nothing is said unless it lasts.

use crate::harness::{Running, Servers, at, noted};
use connect_core::intent::Intent;
use connect_core::step::Step;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_press_does_not_wait_for_locked_notes_and_is_stored_once_they_are_free() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::ConnectShop).await;
    app.until_step("the address", at("yourShop")).await;
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    for text in ["c", "co", "corner", "corner-shop.example"] {
        app.ask(Intent::TypeAddress { text: text.to_owned() }).await;
    }
    // Each of them waited for five seconds before.
    assert!(begun.elapsed() < Duration::from_secs(5), "four letters took {:?}", begun.elapsed());
    assert!(app.view().notice.is_none(), "a moment is nothing to speak of");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    let until = Instant::now() + crate::harness::PATIENCE;
    // Nobody presses anything: the driver tries again by itself.
    while noted(folder.path()).typed_address != "corner-shop.example" {
        assert!(Instant::now() < until, "never stored");
        tokio::time::sleep(crate::harness::PAUSE).await;
    }
    assert_eq!(noted(folder.path()).step, Step::YourShop);
    app.kill().await;
}
