//! Leaving loses nothing: disconnecting and forgetting against a real Meum, database and password
//! store, refused, cut off and killed at the worst moments.

use crate::harness;
use crate::harness::{Running, Servers, at, delivered, is_panel, rewrite, secret};
use connect_core::intent::Intent;
use connect_core::meum_facts::Ending;
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::view::{DisconnectView, EndedView, ForgetView, Screen, View};
use connect_practice::{MeumTrouble, notebook as notes};
use meum_connect::adapters::vault::{Entry, Vault};
use meum_connect::leaving;
use std::path::Path;

const ENTRIES: [Entry; 4] = [Entry::ShopKeys, Entry::MeumKey, Entry::ExtraPassword, Entry::Credentials];

async fn at_panel(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::start(folder, servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::ConnectShop).await;
    app.ask(Intent::CheckAddress { text: servers.shop.home().to_string() }).await;
    app.until_step("the shop is found", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    connect(&mut app).await;
    app
}

async fn connect(app: &mut Running) {
    app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("it is handed over", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
}

fn disconnect_page(view: &View) -> Option<&DisconnectView> {
    if let Screen::Disconnect(page) = &view.screen { Some(page) } else { None }
}

fn ended_page(view: &View) -> Option<&EndedView> {
    if let Screen::Ended(page) = &view.screen { Some(page) } else { None }
}

fn forget_page(view: &View) -> Option<&ForgetView> {
    if let Screen::Forget(page) = &view.screen { Some(page) } else { None }
}

/// Opens the page and waits until it may be pressed.
async fn open(app: &mut Running) {
    app.ask(Intent::AskToDisconnect).await;
    app.until("Meum and the shop are heard", |view| disconnect_page(view).is_some_and(|page| page.ready)).await;
}

async fn press(app: &mut Running, servers: &Servers) {
    let typed = servers.shop.home().host_str().unwrap().to_uppercase();
    app.ask(Intent::Disconnect { typed }).await;
}

async fn until_code(app: &mut Running, code: &str) {
    app.until(code, |view| {
        let problem = disconnect_page(view).and_then(|page| page.problem.as_ref());
        problem.is_some_and(|problem| problem.code.code() == code)
    })
    .await;
}

async fn until_ended(app: &mut Running) -> EndedView {
    let done = |page: &EndedView| page.doing.is_none();
    let view = app.until("it is disconnected", |view| ended_page(view).is_some_and(done)).await;
    ended_page(&view).unwrap().clone()
}

fn disconnects(servers: &Servers) -> usize {
    servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/disconnect")).count()
}

/// The shops in the notes, which the running app has open.
fn stored(folder: &Path) -> Vec<ShopId> {
    let notes = rusqlite::Connection::open(folder.join("shops.sqlite")).unwrap();
    let mut shops = notes.prepare("SELECT id FROM shops").unwrap();
    shops.query_map([], |row| row.get(0).map(ShopId::stored)).unwrap().map(Result::unwrap).collect()
}

fn only_shop(folder: &Path) -> ShopId {
    stored(folder).remove(0)
}

async fn kept(vault: &Vault, shop: &ShopId) -> Vec<Entry> {
    let mut there = Vec::new();
    for entry in ENTRIES {
        there.extend(vault.read(shop, entry).await.unwrap().map(|_| entry));
    }
    there
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_disconnected_once_and_connected_again_with_the_keys_it_has() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    open(&mut app).await;
    app.ask(Intent::Disconnect { typed: "another shop".to_owned() }).await;
    until_code(&mut app, "E16").await;
    assert_eq!(disconnects(&servers), 0);
    press(&mut app, &servers).await;
    let page = until_ended(&mut app).await;
    assert_eq!((page.how, page.secrets_left), (Ending::Disconnected, false));
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys]);
    assert!(servers.meum.issued().is_empty());
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    assert_eq!(until_ended(&mut app).await, page, "the page survives");
    app.ask(Intent::ConnectAgain).await;
    app.until_step("the Meum key is asked for", at("meumKey")).await;
    connect(&mut app).await;
    assert_eq!((servers.meum.issued().len(), disconnects(&servers)), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_has_its_name_and_lets_go_of_nothing() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    open(&mut app).await;
    let troubles = [
        (MeumTrouble::DisconnectForbidden, "G14"),
        (MeumTrouble::Suspended, "G14"),
        (MeumTrouble::KeyRevoked, "G01"),
        (MeumTrouble::CaptivePortal, "G09"),
        // What is no answer of Meum's may hide that it was done.
        (MeumTrouble::Down, "G18"),
        (MeumTrouble::NonsenseHtml, "G18"),
        (MeumTrouble::NonsenseEmpty, "G18"),
        (MeumTrouble::CaptivePage, "G18"),
        // The last one: Meum's pause is kept.
        (MeumTrouble::RateLimited { retry_after: 30 }, "G07"),
    ];
    let cases = troubles.len();
    for (at, (trouble, code)) in troubles.into_iter().enumerate() {
        servers.meum.replace([trouble]);
        press(&mut app, &servers).await;
        until_code(&mut app, code).await;
        assert_eq!(disconnects(&servers), at + 1, "{code} is not repeated");
        assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys, Entry::Credentials]);
    }
    assert!(disconnect_page(&app.view()).unwrap().again_at.is_some());
    press(&mut app, &servers).await;
    app.ask(Intent::Stay).await;
    // Nobody can stay while a request is under way, so by now none will leave.
    app.until("the panel", is_panel).await;
    assert_eq!(disconnects(&servers), cases, "Meum asked to wait");
    assert_eq!(servers.meum.issued().len(), 1, "still connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_named_and_pressing_again_is_harmless() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    open(&mut app).await;
    servers.meum.set(MeumTrouble::LostDisconnectAnswer);
    press(&mut app, &servers).await;
    until_code(&mut app, "G18").await;
    assert_eq!(disconnects(&servers), 1);
    servers.meum.clear();
    press(&mut app, &servers).await;
    let page = until_ended(&mut app).await;
    assert_eq!((page.how, page.code), (Ending::AlreadyDisconnected, Some(ProblemKind::AlreadyDisconnected)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meum_that_cannot_be_reached_was_not_asked() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let Servers { shop, meum } = servers;
    drop(meum);
    open(&mut app).await;
    app.ask(Intent::Disconnect { typed: shop.home().host_str().unwrap().to_owned() }).await;
    until_code(&mut app, "G16").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_gone_from_the_password_store_is_named() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    app.vault.remove(&only_shop(folder.path()), Entry::Credentials).await.unwrap();
    open(&mut app).await;
    press(&mut app, &servers).await;
    until_code(&mut app, "H19").await;
    assert_eq!(disconnects(&servers), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_shop_cannot_disconnect_it() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    app.kill().await;
    // The notes of a copy: another address, the keys and the connection of the live shop.
    rewrite(folder.path(), |record| {
        let connected = record.connection.as_mut().unwrap();
        connected.facts.site_url = connect_core::plain::PlainText::from_outside("https://live-shop.example");
    })
    .await;
    servers.meum.set(MeumTrouble::Down);
    app = Running::start(folder.path(), servers.world());
    app.until("the panel", is_panel).await;
    open(&mut app).await;
    press(&mut app, &servers).await;
    until_code(&mut app, "H09").await;
    assert_eq!(disconnects(&servers), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_before_meum_answers_everything_is_still_there() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    open(&mut app).await;
    servers.meum.set(MeumTrouble::HangForever);
    press(&mut app, &servers).await;
    let sent = async {
        while disconnects(&servers) == 0 {
            tokio::time::sleep(harness::PAUSE).await;
        }
    };
    tokio::time::timeout(harness::PATIENCE, sent).await.expect("disconnect is sent");
    app.kill().await;
    servers.meum.clear();
    let mut app = Running::start(folder.path(), servers.world());
    app.until("the panel", is_panel).await;
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys, Entry::Credentials]);
    open(&mut app).await;
    press(&mut app, &servers).await;
    assert_eq!(until_ended(&mut app).await.how, Ending::Disconnected);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_after_the_answer_the_next_try_finds_it_done() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    // The request runs to its end, and the app is killed before that is stored.
    let world = servers.world();
    let at = app.storage.load().await.unwrap().shops.remove(0).connection.map(|connection| connection.at);
    assert_eq!(leaving::disconnect(&app.vault, &world.meum, &shop, at).await.unwrap(), Ending::Disconnected);
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until("the panel, as Meum says it is", |view| match &view.screen {
        Screen::Panel(panel) => panel.headline == connect_core::line::Headline::CantPayYet,
        _ => false,
    })
    .await;
    open(&mut app).await;
    press(&mut app, &servers).await;
    assert_eq!(until_ended(&mut app).await.how, Ending::AlreadyDisconnected);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_before_the_key_was_removed_the_next_start_removes_it() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    let credentials = app.vault.read(&shop, Entry::Credentials).await.unwrap().unwrap();
    open(&mut app).await;
    press(&mut app, &servers).await;
    until_ended(&mut app).await;
    app.kill().await;
    rewrite(folder.path(), |record| record.secrets_left = true).await;
    let vault = Vault::start(&format!("test {}", folder.path().display()));
    vault.keep(&shop, Entry::Credentials, &credentials).await.unwrap();
    let mut app = Running::start(folder.path(), servers.world());
    assert!(!until_ended(&mut app).await.secrets_left);
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_stays_until_it_is_stored_that_the_connection_is_over() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    open(&mut app).await;
    let disk = harness::fill_disk(folder.path());
    press(&mut app, &servers).await;
    let page = until_ended(&mut app).await;
    assert!(page.secrets_left && page.problem.unwrap().code == ProblemKind::StorageFault);
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys, Entry::Credentials]);
    harness::empty_disk(&disk);
    app.ask(Intent::TryAgain).await;
    app.until("it is removed", |view| ended_page(view).is_some_and(|page| !page.secrets_left)).await;
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys]);
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    assert!(!until_ended(&mut app).await.secrets_left);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_half_way_is_forgotten_with_its_keys() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    let shop = only_shop(folder.path());
    assert_eq!(kept(&app.vault, &shop).await, [Entry::ShopKeys, Entry::MeumKey]);
    app.ask(Intent::AskToForget).await;
    app.until("the page before forgetting", |view| forget_page(view).is_some_and(|page| !page.must_confirm)).await;
    app.ask(Intent::Forget { knowing: false, revoke: false }).await;
    app.until_step("welcome", at("welcome")).await;
    assert!(kept(&app.vault, &shop).await.is_empty());
    assert!(stored(folder.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_shop_leaves_nothing_here_and_everything_there() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let shop = only_shop(folder.path());
    app.ask(Intent::AskToForget).await;
    app.ask(Intent::Forget { knowing: true, revoke: false }).await;
    app.until_step("welcome", at("welcome")).await;
    assert!(kept(&app.vault, &shop).await.is_empty());
    assert!(stored(folder.path()).is_empty());
    assert_eq!((servers.meum.issued().len(), disconnects(&servers)), (1, 0));
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_cannot_be_removed_are_named_and_the_next_try_removes_them() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    app.ask(Intent::AskToForget).await;
    let other = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    other.execute_batch("ALTER TABLE shops RENAME TO away").unwrap();
    app.ask(Intent::Forget { knowing: true, revoke: false }).await;
    app.until("the fault is named", |view| {
        let problem = forget_page(view).and_then(|page| page.problem.as_ref());
        problem.is_some_and(|problem| problem.code == ProblemKind::StorageFault)
    })
    .await;
    other.execute_batch("ALTER TABLE away RENAME TO shops").unwrap();
    app.ask(Intent::Forget { knowing: true, revoke: false }).await;
    app.until_step("welcome", at("welcome")).await;
    assert!(stored(folder.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_could_not_be_stored_does_not_bring_a_forgotten_shop_back() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let disk = harness::fill_disk(folder.path());
    // Something new is seen, so there is something to store.
    servers.meum.replace([MeumTrouble::PayoutMissing]);
    app.ask(Intent::CheckNow).await;
    app.until("it could not be stored", |view| view.notice.is_some()).await;
    app.ask(Intent::AskToForget).await;
    app.ask(Intent::Forget { knowing: true, revoke: false }).await;
    app.until_step("welcome", at("welcome")).await;
    harness::empty_disk(&disk);
    app.ask(Intent::CheckNow).await;
    assert!(stored(folder.path()).is_empty());
}
