//! Groups of problems that the rest of the core treats alike. It decides nothing about a single one.

use super::kinds::ProblemKind;

impl ProblemKind {
    /// Whether the shop itself answered, and refused the keys or did not get them (the codes F).
    pub const fn is_of_keys(self) -> bool {
        matches!(
            self,
            Self::KeyUnknown
                | Self::SecretWrong
                | Self::KeyReadOnly
                | Self::KeyWriteOnly
                | Self::OwnerRoleTooLow
                | Self::HeaderStripped
                | Self::HttpsUnnoticed
                | Self::PermalinksHideKeys
                | Self::ShopClockOff
                | Self::KeyRevoked
                | Self::KeysRefused
                | Self::PasswordUnknown
                | Self::PasswordsSwitchedOff
                | Self::PasswordKeptOut
        )
    }

    /// Whether an application password met it, and another approval may do better.
    pub const fn may_be_approved_again(self) -> bool {
        matches!(self, Self::PasswordUnknown | Self::OwnerRoleTooLow | Self::NotAnApplicationPassword)
    }

    /// Whether it stops a step of this app and nothing that shoppers use: what was typed, what this computer keeps, or
    /// a question that this app asked.
    pub const fn is_of_this_app(self) -> bool {
        self.is_of_typing()
            || self.is_of_vault()
            || matches!(
                self,
                Self::Ipv6Unreachable
                    | Self::ShopClockOff
                    | Self::IndexHidden
                    | Self::SettingRefused
                    | Self::StorageFault
                    | Self::StorageTooNew
                    | Self::PracticeFailed
                    | Self::BrowserFailed
                    | Self::ClipboardFailed
                    | Self::TrustUnusable
                    | Self::ShopUnreadable
                    | Self::AlreadyRunning
                    | Self::StorageFull
                    | Self::NotesDamaged
                    | Self::WatchFailed
                    | Self::ShopHereAlready
                    | Self::AppCrashed
                    | Self::ReportNotSaved
                    | Self::SecretGone
                    | Self::MeumKeyGone
                    | Self::DisconnectForbidden
                    | Self::ApprovalRejected
                    | Self::ApprovalLate
                    | Self::ApprovalOfOtherShop
                    | Self::ApprovalMalformed
                    | Self::ApprovalStray
                    | Self::PasswordStays
                    | Self::NoWayBack
            )
    }

    /// Whether it is about what was typed or pasted, before anybody was asked.
    pub const fn is_of_typing(self) -> bool {
        matches!(
            self,
            Self::NotAnAddress
                | Self::KeyInAddressField
                | Self::NotAKey
                | Self::KeyIncomplete
                | Self::KeyOnlyEnding
                | Self::SameKeyTwice
                | Self::MeumKeyInKeyBox
                | Self::PasswordInKeyBox
                | Self::WebhookSecretInKeyBox
                | Self::KeyMissing
                | Self::NotAMeumKey
                | Self::MeumKeyOnlyStart
                | Self::MeumKeyIsExample
                | Self::WooKeyInMeumBox
                | Self::ShopNameNotTyped
                | Self::NotAWebhookAddress
                | Self::MeumKeyMissing
                | Self::RealKeyInPractice
                | Self::PracticeKeyForReal
                | Self::NotAnApplicationPassword
        )
    }

    /// Whether nothing is tried again by itself: each try would ask the merchant for the password
    /// store's password, or knock once more with an extra password that the shop has refused.
    pub const fn waits_for_merchant(self) -> bool {
        self.is_of_vault() || matches!(self, Self::ExtraPasswordWrong)
    }

    /// Whether it is worth a line for support only, never a word to the merchant.
    pub fn is_silent(self) -> bool {
        self == Self::Ipv6Unreachable
    }

    /// Whether it only asks something: nothing is wrong yet.
    pub const fn only_asks(self) -> bool {
        matches!(self, Self::ExtraPassword | Self::MixedAlphabets)
    }

    /// Whether it is about this computer's password store.
    pub const fn is_of_vault(self) -> bool {
        matches!(self, Self::VaultLocked | Self::VaultMissing | Self::VaultRefused | Self::VaultSlow)
    }

    /// Whether what answered a question that would write stands in front of WordPress, or nobody answered: it
    /// would stop Meum's message at any address of the shop.
    pub const fn stops_every_post(self) -> bool {
        matches!(
            self,
            Self::Blocked
                | Self::CloudflareChallenge
                | Self::SiteGroundCaptcha
                | Self::AddressShutOut
                | Self::Banned
                | Self::ExtraPassword
                | Self::ShopRateLimited
                | Self::NotUnderstood
                | Self::ServerFault
                | Self::ShopTimedOut
                | Self::ConnectionBroken
        )
    }

    /// Nobody answered. That may be the shop, or this computer's own network.
    pub const fn is_silence(self) -> bool {
        matches!(self, Self::HostNotFound | Self::ConnectionRefused | Self::ShopTimedOut | Self::ConnectionBroken)
    }
}
