//! What the watch without a window does for the merchant: it tells that something is wrong, and that it is
//! over in the place of what the window had told; a click brings the window with that shop. And its icon
//! outlives the panel that shows it.

use crate::way;
use crate::way::real::Real;
use connect_e2e::{App, Outcome, Role, Trouble};
use connect_practice::MeumTrouble;

/// The colour of the icon while shoppers can pay.
const WELL: [u8; 3] = [0x3f, 0xb0, 0x62];

#[tokio::test]
async fn what_the_window_told_is_over_in_its_place_and_what_the_watch_tells_leads_to_its_shop() -> Outcome {
    let real = Real::start().await?;
    let profile = real.profile()?.with_panel().with_notifications();
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.close().await?;
    way::notes_another(&profile, "The Lamp Shop")?;

    let app = App::launch(&profile).await?;
    let heard = app.hear_notifications()?;
    app.come_back().await?;
    app.button("Settings").click().await?;
    // Then the icon is there beside the window as well.
    app.named(Role::Checkbox, "Keep watching when this window is closed").click().await?;
    app.button("Done").click().await?;
    app.button("Your shops (2)").click().await?;
    app.button("The Lamp Shop").click().await?;
    app.see("Your shop keys are no longer on this computer").await?;
    app.leave().await?;
    real.meum.set(MeumTrouble::PayoutMissing);
    app.choose_at_icon("Check now").await?;
    let told = heard.newest_of(1).await?;
    is(&told.title, "The Corner Shop: shoppers can't pay with crypto")?;
    app.ask_to_close()?;
    app.goes_behind().await?;
    app.notifications(1).await?;

    real.meum.clear();
    app.choose_at_icon("Check now").await?;
    let told = heard.newest_of(2).await?;
    is(&told.title, "The Corner Shop: shoppers can pay")?;
    if !told.replaces {
        return Err(Trouble::new("the alarm stays beside its end"));
    }
    app.notifications(1).await?;

    real.meum.set(MeumTrouble::PayoutMissing);
    app.choose_at_icon("Check now").await?;
    is(&heard.newest_of(3).await?.title, "The Corner Shop: shoppers can't pay with crypto")?;
    app.notifications(1).await?;
    app.click_notification()?;
    app.watch_ends().await?;
    // It goes once the window is in front with this shop's panel, and no other's.
    app.window_comes_to_front().await?;
    app.notifications(0).await?;
    app.screen_picture("opened-by-notification")?;
    app.ask_to_close()?;
    app.goes_behind().await
}

fn is(title: &str, wanted: &str) -> Outcome {
    if title == wanted { Ok(()) } else { Err(Trouble::new(format!("“{title}” was told, and not “{wanted}”"))) }
}

#[tokio::test]
async fn a_panel_that_crashes_is_said_and_shows_the_icon_again_once_it_is_back() -> Outcome {
    const SHOWN: &str = "find Meum Connect as an icon beside the clock";
    let real = Real::start().await?;
    let profile = real.profile()?.with_panel();
    let app = App::launch(&profile).await?;
    real.to_panel(&app).await?;
    app.see("Shoppers can pay").await?;
    app.button("Settings").click().await?;
    app.see(SHOWN).await?;
    app.panel_crashes()?;
    app.see("This desktop shows no icons for running apps").await?;
    app.panel_starts()?;
    app.see(SHOWN).await?;
    app.button("Done").click().await?;
    app.button("Check now").wait().await?;
    app.ask_to_close()?;
    app.button("Keep watching").click_away().await?;
    app.goes_behind().await?;
    for _ in 0..2 {
        app.panel_crashes()?;
        app.panel_starts()?;
    }
    app.opens_by_icon(WELL).await?;
    app.watch_ends().await
}
