//! Every trouble that the practice drawer lists leads to the code that it promises, on the way that a merchant
//! takes: the real app, the practice servers inside it, and the button of the step.

use crate::approving::is_waiting;
use crate::harness;
use crate::harness::{Running, Servers, at, browser, delivered, is_panel, secret};
use connect_core::intent::{ApprovalWish, Intent, ReportWish};
use connect_core::playable::Playable;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::scenario::{Played, Scenario};
use connect_core::step::Step;
use connect_core::view::{StepView, View, WizardView};
use connect_practice::notebook as notes;

/// What is listed for this step.
fn listed(step: Step) -> Vec<(Scenario, Played)> {
    let of = |scenario: &Scenario| scenario.played().filter(|played| played.step == step).map(|it| (*scenario, it));
    Scenario::ALL.iter().filter_map(of).collect()
}

/// The app in practice, on the address step.
async fn in_practice(folder: &std::path::Path, servers: &Servers) -> Running {
    let mut app = Running::start(folder, servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::TryPractice).await;
    app.until_step("the address step", at("yourShop")).await;
    app
}

async fn past_address(app: &mut Running) {
    app.ask(Intent::CheckAddress { text: notes::SHOP_ADDRESS.to_owned() }).await;
    app.until_step("the shop is found", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the keys step", at("shopKeys")).await;
}

async fn check_keys(app: &mut Running) {
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
}

fn is_of_approving(played: Played) -> bool {
    use ProblemKind::{ApprovalLate, ApprovalMalformed, ApprovalOfOtherShop, ApprovalStray, PasswordKeptOut};
    let of_answer = matches!(played.kind, ApprovalMalformed | ApprovalOfOtherShop | PasswordKeptOut);
    of_answer || matches!(played.kind, ApprovalLate | ApprovalStray) || played.mark == Some(Mark::Approved)
}

async fn approve(app: &mut Running) {
    let before = app.desktop.opened.lock().unwrap().len();
    app.ask(Intent::Approve { wish: ApprovalWish::Begin }).await;
    app.until("the page is open", is_waiting).await;
    assert!(app.desktop.opened.lock().unwrap().len() > before);
    browser::press_late(&browser::opened(app), "approve").await;
}

async fn to_review(app: &mut Running) {
    past_address(app).await;
    check_keys(app).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the Meum step", at("meumKey")).await;
    app.ask(Intent::KeepMeumKey { key: secret(notes::CONNECTION_KEY) }).await;
    app.until_step("the review step", at("review")).await;
}

async fn to_hand_over(app: &mut Running) {
    to_review(app).await;
    app.ask(Intent::Connect { replace: false }).await;
    app.until_step("the hand-over step", at("handOver")).await;
}

async fn to_panel(app: &mut Running) {
    to_hand_over(app).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
}

/// The code is where support looks on a picture, and the step's card is the one that the list shows.
async fn leads_to(app: &mut Running, scenario: Scenario, played: Played) {
    let listed = Playable::all().into_iter().find(|it| it.scenario == scenario).unwrap().title.name();
    let what = format!("{scenario:?}: {} with {listed}", played.kind.code());
    app.until(&what, |view| {
        let has_title =
            || serde_json::to_string(&(&view.screen, &view.notice)).unwrap().contains(&format!("\"{listed}\""));
        view.support.codes.contains(&played.kind) && (played.step == Step::Panel || has_title())
    })
    .await;
}

async fn practise(app: &mut Running, scenario: Scenario) {
    app.ask(Intent::Practise { scenario }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trouble_of_an_address_leads_to_its_code() {
    harness::crypto();
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = in_practice(folder.path(), &servers).await;
    for (scenario, played) in listed(Step::YourShop) {
        practise(&mut app, scenario).await;
        app.ask(Intent::CheckAddress { text: notes::SHOP_ADDRESS.to_owned() }).await;
        leads_to(&mut app, scenario, played).await;
        app.until_step("it has ended", |_| true).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trouble_of_shop_keys_leads_to_its_code() {
    harness::crypto();
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = in_practice(folder.path(), &servers).await;
    past_address(&mut app).await;
    for (scenario, played) in listed(Step::ShopKeys) {
        practise(&mut app, scenario).await;
        if is_of_approving(played) {
            approve(&mut app).await;
        } else {
            check_keys(&mut app).await;
        }
        leads_to(&mut app, scenario, played).await;
        app.until_step("it has ended", |_| true).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trouble_of_connecting_and_of_handing_over_leads_to_its_code() {
    harness::crypto();
    for (scenario, played) in [listed(Step::Review), listed(Step::HandOver)].concat() {
        let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
        let mut app = in_practice(folder.path(), &servers).await;
        if played.step == Step::Review {
            to_review(&mut app).await;
            practise(&mut app, scenario).await;
            app.ask(Intent::Connect { replace: false }).await;
        } else {
            to_hand_over(&mut app).await;
            practise(&mut app, scenario).await;
            app.ask(Intent::HandOver { switch_on: true }).await;
        }
        leads_to(&mut app, scenario, played).await;
        app.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trouble_of_the_panel_leads_to_its_code() {
    harness::crypto();
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = in_practice(folder.path(), &servers).await;
    to_panel(&mut app).await;
    for (scenario, played) in listed(Step::Panel) {
        practise(&mut app, scenario).await;
        leads_to(&mut app, scenario, played).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_approving_is_switched_off_the_boxes_for_keys_are_there_at_once_and_lead_on() {
    harness::crypto();
    let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
    let mut app = in_practice(folder.path(), &servers).await;
    practise(&mut app, Scenario::ApprovalOff).await;
    past_address(&mut app).await;
    let boxes_alone = |wizard: &WizardView| matches!(&wizard.step, StepView::ShopKeys { approval: None, .. });
    app.until_step("nothing is said of approving", boxes_alone).await;
    app.ask(Intent::Report { wish: ReportWish::Show }).await;
    let says_why = |view: &View| serde_json::to_string(&view.support.told).unwrap().contains("report_approval_off\"");
    app.until("support reads why", says_why).await;
    app.ask(Intent::Report { wish: ReportWish::Hide }).await;
    check_keys(&mut app).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue).await;
}

#[test]
fn every_step_of_the_way_has_troubles_and_none_is_listed_twice() {
    let steps = [Step::YourShop, Step::ShopKeys, Step::Review, Step::HandOver, Step::Panel];
    assert!(steps.iter().all(|step| !listed(*step).is_empty()));
    let all: Vec<_> = Scenario::ALL.iter().filter_map(|it| it.played()).collect();
    let twice = all.iter().enumerate().find(|(place, played)| all[..*place].contains(played));
    assert_eq!(twice, None);
}
