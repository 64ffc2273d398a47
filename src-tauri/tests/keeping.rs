//! What survives: the database, and the real password store.

use crate::harness;
#[cfg(target_os = "linux")]
use crate::harness::entries;
use crate::harness::{Running, Servers, secret};
use connect_core::effect::Settings;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::secret::Secret;
use connect_core::time::Timestamp;
use connect_core::view::Screen;
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::{Entry, Vault};
use meum_connect::connect;
use std::sync::Arc;

#[tokio::test]
async fn a_shop_comes_back_as_it_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().join("deeper"));
    let record = ShopRecord { typed_address: "shop.example".to_owned(), ..ShopRecord::begun(Timestamp(7), false) };
    storage.save(Box::new(record.clone()), None).await.unwrap();
    drop(storage);
    harness::gone(&folder.path().join("deeper")).await;
    let again = Storage::start(folder.path().join("deeper"));
    assert_eq!(again.load().await.unwrap().shops, std::slice::from_ref(&record));
    again.forget(record.id).await.unwrap();
    assert!(again.load().await.unwrap().shops.is_empty());
}

/// What is done to the folder before the app starts.
#[cfg(unix)]
type Before<'a> = &'a dyn Fn(&std::path::Path);

#[cfg(unix)]
#[tokio::test]
async fn folder_and_database_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let everyone = |place: &std::path::Path, mode| {
        std::fs::set_permissions(place, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let cases: [(&str, Before<'_>); 3] = [
        ("nothing was there", &|_| ()),
        ("WebKit made the folder first", &|folder| {
            std::fs::create_dir(folder).unwrap();
            everyone(folder, 0o755);
        }),
        ("an earlier version made the database", &|folder| {
            std::fs::create_dir(folder).unwrap();
            for name in ["shops.sqlite", "shops.sqlite-wal"] {
                std::fs::write(folder.join(name), "").unwrap();
                everyone(&folder.join(name), 0o644);
            }
        }),
    ];
    for (what, before) in cases {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("app");
        before(&folder);
        let storage = Storage::start(folder.clone());
        storage.save(Box::new(named(1)), None).await.unwrap();
        let mode = |name: &str| std::fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(""), 0o700, "{what}");
        for name in ["shops.sqlite", "shops.sqlite-wal"] {
            assert_eq!(mode(name), 0o600, "{what}: {name}");
        }
    }
}

async fn cannot_start(folder: &std::path::Path) -> ProblemKind {
    let servers = Servers::start().await;
    let mut app = Running::start(folder, servers.world());
    let view = app.until("it cannot start", |view| matches!(view.screen, Screen::CannotStart { .. })).await;
    let Screen::CannotStart { problem } = view.screen else { panic!("cannot start") };
    problem.code
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_database_is_set_aside_as_it_is() {
    const TEXT: &str = "this is no database, it only has the name of one";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("shops.sqlite"), TEXT).unwrap();
    let loaded = Storage::start(folder.path().to_owned()).load().await.unwrap();
    assert!(loaded.damaged.is_some(), "the app starts, and says so");
    let all = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let kept = all.filter_map(|place| std::fs::read_to_string(place).ok()).any(|text| text == TEXT);
    assert!(kept, "it is left as it was, under another name");
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_of_a_newer_app_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert_eq!(cannot_start(folder.path()).await, ProblemKind::StorageTooNew);
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

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn an_entry_without_a_secret_is_no_entry() {
    let service = "test of entries without a secret";
    let vault = Vault::start(service);
    vault.keep(&shop(), Entry::ShopKeys, &Arc::new(secret("ck cs"))).await.unwrap();
    entries::empty(service, &shop());
    assert!(vault.read(&shop(), Entry::ShopKeys).await.unwrap().is_none());
    vault.remove(&shop(), Entry::ShopKeys).await.unwrap();
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn of_two_entries_the_newest_counts_and_one_is_left() {
    let service = "test of two entries";
    let vault = Vault::start(service);
    let keep = async |text| vault.keep(&shop(), Entry::ShopKeys, &Arc::new(secret(text))).await.unwrap();
    let read = async || vault.read(&shop(), Entry::ShopKeys).await.unwrap().map(|kept| kept.expose().to_owned());
    keep("first").await;
    entries::add(service, &shop(), "second");
    assert_eq!(read().await.as_deref(), Some("second"));
    keep("third").await;
    assert_eq!((read().await.as_deref(), entries::count(service, &shop())), (Some("third"), 1));
    entries::add(service, &shop(), "fourth");
    vault.remove(&shop(), Entry::ShopKeys).await.unwrap();
    assert_eq!((read().await, entries::count(service, &shop())), (None, 0));
}

#[tokio::test]
async fn kept_until_the_app_closes_means_never_in_the_password_store() {
    let vault = Vault::start("test keeping two");
    vault.keep_until_closed(&shop());
    let secret = Arc::new(Secret::new("short-lived".to_owned()));
    for entry in [Entry::ShopKeys, Entry::MeumKey, Entry::ExtraPassword] {
        assert_eq!(vault.keep(&shop(), entry, &secret).await.unwrap(), Kept::UntilClosed);
        assert!(vault.read(&shop(), entry).await.unwrap().is_some());
        assert!(Vault::start("test keeping two").read(&shop(), entry).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn kept_until_the_app_closes_is_of_one_shop_and_not_of_what_meum_issued() {
    let vault = Vault::start("test keeping four");
    let (other, secret) = (ShopId::begun_at(Timestamp(12)), Arc::new(Secret::new("long-lived".to_owned())));
    vault.keep_until_closed(&shop());
    assert_eq!(vault.keep(&shop(), Entry::Credentials, &secret).await.unwrap(), Kept::Vault, "what Meum issued");
    assert_eq!(vault.keep(&other, Entry::MeumKey, &secret).await.unwrap(), Kept::Vault, "another shop's");
    vault.forget(&shop()).await;
    assert_eq!(vault.keep(&shop(), Entry::MeumKey, &secret).await.unwrap(), Kept::Vault, "a shop begun anew");
    vault.forget(&shop()).await;
    vault.forget(&other).await;
}

#[tokio::test]
async fn what_an_earlier_connect_left_is_removed_and_what_a_later_one_left_is_not() {
    for (left_at, stays) in [(4, false), (6, true)] {
        let vault = Vault::start("test keeping five");
        let left = format!(r#"{{"begun_at": {left_at}, "api_key": "k", "webhook_secret": "w"}}"#);
        vault.keep(&shop(), Entry::Credentials, &Arc::new(Secret::new(left))).await.unwrap();
        let problem = connect::keep_credentials(&vault, &shop(), Timestamp(5)).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CredentialsGone);
        let left = vault.read(&shop(), Entry::Credentials).await.unwrap();
        assert_eq!(left.is_some(), stays, "{left_at}");
        vault.forget(&shop()).await;
    }
}

#[tokio::test]
async fn proving_the_password_store_leaves_nothing_behind() {
    let vault = Vault::start("test keeping three");
    vault.prove(&shop()).await.unwrap();
    assert!(keyring::Entry::new("test keeping three", "proof/writable").unwrap().get_password().is_err());
}

fn named(at: i64) -> ShopRecord {
    ShopRecord { typed_address: "shop.example".to_owned(), ..ShopRecord::begun(Timestamp(at), false) }
}

/// Two shops' notes, one of them changed by this SQL, which sees the damaged one as `shop-1`.
async fn damaged(sql: &str) -> (tempfile::TempDir, ShopRecord) {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    let sound = named(2);
    for record in [named(1), sound.clone()] {
        storage.save(Box::new(record), None).await.unwrap();
    }
    storage.save_settings(Settings { current: Some(sound.id.clone()), ..Settings::default() }).await.unwrap();
    drop(storage);
    harness::gone(folder.path()).await;
    rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap().execute_batch(sql).unwrap();
    (folder, sound)
}

fn row(folder: &std::path::Path, sql: &str) -> Vec<u8> {
    let database = rusqlite::Connection::open(folder.join("shops.sqlite")).unwrap();
    database.query_row(sql, [], |row| Ok(row.get_ref(0)?.as_bytes().unwrap().to_vec())).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_of_one_shop_that_cannot_be_read_stop_no_other_and_stay_as_they_are() {
    let cases = [
        ("not JSON", "'{'"),
        ("nothing", "''"),
        ("another shape", "'{\"id\": \"shop-1\"}'"),
        ("another shop's", "(SELECT record FROM shops WHERE id = 'shop-2')"),
        ("no text", "CAST(x'ff00ff' AS TEXT)"),
    ];
    let servers = Servers::start().await;
    for (what, notes) in cases {
        let (folder, sound) = damaged(&format!("UPDATE shops SET record = {notes} WHERE id = 'shop-1'")).await;
        let before = row(folder.path(), "SELECT record FROM shops WHERE id = 'shop-1'");
        let mut app = Running::start(folder.path(), servers.world());
        let view = app.until("it is told", |view| view.notice.is_some()).await;
        let notice = view.notice.unwrap();
        assert_eq!(notice.code, ProblemKind::ShopUnreadable, "{what}");
        let line = notice.technical.unwrap();
        assert!(line.as_str().starts_with("shop-1: ") && !line.as_str().contains("shop.example"), "{what}: {line:?}");
        app.until_step("the other is on the screen", harness::at("yourShop")).await;
        app.ask(Intent::TypeAddress { text: "other.example".to_owned() }).await;
        let loaded = app.storage.load().await.unwrap();
        let (ids, typed) = (loaded.shops.iter().map(|shop| &shop.id), &loaded.shops[0].typed_address);
        assert_eq!((ids.collect::<Vec<_>>(), typed.as_str()), (vec![&sound.id], "other.example"), "{what}");
        app.kill().await;
        assert_eq!(row(folder.path(), "SELECT record FROM shops WHERE id = 'shop-1'"), before, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_cannot_be_read_are_the_usual_ones() {
    let (folder, _) = damaged("UPDATE settings SET value = '{'").await;
    let storage = Storage::start(folder.path().to_owned());
    let loaded = storage.load().await.unwrap();
    assert_eq!((loaded.settings, loaded.shops.len()), (Settings::default(), 2));
}

#[tokio::test]
async fn what_meum_answered_may_be_unreadable_and_the_connect_is_still_known() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    storage.open_connect(shop(), Timestamp(5)).await.unwrap();
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute("UPDATE connects SET facts = '{'", []).unwrap();
    let open = storage.unfinished(shop()).await.unwrap().unwrap();
    assert_eq!((open.begun_at, open.facts), (Timestamp(5), None));
}

#[tokio::test]
async fn notes_that_could_not_be_opened_are_opened_by_the_next_try() {
    type Deed = fn(&std::path::Path);
    let cases: [(&str, Deed, Deed); 2] = [
        ("a file in the folder's place", |at| std::fs::write(at, "x").unwrap(), |at| std::fs::remove_file(at).unwrap()),
        (
            "a folder in the file's place",
            |at| std::fs::create_dir_all(at.join("shops.sqlite")).unwrap(),
            |at| std::fs::remove_dir(at.join("shops.sqlite")).unwrap(),
        ),
    ];
    for (what, damage, mend) in cases {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("app");
        damage(&folder);
        let storage = Storage::start(folder.clone());
        for _ in 0..2 {
            let error = storage.load().await.expect_err(what);
            assert_eq!(Problem::from(&error).kind, ProblemKind::StorageFault, "{what}: {error}");
            assert!(storage.save(Box::new(named(1)), None).await.is_err(), "{what}");
        }
        mend(&folder);
        assert!(storage.load().await.unwrap().shops.is_empty(), "{what}");
        storage.save(Box::new(named(1)), None).await.unwrap();
        assert_eq!(storage.load().await.unwrap().shops.len(), 1, "{what}");
    }
}

#[tokio::test]
async fn only_one_has_the_notes_open() {
    let folder = tempfile::tempdir().unwrap();
    let first = Storage::start(folder.path().to_owned());
    first.save(Box::new(named(1)), None).await.unwrap();
    let second = Storage::start(folder.path().to_owned());
    let error = second.load().await.unwrap_err();
    assert_eq!(Problem::from(&error).kind, ProblemKind::AlreadyRunning);
    assert!(second.save(Box::new(named(2)), None).await.is_err(), "nothing is written beside the first");
    drop(first);
    harness::gone(folder.path()).await;
    assert_eq!(second.load().await.unwrap().shops, [named(1)]);
}

#[tokio::test]
async fn notes_that_are_just_being_let_go_of_are_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let first = Storage::start(folder.path().to_owned());
    first.save(Box::new(named(1)), None).await.unwrap();
    let second = Storage::start(folder.path().to_owned());
    let loading = second.load();
    tokio::time::sleep(harness::PAUSE).await;
    drop(first);
    assert_eq!(loading.await.unwrap().shops, [named(1)]);
}

#[tokio::test]
async fn a_write_waits_for_a_locked_database_and_no_longer_than_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start_with(folder.path().to_owned(), std::time::Duration::from_millis(100));
    storage.load().await.unwrap();
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = storage.open_connect(shop(), Timestamp(1)).await.unwrap_err();
    assert_eq!(Problem::from(&error).kind, ProblemKind::StorageFault);
    other.execute_batch("ROLLBACK").unwrap();
    storage.open_connect(shop(), Timestamp(1)).await.unwrap();
    drop(storage);
    harness::gone(folder.path()).await;

    let patient = Storage::start_with(folder.path().to_owned(), harness::PATIENCE);
    patient.load().await.unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let write = patient.open_connect(shop(), Timestamp(2));
    tokio::pin!(write);
    let early = tokio::time::timeout(10 * harness::PAUSE, &mut write).await;
    assert!(early.is_err(), "it did not wait: {early:?}");
    other.execute_batch("ROLLBACK").unwrap();
    write.await.unwrap();
}
