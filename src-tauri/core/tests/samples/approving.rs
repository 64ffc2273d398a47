//! Samples of approving in WordPress.

use super::Samples;
use crate::story::{Story, key_facts, problem, text};
use connect_core::check::{Check, CheckState};
use connect_core::event::Event;
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::problem::{Mark, ProblemKind};
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
    for (name, kind) in [("unknown", ProblemKind::PasswordUnknown), ("off", ProblemKind::PasswordsSwitchedOff)] {
        samples.told(&format!("approve-{name}"), Story::approving(), |story| {
            let ticket = story.answers_approval(Ok(())).ticket();
            story.happens(Event::KeysChecked { ticket, result: Err(problem(kind)) });
        });
    }
    samples.add("approve-approved", &Story::approved());
    samples.told("approve-approved-again", Story::approved(), |story| {
        story.asks(Intent::ReplaceKeys).asks(Intent::Approve { wish: ApprovalWish::Begin }).answers_approval(Ok(()));
        let facts = KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) };
        let ticket = story.ticket();
        story.happens(Event::KeysChecked { ticket, result: Ok(Box::new(facts)) });
    });
    for (name, kind) in [
        ("other-shop", ProblemKind::ApprovalOfOtherShop),
        ("malformed", ProblemKind::ApprovalMalformed),
        ("no-way-back", ProblemKind::NoWayBack),
    ] {
        samples.told(&format!("approve-{name}"), Story::approving(), |story| {
            story.answers_approval(Err(kind));
        });
    }
    samples.told("approve-role-too-low", Story::approving(), |story| {
        let ticket = story.answers_approval(Ok(())).ticket();
        let low = problem(ProblemKind::OwnerRoleTooLow).marked(Mark::Approved);
        story.happens(Event::KeysChecked { ticket, result: Err(low) });
    });
    revoking(samples);
    switching_on(samples);
    samples.told("approve-use-keys", Story::at_offer(), |story| {
        story.asks(Intent::Approve { wish: ApprovalWish::UseKeys });
    });
    samples.told("approve-stray", Story::at_offer(), |story| {
        story.happens(Event::ApprovalStray { twice: false });
    });
    samples.told("approve-twice", Story::approved(), |story| {
        story.happens(Event::ApprovalStray { twice: true });
    });
}

/// The page before forgetting, with the choice to delete the password.
fn asked_to_forget() -> Story {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget);
    story
}

/// The same once deleting it was asked for, and it was not seen to be deleted.
pub fn password_stays(mark: Option<Mark>) -> Story {
    let mut story = asked_to_forget();
    let ticket = story.asks(Intent::Forget { knowing: true, revoke: true }).ticket();
    let route = "corner-shop.example/wp-json/wp/v2/users/me/application-passwords";
    let stays = problem(ProblemKind::PasswordStays).marked(mark);
    let stays = match mark {
        Some(Mark::AnswerMissing) => stays.with_technical(&format!("DELETE {route}/… · no answer")),
        Some(_) => stays.with_technical(&format!("GET {route}/introspect · no answer")),
        None => stays,
    };
    story.happens(Event::PasswordRevoked { ticket, result: Err(stays) });
    story
}

fn revoking(samples: &mut Samples) {
    samples.add("forget-approved", &asked_to_forget());
    samples.told("forget-revoking", asked_to_forget(), |story| {
        story.asks(Intent::Forget { knowing: true, revoke: true });
    });
    samples.add("forget-password-stays", &password_stays(None));
    samples.add("forget-password-unknown", &password_stays(Some(Mark::AnswerMissing)));
    samples.add("forget-password-not-asked", &password_stays(Some(Mark::NotReached)));
}

/// At the hand-over of a shop whose plugin is off, entered with an approval.
fn plugin_off() -> Story {
    let known_by = KnownBy::User(text("anna"));
    let mut story = Story::at_hand_over_with(KeyFacts { known_by, ..key_facts(true) });
    let ticket = story.asks(Intent::HandOver { switch_on: true }).ticket();
    let off = problem(ProblemKind::PluginNotFound).marked(Mark::PluginOff);
    story.happens(Event::HandedOver { ticket, result: Err(off) });
    story
}

/// The same once switching it on was asked for, and it did not work.
pub fn plugin_stays_off(mark: Option<Mark>) -> Story {
    let mut story = plugin_off();
    let ticket = story.asks(Intent::SwitchPluginOn).ticket();
    let answer = match mark {
        Some(Mark::OfNetwork) => "403 · rest_cannot_manage_network_plugins · 55 ms",
        Some(Mark::Unfit) => "500 · plugin_wp_incompatible · 55 ms",
        Some(Mark::OwnWords) => "500 · wp_die · 55 ms",
        Some(Mark::Wordless | Mark::Crashed) => "500 · no json · 55 ms",
        Some(Mark::AnswerMissing) => "no answer",
        Some(Mark::NotAllowed) => "403 · rest_cannot_activate_plugin · 55 ms",
        _ => "200 · json · 55 ms",
    };
    let line = format!("POST corner-shop.example/wp-json/wp/v2/plugins/meum/meum · {answer}");
    let refused = problem(ProblemKind::PluginStaysOff).marked(mark).with_technical(&line);
    story.happens(Event::PluginSwitchedOn { ticket, result: Err(refused) });
    story
}

fn switching_on(samples: &mut Samples) {
    samples.add("panel-plugin-off", &Story::with_plugin_off());
    samples.told("panel-plugin-switching", Story::with_plugin_off(), |story| {
        story.asks(Intent::SwitchPluginOn);
    });
    samples.told("panel-plugin-stays-off", Story::with_plugin_off(), |story| {
        story.asks(Intent::SwitchPluginOn).plugin_switched_on(Err(ProblemKind::PluginStaysOff));
    });
    samples.add("hand-over-plugin-off-approved", &plugin_off());
    for (name, mark) in [("refused", Mark::NotAllowed), ("of-network", Mark::OfNetwork), ("crashes", Mark::Wordless)] {
        samples.add(&format!("hand-over-plugin-{name}"), &plugin_stays_off(Some(mark)));
    }
    for (name, mark) in [("unfit", Mark::Unfit), ("ends", Mark::OwnWords)] {
        samples.add(&format!("hand-over-plugin-{name}"), &plugin_stays_off(Some(mark)));
    }
}
