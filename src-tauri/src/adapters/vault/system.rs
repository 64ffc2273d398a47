//! The password store of systems where it is a part of the system: Keychain, Credential Manager.

use super::VaultError;
use super::system_error::why;
use connect_core::secret::Secret;
use std::sync::Arc;

/// The open store.
pub(super) struct Store(Arc<keyring_core::CredentialStore>);

impl Store {
    /// Opens the store, which is a part of the system and cannot vanish.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when there is none.
    pub(super) fn open() -> Result<Self, VaultError> {
        if keyring::Entry::store_status().is_err() {
            return Err(VaultError::Missing);
        }
        keyring_core::get_default_store().map(Self).ok_or(VaultError::Missing)
    }

    /// Whether the store would ask before it gives something: what the system does then is its own affair.
    ///
    /// # Errors
    /// None.
    pub(super) fn is_locked(_service: &str) -> Result<bool, VaultError> {
        Ok(false)
    }

    /// Keeps a secret under this name.
    ///
    /// # Errors
    /// Why the store does not keep it.
    pub(super) fn keep(&self, service: &str, name: &str, secret: &Secret) -> Result<(), VaultError> {
        // EXPOSE: into the operating system's password store, its one home.
        self.entry(service, name)?.set_password(secret.expose()).map_err(why)
    }

    /// Reads the secret under this name; `None` when there is none, or an empty one.
    ///
    /// # Errors
    /// Why the store does not say.
    pub(super) fn read(&self, service: &str, name: &str) -> Result<Option<Secret>, VaultError> {
        match self.entry(service, name)?.get_password() {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(why(error)),
        }
    }

    /// Removes the secret under this name, if there is one.
    ///
    /// # Errors
    /// Why the store does not remove it.
    pub(super) fn remove(&self, service: &str, name: &str) -> Result<(), VaultError> {
        match self.entry(service, name)?.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(why(error)),
        }
    }

    fn entry(&self, service: &str, name: &str) -> Result<keyring_core::Entry, VaultError> {
        self.0.build(service, name, modifiers().as_ref()).map_err(why)
    }
}

/// On Windows an entry stays on this computer. By itself it would roam to every computer of a company that
/// this user signs in to.
#[cfg(windows)]
fn modifiers() -> Option<std::collections::HashMap<&'static str, &'static str>> {
    Some(std::collections::HashMap::from([("persistence", "Local")]))
}

/// The login keychain, as it is.
#[cfg(not(windows))]
fn modifiers() -> Option<std::collections::HashMap<&'static str, &'static str>> {
    None
}

/// The program that is the store. Here it is the system itself, which does not end before the app.
#[derive(Clone, Debug)]
pub(super) struct Peer;

impl Peer {
    /// There is no such program.
    pub(super) fn of_store() -> Option<Self> {
        None
    }

    /// The system never ends first.
    pub(super) fn has_ended(&self) -> bool {
        false
    }
}
