//! Notes what was done with a shop, from the answers that end it. The answer itself is taken elsewhere.

use super::App;
use crate::deeds::{Deed, Outcome, What};
use crate::event::Event;
use crate::meum_facts::{ConnectOutcome, StatusFacts};
use crate::problem::Problem;
use crate::shop::Shop;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::work::Work;

impl App {
    /// Notes what this event ends, if it ends something that support asks about.
    pub(super) fn note_deed(&mut self, event: &Event, now: Timestamp) {
        let Some(ticket) = ticket(event) else { return };
        let waits = |shop: &Shop| shop.doing.as_ref().is_some_and(|doing| doing.ticket == ticket);
        let Some(shop) = self.shops.touch_first(waits) else { return };
        let Some(doing) = &shop.doing else { return };
        if let Some((what, outcome)) = ended(doing.work, event) {
            shop.observed.deeds.note(Deed { at: now, what, outcome });
        }
    }
}

const fn ticket(event: &Event) -> Option<Ticket> {
    match event {
        Event::KeysChecked { ticket, .. }
        | Event::ConnectEnded { ticket, .. }
        | Event::StatusCame { ticket, .. }
        | Event::HandedOver { ticket, .. }
        | Event::ShopFound { ticket, .. }
        | Event::Disconnected { ticket, .. }
        | Event::SwitchedOff { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn ended(work: Work, event: &Event) -> Option<(What, Outcome)> {
    match (work, event) {
        (Work::CheckingKeys, Event::KeysChecked { result, .. }) => Some((What::CheckKeys, result.into())),
        (Work::Connecting | Work::RecoveringAnswer, Event::ConnectEnded { outcome, .. }) => {
            Some((What::Connect, of_connect(outcome)?))
        }
        (Work::AskingMeum | Work::AskingBeforeConnecting, Event::StatusCame { result, .. }) => {
            Some((What::AskMeum, of_status(result)))
        }
        (Work::HandingOver, Event::HandedOver { result, .. }) => Some((What::HandOver, result.into())),
        (Work::Moving, Event::ShopFound { result, .. }) => Some((What::Move, result.into())),
        (Work::Disconnecting, Event::Disconnected { result, .. }) => Some((What::Disconnect, result.into())),
        (Work::SwitchingOff, Event::SwitchedOff { result, .. }) => Some((What::SwitchOff, result.into())),
        _ => None,
    }
}

/// `None` while nothing is decided.
fn of_connect(outcome: &ConnectOutcome) -> Option<Outcome> {
    match outcome {
        ConnectOutcome::Connected(_) | ConnectOutcome::Unkept(..) => Some(Outcome::Done),
        ConnectOutcome::NotConnected(problem) | ConnectOutcome::Unknown(problem) | ConnectOutcome::Lost(problem) => {
            Some(Outcome::Failed(problem.kind))
        }
        ConnectOutcome::StillOpen(_) => None,
    }
}

fn of_status(result: &Result<Box<StatusFacts>, Problem>) -> Outcome {
    match result.as_ref().map(|facts| facts.says_connected()) {
        Ok(Some(true)) => Outcome::Yes,
        Ok(Some(false)) => Outcome::No,
        Ok(None) => Outcome::Unsaid,
        Err(problem) => Outcome::Failed(problem.kind),
    }
}
