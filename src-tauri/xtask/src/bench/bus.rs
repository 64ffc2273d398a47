//! A private message bus for the measured windows.
//!
//! It starts nothing by itself: no service of the desktop takes part, and both windows find the
//! same. Neither needs a password store before its first page is there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::tree;
use crate::failure::{Failure, Outcome};
use crate::scratch::Scratch;

/// A running bus.
pub struct Bus {
    daemon: Child,
    address: String,
    _folder: Scratch,
}

impl Bus {
    /// Starts one and waits until it can be reached.
    pub fn start() -> Outcome<Self> {
        let folder = Scratch::new()?;
        let settings = folder.path().join("bus.conf");
        std::fs::write(&settings, settings_for(&folder))
            .map_err(|refusal| Failure::system("writing the bus's settings", &refusal))?;
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", settings.display()))
            .args(["--nofork", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|refusal| Failure::system("starting dbus-daemon", &refusal))?;
        let address = first_line(&mut daemon);
        let bus = Self { daemon, address, _folder: folder };
        if bus.address.is_empty() { Err(Failure::new("dbus-daemon did not start.")) } else { Ok(bus) }
    }

    /// Where it is reached.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        tree::ask_to_end(&mut self.daemon);
    }
}

/// What a server says once it can be reached; nothing when it ended instead.
pub fn first_line(server: &mut Child) -> String {
    let mut line = String::new();
    if let Some(mouth) = server.stdout.take() {
        let _ = BufReader::new(mouth).read_line(&mut line);
    }
    line.trim().to_owned()
}

fn settings_for(folder: &Scratch) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        folder.path().display()
    )
}
