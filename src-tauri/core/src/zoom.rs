//! How large the page is drawn, for eyes that need it larger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The sizes there are, in percent of the usual one. Twice the usual size is what WCAG 2.2 asks for
/// (criterion 1.4.4).
const STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
const USUAL: u16 = 100;

/// A size of the page. It is always one of [`STEPS`], or between the smallest and the largest of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Zoom(u16);

/// A change of the size, as a key asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ZoomChange {
    /// One step larger.
    Larger,
    /// One step smaller.
    Smaller,
    /// Back to the usual size.
    Usual,
}

impl Zoom {
    /// The size in percent of the usual one.
    pub const fn percent(self) -> u16 {
        self.0
    }

    /// The size after a change. The largest and the smallest size stay.
    #[must_use]
    pub fn changed(self, change: ZoomChange) -> Self {
        let next = match change {
            ZoomChange::Larger => STEPS.into_iter().find(|step| *step > self.0),
            ZoomChange::Smaller => STEPS.into_iter().rev().find(|step| *step < self.0),
            ZoomChange::Usual => Some(USUAL),
        };
        Self(next.unwrap_or(self.0))
    }
}

impl Default for Zoom {
    fn default() -> Self {
        Self(USUAL)
    }
}

impl From<u16> for Zoom {
    fn from(percent: u16) -> Self {
        let [smallest, .., largest] = STEPS;
        Self(percent.clamp(smallest, largest))
    }
}

impl From<Zoom> for u16 {
    fn from(zoom: Zoom) -> Self {
        zoom.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_go_from_step_to_step_and_stop_at_the_ends() {
        use ZoomChange::{Larger, Smaller, Usual};
        let cases = [
            (100, Larger, 110),
            (100, Smaller, 90),
            (175, Larger, 200),
            (200, Larger, 200),
            (80, Smaller, 80),
            (200, Usual, 100),
            (130, Larger, 150),
            (130, Smaller, 125),
        ];
        for (from, change, to) in cases {
            assert_eq!(Zoom::from(from).changed(change).percent(), to, "{from} {change:?}");
        }
    }

    #[test]
    fn what_is_stored_is_read_back_and_never_beyond_the_ends() {
        for (stored, percent) in [("150", 150), ("0", 80), ("65535", 200)] {
            assert_eq!(serde_json::from_str::<Zoom>(stored).unwrap().percent(), percent);
        }
        assert_eq!(serde_json::to_string(&Zoom::from(125)).unwrap(), "125");
    }
}
