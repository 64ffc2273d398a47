//! The app without its window: the real driver, real SQLite, the real password store, real HTTP.

pub mod browser;
#[cfg(target_os = "linux")]
pub mod bus;
#[cfg(unix)]
pub mod child;
#[cfg(target_os = "linux")]
pub mod disk;
#[cfg(target_os = "linux")]
pub mod dunst;
#[cfg(target_os = "linux")]
pub mod entries;
#[cfg(target_os = "linux")]
pub mod ground;
#[cfg(target_os = "linux")]
pub mod icons;
#[cfg(target_os = "linux")]
pub mod night;
pub mod relay;
#[cfg(target_os = "linux")]
pub mod session;
#[cfg(target_os = "linux")]
pub mod store;
#[cfg(target_os = "linux")]
pub mod wrong;

use connect_core::alarms::Subject;
use connect_core::app::{About, App};
use connect_core::attempt::Attempt;
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::intent::Intent;
use connect_core::record::ShopRecord;
use connect_core::secret::Secret;
use connect_core::time::Timestamp;
use connect_core::view::{ProblemView, Screen, StepView, View, WizardView};
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, ShopConfig, notebook as notes};
use meum_connect::adapters::bell::Spoken;
use meum_connect::adapters::desktop::{Desktop, DesktopError};
use meum_connect::adapters::http::{Beyond, Http};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::Vault;
use meum_connect::approvals::Approvals;
use meum_connect::driver::Driver;
use meum_connect::perform::Ports;
use meum_connect::world::World;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Nothing here takes long; a test that waits longer has found a fault.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Before looking again at what is in another process: it needs the processor, too.
pub const PAUSE: Duration = Duration::from_millis(10);

/// A running app.
pub struct Running {
    events: UnboundedSender<Event>,
    views: watch::Receiver<Arc<View>>,
    task: JoinHandle<()>,
    pub desktop: Arc<Remembering>,
    pub approvals: Approvals,
    pub vault: Arc<Vault>,
    pub storage: Storage,
    folder: PathBuf,
}

/// A desktop that remembers what it was asked.
#[derive(Default)]
pub struct Remembering {
    pub opened: Mutex<Vec<String>>,
    pub no_browser: Mutex<bool>,
    pub no_scheme: Mutex<bool>,
    pub closed: Mutex<usize>,
    pub behind: Mutex<usize>,
    pub at_login: Mutex<bool>,
    pub zoomed: Mutex<Vec<u16>>,
    pub said: Mutex<Vec<String>>,
    pub notified: Mutex<Vec<Spoken>>,
    pub withdrawn: Mutex<Vec<Subject>>,
    pub fronted: Mutex<usize>,
    pub downloads: Mutex<Option<PathBuf>>,
    pub shown: Mutex<Vec<PathBuf>>,
}

impl Desktop for Remembering {
    fn open(&self, address: &str) -> Result<(), DesktopError> {
        self.opened.lock().unwrap().push(address.to_owned());
        if *self.no_browser.lock().unwrap() { Err(DesktopError) } else { Ok(()) }
    }

    fn claim_scheme(&self) -> Result<(), DesktopError> {
        if *self.no_scheme.lock().unwrap() { Err(DesktopError) } else { Ok(()) }
    }

    fn downloads(&self) -> Option<PathBuf> {
        self.downloads.lock().unwrap().clone()
    }

    fn show_file(&self, file: &Path) {
        self.shown.lock().unwrap().push(file.to_owned());
    }

    fn copy(&self, _secret: &Secret) -> Result<(), DesktopError> {
        Ok(())
    }

    fn copy_note(&self, _note: &str) -> Result<(), DesktopError> {
        Ok(())
    }

    fn zoom(&self, percent: u16) {
        self.zoomed.lock().unwrap().push(percent);
    }

    fn say(&self, text: &str) {
        self.said.lock().unwrap().push(text.to_owned());
    }

    fn notify(&self, spoken: Spoken) {
        self.notified.lock().unwrap().push(spoken);
    }

    fn withdraw(&self, subject: Subject) {
        self.withdrawn.lock().unwrap().push(subject);
    }

    fn come_to_front(&self) {
        *self.fronted.lock().unwrap() += 1;
    }

    fn close(&self) {
        *self.closed.lock().unwrap() += 1;
    }

    fn go_behind(&self) {
        *self.behind.lock().unwrap() += 1;
    }

    fn start_at_login(&self, on: bool) -> Result<(), DesktopError> {
        *self.at_login.lock().unwrap() = on;
        Ok(())
    }

    fn starts_at_login(&self) -> bool {
        *self.at_login.lock().unwrap()
    }
}

pub fn crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A shop and a Meum of the test's own, and the world in which they are real.
pub struct Servers {
    pub shop: PracticeShop,
    pub meum: PracticeMeum,
}

impl Servers {
    pub async fn start() -> Self {
        Self::with(ShopConfig::practice(), MeumConfig::practice()).await
    }

    pub async fn with(mut shop: ShopConfig, meum: MeumConfig) -> Self {
        crypto();
        shop.home = "https://localhost:0".parse().unwrap();
        Self { shop: PracticeShop::start(shop).await.unwrap(), meum: PracticeMeum::start(meum).await.unwrap() }
    }

    pub fn world(&self) -> World {
        let beyond =
            Beyond { authority: Some(self.shop.authority_pem().to_owned()), no_proxy: true, ..Beyond::default() };
        let http = Http::new(&beyond).unwrap();
        World { meum: Meum::at(http.clone(), self.meum.url()), http }
    }
}

impl Running {
    /// Starts the app on this data folder.
    pub fn start(folder: &Path, world: World) -> Self {
        crypto();
        let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
        let (events, inbox) = unbounded_channel();
        let desktop = Arc::new(Remembering::default());
        let vault = Arc::new(Vault::start(&format!("test {}", folder.display())));
        let storage = Storage::start(folder.to_owned());
        let ports = Ports {
            storage: storage.clone(),
            vault: Arc::clone(&vault),
            desktop: desktop.clone(),
            events: events.clone(),
        };
        let (app, first) = App::new(about);
        let (driver, views) = Driver::new(app, ports, world);
        let approvals = driver.approvals();
        // As the window's own start says where nothing watches on without it.
        events.send(Event::DesktopCan(Faculty::Background, Ability::No(Lack::NoProgram))).unwrap();
        Self {
            events,
            views,
            task: tokio::spawn(driver.run(first, inbox)),
            desktop,
            approvals,
            vault,
            storage,
            folder: folder.to_owned(),
        }
    }

    /// Starts the app and walks to the review with the practice shop's good keys and this Meum key.
    pub async fn at_review(folder: &Path, servers: &Servers, key: &str) -> Self {
        let good = (notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET);
        Self::at_review_with(folder, servers, good, key).await
    }

    /// Starts the app and connects the practice shop, up to where the plugin has its key and secret.
    pub async fn handed_over(folder: &Path, servers: &Servers) -> Self {
        let mut app = Self::at_review(folder, servers, notes::CONNECTION_KEY).await;
        app.ask(Intent::Connect { replace: true }).await;
        app.until_step("the hand-over", at("handOver")).await;
        app.ask(Intent::HandOver { switch_on: true }).await;
        app.until_step("the plugin has its key and secret", delivered).await;
        app
    }

    /// Walks to the review with other keys of the shop.
    pub async fn at_review_with(folder: &Path, servers: &Servers, pair: (&str, &str), key: &str) -> Self {
        let mut app = Self::start(folder, servers.world());
        app.until_step("welcome", at("welcome")).await;
        app.ask(Intent::ConnectShop).await;
        app.ask(Intent::CheckAddress { text: servers.shop.home().to_string() }).await;
        app.until_step("the shop is found", |wizard| wizard.can_continue).await;
        app.ask(Intent::Continue).await;
        app.ask(Intent::CheckKeys { key: secret(pair.0), secret: secret(pair.1) }).await;
        app.until_step("the keys pass", |wizard| wizard.can_continue).await;
        app.ask(Intent::Continue).await;
        app.ask(Intent::KeepMeumKey { key: secret(key) }).await;
        app.until_step("the review", at("review")).await;
        app
    }

    /// Lets something happen that nobody asked for.
    pub fn happens(&self, event: Event) {
        self.events.send(event).unwrap();
    }

    /// Asks, and waits until the core has heard it.
    pub async fn ask(&mut self, intent: Intent) {
        let before = self.view().heard;
        self.events.send(Event::Asked(intent)).unwrap();
        self.until("the intent is heard", |view| view.heard > before).await;
    }

    /// Connects a shop that is connected already: Meum is asked first, and then the merchant's word
    /// counts.
    pub async fn connect_again(&mut self) {
        self.ask(Intent::Connect { replace: true }).await;
        self.until_step("its word is asked for", |wizard| {
            matches!(wizard.step, StepView::Review { must_confirm: true, standing: Some(_), .. })
        })
        .await;
        self.ask(Intent::Connect { replace: true }).await;
    }

    pub fn view(&self) -> View {
        View::clone(&self.views.borrow())
    }

    /// Waits until the view is as described; what was seen last explains a failure.
    pub async fn until(&mut self, what: &str, is_so: impl Fn(&View) -> bool) -> View {
        let waiting = self.views.wait_for(|view| is_so(view));
        let seen =
            tokio::time::timeout(PATIENCE, waiting).await.ok().and_then(Result::ok).map(|view| View::clone(&view));
        seen.unwrap_or_else(|| panic!("never came: {what}\nlast view: {:#?}", self.view()))
    }

    pub async fn until_step(&mut self, what: &str, is_so: impl Fn(&WizardView) -> bool) -> WizardView {
        let view =
            self.until(what, |view| wizard(view).is_some_and(|wizard| wizard.doing.is_none() && is_so(wizard))).await;
        wizard(&view).cloned().unwrap()
    }

    /// Waits for a problem on the wizard's step.
    pub async fn until_problem(&mut self, code: &str) -> ProblemView {
        let wizard =
            self.until_step(code, |wizard| wizard.problem.as_ref().is_some_and(|p| p.code.code() == code)).await;
        wizard.problem.unwrap()
    }

    /// Ends the app at once, as a kill would: nothing is said goodbye to. When it is over, the notes
    /// can be opened again.
    pub async fn kill(self) {
        let folder = self.folder.clone();
        self.task.abort();
        let _ = self.task.await;
        drop((self.vault, self.storage, self.events, self.approvals));
        gone(&folder).await;
    }
}

/// Waits until nobody has the notes in this folder open: their thread ends after its last handle.
pub async fn gone(folder: &Path) {
    let free = async {
        let file = std::fs::File::open(folder.join("in-use")).unwrap();
        while file.try_lock().is_err() {
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::time::timeout(PATIENCE, free).await.expect("the notes are closed");
}

/// What is noted of the one shop, whether or not an app has the notes open.
pub fn noted(folder: &Path) -> ShopRecord {
    let notes = rusqlite::Connection::open(folder.join("shops.sqlite")).unwrap();
    let record: String = notes.query_row("SELECT record FROM shops", [], |row| row.get(0)).unwrap();
    serde_json::from_str(&record).unwrap()
}

/// Changes what is noted of the one shop, while the app is closed.
pub async fn rewrite(folder: &Path, change: impl FnOnce(&mut ShopRecord)) {
    let storage = Storage::start(folder.to_owned());
    let mut record = storage.load().await.unwrap().shops.remove(0);
    change(&mut record);
    storage.save(Box::new(record), None).await.unwrap();
    drop(storage);
    gone(folder).await;
}

/// Lets a minute go by while the app is closed: the answer was lost that much longer ago.
pub async fn a_minute_passes(folder: &Path) {
    rewrite(folder, |record| {
        if let Attempt::Lost(lost) = &mut record.attempt {
            lost.at = Timestamp(lost.at.0 - 60_000);
        }
    })
    .await;
}

/// Lets the pause that Meum asked for run out while the app is closed: in the shop's record, and for all
/// shops.
pub async fn end_pause(folder: &Path) {
    rewrite(folder, |record| record.meum_pause = Some(Timestamp(0))).await;
    let notes = rusqlite::Connection::open(folder.join("shops.sqlite")).unwrap();
    let over = "UPDATE settings SET value = json_set(value, '$.meum_pause', 0) WHERE value ->> '$.meum_pause' > 0";
    notes.execute(over, []).unwrap();
}

pub fn wizard(view: &View) -> Option<&WizardView> {
    match &view.screen {
        Screen::Wizard(wizard) => Some(wizard),
        _ => None,
    }
}

pub fn is_step(wizard: &WizardView, name: &str) -> bool {
    let step = serde_json::to_value(&wizard.step).unwrap();
    step["kind"] == name
}

pub fn at(name: &'static str) -> impl Fn(&WizardView) -> bool {
    move |wizard| is_step(wizard, name)
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub fn is_panel(view: &View) -> bool {
    matches!(view.screen, Screen::Panel(_))
}

pub fn delivered(wizard: &WizardView) -> bool {
    matches!(wizard.step, StepView::HandOver { delivered: true, .. })
}

/// From now on no shop can be stored.
pub fn fill_disk(folder: &Path) -> rusqlite::Connection {
    let disk = rusqlite::Connection::open(folder.join("shops.sqlite")).unwrap();
    for table in ["shops", "observations"] {
        for what in ["INSERT", "UPDATE"] {
            let refuse = "BEGIN SELECT RAISE(FAIL, 'the disk is full'); END";
            disk.execute_batch(&format!("CREATE TRIGGER {table}_{what} BEFORE {what} ON {table} {refuse}")).unwrap();
        }
    }
    disk
}

/// From now on they can be stored again.
pub fn empty_disk(disk: &rusqlite::Connection) {
    for table in ["shops", "observations"] {
        disk.execute_batch(&format!("DROP TRIGGER {table}_INSERT; DROP TRIGGER {table}_UPDATE")).unwrap();
    }
}
