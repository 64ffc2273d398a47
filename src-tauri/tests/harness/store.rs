//! A password store that behaves as KWallet and KeePassXC do where GNOME Keyring does not: it is a
//! process of its own, this test's program started again, so that the bus can start it too.
//!
//! Like KWallet without its plugin it takes secrets in plain sessions only. Like KeePassXC it shows
//! nothing while it is locked. Its questions are answered as often with *yes* as [`Manner`] says, and
//! then with *no*.
//!
//! What it keeps is on a disk of its own, and comes back with the next store of the session. Like KWallet
//! it says that it has taken something some time before that is on the disk: if it ends meanwhile, a new
//! entry comes back empty, and a replaced one with its old value.

#![expect(
    clippy::unused_self,
    clippy::used_underscore_binding,
    clippy::needless_pass_by_value,
    reason = "the interface of the Secret Service decides what its functions take"
)]

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zbus::blocking::{MessageIterator, connection::Builder};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Type, Value};
use zbus::{ObjectServer, fdo, interface};

/// The variable that holds a store's [`Manner`].
pub const MANNER: &str = "MEUM_CONNECT_TEST_STORE";
/// The test that is the store.
pub const TEST: &str = "harness::store::a_store_as_a_child";
/// The name under which the bus starts it.
pub const STARTED_AS: &str = "org.kde.kwalletd6";
const ROOT: &str = "/org/freedesktop/secrets";
const COLLECTION: &str = super::session::COLLECTION;
const QUESTION: &str = "/org/freedesktop/secrets/prompt/1";
const NOTHING: &str = "/";

/// How a store is at first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Manner {
    /// There is a collection for new entries.
    pub has_collection: bool,
    /// It is locked.
    pub locked: bool,
    /// How many of its questions are answered with *yes*.
    pub consents: u32,
    /// How long it takes until what it has taken is on the disk, in milliseconds.
    pub settles: u64,
}

#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    attributes: HashMap<String, String>,
    secret: Vec<u8>,
}

/// By number; one that was removed leaves its place empty.
type Entries = Vec<Option<Kept>>;

struct State {
    manner: Manner,
    entries: Entries,
    /// What is on the disk.
    disk: Entries,
    /// Where the disk is.
    file: PathBuf,
}

impl State {
    /// What was kept by the store before this one.
    fn of(manner: Manner) -> Self {
        let file = Path::new(&std::env::var_os("HOME").unwrap()).join("store.json");
        let text = std::fs::read_to_string(&file).unwrap_or_else(|_| "[]".to_owned());
        let disk: Entries = serde_json::from_str(&text).unwrap();
        Self { manner, entries: disk.clone(), disk, file }
    }

    /// Something new was taken: its place is on the disk at once, the secret is not.
    fn takes(&mut self, number: usize) {
        self.disk.resize(self.entries.len(), None);
        if self.disk[number].is_none() {
            let empty = |kept: &Kept| Kept { secret: Vec::new(), ..kept.clone() };
            self.disk[number] = self.entries[number].as_ref().map(empty);
        }
        self.write();
    }

    /// Now it is on the disk as it is here.
    fn settles(&mut self, number: usize) {
        self.disk[number].clone_from(&self.entries[number]);
        self.write();
    }

    fn write(&self) {
        std::fs::write(&self.file, serde_json::to_string(&self.disk).unwrap()).unwrap();
    }
}

/// What was taken gets onto the disk, in its time.
fn settle(state: &Shared, number: usize) {
    let settles = {
        let mut state = state.lock().unwrap();
        state.takes(number);
        state.manner.settles
    };
    let settling = Arc::clone(state);
    if settles == 0 {
        return settling.lock().unwrap().settles(number);
    }
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(settles));
        settling.lock().unwrap().settles(number);
    });
}

type Shared = Arc<Mutex<State>>;

#[test]
#[ignore = "a password store, started by the other tests and by their bus"]
fn a_store_as_a_child() {
    be_a_store();
}

/// The child's side: is the store until the bus ends. Without a manner there is nothing to be.
fn be_a_store() {
    let Some(manner) = std::env::var(MANNER).ok().and_then(|text| serde_json::from_str(&text).ok()) else { return };
    let state: Shared = Arc::new(Mutex::new(State::of(manner)));
    let builder = Builder::session().unwrap();
    let builder = builder.serve_at(ROOT, Service(Arc::clone(&state))).unwrap();
    let mut builder = builder.serve_at(COLLECTION, Collection(Arc::clone(&state))).unwrap();
    let kept = state.lock().unwrap().entries.len();
    for number in 0..kept {
        builder = builder.serve_at(entry(number), Item(number, Arc::clone(&state))).unwrap();
    }
    let builder = builder.serve_at(QUESTION, Question(state)).unwrap();
    let connection = builder.build().unwrap();
    // In this order: the bus takes a program for started before it answers as the store.
    connection.request_name(STARTED_AS).unwrap();
    connection.request_name(super::session::SERVICE).unwrap();
    MessageIterator::from(&connection).for_each(drop);
}

fn path(text: &str) -> OwnedObjectPath {
    ObjectPath::try_from(text).unwrap().into()
}

fn entry(number: usize) -> OwnedObjectPath {
    path(&format!("{COLLECTION}/{number}"))
}

/// A secret on the wire: session, parameters, value, content type.
#[derive(Serialize, Deserialize, Type)]
struct Wire {
    session: OwnedObjectPath,
    parameters: Vec<u8>,
    value: Vec<u8>,
    content_type: String,
}

struct Service(Shared);

#[interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    #[zbus(property)]
    fn collections(&self) -> Vec<OwnedObjectPath> {
        Vec::new()
    }

    fn open_session(&self, algorithm: &str, _input: Value<'_>) -> fdo::Result<(OwnedValue, OwnedObjectPath)> {
        if algorithm != "plain" {
            return Err(fdo::Error::InvalidArgs("createDLGroup failed: maybe libqca-ossl is missing".to_owned()));
        }
        Ok((Value::from("").try_into().unwrap(), path("/org/freedesktop/secrets/session/1")))
    }

    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(if self.0.lock().unwrap().manner.has_collection { COLLECTION } else { NOTHING })
    }

    fn search_items(&self, attributes: HashMap<String, String>) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let state = self.0.lock().unwrap();
        let fits =
            |kept: &Kept| attributes.iter().all(|(name, value)| kept.attributes.get(name).is_some_and(|v| v == value));
        let entries = state.entries.iter().enumerate().filter(|(_, kept)| kept.as_ref().is_some_and(fits));
        let found = entries.map(|(number, _)| entry(number)).collect();
        (if state.manner.locked { Vec::new() } else { found }, Vec::new())
    }

    fn create_collection(
        &self,
        _properties: HashMap<String, OwnedValue>,
        _alias: &str,
    ) -> (OwnedObjectPath, OwnedObjectPath) {
        (path(NOTHING), path(QUESTION))
    }

    fn lock(&self, objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        self.0.lock().unwrap().manner.locked = true;
        (objects, path(NOTHING))
    }

    fn unlock(&self, _objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        (Vec::new(), path(QUESTION))
    }
}

struct Question(Shared);

#[interface(name = "org.freedesktop.Secret.Prompt")]
impl Question {
    async fn prompt(&self, _window: &str, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) -> fdo::Result<()> {
        let dismissed = {
            let manner = &mut self.0.lock().unwrap().manner;
            let asked_in_vain = manner.consents == 0;
            if !asked_in_vain {
                *manner = Manner { has_collection: true, locked: false, consents: manner.consents - 1, ..*manner };
            }
            asked_in_vain
        };
        Self::completed(&emitter, dismissed, Value::from(path(COLLECTION))).await?;
        Ok(())
    }

    #[zbus(signal)]
    async fn completed(emitter: &SignalEmitter<'_>, dismissed: bool, result: Value<'_>) -> zbus::Result<()>;
}

struct Collection(Shared);

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    #[zbus(property)]
    fn locked(&self) -> bool {
        self.0.lock().unwrap().manner.locked
    }

    async fn create_item(
        &self,
        mut properties: HashMap<String, OwnedValue>,
        secret: Wire,
        _replace: bool,
        #[zbus(object_server)] server: &ObjectServer,
    ) -> fdo::Result<(OwnedObjectPath, OwnedObjectPath)> {
        let attributes = properties.remove("org.freedesktop.Secret.Item.Attributes").unwrap().try_into().unwrap();
        let number = {
            let entries = &mut self.0.lock().unwrap().entries;
            entries.push(Some(Kept { attributes, secret: secret.value }));
            entries.len() - 1
        };
        settle(&self.0, number);
        server.at(entry(number), Item(number, Arc::clone(&self.0))).await?;
        Ok((entry(number), path(NOTHING)))
    }
}

struct Item(usize, Shared);

#[interface(name = "org.freedesktop.Secret.Item")]
impl Item {
    #[zbus(property)]
    fn locked(&self) -> bool {
        self.1.lock().unwrap().manner.locked
    }

    #[zbus(property)]
    fn modified(&self) -> u64 {
        self.0 as u64
    }

    fn get_secret(&self, session: OwnedObjectPath) -> Wire {
        let value = self.1.lock().unwrap().entries[self.0].as_ref().unwrap().secret.clone();
        Wire { session, parameters: Vec::new(), value, content_type: "text/plain".to_owned() }
    }

    fn set_secret(&self, secret: Wire) {
        self.1.lock().unwrap().entries[self.0].as_mut().unwrap().secret = secret.value;
        settle(&self.1, self.0);
    }

    fn delete(&self) -> OwnedObjectPath {
        self.1.lock().unwrap().entries[self.0] = None;
        settle(&self.1, self.0);
        path(NOTHING)
    }
}
