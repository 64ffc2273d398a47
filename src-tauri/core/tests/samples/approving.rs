//! Samples of approving in WordPress.

use super::Samples;
use crate::story::{Story, key_facts, problem, text};
use connect_core::check::{Check, CheckState};
use connect_core::event::Event;
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::{KeyFacts, KnownBy};

pub fn all(samples: &mut Samples) {
    samples.add("approve-offer", &Story::at_offer());
    samples.add("approve-waiting", &Story::approving());
    samples.told("approve-not-shown", Story::approving(), |story| {
        let ticket = story.ticket();
        story.happens(Event::ApprovalOpened { ticket, shown: false });
    });
    samples.told("approve-rejected", Story::approving(), |story| {
        story.answers_approval(Err(ProblemKind::ApprovalRejected));
    });
    samples.told("approve-late", Story::approving(), |story| {
        story.answers_approval(Err(ProblemKind::ApprovalLate));
    });
    samples.told("approve-busy", Story::approving(), |story| {
        story.answers_approval(Ok(())).checked(Check::KeysAccepted, CheckState::Running, 0);
    });
    for (name, kind) in [("locked", ProblemKind::VaultLocked), ("kept-out", ProblemKind::PasswordKeptOut)] {
        samples.told(&format!("approve-{name}"), Story::approving(), |story| {
            let ticket = story.answers_approval(Ok(())).ticket();
            story.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) });
        });
    }
    samples.told("approve-approved", Story::approving(), |story| {
        let ticket = story.answers_approval(Ok(())).ticket();
        let facts = KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) };
        story.happens(Event::KeysChecked { ticket, result: Ok(Box::new(facts)) });
    });
    samples.told("approve-use-keys", Story::at_offer(), |story| {
        story.asks(Intent::Approve { wish: ApprovalWish::UseKeys });
    });
    samples.told("approve-stray", Story::at_offer(), |story| {
        story.happens(Event::ApprovalStray);
    });
}
