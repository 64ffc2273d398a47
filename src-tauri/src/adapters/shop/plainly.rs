//! Some rules of servers look at how a question is put, and not at who asks: at what stands behind the `?`, or
//! at the kind of answer that is asked for. Where the index was refused, the same address is asked for once
//! more in the plainest way, without any key. Where an index comes then, the search begins once more: only a second
//! refusal shows that the first form is refused for its form.

use super::discovery::look;
use super::index::Index;
use super::search::Search;
use super::{address, ask_once};
use crate::adapters::http::Request;
use connect_core::api_root::ApiRoot;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind, Technical};
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use reqwest::header::{ACCEPT, HeaderValue};

/// A firewall for everything that a question holds.
const OF_RULES: &str = "ModSecurity";

/// The shop behind a refusal of the very first question alone.
///
/// # Errors
/// The refusal, and whether it was for the form of the question.
pub async fn once_more(
    search: &Search,
    asked: &StoreUrl,
    now: Timestamp,
    problem: Problem,
) -> Result<FoundShop, Problem> {
    let refused = problem.clone();
    let looking = async {
        let Some(before) = answered(search, asked, &problem).await else { return Err(problem) };
        match look(search, asked, now).await {
            Err(again) if again.kind == ProblemKind::Blocked => {
                Err(problem.marked(Mark::AskedPlainly).with_technical(&before))
            }
            again => again,
        }
    };
    tokio::time::timeout(search.left().1, looking).await.unwrap_or(Err(refused))
}

/// The line of a refusal beside the answer to the plainest form, where an index came in that one.
async fn answered(search: &Search, asked: &StoreUrl, problem: &Problem) -> Option<String> {
    // Whoever is named otherwise was known by its own page, which says whom it refuses.
    let by = problem.about.other.as_ref().map(PlainText::as_str);
    let may_be = problem.about.mark.is_none() && by.is_none_or(|by| by == OF_RULES);
    if !may_be || search.left().0 == 0 {
        return None;
    }
    let mut request = Request::get(address(&ApiRoot::pretty(asked), "", ""));
    request.headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    if search.door.as_ref().is_some_and(|door| door.open(&mut request).is_err()) {
        return None;
    }
    let told = ask_once(&search.http, request).await;
    search.trail.answered(&told, " · without a query, for any kind of answer");
    let told = told.ok().filter(|told| Index::read(told).is_some())?;
    let before = problem.technical.as_ref().map(Technical::as_str).unwrap_or_default();
    Some(format!("{before} · without a query and for any kind of answer: {}", told.answer.status))
}
