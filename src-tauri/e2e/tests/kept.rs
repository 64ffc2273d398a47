//! Every sample looks as it did: the real window draws it, light and dark, and it is compared with what is kept of
//! its picture in `kept/`. That is a small one, each pixel of which is the mean of a square of the window, so that what
//! one pixel of antialiasing changes stays within the tolerance, and a word that moves does not.

use crate::way::looks::SMALL;
use crate::way::{a_minute_before, samples};
use connect_e2e::{App, Outcome, Profile, Trouble};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageEncoder, Rgb, RgbImage};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The side of a square, in pixels of the window.
const SQUARE: u32 = 10;
/// One pixel of a square from black to white is 2.55 of 255; what is kept is rounded.
const TOLERANCE: u8 = 3;
/// Set by `cargo xtask pictures --keep`: what is drawn now is kept from now on.
const KEEP: &str = "PICTURES_KEEP";
/// The page with nothing on it, which is between any two.
const BARE: &str = "starting";
/// Every picture is of the same moment: 2 March 2026, 09:05 UTC.
const NOW: i64 = 1_772_442_300_000;

/// Time stands still, and nothing moves or blinks: no caret, no bar that fades away.
const STILL: &str = "
    Date.now = () => arguments[0];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*, *::before, *::after { animation: none !important; transition: none !important; }
        * { caret-color: transparent !important; scrollbar-width: none !important; }
        ::-webkit-scrollbar { display: none !important; }`);
    document.adoptedStyleSheets = [sheet];";

fn folder(look: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kept").join(look)
}

fn refused(what: &Path, refusal: impl std::fmt::Display) -> Trouble {
    Trouble::new(format!("{}: {refusal}", what.display()))
}

/// The picture in small: each pixel the mean of a square.
fn in_small(picture: &RgbImage) -> RgbImage {
    RgbImage::from_fn(picture.width().div_ceil(SQUARE), picture.height().div_ceil(SQUARE), |column, row| {
        let (left, top) = (column * SQUARE, row * SQUARE);
        let (right, bottom) = ((left + SQUARE).min(picture.width()), (top + SQUARE).min(picture.height()));
        let places = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let (mut sums, mut count) = ([0_u32; 3], 0_u32);
        for (x, y) in places {
            let Rgb(colour) = picture.get_pixel(x, y);
            for (sum, part) in sums.iter_mut().zip(colour) {
                *sum += u32::from(*part);
            }
            count += 1;
        }
        Rgb(sums.map(|sum| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(u8::MAX)))
    })
}

/// Where two small pictures differ, as places in the window; `None` where they do not.
fn difference(kept: &RgbImage, drawn: &RgbImage) -> Option<String> {
    if kept.dimensions() != drawn.dimensions() {
        return Some(format!("{:?} squares, and not {:?}", drawn.dimensions(), kept.dimensions()));
    }
    let differs = |one: &Rgb<u8>, other: &Rgb<u8>| one.0.iter().zip(other.0).any(|(a, b)| a.abs_diff(b) > TOLERANCE);
    let squares: Vec<(u32, u32)> = kept
        .enumerate_pixels()
        .filter(|(x, y, pixel)| differs(pixel, drawn.get_pixel(*x, *y)))
        .map(|(x, y, _)| (x * SQUARE, y * SQUARE))
        .collect();
    let (left, top) = (squares.iter().map(|at| at.0).min()?, squares.iter().map(|at| at.1).min()?);
    let (right, bottom) =
        (squares.iter().map(|at| at.0).max()? + SQUARE, squares.iter().map(|at| at.1).max()? + SQUARE);
    Some(format!("{} squares differ, between {left}, {top} and {right}, {bottom}", squares.len()))
}

fn keep(small: &RgbImage, file: &Path) -> Outcome {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(small, small.width(), small.height(), image::ExtendedColorType::Rgb8)
        .map_err(|refusal| refused(file, refusal))?;
    std::fs::create_dir_all(file.parent().unwrap_or(file)).map_err(|refusal| refused(file, refusal))?;
    std::fs::write(file, bytes).map_err(|refusal| refused(file, refusal))
}

/// Compares one sample, or keeps it; what is wrong with it.
async fn looked_at(app: &App<'_>, look: &str, name: &str) -> Outcome<Option<String>> {
    let whole = app.picture(&format!("kept/{look}/{name}")).await?;
    let picture = image::open(&whole).map_err(|refusal| refused(&whole, refusal))?.into_rgb8();
    let (small, file) = (in_small(&picture), folder(look).join(format!("{name}.png")));
    if std::env::var_os(KEEP).is_some() {
        return keep(&small, &file).map(|()| None);
    }
    let wrong = match image::open(&file) {
        Ok(kept) => difference(&kept.into_rgb8(), &small),
        Err(refusal) => Some(format!("nothing is kept of it: {refusal}")),
    };
    Ok(wrong.map(|wrong| format!("{look}, {name}: {wrong}; {}", whole.display())))
}

async fn as_kept(look: &str, profile: Profile, some: impl Fn(usize) -> bool) -> Outcome {
    let app = App::launch(&profile).await?;
    app.see("Connect my shop").await?;
    app.set_window(SMALL.0, SMALL.1).await?;
    app.script(STILL, vec![json!(NOW)]).await?;
    app.see("Mar 2, 2026 09:05").await?;
    let mut wrong = Vec::new();
    let all = samples()?;
    let bare = all.iter().find(|(name, _)| name == BARE).map(|(_, view)| view.clone()).unwrap_or_default();
    for (number, (name, view)) in all.into_iter().enumerate().filter(|(number, _)| some(*number)) {
        // Neither the cursor nor how far a page was scrolled comes from the sample before.
        app.play(&bare, 2 * number).await?;
        let view: Value = a_minute_before(view, NOW);
        app.play(&view, 2 * number + 1).await?;
        wrong.extend(looked_at(&app, look, &name).await?);
    }
    if wrong.is_empty() {
        return app.close().await;
    }
    let help = "Look at the pictures. Where they are right, `cargo xtask pictures --keep` keeps them.";
    Err(Trouble::new(format!("{}\n{help}", wrong.join("\n"))))
}

/// Some samples in each look, other ones in each.
#[tokio::test]
async fn some_samples_look_as_they_did() -> Outcome {
    const ONE_IN: usize = 16;
    as_kept("light", Profile::new()?, |number| number % ONE_IN == 0).await?;
    as_kept("dark", Profile::new()?.dark(), |number| number % ONE_IN == ONE_IN / 2).await
}

#[tokio::test]
#[ignore = "draws every sample, some minutes"]
async fn every_sample_looks_as_it_did_in_light() -> Outcome {
    as_kept("light", Profile::new()?, |_| true).await
}

#[tokio::test]
#[ignore = "draws every sample, some minutes"]
async fn every_sample_looks_as_it_did_in_the_dark() -> Outcome {
    as_kept("dark", Profile::new()?.dark(), |_| true).await
}

#[test]
fn every_sample_has_its_kept_pictures_and_no_other_is_kept() {
    let names: BTreeSet<String> = samples().unwrap().into_iter().map(|(name, _)| format!("{name}.png")).collect();
    for look in ["light", "dark"] {
        let files = std::fs::read_dir(folder(look)).unwrap();
        let kept: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(kept, names, "{look}: `cargo xtask pictures --keep`");
    }
}

#[test]
fn a_pixel_is_within_the_tolerance_and_a_word_that_moves_is_not() {
    let mut window = RgbImage::from_pixel(200, 100, Rgb([250; 3]));
    for x in 40..90 {
        window.put_pixel(x, 50 + x % 3, Rgb([20; 3]));
    }
    let kept = in_small(&window);
    assert_eq!(kept.dimensions(), (20, 10));
    let mut antialiased = window.clone();
    antialiased.put_pixel(120, 20, Rgb([0; 3]));
    assert_eq!(difference(&kept, &in_small(&antialiased)), None);
    let moved = RgbImage::from_fn(200, 100, |x, y| *window.get_pixel(x, (y + 3) % 100));
    assert!(difference(&kept, &in_small(&moved)).is_some_and(|it| it.contains("squares differ")));
    assert!(difference(&kept, &in_small(&RgbImage::new(210, 100))).is_some());
}
