//! The whole way without a window: from an address to a live panel, over real HTTP, with the real
//! password store and a real database.

use crate::harness;
use crate::harness::{Running, Servers, at, delivered, is_panel, secret};
use connect_core::health::Payouts;
use connect_core::intent::Intent;
use connect_core::line::Headline;
use connect_core::scenario::Scenario;
use connect_core::view::{Screen, StepView, View};
use connect_practice::{SeenRequest, notebook as notes};

fn panel(view: &View) -> Option<&connect_core::view::PanelView> {
    match &view.screen {
        Screen::Panel(panel) => Some(panel),
        _ => None,
    }
}

async fn to_keys(app: &mut Running, address: &str) {
    app.ask(Intent::CheckAddress { text: address.to_owned() }).await;
    app.until_step("the shop is found", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the keys step", at("shopKeys")).await;
}

async fn to_meum_key(app: &mut Running) {
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the Meum step", at("meumKey")).await;
}

async fn to_hand_over(app: &mut Running) {
    app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over", at("handOver")).await;
}

async fn deliver(app: &mut Running) {
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
}

async fn to_panel(app: &mut Running) {
    deliver(app).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
}

async fn begin(folder: &std::path::Path, servers: &Servers) -> Running {
    let mut app = Running::start(folder, servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::ConnectShop).await;
    app.until_step("the address step", at("yourShop")).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_connected_from_its_address_to_a_live_panel() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = begin(folder.path(), &servers).await;
    let address = servers.shop.home().to_string();
    to_keys(&mut app, &address).await;
    to_meum_key(&mut app).await;
    to_hand_over(&mut app).await;
    deliver(&mut app).await;
    // Six of the shop: its index; its report and a write that changes nothing, with the keys; its list of
    // payment methods, for only that tells which one is Meum's, whether there are several, what its settings
    // are called, and that this is the connected shop; the write; and what was stored. The write's own answer
    // is no proof: WooCommerce makes it of what it was sent, before its filters and the database have had
    // their say. Of Meum, whether it knows the shop, for connecting ends the keys in use; and to connect it.
    let (asked, meum) = (servers.shop.requests(), servers.meum.requests());
    let as_guest =
        |seen: &&SeenRequest| seen.method == "OPTIONS" || ["/wp-admin/", "/shop/"].contains(&seen.path.as_str());
    // Nobody waits for these: the administration, the shop page, and the address for payment updates.
    let guests = asked.iter().filter(as_guest).count();
    let shop = asked.len() - guests;
    // `cargo xtask bench` reads this line.
    println!("requests on the way to the panel: shop {shop}, Meum {}, guests {guests}", meum.len());
    assert_eq!(guests, 3, "{asked:#?}");
    assert_eq!(shop + meum.len(), 8, "{asked:#?} {meum:#?}");
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    let view =
        app.until("shoppers can pay", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
    let panel = panel(&view).unwrap();
    assert_eq!(panel.payouts.state, Payouts::Set);
    assert_eq!(panel.fields.len(), 11, "every field of the status call has its place, the payout wallet among them");
    let gateway = servers.shop.gateway();
    assert!(gateway.enabled && gateway.api_key.starts_with("sk_live_") && gateway.webhook_secret.len() == 64);
    let before_panel = servers.shop.requests().len();
    assert!(
        before_panel <= 6 + 3 + guests,
        "six requests to the shop, the panel's first look with its address for payment updates, and what guests meet: {:#?}",
        servers.shop.requests()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_is_named_on_the_same_step_and_can_be_put_right() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = begin(folder.path(), &servers).await;
    app.ask(Intent::CheckAddress { text: "my shop".to_owned() }).await;
    app.until_problem("A01").await;
    app.ask(Intent::CheckAddress { text: "no-such-shop.invalid".to_owned() }).await;
    app.until_problem("A04").await;
    let address = servers.shop.home().to_string();
    to_keys(&mut app, &address).await;
    app.ask(Intent::CheckKeys { key: secret("ck_123"), secret: secret("") }).await;
    app.until_problem("E05").await;
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_ONLY_SECRET) }).await;
    app.until_problem("F02").await;
    // The key is held in memory: only the secret is typed again.
    app.ask(Intent::CheckKeys { key: secret(""), secret: secret(notes::READ_WRITE_SECRET) }).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue && wizard.problem.is_none()).await;
    for (key, its_secret, code) in [
        (notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET, "F03"),
        (notes::WRITE_ONLY_KEY, notes::WRITE_ONLY_SECRET, "F04"),
        (notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET, "F05"),
        ("ck_00112233445566778899aabbccddeeff00112233", notes::READ_WRITE_SECRET, "F01"),
    ] {
        app.ask(Intent::CheckKeys { key: secret(key), secret: secret(its_secret) }).await;
        app.until_problem(code).await;
    }
    to_meum_key(&mut app).await;
    for (key, code) in
        [(notes::EXPIRED_CONNECTION_KEY, "G01"), (notes::DEVELOPER_KEY, "G02"), (notes::OTHER_STORE_KEY, "G06")]
    {
        app.ask(Intent::KeepMeumKey { key: secret(key) }).await;
        app.until_step("the review", at("review")).await;
        // With the merchant's word: of some of these keys Meum does not say whether it knows the shop.
        app.ask(Intent::Connect { replace: true }).await;
        app.until_problem(code).await;
        app.ask(Intent::Back).await;
        app.until_step("the Meum step", at("meumKey")).await;
    }
    to_hand_over(&mut app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_may_be_killed_between_any_two_steps_and_loses_nothing() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let address = servers.shop.home().to_string();
    let mut app = begin(folder.path(), &servers).await;
    app.ask(Intent::TypeAddress { text: address.clone() }).await;
    app.until_step(
        "the address is kept",
        |wizard| matches!(&wizard.step, StepView::YourShop { typed, .. } if *typed == address),
    )
    .await;
    let mut app = again(app, &folder, &servers, "yourShop").await;
    assert!(
        matches!(&app.until_step("typed", at("yourShop")).await.step, StepView::YourShop { typed, .. } if *typed == address)
    );
    to_keys(&mut app, &address).await;
    let mut app = again(app, &folder, &servers, "shopKeys").await;
    to_meum_key(&mut app).await;
    let mut app = again(app, &folder, &servers, "meumKey").await;
    app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
    app.until_step("the review", at("review")).await;
    let mut app = again(app, &folder, &servers, "review").await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over", at("handOver")).await;
    let mut app = again(app, &folder, &servers, "handOver").await;
    to_panel(&mut app).await;
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until("the panel is live again", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay))
        .await;
    let connects = servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count();
    assert_eq!(connects, 1, "connect was sent once");
}

async fn again(app: Running, folder: &tempfile::TempDir, servers: &Servers, step: &'static str) -> Running {
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step(step, at(step)).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_payout_wallet_is_shown_and_clears_itself() {
    harness::crypto();
    let folder = tempfile::tempdir().unwrap();
    let servers = Servers::start().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::TryPractice).await;
    app.until_step("the address step", at("yourShop")).await;
    app.ask(Intent::Practise { scenario: Scenario::PayoutMissing }).await;
    to_keys(&mut app, notes::SHOP_ADDRESS).await;
    to_meum_key(&mut app).await;
    to_hand_over(&mut app).await;
    to_panel(&mut app).await;
    app.until("payouts are missing", |view| {
        panel(view).is_some_and(|panel| {
            panel.payouts.state == Payouts::Missing
                && panel.headline == Headline::CantPayYet
                && !panel.payouts.words.is_empty()
        })
    })
    .await;
    app.ask(Intent::Practise { scenario: Scenario::AllWell }).await;
    app.until("payouts are set", |view| {
        panel(view).is_some_and(|panel| panel.payouts.state == Payouts::Set && panel.payouts.cleared_at.is_some())
    })
    .await;
}
