//! The other place for a pair, where its header is taken off or answered by somebody else.

use super::ShopAnswer;
use super::caller::Caller;
use super::keys::{KeyCheck, MayRead};
use super::light::lists_parts;
use crate::adapters::http::Request;
use connect_core::diagnosis::{self, ReadVerdict};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::SignIn;

impl KeyCheck<'_> {
    /// A plugin that counts sign-ins takes the header for one. Keys in the query are none, so they are tried once.
    ///
    /// # Errors
    /// That the shop asks to wait, where that is no way either.
    pub(super) async fn past_the_counter(&self, caller: &Caller, told: &ShopAnswer) -> Result<MayRead, Problem> {
        let limited = || told.problem(ProblemKind::ShopRateLimited);
        let counts = told.reply().code.as_deref() == Some("too_many_retries");
        if !counts || caller.sign_in == SignIn::Query {
            return Err(limited());
        }
        let by_query = caller.by(SignIn::Query);
        let Ok(again) = self.ask_again_once(&by_query, told).await else { return Err(limited()) };
        if diagnosis::read(again.reply()) != ReadVerdict::Accepted {
            return Err(limited());
        }
        let taken = self.header_taken(told).await;
        self.accepted(&again, by_query, Some(taken))
    }

    /// Whoever brings the keys in the header is asked for the web server's own password, and whoever brings none is not:
    /// the server tries the keys as that password. Keys in the query are none, so they are tried.
    ///
    /// # Errors
    /// What is wrong with the pair; that the server takes the header, where the query is no way either; or that a part
    /// of the shop asks whoever comes.
    pub(super) async fn past_the_server(&self, caller: &Caller, told: &ShopAnswer) -> Result<MayRead, Problem> {
        let asks = || told.problem(ProblemKind::ExtraPassword);
        if caller.sign_in == SignIn::Query || caller.door.is_some() {
            return Err(asks());
        }
        let guest = self.ask_once(Request::get(told.url.clone()), "the same, without keys").await;
        let lets_in =
            |guest: &ShopAnswer| guest.reply().is_woocommerce() || (guest.answer.status == 200 && guest.reply().json);
        if !guest.as_ref().is_ok_and(lets_in) {
            return Err(asks());
        }
        let taken = told.problem(ProblemKind::HeaderStripped).marked(Mark::ServerSignIn);
        if caller.keys.is_password() {
            return Err(taken);
        }
        let by_query = caller.by(SignIn::Query);
        let Ok(again) = self.ask_again_once(&by_query, told).await else { return Err(taken) };
        match diagnosis::read(again.reply()) {
            ReadVerdict::Accepted => self.accepted(&again, by_query, Some(taken)),
            ReadVerdict::AskWrite => Err(self.told_apart(&by_query, &again, None).await),
            ReadVerdict::Unrecognised => self.unrecognised(&by_query, &again, None).await,
            ReadVerdict::NoInterface | ReadVerdict::NoRoute | ReadVerdict::Refused(_) => Err(taken),
        }
    }

    /// The answer to the pair in the header, asked for once more: one of several servers may not have known a new key
    /// yet.
    pub(super) async fn arrives_after_all(&self, caller: &Caller, told: &ShopAnswer) -> Option<ShopAnswer> {
        if caller.sign_in != SignIn::Header {
            return None;
        }
        let again = self.ask_again_once(caller, told).await.ok()?;
        let accepted = diagnosis::read(again.reply()) == ReadVerdict::Accepted;
        (accepted && (self.is_report(&again) || lists_parts(&again))).then_some(again)
    }

    /// That the keys do not arrive in the header. Where a plugin has answered it in a code of its own, or
    /// whoever brings no header is answered otherwise, the header arrives, and something takes it.
    pub(super) async fn header_taken(&self, told: &ShopAnswer) -> Problem {
        let problem = told.problem(ProblemKind::HeaderStripped);
        let reply = told.reply();
        // Whoever brings no key is refused where the index is closed to guests: that tells nothing of the header.
        let closed = self.found.index_hidden && reply.code.is_some();
        if problem.about.mark.is_some() || closed || reply.is_woocommerce() || told.asked_with_keys_in_address() {
            return problem;
        }
        let Ok(guest) = self.ask_once(Request::get(told.url.clone()), "the same, without keys").await else {
            return problem;
        };
        let (seen, as_guest) = (told.reply(), guest.reply());
        let otherwise = (seen.status, &seen.code, seen.json) != (as_guest.status, &as_guest.code, as_guest.json);
        let answered = as_guest.is_woocommerce() || (as_guest.status == 200 && as_guest.json);
        problem.marked((otherwise && answered).then_some(Mark::HeaderSeen))
    }
}
