//! What the merchant wants of the app itself, on this computer and for every shop: notifications, and
//! what goes on with the window closed.
//!
//! What cannot be read of it has its usual value, and stays stored as it is: a newer version may have
//! written it.

use crate::language::Language;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// The minutes of a day.
pub const DAY: u16 = 24 * 60;

/// Hours in which no notification comes, in the minutes of this computer's day. They may go past
/// midnight; from a minute to the same one there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct QuietHours {
    from: u16,
    to: u16,
}

#[derive(Deserialize)]
struct Hours {
    from: u16,
    to: u16,
}

impl<'de> Deserialize<'de> for QuietHours {
    fn deserialize<D: Deserializer<'de>>(told: D) -> Result<Self, D::Error> {
        let Hours { from, to } = Hours::deserialize(told)?;
        Self::between(from, to).ok_or_else(|| D::Error::custom("a day has 1440 minutes"))
    }
}

impl QuietHours {
    /// Hours from one minute of the day to another; `None` where the day has no such minute.
    pub const fn between(from: u16, to: u16) -> Option<Self> {
        if from < DAY && to < DAY { Some(Self { from, to }) } else { None }
    }

    /// Whether a minute of the day is in them. The last minute is not.
    pub const fn contain(self, minute: u16) -> bool {
        if self.from <= self.to {
            self.from <= minute && minute < self.to
        } else {
            self.from <= minute || minute < self.to
        }
    }

    /// How many minutes they go on after this one, which is in them; `None` for one that is not.
    pub const fn left(self, minute: u16) -> Option<u16> {
        if self.contain(minute) { Some((self.to + DAY - minute) % DAY) } else { None }
    }
}

/// One thing that the merchant wants otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "what", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Preference {
    /// Whether notifications come at all.
    Notifications {
        /// They do.
        on: bool,
    },
    /// When none come.
    QuietHours {
        /// These hours; `None` for no such hours.
        hours: Option<QuietHours>,
    },
    /// Whether closing the window keeps watching.
    KeepWatching {
        /// It does.
        on: bool,
    },
    /// Whether the app starts when the merchant logs in.
    StartAtLogin {
        /// It does.
        on: bool,
    },
    /// Which language the app speaks.
    Language {
        /// This one; `None` for the computer's.
        language: Option<Language>,
    },
}

/// What the merchant wants of the app itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Value", into = "Value")]
pub struct Preferences {
    /// Whether notifications come.
    pub notifications: bool,
    /// When none come.
    pub quiet_hours: Option<QuietHours>,
    /// Whether closing the window keeps watching; `None` until the merchant was asked, and off until
    /// then.
    pub keep_watching: Option<bool>,
    /// Whether the app starts when the merchant logs in.
    pub start_at_login: bool,
    /// The language; `None` for the computer's.
    pub language: Option<Language>,
    /// What is stored beside these or in their place and cannot be read.
    unread: Map<String, Value>,
}

const NOTIFICATIONS: &str = "notifications";
const QUIET_HOURS: &str = "quiet_hours";
const KEEP_WATCHING: &str = "keep_watching";
const START_AT_LOGIN: &str = "start_at_login";
const LANGUAGE: &str = "language";

impl Default for Preferences {
    fn default() -> Self {
        Self {
            notifications: true,
            quiet_hours: None,
            keep_watching: None,
            start_at_login: false,
            language: None,
            unread: Map::new(),
        }
    }
}

impl Preferences {
    /// Takes what the merchant wants. What could not be read in its place goes.
    pub fn prefer(&mut self, preference: Preference) {
        let name = match preference {
            Preference::Notifications { on } => {
                self.notifications = on;
                NOTIFICATIONS
            }
            Preference::QuietHours { hours } => {
                self.quiet_hours = hours;
                QUIET_HOURS
            }
            Preference::KeepWatching { on } => {
                self.keep_watching = Some(on);
                KEEP_WATCHING
            }
            Preference::StartAtLogin { on } => {
                self.start_at_login = on;
                START_AT_LOGIN
            }
            Preference::Language { language } => {
                self.language = language;
                LANGUAGE
            }
        };
        self.unread.remove(name);
    }
}

impl From<Value> for Preferences {
    fn from(stored: Value) -> Self {
        let Value::Object(mut stored) = stored else { return Self::default() };
        let usual = Self::default();
        Self {
            notifications: read(&mut stored, NOTIFICATIONS, usual.notifications),
            quiet_hours: read(&mut stored, QUIET_HOURS, usual.quiet_hours),
            keep_watching: read(&mut stored, KEEP_WATCHING, usual.keep_watching),
            start_at_login: read(&mut stored, START_AT_LOGIN, usual.start_at_login),
            language: read(&mut stored, LANGUAGE, usual.language),
            unread: stored,
        }
    }
}

/// Takes a value out of what is stored, where it can be read.
fn read<T: for<'a> Deserialize<'a>>(stored: &mut Map<String, Value>, name: &str, usual: T) -> T {
    let Some(value) = stored.get(name).and_then(|value| T::deserialize(value).ok()) else { return usual };
    stored.remove(name);
    value
}

impl From<Preferences> for Value {
    fn from(preferences: Preferences) -> Self {
        let known = [
            (NOTIFICATIONS, Value::Bool(preferences.notifications)),
            (QUIET_HOURS, preferences.quiet_hours.map_or(Value::Null, Value::from)),
            (KEEP_WATCHING, preferences.keep_watching.map_or(Value::Null, Value::Bool)),
            (START_AT_LOGIN, Value::Bool(preferences.start_at_login)),
            (LANGUAGE, preferences.language.map_or(Value::Null, |language| language.tag().into())),
        ];
        let mut stored = preferences.unread;
        for (name, value) in known {
            stored.entry(name).or_insert(value);
        }
        Value::Object(stored)
    }
}

impl From<QuietHours> for Value {
    fn from(QuietHours { from, to }: QuietHours) -> Self {
        Value::Object(Map::from_iter([("from".to_owned(), from.into()), ("to".to_owned(), to.into())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hours(from: u16, to: u16) -> QuietHours {
        QuietHours::between(from, to).unwrap()
    }

    #[test]
    fn quiet_hours_may_go_past_midnight_and_end_before_their_last_minute() {
        let cases = [
            (hours(60, 120), [59, 60, 119, 120], [false, true, true, false]),
            (hours(1320, 420), [1319, 1320, 419, 420], [false, true, true, false]),
            (hours(1320, 420), [1439, 0, 720, 1], [true, true, false, true]),
            (hours(60, 60), [59, 60, 61, 0], [false; 4]),
        ];
        for (quiet, minutes, expected) in cases {
            assert_eq!(minutes.map(|minute| quiet.contain(minute)), expected, "{quiet:?} {minutes:?}");
        }
        assert_eq!(
            [1320, 0, 419, 420].map(|minute| hours(1320, 420).left(minute)),
            [Some(540), Some(420), Some(1), None]
        );
        assert_eq!(QuietHours::between(0, DAY), None);
    }

    #[test]
    fn what_cannot_be_read_has_its_usual_value_and_stays_stored() {
        let usual = Preferences::default();
        let cases = [
            (json!({"notifications": "perhaps"}), usual.clone()),
            (json!({"quiet_hours": {"from": 60, "to": 5000}}), usual.clone()),
            (json!({"quiet_hours": "at night"}), usual.clone()),
            (json!({"keep_watching": 1, "start_at_login": null}), usual.clone()),
            (json!({"language": "tlh"}), usual.clone()),
            (json!({"sound": {"of": "a bell"}}), usual.clone()),
            (
                json!({"notifications": false, "start_at_login": 3}),
                Preferences { notifications: false, ..usual.clone() },
            ),
        ];
        for (stored, expected) in cases {
            let read: Preferences = serde_json::from_value(stored.clone()).unwrap();
            assert_eq!(Preferences { unread: Map::new(), ..read.clone() }, expected, "{stored}");
            let again = serde_json::to_value(&read).unwrap();
            for (name, value) in stored.as_object().unwrap() {
                assert_eq!(again.get(name), Some(value), "{stored}");
            }
        }
        for stored in [json!(null), json!(3), json!([]), json!("on")] {
            assert_eq!(serde_json::from_value::<Preferences>(stored).unwrap(), usual);
        }
    }

    #[test]
    fn what_the_merchant_wants_is_stored_and_read_back() {
        let mut wanted: Preferences = serde_json::from_value(json!({"start_at_login": "!", "sound": 1})).unwrap();
        wanted.prefer(Preference::Notifications { on: false });
        wanted.prefer(Preference::QuietHours { hours: Some(hours(1320, 420)) });
        wanted.prefer(Preference::KeepWatching { on: true });
        wanted.prefer(Preference::StartAtLogin { on: true });
        wanted.prefer(Preference::Language { language: Some(Language::French) });
        let stored = serde_json::to_value(&wanted).unwrap();
        let expected = json!({
            "notifications": false, "quiet_hours": {"from": 1320, "to": 420}, "keep_watching": true,
            "start_at_login": true, "language": "fr", "sound": 1,
        });
        assert_eq!(stored, expected);
        assert_eq!(serde_json::from_value::<Preferences>(stored).unwrap(), wanted);
    }
}
