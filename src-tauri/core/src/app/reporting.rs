//! The report for support: shown before it is copied, and saved as a file. It needs no shop, and no app that has
//! started.

use super::App;
use super::state::Report;
use crate::effect::{Desktop, Effect};
use crate::intent::Intent;
use crate::plain::clean_note;
use crate::problem::Problem;
use crate::saving::{Saved, SavedAs};

impl App {
    /// Does what was asked of the report. Returns whether anything was.
    pub(super) fn report_asked(&mut self, intent: &Intent, effects: &mut Vec<Effect>) -> bool {
        let Some(wish) = wish(intent) else { return false };
        match wish {
            Wish::Show => (self.report, self.saving, self.saved) = (Report::Shown, None, None),
            Wish::Hide => self.report = Report::Away,
            Wish::Save(form) => {
                self.saved = None;
                if let Some(refusal) = self.imitated_full_disk() {
                    self.notice = Some(refusal);
                } else {
                    self.saving = Some(form);
                    effects.push(Effect::Desktop(Desktop::SaveReport(form)));
                }
            }
            Wish::ShowSaved => effects.push(Effect::Desktop(Desktop::ShowSaved)),
            Wish::Copy(text) => effects.push(Effect::Desktop(Desktop::CopyNote(clean_note(text)))),
        }
        true
    }

    pub(super) fn report_saved(&mut self, result: Result<Saved, Problem>) {
        self.saving = None;
        match result {
            Ok(saved) => self.saved = Some(saved),
            Err(problem) => self.notice = Some(problem),
        }
    }
}

/// What can be asked of the report.
enum Wish<'a> {
    Show,
    Hide,
    Save(SavedAs),
    ShowSaved,
    Copy(&'a str),
}

/// What an intent asks of the report. A new intent does not compile until that is decided.
const fn wish(intent: &Intent) -> Option<Wish<'_>> {
    match intent {
        Intent::ShowReport => Some(Wish::Show),
        Intent::HideReport => Some(Wish::Hide),
        Intent::SaveReport { form } => Some(Wish::Save(*form)),
        Intent::ShowSaved => Some(Wish::ShowSaved),
        Intent::CopyNote { text } => Some(Wish::Copy(text.as_str())),
        Intent::ConnectShop
        | Intent::TryPractice
        | Intent::OpenShop { .. }
        | Intent::AddShop
        | Intent::SearchShops { .. }
        | Intent::LeavePractice
        | Intent::Practise { .. }
        | Intent::TypeAddress { .. }
        | Intent::CheckAddress { .. }
        | Intent::AskForExtraPassword
        | Intent::EnterExtraPassword { .. }
        | Intent::UseInstead
        | Intent::CheckKeys { .. }
        | Intent::HoldKeys { .. }
        | Intent::HoldMeumKey { .. }
        | Intent::KeepMeumKey { .. }
        | Intent::Continue
        | Intent::Back
        | Intent::GoTo { .. }
        | Intent::Cancel
        | Intent::TryAgain
        | Intent::KeepUntilClosed
        | Intent::ChooseWebhook { .. }
        | Intent::Connect { .. }
        | Intent::AskMeum
        | Intent::HandOver { .. }
        | Intent::HandedOverByHand
        | Intent::HandOverLater
        | Intent::ResumeHandOver
        | Intent::ReplaceKeys
        | Intent::ReplaceMeumKey
        | Intent::Copy { .. }
        | Intent::CheckNow
        | Intent::Open { .. }
        | Intent::CopyPage { .. }
        | Intent::CopyOpened
        | Intent::AskToDisconnect
        | Intent::Disconnect { .. }
        | Intent::AskToMove
        | Intent::Move { .. }
        | Intent::AskToForget
        | Intent::Forget { .. }
        | Intent::Stay
        | Intent::SwitchOff
        | Intent::ConnectAgain
        | Intent::AnswerClosing { .. }
        | Intent::OpenLog
        | Intent::OpenSettings
        | Intent::CloseSettings
        | Intent::Prefer { .. }
        | Intent::CloseNotice
        | Intent::Say { .. }
        | Intent::Zoom { .. } => None,
    }
}
