//! How long it takes from *Check* to the verdict, beside the same requests sent bare.
//!
//! The practice shop answers as late as a shop far away does. The network's share of the time is the same
//! for both, so their ratio shows what the app's own work costs. The benchmark prints a table. It marks
//! goals and fails only when it could not measure.
#![expect(clippy::print_stdout, reason = "a benchmark talks to whoever started it")]

mod bare;
mod dead;
mod shop;
mod table;

use shop::{Kind, Shop};
use std::error::Error;
use std::time::Duration;
use table::Spread;

/// Any failure ends the benchmark, which then prints it.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Latencies of an answer, in milliseconds, with how often each is measured.
const ROUNDS: [(u64, usize); 3] = [(0, 101), (50, 21), (200, 11)];
/// How often it measures each shop with an unusual way to it.
const FEW: usize = 5;
/// A shop across an ocean, in milliseconds.
const FAR: u64 = 200;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Outcome {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "a TLS provider is there already")?;
    println!("{}", table::head());
    for (latency, rounds) in ROUNDS {
        println!("{}", healthy(latency, rounds).await?);
    }
    println!("\n{}", table::head_alone());
    for kind in [Kind::Plain, Kind::Folder, Kind::FolderOnly] {
        println!("{}", alone(kind).await?);
    }
    let took = dead::called_dead().await?;
    println!("\na host that swallows every packet is called dead after {:.1} s", took.as_secs_f64());
    Ok(())
}

/// A healthy shop: the app and the bare requests in turn, each on a connection of its own.
async fn healthy(latency: u64, rounds: usize) -> Outcome<String> {
    let shop = Shop::start(Kind::Usual, latency).await?;
    let (_, requests) = shop.verdict().await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(shop.verdict().await?.0);
        theirs.push(bare::sent(&shop, &requests).await?);
    }
    Ok(table::row(latency, requests.len(), &Spread::of(ours), &Spread::of(theirs)))
}

/// A shop with an unusual way to it.
async fn alone(kind: Kind) -> Outcome<String> {
    let shop = Shop::start(kind, FAR).await?;
    let mut took: Vec<Duration> = Vec::new();
    let mut count = 0;
    for _ in 0..FEW {
        let (time, requests) = shop.verdict().await?;
        took.push(time);
        count = requests.len();
    }
    Ok(table::row_alone(kind.name(), FAR, count, &Spread::of(took)))
}
