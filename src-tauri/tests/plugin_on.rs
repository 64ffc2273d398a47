//! The Meum plugin is switched on with an application password, over real sockets: at the hand-over and on the panel, once a
//! press, and nothing else is changed.

use crate::approved::{at_approved_hand_over, at_approved_panel};
use crate::harness::{Running, Servers, delivered};
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::problem::{Mark, NextStep, ProblemKind};
use connect_core::view::{Screen, View};
use connect_practice::{Habit, Lost, Trouble};
use std::path::Path;

/// At the hand-over of a shop whose plugin is off, where handing over has just been tried.
async fn stopped(folder: &Path, servers: &Servers) -> Running {
    let mut app = at_approved_hand_over(folder, servers).await;
    servers.shop.set(Trouble::PluginInactive);
    app.ask(Intent::HandOver { switch_on: true }).await;
    assert_eq!(app.until_problem("H01").await.next, NextStep::SwitchPluginOn);
    app
}

/// What the shop was asked to change: the methods and routes.
fn changes(servers: &Servers) -> Vec<(String, String)> {
    let seen = servers.shop.requests().into_iter();
    let writes = seen.filter(|seen| !matches!(seen.method.as_str(), "GET" | "OPTIONS" | "HEAD"));
    writes.map(|seen| (seen.method, seen.route.unwrap_or_default())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plugin_is_switched_on_and_takes_its_key_then() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = stopped(folder.path(), &servers).await;
    let before = changes(&servers).len();
    app.ask(Intent::SwitchPluginOn).await;
    app.until_step("it is on", |wizard| wizard.doing.is_none() && wizard.problem.is_none()).await;
    assert_eq!(changes(&servers)[before..], [("POST".to_owned(), "/wp/v2/plugins/meum/meum".to_owned())]);
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_wordpress_says_instead_is_named() {
    let cases = [
        (Trouble::PluginNotAllowed, "H36", Some(Mark::NotAllowed)),
        (Trouble::PluginOfNetwork, "H36", Some(Mark::OfNetwork)),
        (Trouble::PluginCrashes, "H36", Some(Mark::Wordless)),
        (Trouble::PluginEnds, "H36", Some(Mark::OwnWords)),
        (Trouble::PluginUnfit, "H36", Some(Mark::Unfit)),
        // WordPress gives the code for too few rights to nobody as well.
        (Trouble::AuthorizationStripped, "F14", Some(Mark::PasswordUnseen)),
        (Trouble::Habit { habit: Habit::WritesRefused { status: 405 } }, "H36", None),
        (Trouble::Maintenance, "C06", None),
        (Trouble::PasswordsOff, "F14", Some(Mark::PasswordUnseen)),
    ];
    for (trouble, code, mark) in cases {
        let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
        let mut app = stopped(folder.path(), &servers).await;
        let before = changes(&servers).len();
        servers.shop.set(trouble.clone());
        app.ask(Intent::SwitchPluginOn).await;
        let problem = app.until_problem(code).await;
        assert_eq!(problem.about.mark, mark, "{trouble:?}");
        assert!(changes(&servers).len() <= before + 1, "asked for once: {trouble:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_found_out_and_a_plugin_that_is_on_already_is_as_good() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = stopped(folder.path(), &servers).await;
    servers.shop.set(Trouble::Habit { habit: Habit::Lost { how: Lost::ChangeAnswers } });
    app.ask(Intent::SwitchPluginOn).await;
    app.until_step("it is on", |wizard| wizard.doing.is_none() && wizard.problem.is_none()).await;

    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = stopped(folder.path(), &servers).await;
    servers.shop.clear();
    let before = changes(&servers).len();
    app.ask(Intent::SwitchPluginOn).await;
    app.until_step("it is on", |wizard| wizard.doing.is_none() && wizard.problem.is_none()).await;
    assert_eq!(changes(&servers).len(), before, "nothing is changed");
}

fn plugin_line(view: &View) -> Option<(LineState, Option<ProblemKind>)> {
    let Screen::Panel(panel) = &view.screen else { return None };
    panel.lines.iter().find(|line| line.id == LineId::Plugin).map(|line| (line.state, line.code))
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_panel_the_line_is_well_again_once_it_is_on() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = at_approved_panel(folder.path(), &servers).await;
    app.until("all is well", |view| plugin_line(view) == Some((LineState::Working, None))).await;
    servers.shop.set(Trouble::PluginInactive);
    app.ask(Intent::CheckNow).await;
    let off = (LineState::NotWorking, Some(ProblemKind::PluginNotFound));
    app.until("it is off", |view| plugin_line(view) == Some(off)).await;
    app.ask(Intent::SwitchPluginOn).await;
    app.until("it works", |view| plugin_line(view) == Some((LineState::Working, None))).await;
}
