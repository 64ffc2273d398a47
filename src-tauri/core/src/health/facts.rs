//! What of a record and its observations counts at a moment. The verdicts look at nothing else, so no
//! fact stands for ever.

use super::age::Fact;
use super::certificate;
use super::payouts::{self, Wallet};
use crate::differences::updates_differ;
use crate::host;
use crate::meum_facts::StatusFacts;
use crate::observed::Observed;
use crate::problem::{Problem, ProblemKind};
use crate::record::{Dated, ShopRecord};
use crate::shop_facts::{ForShoppers, ShopShut, ShopSight, WayIn};
use crate::status_word::{Meaning, meaning};
use crate::time::Timestamp;

/// The facts that count.
pub(super) struct Facts<'a> {
    pub(super) record: &'a ShopRecord,
    pub(super) observed: &'a Observed,
    /// Meum's status answer.
    pub(super) status: Option<&'a StatusFacts>,
    /// Why the last question to Meum failed, as the panel puts it.
    pub(super) status_problem: Option<ProblemKind>,
    /// The last look at the shop.
    pub(super) sight: Option<&'a ShopSight>,
    /// Why the last look failed, as the panel puts it: one code on every line it is behind.
    pub(super) sight_problem: Option<ProblemKind>,
    /// Whether the last look into the shop, within the time in which nobody takes a plugin away, saw
    /// Meum's payment method switched on.
    pub(super) was_selling: bool,
    /// What shoppers get instead of the shop.
    pub(super) shut: Option<&'a ShopShut>,
    /// Whether the shop's certificate runs out within days.
    pub(super) certificate_ends: bool,
    /// What is known of the payout wallet.
    pub(super) payouts: Wallet,
}

/// Another address for payment updates than the one that Meum was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// It belongs to the shop.
    InShop,
    /// It does not.
    Outside,
}

impl<'a> Facts<'a> {
    pub(super) fn at(record: &'a ShopRecord, observed: &'a Observed, now: Timestamp) -> Self {
        let meum = failure(observed.status_problem.as_ref(), now);
        let shop = failure(observed.sight_problem.as_ref(), now);
        let offline = is_offline(shop, meum);
        let as_offline = |kind| if offline { ProblemKind::Offline } else { kind };
        Self {
            record,
            observed,
            status: Fact::Status.current(observed.status.as_ref(), now),
            status_problem: meum.map(|kind| as_offline(of_meum(record, kind))),
            sight: Fact::Sight.current(observed.sight.as_ref(), now),
            sight_problem: shop.map(|kind| as_offline(of_shop(kind))),
            was_selling: Fact::Plugin.current(observed.sight.as_ref(), now).is_some_and(sells),
            shut: Fact::Shoppers.current(observed.shoppers.as_ref(), now).and_then(ForShoppers::shut),
            certificate_ends: Fact::Sight
                .current(observed.sight.as_ref(), now)
                .is_some_and(|sight| certificate::is_urgent(sight, now)),
            payouts: payouts::wallet(record, observed, now),
        }
    }

    /// What the address for payment updates answered to a guest; none, where it was not asked since
    /// something went wrong.
    pub(super) fn way_in(&self) -> Option<&'a WayIn> {
        if self.sight_problem.is_some() {
            return None;
        }
        self.sight.map(|sight| &sight.way_in)
    }

    /// Whether the shop's address is of this computer or a private network, which no shopper reaches. Where Meum
    /// says that its messages arrive there, the internet does lead to it. The practice shop's is made up.
    pub(super) fn is_private(&self) -> bool {
        let home = self.record.found.as_ref().map(|found| &found.home);
        let arrive = self.status.and_then(|status| status.webhook_health.as_ref()).map(meaning) == Some(Meaning::Fine);
        !self.record.practice && !arrive && home.is_some_and(|home| host::is_private(home.host()))
    }

    /// Where Meum sends word of payments, if not where it was asked to.
    pub(super) fn updates(&self) -> Option<Elsewhere> {
        let problem = updates_elsewhere(self.record, self.observed)?;
        Some(if problem.about.fault.is_some() { Elsewhere::Outside } else { Elsewhere::InShop })
    }

    /// The remarks of the last look, where nothing went wrong since.
    pub(super) fn remarks(&self) -> &'a [Problem] {
        let sight = if self.sight_problem.is_none() { self.sight } else { None };
        sight.map(|sight| sight.remarks.as_slice()).unwrap_or_default()
    }
}

/// When the first of the facts behind a verdict gets too old, unless it is learnt again before. It looks at
/// moments only, so it is cheap.
pub fn turns_at(record: &ShopRecord, observed: &Observed, now: Timestamp) -> Option<Timestamp> {
    let at = |fact: Fact, learnt: Option<Timestamp>| learnt.map(|learnt| learnt.after(fact.limit()));
    let (status, sight) = (moment(observed.status.as_ref()), moment(observed.sight.as_ref()));
    let passes = |seen: &&Dated<Problem>| !seen.what.kind.waits_for_merchant();
    let failures = [&observed.status_problem, &observed.sight_problem];
    let failures = failures.map(|seen| moment(seen.as_ref().filter(passes)));
    let connected = record.connection.as_ref().map(|connection| connection.at);
    let limits = [
        at(Fact::Status, status),
        at(Fact::Payouts, status),
        at(Fact::Payouts, connected),
        at(Fact::Sight, sight),
        at(Fact::Plugin, sight),
        at(Fact::Shoppers, moment(observed.shoppers.as_ref())),
        observed.sight.as_ref().and_then(|seen| certificate::turns_at(&seen.what)),
        at(Fact::Failure, failures.into_iter().flatten().min()),
        at(Fact::Failure, failures.into_iter().flatten().max()),
    ];
    // A fact counts up to its limit, and not a moment longer.
    let over = |limit: Timestamp| Timestamp(limit.0.saturating_add(1));
    limits.into_iter().flatten().map(over).filter(|over| *over > now).min()
}

fn moment<T>(seen: Option<&Dated<T>>) -> Option<Timestamp> {
    seen.map(|seen| seen.at)
}

/// Whether shoppers saw Meum at checkout.
fn sells(sight: &ShopSight) -> bool {
    sight.gateway_enabled == Some(true)
}

/// A failure that counts. What only the merchant can end, at this computer, stands until the merchant
/// asks again: the app does not ask by itself.
fn failure(seen: Option<&Dated<Problem>>, now: Timestamp) -> Option<ProblemKind> {
    let seen = seen?;
    let kind = seen.what.kind;
    (kind.waits_for_merchant() || Fact::Failure.counts(seen.at, now)).then_some(kind)
}

/// Neither the shop nor Meum can be reached: it is this computer that is offline.
fn is_offline(shop: Option<ProblemKind>, meum: Option<ProblemKind>) -> bool {
    shop.is_some_and(ProblemKind::is_silence) && meum == Some(ProblemKind::MeumUnreachable)
}

/// Keys that passed their check once and are unknown now were removed or changed (F10).
fn of_shop(kind: ProblemKind) -> ProblemKind {
    match kind {
        ProblemKind::KeyUnknown | ProblemKind::SecretWrong => ProblemKind::KeyRevoked,
        kind => kind,
    }
}

/// While an answer to *connect* is missing, a key is refused because the lost request most likely made
/// another.
fn of_meum(record: &ShopRecord, kind: ProblemKind) -> ProblemKind {
    match kind {
        ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind if record.attempt.is_open() => {
            ProblemKind::ConnectAnswerLost
        }
        kind => kind,
    }
}

/// That Meum sends the updates elsewhere than it was asked to (G19), by its latest word. Updates that
/// arrive, at another address of the same shop, are as good.
pub fn updates_elsewhere(record: &ShopRecord, observed: &Observed) -> Option<Problem> {
    let status = observed.status.as_ref().map(|seen| &seen.what);
    let connect = record.connection.as_ref().map(|connection| &connection.facts);
    let said = status.and_then(|status| status.webhook_url.as_ref()).or(connect?.webhook_url.as_ref());
    let arrive = status.and_then(|status| status.webhook_health.as_ref()).map(meaning) == Some(Meaning::Fine);
    updates_differ(record, said).filter(|problem| !arrive || problem.about.fault.is_some())
}
