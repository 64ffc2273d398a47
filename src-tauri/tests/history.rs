//! The history on the disk: what is stored comes back, in order and only once, and what is spoiled hides
//! nothing else.

use connect_core::history::{Absence, Away, History, Period};
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::time::{Span, Timestamp};
use meum_connect::adapters::storage::Storage;
use std::path::Path;

const MORNING: Timestamp = Timestamp(1_772_442_000_000);

fn at(minutes: i64) -> Timestamp {
    MORNING.after(Span::seconds(minutes * 60))
}

fn period(line: LineId, state: LineState, from: i64, until: i64) -> Period {
    let code = (state == LineState::NotWorking).then_some(ProblemKind::WebhookFailing);
    Period { line, state, code, from: at(from), until: at(until), unsteady: false }
}

async fn with_shop(folder: &Path) -> (Storage, ShopId) {
    let storage = Storage::start(folder.to_owned());
    let record = ShopRecord::begun(MORNING, false);
    let id = record.id.clone();
    storage.save(Box::new(record), None).await.unwrap();
    (storage, id)
}

fn database(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.join("history.sqlite")).unwrap()
}

fn rows(folder: &Path) -> i64 {
    database(folder).query_row("SELECT COUNT(*) FROM history", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn what_happened_comes_back_as_it_was_and_a_period_that_went_on_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let absence = Absence { why: Away::Asleep, from: at(20), until: at(300) };
    storage.save_history(shop.clone(), vec![period(LineId::Webhook, LineState::Working, 0, 5)]).await.unwrap();
    let (went_on, failed) = (
        period(LineId::Webhook, LineState::Working, 0, 10),
        Period { unsteady: true, ..period(LineId::Webhook, LineState::NotWorking, 10, 12) },
    );
    storage.save_history(shop.clone(), vec![failed.clone(), went_on.clone()]).await.unwrap();
    storage.save_absence(absence).await.unwrap();
    let history = storage.recall(shop.clone(), MORNING).await.unwrap();
    assert_eq!(history, History { periods: vec![went_on, failed.clone()], absences: vec![absence], damaged: false });
    let loaded = storage.load().await.unwrap();
    assert_eq!(loaded.periods.get(&shop), Some(&vec![failed]), "the latest of each line");
}

#[tokio::test]
async fn only_what_is_asked_for_is_read_and_what_is_old_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let periods = (0..100).map(|day| period(LineId::Shop, LineState::Working, day * 1_440, day * 1_440 + 60)).collect();
    storage.save_history(shop.clone(), periods).await.unwrap();
    let since = at(90 * 1_440);
    assert_eq!(storage.recall(shop.clone(), since).await.unwrap().periods.len(), 10);
    storage.prune_history(since).await.unwrap();
    assert_eq!(rows(folder.path()), 10);
}

#[tokio::test]
async fn a_shop_that_is_forgotten_takes_its_history_with_it_and_gets_none_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let one = vec![period(LineId::Shop, LineState::Working, 0, 5)];
    storage.save_history(shop.clone(), one.clone()).await.unwrap();
    storage.forget(shop.clone()).await.unwrap();
    storage.save_history(shop, one).await.unwrap();
    assert_eq!(rows(folder.path()), 0);
}

#[tokio::test]
async fn a_history_of_the_earlier_layout_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let last = period(LineId::Shop, LineState::NotWorking, 5, 6);
    let periods = vec![period(LineId::Shop, LineState::Working, 0, 5), last.clone()];
    storage.save_history(shop.clone(), periods).await.unwrap();
    storage.close().await.unwrap();
    database(folder.path()).execute_batch("DROP TABLE latest; PRAGMA user_version = 1").unwrap();
    let loaded = Storage::start(folder.path().to_owned()).load().await.unwrap();
    assert_eq!(loaded.periods.get(&shop), Some(&vec![last]));
}

#[tokio::test]
async fn a_shop_whose_history_is_old_or_forgotten_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let one = vec![period(LineId::Shop, LineState::Working, 0, 5)];
    for forgets in [false, true] {
        storage.save_history(shop.clone(), one.clone()).await.unwrap();
        assert_eq!(storage.load().await.unwrap().periods.get(&shop), Some(&one));
        if forgets {
            storage.forget(shop.clone()).await.unwrap();
        } else {
            storage.prune_history(at(6)).await.unwrap();
        }
        assert_eq!(storage.load().await.unwrap().periods.get(&shop), None, "forgets: {forgets}");
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_said_and_hides_no_other() {
    let spoilers = [
        "UPDATE history SET state = 'splendid' WHERE began > 1772442000000",
        "UPDATE history SET code = 'Z99' WHERE began > 1772442000000",
        "UPDATE history SET ended = began - 1 WHERE began > 1772442000000",
        "UPDATE history SET line = 'weather' WHERE began > 1772442000000",
        "INSERT INTO absences VALUES (1772442000001, 1772442900000, 'on the moon')",
    ];
    for spoiler in spoilers {
        let folder = tempfile::tempdir().unwrap();
        let (storage, shop) = with_shop(folder.path()).await;
        let good = period(LineId::Shop, LineState::Working, 0, 5);
        let periods = vec![good.clone(), period(LineId::Shop, LineState::NotWorking, 5, 6)];
        storage.save_history(shop.clone(), periods).await.unwrap();
        database(folder.path()).execute_batch(spoiler).unwrap();
        let history = storage.recall(shop.clone(), Timestamp(0)).await.unwrap();
        assert_eq!((history.damaged, history.periods.first()), (true, Some(&good)), "{spoiler}");
        assert_eq!(storage.load().await.unwrap().shops.len(), 1, "{spoiler}");
    }
}

#[tokio::test]
async fn while_history_cannot_be_written_everything_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    let refuse = "CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(FAIL, 'no room'); END";
    database(folder.path()).execute_batch(refuse).unwrap();
    let periods = vec![period(LineId::Shop, LineState::Working, 0, 5)];
    assert!(storage.save_history(shop.clone(), periods).await.is_err());
    storage.save_observed(shop.clone(), Box::default()).await.unwrap();
    assert_eq!(storage.recall(shop, Timestamp(0)).await.unwrap(), History::default(), "a gap");
}

#[tokio::test]
async fn a_history_that_is_damaged_or_newer_is_set_aside_and_costs_the_notes_nothing() {
    fn newer(place: &Path) {
        let disk = rusqlite::Connection::open(place).unwrap();
        disk.pragma_update(None, "user_version", 99).unwrap();
    }
    fn garbage(place: &Path) {
        std::fs::write(place, "this is no database, and it is longer than a header is").unwrap();
    }
    for (what, spoil) in [("newer", newer as fn(&Path)), ("garbage", garbage)] {
        let folder = tempfile::tempdir().unwrap();
        spoil(&folder.path().join("history.sqlite"));
        let (storage, shop) = with_shop(folder.path()).await;
        storage.save_history(shop, vec![period(LineId::Shop, LineState::Working, 5, 9)]).await.unwrap();
        assert_eq!(storage.load().await.unwrap().shops.len(), 1, "{what}");
        assert_eq!(rows(folder.path()), 1, "{what}");
        assert!(folder.path().join("history-aside.sqlite").exists(), "{what}");
    }
}

#[tokio::test]
async fn where_no_history_can_be_kept_everything_else_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("history.sqlite")).unwrap();
    std::fs::create_dir(folder.path().join("history-aside.sqlite")).unwrap();
    std::fs::write(folder.path().join("history-aside.sqlite/full"), "").unwrap();
    let (storage, shop) = with_shop(folder.path()).await;
    assert!(storage.save_history(shop.clone(), vec![period(LineId::Shop, LineState::Working, 0, 5)]).await.is_err());
    assert_eq!(storage.load().await.unwrap().shops.len(), 1);
    storage.forget(shop).await.unwrap();
    assert!(storage.load().await.unwrap().shops.is_empty());
}
