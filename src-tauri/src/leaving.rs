//! Leaving: the one request that disconnects a shop, and what is removed from this computer. The
//! order is the point: a secret goes only after Meum has answered and that is stored, and a shop's
//! notes go only after its secrets.

use crate::adapters::meum::Meum;
use crate::adapters::storage::Storage;
use crate::adapters::vault::{Entry, Vault, of_vault};
use crate::connect::credential;
use connect_core::credential::Credential;
use connect_core::meum_facts::Ending;
use connect_core::problem::Problem;
use connect_core::record::ShopId;
use connect_core::time::Timestamp;

/// What the password store may hold of a shop. What Meum issued goes last: it can be had only once.
const ENTRIES: [Entry; 4] = [Entry::MeumKey, Entry::ExtraPassword, Entry::ShopKeys, Entry::Credentials];

/// Disconnects with the key Meum issued for this shop's connection. Nothing here is removed.
///
/// # Errors
/// Why the key could not be read, or what Meum said, or that it said nothing.
pub async fn disconnect(
    vault: &Vault,
    meum: &Meum,
    (shop, connected_at): (&ShopId, Option<Timestamp>),
) -> Result<Ending, Problem> {
    let key = credential(vault, shop, connected_at, Credential::ApiKey).await?;
    meum.disconnect(&key).await
}

/// Removes what Meum had issued.
///
/// # Errors
/// Why the password store would not.
pub async fn forget_credentials(vault: &Vault, shop: &ShopId) -> Result<(), Problem> {
    vault.remove(shop, Entry::Credentials).await.map_err(of_vault)
}

/// Removes a shop from this computer: its secrets first, then its notes and its journal. `kept`
/// says whether any secret of it should be in the password store; if none is, a store that cannot
/// be asked is no reason to stop.
///
/// # Errors
/// Why the password store would not, and then the notes are all there; or why the notes could not
/// be removed.
pub async fn forget(storage: &Storage, vault: &Vault, shop: &ShopId, kept: bool) -> Result<(), Problem> {
    for entry in ENTRIES {
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
