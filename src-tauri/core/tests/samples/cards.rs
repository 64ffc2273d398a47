//! The cards of a view.

use serde_json::Value;

/// Every card in a view, wherever it stands: what has sentences and a word on sales.
pub fn cards(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) => {
            let own = (fields.contains_key("says") && fields.contains_key("sales")).then_some(value);
            own.into_iter().chain(fields.values().flat_map(cards)).collect()
        }
        Value::Array(items) => items.iter().flat_map(cards).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}
