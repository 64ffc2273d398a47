//! The password store of Linux desktops: another program on the message bus (GNOME Keyring, KWallet,
//! KeePassXC and others speak the Secret Service API, version 0.2).
//!
//! That program may start later than the app, end, and be replaced while the app runs. A session
//! with it ends when it does. Where a store answers differently from the specification, the code
//! below names it.

use super::VaultError;
use super::bus_error::why;
use connect_core::secret::Secret;
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use zbus::blocking::fdo::DBusProxy;
use zbus::names::{BusName, OwnedUniqueName, WellKnownName};
use zeroize::Zeroizing;

/// The name every store has on the bus.
const NAME: &str = "org.freedesktop.secrets";
/// KWallet answers to [`NAME`] while it runs, but the bus starts it under these names only.
const STARTED_AS: [&str; 2] = ["org.kde.kwalletd6", "org.kde.kwalletd5"];
/// How long KWallet may take between its own name, which ends the start, and [`NAME`].
const STARTING: Duration = Duration::from_secs(3);
/// How soon to look again.
const PAUSE: Duration = Duration::from_millis(50);
/// The collection that new entries go into, and its label where the app makes it.
const ALIAS: &str = "default";
const LABEL: &str = "Default keyring";
/// Secrets are kept as bytes, as earlier versions of the app kept them.
const CONTENT_TYPE: &str = "application/octet-stream";
/// A search that takes longer has put a question on the screen: stores answer in milliseconds.
const ASKED_SOMEBODY: Duration = Duration::from_secs(1);

/// A session with the store.
pub(super) struct Store(SecretService<'static>);

impl Store {
    /// Opens a session. If no store runs, this starts KWallet where it is installed.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when there is no store, or what it says instead.
    pub(super) fn open() -> Result<Self, VaultError> {
        match connect() {
            Err(VaultError::Missing) if start_kwallet() => connect(),
            result => result,
        }
        .map(Self)
    }

    /// Whether the store would ask for its password before it gives what it has of this service. Nobody is asked here.
    ///
    /// # Errors
    /// Why the store does not say.
    pub(super) fn is_locked(service: &str) -> Result<bool, VaultError> {
        let store = Self(connect()?);
        let found = store.0.search_items(HashMap::from([("service", service)])).map_err(why)?;
        if !found.locked.is_empty() || !found.unlocked.is_empty() {
            return Ok(!found.locked.is_empty());
        }
        // A locked store may answer that it has none.
        let Some(collection) = store.default_collection()? else { return Ok(false) };
        collection.is_locked().map_err(why)
    }

    /// Keeps a secret under this name. Where several entries have the name, one is left.
    ///
    /// # Errors
    /// Why the store does not keep it; then an older secret may still be there.
    pub(super) fn keep(&self, service: &str, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let entries = self.entries(service, name)?;
        let Some((newest, older)) = entries.split_first() else { return self.create(service, name, secret) };
        // EXPOSE: into the operating system's password store, its one home.
        newest.set_secret(secret.expose().as_bytes(), CONTENT_TYPE).map_err(why)?;
        delete(older)
    }

    /// Reads the newest secret under this name; `None` when there is none, or an empty one. KWallet
    /// leaves an entry without its secret when it ends before it has written its file.
    ///
    /// # Errors
    /// Why the store does not say.
    pub(super) fn read(&self, service: &str, name: &str) -> Result<Option<Secret>, VaultError> {
        let entries = self.entries(service, name)?;
        let Some(newest) = entries.first() else { return Ok(None) };
        let bytes = Zeroizing::new(newest.get_secret().map_err(why)?);
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::Refused)?;
        Ok((!text.is_empty()).then(|| Secret::new(text.to_owned())))
    }

    /// Removes every secret under this name.
    ///
    /// # Errors
    /// Why the store does not remove one of them.
    pub(super) fn remove(&self, service: &str, name: &str) -> Result<(), VaultError> {
        delete(&self.entries(service, name)?)
    }

    /// The open entries under this name, the newest first. A locked store may answer that it has
    /// none (KeePassXC does), so *none* counts only from a store that is open.
    fn entries(&self, service: &str, name: &str) -> Result<Vec<Item<'_>>, VaultError> {
        let asked = Instant::now();
        let found = self.search(service, name)?;
        if !found.is_empty() {
            return Ok(found);
        }
        let Some(collection) = self.default_collection()? else { return Ok(found) };
        if !collection.is_locked().map_err(why)? {
            return Ok(found);
        }
        // The search itself has just asked for the password, and nobody gave it: do not ask twice.
        if asked.elapsed() > ASKED_SOMEBODY {
            return Err(VaultError::Dismissed);
        }
        collection.unlock().map_err(why)?;
        self.search(service, name)
    }

    /// What the store finds under this name, unlocked, in every collection.
    fn search(&self, service: &str, name: &str) -> Result<Vec<Item<'_>>, VaultError> {
        let found = self.0.search_items(attributes(service, name)).map_err(why)?;
        if !found.locked.is_empty() {
            self.0.unlock_all(&found.locked.iter().collect::<Vec<_>>()).map_err(why)?;
        }
        let mut entries = found.unlocked;
        entries.extend(found.locked);
        if entries.len() > 1 {
            // An entry that does not tell its age is the oldest.
            entries.sort_by_cached_key(|entry| Reverse(entry.get_modified().unwrap_or_default()));
        }
        Ok(entries)
    }

    fn create(&self, service: &str, name: &str, secret: &Secret) -> Result<(), VaultError> {
        let collection = match self.default_collection()? {
            Some(collection) => collection,
            None => self.make_default_collection()?,
        };
        if collection.is_locked().map_err(why)? {
            collection.unlock().map_err(why)?;
        }
        let label = format!("keyring:{name}@{service}");
        // EXPOSE: into the operating system's password store, its one home.
        let bytes = secret.expose().as_bytes();
        let created = collection.create_item(&label, attributes(service, name), bytes, true, CONTENT_TYPE);
        created.map(drop).map_err(why)
    }

    /// The collection for new entries; `None` where nobody has ever made one.
    fn default_collection(&self) -> Result<Option<Collection<'_>>, VaultError> {
        match self.0.get_collection_by_alias(ALIAS) {
            Ok(collection) => Ok(Some(collection)),
            Err(Error::NoResult) => Ok(None),
            Err(error) => Err(why(error)),
        }
    }

    /// Makes that collection. The store asks the merchant for a new password.
    fn make_default_collection(&self) -> Result<Collection<'_>, VaultError> {
        self.0.create_collection(LABEL, ALIAS).map_err(|error| match why(error) {
            VaultError::Dismissed => VaultError::NotSetUp,
            other => other,
        })
    }
}

/// The attributes of an entry, named as earlier versions of the app named them.
fn attributes<'a>(service: &'a str, name: &'a str) -> HashMap<&'a str, &'a str> {
    HashMap::from([("service", service), ("username", name)])
}

fn delete(entries: &[Item<'_>]) -> Result<(), VaultError> {
    entries.iter().try_for_each(Item::delete).map_err(why)
}

/// A session in which secrets are encrypted on the bus. KWallet cannot do that without a plugin that
/// distributions only recommend; the bus belongs to this user alone, so then they go plain, as
/// libsecret sends them.
fn connect() -> Result<SecretService<'static>, VaultError> {
    match SecretService::connect(EncryptionType::Dh).map_err(why) {
        Err(VaultError::Refused) => SecretService::connect(EncryptionType::Plain).map_err(why),
        result => result,
    }
}

/// Starts KWallet, if it is installed, and waits until it has the store's name; whether it has.
fn start_kwallet() -> bool {
    let Some(bus) = bus() else { return false };
    let Ok(store) = BusName::try_from(NAME) else { return false };
    let mut names = STARTED_AS.into_iter().filter_map(|name| WellKnownName::try_from(name).ok());
    if !names.any(|name| bus.start_service_by_name(name, 0).is_ok()) {
        return false;
    }
    let is_there = || bus.name_has_owner(store.clone()).is_ok_and(|there| there);
    let started = Instant::now();
    while !is_there() && started.elapsed() < STARTING {
        std::thread::sleep(PAUSE);
    }
    is_there()
}

/// The program that is the store at one moment.
#[derive(Clone, Debug)]
pub(super) struct Peer(OwnedUniqueName);

impl Peer {
    /// The program that is the store now; `None` where the bus does not tell.
    pub(super) fn of_store() -> Option<Self> {
        bus()?.get_name_owner(NAME.try_into().ok()?).ok().map(Self)
    }

    /// Whether that program has ended. A bus that does not answer is no *yes*.
    pub(super) fn has_ended(&self) -> bool {
        bus().and_then(|bus| bus.name_has_owner((&self.0).into()).ok()) == Some(false)
    }
}

fn bus() -> Option<DBusProxy<'static>> {
    let connection = zbus::blocking::Connection::session().ok()?;
    DBusProxy::new(&connection).ok()
}
