//! The service's numbers of the notifications on the desktop. They outlive the process, since what it has
//! shown stays there when the window gives way to the watch behind it, or comes back: they are in the
//! folder that ends with the login.
//!
//! A number means something to the service that gave it, and to no other: it could be somebody else's
//! notification there.

use connect_core::alarms::Subject;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;

/// The file's name.
const FILE: &str = "io.meum.connect-notifications.json";

/// Where the file is; nowhere on a system without such a folder.
pub fn usual_place() -> Option<PathBuf> {
    std::env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join(FILE))
}

/// The numbers that one service has given.
#[derive(Debug, Default)]
pub struct Numbers {
    file: Option<PathBuf>,
    /// The service, by its name on the bus that no other ever gets.
    service: String,
    known: HashMap<Subject, u32>,
}

#[derive(Serialize, Deserialize)]
struct Noted {
    service: String,
    known: Vec<(Subject, u32)>,
}

impl Numbers {
    /// Those that will be in this file.
    pub fn in_file(file: Option<PathBuf>) -> Self {
        Self { file, ..Self::default() }
    }

    /// Goes on with this service: with what is noted of it, or with nothing.
    pub fn of_service(&mut self, service: &str) {
        if self.service == service {
            return;
        }
        let noted = self.file.as_ref().and_then(|file| std::fs::read(file).ok());
        let noted = noted.and_then(|text| serde_json::from_slice::<Noted>(&text).ok());
        let known = noted.filter(|noted| noted.service == service).map(|noted| noted.known);
        self.known = known.unwrap_or_default().into_iter().collect();
        service.clone_into(&mut self.service);
    }

    /// The number of the notification about this, or none.
    pub fn of(&self, subject: &Subject) -> Option<u32> {
        self.known.get(subject).copied()
    }

    /// What the notification of this number is about.
    pub fn subject(&self, number: u32) -> Option<Subject> {
        self.known.iter().find(|(_, known)| **known == number).map(|(subject, _)| subject.clone())
    }

    /// Notes the number of a notification.
    pub fn note(&mut self, subject: Subject, number: u32) {
        self.known.insert(subject, number);
        self.write();
    }

    /// The notification about this is to go, if it is there.
    pub fn take(&mut self, subject: &Subject) -> Option<u32> {
        let number = self.known.remove(subject)?;
        self.write();
        Some(number)
    }

    /// The notification of this number has gone. It may be somebody else's.
    pub fn is_gone(&mut self, number: u32) {
        let before = self.known.len();
        self.known.retain(|_, known| *known != number);
        if self.known.len() < before {
            self.write();
        }
    }

    /// Losing it costs one notification that nobody takes away.
    fn write(&self) {
        let known = self.known.iter().map(|(subject, number)| (subject.clone(), *number)).collect();
        let noted = Noted { service: self.service.clone(), known };
        let text = serde_json::to_vec(&noted).unwrap_or_default();
        let written = self.file.as_ref().map_or(Ok(()), |file| std::fs::write(file, text));
        if let Err(error) = written {
            tracing::warn!(%error, "The numbers of notifications could not be noted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_process_has_them_for_the_same_service_and_for_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = || Some(folder.path().join(FILE));
        let mut first = Numbers::in_file(file());
        first.of_service(":1.7");
        first.note(Subject::Several, 3);
        for (service, expected) in [(":1.7", Some(3)), (":1.8", None)] {
            let mut next = Numbers::in_file(file());
            next.of_service(service);
            assert_eq!(next.of(&Subject::Several), expected, "{service}");
        }
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        let mut spoiled = Numbers::in_file(file());
        spoiled.of_service(":1.7");
        assert_eq!(spoiled.of(&Subject::Several), None);
    }
}
