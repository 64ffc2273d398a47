//! F: checking the keys, as the measured truth table tells them apart.

use super::row::{Row, remarks, stops};
use connect_core::problem::ProblemKind;
use connect_practice::{Trouble, notebook as notes};

pub const UNKNOWN_KEY: &str = "ck_77aa55bb33cc11dd77aa55bb33cc11dd77aa55bb";

pub fn rows() -> Vec<Row> {
    [told_directly(), told_by_signed_probes(), told_by_what_is_in_the_way()].into_iter().flatten().collect()
}

/// With the pair that works.
pub fn good(row: Row) -> Row {
    row.keys(notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET)
}

fn told_directly() -> Vec<Row> {
    vec![
        stops(ProblemKind::KeyUnknown, "row U").keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
        good(stops(ProblemKind::KeyUnknown, "row U, revoked")).with(Trouble::KeysRevoked),
        stops(ProblemKind::SecretWrong, "row S").keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
        stops(ProblemKind::KeyReadOnly, "row R").keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET),
        stops(ProblemKind::KeyWriteOnly, "row X").keys(notes::WRITE_ONLY_KEY, notes::WRITE_ONLY_SECRET),
        stops(ProblemKind::OwnerRoleTooLow, "row P").keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET),
    ]
}

/// The header is gone, or WordPress does not notice https: every key looks unknown there.
fn told_by_signed_probes() -> Vec<Row> {
    let stripped = |row: Row| row.with(Trouble::AuthorizationStripped);
    let unnoticed = |row: Row| row.with(Trouble::HttpsUnnoticed);
    vec![
        stripped(good(remarks(ProblemKind::HeaderStripped, "row H: the query is used by itself"))),
        stripped(good(stops(ProblemKind::HeaderStripped, "row H, and the query is refused")))
            .with(Trouble::QueryKeysRefused),
        stripped(stops(ProblemKind::KeyUnknown, "row U behind row H")).keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
        stripped(stops(ProblemKind::SecretWrong, "row S behind row H"))
            .keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
        stripped(stops(ProblemKind::KeyReadOnly, "row R behind row H"))
            .keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET),
        stripped(stops(ProblemKind::KeyWriteOnly, "row X behind row H"))
            .keys(notes::WRITE_ONLY_KEY, notes::WRITE_ONLY_SECRET),
        stripped(stops(ProblemKind::OwnerRoleTooLow, "row P behind row H"))
            .keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET),
        unnoticed(good(stops(ProblemKind::HttpsUnnoticed, "row T"))),
        unnoticed(stops(ProblemKind::KeyUnknown, "row U behind row T")).keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET),
        unnoticed(stops(ProblemKind::SecretWrong, "row S behind row T"))
            .keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
        stripped(good(remarks(ProblemKind::HeaderStripped, "row H, and the shop's clock is off: it judges itself")))
            .with(Trouble::ClockOff { minutes: 40 }),
        good(remarks(ProblemKind::ShopClockOff, "the clock is off, the keys work"))
            .with(Trouble::ClockOff { minutes: -9 }),
    ]
}

fn told_by_what_is_in_the_way() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::PermalinksHideKeys, "row Q: the links were changed since"))
            .later(Trouble::PlainPermalinks),
        good(stops(ProblemKind::AnswersUnderOtherName, "the shop moved to www since"))
            .later(Trouble::RedirectToOtherHost { url: "https://www.corner-shop.com".into() })
            .instead("https://www.corner-shop.com"),
        good(stops(ProblemKind::NoWooCommerce, "WooCommerce was switched off since"))
            .later(Trouble::WooCommerceInactive),
        good(stops(ProblemKind::Blocked, "a firewall woke up since"))
            .later(Trouble::FirewallInFront)
            .names_other("Wordfence"),
        stops(ProblemKind::KeysRefused, "the key exists, and nobody told which address was signed")
            .with(Trouble::RestHidden)
            .with(Trouble::HttpsUnnoticed)
            .keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
    ]
}
