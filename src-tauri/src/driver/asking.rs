//! Questions of the core. Each is worked on in the background, and its answer comes as an event.

use super::Driver;
use super::approving::{Approving, Asked};
use crate::adapters::shop::{sign_in_hidden, way_in};
use crate::connect;
use crate::inquiry::{Inquiry, Known};
use crate::leaving;
use crate::perform::Ports;
use crate::world::World;
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::shop_facts::WayIn;
use connect_core::ticket::Ticket;

impl Driver {
    /// Works on a question in the background. A practice shop whose servers did not start has no
    /// world, and that is then the answer.
    pub(super) fn ask(&mut self, ticket: Ticket, shop: ShopId, question: Question) {
        // Killed now, the next start would find the connection noted and its key gone.
        if let (Question::ForgetCredentials, Some(unsaved)) = (&question, self.unsaved.get(&shop)) {
            return self.ports.tell(failed(ticket, &question, unsaved.why.clone()));
        }
        let ports = self.ports.clone();
        match question {
            // Removing something from this computer needs no world.
            Question::ForgetCredentials => {
                self.answer(ticket, async move { forget_credentials(&ports, ticket, &shop).await });
            }
            Question::Forget { kept } => {
                self.answer(ticket, async move { forget(&ports, ticket, &shop, kept).await });
            }
            question => match self.world_of(&shop) {
                Some(world) => self.ask_in(world, ticket, shop, question),
                None => ports.tell(failed(ticket, &question, Problem::new(ProblemKind::PracticeFailed))),
            },
        }
    }

    fn ask_in(&mut self, world: World, ticket: Ticket, shop: ShopId, question: Question) {
        let ports = self.ports.clone();
        let known = Known {
            connected_at: self.app.connected_at(&shop),
            keys_known_by: self.app.keys_known_by(&shop),
            meum_key: self.app.meum_key_prefix(&shop),
        };
        let approving = self.approving(&shop);
        self.answer(ticket, async move {
            let inquiry = Inquiry { ports: &ports, world: &world, ticket, shop: &shop, known: &known };
            answer(inquiry, question, &approving).await
        });
    }
}

async fn answer(inquiry: Inquiry<'_>, question: Question, approving: &Approving) -> Event {
    let Inquiry { ports, world, ticket, shop, known } = inquiry;
    match question {
        Question::FindShop { address, extra } => {
            Event::ShopFound { ticket, result: inquiry.find_shop(&address, extra).await }
        }
        Question::CheckKeys { found, key, secret, approved } => {
            Event::KeysChecked { ticket, result: inquiry.check_keys(&found, key, secret, approved).await }
        }
        Question::Approve { page, site, route } => {
            let asked = Asked { ticket, shop, page: &page, site, route };
            Event::Approved { ticket, result: approving.approve(ports, asked).await }
        }
        Question::KeepMeumKey(key) => Event::MeumKeyKept { ticket, result: inquiry.keep_meum_key(key).await },
        Question::Connect(request) => Event::ConnectEnded { ticket, outcome: inquiry.connect(&request).await },
        Question::RecoverConnect { memory_only } => {
            let outcome = connect::recover(&ports.storage, &ports.vault, shop, memory_only).await;
            Event::ConnectEnded { ticket, outcome }
        }
        Question::KeepCredentials { at } => {
            Event::CredentialsKept { ticket, result: connect::keep_credentials(&ports.vault, shop, at).await }
        }
        Question::MakeSureOfCredentials => {
            Event::CredentialsSettled { ticket, result: connect::make_sure_of_credentials(&ports.vault, shop).await }
        }
        Question::HandOver { found, home, sign_in, switch_on } => {
            Event::HandedOver { ticket, result: inquiry.hand_over(&found, &home, sign_in, switch_on).await }
        }
        Question::Status(with) => Event::StatusCame { ticket, result: inquiry.reading().ask_status(with).await },
        Question::Look { found, sign_in, webhook, shoppers } => {
            let reading = inquiry.reading();
            let look = Box::pin(reading.look(&found, sign_in, webhook.as_ref(), shoppers));
            Event::ShopSeen { ticket, result: look.await }
        }
        Question::LookAtSignIn(home) => Event::SignInSeen { ticket, hidden: sign_in_hidden(&world.http, &home).await },
        Question::LookAtWebhook(question) => {
            Event::WebhookSeen { ticket, way_in: way_in(&world.http, &question).await }
        }
        Question::Disconnect => {
            let result = leaving::disconnect(&ports.vault, &world.meum, shop, known.connected_at).await;
            Event::Disconnected { ticket, result }
        }
        Question::SwitchOff { found, sign_in } => {
            Event::SwitchedOff { ticket, result: inquiry.switch_off(&found, sign_in).await }
        }
        Question::SwitchPluginOn { found } => {
            Event::PluginSwitchedOn { ticket, result: inquiry.switch_plugin_on(&found).await }
        }
        Question::RevokePassword { found } => {
            Event::PasswordRevoked { ticket, result: inquiry.revoke_password(&found).await }
        }
        Question::ForgetCredentials => forget_credentials(ports, ticket, shop).await,
        Question::Forget { kept } => forget(ports, ticket, shop, kept).await,
    }
}

async fn forget_credentials(ports: &Ports, ticket: Ticket, shop: &ShopId) -> Event {
    Event::CredentialsForgotten { ticket, result: leaving::forget_credentials(&ports.vault, shop).await }
}

async fn forget(ports: &Ports, ticket: Ticket, shop: &ShopId, kept: bool) -> Event {
    Event::Forgotten { ticket, result: leaving::forget(&ports.storage, &ports.vault, shop, kept).await }
}

/// The answer to a question that could not be asked.
fn failed(ticket: Ticket, question: &Question, problem: Problem) -> Event {
    match question {
        Question::FindShop { .. } => Event::ShopFound { ticket, result: Err(problem) },
        Question::CheckKeys { .. } => Event::KeysChecked { ticket, result: Err(problem) },
        Question::Approve { .. } => Event::Approved { ticket, result: Err(problem) },
        Question::KeepMeumKey(_) => Event::MeumKeyKept { ticket, result: Err(problem) },
        Question::Connect(_) => Event::ConnectEnded { ticket, outcome: ConnectOutcome::NotConnected(problem) },
        Question::RecoverConnect { .. } => Event::ConnectEnded { ticket, outcome: ConnectOutcome::StillOpen(problem) },
        Question::KeepCredentials { .. } => Event::CredentialsKept { ticket, result: Err(problem) },
        Question::MakeSureOfCredentials => Event::CredentialsSettled { ticket, result: Err(problem) },
        Question::HandOver { .. } => Event::HandedOver { ticket, result: Err(problem) },
        Question::Status(_) => Event::StatusCame { ticket, result: Err(problem) },
        Question::Look { .. } => Event::ShopSeen { ticket, result: Err(problem) },
        Question::Disconnect => Event::Disconnected { ticket, result: Err(problem) },
        Question::SwitchOff { .. } => Event::SwitchedOff { ticket, result: Err(problem) },
        Question::SwitchPluginOn { .. } => Event::PluginSwitchedOn { ticket, result: Err(problem) },
        Question::RevokePassword { .. } => Event::PasswordRevoked { ticket, result: Err(problem) },
        Question::ForgetCredentials => Event::CredentialsForgotten { ticket, result: Err(problem) },
        Question::Forget { .. } => Event::Forgotten { ticket, result: Err(problem) },
        Question::LookAtSignIn(_) => Event::SignInSeen { ticket, hidden: false },
        Question::LookAtWebhook(_) => Event::WebhookSeen { ticket, way_in: WayIn::Untold },
    }
}
