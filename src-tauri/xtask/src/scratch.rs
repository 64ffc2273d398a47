//! A private folder that is thrown away in the end.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::failure::{Failure, Outcome};

/// A folder of one's own.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes one in the system's temporary folder.
    pub fn new() -> Outcome<Self> {
        Self::inside(&std::env::temp_dir())
    }

    /// Makes one in memory where the system has a place for that, so that no disk is waited for.
    pub fn in_memory() -> Outcome<Self> {
        Self::inside(Path::new("/dev/shm")).or_else(|_| Self::new())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Makes a folder in it.
    pub fn folder(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.0.join(name);
        make_private(&folder)?;
        Ok(folder)
    }

    fn inside(parent: &Path) -> Outcome<Self> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let folder = parent.join(format!("meum-connect-xtask-{}-{}", std::process::id(), now.as_nanos()));
        make_private(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left over at worst: a folder of nobody's data in the system's temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn make_private(folder: &Path) -> Outcome {
    let mut maker = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(|refusal| Failure::system(format!("making {}", folder.display()), &refusal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_it() {
        let scratch = Scratch::new().expect("a folder");
        let inner = scratch.folder("inner").expect("a folder in it");
        assert!(inner.is_dir());
        drop(scratch);
        assert!(!inner.exists());
    }
}
