//! A connected shop that gets an extra password in front of it, or another one, over real HTTP: it
//! is entered, tried, kept, and used with the keys; and it goes to its own origin only.

use crate::harness::{Running, Servers, at, is_panel, noted, rewrite, secret};
use connect_core::extra_password::ExtraPassword;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::store_url::StoreUrl;
use connect_core::view::{Screen, UnlockView, View};
use connect_practice::{SeenRequest, SignIn, Trouble, notebook as notes};
use meum_connect::adapters::shop::FrontDoor;
use meum_connect::adapters::vault::{Entry, Vault};
use std::path::Path;
use std::sync::Arc;

const WRONG: &str = "open barley";

async fn at_panel(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::handed_over(folder, servers).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    until_shop(&mut app, LineState::Working, None).await;
    app
}

/// Waits for the panel's word on the shop, with nothing asked any more.
async fn until_shop(app: &mut Running, state: LineState, code: Option<&str>) {
    let says = |view: &View| match &view.screen {
        Screen::Panel(panel) => {
            !panel.checking
                && panel
                    .lines
                    .iter()
                    .any(|line| (line.id, line.state, line.code.map(ProblemKind::code)) == (LineId::Shop, state, code))
        }
        _ => false,
    };
    app.until(code.unwrap_or("the shop is well"), says).await;
}

fn page(view: &View) -> Option<&UnlockView> {
    match &view.screen {
        Screen::Unlock(page) => Some(page),
        _ => None,
    }
}

async fn until_page(app: &mut Running, code: &str) {
    let says = |page: &UnlockView| page.doing.is_none() && page.problem.code.code() == code;
    app.until(code, |view| page(view).is_some_and(says)).await;
}

async fn enters(app: &mut Running, password: &str) {
    app.ask(Intent::EnterExtraPassword { user: secret(notes::STAGING_USER), password: secret(password) }).await;
}

async fn kept(vault: &Vault, folder: &Path) -> Option<FrontDoor> {
    let stored = vault.read(&noted(folder).id, Entry::ExtraPassword).await.unwrap();
    stored.as_deref().and_then(FrontDoor::from_stored)
}

fn door(address: &str, password: &str) -> FrontDoor {
    let extra = ExtraPassword { user: secret(notes::STAGING_USER), password: secret(password) };
    FrontDoor::of(&StoreUrl::parse(address).unwrap(), extra)
}

/// As if this password had been kept for the shop, while the app is closed.
async fn keep(folder: &Path, door: &FrontDoor) {
    let vault = Vault::start(&format!("test {}", folder.display()));
    vault.keep(&noted(folder).id, Entry::ExtraPassword, &Arc::new(door.to_stored())).await.unwrap();
    rewrite(folder, |record| record.found.as_mut().unwrap().extra_password = Some(Kept::Vault)).await;
}

fn carries_password(seen: &SeenRequest) -> bool {
    seen.sign_in == SignIn::BasicAndQueryString || seen.sign_in == SignIn::Basic
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_is_well_again_with_the_password_and_stays_so() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    servers.shop.set(Trouble::StagingPassword);
    app.ask(Intent::CheckNow).await;
    until_shop(&mut app, LineState::NotWorking, Some("C04")).await;
    app.ask(Intent::AskForExtraPassword).await;
    until_page(&mut app, "C04").await;
    enters(&mut app, WRONG).await;
    until_page(&mut app, "C12").await;
    assert!(kept(&app.vault, folder.path()).await.is_none(), "what was refused is not kept");
    let before = servers.shop.requests().len();
    enters(&mut app, notes::STAGING_PASSWORD).await;
    until_shop(&mut app, LineState::Working, None).await;
    let origin = servers.shop.home().origin().ascii_serialization();
    assert_eq!(kept(&app.vault, folder.path()).await.unwrap().origin, origin);
    assert_eq!(noted(folder.path()).found.unwrap().extra_password, Some(Kept::Vault));
    let together = |seen: &SeenRequest| seen.sign_in == SignIn::BasicAndQueryString;
    assert!(servers.shop.requests()[before..].iter().any(together), "used together with the keys");
    app.kill().await;

    let mut app = Running::start(folder.path(), servers.world());
    until_shop(&mut app, LineState::Working, None).await;
    // The shop opens to everybody again: one that is kept does no harm.
    servers.shop.clear();
    app.ask(Intent::CheckNow).await;
    until_shop(&mut app, LineState::Working, None).await;
    let record = noted(folder.path());
    assert!(record.connection.is_some() && record.keys.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_changed_is_entered_anew_and_the_old_one_not_tried_by_itself() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = at_panel(folder.path(), &servers).await;
    app.kill().await;
    servers.shop.set(Trouble::StagingPassword);
    keep(folder.path(), &door(servers.shop.home().as_str(), WRONG)).await;

    let mut app = Running::start(folder.path(), servers.world());
    until_shop(&mut app, LineState::NotWorking, Some("C12")).await;
    let before = servers.shop.requests().len();
    app.ask(Intent::AskForExtraPassword).await;
    until_page(&mut app, "C12").await;
    assert_eq!(servers.shop.requests().len(), before, "a wrong one is not tried again by itself");
    enters(&mut app, notes::STAGING_PASSWORD).await;
    until_shop(&mut app, LineState::Working, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_for_another_origin_is_never_sent() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = at_panel(folder.path(), &servers).await;
    app.kill().await;
    servers.shop.set(Trouble::StagingPassword);
    keep(folder.path(), &door("https://other.example", notes::STAGING_PASSWORD)).await;
    let before = servers.shop.requests().len();

    let mut app = Running::start(folder.path(), servers.world());
    until_shop(&mut app, LineState::NotWorking, Some("C04")).await;
    let sent = servers.shop.requests();
    assert!(sent.len() > before && !sent[before..].iter().any(carries_password), "it is not this shop's");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_keys_are_checked_with_the_password_once_it_is_entered() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    servers.shop.set(Trouble::StagingPassword);
    app.ask(Intent::ReplaceKeys).await;
    app.until_step("the keys", at("shopKeys")).await;
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
    app.until_problem("C04").await;
    app.ask(Intent::AskForExtraPassword).await;
    until_page(&mut app, "C04").await;
    enters(&mut app, notes::STAGING_PASSWORD).await;
    app.until_step("the keys pass by themselves", |wizard| wizard.can_continue && wizard.problem.is_none()).await;
    app.ask(Intent::Continue).await;
    // Shoppers have no such password.
    until_shop(&mut app, LineState::Attention, Some("D15")).await;
}
