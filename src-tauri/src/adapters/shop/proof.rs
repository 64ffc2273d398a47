//! What the answer to the question that would write leaves open: what the owner of a key may do, and whether such a
//! question arrives as one at all. Some servers hand WordPress every question as one that only reads.

use super::caller::Caller;
use super::index::Index;
use super::keys::{KeyCheck, how};
use super::light::lists_parts;
use super::writing::{MayWrite, verdict, written};
use super::{LIGHT_FIELDS, LIGHT_ROUTE, STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, ask_once, private};
use crate::adapters::http::{Http, Request};
use connect_core::diagnosis::{self, Arrival, WriteVerdict};
use connect_core::problem::{Mark, Problem, ProblemKind};
use reqwest::Method;

impl KeyCheck<'_> {
    /// The key may write, and WordPress did not name what its owner may do. Where nothing is wrong with what is sent,
    /// WooCommerce asks for that next.
    pub(super) async fn owner_may(&self, caller: &Caller, route: &'static str) -> MayWrite {
        let emptily = match self.ask_emptily(caller).await {
            Ok(emptily) => emptily,
            Err(problem) => return MayWrite::unknown(problem),
        };
        match verdict(&emptily) {
            // What would write was seen to arrive as that.
            WriteVerdict::Unproven => MayWrite::MAY,
            WriteVerdict::Page if emptily.answer.status == 404 => MayWrite::MAY,
            WriteVerdict::Unseen => self.by_query(caller, route, &emptily).await,
            verdict => written(verdict, &emptily),
        }
    }

    /// WooCommerce knows no such gateway, and says so to whoever reads as well. What was just read is asked for once
    /// more, as a question that would write: it is no such route, unless the question arrives as one that reads.
    pub(super) async fn arrives(&self, caller: &Caller, route: &'static str) -> MayWrite {
        let fields = if route == LIGHT_ROUTE { LIGHT_FIELDS } else { STATUS_FIELDS };
        let asked = async {
            let url = private(&self.found.root, route, fields)?;
            self.ask_once(caller.request(Method::POST, url, Some(b"{}".to_vec()))?, how(caller)).await
        };
        let asked = match asked.await {
            Ok(asked) => asked,
            Err(problem) => return MayWrite::unknown(problem),
        };
        let shown = if route == STATUS_ROUTE { self.is_report(&asked) } else { lists_parts(&asked) };
        match diagnosis::arrival(asked.reply(), shown) {
            Arrival::AsSent => MayWrite::MAY,
            Arrival::AsLook => MayWrite::unknown(looks(&asked)),
            Arrival::Untold => written(verdict(&asked), &asked),
        }
    }

    /// Whether questions that would write certainly arrive as that.
    pub(super) async fn writes_arrive(&self, caller: &Caller) -> bool {
        let Ok(index) = self.index_question(caller) else { return false };
        let Some((arrival, told)) = arrival_at_index(&self.http, index).await else { return false };
        self.trail.answered(&Ok(told), " · without keys");
        arrival == Arrival::AsSent
    }
}

/// How a question that would write arrives at the index, by a guest's: nothing there can be written to.
pub(super) async fn arrival_at_index(http: &Http, index: Request) -> Option<(Arrival, ShopAnswer)> {
    let told = ask_once(http, Request { method: Method::POST, ..index }).await.ok()?;
    let arrival = diagnosis::arrival(told.reply(), Index::read(&told).is_some());
    Some((arrival, told))
}

fn looks(told: &ShopAnswer) -> Problem {
    told.problem(ProblemKind::NotUnderstood).marked(Mark::ChangesAsLooks)
}
