//! The app of a cell, without its window: it has a runtime of its own, so that ending it ends all
//! that it does, as a kill would; and every view it ever showed is kept.

use super::secrets::Planted;
use crate::harness::{Remembering, gone, is_step, secret, wizard};
use connect_core::app::{About, App};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::LineState;
use connect_core::problem::ProblemKind;
use connect_core::view::{ProblemView, Screen, StepView, View};
use meum_connect::adapters::storage::Storage;
use meum_connect::adapters::vault::Vault;
use meum_connect::driver::Driver;
use meum_connect::perform::Ports;
use meum_connect::world::World;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

/// Longer than this nothing may take, whatever the fault: the longest search is given up after
/// thirty seconds.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// How long a write waits for a database that is locked, and anything for a password store that does
/// not answer: short, since nobody comes to put it right.
const BUSY: Duration = Duration::from_millis(200);
const VAULT_LIMIT: Duration = Duration::from_secs(6);

/// What went wrong with a cell, in words.
pub type Outcome<T = ()> = Result<T, String>;

/// A running app.
pub struct Driven {
    events: UnboundedSender<Event>,
    views: watch::Receiver<Arc<View>>,
    every: UnboundedReceiver<Arc<View>>,
    folder: PathBuf,
    runtime: Option<Runtime>,
}

impl Driven {
    /// Starts the app on this data folder, with this service's entries in the password store.
    pub fn start(folder: &Path, service: &str, world: World) -> Self {
        let about = About { version: "test".to_owned(), system: "test".to_owned(), ..About::default() };
        let (events, inbox) = unbounded_channel();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let ports = Ports {
            storage: Storage::start_with(folder.to_owned(), BUSY),
            vault: Arc::new(Vault::start_with(service, VAULT_LIMIT)),
            desktop: Arc::new(Remembering::default()),
            events: events.clone(),
        };
        let (app, first) = App::new(about);
        let (driver, views) = Driver::new(app, ports, world);
        let (witness, every) = unbounded_channel();
        runtime.spawn(driver.witnessed(witness).run(first, inbox));
        Self { events, views, every, folder: folder.to_owned(), runtime: Some(runtime) }
    }

    pub fn view(&self) -> View {
        View::clone(&self.views.borrow())
    }

    /// Asks for something, without waiting.
    pub fn say(&self, intent: Intent) {
        let _ = self.events.send(Event::Asked(intent));
    }

    /// Asks, and waits until all that follows is over.
    pub async fn ask(&mut self, intent: Intent) -> Outcome<View> {
        let before = self.view().heard;
        self.say(intent);
        // Not the next view: an answer to a look of a guest's may come first.
        self.until("the intent is heard", |view| view.heard > before).await?;
        self.rest().await
    }

    /// Waits until the view is as described.
    pub async fn until(&mut self, what: &str, is_so: impl Fn(&View) -> bool) -> Outcome<View> {
        let waiting = self.views.wait_for(|view| is_so(view));
        let why = match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(view)) => return Ok(View::clone(&view)),
            Ok(Err(_)) => "the app is gone",
            Err(_) => "hangs",
        };
        Err(format!("{what}: {why}; last: {}", told(&self.view())))
    }

    /// Waits until nothing is under way, and all that was said about it has been heard.
    pub async fn rest(&mut self) -> Outcome<View> {
        loop {
            self.until("rest", is_at_rest).await?;
            let before = self.view().rev;
            // Behind whatever is still to be heard; it changes nothing by itself.
            let _ = self.events.send(Event::Focused(true));
            let view = self.until("the last word", |view| view.rev > before).await?;
            if is_at_rest(&view) {
                return Ok(view);
            }
        }
    }

    /// The computer wakes: everything is asked anew by itself. Waits until all of it has been answered.
    pub async fn wakes(&mut self) -> Outcome<View> {
        let before = self.view().rev;
        let _ = self.events.send(Event::Woke);
        self.until("it has heard", |view| view.rev > before).await?;
        self.rest().await
    }

    /// Waits until no line of the panel is asked about again.
    pub async fn until_certain(&mut self) -> Outcome<View> {
        let certain = |view: &View| match &view.screen {
            Screen::Panel(panel) => panel.lines.iter().all(|line| line.state != LineState::CheckingAgain),
            _ => false,
        };
        self.until("the lines are certain", |view| is_at_rest(view) && certain(view)).await
    }

    /// Ends the app at once; gives every view it showed, as the window gets them.
    pub async fn kill(mut self) -> Vec<String> {
        self.end();
        gone(&self.folder).await;
        let every = std::iter::from_fn(|| self.every.try_recv().ok());
        every.map(|view| serde_json::to_string(&*view).unwrap()).collect()
    }

    /// Waits until all that it was doing is dropped, and with it what it held.
    fn end(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            tokio::task::block_in_place(|| runtime.shutdown_timeout(Duration::from_secs(5)));
        }
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        self.end();
    }
}

fn is_at_rest(view: &View) -> bool {
    match &view.screen {
        Screen::Starting => false,
        Screen::CannotStart { .. } | Screen::Settings(_) => true,
        Screen::Wizard(wizard) => wizard.doing.is_none(),
        Screen::Panel(panel) => !panel.checking,
        Screen::Disconnect(page) => page.doing.is_none() && page.ready,
        Screen::Forget(page) => page.doing.is_none(),
        Screen::Ended(page) => page.doing.is_none(),
        Screen::Unlock(page) => page.doing.is_none(),
        Screen::Move(page) => page.doing.is_none(),
    }
}

/// The step on the screen.
pub fn step(view: &View) -> &'static str {
    const STEPS: [&str; 6] = ["welcome", "yourShop", "shopKeys", "meumKey", "review", "handOver"];
    match (&view.screen, wizard(view)) {
        (Screen::Panel(_), _) => "panel",
        (Screen::Disconnect(_), _) => "disconnect",
        (Screen::Forget(_), _) => "forget",
        (Screen::Ended(_), _) => "ended",
        (Screen::Unlock(_), _) => "unlock",
        (Screen::Move(_), _) => "move",
        (Screen::Settings(_), _) => "settings",
        (_, Some(wizard)) => STEPS.into_iter().find(|name| is_step(wizard, name)).unwrap_or("another step"),
        _ => "no step",
    }
}

/// Every problem that is named on the screen, by its code: the wizard's, the app's own, and those of
/// the panel's lines. Remarks are none.
pub fn codes(view: &View) -> BTreeSet<&'static str> {
    let mut problems: Vec<&ProblemView> = view.notice.iter().collect();
    let mut kinds = Vec::new();
    match &view.screen {
        Screen::CannotStart { problem } => problems.push(problem),
        Screen::Wizard(wizard) => {
            problems.extend(&wizard.problem);
            if let StepView::HandOver { half, .. } = &wizard.step {
                problems.extend(half.as_deref());
            }
        }
        Screen::Disconnect(page) => problems.extend(&page.problem),
        Screen::Forget(page) => problems.extend(&page.problem),
        Screen::Unlock(page) => problems.push(&page.problem),
        Screen::Move(page) => problems.extend(&page.problem),
        Screen::Ended(page) => {
            problems.extend(&page.problem);
            kinds.extend(page.code);
        }
        Screen::Panel(panel) => {
            problems.extend(panel.status_problem.iter().chain(&panel.shop_problem));
            kinds.extend(panel.lines.iter().filter_map(|line| line.code));
        }
        Screen::Starting | Screen::Settings(_) => {}
    }
    kinds.extend(problems.into_iter().map(|problem| problem.code));
    kinds.into_iter().map(ProblemKind::code).collect()
}

/// What the screen says of a key and secret that were issued and are not kept.
pub fn says_lost(view: &View) -> bool {
    let coded = codes(view).iter().any(|code| ["G08", "G12", "G22", "H19"].contains(code));
    let shown = wizard(view).is_some_and(|wizard| {
        matches!(
            &wizard.step,
            StepView::Review { lost_answer: Some(_), .. } | StepView::HandOver { until_closed: true, .. }
        )
    });
    // Where the connection is over, nothing is left to lose.
    coded || shown || matches!(view.screen, Screen::Ended(_))
}

/// The screen in a few words.
pub fn told(view: &View) -> String {
    let doing = wizard(view).and_then(|wizard| wizard.doing.as_ref()).map(|doing| doing.work);
    format!("{} {:?}{}", step(view), codes(view), doing.map(|work| format!(" {work:?}")).unwrap_or_default())
}

/// What is typed where.
pub fn keys(planted: &Planted) -> Intent {
    Intent::CheckKeys { key: secret(&planted.consumer_key), secret: secret(&planted.consumer_secret) }
}
