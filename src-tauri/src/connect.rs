//! Connecting is one journaled transaction. The order is the point:
//!
//! 1. the password store is proven writable;
//! 2. the journal notes, durably, that a request is about to leave (no secret in it);
//! 3. the request leaves, once;
//! 4. what Meum issued goes into the password store before anything else happens;
//! 5. the journal notes the answer; it is closed when the shop's record holds it.
//!
//! Killed anywhere in between, the next start finds the open entry and [`recover`]s.

use crate::adapters::meum::{Connected, Issued, Meum};
use crate::adapters::shop::{Credentials, Progress};
use crate::adapters::storage::Storage;
use crate::adapters::vault::{Entry, Vault, VaultError, of_vault};
use connect_core::check::{Check, CheckState};
use connect_core::credential::Credential;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, ConnectRequest, NewConnection};
use connect_core::meum_key::shown_prefix;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use connect_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// What is kept in the password store, as one entry: what one connect issued, and nothing of another.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// The connect they came from.
    begun_at: i64,
    /// Missing only where Meum's answer had none, and so is the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    api_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    webhook_secret: Option<String>,
}

impl Stored {
    /// The one that never came.
    fn missing(&self) -> Option<Credential> {
        match (&self.api_key, &self.webhook_secret) {
            (None, _) => Some(Credential::ApiKey),
            (_, None) => Some(Credential::WebhookSecret),
            _ => None,
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

/// Connects once. `known` is the connection that the shop's record has, by its moment, and `shown`
/// how the connection key on the screen begins. An earlier connect whose end nobody knows is looked
/// into before: what it left is the outcome then, and nothing is sent.
pub async fn connect(
    (storage, vault, meum): (&Storage, &Vault, &Meum),
    (shop, known, shown): (&ShopId, Option<Timestamp>, Option<&str>),
    request: &ConnectRequest,
    now: Timestamp,
    progress: &Progress,
) -> ConnectOutcome {
    progress(Check::VaultReady, CheckState::Running, None);
    if let Some(outcome) = earlier(storage, vault, shop, known).await {
        return outcome;
    }
    let key = match key(vault, shop, shown).await {
        Ok(key) => key,
        Err(problem) => return ConnectOutcome::NotConnected(problem),
    };
    progress(Check::VaultReady, CheckState::Passed, None);
    // What fails now is not the password store.
    if let Err(error) = storage.open_connect(shop.clone(), now).await {
        return ConnectOutcome::NotConnected(Problem::from(&error));
    }
    progress(Check::MeumAnswered, CheckState::Running, None);
    let started = std::time::Instant::now();
    match meum.connect(&key, request).await {
        Connected::Refused(problem) => ConnectOutcome::NotConnected(problem),
        Connected::Unknown(problem) => ConnectOutcome::Unknown(problem),
        Connected::WithoutCredentials(problem) => ConnectOutcome::Lost(problem),
        Connected::Issued(facts, issued) => {
            progress(Check::MeumAnswered, CheckState::Passed, Some(started.elapsed()));
            progress(Check::CredentialsKept, CheckState::Running, None);
            let outcome = keep(storage, vault, shop, *facts, &issued, now).await;
            if matches!(outcome, ConnectOutcome::Connected(_)) {
                progress(Check::CredentialsKept, CheckState::Passed, None);
            }
            outcome
        }
    }
}

/// How the connect ended whose journal entry is still open; `None` where there is none, where the
/// shop's record has it, or where the password store has nothing of it: then its entry may be
/// written over.
async fn earlier(storage: &Storage, vault: &Vault, shop: &ShopId, known: Option<Timestamp>) -> Option<ConnectOutcome> {
    match storage.unfinished(shop.clone()).await {
        Ok(Some(open)) if known != Some(open.begun_at) => {}
        Ok(_) => return None,
        Err(error) => return Some(ConnectOutcome::NotConnected(Problem::from(&error))),
    }
    let outcome = recover(storage, vault, shop, vault.keeps_until_closed(shop)).await;
    Some(outcome).filter(|outcome| !matches!(outcome, ConnectOutcome::Unknown(_)))
}

/// The connection key, out of a password store that has just proved that it can keep what comes back.
async fn key(vault: &Vault, shop: &ShopId, shown: Option<&str>) -> Result<Arc<Secret>, Problem> {
    vault.prove(shop).await.map_err(of_vault)?;
    connection_key(vault, shop, shown).await
}

/// The connection key kept for a shop, if it is the one on the screen, which begins with `shown`.
/// Keeping another one may have been given up and done all the same; that one is of another
/// Meum store, perhaps, and is not used.
///
/// # Errors
/// Why the password store would not say, or that the key is gone.
pub async fn connection_key(vault: &Vault, shop: &ShopId, shown: Option<&str>) -> Result<Arc<Secret>, Problem> {
    let kept = vault.read(shop, Entry::MeumKey).await.map_err(of_vault)?;
    // EXPOSE: only how it begins is looked at.
    let is_shown = |key: &Arc<Secret>| shown.is_some() && shown_prefix(key.expose()).as_deref() == shown;
    kept.filter(is_shown).ok_or_else(|| Problem::new(ProblemKind::MeumKeyGone))
}

async fn keep(
    storage: &Storage,
    vault: &Vault,
    shop: &ShopId,
    facts: ConnectFacts,
    issued: &Issued,
    now: Timestamp,
) -> ConnectOutcome {
    let Some(stored) = to_stored(issued, now) else {
        return ConnectOutcome::Lost(Problem::new(ProblemKind::MeumCredentialsMissing));
    };
    let stored = Arc::new(stored);
    let kept = vault.keep(shop, Entry::Credentials, &stored).await;
    if let Err(error) = kept {
        // The old key is replaced already: these are the only copy, so they are held at least.
        tracing::error!(%error, "What Meum issued is held in memory only");
        vault.keep_in_memory(shop, Entry::Credentials, stored);
    }
    if let Err(error) = storage.note_connect(shop.clone(), facts.clone()).await {
        tracing::error!(%error, "Meum's answer could not be noted; it is in the password store");
    }
    let connected = |kept| Box::new(NewConnection { facts, at: now, kept });
    match kept {
        Ok(kept) => ConnectOutcome::Connected(connected(kept)),
        // The merchant knows: it was chosen.
        Err(_) if vault.keeps_until_closed(shop) => ConnectOutcome::Connected(connected(Kept::UntilClosed)),
        Err(error) => ConnectOutcome::Unkept(connected(Kept::UntilClosed), of_vault(error)),
    }
}

/// After a start: how did the connect end that was begun and never seen to end? Where everything of
/// the shop was to stay in memory only, a store that is not there has nothing of it, and what Meum
/// may have issued is gone with the memory.
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

/// Puts what Meum issued at this moment, held in memory so far, into the password store. What an
/// earlier connect left there is dead since, and removed: it must never be handed over.
pub async fn keep_credentials(vault: &Vault, shop: &ShopId, at: Timestamp) -> Result<Kept, Problem> {
    let gone = || Problem::new(ProblemKind::CredentialsGone);
    let held = vault.read(shop, Entry::Credentials).await.map_err(of_vault)?.ok_or_else(gone)?;
    match from_stored(&held).map(|stored| stored.begun_at) {
        Some(begun_at) if begun_at == at.0 => {}
        // Of a connect that came after this one: not ours to remove.
        Some(begun_at) if begun_at > at.0 => return Err(gone()),
        Some(_) | None => {
            vault.remove(shop, Entry::Credentials).await.map_err(of_vault)?;
            return Err(gone());
        }
    }
    vault.keep(shop, Entry::Credentials, &held).await.map_err(of_vault)
}

/// The credentials kept for a shop, of the connection its record has. What another connect left,
/// an earlier one or one whose end is not known yet, is never used.
///
/// # Errors
/// Why the password store would not say, that they are gone, or which of them never came.
pub async fn credentials(vault: &Vault, shop: &ShopId, at: Option<Timestamp>) -> Result<Credentials, Problem> {
    of_connection(vault, shop, at).await?.both()
}

/// One of them, which may be all that Meum issued.
///
/// # Errors
/// Why the password store would not say, that it is gone, or that it never came.
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

/// What is kept for a shop, if it is a key and a secret, and which connect it came from.
///
/// # Errors
/// Why the password store would not say.
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
    // EXPOSE: out of the password store's text, into its two halves.
    let text = Zeroizing::new(secret.expose().to_owned());
    serde_json::from_str(&text).ok()
}
