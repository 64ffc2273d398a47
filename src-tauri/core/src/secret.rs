//! A secret moves and is never copied: no `Clone`, no `Display`, no `Serialize`, and its `Debug`
//! says nothing. Reading one takes [`Secret::expose`] with an `// EXPOSE:` comment above the
//! call; outside this crate's parsers that happens in the shell's adapters only.

use serde::{Deserialize, Deserializer};
use std::fmt;
use zeroize::Zeroizing;

/// Text that must not be seen. Its memory is wiped when it is dropped.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over; the caller's copy is gone.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself. Every call says in an `// EXPOSE:` comment where the text goes.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// Reads a secret out of an intent. A wrong type is refused without repeating what was sent.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new).map_err(|_| serde::de::Error::custom("a secret must be text"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_cannot_be_printed() {
        let secret = Secret::new("cs_canary".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn a_refused_secret_is_not_repeated_in_the_error() {
        let error = serde_json::from_str::<Secret>("[\"cs_canary\"]").unwrap_err();
        assert!(!error.to_string().contains("canary"));
    }
}
