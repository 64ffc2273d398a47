//! What the report for support costs: made from a snapshot, drawn as a picture, and read from one.
//!
//! It prints a table, marks what is above its goal, and fails only when it could not measure. The words of a picture
//! are as long as those of the app, and not the same.
#![expect(clippy::print_stdout, reason = "a benchmark talks to whoever started it")]

mod photo;
mod usual;

use connect_core::drawn::Drawn;
use connect_core::snapshot::Snapshot;
use connect_picture::codes;
use connect_picture::sheet::{Code, Line, Sheet, Tone, png};
use peak_alloc::PeakAlloc;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Any failure ends the benchmark, which then prints it.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How often each is measured.
const ROUNDS: usize = 11;

/// What something took at most, and may take.
struct Goal {
    millis: u64,
    mebibytes: Option<f32>,
}

fn main() -> Outcome {
    println!("The report for support: median (least-most) of {ROUNDS}, and the most memory at once\n");
    println!("{:<44}{:>24}{:>12}", "", "milliseconds", "MiB");
    let snapshot = usual::snapshot();
    let made = || {
        let told = snapshot.told_with_titles();
        let code = Drawn::of(&snapshot.bytes());
        (told, code)
    };
    let free = |millis| Goal { millis, mebibytes: None };
    row("a report in words, with its code", &free(5), || {
        black_box(made());
        Ok(())
    })?;
    let sheet = sheet(&snapshot)?;
    let drawn = png(&sheet)?;
    row("the same drawn as a picture", &free(150), || {
        black_box(png(&sheet)?);
        Ok(())
    })?;
    let within = |millis| Goal { millis, mebibytes: Some(200.0) };
    let bytes = snapshot.bytes();
    let screen = photo::screenshot(&drawn)?;
    let cases = [
        ("a screenshot of 1280x800, PNG", screen, true, within(100)),
        ("4000x3000 with a code, noisy, JPEG", photo::photograph(&drawn, true)?, true, within(1_500)),
        ("4000x3000 without one, noisy, JPEG", photo::photograph(&drawn, false)?, false, within(1_500)),
    ];
    for (name, file, has_code, goal) in cases {
        let found = codes(&file)?;
        if found.contains(&bytes) != has_code {
            return Err(format!("{name}: {} codes were read", found.len()).into());
        }
        row(name, &goal, || {
            black_box(codes(&file)?);
            Ok(())
        })?;
    }
    Ok(())
}

fn row(name: &str, goal: &Goal, mut done: impl FnMut() -> Outcome) -> Outcome {
    let before = MEMORY.current_usage_as_mb();
    MEMORY.reset_peak_usage();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        done()?;
        times.push(begun.elapsed());
    }
    let memory = MEMORY.peak_usage_as_mb() - before;
    times.sort_unstable();
    let millis = |place: usize| times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0;
    let median = millis(ROUNDS / 2);
    let text = format!("{median:.1} ({:.1}-{:.1})", millis(0), millis(ROUNDS - 1));
    let above = median > Duration::from_millis(goal.millis).as_secs_f64() * 1_000.0
        || goal.mebibytes.is_some_and(|most| memory > most);
    println!("{name:<44}{text:>24}{memory:>12.1}  {}", if above { "ABOVE THE GOAL" } else { "ok" });
    Ok(())
}

fn sheet(snapshot: &Snapshot) -> Outcome<Sheet> {
    let text =
        |message: &connect_core::message::Message| format!("{message:?}").chars().skip(20).take(70).collect::<String>();
    let sheet = snapshot.sheet();
    let code = sheet.code.as_ref().ok_or("no code")?;
    Ok(Sheet {
        title: "Report for Meum's support".to_owned(),
        banner: None,
        headline: sheet.headline.as_ref().map(|(_, says)| (Tone::Bad, text(says))),
        lead: sheet.whose.iter().map(text).collect(),
        lines: sheet.lines.iter().map(|row| Line { tone: Some(Tone::Good), text: text(&row.says) }).collect(),
        rest: sheet.rest.iter().map(|lines| lines.iter().map(text).collect()).collect(),
        code: Some(Code { size: code.size.into(), dark: code.dark() }),
    })
}
