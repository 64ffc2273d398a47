//! The shortest journey: the app opens, shows itself, can be read by everyone, and keeps its
//! page locked down.

use connect_e2e::{App, Outcome, Profile, Trouble};

#[tokio::test]
async fn the_app_opens_and_its_page_is_locked_down() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    app.axe().await?;
    if !app.eval_is_blocked().await? {
        return Err(Trouble::new("the page may make code out of text"));
    }
    app.picture("smoke").await?;
    app.close().await
}
