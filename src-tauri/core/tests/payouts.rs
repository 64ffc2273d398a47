//! What must hold of payouts: the line follows what Meum says of the wallet, and ages; the headline follows
//! Meum's word that the shop is ready; and what a sentence means is left to its reader.

use crate::story::{Story, connect_facts, sight, status, text};
use connect_core::health::Payouts;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::time::Span;
use connect_core::view::{PanelView, Screen};

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        other => panic!("not the panel: {other:?}"),
    }
}

fn line(story: &Story) -> (LineState, Option<ProblemKind>) {
    let line = panel(story).lines.into_iter().find(|line| line.id == LineId::Payouts).unwrap();
    (line.state, line.code)
}

/// At the panel of a shop that Meum said this of when connecting.
fn connected_with(payout_configured: Option<bool>, warning: Option<&str>) -> Story {
    let mut story = Story::at_review();
    story.connects_with(ConnectFacts { payout_configured, warning: warning.map(text), ..connect_facts(true) });
    story.hands_over(true).asks(Intent::Continue);
    story
}

/// Meum's status with the fields that its page documents: none of them is about payouts.
fn documented() -> StatusFacts {
    StatusFacts { payout_configured: None, ..status(true) }
}

#[test]
fn with_the_documented_status_a_wallet_that_is_set_later_does_not_keep_the_headline_back() {
    for at_connect in [None, Some(false), Some(true)] {
        let mut story = connected_with(at_connect, None);
        story.meum_answers(Ok(documented())).shop_answers(Ok(sight()));
        assert_eq!(panel(&story).headline, Headline::CanPay, "{at_connect:?}");
        let mut later = story.restarted_after(Span::hours(24 * 200));
        later.meum_answers(Ok(documented())).shop_answers(Ok(sight()));
        assert_eq!(panel(&later).headline, Headline::CanPay, "{at_connect:?}, 200 days later");
        let unknown = (LineState::CantTell, Some(ProblemKind::PayoutUnknown));
        assert_eq!(line(&later), unknown, "{at_connect:?}: the payout line is its own");
    }
}

#[test]
fn what_was_said_of_the_wallet_counts_for_a_day() {
    let cases = [
        (Some(true), Span::hours(23), Payouts::Set),
        (Some(true), Span::hours(25), Payouts::Unknown),
        (Some(true), Span::hours(24 * 31), Payouts::Unknown),
        (Some(false), Span::hours(23), Payouts::Missing),
        (Some(false), Span::hours(25), Payouts::Unknown),
        (Some(false), Span::hours(24 * 31), Payouts::Unknown),
    ];
    for (said, later, known) in cases {
        let by_connect = connected_with(said, None).restarted_after(later);
        let mut by_status = connected_with(None, None);
        by_status.meum_answers(Ok(StatusFacts { payout_configured: said, ..documented() }));
        for mut story in [by_connect, by_status.restarted_after(later)] {
            story.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Ok(sight()));
            assert_eq!(panel(&story).payouts.state, known, "{said:?} {later:?}");
            let missing = known == Payouts::Missing;
            assert_eq!(panel(&story).headline == Headline::CantPayYet, missing, "{said:?} {later:?}");
        }
    }
}

#[test]
fn a_sentence_of_meums_is_shown_and_never_read_for_what_it_means() {
    let sentences = [
        "Payouts are working normally",
        "Your settlement wallet is not set.",
        "Next payout: Monday.",
        "The payout_wallet was changed by an administrator.",
    ];
    for sentence in sentences {
        for in_warning in [false, true] {
            let mut facts = documented();
            if in_warning {
                facts.warning = Some(text(sentence));
            } else {
                facts.issues = vec![text(sentence)];
            }
            for at_connect in [None, Some(true), Some(false)] {
                let mut story = connected_with(at_connect, None);
                story.meum_answers(Ok(facts.clone())).shop_answers(Ok(sight()));
                let shown = panel(&story);
                assert_eq!(shown.payouts.state, Payouts::Mentioned, "{sentence} {at_connect:?}");
                assert_eq!(shown.payouts.words, [text(sentence)], "word for word");
                assert_eq!(line(&story), (LineState::Attention, Some(ProblemKind::MeumReportsIssue)), "{sentence}");
                assert_eq!(shown.headline, Headline::Attention, "{sentence}");
            }
        }
    }
}

#[test]
fn meums_field_outranks_its_sentences_in_both_directions() {
    for (said, known) in [(true, Payouts::Set), (false, Payouts::Missing)] {
        let mut story = connected_with(None, None);
        let facts = StatusFacts { issues: vec![text("About payouts.")], payout_configured: Some(said), ..status(true) };
        story.meum_answers(Ok(facts)).shop_answers(Ok(sight()));
        assert_eq!(panel(&story).payouts.state, known);
    }
    let story = connected_with(None, Some("Payouts are on their way."));
    assert_eq!(panel(&story).payouts.state, Payouts::Mentioned, "a warning at connecting is no *missing* either");
    let story = connected_with(Some(false), Some("Set a payout wallet."));
    assert_eq!(panel(&story).payouts.state, Payouts::Missing);
    assert_eq!(panel(&story).payouts.words, [text("Set a payout wallet.")]);
}
