//! The messages whose names follow from the rows of problems and slots.

use crate::message::{Key, Slot};
use crate::problem::ProblemKind;

/// Every text of the problems.
pub fn of_problems() -> Vec<Key> {
    let of = |kind: &ProblemKind| {
        let texts = kind.texts();
        let ask = kind.note_to().map(|_| texts.ask);
        let usual = [texts.title, texts.means, texts.next].into_iter().chain(ask);
        usual.chain(texts.readings.iter().map(|reading| reading.key)).collect::<Vec<Key>>()
    };
    ProblemKind::ALL.iter().flat_map(of).collect()
}

/// Every message that stands for what is not known, or names what is quoted: their texts leave
/// nothing open.
pub fn stand_ins() -> Vec<Key> {
    let of_slots = Slot::ALL.iter().filter_map(|slot| slot.stand_in());
    let of_rows = ProblemKind::ALL.iter().flat_map(|kind| [kind.texts().other, kind.texts().quote]);
    let mut all: Vec<Key> = of_slots.chain(of_rows).collect();
    all.sort_unstable();
    all.dedup();
    all
}
