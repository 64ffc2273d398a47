//! What forgetting leaves on the disk: nothing in the copy of the notes, and, where damaged notes were set
//! aside, those and a sentence that says where.

use crate::harness::{self, Running, Servers, at};
use connect_core::intent::Intent;
use connect_core::message::{Arg, Slot};
use connect_core::record::ShopRecord;
use connect_core::step::Step;
use connect_core::time::Timestamp;
use connect_core::view::{ForgetView, Screen, View};
use meum_connect::adapters::storage::Storage;
use std::path::Path;

const NOTES: &str = "shops.sqlite";

/// Notes of shops that are being connected, with their copy, as a good start leaves them.
async fn notes(folder: &Path, shops: i64) -> Vec<ShopRecord> {
    let records: Vec<ShopRecord> = (1..=shops)
        .map(|number| ShopRecord {
            typed_address: format!("shop-{number}.example"),
            step: Step::YourShop,
            ..ShopRecord::begun(Timestamp(number), false)
        })
        .collect();
    let storage = Storage::start(folder.to_owned());
    for record in &records {
        storage.save(Box::new(record.clone()), None).await.unwrap();
    }
    ended(storage, folder).await;
    let storage = Storage::start(folder.to_owned());
    storage.load().await.unwrap();
    copied(storage, folder).await;
    records
}

async fn ended(storage: Storage, folder: &Path) {
    drop(storage);
    harness::gone(folder).await;
}

/// Ends it once the copy is made.
async fn copied(storage: Storage, folder: &Path) {
    storage.settled().await.unwrap();
    ended(storage, folder).await;
}

fn spoil(folder: &Path) {
    std::fs::write(folder.join(NOTES), b"<html>Not found</html>".repeat(400)).unwrap();
}

fn forget_page(view: &View) -> Option<&ForgetView> {
    if let Screen::Forget(page) = &view.screen { Some(page) } else { None }
}

#[tokio::test]
async fn a_shop_that_was_forgotten_does_not_come_back_from_the_copy() {
    let folder = tempfile::tempdir().unwrap();
    let records = notes(folder.path(), 2).await;
    let storage = Storage::start(folder.path().to_owned());
    storage.forget(records[0].id.clone()).await.unwrap();
    copied(storage, folder.path()).await;
    spoil(folder.path());
    let storage = Storage::start(folder.path().to_owned());
    let loaded = storage.load().await.unwrap();
    assert!(loaded.damaged.is_some(), "the copy is all there is");
    let left: Vec<_> = loaded.shops.iter().map(|record| record.id.clone()).collect();
    assert_eq!(left, [records[1].id.clone()]);
}

#[tokio::test]
async fn where_damaged_notes_are_is_known_as_long_as_they_are_there() {
    let folder = tempfile::tempdir().unwrap();
    notes(folder.path(), 1).await;
    let mut said = Vec::new();
    for _ in 0..2 {
        spoil(folder.path());
        let storage = Storage::start(folder.path().to_owned());
        said.push(storage.load().await.unwrap().aside.unwrap());
        copied(storage, folder.path()).await;
    }
    let name = said[0].rsplit(['/', '\\']).next().unwrap();
    assert!(name.starts_with("shops-damaged") && name.ends_with(".sqlite"), "one is named: {said:?}");
    assert_eq!(said[1], folder.path().display().to_string(), "of several, their folder is");
    let storage = Storage::start(folder.path().to_owned());
    let loaded = storage.load().await.unwrap();
    assert_eq!((loaded.damaged, loaded.aside), (None, Some(said[1].clone())), "at a later start, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_before_forgetting_says_which_damaged_notes_stay_and_where() {
    for damaged in [false, true] {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::start(folder.path(), servers.world());
        app.until_step("welcome", at("welcome")).await;
        app.ask(Intent::ConnectShop).await;
        app.ask(Intent::CheckAddress { text: servers.shop.home().to_string() }).await;
        app.until_step("the shop is found", |wizard| wizard.can_continue).await;
        app.ask(Intent::Continue).await;
        app.until_step("the keys step", at("shopKeys")).await;
        app.kill().await;
        let storage = Storage::start(folder.path().to_owned());
        storage.load().await.unwrap();
        copied(storage, folder.path()).await;
        if damaged {
            spoil(folder.path());
        }
        let mut app = Running::start(folder.path(), servers.world());
        app.until_step("the keys step again", at("shopKeys")).await;
        app.ask(Intent::AskToForget).await;
        let view = app.until("the page", |view| forget_page(view).is_some()).await;
        let said = forget_page(&view).unwrap().aside.clone();
        let place = said.map(|said| match said.args.get(&Slot::Address) {
            Some(Arg::Text(place)) => place.clone(),
            other => panic!("no place: {other:?}"),
        });
        assert_eq!(place.is_some(), damaged);
        app.ask(Intent::Forget { knowing: true, revoke: false }).await;
        app.until("it is forgotten", |view| forget_page(view).is_none()).await;
        assert!(place.is_none_or(|place| Path::new(&place).exists()), "it says where they are, and they are there");
        app.kill().await;
    }
}
