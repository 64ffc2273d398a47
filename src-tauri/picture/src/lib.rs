//! Finds codes on a picture. Whoever sends one may have drawn anything: its size and the memory for it are
//! bounded, and what is in it is only bytes.

use image::imageops::{self, FilterType};
use image::{GrayImage, ImageReader, Limits};
use std::io::Cursor;

/// The longest side of a picture, in pixels: more than any screen or telephone takes.
pub const LONGEST_SIDE: u32 = 12_000;
/// As much memory a picture may take, in bytes.
const MEMORY: u64 = 160 * 1024 * 1024;
/// A picture is enlarged to at most this many pixels. A screenshot at half its size has a quarter of them.
const LARGEST: u64 = 12_000_000;
/// How often a picture is enlarged: a code that was made small is read once its modules are wide again.
const SCALES: [u32; 3] = [1, 2, 3];

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
    let picture = opened(file)?;
    for scale in SCALES {
        let Some(larger) = enlarged(&picture, scale) else { break };
        let found = read(&larger);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

fn opened(file: &[u8]) -> Result<GrayImage, NoPicture> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| NoPicture::UnknownKind)?;
    if reader.format().is_none() {
        return Err(NoPicture::UnknownKind);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(picture.into_luma8()),
        Err(image::ImageError::Limits(_)) => Err(NoPicture::TooLarge),
        Err(image::ImageError::Unsupported(_)) => Err(NoPicture::UnknownKind),
        Err(_) => Err(NoPicture::Damaged),
    }
}

fn enlarged(picture: &GrayImage, scale: u32) -> Option<GrayImage> {
    let (width, height) = picture.dimensions();
    if scale == 1 {
        return Some(picture.clone());
    }
    let (width, height) = (width.checked_mul(scale)?, height.checked_mul(scale)?);
    let fits = u64::from(width) * u64::from(height) <= LARGEST;
    fits.then(|| imageops::resize(picture, width, height, FilterType::Triangle))
}

fn read(picture: &GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = picture.dimensions();
    let (Ok(across), Ok(down)) = (usize::try_from(width), usize::try_from(height)) else { return Vec::new() };
    let at = |x: usize, y: usize| picture.as_raw().get(y * across + x).copied().unwrap_or(u8::MAX);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(across, down, at);
    let mut found: Vec<Vec<u8>> = Vec::new();
    for grid in prepared.detect_grids() {
        let mut bytes = Vec::new();
        if grid.decode_to(&mut bytes).is_ok() && !found.contains(&bytes) {
            found.push(bytes);
        }
    }
    found
}
