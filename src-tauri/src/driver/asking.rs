//! Effects that ask the world a question: worked on in the background, answered with an event.

use super::Driver;
use crate::adapters::shop::webhook_missing;
use crate::connect;
use crate::leaving;
use crate::perform::Ports;
use crate::world::World;
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::ticket::Ticket;
use connect_core::time::Timestamp;

impl Driver {
    /// Works on a question in the background. A practice shop whose servers could not start has
    /// no world, and the question is answered with that.
    pub(super) fn ask(&mut self, ticket: Ticket, shop: ShopId, question: Question) {
        // Killed now, the next start would find the connection noted and its key gone.
        if let (Question::ForgetCredentials, Some(unsaved)) = (&question, self.unsaved.get(&shop)) {
            return self.ports.tell(failed(ticket, &question, unsaved.why.clone()));
        }
        // What is removed from this computer needs no world.
        if matches!(question, Question::ForgetCredentials | Question::Forget { .. }) {
            let ports = self.ports.clone();
            return self.answer(ticket, async move { removed(&ports, ticket, &shop, question).await });
        }
        match self.world_of(&shop) {
            Some(world) => {
                let ports = self.ports.clone();
                let known = Known {
                    connected_at: self.app.connected_at(&shop),
                    keys_ending: self.app.keys_ending(&shop),
                    meum_key: self.app.meum_key_prefix(&shop),
                };
                self.answer(ticket, async move { answer(&ports, &world, ticket, (&shop, &known), question).await });
            }
            None => self.ports.tell(failed(ticket, &question, Problem::new(ProblemKind::PracticeFailed))),
        }
    }
}

/// What a shop's record says, as it is by now, of the secrets kept for it. What it does not describe
/// is not used.
struct Known {
    /// Which connect they came from, by its moment.
    connected_at: Option<Timestamp>,
    /// The consumer key's ending.
    keys_ending: Option<String>,
    /// How the Meum connection key begins.
    meum_key: Option<String>,
}

async fn answer(
    ports: &Ports,
    world: &World,
    ticket: Ticket,
    (shop, known): (&ShopId, &Known),
    question: Question,
) -> Event {
    let (connected_at, ending) = (known.connected_at, known.keys_ending.as_deref());
    let with_meum = (shop, connected_at, known.meum_key.as_deref());
    match question {
        Question::FindShop { address, extra } => {
            Event::ShopFound { ticket, result: ports.find_shop(world, (ticket, shop), &address, extra).await }
        }
        Question::CheckKeys { found, key, secret } => {
            let result = ports.check_keys(&world.http, (ticket, shop), &found, (key, secret)).await;
            Event::KeysChecked { ticket, result }
        }
        Question::KeepMeumKey(key) => Event::MeumKeyKept { ticket, result: ports.keep_meum_key(shop, key).await },
        Question::Connect(request) => ports.connect(&world.meum, ticket, with_meum, &request).await,
        Question::RecoverConnect { memory_only } => {
            let outcome = connect::recover(&ports.storage, &ports.vault, shop, memory_only).await;
            Event::ConnectEnded { ticket, outcome }
        }
        Question::KeepCredentials { at } => {
            Event::CredentialsKept { ticket, result: connect::keep_credentials(&ports.vault, shop, at).await }
        }
        Question::HandOver { found, home, sign_in, switch_on } => {
            let (known, way) = ((ticket, shop, connected_at), (&*found, sign_in, ending));
            let result = ports.hand_over(world, known, way, (&home, switch_on)).await;
            Event::HandedOver { ticket, result }
        }
        Question::Status(with) => {
            Event::StatusCame { ticket, result: ports.ask_status(&world.meum, with_meum, with).await }
        }
        Question::Look { found, sign_in, webhook } => Event::ShopSeen {
            ticket,
            result: ports.look(world, shop, (&found, sign_in, ending), webhook.as_ref()).await,
        },
        Question::LookAtWebhook(address) => {
            Event::WebhookSeen { ticket, missing: webhook_missing(&world.http, &address).await }
        }
        Question::Disconnect => Event::Disconnected {
            ticket,
            result: leaving::disconnect(&ports.vault, &world.meum, (shop, connected_at)).await,
        },
        Question::ForgetCredentials | Question::Forget { .. } => removed(ports, ticket, shop, question).await,
    }
}

async fn removed(ports: &Ports, ticket: Ticket, shop: &ShopId, question: Question) -> Event {
    match question {
        Question::Forget { kept } => {
            Event::Forgotten { ticket, result: leaving::forget(&ports.storage, &ports.vault, shop, kept).await }
        }
        _ => Event::CredentialsForgotten { ticket, result: leaving::forget_credentials(&ports.vault, shop).await },
    }
}

/// The answer to a question that could not be asked.
fn failed(ticket: Ticket, question: &Question, problem: Problem) -> Event {
    match question {
        Question::FindShop { .. } => Event::ShopFound { ticket, result: Err(problem) },
        Question::CheckKeys { .. } => Event::KeysChecked { ticket, result: Err(problem) },
        Question::KeepMeumKey(_) => Event::MeumKeyKept { ticket, result: Err(problem) },
        Question::Connect(_) => Event::ConnectEnded { ticket, outcome: ConnectOutcome::NotConnected(problem) },
        Question::RecoverConnect { .. } => Event::ConnectEnded { ticket, outcome: ConnectOutcome::StillOpen(problem) },
        Question::KeepCredentials { .. } => Event::CredentialsKept { ticket, result: Err(problem) },
        Question::HandOver { .. } => Event::HandedOver { ticket, result: Err(problem) },
        Question::Status(_) => Event::StatusCame { ticket, result: Err(problem) },
        Question::Look { .. } => Event::ShopSeen { ticket, result: Err(problem) },
        Question::Disconnect => Event::Disconnected { ticket, result: Err(problem) },
        Question::ForgetCredentials => Event::CredentialsForgotten { ticket, result: Err(problem) },
        Question::Forget { .. } => Event::Forgotten { ticket, result: Err(problem) },
        Question::LookAtWebhook(_) => Event::WebhookSeen { ticket, missing: None },
    }
}
