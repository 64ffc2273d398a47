//! A shop and a Meum for one journey outside the practice world. The app finds them by their addresses, and
//! the computer trusts the shop's authority.

use connect_e2e::{App, Outcome, Profile, Trouble};
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, ShopConfig, notebook};
use tempfile::NamedTempFile;

/// The two servers of one journey.
pub struct Real {
    pub shop: PracticeShop,
    pub meum: PracticeMeum,
    trust: NamedTempFile,
}

impl Real {
    pub async fn start() -> Outcome<Self> {
        let home = "https://localhost:0".parse().map_err(refused)?;
        let shop = PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await.map_err(refused)?;
        let meum = PracticeMeum::start(MeumConfig::practice()).await.map_err(refused)?;
        let trust = NamedTempFile::new().map_err(refused)?;
        std::fs::write(trust.path(), shop.authority_pem()).map_err(refused)?;
        Ok(Self { shop, meum, trust })
    }

    /// A machine on which the app reaches both.
    pub fn profile(&self) -> Outcome<Profile> {
        Ok(Profile::new()?.env("SSL_CERT_FILE", self.trust.path()).env("MEUM_API_URL", self.meum.url().as_str()))
    }

    /// The shop's address, as a merchant types it.
    pub fn address(&self) -> String {
        self.shop.home().as_str().trim_end_matches('/').to_owned()
    }

    /// Goes from the first screen to the answer to the shop's address.
    pub async fn look_for_shop(&self, app: &App<'_>) -> Outcome {
        app.button("Connect my shop").click().await?;
        super::check_address(app, &self.address()).await
    }

    /// Goes from the first screen to the boxes for the shop's keys.
    pub async fn to_keys(&self, app: &App<'_>) -> Outcome {
        app.button("Connect my shop").click().await?;
        super::past_address(app, &self.address()).await
    }

    /// Goes from the first screen to the panel.
    pub async fn to_panel(&self, app: &App<'_>) -> Outcome {
        self.to_keys(app).await?;
        super::past_keys(app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
        super::past_meum_key(app, notebook::CONNECTION_KEY).await?;
        super::past_connect(app).await?;
        super::past_hand_over(app).await
    }
}

fn refused(refusal: impl std::fmt::Display) -> Trouble {
    Trouble::new(format!("the servers did not start: {refusal}"))
}
