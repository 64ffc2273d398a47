//! What the answer to the question that would write leaves open: what the owner of a key may do, and whether such a
//! question arrives as one at all. Some servers hand WordPress every question as one that only reads.

use super::caller::Caller;
use super::explain;
use super::keys::{KeyCheck, how};
use super::light::lists_parts;
use super::writing::{MayWrite, verdict, written};
use super::{LIGHT_FIELDS, LIGHT_ROUTE, STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, address, ask_once, private};
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

    /// WooCommerce's code for a wrong secret came to a question that reads and to one that would write. Of a wrong
    /// secret it says something else where a signature is made of it. Where it does not, either the question that would
    /// write arrived as one that reads, and the key may not look; or a plugin refuses the pair in WooCommerce's code.
    pub(super) async fn of_secret(&self, caller: &Caller, told: &ShopAnswer, signed: Option<ShopAnswer>) -> Problem {
        let signed = match signed {
            Some(signed) => Some(signed),
            None => explain::signed(self, caller, told).await.ok(),
        };
        let refused = signed.filter(|signed| signed.reply().code == told.reply().code);
        let same = refused.map(|signed| signed.says_as(told));
        if same == Some(false) {
            return self.refused(told, ProblemKind::SecretWrong);
        }
        match (self.arrival(caller).await, same) {
            (Arrival::AsSent, Some(_)) => in_own_words(told),
            (Arrival::AsSent, None) => self.refused(told, ProblemKind::SecretWrong),
            (Arrival::AsLook, Some(_)) => self.refused(told, ProblemKind::KeyWriteOnly),
            _ => self.refused(told, ProblemKind::SecretWrong).marked(Mark::SecretOrPermission),
        }
    }

    /// How questions that would write arrive.
    async fn arrival(&self, caller: &Caller) -> Arrival {
        let parts = caller.as_guest(address(&self.found.root, LIGHT_ROUTE, LIGHT_FIELDS));
        let Ok(parts) = parts else { return Arrival::Untold };
        let Some((arrival, told)) = arrival_at_parts(&self.http, parts).await else { return Arrival::Untold };
        self.trail.answered(&Ok(told), " · without keys");
        arrival
    }
}

/// How a question that would write arrives at the list of WooCommerce's parts, where nothing can be written. It brings
/// no key.
pub(super) async fn arrival_at_parts(http: &Http, parts: Request) -> Option<(Arrival, ShopAnswer)> {
    let told = ask_once(http, Request { method: Method::POST, ..parts }).await.ok()?;
    let arrival = diagnosis::arrival(told.reply(), lists_parts(&told));
    Some((arrival, told))
}

/// The pair was refused in words that are not WooCommerce's, whoever's code is beside them.
fn in_own_words(told: &ShopAnswer) -> Problem {
    let mut problem = told.problem(ProblemKind::KeysRefused);
    problem.about.words.clone_from(&told.words);
    problem.marked(told.words.as_ref().map(|_| Mark::OwnWords))
}

fn looks(told: &ShopAnswer) -> Problem {
    told.problem(ProblemKind::NotUnderstood).marked(Mark::ChangesAsLooks)
}
