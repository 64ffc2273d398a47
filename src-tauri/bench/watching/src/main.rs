//! What it costs to watch many shops: time and memory of the watch itself, of one event among many shops, of
//! one question to Meum, and of a panel with a year behind it.
//!
//! The shops are served by a process of their own, so that only the app's side is counted. Numbers of one
//! machine say little, so all but the share of a processor are ratios of the same run. It marks goals, and
//! fails only when it could not measure.
#![expect(clippy::print_stdout, reason = "a benchmark talks to whoever started it")]

mod account;
mod event;
mod notes;
mod opening;
mod poll;
mod serve;
mod watch;

use account::Account;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Any failure ends the benchmark, which then prints it.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// So many shops are watched.
const MANY: usize = 500;
/// For so long, in seconds: each has two turns and a little.
const LONG: u64 = 660;
/// How long a single shop is watched, in seconds.
const SHORT: u64 = 90;

fn main() -> Outcome {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "a TLS provider is there already")?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // As the app's own watch runs, without a second thread for its work.
    let one_thread = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let threads = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    match words.as_slice() {
        [] => threads.block_on(everything(LONG)),
        ["--seconds", seconds] => threads.block_on(everything(seconds.parse()?)),
        ["--only", "small"] => threads.block_on(small()),
        ["notes", folder] => threads.block_on(watch::noted_on_a_step(folder.as_ref())),
        ["serve"] => threads.block_on(serve::serve()),
        ["watch", shops, seconds, front] => {
            drop(threads);
            one_thread.block_on(watch::watch(shops.parse()?, seconds.parse()?, *front == "front"))
        }
        _ => Err("after the name comes nothing, --seconds <number>, or --only small".into()),
    }
}

async fn everything(seconds: u64) -> Outcome {
    small().await?;
    let (_server, at) = started()?;
    println!("\nWatched, without a window: the process's own time and memory");
    println!(
        "{:>8}{:>10}{:>10}{:>14}{:>12}{:>16}",
        "shops", "seconds", "requests", "of one core", "PSS, MiB", "latest, s"
    );
    let one = account::of_child(&at, 1, SHORT, false)?;
    println!("{}", one.row());
    let front = account::of_child(&at, 1, SHORT, true)?;
    println!("{}   in front: goal below 0.5 %: {}", front.row(), mark(front.percent() < 0.5));
    let many = account::of_child(&at, MANY, seconds, false)?;
    println!("{}", many.row());
    goals(&one, &many);
    Ok(())
}

fn goals(one: &Account, many: &Account) {
    let more = many.pss_mib - one.pss_mib;
    println!("below 2 % of one core: {}", mark(many.percent() < 2.0));
    println!("at most 40 MiB above one shop: {more:.1} MiB, {}", mark(more <= 40.0));
    println!("no shop more than a tenth late: {:.1} s after 300 s, {}", many.latest, mark(many.latest <= 30.0));
}

/// What takes seconds.
async fn small() -> Outcome {
    event::measure()?;
    poll::measure().await?;
    opening::measure().await
}

/// A measurement that holds, or not.
fn mark(holds: bool) -> &'static str {
    if holds { "ok" } else { "ABOVE THE GOAL" }
}

/// The process that serves the shops. It ends with this value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts that process. Gives back where the shops are, too.
fn started() -> Outcome<(Server, String)> {
    let child = Command::new(std::env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
    let mut server = Server(child);
    let told = server.0.stdout.take().ok_or("the server tells where it is")?;
    let mut line = String::new();
    BufReader::new(told).read_line(&mut line)?;
    Ok((server, line))
}
