//! `cargo xtask matrix`: every call of the path with every fault, as a table. It takes minutes;
//! `cargo xtask test` tries a sample of the same cells.

use crate::failure::{Failure, Outcome};
use crate::session::Session;
use crate::voice::Voice;
use crate::{process, setup, steps};

/// How the names of the tests begin that try every cell: of the path, and of what an approval may do.
const EVERYTHING: &str = "matrix::what_every_fault";
/// The variable it reads: only cells with this in their names are tried.
const ONLY: &str = "MATRIX_ONLY";

/// Tries the cells that were asked for.
pub fn draw(arguments: &[String]) -> Outcome {
    let only = only(arguments)?;
    setup::everything()?;
    steps::build_pages(Voice::Alone)?;
    let mut tests = process::cargo_linted("test --workspace --test alone");
    tests.args(["--", "--ignored", EVERYTHING, "--nocapture"]).env(ONLY, only);
    process::run(Session::new()?.hold(&tests))
}

/// Reads the words after `matrix`.
fn only(arguments: &[String]) -> Outcome<&str> {
    match arguments {
        [] => Ok(""),
        [flag, text] if flag == "--only" => Ok(text),
        _ => Err(Failure::new(
            "After `matrix` comes nothing, or --only <part of a cell's name>, such as \"connect × \".",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_may_be_asked_for() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        assert_eq!(only(&[]).ok(), Some(""));
        assert_eq!(only(&words(&["--only", "connect × "])).ok(), Some("connect × "));
        assert!(only(&words(&["connect"])).is_err());
    }

    #[test]
    fn the_tests_are_there() {
        let name = EVERYTHING.trim_start_matches("matrix::");
        assert_eq!(include_str!("../../tests/matrix.rs").matches(&format!("async fn {name}")).count(), 2);
    }
}
