//! A port that can be shut and opened again while the server runs.
//!
//! It refuses to listen on anything but 127.0.0.1, and to give its port away while it is shut: it
//! stays bound, so that connecting is refused and nobody else gets it.

use std::future::poll_fn;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::watch;

/// How many connections may wait; tokio's own default.
const BACKLOG: u32 = 1024;

/// A side of the door, as a number that means nothing else.
pub(crate) type Side = u64;

/// The side on which a connection was made, beside the one that faces out now.
#[derive(Debug, Clone)]
pub(super) struct Belonging {
    to: Side,
    now: watch::Receiver<Side>,
}

impl Belonging {
    /// Whether the door shows another side now.
    pub(super) fn is_over(&self) -> bool {
        *self.now.borrow() != self.to
    }

    /// Returns when the door shows another side.
    pub(super) async fn over(&mut self) {
        let to = self.to;
        // A door that no longer exists counts as turned.
        let _ = self.now.wait_for(|now| *now != to).await;
    }
}

/// A port of a server.
#[derive(Debug)]
pub(crate) struct Door {
    address: SocketAddr,
    leaf: Mutex<Leaf>,
    /// The side that faces out now. Connections of another side end.
    side: watch::Sender<Side>,
    runtime: Handle,
}

#[derive(Debug)]
struct Leaf {
    state: State,
    /// Who waits for a connection.
    waiting: Option<Waker>,
}

#[derive(Debug)]
enum State {
    Open(TcpListener),
    /// Nobody listens. `None` where the port could not be held.
    Shut(Option<TcpSocket>),
}

impl Door {
    /// Opens a free port on loopback.
    pub(crate) async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let leaf = Mutex::new(Leaf { state: State::Open(listener), waiting: None });
        Ok(Self { address, leaf, side: watch::Sender::new(Side::default()), runtime: Handle::current() })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shuts the door or opens it again, before this returns.
    pub(crate) fn set_open(&self, open: bool) {
        let _runtime = self.runtime.enter();
        let mut leaf = self.locked();
        match (&mut leaf.state, open) {
            (State::Open(_), false) => {
                // The listener goes first: its port can be bound only then.
                leaf.state = State::Shut(None);
                leaf.state = State::Shut(self.bound().ok());
            }
            (State::Shut(socket), true) => {
                let socket = socket.take().map_or_else(|| self.bound(), Ok);
                if let Ok(listener) = socket.and_then(|socket| socket.listen(BACKLOG)) {
                    leaf.state = State::Open(listener);
                }
            }
            (State::Open(_), true) | (State::Shut(_), false) => {}
        }
        if let Some(waiting) = leaf.waiting.take() {
            waiting.wake();
        }
    }

    /// Turns the door: every connection of another side ends after the request that it is busy with.
    pub(crate) fn turn(&self, side: Side) {
        self.side.send_replace(side);
    }

    /// The side on which a connection is made now.
    pub(super) fn side(&self) -> Belonging {
        let now = self.side.subscribe();
        let to = *now.borrow();
        Belonging { to, now }
    }

    /// The next connection. Waits while the door is shut.
    pub(super) async fn accept(&self) -> io::Result<TcpStream> {
        poll_fn(|context| self.poll_accept(context)).await
    }

    fn poll_accept(&self, context: &mut Context<'_>) -> Poll<io::Result<TcpStream>> {
        let mut leaf = self.locked();
        leaf.waiting = Some(context.waker().clone());
        match &leaf.state {
            State::Open(listener) => listener.poll_accept(context).map_ok(|(stream, _)| stream),
            State::Shut(_) => Poll::Pending,
        }
    }

    /// Binds the port without listening, so that nobody else gets it.
    fn bound(&self) -> io::Result<TcpSocket> {
        let socket = TcpSocket::new_v4()?;
        // Earlier connections to this port may still be open.
        socket.set_reuseaddr(true)?;
        socket.bind(self.address)?;
        Ok(socket)
    }

    fn locked(&self) -> MutexGuard<'_, Leaf> {
        self.leaf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
