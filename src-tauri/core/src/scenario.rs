//! What can go on in the practice world: a table. Adding a trouble is one row here, and one in the shell's
//! `played.rs`, which knows the practice servers.

use crate::problem::{Mark, ProblemKind};
use crate::step::Step;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The problem that a trouble is played for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// The problem.
    pub kind: ProblemKind,
    /// What is seen beyond the kind.
    pub mark: Option<Mark>,
    /// Where it is met first.
    pub step: Step,
    /// Whether it stops nobody there.
    pub remark: bool,
}

/// The last part of a row.
macro_rules! played {
    () => {
        None
    };
    (remark $step:ident $kind:ident $($mark:ident)?) => {
        Some(Played { kind: ProblemKind::$kind, mark: marked!($($mark)?), step: Step::$step, remark: true })
    };
    ($step:ident $kind:ident $($mark:ident)?) => {
        Some(Played { kind: ProblemKind::$kind, mark: marked!($($mark)?), step: Step::$step, remark: false })
    };
}

macro_rules! marked {
    () => {
        None
    };
    ($mark:ident) => {
        Some(Mark::$mark)
    };
}

macro_rules! scenarios {
    ($( $(#[$doc:meta])* $name:ident $(= $($row:ident)+)?; )*) => {
        /// What is going on in the practice world.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum Scenario { $( $(#[$doc])* $name, )* }

        impl Scenario {
            /// Every one, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// The problem that it is played for. `None` for the few that are played for no problem, for several
            /// at once, or for one of this computer's own.
            pub const fn played(self) -> Option<Played> {
                match self { $( Self::$name => played!($($($row)+)?), )* }
            }
        }
    };
}

scenarios! {
    /// Everything works.
    #[default]
    AllWell;
    /// No payout wallet is set.
    PayoutMissing = Panel PayoutMissing;
    /// Meum cannot deliver payment updates.
    WebhookFailing = Panel WebhookFailing;
    /// The WooCommerce key was revoked.
    KeysRevoked = Panel KeyRevoked;
    /// A firewall answers instead of the shop.
    FirewallInFront = Panel Blocked;
    /// The shop's server is down.
    ShopDown = Panel ServerFault;
    /// Meum is down.
    MeumDown = Panel MeumFault;
    /// Meum's payment method is switched off in the shop.
    GatewayOff = Panel GatewayOff;
    /// A security plugin turns guests away, and payment updates with them.
    UpdatesShut = Panel WebhookShut;
    /// The shop's certificate ends in two days.
    CertificateEnds = Panel CertificateRunsOut;
    /// Meum has not sent a payment update yet.
    NothingSentYet;
    /// Meum has suspended the organization.
    MeumPaused = Panel MeumForbids;
    /// Meum answers with words that no document mentions.
    NewWords = Panel MeumUnknownWord;
    /// The shop's keys were removed, payment updates fail, and no payout wallet is set.
    SeveralAtOnce;
    /// A plugin has switched approving off: the keys are the only way.
    ApprovalOff;
    /// A part of the app crashed the last time.
    AppCrashed;
    /// The report for support cannot be saved.
    ReportNotSaved;

    /// The shop's server refuses connections.
    Refused = YourShop ConnectionRefused;
    /// The shop's server takes a question and never answers.
    Silent = YourShop ShopTimedOut;
    /// The shop's server cuts the connection.
    CutOff = YourShop ConnectionBroken;
    /// Every address leads to itself.
    RoundAndRound = YourShop RedirectLoop;
    /// The address leads to a name that nobody has.
    LedNowhere = YourShop HostNotFound LedThere;
    /// The address is a shop of another platform.
    OtherPlatform = YourShop OtherPlatform;
    /// The domain is for sale.
    ForSale = YourShop PlaceholderPage;
    /// The address is a plain website.
    PlainWebsite = YourShop NoWordPress;
    /// The address is an interface of another kind.
    OtherInterface = YourShop NotUnderstood OwnWords;
    /// The site is at WordPress.com, without plugins.
    WordPressCom = YourShop WordPressComPlan;

    /// The certificate has run out.
    CertificateOver = YourShop CertificateExpired;
    /// The certificate is for another shop.
    CertificateOfAnother = YourShop CertificateWrongName;
    /// The certificate vouches for itself.
    CertificateHomeMade = YourShop CertificateSelfSigned;
    /// A certificate in the chain is not sent.
    CertificateIncomplete = YourShop CertificateUntrusted;
    /// A virus scanner opens the connection.
    Inspected = YourShop ConnectionInspected ShopAlone;
    /// The server's security is too old.
    OldSecurity = YourShop HandshakeFailed;
    /// The shop has no secure address.
    NoHttps = YourShop NotSecure;
    /// WordPress calls its own address not secure.
    HomeIsHttp = YourShop NotSecure OwnAddress;
    /// The secure address leads to the one that is not.
    DropsHttps = YourShop DropsHttps;

    /// Cloudflare asks whether a person is there.
    CloudflareAsks = YourShop CloudflareChallenge;
    /// `SiteGround` asks whether a person is there.
    SiteGroundAsks = YourShop SiteGroundCaptcha;
    /// A firewall that cannot be named blocks apps.
    NamelessFirewall = YourShop Blocked;
    /// The shop has had too many questions.
    TooManyQuestions = YourShop ShopRateLimited;
    /// The office network wants a sign-in of its own.
    OfficeSignIn = YourShop ProxySignIn;
    /// An extra password is in front of the shop.
    ExtraPassword = YourShop ExtraPassword;
    /// WordPress is in maintenance mode.
    Maintenance = YourShop Maintenance;
    /// A plugin crashes.
    PluginCrashes = YourShop ShopFault;
    /// The database is away.
    DatabaseDown = YourShop DatabaseDown;

    /// Permalinks are *Plain*.
    PlainPermalinks = YourShop PlainPermalinks;
    /// The web server knows none of WordPress's addresses.
    NoRewriting = YourShop NoRewriting;
    /// A plugin prints a notice before every answer.
    StrayText = remark YourShop StrayText;
    /// The REST API was removed.
    RestRemoved = YourShop RestLockedOut;
    /// The site is private.
    PrivateSite = YourShop SitePrivate;
    /// WordPress was never set up.
    NotSetUp = YourShop NotSetUp;
    /// WooCommerce is switched off.
    WooCommerceOff = YourShop NoWooCommerce;
    /// WooCommerce is too old.
    OldWooCommerce = YourShop WooCommerceTooOld;

    /// The header with the keys is taken off; they work in another way.
    HeaderTakenOff = remark ShopKeys HeaderStripped;
    /// WordPress does not notice that the connection is secure.
    HttpsUnnoticed = ShopKeys HttpsUnnoticed;
    /// A cache keeps answers that are meant for one.
    PrivateAnswersKept = ShopKeys PrivateAnswersCached;
    /// A plugin forbids every question that would change something.
    WritesForbidden = ShopKeys KeysRefused WriteRefused;
    /// An editor approves, who may not manage the shop.
    EditorApproves = ShopKeys OwnerRoleTooLow Approved;
    /// A plugin turns application passwords away.
    PasswordKeptOut = ShopKeys PasswordKeptOut;
    /// The answer of the approval page names another shop.
    ApprovalOfAnother = ShopKeys ApprovalOfOtherShop;
    /// The answer of the approval page has half a password.
    ApprovalGarbled = ShopKeys ApprovalMalformed;
    /// The approval comes back once the ten minutes are over.
    ApprovalComesLate = ShopKeys ApprovalLate;
    /// The approval comes back twice.
    ApprovalComesTwice = remark ShopKeys ApprovalStray Twice;

    /// Meum asks to wait.
    MeumAsksToWait = Review MeumRateLimited;
    /// Meum connects, and its answer gets lost.
    AnswerLost = Review ConnectAnswerLost;
    /// Meum sends no key.
    NoKeyCame = Review MeumCredentialsMissing;
    /// Meum's answer names another shop.
    OtherShopNamed = Review AddressMoved;
    /// Meum's answer names another address for payment updates.
    UpdatesElsewhere = Review WebhookAddressDiffers;

    /// The Meum plugin is not installed.
    PluginAbsent = HandOver PluginNotFound;
    /// The Meum plugin is switched off.
    PluginOff = HandOver PluginNotFound PluginOff;

    /// The part of the plugin that takes payment updates is missing.
    UpdatesNotTaken = Panel WebhookMissing;
    /// Some payment updates come through, and some do not.
    SomeUpdatesFail = Panel WebhookFailing NotQuite;
    /// The shop has moved to another address.
    Moved = Panel AddressMoved;
    /// Meum says something of payouts that only a person understands.
    PayoutsMentioned = Panel MeumReportsIssue;
    /// Meum takes no key of this shop any more.
    MeumKeyRevoked = Panel MeumKeyRefused;
}
