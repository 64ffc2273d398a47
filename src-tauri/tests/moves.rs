//! A connected shop that has moved, from the old address to a live panel at the new one, over real sockets:
//! two shops with one pair of keys, and one Meum.

use crate::harness::{self, Running, Servers, at, delivered, is_panel, noted, secret};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId};
use connect_core::problem::ProblemKind;
use connect_core::view::{MoveView, PanelView, Screen, StatusField, View};
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, ShopConfig, SignIn, Trouble, notebook as notes};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::world::World;
use std::path::Path;

const OLD: &str = "https://corner-shop.com";
const NEW: &str = "https://new-shop.com";
const WRONG: &str = "open barley";

/// The shop where it was and where it is now, and Meum.
struct Removal {
    servers: Servers,
    new: PracticeShop,
}

impl Removal {
    async fn start() -> Self {
        harness::crypto();
        let at = |home: &str| ShopConfig { home: home.parse().unwrap(), ..ShopConfig::practice() };
        let shop = PracticeShop::start(at(OLD)).await.unwrap();
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        Self { servers: Servers { shop, meum }, new: PracticeShop::start(at(NEW)).await.unwrap() }
    }

    fn world(&self) -> World {
        let shops = [&self.servers.shop, &self.new];
        let resolved = shops.map(|shop| Resolved {
            host: shop.home().host_str().unwrap().to_owned(),
            at: vec![shop.tls_address()],
            plain_at: Some(shop.plain_address()),
            seen_as: "93.184.216.34".parse().ok(),
        });
        let authority = shops.map(PracticeShop::authority_pem).concat();
        let beyond = Beyond { authority: Some(authority), resolved: resolved.to_vec(), no_proxy: true };
        let http = Http::new(&beyond).unwrap();
        World { meum: Meum::at(http.clone(), self.servers.meum.url()), http }
    }

    /// The app at the panel of the shop at its old address, which leads to the new one since.
    async fn moved(&self, folder: &Path) -> Running {
        let mut app = Running::start(folder, self.world());
        app.until_step("welcome", at("welcome")).await;
        app.ask(Intent::ConnectShop).await;
        app.ask(Intent::CheckAddress { text: OLD.to_owned() }).await;
        app.until_step("the shop is found", |wizard| wizard.can_continue).await;
        app.ask(Intent::Continue).await;
        let (key, its_secret) = (notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET);
        app.ask(Intent::CheckKeys { key: secret(key), secret: secret(its_secret) }).await;
        app.until_step("the keys pass", |wizard| wizard.can_continue).await;
        app.ask(Intent::Continue).await;
        app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
        app.until_step("the review", at("review")).await;
        app.ask(Intent::Connect { replace: false }).await;
        hand_over(&mut app).await;
        self.servers.shop.set(Trouble::RedirectToOtherHost { url: NEW.into() });
        app.ask(Intent::CheckNow).await;
        let leads = |view: &View| code(view, LineId::Shop) == Some(ProblemKind::OtherHostAnswers);
        app.until("the panel says where it leads", leads).await;
        app.ask(Intent::AskToMove).await;
        let names_both = |page: &MoveView| page.from == OLD && page.to == NEW;
        app.until("the page names both", |view| page(view).is_some_and(names_both)).await;
        app
    }

    /// From the Meum key to the panel: the shop is connected at its new address.
    async fn connects_there(&self, app: &mut Running, folder: &Path) {
        app.until_step("the Meum step", at("meumKey")).await;
        assert_eq!(noted(folder).found.unwrap().home.as_str(), NEW);
        assert_eq!(self.connects(), 1, "nothing is replaced yet");
        app.ask(Intent::KeepMeumKey { key: secret(notes::RECONNECT_KEY) }).await;
        app.until_step("the review", at("review")).await;
        app.connect_again().await;
        hand_over(app).await;
        let gateway = self.new.gateway();
        assert!(gateway.enabled && gateway.api_key.starts_with("sk_live_"), "the plugin there has the new key");
        assert_ne!(gateway.api_key, self.servers.shop.gateway().api_key, "the old place keeps what it had");
        assert_eq!(self.connects(), 2, "one connect for each address");
        let there = |panel: &PanelView| {
            let site = panel.fields.iter().find(|field| field.field == StatusField::SiteUrl);
            site.and_then(|site| site.value.as_ref()).is_some_and(|site| site.as_str() == NEW)
        };
        app.until("Meum knows the new address", |view| panel(view).is_some_and(there)).await;
        assert_eq!(noted(folder).moved_from, None);
    }

    fn connects(&self) -> usize {
        self.servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count()
    }

    /// Whether anything with a key or a password in it went to the new address.
    fn was_signed_in_to(&self) -> bool {
        self.new.requests().iter().any(|seen| seen.sign_in != SignIn::Nothing)
    }
}

async fn hand_over(app: &mut Running) {
    app.until_step("the hand-over", at("handOver")).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
}

fn page(view: &View) -> Option<&MoveView> {
    if let Screen::Move(page) = &view.screen { Some(page) } else { None }
}

fn panel(view: &View) -> Option<&PanelView> {
    if let Screen::Panel(panel) = &view.screen { Some(panel) } else { None }
}

fn code(view: &View, id: LineId) -> Option<ProblemKind> {
    panel(view)?.lines.iter().find(|line| line.id == id)?.code
}

async fn until_page(app: &mut Running, code: &str) {
    let says = |page: &MoveView| {
        page.doing.is_none() && page.problem.as_ref().is_some_and(|problem| problem.code.code() == code)
    };
    app.until(code, |view| page(view).is_some_and(says)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_moved_is_connected_at_its_new_address_and_live_there() {
    let removal = Removal::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = removal.moved(folder.path()).await;
    app.ask(Intent::Move { knowing: false }).await;
    assert!(removal.new.requests().is_empty(), "nothing is asked there without the merchant's word");
    app.ask(Intent::Move { knowing: true }).await;
    app.until_step("the Meum step", at("meumKey")).await;
    assert!(!removal.was_signed_in_to(), "no key goes there before the merchant connects it");
    removal.connects_there(&mut app, folder.path()).await;
    app.until("shoppers can pay", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
    // The app is started anew, and it is still the same shop.
    app.kill().await;
    let mut app = Running::start(folder.path(), removal.world());
    app.until("it stays so", |view| panel(view).is_some_and(|panel| panel.headline == Headline::CanPay)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extra_password_at_the_new_address_is_entered_on_the_same_page() {
    let removal = Removal::start().await;
    removal.new.set(Trouble::StagingPassword);
    let folder = tempfile::tempdir().unwrap();
    let mut app = removal.moved(folder.path()).await;
    let enter = |password: &str| Intent::EnterExtraPassword {
        user: secret(if password.is_empty() { "" } else { notes::STAGING_USER }),
        password: secret(password),
    };
    app.ask(enter(notes::STAGING_PASSWORD)).await;
    assert!(removal.new.requests().is_empty(), "not before it is asked for");
    app.ask(Intent::Move { knowing: true }).await;
    until_page(&mut app, "C04").await;
    let before = removal.new.requests().len();
    app.ask(enter("")).await;
    assert_eq!(removal.new.requests().len(), before, "empty boxes are no password");
    app.ask(enter(WRONG)).await;
    until_page(&mut app, "C12").await;
    app.ask(enter(notes::STAGING_PASSWORD)).await;
    removal.connects_there(&mut app, folder.path()).await;
    let with_password =
        |seen: &connect_practice::SeenRequest| matches!(seen.sign_in, SignIn::BasicAndQueryString | SignIn::Basic);
    assert!(noted(folder.path()).found.unwrap().extra_password.is_some(), "it is kept with the shop");
    let old = removal.servers.shop.requests();
    let to_old = old.iter().filter(|seen| seen.sign_in == SignIn::BasicAndQueryString).count();
    assert_eq!(to_old, 0, "and goes to the new address only");
    assert!(removal.new.requests().iter().any(with_password));
}
