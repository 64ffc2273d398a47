//! Writes a sample of every screen and state for the UI's gallery and tests, out of the real
//! core: what a designer looks at is what a merchant gets.

mod approving;
mod boxes;
mod cards;
mod hand_over;
mod leaving;
mod lost;
mod moved;
mod panel;
mod problems;
mod settings;
mod states;
mod training;
mod unlocking;

pub use cards::cards;

use crate::story;
use crate::story::{MORNING, Story, about, problem, secret, status, text};
use connect_core::app::App;
use connect_core::check::{Check, CheckState};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::meum_facts::{ConnectOutcome, StatusFacts};
use connect_core::problem::{Mark, Problem, ProblemKind, RefusedDetail, Technical};
use connect_core::shop::SignInLook;
use connect_core::shop_facts::{FoundShop, KeyFacts, KnownBy, SignIn, WayIn};
use connect_core::snapshot::Snapshot;
use connect_core::webhook::WebhookForm;
use serde_json::{Value, json};

/// A view is sent on every change, so it stays small.
const LARGEST_VIEW: usize = 10_000;

struct Samples(Vec<Value>, Vec<Option<Snapshot>>);

impl Samples {
    fn add(&mut self, name: &str, story: &Story) {
        self.0.push(json!({ "name": name, "view": story.view() }));
        self.1.push(story.app.report_on_screen());
    }

    fn told(&mut self, name: &str, mut story: Story, tell: impl FnOnce(&mut Story)) {
        tell(&mut story);
        self.add(name, &story);
    }
}

/// Every sample, by name and view.
pub fn all() -> Vec<Value> {
    told().0
}

/// Every sample that has something to report: its name, its view, and the report.
pub fn with_reports() -> Vec<(String, Value, Snapshot)> {
    let Samples(views, reports) = told();
    let named = |(mut sample, report): (Value, Option<Snapshot>)| {
        Some((sample["name"].as_str()?.to_owned(), sample["view"].take(), report?))
    };
    views.into_iter().zip(reports).filter_map(named).collect()
}

fn told() -> Samples {
    let mut samples = Samples(Vec::new(), Vec::new());
    start(&mut samples);
    your_shop(&mut samples);
    shop_keys(&mut samples);
    approving::all(&mut samples);
    meum_key_and_review(&mut samples);
    hand_over::all(&mut samples);
    updates(&mut samples);
    going_round_again(&mut samples);
    panel::all(&mut samples);
    states::all(&mut samples);
    unlocking::all(&mut samples);
    settings::all(&mut samples);
    training::all(&mut samples);
    leaving::all(&mut samples);
    lost::all(&mut samples);
    moved::all(&mut samples);
    problems::all(&mut samples);
    samples
}

#[test]
fn a_sample_of_every_screen_is_written_for_the_ui() {
    let samples = all();
    for sample in &samples {
        let size = sample["view"].to_string().len();
        assert!(size < LARGEST_VIEW, "{} takes {size} bytes", sample["name"]);
    }
    let folder = std::env::var("TS_RS_EXPORT_DIR").expect("set in .cargo/config.toml");
    let text = serde_json::to_string_pretty(&samples).unwrap();
    std::fs::write(format!("{folder}/samples.json"), text + "\n").unwrap();
}

#[test]
fn the_sample_of_a_code_shows_it() {
    let amiss = |sample: &Value| {
        let code = sample["name"].as_str()?.strip_prefix("problem-")?.to_owned();
        let codes = sample["view"]["support"]["codes"].as_array()?;
        (!codes.iter().any(|it| *it == code)).then(|| format!("{code}: {codes:?}"))
    };
    let amiss: Vec<String> = all().iter().filter_map(amiss).collect();
    assert!(amiss.is_empty(), "they are not on their samples: {amiss:#?}");
}

fn start(samples: &mut Samples) {
    samples.add("starting", &Story::starting());
    let app = App::stuck(
        about(),
        Problem::new(ProblemKind::SettingRefused).with_technical("MEUM_API_URL is http://meum.example"),
        MORNING,
    );
    let mut stuck = Story { app, now: MORNING, effects: Vec::new() };
    let shops = vec![Story::at_panel(true).app.current().unwrap().record.clone()];
    stuck.happens(Event::Loaded(Ok(Box::new(Loaded { shops, ..Loaded::default() }))));
    samples.add("cannot-start", &stuck);
    let mut notes = Story::starting();
    notes.happens(Event::Loaded(Err(problem(ProblemKind::StorageFault))));
    samples.add("cannot-start-notes", &notes);
    samples.add("welcome", &Story::first_start());
}

fn your_shop(samples: &mut Samples) {
    let step = Story::at_your_shop;
    samples.add("your-shop-empty", &step());
    samples.told("your-shop-typed", step(), |story| {
        story.asks(Intent::TypeAddress { text: "https://corner-shop.example/product/red-hat/?utm=1".to_owned() });
    });
    samples.told("your-shop-busy", step(), |story| {
        story.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
        story.checked(Check::Found, CheckState::Passed, 38).checked(Check::Secure, CheckState::Passed, 0).checked(
            Check::WordPress,
            CheckState::Running,
            0,
        );
    });
    samples.told("your-shop-found", step(), |story| {
        story.finds_shop();
    });
    samples.told("your-shop-not-an-address", step(), |story| {
        story.asks(Intent::CheckAddress { text: "my shop".to_owned() });
    });
    samples.told("your-shop-failed", step(), |story| {
        story.fails_to_find(ProblemKind::HostNotFound);
    });
    samples.told("your-shop-extra-password", step(), |story| {
        story.fails_to_find(ProblemKind::ExtraPassword);
    });
    samples.told("your-shop-extra-password-wrong", step(), |story| {
        story.fails_to_find(ProblemKind::ExtraPasswordWrong);
    });
    samples.told("your-shop-maintenance", step(), |story| {
        story.fails_to_find(ProblemKind::Maintenance);
    });
    samples.told("your-shop-other-name", step(), |story| {
        story.cannot_find(problem(ProblemKind::AnswersUnderOtherName).with_instead("https://www.corner-shop.example"));
    });
    samples.told("your-shop-misspelt", step(), |story| {
        story.cannot_find(problem(ProblemKind::HostNotFound).with_instead("https://corner-shop.com"));
    });
    samples.told("your-shop-tried-much", step(), |story| {
        let mut tried = problem(ProblemKind::RestLockedOut).with_other("Disable WP REST API");
        tried.tried = ["GET /wp-json/ · 404 · no json · 41 ms", "GET /?rest_route=/ · 404 · no json · 52 ms"]
            .iter()
            .filter_map(|line| Technical::new(line))
            .collect();
        story.cannot_find(tried);
    });
    samples.told("your-shop-remarks", step(), |story| {
        let remarks = vec![problem(ProblemKind::PrivateAddress), problem(ProblemKind::StrayText)];
        story.finds(FoundShop { remarks, ..story::found() });
    });
    samples.told("your-shop-international", step(), |story| {
        story.asks(Intent::TypeAddress { text: "müller-shop.example".to_owned() });
    });
    samples.told("your-shop-mixed-alphabets", step(), |story| {
        story.asks(Intent::TypeAddress { text: "cоrner-shop.example".to_owned() });
    });
    samples.told("practice-your-shop", Story::first_start(), |story| {
        story.asks(Intent::TryPractice);
    });
}

fn shop_keys(samples: &mut Samples) {
    let step = Story::at_keys;
    samples.add("shop-keys-empty", &step());
    samples.told("shop-keys-sign-in-first", step(), |story| {
        if let SignInLook::Asked(ticket) = story.app.current().unwrap().stage.sign_in {
            story.happens(Event::SignInSeen { ticket, hidden: true });
        }
    });
    samples.told("shop-keys-busy", step(), |story| {
        story.sends_keys().checked(Check::KeysAccepted, CheckState::Running, 0);
    });
    samples.told("shop-keys-passed", step(), |story| {
        story.keys_pass(true);
    });
    samples.told("shop-keys-approved", step(), |story| {
        story.keys_teach(KeyFacts { known_by: KnownBy::User(text("anna")), ..story::key_facts(true) });
    });
    samples.told("shop-keys-read-only", step(), |story| {
        story.keys_pass(false);
    });
    samples.told("shop-keys-remarks", step(), |story| {
        let facts = story::key_facts(true);
        let remarks = vec![problem(ProblemKind::HeaderStripped)];
        story.keys_teach(KeyFacts { sign_in: SignIn::Query, remarks, ..facts });
    });
    samples.told("shop-keys-wrong-secret", step(), |story| {
        story.keys_fail(ProblemKind::SecretWrong);
    });
    samples.told("shop-keys-vault-missing", step(), |story| {
        story.keys_fail(ProblemKind::VaultMissing);
    });
    samples.told("shop-keys-vault-locked", step(), |story| {
        story.keys_fail(ProblemKind::VaultLocked);
    });
    samples.told("shop-keys-vault-slow", step(), |story| {
        story.keys_fail(ProblemKind::VaultSlow);
    });
    samples.told("shop-keys-swapped", step(), |story| {
        story.asks(Intent::CheckKeys { key: secret(story::SECRET), secret: secret(story::KEY) });
    });
    samples.told("shop-keys-half", step(), |story| {
        story.asks(Intent::CheckKeys { key: secret(story::KEY), secret: secret("") });
    });
    samples.told("shop-keys-renewing", step(), |story| {
        story.keys_pass(true).asks(Intent::ReplaceKeys);
    });
    samples.told("shop-keys-same-again", step(), |story| {
        story.keys_fail(ProblemKind::KeyUnknown).asks(Intent::TryAgain);
        let ticket = story.ticket();
        story.happens(Event::KeysChecked { ticket, result: Err(problem(ProblemKind::KeyUnknown)) });
    });
    samples.told("shop-keys-opening", step(), |story| {
        story.happens(Event::Opening(format!("{}/wp-admin/admin.php?page=wc-settings", story::SHOP)));
    });
    samples.told("shop-keys-incomplete", step(), |story| {
        story.asks(Intent::CheckKeys { key: secret("ck_123"), secret: secret("") });
    });
}

fn meum_key_and_review(samples: &mut Samples) {
    samples.add("meum-key-empty", &Story::at_meum_key());
    samples.told("meum-key-wrong", Story::at_meum_key(), |story| {
        story.asks(Intent::KeepMeumKey { key: secret("hello") });
    });
    samples.told("meum-key-kept", Story::at_review(), |story| {
        story.asks(Intent::Back);
    });
    samples.add("review", &Story::at_review());
    samples.told("review-asking-first", Story::at_review(), |story| {
        story.asks(Intent::Connect { replace: false });
    });
    samples.told("review-connected-already", Story::at_review(), |story| {
        story.asks(Intent::Connect { replace: false });
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    });
    samples.told("review-connected-elsewhere", Story::at_review(), |story| {
        story.asks(Intent::Connect { replace: false });
        let (ticket, site_url) = (story.ticket(), Some(text("https://corner-shop.example.com")));
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(StatusFacts { site_url, ..status(true) })) });
    });
    samples.told("review-not-said", Story::at_review(), |story| {
        story.asks(Intent::Connect { replace: false });
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Err(problem(ProblemKind::MeumKeyWrongKind)) });
    });
    samples.told("review-empty-answer", Story::at_review(), |story| {
        story.presses_connect();
        story.connect_ends(ConnectOutcome::Lost(problem(ProblemKind::MeumCredentialsMissing)));
        let ticket = story.asks(Intent::AskMeum).ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    });
    samples.told("review-busy", Story::at_review(), |story| {
        story.presses_connect();
        story.checked(Check::VaultReady, CheckState::Passed, 24).checked(Check::MeumAnswered, CheckState::Running, 0);
    });
    samples.told("review-closing", Story::at_review(), |story| {
        story.presses_connect().happens(Event::CloseAsked);
    });
    samples.told("review-refused", Story::at_review(), |story| {
        story.presses_connect();
        story.checked(Check::VaultReady, CheckState::Passed, 24).checked(Check::MeumAnswered, CheckState::Running, 0);
        story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyRefused)));
    });
    samples.told("review-details-refused", Story::at_review(), |story| {
        story.presses_connect().checked(Check::VaultReady, CheckState::Passed, 24);
        let mut refused = problem(ProblemKind::MeumDetailsRefused);
        refused.about.words = Some(text("Validation failed"));
        refused.about.details = [("site_url", "must be a public https address"), ("colour", "unknown")]
            .map(|(name, words)| RefusedDetail { name: text(name), words: text(words) })
            .to_vec();
        story.connect_ends(ConnectOutcome::NotConnected(refused));
    });
    samples.told("review-refused-without-words", Story::at_review(), |story| {
        story.presses_connect().checked(Check::VaultReady, CheckState::Passed, 24);
        let refused = problem(ProblemKind::MeumDetailsRefused).marked(Some(Mark::Wordless));
        story.connect_ends(ConnectOutcome::NotConnected(refused));
    });
    samples.told("review-slow-down", Story::at_review(), |story| {
        story.presses_connect().checked(Check::VaultReady, CheckState::Passed, 24);
        story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumRateLimited)));
    });
    samples.told("review-answer-lost", Story::at_review(), |story| {
        story.presses_connect();
        story.checked(Check::VaultReady, CheckState::Passed, 24).checked(Check::MeumAnswered, CheckState::Running, 0);
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    });
    samples.told("review-answer-lost-connected", Story::at_review(), |story| {
        story.presses_connect();
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    });
}

fn updates(samples: &mut Samples) {
    let choose = |form, custom: &str| Intent::ChooseWebhook { form, custom: custom.to_owned() };
    samples.told("review-webhook-older", Story::at_review(), |story| {
        story.asks(choose(WebhookForm::Older, ""));
        let ticket = story.app.current().unwrap().stage.review().unwrap().look.asked.unwrap();
        story.happens(Event::WebhookSeen { ticket, way_in: WayIn::Missing(story::answers::webhook_missing()) });
    });
    for (name, other_is_open) in [("review-webhook-shut", false), ("review-webhook-shut-other-open", true)] {
        samples.told(name, Story::at_meum_key(), |story| {
            story.keeps_meum_key().way_in_seen(WayIn::Shut(story::answers::webhook_shut(other_is_open)));
        });
    }
    samples.told("review-webhook-custom", Story::at_review(), |story| {
        story.asks(choose(WebhookForm::Custom, "HTTPS://hooks.corner-shop.example/in?shop=1"));
    });
    samples.told("review-webhook-refused", Story::at_review(), |story| {
        story.asks(choose(WebhookForm::Custom, "https://elsewhere.example/hook"));
    });
}

fn going_round_again(samples: &mut Samples) {
    samples.told("shop-keys-replacing", Story::at_panel(true), |story| {
        story.asks(Intent::ReplaceKeys);
    });
    samples.told("review-replacing", Story::at_panel(true), |story| {
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
    });
    samples.told("review-replacing-heard", Story::at_panel(true), |story| {
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_once();
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    });
}
