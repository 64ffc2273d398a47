//! Notes that are damaged on the disk: they are set aside as they are, what can be read is kept, and the app
//! starts. The damage is done to real files.

use crate::harness::{self, Running, Servers};
use connect_core::problem::ProblemKind;
use connect_core::record::ShopRecord;
use connect_core::time::Timestamp;
use connect_core::view::Screen;
use meum_connect::adapters::storage::Storage;
use std::path::{Path, PathBuf};

const NOTES: &str = "shops.sqlite";

fn shop(number: i64) -> ShopRecord {
    let mut record = ShopRecord::begun(Timestamp(number), false);
    // Several pages for each, so that one of them can be lost.
    record.typed_address = format!("shop-{number}.example {}", "x".repeat(1_900).repeat(5));
    record
}

/// A folder with the notes of three shops, as a good start leaves them.
async fn notes(folder: &Path) {
    let storage = Storage::start(folder.to_owned());
    for number in 1..=3 {
        storage.save(Box::new(shop(number)), None).await.unwrap();
    }
    drop(storage);
    harness::gone(folder).await;
    let storage = Storage::start(folder.to_owned());
    assert_eq!(storage.load().await.unwrap().shops.len(), 3);
    storage.settled().await.unwrap();
    drop(storage);
    harness::gone(folder).await;
}

type Damage = fn(&mut Vec<u8>);

const DAMAGE: [(&str, Damage); 5] = [
    ("the header is overwritten", |bytes| bytes[..100].fill(0x5a)),
    ("a page in the middle is overwritten", |bytes| {
        let middle = bytes.len() / 4096 / 2 * 4096;
        bytes[middle..middle + 4096].fill(0xff);
    }),
    ("the end is cut off", |bytes| bytes.truncate(bytes.len() / 2 / 512 * 512)),
    ("nothing is left of it", Vec::clear),
    ("it is no database at all", |bytes| *bytes = b"<html>Not found</html>".repeat(400)),
];

fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut aside: Vec<PathBuf> = all
        .filter(|place| {
            let name = place.file_name().unwrap().to_string_lossy();
            name.starts_with("shops-damaged") && name.ends_with(".sqlite")
        })
        .collect();
    aside.sort();
    aside
}

/// Damages the notes, and gives back what is there then.
fn spoil(folder: &Path, damage: Damage) -> Vec<u8> {
    let file = folder.join(NOTES);
    let mut bytes = std::fs::read(&file).unwrap();
    damage(&mut bytes);
    std::fs::write(&file, &bytes).unwrap();
    bytes
}

#[tokio::test]
async fn damaged_notes_are_set_aside_and_their_shops_are_kept() {
    for (what, damage) in DAMAGE {
        let folder = tempfile::tempdir().unwrap();
        notes(folder.path()).await;
        let bytes = spoil(folder.path(), damage);
        let storage = Storage::start(folder.path().to_owned());
        let loaded = storage.load().await.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(loaded.shops, [shop(1), shop(2), shop(3)], "{what}");
        let line = loaded.damaged.unwrap_or_else(|| panic!("{what} goes unnoticed"));
        let aside = set_aside(folder.path());
        assert_eq!(aside.len(), 1, "{what}: {aside:?}");
        assert!(line.contains(&*aside[0].file_name().unwrap().to_string_lossy()), "{what}: {line}");
        assert_eq!(std::fs::read(&aside[0]).unwrap(), bytes, "{what}: it is kept as it was");
        // From now on they are notes like any others.
        storage.save(Box::new(shop(4)), None).await.unwrap();
        drop(storage);
        harness::gone(folder.path()).await;
        let storage = Storage::start(folder.path().to_owned());
        let again = storage.load().await.unwrap();
        assert_eq!((again.shops.len(), again.damaged), (4, None), "{what}");
        assert_eq!(set_aside(folder.path()).len(), 1, "{what}");
    }
}

#[tokio::test]
async fn sound_notes_are_left_alone_and_new_ones_are_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::start(folder.path().to_owned());
    assert_eq!(storage.load().await.unwrap().damaged, None, "the first start");
    drop(storage);
    harness::gone(folder.path()).await;
    notes(folder.path()).await;
    let storage = Storage::start(folder.path().to_owned());
    assert_eq!(storage.load().await.unwrap().damaged, None);
    assert!(set_aside(folder.path()).is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn the_copy_is_as_private_as_the_notes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    notes(folder.path()).await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let place = entry.unwrap().path();
        let for_others = std::fs::metadata(&place).unwrap().permissions().mode() & 0o077;
        let lock = place.ends_with("in-use");
        assert!(lock || for_others == 0, "{}: {for_others:o} for others", place.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_starts_on_damaged_notes_and_says_so() {
    for (what, damage) in DAMAGE {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        notes(folder.path()).await;
        spoil(folder.path(), damage);
        let mut app = Running::start(folder.path(), servers.world());
        let view = app.until(what, |view| matches!(view.screen, Screen::Wizard(_))).await;
        let notice = view.notice.unwrap_or_else(|| panic!("{what}: nothing is said"));
        assert_eq!(notice.code, ProblemKind::NotesDamaged, "{what}");
        app.kill().await;
    }
}
