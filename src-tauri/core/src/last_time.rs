//! What the app finds of its own last time: whether it crashed, and where; whether it was closed.

use crate::plain::PlainText;
use crate::time::Timestamp;

/// What was left of the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastTime {
    /// Where a part of the app crashed, and when. It holds a place in the app's own text, and nothing that was worked
    /// on there.
    pub crashed: Option<(PlainText, Timestamp)>,
    /// Whether the window was never closed: the app was ended from outside, or the computer was.
    pub unclosed: bool,
    /// Whether a watch without a window was ended from outside, or the computer was.
    pub watch_ended: WatchEnded,
    /// Where the log is.
    pub log: Option<PlainText>,
}

/// Whether a watch without a window did not end as it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WatchEnded {
    /// It did, or there was none.
    #[default]
    Not,
    /// It did not, and nothing tells when.
    Sometime,
    /// It did not, soon after this moment: then it wrote its notes last.
    About(Timestamp),
}
