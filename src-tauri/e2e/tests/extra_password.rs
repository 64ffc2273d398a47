//! A connected shop behind a new extra password; and a Meum that asks for a pause while the panel is open.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Role};
use connect_practice::{MeumTrouble, Trouble, notebook};

const WRONG_PASSWORD: &str = "open-barley-7";
const ASKS: &str = "Your shop asks for an extra password";

async fn enter(app: &App<'_>, password: &str) -> Outcome {
    app.field("User name").replace_text(notebook::STAGING_USER).await?;
    app.field("Password").replace_text(password).await?;
    app.button("Go on with this password").click().await
}

#[tokio::test]
async fn a_connected_shop_is_well_again_with_the_extra_password_and_after_a_restart() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    real.shop.set(Trouble::StagingPassword);
    app.button("Check now").click().await?;
    app.see("C04").await?;
    app.axe().await?;
    app.picture("panel-extra-password").await?;
    app.button("Enter that password").click().await?;
    way::card(&app, ASKS, "C04", "Go on with this password").await?;
    app.fits().await?;
    app.picture("extra-password").await?;
    enter(&app, WRONG_PASSWORD).await?;
    way::card(&app, "That extra password wasn't accepted", "C12", "Go on with this password").await?;
    way::nowhere_in_the_page(&app, &[WRONG_PASSWORD]).await?;
    enter(&app, notebook::STAGING_PASSWORD).await?;
    app.see("Shoppers can pay").await?;
    app.gone("C04").await?;
    way::nowhere_in_the_page(&app, &[WRONG_PASSWORD, notebook::STAGING_PASSWORD]).await?;
    app.close().await?;

    // The password store has it: after a restart the app asks for nothing.
    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    app.gone("C04").await?;
    app.close().await
}

#[tokio::test]
async fn other_keys_are_checked_once_the_extra_password_is_entered() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    real.shop.set(Trouble::StagingPassword);
    app.button("Replace shop keys").click().await?;
    app.field("Consumer key").wait().await?;
    way::check_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    app.named(Role::Region, "A part of your shop asks for an extra password").wait().await?;
    app.button("Enter that password").click().await?;
    enter(&app, notebook::STAGING_PASSWORD).await?;
    app.see("Your keys work").await?;
    app.button("Continue").click().await?;
    // Whoever wants an extra password wants it of shoppers as well.
    app.see("Shoppers are asked for a password").await?;
    app.close().await
}

#[tokio::test]
async fn a_pause_is_said_on_the_panel_and_survives_the_app() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    real.meum.set(MeumTrouble::RateLimited { retry_after: 3_000 });
    app.button("Check now").click().await?;
    app.see("We ask again at").await?;
    app.axe().await?;
    app.picture("panel-pause").await?;
    app.close().await?;

    real.meum.clear();
    let asked = real.meum.requests().len();
    let app = App::launch(&profile).await?;
    app.see("We ask again at").await?;
    app.button("Check now").click().await?;
    app.button("Disconnect").click().await?;
    app.see("Meum asked us to wait").await?;
    app.axe().await?;
    app.button("Keep it connected").click().await?;
    app.see("We ask again at").await?;
    app.close().await?;
    match real.meum.requests().len() {
        after if after == asked => Ok(()),
        _ => Err(connect_e2e::Trouble::new("Meum was asked in the pause it asked for")),
    }
}
