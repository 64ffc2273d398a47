//! The page *Settings*: where it opens, what is stored of it, and what it never does to a shop.

use crate::story::{self, Story, step};
use connect_core::effect::{Effect, Keep};
use connect_core::event::{Event, Loaded};
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::intent::Intent;
use connect_core::preferences::{Preference, Preferences, QuietHours};
use connect_core::step::Step;
use connect_core::view::{Screen, SettingsView};

fn page(story: &Story) -> Option<SettingsView> {
    match story.view().screen {
        Screen::Settings(page) => Some(*page),
        _ => None,
    }
}

fn stored(story: &Story) -> Vec<Preferences> {
    let preferences = |effect: &Effect| match effect {
        Effect::Keep(Keep::Settings(settings)) => Some(settings.preferences.clone()),
        _ => None,
    };
    story.effects.iter().filter_map(preferences).collect()
}

#[test]
fn the_page_opens_where_nothing_is_being_entered() {
    type Case = (&'static str, fn() -> Story, bool);
    let cases: [Case; 7] = [
        ("the first screen", Story::first_start, true),
        ("the panel", || Story::at_panel(true), true),
        ("the address", Story::at_your_shop, false),
        ("the keys", Story::at_keys, false),
        ("the hand-over", || Story::at_hand_over(true), false),
        ("before the notes are read", Story::starting, false),
        (
            "a page over the panel",
            || {
                let mut story = Story::at_panel(true);
                story.asks(Intent::AskToForget);
                story
            },
            false,
        ),
    ];
    for (place, begin, opens) in cases {
        let mut story = begin();
        let before = story.view().screen;
        story.asks(Intent::OpenSettings);
        assert_eq!(page(&story).is_some(), opens, "{place}");
        story.asks(Intent::CloseSettings);
        assert_eq!(story.view().screen, before, "{place}");
    }
}

#[test]
fn each_choice_is_stored_and_shown_at_once() {
    let hours = QuietHours::between(22 * 60, 7 * 60);
    let mut story = Story::at_panel(true);
    story.asks(Intent::OpenSettings);
    let mut wanted = Preferences::default();
    for choice in [
        Preference::Notifications { on: false },
        Preference::QuietHours { hours },
        Preference::KeepWatching { on: true },
        Preference::StartAtLogin { on: true },
        Preference::QuietHours { hours: None },
    ] {
        wanted.prefer(choice);
        story.asks(Intent::Prefer { choice });
        assert_eq!(stored(&story), vec![wanted.clone()], "{choice:?}");
        let page = page(&story).unwrap();
        assert_eq!((page.notifications.on, page.notifications.quiet_hours), (wanted.notifications, wanted.quiet_hours));
        assert_eq!(page.background.keep_watching, wanted.keep_watching);
        assert_eq!(page.background.start_at_login, wanted.start_at_login);
    }
    story.asks(Intent::Prefer { choice: Preference::QuietHours { hours: None } });
    assert!(stored(&story).is_empty(), "what is so already is not stored again");
}

#[test]
fn the_next_start_has_what_was_chosen_and_the_page_closed() {
    let mut story = Story::starting();
    let mut loaded = Loaded::default();
    loaded.settings.preferences.prefer(Preference::Notifications { on: false });
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    assert!(page(&story).is_none());
    story.asks(Intent::OpenSettings);
    assert!(!page(&story).unwrap().notifications.on);
}

#[test]
fn the_page_says_what_this_desktop_can_do_and_hears_when_that_changes() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::OpenSettings);
    let cases = [
        (None, None),
        (Some(Ability::Yes), Some(true)),
        (Some(Ability::No(Lack::Silent)), Some(false)),
        (Some(Ability::Yes), Some(true)),
        (Some(Ability::No(Lack::NoProgram)), Some(false)),
    ];
    for (told, able) in cases {
        if let Some(ability) = told {
            story.happens(Event::DesktopCan(Faculty::Notifications, ability));
        }
        let page = page(&story).unwrap();
        assert_eq!(page.notifications.can.able, able, "{told:?}");
        assert_eq!((page.background.tray.able, page.background.login.able), (None, None), "they are others' business");
    }
}

#[test]
fn nothing_is_asked_of_the_step_under_the_page() {
    let asks: [fn() -> Intent; 4] = [
        || Intent::ReplaceKeys,
        || Intent::AskToDisconnect,
        || Intent::ResumeHandOver,
        || Intent::Forget { knowing: true, revoke: false },
    ];
    for ask in asks {
        let mut story = Story::at_panel(true);
        story.asks(Intent::OpenSettings).asks(ask());
        assert!(page(&story).is_some() && story::questions(&story).is_empty());
        assert_eq!(step(&story), Step::Panel);
    }
}

#[test]
fn another_shop_comes_instead_of_the_page() {
    let mut story = Story::at_panel(true);
    let first = story.app.current().unwrap().record.id.clone();
    story.asks(Intent::OpenSettings).asks(Intent::AddShop);
    assert_eq!((page(&story), step(&story)), (None, Step::YourShop));
    story.asks(Intent::OpenShop { id: first.clone() }).asks(Intent::OpenSettings).asks(Intent::OpenShop { id: first });
    assert!(page(&story).is_none());
}
