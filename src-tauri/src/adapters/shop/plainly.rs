//! Some rules of servers look at how a question is put, and not at who asks: at what stands behind the `?`, or
//! at the kind of answer that is asked for. Where the index was refused, the same address is asked for once
//! more in the plainest way, without any key. Only an index that comes then shows that the form was refused.

use super::index::Index;
use super::search::Search;
use super::{address, ask_once};
use crate::adapters::http::Request;
use connect_core::api_root::ApiRoot;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, Technical};
use connect_core::store_url::StoreUrl;
use reqwest::header::{ACCEPT, HeaderValue};

/// A firewall for everything that a question holds.
const OF_RULES: &str = "ModSecurity";

/// A refusal at the shop's door, and whether it was for the form of the question.
pub async fn asked(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    // Whoever is named otherwise was known by its own page, which says whom it refuses.
    let by = problem.about.other.as_ref().map(PlainText::as_str);
    let may_be = problem.about.mark.is_none() && by.is_none_or(|by| by == OF_RULES);
    if !may_be || search.left().0 == 0 {
        return problem;
    }
    let mut request = Request::get(address(&ApiRoot::pretty(asked), "", ""));
    request.headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    if search.door.as_ref().is_some_and(|door| door.open(&mut request).is_err()) {
        return problem;
    }
    let told = ask_once(&search.http, request).await;
    search.trail.answered(&told, " · without a query, for any kind of answer");
    let Some(told) = told.ok().filter(|told| Index::read(told).is_some()) else { return problem };
    let before = problem.technical.as_ref().map(Technical::as_str).unwrap_or_default();
    let line = format!("{before} · without a query and for any kind of answer: {}", told.answer.status);
    problem.marked(Some(Mark::AskedPlainly)).with_technical(&line)
}
