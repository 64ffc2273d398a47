//! The watch without a window: `meum-connect watch`, a process of its own that starts neither GTK nor
//! WebKit, since a process that has started them keeps most of their memory. The window starts it when it
//! closes, and so does the desktop at login, if the merchant wishes.
//!
//! It has the place of the first app (`second_start.rs`) and the lock of the notes while it watches. A
//! window that starts asks it for both. It lets go of the notes, waits until the window has the place, and
//! ends; if the window dies before that, it goes on.

mod begin;
mod desktop;
pub mod login;

use crate::adapters::bell::Bell;
use crate::adapters::storage::Storage;
use crate::adapters::vault::{self, Vault};
use crate::driver::Driver;
use crate::perform::Ports;
use crate::second_start::{Seat, Successor, wait_for_place};
use crate::tray::{self, Press};
use crate::window::{about, real_world};
use crate::world::World;
use crate::{aftermath, logbook};
pub use begin::{Begun, become_smaller, begin, window_program};
use connect_core::app::App;
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty};
use connect_core::intent::Intent;
use connect_core::view::View;
use desktop::WithoutWindow;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

/// The command.
pub const COMMAND: &str = "watch";
/// Says that a window that closes has started this process, and waits for [`READY`].
pub const NEXT: &str = "--next";
/// What it then says on its standard output.
pub const READY: &[u8] = b"ready\n";
/// What the allocator of the watch is told (glibc, `mallopt(3)`): one heap for all threads, so that each takes what another
/// has freed; and what is free goes back to the system. Left to itself it keeps up to fourteen MiB more with five hundred
/// shops. Other allocators do not know these names.
pub const THRIFT: [(&str, &str); 4] = [
    ("MALLOC_ARENA_MAX", "1"),
    ("MALLOC_TRIM_THRESHOLD_", "65536"),
    ("MALLOC_TOP_PAD_", "16384"),
    ("MALLOC_MMAP_THRESHOLD_", "32768"),
];
/// How long to wait for the place of a window that closes.
const CLOSING: Duration = Duration::from_secs(30);
/// How long to wait for the place at login: whoever has it watches already.
const LOGIN: Duration = Duration::from_secs(5);
/// How long a window that starts may take until it has the place.
const STARTING: Duration = Duration::from_secs(30);
/// How long the last state may take to be stored.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// How long whoever asks for the place waits for the notes to be closed, before it gets the place anyway.
const LETTING_GO: Duration = Duration::from_secs(10);

/// How the process was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartedBy {
    /// By the desktop, at login.
    AtLogin,
    /// By a window that closes.
    ByWindow,
}

/// Whether the arguments after the program's name ask for the watch.
pub fn asked(arguments: impl IntoIterator<Item = OsString>) -> Option<StartedBy> {
    let words: Vec<OsString> = arguments.into_iter().collect();
    match words.iter().map(|word| word.to_str()).collect::<Vec<_>>().as_slice() {
        [Some(COMMAND)] => Some(StartedBy::AtLogin),
        [Some(COMMAND), Some(NEXT)] => Some(StartedBy::ByWindow),
        _ => None,
    }
}

/// What ends the watch, or interrupts it.
enum Turn {
    /// There is nothing more to do here.
    Ends,
    /// A window wants the place; it gets it once this is answered.
    Yields(Successor, Sender<()>),
}

/// Watches until somebody ends it, or takes over.
pub fn run(asked: StartedBy) -> ExitCode {
    // Whatever ends the session of the window's terminal does not end the watch.
    if let Err(error) = rustix::process::setsid() {
        tracing::debug!(%error, "The watch stays in the session that started it");
    }
    let Some(folder) = aftermath::data_folder() else {
        tracing::error!("The system does not say where the data folder is");
        return ExitCode::FAILURE;
    };
    aftermath::belongs_to(&folder, "watch");
    logbook::keep_in(&folder);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "The watch without a window starts");
    let world = match real_world() {
        Ok(world) => world,
        Err(problem) => {
            tracing::error!(code = problem.kind.code(), "Cannot watch");
            return ExitCode::FAILURE;
        }
    };
    let patience = match asked {
        StartedBy::AtLogin => LOGIN,
        StartedBy::ByWindow => {
            // A window that is gone already needs no word.
            let _ = std::io::stdout().write_all(READY).and_then(|()| std::io::stdout().flush());
            CLOSING
        }
    };
    keep_watch(&folder, &world, patience)
}

fn keep_watch(folder: &Path, world: &World, mut patience: Duration) -> ExitCode {
    loop {
        let seat = match wait_for_place(folder, patience) {
            Ok(Some(seat)) => seat,
            Ok(None) => return ExitCode::SUCCESS,
            Err(error) => {
                tracing::error!(%error, "The place of the app cannot be looked for");
                return ExitCode::FAILURE;
            }
        };
        let taken = watch_once(folder, world.clone(), seat).is_none_or(|successor| successor.takes_over(STARTING));
        if taken {
            return ExitCode::SUCCESS;
        }
        tracing::warn!("The window that asked for the place did not take it");
        patience = LOGIN;
    }
}

/// Watches until the end, or until a window asks for the place. By then the notes are closed.
fn watch_once(folder: &Path, world: World, seat: Seat) -> Option<Successor> {
    let mark = aftermath::watch_runs(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "Cannot watch");
            return None;
        }
    };
    let ended = runtime.block_on(watch_on(folder, world, seat));
    // Ends what is in flight, and closes the notes: nothing of the driver is left.
    runtime.shutdown_timeout(LETTING_GO);
    if let Some(mark) = mark {
        mark.give_back();
    }
    match ended {
        Turn::Ends => None,
        Turn::Yields(successor, let_go) => {
            // Whoever waits for it gives the place away.
            let _ = let_go.send(());
            Some(successor)
        }
    }
}

/// Answers later starts. The place stays taken until the notes are closed.
fn hold(seat: Seat, turns: UnboundedSender<Turn>) {
    seat.hold(move |successor| {
        let (let_go, gone): (Sender<()>, Receiver<()>) = channel();
        if turns.send(Turn::Yields(successor, let_go)).is_ok() {
            let _ = gone.recv_timeout(LETTING_GO);
        }
    });
}

async fn watch_on(folder: &Path, world: World, seat: Seat) -> Turn {
    let (turns, mut turn) = unbounded_channel();
    // Whoever finds the watch may end it, so it listens before it is found.
    let signals = Signals::listen();
    hold(seat, turns.clone());
    let (events, inbox) = unbounded_channel();
    let storage = Storage::start(folder.to_owned());
    let (bell, ringing) = Bell::start(events.clone());
    tokio::spawn(ringing);
    let ports = Ports {
        storage: storage.clone(),
        vault: Arc::new(Vault::start(vault::SERVICE)),
        desktop: Arc::new(WithoutWindow::new(bell, {
            let turns = turns.clone();
            move || drop(turns.send(Turn::Ends))
        })),
        events: events.clone(),
    };
    let (core, first) = App::without_window(about());
    let (driver, views) = Driver::new(core, ports, world);
    let driving = tokio::spawn(driver.run(first, inbox));
    let (presses, asked) = unbounded_channel();
    tokio::spawn(tray::show(views, presses));
    tokio::spawn(obey(asked, events.clone(), begin::open_window));
    tokio::spawn(end_with_session(signals, turns));
    let what = turn.recv().await.unwrap_or(Turn::Ends);
    // The driver stores what it knows, and says that it has.
    let _ = events.send(Event::RoomAsked);
    let _ = tokio::time::timeout(LAST_WORDS, turn.recv()).await;
    driving.abort();
    let _ = driving.await;
    if let Err(error) = storage.close().await {
        tracing::debug!(%error, "The notes were not open");
    }
    what
}

/// What the watch of a window needs: the icon, and what this desktop can do. `comes` brings the window to
/// the front.
pub fn beside_window(
    events: &UnboundedSender<Event>,
    views: watch::Receiver<Arc<View>>,
    comes: impl Fn() + Send + 'static,
) {
    for faculty in [Faculty::Background, Faculty::StartAtLogin] {
        // A driver that has ended needs no events.
        let _ = events.send(Event::DesktopCan(faculty, Ability::Yes));
    }
    let hears = events.clone();
    tray::follow(move |ability| hears.send(Event::DesktopCan(Faculty::Tray, ability)).is_ok());
    let (presses, asked) = unbounded_channel();
    tauri::async_runtime::spawn(tray::show(views, presses));
    tauri::async_runtime::spawn(obey(asked, events.clone(), comes));
}

/// Does what is asked at the icon. `comes` brings a window to the front.
async fn obey(mut asked: UnboundedReceiver<Press>, events: UnboundedSender<Event>, comes: impl Fn() + Send + 'static) {
    while let Some(press) = asked.recv().await {
        let opens = matches!(press, Press::Open(_));
        let event = match press {
            Press::CheckNow => Some(Event::CheckAll),
            Press::Quit => Some(Event::QuitAsked),
            Press::Open(shop) => shop.map(|id| Event::Asked(Intent::OpenShop { id })),
        };
        if event.is_some_and(|event| events.send(event).is_err()) {
            return;
        }
        // After the shop is noted as the one on the screen.
        if opens {
            comes();
        }
    }
}

/// What ends a process from outside.
struct Signals {
    terminated: Signal,
    interrupted: Signal,
}

impl Signals {
    /// `None` where the system does not tell: then the process ends on the spot, as if it were killed.
    fn listen() -> Option<Self> {
        let terminated = signal(SignalKind::terminate()).ok()?;
        Some(Self { terminated, interrupted: signal(SignalKind::interrupt()).ok()? })
    }

    async fn come(signals: Option<Self>) {
        let Some(Self { mut terminated, mut interrupted }) = signals else { return std::future::pending().await };
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
    }
}

/// Ends with the merchant's session: a watch that nobody can reach any more would keep the notes.
async fn end_with_session(signals: Option<Signals>, turns: UnboundedSender<Turn>) {
    tokio::select! {
        () = Signals::come(signals) => {}
        () = tray::bus_ends() => {}
    }
    let _ = turns.send(Turn::Ends);
}
