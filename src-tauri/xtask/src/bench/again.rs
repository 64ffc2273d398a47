//! The window opened again from the icon beside the clock, beside a fresh start of the same app on the same
//! notes: a connected shop on a step of the wizard, which shows the same button in both.
//!
//! For the one the watch runs without a window, and a click is sent to its icon as a panel sends it. For the
//! other nothing runs. Both are timed until the button is on the screen.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::bus::Bus;
use super::screen::Screen;
use super::start::{Contestant, never_came, surrounded, until};
use super::{memory, released, tree};
use crate::failure::{Failure, Outcome};
use crate::scratch::Scratch;

/// What both have shown: how long each start took, and the memory of the window and of the watch, in KiB.
#[derive(Default)]
pub struct Again {
    fresh: Vec<Duration>,
    reopened: Vec<Duration>,
    window: Vec<u32>,
    watch: Vec<u32>,
}

/// Opens it so many times in each way, in turn.
pub fn measure(times: usize, ours: &Contestant, screen: &Screen, bus: &Bus) -> Outcome<Again> {
    let mut all = Again::default();
    // The first of each fills the caches, and does not count.
    for number in 0..=times {
        let (fresh, window) = fresh(ours, screen, bus)?;
        let (again, watch) = again(ours, screen, bus)?;
        if number > 0 {
            all.fresh.push(fresh);
            all.reopened.push(again);
            all.window.push(window);
            all.watch.push(watch);
        }
    }
    Ok(all)
}

/// The two lines of the table.
pub fn draw(all: Again) -> String {
    let millis = |times: Vec<Duration>| median(times.iter().map(Duration::as_millis).collect());
    let (fresh, again, times) = (millis(all.fresh.clone()), millis(all.reopened), all.fresh.len());
    let mebibytes = |sizes: Vec<u32>| median(sizes.into_iter().map(u128::from).collect()) / 1024;
    let (window, watch) = (mebibytes(all.window), mebibytes(all.watch));
    format!(
        "Opened from the icon beside a fresh start, until the button is there; median of {times}\n  \
         fresh {fresh} ms, again {again} ms; at most 1.0: {}\n\
         Memory of all processes once settled; median of {times}\n  \
         window {window} MiB, watch {watch} MiB; at most 0.15: {}",
        ratio(again, fresh, 1_000),
        ratio(watch, window, 150),
    )
}

/// One number beside another, and whether it is within a goal, which is in thousandths.
fn ratio(one: u128, other: u128, goal: u128) -> String {
    let thousandths = one * 1_000 / other.max(1);
    let mark = if thousandths <= goal { "ok" } else { "ABOVE THE GOAL" };
    format!("{}.{:02}, {mark}", thousandths / 1_000, thousandths % 1_000 / 10)
}

fn median(mut values: Vec<u128>) -> u128 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A home with the notes of a connected shop, and the app in it.
struct Place {
    home: Scratch,
    command: Command,
}

impl Place {
    fn new(ours: &Contestant, screen: &Screen, bus: &Bus) -> Outcome<Self> {
        until(|| Ok(!screen.shows(ours.colour)?), || Failure::new("The screen still shows the last window."))?;
        let home = Scratch::new()?;
        let mut command = surrounded(&ours.program, &home, screen, bus)?;
        command.env("XDG_CACHE_HOME", ours.kept.path());
        let noted = Command::new(released("watching")?)
            .arg("notes")
            .arg(home.path().join("data/io.meum.connect"))
            .status()
            .map_err(|refusal| Failure::system("writing notes", &refusal))?;
        if noted.success() { Ok(Self { home, command }) } else { Err(Failure::new("The notes were not written.")) }
    }

    fn start(&mut self, words: &[&str]) -> Outcome<Running<'_>> {
        let started = self.command.args(words).spawn();
        let first = started.map_err(|refusal| Failure::system("starting the app", &refusal))?;
        Ok(Running { first, home: self.home.path() })
    }
}

/// The first process of a home, which may have left it to another. Dropping it ends all of them.
struct Running<'a> {
    first: Child,
    home: &'a Path,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        tree::end_all_at(self.home);
        let _ = self.first.wait();
    }
}

fn fresh(ours: &Contestant, screen: &Screen, bus: &Bus) -> Outcome<(Duration, u32)> {
    let mut place = Place::new(ours, screen, bus)?;
    let began = Instant::now();
    let running = place.start(&[])?;
    until(|| screen.shows(ours.colour), || never_came(&ours.program, running.home))?;
    let took = began.elapsed();
    Ok((took, memory::settled(running.first.id())?))
}

fn again(ours: &Contestant, screen: &Screen, bus: &Bus) -> Outcome<(Duration, u32)> {
    let mut place = Place::new(ours, screen, bus)?;
    let front = place.home.path().join("data/io.meum.connect/front");
    let running = place.start(&["watch"])?;
    let icon = until_some(|| if front.exists() { icon_of(running.first.id(), bus) } else { None })?;
    let watch = memory::settled(running.first.id())?;
    let began = Instant::now();
    click(&icon, bus)?;
    until(|| screen.shows(ours.colour), || never_came(&ours.program, running.home))?;
    Ok((began.elapsed(), watch))
}

fn until_some<T>(look: impl Fn() -> Option<T>) -> Outcome<T> {
    let mut found = None;
    until(
        || {
            found = look();
            Ok(found.is_some())
        },
        || Failure::new("The watch shows no icon."),
    )?;
    found.ok_or_else(|| Failure::new("The watch shows no icon."))
}

/// The bus's name of the icon that this process shows.
fn icon_of(process: u32, bus: &Bus) -> Option<String> {
    let begin = format!("org.kde.StatusNotifierItem-{process}-");
    let names = say(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames", &[])?;
    names.split('"').find(|name| name.starts_with(&begin)).map(str::to_owned)
}

fn click(icon: &str, bus: &Bus) -> Outcome {
    let point = ["int32:0", "int32:0"];
    let clicked = say(bus, icon, "/StatusNotifierItem", "org.kde.StatusNotifierItem.Activate", &point);
    clicked.map(drop).ok_or_else(|| Failure::new("The icon takes no click."))
}

/// Calls a method; gives back what it answers.
fn say(bus: &Bus, name: &str, path: &str, method: &str, words: &[&str]) -> Option<String> {
    let told = Command::new("dbus-send")
        .args(["--session", "--print-reply", &format!("--dest={name}"), path, method])
        .args(words)
        .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    told.status.success().then(|| String::from_utf8_lossy(&told.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_whether_each_goal_holds() {
        let millis = |times: [u64; 3]| times.map(Duration::from_millis).to_vec();
        let all = Again {
            fresh: millis([300, 310, 290]),
            reopened: millis([295, 320, 299]),
            window: vec![200 * 1024; 3],
            watch: vec![40 * 1024; 3],
        };
        let told = draw(all);
        assert!(told.contains("fresh 300 ms, again 299 ms; at most 1.0: 0.99, ok"), "{told}");
        assert!(told.contains("window 200 MiB, watch 40 MiB; at most 0.15: 0.20, ABOVE THE GOAL"), "{told}");
    }
}
