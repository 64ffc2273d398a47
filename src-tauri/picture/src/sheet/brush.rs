//! Pixels: blending a colour onto them, and simple shapes.

/// Red, green and blue.
pub type Colour = [u8; 3];

/// A picture that is being drawn. What lies outside it is not drawn.
pub struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// An empty one.
    pub fn white(width: u32, height: u32) -> Self {
        let bytes = u64::from(width) * u64::from(height) * 3;
        Self { width, height, pixels: vec![255; usize::try_from(bytes).unwrap_or_default()] }
    }

    /// Three bytes a pixel, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Lays a colour over a pixel; `cover` says how much of it, 0 to 1.
    pub fn blend(&mut self, x: i64, y: i64, colour: Colour, cover: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= self.width || y >= self.height {
            return;
        }
        let at = (u64::from(y) * u64::from(self.width) + u64::from(x)) * 3;
        let Some(pixel) = usize::try_from(at).ok().and_then(|at| self.pixels.get_mut(at..at + 3)) else { return };
        for (below, over) in pixel.iter_mut().zip(colour) {
            *below = mixed(*below, over, cover);
        }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, (left, top): (i64, i64), (width, height): (i64, i64), colour: Colour) {
        for y in top..top + height {
            for x in left..left + width {
                self.blend(x, y, colour, 1.0);
            }
        }
    }

    /// Fills what `inside` says is inside of a square, of which it gets the place from -1 to 1 both ways.
    pub fn shape(&mut self, (left, top): (i64, i64), side: i64, colour: Colour, inside: impl Fn(f32, f32) -> bool) {
        /// Each pixel is looked at in so many rows and columns, which makes its edge smooth.
        const FINE: i64 = 4;
        for y in 0..side {
            for x in 0..side {
                let spots = (0..FINE * FINE).filter(|spot| {
                    let place = |at: i64, of: i64| ratio(at * FINE * 2 + of * 2 + 1, side * FINE) - 1.0;
                    inside(place(x, spot % FINE), place(y, spot / FINE))
                });
                let hit = i64::try_from(spots.count()).unwrap_or_default();
                self.blend(left + x, top + y, colour, ratio(hit, FINE * FINE));
            }
        }
    }
}

/// One small number by another.
#[allow(clippy::cast_precision_loss, reason = "both are a few thousand at most")]
fn ratio(one: i64, other: i64) -> f32 {
    one as f32 / other as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between two bytes")]
fn mixed(below: u8, over: u8, cover: f32) -> u8 {
    let (below, over) = (f32::from(below), f32::from(over));
    (below + (over - below) * cover.clamp(0.0, 1.0)).round() as u8
}
