//! A screen of a journey's own: an X server that nobody looks at.
//!
//! Journeys run side by side, and each needs the keyboard, the clipboard and the pixels for itself. The
//! server ends with the last connection to it. This process keeps one open for as long as the screen
//! lives, so the server stays between one app and the next and never outlives a journey, not even one
//! that is killed.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use x11rb::rust_connection::{DefaultStream, RustConnection};

use crate::trouble::{Outcome, Trouble};

/// The size that the window was designed for, in pixels, and bits a pixel.
const SIZE: &str = "1280x800x24";
/// How X calls a key of sixteen random bytes (the Xsecurity manual page).
const KIND_OF_KEY: &str = "MIT-MAGIC-COOKIE-1";
/// "Any address" in an authority file (Xau's `FamilyWild`).
const ANY_ADDRESS: u16 = 0xffff;

/// A running X server. Only who has its key may draw on it.
pub(crate) struct Screen {
    server: Child,
    number: u32,
    key: Key,
    key_file: PathBuf,
    kept_open: Option<RustConnection>,
}

type Key = [u8; 16];

impl Screen {
    /// Starts a server on a free display. Its key goes into this folder.
    pub(crate) fn open(folder: &Path) -> Outcome<Self> {
        let opening = |refusal| Trouble::refused("opening a screen (Debian's `xvfb`)", refusal);
        let key = random().map_err(opening)?;
        let key_file = folder.join("screen-key");
        std::fs::write(&key_file, authority(key)).map_err(opening)?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-terminate", "-nolisten", "tcp", "-auth"])
            .arg(&key_file)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(opening)?;
        // The server writes the number of its display once it can be reached.
        let mut said = String::new();
        let heard = server.stdout.take().map_or(Ok(0), |out| BufReader::new(out).read_line(&mut said));
        let mut screen = Self { server, number: 0, key, key_file, kept_open: None };
        heard.map_err(opening)?;
        screen.number = said.trim().parse().map_err(|_| Trouble::new("Xvfb did not start"))?;
        screen.kept_open = Some(screen.connect()?);
        Ok(screen)
    }

    /// A new connection to the server.
    pub(crate) fn connect(&self) -> Outcome<RustConnection> {
        let reaching = "reaching the screen";
        let stream = UnixStream::connect(format!("/tmp/.X11-unix/X{}", self.number))
            .and_then(DefaultStream::from_unix_stream)
            .map_err(|refusal| Trouble::refused(reaching, refusal))?;
        let (kind, key) = (KIND_OF_KEY.as_bytes().to_vec(), self.key.to_vec());
        RustConnection::connect_to_stream_with_auth_info(stream.0, 0, kind, key)
            .map_err(|refusal| Trouble::refused(reaching, refusal))
    }

    /// What leads a program to this screen.
    pub(crate) fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [("DISPLAY", format!(":{}", self.number).into()), ("XAUTHORITY", self.key_file.clone())]
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.kept_open = None;
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn random() -> std::io::Result<Key> {
    let mut key = Key::default();
    std::fs::File::open("/dev/urandom")?.read_exact(&mut key)?;
    Ok(key)
}

/// An authority file with one key for every display: numbers and lengths are big-endian (Xau).
fn authority(key: Key) -> Vec<u8> {
    let counted =
        |bytes: &[u8]| [u16::try_from(bytes.len()).unwrap_or_default().to_be_bytes().as_slice(), bytes].concat();
    let (address, display) = (counted(b""), counted(b""));
    [ANY_ADDRESS.to_be_bytes().to_vec(), address, display, counted(KIND_OF_KEY.as_bytes()), counted(&key)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wait::PAUSE;
    use x11rb::connection::Connection;

    #[test]
    fn two_screens_stand_side_by_side_and_are_as_large_as_the_window() {
        // Each screen has a folder of its own, as each journey has: its key is in there.
        let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let (one, other) = std::thread::scope(|threads| {
            let opening = folders.each_ref().map(|folder| threads.spawn(|| Screen::open(folder.path())));
            let [one, other] = opening.map(|opening| opening.join().expect("no panic").expect("a screen"));
            (one, other)
        });
        assert_ne!(one.number, other.number);
        let root = one.kept_open.as_ref().expect("a connection").setup().roots[0].clone();
        assert_eq!((root.width_in_pixels, root.height_in_pixels), (1280, 800));
    }

    #[test]
    fn nobody_draws_without_the_key_and_nothing_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut screen = Screen::open(folder.path()).expect("a screen");
        let stream = UnixStream::connect(format!("/tmp/.X11-unix/X{}", screen.number)).expect("a server");
        let (stream, _) = DefaultStream::from_unix_stream(stream).expect("a stream");
        assert!(RustConnection::connect_to_stream(stream, 0).is_err());
        // As when this process is killed: all that ends is its connection.
        screen.kept_open = None;
        while screen.server.try_wait().expect("a child").is_none() {
            std::thread::sleep(PAUSE);
        }
    }
}
