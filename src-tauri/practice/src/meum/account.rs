//! What Meum knows about a merchant's store: its integrations and the credentials they use now.
//!
//! It refuses to keep more than [`MOST_SITES`] integrations, and to keep anything after it stops.

use super::config::{Issuer, MeumConfig};
use super::issuer::{Credentials, Identity, NoRandomness};
use crate::notebook;

/// The most sites a practice store has; the oldest goes first.
const MOST_SITES: usize = 64;

/// One site's integration.
#[derive(Debug, Clone)]
pub(super) struct Integration {
    pub(super) identity: Identity,
    pub(super) credentials: Credentials,
    pub(super) site_url: String,
    pub(super) webhook_url: String,
    pub(super) versions: Versions,
    /// The key that connected it; `None` where the account took it back after a restart.
    pub(super) connected_with: Option<String>,
    /// False once it was disconnected.
    pub(super) connected: bool,
}

/// The versions that the caller of connect named.
#[derive(Debug, Clone, Default)]
pub(super) struct Versions {
    pub(super) plugin: Option<String>,
    pub(super) wordpress: Option<String>,
    pub(super) woocommerce: Option<String>,
}

/// What the caller of connect asks for, after all checks.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) site_url: String,
    pub(super) webhook_url: String,
    pub(super) versions: Versions,
}

/// The store's integrations.
#[derive(Debug)]
pub(super) struct Account {
    issuer: Issuer,
    generation: u16,
    integrations: Vec<Integration>,
    pub(super) payout_configured: bool,
}

impl Account {
    pub(super) fn new(config: &MeumConfig) -> Self {
        Self {
            issuer: config.issuer,
            generation: 0,
            integrations: Vec::new(),
            payout_configured: config.payout_configured,
        }
    }

    /// Connects a site, or connects it again with new credentials, which end the old ones at once.
    /// The flag says whether there were old ones.
    pub(super) fn connect(&mut self, request: Request, key: &str) -> Result<(Integration, bool), NoRandomness> {
        // After 65 535 connects the numbers begin again; practice does not last that long.
        let generation = self.generation.checked_add(1).unwrap_or(1);
        let credentials = self.issuer.credentials(generation)?;
        let before = self.take(&request.site_url);
        let rotated = before.as_ref().is_some_and(|before| before.connected);
        let identity = match before {
            Some(before) => before.identity,
            None => self.issuer.identity(generation)?,
        };
        self.generation = generation;
        let integration = Integration {
            identity,
            credentials,
            site_url: request.site_url,
            webhook_url: request.webhook_url,
            versions: request.versions,
            connected_with: Some(key.to_owned()),
            connected: true,
        };
        self.keep(integration.clone());
        Ok((integration, rotated))
    }

    /// The integration with this dedicated key. Where the key shows that this issuer made it before a
    /// restart, the account takes the practice shop's integration back.
    pub(super) fn with_dedicated_key(&mut self, key: &str) -> Option<Integration> {
        let known = self.integrations.iter().find(|integration| integration.credentials.api_key == key);
        if let Some(known) = known {
            return Some(known.clone());
        }
        let generation = self.issuer.generation_of(key)?;
        (generation >= self.generation).then(|| self.adopt(generation))?
    }

    /// The integration that was last connected with this key.
    pub(super) fn connected_with(&self, key: &str) -> Option<&Integration> {
        let mut newest_first = self.integrations.iter().rev();
        newest_first.find(|integration| integration.connected_with.as_deref() == Some(key))
    }

    /// Disconnects the integration with this dedicated key. False where it was not connected.
    pub(super) fn disconnect(&mut self, key: &str) -> bool {
        self.integrations
            .iter_mut()
            .filter(|integration| integration.credentials.api_key == key)
            .any(|integration| std::mem::replace(&mut integration.connected, false))
    }

    /// Every integration that works now.
    pub(super) fn connected(&self) -> impl Iterator<Item = &Integration> {
        let all = self.integrations.iter();
        all.filter(|integration| integration.connected)
    }

    fn adopt(&mut self, generation: u16) -> Option<Integration> {
        let site_url = notebook::SHOP_ADDRESS.to_owned();
        self.take(&site_url);
        self.generation = generation;
        let integration = Integration {
            identity: self.issuer.identity(1).ok()?,
            credentials: self.issuer.credentials(generation).ok()?,
            webhook_url: format!("{site_url}/wp-json/meum/v1/webhook"),
            site_url,
            versions: Versions::default(),
            connected_with: None,
            connected: true,
        };
        self.keep(integration.clone());
        Some(integration)
    }

    fn take(&mut self, site_url: &str) -> Option<Integration> {
        let at = self.integrations.iter().position(|integration| same_site(&integration.site_url, site_url))?;
        Some(self.integrations.remove(at))
    }

    fn keep(&mut self, integration: Integration) {
        if self.integrations.len() == MOST_SITES {
            self.integrations.remove(0);
        }
        self.integrations.push(integration);
    }
}

/// A slash at the end makes no other site.
fn same_site(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}
