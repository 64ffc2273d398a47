//! Letters: how wide a text is, where it is broken, and how it is drawn.

use super::brush::{Canvas, Colour};
use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};

/// The faces of the window, in the two weights that are drawn.
pub struct Faces {
    plain: FontRef<'static>,
    strong: FontRef<'static>,
}

/// A face in a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The size of the letter m, in pixels.
    pub size: f32,
    /// Whether it is the strong weight.
    pub strong: bool,
}

impl Faces {
    /// The faces that are built in; `None` if they cannot be read.
    pub fn built_in() -> Option<Self> {
        let plain = FontRef::try_from_slice(include_bytes!("../../fonts/atkinson-hyperlegible-next-400.ttf")).ok()?;
        let strong = FontRef::try_from_slice(include_bytes!("../../fonts/atkinson-hyperlegible-next-600.ttf")).ok()?;
        Some(Self { plain, strong })
    }

    fn face(&self, style: Style) -> &FontRef<'static> {
        if style.strong { &self.strong } else { &self.plain }
    }

    fn scale(&self, style: Style) -> PxScale {
        let face = self.face(style);
        // The library measures from the deepest to the highest place, and designers by the m.
        let of_m = face.units_per_em().map_or(1.0, |units| face.height_unscaled() / units);
        PxScale::from(style.size * of_m)
    }

    /// How wide a text is, in pixels.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        self.placed(text, style).1
    }

    /// The text in lines that are no wider than this, in pixels. A word that is wider is broken.
    pub fn lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, style) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(&line, style) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        lines.extend(Some(line).filter(|line| !line.is_empty()));
        lines
    }

    /// Draws a text with its left end and its baseline there.
    pub fn draw(&self, canvas: &mut Canvas, text: &str, style: Style, (left, baseline): (f32, f32), colour: Colour) {
        let face = self.face(style);
        for mut glyph in self.placed(text, style).0 {
            glyph.position.x += left;
            glyph.position.y += baseline;
            let Some(outlined) = face.outline_glyph(glyph) else { continue };
            let bounds = outlined.px_bounds();
            let (left, top) = (whole(bounds.min.x), whole(bounds.min.y));
            outlined.draw(|x, y, cover| canvas.blend(left + i64::from(x), top + i64::from(y), colour, cover));
        }
    }

    /// Each letter in its place, and where the next one would stand.
    fn placed(&self, text: &str, style: Style) -> (Vec<Glyph>, f32) {
        let scale = self.scale(style);
        let face = self.face(style).as_scaled(scale);
        let (mut glyphs, mut at, mut before) = (Vec::new(), 0.0, None);
        for letter in text.chars() {
            let id = face.glyph_id(letter);
            if let Some(before) = before {
                at += face.kern(before, id);
            }
            glyphs.push(id.with_scale_and_position(scale, point(at, 0.0)));
            at += face.h_advance(id);
            before = Some(id);
        }
        (glyphs, at)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "it is a place on the picture")]
fn whole(place: f32) -> i64 {
    place as i64
}
