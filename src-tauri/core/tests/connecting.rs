//! What must hold while connecting: once per press, nothing lost, nothing claimed.

use crate::story::lost::shop;
use crate::story::{Story, connects, problem, questions, sight, status, step, text, trouble, unknown_shop};
use connect_core::attempt::AfterLoss;
use connect_core::effect::{Effect, Keep, Question, StatusKey};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::meum_facts::{ConnectOutcome, NewConnection, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::shop::Standing;
use connect_core::shop_facts::HandOver;
use connect_core::step::Step;
use connect_core::time::Span;
use connect_core::view::{Screen, StepView};

#[test]
fn connect_is_asked_once_however_often_it_is_pressed() {
    let mut story = Story::at_review();
    story.presses_connect();
    assert_eq!(connects(&story), 1);
    for intent in [Intent::Connect { replace: true }, Intent::TryAgain, Intent::Cancel, Intent::Back] {
        story.asks(intent);
        assert_eq!(connects(&story), 0);
        assert!(story.app.current().unwrap().doing.is_some(), "it cannot be called back");
    }
}

#[test]
fn what_led_to_connecting_is_stored_before_it_is_sent() {
    let mut story = Story::at_meum_key();
    story.keeps_meum_key();
    assert!(matches!(story.effects.first(), Some(Effect::Keep(Keep::Shop(..)))));
}

#[test]
fn a_lost_answer_is_never_followed_by_another_connect_without_a_word() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]), "it asks Meum instead");
    assert_eq!(trouble(&story), Some(ProblemKind::ConnectAnswerLost), "while it asks");
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    assert_eq!(shop(&story).record.attempt.told().and_then(|lost| lost.says), Some(AfterLoss::Connected));
    assert_eq!(trouble(&story), Some(ProblemKind::ConnectAnswerLost), "it is lost all the same");
    story.asks(Intent::Connect { replace: false });
    assert_eq!(connects(&story), 0);
    story.asks(Intent::TryAgain);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(_)]), "again, not another connect");
    story.now = story.now.after(Span::seconds(60));
    story.asks(Intent::Cancel).asks(Intent::Connect { replace: true });
    assert_eq!(connects(&story), 1);
}

#[test]
fn after_a_lost_answer_the_key_that_meum_calls_active_tells_whether_anything_changed() {
    let cases = [
        (Some("sk_live_d3d1"), Some(AfterLoss::AsBefore)),
        (Some("sk_live_n3w1"), Some(AfterLoss::Connected)),
        // What every key begins with tells none from another.
        (Some("sk_live_"), Some(AfterLoss::Connected)),
        (None, Some(AfterLoss::Connected)),
    ];
    for (active, says) in cases {
        let mut story = Story::at_panel(true);
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        let ticket = story.ticket();
        let facts = StatusFacts { credential_prefix: active.map(text), ..status(true) };
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(facts)) });
        assert_eq!(shop(&story).record.attempt.told().and_then(|lost| lost.says), says, "{active:?}");
    }
}

#[test]
fn meum_is_asked_once_more_when_it_can_no_longer_be_working_on_a_lost_request() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    let lost_at = story.app.current().unwrap().record.attempt.lost().unwrap().at;
    let says = |story: &mut Story, facts: StatusFacts| {
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(facts)) });
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
        let StepView::Review { lost_answer: Some(lost), .. } = wizard.step else { panic!("a lost answer") };
        (lost.meum_says, lost.settled, wizard.retry_at)
    };
    let again = lost_at.after(Span::seconds(60));
    assert_eq!(says(&mut story, unknown_shop()), (Some(AfterLoss::NotConnected), false, Some(again)));
    story.now = again;
    story.happens(Event::Tick);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]));
    assert_eq!(says(&mut story, unknown_shop()), (Some(AfterLoss::NotConnected), true, None));
}

#[test]
fn a_lost_answer_is_remembered_by_the_next_start() {
    let mut story = Story::at_review();
    story.presses_connect();
    let record = story.app.current().unwrap().record.clone();
    let mut next = Story::starting();
    let mut loaded = Loaded { unfinished: vec![record.id.clone()], shops: vec![record.clone()], ..Loaded::default() };
    loaded.settings.current = Some(record.id);
    next.happens(Event::Loaded(Ok(Box::new(loaded))));
    assert!(matches!(questions(&next).as_slice(), [Question::RecoverConnect { .. }]));
    next.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    assert!(next.app.current().unwrap().record.attempt.is_open());
    assert!(matches!(questions(&next.restarted()).as_slice(), [Question::Status(StatusKey::Any)]), "and asked about");
}

#[test]
fn a_lost_answer_is_on_the_screen_of_the_next_start() {
    let mut next = Story::at_review();
    next.presses_connect();
    next.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    let next = next.restarted();
    assert!(
        matches!(next.view().screen, Screen::Wizard(wizard) if matches!(wizard.step, StepView::Review { lost_answer: Some(_), .. }))
    );
}

#[test]
fn a_connect_that_cannot_be_looked_into_stays_open_until_it_can() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::StillOpen(problem(ProblemKind::VaultLocked)));
    assert_eq!(trouble(&story), Some(ProblemKind::VaultLocked));
    assert!(!story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::CloseConnect(_)))));
    story.asks(Intent::Connect { replace: false });
    assert_eq!(connects(&story), 0);
    story.asks(Intent::TryAgain);
    assert!(matches!(questions(&story).as_slice(), [Question::RecoverConnect { .. }]));
}

#[test]
fn a_refused_status_after_a_lost_answer_says_nothing_of_the_key() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Err(problem(ProblemKind::MeumKeyWrongKind)) });
    assert_eq!(trouble(&story), Some(ProblemKind::StatusUnknown));
}

#[test]
fn after_a_lost_answer_a_meum_that_cannot_be_asked_is_a_line_for_support() {
    for kind in [ProblemKind::MeumFault, ProblemKind::MeumUnreachable] {
        let mut story = Story::at_review();
        story.presses_connect();
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Err(problem(kind).with_technical("GET /status · 503")) });
        assert_eq!(trouble(&story), Some(ProblemKind::ConnectAnswerLost), "{kind:?}");
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
        assert_eq!(wizard.problem.unwrap().tried, [text("GET /status · 503")]);
    }
}

#[test]
fn what_the_password_store_lost_is_not_said_to_be_kept() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyGone)));
    assert!(story.app.current().unwrap().record.meum_key.is_none());
    story.asks(Intent::Connect { replace: false });
    assert_eq!((connects(&story), trouble(&story)), (0, Some(ProblemKind::MeumKeyGone)));
}

#[test]
fn the_journal_is_closed_after_the_shop_is_stored() {
    let mut story = Story::at_review();
    story.connects(true);
    let position = |wanted: fn(&Effect) -> bool| story.effects.iter().position(wanted);
    let saved = position(|effect| matches!(effect, Effect::Keep(Keep::Shop(..))));
    let closed = position(|effect| matches!(effect, Effect::Keep(Keep::CloseConnect(_))));
    assert!(saved.is_some() && saved < closed);
}

#[test]
fn an_old_key_that_is_refused_has_run_out() {
    let mut story = Story::at_review();
    story.now = story.now.after(Span::hours(25));
    story.presses_connect();
    story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyRefused)));
    assert_eq!(trouble(&story), Some(ProblemKind::MeumKeyExpired));
}

#[test]
fn an_old_key_has_run_out_whatever_meum_calls_it_and_a_new_one_has_not() {
    let cases = [
        (ProblemKind::MeumKeyRefused, 25, ProblemKind::MeumKeyExpired),
        (ProblemKind::MeumKeyWrongKind, 25, ProblemKind::MeumKeyExpired),
        (ProblemKind::MeumForbids, 25, ProblemKind::MeumKeyExpired),
        (ProblemKind::MeumForbids, 23, ProblemKind::MeumForbids),
        (ProblemKind::MeumFault, 25, ProblemKind::MeumFault),
    ];
    for (refused, hours, expected) in cases {
        let mut story = Story::at_review();
        story.now = story.now.after(Span::hours(hours));
        story.presses_connect();
        story.connect_ends(ConnectOutcome::NotConnected(problem(refused)));
        assert_eq!(trouble(&story), Some(expected), "{refused:?} after {hours} hours");
    }
}

#[test]
fn the_end_that_meum_names_before_connecting_is_that_of_the_key_it_names() {
    let cases = [
        (Some("sk_live_7h3c"), ProblemKind::MeumKeyExpired),
        (Some("sk_live_0th3"), ProblemKind::MeumKeyRefused),
        (Some("sk_live_"), ProblemKind::MeumKeyRefused),
        (None, ProblemKind::MeumKeyRefused),
    ];
    for (named, expected) in cases {
        let mut story = Story::at_review();
        story.asks(Intent::Connect { replace: false });
        let (ticket, ended) = (story.ticket(), Some(story.now.after(Span::seconds(5))));
        let (prefix, facts) = (named.map(text), unknown_shop());
        let facts = StatusFacts { pending_key_prefix: prefix, pending_key_expires_at: ended, ..facts };
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(facts)) });
        story.now = story.now.after(Span::seconds(6));
        story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyRefused)));
        assert_eq!(trouble(&story), Some(expected), "{named:?}");
        let expires_at = story.app.current().unwrap().record.meum_key.as_ref().unwrap().expires_at;
        assert_eq!(expires_at == ended, expected == ProblemKind::MeumKeyExpired, "the countdown is Meum's: {named:?}");
    }
}

#[test]
fn a_refused_key_whose_end_meum_named_has_run_out() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::AskMeum);
    let (ticket, ended) = (story.ticket(), Some(story.now.after(Span::seconds(120))));
    let prefix = Some(text("sk_live_7h3c"));
    let facts = StatusFacts { pending_key_prefix: prefix, pending_key_expires_at: ended, ..unknown_shop() };
    story.happens(Event::StatusCame { ticket, result: Ok(Box::new(facts)) });
    for (waited, kind) in [(61, ProblemKind::MeumKeyRefused), (60, ProblemKind::MeumKeyExpired)] {
        story.now = story.now.after(Span::seconds(waited));
        story.asks(Intent::Connect { replace: true });
        story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumKeyRefused)));
        assert_eq!(trouble(&story), Some(kind));
    }
}

#[test]
fn connecting_again_takes_the_merchants_word_and_hands_over_anew() {
    let again = || {
        let mut story = Story::at_panel(true);
        story.shop_answers(Ok(sight())).asks(Intent::ReplaceMeumKey).keeps_meum_key();
        story
    };
    for says in [Ok(unknown_shop()), Ok(status(true)), Err(ProblemKind::MeumKeyWrongKind)] {
        let mut story = again();
        story.asks(Intent::Connect { replace: true });
        assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Connection)]), "asked first");
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: says.clone().map(Box::new).map_err(problem) });
        assert_eq!(connects(&story), 0, "whatever Meum says, the word comes after it: {says:?}");
        story.asks(Intent::Connect { replace: false });
        assert_eq!(connects(&story), 0, "{says:?}");
        story.asks(Intent::Connect { replace: true });
        assert_eq!(connects(&story), 1, "{says:?}");
    }
    let mut story = again();
    story.presses_connect_again();
    let before = story.app.current().unwrap().record.connection.clone().unwrap();
    let connection = NewConnection { facts: before.facts, at: story.now, kept: before.kept };
    story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
    assert_eq!(step(&story), Step::HandOver);
    assert_eq!(story.app.current().unwrap().record.hand_over(), HandOver::Pending);
}

#[test]
fn meum_is_asked_before_connecting_and_a_shop_it_knows_waits_for_the_merchants_word() {
    let at = |site: &str| StatusFacts { site_url: Some(text(site)), ..status(true) };
    let said = |connected, other: Option<&str>| Some(Standing { connected, other_site: other.map(text) });
    let cases = [
        (Ok(status(true)), said(Some(true), None)),
        (Ok(StatusFacts { connection_status: None, connected: None, ..status(true) }), said(None, None)),
        (Err(ProblemKind::MeumKeyWrongKind), said(None, None)),
        (Ok(StatusFacts::default()), said(None, None)),
        (Ok(at("https://corner-shop.example/")), said(Some(true), None)),
        (Ok(at("https://staging.corner-shop.example")), said(Some(true), Some("https://staging.corner-shop.example"))),
        (Ok(at("my \u{202e}old shop")), said(Some(true), Some("my old shop"))),
        (Ok(unknown_shop()), None),
    ];
    for (says, standing) in cases {
        let mut story = Story::at_review();
        story.asks(Intent::Connect { replace: false });
        assert!(matches!(questions(&story).as_slice(), [Question::Status(_)]), "{says:?}");
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: says.clone().map(Box::new).map_err(problem) });
        assert_eq!(shop(&story).stage.review().and_then(|review| review.standing.clone()), standing, "{says:?}");
        assert_eq!(connects(&story), usize::from(standing.is_none()), "{says:?}");
        if standing.is_some() {
            story.asks(Intent::Connect { replace: false });
            assert_eq!(connects(&story), 0, "not without a word: {says:?}");
            story.asks(Intent::Connect { replace: true });
            assert_eq!(connects(&story), 1, "{says:?}");
        }
    }
}

#[test]
fn a_meum_that_cannot_be_asked_is_not_connected_to() {
    for kind in [ProblemKind::MeumUnreachable, ProblemKind::MeumFault, ProblemKind::MeumKeyRefused] {
        let mut story = Story::at_review();
        story.asks(Intent::Connect { replace: false });
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Err(problem(kind)) });
        assert_eq!((connects(&story), trouble(&story)), (0, Some(kind)));
    }
}

#[test]
fn another_connection_key_is_asked_with_anew() {
    let mut story = Story::at_review();
    story.asks(Intent::Connect { replace: false });
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Ok(Box::new(status(true))) });
    story.asks(Intent::Back).keeps_meum_key();
    assert_eq!(shop(&story).stage.review().and_then(|review| review.standing.clone()), None);
}
