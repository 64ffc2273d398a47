//! The report that the app draws: its code is read from it however the picture is sent, and every letter is drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use connect_picture::codes;
use connect_picture::sheet::{Code, Line, Sheet, Tone, WIDTH, png};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use qrcodegen::{QrCode, QrCodeEcc};

/// As many bytes as the report of a usual shop takes at most.
fn report() -> Vec<u8> {
    (0..192_u32).map(|at| u8::try_from(at * 37 % 251).expect("below 251")).collect()
}

fn code() -> Code {
    let code = QrCode::encode_binary(&report(), QrCodeEcc::Low).expect("it fits");
    let rows = 0..code.size();
    let dark = rows.clone().flat_map(|y| rows.clone().map(move |x| (x, y))).map(|(x, y)| code.get_module(x, y));
    Code { size: u32::try_from(code.size()).expect("small"), dark: dark.collect() }
}

fn line(tone: Tone, text: &str) -> Line {
    Line { tone: Some(tone), text: text.to_owned() }
}

fn sheet(banner: Option<&str>) -> Sheet {
    Sheet {
        title: "Report for Meum's support".to_owned(),
        banner: banner.map(str::to_owned),
        headline: Some((Tone::Bad, "Shoppers can't pay right now".to_owned())),
        lead: vec!["Shop: https://corner-shop.example/".to_owned(), "Reference: FBKN4Q".to_owned()],
        lines: vec![
            line(Tone::Good, "Shop: Working"),
            line(Tone::Bad, "Payouts: Not working · G11"),
            line(Tone::Attention, "Plugin: Needs attention"),
            line(Tone::Unknown, "Keys: Can't tell right now"),
        ],
        rest: vec![vec!["- GET /wp-json/wc/v3/system_status · 200 · 84 ms".to_owned()]],
        code: Some(code()),
    }
}

fn drawn(sheet: &Sheet) -> RgbImage {
    image::load_from_memory(&png(sheet).expect("it is drawn")).expect("a picture").into_rgb8()
}

fn sent(picture: &RgbImage, percent: u32, quality: u8) -> Vec<u8> {
    let (width, height) = (picture.width() * percent / 100, picture.height() * percent / 100);
    let smaller = imageops::resize(picture, width, height, FilterType::Triangle);
    let mut file = Vec::new();
    smaller.write_with_encoder(JpegEncoder::new_with_quality(&mut file, quality)).expect("a picture");
    file
}

#[test]
fn its_code_is_read_at_every_size_and_quality_that_messengers_send() {
    for banner in [None, Some("PRACTICE: nothing here is real.")] {
        let picture = drawn(&sheet(banner));
        for percent in [100, 75, 62, 50] {
            for quality in [30, 50, 70] {
                assert_eq!(codes(&sent(&picture, percent, quality)), Ok(vec![report()]), "{percent} %, {quality}");
            }
        }
    }
}

/// How much darker than white an area is, at most.
fn darkest(picture: &RgbImage, (left, top): (u32, u32), (width, height): (u32, u32)) -> u8 {
    let of = |x, y| picture.get_pixel(x, y).0.into_iter().max().expect("three");
    let places = (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x, y)));
    255 - places.map(|(x, y)| of(x, y)).min().expect("an area")
}

#[test]
fn nothing_is_drawn_over_an_edge_or_over_the_code() {
    let long = format!("{} {}", "x".repeat(300), "word ".repeat(200));
    let sheet = Sheet {
        lead: vec![long.clone(); 2],
        lines: vec![line(Tone::Good, &long)],
        rest: vec![vec![long]],
        ..sheet(None)
    };
    let picture = drawn(&sheet);
    let (width, height) = picture.dimensions();
    assert_eq!(width, WIDTH);
    assert_eq!(darkest(&picture, (0, 0), (40, height)), 0, "the left margin");
    assert_eq!(darkest(&picture, (width - 40, 0), (40, height)), 0, "the right margin");
    assert_eq!(darkest(&picture, (0, height - 20), (width, 20)), 0, "below everything");
    assert_eq!(codes(&sent(&picture, 100, 70)), Ok(vec![report()]));
}

#[test]
fn a_sheet_with_nothing_on_it_and_an_endless_one_are_drawn() {
    let empty = Sheet {
        title: String::new(),
        banner: None,
        headline: None,
        lead: Vec::new(),
        lines: Vec::new(),
        rest: Vec::new(),
        code: None,
    };
    assert_eq!(drawn(&empty).get_pixel(5, 5), &Rgb([255; 3]));
    let endless = Sheet { rest: vec![vec!["line".to_owned(); 2_000]], ..empty };
    assert_eq!(drawn(&endless).height(), 6_000);
}
