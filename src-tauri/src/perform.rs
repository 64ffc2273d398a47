//! The ways out of the app, and the effects that need no answer. [`crate::inquiry`] asks questions.

use crate::adapters::desktop::{Desktop, DesktopError};
use crate::adapters::storage::Storage;
use crate::adapters::vault::Vault;
use crate::connect;
use connect_core::credential::Credential;
use connect_core::event::{Event, Loaded};
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::time::Timestamp;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;

/// The handles to everything outside the app except the network.
#[derive(Clone)]
pub struct Ports {
    /// The notes, which survive the app.
    pub storage: Storage,
    /// The password store, and the secrets that only memory holds.
    pub vault: Arc<Vault>,
    /// Browser, clipboard and window.
    pub desktop: Arc<dyn Desktop>,
    /// The driver's inbox: answers go there.
    pub events: UnboundedSender<Event>,
}

/// This computer's clock. A clock before 1970 reads as 1970.
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Ports {
    /// Sends an event to the driver. A driver that has ended needs none.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Reads all notes.
    pub async fn load(&self) -> Event {
        let loaded = match self.storage.load().await {
            Ok(loaded) if loaded.damaged.is_some() => Ok(self.with_what_the_store_has(loaded).await),
            loaded => loaded,
        };
        Event::Loaded(loaded.map(Box::new).map_err(|error| Problem::from(&error)))
    }

    /// After the notes were damaged: a shop whose password store has the key and secret of another connect
    /// than its notes is noted as one whose connect is open. The start then finds out how it ended.
    async fn with_what_the_store_has(&self, mut loaded: Loaded) -> Loaded {
        for record in &loaded.shops {
            let known = record.connection.as_ref().map(|connection| connection.at);
            let Ok(Some((at, _))) = connect::any_credentials(&self.vault, &record.id).await else { continue };
            let is_news = known.is_none_or(|known| known < at) && record.ended.is_none_or(|ended| ended.at < at);
            if is_news && self.storage.open_connect(record.id.clone(), at).await.is_ok() {
                loaded.unfinished.push(record.id.clone());
            }
        }
        loaded
    }

    /// Puts a credential on the clipboard, if it belongs to this connection.
    pub async fn copy(&self, shop: &ShopId, connected_at: Option<Timestamp>, credential: Credential) {
        let secret = match connect::credential(&self.vault, shop, connected_at, credential).await {
            Ok(secret) => secret,
            Err(problem) => return self.tell(Event::DesktopFailed(problem)),
        };
        self.copied(self.desktop.copy(&secret));
    }

    /// Puts a note without secrets on the clipboard.
    pub fn copy_note(&self, note: &str) {
        self.copied(self.desktop.copy_note(note));
    }

    fn copied(&self, result: Result<(), DesktopError>) {
        let failed = |_| Event::DesktopFailed(Problem::new(ProblemKind::ClipboardFailed));
        self.tell(result.map_or_else(failed, |()| Event::Copied));
    }

    /// Lets the watch start when the merchant logs in, or not any more.
    pub fn start_at_login(&self, on: bool) {
        if self.desktop.start_at_login(on).is_err() {
            self.tell(Event::DesktopCan(Faculty::StartAtLogin, Ability::No(Lack::Refused)));
        }
    }

    /// Looks whether the watch starts then, as the merchant wished. The program may have moved since, so
    /// what starts it is written once more.
    pub fn look_at_login_entry(&self) {
        if self.desktop.starts_at_login() {
            self.start_at_login(true);
        } else {
            self.tell(Event::LoginEntryGone);
        }
    }

    /// Opens a page in the browser. Not every computer says when no browser comes, so the address is told
    /// in any case; where it does say so, the problem shows it.
    pub fn open(&self, address: &str) {
        self.tell(Event::Opening(address.to_owned()));
        if self.desktop.open(address).is_err() {
            let mut problem = Problem::new(ProblemKind::BrowserFailed);
            problem.about.words = PlainText::from_outside(address);
            self.tell(Event::DesktopFailed(problem));
        }
    }
}
