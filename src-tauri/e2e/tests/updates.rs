//! Where payment updates go, chosen by keyboard and by mouse, and readable by everyone.

use crate::way;
use crate::way::notes;
use crate::way::real::Real;
use connect_e2e::{App, Key, Outcome, Role};
use connect_practice::{MeumTrouble, notebook};

const FIELD: &str = "The address your plugin shows";
const NOWHERE: &str = "The plugin doesn't answer at the address for payment updates";

#[tokio::test]
async fn the_address_for_payment_updates_is_chosen_before_connecting() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::past_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.button("Does your Meum plugin show another address?").click().await?;
    app.named(Role::Radio, "The usual address").focus().await?;
    // The arrow keys choose. This plugin does not listen at the older address.
    app.press(Key::Down).await?;
    app.see(NOWHERE).await?;
    app.press(Key::Down).await?;
    app.field(FIELD).replace_text("https://elsewhere.example/hook").await?;
    app.press(Key::Enter).await?;
    app.see("Code E17").await?;
    app.is_on(FIELD).await?;
    app.axe().await?;
    app.named(Role::Radio, "The usual address").focus().await?;
    app.named(Role::Radio, "The usual address").click().await?;
    app.named(Role::Region, "Payment updates can't go there").gone().await?;
    app.named(Role::Button, NOWHERE).gone().await?;
    app.axe().await?;
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_pause_runs_down_and_then_the_merchant_goes_on() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::past_keys(&app, notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    real.meum.set(MeumTrouble::RateLimited { retry_after: 9 });
    app.button("Connect").click().await?;
    app.see("You can go on in").await?;
    app.axe().await?;
    real.meum.clear();
    app.see("You can try again now.").await?;
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await?;
    app.close().await
}
