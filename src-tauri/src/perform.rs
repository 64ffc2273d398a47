//! Effects into deeds: one short function an effect. Nothing is decided here.

use crate::adapters::desktop::{Desktop, DesktopError};
use crate::adapters::meum::Meum;
use crate::adapters::shop::{self, Caller, FrontDoor, HandOver, KeyCheck, Pair, Progress, Search};
use crate::adapters::storage::Storage;
use crate::adapters::vault::{Entry, Vault, of_vault};
use crate::connect;
use crate::world::World;
use connect_core::check::{Check, CheckState};
use connect_core::credential::Credential;
use connect_core::effect::{Extra, StatusKey};
use connect_core::event::Event;
use connect_core::meum_facts::{ConnectRequest, PendingMeumKey, StatusFacts};
use connect_core::meum_key::MeumKey;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use connect_core::shop_facts::{Delivery, FoundShop, KeyFacts, ShopSight, SignIn};
use connect_core::store_url::StoreUrl;
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;
use connect_core::webhook::WebhookAddress;
use connect_core::woo_key::{ConsumerKey, ConsumerSecret};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;

/// Where a fresh consumer key waits for its check.
const DRAFT_KEY: &str = "consumer-key";
/// Where a fresh consumer secret waits for its check.
const DRAFT_SECRET: &str = "consumer-secret";
/// Where an extra password waits for its check.
const DRAFT_EXTRA: &str = "extra-password";
/// Where a Meum key waits for the password store.
const DRAFT_MEUM_KEY: &str = "meum-key";

/// What the app reaches the world through.
#[derive(Clone)]
pub struct Ports {
    /// What survives the app.
    pub storage: Storage,
    /// The password store.
    pub vault: Arc<Vault>,
    /// The desktop.
    pub desktop: Arc<dyn Desktop>,
    /// Answers go back to the driver here.
    pub events: UnboundedSender<Event>,
}

/// The moment, for the core and the journal.
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Ports {
    /// Tells the driver; a driver that is gone needs no telling.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Tells the driver how the checks of a question stand.
    pub fn progress(&self, ticket: Ticket) -> Progress {
        let events = self.events.clone();
        Arc::new(move |check: Check, state: CheckState, took: Option<std::time::Duration>| {
            let millis = took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX));
            let _ = events.send(Event::Checked { ticket, check, state, millis });
        })
    }

    /// Reads everything stored.
    pub async fn load(&self) -> Event {
        Event::Loaded(self.storage.load().await.map(Box::new).map_err(|error| Problem::from(&error)))
    }

    /// Looks for the shop. An extra password that opens the way is kept: trying and keeping are
    /// one deed.
    pub async fn find_shop(
        &self,
        world: &World,
        (ticket, shop): (Ticket, &ShopId),
        address: &StoreUrl,
        extra: Extra,
    ) -> Result<Box<FoundShop>, Problem> {
        let door = self.door_to_try(shop, address, extra).await?;
        let search = Search::new(world.http.clone(), world.meum.clone(), door.clone(), self.progress(ticket));
        let found = shop::find(&search, address, now()).await;
        if found.as_ref().is_err_and(|problem| problem.kind == ProblemKind::ExtraPasswordWrong) {
            // What was refused is not tried again by itself.
            self.vault.let_go(shop, DRAFT_EXTRA);
        }
        let mut found = found?;
        if let Some(door) = door {
            let stored = Arc::new(door.to_stored());
            let kept = self.vault.keep(shop, Entry::ExtraPassword, &stored).await.map_err(of_vault)?;
            self.vault.let_go(shop, DRAFT_EXTRA);
            found.extra_password = Some(kept);
        }
        Ok(Box::new(found))
    }

    /// The extra password typed, held or kept, if it was meant for this address.
    async fn door_to_try(&self, shop: &ShopId, address: &StoreUrl, extra: Extra) -> Result<Option<FrontDoor>, Problem> {
        let kept = matches!(extra, Extra::Kept);
        if let Extra::Typed(typed) = extra {
            self.vault.hold(shop, DRAFT_EXTRA, FrontDoor::of(address, typed).to_stored());
        }
        let guards = |door: &FrontDoor| door.guards(address.as_url());
        let held = self.vault.held(shop, DRAFT_EXTRA).as_deref().and_then(FrontDoor::from_stored).filter(guards);
        let door = if held.is_none() && kept { self.door(shop).await? } else { held };
        Ok(door.filter(guards))
    }

    /// The extra password kept for this shop, if there is one.
    async fn door(&self, shop: &ShopId) -> Result<Option<FrontDoor>, Problem> {
        let stored = self.vault.read(shop, Entry::ExtraPassword).await.map_err(of_vault)?;
        Ok(stored.as_deref().and_then(FrontDoor::from_stored))
    }

    /// The pair kept for this shop, as it is handed over. A pair whose check was given up may have
    /// been kept all the same; the record, which knows the `ending` of another, does not say how the
    /// shop takes it nor what it may do, so it is not used before it is checked again.
    async fn caller(
        &self,
        shop: &ShopId,
        (found, sign_in, ending_known): (&FoundShop, SignIn, Option<&str>),
    ) -> Result<Caller, Problem> {
        let pair = self.kept_pair(shop).await?;
        if ending_known != Some(ending(&pair.key).as_str()) {
            return Err(Problem::new(ProblemKind::SecretGone));
        }
        self.as_caller(shop, found, pair, sign_in).await
    }

    async fn as_caller(
        &self,
        shop: &ShopId,
        found: &FoundShop,
        pair: Pair,
        sign_in: SignIn,
    ) -> Result<Caller, Problem> {
        let door = if found.extra_password.is_some() { self.door(shop).await? } else { None };
        // The header is taken where an extra password is in front.
        let sign_in = if door.is_some() { SignIn::Query } else { sign_in };
        Ok(Caller { pair, sign_in, door })
    }

    /// Checks a key pair, and keeps it if it passes: trying and keeping are one deed.
    pub async fn check_keys(
        &self,
        http: &crate::adapters::http::Http,
        (ticket, shop): (Ticket, &ShopId),
        found: &FoundShop,
        typed: (Option<ConsumerKey>, Option<ConsumerSecret>),
    ) -> Result<Box<KeyFacts>, Problem> {
        if let Some(key) = typed.0 {
            self.vault.hold(shop, DRAFT_KEY, key.into_secret());
        }
        if let Some(secret) = typed.1 {
            self.vault.hold(shop, DRAFT_SECRET, secret.into_secret());
        }
        let pair = self.pair(shop).await?;
        let progress = self.progress(ticket);
        let caller = self.as_caller(shop, found, pair.clone(), SignIn::Header).await?;
        let checked = shop::check(&KeyCheck::new(http, found, &progress), &caller).await;
        let checked = checked.map_err(|problem| caller.told(problem, found))?;
        progress(Check::KeysKept, CheckState::Running, None);
        let stored = Arc::new(pair.to_stored());
        let kept = self.vault.keep(shop, Entry::ShopKeys, &stored).await.map_err(of_vault)?;
        progress(Check::KeysKept, CheckState::Passed, None);
        self.vault.let_go(shop, DRAFT_KEY);
        self.vault.let_go(shop, DRAFT_SECRET);
        Ok(Box::new(KeyFacts {
            ending: ending(&pair.key),
            may_write: checked.may_write,
            wordpress: checked.wordpress,
            woocommerce: checked.woocommerce,
            plugin: checked.plugin,
            sign_in: checked.sign_in,
            home: checked.home,
            remarks: checked.remarks,
            kept,
            checked_at: now(),
        }))
    }

    /// The pair being tried, or else the one kept.
    async fn pair(&self, shop: &ShopId) -> Result<Pair, Problem> {
        if let (Some(key), Some(secret)) = (self.vault.held(shop, DRAFT_KEY), self.vault.held(shop, DRAFT_SECRET)) {
            return Ok(Pair { key, secret });
        }
        self.kept_pair(shop).await
    }

    async fn kept_pair(&self, shop: &ShopId) -> Result<Pair, Problem> {
        let stored = self.vault.read(shop, Entry::ShopKeys).await.map_err(of_vault)?;
        stored.as_deref().and_then(Pair::from_stored).ok_or_else(|| Problem::new(ProblemKind::SecretGone))
    }

    /// Keeps the Meum key.
    pub async fn keep_meum_key(&self, shop: &ShopId, key: Option<MeumKey>) -> Result<PendingMeumKey, Problem> {
        if let Some(key) = key {
            self.vault.hold(shop, DRAFT_MEUM_KEY, key.into_secret());
        }
        let held = self.vault.held(shop, DRAFT_MEUM_KEY).ok_or_else(|| Problem::new(ProblemKind::MeumKeyGone))?;
        let kept = self.vault.keep(shop, Entry::MeumKey, &held).await.map_err(of_vault)?;
        self.vault.let_go(shop, DRAFT_MEUM_KEY);
        let prefix = MeumKey::parse(&held).map(|key| key.prefix()).map_err(Problem::new)?;
        Ok(PendingMeumKey { prefix, entered_at: now(), expires_at: None, kept })
    }

    /// Connects, journaled.
    pub async fn connect(
        &self,
        meum: &Meum,
        ticket: Ticket,
        known: (&ShopId, Option<Timestamp>, Option<&str>),
        request: &ConnectRequest,
    ) -> Event {
        let ports = (&self.storage, &*self.vault, meum);
        let outcome = connect::connect(ports, known, request, now(), &self.progress(ticket)).await;
        Event::ConnectEnded { ticket, outcome }
    }

    /// Writes the new key and secret of this connection into the plugin.
    pub async fn hand_over(
        &self,
        world: &World,
        (ticket, shop, connected_at): (Ticket, &ShopId, Option<Timestamp>),
        (found, sign_in, ending): (&FoundShop, SignIn, Option<&str>),
        (home, switch_on): (&StoreUrl, bool),
    ) -> Result<Delivery, Problem> {
        let credentials = &connect::credentials(&self.vault, shop, connected_at).await?;
        let caller = self.caller(shop, (found, sign_in, ending)).await?;
        let what = HandOver { found, home, credentials, switch_on };
        let delivered = shop::hand_over(&world.http, &caller, &what, &self.progress(ticket)).await;
        delivered.map_err(|problem| caller.told(problem, found))
    }

    /// Asks Meum for the status. The key that Meum issued is the one of this connection, and the
    /// connection key the one on the screen.
    pub async fn ask_status(
        &self,
        meum: &Meum,
        (shop, connected_at, shown): (&ShopId, Option<Timestamp>, Option<&str>),
        with: StatusKey,
    ) -> Result<Box<StatusFacts>, Problem> {
        let dedicated = async || {
            let key = connect::credential(&self.vault, shop, connected_at, Credential::ApiKey).await?;
            meum.status(&key).await.map(Box::new)
        };
        match with {
            StatusKey::Dedicated => dedicated().await,
            StatusKey::Connection => self.ask_with_connection_key(meum, shop, shown).await,
            StatusKey::Any => match self.ask_with_connection_key(meum, shop, shown).await {
                // The older key may still be asked with; if not, the first refusal is the one to tell,
                // unless no key was refused, or Meum asks for a pause.
                Err(first) if is_of_key(&first) => dedicated().await.map_err(|second| {
                    let missing = first.kind == ProblemKind::MeumKeyGone;
                    if missing || second.kind == ProblemKind::MeumRateLimited { second } else { first }
                }),
                answered => answered,
            },
        }
    }

    async fn ask_with_connection_key(
        &self,
        meum: &Meum,
        shop: &ShopId,
        shown: Option<&str>,
    ) -> Result<Box<StatusFacts>, Problem> {
        let key = connect::connection_key(&self.vault, shop, shown).await?;
        meum.status(&key).await.map(Box::new)
    }

    /// Looks at the shop with its keys.
    pub async fn look(
        &self,
        world: &World,
        shop: &ShopId,
        (found, sign_in, ending): (&FoundShop, SignIn, Option<&str>),
        webhook: Option<&WebhookAddress>,
    ) -> Result<Box<ShopSight>, Problem> {
        let caller = self.caller(shop, (found, sign_in, ending)).await?;
        let updates = async {
            match webhook {
                Some(address) => shop::webhook_missing(&world.http, address).await,
                None => None,
            }
        };
        // Neither needs the other's answer.
        let (sight, webhook_missing) = tokio::join!(shop::look(&world.http, found, &caller), updates);
        let sight = sight.map_err(|problem| caller.told(problem, found))?;
        Ok(Box::new(ShopSight { webhook_missing, ..sight }))
    }

    /// Puts a credential of this connection on the clipboard.
    pub async fn copy(&self, shop: &ShopId, connected_at: Option<Timestamp>, credential: Credential) {
        let secret = match connect::credential(&self.vault, shop, connected_at, credential).await {
            Ok(secret) => secret,
            Err(problem) => return self.tell(Event::DesktopFailed(problem)),
        };
        self.copied(self.desktop.copy(&secret));
    }

    /// Puts a note on the clipboard.
    pub fn copy_note(&self, note: &str) {
        self.copied(self.desktop.copy_note(note));
    }

    fn copied(&self, result: Result<(), DesktopError>) {
        let failed = |_| Event::DesktopFailed(Problem::new(ProblemKind::ClipboardFailed));
        self.tell(result.map_or_else(failed, |()| Event::Copied));
    }

    /// Opens a page; if no browser will, its address is shown instead.
    pub fn open(&self, address: &str) {
        if self.desktop.open(address).is_err() {
            let mut problem = Problem::new(ProblemKind::BrowserFailed);
            problem.about.words = PlainText::from_outside(address);
            self.tell(Event::DesktopFailed(problem));
        }
    }
}

/// Whether another key may get another answer.
fn is_of_key(problem: &Problem) -> bool {
    use ProblemKind::{MeumForbids, MeumKeyGone, MeumKeyRefused, MeumKeyWrongKind};
    matches!(problem.kind, MeumForbids | MeumKeyGone | MeumKeyRefused | MeumKeyWrongKind)
}

/// The last seven characters, as WooCommerce's own list shows them.
fn ending(key: &Secret) -> String {
    // EXPOSE: only the ending leaves.
    let text = key.expose();
    text.chars().skip(text.chars().count().saturating_sub(7)).collect()
}
