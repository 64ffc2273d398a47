//! The project's own commands, typed as `cargo xtask <command>`.
//!
//! This file reads the command line and hands on, nothing else. It refuses words it does not
//! know instead of guessing, and depends on nothing but the standard library, so that the
//! first command a newcomer types starts within seconds.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks to whoever typed the command"
)]

mod apt;
mod bench;
#[cfg(test)]
mod claims;
mod compare;
mod contract;
mod counts;
mod failure;
mod features;
#[cfg(test)]
mod forge;
mod logs;
mod matrix;
mod new;
mod node;
mod package;
mod packages;
mod pictures;
mod places;
mod plan;
mod process;
mod run;
mod scratch;
mod session;
mod setup;
mod steps;
mod table;
mod test;
mod unchanged;
mod voice;
mod window;
mod words;

use std::process::ExitCode;

use failure::{Failure, Outcome};

const USAGE: &str = "\
cargo xtask <command>

  run [arguments]     get what is missing, build the app and start it
  test                get what is missing, then check everything
    --fast            …but for the journeys through the real window
    --only <step>     …but only this step, with the steps it needs
  matrix              every call of the path with every fault, on Linux: minutes
    --only <text>     …but only cells with this in their names
  new problem <code or letter> <Name> | line <Name> | intent <Name>
                      write the places of a new one, and name what is left
  setup               only get what is missing
  pictures            take a picture of every screen, into pictures/
    --compare         …instead, draw every sample and compare it with what is kept of its picture
    --keep            …and keep what is drawn, where the pages look otherwise on purpose
  bench [--starts n]  measure start-up and memory beside an empty window, the wizard's requests, and
                      how long a verdict on a shop takes beside the same requests sent bare, and what
                      it costs to watch many shops
    --only verdict    …but only the verdict
    --only watching   …but only the watch; eleven minutes
    --only again      …but only the window opened again from its icon, and the watch's memory
    --only report     …but only the report for support: made, drawn, and read from pictures
  package             on Linux: make the packages of the released build, and look them over
    --check           …and install them into a clean system, and try them there
  words               measure every sentence that a merchant reads: its words, and its grade of reading
    --all             …and show every message above grade 8, not only the hardest
  compare <commit>    how long `test` takes here beside that commit, both from clean clones
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match hand_on(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn hand_on(words: &[String]) -> Outcome {
    let (command, rest) =
        words.split_first().ok_or_else(|| Failure::new(format!("Which command?\n\n{USAGE}\n{}", plan::names())))?;
    match (command.as_str(), rest) {
        ("run", arguments) => run::run(arguments),
        ("test", arguments) => test::test(arguments),
        ("matrix", arguments) => matrix::draw(arguments),
        ("new", arguments) => new::write(arguments),
        ("setup", []) => setup::everything(),
        ("pictures", arguments) => pictures::take(arguments),
        ("bench", arguments) => bench::measure(arguments),
        ("package", arguments) => package::package(arguments),
        ("words", arguments) => words::measure(arguments),
        ("compare", arguments) => compare::compare(arguments),
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}\n{}", plan::names());
            Ok(())
        }
        _ => Err(Failure::new(format!("`{}` is not known.\n\n{USAGE}\n{}", words.join(" "), plan::names()))),
    }
}
