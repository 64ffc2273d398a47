//! From what Meum and the shop say to what the panel says, as a table. Unknown is never fine.

use crate::story;
use crate::story::{Story, sight, status, text};
use connect_core::health::Payouts;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::shop_facts::{ShopSight, WayIn};
use connect_core::view::{PanelView, Screen};

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        _ => panic!("the panel"),
    }
}

fn after(change: impl FnOnce(&mut StatusFacts)) -> PanelView {
    let mut facts = status(true);
    change(&mut facts);
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(facts)).shop_answers(Ok(sight()));
    panel(&story)
}

#[track_caller]
fn says(panel: &PanelView, headline: Headline, line: LineId, state: LineState, code: Option<&str>) {
    assert_eq!(panel.headline, headline);
    let line = panel.lines.iter().find(|seen| seen.id == line).unwrap();
    assert_eq!((line.state, line.code.map(ProblemKind::code)), (state, code));
}

#[test]
fn all_well_means_every_line_works() {
    let panel = after(|_| {});
    assert_eq!(panel.headline, Headline::CanPay);
    assert!(panel.lines.iter().all(|line| line.state == LineState::Working && line.code.is_none()));
}

#[test]
fn what_meum_says_decides_its_lines() {
    use Headline::{Attention, CanPay, CantPayYet, CantTell};
    use LineId::{Meum, Payouts, Webhook};
    use LineState::{NotWorking, Waiting, Working};
    says(&after(|s| s.connected = Some(false)), CantPayYet, Meum, NotWorking, Some("H16"));
    says(&after(|s| s.connected = None), CantTell, Meum, LineState::CantTell, Some("H11"));
    says(&after(|s| s.health_status = Some(text("DEGRADED"))), Attention, Meum, LineState::Attention, Some("H16"));
    // What a word means that nobody knows is not known, on whichever line it stands, and also beside a note.
    says(&after(|s| s.health_status = Some(text("SPARKLING"))), CantTell, Meum, LineState::Attention, Some("G15"));
    says(&after(|s| s.webhook_health = Some(text("SPARKLING"))), CantTell, Webhook, LineState::Attention, Some("G15"));
    let noted = after(|s| {
        s.health_status = Some(text("SPARKLING"));
        s.issues = vec![text("Something to do.")];
    });
    says(&noted, CantTell, Meum, LineState::Attention, Some("G15"));
    says(&after(|s| s.health_status = None), CanPay, Meum, Working, None);
    says(&after(|s| s.health_status = Some(text("UNKNOWN"))), CantTell, Meum, Waiting, None);
    says(&after(|s| s.webhook_health = Some(text("failing"))), Attention, Webhook, NotWorking, Some("H04"));
    says(&after(|s| s.webhook_health = None), CanPay, Webhook, Waiting, None);
    says(
        &after(|s| s.credential_prefix = Some(text("sk_live_zzzz"))),
        Attention,
        Meum,
        LineState::Attention,
        Some("H08"),
    );
    says(
        &after(|s| s.site_url = Some(text("https://old.example"))),
        Attention,
        Meum,
        LineState::Attention,
        Some("H09"),
    );
    says(&after(|s| s.issues = vec![text("Something to do.")]), Attention, Meum, Working, None);
    says(&after(|s| s.payout_configured = Some(false)), CantPayYet, Payouts, NotWorking, Some("G11"));
}

#[test]
fn a_sentence_about_payouts_shows_the_banner_even_when_the_field_is_missing() {
    let panel = after(|s| {
        s.payout_configured = None;
        s.issues = vec![text("Your settlement wallet is not set.")];
    });
    assert_eq!(panel.payouts.state, Payouts::Mentioned);
    assert_eq!(panel.payouts.words.len(), 1);
}

#[test]
fn silence_about_payouts_is_unknown_not_fine() {
    let mut story = Story::at_review();
    story.connects_silently().hands_over(true).asks(connect_core::intent::Intent::Continue);
    story.meum_answers(Ok(StatusFacts { payout_configured: None, ..status(true) })).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).payouts.state, Payouts::Unknown);
    let line = panel(&story).lines.into_iter().find(|line| line.id == LineId::Payouts).unwrap();
    assert_eq!((line.state, line.code), (LineState::CantTell, Some(ProblemKind::PayoutUnknown)));
    assert!(!panel(&story).calm);
    assert_eq!(panel(&story).headline, Headline::CanPay, "Meum says that the shop is ready to accept payments");
}

#[test]
fn a_wallet_that_was_missing_is_said_to_be_set() {
    let mut story = Story::at_panel(false);
    story.meum_answers(Ok(status(false)));
    assert_eq!(panel(&story).payouts.cleared_at, None);
    story.asks(connect_core::intent::Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert!(panel(&story).payouts.cleared_at.is_some());
}

#[test]
fn what_the_shop_says_decides_its_lines() {
    use LineState::{CantTell, NotWorking, Working};
    let cases = [
        (ProblemKind::KeyUnknown, Working, NotWorking, Some("F10")),
        (ProblemKind::OwnerRoleTooLow, Working, NotWorking, Some("F05")),
        (ProblemKind::Blocked, NotWorking, CantTell, Some("C03")),
        (ProblemKind::ShopTimedOut, NotWorking, CantTell, Some("A08")),
        (ProblemKind::VaultLocked, CantTell, CantTell, Some("H12")),
        (ProblemKind::VaultMissing, CantTell, CantTell, Some("H14")),
        (ProblemKind::VaultRefused, CantTell, CantTell, Some("H21")),
        (ProblemKind::VaultSlow, CantTell, CantTell, Some("H22")),
    ];
    for (kind, shop, keys, code) in cases {
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(Err(kind));
        let panel = panel(&story);
        let state = |id| panel.lines.iter().find(|line| line.id == id).unwrap();
        assert_eq!((state(LineId::Shop).state, state(LineId::Keys).state), (shop, keys), "{kind:?}");
        assert_eq!(state(LineId::Keys).code.map(ProblemKind::code), code, "{kind:?}");
    }
}

#[test]
fn meum_that_cannot_be_asked_is_unknown_and_meum_that_refuses_is_not_working() {
    for (kind, state) in [
        (ProblemKind::MeumFault, LineState::CantTell),
        (ProblemKind::MeumUnreachable, LineState::CantTell),
        (ProblemKind::MeumKeyRefused, LineState::NotWorking),
    ] {
        let mut story = Story::at_panel(true);
        story.meum_answers(Err(kind)).shop_answers(Ok(sight()));
        let panel = panel(&story);
        assert_eq!(panel.lines.iter().find(|line| line.id == LineId::Meum).unwrap().state, state, "{kind:?}");
        assert_ne!(panel.headline, Headline::CanPay);
    }
}

#[test]
fn a_computer_that_reaches_nobody_is_offline() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Err(ProblemKind::HostNotFound));
    let panel = panel(&story);
    says(&panel, Headline::CantTell, LineId::Shop, LineState::CantTell, Some("A05"));
    says(&panel, Headline::CantTell, LineId::Meum, LineState::CantTell, Some("A05"));
}

#[test]
fn what_was_stored_before_this_start_is_not_the_present() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CanPay);
    assert_eq!(panel(&story.restarted()).headline, Headline::Checking);
}

#[test]
fn a_payment_method_that_is_switched_off_or_on_later_is_seen() {
    let mut story = Story::at_panel(true);
    let off = connect_core::shop_facts::ShopSight { gateway_enabled: Some(false), ..sight() };
    story.meum_answers(Ok(status(true))).shop_answers(Ok(off));
    says(&panel(&story), Headline::CantPayYet, LineId::Plugin, LineState::NotWorking, Some("H02"));
    story.asks(connect_core::intent::Intent::CheckNow).shop_answers(Ok(sight()));
    assert!(panel(&story).lines.iter().all(|line| line.code.is_none()));
}

#[test]
fn a_missing_wallet_of_which_nobody_speaks_any_more_becomes_unknown() {
    let mut story = Story::at_panel(false);
    story.meum_answers(Ok(StatusFacts { payout_configured: None, issues: Vec::new(), ..status(true) }));
    assert_eq!(panel(&story).payouts.state, Payouts::Unknown);
}

#[test]
fn since_moves_only_when_a_line_changes() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let first = panel(&story);
    story.asks(connect_core::intent::Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let second = panel(&story);
    assert_eq!(first.since, second.since);
    assert!(first.checked_at < second.checked_at);
    assert!(first.lines.iter().zip(&second.lines).all(|(a, b)| a.since == b.since));
}

/// The panel of a shop whose own answer shows that the address for payment updates leads nowhere.
fn missing(word: Option<&str>) -> PanelView {
    let mut story = Story::at_panel(true);
    let facts = StatusFacts { webhook_health: word.map(text), ..status(true) };
    let way_in = WayIn::Missing(story::answers::webhook_missing());
    story.meum_answers(Ok(facts)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    panel(&story)
}

#[test]
fn an_address_that_leads_nowhere_is_said_unless_meum_reports_deliveries() {
    use Headline::{Attention, CanPay};
    for word in ["HEALTHY", "delivering"] {
        says(&missing(Some(word)), CanPay, LineId::Webhook, LineState::Working, None);
        says(&missing(Some(word)), CanPay, LineId::WayIn, LineState::CantTell, None);
    }
    for word in [None, Some("PENDING"), Some("FAILING"), Some("DEGRADED"), Some("SPARKLING")] {
        let panel = missing(word);
        says(&panel, Attention, LineId::WayIn, LineState::NotWorking, Some("H05"));
        let line = panel.lines.iter().find(|line| line.id == LineId::WayIn).unwrap();
        // The plugin is switched on, so another address is meant: whoever gets the note finds out which.
        assert_eq!(line.next, NextStep::None);
        assert!(panel.first.as_ref().is_some_and(|first| first.note.is_some()));
        assert!(panel.webhook_problem.unwrap().technical.is_some(), "support sees what was asked");
    }
}

#[test]
fn what_an_earlier_look_showed_is_not_the_present() {
    let mut story = Story::at_panel(true);
    let way_in = WayIn::Missing(story::answers::webhook_missing());
    let facts = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
    story.meum_answers(Ok(facts)).shop_answers(Ok(ShopSight { way_in, ..sight() }));
    story.asks(Intent::CheckNow).shop_answers(Err(ProblemKind::Blocked));
    let line = |id| panel(&story).lines.into_iter().find(|line| line.id == id).unwrap();
    assert_eq!((line(LineId::Webhook).state, line(LineId::Webhook).code), (LineState::Waiting, None));
    let way_in = line(LineId::WayIn);
    assert_eq!((way_in.state, way_in.code), (LineState::CantTell, Some(ProblemKind::Blocked)));
}

#[test]
fn updates_that_fail_after_a_replaced_key_pasted_by_hand_point_to_the_old_secret() {
    let bad = StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) };
    for (rotated, by_hand, code) in [(true, true, "H20"), (true, false, "H04"), (false, true, "H04")] {
        let mut story = Story::at_review();
        story.connects_with(if rotated { story::answers::rotated() } else { story::connect_facts(true) });
        if by_hand {
            story.asks(Intent::HandedOverByHand);
        } else {
            story.hands_over(true).asks(Intent::Continue);
        }
        story.meum_answers(Ok(bad.clone())).shop_answers(Ok(sight()));
        says(&panel(&story), Headline::Attention, LineId::Webhook, LineState::NotWorking, Some(code));
        let next = panel(&story).lines.into_iter().find(|line| line.id == LineId::Webhook).unwrap().next;
        assert_eq!(next == NextStep::HandOverAgain, code == "H20");
        if code == "H20" {
            story.asks(Intent::ResumeHandOver).hands_over(true).asks(Intent::Continue).meum_answers(Ok(bad.clone()));
            says(&panel(&story), Headline::Attention, LineId::Webhook, LineState::NotWorking, Some("H04"));
        }
    }
}

#[test]
fn the_address_meum_connected_counts_until_its_status_names_one() {
    let mut story = Story::at_review();
    let facts = ConnectFacts { site_url: Some(text("https://old-shop.example")), ..story::connect_facts(true) };
    story.connects_with(facts).hands_over(true).asks(Intent::Continue);
    let silent = StatusFacts { site_url: None, ..status(true) };
    story.meum_answers(Ok(silent)).shop_answers(Ok(sight()));
    says(&panel(&story), Headline::Attention, LineId::Meum, LineState::Attention, Some("H09"));
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true)));
    says(&panel(&story), Headline::CanPay, LineId::Meum, LineState::Working, None);
}

#[test]
fn another_active_key_leads_to_connecting_again() {
    let panel = after(|s| s.credential_prefix = Some(text("sk_live_0th3")));
    says(&panel, Headline::Attention, LineId::Meum, LineState::Attention, Some("H08"));
    assert_eq!(panel.lines.iter().find(|line| line.id == LineId::Meum).unwrap().next, NextStep::ConnectAgain);
}

#[test]
fn what_meum_did_not_say_at_connecting_stays_unsaid() {
    let mut story = Story::at_review();
    let facts = ConnectFacts { key_prefix: Some("sk_live_d3d1".to_owned()), ..ConnectFacts::default() };
    story.connects_with(facts).hands_over(true).asks(Intent::Continue);
    let panel = panel(&story);
    assert_eq!((panel.identity.store_name, panel.identity.store_id), (None, None));
    assert_eq!((panel.identity.integration_id, panel.identity.installation_id), (None, None));
    assert!(panel.identity.connected_at.is_some());
}

#[test]
fn updates_that_go_elsewhere_than_asked_for_are_said_until_they_are_known_to_arrive() {
    const OWN: &str = "https://corner-shop.example/?wc-api=stablecoin_webhook";
    const FOREIGN: &str = "https://hooks.elsewhere.example/in";
    let on_line = |state| Some((state, ProblemKind::WebhookAddressDiffers));
    let failing = Some((LineState::NotWorking, ProblemKind::WebhookFailing));
    // What Meum said at connecting, what it says now, how delivery goes; what the line says, and whether it is a
    // remark beside a worse word.
    let cases = [
        (None, None, None, None, false),
        (Some(OWN), None, Some("PENDING"), on_line(LineState::Attention), false),
        (Some(OWN), None, Some("HEALTHY"), None, false),
        (None, Some(OWN), Some("FAILING"), failing, true),
        (None, Some(FOREIGN), Some("HEALTHY"), on_line(LineState::NotWorking), false),
        (None, Some(FOREIGN), Some("FAILING"), on_line(LineState::NotWorking), false),
        (None, Some(FOREIGN), Some("ORBITING"), on_line(LineState::NotWorking), false),
        (None, Some(FOREIGN), None, on_line(LineState::NotWorking), false),
        (Some(FOREIGN), None, Some("HEALTHY"), on_line(LineState::NotWorking), false),
    ];
    for (connect, now, health, line, expected) in cases {
        let mut story = Story::at_review();
        let usual = story::connect_facts(true);
        let webhook_url = connect.map(text).or(usual.webhook_url.clone());
        story.connects_with(ConnectFacts { webhook_url, ..usual });
        story.hands_over(true).asks(Intent::Continue);
        // A status that names no address leaves what was said at connecting.
        let said = StatusFacts { webhook_url: now.map(text), webhook_health: health.map(text), ..status(true) };
        story.meum_answers(Ok(said)).shop_answers(Ok(sight()));
        let codes: Vec<ProblemKind> = panel(&story).remarks.iter().map(|remark| remark.code).collect();
        let expected: &[ProblemKind] = if expected { &[ProblemKind::WebhookAddressDiffers] } else { &[] };
        assert_eq!(codes, expected, "{connect:?} {now:?} {health:?}");
        let lines = panel(&story).lines;
        let updates = lines.iter().find(|line| line.id == LineId::Webhook).unwrap();
        assert_eq!(updates.code.map(|code| (updates.state, code)), line, "{connect:?} {now:?} {health:?}");
        if line.is_some() {
            assert_eq!(panel(&story).headline, Headline::Attention, "{connect:?} {now:?} {health:?}");
        }
    }
}
