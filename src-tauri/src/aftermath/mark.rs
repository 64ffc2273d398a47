//! The mark that a part of the app runs. Whoever has it holds its lock, so a second window is no crash; a part that
//! ends as it should empties it.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

const OPEN: &[u8] = b"open\n";

/// A part of the app that is a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The window.
    Window,
    /// The watch without a window.
    Watch,
}

impl Part {
    const fn file(self) -> &'static str {
        match self {
            Self::Window => "window-open",
            Self::Watch => "watch-runs",
        }
    }
}

/// The mark, held by this process.
#[derive(Debug)]
pub struct Mark {
    file: File,
    left: bool,
}

impl Mark {
    /// Takes the mark; `None` where another process has it, or it cannot be written.
    pub fn take(folder: &Path, part: Part) -> Option<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut file = options.open(folder.join(part.file())).ok()?;
        file.try_lock().ok()?;
        let mut was = Vec::new();
        file.read_to_end(&mut was).ok()?;
        let left = !was.is_empty();
        if !left {
            file.write_all(OPEN).ok()?;
        }
        Some(Self { file, left })
    }

    /// Whether the process that had it before did not give it back.
    pub fn was_left(&self) -> bool {
        self.left
    }

    /// This part of the app ends as it should.
    pub fn give_back(&self) {
        if let Err(error) = self.file.set_len(0) {
            tracing::warn!(%error, "The mark of what runs stays");
        }
    }
}
