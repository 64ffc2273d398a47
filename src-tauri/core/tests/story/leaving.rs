//! The end of the story: disconnecting, and forgetting the shop; and what must hold of it on any walk.

use super::{Story, connect_facts, key_facts, problem, sight, status, text};
use connect_core::app::App;
use connect_core::effect::{Effect, Question, StatusKey};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, Ending, NewConnection};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::shop_facts::KeyFacts;
use connect_core::ticket::Ticket;
use std::collections::BTreeMap;

impl Story {
    /// On the page before disconnecting, with Meum and the shop heard.
    pub fn at_disconnect() -> Self {
        let mut story = Self::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).opens_disconnect();
        story
    }

    /// Connects to a Meum that names this address.
    pub fn connects_at(&mut self, address: &str) -> &mut Self {
        self.presses_connect();
        let facts = ConnectFacts { site_url: Some(text(address)), ..connect_facts(true) };
        let connection = NewConnection { facts, at: self.now, kept: Kept::Vault };
        self.connect_ends(ConnectOutcome::Connected(Box::new(connection)))
    }

    pub fn opens_disconnect(&mut self) -> &mut Self {
        self.asks(Intent::AskToDisconnect).meum_answers(Ok(status(true))).shop_answers(Ok(sight()))
    }

    pub fn types_name(&mut self, typed: &str) -> &mut Self {
        self.asks(Intent::Disconnect { typed: typed.to_owned() })
    }

    pub fn disconnect_ends(&mut self, result: Result<Ending, Problem>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::Disconnected { ticket, result })
    }

    pub fn disconnects(&mut self, how: Ending) -> &mut Self {
        self.types_name("The Corner Shop").disconnect_ends(Ok(how))
    }

    pub fn clears_up(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::CredentialsForgotten { ticket, result: result.map_err(problem) })
    }

    pub fn forget_ends(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::Forgotten { ticket, result: result.map_err(problem) })
    }
}

impl Story {
    /// At the panel, with everything in memory only, as the merchant chose.
    pub fn at_panel_with_memory_only() -> Self {
        let mut story = Self::at_keys();
        story.keys_teach(KeyFacts { kept: Kept::UntilClosed, ..key_facts(true) }).asks(Intent::Continue);
        story.keeps_meum_key().presses_connect();
        let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::UntilClosed };
        story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
        story.hands_over(true).asks(Intent::Continue).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        story
    }
}

/// What is known of leaving on the way.
#[derive(Default)]
pub struct Leaving {
    /// The disconnect in flight, of each shop.
    asked: BTreeMap<ShopId, Ticket>,
    /// The forgetting in flight, of each shop.
    forgetting: BTreeMap<ShopId, Ticket>,
    /// How often the way out was taken.
    pub disconnects: u32,
    /// How often the shop was forgotten.
    pub forgets: u32,
}

impl Leaving {
    /// Disconnect is in flight at most once; what Meum issued, and the shop, are let go of only
    /// after the answer they wait for.
    pub fn sees(&mut self, effect: &Effect, app: &App) {
        match effect {
            Effect::Ask { ticket, shop, question: Question::Disconnect } => {
                let before = self.asked.insert(shop.clone(), *ticket);
                assert!(before.is_none(), "disconnect is never in flight twice");
            }
            Effect::Ask { shop, question: Question::ForgetCredentials, .. } => {
                let connected = app.shop(shop).is_some_and(|shop| shop.record.connection.is_some());
                let asked = self.asked.contains_key(shop);
                assert!(!connected && !asked, "credentials are not forgotten before the answer");
            }
            Effect::Ask { ticket, shop, question: Question::Forget { .. } } => {
                assert!(!self.asked.contains_key(shop), "nothing is forgotten while Meum is asked to disconnect");
                let before = self.forgetting.insert(shop.clone(), *ticket);
                assert!(before.is_none(), "forgetting is never in flight twice");
            }
            Effect::Ask { shop, question: Question::Status(StatusKey::Dedicated) | Question::Look { .. }, .. } => {
                let forgetting = self.forgetting.contains_key(shop);
                assert!(!forgetting, "nothing is asked for a shop that is being forgotten");
            }
            Effect::Cancel(ticket) => self.over(*ticket),
            _ => {}
        }
    }

    /// What was under way is gone with the app.
    pub fn restarts(&mut self) {
        self.asked.clear();
        self.forgetting.clear();
    }

    fn over(&mut self, ticket: Ticket) {
        self.asked.retain(|_, asked| *asked != ticket);
        self.forgetting.retain(|_, asked| *asked != ticket);
    }

    pub fn answered(&mut self, ticket: Ticket, well: bool) {
        if self.asked.values().any(|asked| *asked == ticket) {
            self.disconnects += u32::from(well);
        }
        if self.forgetting.values().any(|asked| *asked == ticket) {
            self.forgets += u32::from(well);
        }
        self.over(ticket);
    }
}
