//! What the app remembers of its notifications while it runs.

use crate::alarms::{Cause, Subject};
use crate::line::LineId;
use crate::record::ShopId;
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What the app remembers of its notifications.
#[derive(Debug, Default)]
pub(super) struct Bell {
    /// Which shops have what all may have in common.
    pub(super) causes: BTreeMap<Cause, BTreeSet<ShopId>>,
    /// Shops of which something is held back, and until when, where a time says so.
    pub(super) held: BTreeMap<ShopId, Option<Timestamp>>,
    /// What may be on the desktop, and the line that it names.
    pub(super) shown: BTreeMap<Subject, Option<LineId>>,
    /// The shops of the notification about several.
    pub(super) several: BTreeSet<ShopId>,
    /// How notifications stood at the last event.
    pub(super) before: Mood,
}

/// How notifications stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mood {
    pub(super) manner: Manner,
    /// The shop whose panel somebody is looking at.
    pub(super) seen: Option<ShopId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// The merchant wants none.
    #[default]
    Never,
    /// Later: after a moment, or when the window is left.
    Later(Option<Timestamp>),
    /// Now.
    Now,
}
