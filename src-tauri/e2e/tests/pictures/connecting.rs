//! Pictures of connecting and handing over when something goes wrong.

use super::{LARGE, SMALL, pick};
use crate::way;
use crate::way::notes;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Profile, Role};
use connect_practice::{MeumTrouble, Trouble, notebook};

/// The last two steps and the panel, when Meum or the shop give a bad answer.
async fn connecting(look: &str, (width, height): (u32, u32), real: &Real, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| app.picture(&format!("connecting/{look}-{width}/{name}")).await;
    real.to_keys(&app).await?;
    way::past_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    take("01-review").await?;
    app.button("Does your Meum plugin show another address?").click().await?;
    pick(&app, Role::Radio, "The address of older Meum plugins").await?;
    app.see("The plugin doesn't answer at the address for payment updates").await?;
    take("02-review-H05").await?;
    pick(&app, Role::Radio, "Another address of your shop").await?;
    app.field("The address your plugin shows").replace_text("https://elsewhere.example/hook").await?;
    pick(&app, Role::Button, "Use this address").await?;
    app.see("Code E17").await?;
    take("03-review-E17").await?;
    pick(&app, Role::Radio, "The usual address").await?;
    app.named(Role::Region, "Payment updates can't go there").gone().await?;
    real.meum.set(MeumTrouble::RateLimited { retry_after: 5 });
    app.button("Connect").click().await?;
    app.see("You can go on in").await?;
    take("04-review-G07").await?;
    app.close().await?;
    real.meum.clear();
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| app.picture(&format!("connecting/{look}-{width}/{name}")).await;
    real.meum.replace([MeumTrouble::OtherSite, MeumTrouble::OtherWebhook]);
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await?;
    take("05-hand-over-answer-differs").await?;
    app.button("Payment updates go to another address").click().await?;
    take("06-hand-over-G19").await?;
    app.button("Meum knows the shop under another address").click().await?;
    take("07-hand-over-H09").await?;
    real.meum.clear();
    // Where the card says that the app can't do it, the step's own button does not offer it.
    for (trouble, code, press) in [
        (Trouble::GatewaySettingsUnknown, "H23", "Put them into my shop"),
        (Trouble::GatewayTwice, "H24", "Try again"),
        (Trouble::KeysRevoked, "H03", "Try again"),
    ] {
        real.shop.replace([trouble]);
        app.button(press).click().await?;
        app.see(&format!("Code {code}")).await?;
        take(&format!("08-hand-over-{code}")).await?;
    }
    real.shop.clear();
    again(&app, real, take).await
}

/// After *Connect again*: the old key has stopped working.
async fn again<T>(app: &App<'_>, real: &Real, take: impl AsyncFn(&str) -> Outcome<T>) -> Outcome {
    app.button("Put them into my shop").click().await?;
    app.button("Continue").click().await?;
    app.button("Connect again").click().await?;
    app.field("Connection key").replace_text(notebook::RECONNECT_KEY).await?;
    app.button("Save and continue").click().await?;
    app.button("Connect").click().await?;
    app.named(Role::Checkbox, "I understand. Replace the old key and secret.").wait().await?;
    take("09-review-must-confirm").await?;
    app.named(Role::Checkbox, "I understand. Replace the old key and secret.").click().await?;
    app.button("Connect").click().await?;
    app.see("Code G10").await?;
    take("10-hand-over-G10").await?;
    real.meum.set(MeumTrouble::WebhookFailing);
    pick(app, Role::Button, "Do it by hand").await?;
    pick(app, Role::Button, "I've pasted them").await?;
    app.see("H20").await?;
    take("11-panel-H20").await?;
    app.button("Put key and secret in again").nth(0).focus().await?;
    app.button("Put key and secret in again").nth(0).click().await?;
    app.button("Back to the panel").wait().await?;
    take("12-hand-over-again").await?;
    real.shop.set(Trouble::WebhookMissing);
    app.button("Back to the panel").click().await?;
    app.see("H05").await?;
    take("13-panel-H05").await?;
    Ok(())
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn light_connecting() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        connecting("light", size, &real, real.profile()?).await?;
    }
    Ok(())
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn dark_connecting() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        connecting("dark", size, &real, real.profile()?.dark()).await?;
    }
    Ok(())
}

/// Meum's answer when half of it, or all, is missing.
async fn incomplete(look: &str, (width, height): (u32, u32), real: &Real, profile: Profile) -> Outcome {
    let app = App::launch(&profile).await?;
    app.set_window(width, height).await?;
    let take = async |name: &str| app.picture(&format!("incomplete/{look}-{width}/{name}")).await;
    real.to_keys(&app).await?;
    way::past_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    real.meum.set(MeumTrouble::NoCredentials);
    app.button("Connect").click().await?;
    app.see("Code G12").await?;
    take("01-G12").await?;
    real.meum.replace([MeumTrouble::NoWebhookSecret, MeumTrouble::UnknownEnums]);
    app.named(Role::Checkbox, "I understand that an earlier key and secret, if there are any, stop working.")
        .click()
        .await?;
    pick(&app, Role::Button, "Connect again").await?;
    app.see("Code G22").await?;
    take("02-G22").await?;
    pick(&app, Role::Button, "I've pasted it").await?;
    app.see("G22").await?;
    take("03-panel-G22").await?;
    Ok(())
}

#[tokio::test]
#[ignore = "takes pictures for people to look at"]
async fn incomplete_answers() -> Outcome {
    for size in [SMALL, LARGE] {
        let real = Real::start().await?;
        incomplete("light", size, &real, real.profile()?).await?;
        let real = Real::start().await?;
        incomplete("dark", size, &real, real.profile()?.dark()).await?;
    }
    Ok(())
}
