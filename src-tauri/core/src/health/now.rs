//! The moment a verdict is of, and who has been heard by then.

use crate::problem::ProblemKind;
use crate::time::Timestamp;

/// The moment a verdict is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// Whether Meum has answered, well or badly, since the app started, woke or asked afresh. Until it
    /// has, the headline says *checking*, however young the last answer is.
    pub meum_heard: bool,
    /// The same of the shop.
    pub shop_heard: bool,
    /// What Meum's lines are being asked about again.
    pub meum_doubt: Option<ProblemKind>,
    /// What the shop's lines are being asked about again.
    pub shop_doubt: Option<ProblemKind>,
}
