//! The payment gateways of a fresh shop, as WooCommerce and the Meum plugin bring them.
//!
//! It leaves out the settings that the app never looks at.

use super::one::{Gateway, MEUM, NAMESAKE, SECOND};
use super::setting::Setting;

const TITLE_TIP: &str = "This controls the title which the user sees during checkout.";
const INSTRUCTIONS_TIP: &str = "Instructions that will be added to the thank you page and emails.";

/// All of them. `enabled` says whether shoppers see Meum's at checkout.
pub(super) fn gateways(enabled: bool) -> Vec<Gateway> {
    vec![other_coin(), bacs(), cheque(), cod(), namesake(), meum(enabled), second()]
}

/// Another provider's gateway, whose settings have the very names of Meum's: whoever goes by the
/// settings alone overwrites its key.
fn other_coin() -> Gateway {
    Gateway {
        id: "othercoin",
        title: "Pay with OtherCoin".to_owned(),
        description: String::new(),
        order: 2,
        enabled: true,
        method_title: "OtherCoin Commerce",
        method_description: "Take payments with OtherCoin.",
        settings: vec![
            setting("title", "safe_text", "Title", "Shown at checkout.", "Pay with OtherCoin"),
            setting("api_key", "password", "API key", "From OtherCoin.", "othercoin-key"),
            setting("webhook_secret", "password", "Webhook secret", "From OtherCoin.", "othercoin-secret"),
        ],
    }
}

fn bacs() -> Gateway {
    Gateway {
        id: "bacs",
        title: "Direct bank transfer".to_owned(),
        description: "Make your payment directly into our bank account.".to_owned(),
        order: 3,
        enabled: false,
        method_title: "Direct bank transfer",
        method_description: "Take payments in person via BACS.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Direct bank transfer"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
        ],
    }
}

fn cheque() -> Gateway {
    Gateway {
        id: "cheque",
        title: "Check payments".to_owned(),
        description: "Please send a check to the corner shop.".to_owned(),
        order: 4,
        enabled: false,
        method_title: "Check payments",
        method_description: "Take payments in person via checks.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Check payments"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
        ],
    }
}

fn cod() -> Gateway {
    let virtual_label = "Accept COD if the order is virtual";
    Gateway {
        id: "cod",
        title: "Cash on delivery".to_owned(),
        description: "Pay with cash upon delivery.".to_owned(),
        order: 5,
        enabled: true,
        method_title: "Cash on delivery",
        method_description: "Let your shoppers pay upon delivery — by cash or other methods of payment.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Cash on delivery"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
            setting("enable_for_virtual", "checkbox", virtual_label, "", "yes"),
        ],
    }
}

/// Another provider's gateway. Both its name and the names of its settings could be Meum's.
fn namesake() -> Gateway {
    Gateway {
        id: NAMESAKE,
        title: "Pay with a stablecoin".to_owned(),
        description: String::new(),
        order: 7,
        enabled: false,
        method_title: "Stablecoin Pay",
        method_description: "Take payments in stablecoins with CoinHouse.",
        settings: vec![
            setting("title", "safe_text", "Title", "Shown at checkout.", "Pay with a stablecoin"),
            setting("api_key", "password", "API key", "From CoinHouse.", "coinhouse-key"),
            setting("webhook_secret", "password", "Webhook secret", "From CoinHouse.", "coinhouse-secret"),
        ],
    }
}

/// A second gateway of Meum's.
fn second() -> Gateway {
    Gateway {
        id: SECOND,
        title: "Pay with Crypto, express".to_owned(),
        order: 8,
        method_title: "Meum Express",
        method_description: "Take payments with Meum from the basket.",
        ..meum(false)
    }
}

fn meum(enabled: bool) -> Gateway {
    Gateway {
        id: MEUM,
        title: "Pay with Crypto".to_owned(),
        description: String::new(),
        order: 6,
        enabled,
        method_title: "Meum",
        method_description: "Take payments with Meum.",
        settings: vec![
            setting("title", "safe_text", "Title", "Shown at checkout.", "Pay with Crypto"),
            setting("api_key", "password", "API key", "From Meum.", ""),
            setting("webhook_secret", "password", "Webhook secret", "From Meum.", ""),
        ],
    }
}

fn setting(
    id: &'static str,
    kind: &'static str,
    label: &'static str,
    description: &'static str,
    default: &'static str,
) -> Setting {
    Setting { id, label, description, kind, value: default.to_owned(), default }
}
