//! A panel with a year behind it, beside one with half a day: how long it takes from the start of the app to the
//! panel with what happened on it, and how large the file is. Both read their history back, since one that has
//! nothing to wait for would be there first whatever a year costs.

use crate::event::median;
use crate::watch::Running;
use crate::{Outcome, mark, notes, watch};
use connect_core::history::Period;
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::time::{Span, Timestamp};
use connect_core::view::Screen;
use meum_connect::adapters::http::{Beyond, Http};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::storage::Storage;
use meum_connect::perform::now;
use meum_connect::world::World;
use std::path::Path;
use std::time::{Duration, Instant};

const SHOPS: usize = 50;
const DAYS: i64 = 365;
/// So often a day each line changes, in each shop.
const CHANGES: i64 = 4;
const ROUNDS: usize = 101;

/// Measures both, in turn.
pub async fn measure() -> Outcome {
    let (empty, full) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for folder in [&empty, &full] {
        watch::noted(folder.path(), SHOPS).await?;
    }
    let periods = fill(full.path(), DAYS * CHANGES).await?;
    fill(empty.path(), 2).await?;
    let mib = file_mib(full.path());
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        without.push(opened(empty.path()).await?);
        with.push(opened(full.path()).await?);
    }
    let (with, without) = (median(with), median(without));
    let ratio = with.as_secs_f64() / without.as_secs_f64();
    println!("\nFrom the start of the app to the panel with what happened, {SHOPS} shops; median of {ROUNDS}");
    println!("  a last day {} ms, with a year of {periods} periods {} ms", without.as_millis(), with.as_millis());
    println!("  at most 1.2: {ratio:.2}, {}", mark(ratio <= 1.2));
    println!("  below 100 MB: {mib:.1} MiB, {}", mark(mib < 95.0));
    Ok(())
}

/// So many changes of each line of every shop, up to now; gives back how many periods that is.
async fn fill(folder: &Path, changes: i64) -> Outcome<usize> {
    let storage = Storage::start(folder.to_owned());
    let each = Span::hours(24).0 / CHANGES;
    let begun = now().0 - changes * each;
    let mut count = 0;
    for number in 0..SHOPS {
        let mut periods = Vec::new();
        for change in 0..changes {
            let from = Timestamp(begun + change * each);
            let works = change % 2 == 0;
            let (state, code) = if works {
                (LineState::Working, None)
            } else {
                (LineState::NotWorking, Some(ProblemKind::ServerFault))
            };
            let period = |line| Period { line, state, code, from, until: from.after(Span(each)), unsteady: false };
            periods.extend(LineId::ALL.into_iter().map(period));
        }
        count += periods.len();
        storage.save_history(notes::id(number), periods).await?;
    }
    storage.close().await?;
    Ok(count)
}

/// The history's file, with what is not yet moved into it.
fn file_mib(folder: &Path) -> f64 {
    let mut bytes = 0;
    for name in ["history.sqlite", "history.sqlite-wal"] {
        bytes += std::fs::metadata(folder.join(name)).map(|file| file.len()).unwrap_or_default();
    }
    Duration::from_millis(bytes).as_secs_f64() * 1_000.0 / 1_048_576.0
}

/// From the start of the app until the panel is there, and what happened with it.
async fn opened(folder: &Path) -> Outcome<Duration> {
    let http = Http::new(&Beyond { no_proxy: true, ..Beyond::default() })?;
    // Nobody is reached: the answers take no part.
    let world = World { meum: Meum::at(http.clone(), "http://127.0.0.1:9".parse()?), http };
    let begun = Instant::now();
    let Running { mut views, events, storage } = watch::app(folder, 0, world);
    let there = views.wait_for(|view| match &view.screen {
        Screen::Panel(panel) => {
            panel.history.strips.iter().any(|strip| strip.lines.iter().any(|line| line.marks.contains('n')))
        }
        _ => false,
    });
    tokio::time::timeout(Duration::from_secs(20), there).await??;
    let took = begun.elapsed();
    drop((views, events));
    // The next one opens them.
    storage.close().await?;
    Ok(took)
}
