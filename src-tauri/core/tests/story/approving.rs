//! Stories of approving in WordPress.

use super::{Story, answers, problem};
use connect_core::event::Event;
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::problem::ProblemKind;

impl Story {
    /// At the keys of a shop that lets the app be approved.
    pub fn at_offer() -> Self {
        let mut story = Self::at_your_shop();
        story.finds(answers::found_offering()).asks(Intent::Continue);
        story
    }

    /// The approval page of such a shop is open in the browser.
    pub fn approving() -> Self {
        let mut story = Self::at_offer();
        story.asks(Intent::Approve { wish: ApprovalWish::Begin });
        let ticket = story.ticket();
        story.happens(Event::ApprovalOpened { ticket, shown: true });
        story
    }

    /// That page was answered.
    pub fn answers_approval(&mut self, result: Result<(), ProblemKind>) -> &mut Self {
        let ticket = self.ticket();
        self.happens(Event::Approved { ticket, result: result.map_err(problem) })
    }
}
