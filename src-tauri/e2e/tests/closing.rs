//! A merchant closes the window at the worst moments and loses nothing that Meum issued.

use crate::way;
use crate::way::held::Held;
use crate::way::real::Real;
use connect_e2e::{App, Keyring, Outcome};
use connect_practice::notebook as notes;

async fn to_review(app: &App<'_>, real: &Real) -> Outcome {
    real.to_keys(app).await?;
    way::past_keys(app, notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET).await?;
    way::past_meum_key(app, notes::CONNECTION_KEY).await
}

#[tokio::test]
async fn closed_while_meum_answers_the_app_ends_once_the_key_is_safe() -> Outcome {
    let real = Real::start().await?;
    let held = Held::before(real.meum.address())?;
    let profile = real.profile()?.env("MEUM_API_URL", held.url());
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    app.button("Connect").click().await?;
    held.until_asked().await?;
    app.ask_to_close()?;
    app.see("One moment: your shop is being connected").await?;
    app.axe().await?;
    app.picture("closing-answer").await?;
    held.let_go();
    app.ends().await?;

    let app = App::launch(&profile).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn what_only_the_app_has_is_not_lost_at_the_first_press() -> Outcome {
    let real = Real::start().await?;
    let held = Held::before(real.meum.address())?;
    let profile = real.profile()?.env("MEUM_API_URL", held.url()).dark();
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    app.button("Connect").click().await?;
    held.until_asked().await?;
    app.set_keyring(Keyring::Absent)?;
    held.let_go();
    app.see("H14").await?;
    app.ask_to_close()?;
    app.see("If you close the app now, your shop's new key is lost").await?;
    app.axe().await?;
    app.picture("closing-only-here").await?;
    app.set_window(860, 640).await?;
    app.picture("closing-only-here-small").await?;
    // Going on means that the merchant has read it.
    app.set_keyring(Keyring::Open)?;
    app.button("Try again").click().await?;
    app.gone("your shop's new key is lost").await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}
