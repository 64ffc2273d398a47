//! The pictures of the user guide, drawn by the real window.

use crate::way::looks::SMALL;
use crate::way::{a_minute_before, samples};
use connect_e2e::{App, Outcome, Profile, Trouble};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// What each picture is called in the guide, and the sample that it shows.
const PICTURES: [(&str, &str); 10] = [
    ("welcome", "welcome"),
    ("your-shop", "your-shop-found"),
    ("approve", "approve-offer"),
    ("shop-keys", "approve-use-keys"),
    ("review", "review"),
    ("hand-over", "hand-over"),
    ("panel", "panel-all-well"),
    ("panel-payout-missing", "panel-payout-missing"),
    ("report", "panel-keys-revoked"),
    ("settings", "settings"),
];
const LANGUAGES: [&str; 4] = ["en", "de", "es", "fr"];

/// The view as if its last moment were a minute ago.
fn just_now(view: Value) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    a_minute_before(view, i64::try_from(now).unwrap_or_default())
}

/// The view with the report for support over it: its first lines.
fn told(mut view: Value) -> Value {
    let row = |what: &str, text: &Value| {
        let what = json!({ "message": { "key": what, "args": {} } });
        json!({ "key": "report_row", "args": { "what": what, "line": { "text": text } } })
    };
    let support = &view["support"];
    let codes = json!("F10");
    let rows = [
        row("strip_shop", &support["shop"]),
        row("identity_reference", &support["reference"]),
        row("strip_codes", &codes),
    ];
    view["support"]["told"] = json!([rows]);
    view["main"] = json!("report");
    view
}

#[tokio::test]
#[ignore = "takes the pictures of docs/guide/"]
async fn pictures_of_the_guide() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    app.set_window(SMALL.0, SMALL.1).await?;
    let samples = samples()?;
    for (turn, language) in LANGUAGES.into_iter().enumerate() {
        for (number, (picture, sample)) in PICTURES.into_iter().enumerate() {
            let found = samples.iter().find(|(name, _)| name == sample);
            let (_, view) = found.ok_or_else(|| Trouble::new(format!("no sample is called {sample}")))?;
            let mut view = just_now(view.clone());
            if picture == "report" {
                view = told(view);
            }
            view["language"] = json!(language);
            app.play(&view, 100 * turn + number).await?;
            app.picture(&format!("guide/{language}/{picture}")).await?;
        }
    }
    app.close().await
}
