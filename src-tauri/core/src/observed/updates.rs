//! What Meum said of payment updates over time. One word is of the moment; whether updates ever arrived
//! tells a connection that broke from one that never worked.

use crate::status_word::Meaning;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// When Meum said what of payment updates, since this connection is watched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Updates {
    /// When Meum was first asked.
    pub watched_since: Option<Timestamp>,
    /// When Meum last said that updates arrive.
    pub arrived_at: Option<Timestamp>,
    /// When Meum last said that they fail.
    pub failed_at: Option<Timestamp>,
}

/// How payment updates have gone so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Meum never said that one arrived, nor that one failed.
    NeverSeen,
    /// They arrive.
    Arriving,
    /// They arrived before, and fail now.
    Broke,
    /// They fail, and never arrived as far as was seen.
    NeverWorked,
}

impl Updates {
    /// Notes an answer of Meum's, and what its word for updates means.
    pub fn note(&mut self, meaning: Option<Meaning>, now: Timestamp) {
        self.watched_since.get_or_insert(now);
        match meaning {
            Some(Meaning::Fine) => self.arrived_at = Some(now),
            Some(Meaning::Poor | Meaning::Bad) => self.failed_at = Some(now),
            Some(Meaning::Waiting | Meaning::Unknown) | None => {}
        }
    }

    /// How they have gone so far.
    pub fn past(&self) -> Past {
        match (self.arrived_at, self.failed_at) {
            (None, None) => Past::NeverSeen,
            (Some(arrived), Some(failed)) if failed > arrived => Past::Broke,
            (Some(_), _) => Past::Arriving,
            (None, Some(_)) => Past::NeverWorked,
        }
    }

    /// The same without the moments that every answer moves.
    #[must_use]
    pub fn without_moments(self) -> Self {
        let moved = |at: Option<Timestamp>| at.map(|_| Timestamp(0));
        let newest = self.arrived_at.max(self.failed_at);
        let keep = |at| if at == newest { moved(at) } else { at };
        Self { arrived_at: keep(self.arrived_at), failed_at: keep(self.failed_at), ..self }
    }
}
