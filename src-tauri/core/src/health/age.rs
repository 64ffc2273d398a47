//! How long each fact counts as the present. What is older is not said to be so any more: its line is
//! *not checked*, and the headline *checking* or *can't tell*.

use crate::record::Dated;
use crate::time::{Span, Timestamp};

/// A kind of fact that ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Meum's status answer.
    Status,
    /// A look at the shop.
    Sight,
    /// A question that failed.
    Failure,
    /// That the plugin was there and switched on, while the shop lets nobody look.
    Plugin,
    /// What Meum said of the payout wallet, in its answer to *connect* or in its status.
    Payouts,
    /// Whether shoppers get in.
    Shoppers,
}

impl Fact {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Status, Self::Sight, Self::Failure, Self::Plugin, Self::Payouts, Self::Shoppers];

    /// How long it counts.
    pub const fn limit(self) -> Span {
        match self {
            // The app asks every five minutes at the least while it gets answers: two were missed.
            Self::Status | Self::Sight => Span::seconds(600),
            // After failures the app waits up to a quarter of an hour, and a server may ask for an hour.
            Self::Failure => Span::hours(2),
            // Looked at every quarter of an hour at the least while the shop answers.
            Self::Shoppers => Span::seconds(2_700),
            // People change these by hand, and seldom. A shop that lets nobody look hides its plugin, and
            // Meum's status need not speak of the wallet (Meum's OpenAPI, `WooStatusResponse`): a day
            // later nobody knows.
            Self::Plugin | Self::Payouts => Span::hours(24),
        }
    }

    /// Whether a fact of this kind still counts. One from the future was learnt before the clock was
    /// set back; how old it is, nobody knows.
    pub fn counts(self, learnt: Timestamp, now: Timestamp) -> bool {
        learnt <= now.after(CLOCK_STEP) && now.since(learnt) <= self.limit()
    }

    /// What was learnt, while it counts.
    pub fn current<T>(self, seen: Option<&Dated<T>>, now: Timestamp) -> Option<&T> {
        seen.filter(|seen| self.counts(seen.at, now)).map(|seen| &seen.what)
    }
}

/// A clock that is put right over the network steps back by less than this.
const CLOCK_STEP: Span = Span::seconds(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_counts_up_to_its_limit_and_not_from_the_future() {
        let now = Timestamp(1_772_442_000_000);
        for fact in Fact::ALL {
            let cases = [
                (0, true),
                (fact.limit().0, true),
                (fact.limit().0 + 1, false),
                (-CLOCK_STEP.0, true),
                (-CLOCK_STEP.0 - 1, false),
            ];
            for (age, counts) in cases {
                assert_eq!(fact.counts(Timestamp(now.0 - age), now), counts, "{fact:?}, {age} ms old");
            }
        }
    }
}
