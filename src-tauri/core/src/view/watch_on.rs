//! The question whether the app shall go on watching when its window closes, and how the window comes back.

use crate::app::App;
use crate::message::Key;
use crate::words::keys;
use serde::Serialize;
use ts_rs::TS;

/// What the page asks when the window is closed for the first time with a shop to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WatchOnView {
    /// How the window comes back: this desktop may have no place for an icon.
    pub reach: Key,
}

impl WatchOnView {
    pub(super) fn of(app: &App) -> Self {
        Self { reach: if app.shows_icon() { keys::WATCH_ON_REACH_ICON } else { keys::WATCH_ON_REACH_START } }
    }
}
