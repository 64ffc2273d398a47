//! An app that cannot start: its window says why, the code on it is read, and a press on it explains it.

use crate::harness::{Remembering, Running, Servers, crypto};
use connect_core::app::{About, App};
use connect_core::drawn::Drawn;
use connect_core::effect::{Effect, Keep};
use connect_core::event::Event;
use connect_core::intent::{Intent, ReportWish};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::saving::SavedAs;
use connect_core::snapshot::{Code, Snapshot};
use connect_core::view::{Screen, View};
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::Vault;
use meum_connect::driver::Driver;
use meum_connect::perform::{Ports, now};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::watch::Receiver;

const PATIENCE: Duration = Duration::from_mins(1);

/// Starts the driver of an app that this problem stops.
fn stranded(folder: &Path, kind: ProblemKind) -> (UnboundedSender<Event>, Receiver<Arc<View>>) {
    crypto();
    let desktop = Arc::new(Remembering::default());
    *desktop.downloads.lock().unwrap() = Some(folder.join("Downloads"));
    let (events, inbox) = unbounded_channel();
    let ports = Ports {
        storage: Storage::start(folder.join("data")),
        vault: Arc::new(Vault::start("test stranded")),
        desktop,
        events: events.clone(),
    };
    let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
    let problem = Problem::new(kind).with_technical("MEUM_API_URL is http://meum.example");
    let (driver, views) = Driver::stranded(App::stuck(about, problem, now()), ports);
    tokio::spawn(driver.run(vec![Effect::Keep(Keep::Load)], inbox));
    (events, views)
}

async fn until(views: &mut Receiver<Arc<View>>, is_so: impl Fn(&View) -> bool) -> View {
    let seen = tokio::time::timeout(PATIENCE, views.wait_for(|view| is_so(view))).await.unwrap().unwrap();
    View::clone(&seen)
}

fn bytes(drawn: &Drawn) -> Vec<u8> {
    let dark = drawn.dark();
    let (modules, border) = (usize::from(drawn.size), 4);
    let side = u32::try_from((modules + 2 * border) * 3).unwrap();
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let module = |place: u32| (usize::try_from(place).unwrap() / 3).checked_sub(border).filter(|it| *it < modules);
        let is_dark = module(x).zip(module(y)).is_some_and(|(x, y)| dark[y * modules + x]);
        image::Luma([if is_dark { 0 } else { 255 }])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let [code] = <[Vec<u8>; 1]>::try_from(connect_picture::codes(&file.into_inner()).unwrap()).expect("one code");
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_the_start_is_read_from_the_code_and_explained_by_a_press_on_it() {
    for kind in [ProblemKind::SettingRefused, ProblemKind::TrustUnusable] {
        let folder = tempfile::tempdir().unwrap();
        let (events, mut views) = stranded(folder.path(), kind);
        let ask = |intent| events.send(Event::Asked(intent)).unwrap();
        ask(Intent::Report { wish: ReportWish::Show });
        let view = until(&mut views, |view| view.support.told.is_some()).await;
        assert!(matches!(view.screen, Screen::CannotStart { .. }), "{:?}", view.screen);
        assert_eq!(view.support.codes, [kind]);
        let report = Snapshot::read(&bytes(&view.support.report.expect("a code"))).expect("a report");
        assert_eq!(report.code.and_then(Code::kind), Some(kind));
        assert!((now().0 - report.at.0).abs() < 600_000, "the code tells the present time: {:?}", report.at);
        assert_eq!(report.failed.as_deref(), Some("MEUM_API_URL is http://meum.example"));
        ask(Intent::Report { wish: ReportWish::Save(SavedAs::File) });
        let saved = until(&mut views, |view| view.support.saved.is_some()).await.support.saved.unwrap();
        let text = std::fs::read_to_string(saved.place.as_str()).unwrap();
        assert!(text.contains(kind.code()), "{text}");
        ask(Intent::Report { wish: ReportWish::Hide });
        until(&mut views, |view| view.support.told.is_none()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_is_done_for_an_app_that_cannot_start() {
    let folder = tempfile::tempdir().unwrap();
    let (events, mut views) = stranded(folder.path(), ProblemKind::SettingRefused);
    for intent in [Intent::ConnectShop, Intent::TryPractice, Intent::TryAgain, Intent::CheckNow] {
        events.send(Event::Asked(intent)).unwrap();
    }
    let view = until(&mut views, |view| view.heard == 4).await;
    assert!(matches!(view.screen, Screen::CannotStart { .. }), "{:?}", view.screen);
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_shop_it_is_stands_on_the_picture_where_the_notes_can_be_read() {
    let (servers, folder) = (Servers::start().await, tempfile::tempdir().unwrap());
    let app = Running::handed_over(&folder.path().join("data"), &servers).await;
    let (shop, reference) = (app.view().support.shop, app.view().support.reference);
    app.kill().await;
    let asked = servers.meum.requests().len();
    let (_events, mut views) = stranded(folder.path(), ProblemKind::SettingRefused);
    let view = until(&mut views, |view| view.support.shop.is_some()).await;
    assert_eq!((&view.support.shop, &view.support.reference), (&shop, &reference));
    let report = Snapshot::read(&bytes(&view.support.report.expect("a code"))).expect("a report");
    assert_eq!((report.home, Some(report.reference)), (shop, reference));
    assert_eq!(report.code.and_then(Code::kind), Some(ProblemKind::SettingRefused));
    assert_eq!(servers.meum.requests().len(), asked, "nobody is asked anything");
}
