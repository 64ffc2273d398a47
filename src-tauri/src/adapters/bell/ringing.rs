//! The task that keeps to the desktop's notification service: shows what it is told to, follows the service
//! as it ends and comes back, and hears which notification was opened.

use super::freedesktop::{BUTTON, CLICK};
use super::numbers::Numbers;
use super::service::Service;
use super::{Order, Place, Spoken};
use connect_core::event::Event;
use connect_core::faculties::{Ability, Faculty, Lack};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use zbus::Message;
use zbus::export::ordered_stream::OrderedStreamExt;

/// Runs until the app wants no more.
pub async fn run(place: Place, mut orders: UnboundedReceiver<Order>, events: UnboundedSender<Event>) {
    let mut desk = Desk::new(place, events);
    desk.reach().await;
    loop {
        let next = match &mut desk.service {
            Some(service) => tokio::select! {
                order = orders.recv() => Next::Ordered(order),
                told = service.told.next() => Next::Told(told.and_then(Result::ok)),
                owner = service.owners.next() => Next::Owner(owner.and_then(Result::ok)),
            },
            None => Next::Ordered(orders.recv().await),
        };
        match next {
            Next::Ordered(None) => return,
            Next::Ordered(Some(order)) => {
                desk.take(order);
                // What came meanwhile goes with it: a service that is silent is waited for once.
                while let Ok(order) = orders.try_recv() {
                    desk.take(order);
                }
                desk.do_all().await;
            }
            Next::Told(Some(message)) => desk.hear(&message),
            Next::Owner(Some(message)) => desk.follow(&message).await,
            Next::Told(None) | Next::Owner(None) => desk.lose(),
        }
    }
}

enum Next {
    Ordered(Option<Order>),
    Told(Option<Message>),
    Owner(Option<Message>),
}

struct Desk {
    bus: Option<String>,
    service: Option<Service>,
    /// The service's number of each notification that is on the desktop.
    numbers: Numbers,
    /// What is to be shown. What could not be shown stays here, for a service that comes back.
    to_show: Vec<Spoken>,
    /// What was sent to a service that did not answer: it may still show it, unless it ends.
    unanswered: Vec<Spoken>,
    /// The numbers of what is to go.
    to_close: Vec<u32>,
    /// What the app was told last.
    can: Option<Ability>,
    events: UnboundedSender<Event>,
}

impl Desk {
    fn new(Place { bus, numbers }: Place, events: UnboundedSender<Event>) -> Self {
        Self {
            bus,
            service: None,
            numbers: Numbers::in_file(numbers),
            to_show: Vec::new(),
            unanswered: Vec::new(),
            to_close: Vec::new(),
            can: None,
            events,
        }
    }

    /// Connects to the bus, and looks for the service.
    async fn reach(&mut self) {
        let looked = match Service::reach(self.bus.as_deref()).await {
            Ok(mut service) => {
                let looked = service.look().await;
                self.numbers.of_service(&service.owner().await);
                self.service = Some(service);
                looked
            }
            Err(lack) => Err(lack),
        };
        self.tell(looked);
    }

    fn take(&mut self, order: Order) {
        let subject = match &order {
            Order::Show(spoken) => spoken.subject.clone(),
            Order::Withdraw(subject) => subject.clone(),
        };
        self.to_show.retain(|waiting| waiting.subject != subject);
        self.unanswered.retain(|waiting| waiting.subject != subject);
        match order {
            Order::Show(spoken) => self.to_show.push(spoken),
            Order::Withdraw(subject) => self.to_close.extend(self.numbers.take(&subject)),
        }
    }

    /// Does what is to be done, until something goes wrong.
    async fn do_all(&mut self) {
        if self.service.is_none() {
            self.reach().await;
        }
        let Some(service) = &self.service else { return };
        for number in std::mem::take(&mut self.to_close) {
            service.close(number).await;
        }
        while let Some(spoken) = self.to_show.first().cloned() {
            let Some(service) = &self.service else { return };
            let before = self.numbers.of(&spoken.subject).unwrap_or_default();
            let shown = service.show(&spoken, before).await;
            self.tell(shown.map(drop));
            match shown {
                Ok(number) => {
                    self.to_show.remove(0);
                    // It takes one call after the other, so those before have been shown as well.
                    self.unanswered.clear();
                    self.numbers.note(spoken.subject, number);
                }
                Err(Lack::Silent) => return self.unanswered.push(self.to_show.remove(0)),
                Err(Lack::NoProgram | Lack::Refused) => return,
            }
        }
    }

    /// The merchant opened a notification, or one has gone. Some services tell everybody of everybody's.
    fn hear(&mut self, message: &Message) {
        let header = message.header();
        match header.member().map(zbus::names::MemberName::as_str) {
            Some("ActionInvoked") => {
                let Ok((number, action)) = message.body().deserialize::<(u32, String)>() else { return };
                let subject = self.numbers.subject(number).filter(|_| action == CLICK || action == BUTTON);
                if let Some(subject) = subject {
                    self.event(Event::NotificationOpened(subject));
                }
            }
            Some("NotificationClosed") => {
                let Ok((number, _)) = message.body().deserialize::<(u32, u32)>() else { return };
                self.numbers.is_gone(number);
            }
            Some(_) | None => {}
        }
    }

    /// The service has ended, or another one is there. Its numbers are its own.
    async fn follow(&mut self, message: &Message) {
        let Ok((_, before, after)) = message.body().deserialize::<(String, String, String)>() else { return };
        if !before.is_empty() {
            self.to_close.clear();
        }
        self.numbers.of_service(&after);
        let Some(service) = &mut self.service else { return };
        if after.is_empty() {
            // To ask it anything would start it again, against whoever has just ended it.
            let able = service.starts_by_itself().await;
            return self.tell(if able { Ok(()) } else { Err(Lack::NoProgram) });
        }
        let looked = service.look().await;
        self.tell(looked);
        self.to_show.append(&mut self.unanswered);
        if looked.is_ok() {
            self.do_all().await;
        }
    }

    /// The bus has gone. The next notification looks for another one.
    fn lose(&mut self) {
        self.service = None;
        self.to_close.clear();
        self.tell(Err(Lack::NoProgram));
    }

    fn tell(&mut self, looked: Result<(), Lack>) {
        let can = looked.map_or_else(Ability::No, |()| Ability::Yes);
        if self.can != Some(can) {
            self.can = Some(can);
            self.event(Event::DesktopCan(Faculty::Notifications, can));
        }
    }

    fn event(&self, event: Event) {
        // An app that has ended needs no events.
        let _ = self.events.send(event);
    }
}
