//! Counts how often something that was asked for has ended in a problem. The page moves the cursor
//! when the count rises, and never because the app tried something by itself.

use super::App;
use crate::shop::{Overlay, Shop};
use crate::wizard::leaving;

impl App {
    /// Counts a stop, if what was asked for is over and a problem is on the screen.
    pub(super) fn count_stop(&mut self) {
        let shop = self.current();
        let is_over = shop.is_none_or(|shop| shop.doing.is_none());
        if !self.awaited || !is_over {
            return;
        }
        let is_stopped = shop.is_some_and(is_stopped);
        self.awaited = false;
        self.stopped += u64::from(is_stopped);
        self.note_repetition();
    }

    /// Notes that the merchant had the same thing done once more, and it ended in the same problem.
    fn note_repetition(&mut self) {
        let now = self.now;
        let Some(shop) = self.touch_current() else { return };
        let Some(before) = shop.stage.before.take() else { return };
        let is_same = shop.stage.trouble.as_ref().is_some_and(|problem| problem.kind == before);
        shop.stage.still_at = is_same.then_some(now);
    }
}

/// Whether a problem stands on the screen of this shop.
fn is_stopped(shop: &Shop) -> bool {
    match &shop.overlay {
        Some(Overlay::Disconnect { trouble }) => trouble.is_some() || is_refused(shop),
        Some(Overlay::Forget { trouble } | Overlay::Move { trouble, .. }) => trouble.is_some(),
        Some(Overlay::Unlock { .. }) => true,
        Some(Overlay::Ended(_)) | None => shop.stage.trouble.is_some(),
    }
}

fn is_refused(shop: &Shop) -> bool {
    leaving::is_ready(shop) && leaving::moved(shop).is_some()
}
