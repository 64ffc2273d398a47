//! What the session's message bus says of the desktop: whether something shows icons, and when the session
//! ends.

use connect_core::faculties::{Ability, Lack};
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator, Proxy};

/// Who keeps the list of icons.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Tells whether this desktop shows icons, now and whenever that changes, on a thread of its own.
pub fn follow(tell: impl Fn(Ability) -> bool + Send + 'static) {
    let follows = std::thread::Builder::new().name("icons".to_owned()).spawn(move || {
        if let Err(error) = follow_on_bus(&tell) {
            tracing::debug!(%error, "The message bus does not say whether icons are shown");
            tell(Ability::No(Lack::NoProgram));
        }
    });
    if let Err(error) = follows {
        tracing::warn!(%error, "Nobody tells whether icons are shown");
    }
}

fn follow_on_bus(tell: &impl Fn(Ability) -> bool) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let names = DBusProxy::new(&bus)?;
    // Listened to before it is asked, so that nothing is missed in between.
    let changes = names.receive_name_owner_changed_with_args(&[(0, WATCHER)])?;
    let mut listened = tell(ability(&bus, &names));
    for _ in changes {
        if !listened {
            break;
        }
        listened = tell(ability(&bus, &names));
    }
    Ok(())
}

fn ability(bus: &Connection, names: &DBusProxy<'_>) -> Ability {
    match is_shown(bus, names) {
        Ok(true) => Ability::Yes,
        Ok(false) => Ability::No(Lack::NoProgram),
        Err(error) => {
            tracing::debug!(%error, "Whatever keeps the icons does not answer");
            Ability::No(Lack::Silent)
        }
    }
}

fn is_shown(bus: &Connection, names: &DBusProxy<'_>) -> zbus::Result<bool> {
    if !names.name_has_owner(WATCHER.try_into()?)? {
        return Ok(false);
    }
    let watcher = Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

/// Returns when the session's message bus has ended, or where there is none: without it there is no password
/// store to watch with.
pub async fn bus_ends() {
    let (says, ended) = tokio::sync::oneshot::channel();
    let listens = std::thread::Builder::new().name("session".to_owned()).spawn(move || {
        match Connection::session() {
            Ok(bus) => drop(MessageIterator::from(bus).find(Result::is_err)),
            Err(error) => tracing::warn!(%error, "There is no message bus"),
        }
        // Whoever waits may have gone.
        let _ = says.send(());
    });
    // A thread that could not be started says nothing: then the session is not watched.
    if listens.is_err() || ended.await.is_err() {
        std::future::pending::<()>().await;
    }
}
