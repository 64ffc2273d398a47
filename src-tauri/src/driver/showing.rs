//! What of the driver's views reaches the page: one that says what the page shows already does not.

use connect_core::view::View;
use std::sync::Arc;
use tokio::sync::watch::Receiver;

/// Passes the views on that differ from the last one passed on, until the driver is gone. Every event
/// makes a view, and most events change nothing on the screen.
pub async fn pass_on(mut views: Receiver<Arc<View>>, mut emit: impl FnMut(&View)) {
    let mut last: Option<Arc<View>> = None;
    while views.changed().await.is_ok() {
        let view = Arc::clone(&views.borrow_and_update());
        if last.as_ref().is_none_or(|last| differs(last, &view)) {
            emit(&view);
            last = Some(view);
        }
    }
}

/// Whether the page learns anything from the newer view. Its number alone is no news, and what is for
/// the window's frame alone is none; that an intent was heard is, since the page waits for it.
fn differs(last: &View, newer: &View) -> bool {
    let of_frame = (last.unsettled, last.hears_of_closing, last.tray.clone());
    let (unsettled, hears_of_closing, tray) = of_frame;
    let renumbered = View { rev: last.rev, unsettled, hears_of_closing, tray, ..newer.clone() };
    *last != renumbered
}
