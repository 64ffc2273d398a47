//! What must hold on the way through the wizard, told step by step.

use crate::story;
use crate::story::{Story, found, key_facts, problem, questions, secret, step, trouble};
use connect_core::credential::Credential;
use connect_core::effect::{Effect, Keep, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop_facts::HandOver;
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::view::{Screen, StepView};

#[test]
fn each_step_leads_to_the_next() {
    let mut story = Story::first_start();
    assert_eq!(step(&story), Step::Welcome);
    story.asks(Intent::ConnectShop);
    assert_eq!(step(&story), Step::YourShop);
    story.finds_shop().asks(Intent::Continue);
    assert_eq!(step(&story), Step::ShopKeys);
    story.keys_pass(true).asks(Intent::Continue);
    assert_eq!(step(&story), Step::MeumKey);
    story.keeps_meum_key();
    assert_eq!(step(&story), Step::Review);
    story.connects(true);
    assert_eq!(step(&story), Step::HandOver);
    story.hands_over(true).asks(Intent::Continue);
    assert_eq!(step(&story), Step::Panel);
}

#[test]
fn no_step_is_left_before_it_is_done() {
    for (mut story, at) in [
        (Story::at_your_shop(), Step::YourShop),
        (Story::at_keys(), Step::ShopKeys),
        (Story::at_meum_key(), Step::MeumKey),
        (Story::at_review(), Step::Review),
        (Story::at_hand_over(true), Step::HandOver),
    ] {
        story.asks(Intent::Continue);
        assert_eq!(step(&story), at);
    }
}

#[test]
fn going_back_loses_nothing() {
    let mut story = Story::at_review();
    for expected in [Step::MeumKey, Step::ShopKeys, Step::YourShop, Step::Welcome] {
        story.asks(Intent::Back);
        assert_eq!(step(&story), expected);
    }
    story.asks(Intent::ConnectShop);
    for expected in [Step::ShopKeys, Step::MeumKey, Step::Review] {
        story.asks(Intent::Continue);
        assert_eq!(step(&story), expected);
    }
}

#[test]
fn what_has_been_done_at_meum_cannot_be_gone_back_from() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::Back).asks(Intent::GoTo { step: Step::YourShop });
    assert_eq!(step(&story), Step::HandOver);
}

#[test]
fn a_failure_stays_on_its_step_and_sends_nothing() {
    let mut story = Story::at_your_shop();
    story.asks(Intent::CheckAddress { text: "my shop".to_owned() });
    assert_eq!((step(&story), trouble(&story)), (Step::YourShop, Some(ProblemKind::NotAnAddress)));
    assert!(questions(&story).is_empty());
    for (key, its_secret, kind) in [
        ("ck_123", "", ProblemKind::KeyIncomplete),
        (story::KEY, "", ProblemKind::KeyMissing),
        ("", story::SECRET, ProblemKind::KeyMissing),
        ("", "", ProblemKind::KeyMissing),
        ("sk_live_something_else", "", ProblemKind::MeumKeyInKeyBox),
    ] {
        let mut story = Story::at_keys();
        story.asks(Intent::CheckKeys { key: secret(key), secret: secret(its_secret) });
        assert_eq!(trouble(&story), Some(kind), "{key} {its_secret}");
        assert!(questions(&story).is_empty());
    }
}

#[test]
fn after_a_failed_check_one_half_may_be_typed_again() {
    let mut story = Story::at_keys();
    story
        .keys_fail(ProblemKind::SecretWrong)
        .asks(Intent::CheckKeys { key: secret(""), secret: secret(story::SECRET) });
    assert!(matches!(questions(&story).as_slice(), [Question::CheckKeys { key: None, secret: Some(_), .. }]));
}

#[test]
fn a_new_half_never_mixes_with_an_old_pair_that_is_kept() {
    for (key, its_secret) in [(story::KEY, ""), ("", story::SECRET)] {
        let mut story = Story::at_keys();
        story.keys_pass(true);
        // Nor does it when the same half, which is held by now, is sent once more.
        for (key, its_secret) in [(key, its_secret), ("", "")] {
            story.asks(Intent::CheckKeys { key: secret(key), secret: secret(its_secret) });
            assert_eq!(trouble(&story), Some(ProblemKind::KeyMissing));
            assert!(questions(&story).is_empty());
        }
    }
}

#[test]
fn a_read_only_key_is_named_and_may_go_on() {
    let mut story = Story::at_keys();
    story.keys_pass(false);
    assert_eq!(trouble(&story), Some(ProblemKind::KeyReadOnly));
    story.asks(Intent::TryAgain);
    assert!(matches!(questions(&story).as_slice(), [Question::CheckKeys { key: None, secret: None, .. }]));
    let ticket = story.ticket();
    story.happens(Event::KeysChecked { ticket, result: Ok(Box::new(key_facts(false))) }).asks(Intent::Continue);
    assert_eq!(step(&story), Step::MeumKey);
}

#[test]
fn another_shop_makes_the_old_keys_worthless() {
    let mut story = Story::at_keys();
    story.keys_pass(true).asks(Intent::Back).asks(Intent::CheckAddress { text: "other.example".to_owned() });
    let ticket = story.ticket();
    let other = StoreUrl::parse("other.example").unwrap();
    let shop = connect_core::shop_facts::FoundShop { asked: other.clone(), home: other, ..found() };
    story.happens(Event::ShopFound { ticket, result: Ok(Box::new(shop)) });
    assert!(story.app.current().unwrap().record.keys.is_none());
}

#[test]
fn a_key_pasted_as_an_address_is_never_kept() {
    let mut story = Story::at_your_shop();
    for text in [
        story::SECRET.to_owned(),
        format!("https://shop.example/?consumer_secret={}", story::SECRET),
        format!("https://shop.example/{}", story::SECRET),
        format!("https://staging:{}@shop.example/", story::SECRET),
        "https://staging:hunter2@shop.example/".to_owned(),
    ] {
        story.asks(Intent::TypeAddress { text: text.clone() }).asks(Intent::CheckAddress { text: text.clone() });
        let record = serde_json::to_string(&story.app.current().unwrap().record).unwrap();
        let view = serde_json::to_string(&story.view()).unwrap();
        assert!(!record.contains("cs_") && !record.contains("hunter2") && !view.contains(story::SECRET), "{text}");
        assert!(questions(&story).iter().all(|asked| !format!("{asked:?}").contains("cs_")), "{text}");
    }
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut story = Story::at_your_shop();
    story.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
    let late = story.ticket();
    story.asks(Intent::Cancel);
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Cancel(ticket) if *ticket == late)));
    let before = story.app.current().unwrap().record.clone();
    story.happens(Event::ShopFound { ticket: late, result: Ok(Box::new(found())) });
    assert_eq!(story.app.current().unwrap().record, before);
}

#[test]
fn a_page_is_opened_of_the_shop_in_the_field() {
    let mut story = Story::at_your_shop();
    story.finds_shop().asks(Intent::CheckAddress { text: "other.example".to_owned() });
    let ticket = story.ticket();
    story.happens(Event::ShopFound { ticket, result: Err(problem(ProblemKind::PlainPermalinks)) });
    story.asks(Intent::Open { link: connect_core::links::Link::Permalinks });
    let opened = story.effects.iter().any(|effect| {
        matches!(effect, Effect::Desktop(connect_core::effect::Desktop::Open { address, .. }) if address.starts_with("https://other.example/"))
    });
    assert!(opened, "{:?}", story.effects);
}

#[test]
fn what_was_kept_until_the_app_closes_is_entered_again() {
    let story = Story::at_review();
    let mut record = story.app.current().unwrap().record.clone();
    record.keys.as_mut().unwrap().kept = Kept::UntilClosed;
    let mut next = Story::starting();
    let mut loaded = Loaded { shops: vec![record.clone()], ..Loaded::default() };
    loaded.settings.current = Some(record.id);
    next.happens(Event::Loaded(Ok(Box::new(loaded))));
    assert_eq!(step(&next), Step::ShopKeys);
}

#[test]
fn handing_over_can_wait_and_stays_visible_until_it_is_done() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandOverLater);
    assert_eq!(step(&story), Step::Panel);
    assert!(matches!(story.view().screen, Screen::Panel(panel) if panel.hand_over_pending));
    story.asks(Intent::ResumeHandOver);
    assert_eq!(step(&story), Step::HandOver);
    story.asks(Intent::Copy { credential: Credential::ApiKey }).asks(Intent::HandedOverByHand);
    assert!(matches!(story.app.current().unwrap().record.hand_over(), HandOver::ByHand { .. }));
}

fn hand_over(story: &Story) -> (bool, bool, bool) {
    match story.view().screen {
        Screen::Wizard(wizard) => match wizard.step {
            StepView::HandOver { delivered, again, rotated, .. } => (delivered, again, rotated.is_some()),
            other => panic!("the hand-over, not {other:?}"),
        },
        _ => panic!("the wizard"),
    }
}

#[test]
fn a_connected_shop_can_be_given_its_key_and_secret_once_more() {
    let mut story = Story::at_panel(true);
    let before = story.app.current().unwrap().record.hand_over();
    story.asks(Intent::ResumeHandOver);
    assert_eq!(hand_over(&story), (false, true, false));
    story.asks(Intent::Continue);
    assert_eq!(step(&story), Step::HandOver, "not done yet, this time");
    story.asks(Intent::HandOverLater);
    assert_eq!((step(&story), story.app.current().unwrap().record.hand_over()), (Step::Panel, before));
    story.asks(Intent::ResumeHandOver).hands_over(true);
    assert_eq!(hand_over(&story), (true, false, false));
    story.asks(Intent::Continue).asks(Intent::ResumeHandOver).asks(Intent::HandedOverByHand);
    assert!(matches!(story.app.current().unwrap().record.hand_over(), HandOver::ByHand { .. }));
}

#[test]
fn a_second_hand_over_that_went_wrong_is_not_called_done() {
    for (kind, pending) in [(ProblemKind::HandOverChanged, true), (ProblemKind::ShopTimedOut, false)] {
        let mut story = Story::at_panel(true);
        story.asks(Intent::ResumeHandOver).asks(Intent::HandOver { switch_on: true });
        let ticket = story.ticket();
        story.happens(Event::HandedOver { ticket, result: Err(problem(kind)) });
        assert!(!hand_over(&story).0, "{kind:?}");
        assert_eq!(story.app.current().unwrap().record.hand_over() == HandOver::Pending, pending, "{kind:?}");
    }
}

#[test]
fn a_replaced_key_makes_handing_over_urgent_until_it_is_done() {
    let mut story = Story::at_review();
    story.connects_with(story::answers::rotated());
    assert_eq!(hand_over(&story), (false, false, true));
    story.hands_over(true);
    assert_eq!(hand_over(&story), (true, false, false));
}

#[test]
fn a_read_only_key_is_never_used_to_write() {
    let mut story = Story::at_keys();
    story
        .keys_pass(false)
        .asks(Intent::Continue)
        .keeps_meum_key()
        .connects(true)
        .asks(Intent::HandOver { switch_on: true });
    assert!(questions(&story).is_empty());
}

#[test]
fn without_the_password_store_there_are_two_ways_out() {
    let cases = [
        (ProblemKind::VaultLocked, NextStep::TryAgain, NextStep::KeepUntilClosed),
        (ProblemKind::VaultMissing, NextStep::KeepUntilClosed, NextStep::TryAgain),
        (ProblemKind::VaultRefused, NextStep::TryAgain, NextStep::KeepUntilClosed),
        (ProblemKind::VaultSlow, NextStep::TryAgain, NextStep::KeepUntilClosed),
    ];
    for (kind, next, otherwise) in cases {
        let mut story = Story::at_keys();
        story.keys_fail(kind);
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the shop keys") };
        let shown = wizard.problem.unwrap();
        assert_eq!((shown.next, shown.or_step), (next, Some(otherwise)), "{kind:?}");
    }
}

#[test]
fn an_app_that_cannot_read_its_notes_says_so_and_does_nothing_else() {
    let mut story = Story::starting();
    story.happens(Event::Loaded(Err(Problem::new(ProblemKind::StorageTooNew))));
    story.asks(Intent::ConnectShop);
    assert!(matches!(story.view().screen, Screen::CannotStart { .. }));
    assert!(story.effects.is_empty());
}

#[test]
fn what_kept_the_app_from_starting_is_tried_again_where_it_can_pass() {
    for (kind, again) in
        [(ProblemKind::StorageFault, true), (ProblemKind::AlreadyRunning, true), (ProblemKind::StorageTooNew, false)]
    {
        let mut story = Story::starting();
        story.happens(Event::Loaded(Err(Problem::new(kind)))).asks(Intent::TryAgain);
        let loads = story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Load)));
        assert_eq!(loads, again, "{kind:?}");
        assert_eq!(matches!(story.view().screen, Screen::Starting), again, "{kind:?}");
    }
}

#[test]
fn a_shop_whose_notes_cannot_be_read_is_told_and_stops_nobody() {
    let mut story = Story::starting();
    let loaded = Loaded { unreadable: vec!["shop-7: not JSON".to_owned()], ..Loaded::default() };
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    let view = story.view();
    assert!(matches!(view.screen, Screen::Wizard(_)));
    assert_eq!(view.notice.unwrap().code, ProblemKind::ShopUnreadable);
    story.asks(Intent::ConnectShop);
    assert!(story.view().notice.is_none(), "read, and pressed past");
}

#[test]
fn what_is_said_of_the_notes_stays_when_practice_begins() {
    let mut story = Story::starting();
    let loaded = Loaded { unreadable: vec!["shop-7: not JSON".to_owned()], ..Loaded::default() };
    story.happens(Event::Loaded(Ok(Box::new(loaded)))).happens(Event::PracticeStarted(Ok(())));
    assert_eq!(story.view().notice.unwrap().code, ProblemKind::ShopUnreadable);
    story.happens(Event::PracticeStarted(Err(Problem::new(ProblemKind::PracticeFailed))));
    story.happens(Event::PracticeStarted(Ok(())));
    assert!(story.view().notice.is_none(), "it has started after all");
}

#[test]
fn what_the_step_says_is_not_said_above_it_too() {
    let mut story = Story::at_review();
    let full = || Problem::new(ProblemKind::StorageFull);
    story.happens(Event::SaveFailed(full()));
    assert_eq!(story.view().notice.unwrap().code, ProblemKind::StorageFull);
    story.presses_connect().connect_ends(ConnectOutcome::NotConnected(full()));
    story.happens(Event::SaveFailed(full()));
    assert_eq!(trouble(&story), Some(ProblemKind::StorageFull));
    assert!(story.view().notice.is_none(), "said once");
    story.happens(Event::SaveFailed(Problem::new(ProblemKind::StorageFault)));
    assert_eq!(story.view().notice.unwrap().code, ProblemKind::StorageFault, "something else is said");
}

#[test]
fn leaving_practice_forgets_it() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).asks(Intent::LeavePractice);
    assert!(story.app.current().is_none());
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Forget(_)))));
}

#[test]
fn practising_does_not_touch_the_real_shop() {
    let mut story = Story::at_keys();
    story.asks(Intent::Back).asks(Intent::Back).asks(Intent::TryPractice);
    assert!(story.app.current().unwrap().record.practice);
    story.asks(Intent::LeavePractice);
    assert!(!story.app.current().unwrap().record.practice);
    assert!(story.app.current().unwrap().record.found.is_some());
}

#[test]
fn a_notice_that_was_put_away_comes_back_when_it_happens_again() {
    let mut story = Story::at_panel(true);
    for _ in 0..2 {
        story.happens(Event::DesktopFailed(Problem::new(ProblemKind::ClipboardFailed)));
        assert_eq!(story.view().notice.unwrap().code, ProblemKind::ClipboardFailed);
        let before = story.view();
        story.asks(Intent::CloseNotice);
        let after = story.view();
        assert!(after.notice.is_none());
        assert_eq!((after.screen, after.stopped), (before.screen, before.stopped), "and nothing else has changed");
    }
}
