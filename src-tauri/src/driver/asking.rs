//! Effects that ask the world a question and answer with an event.

use super::Driver;
use crate::adapters::shop;
use crate::connect;
use crate::perform::now;
use crate::world::World;
use connect_core::effect::Effect;
use connect_core::event::Event;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop::ShopId;
use connect_core::ticket::Ticket;

impl Driver {
    pub(super) fn ask(&mut self, effect: Effect) {
        match effect {
            Effect::RecoverConnect { ticket, shop } => self.recover(ticket, shop),
            Effect::KeepMeumKey { ticket, shop, key } => {
                let ports = self.ports.clone();
                self.answer(ticket, async move {
                    Event::MeumKeyKept { ticket, result: ports.keep_meum_key(&shop, key).await }
                });
            }
            other => self.ask_world(other),
        }
    }

    fn recover(&mut self, ticket: Ticket, shop: ShopId) {
        let ports = self.ports.clone();
        self.answer(ticket, async move {
            Event::ConnectEnded { ticket, outcome: connect::recover(&ports.storage, &ports.vault, &shop).await }
        });
    }

    /// The shop's world, or an answer that there is none.
    fn world_or(&self, shop: &ShopId, otherwise: impl FnOnce(Problem) -> Event) -> Option<World> {
        let world = self.world_of(shop);
        if world.is_none() {
            self.ports.tell(otherwise(Problem::new(ProblemKind::PracticeFailed)));
        }
        world
    }

    fn ask_world(&mut self, effect: Effect) {
        let ports = self.ports.clone();
        match effect {
            Effect::FindShop { ticket, shop, address } => {
                let failed = |problem| Event::ShopFound { ticket, result: Err(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move {
                    let found = shop::find(&world.http, &address, now(), &ports.progress(ticket)).await;
                    Event::ShopFound { ticket, result: found.map(Box::new) }
                });
            }
            Effect::CheckKeys { ticket, shop, found, key, secret } => {
                let failed = |problem| Event::KeysChecked { ticket, result: Err(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move {
                    let result = ports.check_keys(&world.http, (ticket, &shop), &found, (key, secret)).await;
                    Event::KeysChecked { ticket, result }
                });
            }
            Effect::Connect { ticket, shop, request } => {
                let failed = |problem| Event::ConnectEnded { ticket, outcome: ConnectOutcome::NotConnected(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move { ports.connect(&world.meum, ticket, &shop, &request).await });
            }
            Effect::HandOver { ticket, shop, found, switch_on } => {
                let failed = |problem| Event::HandedOver { ticket, result: Err(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move {
                    let result = ports.hand_over(&world, (ticket, &shop), &found, switch_on).await;
                    Event::HandedOver { ticket, result }
                });
            }
            Effect::AskStatus { ticket, shop, with } => {
                let failed = |problem| Event::StatusCame { ticket, result: Err(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move {
                    Event::StatusCame { ticket, result: ports.ask_status(&world.meum, &shop, with).await }
                });
            }
            Effect::LookAtShop { ticket, shop, found } => {
                let failed = |problem| Event::ShopSeen { ticket, result: Err(problem) };
                let Some(world) = self.world_or(&shop, failed) else { return };
                self.answer(ticket, async move {
                    Event::ShopSeen { ticket, result: ports.look(&world, &shop, &found).await }
                });
            }
            _ => tracing::error!("An effect was sent to the wrong place"),
        }
    }
}
