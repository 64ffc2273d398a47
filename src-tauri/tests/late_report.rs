//! A connected shop whose report does not come while it answers everything else, through the whole app over
//! real sockets: the panel says so, blames nobody, and what it knew stays.

use crate::harness::{Running, Servers};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId};
use connect_core::problem::ProblemKind;
use connect_core::view::{PanelView, Screen, View};
use connect_practice::{Habit, Trouble};

fn panel(view: &View) -> Option<&PanelView> {
    match &view.screen {
        Screen::Panel(panel) => Some(panel),
        _ => None,
    }
}

fn says_late(view: &View) -> bool {
    panel(view).is_some_and(|panel| panel.remarks.iter().any(|remark| remark.code == ProblemKind::ReportMissing))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_does_not_come_is_a_remark_on_the_panel_and_no_line_turns_bad() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::handed_over(folder.path(), &servers).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
    for habit in
        [Habit::StatusFails { status: 504 }, Habit::StatusFails { status: 500 }, Habit::ReportRefused { status: 400 }]
    {
        servers.shop.replace([Trouble::Habit { habit }]);
        app.ask(Intent::CheckNow).await;
        let view = app.until(&format!("{habit:?} is said"), says_late).await;
        let panel = panel(&view).unwrap();
        assert_eq!(panel.headline, Headline::CanPay, "{habit:?}");
        let bad = panel.lines.iter().filter(|line| line.code.is_some()).map(|line| line.id).collect::<Vec<LineId>>();
        assert_eq!(bad, [], "{habit:?}");
        servers.shop.clear();
        app.ask(Intent::CheckNow).await;
        app.until(&format!("{habit:?} is over"), |view| !says_late(view)).await;
    }
}
