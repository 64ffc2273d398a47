//! Is the shop that answers the one that was connected? A copy of a shop answers like the shop it was
//! copied from, so nothing is written to it, and nothing ended from it, before this is known.
//!
//! Two things can be asked, and both are compared by the same rule. *Which shop does Meum mean?*
//! decides on disconnecting and on the panel's line. *Which shop was the pair issued for?* decides on
//! handing over: Meum may write the address otherwise than it was sent, and the pair is still for
//! the shop that was named in the request.

use crate::observed::Observed;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::sent;
use crate::record::ShopRecord;
use crate::store_url::StoreUrl;

/// Whose shop it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The one that was connected.
    Ours,
    /// The same but for `www.`, which no two shops differ by alone.
    SameByWww,
    /// Another one: the connected address.
    Elsewhere(String),
    /// The connected address cannot be read: what was said instead of one.
    Unreadable(String),
    /// Neither address, or only one, is known.
    Unknown,
}

impl Whose {
    /// Whether it is the connected shop.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Ours | Self::SameByWww)
    }

    /// Why nothing is done to the shop at `own` (H09); both addresses are named. A shop that is not
    /// known to be another is no problem, unless what was said cannot be read.
    pub fn problem(&self, own: &StoreUrl) -> Option<Problem> {
        match self {
            Self::Ours | Self::SameByWww | Self::Unknown => None,
            Self::Elsewhere(other) | Self::Unreadable(other) => {
                Some(Problem::new(ProblemKind::AddressMoved).of(own.as_str()).with_other(other))
            }
        }
    }
}

/// Compares the shop's own address with a connected one.
pub fn compare(own: &StoreUrl, connected: &StoreUrl) -> Whose {
    if own == connected {
        Whose::Ours
    } else if own.is_same_but_for_www(connected) {
        Whose::SameByWww
    } else {
        Whose::Elsewhere(connected.as_str().to_owned())
    }
}

/// The shop's own address: as it was seen last, or as it was found.
pub fn own_address<'a>(record: &'a ShopRecord, observed: &'a Observed) -> Option<&'a StoreUrl> {
    let found = record.found.as_ref().map(|found| &found.home);
    observed.sight.as_ref().map(|seen| &seen.what.home).or(found)
}

/// Which shop Meum means. What it says now outranks what it said when connecting; while it cannot be
/// asked, both count, and neither may name another shop. Where it never named one, it has the one it
/// was sent.
pub fn whose_shop(record: &ShopRecord, observed: &Observed) -> Whose {
    let Some(own) = own_address(record, observed) else { return Whose::Unknown };
    let now = observed.status.as_ref().and_then(|seen| seen.what.site_url.as_ref());
    let at_connect = record.connection.as_ref().and_then(|connection| connection.facts.site_url.as_ref());
    let said: Vec<&PlainText> = match (now, observed.status_problem.is_some()) {
        (Some(now), false) => vec![now],
        (now, _) => now.into_iter().chain(at_connect).collect(),
    };
    if said.is_empty() {
        return whose_pair(record, observed);
    }
    let verdicts = said.into_iter().map(|said| compare_said(own, said));
    verdicts.max_by_key(gravity).unwrap_or(Whose::Unknown)
}

/// Which shop the pair was issued for: the one that was sent. The notes of the first versions do not
/// say; then it is the one that was found.
pub fn whose_pair(record: &ShopRecord, observed: &Observed) -> Whose {
    let Some(own) = own_address(record, observed) else { return Whose::Unknown };
    let sent = sent(record).and_then(|sent| StoreUrl::from_home(&sent.site_url).ok());
    let found = || record.found.as_ref().map(|found| found.home.clone());
    sent.or_else(found).map_or(Whose::Unknown, |connected| compare(own, &connected))
}

/// Where a connected shop says that it lives now, if that is not where it is known to live: the last
/// look at it, or what stands in the way on its screen (`trouble`), names another address.
pub fn moved_to(record: &ShopRecord, observed: &Observed, trouble: Option<&Problem>) -> Option<StoreUrl> {
    record.connection.as_ref()?;
    let known = &record.found.as_ref()?.home;
    let failed = observed.sight_problem.as_ref().map(|seen| &seen.what);
    let named = trouble.into_iter().chain(failed).find_map(named_instead);
    // A look that failed since says nothing of where the shop lives.
    let seen = observed.sight.as_ref().filter(|_| failed.is_none()).map(|seen| seen.what.home.clone());
    let seen = seen.filter(|seen| !compare(seen, known).is_ours());
    named.or(seen).filter(|named| named != known)
}

/// The address that a problem names in place of the known one.
fn named_instead(problem: &Problem) -> Option<StoreUrl> {
    let own = problem.about.store.as_ref().filter(|_| problem.kind == ProblemKind::AddressMoved);
    let address = problem.about.instead.as_ref().or(own)?;
    StoreUrl::from_home(address).or_else(|_| StoreUrl::parse(address)).ok()
}

/// Whether the connected address is the one that this shop has moved from, by the merchant's word.
pub fn has_moved_from(record: &ShopRecord, connected: &Whose) -> bool {
    let Whose::Elsewhere(connected) = connected else { return false };
    let connected = StoreUrl::from_home(connected).ok();
    record.moved_from.as_ref().zip(connected).is_some_and(|(from, connected)| compare(from, &connected).is_ours())
}

/// An address in Meum's words. One that cannot be read is not known to be this shop's.
fn compare_said(own: &StoreUrl, said: &PlainText) -> Whose {
    // A page of the shop, such as `/index.php`, stands for the shop.
    let readings = [StoreUrl::from_home(said.as_str()), StoreUrl::parse(said.as_str())];
    let verdicts = readings.into_iter().filter_map(Result::ok).map(|connected| compare(own, &connected));
    verdicts.min_by_key(gravity).unwrap_or_else(|| Whose::Unreadable(said.as_str().to_owned()))
}

/// Of two verdicts, the graver counts.
fn gravity(whose: &Whose) -> u8 {
    match whose {
        Whose::Unknown => 0,
        Whose::Ours => 1,
        Whose::SameByWww => 2,
        Whose::Unreadable(_) => 3,
        Whose::Elsewhere(_) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop(address: &str) -> StoreUrl {
        StoreUrl::from_home(address).unwrap()
    }

    #[test]
    fn only_a_leading_www_makes_no_other_shop() {
        let cases = [
            ("https://shop.example", "https://shop.example", Some(true)),
            ("https://shop.example", "https://www.shop.example", Some(false)),
            ("https://www.shop.example/boutique", "https://shop.example/boutique/", Some(false)),
            ("https://shop.example", "https://shop.example/boutique", None),
            ("https://shop.example", "https://staging.shop.example", None),
            ("https://shop.example", "https://www.staging.shop.example", None),
            ("https://shop.example", "https://shop.example:8443", None),
            ("https://www.example", "https://example", Some(false)),
        ];
        for (own, connected, same) in cases {
            let whose = compare(&shop(own), &shop(connected));
            assert_eq!(whose.is_ours(), same.is_some(), "{own} and {connected}");
            assert_eq!(whose == Whose::Ours, same == Some(true), "{own} and {connected}");
            assert_eq!(whose.problem(&shop(own)).is_none(), same.is_some(), "{own} and {connected}");
        }
    }

    #[test]
    fn meum_may_spell_the_address_in_any_way() {
        let own = shop("https://müller.example/boutique");
        let same = [
            "https://müller.example/boutique/",
            "HTTPS://XN--MLLER-KVA.EXAMPLE/boutique",
            "http://www.müller.example/boutique",
            "https://müller.example:443/boutique",
            "https://müller.example./boutique",
            "www.müller.example/boutique",
            "müller.example/boutique/",
            "https://müller.example/boutique/index.php",
            " https://müller.example/boutique?utm=1#top ",
        ];
        for said in same {
            let whose = compare_said(&own, &PlainText::from_outside(said).unwrap());
            assert!(whose.is_ours(), "{said}: {whose:?}");
        }
        for said in
            ["https://müller.example", "https://muller.example/boutique", "https://shop.müller.example/boutique"]
        {
            let whose = compare_said(&own, &PlainText::from_outside(said).unwrap());
            assert!(matches!(whose, Whose::Elsewhere(_)), "{said}: {whose:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_known_to_be_this_shop() {
        let said = PlainText::from_outside("ask your administrator").unwrap();
        let whose = compare_said(&shop("https://shop.example"), &said);
        let problem = whose.problem(&shop("https://shop.example")).unwrap();
        assert_eq!(problem.kind, ProblemKind::AddressMoved);
        assert_eq!(problem.about.other, Some(said), "it is named");
    }
}
