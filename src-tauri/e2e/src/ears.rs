//! What a screen reader hears and finds: the accessibility bus, AT-SPI 2.
//!
//! The app speaks to it through GTK and WebKit, in two processes that hang together as one tree. This
//! listens as a screen reader does; it asks neither the page nor the driver.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{MatchRule, Message};

use crate::app::App;
use crate::processes;
use crate::see::one_line;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

/// The shell words that start the accessibility bus, and wait until programs can ask for it.
pub(crate) const START: &str = "/usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 >/dev/null 2>&1 & \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.a11y.Bus | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; ";

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const REGISTRY: &str = "org.a11y.atspi.Registry";
/// A thing that goes while it is asked never answers.
const ANSWER: Duration = Duration::from_secs(2);
/// The app has far fewer things than this on any screen.
const MOST: usize = 3_000;

/// A thing in the tree: the program that has it, and its path there.
type Place = (String, OwnedObjectPath);

/// A listener on the accessibility bus.
pub struct Ears {
    bus: Connection,
    heard: Arc<Mutex<Vec<String>>>,
}

impl App<'_> {
    /// Begins to listen. The profile must have [ears](crate::Profile::with_ears).
    pub fn listen(&self) -> Outcome<Ears> {
        let environment = processes::environment(self.process()?.id);
        let session = environment.iter().find_map(|line| line.strip_prefix("DBUS_SESSION_BUS_ADDRESS="));
        let session = session.ok_or_else(|| Trouble::new("the app has no message bus"))?;
        Ears::on(session).map_err(refused)
    }
}

impl Ears {
    fn on(session: &str) -> zbus::Result<Self> {
        let session = Builder::address(session)?.build()?;
        let asked =
            session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &())?;
        let address: String = asked.body().deserialize()?;
        let bus = Builder::address(address.as_str())?.method_timeout(ANSWER).build()?;
        for event in ["object:announcement", "object:state-changed:focused"] {
            bus.call_method(Some(REGISTRY), "/org/a11y/atspi/registry", Some(REGISTRY), "RegisterEvent", &event)?;
        }
        let rule = MatchRule::builder().msg_type(Type::Signal).interface("org.a11y.atspi.Event.Object")?.build();
        let messages = MessageIterator::for_match_rule(rule, &bus, None)?;
        let (heard, asking) = (Arc::<Mutex<Vec<String>>>::default(), bus.clone());
        let notes = Arc::clone(&heard);
        // It ends with the bus.
        std::thread::spawn(move || {
            for message in messages.map_while(Result::ok) {
                if let Some(said) = words(&asking, &message) {
                    notes.lock().unwrap_or_else(PoisonError::into_inner).push(said);
                }
            }
        });
        Ok(Self { bus, heard })
    }

    /// All that was heard so far, oldest first: `says: …` for an announcement, `on: role, name` for a thing
    /// that got the cursor.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until this is a part of something that was heard.
    pub async fn hear(&self, words: &str) -> Outcome {
        until(async || {
            let heard = self.heard();
            if heard.iter().any(|said| said.contains(words)) {
                return Ok(());
            }
            Err(Trouble::new(format!("“{words}” was not heard, but {heard:?}")))
        })
        .await
    }

    /// Everything that is there, as `role, name`. WebKit shows its page some time after somebody listens.
    pub async fn find_all(&self) -> Outcome<Vec<String>> {
        until(async || {
            let found = self.walk()?;
            let has_page = found.iter().any(|it| it.starts_with("document"));
            if has_page { Ok(found) } else { Err(Trouble::new(format!("there is no page among {found:?}"))) }
        })
        .await
    }

    fn walk(&self) -> Outcome<Vec<String>> {
        let mut left = vec![(REGISTRY.to_owned(), path("/org/a11y/atspi/accessible/root").map_err(refused)?)];
        let mut found = Vec::new();
        while let Some(place) = left.pop() {
            // A thing may go while it is looked at.
            let Ok(told) = announced(&self.bus, &place) else { continue };
            found.push(told);
            if found.len() > MOST {
                return Err(Trouble::new("there is no end of things"));
            }
            let asked = self.bus.call_method(Some(place.0.as_str()), &place.1, Some(ACCESSIBLE), "GetChildren", &());
            left.extend(asked.ok().and_then(|asked| asked.body().deserialize::<Vec<Place>>().ok()).unwrap_or_default());
        }
        Ok(found)
    }
}

/// What a signal says to a listener, if it is one of those that matter here.
fn words(bus: &Connection, message: &Message) -> Option<String> {
    let header = message.header();
    let body = message.body();
    match header.member()?.as_str() {
        "Announcement" => {
            let Event { value, .. } = of_event(&body)?;
            Some(format!("says: {}", one_line(&String::try_from(value).ok()?)))
        }
        "StateChanged" => {
            let Event { kind, one, .. } = of_event(&body)?;
            let place = (header.sender()?.to_string(), header.path()?.to_owned().into());
            let is_focus = kind == "focused" && one == 1;
            if is_focus { announced(bus, &place).ok().map(|told| format!("on: {told}")) } else { None }
        }
        _ => None,
    }
}

/// An event's body. A second number comes between, and more that differs between versions follows.
struct Event {
    kind: String,
    one: i32,
    value: OwnedValue,
}

fn of_event(body: &zbus::message::Body) -> Option<Event> {
    let all: zbus::zvariant::Structure<'_> = body.deserialize().ok()?;
    let [Value::Str(kind), Value::I32(one), Value::I32(_), value, ..] = all.fields() else { return None };
    let value = if let Value::Value(inner) = value { inner.as_ref() } else { value };
    Some(Event { kind: kind.to_string(), one: *one, value: value.try_to_owned().ok()? })
}

fn announced(bus: &Connection, (program, thing): &Place) -> zbus::Result<String> {
    let role: u32 =
        bus.call_method(Some(program.as_str()), thing, Some(ACCESSIBLE), "GetRole", &())?.body().deserialize()?;
    let properties = Some("org.freedesktop.DBus.Properties");
    let asked = bus.call_method(Some(program.as_str()), thing, properties, "Get", &(ACCESSIBLE, "Name"));
    let name = asked.and_then(|asked| Ok(String::try_from(asked.body().deserialize::<OwnedValue>()?)?));
    Ok(format!("{}, {}", called(role), one_line(&name.unwrap_or_default())))
}

/// A role by its number (`AtspiRole`). WebKit tells the names of some only.
fn called(role: u32) -> String {
    let name = match role {
        0 | 67 => "unknown",
        7 => "check box",
        14 => "desktop frame",
        20 => "filler",
        23 => "frame",
        29 => "label",
        31 => "list",
        32 => "list item",
        39 => "panel",
        40 => "password text",
        43 => "push button",
        55 => "table",
        62 => "toggle button",
        75 => "application",
        79 => "entry",
        83 => "heading",
        85 => "section",
        87 => "form",
        95 => "document web",
        99 => "grouping",
        110 => "landmark",
        other => return format!("role {other}"),
    };
    name.to_owned()
}

fn path(text: &str) -> zbus::Result<OwnedObjectPath> {
    Ok(zbus::zvariant::ObjectPath::try_from(text)?.to_owned().into())
}

fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::refused("listening on the accessibility bus", refusal)
}
