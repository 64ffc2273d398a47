//! Opens a file, finds the codes on it, and says plainly why there is nothing to read.

use connect_core::plain::PlainText;
use connect_core::snapshot::{Snapshot, Unreadable};
use connect_picture::NoPicture;
use std::ffi::OsStr;
use std::io::Read;

/// A larger file is no picture of a screen. In bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A file that was looked at.
pub(super) struct Opened {
    /// As the command line names it.
    pub name: String,
    /// What its codes hold, or the name of the message that says why there are none.
    pub codes: Result<Vec<Vec<u8>>, &'static str>,
}

/// Looks at a file; `-` is standard input.
pub(super) fn open(name: &OsStr) -> Opened {
    let bytes =
        if name == "-" { bounded(std::io::stdin().lock()) } else { std::fs::File::open(name).ok().and_then(bounded) };
    let codes = bytes.ok_or("read_no_file").and_then(|bytes| codes(&bytes));
    // Whoever sent the picture chose its name, and a terminal obeys some signs.
    let shown = PlainText::from_outside(&name.to_string_lossy()).unwrap_or_else(PlainText::dash);
    Opened { name: shown.as_str().to_owned(), codes }
}

/// The file's bytes; one that is too large is cut and then counts as damaged.
fn bounded(from: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn codes(file: &[u8]) -> Result<Vec<Vec<u8>>, &'static str> {
    if is_heic(file) {
        return Err("read_heic");
    }
    match connect_picture::codes(file) {
        Ok(codes) if codes.is_empty() => Err("read_no_code"),
        Ok(codes) => Ok(codes),
        Err(NoPicture::UnknownKind) => Err("read_no_picture"),
        Err(NoPicture::Damaged) => Err("read_picture_damaged"),
        Err(NoPicture::TooLarge) => Err("read_too_large"),
    }
}

/// The kind an iPhone keeps photographs in (ISO/IEC 23008-12). It is not opened.
fn is_heic(file: &[u8]) -> bool {
    let brand = file.get(4..12);
    [b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1"].iter().any(|known| brand == Some(&known[..]))
}

/// The reports among the codes, or the one reason why there is none: codes of others, such as a link on a
/// poster, count only where there is nothing else.
pub(super) fn reports(codes: &[Vec<u8>]) -> Vec<Result<Snapshot, &'static str>> {
    let read: Vec<_> = codes.iter().map(|code| Snapshot::read(code)).collect();
    let foreign = |found: &Result<Snapshot, Unreadable>| *found == Err(Unreadable::Foreign);
    let all_foreign = read.iter().all(foreign);
    let ours = read.into_iter().filter(|found| !foreign(found)).map(|found| found.map_err(why));
    if all_foreign { vec![Err(why(Unreadable::Foreign))] } else { ours.collect() }
}

fn why(unreadable: Unreadable) -> &'static str {
    match unreadable {
        Unreadable::Foreign => "read_foreign",
        Unreadable::Damaged => "read_damaged",
        Unreadable::Newer => "read_newer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_shown_without_signs_that_a_terminal_obeys() {
        let name = open(OsStr::new("a\u{1b}[31m\nb.png")).name;
        assert_eq!(name, "a[31m b.png");
    }

    #[test]
    fn what_cannot_be_opened_is_told_apart() {
        let cases: [(&[u8], &str); 4] = [
            (b"", "read_no_picture"),
            (b"%PDF-1.7", "read_no_picture"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "read_heic"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "read_picture_damaged"),
        ];
        for (file, expected) in cases {
            assert_eq!(codes(file), Err(expected), "{file:?}");
        }
    }

    #[test]
    fn a_link_on_a_poster_hides_no_report_and_is_told_apart_from_one() {
        let link = b"https://shop.example/".to_vec();
        assert_eq!(reports(std::slice::from_ref(&link)), [Err("read_foreign")]);
        assert_eq!(reports(&[link.clone(), b"MC\x01x".to_vec()]), [Err("read_damaged")]);
        assert_eq!(reports(&[b"MC\x09x".to_vec(), link]), [Err("read_newer")]);
    }
}
