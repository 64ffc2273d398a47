//! Reads a picture of the window with text recognition, as anyone who sees that picture could, wherever in
//! the page the text comes from.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::app::App;
use crate::picture::{AT_REST, pictures, save};
use crate::trouble::{Outcome, Trouble};
use crate::wait::answer;

/// How many processes read at once, a picture each.
const AT_ONCE: usize = 2;

/// A picture of the window, to be read.
pub struct Picture(Vec<u8>);

impl App<'_> {
    /// The window once it is at rest. The profile must be sharp: recognition misreads small letters of few
    /// dots.
    pub async fn snapshot(&self) -> Outcome<Picture> {
        if self.run("asking how sharp the screen is", "return devicePixelRatio;", Vec::new()).await? != 2 {
            return Err(Trouble::new("the screen is not sharp enough to be read: `Profile::sharp`"));
        }
        self.run_later("waiting for the window to rest", AT_REST, Vec::new()).await?;
        answer("taking a picture", self.page.screenshot()).await.map(Picture)
    }
}

impl From<Vec<u8>> for Picture {
    /// A picture that the app itself has made.
    fn from(file: Vec<u8>) -> Self {
        Self(file)
    }
}

impl Picture {
    /// What each of these shows, in their order.
    pub fn read_all(pictures: &[Self]) -> Outcome<Vec<String>> {
        let mut texts = Vec::new();
        for some in pictures.chunks(AT_ONCE) {
            let begun: Vec<_> = std::thread::scope(|threads| {
                let reading: Vec<_> = some.iter().map(|picture| threads.spawn(|| picture.read())).collect();
                reading.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
            });
            for read in begun {
                texts.push(read.map_err(|_| Trouble::new("reading a picture ended early"))??);
            }
        }
        Ok(texts)
    }

    /// Saves it among the failures for a person to look at, and tells where.
    pub fn keep(&self, name: &str) -> Outcome<PathBuf> {
        save(&self.0, &pictures().join(format!("failures/{name}.png")))
    }

    fn read(&self) -> Outcome<String> {
        let reading = |refusal| Trouble::refused("tesseract (Debian's `tesseract-ocr`)", refusal);
        let mut tesseract = Command::new("tesseract")
            // Mode 3 looks for columns by itself and misses less than the mode for text anywhere.
            .args(["stdin", "stdout", "-l", "eng", "--psm", "3"])
            // More threads make it slower: they wait for each other.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(reading)?;
        // Tesseract reads the whole picture before it prints, so writing first cannot block. This closes the pipe.
        let given = tesseract.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(&self.0));
        let told = tesseract.wait_with_output().map_err(reading)?;
        given.map_err(reading)?;
        if !told.status.success() {
            return Err(Trouble::refused("reading a picture", told.status));
        }
        Ok(String::from_utf8_lossy(&told.stdout).into_owned())
    }
}
