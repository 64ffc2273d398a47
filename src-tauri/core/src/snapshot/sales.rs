//! The sentence about sales that stands on every card: whether shoppers can pay while it lasts, and since when that is
//! known. It never says better than the headline, nor than the card it stands on. The report has the same sentence.

use crate::credential::Credential;
use crate::health::Health;
use crate::health::certain::{Certain, certain, of_line, rank, shows_more_than_orders_on_hold};
use crate::line::{Headline, LineState};
use crate::message::{Arg, Key, Message, Slot};
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::sales::Sales;
use crate::shop::{Overlay, Shop};
use crate::shop_facts::HandOver;
use crate::step::Step;
use crate::time::Timestamp;
use crate::watch;
use crate::words::{ProblemView, keys};

/// The sentence of a line of the panel, below this headline. `more`: the lines show more than that paid orders stay on
/// hold.
pub(crate) fn of_a_line(
    state: LineState,
    kind: Option<ProblemKind>,
    since: Option<Timestamp>,
    (headline, more): (Headline, bool),
) -> Message {
    let uneasy = state == LineState::Attention;
    let sales = match kind.map(certain) {
        _ if kind.is_some_and(Sales::waits_for_an_answer) => Sales::NotKnown,
        // Updates that are not quite in order hold orders back, as those that fail do.
        Some(Certain::OrdersStayOnHold) if uneasy => Sales::OnHold,
        _ => Sales::of_certain(of_line(state, kind)),
    };
    let (plain, dated) = match sales {
        // What does not stop shoppers itself may hide what does.
        Sales::NotStopped if headline == Headline::CantTell => (keys::SALES_NOT_SEEN, None),
        // A wallet that is missing would stop them.
        Sales::NotStopped if kind == Some(ProblemKind::PayoutUnknown) => (keys::SALES_AS_FAR_AS_SAID, None),
        Sales::NotStopped => (keys::SALES_NOT_STOPPED, None),
        // Whoever hears of the payments in the shop's place, the shop does not.
        _ if kind.is_some_and(Sales::goes_elsewhere) => (keys::SALES_ONLY_HELD, None),
        // Who has not put in the secret may not have put in the key.
        _ if kind == Some(ProblemKind::OldSecretInUse) => (keys::SALES_ONLY_HELD, None),
        Sales::NotKnown => (keys::SALES_NOT_KNOWN, Some(keys::SALES_NOT_KNOWN_SINCE)),
        Sales::MayFail => (keys::SALES_MAY_FAIL, None),
        // Something else may stop them, so nobody says that they can pay.
        Sales::OnHold if more => (keys::SALES_ONLY_HELD, None),
        Sales::OnHold if uneasy => (keys::SALES_ON_HOLD, None),
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

/// The sentence of half a pair: an earlier half may no longer work.
pub(crate) fn of_a_half(missing: Credential) -> Message {
    match missing {
        Credential::ApiKey => keys::SALES_MAY_FAIL.alone(),
        Credential::WebhookSecret => keys::SALES_ONLY_HELD.alone(),
    }
}

/// The sentence of a problem by itself, where nothing is known of how the shop stands.
pub(crate) fn of_a_kind(kind: ProblemKind) -> Message {
    let key = match Sales::of_kind(kind) {
        Sales::NotStopped => keys::SALES_NOT_STOPPED,
        Sales::NotKnown => keys::SALES_NOT_KNOWN,
        Sales::MayFail => keys::SALES_MAY_FAIL,
        Sales::OnHold => keys::SALES_ONLY_HELD,
        Sales::Stopped => keys::SALES_STOPPED,
    };
    key.alone()
}

/// The sentence of a card of a step or a page.
pub(crate) fn of_a_card(card: &ProblemView, shop: Option<&Shop>, now: Timestamp) -> Message {
    of_a_problem(card.code, card.about.missing, shop, now)
}

/// The sentence of a problem on a step or a page.
pub(super) fn of_a_problem(
    code: ProblemKind,
    missing: Option<Credential>,
    shop: Option<&Shop>,
    now: Timestamp,
) -> Message {
    let Some(shop) = shop else {
        // There may be no shop at all yet.
        let of_app_alone = code == ProblemKind::AppCrashed;
        return if of_app_alone { keys::SALES_NOT_HERE.alone() } else { of_a_kind(code) };
    };
    if matches!(shop.overlay, Some(Overlay::Ended(_))) {
        return keys::SALES_STOPPED.alone();
    }
    if let Some(missing) = missing {
        return of_a_half(missing);
    }
    if shop.record.attempt.is_open() {
        return keys::SALES_NOT_KNOWN.alone();
    }
    // A copy may not be disconnected; the shop that sells is another one.
    let of_copy = code == ProblemKind::AddressMoved && matches!(shop.overlay, Some(Overlay::Disconnect { .. }));
    // What answers at an address that nobody uses yet says nothing of the shop's own.
    let of_other_address = matches!(shop.overlay, Some(Overlay::Move { .. }));
    match (code, &shop.record.connection) {
        // The shop is connected, and not by this entry.
        (ProblemKind::AlreadyConnectedElsewhere | ProblemKind::ShopHereAlready, None) => keys::SALES_NOT_KNOWN.alone(),
        (_, None) => keys::SALES_NOT_YET.alone(),
        (_, Some(_)) if of_copy => keys::SALES_NOTHING_WRONG.alone(),
        (_, Some(_)) if of_other_address => of_a_connected(ProblemKind::SettingRefused, shop, now),
        (code, Some(_)) => of_a_connected(code, shop, now),
    }
}

/// What the screen says of sales now, without its moment: its card, or else the line of the panel that counts. `None`
/// where nothing is wrong, and where no shop is known.
pub(super) fn on_screen(
    shop: &Shop,
    trouble: Option<&Problem>,
    health: Option<&Health>,
    now: Timestamp,
) -> Option<Key> {
    // The page says it in its heading, whatever its card is about.
    if matches!(shop.overlay, Some(Overlay::Ended(_))) {
        return Some(keys::SALES_STOPPED);
    }
    let of_page = shop.overlay.is_some() || health.is_none();
    match (trouble.filter(|_| of_page), health) {
        (Some(trouble), _) => Some(of_a_problem(trouble.kind, trouble.about.missing, Some(shop), now).key),
        (None, Some(health)) => of_a_panel(health, reading::missing(&shop.record)),
        (None, None) => of_a_step(shop, now),
    }
    .map(without_moment)
}

/// What a step without trouble says: before the shop is connected, and while its plugin waits for its key.
fn of_a_step(shop: &Shop, now: Timestamp) -> Option<Key> {
    let record = &shop.record;
    let waits = record.step == Step::HandOver && record.hand_over() == HandOver::Pending;
    match &record.connection {
        None => Some(keys::SALES_NOT_YET),
        Some(_) if waits => {
            let missing = reading::missing(record);
            Some(of_a_problem(ProblemKind::HandOverUnfinished, missing, Some(shop), now).key)
        }
        Some(_) => None,
    }
}

/// The line that counts, as on the screen.
fn of_a_panel(health: &Health, missing: Option<Credential>) -> Option<Key> {
    let more = shows_more_than_orders_on_hold(health.lines.iter().map(|line| (line.state, line.kind)));
    let troubled = health.lines.iter().filter_map(|line| Some((rank(line.state, line.kind?)?, line)));
    match troubled.min_by_key(|(rank, _)| *rank) {
        Some((_, line)) if line.kind == Some(ProblemKind::HalfIssued) => {
            Some(missing.map_or(keys::SALES_MAY_FAIL, |missing| of_a_half(missing).key))
        }
        Some((_, line)) => Some(of_a_line(line.state, line.kind, None, (health.headline, more)).key),
        None if health.headline == Headline::CanPay => health.is_of_a_moment_ago().then_some(keys::SALES_A_MOMENT_AGO),
        None => Some(keys::SALES_NOT_KNOWN),
    }
}

fn without_moment(key: Key) -> Key {
    match key {
        keys::SALES_STOPPED_SINCE => keys::SALES_STOPPED,
        keys::SALES_ON_HOLD_SINCE => keys::SALES_ON_HOLD,
        keys::SALES_NOT_KNOWN_SINCE => keys::SALES_NOT_KNOWN,
        key => key,
    }
}

/// What is known of the shop counts as long as the card says nothing worse.
fn of_a_connected(code: ProblemKind, shop: &Shop, now: Timestamp) -> Message {
    let headline = watch::health(shop, now).headline;
    let since = shop.observed.headline_since.filter(|(was, _)| *was == headline).map(|(_, at)| at);
    let well = headline == Headline::CanPay;
    match Sales::of_kind(code) {
        // Whether the plugin has the key that is gone from here, nobody knows.
        _ if code == ProblemKind::CredentialsGone => keys::SALES_NOT_KNOWN.alone(),
        _ if headline == Headline::CantPayYet => dated_or(keys::SALES_STOPPED, Some(keys::SALES_STOPPED_SINCE), since),
        Sales::Stopped => keys::SALES_STOPPED.alone(),
        Sales::OnHold => keys::SALES_ONLY_HELD.alone(),
        Sales::MayFail => keys::SALES_MAY_FAIL.alone(),
        // Nobody knows what Meum did without answering.
        Sales::NotKnown if Sales::waits_for_an_answer(code) => keys::SALES_NOT_KNOWN.alone(),
        Sales::NotStopped | Sales::NotKnown if well => keys::SALES_GO_ON.alone(),
        Sales::NotStopped | Sales::NotKnown => keys::SALES_NOT_KNOWN.alone(),
    }
}
