//! `WebKitWebDriver`, started on a profile's own message bus, with the app as its child.
//!
//! The app inherits the driver's environment and output, so this file sets both on the driver.
//! Whatever happens, dropping it ends every process that it started, and no other.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::processes::{self, MARK, Process};
use crate::profile::Profile;
use crate::trouble::{Outcome, Trouble};
use crate::wait::{answer, until};

/// Variables of whoever runs the journeys that would change what happens in them.
const KEPT_OUT: [&str; 9] = [
    "DBUS_SESSION_BUS_ADDRESS",
    "WAYLAND_DISPLAY",
    "GTK_THEME",
    "GTK_MODULES",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "WEBKIT_DISABLE_COMPOSITING_MODE",
    "WEBKIT_DISABLE_DMABUF_RENDERER",
];

/// A running driver, its bus, its password store and the app below it.
pub(crate) struct Driver {
    bus: Child,
    home: PathBuf,
    address: String,
    app: PathBuf,
    /// Apps that ran on this machine before.
    others: Vec<u32>,
}

impl Driver {
    /// Starts the driver. The app starts with [`Driver::open`].
    pub(crate) async fn start(profile: &Profile) -> Outcome<Self> {
        let app = profile.app()?;
        let others = processes::marked(profile.home()).iter().map(|process| process.id).collect();
        let port = free_port()?;
        let log = log(profile)?;
        let errors = log.try_clone().map_err(|refusal| Trouble::refused("the log", refusal))?;
        let mut command = Command::new("dbus-run-session");
        command
            .arg(format!("--config-file={}/run/bus.conf", profile.home().display()))
            .args(["--", "sh", "-c", &profile.session_script(), "sh"])
            .args(profile.disk_words()?)
            .arg("WebKitWebDriver")
            .args([format!("--port={port}"), format!("--host={}", Ipv4Addr::LOCALHOST)])
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors);
        surround(&mut command, profile);
        let bus = command.spawn().map_err(|refusal| Trouble::refused("starting dbus-run-session", refusal))?;
        let address = format!("http://{}:{port}", Ipv4Addr::LOCALHOST);
        let driver = Self { bus, home: profile.home().to_path_buf(), address, app, others };
        driver.is_up(port).await?;
        Ok(driver)
    }

    /// Starts the app and returns once its page answers.
    pub(crate) async fn open(&self) -> Outcome<Client> {
        let wanted = json!({ "webkitgtk:browserOptions": { "binary": self.app, "args": [] } });
        let wanted =
            serde_json::from_value(wanted).map_err(|refusal| Trouble::refused("asking for the app", refusal))?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        answer("starting the app", builder.capabilities(wanted).connect(&self.address)).await
    }

    /// The app itself, while it runs.
    pub(crate) fn app(&self) -> Option<Process> {
        let mut all = processes::marked(&self.home).into_iter();
        all.find(|process| process.program == self.app && !process.is_watch() && !self.others.contains(&process.id))
    }

    /// The watch without a window, while it runs.
    pub(crate) fn watch(&self) -> Option<Process> {
        let mut all = processes::marked(&self.home).into_iter();
        all.find(|process| process.program == self.app && process.is_watch())
    }

    /// Waits until the app is gone.
    pub(crate) async fn app_is_gone(&self) -> Outcome {
        until(async || match self.app() {
            None => Ok(()),
            Some(app) => Err(Trouble::new(format!("the app (process {}) did not end", app.id))),
        })
        .await
    }

    async fn is_up(&self, port: u16) -> Outcome {
        until(async || {
            let knock = tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await;
            knock.map(drop).map_err(|refusal| Trouble::refused("reaching WebKitWebDriver", refusal))
        })
        .await
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A process may start another while we end it: go on until none is left.
        loop {
            let left = processes::marked(&self.home);
            if left.is_empty() {
                break;
            }
            processes::kill(&left);
        }
        let _ = self.bus.wait();
    }
}

fn surround(command: &mut Command, profile: &Profile) {
    for name in KEPT_OUT {
        command.env_remove(name);
    }
    command
        .env(MARK, profile.home())
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        // Without it the driver's screenshots may show an earlier frame where there is no GPU.
        .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
        .env("GDK_BACKEND", "x11")
        .env("LANG", "en_US.UTF-8")
        .env("TZ", "UTC")
        .envs(profile.environment());
}

fn free_port() -> Outcome<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|refusal| Trouble::refused("finding a free port", refusal))
}

fn log(profile: &Profile) -> Outcome<std::fs::File> {
    std::fs::File::options()
        .create(true)
        .append(true)
        .open(profile.log_file())
        .map_err(|refusal| Trouble::refused("opening the log", refusal))
}
