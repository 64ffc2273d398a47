//! A message bus and a password store of one process's own, which may be locked and may go away.
//! The bus starts nothing by itself: what is not started here is not there. Its address is in the
//! environment this process was started with, see `alone.rs`.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

const PASSWORD: &[u8] = b"test\n";
/// The bus and the store are there within a second, or never.
const PATIENCE: Duration = Duration::from_secs(20);

static BUS: Mutex<Option<Child>> = Mutex::new(None);
static STORE: Mutex<Option<Child>> = Mutex::new(None);

/// What the bus is told: where it is, and that it may be used.
fn settings(home: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"#,
        address(home).display()
    )
}

/// Where the bus of this home is.
pub fn address(home: &Path) -> std::path::PathBuf {
    home.join("bus")
}

/// Starts the bus of this home, and the password store on it, open.
pub fn start(home: &Path) {
    let file = home.join("bus.conf");
    std::fs::write(&file, settings(home)).unwrap();
    let mut bus = Command::new("dbus-daemon");
    bus.arg(format!("--config-file={}", file.display())).arg("--nofork").stderr(Stdio::null());
    *BUS.lock().unwrap() = Some(bus.spawn().expect("dbus-daemon"));
    until("the bus is there", || address(home).exists());
    open();
}

/// Ends both.
pub fn end() {
    go();
    if let Some(mut bus) = BUS.lock().unwrap().take() {
        bus.kill().unwrap();
        bus.wait().unwrap();
    }
}

/// Opens the password store, started anew; what was kept before is still inside.
pub fn open() {
    go();
    let mut command = Command::new("gnome-keyring-daemon");
    command.args(["--foreground", "--unlock", "--components=secrets"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut store = command.spawn().expect("gnome-keyring-daemon");
    store.stdin.take().unwrap().write_all(PASSWORD).unwrap();
    *STORE.lock().unwrap() = Some(store);
    until("the password store is there", is_there);
}

/// Locks it. Nobody is there to ask for its password.
pub fn lock() {
    let done = call(
        "/org/freedesktop/secrets",
        "org.freedesktop.secrets",
        &["org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"],
    );
    assert!(done.is_some(), "the password store can be locked");
}

/// Ends it as a crash would.
pub fn go() {
    if let Some(mut store) = STORE.lock().unwrap().take() {
        store.kill().unwrap();
        store.wait().unwrap();
        until("the password store is gone", || !is_there());
    }
}

fn is_there() -> bool {
    let arguments = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
    call("/org/freedesktop/DBus", "org.freedesktop.DBus", &arguments).is_some_and(|said| said.contains("true"))
}

fn call(path: &str, to: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("dbus-send");
    command.args(["--session", "--print-reply", &format!("--dest={to}"), path]).args(arguments);
    let said = command.stderr(Stdio::null()).output().expect("dbus-send");
    said.status.success().then(|| String::from_utf8_lossy(&said.stdout).into_owned())
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "never came: {what}");
        std::thread::yield_now();
    }
}
