//! Two worlds: the real one, and the practice servers inside this app. A key of one means nothing in the
//! other, so it is told before it is tried there.

use crate::host::is_local_name;
use crate::meum_key::MeumKey;
use crate::practice::Notebook;
use crate::problem::{Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::woo_key::ConsumerKey;

/// What the practice Meum puts into every key that it makes.
const MEUM_MARK: &str = "practice0";
/// How each of the practice shop's keys begins.
const SHOP_MARK: &str = "ck_0c0a11ce0000";

/// The problem of a consumer key from the other world.
pub fn stranger_key(record: &ShopRecord, notebook: &Notebook, key: &ConsumerKey) -> Option<Problem> {
    let offered = notebook.keys.iter().any(|known| key.begins_with(&known.key));
    stranger(record, offered, key.begins_with(SHOP_MARK))
}

/// The problem of a Meum key from the other world.
pub fn stranger_meum_key(record: &ShopRecord, notebook: &Notebook, key: &MeumKey) -> Option<Problem> {
    let offered = notebook.meum_keys.iter().any(|known| key.holds(&known.key));
    stranger(record, offered, key.holds(MEUM_MARK))
}

/// A key that practice offers opens nothing real. While practising, any key of the practice servers will
/// do. A shop that only this network knows is one for trying things out, so it may know practice keys.
fn stranger(record: &ShopRecord, offered: bool, marked: bool) -> Option<Problem> {
    let host = record.found.as_ref().map(|found| found.home.host());
    let is_trial = host.is_some_and(is_local_name);
    let kind = match record.practice {
        true if !offered && !marked => ProblemKind::RealKeyInPractice,
        false if offered && !is_trial => ProblemKind::PracticeKeyForReal,
        true | false => return None,
    };
    Some(Problem::new(kind))
}
