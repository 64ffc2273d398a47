//! What a problem means for selling, in one word of five. A sentence about it stands on every card.

use crate::health::certain::{Certain, certain};
use crate::problem::ProblemKind;

/// Whether shoppers can pay while a problem lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sales {
    /// The problem does not stop shoppers. Something else may.
    NotStopped,
    /// Nobody knows: an answer is missing.
    NotKnown,
    /// Something was seen to be wrong, and some of them may meet it.
    MayFail,
    /// They can pay, and the shop does not hear of it: paid orders stay *On hold*.
    OnHold,
    /// They can't pay with crypto.
    Stopped,
}

impl Sales {
    /// What a problem means by itself, wherever it stands.
    pub const fn of_kind(kind: ProblemKind) -> Self {
        if Self::waits_for_an_answer(kind) {
            Self::NotKnown
        } else if Self::goes_elsewhere(kind) {
            Self::OnHold
        } else if kind.is_of_this_app() {
            Self::NotStopped
        } else {
            Self::of_certain(certain(kind))
        }
    }

    /// Whether it is Meum's answer, or its meaning, that is missing: nothing was seen to be wrong.
    pub const fn waits_for_an_answer(kind: ProblemKind) -> bool {
        use ProblemKind as Is;
        matches!(kind, Is::ConnectAnswerLost | Is::DisconnectAnswerLost | Is::MeumUnknownWord)
    }

    /// Whether payment updates go to another address than the shop's: somebody else may hear of the payments in its
    /// place.
    pub const fn goes_elsewhere(kind: ProblemKind) -> bool {
        use ProblemKind as Is;
        matches!(kind, Is::WebhookAddressDiffers | Is::AddressMoved | Is::ShopMoved)
    }

    /// What a line makes certain, in these words.
    pub const fn of_certain(certain: Certain) -> Self {
        match certain {
            Certain::Nothing => Self::NotStopped,
            Certain::NobodyKnows => Self::NotKnown,
            Certain::MayFail => Self::MayFail,
            Certain::OrdersStayOnHold => Self::OnHold,
            Certain::CannotPay => Self::Stopped,
        }
    }
}
