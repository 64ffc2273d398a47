//! *Approve in WordPress*, from the button through a real browser to the panel.

use crate::way;
use crate::way::notes;
use connect_e2e::{App, Browser, Outcome, Profile, Trouble};

/// Where the practice shop's approval page is, in part.
const PAGE: &str = "http://127.0.0.1";

/// The page that the app opened last.
async fn opened(profile: &Profile, before: usize) -> Outcome<String> {
    profile.opens(PAGE).await?;
    let all = profile.opened();
    let last = all.get(before..).and_then(<[String]>::last).cloned();
    last.ok_or_else(|| Trouble::new("no further page was opened"))
}

async fn to_offer(app: &App<'_>) -> Outcome {
    way::into_practice(app).await?;
    way::check_address(app, notes::ADDRESS).await?;
    app.button("Continue").click().await?;
    app.button("Approve in WordPress").wait().await
}

#[tokio::test]
async fn three_clicks_in_the_browser_lead_to_the_panel_and_nothing_is_copied() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    to_offer(&app).await?;
    app.axe().await?;
    app.picture("offer").await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    app.axe().await?;
    app.picture("waiting").await?;
    let page = opened(&profile, 0).await?;
    let browser = Browser::start(&profile).await?;
    browser.go_to(&page).await?;
    browser.press("approve").await?;
    let (address, says) = browser.comes_to("/closed").await?;
    if address.contains('?') || !says.contains("You can close this page") {
        return Err(Trouble::new(format!("the browser ends on {address}: {says}")));
    }
    app.see("Your keys work").await?;
    app.see("Approved in WordPress by").await?;
    app.axe().await?;
    app.picture("approved").await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.picture("panel").await?;
    app.close().await
}

#[tokio::test]
async fn a_no_in_the_browser_is_said_and_keys_do_as_well() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    to_offer(&app).await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    let page = opened(&profile, 0).await?;
    let browser = Browser::start(&profile).await?;
    browser.go_to(&page).await?;
    browser.press("reject").await?;
    browser.comes_to("/closed").await?;
    app.see("Code F15").await?;
    app.axe().await?;
    app.picture("rejected").await?;
    way::to_boxes(&app).await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    app.close().await
}
