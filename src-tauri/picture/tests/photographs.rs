//! Codes are read from photographs of a screen: taken at an angle, out of focus, noisy, with the grid of the
//! screen in them. The photographs are made here, the same ones on every run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod drawn;

use connect_picture::codes;
use drawn::{NIGHT, PAPER, report, window};
use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, Luma, RgbImage, imageops};

/// The size of the part of a photograph that shows the corner with the code. Messengers send about twice that.
const WIDTH: u32 = 1000;
const HEIGHT: u32 = 800;

/// Numbers that look random and are the same on every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn between(&mut self, least: f32, most: f32) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = u16::try_from(self.0 >> 48).expect("16 bits");
        least + (most - least) * f32::from(part) / f32::from(u16::MAX)
    }
}

/// How a photograph is taken.
struct Shot {
    /// How far the telephone is turned, in radians.
    turn: f32,
    /// How much nearer one side is, per pixel, across and down.
    lean: (f32, f32),
    /// How many pixels of the window are one of the photograph.
    scale: f32,
    /// Of the blur, in pixels.
    blur: f32,
    /// How far noise reaches, in levels of grey.
    noise: f32,
    /// How deep the stripes are that the grid of the screen makes, in levels of grey, and how wide.
    stripes: (f32, f32),
    /// How bright the screen is in it.
    light: f32,
}

impl Shot {
    fn any(dice: &mut Dice) -> Self {
        Self {
            turn: dice.between(-0.12, 0.12),
            lean: (dice.between(-1.2e-4, 1.2e-4), dice.between(-1.2e-4, 1.2e-4)),
            scale: dice.between(0.62, 0.85),
            blur: dice.between(0.3, 0.9),
            noise: dice.between(4.0, 18.0),
            stripes: (dice.between(2.0, 16.0), dice.between(3.0, 11.0)),
            light: dice.between(0.65, 1.0),
        }
    }

    /// The photograph of a window, as JPEG. It shows the corner that the code is in.
    fn of(&self, window: &RgbImage, dice: &mut Dice) -> Vec<u8> {
        let screen = imageops::grayscale(window);
        let (sin, cos) = self.turn.sin_cos();
        let photo = GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
            let (x, y) = (as_f32(x) - 500.0, as_f32(y) - 400.0);
            let depth = 1.0 + self.lean.0 * x + self.lean.1 * y;
            let (u, v) = ((cos * x - sin * y) * self.scale / depth, (sin * x + cos * y) * self.scale / depth);
            let seen = between_pixels(&screen, 1050.0 + u, 630.0 + v);
            let grid = (x * 0.97 + y * 0.24) / self.stripes.1;
            Luma([level(seen * self.light + self.stripes.0 * grid.sin() + dice.between(-self.noise, self.noise))])
        });
        let photo = imageops::blur(&photo, self.blur);
        let mut file = Vec::new();
        photo.write_with_encoder(JpegEncoder::new_with_quality(&mut file, 60)).expect("a picture");
        file
    }
}

fn as_f32(number: u32) -> f32 {
    f32::from(u16::try_from(number).expect("a small picture"))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is held between 0 and 255")]
fn level(grey: f32) -> u8 {
    grey.clamp(0.0, 255.0) as u8
}

/// What is seen between four pixels; around the screen it is dark.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "negative places are outside")]
fn between_pixels(screen: &GrayImage, u: f32, v: f32) -> f32 {
    let at = |x: f32, y: f32| {
        let inside = x >= 0.0 && y >= 0.0;
        let pixel = if inside { screen.get_pixel_checked(x as u32, y as u32) } else { None };
        pixel.map_or(40.0, |pixel| f32::from(pixel[0]))
    };
    let (x, y) = (u.floor(), v.floor());
    let (right, down) = (u - x, v - y);
    let above = at(x, y) * (1.0 - right) + at(x + 1.0, y) * right;
    let below = at(x, y + 1.0) * (1.0 - right) + at(x + 1.0, y + 1.0) * right;
    above * (1.0 - down) + below * down
}

#[test]
fn at_least_95_of_100_photographs_are_read() {
    let mut dice = Dice(12);
    let windows = [PAPER, NIGHT].map(|background| window(background, &report()));
    let missed = (0..100)
        .filter(|number| {
            let shot = Shot::any(&mut dice);
            let file = shot.of(&windows[number % 2], &mut dice);
            codes(&file) != Ok(vec![report()])
        })
        .count();
    assert!(missed <= 5, "{missed} of 100 were not read");
}
