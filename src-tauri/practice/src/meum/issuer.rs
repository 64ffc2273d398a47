//! Makes the credentials and ids that connect gives out.
//!
//! It refuses to make secrets worth keeping: the deterministic ones can be guessed by design, and the
//! random ones open nothing but a practice server.

use std::fmt::Write;

use super::config::Issuer;

/// How every Meum key begins.
const KEY_BEGINNING: &str = "sk_live_";
/// What follows the generation in a deterministic key.
const KEY_FILLER: &str = "practice0dedicated0key0000000";

/// What one successful connect gives out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credentials {
    /// Counts connects; in a deterministic key it can be read back.
    pub(super) generation: u16,
    pub(super) api_key: String,
    /// 64 hexadecimal digits.
    pub(super) webhook_secret: String,
}

/// The ids of one site's integration; they stay when its credentials change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// A UUID.
    pub(super) integration: String,
    /// `int_…`
    pub(super) integration_public: String,
    /// `inst_` and 20 hexadecimal digits.
    pub(super) installation: String,
    /// A UUID.
    pub(super) webhook: String,
}

/// No random numbers could be had from the system.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoRandomness;

impl Issuer {
    pub(super) fn credentials(self, generation: u16) -> Result<Credentials, NoRandomness> {
        Ok(match self {
            Self::Deterministic => Credentials {
                generation,
                api_key: format!("{KEY_BEGINNING}{generation:04x}{KEY_FILLER}"),
                webhook_secret: format!("{generation:04x}").repeat(16),
            },
            Self::Random => Credentials {
                generation,
                api_key: format!("{KEY_BEGINNING}{}", hex(&random::<24>()?)),
                webhook_secret: hex(&random::<32>()?),
            },
        })
    }

    /// The identity of the site that was connected first in this generation.
    pub(super) fn identity(self, generation: u16) -> Result<Identity, NoRandomness> {
        let numbers: [[u8; 16]; 3] = match self {
            Self::Deterministic => [1, 2, 3].map(|kind| fixed(kind, generation)),
            Self::Random => [random()?, random()?, random()?],
        };
        let [integration, webhook, installation] = numbers;
        let installation = hex(&installation);
        Ok(Identity {
            integration: uuid(integration),
            integration_public: format!("int_{}", hex(&integration)),
            installation: format!("inst_{}", installation.get(12..).unwrap_or(&installation)),
            webhook: uuid(webhook),
        })
    }

    /// The generation of a key that a deterministic issuer made, perhaps before a restart.
    pub(super) fn generation_of(self, key: &str) -> Option<u16> {
        match self {
            Self::Random => None,
            Self::Deterministic => {
                let middle = key.strip_prefix(KEY_BEGINNING)?.strip_suffix(KEY_FILLER)?;
                let is_ours = middle.len() == 4 && middle.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                let generation = u16::from_str_radix(middle, 16).ok()?;
                (is_ours && generation > 0).then_some(generation)
            }
        }
    }
}

/// A recognisable number that differs by kind and generation.
fn fixed(kind: u8, generation: u16) -> [u8; 16] {
    let mut number = [0xca; 16];
    let tail = number.iter_mut().rev();
    let [high, low] = generation.to_be_bytes();
    for (byte, value) in tail.zip([low, high, kind]) {
        *byte = value;
    }
    number
}

fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], NoRandomness> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A version 4 UUID of these bytes (RFC 9562).
fn uuid(bytes: [u8; 16]) -> String {
    let number = u128::from_be_bytes(bytes);
    let number = (number & !(0xf << 76)) | (0x4 << 76);
    let number = (number & !(0x3 << 62)) | (0x2 << 62);
    let digits = format!("{number:032x}");
    let mut uuid = String::with_capacity(36);
    for (at, digit) in digits.chars().enumerate() {
        if [8, 12, 16, 20].contains(&at) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    uuid
}

#[cfg(test)]
mod tests {
    use super::{Issuer, uuid};

    #[test]
    fn a_deterministic_key_tells_its_generation_and_nothing_else_does() {
        let issuer = Issuer::Deterministic;
        let key = issuer.credentials(0x1f).unwrap().api_key;
        assert_eq!(key.get(..12), Some("sk_live_001f"));
        for (key, expected) in [
            (key.as_str(), Some(0x1f)),
            ("sk_live_0000practice0dedicated0key0000000", None),
            ("sk_live_001Fpractice0dedicated0key0000000", None),
            ("sk_live_+01fpractice0dedicated0key0000000", None),
            ("sk_live_1fpractice0dedicated0key0000000", None),
            ("sk_live_001fpractice0dedicated0key000000", None),
            (crate::notebook::CONNECTION_KEY, None),
            ("", None),
        ] {
            assert_eq!(issuer.generation_of(key), expected, "{key}");
            assert_eq!(Issuer::Random.generation_of(key), None, "{key}");
        }
    }

    #[test]
    fn random_credentials_differ_each_time_and_have_the_documented_shape() {
        let one = Issuer::Random.credentials(1).unwrap();
        let two = Issuer::Random.credentials(1).unwrap();
        assert_ne!(one, two);
        assert_eq!(one.webhook_secret.len(), 64);
        assert!(one.api_key.len() >= 32);
        let identity = Issuer::Random.identity(1).unwrap();
        assert_eq!(identity.installation.len(), "inst_".len() + 20);
    }

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
    }
}
