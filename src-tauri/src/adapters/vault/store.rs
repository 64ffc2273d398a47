//! The password store itself, opened anew whenever it has to be, and its errors, mapped at once:
//! two of their variants carry the secret's bytes, so none of them lives on.
//!
//! On Linux the store is another program on the message bus. It can start later than the app, and
//! be restarted or replaced while the app runs; a session with it ends then. `keyring` opens a store
//! once in a process, so here the app opens it itself, with the parts `keyring` is made of.

use super::VaultError;
use connect_core::secret::Secret;
use std::sync::Arc;

/// An open password store.
pub(super) struct Store(Arc<keyring_core::CredentialStore>);

impl Store {
    /// Opens the password store.
    ///
    /// # Errors
    /// Why it could not be; another try opens it anew.
    #[cfg(target_os = "linux")]
    pub(super) fn open() -> Result<Self, VaultError> {
        let store = zbus_secret_service_keyring_store::Store::new().map_err(why)?;
        Ok(Self(store))
    }

    /// Opens the password store, which is a part of the system here and cannot vanish.
    ///
    /// # Errors
    /// When there is none.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn open() -> Result<Self, VaultError> {
        if keyring::Entry::store_status().is_err() {
            return Err(VaultError::Missing);
        }
        keyring_core::get_default_store().map(Self).ok_or(VaultError::Missing)
    }

    /// Keeps a secret under this name.
    pub(super) fn keep(&self, service: &str, name: &str, secret: &Secret) -> Result<(), VaultError> {
        // EXPOSE: into the operating system's password store, its one home.
        self.entry(service, name)?.set_password(secret.expose()).map_err(why)
    }

    /// Reads the secret under this name; `None` when there is none.
    pub(super) fn read(&self, service: &str, name: &str) -> Result<Option<Secret>, VaultError> {
        match self.entry(service, name)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(why(error)),
        }
    }

    /// Removes the secret under this name, if there is one.
    pub(super) fn remove(&self, service: &str, name: &str) -> Result<(), VaultError> {
        match self.entry(service, name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(why(error)),
        }
    }

    fn entry(&self, service: &str, name: &str) -> Result<keyring::Entry, VaultError> {
        let inner = self.0.build(service, name, None).map_err(why)?;
        Ok(keyring::Entry { inner })
    }
}

/// Why the store would not. The error is dropped here: it may carry the secret.
fn why(error: keyring::Error) -> VaultError {
    match error {
        keyring::Error::NoDefaultStore => VaultError::Missing,
        keyring::Error::NoStorageAccess(reason) => of_platform(&*reason, VaultError::Locked),
        keyring::Error::PlatformFailure(reason) => of_platform(&*reason, VaultError::Refused),
        // It is there, open, and takes or gives nothing: a limit, a malformed entry.
        _ => VaultError::Refused,
    }
}

/// The systems' own stores are always there, and say no more than `keyring` passes on.
#[cfg(not(target_os = "linux"))]
fn of_platform(_reason: &(dyn std::error::Error + Send + Sync + 'static), otherwise: VaultError) -> VaultError {
    otherwise
}

/// What the Secret Service, or the bus it is on, says.
#[cfg(target_os = "linux")]
fn of_platform(reason: &(dyn std::error::Error + Send + Sync + 'static), otherwise: VaultError) -> VaultError {
    use secret_service::Error;
    match reason.downcast_ref::<Error>() {
        Some(Error::Locked | Error::Prompt) => VaultError::Locked,
        Some(Error::Unavailable | Error::PromptDisconnected) => VaultError::Missing,
        Some(Error::Zbus(error)) => of_bus(error),
        Some(Error::ZbusFdo(error)) => of_name(zbus::DBusError::name(error).as_str()),
        // No collection to keep anything in is a refusal as well: there is nothing to unlock.
        Some(Error::NoResult | Error::Crypto(_) | Error::Zvariant(_)) => VaultError::Refused,
        Some(_) | None => otherwise,
    }
}

#[cfg(target_os = "linux")]
fn of_bus(error: &zbus::Error) -> VaultError {
    use zbus::Error;
    match error {
        Error::MethodError(name, ..) => of_name(name.as_str()),
        Error::FDO(error) => of_name(zbus::DBusError::name(&**error).as_str()),
        Error::InputOutput(_)
        | Error::Connection(..)
        | Error::Address(_)
        | Error::Handshake(_)
        | Error::InterfaceNotFound => VaultError::Missing,
        _ => VaultError::Refused,
    }
}

/// An error by its name on the bus (D-Bus and Secret Service specifications).
#[cfg(target_os = "linux")]
fn of_name(name: &str) -> VaultError {
    if name == "org.freedesktop.Secret.Error.IsLocked" {
        return VaultError::Locked;
    }
    let Some(of_the_bus) = name.strip_prefix("org.freedesktop.DBus.Error.") else { return VaultError::Refused };
    match of_the_bus {
        "ServiceUnknown" | "NameHasNoOwner" | "NoReply" | "NoServer" | "Disconnected" | "IOError" | "Timeout"
        | "TimedOut" => VaultError::Missing,
        // The bus was to start it and could not.
        _ if of_the_bus.starts_with("Spawn.") => VaultError::Missing,
        _ => VaultError::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_store_or_its_bus_says_is_told_apart() {
        let bytes = || b"a secret".to_vec();
        let cases = [
            (keyring::Error::NoDefaultStore, VaultError::Missing),
            (keyring::Error::BadEncoding(bytes()), VaultError::Refused),
            (keyring::Error::TooLong("password".to_owned(), 2560), VaultError::Refused),
            (keyring::Error::NotSupportedByStore("no".to_owned()), VaultError::Refused),
            (keyring::Error::Ambiguous(Vec::new()), VaultError::Refused),
            (keyring::Error::NoStorageAccess("no".into()), VaultError::Locked),
            (keyring::Error::PlatformFailure("no".into()), VaultError::Refused),
        ];
        for (error, expected) in cases {
            let shown = format!("{error:?}");
            assert_eq!(why(error), expected, "{shown}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_bus_error_is_known_by_its_name() {
        let cases = [
            ("org.freedesktop.Secret.Error.IsLocked", VaultError::Locked),
            ("org.freedesktop.Secret.Error.NoSession", VaultError::Refused),
            ("org.freedesktop.DBus.Error.ServiceUnknown", VaultError::Missing),
            ("org.freedesktop.DBus.Error.NoReply", VaultError::Missing),
            ("org.freedesktop.DBus.Error.Spawn.ChildExited", VaultError::Missing),
            ("org.freedesktop.DBus.Error.AccessDenied", VaultError::Refused),
            ("org.freedesktop.DBus.Error.LimitsExceeded", VaultError::Refused),
            ("org.gnome.keyring.Error.Denied", VaultError::Refused),
        ];
        for (name, expected) in cases {
            assert_eq!(of_name(name), expected, "{name}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_secret_service_error_is_known_by_its_kind() {
        use secret_service::Error;
        let cases = [
            (Error::Locked, VaultError::Locked),
            (Error::Prompt, VaultError::Locked),
            (Error::PromptDisconnected, VaultError::Missing),
            (Error::Unavailable, VaultError::Missing),
            (Error::NoResult, VaultError::Refused),
            (Error::Zbus(zbus::Error::Address("no".to_owned())), VaultError::Missing),
            (Error::Zbus(zbus::Error::InvalidReply), VaultError::Refused),
            (Error::ZbusFdo(zbus::fdo::Error::NoReply("no".to_owned())), VaultError::Missing),
            (Error::ZbusFdo(zbus::fdo::Error::AccessDenied("no".to_owned())), VaultError::Refused),
        ];
        for (error, expected) in cases {
            let shown = error.to_string();
            assert_eq!(why(keyring::Error::PlatformFailure(Box::new(error))), expected, "{shown}");
        }
    }
}
