//! `cargo xtask bench`: how fast the window comes, what it costs, how often the shop is asked.
//!
//! Numbers of one machine say little, so all but the requests are ratios: Meum Connect beside an
//! empty Tauri window, built the same way and started in turn with it, and the time to a verdict on a
//! shop beside the same requests sent bare. Being above a goal is no failure; not being able to
//! measure is.

mod again;
mod bus;
mod colour;
mod made;
mod memory;
mod report;
mod requests;
mod screen;
mod start;
mod tree;
mod verdict;
mod watching;

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::scratch::Scratch;
use crate::voice::Voice;
use crate::{places, process, setup, steps};
use bus::Bus;
use colour::Colour;
use report::Comparison;
use screen::Screen;
use start::{Cache, Contestant};

/// How often each of the two is started, unless another number was asked for.
const STARTS: usize = 9;
const OUR_COLOURS: &str = "ui/src/styles/tokens.css";
const EMPTY_COLOURS: &str = "src-tauri/bench/empty-window/page/style.css";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wish {
    /// Everything, with so many starts of each window.
    Everything(usize),
    /// The time to a verdict on a shop: it takes no window and no screen.
    Verdict,
    /// What watching costs: it takes neither as well.
    Watching,
    /// The window opened again from its icon, beside a fresh start.
    Again,
    /// The report for support: it takes neither window nor screen.
    Report,
}

/// Measures, and prints what it found.
pub fn measure(arguments: &[String]) -> Outcome {
    match wish(arguments)? {
        Wish::Everything(starts) => everything(starts),
        Wish::Verdict => {
            setup::everything()?;
            steps::build_pages(Voice::Alone)?;
            verdict::build()?;
            verdict::measure()
        }
        Wish::Watching => {
            setup::everything()?;
            steps::build_pages(Voice::Alone)?;
            watching::build()?;
            watching::measure()
        }
        Wish::Report => {
            made::build()?;
            made::measure()
        }
        Wish::Again => {
            setup::everything()?;
            steps::build_pages(Voice::Alone)?;
            watching::build()?;
            opened_again()
        }
    }
}

/// The window opened again from its icon, beside a fresh start.
fn opened_again() -> Outcome {
    let screen = Screen::open()?;
    let bus = Bus::start()?;
    let ours = contestant("meum-connect", OUR_COLOURS)?;
    println!("\n{}", again::draw(again::measure(STARTS, &ours, &screen, &bus)?));
    Ok(())
}

fn everything(starts: usize) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("The bench reads Linux's own accounts of processes, and runs there only."));
    }
    setup::everything()?;
    steps::build_pages(Voice::Alone)?;
    // All in one go: Cargo compiles one Tauri, and all get the very same.
    process::run(process::cargo_featured(
        "build --release --package meum-connect --package empty-window --package verdict --package watching",
    ))?;
    let requests = requests::on_the_way_to_the_panel()?;
    let comparison = compare(starts)?;
    println!("\n{}", report::draw(&comparison, requests));
    opened_again()?;
    verdict::measure()?;
    made::build()?;
    made::measure()?;
    watching::measure()
}

fn wish(arguments: &[String]) -> Outcome<Wish> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let wish = match words.as_slice() {
        [] => Some(Wish::Everything(STARTS)),
        ["--starts", number] => number.parse().ok().filter(|starts| *starts > 0).map(Wish::Everything),
        ["--only", "verdict"] => Some(Wish::Verdict),
        ["--only", "watching"] => Some(Wish::Watching),
        ["--only", "again"] => Some(Wish::Again),
        ["--only", "report"] => Some(Wish::Report),
        _ => None,
    };
    wish.ok_or_else(|| {
        Failure::new(
            "After `bench` comes nothing, --starts <number>, or --only and one of verdict, watching, again, report.",
        )
    })
}

/// Starts the two in turn, so that whatever else the machine does meets both alike.
fn compare(starts: usize) -> Outcome<Comparison> {
    let screen = Screen::open()?;
    let bus = Bus::start()?;
    let ours = contestant("meum-connect", OUR_COLOURS)?;
    let empty = contestant("empty-window", EMPTY_COLOURS)?;
    println!("\nOne start of each that does not count: it brings their files into memory and fills their caches.");
    let of_both =
        |cache| Ok((start::measure(&ours, cache, &screen, &bus)?, start::measure(&empty, cache, &screen, &bus)?));
    of_both(Cache::Kept)?;
    let mut comparison = Comparison::default();
    for number in 1..=starts {
        for cache in [Cache::Kept, Cache::Empty] {
            let (our_start, empty_start) = of_both(cache)?;
            println!("{number} of {starts}, cache {cache:?}: Meum Connect {our_start}, empty window {empty_start}");
            comparison.add(cache, our_start, empty_start);
        }
    }
    Ok(comparison)
}

fn contestant(program: &str, styles: &str) -> Outcome<Contestant> {
    Ok(Contestant { program: released(program)?, colour: accent(&places::root().join(styles))?, kept: Scratch::new()? })
}

/// Where `cargo build --release` leaves a program: beside the folder of this very program.
fn released(name: &str) -> Outcome<PathBuf> {
    let in_development = places::app()?;
    let target = in_development.ancestors().nth(2);
    let target = target.ok_or_else(|| Failure::new("This program is not in a target folder."))?;
    Ok(target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// The colour of the page's button, from the page's own styles.
fn accent(styles: &Path) -> Outcome<Colour> {
    let text = std::fs::read_to_string(styles)
        .map_err(|refusal| Failure::system(format!("reading {}", styles.display()), &refusal))?;
    Colour::named("--accent", &text)
        .ok_or_else(|| Failure::new(format!("{} gives --accent no colour.", styles.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn everything_is_measured_with_nine_starts_unless_something_else_was_asked_for() {
        assert_eq!(wish(&[]).ok(), Some(Wish::Everything(9)));
        assert_eq!(wish(&words("--starts 3")).ok(), Some(Wish::Everything(3)));
        assert_eq!(wish(&words("--only verdict")).ok(), Some(Wish::Verdict));
        assert_eq!(wish(&words("--only watching")).ok(), Some(Wish::Watching));
        assert_eq!(wish(&words("--only again")).ok(), Some(Wish::Again));
        assert_eq!(wish(&words("--only report")).ok(), Some(Wish::Report));
        for refused in ["--starts", "--starts 0", "--starts x", "3", "--only", "--only window"] {
            assert!(wish(&words(refused)).is_err(), "{refused}");
        }
    }

    #[test]
    fn both_pages_name_the_colour_that_is_waited_for() {
        for styles in [OUR_COLOURS, EMPTY_COLOURS] {
            assert!(accent(&places::root().join(styles)).is_ok(), "{styles}");
        }
    }
}
