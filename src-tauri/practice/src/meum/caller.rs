//! Who is calling Meum, by the key in the `Authorization` header.
//!
//! It refuses to tell apart keys it does not know: a wrong, an old and a made-up key look the same.

use axum::http::header;

use super::account::{Account, Integration};
use super::config::{KeyKind, KeyLife, MeumConfig};
use super::reply::{MeumAnswer, unknown_key};
use super::standing::Standing;
use crate::serving::HttpRequest;

/// Who is calling.
#[derive(Debug, Clone)]
pub(super) enum Caller {
    /// With a connection or reconnect key.
    Connecting {
        key: String,
        /// The key's site belongs to another store.
        bound_elsewhere: bool,
    },
    /// With the dedicated key of this integration, perhaps a disconnected one.
    Dedicated(Box<Integration>),
    /// With a merchant's own key.
    Developer,
}

impl Caller {
    /// Who is calling, or the 401 to say instead.
    pub(super) fn of(
        asked: &HttpRequest,
        config: &MeumConfig,
        account: &mut Account,
        standing: Standing,
    ) -> Result<Self, MeumAnswer> {
        let key = bearer(asked).ok_or_else(|| unknown_key("Missing API key"))?;
        if let Some(known) = config.connection_keys.iter().find(|known| known.key == key) {
            return match (known.life, known.kind) {
                (KeyLife::Expired, _) => Err(unknown_key("API key has expired")),
                (KeyLife::Valid, KeyKind::Developer) => Ok(Self::Developer),
                (KeyLife::Valid, KeyKind::Connection | KeyKind::Reconnect) => {
                    Ok(Self::Connecting { key: key.to_owned(), bound_elsewhere: known.bound_elsewhere })
                }
            };
        }
        if standing.dedicated_keys_revoked {
            return Err(unknown_key("Invalid API key"));
        }
        account
            .with_dedicated_key(key)
            .map(|integration| Self::Dedicated(Box::new(integration)))
            .ok_or_else(|| unknown_key("Invalid API key"))
    }
}

/// The key after `Bearer`.
fn bearer(asked: &HttpRequest) -> Option<&str> {
    let (scheme, key) = asked.header(&header::AUTHORIZATION)?.split_once(' ')?;
    let key = key.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !key.is_empty()).then_some(key)
}
