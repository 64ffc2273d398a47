//! Effects that keep or let go of something. The driver waits until it is stored before it goes
//! on: no request leaves and no view is shown before what led to it is on the disk.

use super::Driver;
use crate::adapters::storage::Queued;
use crate::adapters::vault::Entry;
use connect_core::effect::Effect;
use connect_core::event::Event;
use connect_core::problem::Problem;

impl Driver {
    pub(super) async fn keep(&self, effect: Effect) {
        let ports = self.ports.clone();
        match effect {
            Effect::Load => {
                tokio::spawn(async move { ports.tell(ports.load().await) });
            }
            Effect::Save(record) => self.stored(ports.storage.save(record)).await,
            Effect::SaveSettings(settings) => self.stored(ports.storage.save_settings(settings)).await,
            Effect::CloseConnect(shop) => self.stored(ports.storage.close_connect(shop)).await,
            Effect::Forget(shop) => {
                self.stored(ports.storage.forget(shop.clone())).await;
                tokio::spawn(async move { ports.vault.forget(&shop).await });
            }
            Effect::ForgetMeumKey(shop) => {
                tokio::spawn(async move {
                    if let Err(error) = ports.vault.remove(&shop, Entry::MeumKey).await {
                        tracing::warn!(%error, "A used connection key could not be removed");
                    }
                });
            }
            Effect::Copy { shop, credential } => {
                tokio::spawn(async move { ports.copy(&shop, credential).await });
            }
            _ => tracing::error!("An effect was sent to the wrong place"),
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
