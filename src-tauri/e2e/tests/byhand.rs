//! With a key that may only look, the new key and secret go into the plugin by hand: over the
//! clipboard, never through the page.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile, Trouble};

#[tokio::test]
async fn a_read_only_key_leads_to_copying_by_hand_without_showing_a_secret() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    way::past_address(&app, notes::ADDRESS).await?;
    way::check_keys(&app, notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F03").await?;
    app.button("Go on, I'll put Meum's key in myself").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.button("Connect").click().await?;
    app.button("Copy the webhook secret").click().await?;
    app.see("Copied").await?;
    app.axe().await?;
    app.picture("by-hand").await?;
    let page = app.dom_text().await?;
    let copied = app.clipboard().await?;
    if copied.len() != 64 || page.contains(&copied) {
        return Err(Trouble::new("the secret is on the clipboard and nowhere in the page"));
    }
    app.button("I've pasted them").click().await?;
    app.button("Check now").wait().await?;
    app.close().await
}
