//! Connecting is one transaction with a journal. Its order is what keeps Meum's new key safe:
//!
//! 1. The password store proves that it takes a secret.
//! 2. The journal notes on the disk that a request is about to leave. No secret is in the journal.
//! 3. The request leaves, once.
//! 4. The password store takes the key and secret that Meum issued, before anything else happens.
//! 5. The journal notes the rest of the answer. The driver closes the entry once the shop's record holds
//!    the connection.
//!
//! If the app is killed in between, the next start finds the open entry and calls [`recover`].

use crate::adapters::meum::{ConnectReply, Issued, Meum};
use crate::adapters::shop::{Credentials, Progress};
use crate::adapters::storage::Storage;
use crate::adapters::vault::{Entry, Vault, VaultError, of_vault};
use connect_core::check::{Check, CheckState};
use connect_core::credential::Credential;
use connect_core::kept::{Kept, Settled};
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, ConnectRequest, NewConnection};
use connect_core::meum_key::{is_shown_as, shown_prefix};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use connect_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// The entry in the password store with the key and secret of one connect. One entry, so that the store
/// never holds a half of one connect and a half of another.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// When that connect was begun, in milliseconds since 1970; its identity.
    begun_at: i64,
    /// `None` where Meum's answer lacked it. The same goes for the secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    api_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<String>,
}

impl Stored {
    /// The credential that Meum's answer lacked.
    fn missing(&self) -> Option<Credential> {
        match (&self.api_key, &self.webhook_secret) {
            (None, _) => Some(Credential::ApiKey),
            (Some(_), None) => Some(Credential::WebhookSecret),
            (Some(_), Some(_)) => None,
        }
    }

    fn credential(&self, which: Credential) -> Result<Secret, Problem> {
        let text = match which {
            Credential::ApiKey => &self.api_key,
            Credential::WebhookSecret => &self.webhook_secret,
        };
        text.clone().map(Secret::new).ok_or_else(|| Problem::half_issued(which))
    }

    fn both(&self) -> Result<Credentials, Problem> {
        let (api_key, webhook_secret) =
            (self.credential(Credential::ApiKey)?, self.credential(Credential::WebhookSecret)?);
        Ok(Credentials { api_key, webhook_secret })
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.api_key.zeroize();
        self.webhook_secret.zeroize();
    }
}

/// A press of *Connect*: the ways that it takes, and what the shop's record says before it.
pub struct Connecting<'a> {
    /// The journal.
    pub storage: &'a Storage,
    /// The password store.
    pub vault: &'a Vault,
    /// The way to Meum.
    pub meum: &'a Meum,
    /// The shop to connect.
    pub shop: &'a ShopId,
    /// When the connect was begun whose end the record has; `None` if it has none.
    pub recorded: Option<Timestamp>,
    /// The first characters of the connection key on the screen.
    pub shown: Option<&'a str>,
    /// The way to tell the driver how each step stands.
    pub progress: &'a Progress,
}

impl Connecting<'_> {
    /// Connects, sending one request at most. If an earlier connect is still open and the password
    /// store shows how it ended, that is the outcome, and nothing is sent.
    pub async fn connect(&self, request: &ConnectRequest, now: Timestamp) -> ConnectOutcome {
        let Self { storage, meum, shop, progress, .. } = *self;
        progress(Check::VaultReady, CheckState::Running, None);
        if let Some(outcome) = self.earlier().await {
            return outcome;
        }
        let key = match self.key().await {
            Ok(key) => key,
            Err(problem) => return ConnectOutcome::NotConnected(problem),
        };
        progress(Check::VaultReady, CheckState::Passed, None);
        // The password store is well: this failure has its own check.
        if let Err(error) = storage.open_connect(shop.clone(), now).await {
            return ConnectOutcome::NotConnected(Problem::from(&error).marked(Mark::NothingSent));
        }
        progress(Check::MeumAnswered, CheckState::Running, None);
        let started = std::time::Instant::now();
        match meum.connect(&key, request).await {
            ConnectReply::Refused(problem) => ConnectOutcome::NotConnected(problem),
            ConnectReply::Unknown(problem) => ConnectOutcome::Unknown(problem),
            ConnectReply::WithoutCredentials(problem) => ConnectOutcome::Lost(problem),
            ConnectReply::Issued(facts, issued) => {
                progress(Check::MeumAnswered, CheckState::Passed, Some(started.elapsed()));
                progress(Check::CredentialsKept, CheckState::Running, None);
                let outcome = self.keep(*facts, &issued, now).await;
                if matches!(outcome, ConnectOutcome::Connected(_)) {
                    progress(Check::CredentialsKept, CheckState::Passed, None);
                }
                outcome
            }
        }
    }

    /// How the connect ended whose journal entry is still open. `None` means that the entry may be
    /// overwritten: there is none, the record has its end, or the password store has nothing of it.
    async fn earlier(&self) -> Option<ConnectOutcome> {
        let Self { storage, vault, shop, recorded, .. } = *self;
        match storage.unfinished(shop.clone()).await {
            Ok(Some(open)) if recorded != Some(open.begun_at) => {}
            Ok(_) => return None,
            Err(error) => return Some(ConnectOutcome::NotConnected(Problem::from(&error))),
        }
        let outcome = recover(storage, vault, shop, vault.keeps_until_closed(shop)).await;
        Some(outcome).filter(|outcome| !matches!(outcome, ConnectOutcome::Unknown(_)))
    }

    /// The connection key, once the password store has proved that it can keep what Meum will issue.
    async fn key(&self) -> Result<Arc<Secret>, Problem> {
        self.vault.prove(self.shop).await.map_err(of_vault)?;
        connection_key(self.vault, self.shop, self.shown).await
    }

    /// Keeps what Meum issued, and then notes the rest of its answer.
    async fn keep(&self, facts: ConnectFacts, issued: &Issued, now: Timestamp) -> ConnectOutcome {
        let Self { storage, vault, shop, .. } = *self;
        let Some(stored) = to_stored(issued, now) else {
            return ConnectOutcome::Lost(Problem::new(ProblemKind::MeumCredentialsMissing));
        };
        let stored = Arc::new(stored);
        let kept = vault.keep(shop, Entry::Credentials, &stored).await;
        if let Err(error) = kept {
            // Meum has replaced the old key already, so this is the only copy: memory holds it at least.
            tracing::error!(%error, "What Meum issued is held in memory only");
            vault.keep_in_memory(shop, Entry::Credentials, stored);
        }
        if let Err(error) = storage.note_connect(shop.clone(), facts.clone()).await {
            tracing::error!(%error, "Meum's answer could not be noted; it is in the password store");
        }
        let connected = |kept| Box::new(NewConnection { facts, at: now, kept });
        match kept {
            Ok(kept) => ConnectOutcome::Connected(connected(kept)),
            // The merchant chose *Keep until I close the app*, so memory is no surprise.
            Err(_) if vault.keeps_until_closed(shop) => ConnectOutcome::Connected(connected(Kept::UntilClosed)),
            Err(error) => ConnectOutcome::Unkept(connected(Kept::UntilClosed), of_vault(error)),
        }
    }
}

/// The connection key kept for a shop, if it is the one on the screen, which begins with `shown`.
///
/// The store may have kept another one after the merchant gave up waiting for it. That one may belong
/// to another Meum store, so it counts as gone.
///
/// # Errors
/// Why the password store does not say, or that the key is gone.
pub async fn connection_key(vault: &Vault, shop: &ShopId, shown: Option<&str>) -> Result<Arc<Secret>, Problem> {
    let kept = vault.read(shop, Entry::MeumKey).await.map_err(of_vault)?;
    // EXPOSE: only to compare its first characters.
    let is_shown = |key: &Arc<Secret>| shown.is_some_and(|shown| is_shown_as(key.expose(), shown));
    kept.filter(is_shown).ok_or_else(|| Problem::new(ProblemKind::MeumKeyGone))
}

/// Finds out how an open connect ended, after a start or before another connect.
///
/// With `memory_only` the merchant had chosen *Keep until I close the app* for this shop. A store that
/// is missing or refuses then has nothing of it, and what Meum may have issued went with the memory.
pub async fn recover(storage: &Storage, vault: &Vault, shop: &ShopId, memory_only: bool) -> ConnectOutcome {
    let unknown = || ConnectOutcome::Unknown(Problem::new(ProblemKind::ConnectAnswerLost));
    let open = match storage.unfinished(shop.clone()).await {
        Ok(Some(open)) => open,
        Ok(None) => return unknown(),
        Err(error) => return ConnectOutcome::StillOpen(Problem::from(&error)),
    };
    let stored = match vault.read(shop, Entry::Credentials).await {
        Ok(Some(secret)) => from_stored(&secret),
        Ok(None) => None,
        Err(VaultError::Missing | VaultError::Refused) if memory_only => return unknown(),
        Err(error) => return ConnectOutcome::StillOpen(of_vault(error)),
    };
    let Some(stored) = stored.filter(|stored| stored.begun_at == open.begun_at.0) else { return unknown() };
    let (key_prefix, missing) = (stored.api_key.as_deref().and_then(shown_prefix), stored.missing());
    let facts = open.facts.unwrap_or_else(|| ConnectFacts { key_prefix, missing, ..ConnectFacts::default() });
    ConnectOutcome::Connected(Box::new(NewConnection { facts, at: open.begun_at, kept: Kept::Vault }))
}

/// Puts the credentials of the connect begun at this moment, which memory holds, into the password
/// store. Credentials of an earlier connect are dead: this removes them, so that nobody hands them over.
///
/// # Errors
/// Why the password store does not take them, or that they are gone.
pub async fn keep_credentials(vault: &Vault, shop: &ShopId, at: Timestamp) -> Result<Kept, Problem> {
    let gone = || Problem::new(ProblemKind::CredentialsGone);
    let held = vault.read(shop, Entry::Credentials).await.map_err(of_vault)?.ok_or_else(gone)?;
    match from_stored(&held).map(|stored| stored.begun_at) {
        Some(begun_at) if begun_at == at.0 => {}
        // They belong to a connect that came after this one, so they must stay.
        Some(begun_at) if begun_at > at.0 => return Err(gone()),
        Some(_) | None => {
            vault.remove(shop, Entry::Credentials).await.map_err(of_vault)?;
            return Err(gone());
        }
    }
    vault.keep(shop, Entry::Credentials, &held).await.map_err(of_vault)
}

/// Makes sure that the password store has the credentials that it said it keeps.
///
/// # Errors
/// Why the password store neither has nor takes them, or that it has taken none since the app started.
pub async fn make_sure_of_credentials(vault: &Vault, shop: &ShopId) -> Result<Settled, Problem> {
    let gone = || Problem::new(ProblemKind::CredentialsGone);
    let settled = vault.make_sure(shop, Entry::Credentials).await.map_err(of_vault)?.ok_or_else(gone)?;
    Ok(settled)
}

/// The key and secret of the connection that was made at this moment. Those of any other connect count
/// as gone: an earlier one's are dead, and an open one's are not settled.
///
/// # Errors
/// Why the password store does not say, that they are gone, or which of them Meum never sent.
pub async fn credentials(vault: &Vault, shop: &ShopId, at: Option<Timestamp>) -> Result<Credentials, Problem> {
    of_connection(vault, shop, at).await?.both()
}

/// One credential of the connection that was made at this moment. It may be all that Meum sent.
///
/// # Errors
/// Why the password store does not say, that the credential is gone, or that Meum never sent it.
pub async fn credential(
    vault: &Vault,
    shop: &ShopId,
    at: Option<Timestamp>,
    which: Credential,
) -> Result<Secret, Problem> {
    of_connection(vault, shop, at).await?.credential(which)
}

async fn of_connection(vault: &Vault, shop: &ShopId, at: Option<Timestamp>) -> Result<Stored, Problem> {
    let kept = stored(vault, shop).await?.filter(|stored| at == Some(Timestamp(stored.begun_at)));
    kept.ok_or_else(|| Problem::new(ProblemKind::CredentialsGone))
}

async fn stored(vault: &Vault, shop: &ShopId) -> Result<Option<Stored>, Problem> {
    Ok(vault.read(shop, Entry::Credentials).await.map_err(of_vault)?.as_deref().and_then(from_stored))
}

/// The key and secret kept for a shop, of whatever connect, and when that was begun. `None` where one
/// of them is missing.
///
/// # Errors
/// Why the password store does not say.
pub async fn any_credentials(vault: &Vault, shop: &ShopId) -> Result<Option<(Timestamp, Credentials)>, Problem> {
    let kept = stored(vault, shop).await?;
    Ok(kept.and_then(|stored| Some((Timestamp(stored.begun_at), stored.both().ok()?))))
}

fn to_stored(issued: &Issued, now: Timestamp) -> Option<Secret> {
    // EXPOSE: into the one text the password store keeps.
    let text = |secret: Option<&Secret>| secret.map(|secret| secret.expose().to_owned());
    let stored =
        Stored { begun_at: now.0, api_key: text(issued.api_key()), webhook_secret: text(issued.webhook_secret()) };
    serde_json::to_string(&stored).ok().map(Secret::new)
}

fn from_stored(secret: &Secret) -> Option<Stored> {
    // EXPOSE: out of the password store's text, into the two credentials.
    let text = Zeroizing::new(secret.expose().to_owned());
    serde_json::from_str(&text).ok()
}
