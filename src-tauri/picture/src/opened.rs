//! Opens a picture that somebody else has made. How much memory it takes is known before it is unpacked.

use super::NoPicture;
use image::{DynamicImage, GrayImage, ImageDecoder as _, ImageError, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longest side of a picture, in pixels: more than any screen or telephone takes.
pub const LONGEST_SIDE: u32 = 12_000;
/// As much memory a picture may take once it is unpacked, in bytes. While it becomes grey, a third more is needed.
const MEMORY: u64 = 144 * 1024 * 1024;
/// A JPEG in several passes is kept as a whole until the last one: two bytes for each of three colours of a pixel.
const PASSES: u64 = 6;

/// The picture in grey.
///
/// # Errors
/// When the file is no picture, a damaged one, or one that is too large.
pub fn picture(file: &[u8]) -> Result<GrayImage, NoPicture> {
    // A library that stops in the middle of a file that somebody made up has met a damaged one.
    catch_unwind(AssertUnwindSafe(|| unpacked(file))).unwrap_or(Err(NoPicture::Damaged))
}

fn unpacked(file: &[u8]) -> Result<GrayImage, NoPicture> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| NoPicture::UnknownKind)?;
    if reader.format().is_none() {
        return Err(NoPicture::UnknownKind);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let passes = if in_passes(file) { pixels.saturating_mul(PASSES) } else { 0 };
    if width.max(height) > LONGEST_SIDE || decoder.total_bytes().saturating_add(passes) > MEMORY {
        return Err(NoPicture::TooLarge);
    }
    Ok(DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?.into_luma8())
}

fn why(error: &ImageError) -> NoPicture {
    match error {
        ImageError::Limits(_) => NoPicture::TooLarge,
        ImageError::Unsupported(_) => NoPicture::UnknownKind,
        ImageError::Decoding(_) | ImageError::Encoding(_) | ImageError::Parameter(_) | ImageError::IoError(_) => {
            NoPicture::Damaged
        }
    }
}

/// Whether this is a JPEG in several passes (ITU-T T.81, table B.1: SOF2). Segments follow each other up to it.
fn in_passes(file: &[u8]) -> bool {
    let Some(mut rest) = file.strip_prefix(&[0xff, 0xd8]) else { return false };
    while let [0xff, kind, tail @ ..] = rest {
        match (kind, tail) {
            (0xc2, _) => return true,
            // What fills the gap between two segments.
            (0xff, _) => rest = rest.get(1..).unwrap_or_default(),
            // The picture itself begins, or ends.
            (0xda | 0xd9 | 0xc0 | 0xc1, _) => return false,
            (_, [high, low, ..]) => {
                let length = usize::from(u16::from_be_bytes([*high, *low])).max(2);
                rest = tail.get(length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
    false
}
