//! The mark that a window is open. Whoever has it holds its lock, so a second window is no crash; a window that closes
//! empties it.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

const FILE: &str = "window-open";
const OPEN: &[u8] = b"open\n";

/// The mark, held by this process.
#[derive(Debug)]
pub struct Mark {
    file: File,
    left: bool,
}

impl Mark {
    /// Takes the mark; `None` where another window has it, or it cannot be written.
    pub fn take(folder: &Path) -> Option<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut file = options.open(folder.join(FILE)).ok()?;
        file.try_lock().ok()?;
        let mut was = Vec::new();
        file.read_to_end(&mut was).ok()?;
        let left = !was.is_empty();
        if !left {
            file.write_all(OPEN).ok()?;
        }
        Some(Self { file, left })
    }

    /// Whether the window that had it before was not closed.
    pub fn was_left(&self) -> bool {
        self.left
    }

    /// The window closes as it should.
    pub fn give_back(&self) {
        if let Err(error) = self.file.set_len(0) {
            tracing::warn!(%error, "The mark of an open window stays");
        }
    }
}
