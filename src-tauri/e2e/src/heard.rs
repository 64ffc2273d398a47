//! What programs ask the desktop to show, heard on the bus: a service that replaces a notification shows as
//! many as before.

use std::sync::{Arc, Mutex, PoisonError};

use zbus::MatchRule;
use zbus::blocking::MessageIterator;
use zbus::blocking::connection::Builder;
use zbus::message::Type;

use crate::app::App;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const BUS: &str = "org.freedesktop.DBus";

/// A notification as it was asked for.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Whether it takes the place of another.
    pub replaces: bool,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// A listener for notifications, which disturbs nobody.
pub struct Notified(Arc<Mutex<Vec<Notification>>>);

impl App<'_> {
    /// Begins to listen. The profile must have [notifications](crate::Profile::with_notifications).
    pub fn hear_notifications(&self) -> Outcome<Notified> {
        Notified::on(&self.bus_address()?).map_err(|refusal| Trouble::refused("listening to notifications", refusal))
    }
}

impl Notified {
    fn on(address: &str) -> zbus::Result<Self> {
        let bus = Builder::address(address)?.build()?;
        let rule = MatchRule::builder().msg_type(Type::MethodCall).interface(NOTIFICATIONS)?.member("Notify")?.build();
        let rules = (vec![rule.to_string()], 0_u32);
        bus.call_method(
            Some(BUS),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus.Monitoring"),
            "BecomeMonitor",
            &rules,
        )?;
        let asked = Arc::<Mutex<Vec<Notification>>>::default();
        let notes = Arc::clone(&asked);
        // It ends with the bus.
        std::thread::spawn(move || {
            for message in MessageIterator::from(bus).map_while(Result::ok) {
                type Words = (String, u32, String, String, String);
                if let Ok((_, instead_of, _, title, body)) = message.body().deserialize_unchecked::<Words>() {
                    let one = Notification { replaces: instead_of != 0, title, body };
                    notes.lock().unwrap_or_else(PoisonError::into_inner).push(one);
                }
            }
        });
        Ok(Self(asked))
    }

    /// All so far, the oldest first.
    pub fn all(&self) -> Vec<Notification> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many were asked for; gives back the newest.
    pub async fn newest_of(&self, count: usize) -> Outcome<Notification> {
        until(async || {
            let all = self.all();
            let newest = all.last().filter(|_| all.len() >= count).cloned();
            newest.ok_or_else(|| Trouble::new(format!("{count} notifications were not asked for: {all:?}")))
        })
        .await
    }
}
