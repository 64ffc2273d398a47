//! What can be told apart with the keys, and what cannot: then both are said, and neither as a fact.

use super::keys::good;
use super::reports::{habit, unknown, write_only, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{GuestStopper, Habit, OptionsAnswer, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [secret_or_permission(), writing(), header(), report()].into_iter().flatten().collect()
}

fn read_only(row: Row) -> Row {
    row.keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
}

fn customer(row: Row) -> Row {
    row.keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET)
}

/// Where nothing gets through after WooCommerce's refusal, it may be the secret or the permission.
fn secret_or_permission() -> Vec<Row> {
    let either = |what| stops(ProblemKind::SecretWrong, what).marked(Mark::SecretOrPermission);
    let ban = |with_page| habit(Habit::BansTheRefused { with_page });
    let stopped = |row: Row| {
        row.with(habit(Habit::WritesRefused { status: 403 }))
            .with(habit(Habit::OptionsAnswered { how: OptionsAnswer::NotAllowed }))
            .with(habit(Habit::SignaturesForbidden { status: 403 }))
    };
    vec![
        stopped(write_only(either("every other question is stopped, a write-only key"))),
        stopped(wrong_secret(either("every other question is stopped, a wrong secret"))),
        write_only(either("a write-only key, and then silence")).with(ban(false)),
        write_only(either("a write-only key, and then a page")).with(ban(true)),
        wrong_secret(stops(ProblemKind::SecretWrong, "the other questions get through")).unmarked(),
        write_only(stops(ProblemKind::KeyWriteOnly, "the other questions get through, write-only")).unmarked(),
    ]
}

/// A page in the place of the answer to a POST: WooCommerce's number, or the server's own no.
fn writing() -> Vec<Row> {
    let refused = |status| habit(Habit::WritesRefused { status });
    let blocked = |what| stops(ProblemKind::Blocked, what).marked(Mark::WriteRefused).reads();
    let dressed = || habit(Habit::ErrorPages { status: 0 });
    let mut rows: Vec<Row> = [401, 403, 404, 405, 411, 413, 501]
        .into_iter()
        .map(|status| good(blocked("a POST gets the server's own page")).with(refused(status)))
        .collect();
    rows.extend([
        read_only(blocked("a POST gets the server's own 404, a read-only key")).with(refused(404)),
        read_only(stops(ProblemKind::KeyReadOnly, "every error has a page, a read-only key")).with(dressed()).reads(),
        good(remarks(ProblemKind::StrayText, "every error has a page, a good key"))
            .with(dressed())
            .with(Trouble::NoiseAfterJson),
        good(remarks(ProblemKind::HeaderStripped, "the header is taken off what would write"))
            .with(habit(Habit::HeaderTakenFromWrites))
            .reads(),
        read_only(stops(ProblemKind::KeyReadOnly, "the header is taken off what would write, a read-only key"))
            .with(habit(Habit::HeaderTakenFromWrites))
            .reads(),
    ]);
    rows
}

/// A refusal that is hidden; a header that is removed, and one that somebody takes.
fn header() -> Vec<Row> {
    let taken = || habit(Habit::HeaderTakenByUnknown);
    let soft = |what| good(remarks(ProblemKind::HeaderStripped, what));
    let dressed = || habit(Habit::ErrorPages { status: 0 });
    let hidden = |what| stops(ProblemKind::KeysRefused, what).marked(Mark::Dressed).with(dressed());
    vec![
        unknown(hidden("every error has a page, an unknown key")),
        wrong_secret(hidden("every error has a page, a wrong secret")),
        write_only(hidden("every error has a page, a write-only key")),
        customer(hidden("every error has a page, a customer's key")),
        good(stops(ProblemKind::Blocked, "only WooCommerce's part gets the server's own 403"))
            .later(habit(Habit::RestForbidden { status: 403 })),
        soft("somebody unknown takes the header").later(taken()).marked(Mark::HeaderSeen),
        good(stops(ProblemKind::HeaderStripped, "somebody unknown takes it, and the other way is closed"))
            .later(taken())
            .later(Trouble::QueryKeysRefused),
        unknown(stops(ProblemKind::KeyUnknown, "somebody unknown takes the header of an unknown key")).later(taken()),
        soft("the server removes it").with(Trouble::AuthorizationStripped).unmarked(),
        soft("the server removes it, and a plugin stops guests")
            .with(Trouble::AuthorizationStripped)
            .with(habit(Habit::GuestsStopped { by: GuestStopper::Handbook }))
            .unmarked(),
    ]
}

/// The report fails, and WooCommerce refuses the lighter question: its words win.
fn report() -> Vec<Row> {
    let fails = |status| habit(Habit::StatusFails { status });
    let slow = || habit(Habit::StatusSlow { millis: 14_000 });
    let mut rows: Vec<Row> = [502, 504]
        .into_iter()
        .flat_map(|status| {
            [
                unknown(stops(ProblemKind::KeyUnknown, "the report fails, an unknown key")).with(fails(status)),
                wrong_secret(stops(ProblemKind::SecretWrong, "the report fails, a wrong secret")).with(fails(status)),
                write_only(stops(ProblemKind::KeyWriteOnly, "the report fails, a write-only key")).with(fails(status)),
                customer(stops(ProblemKind::OwnerRoleTooLow, "the report fails, a customer's key")).with(fails(status)),
            ]
        })
        .collect();
    rows.extend([
        customer(stops(ProblemKind::OwnerRoleTooLow, "a slow report, a customer's key")).with(slow()).hasty(),
        good(remarks(ProblemKind::HeaderStripped, "the report fails, and the header is stripped"))
            .with(fails(502))
            .with(Trouble::AuthorizationStripped),
        good(remarks(ProblemKind::ReportMissing, "the same, and the report is said as well"))
            .with(fails(502))
            .with(Trouble::AuthorizationStripped),
    ]);
    rows
}
