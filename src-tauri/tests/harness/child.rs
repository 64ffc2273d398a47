//! The app as a process of its own, so that it can be killed: this test's own program, started again
//! for one test that is the app. It takes intents on its standard input and writes every view on
//! its standard output, a line of JSON each.

use super::{PATIENCE, crypto};
use connect_core::alarms::Subject;
use connect_core::app::{About, App};
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::secret::Secret;
use connect_practice::{PracticeMeum, PracticeShop, notebook as notes};
use meum_connect::adapters::bell::Spoken;
use meum_connect::adapters::desktop::{Desktop, DesktopError};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::Vault;
use meum_connect::driver::Driver;
use meum_connect::perform::Ports;
use meum_connect::world::World;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::watch;

/// The variable that holds a child's [`Setting`].
const SETTING: &str = "MEUM_CONNECT_TEST_CHILD";
/// The variable with the words that stand before a child's own, such as a program that takes rights.
pub const BEFORE: &str = "MEUM_CONNECT_TEST_BEFORE";
/// The line that closes the child's window.
const CLOSE: &str = "close";
/// The test that is the app.
const TEST: &str = "harness::child::the_app_as_a_child";

/// What a child is started with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Setting {
    /// Its data folder.
    pub folder: PathBuf,
    /// Its name in the password store.
    pub service: String,
    /// Where Meum is.
    pub meum: String,
    /// The shop's host, and where it is.
    pub shop: (String, SocketAddr),
    /// The shop's authority, PEM.
    pub authority: String,
    /// How long anything waits for the password store, in milliseconds.
    pub vault_waits: u64,
    /// How long a write waits for the database, in milliseconds.
    pub storage_waits: u64,
}

impl Setting {
    /// The practice servers where they are, and so much patience that only what is put in the way takes long.
    pub fn of(folder: PathBuf, service: &str, shop: &PracticeShop, meum: &PracticeMeum) -> Self {
        Self {
            folder,
            service: service.to_owned(),
            meum: meum.url().to_string(),
            shop: (shop.home().host_str().unwrap().to_owned(), shop.tls_address()),
            authority: shop.authority_pem().to_owned(),
            vault_waits: 20_000,
            storage_waits: 10_000,
        }
    }
}

#[test]
#[ignore = "the app itself, started by the other tests"]
fn the_app_as_a_child() {
    be_the_app();
}

/// The child's side: runs the app until its input ends. Without a setting there is nothing to be.
fn be_the_app() {
    let Some(setting) = std::env::var(SETTING).ok().and_then(|text| serde_json::from_str(&text).ok()) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(run(setting));
}

async fn run(setting: Setting) {
    crypto();
    let (events, inbox) = unbounded_channel();
    let ports = Ports {
        storage: Storage::start_with(setting.folder.clone(), Duration::from_millis(setting.storage_waits)),
        vault: Arc::new(Vault::start_with(&setting.service, Duration::from_millis(setting.vault_waits))),
        desktop: Arc::new(Window),
        events: events.clone(),
    };
    let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
    let (app, first) = App::new(about);
    let (driver, mut views) = Driver::new(app, ports, world(&setting));
    tokio::spawn(driver.run(first, inbox));
    // As the window's own start says where nothing watches on without it.
    events.send(Event::DesktopCan(Faculty::Background, Ability::No(Lack::NoProgram))).unwrap();
    std::thread::spawn(move || hear(&events));
    // The test's own name stands on the line.
    std::io::stdout().write_all(b"\n").unwrap();
    loop {
        let line = serde_json::to_string(&**views.borrow_and_update()).unwrap();
        let mut out = std::io::stdout().lock();
        out.write_all(format!("{line}\n").as_bytes()).unwrap();
        out.flush().unwrap();
        drop(out);
        if views.changed().await.is_err() {
            return;
        }
    }
}

fn world(setting: &Setting) -> World {
    let (host, at) = setting.shop.clone();
    let resolved = vec![Resolved { host, at: vec![at], plain_at: None, seen_as: None }];
    let beyond = Beyond { authority: Some(setting.authority.clone()), resolved, no_proxy: true };
    let http = Http::new(&beyond).unwrap();
    World { meum: Meum::at(http.clone(), setting.meum.parse().unwrap()), http }
}

/// A window that takes everything, and whose closing ends the app.
struct Window;

impl Desktop for Window {
    fn claim_scheme(&self) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn open(&self, _address: &str) -> Result<(), DesktopError> {
        Ok(())
    }

    fn downloads(&self) -> Option<PathBuf> {
        None
    }

    fn copy(&self, _secret: &Secret) -> Result<(), DesktopError> {
        Ok(())
    }

    fn copy_note(&self, _note: &str) -> Result<(), DesktopError> {
        Ok(())
    }

    fn zoom(&self, _percent: u16) {}

    fn say(&self, _text: &str) {}

    fn notify(&self, _spoken: Spoken) {}

    fn withdraw(&self, _subject: Subject) {}

    fn come_to_front(&self) {}

    fn close(&self) {
        std::process::exit(0);
    }

    fn go_behind(&self) {
        std::process::exit(0);
    }

    fn start_at_login(&self, _on: bool) -> Result<(), DesktopError> {
        Ok(())
    }

    fn starts_at_login(&self) -> bool {
        false
    }
}

fn hear(events: &UnboundedSender<Event>) {
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let event = if line == CLOSE { Event::CloseAsked } else { Event::Asked(serde_json::from_value(line).unwrap()) };
        if events.send(event).is_err() {
            return;
        }
    }
    std::process::exit(0);
}

/// The parent's side of a running child.
pub struct Child {
    process: std::process::Child,
    views: watch::Receiver<Value>,
    said: Arc<std::sync::Mutex<String>>,
}

impl Child {
    /// Starts the app in other surroundings, such as another message bus.
    pub fn start_as(setting: &Setting, surround: impl FnOnce(&mut Command)) -> Self {
        let mut command = Command::new("sh");
        // A disk that is full answers with an error, where a limit on a file's size sends a signal.
        command
            .args(["-c", &format!("trap '' XFSZ; exec ${BEFORE} \"$@\""), "sh"])
            .arg(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", TEST, "--nocapture", "--test-threads=1"]);
        command.env(SETTING, serde_json::to_string(setting).unwrap());
        surround(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let (shows, views) = watch::channel(Value::Null);
        let out = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || {
            let views = out.lines().map_while(Result::ok).filter(|line| line.starts_with('{'));
            views.for_each(|line| drop(serde_json::from_str(&line).map(|view| shows.send_replace(view))));
        });
        let said = Arc::<std::sync::Mutex<String>>::default();
        let (says, err) = (Arc::clone(&said), BufReader::new(process.stderr.take().unwrap()));
        std::thread::spawn(move || {
            err.lines().map_while(Result::ok).for_each(|line| says.lock().unwrap().push_str(&(line + "\n")));
        });
        Self { process, views, said }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Stands still, as a computer does that sleeps: its connections stay, and it answers none.
    pub fn falls_asleep(&self) {
        self.signal("STOP");
        let stat = format!("/proc/{}/stat", self.process.id());
        // Its state comes after its name, which stands in brackets.
        while !std::fs::read_to_string(&stat).unwrap().contains(") T ") {
            std::thread::sleep(super::PAUSE);
        }
    }

    /// Goes on where it stood.
    pub fn wakes_up(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Sends an intent, and waits until the core has heard it.
    pub async fn ask(&mut self, intent: &Value) {
        let before = self.views.borrow()["heard"].as_u64();
        self.send(intent);
        self.until("the intent is heard", |view| view["heard"].as_u64() > before).await;
    }

    /// Sends an intent, and waits for nothing.
    pub fn send(&mut self, intent: &Value) {
        let mut stdin = self.process.stdin.as_ref().unwrap();
        stdin.write_all(format!("{intent}\n").as_bytes()).unwrap();
    }

    /// Waits until the view is as described; what was seen last explains a failure.
    pub async fn until(&mut self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let waiting = self.views.wait_for(|view| is_so(view));
        let seen = tokio::time::timeout(PATIENCE, waiting).await.ok().and_then(Result::ok).map(|view| view.clone());
        let last = || (self.views.borrow().to_string(), self.said.lock().unwrap().clone());
        seen.unwrap_or_else(|| panic!("never came: {what}\nlast view and words: {:?}", last()))
    }

    /// Waits until nothing is under way on this step of the wizard.
    pub async fn until_step(&mut self, step: &str) -> Value {
        self.until(step, |view| view["screen"]["step"]["kind"] == step && view["screen"]["doing"].is_null()).await
    }

    /// Waits for a problem on the step.
    pub async fn until_problem(&mut self, code: &str) -> Value {
        self.until(code, |view| view["screen"]["problem"]["code"] == code && view["screen"]["doing"].is_null()).await
    }

    /// Waits until a start is over: nothing is being read or looked into any more.
    pub async fn until_settled(&mut self) -> Value {
        let settled = |view: &Value| {
            let kind = &view["screen"]["kind"];
            !kind.is_null() && *kind != "starting" && view["screen"]["doing"].is_null()
        };
        self.until("it has started", settled).await
    }

    /// The wizard up to *Shop keys*.
    pub async fn go_to_shop_keys(&mut self, home: &str) {
        self.until_settled().await;
        self.ask(&json!({"kind": "connectShop"})).await;
        self.until_step("yourShop").await;
        self.ask(&json!({"kind": "checkAddress", "text": home})).await;
        self.go_on("the shop is found", "shopKeys").await;
    }

    /// The wizard up to *Review*, as the merchant goes through it.
    pub async fn go_to_review(&mut self, home: &str) {
        self.go_to_shop_keys(home).await;
        self.check_keys("meumKey").await;
        self.ask(&json!({"kind": "keepMeumKey", "key": notes::CONNECTION_KEY})).await;
        self.until_step("review").await;
    }

    /// The step *Shop keys*, and on to the step after it.
    pub async fn check_keys(&mut self, next: &str) {
        self.ask(&json!({"kind": "checkKeys", "key": notes::READ_WRITE_KEY, "secret": notes::READ_WRITE_SECRET})).await;
        // A check that is only remembered has no time.
        self.until("the keys are checked", |view| view["screen"]["checks"][0]["millis"].is_number()).await;
        self.go_on("the keys pass", next).await;
    }

    async fn go_on(&mut self, what: &str, next: &str) {
        self.until(what, |view| view["screen"]["canContinue"] == true && view["screen"]["doing"].is_null()).await;
        self.ask(&json!({"kind": "continue"})).await;
        self.until_step(next).await;
    }

    /// Closes its window, as the merchant does. It may have a reason to stay.
    pub fn close(&mut self) {
        self.send(&json!(CLOSE));
    }

    /// Waits until it has ended by itself.
    pub async fn ends(mut self) {
        let ended = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(ended) = self.process.try_wait().unwrap() {
                    return ended;
                }
                tokio::time::sleep(super::PAUSE).await;
            }
        });
        let ended = ended.await.unwrap_or_else(|_| panic!("it stays: {}", *self.views.borrow()));
        assert!(ended.success(), "{ended}, {}", self.said.lock().unwrap());
    }

    /// Kills it on the spot (SIGKILL), and makes sure that it had not failed by itself before.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        let ended = self.process.wait().unwrap();
        let said = self.said.lock().unwrap();
        assert!(ended.code().is_none() && !said.contains("panicked"), "it ended by itself: {ended}, {said}");
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
