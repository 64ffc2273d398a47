//! Starting the watch when the merchant logs in: an entry of the desktop's own kind in the user's autostart
//! folder (Desktop Application Autostart Specification). It is written only when the merchant wishes so, and
//! removed when not.
//!
//! The program's path is quoted as the Desktop Entry Specification wants it: a path with a space in it
//! starts nothing otherwise.

use std::io;
use std::path::{Path, PathBuf};

/// The entry's name.
const ENTRY: &str = "io.meum.connect.desktop";
/// What the entry says where the merchant has switched it off in the desktop's own settings.
const SWITCHED_OFF: [&str; 2] = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];

/// The user's autostart folder.
#[derive(Clone, Debug)]
pub struct Autostart {
    folder: PathBuf,
}

impl Autostart {
    /// The folder that the system names; `None` where it names none.
    pub fn of_user() -> Option<Self> {
        dirs::config_dir().map(|config| Self::in_folder(config.join("autostart")))
    }

    /// Another folder, for a test.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes the entry, which starts this program with this word.
    ///
    /// # Errors
    /// When the entry cannot be written, or the path cannot be said in one.
    pub fn wish(&self, program: &Path, word: &str, says: &str) -> io::Result<()> {
        let entry = entry(program, word, says)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the program's path is no line of text"))?;
        std::fs::create_dir_all(&self.folder)?;
        // Whole or not at all: the desktop may read it at any time.
        let fresh = self.folder.join(format!("{ENTRY}.new"));
        std::fs::write(&fresh, entry)?;
        std::fs::rename(fresh, self.path())
    }

    /// Removes the entry, if there is one.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn forget(&self) -> io::Result<()> {
        match std::fs::remove_file(self.path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Whether the desktop starts something at login: the entry is there, and nobody has switched it off.
    pub fn is_wished(&self) -> bool {
        std::fs::read_to_string(self.path())
            .is_ok_and(|entry| !entry.lines().any(|line| SWITCHED_OFF.contains(&line.trim())))
    }

    fn path(&self) -> PathBuf {
        self.folder.join(ENTRY)
    }
}

/// The entry's text; `None` for a path that is no text, or more than one line.
fn entry(program: &Path, word: &str, says: &str) -> Option<String> {
    let program = quoted(program.to_str()?)?;
    Some(format!(
        "[Desktop Entry]\nType=Application\nName=Meum Connect\nComment={says}\nExec={program} {word}\n\
         Icon=meum-connect\nTerminal=false\nNoDisplay=true\nX-GNOME-Autostart-enabled=true\n"
    ))
}

/// A path as an argument of `Exec`: in quotes, what is special in quotes escaped, and all of that once more
/// as the value of a key. A percent sign would begin a field code.
fn quoted(path: &str) -> Option<String> {
    if path.contains(['\n', '\r']) {
        return None;
    }
    let mut argument = String::from("\"");
    for letter in path.chars() {
        match letter {
            '"' | '`' | '$' | '\\' => argument.extend(['\\', letter]),
            '%' => argument.push_str("%%"),
            _ => argument.push(letter),
        }
    }
    argument.push('"');
    Some(argument.replace('\\', "\\\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_as_the_specification_wants_it() {
        let cases = [
            ("/usr/bin/meum-connect", Some(r#""/usr/bin/meum-connect""#)),
            ("/opt/My Apps/meum-connect", Some(r#""/opt/My Apps/meum-connect""#)),
            ("/opt/50%/a", Some(r#""/opt/50%%/a""#)),
            ("/opt/$x`y\"z", Some(r#""/opt/\\$x\\`y\\"z""#)),
            (r"/opt/back\slash", Some(r#""/opt/back\\\\slash""#)),
            ("/opt/two\nlines", None),
        ];
        for (path, expected) in cases {
            assert_eq!(quoted(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn the_entry_is_there_while_it_is_wished_and_gone_when_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let autostart = Autostart::in_folder(folder.path().join("autostart"));
        assert!(!autostart.is_wished());
        autostart.forget().expect("nothing to remove is no fault");
        for _ in 0..2 {
            autostart.wish(Path::new("/opt/My Apps/meum-connect"), "watch", "Watches").expect("it is written");
            assert!(autostart.is_wished());
        }
        let entry = std::fs::read_to_string(autostart.path()).expect("it is there");
        assert!(entry.contains("\nExec=\"/opt/My Apps/meum-connect\" watch\n"), "{entry}");
        assert_eq!(std::fs::read_dir(folder.path().join("autostart")).expect("a folder").count(), 1);
        for off in SWITCHED_OFF {
            std::fs::write(autostart.path(), format!("{entry}{off}\n")).expect("it is written");
            assert!(!autostart.is_wished(), "{off}");
        }
        autostart.forget().expect("it is removed");
        assert!(!autostart.path().exists());
    }
}
