//! A shop that takes the question and never answers: the app shows that it is busy, says that it
//! is still trying, and can always be stopped.
#![cfg(target_os = "linux")]

mod way;

use connect_e2e::{App, Outcome, Profile, Trouble};
use connect_practice::{PracticeShop, ShopConfig};

async fn waits(look: &str, profile: Profile) -> Outcome {
    let refused = |error: &dyn std::fmt::Display| Trouble::new(error.to_string());
    let home = "https://localhost:0".parse().map_err(|error| refused(&error))?;
    let shop =
        PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await.map_err(|error| refused(&error))?;
    shop.set(connect_practice::Trouble::HangForever);
    let trust = tempfile::NamedTempFile::new().map_err(|error| refused(&error))?;
    std::fs::write(trust.path(), shop.authority_pem()).map_err(|error| refused(&error))?;
    let profile = profile.env("SSL_CERT_FILE", trust.path());
    let app = App::launch(&profile).await?;
    app.button("Connect my shop").click().await?;
    way::check_address(&app, shop.home().as_str()).await?;
    app.button("Cancel").wait().await?;
    app.picture(&format!("busy-{look}")).await?;
    app.see("Still trying").await?;
    app.axe().await?;
    app.picture(&format!("still-trying-{look}")).await?;
    app.button("Cancel").click().await?;
    app.button("Check my shop").wait().await?;
    app.button("Cancel").gone().await?;
    // What was typed is still there, and the shop can be asked once more when it has recovered.
    shop.clear();
    app.button("Check my shop").click().await?;
    app.button("Continue").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_silent_shop_can_be_waited_for_and_stopped() -> Outcome {
    waits("light", Profile::new()?.still()?).await
}

#[tokio::test]
async fn it_is_the_same_in_the_dark() -> Outcome {
    waits("dark", Profile::new()?.still()?.dark()).await
}
