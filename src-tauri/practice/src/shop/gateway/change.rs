//! What a caller wants changed in a payment gateway.
//!
//! It refuses to know whether the gateway has such a setting; the gateway ignores those that it has not.

use serde_json::{Map, Value};

/// A change that passed WordPress's check of its types.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) order: Option<i64>,
    pub(crate) enabled: Option<bool>,
    pub(crate) settings: Map<String, Value>,
}
