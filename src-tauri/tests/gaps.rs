//! A disk that takes no history any more, through the whole app over real sockets and a real database: the
//! panel goes on and says so, and once there is room nothing is missing.

use crate::harness::{PATIENCE, PAUSE, Running, Servers};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId};
use connect_core::view::{PanelView, Screen, View};
use connect_practice::MeumTrouble;
use std::path::Path;

fn panel(view: &View) -> Option<&PanelView> {
    match &view.screen {
        Screen::Panel(panel) => Some(panel),
        _ => None,
    }
}

fn history(folder: &Path) -> rusqlite::Connection {
    let history = rusqlite::Connection::open(folder.join("history.sqlite")).unwrap();
    history.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    history
}

/// How often payment updates are noted to have changed.
fn changes(history: &rusqlite::Connection) -> i64 {
    history.query_row("SELECT COUNT(*) FROM history WHERE line = 'webhook'", [], |row| row.get(0)).unwrap()
}

async fn becomes(app: &mut Running, servers: &Servers, trouble: Option<MeumTrouble>, headline: Headline) {
    servers.meum.replace(trouble);
    app.ask(Intent::CheckNow).await;
    app.until(&format!("{headline:?}"), |view| panel(view).is_some_and(|panel| panel.headline == headline)).await;
}

/// Waits until they are noted to have changed so often.
async fn changed(history: &rusqlite::Connection, times: i64) {
    let all = async {
        while changes(history) != times {
            tokio::time::sleep(PAUSE).await;
        }
    };
    let all = tokio::time::timeout(PATIENCE, all).await;
    assert!(all.is_ok(), "{} changes are noted instead of {times}", changes(history));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_history_cannot_be_stored_the_panel_goes_on_and_nothing_is_missing_afterwards() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::handed_over(folder.path(), &servers).await;
    app.ask(Intent::Continue).await;
    becomes(&mut app, &servers, None, Headline::CanPay).await;

    let disk = history(folder.path());
    // History is stored in passing: the first state may still be on its way.
    changed(&disk, 1).await;
    for what in ["INSERT", "UPDATE"] {
        let refuse = "BEGIN SELECT RAISE(FAIL, 'the disk is full'); END";
        disk.execute_batch(&format!("CREATE TRIGGER full_{what} BEFORE {what} ON history {refuse}")).unwrap();
    }
    for round in 0..3 {
        becomes(&mut app, &servers, Some(MeumTrouble::WebhookFailing), Headline::Attention).await;
        app.until("the gap is said", |view| panel(view).is_some_and(|panel| panel.history.gap.is_some())).await;
        becomes(&mut app, &servers, None, Headline::CanPay).await;
        let troubles =
            panel(&app.view()).unwrap().history.troubles.iter().filter(|it| it.id == LineId::Webhook).count();
        assert_eq!(troubles, round + 1, "what happened is on the panel all the same");
    }
    assert_eq!(changes(&disk), 1, "nothing can be stored");

    disk.execute_batch("DROP TRIGGER full_INSERT; DROP TRIGGER full_UPDATE").unwrap();
    becomes(&mut app, &servers, Some(MeumTrouble::WebhookFailing), Headline::Attention).await;
    app.until("the gap is over", |view| panel(view).is_some_and(|panel| panel.history.gap.is_none())).await;
    // Every change of those three rounds, and the last.
    changed(&disk, 8).await;
    app.kill().await;
}
