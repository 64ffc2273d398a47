//! Keeps the notes from other users of the computer. They name the merchant's shops, and say what is
//! wrong with them.
//!
//! WebKit may make the data folder first, and makes it readable by everyone. So rights are taken away
//! from what is already there, and never added: a folder without the right to write stays so. On
//! Windows the user's profile is private already.

use std::io;
use std::path::Path;

/// Makes the folder if it is missing, for this user alone.
///
/// # Errors
/// When the folder cannot be made. One whose rights cannot be changed is used as it is, and the log
/// says so.
#[cfg(unix)]
pub fn folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    close_to_others(folder);
    Ok(())
}

/// Makes the database's file if it is missing, for this user alone. What else is wrong with the file,
/// SQLite says when it opens it.
#[cfg(unix)]
pub(super) fn database(file: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    if std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).is_ok() {
        return;
    }
    // SQLite gives these files the database's rights when it makes them, and not again.
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        close_to_others(Path::new(&name));
    }
}

#[cfg(unix)]
fn close_to_others(place: &Path) {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS: u32 = 0o077;
    let Ok(found) = std::fs::metadata(place) else { return };
    let mode = found.permissions().mode();
    if mode & OTHERS == 0 {
        return;
    }
    if let Err(error) = std::fs::set_permissions(place, std::fs::Permissions::from_mode(mode & !OTHERS)) {
        tracing::warn!(%error, place = %place.display(), "Other users of this computer can read this");
    }
}

/// Makes the folder if it is missing.
///
/// # Errors
/// When the folder cannot be made.
#[cfg(not(unix))]
pub(super) fn folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// SQLite makes the file.
#[cfg(not(unix))]
pub(super) fn database(_file: &Path) {}
