//! Rare answers that a tester thought of or met, by name. It refuses to know what they do.

use serde::{Deserialize, Serialize};

/// A plugin that lets WooCommerce's keys through and application passwords not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordStopper {
    /// *All-In-One Security*, the REST API closed to visitors.
    AllInOneSecurity,
    /// *WP Cerber Security*, the REST API off.
    Cerber,
    /// *miniOrange REST API Authentication*.
    MiniOrange,
}

/// A rare answer, and where it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strange {
    /// Every answer is a redirect that no shop makes.
    Leads {
        /// Where to.
        to: Place,
    },
    /// Everything is sent back to its own address with a cookie, as a check for browsers does.
    CookieCheck {
        /// Everywhere, or for WooCommerce's part of the REST API only.
        everywhere: bool,
    },
    /// Every page holds nothing but the way to another domain.
    Forwards {
        /// In what.
        by: Forward,
    },
    /// The web server asks everybody for a sign-in of this kind.
    AsksFor {
        /// The kind.
        scheme: Scheme,
    },
    /// A plugin says that keys have run out.
    KeysExpired,
    /// A plugin that stops guests refuses whoever signs in with an application password, too.
    PasswordsRefused {
        /// Which.
        by: PasswordStopper,
    },
    /// A plugin takes an application password for the user's usual one, as *JSON Basic Authentication* does.
    PasswordsMistaken,
    /// A plugin that counts sign-ins asks whoever brings keys to wait.
    TooManyRetries,
    /// The same, and it counts those only who bring a header.
    TooManyHeaders,
    /// Whoever signs right is told that the time is wrong.
    SignaturesStale,
    /// A cache keeps the refusal of whoever asked without keys.
    OldRefusal,
    /// Once a pair was refused, every further question with keys is one too many.
    LimitsTheRefused,
    /// The index comes whole, with this status.
    IndexStatus {
        /// Such as 203.
        status: u16,
    },
    /// WordPress is in the folder `/wp/`, and its pages are above it, as Bedrock has it.
    WordPressInFolder,
    /// The shop page crashes, and every other page is fine.
    ShopPageFails,
    /// WordPress's own password for single pages stands on the shop page.
    ShopPageLocked,
    /// A folder of the web server's is where the shop page usually is, and asks for a password.
    ShopFolderAsks,
    /// A page that calls itself one of a break stands in the place of every page.
    BreakByTitle {
        /// Such as 200 or 503.
        status: u16,
    },
    /// Shoppers are led to a page of a break.
    BreakElsewhere,
    /// Shoppers are led to a queue of Queue-it's.
    QueueElsewhere,
    /// Cloudflare's waiting room.
    WaitingRoom {
        /// For the REST API as well.
        everywhere: bool,
    },
    /// A plan's traffic is used up.
    TrafficUsedUp,
    /// WordPress leads everybody to the page that updates its database.
    UpgradeWaits,
    /// A cache keeps the index from before WooCommerce was there, and knows its address by heart.
    OldIndex,
    /// The same, and the cache looks at no query.
    OldIndexKept,
    /// Whoever stands in front refuses WooCommerce's older way in, whatever the name, in JSON with this status.
    OlderWayForbidden {
        /// Such as 403.
        status: u16,
    },
    /// Whoever stands in front answers names like Meum's at WooCommerce's older way in, or every name, in JSON that is
    /// new each time.
    OlderWayGuarded {
        /// Such as 403.
        status: u16,
        /// Every name, rather than such as Meum's.
        every: bool,
    },
    /// Everybody is refused with 403, in WooCommerce's words for a guest: a host makes that of 401, or a plugin signs
    /// everybody in.
    GuestsAreCustomers {
        /// Whoever brings keys in the header as well.
        headers: bool,
    },
    /// Each refusal of WooCommerce's comes with this number, its code and its words kept.
    RefusalsNumbered {
        /// Such as 403.
        status: u16,
    },
    /// Whoever would write is answered as a guest is.
    WritesAreGuests,
    /// Something shuts out this computer for a while and ends so, as WordPress does, with 503.
    LocksOut {
        /// On a page, rather than in JSON.
        page: bool,
    },
    /// A plugin refuses OPTIONS at the address for payment updates in a code of its own, and nothing else.
    OptionsCoded,
    /// A firewall answers every signed question `{"success":false}` under 200.
    SignaturesAnsweredFalse,
    /// Debugging code prints the password of the web server's own in front of every answer.
    PasswordEchoed,
    /// A cache gives the index with the time at which it kept it, three hours ago.
    OldDate,
    /// Whoever would write gets a page of WordPress's own with this status.
    WritesToPage {
        /// Such as 404 or 200.
        status: u16,
    },
    /// JSON of somebody else's stands in the place of WooCommerce's report.
    ReportReplaced,
    /// A limit on questions asks to come back in half a minute, on a page of the web server's.
    BusyBriefly {
        /// On what.
        on: Busy,
    },
    /// A rule of the web server refuses whatever names fields behind the `?`.
    QueryForbidden {
        /// Such as 403 or 400.
        status: u16,
    },
    /// A rule of ModSecurity refuses whoever asks for JSON.
    JsonUnwelcome,
    /// The pages name WordPress.com's own API as their REST root, and answer nothing themselves.
    SimpleSite,
    /// Guests get the web server's page of a refusal from the REST API; whoever brings keys gets in.
    GuestsForbidden,
    /// Imunify360's page while it looks at a browser.
    OneMoment,
    /// Something takes every signature off, and whoever signs is answered as a guest is.
    SignaturesUnheard,
    /// The web server refuses everybody, on a page that says why.
    Refuses {
        /// Why.
        why: Refusal,
    },
    /// A plugin lets one key in from certain computers only, and says so in a code of its own.
    KeyOfOtherComputers,
    /// A cache gives the index with the time at which it kept it, and says nowhere that it is a copy.
    OldDateInSilence,
    /// The report that keys get names another host than the index.
    ReportNamesAnother,
    /// A rule refuses OPTIONS in words that plugins have for guests, and nothing else.
    OptionsUnwelcome,
    /// Every answer is empty, and says that all is well.
    EmptyEverywhere,
    /// The theme's page of what is not there stands in the place of the REST API.
    ThemeInPlace {
        /// For guests only, or for keys as well.
        for_keys: bool,
    },
    /// What is printed before every answer asks to be run and to be called.
    NoiseGivesOrders,
    /// WordPress prints an error of its database's before each answer to a key.
    DatabaseErrorPrinted {
        /// The table of the keys can't be read, so nobody is known; else nothing can be written.
        of_keys: bool,
    },
    /// The very first question gets the web server's page of a refusal, and no other.
    FirstRefused {
        /// Such as 403.
        status: u16,
    },
    /// One of two servers behind the address doesn't know a new key yet: it answers the first question with one.
    FirstPairUnknown,
    /// Whoever stands in front says in a plugin's code that the key has run out.
    ExpiredForAll {
        /// To whoever brings a header only.
        headers: bool,
    },
    /// The web server puts a page of its own in the place of every 401.
    UnauthorizedPages,
    /// The web server takes every error's body away.
    EmptyErrors,
    /// Whoever asks for WooCommerce's report gets the web server's page of a refusal.
    ReportForbidden {
        /// Such as 403.
        status: u16,
    },
    /// The front page stands in the place of WooCommerce's report.
    ReportIsPage,
    /// Whoever asks about payment methods gets the web server's page of a refusal.
    MethodsForbidden {
        /// Such as 403.
        status: u16,
    },
    /// Somebody else's JSON stands in the place of the answer to whatever would write.
    WritesSwallowed,
    /// Something ends every question as WordPress does, with 403 and words of its own.
    EndsAll {
        /// On a page, for pages as well, rather than in JSON.
        page: bool,
    },
    /// A plugin refuses everybody the interface in a code and words of its own.
    LicenceEnded,
    /// A host's script sets a cookie and asks again.
    CookieScript,
    /// Somebody else's JSON with 404 stands in the place of the index.
    IndexOfAnother,
    /// The report that keys get calls the shop by this name.
    ReportNames {
        /// A sentence, rather than an address of one computer.
        sentence: bool,
    },
    /// The shop page leads to another page, and the front page is open.
    ShopPageLeads {
        /// Where to.
        to: ShopPlace,
    },
    /// Every page leads to one that leads to itself.
    PagesInCircle,
    /// A report that dies, a check of what would write, or a head of many lines.
    Odd {
        /// Which.
        how: Odd,
    },
}

/// What dies on the way, is looked at for its form, or says so in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Odd {
    /// WooCommerce's report on itself dies on the way.
    ReportDies {
        /// How.
        of: Death,
    },
    /// Somebody in front looks at whatever would write, and at nothing else.
    WritesChecked {
        /// Who.
        by: Checker,
    },
    /// The report that keys get names a folder of the shop's own host.
    ReportInFolder {
        /// For WordPress's files alone, rather than for its pages.
        files: bool,
    },
    /// The index names the shop with `www.`, and WordPress takes each question under the name that it came to.
    IndexNamesWww,
    /// Each answer has more header lines than a hundred.
    ManyHeaders,
    /// A page of refusal gives the country as its reason.
    CountryClosed {
        /// For every page, rather than for the REST API alone.
        everywhere: bool,
    },
    /// Whoever would write is told in the words of a plugin that counts sign-ins to stay out.
    WritesLockedOut,
    /// A plugin that nobody knows closes the REST API to guests in a code that others have as well.
    ClosedByNobody,
}

/// What PHP or WordPress leaves of a report that dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Death {
    /// Half the report with 200, and PHP's own words behind it: the memory is used up.
    MemoryBehindHalf,
    /// PHP's own words alone, as it writes them for people, with this status.
    Memory {
        /// Such as 200 or 500.
        status: u16,
    },
    /// The same as it writes them for a log.
    MemoryPlain,
    /// PHP's own words: the time is used up.
    Time,
    /// PHP's own words, with 200: a plugin's code fails.
    Fatal,
    /// WordPress's page for a critical error, with this status.
    Critical {
        /// Such as 200 or 500.
        status: u16,
    },
    /// The same in JSON, with 500.
    CriticalInJson,
}

/// Who looks at what would write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checker {
    /// Cloudflare, with its puzzle.
    Cloudflare,
    /// SiteGround, with its own.
    SiteGround,
    /// Sucuri, with its page.
    Sucuri,
    /// Wordfence, with its page.
    Wordfence,
}

/// Where a shop page leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShopPlace {
    /// To a service that is sold.
    Service,
    /// To a sign-in.
    SignIn,
}

/// Why a web server refuses everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// It wants a certificate of the client's (nginx).
    NoCertificate,
    /// It knows no site of this name (IIS).
    InvalidHostname,
    /// It cannot read its rules (Apache).
    UnreadableRules,
    /// Fastly knows nobody of this name.
    UnknownDomain,
}

/// Where a strange redirect leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// To an address with a user name in it.
    UserName,
    /// To one whose scheme is a slip of the pen.
    Misspelt,
    /// To a script.
    Script,
    /// To Cloudflare's own sign-in.
    Access,
    /// To the shop, with a dot behind its name.
    Dotted,
    /// To the page on which a network of WordPress sites makes new ones.
    SignUp,
}

/// What is asked to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Busy {
    /// Everybody.
    Everybody,
    /// Whoever reads WooCommerce's part.
    Readers,
    /// Whoever would write.
    Writers,
}

/// How a page leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Forward {
    /// In a frame.
    Frame,
    /// By a refresh.
    Refresh,
    /// By a script.
    Script,
}

/// A kind of sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Digest.
    Digest,
    /// Windows's own.
    Negotiate,
    /// A token.
    Bearer,
}
