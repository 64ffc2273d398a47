//! The steps of `cargo xtask test`, in their order, and which of them a wish comes down to.

use crate::failure::{Failure, Outcome};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// Every step.
    Everything,
    /// Every step but the journeys through the real window.
    Fast,
    /// One step, or the steps whose names begin so, with the steps they need.
    Only(String),
}

/// One step of the plan.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// What one types after `--only`.
    pub name: &'static str,
    /// What it makes sure of.
    pub title: &'static str,
    /// The step whose result it works on.
    needs: Option<&'static str>,
}

const fn step(name: &'static str, needs: Option<&'static str>, title: &'static str) -> Step {
    Step { name, title, needs }
}

/// All steps: the quick ones first, and each after the step it needs.
pub const STEPS: [Step; 9] = [
    step("fmt", None, "Rust files are formatted"),
    step("ui-check", None, "the pages' types, rules and format"),
    step("ui-test", None, "the pages' tests"),
    step("ui-build", None, "the pages are built"),
    step("clippy", Some("ui-build"), "no warning in any Rust target"),
    step("rust", Some("ui-build"), "the Rust tests, with a real password store"),
    step("contract", Some("rust"), "the generated contract is the committed one"),
    step("app", Some("ui-build"), "the app is built"),
    step("e2e", Some("app"), "the journeys through the real window"),
];

/// Reads the words after `test`.
pub fn wish(arguments: &[String]) -> Outcome<Wish> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Wish::Everything),
        ["--fast"] => Ok(Wish::Fast),
        ["--only", name] => Ok(Wish::Only((*name).to_owned())),
        _ => Err(Failure::new(format!("After `test` comes nothing, --fast, or --only <step>.\n\n{}", names()))),
    }
}

/// The steps that fulfil a wish.
pub fn steps(wish: &Wish) -> Outcome<Vec<&'static Step>> {
    let chosen = |step: &Step| match wish {
        Wish::Everything => true,
        Wish::Fast => step.name != "e2e",
        Wish::Only(name) => is_meant(name, step.name),
    };
    let mut wanted: Vec<&str> = STEPS.iter().filter(|step| chosen(step)).map(|step| step.name).collect();
    if wanted.is_empty() {
        return Err(Failure::new(format!("There is no such step.\n\n{}", names())));
    }
    // From the last step to the first, so that what a needed step needs is found as well.
    for step in STEPS.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS.iter().filter(|step| wanted.contains(&step.name)).collect())
}

/// The steps' names and what each makes sure of.
pub fn names() -> String {
    STEPS.iter().fold("Steps of test:\n".to_owned(), |list, step| format!("{list}  {:<20}{}\n", step.name, step.title))
}

/// `ui` means every step of the pages, `ui-test` only that one.
fn is_meant(wish: &str, name: &str) -> bool {
    name == wish || name.strip_prefix(wish).is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wish: &Wish, expected: &str) {
        let names: Vec<&str> = steps(wish).expect("a plan").iter().map(|step| step.name).collect();
        assert_eq!(names.join(" "), expected);
    }

    #[test]
    fn everything_is_everything_and_fast_is_without_the_window() {
        check(&Wish::Everything, "fmt ui-check ui-test ui-build clippy rust contract app e2e");
        check(&Wish::Fast, "fmt ui-check ui-test ui-build clippy rust contract app");
    }

    #[test]
    fn one_step_brings_what_it_needs() {
        check(&Wish::Only("fmt".into()), "fmt");
        check(&Wish::Only("ui".into()), "ui-check ui-test ui-build");
        check(&Wish::Only("contract".into()), "ui-build rust contract");
        check(&Wish::Only("e2e".into()), "ui-build app e2e");
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (place, step) in STEPS.iter().enumerate() {
            let earlier = STEPS.iter().take(place).any(|other| Some(other.name) == step.needs);
            assert!(step.needs.is_none() || earlier, "{}", step.name);
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(steps(&Wish::Only("u".into())).is_err());
        assert!(wish(&["--only".to_owned()]).is_err());
        assert!(wish(&["--quick".to_owned()]).is_err());
        assert_eq!(wish(&[]).ok(), Some(Wish::Everything));
    }
}
