//! After disconnecting, Meum is switched off at the shop's checkout, over real sockets: only where this
//! app had switched it on, and never is it said to be off where the shop has not confirmed it.

use crate::harness::{Running, Servers, at, delivered, is_panel};
use connect_core::intent::Intent;
use connect_core::view::{EndedView, Screen, View};
use connect_practice::{Habit, Trouble, notebook as notes};
use std::path::Path;

async fn disconnected(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::at_review(folder, servers, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("it is handed over", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    app.ask(Intent::AskToDisconnect).await;
    let ready = |view: &View| matches!(&view.screen, Screen::Disconnect(page) if page.ready);
    app.until("Meum and the shop are heard", ready).await;
    app.ask(Intent::Disconnect { typed: servers.shop.home().host_str().unwrap().to_owned() }).await;
    until_at_rest(&mut app).await;
    app
}

async fn until_at_rest(app: &mut Running) -> EndedView {
    let view = app.until("the page of the end", |view| page(view).is_some_and(|page| page.doing.is_none())).await;
    page(&view).unwrap().clone()
}

fn page(view: &View) -> Option<&EndedView> {
    if let Screen::Ended(page) = &view.screen { Some(page) } else { None }
}

/// What the shop was asked to change since.
fn writes(servers: &Servers) -> usize {
    servers.shop.requests().iter().filter(|seen| seen.changes_a_method()).count()
}

#[tokio::test]
async fn what_the_app_switched_on_it_switches_off_again() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let mut app = disconnected(folder.path(), &servers).await;
    assert!(page(&app.view()).unwrap().todo.offers);
    let before = writes(&servers);
    app.ask(Intent::SwitchOff).await;
    let todo = until_at_rest(&mut app).await.todo;
    assert!(todo.done && !todo.offers && todo.problem.is_none(), "{todo:?}");
    assert_eq!(writes(&servers), before + 1, "one change, of one setting");
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    assert!(until_at_rest(&mut app).await.todo.done, "also after a restart");
}

#[tokio::test]
async fn a_shop_that_does_not_confirm_it_is_not_said_to_have_done_it() {
    let cases = [
        (Trouble::ServerError { status: 502 }, "C09"),
        (Trouble::Maintenance, "C06"),
        (Trouble::HomeElsewhere { url: "https://shop-copy.example".into() }, "H09"),
        (Trouble::Habit { habit: Habit::WritesRefused { status: 405 } }, "C03"),
        (Trouble::GatewayStaysOn, "H29"),
    ];
    for (trouble, code) in cases {
        let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
        let mut app = disconnected(folder.path(), &servers).await;
        servers.shop.set(trouble);
        app.ask(Intent::SwitchOff).await;
        let todo = until_at_rest(&mut app).await.todo;
        let named = todo.problem.as_ref().map(|problem| problem.code.code());
        assert_eq!((named, todo.done, todo.offers), (Some(code), false, true));
        servers.shop.clear();
        app.ask(Intent::SwitchOff).await;
        assert!(until_at_rest(&mut app).await.todo.done, "the second press: {code}");
        app.kill().await;
    }
}
