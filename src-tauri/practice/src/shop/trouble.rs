//! Everything that can be wrong with a shop, by name.
//!
//! A new trouble is one variant, one entry in `ALL` and one line in a table of `effect`, which knows what it does.

mod all;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::habits::Habit;
use super::in_front::firewalls::FirewallBrand;
use super::in_front::placeholders::PlaceholderKind;
use super::in_front::platforms::PlatformName;

/// Something that is wrong with the practice shop. Several can be on at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Trouble {
    /// The merchant revoked every key in WooCommerce.
    KeysRevoked,
    /// An editor is signed in to WordPress in the browser: what they approve may not manage the shop.
    EditorSignedIn,
    /// A plugin has switched application passwords off.
    PasswordsOff,
    /// The approval page's answer names another shop.
    ApprovalOfAnother,
    /// The approval page's answer has half a password.
    ApprovalGarbled,
    /// The approval page's answer comes once whoever asked has given up.
    ApprovalLate,
    /// The approval page's answer comes twice.
    ApprovalTwice,
    /// WordPress deletes no application password.
    PasswordsStay,
    /// WordPress lets this user switch no plugin on.
    PluginNotAllowed,
    /// The Meum plugin is one that a network of sites switches on.
    PluginOfNetwork,
    /// The Meum plugin crashes when it is switched on.
    PluginCrashes,
    /// The Meum plugin ends it with words of its own when it is switched on.
    PluginEnds,
    /// The Meum plugin needs another plugin.
    PluginUnfit,
    /// The web server removes the `Authorization` header; keys in the query still work.
    AuthorizationStripped,
    /// The web server removes the `Authorization` header, and blocks keys in the query with a page.
    QueryKeysRefused,
    /// The web server hands WordPress every question as a GET (nginx: `error_page 404 = /index.php`).
    MethodsLost {
        /// Without what is behind the `?`.
        query_too: bool,
    },
    /// TLS ends at a proxy, and WordPress believes that it is asked over http: it looks at no unsigned key.
    HttpsUnnoticed,
    /// WordPress believes that its own address begins with `http://`.
    HomeIsHttp,
    /// A line of code gives WordPress's own address with a slash at its end, which its settings never have.
    HomeEndsInSlash,
    /// The server's clock is wrong: in its `Date` header and wherever it looks at the time.
    ClockOff {
        /// By how many minutes it is ahead; negative when it is behind.
        minutes: i64,
    },
    /// The certificate ended twelve days before the shop was started.
    CertificateExpired,
    /// The certificate ends ten days after the shop was started.
    CertificateEndsSoon,
    /// The certificate ends two days after the shop was started.
    CertificateEndsAtOnce,
    /// The certificate begins twelve days after the shop was started.
    CertificateNotYetValid,
    /// The certificate is for `other-shop.example` and `www.other-shop.example`.
    CertificateWrongName,
    /// The certificate vouches for itself.
    CertificateSelfSigned,
    /// The shop does not send the certificate between its own and the authority's.
    CertificateChainIncomplete,
    /// A virus scanner opens the connection: its own authority, trusted by nobody here, vouches.
    CertificateOfInspector,
    /// The certificate names its host as its subject only.
    CertificateWithoutNames,
    /// The certificate is for computers that sign in, not for servers.
    CertificateForClients,
    /// The certificate is an authority's own.
    CertificateOfAuthority,
    /// The certificate is an authority's own and vouches for itself.
    CertificateOfItself,
    /// The certificate has a critical part that nobody knows.
    CertificateWithUnknownPart,
    /// The certificate is signed with SHA-1.
    CertificateSha1,
    /// The certificate is of version 1 of X.509.
    CertificateVersionOne,
    /// The certificate's key is of RSA, with 1024 bits.
    CertificateShortKey,
    /// The certificate is the right one, sent with one above it that ran out.
    CertificateChainRanOut,
    /// A private authority vouches for the certificate, and is sent along.
    CertificateOfPrivateIssuer,
    /// A certificate that only Cloudflare accepts.
    CertificateOfCloudflare,
    /// A firewall shows its own, and its maker in the organisation only.
    CertificateOfFirewall,
    /// The TLS port refuses every hello with the alert `protocol_version`.
    OldTls,
    /// The TLS port speaks plain HTTP: it answers a hello with 400.
    NoTls,
    /// The TLS port refuses connections; the plain one answers.
    RefusedHttps,
    /// Both ports refuse connections.
    Refused,
    /// Https redirects to the same address over http.
    DropsHttps,
    /// A privacy plugin hides the REST API from guests.
    RestHidden,
    /// WooCommerce is switched off.
    WooCommerceInactive,
    /// The Meum plugin is not installed.
    PluginAbsent,
    /// The Meum plugin is switched off.
    PluginInactive,
    /// The Meum plugin runs without its route for payment updates.
    WebhookMissing,
    /// Another provider's gateway is called *Stablecoin …* and has settings of the names Meum's have.
    GatewayOfNamesake,
    /// Meum's gateway itself goes by *Stablecoin Checkout* and says nowhere that it is Meum's.
    GatewayNamedStablecoin,
    /// The settings of Meum's gateway have longer names than the usual ones.
    GatewaySettingsRenamed,
    /// The settings of Meum's gateway have names that no app can know.
    GatewaySettingsUnknown,
    /// There are two sets of credentials in the settings of Meum's gateway.
    GatewaySettingsTwice,
    /// Meum brings two gateways.
    GatewayTwice,
    /// Something in the shop keeps Meum's gateway switched on, whatever is written.
    GatewayStaysOn,
    /// The plugin runs, and another plugin takes Meum's gateway out of the list.
    GatewayUnlisted,
    /// Meum's gateway is switched off at checkout, whatever is written.
    GatewayOff,
    /// The list of gateways fails: one of them crashes when it is asked for its settings.
    GatewaysFail,
    /// Permalinks are *Plain*: `/wp-json/` shows the home page.
    PlainPermalinks,
    /// A firewall plugin blocks the REST API with a page of its own.
    FirewallInFront,
    /// WordPress is in maintenance mode.
    Maintenance,
    /// A plugin shows its own maintenance page, also to those who ask for JSON.
    MaintenancePage,
    /// A plugin crashes whenever the REST API starts.
    FatalError,
    /// A plugin crashes likewise, and PHP prints its errors for everyone to see.
    FatalErrorShown,
    /// WordPress cannot reach its database.
    DatabaseDown,
    /// A staging password is in front of everything; see [`crate::notebook::STAGING_USER`].
    StagingPassword,
    /// A plugin prints a notice in front of every JSON answer.
    NoiseBeforeJson,
    /// The address is a plain site without WordPress.
    NotWordPress,
    /// The address is an interface of another kind, and has no pages.
    OtherApi,
    /// Every answer comes late.
    Slow {
        /// By how many milliseconds.
        millis: u64,
    },
    /// The web server has nothing behind it: 502.
    ServerDown,
    /// The server takes requests and never answers.
    HangForever,
    /// The server resets each connection as soon as a request has come.
    ResetConnection,
    /// Every address redirects to itself.
    RedirectLoop,
    /// Every address redirects to the same path on another host.
    RedirectToOtherHost {
        /// Scheme and host to redirect to, without a trailing slash.
        url: Cow<'static, str>,
    },
    /// Every address redirects to a fresh one, as often as asked.
    RedirectForever,
    /// Nobody has set up WordPress yet: everything redirects to its installation page.
    RedirectToInstall,
    /// WordPress believes that it lives at another address: its index and its links name that one.
    HomeElsewhere {
        /// Scheme and host, and a folder if there is one, without a trailing slash.
        url: Cow<'static, str>,
    },
    /// The REST API has another prefix; `/wp-json/` is missing.
    RestPrefix {
        /// Without slashes.
        prefix: Cow<'static, str>,
    },
    /// Every address of WordPress is below `/index.php/`; others are the web server's own 404.
    PathInfo,
    /// The web server knows none of WordPress's pretty addresses; `?rest_route=/…` works.
    NoRewriting,
    /// Pages have no `Link` header, only the element in their head.
    LinkOnlyInPage,
    /// Cloudflare asks everyone for a proof of being human.
    CloudflareChallenge,
    /// SiteGround's robot check is in front of everything.
    SiteGroundCaptcha,
    /// A firewall other than Wordfence blocks apps.
    Firewall {
        /// Whose it is.
        brand: FirewallBrand,
    },
    /// Too many requests: 429.
    RateLimited {
        /// `Retry-After`, in seconds.
        seconds: u32,
    },
    /// The server, or Cloudflare in front of it, says that it cannot answer.
    ServerError {
        /// 500 to 599; 520 to 526 are Cloudflare's, and anything else becomes 502.
        status: u16,
    },
    /// The host has suspended the account.
    Suspended,
    /// A cache in front keeps the first answer to each address, whoever asked, and gives it to everyone.
    CachedPrivately,
    /// An office network wants a sign-in of its own: 407.
    ProxySignIn,
    /// The site is set to private at WordPress.com: its REST API answers 403.
    PrivateSite,
    /// The site is at WordPress.com, on a plan without plugins.
    WordPressCom,
    /// A plugin has switched off the REST API, keys or not, and says so.
    RestSwitchedOff,
    /// A plugin has removed the REST API: WordPress shows its 404 page and links to it nowhere.
    RestRemoved,
    /// The address is a shop of another platform.
    Platform {
        /// Which one.
        name: PlatformName,
    },
    /// The address shows a placeholder.
    Placeholder {
        /// Which one.
        kind: PlaceholderKind,
    },
    /// WooCommerce is so old that it has no `wc/v3`.
    OldWooCommerce,
    /// A byte order mark is in front of every JSON answer.
    ByteOrderMark,
    /// The server sends JSON as `text/html`.
    WrongContentType,
    /// A cache plugin writes an HTML comment behind every JSON answer.
    NoiseAfterJson,
    /// The texts of every JSON answer hold bytes that are no UTF-8.
    InvalidUtf8,
    /// Every JSON answer is 100 000 lists in each other.
    DeepJson,
    /// Every answer is JSON of 100 MiB.
    HugeBody,
    /// Every answer is about a megabyte that inflates to a gibibyte.
    GzipBomb,
    /// Every answer has headers for ever.
    EndlessHeaders,
    /// Every answer has a body that comes byte by byte, for ever.
    DripBody {
        /// How many milliseconds pass between two bytes.
        millis: u64,
    },
    /// Every answer has a head that comes byte by byte, for ever.
    DripHead {
        /// How many milliseconds pass between two bytes.
        millis: u64,
    },
    /// Every answer is JSON that ends before the length it gave.
    TruncatedJson,
    /// The server resets every connection in the middle of the answer.
    ResetMidBody,
    /// Every answer is bytes that are not HTTP.
    Garbage,
    /// Every TLS hello is refused with the alert `handshake_failure`: no cipher suite in common.
    OldCiphers,
    /// TLS ends with the alert `certificate_required`: only who has a certificate of their own is let in.
    ClientCertificate,
    /// The same over TLS 1.2, which ends with the alert `handshake_failure`, as openssl has it.
    ClientCertificateOld,
    /// A certificate of the client's is asked for, and whoever has none is let in all the same.
    ClientCertificateOptional,
    /// WordPress is in a folder, and the web server leads questions for its REST API above that into it.
    FolderAnsweredAbove,
    /// A plugin for languages sends whoever names none on to `/en/`, the REST API as well.
    LanguageInFolder,
    /// Something of the web server, the host or a plugin answers in a way that was seen on real shops.
    Habit {
        /// What it does.
        habit: Habit,
    },
}
