//! The password store's proof that it keeps what Meum issued.

use super::Story;
use connect_core::effect::{Effect, Question};
use connect_core::event::Event;
use connect_core::kept::Settled;
use connect_core::settling::SETTLES;
use connect_core::ticket::Ticket;

impl Story {
    /// The tickets of the questions whether the store really has it.
    pub fn proofs(&self) -> Vec<Ticket> {
        let proof = |effect: &Effect| match effect {
            Effect::Ask { ticket, question: Question::MakeSureOfCredentials, .. } => Some(*ticket),
            _ => None,
        };
        self.effects.iter().filter_map(proof).collect()
    }

    /// Waits until the store is asked whether it really has what it said it keeps, and it has.
    pub fn settles(&mut self) -> &mut Self {
        self.now = self.now.after(SETTLES);
        self.happens(Event::Tick);
        let ticket = *self.proofs().first().expect("the store is asked");
        self.happens(Event::CredentialsSettled { ticket, result: Ok(Settled::There) })
    }
}
