//! What each code on a line of the panel makes certain about shoppers and their money. The headline is
//! made of this and of nothing else about a problem, so it never says better than the lines do.

use crate::line::LineState;
use crate::problem::ProblemKind;
use std::cmp::Reverse;

/// What is certain about payments, the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certain {
    /// Nothing: shoppers pay as before. Only this app is affected, or nothing is wrong.
    Nothing,
    /// Not even that: there was no answer to go by.
    NobodyKnows,
    /// Something is wrong, and shoppers may be able to pay all the same.
    MayFail,
    /// Shoppers can pay, and the shop does not hear of it: paid orders stay on hold.
    OrdersStayOnHold,
    /// Shoppers can't pay with crypto.
    CannotPay,
}

/// What a line makes certain. One that only wants attention shows that something is wrong, and no more.
pub fn of_line(state: LineState, kind: Option<ProblemKind>) -> Certain {
    let of_kind = kind.map(certain);
    match state {
        LineState::NotWorking => of_kind.unwrap_or(Certain::MayFail),
        LineState::Attention => of_kind.unwrap_or(Certain::MayFail).min(Certain::MayFail),
        LineState::CantTell => of_kind.unwrap_or(Certain::NobodyKnows).min(Certain::NobodyKnows),
        LineState::Working | LineState::Waiting | LineState::NotChecked | LineState::CheckingAgain => Certain::Nothing,
    }
}

/// Whether the lines show more than that paid orders stay on hold, so that nobody may say that shoppers can pay.
/// Meum's general word shows no more than the line that says what is wrong.
pub fn shows_more_than_orders_on_hold(mut lines: impl Iterator<Item = (LineState, Option<ProblemKind>)>) -> bool {
    lines.any(|(state, kind)| {
        let of_itself = kind.is_some_and(|kind| certain(kind) == Certain::MayFail && !is_general(kind));
        let all = of_line(state, kind);
        all > Certain::OrdersStayOnHold || of_itself && all == Certain::MayFail
    })
}

/// Where a troubled line stands among others: what costs most first, then how it stands, and the cause before a
/// general word. `None` where nothing is wrong.
pub fn rank(state: LineState, kind: ProblemKind) -> Option<impl Ord + Copy> {
    let grave = match state {
        LineState::NotWorking => 0,
        LineState::Attention => 1,
        LineState::CantTell => 2,
        LineState::Working | LineState::Waiting | LineState::CheckingAgain | LineState::NotChecked => return None,
    };
    Some((Reverse(of_line(state, Some(kind))), grave, is_general(kind)))
}

/// Meum's general word says that something is wrong, and not what.
pub const fn is_general(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::MeumReportsIssue | ProblemKind::MeumUnknownWord)
}

/// What a problem that does not let a line work makes certain about payments.
#[allow(clippy::too_many_lines, reason = "a table with every problem in it, so that a new one has to be decided")]
pub const fn certain(kind: ProblemKind) -> Certain {
    use ProblemKind as Is;
    match kind {
        // The plugin has no key or one that Meum replaced, its method or the plugin itself is off, or there is no
        // wallet, without which Meum makes no invoice.
        Is::HandOverUnfinished
        | Is::CredentialsRotated
        | Is::GatewayOff
        | Is::PluginNotFound
        | Is::PayoutMissing => Certain::CannotPay,
        // Meum's message does not get in, or the plugin refuses it.
        Is::WebhookFailing | Is::WebhookMissing | Is::WebhookShut | Is::OldSecretInUse => Certain::OrdersStayOnHold,
        // The keys are this app's own way in. Shoppers do not need them.
        Is::KeyUnknown
        | Is::SecretWrong
        | Is::KeyReadOnly
        | Is::KeyWriteOnly
        | Is::OwnerRoleTooLow
        | Is::HeaderStripped
        | Is::HttpsUnnoticed
        | Is::PermalinksHideKeys
        | Is::ShopClockOff
        | Is::KeyRevoked
        | Is::KeysRefused
        | Is::PasswordUnknown
        | Is::PasswordsSwitchedOff
        | Is::PasswordKeptOut
        // The headline follows Meum's word that the shop is ready, which says so without this.
        | Is::PayoutUnknown
        // WooCommerce's report to this app is late; a lighter question was answered.
        | Is::ReportMissing
        // Until that day nothing is wrong.
        | Is::CertificateRunsOut
        | Is::ShopSlow => Certain::Nothing,
        // This computer, its password store, the network around it, or Meum's silence.
        Is::Offline
        | Is::NetworkSignIn
        | Is::ProxySignIn
        | Is::ConnectionInspected
        | Is::ClockWrong
        | Is::VaultLocked
        | Is::VaultMissing
        | Is::VaultRefused
        | Is::VaultSlow
        | Is::SecretGone
        | Is::MeumKeyGone
        | Is::CredentialsGone
        | Is::MeumRateLimited
        | Is::MeumFault
        | Is::MeumUnreachable
        | Is::StatusUnknown
        | Is::SettingRefused
        | Is::StorageFault
        | Is::StorageTooNew
        | Is::PracticeFailed
        | Is::BrowserFailed
        | Is::ClipboardFailed
        | Is::TrustUnusable
        | Is::ShopUnreadable
        | Is::AlreadyRunning
        | Is::StorageFull
        | Is::AppCrashed
        | Is::ReportNotSaved
        // The server turns this computer's address away; of others nothing is known.
        | Is::AddressShutOut
        | Is::Banned
        // An answer or its meaning is missing, and nothing was seen to be wrong.
        | Is::MeumUnknownWord
        | Is::ConnectAnswerLost
        | Is::DisconnectAnswerLost => Certain::NobodyKnows,
        // No shopper, and no other computer, was asked.
        Is::ShutToShoppers
        | Is::NotAnAddress
        | Is::HostNotFound
        | Is::ConnectionRefused
        | Is::ShopTimedOut
        | Is::Ipv6Unreachable
        | Is::AnswersUnderOtherName
        | Is::OtherHostAnswers
        | Is::RedirectLoop
        | Is::OtherPlatform
        | Is::NoWordPress
        | Is::ShopInFolder
        | Is::WordPressComPlan
        | Is::PrivateAddress
        | Is::MixedAlphabets
        | Is::PlaceholderPage
        | Is::ConnectionBroken
        | Is::NotUnderstood
        | Is::KeyInAddressField
        | Is::CertificateExpired
        | Is::CertificateWrongName
        | Is::CertificateUnsuitable
        | Is::CertificateSelfSigned
        | Is::CertificateUntrusted
        | Is::HandshakeFailed
        | Is::NotSecure
        | Is::DropsHttps
        | Is::CloudflareChallenge
        | Is::SiteGroundCaptcha
        | Is::Blocked
        | Is::ExtraPassword
        | Is::ShopRateLimited
        | Is::Maintenance
        | Is::ShopFault
        | Is::DatabaseDown
        | Is::ServerFault
        | Is::PrivateAnswersCached
        | Is::ExtraPasswordWrong
        | Is::PlainPermalinks
        | Is::NoRewriting
        | Is::IndexHidden
        | Is::RestLockedOut
        | Is::StrayText
        | Is::NoWooCommerce
        | Is::WooCommerceTooOld
        | Is::NotSetUp
        | Is::SitePrivate
        | Is::OtherHome
        | Is::NotAKey
        | Is::KeyIncomplete
        | Is::KeyOnlyEnding
        | Is::SameKeyTwice
        | Is::MeumKeyInKeyBox
        | Is::PasswordInKeyBox
        | Is::WebhookSecretInKeyBox
        | Is::KeyMissing
        | Is::NotAMeumKey
        | Is::MeumKeyOnlyStart
        | Is::MeumKeyIsExample
        | Is::RealKeyInPractice
        | Is::PracticeKeyForReal
        | Is::NotAnApplicationPassword
        | Is::ApprovalRejected
        | Is::ApprovalLate
        | Is::ApprovalOfOtherShop
        | Is::ApprovalMalformed
        | Is::ApprovalStray
        | Is::PasswordStays
        | Is::PluginStaysOff
        | Is::NoWayBack
        | Is::NotSwitchedOff
        | Is::WooKeyInMeumBox
        | Is::ShopNameNotTyped
        | Is::NotAWebhookAddress
        | Is::MeumKeyMissing
        | Is::MeumKeyRefused
        | Is::MeumKeyWrongKind
        | Is::MeumKeyExpired
        | Is::MeumForbids
        | Is::MeumDetailsRefused
        | Is::AlreadyConnectedElsewhere
        | Is::MeumCredentialsMissing
        | Is::HalfIssued
        | Is::AlreadyDisconnected
        | Is::DisconnectForbidden
        | Is::WebhookAddressDiffers
        | Is::ConnectStillOpen
        | Is::SettingsUnknown
        | Is::SeveralGateways
        | Is::HandOverRefused
        | Is::HandOverChanged
        | Is::OtherKeyActive
        | Is::AddressMoved
        | Is::ShopMoved
        | Is::MeumReportsIssue
        | Is::MethodNotListed
        | Is::WebhookUnclear
        | Is::NotesDamaged
        | Is::WatchFailed
        | Is::ShopHereAlready => Certain::MayFail,
    }
}
