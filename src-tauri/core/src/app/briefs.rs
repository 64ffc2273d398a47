//! What is known of a shop between the events that touch it. With many shops, an event looks at these
//! instead of at the shops: they are small, and lie side by side.

use super::stake::{self, AtStake};
use crate::pause;
use crate::shop::Shop;
use crate::step::Step;
use crate::time::Timestamp;
use crate::watch;
use crate::wizard;

/// What a shop comes to. It holds until the shop is touched, or the clock is set back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Brief {
    /// When the watch wants to ask it.
    pub asks_at: Option<Timestamp>,
    /// When anything else is to be done for it: a step's next try, a proof, the end of a pause.
    pub acts_at: Option<Timestamp>,
    /// When a fact on its panel gets too old.
    pub turns_at: Option<Timestamp>,
    /// Whether a question of the watch is in flight.
    pub is_asking: bool,
    /// Whether it is the practice shop.
    pub practice: bool,
    /// What would be lost if the app ended now.
    pub at_stake: Option<AtStake>,
    /// Whether the password store has still to prove what it keeps.
    pub is_unsettled: bool,
}

impl Brief {
    /// What this shop comes to.
    pub(super) fn of(shop: &Shop, now: Timestamp) -> Self {
        let pause = pause::until(&shop.record, now);
        let retry = if shop.record.step == Step::Panel { None } else { wizard::wake_at(shop, pause) };
        let acts_at = [pause, retry, wizard::settling::wake_at(shop)].into_iter().flatten().min();
        Self {
            asks_at: watch::wake_at(shop, now),
            acts_at,
            turns_at: watch::turns_at(shop, now),
            is_asking: shop.watch.is_asking(),
            practice: shop.record.practice,
            at_stake: stake::at_stake(shop),
            is_unsettled: shop.memory.settling.is_some(),
        }
    }

    /// Whether the time has come for any of it.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        [self.asks_at, self.acts_at].into_iter().flatten().any(|moment| moment <= now)
    }
}
