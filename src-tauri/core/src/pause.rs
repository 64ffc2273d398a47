//! The pause that Meum asks for (429): until it is over, nothing asks Meum anything. It is stored
//! with the shop, so that a restart does not end it, and has bounds, so that no answer can silence
//! the app.

use crate::problem::{Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::time::{Span, Timestamp};

/// However long a pause Meum asks for, we ask again after an hour.
pub const LONGEST: Span = Span::hours(1);
/// However short a pause Meum asks for, we wait for so many seconds.
const SHORTEST: u32 = 5;
/// Where Meum does not say how long, we wait for so many seconds.
const USUAL: u32 = 60;

/// Notes the pause that Meum asks for with this problem, if it is one that asks. From then on the
/// problem names the seconds we wait.
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

/// The end of the pause; `None` while there is none. If the end is further away than our longest
/// pause, the clock was set back, so there is none.
pub fn until(record: &ShopRecord, now: Timestamp) -> Option<Timestamp> {
    holding(record.meum_pause, now)
}

/// The same of a pause that is kept apart from a shop.
pub fn holding(pause: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    pause.filter(|until| *until > now && until.since(now) <= LONGEST)
}

/// Whether there was a pause that is over now.
pub fn is_over(record: &ShopRecord, now: Timestamp) -> bool {
    record.meum_pause.is_some() && until(record, now).is_none()
}

/// Takes a pause that is over off the record. Returns whether there was one.
pub fn end(record: &mut ShopRecord, now: Timestamp) -> bool {
    let over = is_over(record, now);
    if over {
        record.meum_pause = None;
    }
    over
}
