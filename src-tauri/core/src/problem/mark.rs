//! What was seen beyond a problem's kind, and allows a narrower sentence than the usual one.

use super::kinds::ProblemKind;
use super::next_step::Fixer;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares the marks, each with the name that the rows of `kinds.rs` give its texts.
macro_rules! marks {
    ($( $(#[$doc:meta])* $name:ident $way:literal; )*) => {
        /// What was seen beyond the kind. A text that states a cause is chosen only with its mark.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(rename = "ProblemMark")]
        pub enum Mark { $( $(#[$doc])* $name, )* }

        impl Mark {
            /// Every mark.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// How the names of its texts begin behind the code.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $way, )* }
            }
        }
    };
}

marks! {
    /// The proxy that this computer is set to use said so, or was not there.
    Proxy "proxy";
    /// The proxy refused with a number that is not about signing in, such as 403.
    ProxyRule "proxyRule";
    /// This computer is set to use a proxy of a kind that the app does not speak to.
    ProxyKind "proxyKind";
    /// The proxy took the connection and did not lead it on in time.
    ProxySilent "proxySilent";
    /// The shop sent us on to a host, and that one is what could not be found.
    LedThere "ledThere";
    /// Other questions were answered at the same time, and this one was not.
    OneQuestion "oneQuestion";
    /// A question was sent on to another page of the same host (`about.other` says to which).
    SentOn "sentOn";
    /// A page that is not WordPress's came where WordPress had answered in its own way before.
    Replaced "replaced";
    /// Other parts of the interface answered, and the one with orders and settings did not.
    ShopPart "shopPart";
    /// WordPress said that it knows no part with orders and settings, and no list of parts says more.
    NoRoute "noRoute";
    /// WordPress said with its own number that this site of a network was archived, suspended or deleted.
    Archived "archived";
    /// The answer named a time to come back; of a maintenance, one that is longer than that usually takes.
    Later "later";
    /// The same came to a question without keys, at an address that nobody had asked before.
    OpenToAll "openToAll";
    /// The server said that it has no site of this name.
    NameUnknown "nameUnknown";
    /// The connection was closed before any answer began.
    HungUp "hungUp";
    /// The answer broke a rule of HTTP.
    NotHttp "notHttp";
    /// The answer was compressed in a way that was not asked for.
    Packed "packed";
    /// A certificate above the shop's own has run out; the shop's own is valid.
    ChainRanOut "chainRanOut";
    /// The chain came whole, up to an issuer that this computer does not know.
    UnknownIssuer "unknownIssuer";
    /// The certificate names its host in its subject only.
    NoNames "noNames";
    /// The server said that it knows none of the versions of TLS that were offered.
    TooOld "tooOld";
    /// The server said that nothing it was offered suits it.
    NoCipher "noCipher";
    /// The shop answered over https, and WordPress's own address begins with http.
    OwnAddress "ownAddress";
    /// WordPress's own address begins with https, and the one of its files with http.
    SiteAddress "siteAddress";
    /// A plugin of WordPress gave the answer, in words of its own.
    Plugin "plugin";
    /// A redirect led to the same path with a slash at its end.
    SlashAdded "slashAdded";
    /// A redirect led to the same address without its query.
    QueryDropped "queryDropped";
    /// The server asked for a certificate of this computer's.
    KnownComputers "knownComputers";
    /// A pair was refused in the words that guests are refused in.
    KeyOrLock "keyOrLock";
    /// The answer took longer than anybody waits.
    Slow "slow";
    /// The answer came at the second try, without compression and over HTTP/1.1.
    Simply "simply";
    /// WooCommerce refused a pair, and nothing tells whether it is the secret or the permission to look.
    SecretOrPermission "secretOrPermission";
    /// The web server puts a page in the place of every error, so the shop's own words are not seen.
    Dressed "dressed";
    /// The pair reads, and a page that is not WordPress's, a code that is not WooCommerce's, or the web server's own
    /// password refused the question that would write.
    WriteRefused "writeRefused";
    /// The pair read, and the question that would write was answered as one without keys is, in each form that was
    /// tried.
    WriteUnseen "writeUnseen";
    /// Whoever brings the keys in the header is answered otherwise than who brings none.
    HeaderSeen "headerSeen";
    /// The answer was an error and said so in words of its own.
    OwnWords "ownWords";
    /// A page of the web server, or of whoever stands in front of the shop, refused.
    DoorPage "doorPage";
    /// The web server asked a guest for a user name and a password.
    AsksPassword "asksPassword";
    /// A guest was led to the sign-in.
    AsksSignIn "asksSignIn";
    /// A guest was led on to another address, where the interface itself answers.
    LedOn "ledOn";
    /// A page that is not WordPress's said that nothing is there, below an address where WordPress answers.
    ServersPage "serversPage";
    /// No answer came.
    Unanswered "unanswered";
    /// No answer came, and another address of the shop answered at the same time.
    UnansweredHere "unansweredHere";
    /// The shop lists the Meum plugin as switched on.
    PluginRuns "pluginRuns";
    /// A plugin that refuses like this runs in the shop; others refuse so as well.
    Likely "likely";
    /// A key that had worked is one that the shop does not know any more.
    KeyGone "keyGone";
    /// A key that had worked is known still, and its secret is refused.
    OtherSecret "otherSecret";
    /// The shop answered without a password before it asked for one.
    PartOnly "partOnly";
    /// The pair reads, and WordPress knows no part for payment methods.
    MethodsGone "methodsGone";
    /// There is a shop above the folder that was typed (`about.other` says where).
    ShopAbove "shopAbove";
    /// The answer was longer than any may be.
    TooLarge "tooLarge";
    /// It came before the request that it would have been about.
    NothingSent "nothingSent";
    /// The system said that there is no room left.
    Full "full";
    /// The system said that nothing may be written there, or WordPress that this user may not do it.
    NotAllowed "notAllowed";
    /// The web host's own page for a site that it has switched off.
    SwitchedOff "switchedOff";
    /// A refusal of a pair came before this computer's address was shut out.
    AfterKey "afterKey";
    /// After a refusal of a pair a page of refusal came, to what had been answered before as well.
    PagesSince "pagesSince";
    /// WooCommerce knew no such key, and none of its answers came to the questions that would make it sure.
    Untested "untested";
    /// Cloudflare's check for browsers refused, with its number 1010.
    BrowserCheck "browserCheck";
    /// A rule of the site's owner at Cloudflare refused, with Cloudflare's number 1020.
    OwnersRule "ownersRule";
    /// Cloudflare refused the address, the network or the country that the question came from.
    AddressRule "addressRule";
    /// Cloudflare said with a number of its own that it is not told how to reach the shop's server.
    NoWayBehind "noWayBehind";
    /// Cloudflare said with a number of its own that a program which runs there failed.
    Worker "worker";
    /// Cloudflare said with 520 to 524 that the shop's server gave it no proper answer.
    BehindSilent "behindSilent";
    /// Cloudflare said with 525 or 526 that it gets no secure connection to the shop's server.
    BehindInsecure "behindInsecure";
    /// Meum's word is that something is not quite in order, and not that it fails.
    NotQuite "notQuite";
    /// Meum was asked after a connect without a usable answer, and says that the shop is connected.
    SaysConnected "saysConnected";
    /// Meum was asked after that, and says that the shop is not connected, or that the earlier key is still in use.
    SaysUnchanged "saysUnchanged";
    /// The network has no way to the address that the shop's name leads to.
    NoWay "noWay";
    /// Whoever was asked, or a filter in its name, refused the connection.
    Refused "refused";
    /// The shop's name leads to this computer itself or to no address at all.
    LeadsNowhere "leadsNowhere";
    /// An address of a private network is meant, or of one computer.
    Near "near";
    /// The letters of an answer are in another encoding than UTF-8.
    NotUtf8 "notUtf8";
    /// The certificate is one that Cloudflare issues for the way between it and a server.
    OnlyCloudflare "onlyCloudflare";
    /// What looks out for robots in front of the shop answered (`about.other` names it).
    RobotCheck "robotCheck";
    /// A signed question was let in at one of the two signatures, and the other ways tell nothing.
    HeaderOrHttps "headerOrHttps";
    /// The shop said in a code that the key has run out.
    KeyExpired "keyExpired";
    /// The web server asked for a sign-in that is not Basic.
    SignInKind "signInKind";
    /// A page holds nothing but the way to another host (`about.other` says to which).
    Forwarded "forwarded";
    /// A redirect led to the very address that was asked, with a cookie: a check for browsers.
    CookieCheck "cookieCheck";
    /// WordPress led to the page that updates its database.
    UpgradeWaits "upgradeWaits";
    /// A redirect led to what is no address of a page, such as a script, or to one with a sign-in in it.
    NoAddress "noAddress";
    /// Guests got in at the address for payment updates.
    HookOpen "hookOpen";
    /// The same address answered whoever asked without a query, and for any kind of answer.
    AskedPlainly "askedPlainly";
    /// The answer came in good order, and was not what it should be.
    NoReport "noReport";
    /// A cache gave the answer at an address that nobody had asked before, too.
    OldCopy "oldCopy";
    /// Whoever brought the keys was answered as nobody is, and no signature arrived: the key may be unknown, or be
    /// taken off on the way.
    KeyOrHeader "keyOrHeader";
    /// WordPress led to the page on which it makes new sites: it has none of this name.
    NoSuchSite "noSuchSite";
    /// The user name of an extra password has a colon in it, where the sign-in ends the name.
    ColonInName "colonInName";
    /// Both boxes are empty.
    BothEmpty "bothEmpty";
    /// As many questions were asked as one diagnosis may ask, and this one did not leave.
    AskedEnough "askedEnough";
    /// The time of a diagnosis was over, and one answer had taken long (`about.seconds`).
    TimeUp "timeUp";
    /// The pair reads, and something else than WooCommerce answered the question that would write.
    WriteReplaced "writeReplaced";
    /// The pair reads, and every question about payment methods was refused on a page.
    MethodsRefused "methodsRefused";
    /// Whoever asks for the report is refused it, and a lighter question is answered.
    ReportRefused "reportRefused";
    /// The shop was signed in to with an application password.
    Approved "approved";
    /// The request was answered before, and that answer counts.
    Twice "twice";
    /// WordPress itself answered a question that carried an application password as it answers one that carries none.
    PasswordUnseen "passwordUnseen";
    /// An extra password is in front of the shop, in the one place that an application password could be in.
    SecondPassword "secondPassword";
    /// The shop answers at the other kind of the name's addresses (`about.other` names the one where it doesn't).
    OtherKind "otherKind";
    /// The pair reads, and somebody known by a mark stopped the question that would write (`about.other` names them).
    WritesStopped "writesStopped";
    /// PHP said in its own words that its memory was used up.
    OutOfMemory "outOfMemory";
    /// PHP said in its own words that code failed, or WordPress's page for that came.
    Crashed "crashed";
    /// A refusal gave as its reason where this computer is: its address, its network or its country.
    ByPlace "byPlace";
    /// A refusal said that whoever asks from here is locked out.
    LockedOut "lockedOut";
    /// The shop lists the Meum plugin as switched off.
    PluginOff "pluginOff";
    /// The report puts WordPress's files into another folder than the index does.
    FilesApart "filesApart";
    /// What was sent as a change was answered as a question that only reads is.
    ChangesAsLooks "changesAsLooks";
    /// The answer that was asked for came with the number of an error.
    Misnumbered "misnumbered";
    /// Pages of WordPress's came from a host of finished pages, and no form of the interface answered (`about.other`
    /// names the host).
    Copied "copied";
    /// What came is about the method or the address, and not about a moment.
    Steady "steady";
    /// The pair reads, and WooCommerce itself refused its owner the question that would write.
    OwnerMayLook "ownerMayLook";
    /// A change was asked for, and no clear answer came to that, nor to the question what became of it.
    AnswerMissing "answerMissing";
    /// The question before a change was not answered, so the change was not asked for.
    NotReached "notReached";
    /// WordPress said in a code that a network of sites decides.
    OfNetwork "ofNetwork";
    /// WordPress said in a code that a plugin needs a newer version, or another plugin.
    Unfit "unfit";
    /// An error came with its number and nothing else.
    Wordless "wordless";
    /// The interface answered as a parameter alone, and nothing says why.
    Roundabout "roundabout";
    /// A plugin of WordPress's led on to another address, and said so in a header of its own (`about.other` names it).
    LedByPlugin "ledByPlugin";
    /// The answer ended in the middle of what it says.
    CutOff "cutOff";
    /// A cache gave something else at an address where WordPress answers whoever asks anew.
    OldPage "oldPage";
    /// A byte order mark stands before the answer, and nothing else.
    ByteOrderMark "byteOrderMark";
    /// WordPress gave as its own address one that only its own network reaches.
    InnerAddress "innerAddress";
    /// A name that means something on one computer or in one network only.
    ByName "byName";
    /// The certificate of the shop alone is of somebody who opens connections; Meum's is as it should be.
    ShopAlone "shopAlone";
    /// A question that would write shows that the shop knows the pair, and one that looks is answered as nobody is.
    LooksUnseen "looksUnseen";
    /// The keys arrived in the header of a question that looks, and not in that of one that would write.
    ChangesUnseen "changesUnseen";
    /// All was well by its number, and nothing was in it.
    Empty "empty";
    /// The pair reads, and no answer came in time to what would write.
    WritesSlow "writesSlow";
    /// Only one half of a pair stood in what was given without a window.
    LineMissing "lineMissing";
    /// A redirect led to a service where many people have pages (`about.other` names it).
    SocialPage "socialPage";
    /// What came where the index is was something else, and no refusal.
    IndexOther "indexOther";
    /// WordPress printed an error of its database's in front of an answer.
    DatabaseError "databaseError";
    /// Whoever brought the keys in the header was asked for the web server's own password, and who brought none was not.
    ServerSignIn "serverSignIn";
}

/// Who can put a problem right where its mark decides.
pub(super) const fn fixer(kind: ProblemKind, mark: Option<Mark>) -> Option<Fixer> {
    match (kind, mark) {
        (ProblemKind::Blocked | ProblemKind::WebhookMissing, Some(Mark::LedByPlugin))
        | (ProblemKind::Blocked, Some(Mark::Plugin | Mark::BrowserCheck | Mark::OwnersRule | Mark::AddressRule))
        | (ProblemKind::KeysRefused, Some(Mark::OwnWords))
        | (ProblemKind::NotUnderstood, Some(Mark::WriteReplaced))
        | (ProblemKind::NotSetUp, Some(Mark::UpgradeWaits))
        | (ProblemKind::WebhookMissing, Some(Mark::PluginRuns))
        | (ProblemKind::ServerFault, Some(Mark::NoWayBehind))
        | (ProblemKind::NotSecure, Some(Mark::SiteAddress)) => Some(Fixer::YouOrDeveloper),
        (ProblemKind::KeysRefused, Some(Mark::Dressed | Mark::WriteRefused | Mark::WriteUnseen)) => Some(Fixer::You),
        (ProblemKind::HeaderStripped, Some(Mark::KeyOrHeader))
        | (ProblemKind::Blocked, Some(Mark::WritesStopped))
        | (ProblemKind::CertificateUntrusted, Some(Mark::OnlyCloudflare))
        | (ProblemKind::WebhookUnclear, Some(Mark::Steady | Mark::UnansweredHere))
        | (ProblemKind::NoWooCommerce, Some(Mark::OldCopy)) => Some(Fixer::YouOrWebHost),
        (ProblemKind::KeyUnknown, Some(Mark::Untested)) | (ProblemKind::NotUnderstood, Some(Mark::AskedEnough)) => {
            Some(Fixer::YouOrMeum)
        }
        (ProblemKind::ShopTimedOut, Some(Mark::ProxySilent))
        | (ProblemKind::ConnectionRefused, Some(Mark::LeadsNowhere))
        | (ProblemKind::Offline, Some(Mark::Refused)) => Some(Fixer::NetworkAdmin),
        (ProblemKind::ShopTimedOut, Some(Mark::OneQuestion | Mark::TimeUp))
        | (ProblemKind::NotUnderstood, Some(Mark::ChangesAsLooks | Mark::Misnumbered))
        | (
            ProblemKind::WebhookShut,
            Some(Mark::AsksPassword | Mark::DoorPage | Mark::RobotCheck | Mark::ChangesAsLooks),
        )
        | (ProblemKind::HttpsUnnoticed, Some(Mark::HeaderOrHttps))
        | (ProblemKind::WebhookMissing, Some(Mark::ServersPage))
        | (ProblemKind::ConnectionBroken, Some(Mark::HungUp)) => Some(Fixer::WebHost),
        (ProblemKind::HeaderStripped, Some(Mark::Plugin | Mark::HeaderSeen))
        | (ProblemKind::WebhookMissing, Some(Mark::LedOn))
        | (ProblemKind::OtherHome, Some(Mark::InnerAddress))
        | (ProblemKind::NotUnderstood, Some(Mark::SentOn | Mark::NoAddress))
        | (ProblemKind::RestLockedOut, Some(Mark::Archived))
        | (ProblemKind::ServerFault, Some(Mark::Worker))
        | (ProblemKind::PluginStaysOff, Some(Mark::Crashed | Mark::Wordless | Mark::OfNetwork))
        | (ProblemKind::HostNotFound | ProblemKind::ConnectionRefused, Some(Mark::LedThere))
        | (ProblemKind::PrivateAnswersCached, Some(Mark::OpenToAll))
        | (ProblemKind::ConnectionBroken, Some(Mark::Simply | Mark::TooLarge)) => Some(Fixer::Developer),
        _ => None,
    }
}
