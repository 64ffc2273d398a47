//! What the support handbook says of a code beside the merchant's own sentences: which parts its page has, and how
//! urgent it is. The texts are in `ui/messages/handbook/en.json`, named by code and part.

use crate::problem::ProblemKind;
use crate::sales::Sales;

/// A part of a page, for support alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the app saw, and where the code is raised.
    Happened,
    /// Words to paste into the answer.
    Say,
    /// What to look at, or to ask the merchant.
    Check,
    /// Words for the web host, the developer or the network's people, with what to change.
    Request,
    /// The technical line, as an example.
    Line,
    /// When to hand the case on inside Meum.
    Escalate,
    /// Who else can put it right than the card says.
    Who,
}

impl Part {
    /// Every part, in the order of a page.
    pub const ALL: [Self; 7] =
        [Self::Happened, Self::Say, Self::Check, Self::Request, Self::Line, Self::Escalate, Self::Who];

    /// How it ends the name of its text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Say => "say",
            Self::Check => "check",
            Self::Request => "request",
            Self::Line => "line",
            Self::Escalate => "escalate",
            Self::Who => "who",
        }
    }

    /// Whether the page of this code must have it.
    pub const fn is_needed(self, kind: ProblemKind) -> bool {
        match self {
            Self::Happened | Self::Say | Self::Check | Self::Escalate => true,
            // Whoever gets a note is told what to change.
            Self::Request => kind.note_to().is_some(),
            Self::Line | Self::Who => false,
        }
    }
}

/// The name of a text of the handbook.
pub fn name(kind: ProblemKind, part: Part) -> String {
    format!("{}_{}", kind.code(), part.name())
}

/// How soon somebody must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Money is lost or stuck, or private data is open, while it lasts.
    Now,
    /// Nobody knows what it costs, so it is looked at today.
    Today,
    /// Nothing is lost by waiting.
    CanWait,
}

impl Urgency {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Now, Self::Today, Self::CanWait];

    /// How urgent a problem is.
    pub fn of(kind: ProblemKind) -> Self {
        match (kind, Sales::of_kind(kind)) {
            // Strangers may read what is meant for one visitor, or hear of payments.
            (ProblemKind::PrivateAnswersCached | ProblemKind::WebhookAddressDiffers, _)
            | (_, Sales::Stopped | Sales::OnHold) => Self::Now,
            (_, Sales::NotKnown) => Self::Today,
            (_, Sales::NotStopped) => Self::CanWait,
        }
    }

    /// How the name of its text ends.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Today => "today",
            Self::CanWait => "canWait",
        }
    }
}
