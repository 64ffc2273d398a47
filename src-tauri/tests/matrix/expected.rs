//! What each fault must end in: the codes on the screen once nothing is under way any more. No code
//! means that the app gets along, as it is meant to.

use super::calls::Call;
use super::cell::Cell;
use super::faults::{Fault, PLAIN_REDIRECT};

/// The codes on the screen.
type Codes = &'static [&'static str];

/// What a cell ends in.
pub fn expected(cell: Cell) -> Codes {
    let fault = cell.fault;
    if let Some(codes) = of_this_computer(cell) {
        return codes;
    }
    // A list is read in either form, so nothing is wrong.
    if fault == Fault::Lists && cell.call == Call::Control {
        return &["A07"];
    }
    if fault == Fault::Lists {
        return &[];
    }
    match cell.call {
        // An address that repeats the extra password is neither followed nor shown.
        Call::Index | Call::Probe if cell.door && repeats(fault) => &["A22"],
        Call::Look if cell.door && repeats(fault) => asked_again(&["A22"]),
        Call::LookGateways => looking_for_the_switch(fault),
        Call::Index => finding(fault),
        // A report that is late or failed need not stop: a lighter question tells the keys.
        Call::Probe | Call::Look if is_of_report(fault) => &[],
        // Signed or not, whoever has a key is answered as who has none, but for words with numbers in them. Without an
        // extra password the keys are sent in the query as well, and that answer fits no table.
        Call::Probe if cell.door && fault == Fault::Status(401) => &["F06"],
        Call::Look if fault == Fault::Status(401) => &["F06"],
        Call::Probe => asking_shop(fault),
        Call::Look => asked_again(asking_shop(fault)),
        Call::WriteProbe => trying_to_write(fault),
        Call::StatusBefore => asking_before(fault),
        Call::Connect => connecting(fault),
        Call::Status | Call::StatusAwake => asked_again(on_panel(fault)),
        Call::Control => controlling(fault),
        Call::GatewayRead | Call::HomeCheck | Call::SettingsRead => looking_for_settings(fault),
        Call::GatewayWrite => writing(fault),
        Call::ReadBack => reading_back(fault),
        Call::Disconnect => disconnecting(fault),
        // What guests meet is worth knowing as well; and Meum's word that updates arrive outranks it.
        // The others meet no fault but this computer's.
        Call::WayIn
        | Call::Shoppers
        | Call::FrontPage
        | Call::VaultWrite
        | Call::VaultRead
        | Call::DatabaseWrite
        | Call::Introspect
        | Call::DeletePassword
        | Call::PluginList
        | Call::PluginOn => &[],
    }
}

/// On the panel, what may pass is asked a second time before it is said, and by then it has passed.
fn asked_again(codes: Codes) -> Codes {
    const PASSES: [&str; 9] = ["A04", "A07", "A08", "A20", "A22", "C07", "C09", "G09", "G16"];
    if codes.iter().all(|code| PASSES.contains(code)) { &[] } else { codes }
}

/// What is wrong with this computer while the call goes well.
fn of_this_computer(cell: Cell) -> Option<Codes> {
    let codes: Codes = match cell.fault {
        // What Meum or the shop says again as it was before is not stored again.
        Fault::DiskFull if cell.call.is_of_watch() => return Some(&[]),
        // Whatever else a call taught is stored.
        Fault::DiskFull => return Some(&["S10"]),
        // It passes, and is tried again by itself: nobody is told before it has lasted.
        Fault::DatabaseLocked => return Some(&[]),
        Fault::KeyringLocked => &["H12"],
        Fault::KeyringGone => &["H14"],
        Fault::KeyringFrozen => &["H22"],
        _ => return None,
    };
    let kept_or_read_after = match cell.call {
        Call::Index => cell.door,
        // Everything these need was read before.
        made if made.is_of_watch() => false,
        Call::GatewayRead | Call::HomeCheck | Call::SettingsRead | Call::GatewayWrite | Call::ReadBack => false,
        // What was tried and passed is kept, connecting proves first that it could keep anything, and
        // what a connection that is over left behind is removed.
        _ => true,
    };
    Some(if kept_or_read_after { codes } else { &[] })
}

/// How the connection to a shop fails: no answer, or no end of it.
fn no_answer(fault: Fault) -> Option<Codes> {
    match fault {
        Fault::Refused => Some(&["A07"]),
        Fault::NoSuchHost => Some(&["A04"]),
        Fault::Tls => Some(&["B05"]),
        Fault::TimeoutBefore | Fault::TimeoutAfter | Fault::Drip => Some(&["A08"]),
        Fault::ResetFirst | Fault::ResetMid | Fault::Huge | Fault::Bomb => Some(&["A20"]),
        _ => None,
    }
}

/// Whether a redirect leads to an address with what was sent in it.
fn repeats(fault: Fault) -> bool {
    matches!(fault, Fault::Redirect(status) if status != PLAIN_REDIRECT)
}

/// Who answers in the shop's place, whatever is asked.
fn in_front(fault: Fault) -> Option<Codes> {
    match fault {
        fault if fault.asks_to_wait() => Some(&["C05"]),
        Fault::Status(500) => Some(&["C07"]),
        Fault::Status(502 | 503) => Some(&["C09"]),
        _ => None,
    }
}

fn shop(fault: Fault, otherwise: impl FnOnce(Fault) -> Codes) -> Codes {
    no_answer(fault).or_else(|| in_front(fault)).unwrap_or_else(|| otherwise(fault))
}

fn finding(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        // An index that is hidden from guests is a shop, and so is whole JSON that is no index where WordPress
        // says that its interface is: the keys will tell.
        Fault::Status(401 | 403) | Fault::WrongTypes => &[],
        Fault::Redirect(_) => &["A11"],
        Fault::Html => &["A14"],
        // Half a list is half an answer.
        Fault::Truncated => &["A20"],
        _ => &["A22"],
    })
}

fn asking_shop(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        // This refusal repeats what was sent, in words without numbers as well.
        Fault::Status(401) => &["F11"],
        Fault::Status(403) => &["F05"],
        Fault::Redirect(_) => &["A11"],
        _ => &["A22"],
    })
}

/// Whether only the shop's report fails, is late, is refused or has a page of nobody's in its place: the other questions of the same shop are answered.
fn is_of_report(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::TimeoutAfter
            | Fault::ResetFirst
            | Fault::ResetMid
            | Fault::Drip
            | Fault::Truncated
            | Fault::Html
            | Fault::WrongTypes
            | Fault::Empty
            | Fault::Huge
            | Fault::Bomb
            | Fault::InvalidUtf8
            | Fault::Status(403 | 409 | 422 | 500 | 502 | 503)
    )
}

/// Whether the payment method is switched on: where the list does not come nobody can tell, and the line
/// says why.
fn looking_for_the_switch(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        Fault::Status(403) => &["F05"],
        _ => &["A22"],
    })
}

fn trying_to_write(fault: Fault) -> Codes {
    // The keys were let look a moment before: of whoever only looks, this says nothing.
    if matches!(fault, Fault::TimeoutAfter | Fault::Drip) {
        return &["A23"];
    }
    shop(fault, |fault| match fault {
        // WooCommerce says that it saw nobody, by header and by query, a moment after it saw who reads.
        Fault::Status(401) => &["F11"],
        Fault::Status(403) => &["F05"],
        _ => &["A22"],
    })
}

fn looking_for_settings(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        Fault::Status(401 | 403) => &["H03"],
        _ => &["A22"],
    })
}

fn writing(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        Fault::Status(401 | 403) => &["H03"],
        // Only what is read back proves what arrived, and it did.
        Fault::WrongTypes => &[],
        _ => &["H17"],
    })
}

fn reading_back(fault: Fault) -> Codes {
    shop(fault, |fault| match fault {
        Fault::Status(401 | 403) => &["H03"],
        _ => &["H17"],
    })
}

/// Meum's own refusals, and whatever no server of Meum's says.
fn meum(fault: Fault, otherwise: impl FnOnce(Fault) -> Codes) -> Codes {
    match fault {
        Fault::Status(401) => &["G01"],
        Fault::Status(403) => &["G04"],
        Fault::Status(409) => &["G06"],
        Fault::Status(422) => &["G05"],
        fault if fault.asks_to_wait() => &["G07"],
        fault if fault.is_of_connection() => &["G16"],
        fault => otherwise(fault),
    }
}

fn asking_meum(fault: Fault) -> Codes {
    meum(fault, |fault| match no_answer(fault) {
        Some(_) => &["G16"],
        None => &["G09"],
    })
}

fn asking_before(fault: Fault) -> Codes {
    match fault {
        // Meum does not say whether there is a connection: the merchant's word is asked for.
        Fault::WrongTypes | Fault::Status(403) => &[],
        fault => asking_meum(fault),
    }
}

fn on_panel(fault: Fault) -> Codes {
    match fault {
        Fault::WrongTypes => &["H11"],
        fault => asking_meum(fault),
    }
}

/// Nobody answers at the shop. Where Meum does not answer either, it is this computer that is offline.
fn controlling(fault: Fault) -> Codes {
    match on_panel(fault) {
        ["G16"] => &["A05", "G16"],
        ["G01"] => &["A07", "G01"],
        ["G04"] => &["A07", "G04"],
        ["G05"] => &["A07", "G05"],
        ["G06"] => &["A07", "G06"],
        ["G07"] => &["A07", "G07"],
        ["H11"] => &["A07", "H11"],
        _ => &["A07", "G09"],
    }
}

/// A request that left may have been done: only Meum's own refusals are refusals, and a 429, whoever
/// says it.
fn connecting(fault: Fault) -> Codes {
    meum(fault, |fault| match fault {
        Fault::WrongTypes => &["G12"],
        // Half the answer holds half of what it issued, and that is kept.
        Fault::ResetMid | Fault::Truncated => &["G22"],
        _ => &["G08"],
    })
}

fn disconnecting(fault: Fault) -> Codes {
    match fault {
        // Meum says in other words that it is done.
        Fault::WrongTypes => &[],
        Fault::Status(401) => &["G01"],
        Fault::Status(403) => &["G14"],
        fault if fault.asks_to_wait() => &["G07"],
        fault if fault.is_of_connection() => &["G16"],
        // Meum's own fault, a refusal in its words, or an address that is not followed.
        Fault::Status(409 | 422 | 500) | Fault::Redirect(_) => &["G09"],
        // A request that left may have been done, whatever came back in place of Meum's answer.
        _ => &["G18"],
    }
}
