//! `meum-connect read <picture>...`: the report on a picture of the app, in words. It needs no display, no
//! network and no keys. A picture may come from anybody: how much of it is looked at is bounded, and what
//! it says is text and never a command.
//!
//! With `--json` it prints one object: `{app, pictures: [P], compared: [C]}` with `P = {picture, problem,
//! report: R | null}`, `R = {at, offset, practice, app, system, shop, reference, referenceFits, step, over, endedAt, sentAt, word, code,
//! headline, sales, lines: [{line, state, code, since, checkedAt}], ids: {store, integration, installation},
//! meumKeyPrefix, shopKeyEnding, wordpress, woocommerce, plugin, failed, updatesTo, codes: [{code, title, means, next, ask}], doubts: [code]}`
//! and `C = {shop, from, to, changes: [text]}`. Times are RFC 3339, `offset` minutes; what is not known is null.

mod compared;
mod json;
mod opened;
mod told;

use super::{Ending, print};
use connect_core::snapshot::Snapshot;
pub(crate) use json::with_all as report_json;
use opened::Opened;
use std::ffi::OsString;

/// A picture, and what is on it: a report, or why there is none, as the name of a message.
struct Picture {
    name: String,
    found: Result<Snapshot, &'static str>,
}

pub(super) fn run(names: &[OsString], json: bool) -> Ending {
    unharmed_by_what_is_read();
    let mut pictures: Vec<Picture> = names.iter().flat_map(pictures).collect();
    // By time, so that they tell what happened; what was not read comes last.
    pictures.sort_by_key(|picture| picture.found.as_ref().map_or(i64::MAX, |report| report.at.0));
    let said = print(&if json { json::of(&pictures) } else { told::of(&pictures) });
    if said != Ending::Healthy {
        return said;
    }
    if pictures.iter().all(|picture| picture.found.is_ok()) { Ending::Healthy } else { Ending::Problem }
}

/// One for each code on the file: two windows may be on one screenshot.
fn pictures(name: &OsString) -> Vec<Picture> {
    let Opened { name, codes } = opened::open(name);
    match codes {
        Err(why) => vec![Picture { name, found: Err(why) }],
        Ok(codes) => opened::reports(&codes).into_iter().map(|found| Picture { name: name.clone(), found }).collect(),
    }
}

/// The released app ends where a library stops in the middle of a picture that somebody made up. Then it says
/// which words, and no others.
fn unharmed_by_what_is_read() {
    std::panic::set_hook(Box::new(|_| {
        super::refuse(&super::messages::message("read_hostile"));
        std::process::exit(Ending::Problem as i32);
    }));
}

#[cfg(test)]
mod tests;
