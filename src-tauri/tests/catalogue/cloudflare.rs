//! Cloudflare's own errors, told apart by its number: who is refused, and what it can't reach behind it.

use super::keys::good;
use super::reports::habit;
use super::row::{Row, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::CloudflareForm::{Json, Page, Text};
use connect_practice::{CloudflareForm, Habit, Trouble};

pub fn rows() -> Vec<Row> {
    [refusals(), faults_behind(), neighbours()].into_iter().flatten().collect()
}

fn says(code: u16, form: CloudflareForm) -> Trouble {
    habit(Habit::CloudflareCode { code, form })
}

/// Refusals of Cloudflare's, each in its own words, whatever they come on.
fn refusals() -> Vec<Row> {
    let refused = |mark, what| stops(ProblemKind::Blocked, what).names_other("Cloudflare").marked(mark);
    vec![
        refused(Mark::BrowserCheck, "1010 in plain text").with(says(1010, Text)),
        refused(Mark::BrowserCheck, "1010 on a page").with(says(1010, Page)),
        refused(Mark::BrowserCheck, "1010 in JSON").with(says(1010, Json)),
        good(refused(Mark::BrowserCheck, "1010 since the shop was found")).later(says(1010, Json)),
        refused(Mark::OwnersRule, "1020 in plain text").with(says(1020, Text)),
        refused(Mark::OwnersRule, "1020 on a page").with(says(1020, Page)),
        refused(Mark::AddressRule, "1006: an address").with(says(1006, Text)),
        refused(Mark::AddressRule, "1009: a country, on a page").with(says(1009, Page)),
        good(refused(Mark::AddressRule, "1009 since the shop was found")).later(says(1009, Text)),
        stops(ProblemKind::ShopRateLimited, "1015 is too many questions").with(says(1015, Text)),
    ]
}

/// What Cloudflare says of the server behind it.
fn faults_behind() -> Vec<Row> {
    let fault = |mark, what| stops(ProblemKind::ServerFault, what).marked(mark);
    vec![
        fault(Mark::NoWayBehind, "1000 with 403 is no refusal").with(says(1000, Text)),
        fault(Mark::NoWayBehind, "1016: no address of the server").with(says(1016, Text)),
        fault(Mark::NoWayBehind, "1033: the tunnel, on a page").with(says(1033, Page)),
        fault(Mark::Worker, "1101: a program at Cloudflare").with(says(1101, Page)),
        fault(Mark::Worker, "1102 in JSON").with(says(1102, Json)),
        fault(Mark::BehindSilent, "520").with(says(520, Text)),
        good(fault(Mark::BehindSilent, "524 since the shop was found")).later(says(524, Text)),
        fault(Mark::BehindInsecure, "525").with(says(525, Text)),
        fault(Mark::BehindInsecure, "526").with(says(526, Page)),
    ]
}

/// Answers like these that say less.
fn neighbours() -> Vec<Row> {
    vec![
        stops(ProblemKind::ServerFault, "504, and nothing says that it is Cloudflare's")
            .with(Trouble::ServerError { status: 504 })
            .unmarked(),
        stops(ProblemKind::Blocked, "a number nobody knows").with(says(1099, Text)).unmarked(),
    ]
}
