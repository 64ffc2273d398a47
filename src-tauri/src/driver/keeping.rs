//! Effects that store or remove something. The driver waits until it is done: no request leaves, and no
//! view is shown, before the disk has the state that led to it.

use super::{Driver, Unsaved};
use crate::adapters::storage::{Queued, StorageError};
use crate::adapters::vault::Entry;
use crate::perform::Ports;
use connect_core::effect::{Keep, Settings};
use connect_core::event::{Event, Unstored};
use connect_core::history::History;
use connect_core::observed::Observed;
use connect_core::problem::Problem;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::time::Span;
use std::future::{Future as _, poll_fn};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::{Duration, Instant};

impl Driver {
    pub(super) async fn keep(&mut self, keep: Keep) {
        let ports = self.ports.clone();
        match keep {
            Keep::Load => {
                tokio::spawn(async move { ports.tell(ports.load().await) });
            }
            Keep::Shop(record, observed) => self.save(record, observed).await,
            Keep::Observed(shop, observed) => self.save_observed(shop, observed),
            Keep::History(shop, periods) => {
                let done = ports.storage.save_history(shop.clone(), periods.clone());
                self.in_passing(done, Some(Unstored::Periods(shop, periods)));
            }
            Keep::Absence(absence) => {
                self.in_passing(ports.storage.save_absence(absence), Some(Unstored::Absence(absence)));
            }
            Keep::PruneHistory(before) => self.in_passing(ports.storage.prune_history(before), None),
            Keep::Recall { shop, since } => {
                tokio::spawn(async move {
                    let history = ports.storage.recall(shop.clone(), since).await.unwrap_or_else(|error| {
                        tracing::error!(%error, "The history could not be read");
                        History { damaged: true, ..History::default() }
                    });
                    ports.tell(Event::Recalled { shop, history: Box::new(history) });
                });
            }
            Keep::Settings(settings) => self.save_settings(settings).await,
            // While the shop is not stored, its journal entry is the only trace of the connect.
            Keep::CloseConnect(shop) | Keep::ForgetMeumKey(shop) if self.unsaved.contains_key(&shop) => {}
            Keep::CloseConnect(shop) => {
                // If this fails, the next start sees that the record has the end, and closes the entry.
                let _ = self.stored(ports.storage.close_connect(shop)).await;
            }
            Keep::Forget(shop) => {
                // Storing an unsaved state later would bring the shop back.
                self.unsaved.remove(&shop);
                // `leaving::forget` has removed it already, or has said why not.
                let _ = self.stored(ports.storage.forget(shop.clone())).await;
                tokio::spawn(async move { ports.vault.forget(&shop).await });
            }
            Keep::ForgetMeumKey(shop) => {
                let mut removal = Box::pin(async move {
                    if let Err(error) = ports.vault.remove(&shop, Entry::MeumKey).await {
                        tracing::warn!(%error, "A used connection key could not be removed");
                    }
                });
                // The store is asked here and now, so that a key that is kept next does not go with this one.
                let ended = poll_fn(|context| Poll::Ready(removal.as_mut().poll(context).is_ready())).await;
                if !ended {
                    tokio::spawn(removal);
                }
            }
            Keep::SecretsUntilClosed(shop) => ports.vault.keep_until_closed(&shop),
        }
    }

    /// Stores a shop. The driver remembers the latest state that is not on the disk, and no other: an
    /// older one would overwrite a newer one at the next try.
    pub(super) async fn save(&mut self, record: Box<ShopRecord>, observed: Option<Box<Observed>>) {
        match self.stored(self.ports.storage.save(record.clone(), observed.clone())).await {
            Ok(()) => drop(self.unsaved.remove(&record.id)),
            Err(why) => drop(self.unsaved.insert(record.id.clone(), Unsaved { record, observed, why })),
        }
    }

    /// Stores what was observed of a shop. The driver does not wait for it: losing it costs a question.
    /// While the shop itself is not stored, it waits with it.
    fn save_observed(&mut self, shop: ShopId, observed: Box<Observed>) {
        if let Some(unsaved) = self.unsaved.get_mut(&shop) {
            unsaved.observed = Some(observed);
            return;
        }
        let (ports, done) = (self.ports.clone(), self.ports.storage.save_observed(shop, observed));
        tokio::spawn(async move {
            // What failed is said, and not tried again: the next answer is newer.
            let _ = done.await.map_err(|error| told(&ports, &error, !error.is_busy()));
        });
    }

    /// Waits for what is stored in passing: the process may end after this.
    pub(super) async fn nothing_is_unwritten(&self) {
        // What cannot be stored was said when it failed.
        let _ = self.ports.storage.settled().await;
    }

    /// Lets history be stored. Nothing waits for it, and no button tells of it. Where it fails, the core keeps
    /// what was to be stored, and the panel says that there is a gap.
    fn in_passing(&self, done: Queued<()>, what: Option<Unstored>) {
        let (ports, failed) = (self.ports.clone(), Arc::clone(&self.history_failed));
        tokio::spawn(async move {
            match done.await {
                Ok(()) if failed.swap(false, Ordering::Relaxed) => ports.tell(Event::HistoryStored),
                Ok(()) => {}
                Err(error) => {
                    tracing::error!(%error, "The history has a gap");
                    failed.store(true, Ordering::Relaxed);
                    if let Some(what) = what {
                        ports.tell(Event::HistoryNotStored { what, passes: error.is_busy() });
                    }
                }
            }
        });
    }

    /// Stores the settings, with the same care: they say which shop is on the screen.
    pub(super) async fn save_settings(&mut self, settings: Settings) {
        let done = self.stored(self.ports.storage.save_settings(settings.clone())).await;
        self.unsaved_settings = done.err().map(|_| settings);
    }

    /// Waits until something is stored. Notes that another program has locked are said to be so only once
    /// that lasts: the driver tries again by itself.
    async fn stored(&mut self, done: Queued<()>) -> Result<(), Problem> {
        let done = done.await;
        let busy = done.as_ref().is_err_and(StorageError::is_busy);
        self.locked_since = if busy { self.locked_since.or_else(|| Some(Instant::now())) } else { None };
        let passes = self.locked_since.is_some_and(|since| since.elapsed() < PATIENCE);
        done.map_err(|error| told(&self.ports, &error, !passes))
    }
}

/// How long notes may be locked before the merchant is told.
const PATIENCE: Duration = Duration::from_secs(5);
/// How soon locked notes are tried again.
pub(super) const TRY_AGAIN: Span = Span(500);

/// The problem of something that is not stored. It goes to the core as an event, too, unless it passes.
fn told(ports: &Ports, error: &StorageError, say: bool) -> Problem {
    tracing::error!(%error, "Could not be stored");
    let problem = Problem::from(error);
    if say {
        ports.tell(Event::SaveFailed(problem.clone()));
    }
    problem
}
