//! A picture from anybody: it ends in codes, in none, or in one plain reason, within its memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "the other tests use the rest of it")]
mod drawn;

use connect_picture::{LONGEST_SIDE, NoPicture, codes};
use drawn::{PAPER, report, window};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage};
use peak_alloc::PeakAlloc;
use proptest::prelude::*;
use std::io::Cursor;
use std::sync::Mutex;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;
/// One test measures at a time, also where all of them run in one process.
static ALONE: Mutex<()> = Mutex::new(());
/// As much as reading any picture may take, in MiB.
const MOST: f32 = 200.0;

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

/// The head of a PNG that says that it has these sides, and nothing after it.
fn head(width: u32, height: u32) -> Vec<u8> {
    let mut fields = b"IHDR".to_vec();
    fields.extend(width.to_be_bytes());
    fields.extend(height.to_be_bytes());
    fields.extend([8, 2, 0, 0, 0]);
    let sum = crc(&fields).to_be_bytes();
    [b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec(), fields, sum.to_vec()].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let of_bit = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), of_bit))
}

/// The most memory that reading this took on top of what is there anyway, in MiB.
fn measured(file: &[u8]) -> (Result<Vec<Vec<u8>>, NoPicture>, f32) {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let before = MEMORY.current_usage_as_mb();
    MEMORY.reset_peak_usage();
    let found = codes(file);
    (found, MEMORY.peak_usage_as_mb() - before)
}

#[test]
fn a_picture_that_says_it_is_endless_is_too_large_and_takes_no_memory() {
    for (width, height) in [(100_000, 100_000), (u32::MAX >> 1, 1), (1, 100_000), (12_001, 1)] {
        let (found, took) = measured(&head(width, height));
        assert_eq!(found, Err(NoPicture::TooLarge), "{width} x {height}");
        assert!(took < 1.0, "{width} x {height}: {took} MiB");
    }
}

#[test]
fn a_small_file_that_unpacks_into_a_huge_picture_stays_within_its_memory() {
    for (side, expected) in [(LONGEST_SIDE, Ok(Vec::new())), (8_000, Ok(Vec::new()))] {
        let packed = file(&DynamicImage::from(GrayImage::new(side, side)), ImageFormat::Png);
        let (found, took) = measured(&packed);
        assert_eq!(found, expected, "{side} grey");
        assert!(took < MOST, "{side} grey: {took} MiB");
    }
    let packed = file(&DynamicImage::from(RgbImage::new(LONGEST_SIDE, LONGEST_SIDE)), ImageFormat::Png);
    let (found, took) = measured(&packed);
    assert_eq!(found, Err(NoPicture::TooLarge));
    assert!(took < MOST, "in colours: {took} MiB");
}

#[test]
fn a_photograph_of_twelve_megapixels_is_read_within_its_memory() {
    let window = window(PAPER, &report());
    let large = imageops::resize(&window, 4_000, 3_000, FilterType::Triangle);
    let mut photo = Vec::new();
    large.write_with_encoder(JpegEncoder::new_with_quality(&mut photo, 80)).expect("a picture");
    let (found, took) = measured(&photo);
    assert_eq!(found, Ok(vec![report()]));
    assert!(took < MOST, "{took} MiB");
}

fn small(format: ImageFormat) -> Vec<u8> {
    let corner = imageops::crop_imm(&window(PAPER, b"MC"), 1_100, 620, 180, 180).to_image();
    file(&DynamicImage::from(corner), format)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_picture_with_any_bytes_changed_or_cut_ends_in_one_of_the_plain_ways(
        format in prop::sample::select(vec![ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = small(format);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            *bytes.get_mut(place).expect("inside") = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let found = codes(&bytes).unwrap_or_default();
        prop_assert!(found.len() < 100);
    }
}
