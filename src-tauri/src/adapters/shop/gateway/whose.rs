//! Finds Meum's gateway among a shop's.
//!
//! Meum documents neither its id nor its name, and calls the product *Stablecoin Checkout* in places. So a
//! gateway is Meum's if its name has Meum in it. It is also Meum's if it is named after the product and
//! something else in the shop is Meum's: anybody may call a payment method "Stablecoin …".

use super::ShopAnswer;
use crate::adapters::loose::Loose;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};

/// Meum's name, in lower case.
const NAME: &str = "meum";
/// The product's name, in lower case. Anybody may use it.
const PRODUCT: &str = "stablecoin";
/// How many titles a problem names where several gateways could be Meum's.
const MOST_NAMED: usize = 4;

/// Which gateway of a list is Meum's.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Whose<'a> {
    /// None is.
    Nobody,
    /// This one is.
    One(Gateway<'a>),
    /// Several could be; these are their titles.
    Several(Vec<String>),
}

/// Meum's gateway.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gateway<'a> {
    /// Its id as the shop sent it, not checked.
    pub id: Option<&'a str>,
    /// Whether it is switched on at checkout, if the shop says.
    pub enabled: Option<bool>,
}

/// That none of a list is Meum's. Where the shop lists the plugin all the same, it is switched off.
pub(super) fn not_there(list: &ShopAnswer, listed: bool) -> Problem {
    list.problem(ProblemKind::PluginNotFound).marked(listed.then_some(Mark::PluginOff))
}

/// Finds Meum's gateway in a list. `installed` says whether Meum's plugin runs in the shop.
pub(super) fn whose(list: Loose<'_>, installed: bool) -> Whose<'_> {
    let named: Vec<Loose<'_>> = list.items().filter(|one| is_named(*one)).collect();
    let meums = if named.is_empty() {
        let fits = |one: &Loose<'_>| is_named_after_product(*one) && (installed || says_meum(*one));
        list.items().filter(fits).collect()
    } else {
        named
    };
    match meums.as_slice() {
        [] => Whose::Nobody,
        [one] => Whose::One(Gateway { id: one.get("id").raw(), enabled: one.get("enabled").yes() }),
        several => Whose::Several(several.iter().take(MOST_NAMED).map(|one| title(*one)).collect()),
    }
}

fn is_named(gateway: Loose<'_>) -> bool {
    words(gateway, "id").any(|word| word == NAME)
        || text(gateway, "id").starts_with(NAME)
        || words(gateway, "method_title").next().is_some_and(|word| word == NAME)
}

fn is_named_after_product(gateway: Loose<'_>) -> bool {
    text(gateway, "id").starts_with(PRODUCT) || text(gateway, "method_title").starts_with(PRODUCT)
}

/// Whether a gateway's id, titles or descriptions have the word *Meum*.
fn says_meum(gateway: Loose<'_>) -> bool {
    let says = |field: &str| words(gateway, field).any(|word| word == NAME);
    ["id", "title", "description", "method_title", "method_description"].into_iter().any(says)
}

fn text(gateway: Loose<'_>, field: &str) -> String {
    gateway.get(field).raw().unwrap_or_default().trim().to_lowercase()
}

fn words(gateway: Loose<'_>, field: &str) -> impl Iterator<Item = String> {
    let text = text(gateway, field);
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// A gateway's title in WooCommerce's list of payment methods.
fn title(gateway: Loose<'_>) -> String {
    let named = ["method_title", "title", "id"].into_iter().find_map(|field| gateway.get(field).text());
    named.unwrap_or_else(PlainText::dash).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn one(id: &str, title: &str, about: &str) -> Value {
        json!({ "id": id, "method_title": title, "method_description": about })
    }

    fn id_of(list: &Value, installed: bool) -> Option<String> {
        match whose(Loose::of(list), installed) {
            Whose::One(gateway) => gateway.id.map(str::to_owned),
            Whose::Nobody | Whose::Several(_) => None,
        }
    }

    #[test]
    fn a_gateway_named_after_meum_is_meums() {
        for (id, title) in [
            ("meum", "Meum"),
            ("meum_gateway", ""),
            ("wc_meum", "Crypto"),
            ("pay-with-crypto", "Meum – Pay with Crypto"),
            ("MEUM", "  meum  "),
        ] {
            let list = json!([one("bacs", "Bank", ""), one(id, title, "")]);
            assert_eq!(id_of(&list, false).as_deref(), Some(id), "{id} {title}");
        }
        for (id, title) in [("museum_tickets", "Museum"), ("pay", "Better than Meum"), ("lumeum", "Lumeum")] {
            assert_eq!(id_of(&json!([one(id, title, "")]), true), None, "{id} {title}");
        }
    }

    #[test]
    fn a_stablecoin_gateway_is_meums_only_with_another_sign_of_meum() {
        let cases = [
            (one("stablecoin_pay", "Stablecoin Pay", "With CoinHouse."), false, false),
            (one("coinhouse", "Stablecoin by CoinHouse", ""), false, false),
            (one("stablecoin", "Stablecoin Checkout", ""), true, true),
            (one("stablecoin", "Stablecoin Checkout", "Take payments with Meum."), false, true),
            (one("stablecoin_meum", "Stablecoin Checkout", ""), false, true),
            (one("stablecoin", "Stablecoin Checkout", "For museums and more."), false, false),
            (one("coinhouse", "CoinHouse", "Works beside Meum."), true, false),
        ];
        for (gateway, installed, expected) in cases {
            assert_eq!(id_of(&json!([gateway]), installed).is_some(), expected, "{gateway} {installed}");
        }
    }

    #[test]
    fn one_that_bears_meums_name_goes_before_one_that_may_be_anybodys() {
        let list = json!([one("stablecoin_pay", "Stablecoin Pay", ""), one("meum", "Meum", "")]);
        assert_eq!(id_of(&list, true).as_deref(), Some("meum"));
    }

    #[test]
    fn several_are_named_and_none_is_chosen() {
        let list = json!([one("meum", "Meum", ""), one("meum_express", "Meum\u{202e} Express", "")]);
        let titles = vec!["Meum".to_owned(), "Meum Express".to_owned()];
        assert_eq!(whose(Loose::of(&list), true), Whose::Several(titles));
        let list = json!([one("stablecoin_a", "Stablecoin A", ""), one("stablecoin_b", "Stablecoin B", "")]);
        assert!(matches!(whose(Loose::of(&list), true), Whose::Several(_)));
        assert_eq!(whose(Loose::of(&list), false), Whose::Nobody);
    }
}
