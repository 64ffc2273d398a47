//! A window as the app draws it, with the code in its corner.

use image::{Rgb, RgbImage};
use qrcodegen::{QrCode, QrCodeEcc};

/// As many bytes as the report of a usual shop takes at most.
const REPORT: usize = 192;
pub const PAPER: Rgb<u8> = Rgb([250, 247, 240]);
pub const NIGHT: Rgb<u8> = Rgb([22, 26, 28]);

pub fn report() -> Vec<u8> {
    (0..REPORT).map(|at| u8::try_from(at * 37 % 251).expect("below 251")).collect()
}

/// A window with lines of writing, and in its corner the code: three pixels a module, four modules of border.
pub fn window(background: Rgb<u8>, bytes: &[u8]) -> RgbImage {
    let mut window = RgbImage::from_pixel(1280, 800, background);
    let ink = Rgb([255 - background[0], 255 - background[1], 255 - background[2]]);
    for (x, y, pixel) in window.enumerate_pixels_mut() {
        if y % 40 < 14 && x < 900 && (x / 5 + x / 3 + y / 4) % 3 == 0 {
            *pixel = ink;
        }
    }
    let code = QrCode::encode_binary(bytes, QrCodeEcc::Low).expect("it fits");
    let across = (code.size() + 8) * 3;
    for y in 0..across {
        for x in 0..across {
            let dark = code.get_module(x / 3 - 4, y / 3 - 4);
            let place = |at: i32, end: i32| u32::try_from(end - across - 8 + at).expect("inside");
            window.put_pixel(place(x, 1280), place(y, 800), if dark { Rgb([0; 3]) } else { Rgb([255; 3]) });
        }
    }
    window
}
