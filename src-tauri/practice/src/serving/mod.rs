//! Real HTTP on loopback: an accept loop of our own, so that faults can sit at the connection.
//!
//! It refuses to listen on anything but 127.0.0.1, to keep more than [`MOST_CONNECTIONS`] open, and
//! to know anything about shops or Meum.

mod answer;
mod behind;
mod certificates;
mod connection;
mod door;
mod face;
mod flow;
mod handled;
mod http_request;
mod outdated;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, JoinSet};

pub(crate) use answer::Answer;
pub(crate) use behind::{Behind, Reaction};
pub(crate) use certificates::{Certificate, Certificates};
pub(crate) use door::Door;
pub(crate) use face::{Alert, Face};
pub(crate) use flow::Flow;
pub(crate) use handled::{Handled, ask};
pub(crate) use http_request::HttpRequest;

/// How many connections a door keeps open. Further ones wait in the system's queue.
const MOST_CONNECTIONS: usize = 128;
/// How long the accept loop rests when the system refuses to give it a connection.
const REST_AFTER_REFUSAL: Duration = Duration::from_millis(50);

/// Serves a door. Dropping this ends it, and every connection that came through.
#[derive(Debug)]
pub(crate) struct Serving(JoinHandle<()>);

impl Serving {
    /// Lets `behind` answer whoever comes through the door. `face` is asked anew for each connection.
    pub(crate) fn start<B: Behind>(
        door: Arc<Door>,
        behind: Arc<B>,
        face: impl Fn() -> Face + Send + Sync + 'static,
    ) -> Self {
        Self(tokio::spawn(accept(door, behind, face)))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Takes connections for ever. Aborting it drops the set, and so ends every connection.
async fn accept<B: Behind>(door: Arc<Door>, behind: Arc<B>, face: impl Fn() -> Face) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok(stream) = door.accept().await else {
            tokio::time::sleep(REST_AFTER_REFUSAL).await;
            continue;
        };
        // The side is read before the face, so that a change of the face between the two is not missed.
        let belonging = door.side();
        let (behind, face) = (Arc::clone(&behind), face());
        connections.spawn(async move {
            connection::serve(stream, behind, face, belonging).await;
            drop(place);
        });
    }
}
