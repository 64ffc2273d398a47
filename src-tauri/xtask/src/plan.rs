//! The steps of `cargo xtask test`, what each of them waits for, and which a wish comes down to.

use crate::failure::{Failure, Outcome};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// Every step.
    Everything,
    /// Every step but the journeys through the real window, and the package.
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
    /// The steps whose results it works on.
    pub needs: &'static [&'static str],
    /// Whether it meets limits of time, so that nothing may run beside it.
    pub alone: bool,
}

const fn step(name: &'static str, needs: &'static [&'static str], title: &'static str) -> Step {
    Step { name, title, needs, alone: false }
}

const fn alone(name: &'static str, needs: &'static [&'static str], title: &'static str) -> Step {
    Step { name, title, needs, alone: true }
}

/// All steps, each after the steps it needs. Of those that can begin, the first begins.
pub const STEPS: [Step; 15] = [
    step("packages", &[], "missing system packages are installed"),
    step("node", &[], "the pages' own packages are as locked"),
    step("crates", &[], "the Rust packages are downloaded"),
    step("ui-build", &["node"], "the pages are built"),
    step("fmt", &[], "Rust files are formatted"),
    step("features", &["crates"], "tests turn on nothing that the app needs"),
    step("compile", &["packages", "crates", "ui-build"], "every Rust target compiles, and Clippy has no warning"),
    step("ui-test", &["node"], "the pages' tests"),
    step("ui-check", &["node"], "the pages' types, rules and format"),
    step("clean", &["packages"], "a clean system stands ready for the package"),
    alone("rust", &["compile"], "the Rust tests, with a real password store"),
    step("contract", &["rust"], "the generated contract is the committed one"),
    step("package", &["compile"], "the packages are the same twice, and lintian has nothing to say"),
    alone("e2e", &["compile"], "the journeys through the real window"),
    alone("installed", &["package", "clean"], "the package installs into a clean system, works, and goes again"),
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
        Wish::Fast => !["clean", "package", "e2e", "installed"].contains(&step.name),
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

/// The first of the waiting steps that can begin while these run: all it needs is done, and nothing that
/// runs writes the same files.
pub fn next(waiting: &[&'static Step], running: &[&'static Step]) -> Option<usize> {
    if running.iter().any(|step| step.alone) {
        return None;
    }
    let is_open = |name: &&str| waiting.iter().chain(running).any(|step| step.name == *name);
    // Each of them compiles the pages' messages into the same folder.
    let is_of_pages = |step: &Step| step.name.starts_with("ui-");
    let clashes = |step: &Step| is_of_pages(step) && running.iter().any(|other| is_of_pages(other));
    let can_begin =
        |step: &Step| !step.needs.iter().any(is_open) && !clashes(step) && (running.is_empty() || !step.alone);
    waiting.iter().position(|step| can_begin(step))
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
        let fast = "packages node crates ui-build fmt features compile ui-test ui-check rust contract";
        let everything = fast.replace("rust contract", "clean rust contract package e2e installed");
        check(&Wish::Everything, &everything);
        check(&Wish::Fast, fast);
    }

    #[test]
    fn one_step_brings_what_it_needs() {
        check(&Wish::Only("fmt".into()), "fmt");
        check(&Wish::Only("ui".into()), "node ui-build ui-test ui-check");
        check(&Wish::Only("contract".into()), "packages node crates ui-build compile rust contract");
        check(&Wish::Only("e2e".into()), "packages node crates ui-build compile e2e");
        check(&Wish::Only("installed".into()), "packages node crates ui-build compile clean package installed");
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (place, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS.iter().take(place).any(|other| other.name == *need), "{} needs {need}", step.name);
            }
        }
    }

    /// Makes every step in turn, as one hand would, and tells the order.
    fn order(hands: usize) -> Vec<Vec<&'static str>> {
        let (mut waiting, mut running): (Vec<&Step>, Vec<&Step>) = (STEPS.iter().collect(), Vec::new());
        let mut seen = Vec::new();
        while !waiting.is_empty() || !running.is_empty() {
            while let Some(place) = (running.len() < hands).then(|| next(&waiting, &running)).flatten() {
                running.push(waiting.remove(place));
            }
            seen.push(running.iter().map(|step| step.name).collect());
            running.remove(0);
        }
        seen
    }

    #[test]
    fn every_step_is_made_and_what_is_alone_has_nothing_beside_it() {
        for hands in [1, 2, 3] {
            let seen = order(hands);
            for step in &STEPS {
                assert!(seen.iter().any(|running| running.contains(&step.name)), "{} with {hands}", step.name);
                let accompanied = seen.iter().any(|running| running.contains(&step.name) && running.len() > 1);
                assert!(!(step.alone && accompanied), "{} with {hands}", step.name);
            }
        }
    }

    #[test]
    fn nothing_begins_before_what_it_needs_is_done() {
        let named = |name: &str| STEPS.iter().find(|step| step.name == name).expect("a step");
        assert_eq!(next(&[named("e2e")], &[named("compile")]), None);
        assert_eq!(next(&[named("e2e"), named("fmt")], &[named("compile")]), Some(1));
        assert_eq!(next(&[named("ui-check")], &[named("ui-test")]), None, "both write the messages");
        assert_eq!(next(&[named("rust")], &[named("ui-test")]), None, "it is alone");
        assert_eq!(next(&[named("ui-test")], &[named("rust")]), None, "it stays alone");
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(steps(&Wish::Only("u".into())).is_err());
        assert!(wish(&["--only".to_owned()]).is_err());
        assert!(wish(&["--quick".to_owned()]).is_err());
        assert_eq!(wish(&[]).ok(), Some(Wish::Everything));
    }
}
