//! Which of several answers is shown, and what it names.

use super::ShopAnswer;
use super::caller::FrontDoor;
use super::search::Search;
use connect_core::diagnosis::{self, Reply, Site};
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};
use reqwest::Url;

/// The answer that shows the problem. A page that works says nothing of a lock: the answer of the interface
/// does.
pub(super) fn shown(replies: &[(ShopAnswer, Url)], kind: ProblemKind) -> Option<&(ShopAnswer, Url)> {
    let locked = kind == ProblemKind::RestLockedOut;
    let refused = |(told, url): &&(ShopAnswer, Url)| told.answer.status != 404 && is_interface(url);
    let of_interface = |(_, url): &&(ShopAnswer, Url)| is_interface(url);
    let lock = || replies.iter().find(refused).or_else(|| replies.iter().find(of_interface));
    let alike = |told: &&(ShopAnswer, Url)| diagnosis::without_index(&[told.0.reply()]) == kind;
    let lock = if locked { lock() } else { None };
    lock.or_else(|| replies.iter().find(alike)).or(replies.first())
}

/// Whether this is an address of the interface, in any form, or the sign-in page that one leads to.
fn is_interface(url: &Url) -> bool {
    let led = url.path().ends_with("/wp-login.php");
    led || url.path().contains("/wp-json") || url.query().is_some_and(|query| query.contains("rest_route="))
}

/// The problem of an answer, with the other shop system's name, or C12 where the extra password was
/// sent.
pub(super) fn named(told: &ShopAnswer, kind: ProblemKind, search: &Search) -> Problem {
    let kind = match kind {
        ProblemKind::ExtraPassword if search.door.as_ref().is_some_and(|door| door.guards(&told.url)) => {
            ProblemKind::ExtraPasswordWrong
        }
        kind => kind,
    };
    let platform = match told.reply().site {
        Some(Site::OtherPlatform(name)) if kind == ProblemKind::OtherPlatform => Some(name),
        _ => None,
    };
    let colon = search.door.as_ref().is_some_and(FrontDoor::has_colon_in_name);
    let colon = (colon && kind == ProblemKind::ExtraPasswordWrong).then_some(Mark::ColonInName);
    told.problem(kind).naming(platform).marked(colon)
}

/// The host of finished pages that gave WordPress's pages, where nothing of WordPress's answered at any form of the
/// interface's address.
fn copied(replies: &[(ShopAnswer, Url)]) -> Option<&'static str> {
    let (interface, pages): (Vec<_>, Vec<_>) = replies.iter().partition(|(_, url)| is_interface(url));
    let nothing = |told: &ShopAnswer| told.answer.status == 404 && !told.reply().json && !told.reply().is_wordpress();
    let made = |(told, _): &&(ShopAnswer, Url)| told.reply().is_wordpress();
    let host = pages.into_iter().find(made).and_then(|(told, _)| fingerprint::page_host(&told.page()));
    host.filter(|_| interface.iter().all(|(told, _)| nothing(told)))
}

/// The lock, with the host of a copy, or with the plugins that are known to switch the interface off.
pub(super) fn of_lock(problem: Problem, replies: &[(ShopAnswer, Url)]) -> Problem {
    if let Some(host) = copied(replies) {
        return problem.naming(Some(host)).marked(Mark::Copied);
    }
    let replies: Vec<&Reply> = replies.iter().map(|(told, _)| told.reply()).collect();
    problem.naming(lockers(&replies).as_deref())
}

/// The plugins in these answers that are known to switch the interface off, as one text.
pub(super) fn lockers(replies: &[&Reply]) -> Option<String> {
    let mut names: Vec<&str> = replies.iter().flat_map(|reply| reply.lockers.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whether this is something else in JSON, or the theme's page of what is not there.
pub(super) fn is_in_place(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    let themed = reply.status == 404 && !reply.json && reply.is_wordpress();
    themed || (matches!(reply.status, 200 | 404) && reply.json && !reply.garbled)
}
