//! Whoever is refused and then gets nothing is shut out only where what had been answered before gets nothing now. A rule
//! about a question gives the same page to that question, and to no other.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Asked, Habit, Said, Since, Strange, Trouble, Turn};

pub fn rows() -> Vec<Row> {
    [rules(), bans(), limits(), numbered(), header_or_https()].into_iter().flatten().collect()
}

const PAGE: Said = Said::Page { status: 403 };

fn scripted(asked: Asked, said: Said, since: Since) -> Trouble {
    habit(Habit::Scripted { asked, said, since })
}

/// These questions alone are stopped, whoever asks them.
fn with(row: Row, asked: &[Asked], said: Said) -> Row {
    asked.iter().fold(row, |row, asked| row.with(scripted(*asked, said, Since::Always)))
}

fn rules() -> Vec<Row> {
    use Asked::{Impossible, InAddress, Report, Signed};
    let untested = |what| unknown(stops(ProblemKind::KeyUnknown, what)).marked(Mark::Untested);
    vec![
        with(
            untested("a rule against long questions, before anything was refused"),
            &[Report, Signed, Impossible],
            PAGE,
        ),
        with(untested("the same, and keys in the address"), &[Report, Signed, Impossible, InAddress], PAGE),
        with(untested("the impossible key is answered, and this one is cut off"), &[Signed, InAddress], Said::Cut),
        with(untested("no signature is answered"), &[Signed, Impossible, InAddress], Said::Cut),
        with(untested("every signature gets a page"), &[Signed, Impossible, InAddress], PAGE),
        with(
            good(remarks(ProblemKind::ReportMissing, "the same rule against a good pair")),
            &[Report, Signed, Impossible],
            PAGE,
        )
        .reads(),
    ]
}

fn bans() -> Vec<Row> {
    let since = |row: Row, said, refusals| row.with(scripted(Asked::Everything, said, Since::Refusals(refusals)));
    let banned = |what| unknown(stops(ProblemKind::Banned, what));
    vec![
        since(banned("silence since the first refusal"), Said::Cut, 1).unmarked(),
        since(banned("a page since the first refusal"), PAGE, 1).marked(Mark::PagesSince),
        // A fault is no ban.
        since(
            unknown(stops(ProblemKind::KeyUnknown, "a fault since the first refusal")),
            Said::Page { status: 500 },
            1,
        )
        .marked(Mark::Untested),
        since(unknown(stops(ProblemKind::KeyUnknown, "silence since the fifth")), Said::Cut, 5).unmarked(),
        since(wrong_secret(stops(ProblemKind::SecretWrong, "silence since the second")), Said::Cut, 2)
            .marked(Mark::SecretOrPermission),
        since(good(remarks(ProblemKind::StrayText, "nobody is refused")).with(Trouble::NoiseAfterJson), Said::Cut, 1),
    ]
}

/// Some hosts answer a number of questions and then none. That is no rule about what would write.
fn limits() -> Vec<Row> {
    let since = |row: Row, number| row.with(scripted(Asked::Everything, PAGE, Since::Questions(number)));
    let stopped = |what| stops(ProblemKind::Blocked, what).unmarked().reads();
    vec![
        since(good(stopped("everything is refused since the third question")), 2),
        good(stops(ProblemKind::Blocked, "what would write is refused"))
            .with(scripted(Asked::Write, PAGE, Since::Always))
            .marked(Mark::WriteRefused)
            .reads(),
        since(unknown(stops(ProblemKind::Banned, "an unknown key, and everything is refused since the third")), 2)
            .marked(Mark::PagesSince),
    ]
}

/// What a plugin adds to each refusal tells nothing of a key.
fn numbered() -> Vec<Row> {
    let numbered = |row: Row| row.with(habit(Habit::Turn { how: Turn::RefusalsNumbered }));
    vec![
        numbered(unknown(stops(ProblemKind::KeyUnknown, "each refusal has a number"))).unmarked(),
        numbered(wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret"))).unmarked(),
        numbered(good(remarks(ProblemKind::HeaderStripped, "the same, and no header")))
            .with(Trouble::AuthorizationStripped)
            .reads(),
        numbered(unknown(stops(ProblemKind::KeyUnknown, "the same, and no header, and an unknown key")))
            .with(Trouble::AuthorizationStripped),
    ]
}

/// One of two signatures was right, and the question that would tell which is not answered.
fn header_or_https() -> Vec<Row> {
    let stale = || habit(Habit::Strange { how: Strange::SignaturesStale });
    let stopped = |row: Row| {
        row.with(stale()).with(scripted(Asked::Signed, Said::Cut, Since::Refusals(4))).with(scripted(
            Asked::InAddress,
            Said::Cut,
            Since::Always,
        ))
    };
    vec![
        stopped(good(stops(ProblemKind::HttpsUnnoticed, "https is not noticed, the time is wrong, and then silence")))
            .with(Trouble::HttpsUnnoticed)
            .marked(Mark::HeaderOrHttps),
        stopped(good(stops(ProblemKind::HttpsUnnoticed, "no header, the time is wrong, and then silence")))
            .with(Trouble::AuthorizationStripped)
            .marked(Mark::HeaderOrHttps),
    ]
}
