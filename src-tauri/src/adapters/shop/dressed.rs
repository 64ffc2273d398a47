//! A page in the place of WooCommerce's answer to a pair. It may stand there for every error, refuse this question, or
//! be a plugin's: nothing is stated that another question has not shown.

use super::caller::Caller;
use super::in_place;
use super::keys::{KeyCheck, NO_ROUTE, route_of};
use super::{ShopAnswer, address, private};
use crate::adapters::http::Request;
use connect_core::diagnosis;
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};
use reqwest::Method;

/// A route of WordPress's own that guests get 401 at, in WordPress's words.
const OWN_USER: &str = "wp/v2/users/me";

impl KeyCheck<'_> {
    /// A refusal. Where a page with the number of one came, and the web server puts one in the place of other
    /// errors, it may be WooCommerce's that is behind it. A plugin's own page for whoever it does not know says as
    /// little of the pair.
    pub(super) async fn refused_by_page(&self, caller: &Caller, told: &ShopAnswer, kind: ProblemKind) -> Problem {
        let guard = diagnosis::named_layer(told.reply()).filter(|by| *by == fingerprint::CERBER);
        if guard.is_some() && self.is_said_to_any_pair(caller, told).await {
            return told.problem(ProblemKind::RestLockedOut).naming(guard).marked(Mark::KeyOrLock);
        }
        if diagnosis::may_be_dressed(told.reply()) && self.dresses_errors(told.answer.status).await {
            return told.problem(ProblemKind::KeysRefused).marked(Mark::Dressed);
        }
        if kind == ProblemKind::NotUnderstood && !told.reply().json && !told.reply().garbled {
            return in_place::told(self, caller, told).await;
        }
        self.refused(told, kind)
    }

    /// Whether the web server puts a page of its own in the place of errors: of a route that is not there, WordPress
    /// says so in its own words, and of one that guests may not see as well.
    async fn dresses_errors(&self, status: u16) -> bool {
        let nowhere = address(&self.found.root, NO_ROUTE, "");
        let told = self.ask_once(Request::get(nowhere), "a route that is not there, without keys").await;
        if told.is_ok_and(|told| diagnosis::dresses_errors(told.reply())) {
            return true;
        }
        status == 401 && self.dresses_refusals().await
    }

    /// Whether a page stands in the place of the refusal that guests get from WordPress.
    async fn dresses_refusals(&self) -> bool {
        let own = address(&self.found.root, OWN_USER, "");
        let told = self.ask_once(Request::get(own), "a route that guests may not see").await;
        told.is_ok_and(|told| told.answer.status == 401 && diagnosis::may_be_dressed(told.reply()))
    }

    /// Whether a pair that cannot exist is answered by the same page.
    async fn is_said_to_any_pair(&self, caller: &Caller, told: &ShopAnswer) -> bool {
        let (route, fields) = route_of(told);
        let asked = async {
            let url = private(&self.found.root, route, fields)?;
            let nobody = caller.as_nobody();
            self.ask_once(nobody.request(Method::GET, url, None)?, "the same with a key that can't exist").await
        };
        let same = |nobody: ShopAnswer| {
            let by = diagnosis::named_layer(nobody.reply());
            nobody.answer.status == told.answer.status && by == diagnosis::named_layer(told.reply())
        };
        asked.await.is_ok_and(same)
    }

    /// What a page of the web server's own says in the place of the answer to a question that would write. Where it
    /// puts one in the place of errors, and another such question gets another number, the number is WordPress's;
    /// else nobody knows whether the question got there.
    pub(super) async fn behind_page(&self, caller: &Caller, told: &ShopAnswer) -> diagnosis::WriteVerdict {
        let reading = self.ask_gateway(caller, Method::GET).await.ok();
        let dressed = reading.is_some_and(|reading| diagnosis::dresses_errors(reading.reply()));
        // Some put a page in the place of refusals alone.
        let dressed = dressed || (told.answer.status == 401 && self.dresses_refusals().await);
        if !dressed {
            return diagnosis::behind_page(told.reply(), None);
        }
        let nobody = caller.as_nobody();
        let control = if told.answer.status == 404 {
            self.ask_gateway(&nobody, Method::POST).await
        } else {
            let nowhere = address(&self.found.root, NO_ROUTE, "");
            match nobody.request(Method::POST, nowhere, Some(b"{}".to_vec())) {
                Ok(request) => self.ask_once(request, "a route that is not there, with a key that can't exist").await,
                Err(problem) => Err(problem),
            }
        };
        diagnosis::behind_page(told.reply(), control.ok().as_ref().map(ShopAnswer::reply))
    }

    /// Whether whatever is asked about payment methods is refused on a page, and not only what would write.
    pub(super) async fn refuses_methods(&self, caller: &Caller, told: &ShopAnswer) -> bool {
        let reading = self.ask_gateway(caller, Method::GET).await;
        let alike = |reading: ShopAnswer| {
            reading.answer.status == told.answer.status && diagnosis::is_nameless_refusal(reading.reply())
        };
        diagnosis::is_nameless_refusal(told.reply()) && reading.is_ok_and(alike)
    }
}
