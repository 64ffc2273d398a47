//! *Check now*: whether its answers changed anything, so that a press is never answered by silence.

use super::health;
use crate::record::Dated;
use crate::shop::{Recheck, Shop, Standpoint};
use crate::time::Timestamp;

/// Remembers how the shop stands as *Check now* is pressed.
pub fn begin(shop: &mut Shop, now: Timestamp) {
    shop.recheck = Recheck { before: Some((now, standpoint(shop, now))), still_at: None };
}

/// Once the answers are there, notes whether they changed nothing. Where nothing was asked, there is
/// nothing to say.
pub fn end(shop: &mut Shop, now: Timestamp) {
    if shop.watch.is_asking() {
        return;
    }
    let Some((at, before)) = shop.recheck.before.take() else { return };
    let same = heard_since(shop, at) && before == standpoint(shop, now);
    shop.recheck.still_at = same.then_some(now);
}

fn heard_since(shop: &Shop, at: Timestamp) -> bool {
    let observed = &shop.observed;
    let answers = [observed.status.as_ref().map(moment), observed.sight.as_ref().map(moment)];
    let problems = [observed.status_problem.as_ref().map(moment), observed.sight_problem.as_ref().map(moment)];
    answers.into_iter().chain(problems).flatten().any(|heard| heard >= at)
}

fn moment<T>(seen: &Dated<T>) -> Timestamp {
    seen.at
}

fn standpoint(shop: &Shop, now: Timestamp) -> Standpoint {
    let health = health(shop, now);
    Standpoint { headline: health.headline, lines: health.lines.iter().map(|line| (line.state, line.kind)).collect() }
}
