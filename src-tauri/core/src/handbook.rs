//! What the support handbook says of a code beside the merchant's own sentences: which parts its page has, and how
//! urgent it is. The texts are in `ui/messages/handbook/en.json`, named by code and part.

use crate::problem::ProblemKind;
use crate::sales::Sales;

/// A part of a page, for support alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the app saw, and where the code is raised.
    Happened,
    /// Words to paste into the answer.
    Say,
    /// What to look at, or to ask the merchant.
    Check,
    /// Words for the web host, the developer or the network's people, with what to change.
    Request,
    /// The technical line, as an example.
    Line,
    /// When to hand the case on inside Meum.
    Escalate,
    /// Who else can put it right than the card says.
    Who,
    /// Where sales stand otherwise than the table says for most.
    Sales,
    /// Where it is more urgent than the table says for most.
    Urgent,
}

impl Part {
    /// Every part, in the order of a page.
    pub const ALL: [Self; 9] = [
        Self::Happened,
        Self::Say,
        Self::Check,
        Self::Request,
        Self::Line,
        Self::Escalate,
        Self::Who,
        Self::Sales,
        Self::Urgent,
    ];

    /// How it ends the name of its text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Say => "say",
            Self::Check => "check",
            Self::Request => "request",
            Self::Line => "line",
            Self::Escalate => "escalate",
            Self::Who => "who",
            Self::Sales => "sales",
            Self::Urgent => "urgent",
        }
    }

    /// Whether the page of this code must have it.
    pub const fn is_needed(self, kind: ProblemKind) -> bool {
        match self {
            Self::Happened | Self::Say | Self::Check | Self::Escalate => true,
            // Whoever gets a note is told what to change.
            Self::Request => kind.note_to().is_some(),
            Self::Line | Self::Who | Self::Sales | Self::Urgent => false,
        }
    }
}

/// The name of a text of the handbook.
pub fn name(kind: ProblemKind, part: Part) -> String {
    format!("{}_{}", kind.code(), part.name())
}

/// How soon somebody must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Money is lost or stuck, or private data is open, while it lasts.
    Now,
    /// Nobody knows what it costs, so it is looked at today.
    Today,
    /// Nothing is lost by waiting.
    CanWait,
}

impl Urgency {
    /// Every one, the soonest first.
    pub const ALL: [Self; 3] = [Self::Now, Self::Today, Self::CanWait];

    /// How urgent a problem is.
    pub const fn of(kind: ProblemKind) -> Self {
        match (kind, Lost::of(kind)) {
            // Somebody may have led the app elsewhere, to have the keys sent there.
            (ProblemKind::SettingRefused, _) => Self::Today,
            // Strangers may read what is meant for one visitor, or hear of payments.
            (ProblemKind::PrivateAnswersCached | ProblemKind::WebhookAddressDiffers, _)
            | (_, Lost::Stopped | Lost::OnHold | Lost::UntilHandedOver | Lost::Whoever) => Self::Now,
            (_, Lost::NotKnown | Lost::MayFail | Lost::MayHold | Lost::Half) => Self::Today,
            (_, Lost::NotStopped | Lost::BeforeConnecting | Lost::Ended) => Self::CanWait,
        }
    }

    /// How the name of its text ends.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Today => "today",
            Self::CanWait => "canWait",
        }
    }
}

/// Whether a code is met on the steps before a shop is connected, where no sale depends on it, as well as on the panel.
pub const fn is_met_on_both(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    let [letter, ..] = kind.code().as_bytes() else { return false };
    let of_shop = matches!(letter, b'A'..=b'D');
    let of_updates = matches!(kind, Is::WebhookMissing | Is::WebhookShut | Is::WebhookUnclear);
    let of_asking = matches!(
        kind,
        Is::ShopClockOff
            | Is::MeumKeyRefused
            | Is::MeumKeyWrongKind
            | Is::MeumKeyExpired
            | Is::MeumForbids
            | Is::MeumDetailsRefused
            | Is::MeumRateLimited
            | Is::MeumFault
            | Is::MeumUnreachable
    );
    let answer = Lost::of(kind);
    (of_shop || of_updates || of_asking) && !matches!(answer, Lost::NotStopped | Lost::BeforeConnecting)
}

/// How the name of a text ends that tells the two apart.
pub const ON_BOTH: &str = "_onBoth";

/// Whether a code that stops nothing by itself can stand on the hand-over, where shoppers can't pay whatever it says.
pub const fn may_meet_the_hand_over(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    let [letter, ..] = kind.code().as_bytes() else { return false };
    let of_shop = is_met_on_both(kind) && matches!(letter, b'A'..=b'D');
    let told_there =
        matches!(kind, Is::MeumUnknownWord | Is::WebhookAddressDiffers | Is::AddressMoved | Is::PluginStaysOff);
    of_shop || told_there || kind.is_of_vault()
}

/// How the name of a text ends that says so.
pub const HAND_OVER: &str = "handOver";

/// Whether its card can say that Meum's messages arrive all the same, which makes it less urgent.
pub fn may_arrive(kind: ProblemKind) -> bool {
    kind.texts().readings.iter().any(|reading| reading.way.ends_with("arrives"))
}

/// How the name of a text ends that says so.
pub const ARRIVES: &str = "arrives";

/// What a page answers to *Are sales lost?*. It knows more than a card's sentence, which depends on how the shop
/// stands: on which screens the code is met, and what the card says of shoppers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Not by this: it stops the app, this computer or a question.
    NotStopped,
    /// An answer is missing.
    NotKnown,
    /// Some shoppers may meet it.
    MayFail,
    /// Paid orders may stay *On hold*.
    OnHold,
    /// They may, if the shop is not a copy of the one that sells.
    MayHold,
    /// It depends on which half of the key and the secret is missing.
    Half,
    /// Shoppers can't pay with crypto.
    Stopped,
    /// Shoppers can't pay with crypto until the hand-over is done, which this keeps from it.
    UntilHandedOver,
    /// The app was shown what keeps shoppers from paying; whoever meets it can't.
    Whoever,
    /// It is met while the shop is being connected, and changes nothing.
    BeforeConnecting,
    /// The connection is over, as the merchant wanted.
    Ended,
}

impl Lost {
    /// Every answer.
    pub const ALL: [Self; 11] = [
        Self::NotStopped,
        Self::NotKnown,
        Self::MayFail,
        Self::OnHold,
        Self::MayHold,
        Self::Half,
        Self::Stopped,
        Self::UntilHandedOver,
        Self::Whoever,
        Self::BeforeConnecting,
        Self::Ended,
    ];

    /// What the page of this code answers.
    pub const fn of(kind: ProblemKind) -> Self {
        use ProblemKind as Is;
        match kind {
            Is::PluginNotFound
            | Is::SettingsUnknown
            | Is::SeveralGateways
            | Is::HandOverRefused
            | Is::HandOverChanged => Self::UntilHandedOver,
            Is::DatabaseDown | Is::SitePrivate | Is::ShutToShoppers => Self::Whoever,
            // The plugin takes no message whose time is too far from its own.
            Is::ShopClockOff => Self::OnHold,
            Is::AddressMoved | Is::ShopMoved => Self::MayHold,
            Is::HalfIssued => Self::Half,
            // The network or the clock of this computer.
            Is::Offline | Is::NetworkSignIn | Is::ProxySignIn | Is::ConnectionInspected | Is::ClockWrong => {
                Self::NotStopped
            }
            // It is always a remark: the app goes on, and so do shoppers.
            Is::StrayText => Self::NotStopped,
            // The panel shows it without a code.
            Is::MixedAlphabets | Is::WebhookUnclear => Self::BeforeConnecting,
            // The shop may be connected, and not by this app; or the panel's question for the status was refused.
            Is::AlreadyConnectedElsewhere
            | Is::MeumCredentialsMissing
            | Is::MeumDetailsRefused
            | Is::ConnectStillOpen => Self::NotKnown,
            Is::AlreadyDisconnected | Is::NotSwitchedOff => Self::Ended,
            _ => match Sales::of_kind(kind) {
                Sales::NotStopped => Self::NotStopped,
                Sales::NotKnown => Self::NotKnown,
                Sales::MayFail => Self::MayFail,
                Sales::OnHold => Self::OnHold,
                Sales::Stopped => Self::Stopped,
            },
        }
    }

    /// How the names of its texts end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStopped => "notStopped",
            Self::NotKnown => "notKnown",
            Self::MayFail => "mayFail",
            Self::OnHold => "onHold",
            Self::MayHold => "mayHold",
            Self::Half => "half",
            Self::Stopped => "stopped",
            Self::UntilHandedOver => "untilHandedOver",
            Self::Whoever => "whoever",
            Self::BeforeConnecting => "beforeConnecting",
            Self::Ended => "ended",
        }
    }
}
