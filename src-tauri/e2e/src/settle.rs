//! Waiting for the end of what a press began.
//!
//! Where a press can lead to the same screen again, the screen does not tell the new result from the old
//! one. The app's own count of the intents that it has heard does.

use serde_json::Value;

use crate::app::App;
use crate::find::Wanted;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

const VIEW: &str = "return window.__TAURI_INTERNALS__.invoke('snapshot').then(JSON.stringify);";

/// Hands the page a view as the app does, through the listener that the page has registered with Tauri.
const PLAY: &str = "
    const [view, number] = arguments;
    const listening = window.__internal_unstable_listeners_object_id__?.view ?? {};
    const heard = Object.getOwnPropertyNames(listening);
    const payload = { ...view, rev: Number.MAX_SAFE_INTEGER - 1e6 + number };
    const play = (id) => window.__TAURI_INTERNALS__.runCallback(listening[id].handlerId, { event: 'view', id, payload });
    heard.forEach(play);
    return heard.length;";

/// The page draws a view in the frame after it came.
const DRAWN: &str = "
    const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

impl App<'_> {
    /// The view that the page shows now.
    pub async fn view(&self) -> Outcome<Value> {
        let text = self.run("asking for the view", VIEW, Vec::new()).await?;
        let view = serde_json::from_str(text.as_str().unwrap_or_default());
        view.map_err(|error| Trouble::refused("reading the view", error))
    }

    /// Shows this view instead of the app's own, from now on. `number` grows with each.
    pub async fn play(&self, view: &Value, number: usize) -> Outcome {
        let heard = self.run("playing a view", PLAY, vec![view.clone(), number.into()]).await?;
        if heard == 0 {
            return Err(Trouble::new("the page listens to no views"));
        }
        self.run_later("waiting for the page", DRAWN, Vec::new()).await.map(drop)
    }

    async fn at_rest_since(&self, before: u64) -> Outcome {
        let view = self.view().await?;
        if heard(&view) == before {
            return Err(Trouble::new("the press was not heard"));
        }
        if is_busy(&view) {
            return Err(Trouble::new("the app stayed busy"));
        }
        self.run_later("waiting for the page", DRAWN, Vec::new()).await.map(drop)
    }
}

impl Wanted<'_> {
    /// Clicks it and waits until the app has done what the press began. For presses that can lead to the
    /// same screen again.
    pub async fn click_and_finish(self) -> Outcome {
        let (app, place) = (self.app, self.place);
        let before = heard(&app.view().await?);
        self.click().await?;
        app.at(place, until(async || app.at_rest_since(before).await)).await
    }
}

fn heard(view: &Value) -> u64 {
    view["heard"].as_u64().unwrap_or_default()
}

fn is_busy(view: &Value) -> bool {
    let screen = &view["screen"];
    screen["kind"] == "starting" || screen["checking"] == true || screen["doing"].is_object()
}
