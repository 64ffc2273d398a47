//! A gate before Meum. It can hold the answer to *Connect* until the journey lets it go: time to change
//! the computer after Meum has connected and before the app hears of it. Or it can drop *Connect* and let
//! everything else through.

use connect_e2e::{Outcome, Trouble};
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The limit for anything here, far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether *Connect* has come through, and whether its answer may go on.
#[derive(Default)]
struct Gate {
    state: Mutex<(bool, bool)>,
    changed: Condvar,
}

impl Gate {
    fn set(&self, change: impl FnOnce(&mut (bool, bool))) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }

    /// Waits while this holds. False where that took too long.
    fn wait_while(&self, is_so: impl Fn((bool, bool)) -> bool) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(state, PATIENCE, |state| is_so(*state));
        waited.is_ok_and(|(_, time)| !time.timed_out())
    }
}

/// A server between app and Meum, with the gate in it.
pub struct Held {
    at: SocketAddr,
    gate: Arc<Gate>,
}

/// What the gate does with *Connect*.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    AnswerWaits,
    CutOff,
}

impl Held {
    /// A gate before the Meum at this address, which holds the answer to *Connect*.
    pub fn before(meum: SocketAddr) -> Outcome<Self> {
        Self::on(meum, Way::AnswerWaits)
    }

    /// A gate before the Meum at this address, which lets no *Connect* through.
    pub fn cut_off(meum: SocketAddr) -> Outcome<Self> {
        Self::on(meum, Way::CutOff)
    }

    fn on(meum: SocketAddr, way: Way) -> Outcome<Self> {
        let refused = |refusal| Trouble::new(format!("the way to Meum did not open: {refusal}"));
        let listener = TcpListener::bind("127.0.0.1:0").map_err(refused)?;
        let at = listener.local_addr().map_err(refused)?;
        let gate = Arc::<Gate>::default();
        let shared = Arc::clone(&gate);
        std::thread::spawn(move || {
            for app in listener.incoming().map_while(Result::ok) {
                // When Meum is gone, there is nobody to pass requests on to.
                let Ok(meum) = TcpStream::connect(meum) else { return };
                let (Ok(to_app), Ok(to_meum)) = (app.try_clone(), meum.try_clone()) else { return };
                let (asking, answering) = (Arc::clone(&shared), Arc::clone(&shared));
                std::thread::spawn(move || pass(app, to_meum, |bytes| !(note(&asking, bytes) && way == Way::CutOff)));
                std::thread::spawn(move || {
                    pass(meum, to_app, |_| {
                        if way == Way::AnswerWaits {
                            answering.wait_while(|(asked, go)| asked && !go);
                        }
                        true
                    });
                });
            }
        });
        Ok(Self { at, gate })
    }

    /// The gate's own address, in place of Meum's.
    pub fn url(&self) -> String {
        format!("http://{}/", self.at)
    }

    /// Waits until *Connect* has come. The gate holds its answer from then on.
    pub async fn until_asked(&self) -> Outcome {
        let gate = Arc::clone(&self.gate);
        let asked = tokio::task::spawn_blocking(move || gate.wait_while(|(asked, _)| !asked)).await;
        if asked.unwrap_or(false) { Ok(()) } else { Err(Trouble::new("connect was never asked")) }
    }

    /// Lets the answer go on.
    pub fn let_go(&self) {
        self.gate.set(|state| state.1 = true);
    }
}

/// Whether this is *Connect*.
fn note(gate: &Gate, bytes: &[u8]) -> bool {
    let is_connect = bytes.starts_with(b"POST ") && bytes.windows(9).any(|part| part == b"/connect ");
    if is_connect {
        gate.set(|state| state.0 = true);
    }
    is_connect
}

/// Passes requests on until one may not pass.
fn pass(mut from: TcpStream, mut to: TcpStream, may_go_on: impl Fn(&[u8]) -> bool) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        let part = bytes.get(..length).unwrap_or_default();
        if !may_go_on(part) {
            let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
            return;
        }
        if to.write_all(part).is_err() {
            return;
        }
    }
}
