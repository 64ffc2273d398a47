//! Effects that keep or let go of something. The driver waits until it is stored before it goes
//! on: no request leaves and no view is shown before what led to it is on the disk.

use super::Driver;
use crate::adapters::storage::Queued;
use crate::adapters::vault::Entry;
use connect_core::effect::Keep;
use connect_core::event::Event;
use connect_core::problem::Problem;

impl Driver {
    pub(super) async fn keep(&self, keep: Keep) {
        let ports = self.ports.clone();
        match keep {
            Keep::Load => {
                tokio::spawn(async move { ports.tell(ports.load().await) });
            }
            Keep::Shop(record) => self.stored(ports.storage.save(record)).await,
            Keep::Settings(settings) => self.stored(ports.storage.save_settings(settings)).await,
            Keep::CloseConnect(shop) => self.stored(ports.storage.close_connect(shop)).await,
            Keep::Forget(shop) => {
                self.stored(ports.storage.forget(shop.clone())).await;
                tokio::spawn(async move { ports.vault.forget(&shop).await });
            }
            Keep::ForgetMeumKey(shop) => {
                tokio::spawn(async move {
                    if let Err(error) = ports.vault.remove(&shop, Entry::MeumKey).await {
                        tracing::warn!(%error, "A used connection key could not be removed");
                    }
                });
            }
            Keep::SecretsUntilClosed => ports.vault.keep_until_closed(),
        }
    }

    /// Waits until something is stored; only a failure is worth an event.
    async fn stored(&self, done: Queued<()>) {
        if let Err(error) = done.await {
            tracing::error!(%error, "Could not be stored");
            self.ports.tell(Event::SaveFailed(Problem::from(&error)));
        }
    }
}
