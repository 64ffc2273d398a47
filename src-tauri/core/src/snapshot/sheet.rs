//! The report as the app draws it on a picture of its own: the same words as in the text, and the code.

use super::facts::{LineMark, Snapshot};
use crate::drawn::Drawn;
use crate::line::{Headline, LineState};
use crate::message::{Key, Message};

/// What is drawn, from the top down. What is not known is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// That nothing of it is real.
    pub practice: Option<Message>,
    /// Can shoppers pay?
    pub headline: Option<(Headline, Message)>,
    /// What that means for sales.
    pub sales: Option<Message>,
    /// Whose it is, and when it was taken.
    pub whose: Vec<Message>,
    /// The lines of the panel; elsewhere the step and what stands in its way.
    pub lines: Vec<Row>,
    /// What follows: paragraphs, each with its lines.
    pub rest: Vec<Vec<Message>>,
    /// The report for a machine.
    pub code: Option<Drawn>,
}

/// A line with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it stands.
    pub state: Option<LineState>,
    /// What it says.
    pub says: Message,
}

impl Snapshot {
    /// The report, to be drawn.
    pub fn sheet(&self) -> Sheet {
        let of_step = self.standing().into_iter().map(|says| Row { state: None, says });
        let of_panel = self.lines.iter().map(|line| Row { state: Some(line.state), says: LineMark::told(line) });
        Sheet {
            practice: self.practice(),
            headline: self.headline.zip(self.says_headline().map(Key::alone)),
            sales: self.sales(),
            whose: self.whose(),
            lines: of_step.chain(of_panel).collect(),
            rest: self.rest(),
            code: Drawn::of(&self.bytes()),
        }
    }
}
