//! Samples of the page for the extra password in front of a connected shop, and of the panel that
//! leads there.

use super::Samples;
use crate::story::{Story, problem, secret, status};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;

pub fn all(samples: &mut Samples) {
    samples.add("panel-extra-password", &panel());
    samples.add("unlock", &page());
    samples.told("unlock-busy", page(), |story| {
        story.asks(typed());
    });
    for (name, kind) in [
        ("unlock-refused", ProblemKind::ExtraPasswordWrong),
        ("unlock-shop-down", ProblemKind::ServerFault),
        ("unlock-vault-locked", ProblemKind::VaultLocked),
    ] {
        samples.told(name, page(), |story| {
            story.asks(typed());
            let ticket = story.ticket();
            story.happens(Event::ShopFound { ticket, result: Err(problem(kind)) });
        });
    }
}

fn panel() -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::ExtraPassword));
    story
}

fn page() -> Story {
    let mut story = panel();
    story.asks(Intent::AskForExtraPassword);
    story
}

fn typed() -> Intent {
    Intent::EnterExtraPassword { user: secret("staging"), password: secret("open sesame") }
}
