//! The page *Settings*, over the panel or the first screen: it holds for the app, not for one shop.

use super::state::{App, Page};
use crate::effect::{Desktop, Effect};
use crate::faculties::{Ability, Faculty};
use crate::intent::Intent;
use crate::preferences::Preference;
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

    /// Wants something of the app otherwise. What starts at login is the watch, so it goes with it.
    pub(super) fn prefer(&mut self, choice: Preference, effects: &mut Vec<Effect>) {
        let wanted = &mut self.settings.preferences;
        let before = wanted.start_at_login;
        wanted.prefer(choice);
        if wanted.keep_watching != Some(true) {
            wanted.start_at_login = false;
        }
        let now = wanted.start_at_login;
        if now != before {
            effects.push(Effect::Desktop(Desktop::StartAtLogin(now)));
        }
    }

    /// What was found out of this desktop. One that does not start the watch at login is not asked again
    /// by itself. A window that was closed before may have waited for it.
    pub(super) fn desktop_can(&mut self, faculty: Faculty, ability: Ability, effects: &mut Vec<Effect>) {
        self.can.note(faculty, ability);
        if faculty == Faculty::StartAtLogin && matches!(ability, Ability::No(_)) {
            self.settings.preferences.start_at_login = false;
        }
        self.leave_now_that_it_is_known(effects);
    }

    /// Somebody has removed what starts the watch at login, or has switched it off there.
    pub(super) fn login_entry_gone(&mut self) {
        self.settings.preferences.start_at_login = false;
    }

    /// Closes the page, where the merchant has done with it or goes to another shop.
    pub(super) fn leave_settings(&mut self, intent: &Intent) {
        let goes =
            matches!(intent, Intent::CloseSettings | Intent::OpenShop { .. } | Intent::AddShop | Intent::LeavePractice);
        self.page.take_if(|_| goes);
    }
}
