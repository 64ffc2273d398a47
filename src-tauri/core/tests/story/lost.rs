//! Stories of an answer to *connect* that got lost.

use super::{Story, problem, status, step};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::meum_facts::{ConnectOutcome, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::record::ShopRecord;
use connect_core::shop::Shop;
use connect_core::step::Step;
use connect_core::time::Span;
use connect_core::view::{PanelView, Screen, WizardView};

pub const MINUTE: Span = Span::seconds(60);

pub fn shop(story: &Story) -> &Shop {
    story.app.current().unwrap()
}

pub fn lose(story: &mut Story) {
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
}

pub fn cannot_look(story: &mut Story, kind: ProblemKind) {
    story.connect_ends(ConnectOutcome::StillOpen(problem(kind)));
}

pub fn meum_says(story: &mut Story, facts: StatusFacts) {
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Ok(Box::new(facts)) });
}

/// Connected before, and the answer to connecting again is lost; Meum was asked, and did not tell.
pub fn lost_again() -> Story {
    let mut story = Story::at_panel(true);
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    lose(&mut story);
    meum_says(&mut story, StatusFacts { credential_prefix: None, ..status(true) });
    story
}

pub fn to_panel(story: &mut Story) {
    story.asks(Intent::Back).asks(Intent::Back);
    assert_eq!(step(story), Step::Panel);
}

pub fn wizard(story: &Story) -> WizardView {
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
    *wizard
}

pub fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel
}

/// A start with these notes and an open journal entry.
pub fn starts_with_open_connect(record: ShopRecord) -> Story {
    let mut story = Story::starting();
    let mut loaded = Loaded { unfinished: vec![record.id.clone()], ..Loaded::default() };
    loaded.settings.current = Some(record.id.clone());
    loaded.shops.push(record);
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}
