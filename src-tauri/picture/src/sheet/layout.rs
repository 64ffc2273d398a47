//! Where everything stands on a sheet.

use super::brush::{Canvas, Colour};
use super::letters::{Faces, Style};
use super::{Code, Sheet, Tone, WIDTH};

const INK: Colour = [0x1d, 0x1b, 0x18];
const FAINT: Colour = [0x5c, 0x57, 0x50];
const RULE: Colour = [0xd8, 0xd3, 0xca];
const GOOD: Colour = [0x1c, 0x7a, 0x4a];
const ATTENTION: Colour = [0xb3, 0x6a, 0x00];
const BAD: Colour = [0xb4, 0x23, 0x18];
const PRACTICE: Colour = [0xff, 0xe2, 0xa8];

/// In pixels.
const MARGIN: u16 = 48;
/// Between two paragraphs.
const GAP: u16 = 26;
/// At half the size of the picture two are left, which readers make out.
const MODULE: u32 = 4;
/// As many light modules belong around a code (ISO/IEC 18004, 9.1).
const BORDER: u32 = 4;

const TITLE: Style = Style { size: 24.0, strong: false };
const HEADLINE: Style = Style { size: 44.0, strong: true };
const STRONG: Style = Style { size: 26.0, strong: true };
const BODY: Style = Style { size: 26.0, strong: false };

/// A text in its place.
struct Placed {
    text: String,
    style: Style,
    colour: Colour,
    /// The left end and the baseline.
    at: (f32, f32),
}

/// Everything in its place.
pub struct Layout<'a> {
    /// As tall as it came out, in pixels.
    pub height: u32,
    texts: Vec<Placed>,
    marks: Vec<(Tone, f32, f32, f32)>,
    rules: Vec<f32>,
    banner: Option<(f32, f32)>,
    code: Option<&'a Code>,
    /// The lowest place so far.
    y: f32,
}

impl<'a> Layout<'a> {
    /// Puts the sheet in its places.
    pub fn of(sheet: &'a Sheet, faces: &Faces) -> Self {
        let mut layout = Self {
            height: 0,
            texts: Vec::new(),
            marks: Vec::new(),
            rules: Vec::new(),
            banner: None,
            code: sheet.code.as_ref(),
            y: f32::from(MARGIN),
        };
        layout.banner(sheet, faces);
        let top = layout.y;
        layout.head(sheet, faces);
        let below_code = sheet.code.as_ref().map_or(0.0, |code| top + pixels(across(code)));
        layout.y = layout.y.max(below_code) + f32::from(GAP);
        for line in &sheet.lines {
            layout.marked(faces, line.tone, &line.text, BODY, full());
        }
        for paragraph in &sheet.rest {
            layout.rule();
            for line in paragraph {
                layout.text(faces, line, BODY, INK, 0.0, full());
            }
        }
        layout.height = down(layout.y + f32::from(MARGIN));
        layout
    }

    /// Draws everything.
    pub fn draw(&self, canvas: &mut Canvas, faces: &Faces) {
        if let Some((top, bottom)) = self.banner {
            canvas.fill((0, place(top)), (i64::from(WIDTH), place(bottom - top)), PRACTICE);
        }
        for &y in &self.rules {
            canvas.fill((i64::from(MARGIN), place(y)), (place(full()), 2), RULE);
        }
        for (tone, left, top, side) in &self.marks {
            mark(canvas, *tone, (place(*left), place(*top)), place(*side));
        }
        for Placed { text, style, colour, at } in &self.texts {
            faces.draw(canvas, text, *style, *at, *colour);
        }
        if let Some(code) = self.code {
            self.draw_code(canvas, code);
        }
    }

    fn banner(&mut self, sheet: &Sheet, faces: &Faces) {
        let Some(banner) = &sheet.banner else { return };
        let top = 0.0;
        self.y = f32::from(GAP) / 2.0;
        self.text(faces, banner, STRONG, INK, 0.0, full());
        self.y += f32::from(GAP) / 2.0;
        self.banner = Some((top, self.y));
        self.y += f32::from(GAP);
    }

    /// What stands beside the code.
    fn head(&mut self, sheet: &Sheet, faces: &Faces) {
        let code = sheet.code.as_ref().map_or(0.0, |code| pixels(across(code)) + f32::from(GAP));
        let width = full() - code;
        self.text(faces, &sheet.title, TITLE, FAINT, 0.0, width);
        self.y += 6.0;
        if let Some((tone, says)) = &sheet.headline {
            self.marked(faces, Some(*tone), says, HEADLINE, width);
            self.y += 6.0;
        }
        for line in &sheet.lead {
            self.text(faces, line, BODY, INK, 0.0, width);
        }
    }

    /// A text with its mark before it.
    fn marked(&mut self, faces: &Faces, tone: Option<Tone>, text: &str, style: Style, width: f32) {
        let indent = if tone.is_some() { style.size * 1.2 } else { 0.0 };
        if let Some(tone) = tone {
            let side = style.size * 0.8;
            self.marks.push((tone, f32::from(MARGIN), self.y + (style.size * 1.4 - side) / 2.0, side));
        }
        self.text(faces, text, style, INK, indent, width);
    }

    fn text(&mut self, faces: &Faces, text: &str, style: Style, colour: Colour, indent: f32, width: f32) {
        for line in faces.lines(text, style, width - indent) {
            let at = (f32::from(MARGIN) + indent, self.y + style.size * 1.05);
            self.texts.push(Placed { text: line, style, colour, at });
            self.y += style.size * 1.4;
        }
    }

    fn rule(&mut self) {
        self.rules.push(self.y + f32::from(GAP) / 2.0);
        self.y += f32::from(GAP);
    }

    fn draw_code(&self, canvas: &mut Canvas, code: &Code) {
        let module = i64::from(MODULE);
        let left = i64::from(WIDTH) - i64::from(MARGIN) - i64::from(across(code));
        let top = place(self.banner.map_or(f32::from(MARGIN), |(_, bottom)| bottom + f32::from(GAP)));
        let size = usize::try_from(code.size).unwrap_or(usize::MAX).max(1);
        for (at, _) in code.dark.iter().enumerate().filter(|(_, dark)| **dark) {
            let on = |at: usize| (i64::try_from(at).unwrap_or_default() + i64::from(BORDER)) * module;
            canvas.fill((left + on(at % size), top + on(at / size)), (module, module), [0; 3]);
        }
    }
}

fn mark(canvas: &mut Canvas, tone: Tone, at: (i64, i64), side: i64) {
    match tone {
        Tone::Good => canvas.shape(at, side, GOOD, |x, y| x * x + y * y <= 1.0),
        Tone::Attention => canvas.shape(at, side, ATTENTION, |x, y| y <= 0.9 && y >= 2.0 * x.abs() - 1.0),
        Tone::Bad => canvas.shape(at, side, BAD, |x, y| x.abs().max(y.abs()) <= 0.95),
        Tone::Unknown => canvas.shape(at, side, FAINT, |x, y| (0.45..=1.0).contains(&(x * x + y * y))),
    }
}

/// The width between the margins.
fn full() -> f32 {
    pixels(WIDTH - 2 * u32::from(MARGIN))
}

/// How wide a code is with its border, in pixels.
fn across(code: &Code) -> u32 {
    code.size.saturating_add(2 * BORDER).saturating_mul(MODULE)
}

#[allow(clippy::cast_precision_loss, reason = "no picture has a million pixels a side")]
fn pixels(count: u32) -> f32 {
    count as f32
}

#[allow(clippy::cast_possible_truncation, reason = "it is a place on the picture")]
fn place(at: f32) -> i64 {
    at.round() as i64
}

fn down(height: f32) -> u32 {
    u32::try_from(place(height)).unwrap_or_default()
}
