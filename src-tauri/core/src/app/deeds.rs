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
        let Some((ticket, what, outcome)) = ended(event) else { return };
        let waits = |shop: &Shop| shop.doing.as_ref().is_some_and(|doing| doing.ticket == ticket);
        let Some(shop) = self.shops.touch_first(waits) else { return };
        if shop.doing.as_ref().and_then(|doing| of_work(doing.work)) == Some(what) {
            shop.observed.deeds.note(Deed { at: now, what, outcome });
        }
    }
}

/// What an event is the end of: its question, what was done, and what came of it. A new event does not compile until
/// that is decided.
fn ended(event: &Event) -> Option<(Ticket, What, Outcome)> {
    Some(match event {
        Event::KeysChecked { ticket, result } => (*ticket, What::CheckKeys, result.into()),
        Event::ConnectEnded { ticket, outcome } => (*ticket, What::Connect, of_connect(outcome)?),
        Event::StatusCame { ticket, result } => (*ticket, What::AskMeum, of_status(result)),
        Event::HandedOver { ticket, result } => (*ticket, What::HandOver, result.into()),
        Event::ShopFound { ticket, result } => (*ticket, What::Move, result.into()),
        Event::Disconnected { ticket, result } => (*ticket, What::Disconnect, result.into()),
        Event::SwitchedOff { ticket, result } => (*ticket, What::SwitchOff, result.into()),
        Event::PluginSwitchedOn { ticket, result } => (*ticket, What::SwitchPluginOn, result.into()),
        Event::Loaded(_)
        | Event::Asked(_)
        | Event::Tick
        | Event::Woke
        | Event::Focused(_)
        | Event::CloseAsked
        | Event::LastTime(_)
        | Event::QuitAsked
        | Event::RoomAsked
        | Event::CheckAll
        | Event::SaveFailed(_)
        | Event::PracticeStarted(_)
        | Event::Checked { .. }
        | Event::MeumKeyKept { .. }
        | Event::CredentialsKept { .. }
        | Event::CredentialsSettled { .. }
        | Event::ShopSeen { .. }
        | Event::SignInSeen { .. }
        | Event::WebhookSeen { .. }
        | Event::Recalled { .. }
        | Event::HistoryNotStored { .. }
        | Event::HistoryStored
        | Event::Opening(_)
        | Event::ApprovalOpened { .. }
        | Event::Approved { .. }
        | Event::ApprovalStray { .. }
        | Event::ApprovalSkipped { .. }
        | Event::LocalTime(_)
        | Event::NotificationOpened(_)
        | Event::LoginEntryGone
        | Event::DesktopCan(..)
        | Event::Copied
        | Event::ReportSaved(_)
        | Event::DesktopFailed(_)
        | Event::CredentialsForgotten { .. }
        | Event::PasswordRevoked { .. }
        | Event::Forgotten { .. } => return None,
    })
}

/// What is noted of a work once it is over. The same answer ends works that support does not ask about: looking for a
/// shop is one, and so is the extra password.
const fn of_work(work: Work) -> Option<What> {
    match work {
        Work::CheckingKeys => Some(What::CheckKeys),
        Work::Connecting | Work::RecoveringAnswer => Some(What::Connect),
        Work::AskingMeum | Work::AskingBeforeConnecting => Some(What::AskMeum),
        Work::HandingOver => Some(What::HandOver),
        Work::Moving => Some(What::Move),
        Work::Disconnecting => Some(What::Disconnect),
        Work::SwitchingOff => Some(What::SwitchOff),
        Work::SwitchingPluginOn => Some(What::SwitchPluginOn),
        Work::FindingShop
        | Work::Approving
        | Work::KeepingMeumKey
        | Work::KeepingCredentials
        | Work::LookingBeforeConnecting
        | Work::RevokingPassword
        | Work::ClearingUp
        | Work::Forgetting
        | Work::Unlocking => None,
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
