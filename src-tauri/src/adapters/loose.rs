//! Reads fields of JSON from outside. A field that is missing, null or of another type is `None`, and
//! text comes out as [`PlainText`], which is harmless.

use connect_core::plain::PlainText;
use connect_core::time::Timestamp;
use serde_json::Value;

/// A place in somebody else's JSON; there may be nothing.
#[derive(Clone, Copy, Debug)]
pub struct Loose<'a>(Option<&'a Value>);

impl<'a> Loose<'a> {
    /// The place of this value.
    pub fn of(value: &'a Value) -> Self {
        Self(Some(value))
    }

    /// A field of an object. Null counts as missing.
    #[must_use]
    pub fn get(self, field: &str) -> Self {
        Self(self.0.and_then(|value| value.get(field)).filter(|value| !value.is_null()))
    }

    /// The items, if this is a list. PHP writes a list that lost one of its items as an object with
    /// numbers for names; it is a list all the same.
    pub fn items(self) -> impl Iterator<Item = Loose<'a>> {
        let listed = self.0.and_then(Value::as_array).into_iter().flatten();
        let numbered = self.0.and_then(Value::as_object).filter(|fields| are_numbered(fields));
        listed.chain(numbered.into_iter().flat_map(serde_json::Map::values)).map(Loose::of)
    }

    /// A string as it came, which may be hostile.
    pub fn raw(self) -> Option<&'a str> {
        self.0.and_then(Value::as_str)
    }

    /// Harmless text of a string, a number or a truth value.
    pub fn text(self) -> Option<PlainText> {
        let value = self.0?;
        match value {
            Value::String(text) => PlainText::from_outside(text),
            Value::Number(_) | Value::Bool(_) => PlainText::from_outside(&value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// An HTTP status of a refusal or a fault.
    pub fn status(self) -> Option<u16> {
        let status = self.0.and_then(Value::as_u64)?;
        u16::try_from(status).ok().filter(|status| (400..=599).contains(status))
    }

    /// A truth value, or the string `true` or `false` in any case.
    pub fn yes(self) -> Option<bool> {
        match self.0? {
            Value::Bool(yes) => Some(*yes),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A moment written as RFC 3339.
    pub fn moment(self) -> Option<Timestamp> {
        let moment: jiff::Timestamp = self.raw()?.parse().ok()?;
        Some(Timestamp(moment.as_millisecond()))
    }

    /// Whether this is an object.
    pub fn is_object(self) -> bool {
        self.0.is_some_and(Value::is_object)
    }

    /// Whether this is a list, also one that PHP wrote as an object.
    pub fn is_list(self) -> bool {
        self.0.is_some_and(|value| value.is_array() || value.as_object().is_some_and(are_numbered))
    }

    /// The fields of an object, by name; none if this is no object.
    pub fn fields(self) -> impl Iterator<Item = (&'a str, Loose<'a>)> {
        let object = self.0.and_then(Value::as_object);
        object.into_iter().flatten().map(|(name, value)| (name.as_str(), Loose::of(value)))
    }
}

/// Whether every name is a number, and there is one.
fn are_numbered(fields: &serde_json::Map<String, Value>) -> bool {
    let number = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    !fields.is_empty() && fields.keys().all(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn any_field_may_be_missing_or_of_another_type() {
        let value =
            json!({"text": "a", "number": 7, "null": null, "list": [1], "yes": "TRUE", "at": "2026-03-02T09:00:00Z"});
        let loose = Loose::of(&value);
        assert_eq!(loose.get("text").text(), PlainText::from_outside("a"));
        assert_eq!(loose.get("number").text(), PlainText::from_outside("7"));
        assert_eq!(loose.get("null").text(), None);
        assert_eq!(loose.get("list").text(), None);
        assert_eq!(loose.get("nothing").get("deeper").text(), None);
        assert_eq!(loose.get("yes").yes(), Some(true));
        assert_eq!(loose.get("number").yes(), None);
        assert_eq!(loose.get("at").moment(), Some(Timestamp(1_772_442_000_000)));
        assert_eq!(loose.get("text").moment(), None);
    }

    #[test]
    fn a_list_that_lost_an_item_is_a_list() {
        let cases = [
            (json!(["a", "b"]), 2),
            (json!({"0": "a", "2": "b"}), 2),
            (json!({"5": "b"}), 1),
            (json!({}), 0),
            (json!({"0": "a", "name": "b"}), 0),
            (json!({"-1": "a"}), 0),
            (json!("a"), 0),
        ];
        for (value, expected) in cases {
            assert_eq!(Loose::of(&value).items().count(), expected, "{value}");
            assert_eq!(Loose::of(&value).is_list(), expected > 0, "{value}");
        }
        assert!(Loose::of(&json!([])).is_list());
    }
}
