//! WordPress's `_fields`: only the asked-for parts of an answer (`rest_filter_response_fields`).
//!
//! It refuses to be cleverer than WordPress: a list deeper inside an answer that is asked for in
//! parts comes back empty, and a part of something asked for whole ends the list of fields.

use std::collections::BTreeMap;

use serde_json::Value;

/// The parts that were asked for, by name.
#[derive(Debug, Default)]
struct Wanted(BTreeMap<String, Part>);

#[derive(Debug)]
enum Part {
    Whole,
    Parts(Wanted),
}

/// The asked-for parts of `data`; all of it when the list of fields is empty.
pub(crate) fn only(data: Value, fields: &str) -> Value {
    let names: Vec<&str> = fields.split([',', ' ', '\t', '\r', '\n']).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return data;
    }
    let mut wanted = Wanted::default();
    for name in names {
        if !wanted.add(name) {
            break;
        }
    }
    match data {
        Value::Array(items) => items.into_iter().map(|item| wanted.of(item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => wanted.of(data),
    }
}

impl Wanted {
    /// Adds `a.b`; says no when `a` is wanted whole already.
    fn add(&mut self, name: &str) -> bool {
        let Some((first, rest)) = name.split_once('.') else {
            self.0.insert(name.to_owned(), Part::Whole);
            return true;
        };
        let part = self.0.entry(first.to_owned());
        match part.or_insert_with(|| Part::Parts(Self::default())) {
            Part::Whole => false,
            Part::Parts(parts) => parts.add(rest),
        }
    }

    /// The wanted parts of one value. PHP keeps a list's items by number, and no number is wanted.
    fn of(&self, value: Value) -> Value {
        match value {
            Value::Object(fields) => fields
                .into_iter()
                .filter_map(|(name, value)| {
                    let value = match self.0.get(&name)? {
                        Part::Whole => value,
                        Part::Parts(parts) => parts.of(value),
                    };
                    Some((name, value))
                })
                .collect(),
            Value::Array(_) => Value::Array(Vec::new()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::only;

    #[test]
    fn fields_pick_what_wordpress_would_pick() {
        let shop = json!({"a": 1, "b": {"c": 2, "d": {"e": 3, "f": 4}}, "l": [{"x": 1, "y": 2}]});
        let cases: [(&str, Value); 9] = [
            ("a", json!({"a": 1})),
            ("a,b.c", json!({"a": 1, "b": {"c": 2}})),
            (" a , b.d.e ", json!({"a": 1, "b": {"d": {"e": 3}}})),
            ("b.c,b", json!({"b": {"c": 2, "d": {"e": 3, "f": 4}}})),
            ("b,b.c,a", json!({"b": {"c": 2, "d": {"e": 3, "f": 4}}})),
            ("l", json!({"l": [{"x": 1, "y": 2}]})),
            ("l.x", json!({"l": []})),
            ("nothing", json!({})),
            ("", shop.clone()),
        ];
        for (fields, expected) in cases {
            assert_eq!(only(shop.clone(), fields), expected, "{fields}");
        }
    }

    #[test]
    fn each_item_of_a_list_is_cut_down() {
        let list = json!([{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]);
        assert_eq!(only(list, "id"), json!([{"id": "a"}, {"id": "b"}]));
    }
}
