//! Finds codes on a picture, and draws the report as one ([`sheet`]). Whoever sends one may have drawn anything: its size and the memory for it are
//! bounded, and what is in it is only bytes.

mod opened;
pub mod sheet;

use image::GrayImage;
use image::imageops::{self, FilterType};
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHintValue, DecodeHints, Luma8LuminanceSource};
use std::borrow::Cow;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use opened::LONGEST_SIDE;

/// No step works on more pixels than this: as many as a good telephone takes.
const LARGEST: u64 = 16_000_000;
/// A picture of more pixels is a photograph or a very large screen: it is read at half its size, too, which
/// takes the grid of a screen out of it.
const LARGE: u64 = 3_000_000;

/// How much larger a picture is made, in halves, in the order in which that is tried.
const SMALL_FIRST: [u32; 4] = [2, 4, 6, 8];
const LARGE_FIRST: [u32; 5] = [2, 1, 3, 4, 6];

/// Why a file is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPicture {
    /// Of no kind that is known.
    #[error("this is no picture in PNG, JPEG or WebP")]
    UnknownKind,
    /// One that cannot be opened.
    #[error("this picture is damaged")]
    Damaged,
    /// Too large to be opened.
    #[error("this picture is too large")]
    TooLarge,
}

/// The bytes of each code on a picture, those of one found twice once.
///
/// # Errors
/// When the file is no picture, a damaged one, or one with a side over [`LONGEST_SIDE`].
pub fn codes(file: &[u8]) -> Result<Vec<Vec<u8>>, NoPicture> {
    let picture = opened::picture(file)?;
    let large = pixels(&picture) > LARGE;
    let halves = if large { &LARGE_FIRST[..] } else { &SMALL_FIRST[..] };
    for &halves in halves {
        let Some(resized) = resized(&picture, halves) else { continue };
        let found = read(resized);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn pixels(picture: &GrayImage) -> u64 {
    u64::from(picture.width()) * u64::from(picture.height())
}

/// The picture at another size, unless that is too large to work on.
fn resized(picture: &GrayImage, halves: u32) -> Option<Cow<'_, GrayImage>> {
    let side = |side: u32| Some(side.checked_mul(halves)? / 2);
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let fits = (1..=LARGEST).contains(&(u64::from(width) * u64::from(height)));
    match halves {
        _ if !fits => None,
        2 => Some(Cow::Borrowed(picture)),
        1 => Some(Cow::Owned(imageops::thumbnail(picture, width, height))),
        _ => Some(Cow::Owned(imageops::resize(picture, width, height, FilterType::CatmullRom))),
    }
}

/// The codes on it. The library holds a picture for a friendly one: if it stops in the middle of one that
/// somebody made up, there is no code on that picture.
fn read(picture: Cow<'_, GrayImage>) -> Vec<Vec<u8>> {
    catch_unwind(AssertUnwindSafe(|| found(picture.into_owned()))).unwrap_or_default()
}

fn found(picture: GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let Ok(source) = Luma8LuminanceSource::new(picture.into_raw(), width, height) else { return Vec::new() };
    let only = HashSet::from([BarcodeFormat::QR_CODE]);
    let hints = [DecodeHintValue::TryHarder(true), DecodeHintValue::PossibleFormats(only)];
    let hints = hints.into_iter().fold(DecodeHints::default(), DecodeHints::with);
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let codes = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    let mut found: Vec<Vec<u8>> = Vec::new();
    for code in codes {
        if !found.iter().any(|known| known == code.getRawBytes()) {
            found.push(code.getRawBytes().to_vec());
        }
    }
    found
}
