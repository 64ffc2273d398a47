//! What Meum issued while the password store would not take it: memory has it, the store is tried
//! again wherever it matters, and nobody is kept waiting for that.

use crate::story::{Story, connect_facts, problem, questions, step, trouble};
use connect_core::effect::{Effect, Keep, Question};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectOutcome, NewConnection};
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop::Shop;
use connect_core::step::Step;
use connect_core::ticket::Ticket;
use connect_core::view::{Screen, StepView};

fn shop(story: &Story) -> &Shop {
    story.app.current().unwrap()
}

/// Connected, and the password store was locked at that moment.
fn unkept() -> Story {
    let mut story = Story::at_review();
    story.presses_connect();
    let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::UntilClosed };
    story.connect_ends(ConnectOutcome::Unkept(Box::new(connection), problem(ProblemKind::VaultLocked)));
    story
}

/// The same where the merchant chose before that secrets stay until the app closes only.
fn chosen() -> Story {
    let mut story = Story::at_keys();
    story.keys_fail(ProblemKind::VaultLocked).asks(Intent::KeepUntilClosed).asks(Intent::Cancel);
    story.keys_pass(true).asks(Intent::Continue).keeps_meum_key().presses_connect();
    let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::UntilClosed };
    story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
    story
}

/// The ticket of the keeping that was just asked for; nothing waits for it.
fn kept_beside(story: &Story) -> Ticket {
    let at = shop(story).record.connection.as_ref().unwrap().at;
    let asked = questions(story)
        .into_iter()
        .filter(|question| matches!(question, Question::KeepCredentials { at: of } if *of == at));
    assert_eq!(asked.count(), 1, "of this connect");
    assert!(shop(story).doing.is_none(), "nothing waits for it");
    shop(story).memory.keeping.expect("being kept")
}

fn keeping_ends(story: &mut Story, ticket: Ticket, result: Result<Kept, ProblemKind>) {
    story.happens(Event::CredentialsKept { ticket, result: result.map_err(problem) });
}

fn kept(story: &Story) -> Kept {
    shop(story).record.connection.as_ref().unwrap().kept
}

/// Whether the hand-over says: not known to be kept, and in this app's memory.
fn said(story: &Story) -> (bool, bool) {
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
    let StepView::HandOver { until_closed, in_memory, .. } = wizard.step else { panic!("the hand-over") };
    (until_closed, in_memory)
}

fn removes_used_key(story: &Story) -> bool {
    story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::ForgetMeumKey(_))))
}

#[test]
fn credentials_that_only_memory_holds_are_said_to_be_and_can_be_kept_later() {
    let mut story = unkept();
    assert_eq!((step(&story), trouble(&story)), (Step::HandOver, Some(ProblemKind::VaultLocked)));
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the hand-over") };
    let shown = wizard.problem.unwrap();
    assert_eq!((shown.next, shown.or_step), (NextStep::TryAgain, None), "what Meum issued is not given up");
    story.asks(Intent::TryAgain);
    assert!(matches!(questions(&story).as_slice(), [Question::KeepCredentials { .. }]));
    let ticket = story.ticket();
    keeping_ends(&mut story, ticket, Ok(Kept::Vault));
    assert!(removes_used_key(&story), "the used key could not be removed before");
    assert_eq!(kept(&story), Kept::Vault);
}

#[test]
fn whoever_comes_back_to_hand_over_has_it_kept_first() {
    let mut story = unkept();
    story.asks(Intent::HandOverLater).asks(Intent::ResumeHandOver);
    let ticket = kept_beside(&story);
    keeping_ends(&mut story, ticket, Err(ProblemKind::VaultLocked));
    assert_eq!(trouble(&story), Some(ProblemKind::VaultLocked), "still locked, and said");
    story.asks(Intent::HandOverLater).asks(Intent::ResumeHandOver);
    let ticket = kept_beside(&story);
    keeping_ends(&mut story, ticket, Ok(Kept::Vault));
    assert_eq!((kept(&story), trouble(&story), said(&story)), (Kept::Vault, None, (false, false)));
}

#[test]
fn handing_over_is_followed_by_keeping() {
    for chosen_before in [false, true] {
        let mut story = if chosen_before { chosen() } else { unkept() };
        story.hands_over(true);
        let ticket = kept_beside(&story);
        keeping_ends(&mut story, ticket, Err(ProblemKind::VaultLocked));
        let news = (!chosen_before).then_some(ProblemKind::VaultLocked);
        assert_eq!(trouble(&story), news, "what was chosen is no news: {chosen_before}");
        story.asks(Intent::Continue).asks(Intent::CheckNow);
        let ticket = kept_beside(&story);
        keeping_ends(&mut story, ticket, Ok(Kept::Vault));
        assert_eq!(kept(&story), Kept::Vault, "{chosen_before}");
    }
}

#[test]
fn a_switch_that_stayed_off_is_still_said_while_it_is_kept() {
    let mut story = unkept();
    story.hands_over(false);
    let ticket = kept_beside(&story);
    keeping_ends(&mut story, ticket, Err(ProblemKind::VaultLocked));
    assert_eq!(trouble(&story), Some(ProblemKind::GatewayOff));
}

#[test]
fn on_the_panel_nothing_waits_for_keeping() {
    let mut by_hand = unkept();
    by_hand.asks(Intent::HandedOverByHand);
    let mut later = unkept();
    later.asks(Intent::HandOverLater);
    for mut story in [by_hand, later.restarted()] {
        let ticket = kept_beside(&story);
        story.asks(Intent::AskToDisconnect);
        assert!(shop(&story).overlay.is_some(), "what is pressed meanwhile counts");
        story.asks(Intent::Stay);
        keeping_ends(&mut story, ticket, Ok(Kept::Vault));
        assert_eq!(kept(&story), Kept::Vault);
    }
}

#[test]
fn the_next_start_looks_whether_what_memory_held_was_kept_after_all() {
    let mut next = unkept().restarted();
    assert!(matches!(questions(&next).as_slice(), [Question::KeepCredentials { .. }]));
    let ticket = next.ticket();
    keeping_ends(&mut next, ticket, Err(ProblemKind::CredentialsGone));
    assert_eq!(trouble(&next), Some(ProblemKind::CredentialsGone));

    let mut later = unkept();
    later.asks(Intent::HandOverLater);
    let mut next = later.restarted();
    let ticket = kept_beside(&next);
    keeping_ends(&mut next, ticket, Err(ProblemKind::CredentialsGone));
    next.asks(Intent::ResumeHandOver);
    let ticket = kept_beside(&next);
    keeping_ends(&mut next, ticket, Err(ProblemKind::CredentialsGone));
    assert_eq!(trouble(&next), Some(ProblemKind::CredentialsGone), "said where it matters");
}

#[test]
fn only_an_app_that_has_them_asks_to_stay_open() {
    let story = unkept();
    assert_eq!(said(&story), (true, true));
    let mut next = story.restarted();
    let ticket = next.ticket();
    keeping_ends(&mut next, ticket, Err(ProblemKind::VaultLocked));
    assert_eq!(said(&next), (true, false), "a locked store may have them; memory has not");
}

#[test]
fn what_is_kept_beside_never_comes_after_another_connect() {
    let mut story = unkept();
    story.asks(Intent::HandOverLater).asks(Intent::ResumeHandOver);
    let ticket = kept_beside(&story);
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    let position = |wanted: &dyn Fn(&Effect) -> bool| story.effects.iter().position(wanted);
    let called_off = position(&|effect| matches!(effect, Effect::Cancel(of) if *of == ticket));
    let asked = position(&|effect| matches!(effect, Effect::Ask { question: Question::Connect(_), .. }));
    assert!(called_off.is_some() && called_off < asked, "{:?}", story.effects);
    keeping_ends(&mut story, ticket, Ok(Kept::Vault));
    assert_eq!(kept(&story), Kept::UntilClosed, "a late answer changes nothing");
}

#[test]
fn a_key_for_the_next_connect_stays_when_what_the_last_one_issued_is_kept() {
    let mut story = unkept();
    story.asks(Intent::HandOverLater).asks(Intent::ResumeHandOver);
    let ticket = kept_beside(&story);
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
    keeping_ends(&mut story, ticket, Ok(Kept::Vault));
    assert_eq!((kept(&story), removes_used_key(&story)), (Kept::Vault, false));
}

#[test]
fn while_an_earlier_connect_is_open_its_remains_are_not_touched() {
    let mut story = unkept();
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    story.connect_ends(ConnectOutcome::StillOpen(Problem::new(ProblemKind::VaultLocked)));
    story.asks(Intent::Back).asks(Intent::Back);
    assert_eq!(step(&story), Step::HandOver);
    story.asks(Intent::TryAgain);
    assert!(
        matches!(questions(&story).as_slice(), [Question::RecoverConnect { .. }]),
        "the open one is looked into first"
    );
}

#[test]
fn a_meum_key_that_a_lost_store_has_is_entered_once_more() {
    let mut again = unkept();
    again.asks(Intent::ReplaceMeumKey).keeps_meum_key();
    for mut story in [Story::at_review(), again] {
        story.presses_connect_again();
        story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::VaultMissing)));
        story.asks(Intent::KeepUntilClosed);
        let chosen = |effect: &Effect| matches!(effect, Effect::Keep(Keep::SecretsUntilClosed(id)) if *id == shop(&story).record.id);
        assert!(story.effects.iter().any(chosen));
        assert_eq!((step(&story), trouble(&story)), (Step::MeumKey, Some(ProblemKind::MeumKeyGone)));
        assert!(shop(&story).record.meum_key.is_none(), "it is not said to be there");
        story.keeps_meum_key();
        assert_eq!((step(&story), trouble(&story)), (Step::Review, None));
    }
}
