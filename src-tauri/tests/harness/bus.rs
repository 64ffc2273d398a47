//! A door between an app and its message bus that can be closed: to hold the app at a chosen call
//! to the password store, or to hold the store's answer to it, for as long as the test likes.
//!
//! It passes the sign-in on as it is and then reads the app's side message by message (D-Bus
//! specification, "Message Format"). The app is led to it with `DBUS_SESSION_BUS_ADDRESS`.

use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::watch;

/// The end of the sign-in; messages follow.
const BEGIN: &[u8] = b"BEGIN\r\n";
/// The fixed beginning of a message's header.
const FIXED: usize = 16;

/// Which side of a call is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The call does not arrive.
    Call,
    /// The call arrives and is done; its answer does not come back.
    Answer,
}

/// What flows, and what to stop at.
#[derive(Clone, Debug, Default)]
struct Gate {
    calls_held: bool,
    answers_held: bool,
    /// The method to stop at, how often it may pass before, and which side is held then.
    stop_at: Option<(String, u32, Option<Side>)>,
    /// Connections are refused.
    shut: bool,
    /// Rises when every connection is cut.
    cuts: u64,
    /// Messages of the app so far.
    messages: u64,
}

/// A running proxy; dropping it cuts every connection.
pub struct BusProxy {
    folder: tempfile::TempDir,
    gate: Arc<watch::Sender<Gate>>,
    serving: tokio::task::JoinHandle<()>,
    /// The methods called so far, oldest first: what there is to stop at.
    calls: Arc<Mutex<Vec<String>>>,
}

impl BusProxy {
    /// A proxy before the bus at this address (`unix:path=…`).
    pub fn before(bus: &str) -> Self {
        let path = bus.split(',').find_map(|part| part.strip_prefix("unix:path=")).expect("a bus at a path").to_owned();
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("bus")).unwrap();
        let gate = Arc::new(watch::Sender::new(Gate::default()));
        let calls = Arc::<Mutex<Vec<String>>>::default();
        let serving = tokio::spawn(serve(listener, path, Arc::clone(&gate), Arc::clone(&calls)));
        Self { folder, gate, serving, calls }
    }

    /// What the app takes for its bus.
    pub fn address(&self) -> String {
        format!("unix:path={}", self.folder.path().join("bus").display())
    }

    /// Stops at the next call of this method.
    pub fn stop_at(&self, method: &str, side: Side) {
        self.stop_at_nth(method, 0, side);
    }

    /// Stops at a call of this method after it has passed so many times.
    pub fn stop_at_nth(&self, method: &str, passing: u32, side: Side) {
        self.gate.send_modify(|gate| gate.stop_at = Some((method.to_owned(), passing, Some(side))));
    }

    /// Waits until the call to stop at has come.
    pub async fn until_held(&self) {
        let mut seen = self.gate.subscribe();
        let held = seen.wait_for(|gate| gate.calls_held || gate.answers_held);
        let held = tokio::time::timeout(super::PATIENCE, held).await.is_ok_and(|held| held.is_ok());
        assert!(held, "the call never came; these did: {:?}", self.calls());
    }

    /// Lets everything flow again.
    pub fn release(&self) {
        self.gate.send_modify(|gate| {
            (gate.calls_held, gate.answers_held, gate.stop_at, gate.shut) = (false, false, None, false);
        });
    }

    /// Cuts every connection and refuses new ones until [`Self::release`]: the bus is gone.
    pub fn cut(&self) {
        self.gate.send_modify(|gate| (gate.cuts, gate.shut) = (gate.cuts + 1, true));
    }

    /// How many messages the app has sent.
    pub fn messages(&self) -> u64 {
        self.gate.borrow().messages
    }

    /// The methods called so far, oldest first.
    pub fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

impl Drop for BusProxy {
    fn drop(&mut self) {
        self.cut();
        self.serving.abort();
    }
}

async fn serve(listener: UnixListener, bus: String, gate: Arc<watch::Sender<Gate>>, calls: Arc<Mutex<Vec<String>>>) {
    while let Ok((app, _)) = listener.accept().await {
        if gate.borrow().shut {
            continue;
        }
        let (bus, gate, calls) = (bus.clone(), Arc::clone(&gate), Arc::clone(&calls));
        tokio::spawn(async move {
            let Ok(bus) = UnixStream::connect(Path::new(&bus)).await else { return };
            let mut cut = gate.subscribe();
            let cuts = cut.borrow().cuts;
            let (from_app, to_app) = tokio::io::split(app);
            let (from_bus, to_bus) = tokio::io::split(bus);
            tokio::select! {
                // Cut and released at once, what was held goes nowhere.
                biased;
                _ = cut.wait_for(|gate| gate.cuts > cuts) => {}
                _ = pass_calls(from_app, to_bus, &gate, &calls) => {}
                _ = pass_answers(from_bus, to_app, &gate) => {}
            }
        });
    }
}

/// Passes the app's side on, message by message; ends with the connection.
async fn pass_calls(
    mut from: ReadHalf<UnixStream>,
    mut to: WriteHalf<UnixStream>,
    gate: &watch::Sender<Gate>,
    calls: &Mutex<Vec<String>>,
) -> Option<()> {
    let mut waiting = Vec::new();
    let sign_in = loop {
        let end = waiting.windows(BEGIN.len()).position(|window| window == BEGIN);
        if let Some(end) = end {
            break waiting.drain(..end + BEGIN.len()).collect::<Vec<u8>>();
        }
        // The sign-in is a conversation: each whole line goes on at once.
        if waiting.ends_with(b"\n") {
            to.write_all(&waiting).await.ok()?;
            waiting.clear();
        }
        read_more(&mut from, &mut waiting).await?;
    };
    to.write_all(&sign_in).await.ok()?;
    loop {
        while let Some(length) = message_length(&waiting).filter(|length| *length <= waiting.len()) {
            let message: Vec<u8> = waiting.drain(..length).collect();
            note(&message, gate, calls);
            gate.subscribe().wait_for(|gate| !gate.calls_held).await.ok()?;
            to.write_all(&message).await.ok()?;
        }
        read_more(&mut from, &mut waiting).await?;
    }
}

async fn pass_answers(
    mut from: ReadHalf<UnixStream>,
    mut to: WriteHalf<UnixStream>,
    gate: &watch::Sender<Gate>,
) -> Option<()> {
    loop {
        let mut bytes = Vec::new();
        read_more(&mut from, &mut bytes).await?;
        gate.subscribe().wait_for(|gate| !gate.answers_held).await.ok()?;
        to.write_all(&bytes).await.ok()?;
    }
}

async fn read_more(from: &mut ReadHalf<UnixStream>, into: &mut Vec<u8>) -> Option<()> {
    (from.read_buf(into).await.ok()? > 0).then_some(())
}

/// Counts a message, and closes the gate if it is the one to stop at.
fn note(message: &[u8], gate: &watch::Sender<Gate>, calls: &Mutex<Vec<String>>) {
    let called = method(message);
    if let Some(name) = &called {
        calls.lock().unwrap().push(name.clone());
    }
    gate.send_modify(|gate| {
        gate.messages += 1;
        let Some((wanted, passing, side)) = &mut gate.stop_at else { return };
        if called.as_ref() != Some(wanted) {
            return;
        }
        if *passing > 0 {
            *passing -= 1;
            return;
        }
        gate.answers_held = true;
        gate.calls_held = side.take() == Some(Side::Call);
        gate.stop_at = None;
    });
}

/// The length of the message that begins here, in bytes; `None` while too little of it is here.
fn message_length(bytes: &[u8]) -> Option<usize> {
    let body = number(bytes, 4)?;
    let fields = number(bytes, 12)?;
    Some(FIXED + fields.next_multiple_of(8) + body)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    let little = bytes.first() == Some(&b'l');
    Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
}

/// The method a message calls: header field 3, a string (`03 01 's' 00`, its length, its text).
fn method(message: &[u8]) -> Option<String> {
    const FIELD: [u8; 4] = [3, 1, b's', 0];
    let fields = message.get(FIXED..FIXED + number(message, 12)?)?;
    // Fields begin at multiples of eight.
    let at = (0..fields.len()).step_by(8).find(|at| fields[*at..].starts_with(&FIELD))?;
    let length = number(message, FIXED + at + 4)?;
    let name = message.get(FIXED + at + 8..FIXED + at + 8 + length)?;
    String::from_utf8(name.to_vec()).ok()
}
