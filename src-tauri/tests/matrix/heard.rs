//! What the app prints and where it panics, of the whole process. A cell reads what came since it
//! began.

use std::io;
use std::sync::{Mutex, MutexGuard, Once};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A place in both.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    log: usize,
    panics: usize,
}

struct ToLog;

impl io::Write for ToLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        lock(&LOG).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for ToLog {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// From now on everything is noted: our own crates' logs at their finest, and panics of any thread.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ours = |target: &str| {
            ["meum_connect", "connect_core", "connect_practice"].iter().any(|name| target.starts_with(name))
        };
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(ToLog);
        let layer = layer.with_filter(filter_fn(move |data| ours(data.target())));
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer)).unwrap();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let thread = std::thread::current();
            lock(&PANICS).push(format!("{}: {info}", thread.name().unwrap_or("a thread")));
            before(info);
        }));
    });
}

/// Now.
pub fn mark() -> Mark {
    Mark { log: lock(&LOG).len(), panics: lock(&PANICS).len() }
}

impl Mark {
    /// What was printed since.
    pub fn log(self) -> Vec<u8> {
        lock(&LOG).get(self.log..).unwrap_or_default().to_vec()
    }

    /// What panicked since.
    pub fn panics(self) -> Vec<String> {
        lock(&PANICS).get(self.panics..).unwrap_or_default().to_vec()
    }
}
