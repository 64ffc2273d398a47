//! The sentence about sales that stands on every card: whether shoppers can pay while it lasts, and since when that is
//! known. It never says better than the headline.

use crate::health::certain::{Certain, of_line};
use crate::line::{Headline, LineState};
use crate::message::{Arg, Key, Message, Slot};
use crate::problem::ProblemKind;
use crate::sales::Sales;
use crate::shop::{Overlay, Shop};
use crate::time::Timestamp;
use crate::watch;
use crate::words::{ProblemView, keys};

/// The sentence of a line of the panel. `worst` is what all lines together make certain.
pub(super) fn of_a_line(
    state: LineState,
    kind: Option<ProblemKind>,
    since: Option<Timestamp>,
    worst: Certain,
) -> Message {
    let (plain, dated) = match Sales::from(of_line(state, kind)) {
        Sales::NotStopped => (keys::SALES_NOT_STOPPED, None),
        Sales::NotKnown => (keys::SALES_NOT_KNOWN, Some(keys::SALES_NOT_KNOWN_SINCE)),
        // Something else stops them, so nobody says that they can pay.
        Sales::OnHold if worst > Certain::OrdersStayOnHold => (keys::SALES_ONLY_HELD, None),
        Sales::OnHold => (keys::SALES_ON_HOLD, Some(keys::SALES_ON_HOLD_SINCE)),
        Sales::Stopped => (keys::SALES_STOPPED, Some(keys::SALES_STOPPED_SINCE)),
    };
    dated_or(plain, dated, since)
}

fn dated_or(plain: Key, dated: Option<Key>, since: Option<Timestamp>) -> Message {
    match dated.zip(since) {
        Some((dated, since)) => dated.with(Slot::Moment, Arg::Moment(since)),
        None => plain.alone(),
    }
}

/// The sentence of a remark: it stops nobody, and may still mean that something fails.
pub(super) fn of_a_remark(kind: ProblemKind) -> Message {
    match Sales::of_kind(kind) {
        Sales::NotStopped => keys::SALES_NOT_STOPPED.alone(),
        Sales::NotKnown | Sales::OnHold | Sales::Stopped => keys::SALES_NOT_KNOWN.alone(),
    }
}

/// The sentence of a card of a step or a page: how the shop itself stands.
pub(super) fn of_a_card(card: &ProblemView, shop: Option<&Shop>, now: Timestamp) -> Message {
    let Some(shop) = shop else {
        // There may be no shop at all yet.
        let of_app_alone = card.code == ProblemKind::AppCrashed;
        return if of_app_alone { keys::SALES_NOT_HERE.alone() } else { of_a_remark(card.code) };
    };
    if matches!(shop.overlay, Some(Overlay::Ended(_))) {
        return keys::SALES_STOPPED.alone();
    }
    if shop.record.attempt.is_open() {
        return keys::SALES_NOT_KNOWN.alone();
    }
    if shop.record.connection.is_none() {
        return keys::SALES_NOT_YET.alone();
    }
    let headline = watch::health(shop, now).headline;
    let since = shop.observed.headline_since.filter(|(was, _)| *was == headline).map(|(_, at)| at);
    match headline {
        Headline::CanPay => keys::SALES_GO_ON.alone(),
        Headline::CantPayYet => dated_or(keys::SALES_STOPPED, Some(keys::SALES_STOPPED_SINCE), since),
        Headline::Attention | Headline::CantTell | Headline::Checking => keys::SALES_NOT_KNOWN.alone(),
    }
}
