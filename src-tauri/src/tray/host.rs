//! What the session's message bus says of the desktop: whether something shows icons, and when the session
//! ends.

use connect_core::faculties::{Ability, Lack};
use zbus::blocking::{Connection, MessageIterator, Proxy};

/// Who keeps the list of icons.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Whether this desktop shows icons now. Waits for the bus, so it is asked on a thread of its own.
pub fn ability() -> Ability {
    match is_shown() {
        Ok(true) => Ability::Yes,
        Ok(false) => Ability::No(Lack::NoProgram),
        Err(error) => {
            tracing::debug!(%error, "The message bus does not say whether icons are shown");
            Ability::No(Lack::NoProgram)
        }
    }
}

fn is_shown() -> zbus::Result<bool> {
    let bus = Connection::session()?;
    let has_watcher = zbus::blocking::fdo::DBusProxy::new(&bus)?.name_has_owner(WATCHER.try_into()?)?;
    if !has_watcher {
        return Ok(false);
    }
    let watcher = Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

/// Returns when the session's message bus has ended. Without one, never.
pub async fn bus_ends() {
    let (says, ended) = tokio::sync::oneshot::channel();
    let listens = std::thread::Builder::new().name("session".to_owned()).spawn(move || {
        let Ok(bus) = Connection::session() else { return };
        let _ = MessageIterator::from(bus).find(Result::is_err);
        // Whoever waits may have gone.
        let _ = says.send(());
    });
    if listens.is_ok() && ended.await.is_ok() {
        return;
    }
    std::future::pending().await
}
