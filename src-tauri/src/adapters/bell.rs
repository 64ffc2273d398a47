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
mod ringing;
#[cfg(target_os = "linux")]
mod service;

use connect_core::alarms::Subject;
use connect_core::event::Event;
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
        Self::start_on(None, events)
    }

    /// The same on the message bus at this address; `None` is the desktop's own.
    pub fn start_on(
        bus: Option<String>,
        events: UnboundedSender<Event>,
    ) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (orders, inbox) = unbounded_channel();
        (Self(orders), run(bus, inbox, events))
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
async fn run(bus: Option<String>, orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    ringing::run(bus, orders, events).await;
}

#[cfg(not(target_os = "linux"))]
async fn run(_bus: Option<String>, orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    elsewhere::run(orders, events).await;
}
