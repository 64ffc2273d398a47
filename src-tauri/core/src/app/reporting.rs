//! The report for support: shown before it is copied, and saved as a file. It needs no shop, and no app that has
//! started.

use super::App;
use super::state::Report;
use crate::effect::{Desktop, Effect};
use crate::intent::Intent;
use crate::plain::clean_note;

impl App {
    /// Does what was asked of the report. Returns whether anything was.
    pub(super) fn report_asked(&mut self, intent: &Intent, effects: &mut Vec<Effect>) -> bool {
        match intent {
            Intent::ShowReport => (self.report, self.saved) = (Report::Shown, None),
            Intent::HideReport => self.report = Report::Away,
            Intent::SaveReport { form } => {
                self.saved = None;
                effects.push(Effect::Desktop(Desktop::SaveReport(*form)));
            }
            Intent::ShowSaved => effects.push(Effect::Desktop(Desktop::ShowSaved)),
            Intent::CopyNote { text } => effects.push(Effect::Desktop(Desktop::CopyNote(clean_note(text)))),
            _ => return false,
        }
        true
    }
}
