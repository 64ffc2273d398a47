//! The watch without a window as merchants have it: the real program, on a computer with a message bus and a
//! password store and no screen, with a connected shop in its notes.

use super::child::{Child, Setting};
use super::ground::until;
use super::session::Session;
use super::{PATIENCE, PAUSE, crypto};
use connect_practice::{MeumConfig, PracticeMeum, PracticeShop, ShopConfig};
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::SERVICE;
use meum_connect::second_start::{Seat, Start, look, wait_for_place};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A computer at night.
pub struct Night {
    pub session: Session,
    pub shop: PracticeShop,
    pub meum: PracticeMeum,
    home: tempfile::TempDir,
}

impl Night {
    /// A computer whose notes have a connected shop, and on which the merchant wants the watch to go on.
    pub async fn falls() -> Self {
        let night = Self::without_notes().await;
        let mut app = night.window();
        app.go_to_review(night.shop.home().as_str()).await;
        app.ask(&json!({"kind": "connect", "replace": false})).await;
        app.until_step("handOver").await;
        app.ask(&json!({"kind": "handOver", "switchOn": true})).await;
        app.until("it is handed over", |view| view["screen"]["step"]["delivered"] == true).await;
        app.ask(&json!({"kind": "continue"})).await;
        app.until("the panel", |view| view["screen"]["kind"] == "panel" && view["screen"]["checking"] == false).await;
        night.prefers(&mut app, true).await;
        app.close();
        app.ends().await;
        night
    }

    async fn without_notes() -> Self {
        crypto();
        let home = tempfile::tempdir().unwrap();
        let config = ShopConfig { home: "https://localhost:0".parse().unwrap(), ..ShopConfig::practice() };
        let shop = PracticeShop::start(config).await.unwrap();
        std::fs::write(home.path().join("trust.pem"), shop.authority_pem()).unwrap();
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        Self { session: Session::start(), shop, meum, home }
    }

    /// The app with its window, in which the merchant prepares the night.
    pub fn window(&self) -> Child {
        let setting = Setting::of(self.folder(), SERVICE, &self.shop, &self.meum);
        Child::start_as(&setting, |command| self.session.lead(command))
    }

    /// The merchant wants the watch to go on, or not.
    pub async fn prefers(&self, app: &mut Child, on: bool) {
        app.ask(&json!({"kind": "prefer", "choice": {"what": "keepWatching", "on": on}})).await;
    }

    /// The data folder.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join(SERVICE)
    }

    /// Starts the watch with these further words.
    pub fn watch(&self, words: &[&str]) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meum-connect"));
        self.session.lead(&mut command);
        command
            .arg("watch")
            .args(words)
            .env("XDG_DATA_HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("SSL_CERT_FILE", self.home.path().join("trust.pem"))
            .env("MEUM_API_URL", self.meum.url().as_str())
            .env("MEUM_CONNECT_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::options().append(true).create(true).open(self.log()).unwrap());
        Watch { process: command.spawn().unwrap() }
    }

    /// The watch, once it has the place of the app and its notes.
    pub async fn watching(&self) -> Watch {
        let watch = self.watch(&[]);
        self.until_watched().await;
        watch
    }

    /// Waits until some process has both the place and the notes.
    pub async fn until_watched(&self) {
        until("somebody watches", async || self.is_taken("front-lock") && self.is_taken("in-use")).await;
        until("later starts are answered", async || self.folder().join("front").exists()).await;
    }

    /// Whether some process has the lock of this file.
    pub fn is_taken(&self, name: &str) -> bool {
        std::fs::File::open(self.folder().join(name)).is_ok_and(|file| file.try_lock().is_err())
    }

    /// A window that starts, as far as the place of the app goes.
    pub async fn window_starts(&self) -> Seat {
        let folder = self.folder();
        match tokio::task::spawn_blocking(move || look(&folder, None)).await.unwrap().unwrap() {
            Start::GoesOn(seat) => seat,
            Start::HandedOver => panic!("a window is open"),
        }
    }

    /// Waits until the place is free, and takes it: nobody has the app open.
    pub async fn is_free(&self) -> bool {
        let folder = self.folder();
        tokio::task::spawn_blocking(move || wait_for_place(&folder, PATIENCE)).await.unwrap().unwrap().is_some()
    }

    /// Every shop in the notes, as stored. Whoever has the notes open lets a reader look.
    pub fn stored(&self) -> Vec<(String, String)> {
        let database = rusqlite::Connection::open(self.folder().join("shops.sqlite")).unwrap();
        database.busy_timeout(PATIENCE).unwrap();
        let mut shops = database.prepare("SELECT id, record FROM shops ORDER BY id").unwrap();
        let rows = shops.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// How often Meum was asked for the status.
    pub fn asked(&self) -> usize {
        self.meum.requests().iter().filter(|seen| seen.path.ends_with("/status")).count()
    }

    /// Opens the notes as a window does; `true` if nobody else has them.
    pub async fn opens_notes(&self) -> bool {
        Storage::start_with(self.folder(), Duration::from_secs(10)).load().await.is_ok()
    }

    /// What the watch has logged.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("watch.log")
    }
}

/// A running watch.
pub struct Watch {
    process: std::process::Child,
}

impl Watch {
    /// The files that it has in its memory, its libraries above all.
    pub fn mapped(&self) -> String {
        std::fs::read_to_string(format!("/proc/{}/maps", self.process.id())).unwrap()
    }

    /// What it says first on its standard output.
    pub fn says(&mut self) -> String {
        let mut line = String::new();
        BufReader::new(self.process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        line
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    /// Waits until it has ended by itself, and well.
    pub async fn ends(mut self) {
        let ended = tokio::time::timeout(2 * PATIENCE, async {
            loop {
                if let Some(ended) = self.process.try_wait().unwrap() {
                    return ended;
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        let ended = ended.await.expect("it stays");
        assert!(ended.success(), "{ended}");
    }

    /// Ends it on the spot.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Sends it a signal.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
