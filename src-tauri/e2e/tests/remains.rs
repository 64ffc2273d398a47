//! What the memory of the running app still holds of what was typed and of what Meum issued, read as a debugger of the
//! same user would read it. `docs/threat-model.md` says what remains, and why.

use crate::secrets::{self, KEY, MEUM_KEY, SECRET, Servers, WRONG_SECRET};
use crate::way;
use connect_canary::hidden_part;
use connect_e2e::{App, Outcome, Remains, Trouble};

/// What is sent with every question to the shop, as the header has it: the beginning of `KEY:SECRET` in base64.
const HEADER: &str = "Y2tfY2FmZTBiYWRjMGRlNzE5M2E1ZjJlOGI0NmQwYzkxZjdhM2U1YjI4";
const APP: &str = "meum-connect";

/// What is looked for, by the names that the test gives.
fn texts(servers: &Servers) -> Outcome<Vec<(&'static str, String)>> {
    let issued = servers.meum.issued().pop().ok_or_else(|| Trouble::new("Meum issued nothing"))?;
    Ok(vec![
        ("the shop's host", "localhost".to_owned()),
        ("the consumer secret", hidden_part(SECRET).to_owned()),
        ("a mistyped secret", hidden_part(WRONG_SECRET).to_owned()),
        ("the header", HEADER.to_owned()),
        ("the connection key", hidden_part(MEUM_KEY).to_owned()),
        ("the issued key", hidden_part(&issued.api_key).to_owned()),
        ("the webhook secret", hidden_part(&issued.webhook_secret).to_owned()),
    ])
}

/// How often this is in the memory of the program whose name begins so.
fn count(remains: &Remains, program: &str, text: &str) -> usize {
    let of_kind = remains.iter().filter(|(name, _)| name.starts_with(program));
    of_kind.filter_map(|(_, texts)| texts.get(text)).sum()
}

#[tokio::test]
async fn of_each_secret_at_most_one_copy_is_left_in_the_apps_memory_after_the_wizard() -> Outcome {
    let servers = secrets::servers().await?;
    let trust = tempfile::NamedTempFile::new().map_err(|error| Trouble::new(error.to_string()))?;
    let profile = secrets::profile(&servers, &trust)?;
    let app = App::launch(&profile).await?;
    app.button("Connect my shop").click().await?;
    way::past_address(&app, servers.shop.home().as_str()).await?;
    way::check_keys(&app, KEY, WRONG_SECRET).await?;
    app.see("F02").await?;
    way::past_keys(&app, KEY, SECRET).await?;
    way::past_meum_key(&app, MEUM_KEY).await?;
    way::past_connect(&app).await?;
    let texts = texts(&servers)?;
    app.button("Do it by hand").click().await?;
    app.button("Copy the webhook secret").wait().await?;
    let by_hand = app.remains(&texts)?;
    for issued in ["the issued key", "the webhook secret"] {
        // The search finds what is there: the app keeps these two while they are to be handed over.
        assert!(count(&by_hand, APP, issued) > 0, "{issued} was not found: {by_hand:?}");
    }
    way::past_hand_over(&app).await?;
    app.see("Shoppers can pay").await?;
    app.remains_until(&texts, |remains| {
        let typed = ["the consumer secret", "a mistyped secret", "the connection key"];
        let issued = ["the issued key", "the webhook secret"];
        count(remains, APP, "the shop's host") > 0
            && count(remains, "WebKitWeb", "the shop's host") > 0
            // The message that brought it from the page passed through the C library, which wipes nothing: of each
            // one copy was seen now and then.
            && typed.iter().all(|text| count(remains, APP, text) <= 1)
            && count(remains, APP, "the header") == 0
            // One copy of each stays until the app closes, for *Copy* on the way by hand.
            && issued.iter().all(|text| count(remains, APP, text) <= 1)
            // What Meum issued never enters the page; what nobody typed is not in the web view at all.
            && issued.iter().chain(&["the header"]).all(|text| count(remains, "WebKit", text) == 0)
    })
    .await?;
    app.close().await
}
