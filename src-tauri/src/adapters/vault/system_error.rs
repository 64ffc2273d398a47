//! What Keychain or Credential Manager say, as `keyring` passes it on, when they do not do what they
//! are asked.

use super::VaultError;
use keyring_core::Error;

/// Why the store does not.
#[expect(clippy::match_same_arms, reason = "each error that exists is named; the last arm is for later ones")]
pub(super) fn why(error: Error) -> VaultError {
    match error {
        Error::NoDefaultStore => VaultError::Missing,
        // Windows says so of one thing only: the sign-in has no store (a service, or another user's name).
        Error::NoStorageAccess(said) => code(&*said).map_or(VaultError::Missing, of_keychain),
        Error::PlatformFailure(said) => code(&*said).map_or(VaultError::Refused, of_keychain),
        Error::NoEntry
        | Error::BadEncoding(_)
        | Error::BadDataFormat(..)
        | Error::BadStoreFormat(_)
        | Error::TooLong(..)
        | Error::Invalid(..)
        | Error::Ambiguous(_)
        | Error::NotSupportedByStore(_) => VaultError::Refused,
        // `keyring` may add errors; one that it names later is a refusal until we name it too.
        _ => VaultError::Refused,
    }
}

/// The number of Keychain's error.
#[cfg(target_os = "macos")]
fn code(said: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<i32> {
    said.downcast_ref::<security_framework::base::Error>().map(|error| error.code())
}

/// Only Keychain's errors have a number that is of use.
#[cfg(not(target_os = "macos"))]
fn code(_said: &(dyn std::error::Error + Send + Sync + 'static)) -> Option<i32> {
    None
}

/// What an error of Keychain means (Apple, `SecBase.h`). After a *Deny* nobody is asked a second time.
fn of_keychain(code: i32) -> VaultError {
    match code {
        // errSecUserCanceled, errSecAuthFailed
        -128 | -25293 => VaultError::Dismissed,
        // errSecInteractionNotAllowed, errSecInteractionRequired
        -25308 | -25315 => VaultError::Locked,
        // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain, errSecNoDefaultKeychain
        -25291 | -25294 | -25295 | -25307 => VaultError::Missing,
        _ => VaultError::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_systems_store_says_is_told_apart() {
        let bytes = || b"a secret".to_vec();
        let cases = [
            (Error::NoDefaultStore, VaultError::Missing),
            (Error::BadEncoding(bytes()), VaultError::Refused),
            (Error::TooLong("password".to_owned(), 2560), VaultError::Refused),
            (Error::NotSupportedByStore("no".to_owned()), VaultError::Refused),
            (Error::Ambiguous(Vec::new()), VaultError::Refused),
            (Error::NoStorageAccess("no such logon session".into()), VaultError::Missing),
            (Error::PlatformFailure("no".into()), VaultError::Refused),
        ];
        for (error, expected) in cases {
            let shown = format!("{error:?}");
            assert_eq!(why(error), expected, "{shown}");
        }
    }

    #[test]
    fn keychains_numbers_are_told_apart() {
        let cases = [
            ("the merchant pressed Deny", -128, VaultError::Dismissed),
            ("a wrong password", -25293, VaultError::Dismissed),
            ("locked, with nobody to ask", -25308, VaultError::Locked),
            ("no such keychain", -25294, VaultError::Missing),
            ("no default keychain", -25307, VaultError::Missing),
            ("read-only", -25292, VaultError::Refused),
            ("no right to write", -61, VaultError::Refused),
            ("a later one", -1, VaultError::Refused),
        ];
        for (what, code, expected) in cases {
            assert_eq!(of_keychain(code), expected, "{what}");
        }
    }
}
