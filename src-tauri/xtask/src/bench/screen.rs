//! A screen that nobody looks at, and a look at it.
//!
//! Xvfb keeps what it shows in a file. Reading that asks nothing of the X server, so looking every
//! few milliseconds does not slow the window that is being waited for.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::process::{Child, Command, Stdio};

use super::bus::first_line;
use super::colour::Colour;
use super::tree;
use crate::failure::{Failure, Outcome};
use crate::scratch::Scratch;

/// As large as the windows, which open at this size.
const SIZE: &str = "1280x800x24";
/// What is looked at: every so many pixels down and across. Looking at all would take longer than
/// the time between two looks.
const DOWN: u32 = 4;
const ACROSS: usize = 16;
/// A button is at least so many looked-at points wide, in so many looked-at rows: 64 pixels, and
/// more rows than a line or a picture of the same colour has.
const WIDE: usize = 4;
const TALL: usize = 3;

/// A running X server.
pub struct Screen {
    server: Child,
    display: String,
    picture: File,
    layout: Layout,
    _folder: Scratch,
}

impl Screen {
    /// Starts a server on a free display.
    pub fn open() -> Outcome<Self> {
        let folder = Scratch::in_memory()?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-fbdir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|refusal| Failure::system("starting Xvfb", &refusal))?;
        let display = format!(":{}", first_line(&mut server));
        match picture(&folder) {
            Ok((picture, layout)) => Ok(Self { server, display, picture, layout, _folder: folder }),
            Err(failure) => {
                tree::ask_to_end(&mut server);
                Err(failure)
            }
        }
    }

    /// What a program's `DISPLAY` must say to be shown here.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Whether a button of this colour is on the screen now.
    pub fn shows(&self, colour: Colour) -> Outcome<bool> {
        let mut row = vec![0; self.layout.row_length];
        let mut tall = 0;
        for number in (0..self.layout.rows).step_by(DOWN as usize) {
            let start = self.layout.begin + u64::from(number) * self.layout.row_length as u64;
            let mut picture = &self.picture;
            picture
                .seek(SeekFrom::Start(start))
                .and_then(|_| picture.read_exact(&mut row))
                .map_err(|refusal| Failure::system("looking at the screen", &refusal))?;
            tall += usize::from(self.layout.is_wide(&row, colour));
        }
        Ok(tall >= TALL)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Asked, not killed: it removes its socket and its lock.
        tree::ask_to_end(&mut self.server);
    }
}

fn picture(folder: &Scratch) -> Outcome<(File, Layout)> {
    let unreadable = |refusal| Failure::system("reading Xvfb's screen (did Xvfb start?)", &refusal);
    let mut picture = File::open(folder.path().join("Xvfb_screen0")).map_err(unreadable)?;
    let mut header = [0; Layout::HEADER];
    picture.read_exact(&mut header).map_err(unreadable)?;
    let layout = Layout::read(&header);
    Ok((picture, layout.ok_or_else(|| Failure::new("Xvfb's screen is not in a form the bench knows."))?))
}

/// Where the pixels are in the file, which is an X window dump: a header of big-endian words, a
/// table of colours, and the pixels row by row.
#[derive(Debug, PartialEq, Eq)]
struct Layout {
    begin: u64,
    rows: u32,
    row_length: usize,
    big_endian: bool,
}

impl Layout {
    const HEADER: usize = 80;

    fn read(header: &[u8; Self::HEADER]) -> Option<Self> {
        let word = |number: usize| {
            header.as_chunks::<4>().0.get(number).map(|bytes| u32::from_be_bytes(*bytes)).unwrap_or_default()
        };
        let (bits_per_pixel, red, blue) = (word(11), word(14), word(16));
        let known = bits_per_pixel == 32 && red == 0x00ff_0000 && blue == 0x0000_00ff;
        known.then_some(Self {
            begin: u64::from(word(0)) + u64::from(word(19)) * 12,
            rows: word(5),
            row_length: word(12) as usize,
            big_endian: word(7) == 1,
        })
    }

    /// Whether enough neighbouring points of a row have the colour.
    fn is_wide(&self, row: &[u8], colour: Colour) -> bool {
        let mut run = 0;
        row.as_chunks::<4>().0.iter().step_by(ACROSS).any(|bytes| {
            let pixel = if self.big_endian { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) };
            run = if colour.is(pixel) { run + 1 } else { 0 };
            run >= WIDE
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { begin: 3232, rows: 800, row_length: 5120, big_endian: false };

    fn header(words: &[(usize, u32)]) -> [u8; Layout::HEADER] {
        let mut header = [0; Layout::HEADER];
        for (number, value) in words {
            header[number * 4..number * 4 + 4].copy_from_slice(&value.to_be_bytes());
        }
        header
    }

    #[test]
    fn the_header_tells_where_the_pixels_are() {
        let written = [(0, 160), (5, 800), (11, 32), (12, 5120), (14, 0xff_0000), (16, 0xff), (19, 256)];
        assert_eq!(Layout::read(&header(&written)), Some(LAYOUT));
        assert_eq!(Layout::read(&header(&[(11, 16)])), None);
    }

    #[test]
    fn a_button_is_wide_and_a_dot_is_not() {
        let colour = Colour::named("--a", "--a: #0b5563;").expect("a colour");
        let row = |pixels: std::ops::Range<usize>| -> Vec<u8> {
            (0..1280).flat_map(|at| if pixels.contains(&at) { [0x63, 0x55, 0x0b, 0] } else { [0; 4] }).collect()
        };
        assert!(LAYOUT.is_wide(&row(100..180), colour));
        assert!(LAYOUT.is_wide(&row(1200..1280), colour), "at the edge");
        assert!(!LAYOUT.is_wide(&row(100..130), colour));
        assert!(!LAYOUT.is_wide(&row(0..0), colour));
    }
}
