//! A copied secret leaves the clipboard with the app, also on desktops that keep copied texts. What another
//! program copied stays.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Keeper, Outcome, Profile, Trouble};

/// Goes from the first screen to copying the webhook secret, and waits until the keeper has it.
async fn copies_the_secret(app: &App<'_>, keeper: &Keeper) -> Outcome<String> {
    let before = keeper.kept()?;
    app.button("Copy the webhook secret").click().await?;
    let secret = keeper.keeps_other_than(before.as_deref()).await?;
    holds("what was copied is the secret", secret.len() == 64)?;
    Ok(secret)
}

async fn to_copying(app: &App<'_>) -> Outcome {
    way::into_practice(app).await?;
    way::past_address(app, notes::ADDRESS).await?;
    way::check_keys(app, notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET).await?;
    app.see("F03").await?;
    app.button("Go on, I'll put Meum's key in myself").click().await?;
    way::past_meum_key(app, notes::MEUM_KEY).await?;
    app.button("Connect").click().await?;
    app.button("Copy the webhook secret").wait().await
}

fn holds(what: &str, is_so: bool) -> Outcome {
    if is_so { Ok(()) } else { Err(Trouble::new(format!("it does not hold that {what}"))) }
}

#[tokio::test]
async fn a_copied_secret_goes_with_the_app_where_the_desktop_keeps_what_was_copied() -> Outcome {
    let profile = Profile::new()?;
    let keeper = Keeper::start(&profile)?;
    let app = App::launch(&profile).await?;
    to_copying(&app).await?;
    let secret = copies_the_secret(&app, &keeper).await?;
    app.kill().await?;
    // The keeper does keep what nobody clears. Only so does finding nothing below mean anything.
    holds("a desktop keeps what a program had that crashed", keeper.kept()? == Some(secret))?;

    let profile = Profile::new()?;
    let keeper = Keeper::start(&profile)?;
    keeper.copy("something else")?;
    let app = App::launch(&profile).await?;
    to_copying(&app).await?;
    copies_the_secret(&app, &keeper).await?;
    app.close().await?;
    holds("nothing can be pasted any more", keeper.kept()?.is_none())
}

#[tokio::test]
async fn what_was_copied_elsewhere_since_stays_when_the_app_is_closed() -> Outcome {
    const ELSEWHERE: &str = "a shopping list";
    let profile = Profile::new()?;
    let keeper = Keeper::start(&profile)?;
    let app = App::launch(&profile).await?;
    to_copying(&app).await?;
    copies_the_secret(&app, &keeper).await?;
    keeper.copy(ELSEWHERE)?;
    app.close().await?;
    holds("the shopping list can still be pasted", keeper.kept()?.as_deref() == Some(ELSEWHERE))
}
