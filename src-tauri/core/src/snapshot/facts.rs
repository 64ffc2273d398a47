//! The facts themselves.

use crate::health::certain::Certain;
use crate::line::{Headline, LineId, LineState};
use crate::problem::ProblemKind;
use crate::reading;
use crate::shop_facts::SignIn;
use crate::step::Step;
use crate::time::{LocalOffset, Timestamp};

/// A minute in milliseconds.
pub(super) const MINUTE: i64 = 60_000;

/// What is known of a shop at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The moment, in whole minutes: a picture is no more exact.
    pub at: Timestamp,
    /// How far the time of that computer is from UTC, in whole quarters of an hour.
    pub offset: LocalOffset,
    /// The name that the pictures of this installation bear.
    pub reference: String,
    /// Whether the shop is the practice shop.
    pub practice: bool,
    /// The app's version.
    pub app: String,
    /// The operating system.
    pub system: String,
    /// The shop's address, where it is known.
    pub home: Option<String>,
    /// The step that the shop is on.
    pub step: Step,
    /// What stands in the way of that step.
    pub code: Option<Code>,
    /// Can shoppers pay? Only a panel says so.
    pub headline: Option<Headline>,
    /// What is certain about payments, where a panel tells.
    pub certain: Option<Certain>,
    /// The panel's lines.
    pub lines: Vec<LineMark>,
    /// Who this is at Meum.
    pub ids: Ids,
    /// The beginning of the key that Meum issued.
    pub meum_key_prefix: Option<String>,
    /// The end of the shop's consumer key.
    pub key_ending: Option<String>,
    /// What the shop runs on.
    pub versions: Versions,
    /// How the app signs in to the shop.
    pub sign_in: Option<SignIn>,
    /// The last request that failed: method, path, status, code, milliseconds.
    pub failed: Option<String>,
    /// What else the last check tried, a line each. A picture has no room for it.
    pub tried: Vec<String>,
    /// What changed on the panel last, the newest first, at most [`Snapshot::MOST_CHANGES`]. A picture has no
    /// room for it.
    pub changes: Vec<Change>,
}

/// A line of the panel that came to stand otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was seen first.
    pub at: Timestamp,
    /// Which line.
    pub line: LineId,
    /// How it stood from then on.
    pub state: LineState,
    /// What was the matter.
    pub code: Option<Code>,
}

/// A problem's code as it is written: a letter and two digits. A newer app may have codes that this one
/// does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The letter, `A` to `Z`.
    pub letter: char,
    /// The number, at most 99.
    pub number: u8,
}

/// A line of the panel without its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// Which.
    pub id: LineId,
    /// How it stands.
    pub state: LineState,
    /// What is the matter; while it is asked again, what the last answer said.
    pub code: Option<Code>,
    /// Since when it has been so, in whole minutes.
    pub since: Option<Timestamp>,
    /// When it was checked, in whole minutes.
    pub checked_at: Option<Timestamp>,
}

/// Meum's names for the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// The store's.
    pub store: Option<String>,
    /// The integration's.
    pub integration: Option<String>,
    /// The installation's.
    pub installation: Option<String>,
}

/// What the shop runs on, as far as it told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// WordPress.
    pub wordpress: Option<String>,
    /// WooCommerce.
    pub woocommerce: Option<String>,
    /// The Meum plugin.
    pub plugin: Option<String>,
}

impl Snapshot {
    /// As many changes as support needs to see what led to what.
    pub const MOST_CHANGES: usize = 12;

    /// Whether the reference is that of its installation. It is not where somebody has put a picture together.
    pub fn fits_its_ids(&self) -> bool {
        let letters = self.reference.trim_start_matches(reading::PRACTICE);
        self.ids.installation.as_deref().is_none_or(|id| reading::reference_of(id) == letters)
    }
}

impl Code {
    /// How a problem's code is written.
    pub fn of(kind: ProblemKind) -> Self {
        let (letter, number) = kind.code().split_at(1);
        Self { letter: letter.chars().next().unwrap_or('?'), number: number.parse().unwrap_or_default() }
    }

    /// The problem, if this app knows it.
    pub fn kind(self) -> Option<ProblemKind> {
        ProblemKind::ALL.iter().copied().find(|kind| Self::of(*kind) == self)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{:02}", self.letter, self.number)
    }
}
