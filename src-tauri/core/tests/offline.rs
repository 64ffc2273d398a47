//! What must hold while nobody answers at a shop: this computer may be offline, so no line turns bad before
//! Meum, as the control, has answered or has not.

use crate::story::{self, Story, sight, status};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, Screen};
use std::collections::BTreeMap;

const SILENT: [ProblemKind; 4] = [
    ProblemKind::HostNotFound,
    ProblemKind::ConnectionRefused,
    ProblemKind::ShopTimedOut,
    ProblemKind::ConnectionBroken,
];

/// The world as it is now: whether the shop answers, and whether Meum does, and how long each takes.
#[derive(Clone, Copy)]
struct World {
    shop: Option<ProblemKind>,
    meum: Option<ProblemKind>,
    takes: [i64; 2],
}

const WELL: World = World { shop: None, meum: None, takes: [400, 300] };

fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel
}

fn states(story: &Story) -> BTreeMap<LineId, (LineState, Option<ProblemKind>)> {
    panel(story).lines.into_iter().map(|line| (line.id, (line.state, line.code))).collect()
}

/// Lets time go by in this world, looking at every view.
fn goes_on(story: &mut Story, world: World, span: Span, mut looks: impl FnMut(&Story)) {
    let end = story.now.after(span);
    // When the question in flight is answered, by its ticket.
    let mut answers: BTreeMap<(Timestamp, u64), bool> = BTreeMap::new();
    let mut known = std::collections::BTreeSet::new();
    loop {
        let watch = &story.app.current().unwrap().watch;
        for (turn, of_meum) in [(&watch.shop, false), (&watch.meum, true)] {
            if let Some(ticket) = turn.asked.filter(|ticket| known.insert(*ticket)) {
                answers.insert((story.now.after(Span(world.takes[usize::from(of_meum)])), ticket.0), of_meum);
            }
        }
        let answer = answers.first_key_value().map(|(&(at, ticket), &of_meum)| (at, ticket, of_meum));
        let tick = story.app.wake_at(story.now).expect("something is due");
        let next = answer.map_or(tick, |(at, ..)| at.min(tick)).max(story.now);
        if next > end {
            return;
        }
        story.now = next;
        match answer.filter(|(at, ..)| *at <= next) {
            Some((at, ticket, of_meum)) => {
                answers.remove(&(at, ticket));
                let ticket = connect_core::ticket::Ticket(ticket);
                story.happens(if of_meum {
                    let result = world.meum.map_or(Ok(Box::new(status(true))), |kind| Err(Problem::new(kind)));
                    Event::StatusCame { ticket, result }
                } else {
                    let result = world.shop.map_or(Ok(Box::new(sight())), |kind| Err(Problem::new(kind)));
                    Event::ShopSeen { ticket, result }
                });
            }
            None => {
                story.happens(Event::Tick);
            }
        }
        looks(story);
    }
}

fn healthy() -> Story {
    let mut story = Story::at_panel(true);
    story.settles();
    goes_on(&mut story, WELL, Span::seconds(40), |_| {});
    assert_eq!(panel(&story).headline, Headline::CanPay);
    story
}

#[test]
fn without_a_network_no_line_turns_bad_whoever_is_heard_first() {
    for kind in SILENT {
        for takes in [[10, 10], [50, 8_000], [8_000, 50], [10_000, 29_000]] {
            let gone = World { shop: Some(kind), meum: Some(ProblemKind::MeumUnreachable), takes };
            let mut story = healthy();
            story.asks(Intent::CheckNow);
            let no_blame = |story: &Story| {
                for (line, (state, code)) in states(story) {
                    let bad = matches!(state, LineState::NotWorking | LineState::Attention);
                    assert!(!bad, "{line:?} {code:?} {takes:?}");
                }
                assert!(panel(story).history.troubles.is_empty(), "{kind:?} {takes:?}");
            };
            goes_on(&mut story, gone, Span::hours(2), no_blame);
            let offline = (LineState::CantTell, Some(ProblemKind::Offline));
            assert_eq!(
                (states(&story)[&LineId::Shop], panel(&story).headline),
                (offline, Headline::CantTell),
                "{kind:?}"
            );
            // Nor once it is back, whoever is heard first.
            goes_on(&mut story, World { takes, ..WELL }, Span::seconds(1_300), no_blame);
            assert_eq!(panel(&story).headline, Headline::CanPay, "{kind:?} {takes:?}");
        }
    }
}

#[test]
fn a_shop_that_is_silent_alone_is_said_to_be_so_within_seconds() {
    for kind in SILENT {
        let mut story = healthy();
        story.asks(Intent::CheckNow);
        goes_on(&mut story, World { shop: Some(kind), ..WELL }, Span::seconds(8), |_| {});
        assert_eq!(states(&story)[&LineId::Shop], (LineState::NotWorking, Some(kind)));
        assert_eq!(panel(&story).headline, Headline::Attention);
    }
}

#[test]
fn a_meum_that_answers_late_is_waited_for() {
    let gone = World { shop: Some(ProblemKind::ShopTimedOut), meum: None, takes: [100, 20_000] };
    let mut story = healthy();
    let begun = story.now;
    story.asks(Intent::CheckNow);
    let mut said_at = None;
    goes_on(&mut story, gone, Span::seconds(60), |story| {
        let line = states(story)[&LineId::Shop].0;
        assert!(matches!(line, LineState::CheckingAgain | LineState::NotWorking) || said_at.is_none(), "{line:?}");
        if line == LineState::NotWorking {
            said_at.get_or_insert(story.now);
        }
    });
    let waited = said_at.expect("said in the end").since(begun);
    assert!(waited >= Span::seconds(20) && waited <= Span::seconds(26), "{waited:?}");
}

#[test]
fn where_meum_may_not_be_asked_two_silent_looks_are_enough() {
    let mut story = healthy();
    story.asks(Intent::CheckNow);
    let ticket = story.app.current().unwrap().watch.meum.asked.unwrap();
    let mut pause = story::problem(ProblemKind::MeumRateLimited);
    pause.about.seconds = Some(1_800);
    story.happens(Event::StatusCame { ticket, result: Err(pause) });
    goes_on(&mut story, World { shop: Some(ProblemKind::HostNotFound), ..WELL }, Span::seconds(8), |_| {});
    assert_eq!(states(&story)[&LineId::Shop], (LineState::NotWorking, Some(ProblemKind::HostNotFound)));
}
