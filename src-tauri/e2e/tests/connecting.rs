//! Connecting in the real window when something goes wrong: Meum replaces a key and secret, an answer
//! gets lost, the shop's plugin cannot take what Meum issued.

use crate::way;
use crate::way::held::Held;
use crate::way::looks;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Role, Trouble as Failure};
use connect_practice::{MeumTrouble, Trouble, notebook as notes};

async fn to_review(app: &App<'_>, real: &Real) -> Outcome {
    real.to_keys(app).await?;
    way::past_keys(app, notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET).await?;
    way::past_meum_key(app, notes::CONNECTION_KEY).await
}

/// How many *connect* requests Meum has seen.
fn connects(real: &Real) -> usize {
    real.meum.requests().iter().filter(|request| request.path.ends_with("/connect")).count()
}

fn holds(what: &str, is_so: bool) -> Outcome {
    if is_so { Ok(()) } else { Err(Failure::new(format!("it does not hold that {what}"))) }
}

/// The plugin has the last key and secret that Meum issued.
fn handed_over_the_last(real: &Real) -> Outcome {
    let issued = real.meum.issued();
    let gateway = real.shop.gateway();
    let last = issued.last().ok_or_else(|| Failure::new("Meum issued nothing"))?;
    let same = gateway.api_key == last.api_key && gateway.webhook_secret == last.webhook_secret;
    holds("the plugin has what Meum issued last", same)
}

const UNDERSTOOD: &str = "I understand that an earlier key and secret, if there are any, stop working.";
const REPLACE: &str = "I understand. Replace the old key and secret.";

#[tokio::test]
async fn a_connected_shop_gets_a_new_key_and_secret_once_the_merchant_agrees() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;

    app.button("Connect again").click().await?;
    way::past_meum_key(&app, notes::RECONNECT_KEY).await?;
    app.see("We ask Meum first how it stands").await?;
    app.button("Connect").click().await?;
    app.see("The key and secret in use now will stop working").await?;
    holds("nothing is replaced without the merchant's word", !app.button("Connect").is_enabled().await?)?;
    looks::well(&app, "review-replacing").await?;
    app.named(Role::Checkbox, REPLACE).click().await?;
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await?;
    looks::well(&app, "hand-over-replaced").await?;
    holds("each word was one request", connects(&real) == 2)?;
    app.kill().await?;

    // The password store has what Meum issued, so killing the app loses nothing.
    let app = App::launch(&profile).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    handed_over_the_last(&real)?;
    app.close().await
}

#[tokio::test]
async fn a_lost_answer_is_asked_about_and_connecting_again_waits_for_the_merchant() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    real.meum.set(MeumTrouble::LostAnswer);
    app.button("Connect").click().await?;
    app.see("Your shop is connected, but its new key didn't come").await?;
    app.see("Meum says your shop is connected").await?;
    looks::well(&app, "answer-lost-connected").await?;
    app.kill().await?;

    let app = App::launch(&profile).await?;
    app.see("Your shop is connected, but its new key didn't come").await?;
    app.button("Ask Meum").click().await?;
    app.see("Meum says your shop is connected").await?;
    holds("nothing was sent a second time by itself", connects(&real) == 1)?;
    holds("connecting again waits for a word", !app.button("Connect again").is_enabled().await?)?;
    real.meum.clear();
    app.named(Role::Checkbox, UNDERSTOOD).click().await?;
    app.see("You can connect again in").await?;
    holds("Meum may still be working on it", !app.button("Connect again").is_enabled().await?)?;
    app.kill().await?;
    way::a_minute_passes(&profile)?;

    let app = App::launch(&profile).await?;
    app.see("Meum says your shop is connected").await?;
    app.named(Role::Checkbox, UNDERSTOOD).click().await?;
    app.button("Connect again").click().await?;
    app.button("Put them into my shop").wait().await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    holds("each press was one request", connects(&real) == 2)?;
    handed_over_the_last(&real)?;
    app.close().await
}

#[tokio::test]
async fn a_request_that_never_got_through_is_asked_about_and_meum_knows() -> Outcome {
    let real = Real::start().await?;
    let held = Held::cut_off(real.meum.address())?;
    let profile = real.profile()?.env("MEUM_API_URL", held.url());
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    app.button("Connect").click().await?;
    app.see("Did the connection get through?").await?;
    app.see("So far, Meum says your shop is not connected").await?;
    holds("Meum never heard of it", connects(&real) == 0)?;
    looks::well(&app, "answer-lost-not-connected").await?;
    real.meum.set(MeumTrouble::Down);
    app.button("Ask Meum").click_and_finish().await?;
    app.see("We couldn't ask Meum just now").await?;
    looks::well(&app, "answer-lost-nobody-knows").await?;
    app.close().await
}

#[tokio::test]
async fn a_lost_answer_is_not_forgotten_on_the_panel_of_a_connected_shop() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.button("Connect again").click().await?;
    way::past_meum_key(&app, notes::RECONNECT_KEY).await?;
    app.button("Connect").click().await?;
    app.named(Role::Checkbox, REPLACE).click().await?;
    real.meum.set(MeumTrouble::LostAnswer);
    app.button("Connect").click().await?;
    app.see("Meum says your shop is connected").await?;
    app.button("Back").click().await?;
    app.see("Your connection key is here").await?;
    app.button("Back").click().await?;
    app.button("Check now").wait().await?;
    // Nothing was seen to be wrong, but nobody knows yet which key counts.
    app.see("We can't tell right now").await?;
    app.see("G08").await?;
    app.axe().await?;
    app.picture("panel-answer-lost").await?;
    // Until Meum has said how it stands, nothing leads to a key that may have been replaced.
    app.gone("Put key and secret in again").await?;
    app.kill().await?;

    let app = App::launch(&profile).await?;
    app.button("Ask Meum").click().await?;
    app.see("Meum says your shop is connected").await?;
    holds("each press was one request", connects(&real) == 2)?;
    app.close().await
}

#[tokio::test]
async fn where_no_plugin_takes_them_the_values_are_copied_by_hand() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?;
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    app.button("Connect").click().await?;
    app.button("Put them into my shop").wait().await?;
    real.shop.set(Trouble::PluginAbsent);
    app.button("Put them into my shop").click().await?;
    app.see("H01").await?;
    looks::well(&app, "hand-over-H01").await?;
    let issued = real.meum.issued();
    let last = issued.last().ok_or_else(|| Failure::new("Meum issued nothing"))?;
    for (button, value) in [("Copy the API key", &last.api_key), ("Copy the webhook secret", &last.webhook_secret)] {
        // Moving the focus there scrolls it into sight.
        app.button(button).focus().await?;
        app.button(button).click().await?;
        app.see("Copied").await?;
        holds("the value is on the clipboard", app.clipboard().await? == *value)?;
        way::nowhere_in_the_page(&app, &[value]).await?;
    }
    looks::well(&app, "hand-over-by-hand").await?;
    app.button("I've pasted them").focus().await?;
    app.button("I've pasted them").click().await?;
    app.button("Check now").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_shop_that_is_another_one_by_now_is_handed_nothing() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.dark();
    let app = App::launch(&profile).await?;
    to_review(&app, &real).await?;
    way::past_connect(&app).await?;
    real.shop.set(Trouble::HomeElsewhere { url: "https://live-shop.example".into() });
    app.button("Put them into my shop").click().await?;
    app.see("Nothing was written. The shop that answers now is").await?;
    app.button("Copy the API key").gone().await?;
    looks::well(&app, "hand-over-elsewhere").await?;
    holds("the plugin has nothing", real.shop.gateway().api_key.is_empty())?;
    app.close().await
}
