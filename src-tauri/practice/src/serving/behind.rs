//! What a server puts behind its door, and what can become of a request there.
//!
//! It knows nothing of connections, so that shop and Meum can be read without them.

use std::sync::Arc;

use super::answer::Answer;
use super::flow::Flow;
use super::http_request::HttpRequest;

/// Answers the requests that come through a door.
pub(crate) trait Behind: Send + Sync + 'static {
    /// Answers one request. A future that never ends never answers.
    fn answer(self: Arc<Self>, asked: HttpRequest) -> impl Future<Output = Reaction> + Send;
}

/// What the server does with one request.
#[derive(Debug)]
pub(crate) enum Reaction {
    /// Sends this answer.
    Answer(Answer),
    /// Writes this instead of an answer and ends the connection.
    Flow(Flow),
    /// Resets the connection without an answer.
    Reset,
}
