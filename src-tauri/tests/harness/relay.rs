//! A door between an app and a server that can hold either direction, or let the first bytes of an
//! answer through only. It understands nothing of what passes, so TLS passes as well.

use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What flows.
#[derive(Clone, Copy, Debug, Default)]
struct Gate {
    asking_held: bool,
    answers_held: bool,
    /// So many bytes of what is held are let through all the same.
    but: usize,
    /// Rises when every connection is cut.
    cuts: u64,
    /// Bytes waiting on the app's side, and on the server's.
    asking_waits: usize,
    answers_wait: usize,
}

/// A running relay; dropping it ends it.
pub struct Relay {
    /// Where the app finds it.
    pub at: SocketAddr,
    gate: Arc<watch::Sender<Gate>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Relay {
    /// A relay to this server.
    pub async fn to(server: SocketAddr) -> Self {
        Self::on("127.0.0.1:0", server).await
    }

    /// A relay to this server that is found at this address.
    pub async fn on(at: &str, server: SocketAddr) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let at = listener.local_addr().unwrap();
        let gate = Arc::new(watch::Sender::new(Gate::default()));
        let shared = Arc::clone(&gate);
        let serving = tokio::spawn(async move {
            while let Ok((app, _)) = listener.accept().await {
                let gate = Arc::clone(&shared);
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(server).await else { return };
                    let (from_app, to_app) = app.into_split();
                    let (from_server, to_server) = server.into_split();
                    let mut cut = gate.subscribe();
                    let cuts = cut.borrow().cuts;
                    tokio::select! {
                        // Cut and released at once, what was held goes nowhere.
                        biased;
                        _ = cut.wait_for(|gate| gate.cuts > cuts) => {}
                        _ = pass(from_app, to_server, &gate, true) => {}
                        _ = pass(from_server, to_app, &gate, false) => {}
                    }
                });
            }
        });
        Self { at, gate, serving }
    }

    /// Holds what the app asks from now on.
    pub fn hold_asking(&self) {
        self.gate.send_modify(|gate| (gate.asking_held, gate.asking_waits) = (true, 0));
    }

    /// Holds answers from now on, but their first bytes.
    pub fn hold_answers_but(&self, bytes: usize) {
        self.gate.send_modify(|gate| (gate.answers_held, gate.answers_wait, gate.but) = (true, 0, bytes));
    }

    /// Lets what the app asks flow again.
    pub fn release_asking(&self) {
        self.gate.send_modify(|gate| (gate.asking_held, gate.asking_waits) = (false, 0));
    }

    /// Lets answers flow again.
    pub fn release_answers(&self) {
        self.gate.send_modify(|gate| (gate.answers_held, gate.answers_wait) = (false, 0));
    }

    /// Lets everything flow again.
    pub fn release(&self) {
        self.gate.send_modify(|gate| *gate = Gate { cuts: gate.cuts, ..Gate::default() });
    }

    /// Cuts every connection: what was held goes nowhere any more.
    pub fn cut(&self) {
        self.gate.send_modify(|gate| gate.cuts += 1);
    }

    /// Waits until something the app asks is held.
    pub async fn until_asking_waits(&self) {
        self.until(|gate| gate.asking_waits > 0).await;
    }

    /// Waits until an answer is held.
    pub async fn until_answer_waits(&self) {
        self.until(|gate| gate.answers_wait > 0).await;
    }

    async fn until(&self, is_so: impl FnMut(&Gate) -> bool) {
        let mut seen = self.gate.subscribe();
        let waiting = tokio::time::timeout(super::PATIENCE, seen.wait_for(is_so)).await;
        assert!(waiting.is_ok_and(|seen| seen.is_ok()), "nothing came to the relay");
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    gate: &watch::Sender<Gate>,
    asking: bool,
) -> std::io::Result<()> {
    let held = |gate: &Gate| if asking { gate.asking_held } else { gate.answers_held };
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let length = from.read(&mut bytes).await?;
        if length == 0 {
            return Ok(());
        }
        let mut rest = &bytes[..length];
        if held(&gate.borrow()) {
            let mut through = 0;
            gate.send_modify(|gate| {
                through = if asking { 0 } else { gate.but.min(length) };
                gate.but -= through;
                *(if asking { &mut gate.asking_waits } else { &mut gate.answers_wait }) += length;
            });
            to.write_all(&rest[..through]).await?;
            rest = &rest[through..];
        }
        let _ = gate.subscribe().wait_for(|gate| !held(gate)).await;
        to.write_all(rest).await?;
    }
}
