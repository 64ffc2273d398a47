//! The *connect* whose end is not known: one value says how far it got. Meum replaces a key and a
//! secret in use when it connects, and names the new ones once, so a lost answer must not be
//! forgotten until Meum or the password store shows how it ended.

use crate::meum_facts::ConnectRequest;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// For so long after an answer was lost, Meum may still be working on the request: our own limit for
/// the whole call is half of it.
pub const STILL_WORKING: Span = Span::seconds(60);

/// What came of a *connect* instead of a key and a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Came {
    /// No answer: Meum may still be working on the request.
    #[default]
    Silence,
    /// An answer with neither in it (G12): Meum is done with the request.
    Empty,
}

/// What Meum says after a lost answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AfterLoss {
    /// The shop is connected.
    Connected,
    /// The shop is connected, and with the key it had before: the lost request changed nothing.
    AsBefore,
    /// The shop is not connected.
    NotConnected,
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// When it was lost.
    pub at: Timestamp,
    /// What came instead.
    #[serde(default)]
    pub came: Came,
    /// What was sent; notes of the first versions do not say.
    #[serde(default)]
    pub request: Option<ConnectRequest>,
    /// What Meum says of the connection since, in this run of the app.
    #[serde(skip)]
    pub says: Option<AfterLoss>,
}

impl Lost {
    /// Whether Meum can no longer be working on the request. If the loss is further ahead than the
    /// longest it can work, the clock was set back, so it is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.at.after(STILL_WORKING) || self.at > now.after(STILL_WORKING)
    }

    /// Whether what Meum said, heard at `heard`, is its last word. A connection that is there stays;
    /// one that is not there may still be in the making, unless Meum has answered the request.
    pub fn is_settled(&self, heard: Option<Timestamp>) -> bool {
        let stays = matches!(self.says, None | Some(AfterLoss::Connected));
        stays || self.came == Came::Empty || heard.is_some_and(|heard| self.is_over(heard))
    }
}

/// How far the last *connect* got that has made no connection. Stored with the shop, so that a
/// restart goes on from it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub enum Attempt {
    /// None is open.
    #[default]
    None,
    /// The request is on the disk and may be on its way.
    Sent {
        /// What is sent.
        request: ConnectRequest,
        /// How far the one before got: a refusal of this one leaves it as it was.
        before: Box<Attempt>,
    },
    /// The answer is missing.
    Lost(Lost),
    /// The answer was missing, and Meum's last word is that nothing changed. Said until the step is
    /// left, and not stored.
    Settled(Lost),
    /// The answer is missing, and the app could not look into the journal, so nobody knows whether the
    /// password store has the credentials.
    Unresolved(Lost),
}

impl Attempt {
    /// The answer that is missing.
    pub fn lost(&self) -> Option<&Lost> {
        match self {
            Self::Lost(lost) | Self::Unresolved(lost) => Some(lost),
            Self::Sent { before, .. } => before.lost(),
            Self::None | Self::Settled(_) => None,
        }
    }

    /// Whether an answer is missing: what is here may have been replaced by what never arrived.
    pub fn is_open(&self) -> bool {
        self.lost().is_some()
    }

    /// Whether the journal is yet to be looked into. Until then nothing is sent, and no other shop is
    /// looked for.
    pub fn is_unresolved(&self) -> bool {
        matches!(self, Self::Unresolved(_))
    }

    /// The loss that the review speaks of, also once it is settled. While the journal cannot be
    /// looked into, the review says why instead.
    pub fn told(&self) -> Option<&Lost> {
        match self {
            Self::Lost(lost) | Self::Settled(lost) => Some(lost),
            Self::Sent { before, .. } => before.told(),
            Self::None | Self::Unresolved(_) => None,
        }
    }

    /// What was sent last.
    pub fn request(&self) -> Option<&ConnectRequest> {
        match self {
            Self::Sent { request, .. } => Some(request),
            Self::Lost(lost) | Self::Settled(lost) | Self::Unresolved(lost) => lost.request.as_ref(),
            Self::None => None,
        }
    }

    /// The request leaves.
    #[must_use]
    pub fn sent(self, request: ConnectRequest) -> Self {
        Self::Sent { request, before: Box::new(self) }
    }

    /// The request was refused, or never left: as it was before. One that was found in the journal is
    /// lost from then on.
    #[must_use]
    pub fn refused(self) -> Self {
        match self {
            Self::Sent { before, .. } => *before,
            Self::Unresolved(lost) => Self::Lost(lost),
            Self::None | Self::Lost(_) | Self::Settled(_) => self,
        }
    }

    /// The answer got lost.
    #[must_use]
    pub fn lost_now(self, came: Came, at: Timestamp) -> Self {
        Self::Lost(Lost { at, came, request: self.request().cloned(), says: None })
    }

    /// The journal could not be looked into. The time of the loss stays that of the first one.
    #[must_use]
    pub fn unresolved(self, now: Timestamp) -> Self {
        let lost = self.lost().cloned();
        let request = self.request().cloned();
        Self::Unresolved(lost.unwrap_or(Lost { at: now, came: Came::Silence, request, says: None }))
    }

    /// What the next start goes on from: what the request led to is in the journal, or it never left.
    #[must_use]
    pub fn after_a_restart(self, open_in_journal: bool) -> Self {
        match self {
            Self::Sent { before, .. } if !open_in_journal => before.after_a_restart(false),
            Self::Sent { .. } | Self::None | Self::Lost(_) | Self::Settled(_) | Self::Unresolved(_) => self,
        }
    }

    /// Meum was heard after the loss, at `heard`: `says` is what its answer says of it. Its last word
    /// that nothing changed settles the loss; one that tells of a connection after all opens it again.
    #[must_use]
    pub fn heard(self, says: Option<AfterLoss>, heard: Timestamp) -> Self {
        let lost = match self {
            Self::Lost(lost) | Self::Settled(lost) => Lost { says, ..lost },
            Self::None | Self::Sent { .. } | Self::Unresolved(_) => return self,
        };
        let unchanged = matches!(says, Some(AfterLoss::AsBefore | AfterLoss::NotConnected));
        if unchanged && lost.is_settled(Some(heard)) { Self::Settled(lost) } else { Self::Lost(lost) }
    }

    /// Meum is asked again: what it said before counts no longer.
    pub fn ask_again(&mut self) {
        match self {
            Self::Lost(lost) | Self::Settled(lost) | Self::Unresolved(lost) => lost.says = None,
            Self::None | Self::Sent { .. } => {}
        }
    }

    /// The step is left on which a settled loss is said.
    #[must_use]
    pub fn left(self) -> Self {
        if matches!(self, Self::Settled(_)) { Self::None } else { self }
    }
}

/// Two are equal if the same is stored of both.
impl PartialEq for Attempt {
    fn eq(&self, other: &Self) -> bool {
        Stored::from(self.clone()) == Stored::from(other.clone())
    }
}

impl Eq for Attempt {}

/// An attempt as it is stored. What Meum says of it is asked again after a restart.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
enum Stored {
    None,
    Sent { request: ConnectRequest, before: Box<Attempt> },
    Lost(Lost),
}

impl From<Attempt> for Stored {
    fn from(attempt: Attempt) -> Self {
        match attempt {
            Attempt::None | Attempt::Settled(_) => Self::None,
            Attempt::Sent { request, before } => Self::Sent { request, before },
            // The journal is looked into again at the next start.
            Attempt::Lost(lost) | Attempt::Unresolved(lost) => Self::Lost(Lost { says: None, ..lost }),
        }
    }
}

impl From<Stored> for Attempt {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::None => Self::None,
            Stored::Sent { request, before } => Self::Sent { request, before },
            Stored::Lost(lost) => Self::Lost(lost),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_772_452_800_000);

    fn request(webhook_url: &str) -> ConnectRequest {
        ConnectRequest {
            webhook_url: webhook_url.to_owned(),
            site_url: "https://shop.example".to_owned(),
            plugin_version: None,
            wordpress_version: None,
            woocommerce_version: None,
        }
    }

    fn lost() -> Attempt {
        Attempt::None.sent(request("first")).lost_now(Came::Silence, NOON)
    }

    #[test]
    fn a_refusal_leaves_everything_as_it_was_before_the_request() {
        for before in [Attempt::None, lost(), lost().heard(Some(AfterLoss::NotConnected), NOON.after(STILL_WORKING))] {
            let after = before.clone().sent(request("second")).refused();
            assert_eq!(format!("{after:?}"), format!("{before:?}"));
        }
    }

    #[test]
    fn meums_last_word_that_nothing_changed_settles_a_loss_and_nothing_else_does() {
        use AfterLoss::{AsBefore, Connected, NotConnected};
        let (early, late) = (NOON.after(Span::seconds(30)), NOON.after(STILL_WORKING));
        let cases = [
            (Some(NotConnected), early, false),
            (Some(NotConnected), late, true),
            (Some(AsBefore), late, true),
            (Some(Connected), late, false),
            (None, late, false),
        ];
        for (says, heard, settles) in cases {
            let attempt = lost().heard(says, heard);
            assert_eq!(matches!(attempt, Attempt::Settled(_)), settles, "{says:?}");
            assert_eq!(attempt.is_open(), !settles, "{says:?}");
            assert!(attempt.told().is_some(), "the review still speaks of it");
            assert!(attempt.left().told().is_some() != settles, "a settled loss is said until the step is left");
        }
        let empty = Attempt::None.sent(request("first")).lost_now(Came::Empty, NOON);
        let heard = empty.heard(Some(NotConnected), early);
        assert!(matches!(heard, Attempt::Settled(_)), "Meum is done with a request that it has answered");
    }

    #[test]
    fn a_connection_that_shows_up_later_opens_a_settled_loss_again() {
        let settled = lost().heard(Some(AfterLoss::NotConnected), NOON.after(STILL_WORKING));
        assert!(settled.heard(Some(AfterLoss::Connected), NOON.after(Span::hours(1))).is_open());
    }

    #[test]
    fn a_restart_goes_on_from_what_the_journal_has() {
        let sent = |before: Attempt| before.sent(request("second"));
        assert_eq!(sent(Attempt::None).after_a_restart(false), Attempt::None, "it never left");
        assert_eq!(sent(lost()).after_a_restart(false), lost(), "and the loss before it stays");
        assert!(
            matches!(sent(Attempt::None).after_a_restart(true), Attempt::Sent { .. }),
            "the journal is looked into"
        );
    }

    #[test]
    fn what_is_stored_is_read_back_and_a_word_of_meums_is_asked_again() {
        let heard = lost().heard(Some(AfterLoss::Connected), NOON);
        for attempt in [Attempt::None, lost(), lost().sent(request("second")), heard, lost().unresolved(NOON)] {
            let text = serde_json::to_string(&attempt).unwrap();
            let read: Attempt = serde_json::from_str(&text).unwrap();
            assert_eq!(read, attempt, "{text}");
            assert!(read.lost().is_none_or(|lost| lost.says.is_none()), "{text}");
            assert!(!read.is_unresolved(), "the journal tells");
        }
    }
}
