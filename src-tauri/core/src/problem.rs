//! Everything that can be wrong, as a closed list. A code is stable once shipped: support looks
//! it up. The sentences live in the UI's message files under the same code.
//!
//! Adding a case: one line in [`problem_kinds!`]'s list (name, code, who can fix it, next step),
//! one line in the match that detects it, its texts in the messages, and a row in a test.

use crate::links::Link;
use crate::plain::PlainText;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who can put a problem right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fixer {
    /// The merchant, here or in the shop.
    You,
    /// The company that runs the shop's server.
    WebHost,
    /// Whoever maintains the shop's plugins and theme.
    Developer,
    /// Meum's support.
    Meum,
    /// Nobody: it passes.
    Wait,
}

/// The one thing to do next, and its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NextStep {
    /// Mend what was typed in the field on the same screen.
    Edit,
    /// Do the same once more.
    TryAgain,
    /// Open a page, then do the same once more.
    Open {
        /// The page.
        link: Link,
    },
    /// Go back to the shop-keys step and enter another pair.
    ReplaceKeys,
    /// Go back to the Meum-key step and enter another key.
    ReplaceMeumKey,
    /// Ask Meum what it knows, since an answer got lost.
    AskMeum,
    /// Go on with handing the new key and secret to the plugin.
    ResumeHandOver,
    /// Keep what was entered in memory only, until the app closes.
    KeepUntilClosed,
    /// Nothing to press: the app goes on by itself.
    None,
}

/// The place on the screen a problem belongs beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The shop's address.
    Address,
    /// The consumer key.
    Key,
    /// The consumer secret.
    Secret,
    /// The Meum connection key.
    MeumKey,
}

/// What a problem is about, for its sentences. Only what applies is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct About {
    /// The shop's host name.
    pub store: Option<String>,
    /// Another host or product that answered, or the platform found.
    pub other: Option<PlainText>,
    /// The last seven characters of the consumer key.
    pub ending: Option<String>,
    /// A count: characters of a key, an HTTP status.
    pub count: Option<u32>,
    /// Seconds to wait.
    pub seconds: Option<u32>,
    /// Words of Meum or the shop, shown beside ours as plain text.
    pub words: Option<PlainText>,
    /// The field the problem belongs beside.
    pub field: Option<Field>,
}

/// What support reads, in English: method, path, status, code, milliseconds. Never a value that
/// was typed, a query or a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Technical(PlainText);

impl Technical {
    /// A technical line; `None` when nothing readable is in it.
    pub fn new(line: &str) -> Option<Self> {
        PlainText::from_outside(line).map(Self)
    }

    /// The line.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Something that stands in the way, with what its sentences need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which one.
    pub kind: ProblemKind,
    /// What it is about.
    #[serde(default)]
    pub about: About,
    /// The line for support.
    #[serde(default)]
    pub technical: Option<Technical>,
}

impl Problem {
    /// A problem about nothing in particular yet.
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, about: About::default(), technical: None }
    }

    /// The same problem, placed beside a field.
    #[must_use]
    pub fn at(mut self, field: Field) -> Self {
        self.about.field = Some(field);
        self
    }

    /// The same problem, about this shop.
    #[must_use]
    pub fn of(mut self, store: &str) -> Self {
        self.about.store = Some(store.to_owned());
        self
    }

    /// The same problem with a line for support.
    #[must_use]
    pub fn with_technical(mut self, line: &str) -> Self {
        self.technical = Technical::new(line);
        self
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind)
    }
}

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

use NextStep::{AskMeum, Edit, KeepUntilClosed, Open, ReplaceKeys, ReplaceMeumKey, ResumeHandOver, TryAgain};
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
    /// The shop's server refuses connections.
    ConnectionRefused "A07" WebHost TryAgain;
    /// No answer within the time allowed.
    ShopTimedOut "A08" Wait TryAgain;
    /// Another host answers in the shop's name than the one WordPress calls its own.
    OtherHostAnswers "A11" You Edit;
    /// More than ten redirects, or a circle.
    RedirectLoop "A12" Developer TryAgain;
    /// A normal page without any mark of WordPress.
    NoWordPress "A14" You Edit;
    /// The connection broke before an answer was complete.
    ConnectionBroken "A20" Wait TryAgain;
    /// Something answers, but nothing says what it is.
    NotUnderstood "A22" WebHost TryAgain;
    /// A key or a password was pasted where the address belongs.
    KeyInAddressField "A21" You Edit;
    // B: the secure connection
    /// The certificate has run out.
    CertificateExpired "B01" WebHost TryAgain;
    /// The certificate names another host.
    CertificateWrongName "B03" WebHost Edit;
    /// The certificate's issuer is not trusted, or part of the chain is missing.
    CertificateUntrusted "B05" WebHost TryAgain;
    /// No secure connection could be agreed on.
    HandshakeFailed "B06" WebHost TryAgain;
    /// WordPress's own address is http, or the way to it leads over http.
    NotSecure "B07" WebHost TryAgain;
    // C: in front of the shop
    /// A firewall or robot check answered instead of the shop.
    Blocked "C03" WebHost TryAgain;
    /// An extra password (staging) in front of the shop.
    ExtraPassword "C04" You TryAgain;
    /// The shop's server asked us to slow down.
    ShopRateLimited "C05" Wait TryAgain;
    /// WordPress is in maintenance mode.
    Maintenance "C06" Wait TryAgain;
    /// A plugin or theme crashed.
    ShopFault "C07" Developer TryAgain;
    /// The server in front of WordPress does not get an answer (502, 504, 52x).
    ServerFault "C09" WebHost TryAgain;
    // D: WordPress and WooCommerce
    /// Plain permalinks, or a server that does not rewrite, hide the shop from apps.
    PlainPermalinks "D01" You open(Link::Permalinks);
    /// The REST index is hidden from visitors.
    IndexHidden "D03" You TryAgain;
    /// WordPress is there, apps are locked out.
    RestLockedOut "D04" You TryAgain;
    /// WordPress without an active WooCommerce.
    NoWooCommerce "D06" You open(Link::Plugins);
    /// An older WooCommerce without the v3 interface.
    WooCommerceTooOld "D07" You open(Link::Plugins);
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
    /// Meum connected the shop but sent no usable key and secret.
    MeumCredentialsMissing "G12" Meum open(Link::MeumSupport);
    /// Meum uses a status word this app does not know; never read as fine.
    MeumUnknownWord "G15" Wait NOTHING;
    /// Meum cannot be reached from this computer.
    MeumUnreachable "G16" Wait TryAgain;
    // H: after connecting
    /// The Meum plugin is not in the shop, or shows no settings to fill in.
    PluginNotFound "H01" You open(Link::Plugins);
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
    /// Another key than the one handed over is active at Meum.
    OtherKeyActive "H08" You open(Link::MeumSupport);
    /// Meum is connected to another address than the shop's own.
    AddressMoved "H09" You open(Link::MeumSupport);
    /// Meum's status could not be asked.
    StatusUnknown "H11" Wait NOTHING;
    /// The computer's password store is locked or does not answer.
    VaultLocked "H12" You TryAgain;
    /// There is no password store on this computer.
    VaultMissing "H14" You KeepUntilClosed;
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_unique_and_has_its_shape() {
        let codes: BTreeSet<&str> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), ProblemKind::ALL.len());
        for code in codes {
            let (letter, number) = code.split_at(1);
            assert!(letter.chars().all(|c| c.is_ascii_uppercase()), "{code}");
            assert!(number.len() == 2 && number.chars().all(|c| c.is_ascii_digit()), "{code}");
        }
    }

    #[test]
    fn a_kind_travels_as_its_code() {
        for &kind in ProblemKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
