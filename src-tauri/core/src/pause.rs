//! The pause that Meum asks for (429): until it is over, nothing asks Meum anything. It is stored
//! with the shop, so that a restart does not end it, and has bounds, so that no answer can silence
//! the app.

use crate::problem::{Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::time::{Span, Timestamp};

/// However long Meum asks for, it is asked again after an hour.
pub const LONGEST: Span = Span::hours(1);
/// Nor is it asked sooner than this, in seconds.
const SHORTEST: u32 = 5;
/// What is waited when Meum does not say for how long, in seconds.
const USUAL: u32 = 60;

/// Notes the pause that this problem asks for, if it is one that does. From then on it names the
/// seconds that are waited.
pub fn note(record: &mut ShopRecord, problem: &mut Problem, now: Timestamp) {
    if problem.kind != ProblemKind::MeumRateLimited {
        return;
    }
    let longest = u32::try_from(LONGEST.0 / 1_000).unwrap_or(u32::MAX);
    let seconds = problem.about.seconds.unwrap_or(USUAL).clamp(SHORTEST, longest);
    problem.about.seconds = Some(seconds);
    // Of two answers to questions that were asked at the same time, the longer pause counts.
    record.meum_pause = until(record, now).max(Some(now.after(Span::seconds(seconds.into()))));
}

/// Until when Meum is not asked; `None` when it may be. A moment further away than any that is
/// waited for comes of a clock that was set back.
pub fn until(record: &ShopRecord, now: Timestamp) -> Option<Timestamp> {
    record.meum_pause.filter(|until| *until > now && until.since(now) <= LONGEST)
}

/// Whether there was a pause that is over now.
pub fn is_over(record: &ShopRecord, now: Timestamp) -> bool {
    record.meum_pause.is_some() && until(record, now).is_none()
}

/// Takes a pause off the record that is over. Whether one was.
pub fn end(record: &mut ShopRecord, now: Timestamp) -> bool {
    let over = is_over(record, now);
    if over {
        record.meum_pause = None;
    }
    over
}
