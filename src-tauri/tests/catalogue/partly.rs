//! What meets one question of many, or one kind of them: it is said of that one, and no cause is read out of it that
//! another question would have shown to be none.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Habit, Partly, Trouble, notebook as notes};
use std::borrow::Cow;

pub fn rows() -> Vec<Row> {
    [report(), kept(), passed(), folders(), secrets(), interface(), robots(), numbers()].into_iter().flatten().collect()
}

fn partly(how: Partly) -> Trouble {
    habit(Habit::Partly { how })
}

fn read_only(row: Row) -> Row {
    row.keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
}

fn customer(row: Row) -> Row {
    row.keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET)
}

/// A line of code or a security plugin closes the report to everybody: that says nothing of the key or its owner.
fn report() -> Vec<Row> {
    let denied = |status, own| partly(Partly::ReportDenied { status, own });
    let cases = [(403, true), (401, true), (403, false), (401, false)];
    let each = |(status, own)| {
        let with = |row: Row| row.with(denied(status, own));
        [
            with(good(remarks(ProblemKind::ReportMissing, "the report alone is refused, a good key")))
                .marked(Mark::ReportRefused)
                .reads(),
            with(read_only(stops(ProblemKind::KeyReadOnly, "the same, a read-only key"))).reads(),
            with(unknown(stops(ProblemKind::KeyUnknown, "the same, an unknown key"))),
            with(wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret"))),
            with(customer(stops(ProblemKind::OwnerRoleTooLow, "the same, a customer's key"))),
        ]
    };
    let mut rows: Vec<Row> = cases.into_iter().flat_map(each).collect();
    rows.extend([
        good(remarks(ProblemKind::HeaderStripped, "the report is refused, and no header arrives"))
            .with(denied(403, false))
            .with(Trouble::AuthorizationStripped)
            .reads(),
        good(remarks(ProblemKind::ReportMissing, "the same, and the report is said as well"))
            .with(denied(403, false))
            .with(Trouble::AuthorizationStripped)
            .reads(),
        good(remarks(ProblemKind::ReportMissing, "the report breaks off, a good key"))
            .with(partly(Partly::ReportCut))
            .reads(),
        read_only(stops(ProblemKind::KeyReadOnly, "the report breaks off, a read-only key"))
            .with(partly(Partly::ReportCut))
            .reads(),
        good(remarks(ProblemKind::ReportMissing, "the report is too long, a good key"))
            .with(partly(Partly::ReportTooLong))
            .reads(),
        unknown(stops(ProblemKind::KeyUnknown, "the report is too long, an unknown key"))
            .with(partly(Partly::ReportTooLong)),
        customer(stops(ProblemKind::OwnerRoleTooLow, "nothing is refused but what the owner may not see")).unmarked(),
    ]);
    rows
}

/// A cache answers whatever looks at WooCommerce's part. What would write shows whether the shop knows the key.
fn kept() -> Vec<Row> {
    let kept = |named| partly(Partly::LooksKept { named });
    vec![
        good(stops(ProblemKind::PrivateAnswersCached, "a cache that says so answers for a good key")).with(kept(true)),
        read_only(stops(ProblemKind::PrivateAnswersCached, "the same, a read-only key")).with(kept(true)),
        unknown(stops(ProblemKind::HeaderStripped, "the same, an unknown key"))
            .with(kept(true))
            .marked(Mark::KeyOrHeader),
        good(stops(ProblemKind::HeaderStripped, "a cache that says nothing answers for a good key"))
            .with(kept(false))
            .marked(Mark::LooksUnseen),
        read_only(stops(ProblemKind::HeaderStripped, "the same, a read-only key"))
            .with(kept(false))
            .marked(Mark::LooksUnseen),
        unknown(stops(ProblemKind::HeaderStripped, "the same, an unknown key"))
            .with(kept(false))
            .marked(Mark::KeyOrHeader),
    ]
}

/// What a cache writes beside every answer says of none that it was stored.
fn passed() -> Vec<Row> {
    let passed = |row: Row| row.with(partly(Partly::PassedOn));
    vec![
        passed(unknown(stops(ProblemKind::KeyUnknown, "nothing is stored, an unknown key"))),
        passed(wrong_secret(stops(ProblemKind::SecretWrong, "nothing is stored, a wrong secret"))),
        passed(read_only(stops(ProblemKind::KeyReadOnly, "nothing is stored, a read-only key"))).reads(),
        passed(good(remarks(ProblemKind::StrayText, "nothing is stored, a good key")))
            .with(Trouble::NoiseAfterJson)
            .reads(),
        passed(unknown(stops(ProblemKind::KeyUnknown, "nothing is stored, and no header arrives")))
            .with(Trouble::AuthorizationStripped),
    ]
}

/// Two folders of one host are both named; a language's folder is no other shop.
fn folders() -> Vec<Row> {
    let folder = |language| partly(Partly::IndexInFolder { language });
    vec![
        good(remarks(ProblemKind::StrayText, "the index has a language behind the address"))
            .with(folder(true))
            .with(Trouble::NoiseAfterJson)
            .without(ProblemKind::OtherHome)
            .reads(),
        good(remarks(ProblemKind::OtherHome, "the index has a folder behind the address"))
            .with(folder(false))
            .names_other("corner-shop.com")
            .of("corner-shop.com/laden")
            .reads(),
    ]
}

/// A signature that was refused in other words has shown already that it is the secret.
fn secrets() -> Vec<Row> {
    let stripped = |row: Row| row.with(Trouble::AuthorizationStripped);
    vec![
        stripped(wrong_secret(stops(ProblemKind::SecretWrong, "no header, and a wrong secret"))).unmarked(),
        stripped(wrong_secret(stops(ProblemKind::SecretWrong, "the same below a language's folder")))
            .with(partly(Partly::IndexInFolder { language: true })),
    ]
}

/// Where no answer names the interface's address, WordPress is asked for it.
fn interface() -> Vec<Row> {
    let unnamed = |row: Row| row.with(habit(Habit::RestLinkRemoved));
    let renamed = || Trouble::RestPrefix { prefix: Cow::Borrowed("api") };
    let silent = |row: Row| row.with(habit(Habit::OwnLinksRemoved));
    vec![
        unnamed(good(remarks(ProblemKind::StrayText, "another prefix, which WordPress alone tells")))
            .with(renamed())
            .with(Trouble::NoiseAfterJson)
            .reads(),
        unnamed(unknown(stops(ProblemKind::KeyUnknown, "the same, an unknown key"))).with(renamed()),
        unnamed(silent(stops(ProblemKind::RestLockedOut, "another prefix, which nothing tells")))
            .with(renamed())
            .marked(Mark::Roundabout),
        unnamed(stops(ProblemKind::PlainPermalinks, "plain links, and WordPress tells")).with(Trouble::PlainPermalinks),
        unnamed(silent(stops(ProblemKind::PlainPermalinks, "plain links, and nothing tells but its pages")))
            .with(Trouble::PlainPermalinks),
    ]
}

/// A check for robots that refuses in JSON is known by its words.
fn robots() -> Vec<Row> {
    let robots = |everybody| partly(Partly::RobotsInJson { everybody });
    vec![
        good(stops(ProblemKind::Blocked, "whoever brings keys is a robot"))
            .with(robots(false))
            .names_other("Imunify360"),
        unknown(stops(ProblemKind::Blocked, "the same, an unknown key")).with(robots(false)).names_other("Imunify360"),
        good(stops(ProblemKind::Blocked, "F5 rejects what would write, with 200"))
            .with(partly(Partly::WritesRejected))
            .names_other("F5 BIG-IP")
            .marked(Mark::WritesStopped)
            .reads(),
        stops(ProblemKind::Blocked, "everybody is a robot").with(robots(true)).names_other("Imunify360"),
    ]
}

/// What a server makes of a number is not the shop's answer.
fn numbers() -> Vec<Row> {
    let home = |row: Row| row.with(partly(Partly::MissingLeadsHome));
    let dressed = |row: Row| row.with(partly(Partly::RefusalsDressed));
    vec![
        home(good(remarks(ProblemKind::StrayText, "what is not there leads to the front page, a good key")))
            .with(Trouble::NoiseAfterJson)
            .reads(),
        home(read_only(stops(ProblemKind::KeyReadOnly, "the same, a read-only key"))).reads(),
        home(unknown(stops(ProblemKind::KeyUnknown, "the same, an unknown key"))),
        dressed(good(remarks(ProblemKind::StrayText, "every refusal has a page, a good key")))
            .with(Trouble::NoiseAfterJson)
            .reads(),
        dressed(read_only(stops(ProblemKind::KeyReadOnly, "the same, a read-only key"))).reads(),
        dressed(unknown(stops(ProblemKind::KeysRefused, "the same, an unknown key"))).marked(Mark::Dressed),
        good(stops(ProblemKind::NotUnderstood, "WooCommerce's part is refused for a law"))
            .with(partly(Partly::ForbiddenByLaw)),
    ]
}
