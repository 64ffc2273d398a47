//! The way out of the panel: a merchant disconnects the practice shop, connects it again and forgets it,
//! in the real window.

use crate::way;
use crate::way::{NAME, looks, notes};
use connect_e2e::{App, Key, Keyring, Outcome, Profile, Role};

async fn open_disconnect(app: &App<'_>) -> Outcome {
    app.button("Disconnect").click().await?;
    app.field(NAME).wait().await
}

#[tokio::test]
async fn the_practice_shop_is_disconnected_by_its_name_and_connected_again() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    open_disconnect(&app).await?;
    app.is_on("group").await?;
    app.fits().await?;
    looks::well(&app, "disconnect").await?;
    app.field(NAME).replace_text("another shop").await?;
    app.button("Disconnect").click().await?;
    app.see("Code E16").await?;
    app.is_on(NAME).await?;
    app.axe().await?;
    app.field(NAME).replace_text("corner-shop.EXAMPLE").await?;
    app.press(Key::Enter).await?;
    app.see("is disconnected from Meum").await?;
    app.see("are removed").await?;
    app.fits().await?;
    looks::well(&app, "ended").await?;
    app.kill().await?;
    let app = App::launch(&profile).await?;
    app.see("is disconnected from Meum").await?;
    app.button("Connect again").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

async fn forget(app: &App<'_>) -> Outcome {
    app.button("Forget this shop on this computer").click().await?;
    app.named(Role::Checkbox, "I understand: the shop stays connected to Meum").click().await?;
    app.button("Forget this shop").click().await
}

#[tokio::test]
async fn while_the_password_store_is_locked_nothing_is_forgotten() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.close().await?;
    let profile = profile.keyring(Keyring::Locked);
    let app = App::launch(&profile).await?;
    open_disconnect(&app).await?;
    app.field(NAME).replace_text("corner-shop.example").await?;
    app.button("Disconnect").click().await?;
    app.see("Code H12").await?;
    app.button("Keep it connected").click().await?;
    forget(&app).await?;
    app.see("Code H12").await?;
    app.axe().await?;
    app.picture("forget-password-store-locked").await?;
    app.close().await?;
    let profile = profile.keyring(Keyring::Open);
    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    forget(&app).await?;
    app.see("Connect my shop").await?;
    app.close().await
}

#[tokio::test]
async fn the_practice_shop_is_forgotten_after_one_tick() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.button("Forget this shop on this computer").click().await?;
    app.see("What is removed from this computer").await?;
    app.fits().await?;
    looks::well(&app, "forget").await?;
    app.press(Key::Escape).await?;
    app.button("Check now").wait().await?;
    forget(&app).await?;
    app.see("Connect my shop").await?;
    app.close().await?;
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    app.close().await
}
