//! What must hold of a history that cannot be stored: the panel goes on and says so, and nothing is lost
//! once there is room again.

use crate::story::{Story, sight, status, text};
use connect_core::effect::{Effect, Keep};
use connect_core::event::{Event, Unstored};
use connect_core::history::recorder::MOST_WAITING;
use connect_core::history::{Absence, Away, Period};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::StatusFacts;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, Screen};
use std::collections::BTreeSet;

fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel
}

/// Meum says this of payment updates; gives back what is to be stored.
fn updates(story: &mut Story, word: &str) -> Vec<Period> {
    story.now = story.now.after(Span::seconds(40));
    story.asks(Intent::CheckNow);
    story.meum_answers(Ok(StatusFacts { webhook_health: Some(text(word)), ..status(true) }));
    stored(story)
}

fn stored(story: &Story) -> Vec<Period> {
    let all = story.effects.iter().filter_map(|effect| match effect {
        Effect::Keep(Keep::History(_, periods)) => Some(periods.clone()),
        _ => None,
    });
    all.flatten().collect()
}

fn fails_to_store(story: &mut Story, periods: Vec<Period>) {
    let shop = story.app.current().unwrap().record.id.clone();
    story.happens(Event::HistoryNotStored { what: Unstored::Periods(shop, periods), passes: false });
}

#[test]
fn what_could_not_be_stored_is_stored_with_what_comes_next_and_the_panel_goes_on() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let mut lost: Vec<Period> = Vec::new();
    for word in ["FAILING", "HEALTHY", "FAILING", "HEALTHY"] {
        let news = updates(&mut story, word);
        let known: BTreeSet<(LineId, Timestamp)> = news.iter().map(|period| (period.line, period.from)).collect();
        assert!(
            lost.iter().all(|period| known.contains(&(period.line, period.from))),
            "nothing is left out: {known:?}"
        );
        lost.clone_from(&news);
        fails_to_store(&mut story, news);
        assert!(panel(&story).history.gap.is_some(), "the panel says so");
        let expected = if word == "HEALTHY" { Headline::CanPay } else { Headline::Attention };
        assert_eq!(panel(&story).headline, expected, "and says what holds");
    }
    let news = updates(&mut story, "FAILING");
    let periods: Vec<LineState> =
        news.iter().filter(|period| period.line == LineId::Webhook).map(|period| period.state).collect();
    assert_eq!(periods.len(), 6, "every change is there: {periods:?}");
    story.happens(Event::HistoryStored);
    assert_eq!(panel(&story).history.gap, None);
    let next = updates(&mut story, "FAILING");
    assert!(next.iter().filter(|period| period.line == LineId::Webhook).count() <= 1, "and stored once");
}

#[test]
fn the_gap_begins_with_the_first_failure_and_a_lock_that_passes_is_none() {
    let mut story = Story::at_panel(true);
    let absence = Absence { why: Away::Asleep, from: Timestamp(1), until: Timestamp(9_000_000) };
    story.happens(Event::HistoryNotStored { what: Unstored::Absence(absence), passes: true });
    assert_eq!(panel(&story).history.gap, None);
    story.happens(Event::HistoryNotStored { what: Unstored::Absence(absence), passes: false });
    let since = panel(&story).history.gap;
    assert_eq!(since, Some(story.now));
    fails_to_store(&mut story, Vec::new());
    assert_eq!(panel(&story).history.gap, since);
    story.happens(Event::HistoryStored);
    let again = story.effects.iter().filter(|effect| matches!(effect, Effect::Keep(Keep::Absence(_)))).count();
    assert_eq!(again, 2, "what waited is stored");
}

#[test]
fn what_waits_for_a_full_disk_is_bounded() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let old = |number: i64| Period {
        line: LineId::Shop,
        state: LineState::Working,
        code: None,
        from: Timestamp(number),
        until: Timestamp(number),
        unsteady: false,
    };
    for round in 0..4_i64 {
        fails_to_store(&mut story, (0..3_000).map(|number| old(round * 3_000 + number)).collect());
    }
    let news = updates(&mut story, "FAILING");
    assert!(news.len() <= MOST_WAITING + 20, "{} periods wait", news.len());
    assert!(news.iter().any(|period| period.from == Timestamp(11_999)), "the newest are kept");
}
