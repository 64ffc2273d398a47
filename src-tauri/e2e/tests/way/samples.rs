//! The sample views of the pages' tests, to be shown in the real window.

use connect_e2e::{Outcome, Trouble};
use serde_json::Value;

/// Every sample view, by its name.
pub fn samples() -> Outcome<Vec<(String, Value)>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/contract/samples.json");
    let refused = |refusal: &dyn std::fmt::Display| Trouble::new(format!("the samples cannot be read: {refusal}"));
    let text = std::fs::read_to_string(file).map_err(|refusal| refused(&refusal))?;
    let samples: Vec<Value> = serde_json::from_str(&text).map_err(|refusal| refused(&refusal))?;
    let named = |sample: Value| (sample["name"].as_str().unwrap_or_default().to_owned(), sample["view"].clone());
    Ok(samples.into_iter().map(named).collect())
}
