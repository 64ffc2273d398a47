//! A colour, as a style sheet names it and as the screen shows it.

/// Red, green and blue, as `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(u32);

impl Colour {
    /// The first value of a custom property. The first is the light theme's; the dark one's
    /// follows in its media query.
    pub fn named(property: &str, styles: &str) -> Option<Self> {
        let value = styles.split(&format!("{property}:")).nth(1)?.split(';').next()?;
        let digits = value.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
        u32::from_str_radix(digits, 16).ok().map(Self)
    }

    /// Whether a pixel has it. The highest byte of a pixel means nothing.
    pub fn is(self, pixel: u32) -> bool {
        pixel & 0x00ff_ffff == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_is_taken_and_longer_names_are_not() {
        let styles = ":root { --accent-strong: #073f4a; --accent: #0b5563; } @media { --accent: #7fcdd8; }";
        assert_eq!(Colour::named("--accent", styles), Some(Colour(0x0b_5563)));
    }

    #[test]
    fn what_is_no_plain_colour_is_none() {
        for styles in ["", "--accent: teal;", "--accent: #fff;", "--accent: var(--other);"] {
            assert_eq!(Colour::named("--accent", styles), None, "{styles}");
        }
    }

    #[test]
    fn a_pixels_highest_byte_does_not_count() {
        assert!(Colour(0x0b_5563).is(0xff0b_5563));
        assert!(!Colour(0x0b_5563).is(0x000b_5564));
    }
}
