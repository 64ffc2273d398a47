//! What must hold of the history: it shows no line better than it was, says why nobody looked, goes on
//! over a restart, and what it stores is bounded whatever a shop does.

use crate::story::{MORNING, Story, sight, status};
use connect_core::effect::{Effect, Keep};
use connect_core::event::{Event, Loaded};
use connect_core::history::past::Past;
use connect_core::history::recorder::{MOST_AN_HOUR, Reading, Recorder};
use connect_core::history::strip::{Mark, PIECES, Range, strip};
use connect_core::history::troubles::troubles;
use connect_core::history::{Absence, Away, History, LONGEST_SILENCE, Period};
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{HistoryView, Screen};
use proptest::prelude::*;

const LINE: LineId = LineId::Webhook;
const FAILING: Option<ProblemKind> = Some(ProblemKind::WebhookFailing);

fn at(minutes: i64) -> Timestamp {
    MORNING.after(Span::seconds(minutes * 60))
}

fn says(state: LineState, code: Option<ProblemKind>) -> Reading {
    Reading { line: LINE, state, code }
}

fn works() -> Reading {
    says(LineState::Working, None)
}

fn fails() -> Reading {
    says(LineState::NotWorking, FAILING)
}

/// What was recorded of these answers, with the times in which nobody looked.
fn recorded(answers: &[(i64, Reading)], away: &[Absence]) -> History {
    let mut past = Past::default();
    let mut away = away.iter().copied().peekable();
    for (minutes, reading) in answers {
        while let Some(absence) = away.next_if(|absence| absence.until <= at(*minutes)) {
            past.was_away(absence);
        }
        past.note([*reading], at(*minutes));
        past.take_news();
    }
    past.shown
}

fn spans(history: &History) -> Vec<(LineState, i64, i64)> {
    let minutes = |moment: Timestamp| moment.since(MORNING).0 / 60_000;
    history.periods.iter().map(|period| (period.state, minutes(period.from), minutes(period.until))).collect()
}

fn asleep(from: i64, until: i64) -> Absence {
    Absence { why: Away::Asleep, from: at(from), until: at(until) }
}

#[test]
fn a_line_that_says_the_same_is_one_period_and_a_change_ends_it() {
    use LineState::{NotWorking, Working};
    let cases = [
        ("the same", vec![(0, works()), (5, works()), (10, works())], vec![(Working, 0, 10)]),
        ("a change", vec![(0, works()), (5, fails()), (10, fails())], vec![(Working, 0, 5), (NotWorking, 5, 10)]),
        ("a silence", vec![(0, works()), (60, works())], vec![(Working, 0, 0), (Working, 60, 60)]),
        ("not asked", vec![(0, works()), (5, says(LineState::NotChecked, None)), (6, works())], vec![(Working, 0, 6)]),
        (
            "another reason",
            vec![(0, fails()), (5, says(NotWorking, None))],
            vec![(NotWorking, 0, 5), (NotWorking, 5, 5)],
        ),
        ("a clock set back", vec![(100, works()), (0, works())], vec![(Working, 100, 100), (Working, 0, 0)]),
    ];
    for (what, answers, expected) in cases {
        assert_eq!(spans(&recorded(&answers, &[])), expected, "{what}");
    }
}

#[test]
fn a_line_that_is_the_same_after_a_sleep_was_so_all_the_time_and_the_strip_shows_the_sleep() {
    let answers = [(0, works()), (5, works()), (300, works()), (305, works())];
    let history = recorded(&answers, &[asleep(6, 299)]);
    assert_eq!(spans(&history), [(LineState::Working, 0, 305)]);
    let pieces = strip(&history, LINE, Range::Day, at(305));
    let letters: String = pieces.into_iter().map(Mark::letter).collect();
    assert!(letters.ends_with("-wssssssssww"), "{letters}");
}

#[test]
fn a_line_that_changed_while_nobody_looked_changed_at_a_moment_that_nobody_knows() {
    let history = recorded(&[(0, works()), (300, fails())], &[asleep(1, 299)]);
    assert_eq!(spans(&history), [(LineState::Working, 0, 0), (LineState::NotWorking, 300, 300)]);
}

#[test]
fn a_piece_is_as_bad_as_the_worst_moment_in_it() {
    let offline = says(LineState::CantTell, Some(ProblemKind::Offline));
    let cases = [
        ("worked", vec![(0, works()), (9, works())], Mark::Working),
        ("failed for a minute", vec![(0, works()), (4, fails()), (5, works()), (9, works())], Mark::NotWorking),
        ("offline", vec![(0, offline), (9, offline)], Mark::Offline),
        ("offline for a moment", vec![(0, works()), (4, offline), (5, works())], Mark::Offline),
        ("never asked", vec![], Mark::NotChecked),
    ];
    for (what, answers, expected) in cases {
        let pieces = strip(&recorded(&answers, &[]), LINE, Range::Day, at(9));
        assert_eq!(pieces.last(), Some(&expected), "{what}");
    }
}

#[test]
fn a_line_that_flaps_is_bounded_and_never_drawn_better_than_it_was() {
    let mut recorder = Recorder::default();
    let mut stored = 0;
    // Ten thousand changes in an hour.
    for change in 0..10_000_i64 {
        let reading = if change % 2 == 0 { works() } else { fails() };
        recorder.note(reading, MORNING.after(Span(change * 360)), None);
        stored += recorder.take_news().len() - 1;
    }
    assert!(stored <= MOST_AN_HOUR, "{stored} periods are over");
    let latest = recorder.latest().next().unwrap();
    assert_eq!((latest.state, latest.unsteady), (LineState::NotWorking, true));
}

#[test]
fn troubles_that_go_on_come_first_then_the_newest() {
    let history = recorded(&[(0, fails()), (5, works()), (9, fails()), (12, works()), (20, fails())], &[]);
    let ends: Vec<_> = troubles(&history, at(20), 2).into_iter().map(|trouble| (trouble.from, trouble.until)).collect();
    assert_eq!(ends, [(at(20), None), (at(9), Some(at(12)))]);
}

fn shown(story: &Story) -> HistoryView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    panel.history
}

fn stored(story: &Story) -> Vec<Period> {
    let mut all = Vec::new();
    for effect in &story.effects {
        if let Effect::Keep(Keep::History(_, periods)) = effect {
            all.extend(periods.clone());
        }
    }
    all
}

fn webhook_fails() -> connect_core::meum_facts::StatusFacts {
    connect_core::meum_facts::StatusFacts { webhook_health: Some(crate::story::text("FAILING")), ..status(true) }
}

#[test]
fn what_changes_is_stored_at_once_and_stands_on_the_panel() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert!(shown(&story).troubles.is_empty());
    story.asks(Intent::CheckNow).meum_answers(Ok(webhook_fails()));
    let of_line = |period: &&Period| period.line == LINE;
    let states: Vec<LineState> = stored(&story).iter().filter(of_line).map(|period| period.state).collect();
    assert_eq!(states, [LineState::Working, LineState::NotWorking], "the one that is over, and the new one");
    let troubles = shown(&story).troubles;
    assert_eq!(troubles.first().map(|trouble| (trouble.id, trouble.code, trouble.until)), Some((LINE, FAILING, None)));
}

#[test]
fn the_panel_reads_what_is_stored_once() {
    let mut story = Story::at_panel(true);
    let recalls = |story: &Story| {
        story.effects.iter().filter(|effect| matches!(effect, Effect::Keep(Keep::Recall { .. }))).count()
    };
    assert_eq!(recalls(&story), 1);
    let id = story.app.current().unwrap().record.id.clone();
    let old = Period {
        line: LINE,
        state: LineState::NotWorking,
        code: FAILING,
        from: at(-300),
        until: at(-200),
        unsteady: false,
    };
    let history = Box::new(History { periods: vec![old], ..History::default() });
    story.happens(Event::Recalled { shop: id.clone(), history });
    assert_eq!((recalls(&story), shown(&story).troubles.len()), (0, 1));
    story.happens(Event::Recalled { shop: id, history: Box::default() });
    assert_eq!(shown(&story).troubles.len(), 1, "an answer that nobody waits for changes nothing");
}

#[test]
fn a_sleep_is_noted_and_a_nap_is_not() {
    for (slept, expected) in [(Span::hours(8), 1), (Span::seconds(120), 0)] {
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        story.now = story.now.after(slept);
        story.happens(Event::Woke);
        let noted = story.effects.iter().filter(|effect| matches!(effect, Effect::Keep(Keep::Absence(_)))).count();
        assert_eq!(noted, expected, "{slept:?}");
    }
}

#[test]
fn the_time_in_which_the_app_was_closed_is_noted_at_the_next_start() {
    let mut before = Story::at_panel(true);
    before.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let (id, record) = before.app.current().map(|shop| (shop.record.id.clone(), shop.record.clone())).unwrap();
    let mut loaded = Loaded { shops: vec![record], ..Loaded::default() };
    loaded.settings.current = Some(id.clone());
    loaded.periods.insert(id, stored(&before));
    let mut story = Story { now: before.now.after(Span::hours(9)), ..Story::starting() };
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    let closed = story.effects.iter().find_map(|effect| match effect {
        Effect::Keep(Keep::Absence(absence)) => Some(*absence),
        _ => None,
    });
    assert_eq!(closed.map(|absence| (absence.why, absence.until)), Some((Away::Closed, story.now)));
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let day = &shown(&story).strips[0];
    let marks = &day.lines.iter().find(|line| line.id == LINE).unwrap().marks;
    assert!(marks.contains("cccccccc") && marks.ends_with('w'), "{marks}");
    let [period] = &stored(&story).into_iter().filter(|period| period.line == LINE).collect::<Vec<_>>()[..] else {
        panic!("one period")
    };
    assert!(period.from < closed.unwrap().from, "it has been well since before");
}

#[test]
fn old_history_is_let_go_of_once_a_day() {
    let mut story = Story::at_panel(true);
    let prunes = |story: &Story| {
        story.effects.iter().filter(|effect| matches!(effect, Effect::Keep(Keep::PruneHistory(_)))).count()
    };
    story.happens(Event::Tick);
    assert_eq!(prunes(&story), 0, "it was done at the start");
    story.now = story.now.after(Span::hours(25));
    story.happens(Event::Tick);
    assert_eq!(prunes(&story), 1);
}

fn any_reading() -> impl Strategy<Value = Reading> {
    use LineState::{Attention, CantTell, NotChecked, NotWorking, Waiting, Working};
    prop::sample::select(vec![Working, Attention, NotWorking, Waiting, NotChecked, CantTell])
        .prop_map(|state| says(state, if state == NotWorking { FAILING } else { None }))
}

proptest! {
    /// Whatever is answered, and whatever the clock does: the strip is never better than an answer.
    #[test]
    fn no_strip_is_better_than_the_answers_it_is_made_of(
        answers in prop::collection::vec((0_i64..1_500, any_reading()), 1..60),
        steps_back in any::<bool>(),
    ) {
        let mut now = MORNING;
        let mut past = Past::default();
        let mut noted = Vec::new();
        for (step, reading) in answers {
            let back = steps_back && step % 13 == 0;
            // No two answers come at one moment, also where the clock is set back.
            let moment = if back { Timestamp(now.0 - 3_600_000) } else { now.after(Span::seconds(step)) };
            now = moment.after(Span(1));
            past.note([reading], now);
            past.take_news();
            noted.push((now, reading.state));
        }
        let pieces = strip(&past.shown, LINE, Range::Day, now);
        let begins = Range::Day.begins(now);
        for (when, state) in noted {
            let index = (when.0 - begins.0).div_euclid(Range::Day.piece().0);
            let Some(piece) = usize::try_from(index).ok().and_then(|index| pieces.get(index)) else { continue };
            let least = match state {
                LineState::NotWorking => Mark::NotWorking,
                LineState::Attention => Mark::Attention,
                LineState::CantTell => Mark::CantTell,
                LineState::Waiting => Mark::Waiting,
                LineState::Working => Mark::Working,
                LineState::NotChecked | LineState::CheckingAgain => Mark::NotChecked,
            };
            prop_assert!(*piece >= least, "{piece:?} for {state:?}");
        }
    }

    /// No two periods of a line lie over each other while the clock goes on, and none ends before it begins.
    #[test]
    fn periods_follow_each_other(answers in prop::collection::vec((0_i64..4_000, any_reading()), 1..80)) {
        let mut now = MORNING;
        let mut past = Past::default();
        for (step, reading) in answers {
            now = now.after(Span::seconds(step));
            past.note([reading], now);
        }
        past.take_news();
        for pair in past.shown.periods.windows(2) {
            prop_assert!(pair[0].from <= pair[0].until && pair[0].until <= pair[1].from, "{pair:?}");
        }
    }
}

#[test]
fn every_range_ends_with_the_piece_that_holds_the_present() {
    for range in Range::ALL {
        let begins = range.begins(MORNING);
        let end = begins.after(range.length());
        assert!(begins <= MORNING && MORNING < end && end.since(MORNING) <= range.piece(), "{range:?}");
        assert_eq!(range.piece().0 * i64::try_from(PIECES).unwrap(), range.length().0, "{range:?}");
    }
    assert!(LONGEST_SILENCE < Range::Day.piece());
}
