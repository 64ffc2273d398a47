//! What the Secret Service, or the bus it is on, says when it does not do what it is asked.

use super::VaultError;
use secret_service::Error;

/// Why the store does not. The error itself ends here: it may repeat what it was sent.
#[expect(clippy::match_same_arms, reason = "each error that exists is named; the last arm is for later ones")]
pub(super) fn why(error: Error) -> VaultError {
    match error {
        Error::Locked => VaultError::Locked,
        Error::Prompt => VaultError::Dismissed,
        Error::Unavailable | Error::PromptDisconnected => VaultError::Missing,
        Error::Zbus(error) => of_bus(&error),
        Error::ZbusFdo(error) => of_name(zbus::DBusError::name(&error).as_str()),
        // No collection to keep anything in is a refusal as well: there is nothing to unlock.
        Error::NoResult | Error::Crypto(_) | Error::Zvariant(_) => VaultError::Refused,
        // The library may add errors; one that it names later is a refusal until we name it too.
        _ => VaultError::Refused,
    }
}

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
        // What is left are malformed messages and misuse: somebody answered, and badly.
        _ => VaultError::Refused,
    }
}

/// An error by its name on the bus (D-Bus specification, *Standard Errors*; Secret Service API,
/// *Errors*).
fn of_name(name: &str) -> VaultError {
    if name == "org.freedesktop.Secret.Error.IsLocked" {
        return VaultError::Locked;
    }
    let Some(of_the_bus) = name.strip_prefix("org.freedesktop.DBus.Error.") else { return VaultError::Refused };
    match of_the_bus {
        "ServiceUnknown" | "NameHasNoOwner" | "NoReply" | "NoServer" | "Disconnected" | "IOError" | "Timeout"
        | "TimedOut" => VaultError::Missing,
        // The bus tried to start the store and could not.
        _ if of_the_bus.starts_with("Spawn.") => VaultError::Missing,
        _ => VaultError::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_secret_service_error_is_known_by_its_kind() {
        let cases = [
            (Error::Locked, VaultError::Locked),
            (Error::Prompt, VaultError::Dismissed),
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
            assert_eq!(why(error), expected, "{shown}");
        }
    }
}
