//! What went wrong on a journey, in so many words that nobody has to run it again to understand it.

use std::fmt::{self, Debug, Display, Formatter};
use std::panic::Location;

/// Where in a journey something was asked for.
pub(crate) type Place = &'static Location<'static>;

/// The result of every step of a journey.
pub type Outcome<T = ()> = Result<T, Trouble>;

/// Why a journey ended early.
pub struct Trouble(String);

impl Trouble {
    /// The reason why a journey ends early.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The system or the driver refused `doing`.
    pub(crate) fn refused(doing: impl Display, refusal: impl Display) -> Self {
        Self(format!("{doing} did not work: {refusal}"))
    }

    /// The same trouble with where it was, and with `more` below it.
    pub(crate) fn told(self, place: Place, more: &str) -> Self {
        Self(format!("{place}: {}\n{more}", self.0))
    }
}

impl Display for Trouble {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

// The test runner prints the Debug form: it has to read like a sentence as well.
impl Debug for Trouble {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, out)
    }
}

impl std::error::Error for Trouble {}
