//! What becomes of a picture that is sent: messengers make it smaller and compress it again. The code on it must
//! be read all the same, bit for bit.

use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, imageops};

use crate::app::App;
use crate::trouble::{Outcome, Trouble};

/// Whose picture it is must be in sight: the strip, or the panel's foot or head; and each code that is drawn. Each is looked at
/// whole: inside the window, cut off by nothing that scrolls, and covered by nothing. Tells what is wrong with each, and
/// the window's size in dots.
const IN_SIGHT: &str = "
    const side = (one) => one.getBoundingClientRect();
    const outside = (box, other) =>
        box.top < other.top - 1 || box.left < other.left - 1 || box.bottom > other.bottom + 1 || box.right > other.right + 1;
    const wrong = (one) => {
        const box = side(one);
        if (box.width < 20 || box.height < 10) return 'it is hardly there';
        if (outside(box, { top: 0, left: 0, bottom: innerHeight, right: innerWidth })) return 'it goes over an edge';
        for (let around = one.parentElement; around; around = around.parentElement) {
            const cuts = getComputedStyle(around).overflow !== 'visible';
            if (cuts && outside(box, side(around))) return `${around.tagName} cuts it off`;
        }
        for (const [x, y] of [[0.5, 0.5], [0.01, 0.03], [0.99, 0.03], [0.01, 0.97], [0.99, 0.97]]) {
            const met = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
            if (!met || !(one.contains(met) || met.contains(one))) return `${met?.tagName} covers it`;
        }
        return '';
    };
    const seen = (name) => [...document.querySelectorAll(`[data-testid=${name}]`)].filter((one) => one.checkVisibility());
    const dots = (length) => Math.round(length * devicePixelRatio);
    // In a small window the panel's head has the strip, and its foot scrolls.
    const foot = seen('head-strip').length > 0 ? [] : seen('identity');
    return [[...seen('support-strip'), ...seen('head-strip'), ...foot].map(wrong), seen('report-code').map(wrong),
        dots(innerWidth), dots(innerHeight)];";

const PERCENT: [u32; 4] = [100, 75, 62, 50];
const QUALITY: [u8; 3] = [30, 50, 70];

impl App<'_> {
    /// Fails unless this picture of the window, as it is now, names its shop and its code is read from it, however
    /// it is sent. Tells how many copies were read.
    pub async fn is_read_from(&self, picture: &Path) -> Outcome<usize> {
        let seen = self.run("looking for the strip", IN_SIGHT, Vec::new()).await?;
        let seen: InSight =
            serde_json::from_value(seen).map_err(|refusal| Trouble::refused("looking for the strip", refusal))?;
        let file = picture.display();
        let InSight(strips, codes, ..) = &seen;
        let wrong = strips.iter().chain(codes).find(|wrong| !wrong.is_empty());
        if strips.is_empty() || wrong.is_some() {
            let words = format!("{file}: {} strips, {} codes: {}", strips.len(), codes.len(), one_line_of(wrong));
            return Err(Trouble::new(words));
        }
        if codes.is_empty() { is_whole(picture, &seen).map(|()| 0) } else { read(picture, &seen) }
    }
}

/// What is wrong with each strip and with each code, and the size of the window in dots.
#[derive(serde::Deserialize)]
struct InSight(Vec<String>, Vec<String>, u32, u32);

fn one_line_of(wrong: Option<&String>) -> &str {
    wrong.map_or("nothing says whose it is", String::as_str)
}

/// The picture is of the whole window that was looked at.
fn is_whole(picture: &Path, InSight(_, _, width, height): &InSight) -> Outcome {
    let size = image::image_dimensions(picture)
        .map_err(|refusal| Trouble::refused(format!("reading {}", picture.display()), refusal))?;
    if size.0.abs_diff(*width) > 1 || size.1.abs_diff(*height) > 1 {
        let words = format!("{} is {size:?}, and the window {width} by {height}", picture.display());
        return Err(Trouble::new(words));
    }
    Ok(())
}

fn read(picture: &Path, seen: &InSight) -> Outcome<usize> {
    is_whole(picture, seen)?;
    let refused = |refusal: &dyn std::fmt::Display| Trouble::refused(format!("reading {}", picture.display()), refusal);
    let file = std::fs::read(picture).map_err(|refusal| refused(&refusal))?;
    let whole = connect_picture::codes(&file).map_err(|refusal| refused(&refusal))?;
    if whole.len() != 1 {
        return Err(Trouble::new(format!("{}: {} codes were read", picture.display(), whole.len())));
    }
    let window = image::load_from_memory(&file).map_err(|refusal| refused(&refusal))?;
    let mut copies = 0;
    for percent in PERCENT {
        for quality in QUALITY {
            let copy = sent(&window, percent, quality).map_err(|refusal| refused(&refusal))?;
            if connect_picture::codes(&copy) != Ok(whole.clone()) {
                let words = format!("{}: not read at {percent} %, quality {quality}", picture.display());
                return Err(Trouble::new(words));
            }
            copies += 1;
        }
    }
    Ok(copies)
}

fn sent(window: &DynamicImage, percent: u32, quality: u8) -> image::ImageResult<Vec<u8>> {
    let (width, height) = (window.width() * percent / 100, window.height() * percent / 100);
    let smaller = imageops::resize(&window.to_rgb8(), width, height, FilterType::Triangle);
    let mut file = Vec::new();
    smaller.write_with_encoder(JpegEncoder::new_with_quality(&mut file, quality))?;
    Ok(file)
}
