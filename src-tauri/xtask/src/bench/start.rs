//! One start of one window: how long until its button can be seen, and its memory once settled.
//!
//! Every start finds an empty home, as on the day the app was installed; only the cache may be
//! kept from the start before, as it is on every later day. The window's settings are the web
//! engine's own: nothing is switched off to be faster here than on a desk.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::bus::Bus;
use super::colour::Colour;
use super::screen::Screen;
use super::{memory, tree};
use crate::failure::{Failure, Outcome};
use crate::scratch::Scratch;

/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(4);
/// A window that is not there by then is not slow but broken.
const PATIENCE: Duration = Duration::from_secs(30);
/// Variables of whoever runs the bench that would make the windows something else.
const KEPT_OUT: [&str; 8] = [
    "WAYLAND_DISPLAY",
    "GTK_THEME",
    "GTK_MODULES",
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_DISABLE_COMPOSITING_MODE",
    "WEBKIT_DISABLE_DMABUF_RENDERER",
    "WEBKIT_SKIA_ENABLE_CPU_RENDERING",
    "MEUM_CONNECT_LOG",
];

/// A window to measure.
pub struct Contestant {
    /// What opens it.
    pub program: PathBuf,
    /// The colour of the button on its first page.
    pub colour: Colour,
    /// What it keeps from start to start: the graphics driver's compiled shaders above all.
    pub kept: Scratch,
}

/// Which cache a start finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// What the starts before have left.
    Kept,
    /// None, as at the very first start.
    Empty,
}

/// What one start showed.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// From starting the process until the button was on the screen.
    pub first_frame: Duration,
    /// In KiB, with every process below it.
    pub memory: u32,
}

impl Display for Measured {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{} ms {} MiB", self.first_frame.as_millis(), self.memory / 1024)
    }
}

/// Starts it, measures it, ends it.
pub fn measure(window: &Contestant, cache: Cache, screen: &Screen, bus: &Bus) -> Outcome<Measured> {
    until(|| Ok(!screen.shows(window.colour)?), || Failure::new("The screen still shows the last window."))?;
    let home = Scratch::new()?;
    let mut command = surrounded(&window.program, &home, screen, bus)?;
    if cache == Cache::Kept {
        command.env("XDG_CACHE_HOME", window.kept.path());
    }
    let began = Instant::now();
    let running = command.spawn();
    let running = Running(
        running.map_err(|refusal| Failure::system(format!("starting {}", window.program.display()), &refusal))?,
    );
    until(|| screen.shows(window.colour), || never_came(&window.program, home.path()))?;
    let first_frame = began.elapsed();
    Ok(Measured { first_frame, memory: memory::settled(running.0.id())? })
}

/// A started app. Dropping it ends it with everything it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        tree::end(&mut self.0);
    }
}

/// A program on an empty home, on this screen and bus.
pub(super) fn surrounded(program: &Path, home: &Scratch, screen: &Screen, bus: &Bus) -> Outcome<Command> {
    let words = std::fs::File::create(words_of(home.path()));
    let mut command = Command::new(program);
    for name in KEPT_OUT {
        command.env_remove(name);
    }
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        command.env(name, home.folder(folder)?);
    }
    command
        .env("HOME", home.path())
        .env("DISPLAY", screen.display())
        .env("GDK_BACKEND", "x11")
        .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(words.map_err(|refusal| Failure::system("opening a log", &refusal))?);
    Ok(command)
}

/// Looks until it is so.
pub(super) fn until(mut is_so: impl FnMut() -> Outcome<bool>, otherwise: impl FnOnce() -> Failure) -> Outcome {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if is_so()? {
            return Ok(());
        }
        std::thread::sleep(GLANCE);
    }
    Err(otherwise())
}

fn words_of(home: &Path) -> PathBuf {
    home.join("words.log")
}

/// The failure of a program whose button did not come.
pub(super) fn never_came(program: &Path, home: &Path) -> Failure {
    let said = std::fs::read_to_string(words_of(home)).unwrap_or_default();
    let seconds = PATIENCE.as_secs();
    Failure::new(format!("{} showed no button within {seconds} seconds. It said:\n{said}", program.display()))
}
