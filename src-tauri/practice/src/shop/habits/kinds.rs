//! The habits by name, and their variations. It refuses to know what any of them does.

use super::detour::Detour;
use serde::{Deserialize, Serialize};

use super::instead::{AdminDoor, CloudflareForm, EmptyIndex, FolderAnswer, HookAnswer, OlderWay, ShopDoor, ShutOut};
use super::lost::Lost;
use super::partly::Partly;
use super::script::{Asked, Said, Since, Unlisted};
use super::strange::Strange;
use super::turn::Turn;

/// A habit of a real server, host or plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Habit {
    /// The web server answers every OPTIONS by itself.
    OptionsAnswered {
        /// With what.
        how: OptionsAnswer,
    },
    /// The web server lets nobody POST or PUT: a page with this status.
    WritesRefused {
        /// Such as 501, 405 or 403; 200 stands for a page that calls itself *403 Forbidden*.
        status: u16,
    },
    /// A plugin refuses whatever would write in a code of its own.
    WritesForbidden {
        /// Such as 403.
        status: u16,
    },
    /// Every REST question is answered with the page *403 Forbidden* and this status.
    RestForbidden {
        /// Such as 200, or another that does not fit the page.
        status: u16,
    },
    /// A free host's script check answers everything: 200, and a page that is a script only.
    ScriptCheck,
    /// LiteSpeed asks for a proof of being human, with 200.
    LiteSpeedCaptcha {
        /// Everywhere, or for WooCommerce's part of the REST API only.
        everywhere: bool,
    },
    /// A host's firewall blocks the REST API with a number of its own.
    SecurityIncident {
        /// Such as 455.
        status: u16,
    },
    /// A plugin for JSON web tokens refuses every `Authorization` header that is not its own.
    TokenPluginTakesHeader,
    /// A plugin for JSON web tokens refuses whoever brings none to WooCommerce's part.
    TokenPluginAsksAll,
    /// A plugin for OAuth 1 answers every signed question itself.
    SignaturesTaken,
    /// A firewall forbids `oauth_…` parameters.
    SignaturesForbidden {
        /// Its status: 403, or 503 of a limit on questions asked at once.
        status: u16,
    },
    /// The index route is gone.
    IndexRemoved {
        /// In the `?rest_route=` form, too.
        everywhere: bool,
    },
    /// No answer names the REST API's address.
    RestLinkRemoved,
    /// In WordPress's settings, the address of its files begins with `http://`.
    SiteUrlIsHttp,
    /// A plugin takes the `_links` out of every REST answer.
    OwnLinksRemoved,
    /// The web server sends every path without `/` at its end on to the one with it.
    SlashAdded {
        /// Such as 301 or 308.
        status: u16,
    },
    /// The host sends apps on to the same address without its query.
    QueryDropped,
    /// WooCommerce's routes are behind WordPress's sign-in page.
    RoutesBehindSignIn {
        /// The whole REST API and the front page, too.
        everywhere: bool,
    },
    /// Every list in JSON is an object with numbers for names, and one number is missing.
    ListsAsObjects,
    /// The index does not say what WordPress runs.
    IndexEmptied {
        /// What it says instead.
        how: EmptyIndex,
    },
    /// WooCommerce's report on itself comes late.
    StatusSlow {
        /// By how many milliseconds.
        millis: u64,
    },
    /// Whatever WooCommerce's part answers comes late.
    PartSlow {
        /// By how many milliseconds.
        millis: u64,
    },
    /// WooCommerce's report on itself fails with a page of the web server.
    StatusFails {
        /// Such as 504.
        status: u16,
    },
    /// WooCommerce's report on itself is refused in a code of its own that is not about who asks.
    ReportRefused {
        /// Such as 400.
        status: u16,
    },
    /// The host answers every REST question with 402, in its own words.
    PaymentWanted {
        /// On a page; else in JSON.
        page: bool,
    },
    /// The web server refuses guests at the address for payment updates with its own page.
    UpdatesRefused {
        /// Such as 403.
        status: u16,
    },
    /// Something takes the `Authorization` header off whatever would write.
    HeaderTakenFromWrites,
    /// Something that nobody knows refuses every `Authorization` header in a code of its own.
    HeaderTakenByUnknown,
    /// Whoever was refused once is banned.
    BansTheRefused {
        /// With a page; else every connection is cut.
        with_page: bool,
    },
    /// Answers that may be compressed are called so and come empty.
    CompressedToNothing,
    /// Answers that may be compressed are called so and are not.
    CompressedInNameOnly,
    /// Answers are compressed in a way that was not asked for.
    PackedUnasked {
        /// For those who take no compressed answers, too.
        always: bool,
    },
    /// Answers that may be compressed are, and are called so in capitals.
    PackedInCapitals,
    /// Wordfence shuts out the address of whoever was refused once.
    LocksOutTheRefused,
    /// A firewall lets one signed question pass, and limits those that come at the same time.
    SignaturesLimited,
    /// A plugin answers guests `{"success":false}` under 200, whatever they ask the REST API.
    GuestsAnsweredFalse,
    /// Whatever is read below WooCommerce's part is answered `{"success":false}`, and what is written has no
    /// route.
    ReadsAnsweredFalse,
    /// The report fails, and the lighter question is open to everybody.
    PartsOpen,
    /// A plugin takes the part for payment methods away.
    MethodsGone,
    /// Whatever stands in front passes on neither a sign-in nor what follows the `?`.
    SignInDropped,
    /// A plugin refuses whoever brings keys, and its error's code is a command with an address in it.
    CodeIsCommand,
    /// Wordfence shuts out the address that asks.
    AddressShutOut {
        /// Why.
        why: ShutOut,
    },
    /// The server hangs up on every REST question without a word.
    HangsUp,
    /// WordPress at the root runs no WooCommerce; the shop is in a folder.
    ShopBelow {
        /// `/butik/`, which nothing links to; else `/shop/`.
        in_swedish: bool,
    },
    /// Cloudflare answers with an error of its own, and with the status that goes with it.
    CloudflareCode {
        /// Such as 1010.
        code: u16,
        /// On what.
        form: CloudflareForm,
    },
    /// A cache keeps every GET and says so nowhere.
    CachedInSilence,
    /// A notice is flushed before WordPress sets the status: every error comes with 200.
    StatusLost,
    /// Every REST error comes with status 200 and in good order.
    ErrorsWithOk,
    /// A script stands behind every JSON answer.
    ScriptBehindJson,
    /// *JSON Basic Authentication* takes every key WooCommerce does not know for a WordPress user.
    BasicAuthPlugin,
    /// A plugin stops guests before WooCommerce looks at them, and signs nobody in.
    GuestsStopped {
        /// Whose it is.
        by: GuestStopper,
    },
    /// A plugin stops everybody, keys or not.
    AllStopped {
        /// Whose it is.
        by: GuestStopper,
    },
    /// *WP Ghost* has renamed the REST API to `/api/` and hides every trace of it but a script's.
    RootRenamed,
    /// The connection ends before the first POST is answered.
    FirstPostCut,
    /// A plugin removes WooCommerce's routes and leaves them in the index.
    RoutesRemoved,
    /// Only WooCommerce's part of the REST API asks for an extra password.
    PasswordForWooCommerce,
    /// The web server puts its own page in the place of every error.
    ErrorPages {
        /// With this status instead; 0 leaves it.
        status: u16,
    },
    /// The web server has no rules for pretty links, and PHP takes `/index.php/…` all the same.
    LinksUnwritten,
    /// A site of its own in the folder `/two/` answers its REST API so.
    FolderSite {
        /// How.
        how: FolderAnswer,
    },
    /// The key's row is there, its owner is not.
    OwnerGone,
    /// The front page is made by an app of its own; the shop is behind another name.
    Headless,
    /// WordPress calls the address of its pages another one than its own.
    PagesElsewhere,
    /// Only the address for payment updates is answered by somebody else.
    HookAnswered {
        /// How.
        how: HookAnswer,
    },
    /// Only questions that change something ask for an extra password.
    PasswordForWrites,
    /// Every page for people is an error.
    PagesFail {
        /// Such as 500 or 404.
        status: u16,
    },
    /// The Meum plugin listens at WooCommerce's older way in, too.
    OlderWayHeard {
        /// What it says to a question without a signature.
        how: OlderWay,
    },
    /// The REST API answers everybody, and shoppers get something else than the shop.
    ShoppersShut {
        /// What.
        how: ShopDoor,
    },
    /// WordPress's administration does not lead to its sign-in any more.
    AdminMoved {
        /// Where else.
        how: AdminDoor,
    },
    /// Something stands in the place of an answer, or sends it elsewhere.
    Detour {
        /// What.
        how: Detour,
    },
    /// A rare answer.
    Strange {
        /// Which.
        how: Strange,
    },
    /// Something is lost on the way, or taken from an answer.
    Lost {
        /// What.
        how: Lost,
    },
    /// One question of many, or one kind of them, meets something else.
    Partly {
        /// What meets what.
        how: Partly,
    },
    /// Something leads on, keeps an old page or cuts an answer short.
    Turn {
        /// Which.
        how: Turn,
    },
    /// One kind of question gets an answer that is not WordPress's.
    Scripted {
        /// Which.
        asked: Asked,
        /// What it gets.
        said: Said,
        /// Since when.
        since: Since,
    },
    /// The Meum plugin runs, and something does not tell of it.
    PluginUnlisted {
        /// What.
        from: Unlisted,
    },
    /// The plugin that stops guests is one of the shop's, and another one that could runs beside it.
    GuardBeside {
        /// Whose it is.
        by: GuestStopper,
    },
}

/// How a web server answers OPTIONS by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptionsAnswer {
    /// 200 and a page that says *OK*.
    Page,
    /// 204 and nothing.
    Empty,
    /// 405 and its own page.
    NotAllowed,
    /// 403 and its own page.
    Forbidden,
    /// 501 and its own page.
    NotImplemented,
    /// As others answer at the address for payment updates.
    As(HookAnswer),
}

/// Who stops guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuestStopper {
    /// The snippet of WordPress's handbook, and plugins like it.
    Handbook,
    /// *All-In-One Security*: `wp_die` with 403.
    AllInOneSecurity,
    /// *NinjaFirewall*.
    NinjaFirewall,
    /// *miniOrange REST API Authentication*: JSON without a code.
    MiniOrange,
    /// *WP Cerber Security*: a page.
    Cerber,
    /// *Disable REST API*.
    DisableRestApi,
    /// *Disable WP REST API*.
    DisableWpRestApi,
    /// *Disable XML-RPC-API*.
    DisableXmlRpcApi,
    /// *Members*, its REST API private.
    Members,
    /// *Force Login*: pages ask for a sign-in as well.
    ForceLogin,
    /// *Password Protected*: pages ask for a password as well.
    PasswordProtected,
    /// *Shield Security*: it leaves the index as it is.
    Shield,
    /// *W3 Total Cache*, its REST API switched off.
    TotalCache,
    /// *WP Hide*, with 400.
    WpHide,
}

impl GuestStopper {
    /// One of each.
    pub const ALL: [Self; 14] = [
        Self::Handbook,
        Self::AllInOneSecurity,
        Self::NinjaFirewall,
        Self::MiniOrange,
        Self::Cerber,
        Self::DisableRestApi,
        Self::DisableWpRestApi,
        Self::DisableXmlRpcApi,
        Self::Members,
        Self::ForceLogin,
        Self::PasswordProtected,
        Self::Shield,
        Self::TotalCache,
        Self::WpHide,
    ];

    /// Its file and its name in WordPress's list of plugins; a snippet has none.
    pub(crate) fn plugin(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Handbook => return None,
            Self::AllInOneSecurity => ("all-in-one-wp-security-and-firewall/wp-security.php", "All-In-One Security"),
            Self::NinjaFirewall => ("ninjafirewall/ninjafirewall.php", "NinjaFirewall (WP Edition)"),
            Self::MiniOrange => {
                ("wp-rest-api-authentication/miniorange-api-authentication.php", "REST API Authentication")
            }
            Self::Cerber => ("wp-cerber/wp-cerber.php", "WP Cerber Security, Anti-spam & Malware Scan"),
            Self::DisableRestApi => ("disable-json-api/disable-json-api.php", "Disable REST API"),
            Self::DisableWpRestApi => ("disable-wp-rest-api/disable-wp-rest-api.php", "Disable WP REST API"),
            Self::DisableXmlRpcApi => ("disable-xml-rpc-api/disable-xml-rpc-api.php", "Disable XML-RPC-API"),
            Self::Members => ("members/members.php", "Members"),
            Self::ForceLogin => ("wp-force-login/wp-force-login.php", "Force Login"),
            Self::PasswordProtected => ("password-protected/password-protected.php", "Password Protected"),
            Self::Shield => ("wp-simple-firewall/icwp-wpsf.php", "Shield Security"),
            Self::TotalCache => ("w3-total-cache/w3-total-cache.php", "W3 Total Cache"),
            Self::WpHide => ("wp-hide-security-enhancer/wp-hide.php", "WP Hide & Security Enhancer"),
        })
    }
}
