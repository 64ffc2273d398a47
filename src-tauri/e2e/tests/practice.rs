//! The way with the practice shop, from the first screen to the live panel, in the real window.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile};

#[tokio::test]
async fn the_practice_shop_is_connected_from_welcome_to_panel() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    app.axe().await?;
    app.picture("1-welcome").await?;
    way::into_practice(&app).await?;
    app.axe().await?;
    app.picture("2-your-shop").await?;
    way::check_address(&app, notes::ADDRESS).await?;
    app.button("Continue").wait().await?;
    app.axe().await?;
    app.picture("3-your-shop-found").await?;
    app.button("Continue").click().await?;
    app.button("Approve in WordPress").wait().await?;
    app.axe().await?;
    app.picture("4-approve").await?;
    way::to_boxes(&app).await?;
    app.axe().await?;
    app.picture("4-shop-keys").await?;
    way::check_keys(&app, notes::KEY, notes::SECRET).await?;
    app.button("Continue").wait().await?;
    app.axe().await?;
    app.picture("5-shop-keys-passed").await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await?;
    app.axe().await?;
    app.picture("6-meum-key").await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.axe().await?;
    app.picture("7-review").await?;
    way::past_connect(&app).await?;
    app.axe().await?;
    app.picture("8-hand-over").await?;
    app.button("Put them into my shop").click().await?;
    app.button("Continue").wait().await?;
    app.axe().await?;
    app.picture("9-handed-over").await?;
    app.button("Continue").click().await?;
    app.see("Shoppers can pay").await?;
    app.axe().await?;
    app.fits().await?;
    app.picture("10-panel").await?;
    app.close().await
}
