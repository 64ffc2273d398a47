//! A message bus and a password store of the test's own, which it may lock, freeze, end and start
//! again while an app uses them.
//!
//! The bus starts nothing by itself, so that a store which is not started here is not there. The
//! environment of a running process cannot be changed, so the app is another process: it is led
//! here by [`Session::lead`].

use super::store::{self, Manner};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

pub const SERVICE: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
pub const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PASSWORD: &str = "test\n";

/// A bus, and a password store on it.
pub struct Session {
    home: tempfile::TempDir,
    bus: Child,
    address: String,
    keyring: Option<Child>,
}

impl Session {
    /// A bus with an open password store.
    pub fn start() -> Self {
        let mut session = Self::without_store();
        session.open_store();
        session
    }

    /// A bus with nothing on it.
    pub fn without_store() -> Self {
        Self::with_services(None)
    }

    /// A bus with a store of this manner.
    pub fn with_store(manner: Manner) -> Self {
        let mut session = Self::without_store();
        session.open_store_of(manner);
        session
    }

    /// Starts a store of this manner. What the one before it had on its disk is still inside.
    pub fn open_store_of(&mut self, manner: Manner) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", store::TEST]);
        command.env(store::MANNER, serde_json::to_string(&manner).unwrap());
        self.start_store_as(command);
    }

    /// A bus that can start a store of this manner, under the name of KWallet, and has not.
    pub fn with_startable_store(manner: Manner) -> Self {
        Self::with_services(Some(manner))
    }

    fn with_services(manner: Option<Manner>) -> Self {
        let home = tempfile::tempdir().unwrap();
        let run = home.path().join("run");
        private(&run);
        let config = home.path().join("bus.conf");
        std::fs::write(&config, bus(&run)).unwrap();
        if manner.is_some() {
            let app = std::env::current_exe().unwrap();
            let start = format!("Exec='{}' --ignored --exact {}", app.display(), store::TEST);
            let service = format!("[D-BUS Service]\nName={}\n{start}\n", store::STARTED_AS);
            std::fs::write(run.join("wallet.service"), service).unwrap();
        }
        let mut bus = Command::new("dbus-daemon")
            .env(store::MANNER, serde_json::to_string(&manner).unwrap())
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        // It stays open: a program that the bus starts writes there too, and would end if nobody could read it.
        BufReader::new(bus.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Self { home, bus, address: address.trim().to_owned(), keyring: None }
    }

    /// Where the bus is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where programs of this session keep their data.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Leads a program to this bus.
    pub fn lead(&self, command: &mut Command) {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        self.surround(command);
    }

    fn surround(&self, command: &mut Command) {
        let home = self.home.path();
        command.env("HOME", home).env("XDG_DATA_HOME", home.join("data")).env("XDG_RUNTIME_DIR", home.join("run"));
        for outside in ["DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(outside);
        }
    }

    /// Starts the password store, open. What was kept before is still inside.
    pub fn open_store(&mut self) {
        self.start_store(&["--foreground", "--unlock", "--components=secrets"]);
    }

    /// Starts a password store into which nobody has ever logged in: it has nowhere to keep things.
    pub fn open_empty_store(&mut self) {
        self.start_store(&["--foreground", "--components=secrets"]);
    }

    fn start_store(&mut self, arguments: &[&str]) {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(arguments);
        self.start_store_as(command);
    }

    fn start_store_as(&mut self, mut command: Command) {
        self.lead(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut keyring = command.spawn().expect("a password store");
        // One that asks for no password does not read it.
        let _ = keyring.stdin.take().unwrap().write_all(PASSWORD.as_bytes());
        self.keyring = Some(keyring);
        let (started, bus) = (Instant::now(), self.connect());
        while !is_ready(&bus) {
            assert!(started.elapsed() < super::PATIENCE, "the password store did not start");
            std::thread::sleep(super::PAUSE);
        }
    }

    /// Ends the password store, as a crash would.
    pub fn end_store(&mut self) {
        if let Some(mut keyring) = self.keyring.take() {
            keyring.kill().unwrap();
            keyring.wait().unwrap();
        }
        let (started, bus) = (Instant::now(), self.connect());
        while is_there(&bus) {
            assert!(started.elapsed() < super::PATIENCE, "the password store did not end");
            std::thread::sleep(super::PAUSE);
        }
    }

    /// Ends the bus, as logging out does.
    pub fn end_bus(&mut self) {
        self.bus.kill().unwrap();
        self.bus.wait().unwrap();
    }

    /// Stops the password store in its tracks; it stays on the bus and answers nothing.
    pub fn freeze_store(&self) {
        self.signal("-STOP");
    }

    /// Lets a frozen password store go on.
    pub fn thaw_store(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        // The shell's own `kill`: a program of that name is not everywhere.
        let line = format!("kill {signal} {}", self.keyring.as_ref().expect("a store").id());
        assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success());
    }

    /// Locks the password store; nobody is there to ask for its password.
    pub fn lock_store(&self) {
        let collection = ObjectPath::try_from(COLLECTION).unwrap();
        let reply = self.connect().call_method(
            Some(SERVICE),
            PATH,
            Some("org.freedesktop.Secret.Service"),
            "Lock",
            &vec![collection],
        );
        reply.unwrap();
    }

    /// Unlocks the password store with its password, as the merchant would.
    pub fn unlock_store(&self) {
        let bus = self.connect();
        let service = Some("org.freedesktop.Secret.Service");
        let opened = bus.call_method(Some(SERVICE), PATH, service, "OpenSession", &("plain", Value::from("")));
        let (_, session): (OwnedValue, OwnedObjectPath) = opened.unwrap().body().deserialize().unwrap();
        let secret = (session, Vec::<u8>::new(), PASSWORD.as_bytes().to_vec(), "text/plain");
        let guilt = Some("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface");
        let collection = ObjectPath::try_from(COLLECTION).unwrap();
        bus.call_method(Some(SERVICE), PATH, guilt, "UnlockWithMasterPassword", &(collection, secret)).unwrap();
    }

    /// Somebody is there to show the store's questions, and nobody to answer them: the window is
    /// hidden behind others for as long as the value lives.
    pub fn hide_questions(&self) -> zbus::blocking::Connection {
        let builder = zbus::blocking::connection::Builder::address(self.address.as_str()).unwrap();
        builder.name("org.gnome.keyring.SystemPrompter").unwrap().build().unwrap()
    }

    /// How many entries it keeps under this service's name.
    pub fn entries(&self, service: &str) -> usize {
        let attributes = std::collections::HashMap::from([("service", service)]);
        let interface = Some("org.freedesktop.Secret.Service");
        let reply = self.connect().call_method(Some(SERVICE), PATH, interface, "SearchItems", &attributes).unwrap();
        let found: (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = reply.body().deserialize().unwrap();
        found.0.len() + found.1.len()
    }

    fn connect(&self) -> zbus::blocking::Connection {
        zbus::blocking::connection::Builder::address(self.address.as_str()).unwrap().build().unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(mut keyring) = self.keyring.take() {
            let _ = keyring.kill();
            let _ = keyring.wait();
        }
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

fn is_there(bus: &zbus::blocking::Connection) -> bool {
    let dbus = zbus::blocking::fdo::DBusProxy::new(bus).unwrap();
    dbus.name_has_owner(SERVICE.try_into().unwrap()).unwrap()
}

/// It takes its name before it answers to it.
fn is_ready(bus: &zbus::blocking::Connection) -> bool {
    let asked = ("org.freedesktop.Secret.Service", "Collections");
    is_there(bus) && bus.call_method(Some(SERVICE), PATH, Some(PROPERTIES), "Get", &asked).is_ok()
}

fn private(folder: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).unwrap();
}

fn bus(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={0}/bus</listen><servicedir>{0}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"#,
        folder.display()
    )
}
