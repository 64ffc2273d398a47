//! The page *Settings*, over the panel or the first screen: it holds for the app, not for one shop.

use super::state::{App, Page};
use crate::intent::Intent;
use crate::step::Step;

impl App {
    /// Opens the page. Over a step in which something is entered it does not open: that would be lost.
    pub(super) fn open_settings(&mut self) {
        let may = self
            .current()
            .is_none_or(|shop| shop.overlay.is_none() && matches!(shop.record.step, Step::Welcome | Step::Panel));
        if may {
            self.page = Some(Page::Settings);
        }
    }

    /// Closes the page, where the merchant has done with it or goes to another shop.
    pub(super) fn leave_settings(&mut self, intent: &Intent) {
        let goes =
            matches!(intent, Intent::CloseSettings | Intent::OpenShop { .. } | Intent::AddShop | Intent::LeavePractice);
        self.page.take_if(|_| goes);
    }
}
