//! Starting when something is wrong: a refused setting, no password store, a locked one.

use crate::way;
use crate::way::held::Held;
use crate::way::notes;
use crate::way::real::Real;
use connect_e2e::{App, Keyring, Outcome, Profile, Trouble};

#[tokio::test]
async fn a_refused_setting_is_said_in_the_window_and_nothing_else_starts() -> Outcome {
    let profile = Profile::new()?.env("MEUM_API_URL", "http://meum.example");
    let app = App::launch(&profile).await?;
    app.see("S01").await?;
    app.axe().await?;
    let picture = app.picture("setting-refused").await?;
    app.is_read_from(&picture).await?;
    for (width, height) in [(860, 640), (1280, 800)] {
        app.set_window(width, height).await?;
        app.button("Report for Meum's support: show what is in it").click().await?;
        app.see("The code on the screen holds this").await?;
        app.see("MEUM_API_URL must be an https address").await?;
        app.axe().await?;
        app.picture(&format!("setting-refused-report-{width}")).await?;
        app.button("Close").click().await?;
        app.gone("The code on the screen holds this").await?;
    }
    if !profile.log().contains("S01") {
        return Err(Trouble::new("whoever started it from a terminal is not told"));
    }
    app.close().await
}

#[tokio::test]
async fn without_a_password_store_keys_can_be_kept_until_the_app_closes() -> Outcome {
    let profile = Profile::new()?.keyring(Keyring::Absent);
    let app = App::launch(&profile).await?;
    way::check_practice_keys(&app).await?;
    app.see("H14").await?;
    app.axe().await?;
    app.picture("no-password-store").await?;
    app.button("Keep until I close the app").click().await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn a_locked_password_store_is_named_and_what_was_typed_is_kept() -> Outcome {
    let profile = Profile::new()?.keyring(Keyring::Locked);
    let app = App::launch(&profile).await?;
    way::check_practice_keys(&app).await?;
    app.see("H12").await?;
    app.picture("password-store-locked").await?;
    app.see("000a001").await?;
    app.button("Keep until I close the app").wait().await?;
    app.axe().await?;
    app.button("Try again").click_and_finish().await?;
    app.see("H12").await?;
    way::kept_after_all(&app).await?;
    app.close().await
}

#[tokio::test]
async fn a_password_store_that_is_started_later_is_found_without_a_restart() -> Outcome {
    let profile = Profile::new()?.keyring(Keyring::Absent);
    let app = App::launch(&profile).await?;
    way::check_practice_keys(&app).await?;
    app.see("H14").await?;
    way::kept_after_all(&app).await?;
    app.close().await
}

#[tokio::test]
async fn a_password_store_that_fails_right_after_connecting_is_said_at_once_and_mended() -> Outcome {
    let real = Real::start().await?;
    let held = Held::before(real.meum.address())?;
    let profile = real.profile()?.env("MEUM_API_URL", held.url());
    let app = App::launch(&profile).await?;
    real.to_keys(&app).await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    app.button("Connect").click().await?;
    held.until_asked().await?;
    app.set_keyring(Keyring::Absent)?;
    held.let_go();
    app.see("H14").await?;
    app.see("Please don't close the app").await?;
    app.axe().await?;
    app.picture("hand-over-not-kept").await?;
    app.set_window(860, 640).await?;
    app.picture("hand-over-not-kept-small").await?;
    app.set_keyring(Keyring::Open)?;
    app.button("Try again").click().await?;
    app.gone("H14").await?;
    app.gone("Please don't close the app").await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await
}

#[tokio::test]
async fn a_password_store_that_vanishes_under_the_panel_is_said_and_found_again() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.set_keyring(Keyring::Absent)?;
    app.button("Check now").click().await?;
    app.see("H14").await?;
    app.axe().await?;
    app.picture("panel-no-password-store").await?;
    app.set_keyring(Keyring::Open)?;
    app.set_keyring(Keyring::Locked)?;
    app.button("Check now").click().await?;
    app.see("H12").await?;
    app.picture("panel-password-store-locked").await?;
    app.set_keyring(Keyring::Open)?;
    app.button("Check now").click().await?;
    app.see("Shoppers can pay").await?;
    app.gone("H12").await?;
    app.close().await
}

#[tokio::test]
async fn notes_that_another_app_has_open_are_left_alone_until_it_is_gone() -> Outcome {
    let profile = Profile::new()?.dark();
    let taken = |refusal: &dyn std::fmt::Display| Trouble::new(format!("the lock could not be taken: {refusal}"));
    let other = std::fs::File::create(profile.data()?.join("in-use")).map_err(|refusal| taken(&refusal))?;
    other.try_lock().map_err(|refusal| taken(&refusal))?;
    let app = App::launch(&profile).await?;
    app.see("S09").await?;
    app.axe().await?;
    app.picture("open-already").await?;
    app.set_window(860, 640).await?;
    app.fits().await?;
    app.picture("open-already-small").await?;
    app.button("Try again").click_and_finish().await?;
    app.see("S09").await?;
    drop(other);
    app.button("Try again").click().await?;
    app.button("Connect my shop").wait().await?;
    app.close().await
}

#[tokio::test]
async fn a_second_start_beside_one_that_is_stuck_says_so_in_its_own_window() -> Outcome {
    let profile = Profile::new()?;
    let first = App::launch(&profile).await?;
    first.stand_still()?;
    let second = App::launch(&profile).await?;
    second.see("S09").await?;
    second.see("sign out of this computer").await?;
    second.axe().await?;
    second.fits().await?;
    second.picture("open-already-and-stuck").await?;
    second.close().await
}

#[tokio::test]
async fn a_second_start_is_handed_to_the_first() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::into_practice(&app).await?;
    app.start_again().await?;
    app.field("Your shop's address").wait().await?;
    app.close().await
}
