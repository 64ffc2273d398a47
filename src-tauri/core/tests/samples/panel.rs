//! Samples of the panel.

use super::Samples;
use crate::story::{self, Story, connect_facts, problem, sight, status, text};
use connect_core::api_root::ApiRoot;
use connect_core::credential::Credential;
use connect_core::event::Event;
use connect_core::history::{Absence, Away, History, Period};
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::line::{LineId, LineState};
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, NewConnection, StatusFacts};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::scenario::Scenario;
use connect_core::shop_facts::{Certificate, ForShoppers, FoundShop, ShopSight, WayIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::{Span, Timestamp};

pub fn all(samples: &mut Samples) {
    several_and_past(samples);
    half_and_private(samples);
    samples.add("panel-checking", &Story::at_panel(true));
    samples.told("panel-all-well", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    });
    samples.told("panel-payout-missing", Story::at_panel(false), |story| {
        story.meum_answers(Ok(status(false))).shop_answers(Ok(sight()));
    });
    samples.told("panel-payout-cleared", Story::at_panel(false), |story| {
        story
            .meum_answers(Ok(status(false)))
            .shop_answers(Ok(sight()))
            .asks(Intent::CheckNow)
            .meum_answers(Ok(status(true)));
    });
    samples.told("panel-payout-unknown", Story::at_review(), |story| {
        story.connects_silently().hands_over(true).asks(Intent::Continue);
        let mut silent = status(true);
        silent.payout_configured = None;
        story.meum_answers(Ok(silent)).shop_answers(Ok(sight()));
    });
    samples.told("panel-webhook-failing", Story::at_panel(true), |story| {
        let mut failing = status(true);
        failing.webhook_health = Some(text("FAILING"));
        failing.health_status = Some(text("DEGRADED"));
        failing.issues = vec![text("Payment updates could not be delivered to your store since 08:12 UTC.")];
        story.meum_answers(Ok(failing)).shop_answers(Ok(sight()));
    });
    samples.told("panel-webhook-missing", Story::at_panel(true), |story| {
        let way_in = WayIn::Missing(story::answers::webhook_missing());
        let silent = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
        story.meum_answers(Ok(silent)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    });
    samples.told("panel-webhook-shut", Story::at_panel(true), |story| {
        let way_in = WayIn::Shut(story::answers::webhook_shut(false));
        let silent = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
        story.meum_answers(Ok(silent)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    });
    samples.told("panel-webhook-shut-other-open", Story::at_panel(true), |story| {
        let way_in = WayIn::Shut(story::answers::webhook_shut(true));
        let silent = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
        story.meum_answers(Ok(silent)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    });
    samples.told("panel-shut-to-shoppers", Story::at_panel(true), |story| {
        let shoppers = Some(ForShoppers::Shut(story::answers::coming_soon()));
        story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { shoppers, ..sight() }));
    });
    samples.told("panel-old-secret", Story::at_review(), |story| {
        story.connects_with(story::answers::rotated()).asks(Intent::HandedOverByHand);
        let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) };
        story.meum_answers(Ok(failing)).shop_answers(Ok(sight()));
    });
    samples.told("panel-keys-revoked", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::KeyUnknown));
    });
    samples.told("panel-firewall", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::Blocked));
    });
    samples.told("panel-meum-down", Story::at_panel(true), |story| {
        story
            .meum_answers(Ok(status(true)))
            .shop_answers(Ok(sight()))
            .asks(Intent::CheckNow)
            .meum_answers(Err(ProblemKind::MeumFault));
    });
    samples.told("panel-slow-down", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(Intent::CheckNow);
        story.meum_answers(Err(ProblemKind::MeumRateLimited)).shop_answers(Ok(sight()));
    });
    samples.told("panel-updates-elsewhere", Story::at_panel(true), |story| {
        let elsewhere = Some(text("https://hooks.elsewhere.example/in"));
        // Nobody asks there.
        let seen = ShopSight { way_in: WayIn::Untold, ..sight() };
        story.meum_answers(Ok(StatusFacts { webhook_url: elsewhere, ..status(true) })).shop_answers(Ok(seen));
    });
    samples.told("panel-hostile-words", Story::at_panel(true), |story| {
        let mut hostile = status(true);
        hostile.health_status = Some(text("SPARKLING <img src=x onerror=alert(1)>"));
        hostile.issues = vec![text(&"<script>alert(1)</script> & so on ".repeat(20)), text("x".repeat(290).as_str())];
        story.meum_answers(Ok(hostile)).shop_answers(Ok(sight()));
    });
    samples.told("hand-over-closing", Story::at_review(), |story| {
        story.presses_connect();
        let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::UntilClosed };
        story.connect_ends(ConnectOutcome::Unkept(Box::new(connection), problem(ProblemKind::VaultLocked)));
        story.happens(Event::CloseAsked);
    });
    samples.told("panel-hand-over-pending", Story::at_hand_over(true), |story| {
        story.asks(Intent::HandOverLater).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    });
    samples.told("practice-panel", practice_at_panel(), |story| {
        story.asks(Intent::Practise { scenario: Scenario::AllWell });
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    });
}

/// What could contradict a headline.
fn half_and_private(samples: &mut Samples) {
    for (name, missing) in [("key", Credential::ApiKey), ("secret", Credential::WebhookSecret)] {
        samples.told(&format!("panel-half-issued-no-{name}"), Story::at_review(), |story| {
            let key_prefix = connect_facts(true).key_prefix.filter(|_| missing != Credential::ApiKey);
            story.connects_with(ConnectFacts { missing: Some(missing), key_prefix, ..connect_facts(true) });
            story.asks(Intent::HandedOverByHand);
            let poor = StatusFacts { health_status: Some(text("DEGRADED")), ..status(true) };
            // Meum is asked with that key.
            let ticket = story.app.current().and_then(|shop| shop.watch.meum.asked).expect("Meum is asked");
            let can_ask = missing != Credential::ApiKey;
            let result = if can_ask { Ok(Box::new(poor)) } else { Err(Problem::half_issued(missing)) };
            story.happens(Event::StatusCame { ticket, result });
            story.shop_answers(Ok(sight()));
        });
    }
    for host in ["shop.local", "192.168.1.20"] {
        samples.told(&format!("panel-private-{host}"), Story::at_your_shop(), |story| {
            let home = StoreUrl::parse(host).unwrap();
            let found = FoundShop { asked: home.clone(), root: ApiRoot::pretty(&home), home, ..story::found() };
            story.finds_at(host, found).asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
            story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
            let own = StatusFacts {
                site_url: Some(text(&format!("https://{host}/"))),
                webhook_url: Some(text(&format!("https://{host}/wp-json/meum/v1/webhook"))),
                webhook_health: None,
                ..status(true)
            };
            let home = StoreUrl::parse(host).unwrap();
            story.meum_answers(Ok(own)).shop_answers(Ok(ShopSight { home, ..sight() }));
        });
    }
}

/// More than one shop, trouble or moment.
fn several_and_past(samples: &mut Samples) {
    samples.told("panel-certificate-ends", Story::at_panel(true), |story| {
        let certificate = Certificate { ends: story.now.after(Span::hours(40)), issuer: Some(text("R11")) };
        let seen = ShopSight { certificate: Some(certificate), ..sight() };
        story.meum_answers(Ok(status(true))).shop_answers(Ok(seen));
    });
    samples.told("panel-three-at-once", Story::at_panel(false), |story| {
        let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..status(false) };
        story.meum_answers(Ok(failing)).shop_answers(Err(ProblemKind::KeyUnknown));
    });
    samples.told("panel-several-shops", Story::at_panel(true), |story| {
        let first = story.app.current().unwrap().record.id.clone();
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        let home = StoreUrl::parse("lamps.example").unwrap();
        let lamps = FoundShop { asked: home.clone(), home, name: Some(text("Lamps and more")), ..story::found() };
        story.asks(Intent::AddShop).finds_at("lamps.example", lamps).asks(Intent::OpenShop { id: first });
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    });
    samples.told("panel-with-a-past", Story::at_panel(true), |story| {
        // It was connected before anything happened to it.
        let mut record = story.app.current().unwrap().record.clone();
        record.connection.as_mut().unwrap().at = Timestamp(story.now.0 - Span::hours(72).0);
        let shop = record.id.clone();
        story.loads(record);
        story.happens(Event::Recalled { shop, history: Box::new(past(story.now)) });
        let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) };
        story.meum_answers(Ok(failing)).shop_answers(Ok(sight()));
    });
}

/// Two days: a night's sleep, an evening without the app, and three troubles.
fn past(now: Timestamp) -> History {
    let at = |hours_ago: i64| Timestamp(now.0 - Span::hours(hours_ago).0);
    let mut history = History {
        absences: vec![
            Absence { why: Away::Closed, from: at(40), until: at(34) },
            Absence { why: Away::Asleep, from: at(12), until: at(4) },
        ],
        ..History::default()
    };
    let mut period = |line, state, code, from, until| {
        history.periods.push(Period { line, state, code, from: at(from), until: at(until), unsteady: false });
    };
    for line in LineId::ALL {
        let (state, code) = (LineState::NotWorking, Some(ProblemKind::Blocked));
        match line {
            LineId::Shop => {
                period(line, LineState::Working, None, 48, 20);
                period(line, state, code, 20, 18);
                period(line, LineState::Working, None, 18, 0);
            }
            LineId::Webhook => {
                period(line, LineState::Waiting, None, 48, 30);
                period(line, LineState::Attention, Some(ProblemKind::WebhookFailing), 30, 26);
                period(line, LineState::Working, None, 26, 1);
            }
            LineId::Keys | LineId::WayIn | LineId::Plugin => {
                period(line, LineState::Working, None, 48, 20);
                period(line, LineState::CantTell, code, 20, 18);
                period(line, LineState::Working, None, 18, 0);
            }
            LineId::Meum | LineId::Payouts => period(line, LineState::Working, None, 48, 0),
        }
    }
    history
}

fn practice_at_panel() -> Story {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).finds_shop().asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    story
}
