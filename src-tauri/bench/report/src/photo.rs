//! Pictures as merchants send them.

use super::Outcome;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// A screen of 1280x800 with the drawn report on it.
///
/// # Errors
/// When the picture cannot be opened or packed.
pub fn screenshot(drawn: &[u8]) -> Outcome<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(window(drawn)?).write_to(&mut file, ImageFormat::Png)?;
    Ok(file.into_inner())
}

/// A photograph of that screen of twelve megapixels, with noise in every pixel.
///
/// # Errors
/// When the picture cannot be opened or packed.
pub fn photograph(drawn: &[u8], with_code: bool) -> Outcome<Vec<u8>> {
    let mut window = window(drawn)?;
    if !with_code {
        let writing = imageops::crop_imm(&window, 0, 300, 640, 300).to_image();
        imageops::replace(&mut window, &writing, 640, 0);
        imageops::replace(&mut window, &writing, 640, 300);
    }
    let mut photo = imageops::resize(&window, 4_000, 3_000, FilterType::Triangle);
    let mut dice = 12_u64;
    for Rgb(pixel) in photo.pixels_mut() {
        // Knuth's MMIX generator.
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let noise = u8::try_from(dice >> 59).unwrap_or_default();
        *pixel = pixel.map(|level| (level / 4 * 3).saturating_add(noise));
    }
    let mut file = Vec::new();
    photo.write_with_encoder(JpegEncoder::new_with_quality(&mut file, 80))?;
    Ok(file)
}

fn window(drawn: &[u8]) -> Outcome<RgbImage> {
    let report = image::load_from_memory(drawn)?.into_rgb8();
    let mut window = RgbImage::from_pixel(1_280, 800, Rgb([250, 247, 240]));
    imageops::replace(&mut window, &report, 20, 20);
    Ok(window)
}
