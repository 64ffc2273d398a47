//! Shop keys in their other form: with an application password the whole way is the same, from the check to the end,
//! and of the password nothing is shown but whose it is.

use crate::harness::{Running, Servers, at, delivered, is_panel, noted, secret};
use connect_core::application_password::ApplicationPassword;
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::message::{Arg, Slot};
use connect_core::plain::PlainText;
use connect_core::problem::ProblemKind;
use connect_core::secret::Secret;
use connect_core::view::{EndedView, Screen, StepView, View, WizardView};
use connect_practice::{SignIn, notebook as notes};
use meum_connect::adapters::shop::{Login, ShopKeys};
use meum_connect::adapters::vault::Entry;
use std::path::Path;
use std::sync::Arc;

fn stored(user: &str, password: &str) -> Arc<Secret> {
    let whole = ApplicationPassword::parse(&secret(user), &secret(password)).unwrap();
    Arc::new(ShopKeys::Password(Login::from(whole)).to_stored())
}

fn approved_by(wizard: &WizardView) -> Option<Arg> {
    let StepView::ShopKeys { keys: Some(keys), .. } = &wizard.step else { return None };
    keys.says.args.get(&Slot::User).cloned()
}

/// Walks to the checked keys, and has an application password in their place checked.
pub async fn at_approved_keys(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::at_review(folder, servers, notes::CONNECTION_KEY).await;
    let shop = app.storage.load().await.unwrap().shops.remove(0).id;
    let password = stored(notes::ADMINISTRATOR, notes::ADMINISTRATOR_PASSWORD);
    app.vault.keep(&shop, Entry::ShopKeys, &password).await.unwrap();
    app.ask(Intent::Back).await;
    app.ask(Intent::Back).await;
    app.until_step("the keys", at("shopKeys")).await;
    app.ask(Intent::TryAgain).await;
    app.until_step("the password passes", |wizard| approved_by(wizard).is_some() && wizard.can_continue).await;
    app
}

/// Goes on from there to a connected shop whose plugin waits for its key and secret.
pub async fn at_approved_hand_over(folder: &Path, servers: &Servers) -> Running {
    let mut app = at_approved_keys(folder, servers).await;
    app.ask(Intent::Continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app
}

pub async fn at_approved_panel(folder: &Path, servers: &Servers) -> Running {
    let mut app = at_approved_hand_over(folder, servers).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    app
}

fn line(view: &View, id: LineId) -> Option<(LineState, Option<ProblemKind>)> {
    let Screen::Panel(panel) = &view.screen else { return None };
    panel.lines.iter().find(|line| line.id == id).map(|line| (line.state, line.code))
}

fn ended(view: &View) -> Option<&EndedView> {
    if let Screen::Ended(page) = &view.screen { Some(page) } else { None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_connected_watched_and_disconnected_with_an_application_password() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_approved_panel(folder.path(), &servers).await;
    app.kill().await;
    let known_by = noted(folder.path()).keys.unwrap().known_by;
    assert_eq!(known_by.user().map(PlainText::as_str), Some(notes::ADMINISTRATOR));

    let before = servers.shop.requests().len();
    app = Running::start(folder.path(), servers.world());
    let works = |view: &View| line(view, LineId::Keys) == Some((LineState::Working, None));
    let view = app.until("the password works after a start", works).await;
    let Screen::Panel(panel) = &view.screen else { panic!("the panel") };
    assert_eq!(panel.identity.key_user.as_ref().map(PlainText::as_str), Some(notes::ADMINISTRATOR));
    assert_eq!(panel.identity.key_ending, None);
    let looked = servers.shop.requests().split_off(before);
    assert!(looked.iter().all(|seen| matches!(seen.sign_in, SignIn::Basic | SignIn::Nothing)), "{looked:?}");

    app.ask(Intent::AskToDisconnect).await;
    let ready = |view: &View| matches!(&view.screen, Screen::Disconnect(page) if page.ready);
    app.until("Meum and the shop are heard", ready).await;
    let typed = servers.shop.home().host_str().unwrap().to_owned();
    app.ask(Intent::Disconnect { typed }).await;
    app.until("it is disconnected", |view| ended(view).is_some_and(|page| page.doing.is_none())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_was_revoked_is_said_to_be_unknown_on_the_panel() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = at_approved_panel(folder.path(), &servers).await;
    let shop = noted(folder.path()).id;
    // The same is seen where another password of this user is kept.
    app.vault.keep(&shop, Entry::ShopKeys, &stored(notes::ADMINISTRATOR, notes::EDITOR_PASSWORD)).await.unwrap();
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    let unknown =
        |view: &View| line(view, LineId::Keys).and_then(|(_, code)| code) == Some(ProblemKind::PasswordUnknown);
    app.until("WordPress does not know it", unknown).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_of_another_user_is_not_used_before_it_is_checked() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_approved_keys(folder.path(), &servers).await;
    app.ask(Intent::Continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    let shop = noted(folder.path()).id;
    app.vault.keep(&shop, Entry::ShopKeys, &stored(notes::EDITOR, notes::EDITOR_PASSWORD)).await.unwrap();
    let before = servers.shop.requests().len();
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_problem("H15").await;
    assert_eq!(servers.shop.requests().len(), before, "the shop is not asked with it");
}
