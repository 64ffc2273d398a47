//! A real notification service (Debian's `dunst`) on a message bus and a screen of the test's own, and what
//! it shows.

use super::PATIENCE;
use super::session::Session;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Instant;
use zbus::blocking::{Connection, Proxy, connection::Builder};
use zbus::zvariant::OwnedValue;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const OWN: &str = "org.dunstproject.cmd0";

/// A running service.
pub struct Dunst {
    screen: Child,
    service: Child,
    bus: Connection,
}

impl Dunst {
    /// Starts it, and waits until it has its name.
    pub fn start(session: &Session) -> Self {
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb");
        let mut number = String::new();
        BufReader::new(screen.stdout.as_mut().unwrap()).read_line(&mut number).unwrap();
        let mut command = Command::new("dunst");
        session.lead(&mut command);
        let service = command
            .args(["-conf", "/dev/null"])
            .env("DISPLAY", format!(":{}", number.trim()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dunst");
        let bus = Builder::address(session.address()).unwrap().build().unwrap();
        let dunst = Self { screen, service, bus };
        dunst.until("it has its name", |dunst| dunst.owned().unwrap_or_default());
        dunst
    }

    fn owned(&self) -> zbus::Result<bool> {
        let dbus = zbus::blocking::fdo::DBusProxy::new(&self.bus)?;
        Ok(dbus.name_has_owner(NAME.try_into()?)?)
    }

    /// How many notifications it shows.
    pub fn shown(&self) -> u32 {
        Proxy::new(&self.bus, NAME, PATH, OWN).unwrap().get_property("displayedLength").unwrap()
    }

    /// Waits until it shows so many.
    pub fn shows(&self, count: u32) {
        self.until(&format!("it shows {count}"), |dunst| dunst.shown() == count);
    }

    /// Title and text of what it has shown and shows no more, the newest first.
    pub fn history(&self) -> Vec<(String, String)> {
        let proxy = Proxy::new(&self.bus, NAME, PATH, OWN).unwrap();
        let all: Vec<std::collections::HashMap<String, OwnedValue>> =
            proxy.call("NotificationListHistory", &()).unwrap();
        let text = |entry: &std::collections::HashMap<String, OwnedValue>, name: &str| {
            entry.get(name).and_then(|value| String::try_from(value.clone()).ok()).unwrap_or_default()
        };
        all.iter().map(|entry| (text(entry, "summary"), text(entry, "body"))).collect()
    }

    /// Closes what it shows, as the merchant does, and tells what that was.
    pub fn reads(&self) -> Vec<(String, String)> {
        let proxy = Proxy::new(&self.bus, NAME, PATH, OWN).unwrap();
        let before = self.history().len();
        let closed = usize::try_from(self.shown()).unwrap();
        let _: () = proxy.call("NotificationCloseAll", &()).unwrap();
        self.until("they are closed", |dunst| dunst.history().len() >= before + closed);
        self.history().into_iter().take(closed).collect()
    }

    /// Clicks on the newest, so that its action is called.
    pub fn clicks(&self) {
        let proxy = Proxy::new(&self.bus, NAME, PATH, OWN).unwrap();
        let _: () = proxy.call("NotificationAction", &0_u32).unwrap();
    }

    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !is_so(self) {
            assert!(started.elapsed() < PATIENCE, "never came: {what}");
            std::thread::sleep(super::PAUSE);
        }
    }
}

impl Drop for Dunst {
    fn drop(&mut self) {
        for process in [&mut self.service, &mut self.screen] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
