//! The live panel over several shops and over time: the list of shops, a shop that has moved, a payment
//! method that is switched off, keys that are removed, what happened, walked by the keyboard, and a computer
//! that sleeps.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Key, Outcome, Trouble as Failure};
use connect_practice::{MeumTrouble, Trouble};
use std::time::Duration;

#[tokio::test]
async fn two_shops_are_listed_and_switched_one_has_moved_and_what_happened_is_walked_by_keyboard() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await?;
    way::notes_another(&profile, "The Lamp Shop")?;

    let app = App::launch(&profile).await?;
    app.see("Shoppers can pay").await?;
    app.button("Your shops (2)").click().await?;
    app.see("The Lamp Shop").await?;
    app.axe().await?;
    app.picture("two-shops").await?;
    app.field("Find a shop").type_text("lamp").await?;
    app.button("The Lamp Shop").click().await?;
    // Without its keys nobody can tell how it is.
    app.see("Your shop keys are no longer on this computer").await?;
    app.button("Your shops (2)").click().await?;
    app.field("Find a shop").replace_text("").await?;
    app.button("Corner Shop").click().await?;
    app.see("Shoppers can pay").await?;

    real.shop.set(Trouble::HomeElsewhere { url: "https://new-shop.example/".into() });
    app.button("Check now").click().await?;
    app.see("H09").await?;
    app.axe().await?;
    app.picture("panel-moved").await?;
    real.shop.clear();
    app.button("Check now").click().await?;
    app.gone("H09").await?;
    // Without its keys nobody can see the shop, and Meum was seen switched on in it.
    for (trouble, code, headline) in [
        (Trouble::GatewayOff, "H02", "Shoppers can't pay right now"),
        (Trouble::KeysRevoked, "F10", "Shoppers can pay"),
    ] {
        real.shop.set(trouble);
        app.button("Check now").click().await?;
        app.see(code).await?;
        app.see(headline).await?;
        real.shop.clear();
        app.button("Check now").click().await?;
        app.see("Shoppers can pay").await?;
        app.gone(code).await?;
    }

    way::tab_to(&app, "What happened").await?;
    app.press(Key::Enter).await?;
    way::tab_to(&app, "24 hours").await?;
    app.press(Key::Right).await?;
    app.is_on("7 days").await?;
    app.see("H09").await?;
    app.axe().await?;
    app.picture("what-happened").await?;
    app.close().await
}

/// Longer than this between two looks is a sleep, in seconds.
const ASLEEP: Duration = Duration::from_secs(63);

#[tokio::test]
async fn a_computer_that_wakes_without_a_network_blames_nobody_and_asks_anew() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    way::write_down(&app).await?;
    app.stand_still()?;
    real.shop.set(Trouble::Refused);
    real.meum.set(MeumTrouble::HangForever);
    tokio::time::sleep(ASLEEP).await;
    app.go_on()?;
    app.see("Checking again").await?;
    app.picture("awake-without-network").await?;
    real.shop.clear();
    real.meum.clear();
    // What was asked without a network has its time to fail.
    app.see_late("Shoppers can pay").await?;
    let seen = way::written_down(&app).await?;
    if seen.contains("\"notWorking\"") {
        return Err(Failure::new(format!("a line turned bad: {seen}")));
    }
    app.close().await
}
