//! What Keychain or Credential Manager say, as `keyring` passes it on, when they do not do what they
//! are asked.

use super::VaultError;
use keyring_core::Error;

/// Why the store does not.
#[expect(clippy::match_same_arms, reason = "each error that exists is named; the last arm is for later ones")]
#[expect(clippy::needless_pass_by_value, reason = "the error ends here: two of its kinds carry the secret's bytes")]
pub(super) fn why(error: Error) -> VaultError {
    match error {
        Error::NoDefaultStore => VaultError::Missing,
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::PlatformFailure(_)
        | Error::NoEntry
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
            (Error::NoStorageAccess("no".into()), VaultError::Locked),
            (Error::PlatformFailure("no".into()), VaultError::Refused),
        ];
        for (error, expected) in cases {
            let shown = format!("{error:?}");
            assert_eq!(why(error), expected, "{shown}");
        }
    }
}
