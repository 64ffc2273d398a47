//! The icon's picture: one shape a state, so that it is read without colour. The shapes are the page's
//! (`ui/src/parts/StatusIcon.svelte`), drawn here as dots, since the page is not running.
//!
//! A shape is a list of strokes and filled outlines in a square of 24 units. Each dot is looked at in a
//! grid of points: whichever layer covers a point last gives its colour.

use connect_core::line::Headline;

/// The sizes in dots that panels ask for.
pub const SIZES: [u8; 5] = [16, 22, 24, 32, 48];
/// The square that the shapes are drawn in.
const UNITS: f32 = 24.0;
/// Points a dot, each way.
const GRID: u8 = 4;

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A disc with a tick.
    Ok,
    /// A triangle with an exclamation mark.
    Warn,
    /// An octagon with a cross.
    Bad,
    /// A ring with a question mark.
    Unknown,
    /// A dashed ring.
    NotChecked,
}

impl Mark {
    /// Every shape.
    pub const ALL: [Self; 5] = [Self::Ok, Self::Warn, Self::Bad, Self::Unknown, Self::NotChecked];

    /// The shape of a headline, as on the page.
    pub const fn of(headline: Headline) -> Self {
        match headline {
            Headline::CanPay => Self::Ok,
            Headline::Attention => Self::Warn,
            Headline::CantPayYet => Self::Bad,
            Headline::CantTell => Self::Unknown,
            Headline::Checking => Self::NotChecked,
        }
    }

    fn colour(self) -> Colour {
        match self {
            Self::Ok => Colour(0x3f, 0xb0, 0x62),
            Self::Warn => Colour(0xe0, 0x9a, 0x1c),
            Self::Bad => Colour(0xdc, 0x45, 0x3a),
            Self::Unknown | Self::NotChecked => Colour(0x9b, 0x93, 0x87),
        }
    }

    fn layers(self) -> Vec<Layer> {
        let colour = self.colour();
        let paint = |shape| Layer { shape, colour: Some(colour) };
        let cut = |shape| Layer { shape, colour: None };
        match self {
            Self::Ok => {
                vec![paint(disc(12.0, 12.0, 10.0)), cut(line(&[(7.4, 12.4), (10.5, 15.5), (16.7, 8.9)], 2.4))]
            }
            Self::Warn => vec![
                paint(outline(&[(12.0, 2.6), (22.4, 21.0), (1.6, 21.0)])),
                cut(line(&[(12.0, 9.4), (12.0, 14.6)], 2.4)),
                cut(disc(12.0, 17.8, 1.35)),
            ],
            Self::Bad => vec![
                paint(outline(&[
                    (7.9, 2.0),
                    (16.1, 2.0),
                    (22.0, 7.9),
                    (22.0, 16.1),
                    (16.1, 22.0),
                    (7.9, 22.0),
                    (2.0, 16.1),
                    (2.0, 7.9),
                ])),
                cut(line(&[(8.5, 8.5), (15.5, 15.5)], 2.4)),
                cut(line(&[(15.5, 8.5), (8.5, 15.5)], 2.4)),
            ],
            Self::Unknown => vec![
                paint(ring(9.2)),
                paint(line(
                    &[
                        (9.3, 9.6),
                        (9.5, 8.3),
                        (10.5, 7.2),
                        (12.0, 6.8),
                        (13.6, 7.3),
                        (14.7, 8.6),
                        (14.7, 10.4),
                        (13.5, 12.0),
                        (12.4, 13.0),
                        (12.0, 14.0),
                    ],
                    2.0,
                )),
                paint(disc(12.0, 17.0, 1.3)),
            ],
            Self::NotChecked => vec![paint(Shape::Dashes { radius: 9.0 })],
        }
    }
}

#[derive(Clone, Copy)]
struct Colour(u8, u8, u8);

/// A shape that takes the colour, or that cuts a hole.
struct Layer {
    shape: Shape,
    colour: Option<Colour>,
}

enum Shape {
    Disc { x: f32, y: f32, radius: f32 },
    Ring { radius: f32 },
    Dashes { radius: f32 },
    Line { corners: Vec<(f32, f32)>, width: f32 },
    Outline { corners: Vec<(f32, f32)> },
}

fn disc(x: f32, y: f32, radius: f32) -> Shape {
    Shape::Disc { x, y, radius }
}

fn ring(radius: f32) -> Shape {
    Shape::Ring { radius }
}

fn line(corners: &[(f32, f32)], width: f32) -> Shape {
    Shape::Line { corners: corners.to_vec(), width }
}

fn outline(corners: &[(f32, f32)]) -> Shape {
    Shape::Outline { corners: corners.to_vec() }
}

impl Shape {
    /// Half the width of the rounded edge of an outline.
    const EDGE: f32 = 1.0;
    /// Half the width of a ring. The page's is thinner: at 16 dots that would be hardly there.
    const STROKE: f32 = 1.5;

    fn covers(&self, x: f32, y: f32) -> bool {
        let from_middle = (x - UNITS / 2.0).hypot(y - UNITS / 2.0);
        match self {
            Self::Disc { x: mid_x, y: mid_y, radius } => (x - mid_x).hypot(y - mid_y) <= *radius,
            Self::Ring { radius } => (from_middle - radius).abs() <= Self::STROKE,
            Self::Dashes { radius } => {
                let turn = (y - UNITS / 2.0).atan2(x - UNITS / 2.0) / std::f32::consts::TAU + 0.5;
                // As many dashes as the page's have room for, each a little shorter than its gap.
                let dashed = (turn * 8.0).fract() < 0.55;
                (from_middle - radius).abs() <= Self::STROKE && dashed
            }
            Self::Line { corners, width } => is_near(corners, (x, y), width / 2.0),
            Self::Outline { corners } => {
                let closed: Vec<_> = corners.iter().chain(corners.first()).copied().collect();
                is_inside(&closed, (x, y)) || is_near(&closed, (x, y), Self::EDGE)
            }
        }
    }
}

fn pairs(corners: &[(f32, f32)]) -> impl Iterator<Item = ((f32, f32), (f32, f32))> {
    corners.iter().copied().zip(corners.iter().copied().skip(1))
}

/// Whether a point is no further than this from a line through these corners.
fn is_near(corners: &[(f32, f32)], (x, y): (f32, f32), distance: f32) -> bool {
    pairs(corners).any(|((from_x, from_y), (to_x, to_y))| {
        let (along_x, along_y) = (to_x - from_x, to_y - from_y);
        let share = ((x - from_x) * along_x + (y - from_y) * along_y) / (along_x * along_x + along_y * along_y);
        let share = share.clamp(0.0, 1.0);
        (x - from_x - share * along_x).hypot(y - from_y - share * along_y) <= distance
    })
}

/// Whether a ray from the point crosses the closed line an odd number of times.
fn is_inside(closed: &[(f32, f32)], (x, y): (f32, f32)) -> bool {
    let crossed = pairs(closed).filter(|((from_x, from_y), (to_x, to_y))| {
        (*from_y > y) != (*to_y > y) && x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x
    });
    crossed.count() % 2 == 1
}

/// The picture, row by row: a dot is alpha, red, green and blue, a byte each, as `StatusNotifierItem` has it.
pub fn drawn(mark: Mark, size: u8) -> Vec<u8> {
    let layers = mark.layers();
    let Colour(red, green, blue) = mark.colour();
    let rows = (0..size).flat_map(|row| (0..size).map(move |column| (row, column)));
    rows.flat_map(|(row, column)| [share(&layers, row, column, size), red, green, blue]).collect()
}

/// How much of a dot is covered, of 255.
fn share(layers: &[Layer], row: u8, column: u8, size: u8) -> u8 {
    let at =
        |dot: u8, point: u8| (f32::from(dot) + (f32::from(point) + 0.5) / f32::from(GRID)) * UNITS / f32::from(size);
    let points = (0..GRID).flat_map(|down| (0..GRID).map(move |across| (down, across)));
    let covered = points.filter(|(down, across)| {
        let (x, y) = (at(column, *across), at(row, *down));
        let last = layers.iter().rev().find(|layer| layer.shape.covers(x, y));
        last.is_some_and(|layer| layer.colour.is_some())
    });
    let most = usize::from(GRID) * usize::from(GRID);
    u8::try_from(covered.count() * 255 / most).unwrap_or(u8::MAX)
}

#[cfg(test)]
#[path = "icon_tests.rs"]
mod tests;
