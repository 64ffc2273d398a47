//! What the page asks for itself: another size, and words for a screen reader. Neither touches the shop
//! or what is on the screen.

use crate::story::{self, Story, problem};
use connect_core::effect::{Desktop, Effect, Keep, Settings};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::zoom::{Zoom, ZoomChange};

fn sizes(story: &Story) -> Vec<u16> {
    let size = |effect: &Effect| match effect {
        Effect::Desktop(Desktop::Zoom(zoom)) => Some(zoom.percent()),
        _ => None,
    };
    story.effects.iter().filter_map(size).collect()
}

fn stored(story: &Story) -> Vec<u16> {
    let size = |effect: &Effect| match effect {
        Effect::Keep(Keep::Settings(settings)) => Some(settings.zoom.percent()),
        _ => None,
    };
    story.effects.iter().filter_map(size).collect()
}

#[test]
fn a_size_is_drawn_and_stored_at_once() {
    use ZoomChange::{Larger, Smaller, Usual};
    let mut story = Story::at_panel(true);
    for (change, percent) in [(Larger, 110), (Larger, 125), (Smaller, 110), (Usual, 100), (Smaller, 90)] {
        story.asks(Intent::Zoom { change });
        assert_eq!((sizes(&story), stored(&story)), (vec![percent], vec![percent]), "{change:?}");
    }
}

#[test]
fn the_next_start_draws_the_size_that_was_chosen() {
    for (percent, drawn) in [(100, vec![]), (175, vec![175])] {
        let settings = Settings { zoom: Zoom::from(percent), ..Settings::default() };
        let mut story = Story::starting();
        story.happens(Event::Loaded(Ok(Box::new(Loaded { settings, ..Loaded::default() }))));
        assert_eq!(sizes(&story), drawn);
    }
}

#[test]
fn an_app_that_cannot_start_can_be_read_as_well() {
    let mut story = Story::starting();
    story.happens(Event::Loaded(Err(problem(ProblemKind::StorageFault))));
    story.asks(Intent::Zoom { change: ZoomChange::Larger });
    assert_eq!((sizes(&story), stored(&story)), (vec![110], vec![]), "drawn, and not stored over what cannot be read");
}

#[test]
fn notes_of_a_build_without_sizes_have_the_usual_one() {
    let settings: Settings = serde_json::from_str("{\"current\": null}").unwrap();
    assert_eq!(settings.zoom.percent(), 100);
}

#[test]
fn what_a_screen_reader_is_told_holds_no_key() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::Say { text: format!("Shoppers can pay. {} {}", story::SECRET, story::MEUM_KEY) });
    let said: Vec<&str> = story
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Desktop(Desktop::Say(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(said, ["Shoppers can pay. cs_… sk_live_7h3c…"]);
}

#[test]
fn neither_puts_away_what_is_on_the_screen_or_what_is_tried_by_itself() {
    let asks = [|| Intent::Zoom { change: ZoomChange::Larger }, || Intent::Say { text: "Something".to_owned() }];
    for ask in asks {
        let mut story = Story::at_your_shop();
        story.fails_to_find(ProblemKind::Offline).happens(Event::DesktopFailed(problem(ProblemKind::ClipboardFailed)));
        let (before, due) = (story.view(), story.app.wake_at(story.now));
        story.asks(ask());
        let after = story.view();
        assert_eq!((&after.screen, &after.notice), (&before.screen, &before.notice));
        assert_eq!((after.stopped, story.app.wake_at(story.now)), (before.stopped, due));
    }
}
