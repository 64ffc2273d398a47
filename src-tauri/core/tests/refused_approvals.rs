//! An approval that came and did not pass, or whose place another takes: what the card leads to, and that it says what
//! WordPress keeps.

use crate::approving::{BEGIN, USE_KEYS, approval, by_anna, checked, leads};
use crate::story::lost::wizard;
use crate::story::{Story, problem, questions, trouble};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::view::{ApprovalView, MainButton, StepView};
use connect_core::words::Press;

/// After an approval whose password did not pass.
fn refused(kind: ProblemKind, mark: Option<Mark>) -> Story {
    let mut story = Story::approving();
    let ticket = story.answers_approval(Ok(())).ticket();
    story.happens(Event::KeysChecked { ticket, result: Err(problem(kind).marked(mark)) });
    story
}

/// The card's button, what the foot does once more, and which of them is the one to press.
fn ways(story: &Story) -> (Option<Press>, &'static str, MainButton) {
    let card = wizard(story).problem.expect("a card");
    (card.button.map(|button| button.press), card.again.name(), story.view().main)
}

fn left_behind(story: &Story) -> Option<&'static str> {
    let StepView::ShopKeys { left_behind, .. } = wizard(story).step else { panic!("the keys") };
    left_behind.map(connect_core::message::Key::name)
}

#[test]
fn where_wordpress_takes_no_such_password_the_boxes_come_back_and_making_a_key_is_the_one_to_press() {
    use ProblemKind::{PasswordKeptOut, PasswordsSwitchedOff};
    for kind in [PasswordKeptOut, PasswordsSwitchedOff] {
        let mut story = refused(kind, None);
        assert_eq!((trouble(&story), leads(&story)), (Some(kind), false));
        let make = Press::Open { link: Link::KeyPage };
        assert_eq!(ways(&story), (Some(make), "keys_check", MainButton::Card), "{kind:?}");
        story.asks(Intent::TryAgain);
        assert!(questions(&story).is_empty(), "{kind:?}: it is not tried again");
        assert_eq!(left_behind(&story), Some("approve_left_behind"), "{kind:?}");
        let offered = |story: &Story| approval(story).is_some_and(|approval| approval.below);
        assert!(!offered(&story), "{kind:?}: nothing is offered that the card says brings nothing");
        story.keys_pass(true);
        assert!(offered(&story), "{kind:?}");
        assert_eq!(left_behind(&story), Some("approve_left_behind"), "{kind:?}: nor is it used then");
    }
}

#[test]
fn where_another_approval_may_do_better_it_leads_again_with_the_button_at_the_foot() {
    let low = (ProblemKind::OwnerRoleTooLow, Some(Mark::Approved), Some("approve_left_behind"));
    // WordPress may have taken back what it does not know.
    for (kind, mark, left) in [(ProblemKind::PasswordUnknown, None, None), low] {
        let mut story = refused(kind, mark);
        assert_eq!(
            approval(&story),
            Some(ApprovalView { leads: true, came: false, waiting: None, below: true }),
            "{kind:?}"
        );
        assert_eq!(ways(&story), (Some(Press::TryAgain), "action_tryAgain", MainButton::Foot), "{kind:?}");
        assert_eq!(left_behind(&story), left, "{kind:?}");
        story.asks(Intent::TryAgain);
        assert!(questions(&story).is_empty(), "{kind:?}: it is not tried again");
        story.asks(BEGIN).answers_approval(Ok(()));
        checked(&mut story, Ok(by_anna()));
        assert_eq!(left_behind(&story), left.map(|_| "approve_left_older"), "{kind:?}");
    }
}

#[test]
fn what_takes_the_place_of_an_approval_says_that_it_stays_in_wordpress() {
    let mut story = Story::approved();
    assert_eq!(left_behind(&story), None);
    story.asks(Intent::TryAgain);
    checked(&mut story, Ok(by_anna()));
    assert_eq!(left_behind(&story), None, "it was only checked");
    story.asks(Intent::ReplaceKeys).asks(BEGIN).answers_approval(Ok(()));
    checked(&mut story, Ok(by_anna()));
    assert_eq!(left_behind(&story), Some("approve_left_older"));
    story.asks(Intent::ReplaceKeys).asks(USE_KEYS).keys_pass(true);
    assert_eq!(left_behind(&story), Some("approve_left_behind"));
    let mut story = Story::approving();
    story.answers_approval(Ok(()));
    checked(&mut story, Err(ProblemKind::VaultLocked));
    assert_eq!(left_behind(&story), None, "it is tried again");
    story.asks(USE_KEYS);
    assert_eq!(left_behind(&story), Some("approve_left_behind"));
}

#[test]
fn a_kept_password_that_is_unknown_is_replaced_with_the_button_of_its_card() {
    let mut story = Story::approved();
    story.asks(Intent::TryAgain);
    checked(&mut story, Err(ProblemKind::PasswordUnknown));
    assert_eq!(ways(&story).0, Some(Press::ReplaceKeys), "no box is there for the cursor");
    story.asks(Intent::ReplaceKeys);
    assert!(leads(&story));
}
