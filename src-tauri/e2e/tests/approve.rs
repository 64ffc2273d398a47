//! *Approve in WordPress*, from the button through a real browser to the panel.

use crate::secrets::{Stops, nothing_left, search};
use crate::way;
use crate::way::notes;
use connect_e2e::{App, Browser, Key, Outcome, Profile, Trouble};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use url::Url;

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
    app.picture("approve-offer").await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    app.axe().await?;
    app.picture("approve-waiting").await?;
    let page = opened(&profile, 0).await?;
    let browser = Browser::start(&profile).await?;
    browser.go_to(&page).await?;
    browser.press("approve").await?;
    let (address, says) = browser.comes_to("/closed").await?;
    if address.contains('?') || !says.contains("You can close this page") {
        return Err(Trouble::new(format!("the browser ends on {address}: {says}")));
    }
    app.see("The approval works").await?;
    app.see("Approved in WordPress by").await?;
    app.axe().await?;
    app.picture("approve-approved").await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.picture("approve-panel").await?;
    app.close().await
}

#[tokio::test]
async fn by_its_own_scheme_the_browser_leads_back_to_the_app_as_well() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    to_offer(&app).await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    opened(&profile, 0).await?;
    let before = profile.opened().len();
    app.button("Try the other way").click().await?;
    app.see("Does your browser ask whether to open Meum Connect?").await?;
    app.axe().await?;
    app.picture("approve-waiting-scheme").await?;
    let page = profile.opens_further(before).await?;
    let handlers = profile.home().join("data/applications");
    if !handlers.is_dir() {
        return Err(Trouble::new("no handler of the scheme is in the journey's own home"));
    }
    let browser = Browser::start_with_window(&profile, &page, "meum-connect").await?;
    browser.go_to(&page).await?;
    browser.press("approve").await?;
    app.see("The approval works").await?;
    app.see("Approved in WordPress by").await?;
    app.close().await
}

#[tokio::test]
async fn forgetting_deletes_what_wordpress_made_unless_the_merchant_says_otherwise() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    approved(&app, &profile).await?;
    app.button("Forget this shop on this computer").click().await?;
    let also = "Also delete the application password in WordPress";
    app.see(also).await?;
    app.axe().await?;
    app.picture("approve-forget").await?;
    app.button("Forget this shop").click().await?;
    app.see("Connect my shop").await?;
    app.close().await
}

/// Past the browser, to what works.
async fn approved(app: &App<'_>, profile: &Profile) -> Outcome {
    to_offer(app).await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    let page = opened(profile, 0).await?;
    let back = leads_from(&format!("{page}&choice=approve"))?;
    leads_from(back.as_str())?;
    app.see("The approval works").await
}

#[tokio::test]
async fn a_plugin_that_is_off_is_switched_on_and_gets_its_key() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    approved(&app, &profile).await?;
    app.button("Continue").click().await?;
    way::past_meum_key(&app, notes::MEUM_KEY).await?;
    way::past_connect(&app).await?;
    app.button("Practice options").click().await?;
    app.field("Find a trouble by its code or a word").type_text("H01").await?;
    app.script("document.querySelector('input[value=pluginOff]').click()", Vec::new()).await?;
    app.press(Key::Escape).await?;
    app.button("Put them into my shop").click().await?;
    app.see("Code H01").await?;
    app.axe().await?;
    app.picture("approve-plugin-off").await?;
    app.button("Switch it on").click().await?;
    app.gone("Code H01").await?;
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
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
    app.picture("approve-rejected").await?;
    way::to_boxes(&app).await?;
    way::past_keys(&app, notes::KEY, notes::SECRET).await?;
    app.close().await
}

/// Where this page leads, asked as a browser asks.
fn leads_from(page: &str) -> Outcome<Url> {
    let trouble = |refusal: &dyn std::fmt::Display| Trouble::new(format!("asking a page: {refusal}"));
    let page = Url::parse(page).map_err(|refusal| trouble(&refusal))?;
    let place = page.socket_addrs(|| None).map_err(|refusal| trouble(&refusal))?;
    let host = place.first().map(ToString::to_string).unwrap_or_default();
    let asked = format!(
        "GET {}?{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        page.path(),
        page.query().unwrap_or_default()
    );
    let mut answer = String::new();
    let mut shop = TcpStream::connect(&*place).map_err(|refusal| trouble(&refusal))?;
    shop.write_all(asked.as_bytes()).map_err(|refusal| trouble(&refusal))?;
    shop.read_to_string(&mut answer).map_err(|refusal| trouble(&refusal))?;
    let led = answer.lines().find_map(|line| line.strip_prefix("location: ")).ok_or_else(|| trouble(&answer))?;
    page.join(led).map_err(|refusal| trouble(&refusal))
}

#[tokio::test]
async fn what_wordpress_made_is_in_the_password_store_and_nowhere_else() -> Outcome {
    let profile = Profile::new()?.sharp().env("MEUM_CONNECT_LOG", "trace");
    let mut stops = Stops::default();
    let app = App::launch(&profile).await?;
    way::write_down(&app).await?;
    to_offer(&app).await?;
    app.button("Approve in WordPress").click().await?;
    app.see("Now approve it in your browser").await?;
    let page = opened(&profile, 0).await?;
    let back = leads_from(&format!("{page}&choice=approve"))?;
    let value = |name: &str| back.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let (password, state) = (value("password").unwrap_or_default(), value("state").unwrap_or_default());
    stops.look(&app, "waiting").await?;
    let closed = leads_from(back.as_str())?;
    if closed.path() != "/closed" || closed.query().is_some() {
        return Err(Trouble::new(format!("the answer leads to {closed}")));
    }
    app.see("The approval works").await?;
    stops.look(&app, "approved").await?;
    let secrets = [password.clone(), password.replace(' ', ""), state];
    search("the page", &app.dom_text().await?, &secrets)?;
    search("a view that was sent", &way::written_down(&app).await?, &secrets)?;
    search("an argument or an environment", &app.arguments_and_environments(), &secrets)?;
    app.button("Forget this shop on this computer").click().await?;
    app.see("Also delete the application password").await?;
    stops.look(&app, "forgetting").await?;
    search("the page before forgetting", &app.dom_text().await?, &secrets)?;
    app.close().await?;
    stops.nothing_seen(&secrets)?;
    // The stand-in for the browser has noted the page that it was given, with its state.
    nothing_left(&profile, &secrets[..2])
}
