//! What becomes of a picture that is sent: messengers make it smaller and compress it again. The code on it must
//! be read all the same, bit for bit.

use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, imageops};

use crate::app::App;
use crate::trouble::{Outcome, Trouble};

/// Whose picture it is must be in sight: the strip, or the panel's foot. Whether a code is in sight as well.
const IN_SIGHT: &str = "
    const within = (one) => {
        const { top, left, bottom, right } = one.getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
    };
    const all = (name) => [...document.querySelectorAll(`[data-testid=${name}]`)];
    const code = all('report-code').filter((one) => one.checkVisibility());
    return [[...all('support-strip'), ...all('identity')].some(within), code.length, code.filter(within).length];";

const PERCENT: [u32; 4] = [100, 75, 62, 50];
const QUALITY: [u8; 3] = [30, 50, 70];

impl App<'_> {
    /// Fails unless this picture of the window, as it is now, names its shop and its code is read from it, however
    /// it is sent. Tells how many copies were read.
    pub async fn is_read_from(&self, picture: &Path) -> Outcome<usize> {
        let seen = self.run("looking for the strip", IN_SIGHT, Vec::new()).await?;
        let (strip, codes, whole): (bool, usize, usize) =
            serde_json::from_value(seen).map_err(|refusal| Trouble::refused("looking for the strip", refusal))?;
        if !strip || codes != whole {
            let file = picture.display();
            return Err(Trouble::new(format!("{file}: strip in sight: {strip}, {whole} of {codes} codes in sight")));
        }
        if whole == 0 { Ok(0) } else { read(picture) }
    }
}

fn read(picture: &Path) -> Outcome<usize> {
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
