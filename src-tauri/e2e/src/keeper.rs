//! A clipboard keeper, as desktops bring one: when a program ends, it keeps what that program copied, so
//! that a person can still paste it.
//!
//! On X a copied text lives in the program that copied it. Without a keeper no text would outlive the
//! app, and no journey could tell whether the app takes its secrets away. This keeper takes everything,
//! also what programs ask keepers to leave alone.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{
    ConnectionExt as _, SelectionEvent, SelectionEventMask, SelectionNotifyEvent as OwnerChanged,
};
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Timestamp, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::{Desk, refused};
use crate::profile::Profile;
use crate::trouble::{Outcome, Trouble};
use crate::wait::{PATIENCE, until};

x11rb::atom_manager! {
    /// X's numbers for the names that the clipboard uses.
    Names: NamesCookie { CLIPBOARD, UTF8_STRING, TARGETS, KEPT: b"MEUM_CONNECT_KEPT", }
}

/// A running clipboard keeper. It ends when it is dropped.
pub struct Keeper {
    desk: Arc<Desk>,
    window: Window,
    orders: mpsc::Sender<Order>,
}

enum Order {
    Tell(mpsc::Sender<Option<String>>),
    Copy(String, mpsc::Sender<()>),
    End,
}

impl Keeper {
    /// Starts keeping what is copied on this machine from now on.
    pub fn start(profile: &Profile) -> Outcome<Self> {
        let desk = Arc::new(Desk::new(profile.screen())?);
        let names = Names::new(&desk.x).map_err(refused)?.reply().map_err(refused)?;
        let window = window(&desk)?;
        let events = SelectionEventMask::SET_SELECTION_OWNER
            | SelectionEventMask::SELECTION_WINDOW_DESTROY
            | SelectionEventMask::SELECTION_CLIENT_CLOSE;
        desk.x.xfixes_query_version(5, 0).map_err(refused)?.reply().map_err(refused)?;
        let watching = desk.x.xfixes_select_selection_input(window, names.CLIPBOARD, events);
        watching.map_err(refused)?.check().map_err(refused)?;
        let (orders, inbox) = mpsc::channel();
        let keeping = Keeping { desk: Arc::clone(&desk), names, window, asked: None, kept: None };
        std::thread::spawn(move || keeping.work(&inbox));
        Ok(Self { desk, window, orders })
    }

    /// The text that a person can paste now, and still could if its program had ended.
    pub fn kept(&self) -> Outcome<Option<String>> {
        let (reply, answer) = mpsc::channel();
        self.order(Order::Tell(reply))?;
        heard(&answer)
    }

    /// Waits until the keeper has another text than before, and returns it.
    pub async fn keeps_other_than(&self, before: Option<&str>) -> Outcome<String> {
        until(async || match self.kept()? {
            Some(text) if before != Some(text.as_str()) => Ok(text),
            _ => Err(Trouble::new("nothing was copied")),
        })
        .await
    }

    /// Copies this, as another program than the app.
    pub fn copy(&self, text: &str) -> Outcome {
        let (reply, answer) = mpsc::channel();
        self.order(Order::Copy(text.to_owned(), reply))?;
        heard(&answer)
    }

    /// Gives an order. The message that announces it comes last in the X server's queue, so the keeper
    /// has seen all earlier events when it carries the order out.
    fn order(&self, order: Order) -> Outcome {
        self.orders.send(order).map_err(|_| Trouble::new("the clipboard keeper has ended"))?;
        let message = ClientMessageEvent::new(32, self.window, AtomEnum::STRING, [0; 5]);
        let sent = self.desk.x.send_event(false, self.window, EventMask::NO_EVENT, message);
        sent.map_err(refused)?.check().map_err(refused)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.order(Order::End);
    }
}

fn heard<T>(answer: &mpsc::Receiver<T>) -> Outcome<T> {
    let patience: Duration = PATIENCE;
    answer.recv_timeout(patience).map_err(|_| Trouble::new("the clipboard keeper does not answer"))
}

fn window(desk: &Desk) -> Outcome<Window> {
    let window = desk.x.generate_id().map_err(refused)?;
    let looks = CreateWindowAux::new();
    let made = desk.x.create_window(0, window, desk.root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &looks);
    made.map_err(refused)?.check().map_err(refused)?;
    Ok(window)
}

/// The keeper on its thread.
struct Keeping {
    desk: Arc<Desk>,
    names: Names,
    window: Window,
    /// When the content was asked for that is still to come.
    asked: Option<Timestamp>,
    kept: Option<String>,
}

impl Keeping {
    /// Works until the order to end, or until the X server is gone.
    fn work(mut self, orders: &mpsc::Receiver<Order>) {
        while let Ok(event) = self.desk.x.wait_for_event() {
            let done = match event {
                Event::XfixesSelectionNotify(change) => self.owner_changed(&change),
                Event::SelectionNotify(content) => self.take(&content),
                Event::SelectionRequest(request) => self.give(&request),
                Event::ClientMessage(_) => match orders.recv() {
                    Ok(Order::End) | Err(_) => return,
                    Ok(order) => self.carry_out(order),
                },
                _ => Ok(()),
            };
            if done.is_err() {
                return;
            }
        }
    }

    fn carry_out(&mut self, order: Order) -> Outcome {
        // Whoever gave the order may have stopped waiting.
        match order {
            Order::Tell(reply) => drop(reply.send(self.kept.clone())),
            Order::Copy(text, reply) => {
                (self.kept, self.asked) = (Some(text), None);
                self.own()?;
                let _ = reply.send(());
            }
            Order::End => {}
        }
        Ok(())
    }

    fn owner_changed(&mut self, change: &OwnerChanged) -> Outcome {
        if change.subtype != SelectionEvent::SET_SELECTION_OWNER {
            // The program that had it ended without a word.
            self.asked = None;
            return if self.kept.is_some() { self.own() } else { Ok(()) };
        }
        if change.owner == self.window {
            return Ok(());
        }
        (self.kept, self.asked) = (None, None);
        if change.owner == x11rb::NONE {
            return Ok(());
        }
        self.asked = Some(change.timestamp);
        let names = &self.names;
        let asked = self.desk.x.convert_selection(
            self.window,
            names.CLIPBOARD,
            names.UTF8_STRING,
            names.KEPT,
            change.timestamp,
        );
        asked.map_err(refused)?.check().map_err(refused)
    }

    /// Takes the answer to the last question, unless somebody copied something else since.
    fn take(&mut self, content: &SelectionNotifyEvent) -> Outcome {
        if self.asked != Some(content.time) || content.property == x11rb::NONE {
            return Ok(());
        }
        self.asked = None;
        let (window, name) = (self.window, self.names.KEPT);
        let asked = self.desk.x.get_property(true, window, name, AtomEnum::ANY, 0, u32::MAX / 4);
        let bytes = asked.map_err(refused)?.reply().map_err(refused)?.value;
        self.kept = Some(String::from_utf8_lossy(&bytes).into_owned());
        Ok(())
    }

    fn own(&self) -> Outcome {
        let owning = self.desk.x.set_selection_owner(self.window, self.names.CLIPBOARD, x11rb::CURRENT_TIME);
        owning.map_err(refused)?.check().map_err(refused)
    }

    /// Gives the kept text to whoever pastes.
    fn give(&self, request: &SelectionRequestEvent) -> Outcome {
        let (x, names) = (&self.desk.x, &self.names);
        let property = if request.property == x11rb::NONE { request.target } else { request.property };
        let mut given = property;
        match (&self.kept, request.target) {
            (Some(_), target) if target == names.TARGETS => {
                let kinds: [Atom; 2] = [names.TARGETS, names.UTF8_STRING];
                let put = x.change_property32(PropMode::REPLACE, request.requestor, property, AtomEnum::ATOM, &kinds);
                put.map_err(refused)?;
            }
            (Some(text), target) if target == names.UTF8_STRING => {
                let put = x.change_property8(PropMode::REPLACE, request.requestor, property, target, text.as_bytes());
                put.map_err(refused)?;
            }
            _ => given = x11rb::NONE,
        }
        let told = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: given,
        };
        x.send_event(false, request.requestor, EventMask::NO_EVENT, told).map_err(refused)?;
        x.flush().map_err(refused)
    }
}
