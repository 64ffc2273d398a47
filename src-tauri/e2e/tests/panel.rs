//! The live panel in every state that the practice world can imitate.

use crate::way;
use connect_e2e::{App, Key, Outcome, Profile, Role};

async fn practise(app: &App<'_>, scenario: &str) -> Outcome {
    app.button("Practice options").click().await?;
    app.named(Role::Radio, scenario).click().await?;
    // A notice has a button *Close* as well, and may come at any moment.
    app.press(Key::Escape).await
}

#[tokio::test]
async fn a_missing_payout_wallet_is_shown_until_meum_says_that_it_is_set() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    practise(&app, "The payout wallet is missing").await?;
    app.see("G11").await?;
    app.see("Shoppers can't pay right now").await?;
    app.axe().await?;
    // Who this is and when stands on the picture, however much stands above it.
    app.tagged("identity").in_sight().await?;
    app.picture("panel-payout-missing").await?;
    practise(&app, "All is well").await?;
    app.see("Shoppers can pay").await?;
    app.gone("G11").await?;
    app.picture("panel-payout-set").await?;
    app.close().await
}

#[tokio::test]
async fn every_trouble_of_the_practice_world_has_its_face_on_the_panel() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    for (scenario, code, picture) in [
        ("Payment updates fail", "H04", "panel-webhook-failing"),
        ("The shop keys were removed", "F10", "panel-keys-removed"),
        ("A firewall is in the way", "C03", "panel-firewall"),
        ("The shop is down", "C09", "panel-shop-down"),
        ("Meum is down", "G09", "panel-meum-down"),
        ("Meum is switched off at checkout", "H02", "panel-gateway-off"),
        ("A plugin turns payment updates away", "H25", "panel-updates-shut"),
        ("The certificate ends in two days", "B11", "panel-certificate-ends"),
        ("Meum has paused the account", "G04", "panel-meum-paused"),
        ("Meum uses words this app doesn't know", "G15", "panel-new-words"),
        ("Three things at once", "F10", "panel-several-at-once"),
        ("A part of the app stopped by itself", "S21", "panel-app-crashed"),
    ] {
        practise(&app, scenario).await?;
        app.see(code).await?;
        // Who this is and when stands on the picture, whatever stands above it.
        app.tagged("identity").in_sight().await?;
        app.axe().await?;
        app.picture(picture).await?;
        practise(&app, "All is well").await?;
        app.gone(code).await?;
        app.see("Shoppers can pay").await?;
    }
    app.close().await
}
