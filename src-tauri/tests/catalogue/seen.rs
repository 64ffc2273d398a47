//! What came out of a row, and whether it is what must come out.

use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};
use meum_connect::adapters::http::MOST_REQUESTS;

/// How a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The problem stands in the way.
    Stops,
    /// The shop is found and its keys pass, with a remark.
    Remarks,
}

/// Remarks on a name and its addresses, and on a certificate, which comes before any answer.
const NOT_OF_ANSWERS: [ProblemKind; 4] = [
    ProblemKind::PrivateAddress,
    ProblemKind::MixedAlphabets,
    ProblemKind::Ipv6Unreachable,
    ProblemKind::CertificateRunsOut,
];

/// Whether a line for support says what was asked, and what came of it.
fn is_of_answer(line: &str) -> bool {
    let mut parts = line.split(" · ");
    let asked = parts.next().unwrap_or_default().split_once(' ');
    let methods = ["GET", "POST", "OPTIONS"];
    asked.is_some_and(|(method, place)| methods.contains(&method) && place.contains('/')) && parts.next().is_some()
}

/// What must have been seen beyond the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saw {
    /// The row says nothing of it.
    Whatever,
    /// Nothing more.
    NoMore,
    /// This.
    This(Mark),
}

/// What came out of a row.
#[derive(Debug)]
pub struct Observed {
    pub stop: Option<Problem>,
    pub remarks: Vec<Problem>,
    /// The pair was read, whatever came of writing.
    pub read: bool,
    /// How many questions it took to find the shop, and how many to check the pair once.
    pub questions: [usize; 2],
}

/// What must come out of a row.
#[derive(Debug)]
pub struct Expected {
    pub kind: ProblemKind,
    pub ends: Ends,
    #[expect(dead_code, reason = "printed when a row fails")]
    pub what: &'static str,
    pub instead: Option<&'static str>,
    pub other: Option<&'static str>,
    pub store: Option<&'static str>,
    pub reads: bool,
    pub without: Option<ProblemKind>,
    pub mark: Saw,
    pub words: Option<&'static str>,
}

impl Observed {
    pub fn matches(&self, expected: &Expected) -> bool {
        let modest = self.questions.iter().all(|&questions| questions <= MOST_REQUESTS);
        let silent = expected.without.is_none_or(|kind| self.remarks.iter().all(|remark| remark.kind != kind));
        if !modest || !silent || (expected.reads && !self.read) {
            return false;
        }
        let is_it = |problem: &&Problem| problem.kind == expected.kind;
        let found = match expected.ends {
            Ends::Stops => self.stop.as_ref().filter(is_it),
            Ends::Remarks => self.remarks.iter().find(is_it).filter(|_| self.stop.is_none()),
        };
        found.is_some_and(|problem| {
            let other = problem.about.other.as_ref().map(PlainText::as_str);
            let words = problem.about.words.as_ref().map(PlainText::as_str).unwrap_or_default();
            let quotes = expected.words.is_none_or(|expected| words == expected);
            let marked = match expected.mark {
                Saw::Whatever => true,
                Saw::NoMore => problem.about.mark.is_none(),
                Saw::This(mark) => problem.about.mark == Some(mark),
            };
            let names = expected.other.is_none_or(|name| other == Some(name));
            let told = problem.technical.as_ref().is_some_and(|line| is_of_answer(line.as_str()));
            let told = told || NOT_OF_ANSWERS.contains(&problem.kind);
            let about = expected.store.is_none_or(|store| problem.about.store.as_deref() == Some(store));
            told && names && about && quotes && marked && problem.about.instead.as_deref() == expected.instead
        })
    }
}
