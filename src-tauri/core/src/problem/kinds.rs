//! Every problem there is, as a table: its name, its stable code (support looks it up), who can fix it, the next
//! step, and how its texts in `ui/messages/problems/en.json` vary. How it is detected is not decided here.

use super::list::problem_kinds;
use super::next_step::{Fixer, NextStep};
use super::texts::{Reading, Texts, first_named, first_of};
use crate::links::Link;
use crate::message::Key;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use NextStep::{
    AskMeum, CheckAgain, ConnectAgain, Edit, EnterPassword, HandOverAgain, KeepUntilClosed, Move, Open, ReplaceKeys,
    ReplaceMeumKey, ResumeHandOver, TryAgain,
};

const NOTHING: NextStep = NextStep::None;
const fn open(link: Link) -> NextStep {
    Open { link }
}

problem_kinds! {
    // A: the address
    /// What was typed is not a web address.
    NotAnAddress "A01" You Edit;
    /// No such host, while others are found.
    HostNotFound "A04" You Edit, reads instead(next) proxy(title means next) ledThere(means next);
    /// This computer reaches neither the shop nor Meum.
    Offline "A05" You CheckAgain, reads proxy(title means next) refused(title means next);
    /// A sign-in page of the network answers instead of the internet (hotel, café, office).
    NetworkSignIn "A06" YouOrNetworkAdmin CheckAgain, note NetworkAdmin;
    /// The shop's server refuses connections.
    ConnectionRefused "A07" WebHost CheckAgain, note WebHost, reads
        ledThere(title means next ask) leadsNowhere(title means next ask) noWay(title means next ask);
    /// No answer within the time allowed.
    ShopTimedOut "A08" WaitOrWebHost CheckAgain, note WebHost, reads
        oneQuestion(title means next ask) proxySilent(title means next ask) timeUp(title means next ask);
    /// The newer kind of internet address (IPv6) does not answer; the older one does.
    Ipv6Unreachable "A09" WebHost NOTHING;
    /// The shop answers under another name of the same domain, such as `www.`.
    AnswersUnderOtherName "A10" You Edit, reads shopPart(means) forwarded(means) instead(means next);
    /// The address leads to another domain.
    OtherHostAnswers "A11" YouOrDeveloper Edit, other other_address, reads shopPart(means) forwarded(means) instead(next) socialPage(title means next);
    /// More than ten redirects, or a circle.
    RedirectLoop "A12" Developer CheckAgain, note Developer;
    /// A shop, but of another system (`about.other` names it).
    OtherPlatform "A13" Meum open(Link::MeumSupport), other other_platform;
    /// A normal page without any mark of WordPress.
    NoWordPress "A14" You Edit;
    /// WordPress is not at the address, but in a folder below it.
    ShopInFolder "A15" You Edit, reads instead(title means next);
    /// A WordPress.com plan without plugins.
    WordPressComPlan "A16" You open(Link::WordPressPlans);
    /// An address that exists on the merchant's own network only.
    PrivateAddress "A17" You Edit, reads near(means) byName(means) byName_soft(means) soft(means next) stays(next);
    /// The name mixes alphabets, or looks like another one.
    MixedAlphabets "A18" You Edit;
    /// A parked domain, a server's default page, or a list of files.
    PlaceholderPage "A19" WebHost CheckAgain, note WebHost, reads otherKind(title means next ask);
    /// The connection broke before an answer was complete.
    ConnectionBroken "A20" WaitOrWebHost CheckAgain, note WebHost, reads simply(title means next ask) hungUp(means ask) cutOff(title ask) tooLarge(title means next ask);
    /// Something answers, but nothing says what it is.
    NotUnderstood "A22" WebHost CheckAgain, note WebHost, reads
        notHttp(title means next ask) packed(means ask) replaced(title means next ask)
        sentOn(title means next ask) ownWords(title means next ask) noAddress(title means next ask)
        writeReplaced(title means next ask) changesAsLooks(title means next ask)
        misnumbered(title means next ask) askedEnough(title means next) empty(title means ask);
    /// The shop answers, and so slowly that shoppers notice.
    ShopSlow "A23" WebHost CheckAgain, note WebHost, reads writesSlow(title means next ask);
    /// A key or a password was pasted where the address belongs.
    KeyInAddressField "A21" You Edit;
    // B: the secure connection
    /// The certificate has run out.
    CertificateExpired "B01" WebHost CheckAgain, note WebHost, reads early(title means next ask);
    /// This computer's clock is wrong.
    ClockWrong "B02" You CheckAgain, reads soft(means next);
    /// The certificate names another host.
    CertificateWrongName "B03" WebHost Edit, note WebHost, reads instead(next);
    /// The certificate was made by the server itself.
    CertificateSelfSigned "B04" WebHost CheckAgain, note WebHost;
    /// Part of the certificate's chain is missing, or its issuer is not trusted.
    CertificateUntrusted "B05" WebHost CheckAgain, note WebHost, reads
        chainRanOut(title means next ask) unknownIssuer(title means next ask) onlyCloudflare(title means next ask);
    /// No secure connection could be agreed on.
    HandshakeFailed "B06" WebHost CheckAgain, note WebHost, reads tooOld(means next ask) noCipher(means next ask)
        nameUnknown(means next ask);
    /// WordPress's own address is http, or the way to it leads over http.
    NotSecure "B07" WebHost CheckAgain, note WebHost, reads
        ownAddress(title means next ask) siteAddress(title means next ask);
    /// Security software or the network opens secure connections (`about.other` names it).
    ConnectionInspected "B08" NetworkAdmin CheckAgain, note NetworkAdmin, other other_security, reads
        shopAlone(title means next ask);
    /// The shop sends visitors from https to http.
    DropsHttps "B09" Developer CheckAgain, note Developer;
    /// The certificate is of a kind that computers no longer accept, or made for something else.
    CertificateUnsuitable "B10" WebHost CheckAgain, note WebHost, reads noNames(means ask);
    /// The certificate is valid, and runs out within days (`about.date`).
    CertificateRunsOut "B11" WebHost CheckAgain, note WebHost;
    // C: in front of the shop
    /// Cloudflare asks for proof of a human.
    CloudflareChallenge "C01" YouOrDeveloper CheckAgain, note Developer, reads writesStopped(title means ask);
    /// The robot check of the host `SiteGround`.
    SiteGroundCaptcha "C02" WebHost CheckAgain, note WebHost, reads writesStopped(title means ask);
    /// A firewall or robot check answered instead of the shop.
    Blocked "C03" WebHost CheckAgain, note WebHost, reads named(means next ask)
        plugin(means next ask) slashAdded(title means next ask) queryDropped(title means next ask)
        knownComputers(title means next ask) writeRefused(title means next ask) writesStopped(title means next ask) browserCheck(means next ask)
        ownersRule(means next ask) addressRule(title means next ask) signInKind(title means next ask) cookieCheck(title means next ask)
        ledByPlugin(title means next ask) askedPlainly(title means next ask) methodsRefused(title means next ask) byPlace(title means next ask)
        arrives(means) named_arrives(means) plugin_arrives(means) browserCheck_arrives(means) ownersRule_arrives(means);
    /// An extra password (staging) in front of the shop.
    ExtraPassword "C04" You EnterPassword, reads arrives(means) partOnly(title means) writeRefused(title means);
    /// The shop's server asked us to slow down.
    ShopRateLimited "C05" Wait CheckAgain;
    /// WordPress is in maintenance mode.
    Maintenance "C06" Wait CheckAgain, reads later(means next) writeRefused(title means);
    /// A plugin or theme crashed.
    ShopFault "C07" Developer CheckAgain, note Developer;
    /// WordPress does not reach its database.
    DatabaseDown "C08" WebHost CheckAgain, note WebHost, reads databaseError(title means ask);
    /// The server in front of WordPress does not get an answer (502, 504, 52x).
    ServerFault "C09" WebHost CheckAgain, note WebHost, reads later(next) noWayBehind(means next ask)
        worker(means next ask) behindSilent(means ask) behindInsecure(means ask) switchedOff(title means next ask);
    /// A cache in front hands one visitor's private answers to the next.
    PrivateAnswersCached "C10" WebHost CheckAgain, note WebHost, reads openToAll(title means next ask);
    /// The network's proxy wants a sign-in.
    ProxySignIn "C11" NetworkAdmin CheckAgain, note NetworkAdmin, reads
        proxyRule(means next ask) proxyKind(title means next ask);
    /// The extra password in front of the shop was not accepted.
    ExtraPasswordWrong "C12" YouOrDeveloper EnterPassword, reads colonInName(means next);
    /// A plugin shuts out the address this computer has on the internet (`about.words`: its reason).
    AddressShutOut "C13" YouOrDeveloper CheckAgain, note Developer, reads afterKey(means next)
        lockedOut(title means next ask);
    /// After a refusal of a pair the server answers this computer no more, or with pages of refusal alone.
    Banned "C14" WaitOrWebHost CheckAgain, note WebHost, reads pagesSince(title means ask);
    // D: WordPress and WooCommerce
    /// WordPress's plain permalinks hide the shop from apps.
    PlainPermalinks "D01" You open(Link::Permalinks);
    /// The web server ignores WordPress's pretty links.
    NoRewriting "D02" YouOrWebHost open(Link::Permalinks), note WebHost, reads roundabout(title means next ask);
    /// The REST index is hidden from visitors.
    IndexHidden "D03" YouOrDeveloper CheckAgain, note Developer, other other_privacyPlugin, reads
        noExceptions(ask) soft(title means next) hookOpen_soft(next) hookOpen(ask) oldPage_soft(title means next) oldPage(ask) oldCopy_soft(title means next) oldCopy(ask) indexOther(title means next ask) indexOther_soft(next);
    /// WordPress is there, apps are locked out.
    RestLockedOut "D04" YouOrDeveloper CheckAgain, note Developer, other other_securityPlugin, reads
        noExceptions(next ask) keyOrLock(title means next ask)
        shopPart(title means ask) noRoute(title means next ask) archived(title means next ask) methodsGone(title means next ask)
        noSuchSite(title means next ask) copied(title means next ask) roundabout(title means next ask);
    /// Something prints text around the shop's answers.
    StrayText "D05" Developer NOTHING, note Developer, reads
        soft(means next) byteOrderMark(ask) notUtf8(title means ask) notUtf8_soft(means next) databaseError(title means ask) databaseError_soft(means next);
    /// WordPress without an active WooCommerce.
    NoWooCommerce "D06" You open(Link::Plugins), reads shopAbove(title means next) oldCopy(title means next) instead(next);
    /// An older WooCommerce without the v3 interface.
    WooCommerceTooOld "D07" You open(Link::Plugins);
    /// WordPress's own installation is not finished.
    NotSetUp "D08" Developer CheckAgain, note Developer, reads upgradeWaits(title means next ask);
    /// The site is set to private.
    SitePrivate "D09" You open(Link::Reading);
    /// WordPress calls another address its own.
    OtherHome "D10" You Edit, reads instead(means next) innerAddress(title means next) soft(title means next) near_soft(next)
        filesApart_soft(title means next);
    /// WooCommerce's report on the shop is late or fails, while a lighter question is answered.
    ReportMissing "D11" Developer NOTHING, note Developer, reads
        slow(title means ask) noReport(means ask) reportRefused(ask) noRoute(ask)
        outOfMemory(means ask) crashed(means ask) cutOff(title means ask) empty(title means ask);
    /// The shop answers apps, and shoppers get something else instead (`about.closed` says what).
    ShutToShoppers "D15" You open(Link::Shop), reads
        maintenance(title) comingSoon(title next) password(title) signIn(title means next) shopSignIn(title means next) shopShut(title means next) error(title means next) shopPage(title means next) queue(title means next) blank(title means next) elsewhere(title means next) soft(next)
        comingSoon_soft(next) signIn_soft(next) shopSignIn_soft(next) shopShut_soft(next) error_soft(next) shopPage_soft(next) queue_soft(next)
        blank_soft(next) elsewhere_soft(next);
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
    KeyMissing "E11" You Edit, reads bothEmpty(title means next) lineMissing(title means next);
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
    NotAWebhookAddress "E17" You Edit, reads
        notAnAddress(means) notHttps(means) hasSignIn(means) hasFragment(means) otherDomain(means)
        notPublic(means) tooLong(means) holdsKey(means);
    /// The box of the Meum key is empty.
    MeumKeyMissing "E18" You Edit;
    /// While practising, a key that is none of the practice keys.
    RealKeyInPractice "E19" You Edit;
    /// A practice key where a real one belongs.
    PracticeKeyForReal "E20" You Edit;
    /// A user name and a password that WordPress's approval page does not make.
    NotAnApplicationPassword "E21" You ReplaceKeys;
    // F: checking the keys
    /// The shop does not know this key (truth table U).
    KeyUnknown "F01" You open(Link::KeyList), reads untested(means next) keyExpired(title means next);
    /// The secret does not belong to the key (S).
    SecretWrong "F02" You Edit, reads secretOrPermission(title means next);
    /// The key may only look (R).
    KeyReadOnly "F03" You open(Link::KeyList);
    /// The key may only change (X).
    KeyWriteOnly "F04" You open(Link::KeyList);
    /// The key's owner may not manage the shop (P).
    OwnerRoleTooLow "F05" You open(Link::KeyList), reads approved(title means next)
        ownerMayLook(title means next);
    /// The server removes the sign-in header (H); the query string is used, or refused as well.
    HeaderStripped "F06" WebHost CheckAgain, note WebHost, reads
        soft(title means next) plugin(title means next ask) plugin_soft(title means next)
        headerSeen(title means next ask) headerSeen_soft(title means next) keyOrHeader(title means next ask)
        looksUnseen(title means next ask) changesUnseen(title means next ask) changesUnseen_soft(title means) serverSignIn(title means ask) serverSignIn_soft(title means);
    /// WordPress does not notice that it is on https (T).
    HttpsUnnoticed "F07" Developer CheckAgain, note Developer, reads headerOrHttps(title means next ask);
    /// The keys are right, but plain permalinks keep this WooCommerce from reading them (Q).
    PermalinksHideKeys "F08" You open(Link::Permalinks);
    /// The shop's clock is off.
    ShopClockOff "F09" WebHost CheckAgain, note WebHost, reads soft(means next);
    /// The key stopped working after it had worked.
    KeyRevoked "F10" You ReplaceKeys, reads keyGone(means) otherSecret(means);
    /// Nothing known fits.
    KeysRefused "F11" Meum CheckAgain, reads dressed(title means next)
        writeRefused(title means next) writeUnseen(title means next) ownWords(title means next);
    /// WordPress does not know this application password, or not any more.
    PasswordUnknown "F12" You ReplaceKeys;
    /// WordPress takes no application passwords, or none of this user.
    PasswordsSwitchedOff "F13" You ReplaceKeys;
    /// The application password does not get to WooCommerce.
    PasswordKeptOut "F14" You ReplaceKeys, reads passwordUnseen(means) secondPassword(title means);
    /// The merchant said no on WordPress's approval page.
    ApprovalRejected "F15" You TryAgain;
    /// Ten minutes went by without an answer of the approval page.
    ApprovalLate "F16" You TryAgain;
    /// The answer of an approval page names another shop.
    ApprovalOfOtherShop "F17" You TryAgain;
    /// The answer of an approval page has no user name and password as WordPress makes them.
    ApprovalMalformed "F18" You TryAgain;
    /// Something called the app as an approval page does, and no request waits for it.
    ApprovalStray "F19" You NOTHING, reads twice(title means next);
    /// The application password was not seen to be deleted in WordPress, before the shop was forgotten.
    PasswordStays "F20" You open(Link::Profile), reads notReached(title means) answerMissing(title means next);
    // G: Meum
    /// Meum does not accept the key (401).
    MeumKeyRefused "G01" You ReplaceMeumKey, reads leaving(title means next);
    /// The key is for something else (`INSUFFICIENT_SCOPE`).
    MeumKeyWrongKind "G02" You ReplaceMeumKey;
    /// The connection key has run out.
    MeumKeyExpired "G03" You ReplaceMeumKey;
    /// Meum has paused or blocked the account or store.
    MeumForbids "G04" Meum open(Link::MeumSupport);
    /// Meum does not accept some of the details sent.
    MeumDetailsRefused "G05" YouOrMeum TryAgain, reads wordless(means);
    /// The shop is connected to another Meum store.
    AlreadyConnectedElsewhere "G06" YouOrMeum open(Link::MeumSupport);
    /// Meum asked us to slow down.
    MeumRateLimited "G07" Wait TryAgain, reads over(next);
    /// Connect was sent and no answer came back.
    ConnectAnswerLost "G08" You AskMeum, reads
        saysConnected(title means next) saysUnchanged(title means next);
    /// Meum answered with a fault or with nonsense.
    MeumFault "G09" Meum TryAgain, reads leaving(next);
    /// Meum answered *connect* with neither a usable key nor a usable secret.
    MeumCredentialsMissing "G12" YouOrMeum ConnectAgain, reads saysConnected(title means);
    /// Of the key and the secret, only one was in Meum's answer (`about.missing` names the other).
    HalfIssued "G22" YouOrMeum ConnectAgain, reads leaving(next) noKey(title means) noSecret(title means);
    /// Meum knows no connection to end (404 on disconnect).
    AlreadyDisconnected "G13" Wait NOTHING;
    /// Meum does not let this key disconnect the shop (403).
    DisconnectForbidden "G14" YouOrMeum open(Link::MeumSupport);
    /// Disconnect was sent and no answer came back.
    DisconnectAnswerLost "G18" You TryAgain;
    /// Meum uses a status word this app does not know; never read as fine.
    MeumUnknownWord "G15" Meum NOTHING;
    /// Meum cannot be reached from this computer.
    MeumUnreachable "G16" Wait TryAgain;
    /// An earlier key and secret stopped working when Meum answered.
    CredentialsRotated "G10" You ResumeHandOver;
    /// Meum sends payment updates to another address than the one it was sent.
    WebhookAddressDiffers "G19" Meum open(Link::MeumSupport), other other_address, reads
        soft(next) otherDomain(means next);
    /// How an earlier connect ended is not known yet, and what it left is for that shop only.
    ConnectStillOpen "G20" You TryAgain;
    // H: after connecting
    /// The Meum plugin is not in the shop, or shows no settings to fill in.
    PluginNotFound "H01" You open(Link::Plugins), reads pluginOff(title means next);
    /// Meum's gateway is there, but which of its settings take key and secret is not known.
    SettingsUnknown "H23" You open(Link::Gateway);
    /// There are several gateways of Meum's, and nothing says which one is used.
    SeveralGateways "H24" You open(Link::Payments), other other_gateways;
    /// The Meum plugin is on, and none of the shop's payment methods is called Meum's.
    MethodNotListed "H30" You open(Link::Payments);
    /// The shop did not switch the Meum plugin on.
    PluginStaysOff "H36" You open(Link::Plugins), reads
        notAllowed(title means next) ofNetwork(title means next) crashed(title means next)
        wordless(title means next) unfit(title means next) ownWords(means next) notReached(means)
        answerMissing(title means next);
    /// The gateway is switched off at checkout.
    GatewayOff "H02" You open(Link::Payments);
    /// The shop refused to have the gateway's settings written.
    HandOverRefused "H03" You ReplaceKeys;
    /// The shop did not confirm that the gateway is switched off, after disconnecting.
    NotSwitchedOff "H29" You open(Link::Payments);
    /// Meum cannot deliver payment updates although this computer reaches the shop.
    WebhookFailing "H04" WebHost NOTHING, note WebHost, reads notQuite(title means next ask);
    /// What came back from the shop is not what was written.
    HandOverChanged "H17" YouOrDeveloper TryAgain;
    /// The new key and secret are not in the plugin yet.
    HandOverUnfinished "H06" You ResumeHandOver;
    /// The address for payment updates leads nowhere in the shop.
    WebhookMissing "H05" You open(Link::Plugins), note Developer, reads behindLinks(next) soft(means next) behindLinks_soft(next)
        ledOn(title means next ask) ledOn_soft(means next) ledByPlugin(title means next ask) ledByPlugin_soft(means next) pluginRuns(means next) pluginRuns_soft(means next)
        pluginOff(title means next) pluginOff_soft(next) serversPage(means next ask) serversPage_soft(means next);
    /// What answered at the address for payment updates tells nothing certain.
    WebhookUnclear "H35" Wait CheckAgain, reads named(means next) byPlace(means next) lockedOut(means next)
        steady(next) unanswered(means) unansweredHere(means next);
    /// The shop turns guests away at the address for payment updates, so Meum's message as well.
    WebhookShut "H25" YouOrDeveloper open(Link::Plugins), note Developer, other other_plugin, reads
        noExceptions(ask) otherWay(next) soft(means next) otherWay_soft(next) likely(title means next) likely_soft(means next) asksSignIn(title means)
        asksPassword(title means next ask) asksPassword_soft(next) doorPage(title means next ask) doorPage_soft(means next) robotCheck(title means next ask) robotCheck_soft(next)
        changesAsLooks(title means next ask) changesAsLooks_soft(means next);
    /// Payment updates fail after the key and secret were replaced: the shop may have the old ones.
    OldSecretInUse "H20" You HandOverAgain;
    /// Another key than the one handed over is active at Meum.
    OtherKeyActive "H08" You ConnectAgain;
    /// Meum is connected to another address than the shop's own.
    AddressMoved "H09" YouOrMeum open(Link::MeumSupport), other other_address, reads
        leaving(title means next) soft(means next);
    /// A connected shop says that it lives at another address than the one it was connected under.
    ShopMoved "H31" You Move, other other_address;
    /// Meum's status could not be asked.
    StatusUnknown "H11" Wait NOTHING;
    /// The computer's password store is locked.
    VaultLocked "H12" You TryAgain, reads leaving(means);
    /// There is no password store on this computer, or it is gone.
    VaultMissing "H14" You KeepUntilClosed, reads leaving(title means next);
    /// The password store is there and open, and would not keep or give anything.
    VaultRefused "H21" You TryAgain;
    /// The password store did not answer in time.
    VaultSlow "H22" You TryAgain;
    /// The WooCommerce keys that should be in the password store are not there.
    SecretGone "H15" You ReplaceKeys;
    /// The Meum connection key that should be in the password store is not there.
    MeumKeyGone "H18" You ReplaceMeumKey;
    /// The key and secret Meum issued are not in the password store any more.
    CredentialsGone "H19" You ConnectAgain, reads leaving(title means next);
    /// Meum reports something that needs the merchant.
    MeumReportsIssue "H16" You open(Link::MerchantAdmin);
    /// No payout wallet is set.
    PayoutMissing "G11" You open(Link::MerchantAdmin);
    /// Meum does not say whether a payout wallet is set.
    PayoutUnknown "G17" You open(Link::MerchantAdmin);
    // S: this computer
    /// A start setting is refused (`MEUM_API_URL`).
    SettingRefused "S01" ComputerAdmin NOTHING;
    /// The app's own notes cannot be read or written.
    StorageFault "S02" ComputerAdmin TryAgain, reads nothingSent(means);
    /// The notes were written by a newer version of the app.
    StorageTooNew "S03" You NOTHING;
    /// The practice shop could not start.
    PracticeFailed "S04" You TryAgain;
    /// The browser could not be opened; the page's address is shown instead.
    BrowserFailed "S05" You NOTHING, quote page_address;
    /// The clipboard could not be used.
    ClipboardFailed "S06" You NOTHING;
    /// The computer's list of trusted certificates cannot be used.
    TrustUnusable "S07" ComputerAdmin NOTHING;
    /// The notes of one shop cannot be read; they are left alone, and the others open.
    ShopUnreadable "S08" Meum NOTHING;
    /// The app runs already on the same notes.
    AlreadyRunning "S09" You TryAgain;
    /// There is no room left for the app's own notes.
    StorageFull "S10" You TryAgain, reads nothingSent(means);
    /// The app's own notes were damaged, and are set aside; what could be read of them is here.
    NotesDamaged "S15" YouOrMeum NOTHING;
    /// The watch without a window did not start, so the window stays.
    WatchFailed "S18" You NOTHING;
    /// The shop that was to be added is one of the app's already; that one is opened.
    ShopHereAlready "S20" You NOTHING;
    /// A part of the app crashed the last time (the technical line says where).
    AppCrashed "S21" Meum open(Link::MeumSupport);
    /// The report for support could not be saved as a file.
    ReportNotSaved "S22" You NOTHING, reads full(next) notAllowed(next);
    /// This computer gives the app no port on which an approval could come back.
    NoWayBack "S23" You TryAgain;
}
