//! Every problem's card, where it is met: as the report of a search, as a remark, beside a box, on the panel, above a
//! page. A card on a screen that no merchant ever sees it on would be read as if it could happen.

use super::{Samples, boxes};
use crate::story::{self, Story, about, answers, connect_facts, problem, sight, status, text};
use connect_core::app::App;
use connect_core::check::{Check, CheckState};
use connect_core::credential::Credential;
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::last_time::LastTime;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, Ending, StatusFacts};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{Certificate, ForShoppers, FoundShop, KeyFacts, ShopSight, WayIn, WebhookUnclear};
use connect_core::store_url::StoreUrl;
use connect_core::time::Span;

use ProblemKind as Is;

/// Every problem's card. A09 and E21 have none: the check without a window alone says them.
pub fn all(samples: &mut Samples) {
    let shown = |kind: &&ProblemKind| !matches!(kind, Is::Ipv6Unreachable | Is::NotAnApplicationPassword);
    for &kind in ProblemKind::ALL.iter().filter(shown) {
        samples.add(&format!("problem-{}", kind.code()), &met(kind));
    }
}

fn met(kind: ProblemKind) -> Story {
    match kind.code().as_bytes()[0] {
        b'A'..=b'D' => of_shop(kind),
        b'E' => boxes::of(kind),
        b'F' => of_keys(kind),
        b'G' => of_meum(kind),
        b'H' => of_panel(kind),
        _ => of_app(kind),
    }
}

fn of_shop(kind: ProblemKind) -> Story {
    match kind {
        Is::NotAnAddress => asks_for_address("my shop"),
        Is::KeyInAddressField => asks_for_address(story::KEY),
        Is::PrivateAddress | Is::MixedAlphabets | Is::IndexHidden | Is::StrayText | Is::ShopSlow => is_found_with(kind),
        Is::ReportMissing => keys_pass_with(kind),
        Is::ShutToShoppers => {
            let shoppers = Some(ForShoppers::Shut(answers::coming_soon()));
            shop_shows(ShopSight { shoppers, ..sight() })
        }
        Is::PrivateAnswersCached | Is::Banned => keys_fail(kind),
        Is::CertificateRunsOut => on_panel(|story| {
            let certificate = Certificate { ends: story.now.after(Span::hours(40)), issuer: Some(text("R11")) };
            story.shop_answers(Ok(ShopSight { certificate: Some(certificate), ..sight() }));
        }),
        _ => search_fails(problem(kind)),
    }
}

fn asks_for_address(typed: &str) -> Story {
    let mut story = Story::at_your_shop();
    story.asks(Intent::TypeAddress { text: typed.to_owned() });
    story.asks(Intent::CheckAddress { text: typed.to_owned() });
    story
}

fn is_found_with(kind: ProblemKind) -> Story {
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { remarks: vec![problem(kind)], ..story::found() });
    story
}

fn search_fails(problem: Problem) -> Story {
    let mut story = asks_for_address("corner-shop.example");
    let silent = problem.kind.is_silence() || problem.kind == Is::Offline;
    let found = if silent { CheckState::Running } else { CheckState::Passed };
    let ticket = story.checked(Check::Found, found, 38).ticket();
    for check in answered(problem.kind) {
        story.checked(*check, CheckState::Passed, 12);
    }
    story.happens(Event::ShopFound { ticket, result: Err(problem) });
    story
}

/// What was in order before this was met, after an answer came.
fn answered(kind: ProblemKind) -> &'static [Check] {
    match kind.code().as_bytes()[0] {
        b'C' => &[Check::Secure],
        b'D' => &[Check::Secure, Check::WordPress],
        b'A' if kind.code() > "A12" && !kind.is_silence() => &[Check::Secure],
        _ => &[],
    }
}

fn of_keys(kind: ProblemKind) -> Story {
    match kind {
        Is::KeyRevoked => on_panel(|story| {
            story.shop_answers(Err(Is::KeyUnknown));
        }),
        Is::ShopClockOff => keys_pass_with(kind),
        Is::ApprovalRejected | Is::ApprovalLate | Is::ApprovalOfOtherShop | Is::ApprovalMalformed => {
            approval_fails(kind)
        }
        Is::PasswordStays => super::approving::password_stays(None),
        Is::ApprovalStray => {
            let mut story = Story::at_offer();
            story.happens(Event::ApprovalStray { twice: false });
            story
        }
        Is::PasswordUnknown | Is::PasswordsSwitchedOff | Is::PasswordKeptOut => {
            let mut story = Story::approving();
            let ticket = story.answers_approval(Ok(())).checked(Check::KeysAccepted, CheckState::Running, 0).ticket();
            story.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) });
            story
        }
        _ => keys_fail(kind),
    }
}

fn keys_fail(kind: ProblemKind) -> Story {
    let mut story = Story::at_keys();
    // The store is asked to keep what has passed.
    if problem(kind).kind.code().starts_with('H') {
        story.sends_keys();
        for check in [Check::KeysAccepted, Check::MayRead, Check::MayChange] {
            story.checked(check, CheckState::Passed, 61);
        }
        let ticket = story.checked(Check::KeysKept, CheckState::Running, 0).ticket();
        story.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) });
    } else {
        let passed: &[Check] = match kind {
            Is::KeyReadOnly => &[Check::KeysAccepted, Check::MayRead],
            Is::KeyWriteOnly | Is::OwnerRoleTooLow => &[Check::KeysAccepted],
            _ => &[],
        };
        story.keys_fail_after(passed, kind);
    }
    story
}

fn keys_pass_with(kind: ProblemKind) -> Story {
    let mut story = Story::at_keys();
    story.keys_teach(KeyFacts { remarks: vec![problem(kind)], ..story::key_facts(true) });
    story
}

fn approval_fails(kind: ProblemKind) -> Story {
    let mut story = Story::approving();
    story.answers_approval(Err(kind));
    story
}

fn of_meum(kind: ProblemKind) -> Story {
    match kind {
        Is::MeumDetailsRefused => {
            let mut refused = problem(kind);
            refused.about.words = Some(text("The address must be a public one."));
            connect_ends(ConnectOutcome::NotConnected(refused))
        }
        Is::PayoutMissing => meum_says(status(false)),
        Is::PayoutUnknown => {
            let mut story = Story::at_review();
            story.connects_silently().hands_over(true).asks(Intent::Continue);
            story.meum_answers(Ok(StatusFacts { payout_configured: None, ..status(true) })).shop_answers(Ok(sight()));
            story
        }
        Is::MeumUnknownWord => meum_says(StatusFacts { health_status: Some(text("SPARKLING")), ..status(true) }),
        Is::WebhookAddressDiffers => on_panel(|story| {
            let elsewhere = Some(text("https://hooks.elsewhere.example/in"));
            story.meum_answers(Ok(StatusFacts { webhook_url: elsewhere, ..status(true) }));
            story.shop_answers(Ok(ShopSight { way_in: WayIn::Untold, ..sight() }));
        }),
        Is::AlreadyDisconnected => {
            let mut story = Story::at_disconnect();
            story.disconnects(Ending::AlreadyDisconnected).clears_up(Ok(()));
            story
        }
        Is::DisconnectForbidden | Is::DisconnectAnswerLost => {
            let mut story = Story::at_disconnect();
            story.types_name("The Corner Shop").disconnect_ends(Err(problem(kind)));
            story
        }
        Is::CredentialsRotated => connects_with(answers::rotated()),
        Is::HalfIssued => {
            connects_with(ConnectFacts { missing: Some(Credential::ApiKey), key_prefix: None, ..connect_facts(true) })
        }
        Is::ConnectStillOpen => {
            let mut story = connect_ends(ConnectOutcome::StillOpen(problem(Is::VaultLocked)));
            story.asks(Intent::GoTo { step: connect_core::step::Step::YourShop });
            story.asks(Intent::CheckAddress { text: "other-shop.example".to_owned() });
            story
        }
        Is::ConnectAnswerLost | Is::MeumCredentialsMissing => connect_ends(ConnectOutcome::Unknown(problem(kind))),
        _ => connect_ends(ConnectOutcome::NotConnected(problem(kind))),
    }
}

fn connects_with(facts: ConnectFacts) -> Story {
    let mut story = Story::at_review();
    story.connects_with(facts);
    story
}

fn connect_ends(outcome: ConnectOutcome) -> Story {
    let mut story = Story::at_review();
    story.presses_connect().checked(Check::VaultReady, CheckState::Passed, 24);
    story.checked(Check::MeumAnswered, CheckState::Running, 0).connect_ends(outcome);
    story
}

/// The panel, after Meum said that all is well, unless the story goes on to say otherwise.
fn on_panel(tell: impl FnOnce(&mut Story)) -> Story {
    let mut story = Story::at_panel(true);
    tell(&mut story);
    let asks = |story: &Story| story.app.current().map(|shop| (shop.watch.meum.asked, shop.watch.shop.asked));
    if asks(&story).is_some_and(|(meum, _)| meum.is_some()) {
        story.meum_answers(Ok(status(true)));
    }
    if asks(&story).is_some_and(|(_, shop)| shop.is_some()) {
        story.shop_answers(Ok(sight()));
    }
    story
}

fn meum_says(facts: StatusFacts) -> Story {
    on_panel(|story| {
        story.meum_answers(Ok(facts));
    })
}

fn shop_shows(seen: ShopSight) -> Story {
    on_panel(|story| {
        story.shop_answers(Ok(seen));
    })
}

fn of_panel(kind: ProblemKind) -> Story {
    let waiting = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
    match kind {
        Is::PluginNotFound
        | Is::SettingsUnknown
        | Is::SeveralGateways
        | Is::HandOverRefused
        | Is::HandOverChanged
        | Is::CredentialsGone => hand_over_fails(kind),
        Is::HandOverUnfinished => {
            let mut story = Story::at_hand_over(true);
            story.asks(Intent::HandOverLater).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
            story
        }
        Is::VaultLocked | Is::VaultMissing | Is::VaultRefused | Is::VaultSlow => keys_fail(kind),
        Is::SecretGone => on_panel(|story| {
            story.shop_answers(Err(kind));
        }),
        Is::MeumKeyGone => {
            let mut story = connect_ends(ConnectOutcome::Unknown(problem(Is::ConnectAnswerLost)));
            let mut record = story.app.current().unwrap().record.clone();
            record.meum_key = None;
            story.loads(record).asks(Intent::AskMeum);
            story
        }
        Is::NotSwitchedOff => {
            let mut story = Story::at_disconnect();
            story.disconnects(Ending::Disconnected).clears_up(Ok(())).asks(Intent::SwitchOff);
            let ticket = story.ticket();
            story.happens(Event::SwitchedOff { ticket, result: Err(problem(kind)) });
            story
        }
        Is::PluginStaysOff => super::approving::plugin_stays_off(None),
        Is::MethodNotListed => shop_shows(ShopSight { gateway_enabled: None, ..sight() }),
        Is::GatewayOff => shop_shows(ShopSight { gateway_enabled: Some(false), ..sight() }),
        Is::WebhookFailing => meum_says(StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) }),
        Is::WebhookMissing => way_in_is(WayIn::Missing(answers::webhook_missing()), waiting),
        Is::WebhookShut => way_in_is(WayIn::Shut(answers::webhook_shut(false)), waiting),
        Is::WebhookUnclear => {
            let mut story = Story::at_meum_key();
            let (status, technical) = (Some(405), problem(kind).technical);
            let unclear = WebhookUnclear { status, technical, ..WebhookUnclear::default() };
            story.keeps_meum_key().way_in_seen(WayIn::Unclear(unclear));
            story
        }
        Is::OldSecretInUse => {
            let mut story = connects_with(answers::rotated());
            story.asks(Intent::HandedOverByHand);
            let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) };
            story.meum_answers(Ok(failing)).shop_answers(Ok(sight()));
            story
        }
        Is::OtherKeyActive => meum_says(StatusFacts { credential_prefix: Some(text("sk_live_0th3")), ..status(true) }),
        Is::AddressMoved => {
            meum_says(StatusFacts { site_url: Some(text("https://live-shop.example")), ..status(true) })
        }
        Is::ShopMoved => {
            let home = StoreUrl::from_home("https://new-shop.example/boutique").unwrap();
            let mut story = shop_shows(ShopSight { home, ..sight() });
            story.asks(Intent::ReplaceMeumKey).keeps_meum_key().asks(Intent::Connect { replace: false });
            story
        }
        Is::StatusUnknown => meum_says(StatusFacts { connected: None, status: None, ..status(true) }),
        _ => meum_says(StatusFacts { health_status: Some(text("DEGRADED")), ..status(true) }),
    }
}

fn way_in_is(way_in: WayIn, said: StatusFacts) -> Story {
    on_panel(|story| {
        story.meum_answers(Ok(said)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    })
}

fn hand_over_fails(kind: ProblemKind) -> Story {
    let mut story = Story::at_hand_over(true);
    let ticket = story.asks(Intent::HandOver { switch_on: true }).ticket();
    let met = if kind == Is::SeveralGateways { problem(kind).with_other("Meum, Meum Express") } else { problem(kind) };
    story.happens(Event::HandedOver { ticket, result: Err(met) });
    story
}

fn of_app(kind: ProblemKind) -> Story {
    match kind {
        Is::SettingRefused | Is::TrustUnusable => {
            let app = App::stuck(about(), problem(kind), story::MORNING);
            Story { app, now: story::MORNING, effects: Vec::new() }
        }
        Is::StorageTooNew | Is::AlreadyRunning => starts_with(Err(problem(kind))),
        Is::ShopUnreadable => {
            let unreadable = vec!["a record of version 3 · missing field `step`".to_owned()];
            starts_with(Ok(Loaded { unreadable, ..Loaded::default() }))
        }
        Is::NotesDamaged => {
            let damaged = Some("database disk image is malformed · 1 shop kept".to_owned());
            let shops = vec![Story::at_keys().app.current().unwrap().record.clone()];
            starts_with(Ok(Loaded { damaged, shops, ..Loaded::default() }))
        }
        Is::PracticeFailed => {
            let mut story = Story::first_start();
            story.asks(Intent::TryPractice).happens(Event::PracticeStarted(Err(problem(kind))));
            story
        }
        Is::StorageFault | Is::StorageFull => is_told(Story::at_review(), Event::SaveFailed(problem(kind))),
        Is::ShopHereAlready => {
            let mut story = on_panel(|_| {});
            story.asks(Intent::AddShop).asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
            story
        }
        Is::AppCrashed => {
            let crashed =
                Some((text("src-tauri/src/driver.rs:120 · thread tokio-runtime-worker · 0.1.0"), story::MORNING));
            is_told(on_panel(|_| {}), Event::LastTime(LastTime { crashed, ..LastTime::default() }))
        }
        Is::ReportNotSaved => is_told(on_panel(|_| {}), Event::ReportSaved(Err(problem(kind)))),
        Is::NoWayBack => approval_fails(kind),
        Is::BrowserFailed => {
            let mut failed = problem(kind);
            failed.about.words = Some(text("https://corner-shop.example/wp-admin/plugins.php"));
            is_told(on_panel(|_| {}), Event::DesktopFailed(failed))
        }
        _ => is_told(on_panel(|_| {}), Event::DesktopFailed(problem(kind))),
    }
}

fn starts_with(result: Result<Loaded, Problem>) -> Story {
    let mut story = Story::starting();
    story.happens(Event::Loaded(result.map(Box::new)));
    story
}

fn is_told(mut story: Story, event: Event) -> Story {
    story.happens(event);
    story
}
