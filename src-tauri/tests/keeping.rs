//! What survives: the database, and the real password store.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod harness;

use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop::{ShopId, ShopRecord};
use connect_core::shop_facts::Kept;
use connect_core::time::Timestamp;
use connect_core::view::Screen;
use harness::{Running, Servers};
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::{Entry, Vault};
use std::sync::Arc;

#[tokio::test]
async fn a_shop_comes_back_as_it_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().join("deeper"));
    let record = ShopRecord { typed_address: "shop.example".to_owned(), ..ShopRecord::begun(Timestamp(7), false) };
    storage.save(Box::new(record.clone())).await.unwrap();
    drop(storage);
    harness::gone(&folder.path().join("deeper")).await;
    let again = Storage::start(folder.path().join("deeper"));
    assert_eq!(again.load().await.unwrap().shops, std::slice::from_ref(&record));
    again.forget(record.id).await.unwrap();
    assert!(again.load().await.unwrap().shops.is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("app");
    Storage::start(inside.clone()).load().await.unwrap();
    assert_eq!(std::fs::metadata(inside).unwrap().permissions().mode() & 0o777, 0o700);
}

async fn cannot_start(folder: &std::path::Path) -> ProblemKind {
    let servers = Servers::start().await;
    let mut app = Running::start(folder, servers.world());
    let view = app.until("it cannot start", |view| matches!(view.screen, Screen::CannotStart { .. })).await;
    let Screen::CannotStart { problem } = view.screen else { panic!("cannot start") };
    problem.code
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_cannot_be_read_are_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shops.sqlite");
    std::fs::write(&file, "this is no database, it only has the name of one").unwrap();
    assert_eq!(cannot_start(folder.path()).await, ProblemKind::StorageFault);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("this is no database"));
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_of_a_newer_app_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert_eq!(cannot_start(folder.path()).await, ProblemKind::StorageTooNew);
}

#[tokio::test]
async fn a_locked_database_is_a_named_problem() {
    let error = meum_connect::adapters::storage::StorageError::Stopped;
    assert_eq!(Problem::from(&error).kind, ProblemKind::StorageFault);
}

fn shop() -> ShopId {
    ShopId::begun_at(Timestamp(1))
}

#[tokio::test]
async fn a_secret_goes_into_the_password_store_and_comes_back() {
    let vault = Vault::start("test keeping one");
    let secret = Arc::new(Secret::new("a secret, with ünïcödé".to_owned()));
    assert_eq!(vault.keep(&shop(), Entry::ShopKeys, &secret).await.unwrap(), Kept::Vault);
    let other = Vault::start("test keeping one");
    let read = other.read(&shop(), Entry::ShopKeys).await.unwrap().unwrap();
    assert_eq!(read.expose(), secret.expose());
    other.forget(&shop()).await;
    assert!(vault.read(&shop(), Entry::ShopKeys).await.unwrap().is_none());
}

#[tokio::test]
async fn kept_until_the_app_closes_means_never_in_the_password_store() {
    let vault = Vault::start("test keeping two");
    vault.keep_until_closed();
    let secret = Arc::new(Secret::new("short-lived".to_owned()));
    assert_eq!(vault.keep(&shop(), Entry::MeumKey, &secret).await.unwrap(), Kept::UntilClosed);
    assert!(vault.read(&shop(), Entry::MeumKey).await.unwrap().is_some());
    let other = Vault::start("test keeping two");
    assert!(other.read(&shop(), Entry::MeumKey).await.unwrap().is_none());
}

#[tokio::test]
async fn proving_the_password_store_leaves_nothing_behind() {
    let vault = Vault::start("test keeping three");
    vault.prove().await.unwrap();
    assert!(keyring::Entry::new("test keeping three", "proof/writable").unwrap().get_password().is_err());
}
