//! A computer whose browser does not come shows the address instead.

use crate::harness::{Running, Servers, at};
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::problem::ProblemKind;

#[tokio::test(flavor = "multi_thread")]
async fn where_no_browser_opens_the_address_is_there_to_be_copied() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::start(folder.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
    for missing in [true, false] {
        *app.desktop.no_browser.lock().unwrap() = missing;
        app.ask(Intent::Open { link: Link::MeumSupport }).await;
        let opened = app.until("it was tried", |view| view.notice.is_some() == missing).await;
        let address = app.desktop.opened.lock().unwrap().last().cloned();
        let shown = opened.notice.and_then(|card| (card.code == ProblemKind::BrowserFailed).then_some(card.quote)?);
        assert_eq!(shown.map(|quote| quote.text.as_str().to_owned()), address.filter(|_| missing));
    }
}
