//! The report as a file: it says what the screen says, holds no secret, and every failure is named.

use crate::harness::{Running, Servers, at, is_panel};
use connect_canary::Canaries;
use connect_core::intent::{Intent, ReportWish};
use connect_core::problem::ProblemKind;
use connect_core::saving::{Saved, SavedAs};
use connect_core::snapshot::Snapshot;
use connect_core::view::View;
use connect_practice::notebook as notes;
use image::imageops::FilterType;
use std::path::{Path, PathBuf};
use std::process::Command;

async fn at_panel(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::handed_over(folder, servers).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    app.until("everything is answered", |view| view.support.codes.is_empty() && !is_checking(view)).await;
    app
}

fn is_checking(view: &View) -> bool {
    let view = serde_json::to_value(&view.screen).unwrap();
    view["checking"] == true || view["checkedAt"].is_null()
}

/// Saves the report, and tells as what.
async fn saved(app: &mut Running, form: SavedAs) -> Saved {
    app.ask(Intent::Report { wish: ReportWish::Save(form) }).await;
    app.until("it is saved", |view| view.support.saved.is_some()).await.support.saved.unwrap()
}

/// What text recognition reads on the picture at half its size. It enlarges what it reads, as an eye comes closer.
fn read(picture: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let whole = image::open(picture).unwrap();
    let half = whole.resize(whole.width() / 2, whole.height() / 2, FilterType::Triangle);
    let closer = half.resize(half.width() * 3, half.height() * 3, FilterType::CatmullRom);
    let file = folder.path().join("half.png");
    closer.save(&file).unwrap();
    let read = Command::new("tesseract").arg(&file).args(["-", "--psm", "4"]).env("OMP_THREAD_LIMIT", "1").output();
    String::from_utf8_lossy(&read.expect("tesseract reads pictures").stdout).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_says_what_support_needs_and_holds_no_secret() {
    let (servers, data, downloads) =
        (Servers::start().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut app = at_panel(data.path(), &servers).await;
    *app.desktop.downloads.lock().unwrap() = Some(downloads.path().to_owned());
    let reference = app.view().support.reference.unwrap();

    let file = saved(&mut app, SavedAs::File).await;
    let text = std::fs::read_to_string(file.place.as_str()).unwrap();
    let picture = saved(&mut app, SavedAs::Picture).await;
    let bytes = std::fs::read(picture.place.as_str()).unwrap();
    app.ask(Intent::Report { wish: ReportWish::ShowSaved }).await;
    assert_eq!(*app.desktop.shown.lock().unwrap(), [PathBuf::from(picture.place.as_str())]);

    let [code] = <[Vec<u8>; 1]>::try_from(connect_picture::codes(&bytes).unwrap()).expect("one code");
    let report = Snapshot::read(&code).expect("a report");
    assert_eq!(report.reference, reference);
    let seen = read(Path::new(picture.place.as_str()));
    let host = servers.shop.home().host_str().unwrap().to_owned();
    let lines = [
        "Shoppers can pay",
        "Shop keys: Working",
        "Payment updates: Working",
        "Payouts: Working",
        &host,
        &reference,
        "Connect: done",
    ];
    for part in lines {
        let plain = |text: &str| text.replace(['O', 'o'], "0").replace(['I', 'l', '|'], "1");
        assert!(text.contains(part), "{part} is not in the file:\n{text}");
        assert!(plain(&seen).contains(&plain(part)), "{part} is not legible at half the size:\n{seen}");
    }

    let mut canaries = Canaries::default();
    for (name, secret) in [
        ("consumer key", notes::READ_WRITE_KEY),
        ("consumer secret", notes::READ_WRITE_SECRET),
        ("Meum key", notes::CONNECTION_KEY),
    ] {
        canaries.plant(name, secret);
    }
    for issued in servers.meum.issued() {
        canaries.plant("issued key", &issued.api_key);
        canaries.plant("webhook secret", &issued.webhook_secret);
    }
    for (place, bytes) in [("file", text.as_bytes()), ("picture", &bytes), ("code", &code)] {
        assert_eq!(canaries.found_in(bytes), None, "in the {place}");
    }
    assert_eq!(canaries.found_in_picture(&seen), None);
    app.kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_cannot_be_saved_is_said_and_leaves_nothing_behind() {
    let (servers, data, folder) = (Servers::start().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut app = at_panel(data.path(), &servers).await;
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "no folder").unwrap();
    // Nobody may make a file there, root included.
    let not_allowed = PathBuf::from("/sys/kernel");
    for place in [None, Some(in_the_way.join("Downloads")), Some(not_allowed)] {
        *app.desktop.downloads.lock().unwrap() = place.clone();
        for form in [SavedAs::File, SavedAs::Picture] {
            app.ask(Intent::CloseNotice).await;
            app.ask(Intent::Report { wish: ReportWish::Save(form) }).await;
            let view = app.until("it is said", |view| view.notice.is_some()).await;
            assert_eq!(view.notice.map(|card| card.code), Some(ProblemKind::ReportNotSaved), "{place:?}");
            assert_eq!(view.support.saved, None, "{place:?}");
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    app.kill().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reports_of_one_minute_are_two_files_and_a_folder_is_made() {
    let (servers, data, folder) = (Servers::start().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut app = Running::start(data.path(), servers.world());
    app.until_step("welcome", at("welcome")).await;
    app.ask(Intent::ConnectShop).await;
    *app.desktop.downloads.lock().unwrap() = Some(folder.path().join("Downloads"));
    let one = saved(&mut app, SavedAs::File).await;
    let other = saved(&mut app, SavedAs::File).await;
    assert_ne!(one.place, other.place);
    for saved in [one, other] {
        assert!(std::fs::read_to_string(saved.place.as_str()).unwrap().contains("hasn't connected the shop yet"));
    }
    app.kill().await;
}
