//! A disk that SQLite itself calls full, and what the folder says where SQLite cannot tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use super::*;
use connect_core::problem::{Problem, ProblemKind};
use rusqlite::ffi::{SQLITE_BUSY, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY};
use std::io::ErrorKind;

fn kind<T: std::fmt::Debug>(result: Result<T, StorageError>) -> ProblemKind {
    Problem::from(&result.unwrap_err()).kind
}

/// A shop that takes more than a page.
fn long() -> Box<ShopRecord> {
    let mut record = ShopRecord::begun(Timestamp(1), false);
    record.typed_address = "a".repeat(20_000);
    Box::new(record)
}

/// From now on the database may not grow, or as much as it likes.
async fn limit(storage: &Storage, full: bool) {
    let most = if full { 1 } else { 1_000_000 };
    storage.ask(move |connection| Ok(connection.pragma_update(None, "max_page_count", most)?)).await.unwrap();
}

#[tokio::test]
async fn what_sqlite_calls_full_is_named_so_and_goes_on_with_room() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    storage.load().await.unwrap();
    limit(&storage, true).await;
    for _ in 0..2 {
        assert_eq!(kind(storage.save(long(), None).await), ProblemKind::StorageFull);
        assert!(storage.load().await.unwrap().shops.is_empty(), "what is there can be read");
    }
    limit(&storage, false).await;
    storage.save(long(), None).await.unwrap();
    assert_eq!(storage.load().await.unwrap().shops, [*long()]);
}

#[test]
fn what_sqlite_cannot_tell_the_folder_does() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let of_sqlite =
        |code| StorageError::Database(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
    let of_disk = |kind: ErrorKind| StorageError::Folder(kind.into());
    let cases = [
        (of_sqlite(SQLITE_FULL), folder.path(), ProblemKind::StorageFull, "full"),
        (of_sqlite(SQLITE_IOERR), folder.path(), ProblemKind::StorageFault, "disk I/O error"),
        (of_sqlite(SQLITE_READONLY), folder.path(), ProblemKind::StorageFault, "readonly"),
        (of_sqlite(SQLITE_BUSY), folder.path(), ProblemKind::StorageFault, "locked"),
        (of_sqlite(SQLITE_CANTOPEN), gone.as_path(), ProblemKind::StorageFault, "No such file"),
        (of_disk(ErrorKind::StorageFull), folder.path(), ProblemKind::StorageFull, "no room left"),
        (of_disk(ErrorKind::QuotaExceeded), folder.path(), ProblemKind::StorageFull, "no room left"),
        (of_disk(ErrorKind::FileTooLarge), folder.path(), ProblemKind::StorageFull, "no room left"),
        (of_disk(ErrorKind::PermissionDenied), folder.path(), ProblemKind::StorageFault, "permission denied"),
        (of_disk(ErrorKind::ReadOnlyFilesystem), folder.path(), ProblemKind::StorageFault, "read-only"),
    ];
    for (error, place, expected, words) in cases {
        let problem = Problem::from(&error.looked_into(place));
        let technical = format!("{:?}", problem.technical);
        assert_eq!(problem.kind, expected, "{technical}");
        assert!(technical.contains(words), "{words} in {technical}");
        assert!(technical.contains(&place.display().to_string()), "the folder is named: {technical}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "asking leaves nothing behind");
}
