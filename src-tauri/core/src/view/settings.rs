//! The page *Settings*: what the merchant wants, beside what this desktop can do of it.

use crate::app::App;
use crate::faculties::{Ability, Faculty, Lack};
use crate::language::Language;
use crate::last_time::{LastTime, WatchEnded};
use crate::message::{Arg, Key, Message, Slot};
use crate::plain::PlainText;
use crate::preferences::QuietHours;
use crate::words::keys;
use serde::Serialize;
use ts_rs::TS;

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// The group *Notifications*.
    pub notifications: NotificationsView,
    /// The group *In the background*.
    pub background: BackgroundView,
    /// The group *Language*.
    pub language: LanguageView,
    /// The group *If something goes wrong*.
    pub log: LogView,
}

/// The group *Language*.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageView {
    /// The one that was chosen; `None` for the computer's.
    pub chosen: Option<Language>,
    /// The computer's, or English where the app does not speak it.
    pub of_computer: Language,
}

/// The group *If something goes wrong*.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogView {
    /// Where the log is; `None` where nobody knows a place for it.
    pub place: Option<PlainText>,
    /// How the app ended the last time, where that is worth a word.
    pub last: Option<Message>,
}

/// The group *Notifications*.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotificationsView {
    /// Whether they are wanted.
    pub on: bool,
    /// When none come.
    pub quiet_hours: Option<QuietHours>,
    /// Whether this desktop shows them.
    pub can: CanView,
}

/// The group *In the background*.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackgroundView {
    /// Whether closing the window keeps watching; `None` until the merchant was asked.
    pub keep_watching: Option<bool>,
    /// Whether the app is to start when the merchant logs in.
    pub start_at_login: bool,
    /// Whether the app can watch on without its window here.
    pub watch: CanView,
    /// Whether this desktop shows an icon of a running app.
    pub tray: CanView,
    /// Whether this desktop starts the app when the merchant logs in.
    pub login: CanView,
}

/// Whether this desktop can do something.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CanView {
    /// Whether it can; `None` while that is not known.
    pub able: Option<bool>,
    /// The same in a sentence.
    pub says: Key,
}

/// The page of the present state.
pub(super) fn view(app: &App) -> SettingsView {
    let (wanted, can) = (&app.settings.preferences, app.can);
    SettingsView {
        notifications: NotificationsView {
            on: wanted.notifications,
            quiet_hours: wanted.quiet_hours,
            can: can_view(Faculty::Notifications, can.notifications),
        },
        background: BackgroundView {
            keep_watching: wanted.keep_watching,
            start_at_login: wanted.start_at_login,
            watch: can_view(Faculty::Background, can.background),
            tray: can_view(Faculty::Tray, can.tray),
            login: can_view(Faculty::StartAtLogin, can.start_at_login),
        },
        language: LanguageView { chosen: wanted.language, of_computer: app.about.language },
        log: LogView { place: app.last_time.log.clone(), last: last(&app.last_time) },
    }
}

fn last(last: &LastTime) -> Option<Message> {
    match (&last.crashed, last.unclosed, last.watch_ended) {
        (Some(_), ..) => Some(keys::LAST_CRASHED.alone()),
        (None, true, _) => Some(keys::LAST_UNCLOSED.alone()),
        (None, false, WatchEnded::About(at)) => Some(keys::LAST_WATCH_ENDED_AT.with(Slot::Moment, Arg::Moment(at))),
        (None, false, WatchEnded::Sometime) => Some(keys::LAST_WATCH_ENDED.alone()),
        (None, false, WatchEnded::Not) => None,
    }
}

fn can_view(faculty: Faculty, ability: Ability) -> CanView {
    let able = match ability {
        Ability::Unknown => None,
        Ability::Yes => Some(true),
        Ability::No(_) => Some(false),
    };
    CanView { able, says: says(faculty, ability) }
}

fn says(faculty: Faculty, ability: Ability) -> Key {
    match (faculty, ability) {
        (Faculty::Notifications, Ability::Unknown) => keys::CAN_NOTIFY_UNKNOWN,
        (Faculty::Notifications, Ability::Yes) => keys::CAN_NOTIFY,
        (Faculty::Notifications, Ability::No(Lack::NoProgram)) => keys::CAN_NOTIFY_NO_PROGRAM,
        (Faculty::Notifications, Ability::No(Lack::Silent)) => keys::CAN_NOTIFY_SILENT,
        (Faculty::Notifications, Ability::No(Lack::Refused)) => keys::CAN_NOTIFY_REFUSED,
        (Faculty::Tray, Ability::Unknown) => keys::CAN_TRAY_UNKNOWN,
        (Faculty::Tray, Ability::Yes) => keys::CAN_TRAY,
        (Faculty::Tray, Ability::No(_)) => keys::CAN_TRAY_NOT,
        (Faculty::Background, Ability::Yes) => keys::CAN_WATCH,
        (Faculty::Background, Ability::Unknown) => keys::CAN_WATCH_UNKNOWN,
        (Faculty::Background, Ability::No(_)) => keys::CAN_WATCH_NOT,
        (Faculty::StartAtLogin, Ability::Unknown) => keys::CAN_LOGIN_UNKNOWN,
        (Faculty::StartAtLogin, Ability::Yes) => keys::CAN_LOGIN,
        (Faculty::StartAtLogin, Ability::No(_)) => keys::CAN_LOGIN_NOT,
    }
}
