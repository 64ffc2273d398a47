//! The report for support: shown before it is copied, and saved as a file. It needs no shop, and no app that has
//! started.

use super::App;
use super::state::Report;
use crate::effect::{Desktop, Effect};
use crate::intent::ReportWish;
use crate::problem::{Problem, ProblemKind};
use crate::saving::Saved;

impl App {
    /// Does what was asked of the report.
    pub(super) fn report_asked(&mut self, wish: ReportWish, effects: &mut Vec<Effect>) {
        match wish {
            ReportWish::Show => (self.report, self.saving, self.saved) = (Report::Shown, None, None),
            ReportWish::Hide => {
                self.report = Report::Away;
                // It sends to a button of the report.
                self.notice.take_if(|notice| notice.kind == ProblemKind::ReportNotSaved);
            }
            ReportWish::Save(form) => {
                self.saved = None;
                if let Some(refusal) = self.imitated_full_disk() {
                    self.notice = Some(refusal);
                } else {
                    self.saving = Some(form);
                    effects.push(Effect::Desktop(Desktop::SaveReport(form)));
                }
            }
            ReportWish::ShowSaved => effects.push(Effect::Desktop(Desktop::ShowSaved)),
        }
    }

    pub(super) fn report_saved(&mut self, result: Result<Saved, Problem>) {
        self.saving = None;
        match result {
            Ok(saved) => self.saved = Some(saved),
            Err(problem) => self.notice = Some(problem),
        }
    }
}
