//! What the driver writes to the disk and to the page: the newest state, and nothing twice.

use crate::harness::{Running, Servers, at, noted};
use connect_core::app::{About, App};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::meum_facts::StatusFacts;
use connect_core::observed::Observed;
use connect_core::record::{Dated, ShopRecord};
use connect_core::time::Timestamp;
use connect_core::view::View;
use meum_connect::adapters::storage::Storage;
use meum_connect::driver::pass_on;
use std::sync::Arc;
use tokio::sync::watch;

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_could_not_be_stored_never_overwrites_a_newer_one() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::ConnectShop).await;
    let disk = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    let refuse = "WHEN NEW.record LIKE '%older.example%' BEGIN SELECT RAISE(FAIL, 'no room for this one'); END";
    disk.execute_batch(&format!("CREATE TRIGGER one BEFORE UPDATE ON shops {refuse}")).unwrap();
    disk.execute_batch(&format!("CREATE TRIGGER other BEFORE INSERT ON shops {refuse}")).unwrap();
    app.ask(Intent::TypeAddress { text: "older.example".to_owned() }).await;
    app.until("it is said", |view| view.notice.is_some()).await;
    app.ask(Intent::TypeAddress { text: "newer.example".to_owned() }).await;
    assert_eq!(noted(folder.path()).typed_address, "newer.example");
    disk.execute_batch("DROP TRIGGER one; DROP TRIGGER other").unwrap();
    // An event that changes nothing: whatever is written now is what the driver remembered.
    app.ask(Intent::CheckNow).await;
    assert_eq!(noted(folder.path()).typed_address, "newer.example", "the older state came back");
    app.kill().await;
}

fn app() -> App {
    let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
    let (mut app, _) = App::new(about);
    app.update(Event::Loaded(Ok(Box::default())), Timestamp(1));
    app
}

/// What happens, how, and whether the page gets a view of it.
type Case = (&'static str, fn() -> Event, bool);

#[tokio::test]
async fn the_page_gets_a_view_only_when_something_changed_and_hears_that_it_was_heard() {
    let mut app = app();
    let cases: [Case; 5] = [
        ("the first view", || Event::Tick, true),
        ("time passed", || Event::Tick, false),
        ("the window came to the front", || Event::Focused(true), false),
        ("an intent that changes nothing was heard", || Event::Asked(Intent::CheckNow), true),
        ("another screen", || Event::Asked(Intent::ConnectShop), true),
    ];
    let (views, shown) = watch::channel(Arc::new(app.view()));
    let (emitted, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let passing = tokio::spawn(pass_on(shown, move |view: &View| emitted.send(view.rev).unwrap()));
    let mut expected = Vec::new();
    for (_, event, is_news) in cases {
        app.update(event(), Timestamp(2));
        let view = app.view();
        expected.extend(is_news.then_some(view.rev));
        views.send_replace(Arc::new(view));
        // One thread: the other task has its turn, and takes what was sent.
        tokio::task::yield_now().await;
    }
    drop(views);
    passing.await.unwrap();
    let emitted: Vec<u64> = std::iter::from_fn(|| seen.try_recv().ok()).collect();
    assert_eq!(emitted, expected);
}

fn observed() -> Box<Observed> {
    let heard = Dated { what: StatusFacts { connected: Some(true), ..StatusFacts::default() }, at: Timestamp(7) };
    Box::new(Observed { status: Some(heard), ..Observed::default() })
}

#[tokio::test]
async fn what_was_observed_comes_back_with_its_shop_and_goes_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    let record = ShopRecord::begun(Timestamp(1), false);
    storage.save_observed(record.id.clone(), observed()).await.unwrap();
    storage.save(Box::new(record.clone()), None).await.unwrap();
    let loaded = storage.load().await.unwrap();
    assert_eq!(loaded.observed[&record.id], Observed::default(), "of a shop that is not stored, nothing is");
    storage.save(Box::new(record.clone()), Some(observed())).await.unwrap();
    assert_eq!(storage.load().await.unwrap().observed[&record.id], *observed());
    storage.save(Box::new(record.clone()), None).await.unwrap();
    assert_eq!(storage.load().await.unwrap().observed[&record.id], *observed(), "the record alone was new");
    storage.forget(record.id.clone()).await.unwrap();
    storage.save_observed(record.id.clone(), observed()).await.unwrap();
    storage.save(Box::new(record.clone()), None).await.unwrap();
    assert_eq!(storage.load().await.unwrap().observed[&record.id], Observed::default(), "a late answer is of nobody");
}

#[tokio::test]
async fn observations_that_cannot_be_read_are_none_and_the_shop_opens() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    let record = ShopRecord::begun(Timestamp(1), false);
    storage.save(Box::new(record.clone()), Some(observed())).await.unwrap();
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    for damaged in ["'{'", "''", "CAST(x'ff00ff' AS TEXT)", "'{\"status\":7}'"] {
        other.execute(&format!("UPDATE observations SET observed = {damaged}"), []).unwrap();
        let loaded = storage.load().await.unwrap();
        assert_eq!((loaded.shops, &loaded.observed[&record.id]), (vec![record.clone()], &Observed::default()));
    }
}
