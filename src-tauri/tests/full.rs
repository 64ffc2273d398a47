//! The report on a disk that is really full, and in a folder that may only be read: S22 says which, and nothing is left
//! behind.

use crate::harness::disk::on_a_small_disk;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::saving::SavedAs;
use connect_core::snapshot::Snapshot;
use meum_connect::perform::now;
use meum_connect::saving::save;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const FORMS: [SavedAs; 2] = [SavedAs::Picture, SavedAs::File];

/// The report of an app that has no shop yet, of which there is as much to draw as of any.
fn snapshot() -> Snapshot {
    let about = connect_core::app::About {
        version: "test".to_owned(),
        system: "test".to_owned(),
        language: connect_core::language::Language::English,
        notebook: connect_core::practice::Notebook::default(),
        meum_at: None,
    };
    let app = connect_core::app::App::stuck(about, Problem::new(ProblemKind::SettingRefused), now());
    app.report_on_screen().expect("something stands in the way")
}

fn refused(folder: &Path, form: SavedAs) -> Problem {
    let refusal = save(&snapshot(), form, folder).expect_err("it cannot be saved");
    assert_eq!(refusal.kind, ProblemKind::ReportNotSaved, "{form:?}");
    refusal
}

#[test]
fn on_a_full_disk_no_half_report_is_left_and_once_there_is_room_it_is_saved() {
    on_a_small_disk("full::on_a_full_disk_no_half_report_is_left_and_once_there_is_room_it_is_saved", async |disk| {
        let folder = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        let me = std::process::id();
        for form in FORMS {
            disk.fill(me);
            let refusal = refused(folder.path(), form);
            assert_eq!(refusal.about.mark, Some(Mark::Full), "{form:?}: {:?}", refusal.technical);
            assert_eq!(files(), 0, "{form:?}: half a report is none");
            disk.empty(me);
        }
        for (saved, form) in FORMS.into_iter().enumerate() {
            save(&snapshot(), form, folder.path()).expect("there is room again");
            assert_eq!(files(), saved + 1);
        }
    });
}

#[test]
fn in_a_folder_that_may_only_be_read_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    // Root may write everywhere but in the system's own files.
    let may_write = std::fs::write(folder.path().join("try"), "").is_ok();
    let place = if may_write { Path::new("/sys/kernel") } else { folder.path() };
    for form in FORMS {
        assert_eq!(refused(place, form).about.mark, Some(Mark::NotAllowed), "{form:?}");
    }
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
}
