//! Disconnecting a shop from Meum, and removing it from this computer.
//!
//! The order protects the merchant. The app removes a secret only after Meum has answered and the
//! notes say so. It removes a shop's notes only after its secrets.

use crate::adapters::meum::Meum;
use crate::adapters::storage::Storage;
use crate::adapters::vault::{Entry, Vault, of_vault};
use crate::connect::credential;
use connect_core::credential::Credential;
use connect_core::meum_facts::Ending;
use connect_core::problem::Problem;
use connect_core::record::ShopId;
use connect_core::time::Timestamp;

/// Disconnects with the key that Meum issued for the connection made at this moment. Removes nothing
/// from this computer.
///
/// # Errors
/// Why the key could not be read, what Meum said instead, or that no answer came.
pub async fn disconnect(
    vault: &Vault,
    meum: &Meum,
    shop: &ShopId,
    connected_at: Option<Timestamp>,
) -> Result<Ending, Problem> {
    let key = credential(vault, shop, connected_at, Credential::ApiKey).await?;
    meum.disconnect(&key).await
}

/// Removes the key and secret that Meum had issued, once the connection has ended.
///
/// # Errors
/// Why the password store did not remove them.
pub async fn forget_credentials(vault: &Vault, shop: &ShopId) -> Result<(), Problem> {
    vault.remove(shop, Entry::Credentials).await.map_err(of_vault)
}

/// Removes a shop from this computer: its secrets first, then its notes and its journal entry.
///
/// `kept` says whether the password store may have a secret of the shop. If it has none, a store that
/// does not answer is no reason to keep the shop.
///
/// # Errors
/// Why the password store did not remove a secret; then all notes are still there. Or why the notes
/// were not removed.
pub async fn forget(storage: &Storage, vault: &Vault, shop: &ShopId, kept: bool) -> Result<(), Problem> {
    for entry in Entry::ALL {
        match vault.remove(shop, entry).await {
            Ok(()) => {}
            Err(error) if kept => return Err(of_vault(error)),
            Err(error) => {
                tracing::debug!(%error, "No password store to remove anything from");
                break;
            }
        }
    }
    storage.forget(shop.clone()).await.map_err(|error| Problem::from(&error))
}
