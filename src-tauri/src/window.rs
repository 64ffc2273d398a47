//! The window: builds Tauri, starts the driver, and sends its views to the page.

mod desktop;
mod links;
mod opening;
mod own_pages;

use crate::adapters::bell::Bell;
use crate::adapters::clipboard::Clipboard;
use crate::adapters::storage::Storage;
use crate::adapters::vault::{self, Vault};
#[cfg(target_os = "linux")]
use crate::background;
use crate::driver::{Driver, pass_on};
use crate::perform::{Ports, now};
use crate::settings::{elsewhere, meum_address, meum_setting};
use crate::world::World;
use crate::{aftermath, commands, headless, logbook, menu, notebook, painting};
use connect_core::app::{About, App};
use connect_core::effect::{Effect, Keep};
use connect_core::event::Event;
#[cfg(not(target_os = "linux"))]
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::language::Language;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::view::View;
use desktop::TauriDesktop;
use std::path::Path;
use std::sync::Arc;
use tauri::{Emitter, Manager};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

/// The way from the page's commands to the driver.
pub struct Running {
    /// The driver's inbox.
    pub events: UnboundedSender<Event>,
    /// The driver's latest view.
    pub views: watch::Receiver<Arc<View>>,
}

/// Runs the app until its window is closed.
pub fn run() {
    if !painting::has_screen() {
        headless::tell_of_no_screen();
        std::process::exit(1);
    }
    let built = menu::with_menu(with_commands(tauri::Builder::default()), |app| !stays_open(app))
        // First, since a second start ends here.
        .plugin(one_app())
        .plugin(own_pages::only())
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .setup(|app| {
            opening::open(app.handle())?;
            start(app.handle())?;
            Ok(())
        })
        .on_window_event(|window, event| match event {
            tauri::WindowEvent::Focused(in_front) => {
                tell(window.app_handle(), Event::Focused(*in_front));
            }
            tauri::WindowEvent::CloseRequested { api, .. } if stays_open(window.app_handle()) => api.prevent_close(),
            _ => {}
        })
        .build(tauri::generate_context!("tauri.conf.json"));
    match built {
        Ok(app) => app.run(|app, event| match event {
            // *Quit* in a menu. When the window has closed, this comes too, and nothing holds it up.
            tauri::RunEvent::ExitRequested { code: None, api, .. }
                if app.get_webview_window("main").is_some() && stays_open(app) =>
            {
                api.prevent_exit();
            }
            tauri::RunEvent::Exit => {
                tracing::info!("The window has ended");
                clear_clipboard(app);
                if let Some(mark) = app.try_state::<aftermath::Mark>() {
                    mark.give_back();
                }
            }
            _ => {}
        }),
        Err(error) => {
            tracing::error!(%error, "The window could not be opened");
            std::process::exit(1);
        }
    }
}

/// Whether the window has to stay, because closing it now would lose something. If so, this tells the
/// core, which closes the window once nothing is at stake. A core that has ended holds nothing up.
fn stays_open(app: &tauri::AppHandle) -> bool {
    let stays = app.try_state::<Running>().is_some_and(|running| {
        let waits = {
            let view = running.views.borrow();
            view.at_stake.is_some() || view.unsettled || view.hears_of_closing
        };
        waits && running.events.send(Event::CloseAsked).is_ok()
    });
    tracing::info!(stays, "The window is asked to close");
    stays
}

/// Removes a copied credential, so that it does not outlive the app.
fn clear_clipboard(app: &tauri::AppHandle) {
    let cleared = app.try_state::<Clipboard>().map_or(Ok(()), |clipboard| clipboard.clear());
    if cleared.is_err() {
        tracing::warn!("The clipboard could not be cleared");
    }
}

/// Registers the commands that the page may call; `tests/ipc.rs` builds a window with them too.
pub fn with_commands<R: tauri::Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder.invoke_handler(tauri::generate_handler![commands::dispatch, commands::snapshot])
}

fn tell(app: &tauri::AppHandle, event: Event) {
    if let Some(running) = app.try_state::<Running>() {
        // A driver that has ended needs no events.
        let _ = running.events.send(event);
    }
}

/// Hands a second start over to the first.
#[cfg(windows)]
fn one_app() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_single_instance::init(|app, arguments, _folder| {
        bring_to_front(app);
        if let Some(address) = links::among(arguments.into_iter()) {
            links::hear(app, &address);
        }
    })
}

/// Hands a second start over to the first.
#[cfg(unix)]
fn one_app() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    use crate::second_start::{DEADLINE, Start, look};
    let built = tauri::plugin::Builder::new("one-app").setup(|app, _| {
        match look(&app.path().app_local_data_dir()?, links::given().as_ref()) {
            Ok(Start::HandedOver) => {
                app.cleanup_before_exit();
                std::process::exit(0);
            }
            Ok(Start::GoesOn(seat)) => {
                let (app, listener) = (app.clone(), app.clone());
                let comes = move || {
                    let (window, (says, said)) = (app.clone(), std::sync::mpsc::channel());
                    let asked = app.run_on_main_thread(move || {
                        bring_to_front(&window);
                        // Whoever waited may have given up.
                        let _ = says.send(());
                    });
                    asked.is_ok() && said.recv_timeout(DEADLINE).is_ok()
                };
                seat.take(comes, move |address| links::hear(&listener, &address));
            }
            // The lock of the notes still keeps two apps apart.
            Err(error) => tracing::warn!(%error, "Another start of the app cannot be looked for"),
        }
        Ok(())
    });
    built.build()
}

fn bring_to_front(app: &tauri::AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "The window could not be brought to the front");
    }
}

/// Starts the driver. If a setting or the trust store forbids it, the window says so.
///
/// # Errors
/// When the system does not say where the data folder is.
fn start(app: &tauri::AppHandle) -> tauri::Result<()> {
    painting::keep_it_plain(app);
    // On Windows the former one roams with the user; elsewhere they are the same.
    let (former, folder) = (app.path().app_data_dir()?, app.path().app_local_data_dir()?);
    let (events, inbox) = unbounded_channel();
    remember_last_time(app, &folder, &events);
    let clipboard = Clipboard::start();
    let (bell, ringing) = Bell::start(events.clone());
    tauri::async_runtime::spawn(ringing);
    let ports = Ports {
        storage: Storage::start_after(former, folder),
        vault: Arc::new(Vault::start(vault::SERVICE)),
        desktop: Arc::new(TauriDesktop { app: app.clone(), clipboard: clipboard.clone(), bell }),
        events: events.clone(),
    };
    let views = match real_world() {
        Ok(world) => {
            let (core, first) = App::new(about());
            drive(app, Driver::new(core, ports, world), first, inbox)
        }
        Err(problem) => {
            tracing::error!(
                code = problem.kind.code(),
                line = problem.technical.as_ref().map(connect_core::problem::Technical::as_str),
                "Cannot start"
            );
            let first = vec![Effect::Keep(Keep::Load)];
            drive(app, Driver::stranded(App::stuck(about(), problem, now()), ports), first, inbox)
        }
    };
    beside(app, &events, &views);
    links::listen(app);
    app.manage(Running { events, views });
    app.manage(clipboard);
    Ok(())
}

/// Looks at what was left of the last time, and leaves its own notes from now on.
fn remember_last_time(app: &tauri::AppHandle, folder: &Path, events: &UnboundedSender<Event>) {
    aftermath::belongs_to(folder, "window");
    logbook::keep_in(folder);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), system = system(), "The window starts");
    let mark = aftermath::Mark::take(folder, aftermath::Part::Window);
    // A driver that has ended needs no events.
    let _ = events.send(Event::LastTime(aftermath::of_last_time(folder, mark.as_ref())));
    if let Some(mark) = mark {
        app.manage(mark);
    }
}

/// What stands beside the window on Linux: the icon of a watch that goes on without it.
#[cfg(target_os = "linux")]
fn beside(app: &tauri::AppHandle, events: &UnboundedSender<Event>, views: &watch::Receiver<Arc<View>>) {
    background::beside_window(events, views.clone(), {
        let app = app.clone();
        move || {
            let window = app.clone();
            let asked = app.run_on_main_thread(move || bring_to_front(&window));
            if let Err(error) = asked {
                tracing::warn!(%error, "The window could not be brought to the front");
            }
        }
    });
}

/// Nothing stands beside the window: the watch ends with it.
#[cfg(not(target_os = "linux"))]
fn beside(_app: &tauri::AppHandle, events: &UnboundedSender<Event>, _views: &watch::Receiver<Arc<View>>) {
    for faculty in [Faculty::Background, Faculty::Tray, Faculty::StartAtLogin] {
        // A driver that has ended needs no events.
        let _ = events.send(Event::DesktopCan(faculty, Ability::No(Lack::NoProgram)));
    }
}

/// The real world, with Meum where the settings say.
///
/// # Errors
/// When a setting is refused, or the operating system's trust store cannot be used.
pub(crate) fn real_world() -> Result<World, Problem> {
    let meum = meum_address(meum_setting().as_deref())?;
    World::real(meum).map_err(|error| Problem::new(ProblemKind::TrustUnusable).with_technical(&error.to_string()))
}

fn drive(
    app: &tauri::AppHandle,
    (driver, views): (Driver, watch::Receiver<Arc<View>>),
    first: Vec<Effect>,
    inbox: UnboundedReceiver<Event>,
) -> watch::Receiver<Arc<View>> {
    app.manage(driver.approvals());
    let app = app.clone();
    tauri::async_runtime::spawn(driver.run(first, inbox));
    tauri::async_runtime::spawn(pass_on(views.clone(), move |view| {
        if let Err(error) = app.emit_to("main", "view", view) {
            tracing::warn!(%error, "A view could not be shown");
        }
    }));
    views
}

pub(crate) fn about() -> About {
    About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        system: system(),
        language: language(),
        notebook: notebook::notebook(),
        meum_at: elsewhere(meum_setting().as_deref()),
    }
}

/// The computer's language, as far as the app speaks it.
fn language() -> Language {
    // A computer may have several, in the order in which they are liked.
    sys_locale::get_locales().find_map(|setting| Language::of_setting(&setting)).unwrap_or_default()
}

/// The operating system's name and version, for a report to support.
fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .map(|name| name.trim_matches('"').to_owned());
    name.unwrap_or_else(|| format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH))
}
