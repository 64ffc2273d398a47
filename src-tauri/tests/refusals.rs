//! Every way in which Meum can refuse, stall or answer otherwise than it was asked (section G of the
//! problem catalogue), over real HTTP: each has its code, connect is sent once a press at most, and
//! nothing is lost: after a restart the same key connects the shop.

use crate::harness;
use crate::harness::{Running, Servers, at, delivered, is_panel, noted, secret};
use connect_core::field::Field;
use connect_core::health::Payouts;
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::view::{PanelView, Screen, StepView, View, WizardView};
use connect_core::webhook::{AddressFault, WebhookAddress, WebhookChoice, WebhookForm};
use connect_practice::{MeumTrouble, notebook as notes};
use std::path::Path;

fn connects(servers: &Servers) -> usize {
    servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count()
}

/// One row: what is wrong with Meum, the key, whether Meum is asked first, and what comes of it.
struct Row {
    trouble: Option<MeumTrouble>,
    key: &'static str,
    /// With the merchant's word nothing is asked first of a shop that is not connected from here.
    word: bool,
    code: &'static str,
    connects: usize,
}

fn row(trouble: Option<MeumTrouble>, key: &'static str, word: bool, code: &'static str, connects: usize) -> Row {
    Row { trouble, key, word, code, connects }
}

fn refusals() -> Vec<Row> {
    use MeumTrouble as T;
    let good = notes::CONNECTION_KEY;
    let limited = || Some(T::RateLimited { retry_after: 300 });
    let in_front = |minutes| Some(T::LimitedInFront { minutes });
    vec![
        row(None, notes::EXPIRED_CONNECTION_KEY, false, "G01", 0),
        row(None, notes::EXPIRED_CONNECTION_KEY, true, "G01", 1),
        row(None, notes::DEVELOPER_KEY, true, "G02", 1),
        row(Some(T::Suspended), good, true, "G04", 1),
        row(None, notes::OTHER_STORE_KEY, false, "G06", 1),
        row(Some(T::Unauthorized), good, false, "G01", 0),
        row(Some(T::Unauthorized), good, true, "G01", 1),
        row(limited(), good, false, "G07", 0),
        row(limited(), good, true, "G07", 1),
        // Whatever stands before Meum and says so, in whatever words, has not passed the request on.
        row(in_front(None), good, false, "G07", 0),
        row(in_front(None), good, true, "G07", 1),
        row(in_front(Some(2)), good, true, "G07", 1),
        row(Some(T::Down), good, false, "G09", 0),
        row(Some(T::NonsenseHtml), good, false, "G09", 0),
        row(Some(T::NonsenseEmpty), good, false, "G09", 0),
        row(Some(T::CaptivePortal), good, false, "G09", 0),
        // Connect has left: what came back does not say that nothing was done.
        row(Some(T::Down), good, true, "G08", 1),
        row(Some(T::NonsenseHtml), good, true, "G08", 1),
        row(Some(T::NonsenseEmpty), good, true, "G08", 1),
        row(Some(T::LostAnswer), good, true, "G08", 1),
        row(Some(T::CaptivePage), good, true, "G08", 1),
        row(Some(T::NoCredentials), good, true, "G12", 1),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_has_its_code_and_costs_nothing() {
    for row in refusals() {
        let what = format!("{:?} with {}", row.trouble, row.code);
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, row.key).await;
        row.trouble.iter().cloned().for_each(|trouble| servers.meum.set(trouble));
        app.ask(Intent::Connect { replace: row.word }).await;
        let problem = app.until_problem(row.code).await;
        assert!(problem.technical.is_some(), "{what}: support sees what was asked");
        assert_eq!(connects(&servers), row.connects, "{what}");
        app.kill().await;
        servers.meum.clear();
        harness::a_minute_passes(folder.path()).await;
        let mut app = Running::start(folder.path(), servers.world());
        let wizard = app.until_step("the review again", at("review")).await;
        let StepView::Review { key_prefix, .. } = &wizard.step else { panic!("{what}") };
        assert_eq!(key_prefix.as_deref(), row.key.get(..12), "{what}: the key is still there");
        assert_eq!(connects(&servers), row.connects, "{what}: not by itself");
        if row.code == "G07" {
            app = past_pause(app, folder.path(), &servers).await;
            assert_eq!(connects(&servers), row.connects, "{what}: not by itself, nor in the pause");
        }
        if row.key == notes::CONNECTION_KEY {
            app.ask(Intent::Connect { replace: true }).await;
            app.until_step("the hand-over", at("handOver")).await;
            assert_eq!(connects(&servers), row.connects + 1, "{what}");
        }
        app.kill().await;
    }
}

/// In the pause that Meum asked for, which survives the app, pressing asks for nothing; then it is over.
async fn past_pause(mut app: Running, folder: &Path, servers: &Servers) -> Running {
    let before = servers.meum.requests().len();
    for intent in [Intent::Connect { replace: true }, Intent::Connect { replace: false }, Intent::TryAgain] {
        app.ask(intent).await;
    }
    let wizard = app.until_step("the review still", at("review")).await;
    assert!(matches!(wizard.step, StepView::Review { wait_until: Some(_), .. }));
    assert_eq!(servers.meum.requests().len(), before, "Meum asked us to wait");
    app.kill().await;
    assert!(noted(folder).meum_pause.is_some());
    harness::end_pause(folder).await;
    let mut app = Running::start(folder, servers.world());
    app.until_step("the review after the pause", at("review")).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_told_to_wait_leaves_nothing_open() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::LimitedInFront { minutes: Some(2) });
    app.ask(Intent::Connect { replace: true }).await;
    let seconds = app.until_problem("G07").await.about.seconds.unwrap();
    assert!((60..=120).contains(&seconds), "until the moment it named: {seconds}");
    let shop = noted(folder.path()).id;
    assert_eq!(app.storage.unfinished(shop).await.unwrap(), None, "its journal entry is closed");
    assert!(!noted(folder.path()).attempt.is_open());
}

#[tokio::test(flavor = "multi_thread")]
async fn meum_that_does_not_tell_a_key_its_status_leaves_the_choice_to_the_merchant() {
    for trouble in [MeumTrouble::StatusNeedsDedicatedKey, MeumTrouble::Suspended] {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
        servers.meum.set(trouble);
        app.ask(Intent::Connect { replace: false }).await;
        app.until_step("its word is asked for", |wizard| {
            matches!(wizard.step, StepView::Review { must_confirm: true, standing: Some(_), .. })
        })
        .await;
        assert_eq!(connects(&servers), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_of_words_nobody_documented_is_not_taken_for_an_answer() {
    for trouble in [MeumTrouble::UnknownEnums, MeumTrouble::NonsenseTypes] {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
        // Connected already, from elsewhere.
        app.ask(Intent::Connect { replace: true }).await;
        app.until_step("the hand-over", at("handOver")).await;
        app.kill().await;
        let other = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(other.path(), &servers, notes::CONNECTION_KEY).await;
        servers.meum.set(trouble.clone());
        app.ask(Intent::Connect { replace: false }).await;
        app.until_step("its word is asked for", |wizard| {
            matches!(wizard.step, StepView::Review { must_confirm: true, .. })
        })
        .await;
        assert_eq!(connects(&servers), 1, "{trouble:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_down_bars_the_button_until_its_moment() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::RateLimited { retry_after: 3_599 });
    app.ask(Intent::Connect { replace: true }).await;
    assert_eq!(app.until_problem("G07").await.about.seconds, Some(3_599));
    servers.meum.clear();
    for intent in [Intent::Connect { replace: true }, Intent::TryAgain, Intent::Back, Intent::Continue] {
        app.ask(intent).await;
    }
    app.ask(Intent::Connect { replace: true }).await;
    let wizard = app.until_step("the review", at("review")).await;
    assert!(matches!(wizard.step, StepView::Review { wait_until: Some(_), .. }));
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_meum_says_of_a_detail_is_named_with_it() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    app.kill().await;
    // A custom address on the shop's domain, which this Meum takes for another host.
    harness::rewrite(folder.path(), |record| {
        let found = record.found.as_mut().unwrap();
        found.home = "https://corner-shop.com".to_owned().try_into().unwrap();
        let address = WebhookAddress::typed("https://hooks.corner-shop.com/in", &found.home).unwrap();
        record.webhook = WebhookChoice::Custom { address, rewritten: false };
    })
    .await;
    app = Running::start(folder.path(), servers.world());
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: true }).await;
    let problem = app.until_problem("G05").await;
    let names: Vec<&str> = problem.about.details.iter().map(|detail| detail.name.as_str()).collect();
    assert_eq!(names, ["webhook_url"]);
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_cannot_be_never_leaves() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    let custom = "https://elsewhere.example/hook".to_owned();
    app.ask(Intent::ChooseWebhook { form: WebhookForm::Custom, custom }).await;
    let problem = app.until_problem("E17").await;
    assert_eq!(
        (problem.about.field, problem.about.fault),
        (Some(Field::WebhookAddress), Some(AddressFault::OtherDomain))
    );
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    let record = noted(folder.path());
    assert!(record.connection.unwrap().sent.unwrap().webhook_url.ends_with("/wp-json/meum/v1/webhook"));
}

fn remarks(wizard: &WizardView) -> Vec<&'static str> {
    wizard.remarks.iter().map(|remark| remark.code.code()).collect()
}

fn panel(view: &View) -> Option<&PanelView> {
    match &view.screen {
        Screen::Panel(panel) => Some(panel),
        _ => None,
    }
}

fn says(view: &View, id: LineId, state: LineState, code: Option<ProblemKind>) -> bool {
    let line = panel(view).and_then(|panel| panel.lines.iter().find(|line| line.id == id));
    line.is_some_and(|line| (line.state, line.code) == (state, code))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_not_what_was_sent_is_said_on_the_next_step() {
    for (trouble, code) in [(MeumTrouble::OtherSite, "H09"), (MeumTrouble::OtherWebhook, "G19")] {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
        servers.meum.set(trouble);
        app.ask(Intent::Connect { replace: true }).await;
        let wizard = app.until_step("the hand-over", at("handOver")).await;
        assert_eq!(remarks(&wizard), [code]);
        assert!(wizard.remarks[0].about.other.is_some() && wizard.remarks[0].about.sent.is_some());
        // Where updates go is what a line of the panel says.
        app.ask(Intent::HandOverLater).await;
        let view = app.until("Meum has answered", |view| panel(view).is_some_and(|it| !it.fields.is_empty())).await;
        let on_panel = panel(&view).unwrap();
        assert!(on_panel.remarks.iter().all(|remark| remark.code.code() != code), "said once");
        let is_on_line = on_panel.lines.iter().any(|line| line.code.is_some_and(|it| it.code() == code));
        assert_eq!(is_on_line, code == "G19", "what Meum says of the other was the address asked for");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_nobody_documented_is_said_on_the_next_step() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::UnknownEnums);
    app.ask(Intent::Connect { replace: true }).await;
    let wizard = app.until_step("the hand-over", at("handOver")).await;
    assert_eq!(remarks(&wizard), ["G15"]);
    assert_eq!(wizard.remarks[0].about.words.as_ref().unwrap().as_str(), "ORBITING");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_connected_shop_sees_which_one_meum_has() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app.kill().await;
    let copy = tempfile::tempdir().unwrap();
    let app = Running::at_review(copy.path(), &servers, notes::CONNECTION_KEY).await;
    app.kill().await;
    harness::rewrite(copy.path(), |record| {
        record.found.as_mut().unwrap().home = "https://staging.corner-shop.com".to_owned().try_into().unwrap();
    })
    .await;
    let mut app = Running::start(copy.path(), servers.world());
    app.until_step("the review", at("review")).await;
    app.ask(Intent::Connect { replace: false }).await;
    let shop = servers.shop.home().to_string();
    app.until_step("the other shop is named", |wizard| {
        matches!(&wizard.step, StepView::Review { standing: Some(standing), .. }
            if standing.other_site.as_ref().is_some_and(|site| site.as_str() == shop.trim_end_matches('/')))
    })
    .await;
    assert_eq!(connects(&servers), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_answer_connects_the_shop_and_the_rest_stays_unsaid() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    servers.meum.set(MeumTrouble::BareAnswer);
    app.ask(Intent::Connect { replace: true }).await;
    let wizard = app.until_step("the hand-over", at("handOver")).await;
    assert!(remarks(&wizard).is_empty());
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    app.ask(Intent::Continue).await;
    let view = app.until("Meum has answered", |view| says(view, LineId::Meum, LineState::Working, None)).await;
    let identity = &panel(&view).unwrap().identity;
    assert!(identity.store_id.is_none() && identity.store_name.is_none() && identity.installation_id.is_none());
    assert_eq!(panel(&view).unwrap().payouts.state, Payouts::Set, "its status says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_key_is_urgent_and_points_to_the_old_secret_when_updates_fail() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app.ask(Intent::HandOverLater).await;
    app.until("the panel", is_panel).await;
    app.ask(Intent::ReplaceMeumKey).await;
    app.until_step("the Meum step", at("meumKey")).await;
    app.ask(Intent::KeepMeumKey { key: secret(notes::RECONNECT_KEY) }).await;
    app.until_step("the review", at("review")).await;
    app.connect_again().await;
    let wizard = app.until_step("the hand-over", at("handOver")).await;
    let StepView::HandOver { rotated: Some(problem), .. } = &wizard.step else { panic!("it is urgent") };
    assert_eq!(problem.code, ProblemKind::CredentialsRotated);
    servers.meum.set(MeumTrouble::WebhookFailing);
    app.ask(Intent::HandedOverByHand).await;
    let old_secret = Some(ProblemKind::OldSecretInUse);
    app.until("H20", |view| says(view, LineId::Webhook, LineState::NotWorking, old_secret)).await;
    app.ask(Intent::ResumeHandOver).await;
    app.until_step("the hand-over once more", |wizard| {
        matches!(wizard.step, StepView::HandOver { again: true, delivered: false, .. })
    })
    .await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    let (gateway, issued) = (servers.shop.gateway(), servers.meum.issued().pop().unwrap());
    assert_eq!((gateway.api_key, gateway.webhook_secret), (issued.api_key, issued.webhook_secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_names_an_address_that_leads_nowhere_unless_meum_delivers() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::handed_over(folder.path(), &servers).await;
    servers.shop.set(connect_practice::Trouble::WebhookMissing);
    app.ask(Intent::Continue).await;
    let looked = |view: &View| panel(view).is_some_and(|panel| panel.webhook_problem.is_some() && !panel.checking);
    let view = app.until("the look has shown it", looked).await;
    assert!(says(&view, LineId::Webhook, LineState::Working, None), "Meum reports deliveries");
    servers.meum.set(MeumTrouble::WebhookFailing);
    app.ask(Intent::CheckNow).await;
    let missing = Some(ProblemKind::WebhookMissing);
    app.until("H05", |view| says(view, LineId::WayIn, LineState::NotWorking, missing)).await;
}
