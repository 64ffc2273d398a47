//! One question about one shop: from the secrets that it takes, through the adapters, to its answer.
//! The core decides what to ask and what an answer means.

use crate::adapters::shop::{self, Checked, FrontDoor, HandOver, KeyCheck, Pair, Progress, Search, ShopKeys};
use crate::adapters::vault::{Entry, Vault, of_vault};
use crate::connect::{self, Connecting};
use crate::perform::{Ports, now};
use crate::world::World;
use connect_core::check::{Check, CheckState};
use connect_core::effect::{Extra, Held};
use connect_core::event::Event;
use connect_core::fingerprint::Closed;
use connect_core::meum_facts::{ConnectOutcome, ConnectRequest, PendingMeumKey};
use connect_core::meum_key::MeumKey;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::shop_facts::{Delivery, ForShoppers, FoundShop, KeyFacts, KnownBy, ShopShut, SignIn};
use connect_core::store_url::StoreUrl;
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;
use connect_core::woo_key::{ConsumerKey, ConsumerSecret};
use std::sync::Arc;

mod reading;
pub use reading::Reading;

/// The names under which the vault holds what the merchant typed, until its check has passed.
const DRAFT_KEY: &str = "consumer-key";
const DRAFT_SECRET: &str = "consumer-secret";
const DRAFT_APPROVED: &str = "application-password";
const DRAFT_EXTRA: &str = "extra-password";
const DRAFT_MEUM_KEY: &str = "meum-key";

/// What the shop's record says of the secrets kept for it, at the moment of asking. The app does not
/// use a secret that the record does not describe.
pub struct Known {
    /// When Meum issued the credentials of the present connection; its identity.
    pub connected_at: Option<Timestamp>,
    /// By what its shop keys are known.
    pub keys_known_by: Option<KnownBy>,
    /// The first characters of the Meum connection key.
    pub meum_key: Option<String>,
}

/// A question about a shop, and what its answer takes.
pub struct Inquiry<'a> {
    /// The way to secrets, notes and the driver.
    pub ports: &'a Ports,
    /// The way to the shop and to Meum.
    pub world: &'a World,
    /// The question's ticket: an answer counts only with it.
    pub ticket: Ticket,
    /// The shop.
    pub shop: &'a ShopId,
    /// What the shop's record says.
    pub known: &'a Known,
}

/// Holds something that was pasted in memory, until it has passed or the app closes.
pub fn hold(vault: &Vault, shop: &ShopId, held: Held) {
    match held {
        Held::Key(key) => vault.hold(shop, DRAFT_KEY, key.into_secret()),
        Held::Secret(secret) => vault.hold(shop, DRAFT_SECRET, secret.into_secret()),
        Held::MeumKey(key) => vault.hold(shop, DRAFT_MEUM_KEY, key.into_secret()),
    }
}

/// Holds an application password that an approval brought, until it has passed or keys take its place.
pub fn hold_approved(vault: &Vault, shop: &ShopId, keys: &ShopKeys) {
    vault.hold(shop, DRAFT_APPROVED, keys.to_stored());
}

impl Inquiry<'_> {
    /// What is asked without changing anything.
    pub fn reading(&self) -> Reading<'_> {
        Reading { vault: &self.ports.vault, world: self.world, shop: self.shop, known: self.known }
    }

    /// Tells the driver how each check of this question stands.
    fn progress(&self) -> Progress {
        let (events, ticket) = (self.ports.events.clone(), self.ticket);
        Arc::new(move |check: Check, state: CheckState, took: Option<std::time::Duration>| {
            let millis = took.map(|took| u32::try_from(took.as_millis()).unwrap_or(u32::MAX));
            let _ = events.send(Event::Checked { ticket, check, state, millis });
        })
    }

    /// Looks for the shop. An extra password that opens the way is kept at once, so that no other
    /// step has to ask for it again.
    ///
    /// # Errors
    /// Why the shop was not found, or why the extra password was not kept.
    pub async fn find_shop(&self, address: &StoreUrl, extra: Extra) -> Result<Box<FoundShop>, Problem> {
        let vault = &self.ports.vault;
        let door = self.door_to_try(address, extra).await?;
        let search = Search::new(self.world.http.clone(), self.world.meum.clone(), door.clone(), self.progress());
        let found = shop::find(&search, address, now()).await;
        if found.as_ref().is_err_and(|problem| problem.kind == ProblemKind::ExtraPasswordWrong) {
            // The app does not try a refused password again by itself.
            vault.let_go(self.shop, DRAFT_EXTRA);
        }
        let mut found = found?;
        if let Some(door) = door {
            let stored = Arc::new(door.to_stored());
            let kept = vault.keep(self.shop, Entry::ExtraPassword, &stored).await.map_err(of_vault)?;
            vault.let_go(self.shop, DRAFT_EXTRA);
            found.extra_password = Some(kept);
        }
        Ok(Box::new(found))
    }

    /// The extra password for this address: the one just typed, an earlier draft, or the kept one if
    /// the core allows that. A password for another address does not count.
    async fn door_to_try(&self, address: &StoreUrl, extra: Extra) -> Result<Option<FrontDoor>, Problem> {
        let vault = &self.ports.vault;
        let kept_counts = matches!(extra, Extra::Kept);
        if let Extra::Typed(typed) = extra {
            vault.hold(self.shop, DRAFT_EXTRA, FrontDoor::of(address, typed).to_stored());
        }
        let guards = |door: &FrontDoor| door.guards(address.as_url());
        let held = vault.held(self.shop, DRAFT_EXTRA).as_deref().and_then(FrontDoor::from_stored).filter(guards);
        let door = if held.is_none() && kept_counts { self.reading().door().await? } else { held };
        Ok(door.filter(guards))
    }

    /// Checks shop keys, and keeps them at once if they pass: what was approved, or else a pair. A half that the
    /// merchant did not type now is the draft of an earlier try; without drafts it is what is kept, in either form.
    ///
    /// # Errors
    /// What is wrong with the pair, or why it was not kept.
    pub async fn check_keys(
        &self,
        found: &FoundShop,
        key: Option<ConsumerKey>,
        secret: Option<ConsumerSecret>,
        approved: bool,
    ) -> Result<Box<KeyFacts>, Problem> {
        let vault = &self.ports.vault;
        if !approved {
            vault.let_go(self.shop, DRAFT_APPROVED);
        }
        if let Some(key) = key {
            vault.hold(self.shop, DRAFT_KEY, key.into_secret());
        }
        if let Some(secret) = secret {
            vault.hold(self.shop, DRAFT_SECRET, secret.into_secret());
        }
        let keys = self.keys_to_check(approved).await?;
        let progress = self.progress();
        let caller = self.reading().caller_with(keys.clone(), found, SignIn::Header).await?;
        // One diagnosis, and one limit for all of it.
        let http = self.world.http.clone().within_bounds();
        let check = KeyCheck::new(&http, found, &progress);
        // Shoppers wait for no answer of the check.
        let (checked, shoppers) =
            tokio::join!(shop::check(&check, &caller), shop::for_shoppers(&http, found, Some(&caller)));
        let mut checked = checked.map_err(|problem| caller.told(problem, found))?;
        let remarks = with_shoppers(&mut checked, &shoppers, found);
        progress(Check::KeysKept, CheckState::Running, None);
        let stored = Arc::new(keys.to_stored());
        let kept = vault.keep(self.shop, Entry::ShopKeys, &stored).await.map_err(of_vault)?;
        progress(Check::KeysKept, CheckState::Passed, None);
        for draft in [DRAFT_KEY, DRAFT_SECRET, DRAFT_APPROVED] {
            vault.let_go(self.shop, draft);
        }
        Ok(Box::new(KeyFacts {
            known_by: keys.known_by(),
            may_write: checked.may_write,
            write_unknown: checked.write_unknown,
            write_refused: checked.write_refused,
            wordpress: checked.wordpress,
            woocommerce: checked.woocommerce,
            language: checked.language,
            plugin: checked.plugin,
            sign_in: checked.sign_in,
            home: checked.home,
            lists_plugins: checked.lists_plugins,
            closers: checked.closers,
            remarks,
            shoppers,
            kept,
            checked_at: now(),
            approved_at: None,
        }))
    }

    /// What was approved, or the drafts of a pair, or else the keys that are kept.
    async fn keys_to_check(&self, approved: bool) -> Result<ShopKeys, Problem> {
        let draft = |what| self.ports.vault.held(self.shop, what);
        if approved {
            let held = draft(DRAFT_APPROVED).as_deref().and_then(ShopKeys::from_stored);
            return held.ok_or_else(|| Problem::new(ProblemKind::SecretGone));
        }
        if let (Some(key), Some(secret)) = (draft(DRAFT_KEY), draft(DRAFT_SECRET)) {
            return Ok(ShopKeys::Pair(Pair { key, secret }));
        }
        self.reading().kept_keys().await
    }

    /// Keeps the Meum connection key: the one just typed, or the draft of an earlier try.
    ///
    /// # Errors
    /// Why it was not kept, or that there is none.
    pub async fn keep_meum_key(&self, key: Option<MeumKey>) -> Result<PendingMeumKey, Problem> {
        let vault = &self.ports.vault;
        if let Some(key) = key {
            vault.hold(self.shop, DRAFT_MEUM_KEY, key.into_secret());
        }
        let held = vault.held(self.shop, DRAFT_MEUM_KEY).ok_or_else(|| Problem::new(ProblemKind::MeumKeyGone))?;
        let kept = vault.keep(self.shop, Entry::MeumKey, &held).await.map_err(of_vault)?;
        vault.let_go(self.shop, DRAFT_MEUM_KEY);
        let prefix = MeumKey::parse(&held).map(|key| key.prefix()).map_err(Problem::new)?;
        Ok(PendingMeumKey { prefix, entered_at: now(), expires_at: None, kept })
    }

    /// Connects, as [`Connecting::connect`] describes.
    pub async fn connect(&self, request: &ConnectRequest) -> ConnectOutcome {
        let connecting = Connecting {
            storage: &self.ports.storage,
            vault: &self.ports.vault,
            meum: &self.world.meum,
            shop: self.shop,
            recorded: self.known.connected_at,
            shown: self.known.meum_key.as_deref(),
            progress: &self.progress(),
        };
        connecting.connect(request, now()).await
    }

    /// Writes the key and secret of this connection into the plugin.
    ///
    /// # Errors
    /// Why they could not be read or written.
    pub async fn hand_over(
        &self,
        found: &FoundShop,
        home: &StoreUrl,
        sign_in: SignIn,
        switch_on: bool,
    ) -> Result<Delivery, Problem> {
        let credentials = connect::credentials(&self.ports.vault, self.shop, self.known.connected_at).await?;
        let caller = self.reading().caller(found, sign_in).await?;
        let what = HandOver { found, home, credentials: &credentials, switch_on };
        let delivered = shop::hand_over(&self.world.http, &caller, &what, &self.progress()).await;
        delivered.map_err(|problem| caller.told(problem, found))
    }

    /// Switches Meum's payment method off in the shop that was disconnected.
    ///
    /// # Errors
    /// Why it is not known to be off.
    pub async fn switch_off(&self, found: &FoundShop, sign_in: SignIn) -> Result<(), Problem> {
        let caller = self.reading().caller(found, sign_in).await?;
        let off = shop::switch_off(&self.world.http, &caller, found).await;
        off.map_err(|problem| caller.told(problem, found))
    }

    /// Switches the Meum plugin on in the shop, and nothing else.
    ///
    /// # Errors
    /// Why it is not known to be on.
    pub async fn switch_plugin_on(&self, found: &FoundShop) -> Result<(), Problem> {
        let caller = self.reading().caller(found, SignIn::Header).await?;
        let on = shop::switch_plugin_on(&self.world.http, &caller, found).await;
        on.map_err(|problem| caller.told(problem, found))
    }

    /// Deletes the application password in WordPress that is kept for the shop.
    ///
    /// # Errors
    /// [`ProblemKind::PasswordStays`], or why the password store did not give it.
    pub async fn revoke_password(&self, found: &FoundShop) -> Result<(), Problem> {
        let of_store = |problem: Problem| {
            if problem.kind.is_of_vault() {
                return problem;
            }
            Problem::new(ProblemKind::PasswordStays).marked(Mark::NotReached)
        };
        let caller = self.reading().caller(found, SignIn::Header).await.map_err(of_store)?;
        shop::revoke(&self.world.http, &caller, found).await
    }
}

/// The remarks, and that shoppers don't get in. A break that stands in the way already is said once.
fn with_shoppers(checked: &mut Checked, shoppers: &ForShoppers, found: &FoundShop) -> Vec<Problem> {
    let stops = checked.write_unknown.as_ref().map(|problem| problem.kind);
    let said = |shut: &&ShopShut| stops == Some(ProblemKind::Maintenance) && shut.how == Closed::Maintenance;
    let shut = shoppers.shut().filter(|shut| !said(shut)).map(|shut| shut.problem().of(found.home.host()));
    std::mem::take(&mut checked.remarks).into_iter().chain(shut).collect()
}
