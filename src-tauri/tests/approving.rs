//! From *Approve in WordPress* through the browser to checked keys: the real driver, a real port, and the practice
//! shop's own page. Whatever else comes back keeps nothing and says so.

use crate::harness::browser::{back_of, call, leads_to, opened, port_of, press, press_late};
use crate::harness::{PATIENCE, Running, Servers, at, secret, wizard};
use connect_core::approval::SCHEME;
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::plain::PlainText;
use connect_core::problem::ProblemKind;
use connect_core::scenario::Scenario;
use connect_core::step::Step;
use connect_core::view::{ApprovalView, StepView, View};
use connect_practice::notebook as notes;
use meum_connect::adapters::vault::Entry;
use reqwest::Url;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Instant;

fn approval(view: &View) -> Option<&ApprovalView> {
    let StepView::ShopKeys { approval, .. } = &wizard(view)?.step else { return None };
    approval.as_ref()
}

/// Whether the page is open, and its answer is waited for.
pub fn is_waiting(view: &View) -> bool {
    approval(view).and_then(|approval| approval.waiting.as_ref()).is_some_and(|waiting| waiting.shown.is_some())
}

fn notice(view: &View) -> Option<ProblemKind> {
    view.notice.as_ref().map(|notice| notice.code)
}

fn says_twice(view: &View) -> bool {
    view.notice.as_ref().is_some_and(|notice| notice.says.title.name() == "F19_twice_title")
}

/// At *Shop keys* of the practice shop.
async fn at_offer(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::start(folder, servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::TryPractice).await;
    app.until_step("the address step", at("yourShop")).await;
    app.ask(Intent::CheckAddress { text: notes::SHOP_ADDRESS.to_owned() }).await;
    app.until_step("the shop is found", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until("the offer", |view| approval(view).is_some_and(|approval| approval.leads)).await;
    app
}

async fn begun(app: &mut Running) {
    app.ask(Intent::Approve { wish: ApprovalWish::Begin }).await;
    app.until("the page is open", is_waiting).await;
}

fn listens(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

async fn until_closed(port: u16) {
    let until = Instant::now() + PATIENCE;
    while listens(port) {
        assert!(Instant::now() < until, "somebody still listens");
        tokio::task::yield_now().await;
    }
}

/// Every file of the notes, as one text.
fn files(folder: &Path) -> String {
    let read = |entry: std::io::Result<std::fs::DirEntry>| std::fs::read(entry.unwrap().path()).unwrap_or_default();
    let all: Vec<Vec<u8>> = std::fs::read_dir(folder).unwrap().map(read).collect();
    String::from_utf8_lossy(&all.concat()).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_approved_in_the_browser_is_checked_kept_and_shown_as_its_user_only() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    begun(&mut app).await;
    let page = opened(&app);
    let state = back_of(&page).query().unwrap().to_owned();
    assert!(!serde_json::to_string(&app.view()).unwrap().contains(&state), "the state is on no screen");
    let (end, says) = press(&page, "approve").await;
    assert_eq!((end.path(), end.query()), ("/closed", None), "the address line has no password");
    assert!(says.contains("You can close this page"), "{says}");
    let wizard = app.until_step("what was approved passes", |wizard| wizard.can_continue).await;
    let StepView::ShopKeys { keys: Some(keys), .. } = &wizard.step else { panic!("the keys") };
    let args = serde_json::to_string(&keys.says).unwrap();
    assert!(args.contains(notes::ADMINISTRATOR), "{args}");
    let shop = app.storage.load().await.unwrap().shops.remove(0);
    let known_by = shop.keys.unwrap().known_by;
    assert_eq!(known_by.user().map(PlainText::as_str), Some(notes::ADMINISTRATOR));
    let kept = app.vault.read(&shop.id, Entry::ShopKeys).await.unwrap().unwrap();
    let kept: serde_json::Value = serde_json::from_str(kept.expose()).unwrap();
    let password = kept["password"].as_str().unwrap();
    assert_eq!(password.len(), 24);
    assert!(!serde_json::to_string(&app.view()).unwrap().contains(password));
    until_closed(port_of(&page)).await;
    app.kill().await;
    assert!(!files(folder.path()).contains(password), "nor is it in the notes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_said_and_the_next_request_has_another_state_and_port_of_its_own() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    begun(&mut app).await;
    let first = opened(&app);
    press(&first, "reject").await;
    app.until_problem("F15").await;
    begun(&mut app).await;
    let second = opened(&app);
    assert_ne!(back_of(&first).query(), back_of(&second).query());
    press(&second, "approve").await;
    app.until_step("what was approved passes", |wizard| wizard.can_continue).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_without_the_state_is_said_and_the_wait_goes_on() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    begun(&mut app).await;
    let page = opened(&app);
    let forged = format!(
        "http://127.0.0.1:{}/approved?state={}&site_url={}&user_login=mallory&password={}",
        port_of(&page),
        "0".repeat(32),
        notes::SHOP_ADDRESS,
        "a".repeat(24)
    );
    call(&forged).await;
    let view = app.until("it is said", |view| notice(view) == Some(ProblemKind::ApprovalStray)).await;
    assert!(is_waiting(&view));
    press(&page, "approve").await;
    let wizard = app.until_step("the answer counts", |wizard| wizard.can_continue).await;
    assert!(serde_json::to_string(&wizard.step).unwrap().contains(notes::ADMINISTRATOR));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_port_closes_when_nobody_waits_any_more() {
    for intent in [Intent::Cancel, Intent::Approve { wish: ApprovalWish::UseKeys }] {
        let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
        let mut app = at_offer(folder.path(), &servers).await;
        begun(&mut app).await;
        let port = port_of(&opened(&app));
        assert!(listens(port));
        app.ask(intent).await;
        until_closed(port).await;
        app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) })
            .await;
        app.until_step("keys are the way", |wizard| wizard.can_continue).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_browser_the_wait_goes_on_and_the_page_is_opened_by_hand() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    *app.desktop.no_browser.lock().unwrap() = true;
    begun(&mut app).await;
    let view = app.view();
    let shown = approval(&view).and_then(|approval| approval.waiting.as_ref()).and_then(|waiting| waiting.shown);
    assert_eq!((shown, notice(&view)), (Some(false), None));
    let copied = app.view().copied;
    app.ask(Intent::Approve { wish: ApprovalWish::CopyAddress }).await;
    app.until("its address is copied", |view| view.copied > copied).await;
    press(&opened(&app), "approve").await;
    app.until_step("what was approved passes", |wizard| wizard.can_continue).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_dies_with_the_app_and_the_step_stands_as_before() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    begun(&mut app).await;
    let port = port_of(&opened(&app));
    app.kill().await;
    until_closed(port).await;
    let mut app = Running::start(folder.path(), servers.world());
    let view = app.until("the step", |view| approval(view).is_some()).await;
    assert_eq!(approval(&view), Some(&ApprovalView { leads: true, came: false, waiting: None, below: true }));
    assert_eq!(app.storage.load().await.unwrap().shops.remove(0).step, Step::ShopKeys);
}

/// The page is open once more, and its answer comes by the app's own scheme.
async fn begun_by_scheme(app: &mut Running) -> Url {
    begun(app).await;
    let before = app.desktop.opened.lock().unwrap().len();
    app.ask(Intent::Approve { wish: ApprovalWish::OtherWay }).await;
    app.until("the page is open once more", is_waiting).await;
    assert!(app.desktop.opened.lock().unwrap().len() > before);
    opened(app)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_back_by_the_scheme_as_well() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    let page = begun_by_scheme(&mut app).await;
    assert_eq!(back_of(&page).scheme(), SCHEME);
    let came = leads_to(&page, "approve").await;
    app.approvals.hear(&secret(&came));
    app.until_step("what was approved passes", |wizard| wizard.can_continue).await;
    app.approvals.hear(&secret(&came));
    let view = app.until("a second time is said", says_twice).await;
    assert!(wizard(&view).unwrap().can_continue, "and changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_made_up_addresses_and_a_megabyte_do_not_keep_the_answer_out() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    let page = begun_by_scheme(&mut app).await;
    for number in 0..10_000 {
        let made_up = format!("{SCHEME}://approved?state={number:032x}&user_login=mallory&password={}", "a".repeat(24));
        app.approvals.hear(&secret(&made_up));
    }
    app.approvals.hear(&secret(&format!("{SCHEME}://approved?state={}", "a".repeat(1_000_000))));
    app.approvals.hear(&secret(&leads_to(&page, "approve").await));
    let wizard = app.until_step("the answer counts", |wizard| wizard.can_continue).await;
    let told = serde_json::to_string(&(&wizard.step, app.view().notice)).unwrap();
    assert!(told.contains(notes::ADMINISTRATOR) && !told.contains("mallory"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_scheme_leads_elsewhere_no_page_is_opened_and_keys_are_named() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    *app.desktop.no_scheme.lock().unwrap() = true;
    begun(&mut app).await;
    let before = app.desktop.opened.lock().unwrap().len();
    app.ask(Intent::Approve { wish: ApprovalWish::OtherWay }).await;
    app.until_problem("S23").await;
    assert_eq!(app.desktop.opened.lock().unwrap().len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_that_is_practised_late_finds_the_wait_over_and_the_port_closed() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    app.ask(Intent::Practise { scenario: Scenario::ApprovalComesLate }).await;
    begun(&mut app).await;
    let page = opened(&app);
    assert!(!press_late(&page, "approve").await, "nobody is there any more");
    app.until_problem("F16").await;
    assert!(app.storage.load().await.unwrap().shops.remove(0).keys.is_none(), "nothing is kept");
    app.ask(Intent::Practise { scenario: Scenario::AllWell }).await;
    begun(&mut app).await;
    press(&opened(&app), "approve").await;
    app.until_step("the next one counts", |wizard| wizard.can_continue).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_approval_that_is_practised_twice_the_first_counts_and_the_second_is_said() {
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = at_offer(folder.path(), &servers).await;
    app.ask(Intent::Practise { scenario: Scenario::ApprovalComesTwice }).await;
    begun(&mut app).await;
    let (end, _) = press(&opened(&app), "approve").await;
    assert_eq!((end.path(), end.query()), ("/closed", None), "the address line has no password");
    let view = app.until("both", |view| says_twice(view) && wizard(view).is_some_and(|it| it.can_continue)).await;
    assert!(serde_json::to_string(&view.screen).unwrap().contains(notes::ADMINISTRATOR));
}
