//! Support training in the real window: three rounds, one of them answered wrongly, the count, and the way back.

use crate::way;
use connect_e2e::{App, Key, Outcome, Profile, Role};

const ADVICE_A07: &str = "Open the shop in your browser. If it fails there as well";

async fn choose(app: &App<'_>, cause: &str, advice: &str) -> Outcome {
    app.named(Role::Radio, cause).click().await?;
    app.named(Role::Radio, advice).click().await
}

#[tokio::test]
async fn three_rounds_of_support_training_are_played_counted_and_left() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    app.field("Your shop's address").replace_text("corner-shop.com").await?;
    app.button("Practice options").click().await?;
    app.button("Begin support training").focus().await?;
    app.press(Key::Enter).await?;
    app.is_on("Support training").await?;
    app.axe().await?;
    app.button("All 69, in the order of their codes").click().await?;

    app.is_on("Round 1 of 69").await?;
    app.axe().await?;
    app.picture("training-round").await?;
    choose(&app, "This computer could not turn the shop's name", "Open another website in a browser").await?;
    app.button("Check my answers").click().await?;
    app.is_on("Both answers are right").await?;
    app.see("A04 – We can't find this shop on the internet").await?;
    app.axe().await?;
    app.button("Next round").click().await?;

    app.is_on("Round 2 of 69").await?;
    choose(&app, "No connection to the shop's server could be made", ADVICE_A07).await?;
    // The answer beside the right one is a wrong one, and the last one has none below it.
    app.named(Role::Radio, ADVICE_A07).focus().await?;
    app.press(Key::Down).await?;
    if app.focused().await?.contains(ADVICE_A07) {
        app.press(Key::Up).await?;
    }
    app.button("Check my answers").click().await?;
    app.is_on("That isn't right").await?;
    app.see("What has happened is right. What comes next is something else.").await?;
    app.see("The web host.").await?;
    app.axe().await?;
    app.picture("training-wrong").await?;
    app.button("Next round").click().await?;

    app.is_on("Round 3 of 69").await?;
    choose(&app, "No connection within 8 seconds", "Wait a few minutes, then check again. If it stays slow").await?;
    app.button("Check my answers").click().await?;
    app.is_on("Both answers are right").await?;
    app.press(Key::Escape).await?;

    app.is_on("How it went").await?;
    app.see("Right: 2. Wrong: 1.").await?;
    app.button("A07 – We can't connect to the shop's server").wait().await?;
    app.axe().await?;
    app.picture("training-end").await?;
    app.button("Train those again that were wrong").click().await?;
    app.is_on("Round 1 of 1").await?;
    app.button("Back to practice").click().await?;
    // What was typed below it is there still.
    let typed = app.field("Your shop's address").value().await?;
    assert_eq!(typed, "corner-shop.com");
    app.close().await
}
