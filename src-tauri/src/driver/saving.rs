//! Saves the report where the merchant finds it. Drawing and writing happen beside the loop.

use super::Driver;
use crate::saving;
use connect_core::event::Event;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::saving::{Saved, SavedAs};
use std::sync::{Arc, PoisonError};

impl Driver {
    /// Saves the report of the shop on the screen in the merchant's folder for downloads.
    pub(super) fn save_report(&self, form: SavedAs) {
        let Some((snapshot, folder)) = self.app.report_on_screen().zip(self.ports.desktop.downloads()) else {
            let unknown = Problem::new(ProblemKind::ReportNotSaved);
            return self.ports.tell(Event::ReportSaved(Err(unknown)));
        };
        let (ports, last) = (self.ports.clone(), Arc::clone(&self.saved));
        tokio::task::spawn_blocking(move || {
            let saved = saving::save(&snapshot, form, &folder).and_then(|file| {
                let place = PlainText::from_outside(&file.display().to_string());
                *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
                // A folder without one readable letter in its name is told by nobody.
                place.map(|place| Saved { form, place }).ok_or_else(|| Problem::new(ProblemKind::ReportNotSaved))
            });
            ports.tell(Event::ReportSaved(saved));
        });
    }

    /// Shows the file that was saved last.
    pub(super) fn show_saved(&self) {
        if let Some(file) = self.saved.lock().unwrap_or_else(PoisonError::into_inner).as_deref() {
            self.ports.desktop.show_file(file);
        }
    }
}
