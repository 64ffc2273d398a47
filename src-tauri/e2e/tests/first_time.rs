//! What a merchant meets for the first time: nothing that was pasted is lost, and each press is answered.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile, Trouble};

/// The box is empty in the page, and shows what the app has of it.
async fn holds(app: &App<'_>, name: &str, shown: &str) -> Outcome {
    let (value, seen) = (app.field(name).value().await?, app.field(name).attribute("placeholder").await?);
    if value.is_empty() && seen == shown {
        return Ok(());
    }
    Err(Trouble::new(format!("{name} shows “{seen}” instead of “{shown}”")))
}

#[tokio::test]
async fn half_a_pair_stays_in_its_box_until_the_other_half_comes() -> Outcome {
    const KEY: &str = "ck_••••••••000a001";
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    app.is_on("Your shop's address").await?;
    app.button("Fill in: For practice, take https://corner-shop.example").click().await?;
    app.button("Check my shop").click().await?;
    app.button("Continue").click().await?;
    way::to_boxes(&app).await?;
    app.field("Consumer key").replace_text(notes::KEY).await?;
    app.button("Check my keys").click().await?;
    app.see("E11").await?;
    app.is_on("Consumer secret").await?;
    holds(&app, "Consumer key", KEY).await?;
    way::nowhere_in_the_page(&app, &[notes::KEY]).await?;
    app.axe().await?;
    app.picture("half-a-pair").await?;
    // Something else in the other box costs nothing, nor does leaving the step.
    app.field("Consumer secret").replace_text("the other thing from that page, I think").await?;
    app.button("Check again").click().await?;
    app.see("E01").await?;
    holds(&app, "Consumer key", KEY).await?;
    app.axe().await?;
    app.picture("something-else").await?;
    app.field("Consumer secret").replace_text(notes::SECRET).await?;
    app.button("Back").click().await?;
    app.field("Your shop's address").wait().await?;
    app.button("Continue").click().await?;
    app.field("Consumer key").wait().await?;
    holds(&app, "Consumer key", KEY).await?;
    holds(&app, "Consumer secret", "cs_••••••••").await?;
    way::nowhere_in_the_page(&app, &[notes::KEY, notes::SECRET]).await?;
    app.button("Check my keys").click().await?;
    app.button("Continue").click().await?;
    app.field("Connection key").wait().await?;
    app.is_on("Connection key").await?;
    app.button("Save and continue").click().await?;
    app.see("E18").await?;
    app.field("Connection key").replace_text("sk_live_7h1s1sar3alk3y0ne").await?;
    app.button("Save and continue").click().await?;
    app.see("E19").await?;
    app.picture("a-real-key-in-practice").await?;
    app.button("Fill in: For practice, take a practice key").click().await?;
    app.button("Save and continue").click().await?;
    app.button("Connect").wait().await?;
    app.close().await
}

#[tokio::test]
async fn what_was_switched_on_at_checkout_can_be_switched_off_after_disconnecting() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.button("Check now").click().await?;
    app.see("still the same").await?;
    app.picture("panel-still-the-same").await?;
    app.button("Replace shop keys").click().await?;
    app.see("Your shop stays connected to Meum").await?;
    app.axe().await?;
    app.picture("still-connected").await?;
    app.button("Back").click().await?;
    app.button("Disconnect").click().await?;
    app.field(way::NAME).replace_text("corner-shop.example").await?;
    app.button("Disconnect").click().await?;
    app.see("Take “Pay with Crypto” off your checkout?").await?;
    app.axe().await?;
    app.picture("offer").await?;
    app.button("Switch it off for me").click().await?;
    app.see("“Pay with Crypto” is switched off in your shop").await?;
    app.axe().await?;
    app.picture("switched-off").await?;
    app.close().await
}
