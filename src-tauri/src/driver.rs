//! The driver: the one task that owns the state. It takes one event after the other, lets the core decide,
//! performs the effects, and shows the view. Nothing else holds or locks the state.

mod approving;
mod asking;
mod keeping;
mod saving;
mod showing;
mod waking;

use crate::adapters::bell::Spoken;
use crate::approvals::Approvals;
use crate::headless::say_as;
use crate::inquiry;
use crate::perform::{Ports, now};
use crate::world::{PracticeWorld, World};
use connect_core::alarms::Notification;
use connect_core::app::App;
use connect_core::effect::{Desktop, Effect, Practise, Settings};
use connect_core::event::Event;
use connect_core::language::Language;
use connect_core::message::Message;
use connect_core::observed::Observed;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;
use connect_core::view::View;
use connect_core::words::keys;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::watch;
use tokio::task::AbortHandle;

pub use showing::pass_on;
use waking::Clocks;

/// The running app, without a window.
pub struct Driver {
    app: App,
    ports: Ports,
    /// `None` where the app cannot start: then nothing is asked of anybody.
    real: Option<World>,
    practice: Option<Arc<PracticeWorld>>,
    running: HashMap<Ticket, AbortHandle>,
    /// The requests for approval among them.
    approvals: Approvals,
    /// Shops whose latest state is not on the disk. The next event tries again.
    unsaved: HashMap<ShopId, Unsaved>,
    /// Since when another program has kept the notes locked. They are tried again by themselves.
    locked_since: Option<Instant>,
    /// The last piece of history could not be stored.
    history_failed: Arc<AtomicBool>,
    /// The settings, if they are not on the disk.
    unsaved_settings: Option<Settings>,
    views: watch::Sender<Arc<View>>,
    /// When the last event was.
    clocks: Clocks,
    /// The file that the report was saved as last.
    saved: Arc<Mutex<Option<PathBuf>>>,
    /// A test that receives every view. The window misses views that are replaced before it looks.
    witness: Option<UnboundedSender<Arc<View>>>,
}

/// A shop's latest state, and why it is not on the disk.
struct Unsaved {
    record: Box<ShopRecord>,
    observed: Option<Box<Observed>>,
    why: Problem,
}

impl Driver {
    /// The driver of an app, and the receiver of its views.
    pub fn new(app: App, ports: Ports, real: World) -> (Self, watch::Receiver<Arc<View>>) {
        Self::within(app, ports, Some(real))
    }

    /// The driver of an app that cannot start: its window says why, and the report for support is shown and saved.
    pub fn stranded(app: App, ports: Ports) -> (Self, watch::Receiver<Arc<View>>) {
        Self::within(app, ports, None)
    }

    fn within(app: App, ports: Ports, real: Option<World>) -> (Self, watch::Receiver<Arc<View>>) {
        let (views, shown) = watch::channel(Arc::new(app.view()));
        let driver = Self {
            app,
            approvals: Approvals::new(ports.events.clone()),
            ports,
            real,
            practice: None,
            running: HashMap::new(),
            unsaved: HashMap::new(),
            history_failed: Arc::default(),
            unsaved_settings: None,
            locked_since: None,
            views,
            clocks: Clocks::new(now()),
            saved: Arc::default(),
            witness: None,
        };
        (driver, shown)
    }

    /// The requests for approval that wait: what hears an address by which an answer may come.
    pub fn approvals(&self) -> Approvals {
        self.approvals.clone()
    }

    /// The same driver, which also sends every single view to a test.
    #[must_use]
    pub fn witnessed(mut self, by: UnboundedSender<Arc<View>>) -> Self {
        self.witness = Some(by);
        self
    }

    /// Performs the first effects, and then runs until every sender of events is gone.
    pub async fn run(mut self, first: Vec<Effect>, mut events: UnboundedReceiver<Event>) {
        self.perform_all(first).await;
        loop {
            self.tell_the_time().await;
            let event = tokio::select! {
                event = events.recv() => event,
                () = sleep_until(self.wake_at()) => Some(Event::Tick),
            };
            let Some(event) = event else { return };
            if self.clocks.slept(now()) {
                let effects = self.app.update(Event::Woke, now());
                self.perform_all(effects).await;
            }
            // After a failed save, the disk is as full as before: wait for another event.
            if !matches!(event, Event::SaveFailed(_)) {
                self.save_again().await;
            }
            let effects = self.app.update(event, now());
            self.perform_all(effects).await;
            self.show();
        }
    }

    /// Tells the core how far this computer's time is from UTC, where that has changed: a summer begins or
    /// ends while the app runs.
    async fn tell_the_time(&mut self) {
        if let Some(offset) = self.clocks.offset_if_new(now()) {
            let effects = self.app.update(Event::LocalTime(offset), now());
            self.perform_all(effects).await;
        }
    }

    /// When to look again: the core's own time, or sooner while something waits for locked notes.
    fn wake_at(&self) -> Option<Timestamp> {
        let soon = self.locked_since.map(|_| now().after(keeping::TRY_AGAIN));
        self.app.wake_at(now()).into_iter().chain(soon).min()
    }

    fn show(&self) {
        if self.witness.is_none() && self.views.is_closed() {
            // Nobody looks: without a window, the watch needs no view.
            return;
        }
        let view = Arc::new(self.app.view());
        if let Some(witness) = &self.witness {
            // A test that has seen enough does not listen any more.
            let _ = witness.send(Arc::clone(&view));
        }
        self.views.send_replace(view);
    }

    async fn save_again(&mut self) {
        for (_, shop) in std::mem::take(&mut self.unsaved) {
            self.save(shop.record, shop.observed).await;
        }
        if let Some(settings) = self.unsaved_settings.take() {
            self.save_settings(settings).await;
        }
    }

    async fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform(effect).await;
        }
        self.running.retain(|_, task| !task.is_finished());
    }

    /// The world that a shop lives in; `None` for a practice shop whose servers did not start, for a shop that nobody
    /// knows, and where the app cannot start: what is asked of it never reaches a real server.
    fn world_of(&self, shop: &ShopId) -> Option<World> {
        match self.app.is_practice(shop) {
            Some(true) => self.practice.as_ref().map(|practice| practice.world.clone()),
            Some(false) => self.real.clone(),
            None => None,
        }
    }

    /// Works on a question in the background and answers with an event.
    fn answer(&mut self, ticket: Ticket, answer: impl Future<Output = Event> + Send + 'static) {
        let ports = self.ports.clone();
        let task = tokio::spawn(async move {
            let event = answer.await;
            ports.tell(event);
        });
        self.running.insert(ticket, task.abort_handle());
    }

    async fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Keep(keep) => self.keep(keep).await,
            Effect::Ask { ticket, shop, question } => self.ask(ticket, shop, question),
            Effect::Hold(shop, held) => inquiry::hold(&self.ports.vault, &shop, held),
            Effect::Cancel(ticket) => {
                if let Some(task) = self.running.remove(&ticket) {
                    task.abort();
                }
            }
            Effect::Practise(Practise::Start { scenario, switched_on }) => {
                self.start_practice(scenario, switched_on).await;
            }
            Effect::Practise(Practise::Imitate(scenario)) => {
                if let Some(practice) = &self.practice {
                    practice.set_scenario(scenario);
                }
            }
            Effect::Practise(Practise::Stop) => self.practice = None,
            Effect::Desktop(Desktop::Open { address, practice }) => self.ports.open(&self.page(address, practice)),
            Effect::Desktop(Desktop::CopyPage { address, practice }) => {
                self.ports.copy_note(&self.page(address, practice));
            }
            Effect::Desktop(Desktop::OpenApproval(ticket)) => self.open_approval(ticket),
            Effect::Desktop(Desktop::CopyApproval(ticket)) => self.copy_approval(ticket),
            Effect::Desktop(Desktop::Zoom(zoom)) => self.ports.desktop.zoom(zoom.percent()),
            Effect::Desktop(Desktop::Say(text)) => self.ports.desktop.say(&text),
            Effect::Desktop(Desktop::Notify(told)) => self.ports.desktop.notify(spoken(&told, self.app.language())),
            Effect::Desktop(Desktop::Withdraw(subject)) => self.ports.desktop.withdraw(subject),
            Effect::Desktop(Desktop::ComeToFront) => self.ports.desktop.come_to_front(),
            Effect::Desktop(Desktop::Close) => {
                self.nothing_is_unwritten().await;
                self.ports.desktop.close();
            }
            Effect::Desktop(Desktop::GoBehind) => {
                self.nothing_is_unwritten().await;
                self.ports.desktop.go_behind();
            }
            Effect::Desktop(Desktop::OpenLog) => self.ports.desktop.open_log(),
            Effect::Desktop(Desktop::SaveReport(form)) => self.save_report(form),
            Effect::Desktop(Desktop::ShowSaved) => self.show_saved(),
            Effect::Desktop(Desktop::StartAtLogin(on)) => self.ports.start_at_login(on),
            Effect::Desktop(Desktop::LookAtLoginEntry) => self.ports.look_at_login_entry(),
            Effect::Desktop(Desktop::CopyNote(note)) => self.ports.copy_note(&note),
            Effect::Desktop(Desktop::Copy { shop, credential }) => {
                let (ports, connected_at) = (self.ports.clone(), self.app.connected_at(&shop));
                tokio::spawn(async move { ports.copy(&shop, connected_at, credential).await });
            }
        }
    }

    /// A page's address as a browser on this computer opens it.
    fn page(&self, address: String, practice: bool) -> String {
        match &self.practice {
            Some(world) if practice => world.browser_address(&address),
            Some(_) | None => address,
        }
    }

    async fn start_practice(&mut self, scenario: connect_core::scenario::Scenario, switched_on: bool) {
        if self.practice.is_none() {
            match PracticeWorld::start(scenario, switched_on).await {
                Ok(world) => self.practice = Some(Arc::new(world)),
                Err(error) => {
                    let problem = Problem::new(ProblemKind::PracticeFailed).with_technical(&error.to_string());
                    return self.ports.tell(Event::PracticeStarted(Err(problem)));
                }
            }
        }
        self.ports.tell(Event::PracticeStarted(Ok(())));
    }
}

impl Drop for Driver {
    /// Ends the questions under way. They would keep the notes open, and nobody would hear their answers.
    fn drop(&mut self) {
        for task in self.running.values() {
            task.abort();
        }
    }
}

/// A notification in words.
fn spoken(told: &Notification, language: Language) -> Spoken {
    let Notification { subject, wrong: _, title, body } = told;
    let say = |message: &Message| say_as(message, language);
    Spoken { subject: subject.clone(), title: say(title), body: say(body), open: say(&keys::TOLD_OPEN.alone()) }
}

/// Waits for a moment; for ever when there is none.
async fn sleep_until(moment: Option<Timestamp>) {
    let Some(moment) = moment else { return std::future::pending().await };
    let left = Duration::from_millis(u64::try_from(moment.0.saturating_sub(now().0)).unwrap_or(0));
    // A computer that slept has a clock that jumped: never wait so long that this is missed.
    tokio::time::sleep(left.min(waking::LOOK)).await;
}
