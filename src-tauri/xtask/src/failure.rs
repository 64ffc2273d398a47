//! Why a command stopped, in words for the person who typed it.
//!
//! No error kinds: nothing here is handled, only told.

use std::fmt::{self, Display, Formatter};

/// One reason to stop.
#[derive(Debug)]
pub struct Failure(String);

/// What every part of this tool answers.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// Stops for this reason.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// Stops because the system refused `doing`, such as "reading ui/package-lock.json".
    pub fn system(doing: impl Display, refusal: &std::io::Error) -> Self {
        Self(format!("{doing} did not work: {refusal}"))
    }
}

impl Display for Failure {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
