//! A cache in front of the shop that does not look at who is asking.
//!
//! It refuses to keep more than [`MOST_KEPT`] answers, to outlive its trouble, and to be printed.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::{HeaderName, Method, header};

use crate::serving::{Answer, HttpRequest};

/// How many answers the cache keeps.
const MOST_KEPT: usize = 100;
/// Says whether the answer came out of the cache.
const X_CACHE: HeaderName = HeaderName::from_static("x-cache");

/// The first answer to each address, whoever asked.
#[derive(Default)]
pub(crate) struct Cache(Mutex<HashMap<String, (Instant, Answer)>>);

/// Prints nothing of itself: addresses may hold keys, and answers what only their owner may see.
impl fmt::Debug for Cache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cache").finish_non_exhaustive()
    }
}

impl Cache {
    /// The stored answer for this address; unless the cache is silent, with its age in seconds.
    pub(super) fn kept(&self, asked: &HttpRequest, silently: bool) -> Option<Answer> {
        if asked.method != Method::GET {
            return None;
        }
        let (since, mut answer) = self.locked().get(&asked.target).cloned()?;
        if silently {
            // W3 Total Cache writes what it kept without the headers WordPress sent.
            answer.headers.remove(header::CACHE_CONTROL);
            answer.headers.remove(header::EXPIRES);
            return Some(answer);
        }
        let age = since.elapsed().as_secs().to_string();
        Some(answer.with(header::AGE, &age).with(X_CACHE, "HIT"))
    }

    /// Stores an answer to GET, unless there is one for this address, and passes every answer on.
    pub(super) fn keep(&self, method: &Method, target: String, answer: Answer, silently: bool) -> Answer {
        let mut kept = self.locked();
        if *method == Method::GET && kept.len() < MOST_KEPT {
            kept.entry(target).or_insert_with(|| (Instant::now(), answer.clone()));
        }
        if silently { answer } else { answer.with(X_CACHE, "MISS") }
    }

    pub(super) fn clear(&self) {
        self.locked().clear();
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<String, (Instant, Answer)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
