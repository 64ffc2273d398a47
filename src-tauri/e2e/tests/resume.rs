//! Whoever closes or kills the app at any step finds it there again.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Outcome, Profile, Trouble};

#[derive(Clone, Copy)]
enum End {
    Closed,
    Killed,
}

async fn again<'profile>(app: App<'profile>, profile: &'profile Profile, end: End) -> Outcome<App<'profile>> {
    match end {
        End::Closed => app.close().await?,
        End::Killed => app.kill().await?,
    }
    App::launch(profile).await
}

async fn resumes_at_every_step(end: End) -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    app.field("Your shop's address").replace_text(notes::ADDRESS).await?;
    app.see("We'll use https://corner-shop.example").await?;
    let app = again(app, &profile, end).await?;
    let typed = app.field("Your shop's address").value().await?;
    if typed != notes::ADDRESS {
        return Err(Trouble::new(format!("the address was lost: {typed}")));
    }
    way::past_address(&app, notes::ADDRESS).await?;
    let app = again(app, &profile, end).await?;
    // Who chose keys is asked for them, and approving is not offered anew.
    app.field("Consumer key").wait().await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    let app = again(app, &profile, end).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    let app = again(app, &profile, end).await?;
    way::past_connect(&app).await?;
    let app = again(app, &profile, end).await?;
    way::past_hand_over(&app).await?;
    let app = again(app, &profile, end).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn closing_the_app_at_any_step_resumes_there() -> Outcome {
    resumes_at_every_step(End::Closed).await
}

#[tokio::test]
async fn killing_the_app_at_any_step_resumes_there() -> Outcome {
    resumes_at_every_step(End::Killed).await
}
