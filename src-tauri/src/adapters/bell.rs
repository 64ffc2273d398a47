//! Notifications of the desktop. A task of its own speaks to whatever shows them: a program that never
//! answers, ends, or comes back holds nobody up. What this desktop can do, and what becomes of a
//! notification, comes as an event.
//!
//! Nothing hangs on a button: no desktop is sure to show one, and some close a notification that is
//! clicked.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod freedesktop;
#[cfg(target_os = "linux")]
mod numbers;
#[cfg(target_os = "linux")]
mod ringing;
#[cfg(target_os = "linux")]
mod service;

use connect_core::alarms::Subject;
use connect_core::event::Event;
use std::path::PathBuf;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A notification in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What it is about: it takes the place of the last one about the same.
    pub subject: Subject,
    /// A few words.
    pub title: String,
    /// One or two sentences.
    pub body: String,
    /// What its button says.
    pub open: String,
}

/// Where the service is, and where its numbers are noted.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The address of the message bus; `None` is the desktop's own.
    pub bus: Option<String>,
    /// A file for the numbers of what is on the desktop; without one, the next process takes nothing away.
    pub numbers: Option<PathBuf>,
}

impl Place {
    /// The desktop's own.
    fn usual() -> Self {
        #[cfg(target_os = "linux")]
        return Self { bus: None, numbers: numbers::usual_place() };
        #[cfg(not(target_os = "linux"))]
        Self::default()
    }
}

/// What the task is asked.
#[derive(Debug)]
enum Order {
    Show(Spoken),
    Withdraw(Subject),
}

/// The way to the task.
#[derive(Clone, Debug)]
pub struct Bell(UnboundedSender<Order>);

impl Bell {
    /// Starts the task, which finds out whether this desktop shows notifications.
    pub fn start(events: UnboundedSender<Event>) -> (Self, impl Future<Output = ()> + Send + 'static) {
        Self::start_on(Place::usual(), events)
    }

    /// The same in another place.
    pub fn start_on(place: Place, events: UnboundedSender<Event>) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (orders, inbox) = unbounded_channel();
        (Self(orders), run(place, inbox, events))
    }

    /// Shows a notification, or says by an event why not.
    pub fn show(&self, spoken: Spoken) {
        self.order(Order::Show(spoken));
    }

    /// Takes the notification about this off the desktop, if it is there.
    pub fn withdraw(&self, subject: Subject) {
        self.order(Order::Withdraw(subject));
    }

    fn order(&self, order: Order) {
        // A task that has ended shows nothing; then the app ends too.
        let _ = self.0.send(order);
    }
}

#[cfg(target_os = "linux")]
async fn run(place: Place, orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    ringing::run(place, orders, events).await;
}

#[cfg(not(target_os = "linux"))]
async fn run(_place: Place, orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    elsewhere::run(orders, events).await;
}
