//! Draws a report as a picture that stays legible at half its size: dark writing on white, marks in colour and in
//! shape, and the code. It knows no shop: it draws the words that it is given.

mod brush;
mod layout;
mod letters;

use brush::Canvas;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use layout::Layout;
use letters::Faces;

/// The width of every picture, in pixels.
pub const WIDTH: u32 = 1240;
/// More than any report needs. What lies below is left out.
const TALLEST: u32 = 6000;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It works.
    Good,
    /// It wants attention.
    Attention,
    /// It does not work.
    Bad,
    /// Nobody knows.
    Unknown,
}

/// A line with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it stands, where it does.
    pub tone: Option<Tone>,
    /// What it says.
    pub text: String,
}

/// A code: a square of dark and light modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// How many modules are in a row, and how many rows there are.
    pub size: u32,
    /// The rows one after the other; `true` is dark.
    pub dark: Vec<bool>,
}

/// What is drawn, from the top down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What this is.
    pub title: String,
    /// What nobody may miss, across the whole width.
    pub banner: Option<String>,
    /// How everything stands.
    pub headline: Option<(Tone, String)>,
    /// Beside the code.
    pub lead: Vec<String>,
    /// The lines, each with its mark.
    pub lines: Vec<Line>,
    /// What follows: paragraphs, each with its lines.
    pub rest: Vec<Vec<String>>,
    /// The code.
    pub code: Option<Code>,
}

/// The fonts or the picture did not come about. Both are the program's own, so nothing more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report could not be drawn")]
pub struct NotDrawn;

/// The sheet as a PNG.
///
/// # Errors
/// When the fonts that are built in cannot be read, or the picture cannot be packed.
pub fn png(sheet: &Sheet) -> Result<Vec<u8>, NotDrawn> {
    let faces = Faces::built_in().ok_or(NotDrawn)?;
    let layout = Layout::of(sheet, &faces);
    let height = layout.height.min(TALLEST);
    let mut canvas = Canvas::white(WIDTH, height);
    layout.draw(&mut canvas, &faces);
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Sub)
        .write_image(canvas.pixels(), WIDTH, height, ExtendedColorType::Rgb8)
        .map_err(|_| NotDrawn)?;
    Ok(file)
}
