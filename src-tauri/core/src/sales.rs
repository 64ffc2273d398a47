//! What a problem means for selling, in one word of four. A sentence about it stands on every card.

use crate::health::certain::{Certain, certain};
use crate::problem::ProblemKind;

/// Whether shoppers can pay while a problem lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sales {
    /// The problem does not stop shoppers. Something else may.
    NotStopped,
    /// Nobody knows.
    NotKnown,
    /// They can pay, and the shop does not hear of it: paid orders stay *On hold*.
    OnHold,
    /// They can't pay with crypto.
    Stopped,
}

impl Sales {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::NotStopped, Self::NotKnown, Self::OnHold, Self::Stopped];

    /// What a problem means by itself, wherever it stands.
    pub fn of_kind(kind: ProblemKind) -> Self {
        if kind.is_of_this_app() { Self::NotStopped } else { certain(kind).into() }
    }

    /// How the names of its texts end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStopped => "notStopped",
            Self::NotKnown => "notKnown",
            Self::OnHold => "onHold",
            Self::Stopped => "stopped",
        }
    }
}

impl From<Certain> for Sales {
    fn from(certain: Certain) -> Self {
        match certain {
            Certain::Nothing => Self::NotStopped,
            Certain::NobodyKnows | Certain::MayFail => Self::NotKnown,
            Certain::OrdersStayOnHold => Self::OnHold,
            Certain::CannotPay => Self::Stopped,
        }
    }
}
