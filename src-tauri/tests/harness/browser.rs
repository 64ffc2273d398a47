//! What a browser does with WordPress's approval page: it opens what the app gave it, presses a button, and goes where
//! that leads.

use super::Running;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

/// The address that the app gave to the browser last.
pub fn opened(app: &Running) -> Url {
    app.desktop.opened.lock().unwrap().last().expect("a page was opened").parse().unwrap()
}

/// The port that the answer goes to.
pub fn port_of(page: &Url) -> u16 {
    back_of(page).port().unwrap()
}

/// Where an approval leads.
pub fn back_of(page: &Url) -> Url {
    page.query_pairs().find(|(name, _)| name == "success_url").unwrap().1.parse().unwrap()
}

/// Where a button of the page leads, `approve` or `reject`.
fn pressed(page: &Url, choice: &str) -> Url {
    let mut pressed = page.clone();
    pressed.query_pairs_mut().append_pair("choice", choice);
    pressed
}

/// Presses a button of the page, `approve` or `reject`, and follows to the end: the page that the browser stays on, and
/// what it says.
pub async fn press(page: &Url, choice: &str) -> (Url, String) {
    let answer = Client::builder().no_proxy().build().unwrap().get(pressed(page, choice)).send().await.unwrap();
    (answer.url().clone(), answer.text().await.unwrap())
}

/// Presses a button of the page, and tells where it leads: the desktop follows an address that no browser knows.
pub async fn leads_to(page: &Url, choice: &str) -> String {
    let browser = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    let answer = browser.get(pressed(page, choice)).send().await.unwrap();
    answer.headers()["location"].to_str().unwrap().to_owned()
}

/// Presses a button of the page and follows, also where nobody is at the end any more; whether somebody was.
pub async fn press_late(page: &Url, choice: &str) -> bool {
    Client::builder().no_proxy().build().unwrap().get(pressed(page, choice)).send().await.is_ok()
}

/// Calls an address and tells nobody what it says.
pub async fn call(address: &str) {
    let _ = Client::builder().no_proxy().build().unwrap().get(address).send().await;
}
