//! The requests for approval that wait for their answer, and what comes of an address by which one may come back.
//!
//! Whoever calls, and by whichever way, is heard and not believed: a request takes its answer once, and what belongs to
//! none is told of now and then. It refuses to keep an address that came, and to say of a stranger's more than that.

use crate::perform::now;
use connect_core::approval::{Answer, NotTaken, Request};
use connect_core::event::Event;
use connect_core::secret::Secret;
use connect_core::ticket::Ticket;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedSender;

/// A call that belongs to no request is told of at most once in so long.
const QUIET: Duration = Duration::from_secs(10);
/// Random bytes of a state. In hexadecimal they are what a request asks for.
const STATE: usize = 16;

/// All requests that wait.
#[derive(Clone)]
pub struct Approvals {
    inner: Arc<Mutex<Inner>>,
    events: UnboundedSender<Event>,
}

#[derive(Default)]
struct Inner {
    open: HashMap<Ticket, Open>,
    /// The last request that was answered: its answer may come once more.
    answered: Option<Request>,
    told_at: Option<Instant>,
}

struct Open {
    request: Request,
    /// The address of the page, with the state in it.
    address: Secret,
    says: UnboundedSender<Result<Answer, NotTaken>>,
}

/// A request that waits. It ends with its owner.
pub struct Waiting {
    all: Approvals,
    ticket: Ticket,
}

impl Approvals {
    /// No request yet.
    pub fn new(events: UnboundedSender<Event>) -> Self {
        Self { inner: Arc::default(), events }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a request wait; `says` gets what comes of it.
    pub fn wait(
        &self,
        ticket: Ticket,
        request: Request,
        address: Secret,
        says: UnboundedSender<Result<Answer, NotTaken>>,
    ) -> Waiting {
        self.inner().open.insert(ticket, Open { request, address, says });
        Waiting { all: self.clone(), ticket }
    }

    /// The address of the page that a request waits for.
    pub fn address<T>(&self, ticket: Ticket, use_it: impl FnOnce(&Secret) -> T) -> Option<T> {
        self.inner().open.get(&ticket).map(|open| use_it(&open.address))
    }

    /// Hears an address by which an answer may come back. The request that it belongs to takes it; where there is none,
    /// somebody is told that a stranger called.
    pub fn hear(&self, address: &Secret) {
        let mut inner = self.inner();
        let Inner { open, answered, .. } = &mut *inner;
        let is_second = |request: &mut Request| matches!(request.take(address, now()), Err(NotTaken::Twice));
        let mut twice = answered.as_mut().is_some_and(is_second);
        for open in open.values_mut() {
            match open.request.take(address, now()) {
                Err(NotTaken::Unasked) => {}
                Err(NotTaken::Twice) => twice = true,
                // Whoever waited may have given up.
                taken => return drop(open.says.send(taken)),
            }
        }
        let told = inner.told_at.is_some_and(|at| at.elapsed() < QUIET);
        if !told {
            inner.told_at = Some(Instant::now());
            // A driver that has ended needs no events.
            let _ = self.events.send(Event::ApprovalStray { twice });
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut inner = self.all.inner();
        let ended = inner.open.remove(&self.ticket).map(|open| open.request);
        if let Some(answered) = ended.filter(Request::is_answered) {
            inner.answered = Some(answered);
        }
    }
}

/// A state that nobody can guess; `None` where the system has no random numbers.
pub fn state() -> Option<Secret> {
    let mut bytes = [0_u8; STATE];
    getrandom::fill(&mut bytes).ok()?;
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Some(Secret::new(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()))
}
