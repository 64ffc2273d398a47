//! One look at every connected shop, for whoever watches many of them with a program of their own: what to ask of whom,
//! and what the answers come to. A look that failed is repeated as the watch does, before it counts.
//!
//! It refuses to change anything and to remember anything: its shops are copies of the notes, and gone with it.

pub mod metrics;
mod report;

use crate::asking::Context;
use crate::effect::{Effect, Question};
use crate::event::Loaded;
use crate::meum_facts::StatusFacts;
use crate::practice::Notebook;
use crate::problem::Problem;
use crate::record::ShopId;
use crate::shop::Shop;
use crate::shop_facts::{KnownBy, ShopSight};
use crate::ticket::{Ticket, TicketCounter};
use crate::time::{Span, Timestamp};
use crate::watch;
use crate::watch::schedule::Pace;
use crate::watch::turns::Turn;
use std::mem::take;

pub use report::{Level, LineReport, Report, ShopReport};

/// Whoever asks waits so long for a look that is repeated, and not for a pause that Meum has asked for: it comes again.
const PATIENCE: Span = Span::seconds(10);

/// The connected shops, while they are asked.
pub struct Survey {
    shops: Vec<Shop>,
    /// Notes of shops that could not be read.
    unreadable: usize,
    tickets: TicketCounter,
    notebook: Notebook,
}

/// A question to ask, and what the shop's notes say of the secrets that it takes.
#[derive(Debug)]
pub struct Asking {
    /// The answer counts with this only.
    pub ticket: Ticket,
    /// The shop.
    pub shop: ShopId,
    /// Whether it lives in the practice world.
    pub practice: bool,
    /// When Meum issued its credentials.
    pub connected_at: Option<Timestamp>,
    /// By what its keys are known.
    pub keys_known_by: Option<KnownBy>,
    /// The question.
    pub question: Question,
}

impl Survey {
    /// The shops of these notes that are connected.
    pub fn of(mut loaded: Loaded) -> Self {
        let connected = take(&mut loaded.shops).into_iter().filter(|record| record.connection.is_some());
        let shops = connected.filter(|record| record.ended.is_none()).map(|record| {
            let is_open = loaded.unfinished.contains(&record.id);
            let observed = loaded.observed.remove(&record.id).unwrap_or_default();
            let mut shop = Shop::at_rest(record);
            shop.record.attempt = take(&mut shop.record.attempt).after_a_restart(is_open);
            shop.observed = observed;
            shop
        });
        let shops = shops.collect();
        Self {
            shops,
            unreadable: loaded.unreadable.len(),
            tickets: TicketCounter::default(),
            notebook: Notebook::default(),
        }
    }

    /// Whether a practice shop is among them, and whether its payment method is on: its servers start with that.
    pub fn practises(&self) -> Option<bool> {
        let shop = self.shops.iter().find(|shop| shop.record.practice)?;
        Some(shop.record.hand_over().is_switched_on())
    }

    /// What is to be asked now.
    pub fn due(&mut self, now: Timestamp) -> Vec<Asking> {
        let mut effects = Vec::new();
        for shop in &mut self.shops {
            let mut context =
                Context { now, tickets: &mut self.tickets, effects: &mut effects, notebook: &self.notebook };
            if needs_an_answer(shop) {
                watch::ask_what_is_due(shop, false, &mut context);
            }
        }
        effects.into_iter().filter_map(|effect| self.asking(effect)).collect()
    }

    fn asking(&self, effect: Effect) -> Option<Asking> {
        let Effect::Ask { ticket, shop, question } = effect else { return None };
        let record = &self.shops.iter().find(|one| one.record.id == shop)?.record;
        Some(Asking {
            ticket,
            practice: record.practice,
            connected_at: record.connection.as_ref().map(|connection| connection.at),
            keys_known_by: record.keys.as_ref().map(|keys| keys.known_by.clone()),
            shop,
            question,
        })
    }

    /// Meum's answer.
    pub fn status_came(&mut self, ticket: Ticket, result: Result<Box<StatusFacts>, Problem>, now: Timestamp) {
        let asked = |shop: &&mut Shop| shop.watch.meum.asked == Some(ticket);
        if let Some(shop) = self.shops.iter_mut().find(asked) {
            watch::status_came(shop, result, now, Pace::Behind);
        }
    }

    /// The shop's answer.
    pub fn shop_seen(&mut self, ticket: Ticket, result: Result<Box<ShopSight>, Problem>, now: Timestamp) {
        let asked = |shop: &&mut Shop| shop.watch.shop.asked == Some(ticket);
        if let Some(shop) = self.shops.iter_mut().find(asked) {
            watch::shop_seen(shop, result, now, Pace::Behind);
        }
    }

    /// When something is to be asked next; `None` once everything is known, or on its way.
    pub fn wake_at(&self, now: Timestamp) -> Option<Timestamp> {
        let waiting = self.shops.iter().filter(|shop| needs_an_answer(shop));
        let moments = waiting.filter_map(|shop| watch::wake_at(shop, now));
        moments.filter(|at| *at <= now.after(PATIENCE)).min()
    }

    /// What it comes to at this moment.
    pub fn report(&self, now: Timestamp) -> Report {
        report::of(&self.shops, self.unreadable, now)
    }
}

/// Whether one of the two answers has not come, or is asked about again.
fn needs_an_answer(shop: &Shop) -> bool {
    let lacks = |turn: &Turn| !turn.heard || turn.doubt.is_some();
    watch::is_watched(shop) && (lacks(&shop.watch.meum) || lacks(&shop.watch.shop))
}
