//! Something came in the place of an answer of WooCommerce's: a page, or a redirect. Names what was seen:
//! where a redirect leads, or whose page it is. Whether WordPress's links have changed since the shop was
//! found is asked first, and not guessed.

use super::caller::Caller;
use super::index;
use super::keys::KeyCheck;
use super::search::{self, arrived_at};
use super::shop_answer::{shown, shown_to};
use super::{STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, arrived_below, private};
use connect_core::api_root::ApiRoot;
use connect_core::diagnosis;
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::{Method, Url};

/// What is wrong where a page came in the place of the answer to a pair.
pub(super) async fn told(check: &KeyCheck<'_>, caller: &Caller, page: &ShopAnswer) -> Problem {
    let led = leads(caller, page).and_then(|next| led_away(check.found, page, &next));
    match led {
        Some(problem) => problem,
        None if is_closed(check, page) => page.problem(ProblemKind::RestLockedOut),
        None if is_there(check, caller).await => of_page(caller, page),
        None => page.problem(ProblemKind::NotUnderstood),
    }
}

/// Whether keys get no further than guests did, who met WordPress and no interface.
fn is_closed(check: &KeyCheck<'_>, page: &ShopAnswer) -> bool {
    check.found.index_hidden && page.reply().is_wordpress() && page.answer.status == 404
}

/// Whether the index still comes from where it came when the shop was found. Then its address is right.
async fn is_there(check: &KeyCheck<'_>, caller: &Caller) -> bool {
    check.ask_index(caller).await.is_ok_and(|told| index::is_interface(&told))
}

/// A page in the place of an answer of WordPress's, at an address where WordPress has answered. Where it
/// leads is said, and whose it is.
pub(super) fn of_page(caller: &Caller, page: &ShopAnswer) -> Problem {
    if let Some(next) = leads(caller, page) {
        return sent_on(page, &next);
    }
    if page.reply().is_wordpress() {
        return page.problem(ProblemKind::RestLockedOut).marked(Mark::ShopPart);
    }
    page.problem(ProblemKind::NotUnderstood).marked(Mark::Replaced)
}

fn sent_on(page: &ShopAnswer, next: &Url) -> Problem {
    if let Some(problem) = by_rule(page, next) {
        return problem;
    }
    page.problem(ProblemKind::NotUnderstood).with_other(&shown_to(next)).marked(Mark::SentOn)
}

/// A page came where the interface was. One that leads somewhere is named by where it leads. Where the index
/// comes from there all the same, the page stands in the place of this answer alone. Else, whether the keys
/// are right is asked in the form plain permalinks use, with the mark older WooCommerce looks for (measured
/// on 8.2 and 10.0).
pub(super) async fn without_interface(
    check: &KeyCheck<'_>,
    caller: &Caller,
    page: &ShopAnswer,
) -> Result<Problem, Problem> {
    let led = leads(caller, page).and_then(|next| led_away(check.found, page, &next));
    if let Some(problem) = led {
        return Ok(problem);
    }
    if is_closed(check, page) {
        return Ok(page.problem(ProblemKind::RestLockedOut));
    }
    let index = check.ask_index(caller).await;
    if index.as_ref().is_ok_and(index::is_interface) {
        return Ok(of_page(caller, page));
    }
    // Whoever stands in front of the index says nothing of WordPress's links.
    if let Ok(index) = &index
        && let Some(kind) = diagnosis::in_front(index.reply())
    {
        return Ok(index.problem(kind));
    }
    let mut url = private(&ApiRoot::rest_route(&arrived_below(check.found)), STATUS_ROUTE, STATUS_FIELDS)?;
    // Not encoded: WooCommerce looks for the mark in the address as it was sent.
    let marked = format!("{}&x=wp-json/wc/", url.query().unwrap_or_default());
    url.set_query(Some(&marked));
    let told = check.ask_once(caller.request(Method::GET, url, None)?, "without pretty links").await?;
    let kind = match diagnosis::without_interface(page.reply(), told.reply()) {
        // WordPress itself takes a password at any of its addresses: what is hidden is hidden from others.
        ProblemKind::PermalinksHideKeys if caller.keys.is_password() => ProblemKind::PlainPermalinks,
        kind => kind,
    };
    let led = leads(caller, page).filter(|_| kind == ProblemKind::NotUnderstood);
    Ok(led.map_or_else(|| page.problem(kind), |next| sent_on(page, &next)))
}

/// Where a redirect leads; nowhere, if its address repeats the extra password or the keys.
fn leads(caller: &Caller, page: &ShopAnswer) -> Option<Url> {
    if !matches!(page.answer.status, 300..=399) {
        return None;
    }
    let next = page.url.join(page.answer.header("location")?).ok()?;
    let repeats = caller.door.as_ref().is_some_and(|door| door.is_repeated(&page.url, &next));
    (!repeats).then_some(next)
}

/// What a redirect of the interface shows by where it leads: to another host, to WordPress's own
/// sign-in page, or by a rule of the web server back to the same address.
fn led_away(found: &FoundShop, page: &ShopAnswer, next: &Url) -> Option<Problem> {
    if next.path().ends_with("/wp-login.php") {
        let line = format!("{} · leads to {}", page.line, shown(next));
        // Where the index leads to the sign-in as well, no part was seen to answer.
        let part = (!found.index_hidden).then_some(Mark::ShopPart);
        return Some(page.problem(ProblemKind::RestLockedOut).marked(part).with_technical(&line));
    }
    if next.host_str().is_some_and(search::is_access) {
        return Some(page.problem(ProblemKind::Blocked).naming(Some(search::ACCESS)));
    }
    let there = arrived_at(next)?;
    if there.origin() != found.root.origin() {
        let same = host::same_registrable(there.host(), found.root.host());
        let kind = if same { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHostAnswers };
        return Some(index::elsewhere(page, kind, &there).marked(Mark::ShopPart));
    }
    by_rule(page, next)
}

/// A redirect that is a plugin's by its own word, or that a rule of the web server makes.
fn by_rule(page: &ShopAnswer, next: &Url) -> Option<Problem> {
    if let Some(plugin) = page.reply().redirecting {
        let line = format!("{} · leads to {}", page.line, shown_to(next));
        let problem = page.problem(ProblemKind::Blocked).naming(Some(plugin)).marked(Mark::LedByPlugin);
        return Some(problem.with_technical(&line));
    }
    rule(page, next).map(|rule| page.problem(ProblemKind::Blocked).marked(rule))
}

/// The rule of a web server that leads back to the same address.
fn rule(page: &ShopAnswer, next: &Url) -> Option<Mark> {
    // With plain permalinks, WordPress itself sends an address on to one with / at its end.
    if page.reply().is_wordpress() || next.origin() != page.url.origin() {
        return None;
    }
    if page.checks_cookies(next) {
        return Some(Mark::CookieCheck);
    }
    if next.path() == format!("{}/", page.url.path()) {
        return Some(Mark::SlashAdded);
    }
    let dropped = page.url.query().is_some() && next.query().is_none();
    (next.path() == page.url.path() && dropped).then_some(Mark::QueryDropped)
}
