//! Which cells there are, and which of them the default run tries: connecting and handing over with
//! every fault, and every other call with at least one.

use super::calls::{CALLS, Call};
use super::cell::Cell;
use super::faults::{FAULTS, not_applicable};
use super::secrets::Letters;

/// Always the same sample, so that a run that fails can be run again.
const SEED: &str = "the sample of the fault matrix, 1";
/// The sample has so many cells more than it must have.
const MORE: usize = 12;

/// Every cell there is. Every other one has an extra password in front of the shop; finding the
/// shop, where it is typed, is tried with and without.
pub fn all() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (row, call) in CALLS.into_iter().enumerate() {
        for (column, fault) in
            FAULTS.into_iter().enumerate().filter(|(_, fault)| not_applicable(call, *fault).is_none())
        {
            let door = (row + column) % 2 == 1;
            cells.push(Cell { call, fault, door });
            if call == Call::Index {
                cells.push(Cell { call, fault, door: !door });
            }
        }
    }
    cells
}

/// Whether a place in a list is one of those that a smaller run tries: one in so many, and never all of one kind.
pub fn one_in(many: usize, place: usize) -> bool {
    (place + place / FAULTS.len()).is_multiple_of(many)
}

/// The default run's.
pub fn some() -> Vec<Cell> {
    let always = |call: Call| matches!(call, Call::Connect | Call::GatewayWrite);
    let (mut chosen, mut others): (Vec<Cell>, Vec<Cell>) = all().into_iter().partition(|cell| always(cell.call));
    let mut letters = Letters::of(SEED);
    let mut take = |others: &mut Vec<Cell>, is_wanted: &dyn Fn(&Cell) -> bool| {
        let places: Vec<usize> = (0..others.len()).filter(|place| is_wanted(&others[*place])).collect();
        if !places.is_empty() {
            chosen.push(others.remove(places[letters.below(places.len())]));
        }
    };
    for call in CALLS {
        take(&mut others, &|cell| cell.call == call);
    }
    for _ in 0..MORE {
        take(&mut others, &|_| true);
    }
    chosen.sort_by_key(|cell| (cell.call, cell.fault));
    chosen
}

#[test]
fn the_sample_has_every_call_and_every_fault_and_is_always_the_same() {
    let chosen = some();
    let has = |is_wanted: &dyn Fn(&Cell) -> bool| chosen.iter().any(is_wanted);
    assert!(CALLS.into_iter().all(|call| has(&|cell| cell.call == call)));
    assert!(FAULTS.into_iter().all(|fault| has(&|cell| cell.fault == fault)));
    for fault in FAULTS {
        assert!(has(&|cell| cell.call == Call::Connect && cell.fault == fault), "connect × {fault:?}");
        assert!(has(&|cell| cell.call == Call::GatewayWrite && cell.fault == fault), "write × {fault:?}");
    }
    assert_eq!(chosen, some());
}

#[test]
fn every_pair_is_tried_or_has_a_reason_not_to_be() {
    let cells = all();
    for call in CALLS {
        for fault in FAULTS {
            let there = cells.iter().any(|cell| (cell.call, cell.fault) == (call, fault));
            assert_eq!(there, not_applicable(call, fault).is_none(), "{call:?} × {fault:?}");
        }
    }
}
