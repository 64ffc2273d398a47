//! What a process has cost: its own account with the system.

use crate::Outcome;
use meum_connect::background::THRIFT;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The system counts processor time in hundredths of a second.
const TICKS: f64 = 100.0;

/// What watching has cost.
pub struct Account {
    pub shops: usize,
    pub seconds: f64,
    pub requests: usize,
    pub processor: Duration,
    pub pss_mib: f64,
    /// How many seconds after its five minutes the latest question came.
    pub latest: f64,
}

impl Account {
    /// The share of one processor, in per cent.
    pub fn percent(&self) -> f64 {
        self.processor.as_secs_f64() / self.seconds * 100.0
    }

    pub fn row(&self) -> String {
        let Self { shops, seconds, requests, pss_mib, latest, .. } = self;
        let percent = format!("{:.2} %", self.percent());
        format!("{shops:>8}{seconds:>10.0}{requests:>10}{percent:>14}{pss_mib:>12.1}{latest:>16.1}")
    }

    /// As one line, for the process that waits.
    pub fn line(&self) -> String {
        let Self { shops, seconds, requests, processor, pss_mib, latest } = self;
        format!("{shops} {seconds} {requests} {} {pss_mib} {latest}", processor.as_millis())
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        Some(Self {
            shops: words.next()?.parse().ok()?,
            seconds: words.next()?.parse().ok()?,
            requests: words.next()?.parse().ok()?,
            processor: Duration::from_millis(words.next()?.parse().ok()?),
            pss_mib: words.next()?.parse().ok()?,
            latest: words.next()?.parse().ok()?,
        })
    }
}

/// Watches so many shops in a process of their own.
pub fn of_child(at: &str, shops: usize, seconds: u64, in_front: bool) -> Outcome<Account> {
    let front = if in_front { "front" } else { "behind" };
    let told = Command::new(std::env::current_exe()?)
        .args(["watch", &shops.to_string(), &seconds.to_string(), front])
        .env("WATCHED_AT", at)
        // As the app starts its own.
        .envs(THRIFT)
        .stderr(Stdio::inherit())
        .output()?;
    let told = String::from_utf8_lossy(&told.stdout);
    told.lines().last().and_then(Account::read).ok_or_else(|| format!("the watch ended with: {told}").into())
}

/// The processor time of this process so far: its own and the system's for it.
pub fn processor() -> Outcome<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The program's name stands in brackets and may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next().and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    Ok(Duration::from_secs_f64((ticks() + ticks()) / TICKS))
}

/// The memory of this process, what it shares divided by those that share it.
pub fn pss_mib() -> Outcome<f64> {
    let rollup = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).ok_or("no Pss")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1_024.0)
}
