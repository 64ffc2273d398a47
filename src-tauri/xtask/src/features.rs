//! What only tests turn on in a package that the app uses as well.
//!
//! Everything is compiled once, with the features that any of it asks for, and the journeys drive the
//! app of that build. A person's build has only what the app itself asks for. So each difference is
//! on a list here: the app must not come to need one unnoticed.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::voice::Voice;

/// A package and a feature that only tests ask for. The app uses none of them.
const ONLY_FOR_TESTS: [(&str, &str); 5] = [
    ("getrandom", "std"),
    ("getrandom", "sys_rng"),
    ("serde_json", "float_roundtrip"),
    ("tauri", "test"),
    ("tokio", "test-util"),
];

/// A package, and the features it has in a build.
type Features = BTreeMap<String, BTreeSet<String>>;

/// Stops when the difference is not the list.
pub fn are_as_listed(voice: Voice) -> Outcome {
    if !cfg!(target_os = "linux") {
        // The list is of the packages that are used on Linux.
        return Ok(());
    }
    let tree = |words: &str| {
        let mut command = process::cargo(&format!("tree --locked --prefix depth {words}"));
        command.args(["--format", "|{p}|{f}|"]);
        process::ask(&mut command).ok_or_else(|| Failure::new("`cargo tree` does not answer."))
    };
    let of_the_app = ours(&tree("--package meum-connect --edges normal")?);
    let of_all = ours(&tree("--workspace --edges normal,dev")?);
    let found = more(&of_the_app, &of_all);
    let listed = ONLY_FOR_TESTS.map(|(package, feature)| (package.to_owned(), feature.to_owned())).into();
    if found == listed {
        return Ok(());
    }
    let told = |these: &mut dyn Iterator<Item = &(String, String)>| {
        these.map(|(package, feature)| format!("{package}/{feature}")).collect::<Vec<_>>().join(", ")
    };
    voice.say(&format!("Not on the list: {}", told(&mut found.difference(&listed))));
    voice.say(&format!("On the list and not there: {}", told(&mut listed.difference(&found))));
    Err(Failure::new(
        "Only tests turn on other features than xtask/src/features.rs lists. Where the app needs one, ask for it \
         in its Cargo.toml; where it does not, change the list.",
    ))
}

/// What our own packages use directly, read from a tree: a depth and a package a line.
fn ours(tree: &str) -> Features {
    let mut found = Features::new();
    let mut is_ours = Vec::new();
    for line in tree.lines() {
        let mut parts = line.split('|');
        let (Some(depth), Some(package), Some(features)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let depth = depth.parse().unwrap_or_default();
        is_ours.truncate(depth);
        if is_ours.last() == Some(&true) {
            let name = package.split(' ').next().unwrap_or_default().to_owned();
            found
                .entry(name)
                .or_default()
                .extend(features.split(',').filter(|feature| !feature.is_empty()).map(str::to_owned));
        }
        is_ours.push(package.contains("(/"));
    }
    found
}

/// The features that a package has in the larger build and not in the smaller.
fn more(smaller: &Features, larger: &Features) -> BTreeSet<(String, String)> {
    let packages = smaller.iter().filter_map(|(package, few)| Some((package, few, larger.get(package)?)));
    packages
        .flat_map(|(package, few, many)| many.difference(few).map(|feature| (package.clone(), feature.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_packages_use_directly_counts() {
        let app = "0|app v0.1.0 (/here)|default|\n1|core v0.1.0 (/here/core)||\n2|url v2.5.8|std|\n3|idna v1|a|\n\
                   1|tokio v1.54.1|net,time|";
        let all = "0|app v0.1.0 (/here)|default|\n1|tokio v1.54.1|net,test-util,time|\n2|idna v1|a,b|\n\n\
                   0|core v0.1.0 (/here/core)||\n1|url v2.5.8|std| (*)\n1|proptest v1|std|";
        let found = more(&ours(app), &ours(all));
        assert_eq!(found, [("tokio".to_owned(), "test-util".to_owned())].into());
    }
}
