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
use crate::see::one_line;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

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
    /// What had the cursor last.
    seen: Arc<Mutex<Option<Place>>>,
}

impl App<'_> {
    /// Begins to listen. The profile must have [ears](crate::Profile::with_ears).
    pub fn listen(&self) -> Outcome<Ears> {
        Ears::on(&self.bus_address()?).map_err(refused)
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
        let seen = Arc::<Mutex<Option<Place>>>::default();
        let last = Arc::clone(&seen);
        // It ends with the bus.
        std::thread::spawn(move || {
            for message in messages.map_while(Result::ok) {
                let on = focused(&message);
                let said = on.as_ref().and_then(|on| announced(&asking, on).ok()).map(|told| format!("on: {told}"));
                if on.is_some() {
                    *last.lock().unwrap_or_else(PoisonError::into_inner) = on;
                }
                if let Some(said) = said.or_else(|| announcement(&message)) {
                    notes.lock().unwrap_or_else(PoisonError::into_inner).push(said);
                }
            }
        });
        Ok(Self { bus, heard, seen })
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

    /// Everything in the page, as `role, name`, once the cursor is on something that is still there.
    pub async fn find_all(&self) -> Outcome<Vec<String>> {
        until(async || match self.all_around()? {
            all if all.is_empty() => Err(Trouble::new("what had the cursor last is gone")),
            all => Ok(all),
        })
        .await
    }

    /// Everything in the page of what had the cursor last; nothing where that is gone.
    fn all_around(&self) -> Outcome<Vec<String>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut top = seen.ok_or_else(|| Trouble::new("nothing had the cursor yet"))?;
        while let Some(above) = parent(&self.bus, &top) {
            top = above;
        }
        let mut left = vec![top];
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

/// What is announced, if this is an announcement.
fn announcement(message: &Message) -> Option<String> {
    let body = message.body();
    let is_one = message.header().member()?.as_str() == "Announcement";
    let Event { value, .. } = if is_one { of_event(&body)? } else { return None };
    Some(format!("says: {}", one_line(&String::try_from(value).ok()?)))
}

/// What got the cursor, if this says so.
fn focused(message: &Message) -> Option<Place> {
    let (header, body) = (message.header(), message.body());
    let is_state = header.member()?.as_str() == "StateChanged";
    let Event { kind, one, .. } = if is_state { of_event(&body)? } else { return None };
    let place = (header.sender()?.to_string(), header.path()?.to_owned().into());
    (kind == "focused" && one == 1).then_some(place)
}

/// What a thing is in, in the same program.
fn parent(bus: &Connection, (program, thing): &Place) -> Option<Place> {
    let properties = Some("org.freedesktop.DBus.Properties");
    let asked = bus.call_method(Some(program.as_str()), thing, properties, "Get", &(ACCESSIBLE, "Parent")).ok()?;
    let value: OwnedValue = asked.body().deserialize().ok()?;
    let (theirs, above): Place = value.try_into().ok()?;
    (theirs == *program && above.as_str() != "/org/a11y/atspi/null").then_some((theirs, above))
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

fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::refused("listening on the accessibility bus", refusal)
}
