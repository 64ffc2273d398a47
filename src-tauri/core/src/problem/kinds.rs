//! Every problem there is, as a table: name, stable code, who can fix it, next step. A code is
//! stable once shipped: support looks it up.

use super::next_step::{Fixer, NextStep};
use crate::links::Link;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares the closed list: each row is a name, its stable code, who can fix it, and the step.
macro_rules! problem_kinds {
    ($( $(#[$doc:meta])* $name:ident $code:literal $fixer:ident $next:expr; )*) => {
        /// Every problem there is. Serialised as its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(rename = "ProblemCode")]
        pub enum ProblemKind { $( $(#[$doc])* #[serde(rename = $code)] $name, )* }

        impl ProblemKind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// The stable code support looks up.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$name => $code, )* }
            }

            /// Who can put it right.
            pub const fn fixer(self) -> Fixer {
                match self { $( Self::$name => Fixer::$fixer, )* }
            }

            /// The one next step.
            pub const fn next_step(self) -> NextStep {
                match self { $( Self::$name => $next, )* }
            }
        }
    };
}

use NextStep::{
    AskMeum, Edit, EnterPassword, KeepUntilClosed, Open, ReplaceKeys, ReplaceMeumKey, ResumeHandOver, TryAgain,
};
impl ProblemKind {
    /// Who a note is written to, where one helps: what is wrong is not on this computer, and
    /// whoever can put it right needs the request, the answer and what to change.
    pub fn note_to(self) -> Option<Fixer> {
        match self {
            // What is wrong is on this computer, or is nothing to ask anybody for.
            Self::HandOverChanged
            | Self::PracticeFailed
            | Self::SettingRefused
            | Self::TrustUnusable
            | Self::Ipv6Unreachable
            | Self::PrivateAddress => None,
            Self::ShopTimedOut | Self::ConnectionBroken | Self::NoRewriting => Some(Fixer::WebHost),
            Self::CloudflareChallenge | Self::RestLockedOut | Self::IndexHidden => Some(Fixer::Developer),
            _ => match self.fixer() {
                to @ (Fixer::WebHost | Fixer::Developer | Fixer::NetworkAdmin) => Some(to),
                Fixer::You | Fixer::Meum | Fixer::Wait => None,
            },
        }
    }

    /// Whether it is worth a line for support only, never a word to the merchant.
    pub fn is_silent(self) -> bool {
        self == Self::Ipv6Unreachable
    }
}

const NOTHING: NextStep = NextStep::None;
const fn open(link: Link) -> NextStep {
    Open { link }
}

problem_kinds! {
    // A: the address
    /// What was typed is not a web address.
    NotAnAddress "A01" You Edit;
    /// No such host, while others are found.
    HostNotFound "A04" You Edit;
    /// This computer reaches neither the shop nor Meum.
    Offline "A05" You TryAgain;
    /// A sign-in page of the network answers instead of the internet (hotel, café, office).
    NetworkSignIn "A06" NetworkAdmin TryAgain;
    /// The shop's server refuses connections.
    ConnectionRefused "A07" WebHost TryAgain;
    /// No answer within the time allowed.
    ShopTimedOut "A08" Wait TryAgain;
    /// The newer kind of internet address (IPv6) does not answer; the older one does.
    Ipv6Unreachable "A09" WebHost NOTHING;
    /// The shop answers under another name of the same domain, such as `www.`.
    AnswersUnderOtherName "A10" You Edit;
    /// The address leads to another domain.
    OtherHostAnswers "A11" You Edit;
    /// More than ten redirects, or a circle.
    RedirectLoop "A12" Developer TryAgain;
    /// A shop, but of another system (`about.other` names it).
    OtherPlatform "A13" Meum open(Link::MeumSupport);
    /// A normal page without any mark of WordPress.
    NoWordPress "A14" You Edit;
    /// WordPress is not at the address, but in a folder below it.
    ShopInFolder "A15" You Edit;
    /// A WordPress.com plan without plugins.
    WordPressComPlan "A16" You open(Link::WordPressPlans);
    /// An address that exists on the merchant's own network only.
    PrivateAddress "A17" Developer Edit;
    /// The name mixes alphabets, or looks like another one.
    MixedAlphabets "A18" You Edit;
    /// A parked domain, a server's default page, or a list of files.
    PlaceholderPage "A19" WebHost TryAgain;
    /// The connection broke before an answer was complete.
    ConnectionBroken "A20" Wait TryAgain;
    /// Something answers, but nothing says what it is.
    NotUnderstood "A22" WebHost TryAgain;
    /// A key or a password was pasted where the address belongs.
    KeyInAddressField "A21" You Edit;
    // B: the secure connection
    /// The certificate has run out.
    CertificateExpired "B01" WebHost TryAgain;
    /// This computer's clock is wrong.
    ClockWrong "B02" You TryAgain;
    /// The certificate names another host.
    CertificateWrongName "B03" WebHost Edit;
    /// The certificate was made by the server itself.
    CertificateSelfSigned "B04" WebHost TryAgain;
    /// Part of the certificate's chain is missing, or its issuer is not trusted.
    CertificateUntrusted "B05" WebHost TryAgain;
    /// No secure connection could be agreed on.
    HandshakeFailed "B06" WebHost TryAgain;
    /// WordPress's own address is http, or the way to it leads over http.
    NotSecure "B07" WebHost TryAgain;
    /// Security software or the network opens secure connections (`about.other` names it).
    ConnectionInspected "B08" NetworkAdmin TryAgain;
    /// The shop sends visitors from https to http.
    DropsHttps "B09" Developer TryAgain;
    // C: in front of the shop
    /// Cloudflare asks for proof of a human.
    CloudflareChallenge "C01" You TryAgain;
    /// The robot check of the host `SiteGround`.
    SiteGroundCaptcha "C02" WebHost TryAgain;
    /// A firewall or robot check answered instead of the shop.
    Blocked "C03" WebHost TryAgain;
    /// An extra password (staging) in front of the shop.
    ExtraPassword "C04" You EnterPassword;
    /// The shop's server asked us to slow down.
    ShopRateLimited "C05" Wait TryAgain;
    /// WordPress is in maintenance mode.
    Maintenance "C06" Wait TryAgain;
    /// A plugin or theme crashed.
    ShopFault "C07" Developer TryAgain;
    /// WordPress does not reach its database.
    DatabaseDown "C08" WebHost TryAgain;
    /// The server in front of WordPress does not get an answer (502, 504, 52x).
    ServerFault "C09" WebHost TryAgain;
    /// A cache in front hands one visitor's private answers to the next.
    PrivateAnswersCached "C10" WebHost TryAgain;
    /// The network's proxy wants a sign-in.
    ProxySignIn "C11" NetworkAdmin TryAgain;
    /// The extra password in front of the shop was not accepted.
    ExtraPasswordWrong "C12" You EnterPassword;
    // D: WordPress and WooCommerce
    /// WordPress's plain permalinks hide the shop from apps.
    PlainPermalinks "D01" You open(Link::Permalinks);
    /// The web server ignores WordPress's pretty links.
    NoRewriting "D02" You open(Link::Permalinks);
    /// The REST index is hidden from visitors.
    IndexHidden "D03" You TryAgain;
    /// WordPress is there, apps are locked out.
    RestLockedOut "D04" You TryAgain;
    /// Something prints text around the shop's answers.
    StrayText "D05" Developer NOTHING;
    /// WordPress without an active WooCommerce.
    NoWooCommerce "D06" You open(Link::Plugins);
    /// An older WooCommerce without the v3 interface.
    WooCommerceTooOld "D07" You open(Link::Plugins);
    /// WordPress's own installation is not finished.
    NotSetUp "D08" Developer TryAgain;
    /// The site is set to private.
    SitePrivate "D09" You open(Link::Reading);
    /// WordPress calls another address its own.
    OtherHome "D10" You Edit;
    // E: keys as typed, before any request
    /// Not a WooCommerce key or secret; the field says which was asked for.
    NotAKey "E01" You Edit;
    /// Part of the key is missing, or has characters no key has.
    KeyIncomplete "E05" You Edit;
    /// Only the masked ending.
    KeyOnlyEnding "E06" You open(Link::KeyPage);
    /// The same kind of value twice.
    SameKeyTwice "E07" You Edit;
    /// A Meum key where a WooCommerce key belongs.
    MeumKeyInKeyBox "E08" You Edit;
    /// A WordPress password, application password or e-mail address.
    PasswordInKeyBox "E09" You Edit;
    /// A webhook secret.
    WebhookSecretInKeyBox "E10" You Edit;
    /// One of the two boxes is still empty.
    KeyMissing "E11" You Edit;
    /// Not a Meum key.
    NotAMeumKey "E12" You Edit;
    /// Only the twelve characters Merchant Admin shows later.
    MeumKeyOnlyStart "E13" You Edit;
    /// The example of Meum's documentation.
    MeumKeyIsExample "E14" You Edit;
    /// A WooCommerce key where the Meum key belongs.
    WooKeyInMeumBox "E15" You Edit;
    /// What was typed is not the shop's name.
    ShopNameNotTyped "E16" You Edit;
    /// Payment updates can't go to the address that was typed (`about.fault` says why).
    NotAWebhookAddress "E17" You Edit;
    // F: checking the keys
    /// The shop does not know this key (truth table U).
    KeyUnknown "F01" You open(Link::KeyList);
    /// The secret does not belong to the key (S).
    SecretWrong "F02" You Edit;
    /// The key may only look (R).
    KeyReadOnly "F03" You open(Link::KeyList);
    /// The key may only change (X).
    KeyWriteOnly "F04" You open(Link::KeyList);
    /// The key's owner may not manage the shop (P).
    OwnerRoleTooLow "F05" You open(Link::KeyList);
    /// The server removes the sign-in header (H); the query string is used, or refused as well.
    HeaderStripped "F06" WebHost TryAgain;
    /// WordPress does not notice that it is on https (T).
    HttpsUnnoticed "F07" Developer TryAgain;
    /// The keys are right, but plain permalinks keep this WooCommerce from reading them (Q).
    PermalinksHideKeys "F08" You open(Link::Permalinks);
    /// The shop's clock is off.
    ShopClockOff "F09" WebHost TryAgain;
    /// The key stopped working after it had worked.
    KeyRevoked "F10" You ReplaceKeys;
    /// Nothing known fits.
    KeysRefused "F11" Meum TryAgain;
    // G: Meum
    /// Meum does not accept the key (401).
    MeumKeyRefused "G01" You ReplaceMeumKey;
    /// The key is for something else (`INSUFFICIENT_SCOPE`).
    MeumKeyWrongKind "G02" You ReplaceMeumKey;
    /// The connection key has run out.
    MeumKeyExpired "G03" You ReplaceMeumKey;
    /// Meum has paused or blocked the account or store.
    MeumForbids "G04" Meum open(Link::MeumSupport);
    /// Meum does not accept some of the details sent.
    MeumDetailsRefused "G05" You TryAgain;
    /// The shop is connected to another Meum store.
    AlreadyConnectedElsewhere "G06" You open(Link::MeumSupport);
    /// Meum asked us to slow down.
    MeumRateLimited "G07" Wait TryAgain;
    /// Connect was sent and no answer came back.
    ConnectAnswerLost "G08" You AskMeum;
    /// Meum answered with a fault or with nonsense.
    MeumFault "G09" Meum TryAgain;
    /// Meum answered *connect* with neither a usable key nor a usable secret.
    MeumCredentialsMissing "G12" Meum open(Link::MeumSupport);
    /// Of the key and the secret, only one was in Meum's answer (`about.missing` names the other).
    HalfIssued "G22" You ReplaceMeumKey;
    /// Meum knows no connection to end (404 on disconnect).
    AlreadyDisconnected "G13" Wait NOTHING;
    /// Meum does not let this key disconnect the shop (403).
    DisconnectForbidden "G14" You open(Link::MeumSupport);
    /// Disconnect was sent and no answer came back.
    DisconnectAnswerLost "G18" You TryAgain;
    /// Meum uses a status word this app does not know; never read as fine.
    MeumUnknownWord "G15" Wait NOTHING;
    /// Meum cannot be reached from this computer.
    MeumUnreachable "G16" Wait TryAgain;
    /// An earlier key and secret stopped working when Meum answered.
    CredentialsRotated "G10" You ResumeHandOver;
    /// Meum sends payment updates to another address than the one it was sent.
    WebhookAddressDiffers "G19" Meum open(Link::MeumSupport);
    /// How an earlier connect ended is not known yet, and what it left is for that shop only.
    ConnectStillOpen "G20" You TryAgain;
    // H: after connecting
    /// The Meum plugin is not in the shop, or shows no settings to fill in.
    PluginNotFound "H01" You open(Link::Plugins);
    /// Meum's gateway is there, but which of its settings take key and secret is not known.
    SettingsUnknown "H23" You open(Link::Gateway);
    /// There are several gateways of Meum's, and nothing says which one is used.
    SeveralGateways "H24" You open(Link::Payments);
    /// The gateway is switched off at checkout.
    GatewayOff "H02" You open(Link::Payments);
    /// The shop refused to have the gateway's settings written.
    HandOverRefused "H03" You ReplaceKeys;
    /// Meum cannot deliver payment updates although this computer reaches the shop.
    WebhookFailing "H04" WebHost NOTHING;
    /// What came back from the shop is not what was written.
    HandOverChanged "H17" Developer TryAgain;
    /// The new key and secret are not in the plugin yet.
    HandOverUnfinished "H06" You ResumeHandOver;
    /// The address for payment updates leads nowhere in the shop.
    WebhookMissing "H05" You open(Link::Plugins);
    /// Payment updates fail after the key and secret were replaced: the shop may have the old ones.
    OldSecretInUse "H20" You ResumeHandOver;
    /// Another key than the one handed over is active at Meum.
    OtherKeyActive "H08" You ReplaceMeumKey;
    /// Meum is connected to another address than the shop's own.
    AddressMoved "H09" You open(Link::MeumSupport);
    /// Meum's status could not be asked.
    StatusUnknown "H11" Wait NOTHING;
    /// The computer's password store is locked.
    VaultLocked "H12" You TryAgain;
    /// There is no password store on this computer, or it is gone.
    VaultMissing "H14" You KeepUntilClosed;
    /// The password store is there and open, and would not keep or give anything.
    VaultRefused "H21" You TryAgain;
    /// The password store did not answer in time.
    VaultSlow "H22" You TryAgain;
    /// The WooCommerce keys that should be in the password store are not there.
    SecretGone "H15" You ReplaceKeys;
    /// The Meum connection key that should be in the password store is not there.
    MeumKeyGone "H18" You ReplaceMeumKey;
    /// The key and secret Meum issued are not in the password store any more.
    CredentialsGone "H19" You ReplaceMeumKey;
    /// Meum reports something that needs the merchant.
    MeumReportsIssue "H16" You open(Link::MerchantAdmin);
    /// No payout wallet is set.
    PayoutMissing "G11" You open(Link::MerchantAdmin);
    /// Meum does not say whether a payout wallet is set.
    PayoutUnknown "G17" You open(Link::MerchantAdmin);
    // S: this computer
    /// A start setting is refused (`MEUM_API_URL`).
    SettingRefused "S01" Developer NOTHING;
    /// The app's own notes cannot be read or written.
    StorageFault "S02" You TryAgain;
    /// The notes were written by a newer version of the app.
    StorageTooNew "S03" You NOTHING;
    /// The practice shop could not start.
    PracticeFailed "S04" Meum TryAgain;
    /// The browser could not be opened; the page's address is shown instead.
    BrowserFailed "S05" You NOTHING;
    /// The clipboard could not be used.
    ClipboardFailed "S06" You NOTHING;
    /// The computer's list of trusted certificates cannot be used.
    TrustUnusable "S07" Developer NOTHING;
    /// The notes of one shop cannot be read; they are left alone, and the others open.
    ShopUnreadable "S08" Meum NOTHING;
    /// The app runs already on the same notes.
    AlreadyRunning "S09" You TryAgain;
    /// There is no room left for the app's own notes.
    StorageFull "S10" You TryAgain;
}

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
        )
    }

    /// Whether nothing is tried again by itself: each try would ask the merchant for the password
    /// store's password, or knock once more with an extra password that the shop has refused.
    pub const fn waits_for_merchant(self) -> bool {
        self.is_of_vault() || matches!(self, Self::ExtraPasswordWrong)
    }

    /// Whether it is about this computer's password store.
    pub const fn is_of_vault(self) -> bool {
        matches!(self, Self::VaultLocked | Self::VaultMissing | Self::VaultRefused | Self::VaultSlow)
    }
}
