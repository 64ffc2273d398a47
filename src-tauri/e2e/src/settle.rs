//! Waiting for the end of what a press began.
//!
//! Where the same thing can come out twice, the screen does not tell the new outcome from the old
//! one. The app's own count of what it was told does.

use serde_json::Value;

use crate::app::App;
use crate::find::Wanted;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

const VIEW: &str = "return window.__TAURI_INTERNALS__.invoke('snapshot').then(JSON.stringify);";

/// The press, and the end of what it began.
const AT_LEAST: u64 = 2;

impl App<'_> {
    /// What the page is given to show, as it stands now.
    pub async fn view(&self) -> Outcome<Value> {
        let text = self.run("asking for the view", VIEW, Vec::new()).await?;
        let view = serde_json::from_str(text.as_str().unwrap_or_default());
        view.map_err(|error| Trouble::refused("reading the view", error))
    }

    async fn at_rest_since(&self, before: u64) -> Outcome {
        let view = self.view().await?;
        if count(&view) < before + AT_LEAST {
            return Err(Trouble::new("the press has not come to an end"));
        }
        if is_busy(&view) { Err(Trouble::new("the app stayed busy")) } else { Ok(()) }
    }
}

impl Wanted<'_> {
    /// Clicks it and waits until the app is done with what that began. For a press that is followed
    /// by what was on the screen before it.
    pub async fn click_and_finish(self) -> Outcome {
        let (app, place) = (self.app, self.place);
        let before = count(&app.view().await?);
        self.click().await?;
        app.at(place, until(async || app.at_rest_since(before).await)).await
    }
}

fn count(view: &Value) -> u64 {
    view["rev"].as_u64().unwrap_or_default()
}

fn is_busy(view: &Value) -> bool {
    let screen = &view["screen"];
    screen["kind"] == "starting" || screen["checking"] == true || screen["doing"].is_object()
}
