//! Samples of the pages of leaving.

use super::Samples;
use crate::story::{Story, about, problem, sight, status, text};
use connect_core::app::App;
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::meum_facts::{ConnectOutcome, Ending, StatusFacts};
use connect_core::problem::ProblemKind;

pub fn all(samples: &mut Samples) {
    samples.told("disconnect-asking", Story::at_panel(true), |story| {
        story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(Intent::AskToDisconnect);
    });
    samples.add("disconnect", &Story::at_disconnect());
    samples.told("disconnect-other-name", Story::at_disconnect(), |story| {
        story.types_name("another shop");
    });
    samples.told("disconnect-copy", Story::at_panel(true), |story| {
        let live = StatusFacts { site_url: Some(text("https://live-shop.example")), ..status(true) };
        story.asks(Intent::AskToDisconnect).meum_answers(Ok(live)).shop_answers(Ok(sight()));
    });
    samples.told("disconnect-busy", Story::at_disconnect(), |story| {
        story.types_name("The Corner Shop");
    });
    for (name, kind) in [
        ("disconnect-forbidden", ProblemKind::DisconnectForbidden),
        ("disconnect-key-refused", ProblemKind::MeumKeyRefused),
        ("disconnect-key-gone", ProblemKind::CredentialsGone),
        ("disconnect-answer-lost", ProblemKind::DisconnectAnswerLost),
        ("disconnect-slow-down", ProblemKind::MeumRateLimited),
        ("disconnect-vault-missing", ProblemKind::VaultMissing),
    ] {
        samples.told(name, Story::at_disconnect(), |story| {
            story.types_name("The Corner Shop").disconnect_ends(Err(problem(kind)));
        });
    }
    ended(samples);
    forget(samples);
}

fn ended(samples: &mut Samples) {
    samples.told("ended-clearing-up", Story::at_disconnect(), |story| {
        story.disconnects(Ending::Disconnected);
    });
    samples.told("ended", Story::at_disconnect(), |story| {
        story.disconnects(Ending::Disconnected).clears_up(Ok(()));
    });
    samples.told("ended-already", Story::at_disconnect(), |story| {
        story.disconnects(Ending::AlreadyDisconnected).clears_up(Ok(()));
    });
    samples.told("ended-vault-locked", Story::at_disconnect(), |story| {
        story.disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultLocked));
    });
    samples.told("ended-without-keys", Story::at_panel_with_memory_only(), |story| {
        story.opens_disconnect().disconnects(Ending::Disconnected).clears_up(Ok(()));
        *story = std::mem::replace(story, Story::starting()).restarted();
    });
    samples.told("ended-not-stored", Story::at_disconnect(), |story| {
        story.disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::StorageFault));
    });
    samples.told("forget-after-disconnecting", Story::at_disconnect(), |story| {
        story.disconnects(Ending::Disconnected).clears_up(Ok(())).asks(Intent::AskToForget);
    });
}

fn forget(samples: &mut Samples) {
    samples.told("forget", Story::at_panel(true), |story| {
        story.asks(Intent::AskToForget);
    });
    samples.told("forget-damaged-notes", Story::at_panel(true), |story| {
        let record = story.app.current().unwrap().record.clone();
        let aside = Some("/home/ada/.local/share/io.meum.connect/shops-damaged-1772442000.sqlite".to_owned());
        let mut loaded = Loaded { shops: vec![record.clone()], aside, ..Loaded::default() };
        loaded.settings.current = Some(record.id);
        story.app = App::new(about()).0;
        story.happens(Event::Loaded(Ok(Box::new(loaded)))).asks(Intent::AskToForget);
    });
    samples.told("forget-busy", Story::at_panel(true), |story| {
        story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
    });
    samples.told("forget-vault-locked", Story::at_panel(true), |story| {
        story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
        story.forget_ends(Err(ProblemKind::VaultLocked));
    });
    samples.told("forget-hand-over-pending", Story::at_hand_over(true), |story| {
        story.asks(Intent::HandOverLater).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
        story.asks(Intent::AskToForget);
    });
    samples.told("forget-half-way", Story::at_review(), |story| {
        story.asks(Intent::AskToForget);
    });
    samples.told("forget-answer-lost", Story::at_panel(true), |story| {
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back).asks(Intent::AskToForget);
    });
}
