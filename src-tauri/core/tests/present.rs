//! What must hold of facts that are old: they are not said to be the present, on the panel and in its
//! headline, and nobody learns anything by a start.

use crate::story::{self, Story, connect_facts, found, sight, status};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, Screen};

const DAY: Span = Span::hours(24);

fn days(count: i64) -> Span {
    Span(DAY.0 * count)
}

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        other => panic!("not the panel: {other:?}"),
    }
}

fn state(story: &Story, id: LineId) -> LineState {
    panel(story).lines.iter().find(|line| line.id == id).unwrap().state
}

fn healthy() -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CanPay);
    story
}

#[test]
fn after_a_start_what_was_seen_of_the_shop_last_week_is_not_the_present() {
    let mut story = healthy().restarted_after(days(7));
    for id in [LineId::Shop, LineId::Keys, LineId::Meum, LineId::Webhook, LineId::Payouts, LineId::Plugin] {
        assert_eq!(state(&story, id), LineState::NotChecked, "{id:?}");
    }
    story.meum_answers(Ok(status(true)));
    assert_eq!(panel(&story).headline, Headline::Checking, "Meum alone does not know the shop");
    assert_eq!(state(&story, LineId::Plugin), LineState::NotChecked);
    story.shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CanPay);
}

#[test]
fn keys_that_were_removed_hide_the_shop_and_an_old_look_at_it_does_not_stand_in() {
    for (closed, headline) in [(Span::hours(1), Headline::CanPay), (days(31), Headline::CantTell)] {
        let mut story = healthy().restarted_after(closed);
        story.meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::KeyUnknown));
        assert_eq!(state(&story, LineId::Keys), LineState::NotWorking);
        assert_eq!(panel(&story).headline, headline, "{closed:?}");
    }
}

#[test]
fn a_night_of_sleep_makes_a_verdict_old_before_anybody_has_answered() {
    let mut story = healthy();
    let evening = story.now;
    assert!(story.app.wake_at(evening).unwrap() <= evening.after(Span::seconds(600)), "the app looks by then");
    story.now = evening.after(Span::hours(9));
    story.happens(Event::Tick);
    assert_eq!(panel(&story).headline, Headline::CantTell);
    assert_eq!(state(&story, LineId::Shop), LineState::NotChecked);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let shown = panel(&story);
    assert_eq!(shown.headline, Headline::CanPay);
    assert!(shown.since.unwrap() <= evening, "it comes back as it was");
}

#[test]
fn waking_asks_at_once_and_says_that_it_checks() {
    let mut story = healthy();
    story.happens(Event::Woke);
    assert_eq!(panel(&story).headline, Headline::Checking);
    assert_eq!(story::questions(&story).len(), 2);
}

/// At the panel of a shop that Meum said this of the wallet when connecting; its status never speaks of it.
fn connected_with(payout_configured: Option<bool>) -> Story {
    let mut story = Story::at_review();
    story.connects_with(ConnectFacts { payout_configured, warning: None, ..connect_facts(true) });
    story.hands_over(true).asks(Intent::Continue);
    story
}

fn silent() -> StatusFacts {
    StatusFacts { payout_configured: None, ..status(true) }
}

#[test]
fn what_meum_said_of_the_wallet_when_connecting_does_not_stand_for_ever() {
    let mut story = connected_with(Some(true));
    story.meum_answers(Ok(silent())).shop_answers(Ok(sight()));
    assert_eq!((panel(&story).headline, state(&story, LineId::Payouts)), (Headline::CanPay, LineState::Working));
    let mut story = story.restarted_after(days(200));
    story.meum_answers(Ok(silent())).shop_answers(Ok(sight()));
    assert_eq!(state(&story, LineId::Payouts), LineState::CantTell, "nobody spoke of it for 200 days");
    assert_eq!(panel(&story).headline, Headline::CanPay, "Meum says that the shop is ready to accept payments");

    let mut story = connected_with(Some(false));
    assert_eq!(panel(&story).headline, Headline::CantPayYet);
    story = story.restarted_after(days(31));
    story.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CantTell, "a month-old no is not the present");
    assert_eq!(state(&story, LineId::Payouts), LineState::CantTell);
}

#[test]
fn a_failure_of_last_week_is_not_the_present_and_a_locked_password_store_is() {
    for (kind, state_of_shop) in
        [(ProblemKind::Blocked, LineState::NotChecked), (ProblemKind::VaultLocked, LineState::CantTell)]
    {
        let mut story = healthy();
        story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Err(kind));
        let story = story.restarted_after(days(7));
        assert_eq!(state(&story, LineId::Shop), state_of_shop, "{kind:?}");
    }
}

#[test]
fn since_does_not_depend_on_which_answer_comes_first_after_a_start() {
    type Sinces = (Option<Timestamp>, Vec<Option<Timestamp>>);
    let sinces = |story: &Story| -> Sinces {
        let panel = panel(story);
        (panel.since, panel.lines.iter().map(|line| line.since).collect())
    };
    for closed in [Span::seconds(60), Span::hours(1), days(7)] {
        let before = sinces(&healthy());
        let mut meum_first = healthy().restarted_after(closed);
        meum_first.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        let mut shop_first = healthy().restarted_after(closed);
        shop_first.shop_answers(Ok(sight())).meum_answers(Ok(status(true)));
        assert_eq!(sinces(&meum_first), before, "{closed:?}");
        assert_eq!(sinces(&shop_first), before, "{closed:?}");
    }
}

#[test]
fn a_shop_that_never_answered_is_not_checked() {
    let story = Story::at_panel(true);
    assert_eq!(panel(&story).headline, Headline::Checking);
    assert_eq!(state(&story, LineId::Plugin), LineState::NotChecked);
    assert_eq!(panel(&story).home, found().home.as_str().to_owned());
}
