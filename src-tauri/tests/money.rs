//! What costs a merchant money or a key, through the whole app over real sockets: a short connection key, a
//! shop that has moved, and a switch that is off.

use crate::harness::{Running, Servers, at, secret};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId};
use connect_core::problem::ProblemKind;
use connect_core::view::{PanelView, Screen, View};
use connect_practice::{MeumConfig, MeumKey, ShopConfig, Trouble, notebook as notes};

fn panel(view: &View) -> Option<&PanelView> {
    match &view.screen {
        Screen::Panel(panel) => Some(panel),
        _ => None,
    }
}

fn code(view: &View, id: LineId) -> Option<ProblemKind> {
    panel(view)?.lines.iter().find(|line| line.id == id)?.code
}

fn connects(servers: &Servers) -> usize {
    servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count()
}

async fn at_panel(folder: &std::path::Path, servers: &Servers) -> Running {
    let mut app = Running::handed_over(folder, servers).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_key_of_any_length_connects() {
    for length in [5, 6, 15, 16, 60] {
        let key = format!("sk_live_{}", "a1B2-".chars().cycle().take(length).collect::<String>());
        let mut config = MeumConfig::practice();
        config.connection_keys = vec![MeumKey { key: key.clone(), ..config.connection_keys.remove(0) }];
        let servers = Servers::with(ShopConfig::practice(), config).await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, &key).await;
        app.ask(Intent::Connect { replace: true }).await;
        app.until_step(&format!("a key of {} characters connects", key.len()), at("handOver")).await;
        app.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_moved_since_keeps_its_live_key() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    servers.shop.set(Trouble::HomeElsewhere { url: "https://new-shop.example/boutique".into() });
    app.ask(Intent::CheckNow).await;
    app.until("the panel names it", |view| code(view, LineId::Meum) == Some(ProblemKind::AddressMoved)).await;
    app.ask(Intent::ReplaceMeumKey).await;
    app.until_step("the Meum step", at("meumKey")).await;
    app.ask(Intent::KeepMeumKey { key: secret(notes::RECONNECT_KEY) }).await;
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_problem("H31").await;
    app.ask(Intent::Connect { replace: true }).await;
    assert_eq!(connects(&servers), 1, "the key in use is not replaced");
    app.ask(Intent::AskToMove).await;
    app.until("the page names both", |view| matches!(&view.screen, Screen::Move(page) if page.to.contains("new-shop")))
        .await;
    app.ask(Intent::Move { knowing: true }).await;
    app.until("nobody is there", |view| matches!(&view.screen, Screen::Move(page) if page.problem.is_some())).await;
    app.ask(Intent::Stay).await;
    assert_eq!(connects(&servers), 1);
    // It was a mistake in WordPress's settings, and is put right: the shop is where it was.
    servers.shop.clear();
    app.ask(Intent::Back).await;
    app.ask(Intent::Back).await;
    app.until("all is well", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_is_off_or_not_listed_is_said_and_a_silent_list_is_not_called_fine() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let cases = [
        (Trouble::GatewayUnlisted, Headline::Attention, ProblemKind::MethodNotListed),
        (Trouble::GatewaysFail, Headline::CantTell, ProblemKind::ShopFault),
        (Trouble::PluginInactive, Headline::CantPayYet, ProblemKind::PluginNotFound),
    ];
    for (trouble, headline, kind) in cases {
        servers.shop.replace([trouble.clone()]);
        app.ask(Intent::CheckNow).await;
        let said = |view: &View| {
            panel(view).is_some_and(|panel| panel.headline == headline) && code(view, LineId::Plugin) == Some(kind)
        };
        app.until(&format!("{trouble:?}"), said).await;
    }
}
