//! The files of texts: a name that is there twice has two texts, and whoever reads the file sees the first.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::fmt;

/// The names of an object in their order, each as often as it is there.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Names;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, _)) = map.next_entry::<String, serde_json::Value>()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        file.deserialize_map(Each)
    }
}

fn twice(file: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let Names(names) = serde_json::from_str(file).expect("an object of texts");
    names.into_iter().filter(|name| !seen.insert(name.clone())).collect()
}

#[test]
fn no_text_is_written_twice_under_one_name() {
    for (name, file) in [
        ("ui/messages/en.json", include_str!("../../../ui/messages/en.json")),
        ("ui/messages/problems/en.json", include_str!("../../../ui/messages/problems/en.json")),
        ("ui/messages/handbook/en.json", include_str!("../../../ui/messages/handbook/en.json")),
    ] {
        assert!(twice(file).is_empty(), "{name} has these twice: {:?}", twice(file));
    }
    assert_eq!(twice(r#"{"a": "1", "b": "2", "a": "3"}"#), ["a"]);
}
