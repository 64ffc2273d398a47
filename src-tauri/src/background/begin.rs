//! Starting the other process: the watch when the window closes, the window when somebody asks the watch
//! for it. Both get the surroundings of this one, and none of its open files.

use super::{COMMAND, NEXT, READY, THRIFT};
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long the watch may take to say that it runs.
const DEADLINE: Duration = Duration::from_secs(10);
/// WebDriver's mark: a window that is driven waits for its driver, and nobody drives this one.
const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";
/// The program with the window, and the smaller one without it.
const WINDOW: &str = "meum-connect";
const WATCH: &str = "meum-connect-watch";
/// What the kernel puts behind the path of a program whose file was replaced.
const REPLACED: &str = " (deleted)";

/// Whether the watch was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It runs, and waits for this process to end.
    Runs,
    /// It does not, because of this.
    Failed(String),
}

/// Starts the watch, which waits until this process ends, and hears that it runs.
pub fn begin() -> Begun {
    let started = command().args([COMMAND, NEXT]).stdout(Stdio::piped()).spawn();
    let child = match started {
        Ok(child) => child,
        Err(error) => return Begun::Failed(error.to_string()),
    };
    if says_that_it_runs(child) { Begun::Runs } else { Begun::Failed("it said nothing".to_owned()) }
}

/// The thread that listens is never joined: a watch that says nothing may keep it.
fn says_that_it_runs(mut child: Child) -> bool {
    let Some(mut out) = child.stdout.take() else { return false };
    let (says, said) = channel();
    let listens = std::thread::Builder::new().name("the watch begins".to_owned()).spawn(move || {
        let mut words = vec![0; READY.len()];
        let ready = out.read_exact(&mut words).is_ok() && words == READY;
        // Whoever waited may have given up.
        let _ = says.send(ready);
    });
    let runs = listens.is_ok() && said.recv_timeout(DEADLINE).unwrap_or(false);
    if !runs {
        // One that is too slow would come when nobody expects it.
        let _ = child.kill();
        let _ = child.wait();
    }
    runs
}

/// Starts a window. It asks this process for its place, if it gets so far.
pub fn open_window() {
    let started = command().stdout(Stdio::null()).spawn();
    match started {
        Ok(mut child) => {
            // Without a screen it ends at once, and leaves nothing behind.
            std::thread::spawn(move || child.wait());
        }
        Err(error) => tracing::error!(%error, "The window could not be started"),
    }
}

fn command() -> Command {
    let mut command = Command::new(window_program());
    command.env_remove(DRIVEN).stdin(Stdio::null());
    for (name, _) in THRIFT {
        command.env_remove(name);
    }
    command
}

/// Goes on as the program that is linked with neither GTK nor WebKit, if it is installed beside this one.
/// Where it is not, the watch runs as it is, and takes more memory.
pub fn become_smaller() {
    let own = own_program();
    let smaller = own.with_file_name(WATCH);
    if smaller.is_file() {
        let error = Command::new(&smaller).arg0(&own).args(std::env::args_os().skip(1)).envs(THRIFT).exec();
        tracing::warn!(%error, "The watch stays in the larger program");
    }
}

/// The program with the window; with the right word after it, it is the watch.
pub fn window_program() -> PathBuf {
    let own = own_program();
    let is_watch = own.file_name().is_some_and(|name| name == WATCH);
    if is_watch { own.with_file_name(WINDOW) } else { own }
}

/// The file of this program. An update may have put another in its place.
fn own_program() -> PathBuf {
    let found = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("/proc/self/exe"));
    let replaced = found.to_str().and_then(|path| path.strip_suffix(REPLACED)).map(PathBuf::from);
    replaced.filter(|path| !found.exists() && path.exists()).unwrap_or(found)
}
