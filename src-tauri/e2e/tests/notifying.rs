//! Notifications of a real service: trouble while the window is left, its end in its place, a click that
//! leads back; and what the page *Settings* says and does of it.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Key, Outcome, Profile, Role};
use connect_practice::MeumTrouble;

/// The app on its panel, with the window left, once it has told that no payout wallet is set.
async fn alarmed<'a>(real: &Real, profile: &'a Profile) -> Outcome<App<'a>> {
    let app = App::launch(profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.leave().await?;
    real.meum.set(MeumTrouble::PayoutMissing);
    app.button("Check now").click().await?;
    app.notifications(1).await?;
    Ok(app)
}

#[tokio::test]
async fn a_trouble_is_told_once_its_end_takes_its_place_and_a_click_leads_back() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.with_notifications();
    let app = alarmed(&real, &profile).await?;
    app.see("G11").await?;
    app.button("Check now").click().await?;
    app.notifications(1).await?;

    real.meum.clear();
    app.button("Check now").click().await?;
    app.see("Shoppers can pay").await?;
    app.gone("G11").await?;
    app.notifications(1).await?;
    let (title, body) = app.read_notification().await?;
    assert!(title.ends_with(": shoppers can pay"), "{title}");
    assert_eq!(body, "What was wrong is over.");

    real.meum.set(MeumTrouble::PayoutMissing);
    app.button("Check now").click().await?;
    app.notifications(1).await?;
    app.click_notification()?;
    app.is_in_front().await?;
    app.notifications(0).await?;
    app.close().await
}

#[tokio::test]
async fn an_alarm_says_what_it_means_and_nothing_comes_while_the_window_is_in_front() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.with_notifications();
    let app = alarmed(&real, &profile).await?;
    let (title, body) = app.read_notification().await?;
    assert!(title.ends_with(": shoppers can't pay with crypto"), "{title}");
    assert_eq!(body, "Your payout wallet is missing. Open Meum Connect to see what to do.");

    app.come_back().await?;
    real.meum.clear();
    app.button("Check now").click().await?;
    app.see("Shoppers can pay").await?;
    real.meum.set(MeumTrouble::WebhookFailing);
    app.button("Check now").click().await?;
    app.see("H04").await?;
    app.leave().await?;
    app.button("Check now").click().await?;
    app.notifications(0).await?;
    app.close().await
}

#[tokio::test]
async fn the_settings_say_what_this_desktop_can_and_keep_what_is_chosen() -> Outcome {
    let profile = Profile::new()?.with_notifications();
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    app.button("Settings").click().await?;
    app.see("This computer shows notifications.").await?;
    app.axe().await?;
    app.named(Role::Checkbox, "Stay quiet at night").click().await?;
    app.see("Quiet from").await?;
    app.axe().await?;
    app.picture("settings").await?;
    app.press(Key::Escape).await?;
    app.button("Check now").wait().await?;
    app.close().await?;

    let app = App::launch(&profile).await?;
    app.button("Settings").click().await?;
    app.see("Quiet from").await?;
    app.named(Role::Checkbox, "Tell me when something is wrong with a shop").click().await?;
    app.gone("Quiet from").await?;
    app.button("Done").click().await?;
    app.button("Check now").wait().await?;
    app.close().await
}

#[tokio::test]
async fn the_settings_fit_light_and_dark_large_and_small() -> Outcome {
    for (look, profile) in [("light", Profile::new()?), ("dark", Profile::new()?.dark())] {
        let app = App::launch(&profile).await?;
        app.see("Connect my shop").await?;
        app.chord(&[Key::Control], ',').await?;
        app.named(Role::Checkbox, "Stay quiet at night").click().await?;
        app.see("Quiet from").await?;
        for (width, height, size) in [(860, 640, "small"), (1280, 800, "large")] {
            app.set_window(width, height).await?;
            app.is_all_within_reach().await?;
            app.picture(&format!("settings-{look}-{size}")).await?;
        }
        app.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_desktop_that_shows_no_notifications_is_said_in_plain_words() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    app.chord(&[Key::Control], ',').await?;
    app.see("No program on this computer shows notifications.").await?;
    app.axe().await?;
    app.picture("settings-bare-desktop").await?;
    app.button("Done").click().await?;
    app.see("Connect my shop").await?;
    app.close().await
}
