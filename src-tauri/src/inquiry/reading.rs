//! The questions about a shop that change nothing: with what the password store has of it, and with what its record says.

use super::Known;
use crate::adapters::meum::Meum;
use crate::adapters::shop::{self, Caller, FrontDoor, ShopKeys};
use crate::adapters::vault::{Entry, Vault, of_vault};
use crate::connect;
use crate::world::World;
use connect_core::credential::Credential;
use connect_core::effect::StatusKey;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use connect_core::shop_facts::{FoundShop, ShopSight, SignIn, WayIn};
use connect_core::webhook::WebhookQuestion;

/// What such a question takes.
pub struct Reading<'a> {
    /// The password store.
    pub vault: &'a Vault,
    /// The way to the shop and to Meum.
    pub world: &'a World,
    /// The shop.
    pub shop: &'a ShopId,
    /// What the shop's record says.
    pub known: &'a Known,
}

impl Reading<'_> {
    /// The extra password kept for this shop, if there is one.
    pub(super) async fn door(&self) -> Result<Option<FrontDoor>, Problem> {
        let stored = self.vault.read(self.shop, Entry::ExtraPassword).await.map_err(of_vault)?;
        Ok(stored.as_deref().and_then(FrontDoor::from_stored))
    }

    /// Signs requests to the shop with the kept keys, if they are the ones that the record describes.
    ///
    /// A check that the merchant gave up may have kept others all the same. The record does not say how the shop takes
    /// those nor what they may do, so they wait for their own check.
    pub(super) async fn caller(&self, found: &FoundShop, sign_in: SignIn) -> Result<Caller, Problem> {
        let keys = self.kept_keys().await?;
        if self.known.keys_known_by != Some(keys.known_by()) {
            return Err(Problem::new(ProblemKind::SecretGone));
        }
        self.caller_with(keys, found, sign_in).await
    }

    pub(super) async fn caller_with(
        &self,
        keys: ShopKeys,
        found: &FoundShop,
        sign_in: SignIn,
    ) -> Result<Caller, Problem> {
        let door = if found.extra_password.is_some() { self.door().await? } else { None };
        // An extra password occupies the header that a pair would go into.
        let sign_in = if door.is_some() { SignIn::Query } else { sign_in };
        Ok(Caller { keys, sign_in, door })
    }

    pub(super) async fn kept_keys(&self) -> Result<ShopKeys, Problem> {
        let stored = self.vault.read(self.shop, Entry::ShopKeys).await.map_err(of_vault)?;
        stored.as_deref().and_then(ShopKeys::from_stored).ok_or_else(|| Problem::new(ProblemKind::SecretGone))
    }

    /// Asks Meum for the status, with the key that Meum issued for this connection, the connection
    /// key on the screen, or whichever of them Meum takes.
    ///
    /// # Errors
    /// Meum's refusal, or that a key is gone. Where both keys fail, the problem of the connection key
    /// counts, unless there is none or Meum asks for a pause.
    pub async fn ask_status(&self, with: StatusKey) -> Result<Box<StatusFacts>, Problem> {
        match with {
            StatusKey::Dedicated => self.ask_with_issued_key().await,
            StatusKey::Connection => self.ask_with_connection_key().await,
            StatusKey::Any => match self.ask_with_connection_key().await {
                Err(first) if is_of_key(&first) => self.ask_with_issued_key().await.map_err(|second| {
                    let missing = first.kind == ProblemKind::MeumKeyGone;
                    if missing || second.kind == ProblemKind::MeumRateLimited { second } else { first }
                }),
                answered => answered,
            },
        }
    }

    async fn ask_with_issued_key(&self) -> Result<Box<StatusFacts>, Problem> {
        let connected_at = self.known.connected_at;
        let key = connect::credential(self.vault, self.shop, connected_at, Credential::ApiKey).await?;
        status(&self.world.meum, &key).await
    }

    async fn ask_with_connection_key(&self) -> Result<Box<StatusFacts>, Problem> {
        let shown = self.known.meum_key.as_deref();
        let key = connect::connection_key(self.vault, self.shop, shown).await?;
        status(&self.world.meum, &key).await
    }

    /// Looks at the shop with its keys, and as guests do at the address for payment updates and, if
    /// that is asked, at the shop page.
    ///
    /// # Errors
    /// What is wrong with the shop or its keys. What guests meet is no error.
    pub async fn look(
        &self,
        found: &FoundShop,
        sign_in: SignIn,
        webhook: Option<&WebhookQuestion>,
        shoppers: bool,
    ) -> Result<Box<ShopSight>, Problem> {
        let http = &self.world.http.clone().within_bounds();
        let caller = self.caller(found, sign_in).await?;
        let updates = async {
            match webhook {
                Some(question) => shop::way_in(http, question).await,
                None => WayIn::Untold,
            }
        };
        let shoppers =
            async { if shoppers { Some(shop::for_shoppers(http, found, Some(&caller)).await) } else { None } };
        // No request needs another's answer.
        let (sight, way_in, shoppers) = tokio::join!(shop::look(http, found, &caller), updates, shoppers);
        let sight = sight.map_err(|problem| caller.told(problem, found))?;
        Ok(Box::new(ShopSight { way_in, shoppers, ..sight }))
    }
}

async fn status(meum: &Meum, key: &Secret) -> Result<Box<StatusFacts>, Problem> {
    meum.status(key).await.map(Box::new)
}

/// Whether another key may get another answer.
fn is_of_key(problem: &Problem) -> bool {
    use ProblemKind::{MeumForbids, MeumKeyGone, MeumKeyRefused, MeumKeyWrongKind};
    matches!(problem.kind, MeumForbids | MeumKeyGone | MeumKeyRefused | MeumKeyWrongKind)
}
