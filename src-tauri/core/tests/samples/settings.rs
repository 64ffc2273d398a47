//! The page *Settings*: as it comes, and on a desktop that can do nothing of it.

use super::Samples;
use crate::story::{Story, sight, status, text};
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::intent::Intent;
use connect_core::last_time::{LastTime, WatchEnded};
use connect_core::preferences::{Preference, QuietHours};
use connect_core::time::Timestamp;

pub fn all(samples: &mut Samples) {
    samples.told("settings", Story::at_panel(true), |story| {
        for faculty in [Faculty::Notifications, Faculty::Background, Faculty::Tray, Faculty::StartAtLogin] {
            story.happens(Event::DesktopCan(faculty, Ability::Yes));
        }
        let hours = QuietHours::between(22 * 60, 7 * 60);
        story.asks(Intent::OpenSettings).asks(Intent::Prefer { choice: Preference::QuietHours { hours } });
    });
    samples.told("settings-watching-on", Story::at_panel(true), |story| {
        for faculty in [Faculty::Notifications, Faculty::Background, Faculty::StartAtLogin] {
            story.happens(Event::DesktopCan(faculty, Ability::Yes));
        }
        story.happens(Event::DesktopCan(Faculty::Tray, Ability::No(Lack::NoProgram)));
        story.asks(Intent::OpenSettings).asks(Intent::Prefer { choice: Preference::KeepWatching { on: true } });
        story.asks(Intent::Prefer { choice: Preference::StartAtLogin { on: true } });
    });
    for (name, tray) in [("watch-on", Ability::Yes), ("watch-on-no-icon", Ability::No(Lack::NoProgram))] {
        samples.told(name, Story::at_panel(true), |story| {
            story.settles().happens(Event::DesktopCan(Faculty::Background, Ability::Yes));
            story.happens(Event::DesktopCan(Faculty::Tray, tray)).happens(Event::CloseAsked);
        });
    }
    samples.told("settings-unclosed", Story::at_panel(true), |story| {
        let log = Some(text("/home/anna/.local/share/io.meum.connect/log"));
        story.happens(Event::LastTime(LastTime { unclosed: true, log, ..LastTime::default() }));
        story.asks(Intent::OpenSettings);
    });
    samples.told("settings-watch-ended", Story::at_panel(true), |story| {
        for faculty in [Faculty::Notifications, Faculty::Background, Faculty::Tray, Faculty::StartAtLogin] {
            story.happens(Event::DesktopCan(faculty, Ability::Yes));
        }
        let night = Timestamp(story.now.0 - 11 * 60 * 60 * 1_000);
        story.happens(Event::LastTime(LastTime { watch_ended: WatchEnded::About(night), ..LastTime::default() }));
        story.asks(Intent::OpenSettings);
    });
    samples.told("panel-after-a-crash", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        let place = text("src-tauri/src/driver.rs:120 · thread tokio-runtime-worker · window · 0.1.0");
        let crashed = Some((place, story.now));
        story.happens(Event::LastTime(LastTime { crashed, ..LastTime::default() }));
    });
    samples.told("settings-bare-desktop", Story::at_panel(true), |story| {
        for faculty in [Faculty::Notifications, Faculty::Background, Faculty::Tray, Faculty::StartAtLogin] {
            story.happens(Event::DesktopCan(faculty, Ability::No(Lack::NoProgram)));
        }
        story.asks(Intent::OpenSettings);
    });
}
