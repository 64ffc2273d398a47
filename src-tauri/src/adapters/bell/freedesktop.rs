//! The words that go to the desktop's notification service, in its own terms (Desktop Notifications
//! Specification 1.2): what a service that shows less can still show.

use super::Spoken;
use std::collections::HashMap;
use zbus::zvariant::Value;

/// The name of the app, as people read it.
pub const APP: &str = "Meum Connect";
/// Its desktop file, without the ending, and its icon: as the package installs them.
const DESKTOP_FILE: &str = "Meum Connect";
pub const ICON: &str = "meum-connect";
/// The action of a click on the notification itself, and the one of the button.
pub const CLICK: &str = "default";
pub const BUTTON: &str = "open";
/// As long as the service thinks right.
pub const USUAL_TIME: i32 = -1;

/// What the service can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    body: bool,
    markup: bool,
    actions: bool,
}

impl Shows {
    /// What its capabilities say.
    pub fn of(capabilities: &[String]) -> Self {
        let has = |name: &str| capabilities.iter().any(|capability| capability == name);
        Self { body: has("body"), markup: has("body-markup"), actions: has("actions") }
    }
}

/// A notification as the service takes it.
#[derive(Debug)]
pub struct Shown<'a> {
    pub summary: String,
    pub body: String,
    pub actions: Vec<&'a str>,
    pub hints: HashMap<&'static str, Value<'static>>,
}

/// Fits a notification to what the service shows. Without room for a body all is in the first line.
pub fn fitted(spoken: &Spoken, shows: Shows) -> Shown<'_> {
    let (summary, body) = if shows.body {
        let body = if shows.markup { escaped(&spoken.body) } else { spoken.body.clone() };
        (spoken.title.clone(), body)
    } else {
        (format!("{}. {}", spoken.title, spoken.body), String::new())
    };
    let actions =
        if shows.actions { vec![CLICK, spoken.open.as_str(), BUTTON, spoken.open.as_str()] } else { Vec::new() };
    // Normal, so that *do not disturb* holds.
    let hints = HashMap::from([("desktop-entry", Value::from(DESKTOP_FILE)), ("urgency", Value::U8(1))]);
    Shown { summary, body, actions, hints }
}

/// A shop's name may have signs in it that a service would take for markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use connect_core::alarms::{Cause, Subject};

    fn spoken() -> Spoken {
        Spoken {
            subject: Subject::Cause(Cause::Meum),
            title: "Tom & <b>Jerry</b>: something is wrong".to_owned(),
            body: "The shop <i>is</i> down & out.".to_owned(),
            open: "Open".to_owned(),
        }
    }

    #[test]
    fn a_service_gets_what_it_can_show() {
        let plain = "The shop <i>is</i> down & out.";
        let marked = "The shop &lt;i&gt;is&lt;/i&gt; down &amp; out.";
        let cases: [(&[&str], &str, usize); 4] = [
            (&["body", "body-markup", "actions"], marked, 4),
            (&["body", "icon-static"], plain, 0),
            (&["body", "actions"], plain, 4),
            (&[], "", 0),
        ];
        for (capabilities, body, actions) in cases {
            let names: Vec<String> = capabilities.iter().map(|&name| name.to_owned()).collect();
            let spoken = spoken();
            let shown = fitted(&spoken, Shows::of(&names));
            assert_eq!((shown.body.as_str(), shown.actions.len()), (body, actions), "{capabilities:?}");
            assert!(shown.summary.starts_with(&spoken.title), "markup is for bodies only: {capabilities:?}");
            assert!(!body.is_empty() || shown.summary.ends_with(plain), "nothing is left out: {capabilities:?}");
        }
    }
}
