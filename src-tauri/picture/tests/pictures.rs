//! Codes are found on pictures as messengers make them, and nothing is found where there is none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod drawn;

use connect_picture::{LONGEST_SIDE, NoPicture, codes};
use drawn::{NIGHT, PAPER, report, window};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Luma, RgbImage};
use std::io::Cursor;

fn sent(window: &RgbImage, percent: u32, quality: u8) -> Vec<u8> {
    let (width, height) = (window.width() * percent / 100, window.height() * percent / 100);
    let smaller = imageops::resize(window, width, height, FilterType::Triangle);
    let mut file = Vec::new();
    smaller.write_with_encoder(JpegEncoder::new_with_quality(&mut file, quality)).expect("a picture");
    file
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("a picture");
    file.into_inner()
}

#[test]
fn a_report_is_read_at_every_size_and_quality_that_messengers_send() {
    for background in [PAPER, NIGHT] {
        let window = window(background, &report());
        for percent in [100, 75, 62, 50] {
            for quality in [30, 50, 70] {
                let found = codes(&sent(&window, percent, quality));
                assert_eq!(found, Ok(vec![report()]), "{percent} %, quality {quality}, on {background:?}");
            }
        }
    }
}

#[test]
fn every_kind_of_picture_is_opened() {
    let window = DynamicImage::from(window(PAPER, &report()));
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        assert_eq!(codes(&file(&window, format)), Ok(vec![report()]), "{format:?}");
    }
}

#[test]
fn a_picture_without_a_code_has_none() {
    let blank = DynamicImage::from(RgbImage::from_pixel(400, 300, PAPER));
    assert_eq!(codes(&file(&blank, ImageFormat::Png)), Ok(Vec::new()));
    let dot = DynamicImage::from(image::GrayImage::from_pixel(1, 1, Luma([0])));
    assert_eq!(codes(&file(&dot, ImageFormat::Png)), Ok(Vec::new()));
}

#[test]
fn two_windows_on_one_picture_are_both_found() {
    let (one, other) = (window(PAPER, b"MC one"), window(NIGHT, b"MC other"));
    let mut both = RgbImage::new(1280, 1600);
    imageops::replace(&mut both, &one, 0, 0);
    imageops::replace(&mut both, &other, 0, 800);
    let mut found = codes(&file(&DynamicImage::from(both), ImageFormat::Png)).expect("a picture");
    found.sort();
    assert_eq!(found, [b"MC one".to_vec(), b"MC other".to_vec()]);
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    let picture = file(&DynamicImage::from(window(PAPER, b"MC")), ImageFormat::Png);
    let broken = picture.get(..picture.len() / 2).expect("half of it");
    let cases: [(&[u8], NoPicture); 4] = [
        (b"", NoPicture::UnknownKind),
        (b"%PDF-1.7", NoPicture::UnknownKind),
        (b"GIF89a\x01\x00\x01\x00", NoPicture::UnknownKind),
        (broken, NoPicture::Damaged),
    ];
    for (file, expected) in cases {
        assert_eq!(codes(file), Err(expected), "{:?}", file.get(..8));
    }
}

#[test]
fn a_picture_that_says_it_is_endless_is_not_opened() {
    // The head of a PNG whose width and height are the largest there can be.
    let huge = DynamicImage::from(image::GrayImage::new(LONGEST_SIDE + 1, 1));
    assert_eq!(codes(&file(&huge, ImageFormat::Png)), Err(NoPicture::TooLarge));
}
