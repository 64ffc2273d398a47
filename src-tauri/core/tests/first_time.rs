//! What a merchant meets for the first time: nothing that was pasted is lost, a press is answered, and
//! the two worlds are told apart.

use crate::story::{
    KEY, MEUM_KEY, SECRET, Story, answers, key_facts, problem, questions, secret, sight, status, step, trouble,
};
use connect_core::effect::{Desktop, Effect, Held, Keep, Question};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::meum_facts::{ConnectOutcome, Ending, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::step::Step;
use connect_core::view::{HeldView, RailState, Screen, StepView, WizardView};

fn wizard(story: &Story) -> WizardView {
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
    *wizard
}

/// What the two boxes of the keys show.
fn boxes(story: &Story) -> [Option<HeldView>; 2] {
    let StepView::ShopKeys { key, secret, .. } = wizard(story).step else { panic!("the keys") };
    [key, secret]
}

fn shown(story: &Story) -> [Option<String>; 2] {
    boxes(story).map(|held| held.map(|held| held.shown.unwrap_or_else(|| REFUSED.to_owned())))
}

fn types_keys(story: &mut Story, key: &str, its_secret: &str) {
    story.asks(Intent::CheckKeys { key: secret(key), secret: secret(its_secret) });
}

const KEY_SHOWN: &str = "ck_••••••••0112233";
const SECRET_SHOWN: &str = "cs_••••••••";
/// Nothing is shown of what does not belong there.
const REFUSED: &str = "refused";

#[test]
fn a_good_half_stays_in_its_box_whatever_is_wrong_with_the_other() {
    let cases = [
        (KEY, "", ProblemKind::KeyMissing, [Some(KEY_SHOWN), None]),
        ("", SECRET, ProblemKind::KeyMissing, [None, Some(SECRET_SHOWN)]),
        (KEY, "my secret, I think it is this one", ProblemKind::NotAKey, [Some(KEY_SHOWN), Some(REFUSED)]),
        ("what is this even supposed to be?", SECRET, ProblemKind::NotAKey, [Some(REFUSED), Some(SECRET_SHOWN)]),
        ("ck_123", SECRET, ProblemKind::KeyIncomplete, [Some(REFUSED), Some(SECRET_SHOWN)]),
        ("***1234567", SECRET, ProblemKind::KeyOnlyEnding, [Some(REFUSED), Some(SECRET_SHOWN)]),
        (KEY, KEY, ProblemKind::SameKeyTwice, [Some(KEY_SHOWN), Some(REFUSED)]),
        (SECRET, "", ProblemKind::KeyMissing, [None, Some(SECRET_SHOWN)]),
        // These say that they were not kept.
        (MEUM_KEY, SECRET, ProblemKind::MeumKeyInKeyBox, [None, Some(SECRET_SHOWN)]),
        (KEY, "owner@shop.example", ProblemKind::PasswordInKeyBox, [Some(KEY_SHOWN), None]),
    ];
    for (key, its_secret, kind, expected) in cases {
        let mut story = Story::at_keys();
        types_keys(&mut story, key, its_secret);
        assert_eq!(trouble(&story), Some(kind), "{key:?} {its_secret:?}");
        assert_eq!(shown(&story), expected.map(|text| text.map(str::to_owned)), "{key:?} {its_secret:?}");
        assert!(questions(&story).is_empty(), "nothing is sent");
        // Sent once more as it is, it is the same problem, and still nothing is lost.
        types_keys(&mut story, "", "");
        assert_eq!(shown(&story), expected.map(|text| text.map(str::to_owned)), "again {key:?} {its_secret:?}");
    }
}

#[test]
fn only_the_missing_half_is_asked_for_and_the_held_one_goes_with_it() {
    let mut story = Story::at_keys();
    types_keys(&mut story, KEY, "");
    assert!(matches!(story.effects.as_slice(), [Effect::Hold(_, Held::Key(_))]), "{:?}", story.effects);
    types_keys(&mut story, "", SECRET);
    let asked = questions(&story);
    assert!(matches!(asked.as_slice(), [Question::CheckKeys { key: None, secret: Some(_), .. }]), "{asked:?}");
}

#[test]
fn a_pair_that_the_shop_refuses_stays_in_both_boxes() {
    for kind in [ProblemKind::KeyUnknown, ProblemKind::SecretWrong, ProblemKind::ShopTimedOut] {
        let mut story = Story::at_keys();
        story.keys_fail(kind);
        let both = [KEY_SHOWN, SECRET_SHOWN].map(|text| Some(text.to_owned()));
        assert_eq!(shown(&story), both, "{kind:?}");
        story.asks(Intent::Back).asks(Intent::Continue);
        assert_eq!((step(&story), shown(&story)), (Step::ShopKeys, both), "going back and forth: {kind:?}");
    }
}

#[test]
fn what_stands_in_the_boxes_is_held_when_the_step_is_left() {
    let mut story = Story::at_keys();
    story.asks(Intent::Back).asks(Intent::HoldKeys { key: secret(KEY), secret: secret("half a thou") });
    assert!(matches!(story.effects.as_slice(), [Effect::Hold(_, Held::Key(_))]), "{:?}", story.effects);
    story.asks(Intent::Continue);
    assert_eq!(shown(&story), [Some(KEY_SHOWN.to_owned()), None]);
    assert_eq!(trouble(&story), None, "leaving a step is no mistake");
}

#[test]
fn a_meum_key_stays_in_its_box_as_well() {
    let held = |story: &Story| {
        let StepView::MeumKey { held, .. } = wizard(story).step else { panic!("the Meum key") };
        held.map(|held| held.shown)
    };
    let keeps = |text: &str| Intent::KeepMeumKey { key: secret(text) };
    let mut story = Story::at_meum_key();
    story.asks(keeps(""));
    assert_eq!((trouble(&story), held(&story)), (Some(ProblemKind::MeumKeyMissing), None));
    for (text, kind) in [
        ("hello", ProblemKind::NotAMeumKey),
        ("sk_live_7h3c", ProblemKind::MeumKeyOnlyStart),
        (KEY, ProblemKind::WooKeyInMeumBox),
    ] {
        for text in [text, ""] {
            story.asks(keeps(text));
            assert_eq!(trouble(&story), Some(kind), "{text:?}");
            assert_eq!(held(&story), Some(None), "{text:?}");
        }
    }
    // The password store refuses it: it is here all the same, and goes on with an empty box.
    story.asks(keeps(MEUM_KEY));
    let ticket = story.ticket();
    story.happens(Event::MeumKeyKept { ticket, result: Err(problem(ProblemKind::VaultLocked)) });
    assert_eq!(held(&story), Some(Some("sk_live_7h3c••••••••".to_owned())));
    story.asks(keeps(""));
    assert!(matches!(questions(&story).as_slice(), [Question::KeepMeumKey(None)]));
    // Half typed, it is held on the way to another step.
    let mut story = Story::at_meum_key();
    story.asks(Intent::Back).asks(Intent::HoldMeumKey { key: secret(MEUM_KEY) }).asks(Intent::Continue);
    assert_eq!(held(&story), Some(Some("sk_live_7h3c••••••••".to_owned())));
}

#[test]
fn a_key_that_meum_refused_is_never_shown_as_kept() {
    for leave in [Intent::ReplaceMeumKey, Intent::Back, Intent::GoTo { step: Step::MeumKey }] {
        for kind in [ProblemKind::MeumKeyRefused, ProblemKind::MeumKeyWrongKind] {
            let mut story = Story::at_review();
            story.presses_connect().connect_ends(ConnectOutcome::NotConnected(problem(kind)));
            let leave = match &leave {
                Intent::GoTo { step } => Intent::GoTo { step: *step },
                Intent::Back => Intent::Back,
                _ => Intent::ReplaceMeumKey,
            };
            story.asks(leave);
            assert!(story.effects.iter().any(|it| matches!(it, Effect::Keep(Keep::ForgetMeumKey(_)))), "{kind:?}");
            let StepView::MeumKey { prefix: None, asks: true, .. } = wizard(&story).step else {
                panic!("a refused key is shown: {kind:?}")
            };
        }
    }
    // One that was not refused may be kept after all.
    let mut story = Story::at_review();
    story.asks(Intent::ReplaceMeumKey);
    let view = wizard(&story);
    assert!(matches!(view.step, StepView::MeumKey { prefix: Some(_), asks: true, .. }) && view.can_continue);
}

#[test]
fn a_key_of_the_other_world_is_told_before_it_is_tried() {
    let practising = || {
        let mut story = Story::first_start();
        story.asks(Intent::TryPractice).finds_shop().asks(Intent::Continue);
        story
    };
    let practice = answers::notebook();
    let mut story = practising();
    types_keys(&mut story, KEY, SECRET);
    assert_eq!(trouble(&story), Some(ProblemKind::RealKeyInPractice));
    story.keys_pass(true).asks(Intent::Continue).asks(Intent::KeepMeumKey { key: secret(MEUM_KEY) });
    assert_eq!(trouble(&story), Some(ProblemKind::RealKeyInPractice));
    let mut story = Story::at_keys();
    types_keys(&mut story, &practice.keys[0].key, &practice.keys[0].secret);
    assert_eq!(trouble(&story), Some(ProblemKind::PracticeKeyForReal));
    let mut story = Story::at_meum_key();
    for known in &practice.meum_keys {
        story.asks(Intent::KeepMeumKey { key: secret(&known.key) });
        assert_eq!(trouble(&story), Some(ProblemKind::PracticeKeyForReal), "{known:?}");
        assert!(questions(&story).is_empty(), "{known:?}");
    }
}

#[test]
fn the_card_of_an_address_goes_once_another_one_stands_in_the_field() {
    let types = |text: &str| Intent::TypeAddress { text: text.to_owned() };
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::HostNotFound).asks(types(" https://corner-shop.example/ "));
    assert_eq!(trouble(&story), Some(ProblemKind::HostNotFound), "it is the same address");
    story.asks(types("corner-shop.com"));
    assert_eq!((trouble(&story), wizard(&story).checks.len()), (None, 0));
    let mut story = Story::at_your_shop();
    story.asks(Intent::CheckAddress { text: "my shop".to_owned() }).asks(types("my shop "));
    assert_eq!(trouble(&story), Some(ProblemKind::NotAnAddress));
    story.asks(types("my shop.com"));
    assert_eq!(trouble(&story), None);
}

#[test]
fn trying_again_with_the_same_end_says_so_and_with_another_does_not() {
    let again = |story: &mut Story, kind: ProblemKind| {
        story.asks(Intent::TryAgain);
        assert_eq!(wizard(story).still_at, None, "not before the answer");
        let ticket = story.ticket();
        story.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) });
        wizard(story).still_at == Some(story.now)
    };
    let mut story = Story::at_keys();
    story.keys_fail(ProblemKind::KeyUnknown);
    assert_eq!(wizard(&story).still_at, None, "the first time it is news");
    assert!(again(&mut story, ProblemKind::KeyUnknown));
    assert!(!again(&mut story, ProblemKind::ShopTimedOut));
    story.keys_fail(ProblemKind::ShopTimedOut);
    assert_eq!(wizard(&story).still_at, None, "other keys were typed");
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::Maintenance).fails_to_find(ProblemKind::Maintenance);
    assert!(wizard(&story).still_at.is_some());
}

#[test]
fn check_now_says_when_it_changed_nothing() {
    let still = |story: &Story| {
        let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
        panel.still_at
    };
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::Blocked));
    assert_eq!(still(&story), None, "nobody has asked for it");
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true)));
    assert_eq!(still(&story), None, "the shop has not answered yet");
    story.shop_answers(Err(ProblemKind::Blocked));
    assert_eq!(still(&story), Some(story.now));
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(still(&story), None, "it has changed");
}

#[test]
fn a_connected_shop_keeps_its_ticks_and_is_told_that_it_stays_connected() {
    for (intent, at) in [(Intent::ReplaceKeys, Step::ShopKeys), (Intent::ReplaceMeumKey, Step::MeumKey)] {
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(intent);
        let view = wizard(&story);
        assert!(view.still_connected.is_some(), "{at:?}");
        for step in view.rail {
            let expected = if step.step == at { RailState::Current } else { RailState::Done };
            assert_eq!(step.state, expected, "{at:?}");
        }
    }
    let mut story = Story::at_panel(true);
    let ended = StatusFacts { connected: Some(false), ..status(true) };
    story.meum_answers(Ok(ended)).shop_answers(Ok(sight())).asks(Intent::ReplaceMeumKey);
    assert_eq!(wizard(&story).still_connected, None, "Meum says otherwise");
}

#[test]
fn a_set_wallet_is_no_news_beside_trouble() {
    let cleared = |story: &Story| {
        let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
        panel.payouts.cleared_at.is_some()
    };
    let mut story = Story::at_panel(false);
    story.meum_answers(Ok(status(false))).shop_answers(Ok(sight())).asks(Intent::CheckNow);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert!(cleared(&story));
    for kind in [ProblemKind::ConnectionRefused, ProblemKind::Blocked] {
        story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Err(kind));
        assert!(!cleared(&story), "{kind:?}");
    }
}

#[test]
fn other_keys_begin_with_empty_boxes_and_none_of_the_old_ticks() {
    let mut story = Story::at_keys();
    story.keys_pass(false).asks(Intent::ReplaceKeys);
    let view = wizard(&story);
    assert!(view.problem.is_none() && view.checks.iter().all(|check| check.millis.is_none()));
    assert!(matches!(view.step, StepView::ShopKeys { asks: true, key: None, secret: None, keys: Some(_), .. }));
    story.keys_teach(key_facts(true));
    assert!(matches!(wizard(&story).step, StepView::ShopKeys { asks: false, .. }));
}

#[test]
fn the_address_of_an_opened_page_stays_until_the_next_press_and_can_be_copied() {
    let address = "https://corner-shop.example/wp-admin/";
    let mut story = Story::at_keys();
    story.asks(Intent::Open { link: Link::KeyPage }).happens(Event::Opening(address.to_owned()));
    assert_eq!(story.view().opening.map(|opening| opening.address).as_deref(), Some(address));
    story.asks(Intent::CopyOpened);
    assert!(matches!(story.effects.as_slice(), [Effect::Desktop(Desktop::CopyNote(text))] if text == address));
    assert!(story.view().opening.is_some(), "copying puts nothing away");
    story.asks(Intent::CopyPage { link: Link::Admin });
    let expected = |text: &str| text == address;
    assert!(
        matches!(story.effects.as_slice(), [Effect::Desktop(Desktop::CopyPage { address, practice: false })] if expected(address))
    );
    story.asks(Intent::Back);
    assert_eq!(story.view().opening, None);
}

#[test]
fn meum_is_switched_off_at_checkout_only_where_this_app_had_switched_it_on() {
    let ended = |story: &Story| {
        let Screen::Ended(page) = story.view().screen else { panic!("the page of the end") };
        *page
    };
    let leaves = |switched_on: bool| {
        let mut story = Story::at_hand_over(true);
        story.hands_over(switched_on).asks(Intent::Continue).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        story.opens_disconnect().disconnects(Ending::Disconnected).clears_up(Ok(()));
        story
    };
    let mut story = leaves(false);
    assert!(!ended(&story).todo.offers);
    story.asks(Intent::SwitchOff);
    assert!(questions(&story).is_empty());
    let mut story = leaves(true);
    assert!(ended(&story).todo.offers);
    for (answer, done) in [(Err(problem(ProblemKind::NotSwitchedOff)), false), (Ok(()), true)] {
        story.asks(Intent::SwitchOff);
        assert!(matches!(questions(&story).as_slice(), [Question::SwitchOff { .. }]));
        let ticket = story.ticket();
        story.happens(Event::SwitchedOff { ticket, result: answer });
        let todo = ended(&story).todo;
        assert_eq!((todo.done, todo.problem.is_some(), todo.offers), (done, !done, !done));
    }
    assert!(ended(&story.restarted()).todo.done, "it is noted");
    // Its keys are gone: it is done by hand.
    let mut record = leaves(true).app.current().unwrap().record.clone();
    record.keys = None;
    let mut story = leaves(true);
    story.loads(record);
    assert!(!ended(&story).todo.offers);
}
