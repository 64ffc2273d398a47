//! What must hold after an answer to *connect* got lost: it is not forgotten, nothing is sent over
//! a request that Meum may still be working on, and there is always a way on.

use crate::story;
use crate::story::lost::{MINUTE, cannot_look, lose, meum_says, panel, shop, starts_with_open_connect, wizard};
use crate::story::unknown_shop;
use crate::story::{Story, connect_facts, connects, found, key_facts, problem, questions, status, step, text, trouble};
use connect_core::effect::{Effect, Keep, Question, StatusKey};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::line::LineId;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, NewConnection, PendingMeumKey, StatusFacts};
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::reading;
use connect_core::shop_facts::{HandOver, KeyFacts};
use connect_core::step::Step;
use connect_core::time::{Span, Timestamp};
use connect_core::view::StepView;
use connect_core::webhook::WebhookForm;

#[test]
fn without_a_store_that_was_never_used_a_lost_answer_is_looked_into_as_one() {
    let story = Story::at_keys();
    let (keys, key) = (Kept::UntilClosed, Kept::UntilClosed);
    for (keys, key, memory_only) in
        [(keys, key, true), (Kept::Vault, key, true), (keys, Kept::Vault, true), (Kept::Vault, Kept::Vault, false)]
    {
        let mut record = shop(&story).record.clone();
        record.step = Step::Review;
        record.keys = Some(KeyFacts { kept: keys, ..key_facts(true) });
        record.meum_key = Some(PendingMeumKey {
            prefix: "sk_live_7h3c".to_owned(),
            entered_at: story.now,
            kept: key,
            expires_at: None,
        });
        let story = starts_with_open_connect(record);
        let asked = questions(&story);
        assert!(
            matches!(asked.as_slice(), [Question::RecoverConnect { memory_only: is }] if *is == memory_only),
            "{asked:?}"
        );
    }
}

#[test]
fn without_any_key_left_a_lost_answer_is_said_and_the_way_on_is_another_key() {
    let mut story = Story::at_review();
    let mut record = shop(&story).record.clone();
    record.meum_key.as_mut().unwrap().kept = Kept::UntilClosed;
    story = starts_with_open_connect(record);
    lose(&mut story);
    assert_eq!((step(&story), trouble(&story)), (Step::Review, Some(ProblemKind::ConnectAnswerLost)));
    assert!(questions(&story).is_empty(), "there is no key to ask with");
    story.asks(Intent::AskMeum);
    assert_eq!(trouble(&story), Some(ProblemKind::MeumKeyGone));
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().asks(Intent::AskMeum);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]));
    meum_says(&mut story, unknown_shop());
    story.now = story.now.after(MINUTE);
    story.asks(Intent::Connect { replace: true });
    assert_eq!(connects(&story), 1, "connecting again is possible");
}

#[test]
fn a_store_that_is_missing_for_good_can_be_given_up_while_a_connect_is_open() {
    for (kind, may) in [
        (ProblemKind::VaultMissing, true),
        (ProblemKind::VaultRefused, true),
        (ProblemKind::VaultLocked, false),
        (ProblemKind::VaultSlow, false),
    ] {
        let mut story = starts_with_open_connect(shop(&Story::at_review()).record.clone());
        cannot_look(&mut story, kind);
        let card = wizard(&story).problem.unwrap();
        let offered = [Some(card.next), card.or_step].contains(&Some(NextStep::KeepUntilClosed));
        assert_eq!(offered, may, "{kind:?}");
        story.asks(Intent::KeepUntilClosed);
        let chosen = story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::SecretsUntilClosed(_))));
        assert_eq!(chosen, may, "{kind:?}");
        let asked = questions(&story);
        let looks = matches!(asked.as_slice(), [Question::RecoverConnect { memory_only: true }]);
        assert_eq!(looks, may, "{kind:?}: {asked:?}");
    }
}

#[test]
fn while_a_connect_is_open_no_other_shop_is_looked_for() {
    let mut story = starts_with_open_connect(shop(&Story::at_review()).record.clone());
    cannot_look(&mut story, ProblemKind::VaultLocked);
    story.asks(Intent::GoTo { step: Step::YourShop });
    assert_eq!(step(&story), Step::YourShop);
    for intent in [
        Intent::CheckAddress { text: "other-shop.example".to_owned() },
        Intent::EnterExtraPassword { user: story::secret("user"), password: story::secret("password") },
    ] {
        story.asks(intent);
        assert!(questions(&story).is_empty(), "nothing is looked for");
        assert_eq!(trouble(&story), Some(ProblemKind::ConnectStillOpen));
    }
    assert_eq!(
        wizard(&story).problem.unwrap().about.store.as_deref(),
        Some("corner-shop.example"),
        "it says for which"
    );
    assert!(wizard(&story).can_forget, "the other way out");
    story.asks(Intent::TryAgain);
    assert!(matches!(questions(&story).as_slice(), [Question::RecoverConnect { .. }]));
    let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::Vault };
    story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
    assert_eq!(step(&story), Step::HandOver);
    let home = &shop(&story).record.found.as_ref().unwrap().home;
    assert_eq!(*home, found().home, "what was found goes to the shop it was made for");
}

#[test]
fn once_the_end_of_a_connect_is_known_another_shop_may_be_looked_for() {
    let mut story = starts_with_open_connect(shop(&Story::at_review()).record.clone());
    cannot_look(&mut story, ProblemKind::VaultLocked);
    story.asks(Intent::TryAgain);
    lose(&mut story);
    story.asks(Intent::Cancel).asks(Intent::GoTo { step: Step::YourShop });
    story.asks(Intent::CheckAddress { text: "other-shop.example".to_owned() });
    assert!(matches!(questions(&story).as_slice(), [Question::FindShop { .. }]));
}

#[test]
fn nothing_is_sent_over_a_request_that_meum_may_still_be_working_on() {
    let lost = |story: &mut Story| {
        story.presses_connect();
        lose(story);
        meum_says(story, unknown_shop());
        shop(story).record.attempt.lost().unwrap().at
    };
    let mut story = Story::at_review();
    let at = lost(&mut story);
    let StepView::Review { lost_answer: Some(view), .. } = wizard(&story).step else { panic!("a lost answer") };
    assert_eq!(view.again_at, at.after(MINUTE), "the screen counts down to it");
    let cases = [
        (at.after(Span(1)), 0),
        (at.after(MINUTE).after(Span(-1_000)), 0),
        // The clock was put right by a little, and by much.
        (at.after(Span(-30_000)), 0),
        (at.after(MINUTE), 1),
        (at.after(Span::hours(-2)), 1),
    ];
    for (now, sent) in cases {
        let mut story = Story::at_review();
        assert_eq!(lost(&mut story), at, "the same story");
        story.now = Timestamp(now.0 - 250);
        story.asks(Intent::Connect { replace: true });
        assert_eq!(connects(&story), sent, "{} ms after the loss", now.0 - at.0);
    }
}

#[test]
fn a_clock_set_back_does_not_keep_meum_working_for_ever() {
    let mut story = Story::at_review();
    story.presses_connect();
    lose(&mut story);
    meum_says(&mut story, unknown_shop());
    assert!(shop(&story).stage.retry.at.is_some());
    story.now = Timestamp(story.now.0 - 3_600_000);
    story.happens(Event::Tick);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]), "it is due");
    meum_says(&mut story, unknown_shop());
    assert!(!shop(&story).record.attempt.is_open(), "it is Meum's last word");
}

#[test]
fn a_press_while_a_connect_is_open_looks_into_it_and_sends_nothing() {
    let closes =
        |story: &Story| story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::CloseConnect(_))));
    let mut story = Story::at_review();
    story.presses_connect();
    cannot_look(&mut story, ProblemKind::VaultLocked);
    story.asks(Intent::Connect { replace: true });
    assert!(matches!(questions(&story).as_slice(), [Question::RecoverConnect { .. }]));
    cannot_look(&mut story, ProblemKind::VaultLocked);
    assert!(!closes(&story) && shop(&story).record.attempt.is_unresolved());
    story.asks(Intent::Connect { replace: true });
    lose(&mut story);
    assert!(closes(&story) && shop(&story).record.attempt.is_open());
}

#[test]
fn what_was_never_accepted_is_not_compared_with_what_meum_answered() {
    for ends in [
        ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyRefused)),
        ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)),
    ] {
        let mut story = Story::at_panel(true);
        let before = reading::sent(&shop(&story).record).cloned();
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
        story.asks(Intent::ChooseWebhook { form: WebhookForm::Older, custom: String::new() });
        story.asks(Intent::Connect { replace: true }).connect_ends(ends.clone());
        assert_eq!(reading::sent(&shop(&story).record).cloned(), before, "{ends:?}");
        story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back).asks(Intent::ResumeHandOver);
        assert_eq!(wizard(&story).remarks, [], "{ends:?}");
    }
}

#[test]
fn after_a_lost_answer_the_screen_shows_what_was_sent() {
    let mut story = Story::at_review();
    story.asks(Intent::ChooseWebhook { form: WebhookForm::Older, custom: String::new() });
    story.presses_connect();
    lose(&mut story);
    let mut story = story.restarted();
    let StepView::Review { webhook_url, .. } = wizard(&story).step else { panic!("the review") };
    assert!(webhook_url.contains("wc-api"), "{webhook_url}");
    story.now = story.now.after(MINUTE);
    story.asks(Intent::Cancel).asks(Intent::Connect { replace: true });
    let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::Vault };
    story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
    assert!(shop(&story).record.connection.as_ref().unwrap().sent.as_ref().unwrap().webhook_url.contains("wc-api"));
}

#[test]
fn a_connection_that_was_replaced_is_urgent_whatever_meum_said_of_it() {
    let silent = ConnectFacts { credentials_rotated: None, ..connect_facts(true) };
    for facts in [silent, ConnectFacts { key_prefix: Some("sk_live_n3w1".to_owned()), ..ConnectFacts::default() }] {
        let mut story = Story::at_review();
        story.connects_with(facts.clone());
        let urgent = |story: &Story| matches!(wizard(story).step, StepView::HandOver { rotated: Some(_), .. });
        assert!(!urgent(&story), "the first connection replaces nothing");
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
        let connection = NewConnection { facts, at: story.now, kept: Kept::Vault };
        story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
        assert!(urgent(&story));
        story.asks(Intent::HandedOverByHand);
        story.meum_answers(Ok(StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) }));
        let line = panel(&story).lines.into_iter().find(|line| line.id == LineId::Webhook).unwrap();
        assert_eq!(line.code, Some(ProblemKind::OldSecretInUse), "the old secret may still be in the plugin");
    }
}

#[test]
fn what_a_leftover_entry_tells_removes_no_key_that_was_entered_since() {
    for entered in [true, false] {
        let mut story = Story::at_hand_over(true);
        if entered {
            story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
        }
        let record = shop(&story).record.clone();
        let known = record.connection.clone().unwrap();
        let connection = NewConnection { facts: known.facts, at: known.at, kept: known.kept };
        let mut story = starts_with_open_connect(record);
        story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
        let forgets = story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::ForgetMeumKey(_))));
        assert_eq!(forgets, !entered);
        assert_eq!(shop(&story).record.hand_over(), HandOver::Pending);
    }
}
