//! Where a shop stands in the list of shops: what wants attention first, then by its name.

use crate::health::Health;
use crate::line::Headline;
use crate::reading;
use crate::shop::{Place, Shop};
use crate::step::Step;
use crate::time::Timestamp;
use crate::watch;

/// Where a shop stands; nowhere, if it is the practice shop.
pub(super) fn place(shop: &Shop, now: Timestamp) -> Option<Place> {
    if shop.record.practice {
        return None;
    }
    let headline = (shop.record.step == Step::Panel).then(|| in_a_word(&watch::health(shop, now)));
    let host = shop.record.found.as_ref().map(|found| found.home.host()).unwrap_or_default();
    let name = reading::name(&shop.record).map(|name| name.as_str().to_lowercase()).unwrap_or_default();
    Some(Place { urgency: urgency(headline), label: format!("{name} {}", host.to_lowercase()), headline })
}

/// A word has no room for *a moment ago*, which the panel says of the headline while shop and Meum are both
/// asked again.
fn in_a_word(health: &Health) -> Headline {
    match health.headline {
        Headline::CanPay if health.is_of_a_moment_ago() => Headline::Checking,
        headline => headline,
    }
}

/// The lower, the sooner somebody should look.
fn urgency(headline: Option<Headline>) -> u8 {
    match headline {
        Some(Headline::CantPayYet) => 0,
        Some(Headline::Attention) => 1,
        Some(Headline::CantTell) => 2,
        Some(Headline::Checking) => 3,
        None => 4,
        Some(Headline::CanPay) => 5,
    }
}
