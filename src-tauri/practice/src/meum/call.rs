//! One call of Meum, with everything a handler may want to know about it.
//!
//! It refuses to let two calls change the account at once.

use std::sync::{Arc, PoisonError};

use axum::extract::State;

use super::account::Account;
use super::caller::Caller;
use super::reply::MeumAnswer;
use super::standing::Standing;
use super::state::MeumState;
use crate::serving::HttpRequest;

/// How a handler gets its call.
pub(super) type Calling = State<Arc<Call>>;

/// One call of Meum.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) state: Arc<MeumState>,
    pub(super) asked: HttpRequest,
    pub(super) standing: Standing,
}

impl Call {
    /// Answers a caller that Meum knows, with the account locked; 401 to anyone else.
    pub(super) fn with_caller(&self, answer: impl FnOnce(Caller, &mut Account) -> MeumAnswer) -> MeumAnswer {
        let account = &self.state.account;
        let mut account = account.lock().unwrap_or_else(PoisonError::into_inner);
        match Caller::of(&self.asked, &self.state.config, &mut account, self.standing) {
            Ok(caller) => answer(caller, &mut account),
            Err(refusal) => refusal,
        }
    }
}
