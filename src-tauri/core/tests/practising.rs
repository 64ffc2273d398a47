//! Troubles of this computer that practice imitates without a server.

use crate::story::Story;
use connect_core::effect::{Desktop, Effect};
use connect_core::intent::{Intent, ReportWish};
use connect_core::problem::ProblemKind;
use connect_core::saving::SavedAs;
use connect_core::scenario::Scenario;

fn in_practice(scenario: Scenario) -> Story {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).asks(Intent::Practise { scenario });
    story
}

fn notice(story: &Story) -> Option<ProblemKind> {
    story.view().notice.map(|card| card.code)
}

#[test]
fn a_crash_is_practised_and_says_that_nothing_has_crashed() {
    let mut story = in_practice(Scenario::AppCrashed);
    assert_eq!(notice(&story), Some(ProblemKind::AppCrashed));
    let line = story.view().notice.and_then(|card| card.technical);
    assert!(line.is_some_and(|line| line.as_str().starts_with("practice: ")));
    assert_eq!(story.view().support.codes, [ProblemKind::AppCrashed], "support finds it on the picture");
    story.asks(Intent::Practise { scenario: Scenario::AllWell });
    assert_eq!(notice(&story), None);
}

#[test]
fn a_report_that_cannot_be_saved_is_practised_and_nothing_is_written() {
    let saves = |story: &Story| story.effects.iter().any(|it| matches!(it, Effect::Desktop(Desktop::SaveReport(_))));
    for (scenario, refused) in [(Scenario::ReportNotSaved, true), (Scenario::AllWell, false)] {
        let mut story = in_practice(scenario);
        story
            .asks(Intent::Report { wish: ReportWish::Show })
            .asks(Intent::Report { wish: ReportWish::Save(SavedAs::Picture) });
        assert_eq!(notice(&story), refused.then_some(ProblemKind::ReportNotSaved), "{scenario:?}");
        assert_eq!(saves(&story), !refused, "{scenario:?}");
        let next = story.view().notice.map(|card| card.says.next.name());
        assert_eq!(next, refused.then_some("S22_full_next"), "{scenario:?}");
    }
}

#[test]
fn what_is_practised_does_not_touch_a_real_shop() {
    let mut story = in_practice(Scenario::ReportNotSaved);
    story.asks(Intent::LeavePractice);
    let mut real = Story::at_panel(true);
    real.asks(Intent::Practise { scenario: Scenario::AppCrashed });
    assert_eq!(notice(&real), None, "there is no practice shop on the screen");
    real.asks(Intent::Report { wish: ReportWish::Save(SavedAs::File) });
    assert_eq!(notice(&real), None);
}
