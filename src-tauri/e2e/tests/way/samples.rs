//! The sample views of the pages' tests, to be shown in the real window.

use connect_e2e::{Outcome, Trouble};
use serde_json::{Value, json};

/// Every sample view, by its name.
pub fn samples() -> Outcome<Vec<(String, Value)>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/contract/samples.json");
    let refused = |refusal: &dyn std::fmt::Display| Trouble::new(format!("the samples cannot be read: {refusal}"));
    let text = std::fs::read_to_string(file).map_err(|refusal| refused(&refusal))?;
    let samples: Vec<Value> = serde_json::from_str(&text).map_err(|refusal| refused(&refusal))?;
    let named = |sample: Value| (sample["name"].as_str().unwrap_or_default().to_owned(), sample["view"].clone());
    Ok(samples.into_iter().map(named).collect())
}

/// What a sample's moments lie between, in milliseconds since 1970.
const MOMENTS: std::ops::Range<i64> = 1_600_000_000_000..2_000_000_000_000;

/// The view as if its last moment were a minute before this one.
pub fn a_minute_before(mut view: Value, now: i64) -> Value {
    let mut last = 0;
    moments(&mut view, &mut |at| {
        last = last.max(at);
        at
    });
    moments(&mut view, &mut |at| at + now - last - 60_000);
    view
}

/// The moments of a view, each of which may be moved.
fn moments(value: &mut Value, moment: &mut impl FnMut(i64) -> i64) {
    match value {
        Value::Number(number) => {
            if let Some(at) = number.as_i64().filter(|at| MOMENTS.contains(at)) {
                *value = json!(moment(at));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| moments(one, moment)),
        Value::Object(fields) => fields.values_mut().for_each(|one| moments(one, moment)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}
