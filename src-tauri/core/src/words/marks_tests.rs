//! No sentence states a cause that was not seen. Every text of every problem is searched for words that
//! state one; a text that has them is in the table, with what must have been seen for the core to choose it.

use super::sentences::{Way, fitting};
use crate::problem::{Mark, Part, Problem, ProblemKind};
use std::collections::BTreeMap;

/// Words that say who or what is the cause, what shoppers meet, or what the app did not do.
const CLAIMS: [&str; 69] = [
    "plugin",
    "firewall",
    "robot",
    "proxy",
    "sign-in page",
    "cache",
    "database",
    "crashed",
    "certificate ran out",
    "ran out",
    "locked out",
    "keeps apps out",
    "keeps every app out",
    "hides",
    "are hidden",
    "shuts out",
    "shuts",
    "cuts",
    "cut off",
    "takes your keys",
    "doesn't let",
    "only people",
    "shoppers can't",
    "shoppers don't",
    "shoppers see",
    "shoppers and meum",
    "meum can't",
    "payments can't",
    "stop payments",
    "stopped working",
    "stopped answering",
    "won't work",
    "wouldn't arrive",
    "can't reach",
    "is fine",
    "isn't affected",
    "not affected",
    "nothing was",
    "nothing has been",
    "nothing in your shop",
    "none was sent",
    "sent nothing",
    "sent no key",
    "key has been sent",
    "is missing",
    "hung up",
    "rule of the server",
    "lets in only",
    "vouches",
    "only older kinds",
    "breaks the rules",
    "only in the old way",
    "for its own",
    "packed",
    "says that its address begins with http",
    "keys work",
    "keys are fine",
    "isn't there",
    "before it answers",
    "kept out",
    "keep payment updates out",
    "led on to",
    "answered at first",
    "both gave an error",
    "were turned away",
    "turned away at",
    "turned us away",
    "removes",
    "every request",
];

/// Words that leave open what was not seen, or that speak of what would be. What is usual does neither: it names the
/// likeliest cause for this one.
const OPEN: [&str; 12] = [
    "may",
    "might",
    "seem",
    "probably",
    "perhaps",
    "if ",
    "such as",
    "can be",
    "could",
    "until",
    "while that",
    "while it",
];

/// What allows a text to state a cause.
#[derive(Clone, Copy, Debug)]
enum Evidence {
    /// The kind is raised only when this was seen.
    Kind(&'static str),
    /// The core chooses the text only with this mark.
    Marked(Mark),
}

use Evidence::{Kind, Marked};

/// How a sentence begins that asks for something. It says what to do, and not what is the cause.
const ASKS: &str = "please open ask send check see look give copy choose disconnect connect before in under use make \
    try wait set close find enter sign unlock paste install let press then read start finish first";

/// The parts of a problem's text. The first two state; the others mostly ask.
const STATING: [&str; 2] = ["_title", "_means"];
const ASKING: [&str; 2] = ["_next", "_ask"];

/// By code, or by code and way of reading; a row covers every part.
const ALLOWED: &[(&str, Evidence)] = &[
    ("A01", Kind("typed text, before any request")),
    ("A04_proxy", Marked(Mark::Proxy)),
    ("A05", Kind("neither the shop nor Meum answered")),
    ("A05_proxy", Marked(Mark::Proxy)),
    ("A06", Kind("another page or certificate answered in Meum's name as well")),
    ("A08_proxySilent", Marked(Mark::ProxySilent)),
    ("A11_shopPart", Marked(Mark::ShopPart)),
    ("A11_forwarded", Marked(Mark::Forwarded)),
    ("A11_socialPage", Marked(Mark::SocialPage)),
    ("A11", Kind("a redirect to another domain, which is not followed with keys")),
    ("A16", Kind("WordPress.com's own answer")),
    ("A17", Kind("addresses of a private network alone")),
    ("A17_byName", Marked(Mark::ByName)),
    ("A17_near", Kind("addresses of a private network alone")),
    ("A20_hungUp", Marked(Mark::HungUp)),
    ("A22_notHttp", Marked(Mark::NotHttp)),
    ("A22_packed", Marked(Mark::Packed)),
    ("B01", Kind("the verifier's date, and the shop's own certificate")),
    ("B02", Kind("Meum's clock against this computer's")),
    ("B02_soft", Kind("Meum's clock against this computer's")),
    ("B05_chainRanOut", Marked(Mark::ChainRanOut)),
    ("B05_unknownIssuer", Marked(Mark::UnknownIssuer)),
    ("B06_tooOld", Marked(Mark::TooOld)),
    ("B07_ownAddress", Marked(Mark::OwnAddress)),
    ("B10_noNames", Marked(Mark::NoNames)),
    ("B08", Kind("an issuer that looks into connections, or Meum's certificate replaced as well")),
    ("C02", Kind("SiteGround's own marks")),
    ("C02_writesStopped", Marked(Mark::WritesStopped)),
    ("C04", Kind("401 and the web server's own question for a password")),
    ("C04_partOnly", Marked(Mark::PartOnly)),
    ("C03_ledByPlugin", Marked(Mark::LedByPlugin)),
    ("C03_plugin", Marked(Mark::Plugin)),
    ("C03_plugin_arrives", Marked(Mark::Plugin)),
    ("C03_signInKind", Marked(Mark::SignInKind)),
    ("C03_knownComputers", Marked(Mark::KnownComputers)),
    ("C08", Kind("WordPress's own page for it")),
    ("C08_databaseError", Marked(Mark::DatabaseError)),
    ("C10", Kind("the same answer came to nobody")),
    ("C11", Kind("407")),
    ("C11_proxyRule", Marked(Mark::ProxyRule)),
    ("C11_proxyKind", Marked(Mark::ProxyKind)),
    ("C13", Kind("Wordfence's page for one address")),
    ("C13_lockedOut", Marked(Mark::LockedOut)),
    ("C14", Kind("a refusal of WooCommerce's, and then none to the index, which had been answered")),
    ("D01", Kind("WordPress's own links are plain, or its front page stands where the interface is")),
    ("D03", Kind("401 or 403 of WordPress or a plugin at the index")),
    ("D03_soft", Kind("401, 403, no route or no names at the index")),
    ("D03_oldCopy", Kind("a cache's own mark beside a list without WooCommerce, which answers")),
    ("D03_oldCopy_soft", Marked(Mark::OldCopy)),
    ("D05_databaseError", Marked(Mark::DatabaseError)),
    ("D06_oldCopy", Marked(Mark::OldCopy)),
    ("D08_upgradeWaits", Marked(Mark::UpgradeWaits)),
    ("D04_keyOrLock", Marked(Mark::KeyOrLock)),
    ("D04_methodsGone", Marked(Mark::MethodsGone)),
    ("D04_noRoute", Marked(Mark::NoRoute)),
    ("D04_shopPart", Marked(Mark::ShopPart)),
    ("D09", Kind("WordPress.com's code private_site")),
    ("D11", Kind("a lighter question took the pair")),
    ("D11_noReport", Marked(Mark::NoReport)),
    ("D11_outOfMemory", Marked(Mark::OutOfMemory)),
    ("D11_crashed", Marked(Mark::Crashed)),
    ("D11_cutOff", Marked(Mark::CutOff)),
    ("D11_empty", Marked(Mark::Empty)),
    ("D11_slow", Kind("a lighter question took the pair")),
    ("D15", Kind("a shopper's question was answered by something else than the shop")),
    ("D15_comingSoon", Kind("WooCommerce's own mark or setting for it")),
    ("D15_maintenance", Kind("503, or a maintenance plugin's mark")),
    ("E01", Kind("typed text, before any request")),
    ("E10", Kind("typed text, before any request")),
    ("E12", Kind("typed text, before any request")),
    ("E16", Kind("typed text, before the request that ends the connection")),
    ("E17_notPublic", Kind("typed text, before any request")),
    ("E18", Kind("typed text, before any request")),
    ("E19", Kind("typed text, before any request")),
    ("E20", Kind("typed text, before any request")),
    ("F03", Kind("WooCommerce's own refusal of the question that would write")),
    ("F06_plugin", Marked(Mark::Plugin)),
    ("F06_plugin_soft", Marked(Mark::Plugin)),
    ("F06_serverSignIn", Marked(Mark::ServerSignIn)),
    ("F06_serverSignIn_soft", Marked(Mark::ServerSignIn)),
    ("F06_headerSeen", Marked(Mark::HeaderSeen)),
    ("F06_headerSeen_soft", Marked(Mark::HeaderSeen)),
    ("F08", Kind("the pair accepted in the form plain links have")),
    ("F11", Kind("only questions that change nothing were asked")),
    ("F11_ownWords", Marked(Mark::OwnWords)),
    ("F11_writeUnseen", Marked(Mark::WriteUnseen)),
    ("G03", Kind("Meum's own word")),
    ("G04", Kind("Meum's own word")),
    ("G05", Kind("Meum's own word")),
    ("G05_wordless", Marked(Mark::Wordless)),
    ("G06", Kind("Meum's own word")),
    ("G10", Kind("the app's own record of two connects")),
    ("G11", Kind("Meum's own word")),
    ("G12", Kind("Meum's answer to connect")),
    ("G14", Kind("Meum's own word")),
    ("G16", Kind("no answer of Meum's")),
    ("G22", Kind("Meum's answer to connect")),
    ("G22_noKey", Kind("Meum's answer to connect")),
    ("G22_noSecret", Kind("Meum's answer to connect")),
    ("H01", Kind("the shop's own list of gateways")),
    ("H04", Kind("Meum's own word")),
    ("H05", Kind("no answer of the plugin's came from the address")),
    ("H05_soft", Kind("no answer of the plugin's came from the address")),
    ("H05_ledByPlugin", Marked(Mark::LedByPlugin)),
    ("H05_ledByPlugin_soft", Marked(Mark::LedByPlugin)),
    ("H05_ledOn", Marked(Mark::LedOn)),
    ("H05_ledOn_soft", Marked(Mark::LedOn)),
    ("H05_pluginRuns", Marked(Mark::PluginRuns)),
    ("H05_pluginRuns_soft", Marked(Mark::PluginRuns)),
    ("H01_pluginOff", Marked(Mark::PluginOff)),
    ("H05_pluginOff", Marked(Mark::PluginOff)),
    ("H36", Kind("the shop's own list of plugins, after the change was asked for")),
    ("H36_ofNetwork", Marked(Mark::OfNetwork)),
    ("H36_crashed", Marked(Mark::Crashed)),
    ("H36_wordless", Marked(Mark::Wordless)),
    ("H36_unfit", Marked(Mark::Unfit)),
    ("H36_notReached", Marked(Mark::NotReached)),
    ("H36_answerMissing", Marked(Mark::AnswerMissing)),
    ("H35_byPlace", Marked(Mark::ByPlace)),
    ("H35_lockedOut", Marked(Mark::LockedOut)),
    ("H25", Kind("the address's own refusal of a guest")),
    ("H25_soft", Kind("the address's own refusal of a guest")),
    ("H25_asksPassword", Marked(Mark::AsksPassword)),
    ("H25_asksSignIn", Marked(Mark::AsksSignIn)),
    ("D15_shopPage", Kind("a fault at the shop page, and a front page in good order")),
    ("D15_error", Kind("errors at the shop page and at the front page")),
    ("H06", Kind("the app's own record of the hand-over")),
    ("H09_leaving", Kind("Meum's address against the shop's")),
    ("H12", Kind("the password store's own answer")),
    ("H17", Kind("what was read back")),
    ("H21", Kind("the password store's own answer")),
    ("H23", Kind("no write was sent")),
    ("H24", Kind("no write was sent")),
    ("H25_robotCheck", Marked(Mark::RobotCheck)),
    ("H25_doorPage", Marked(Mark::DoorPage)),
    ("H25_doorPage_soft", Marked(Mark::DoorPage)),
    ("H25_likely", Marked(Mark::Likely)),
    ("H25_likely_soft", Marked(Mark::Likely)),
    ("H30", Kind("the shop's own list of plugins and of payment methods")),
    ("S02_nothingSent", Marked(Mark::NothingSent)),
    ("S10_nothingSent", Marked(Mark::NothingSent)),
    ("S22", Kind("this computer's own disk")),
    ("S02", Kind("this computer's own disk")),
    ("S06", Kind("the clipboard's own answer")),
    ("S08", Kind("this computer's own notes")),
    ("S10", Kind("this computer's own disk")),
    ("S15", Kind("SQLite's own check of this computer's notes")),
];

fn texts() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../../../ui/messages/problems/en.json")).unwrap()
}

/// The claims of a text that nothing in the same sentence leaves open.
fn claims(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    let sentences = lower.split_inclusive(['.', '?', ';', ':']);
    let stated =
        sentences.filter(|sentence| !sentence.ends_with('?') && !OPEN.iter().any(|word| sentence.contains(word)));
    stated.flat_map(|sentence| CLAIMS.iter().copied().filter(move |claim| sentence.contains(claim))).collect()
}

/// The claims of a next step or a note: those of the sentences that ask for nothing.
fn claims_beside_asking(text: &str) -> Vec<&'static str> {
    let sentences = text.split_inclusive(". ").flat_map(|sentence| sentence.split_inclusive("? "));
    let sentences = sentences.flat_map(|sentence| sentence.split_inclusive('\n'));
    let asks = |sentence: &str| {
        let first = sentence.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        ASKS.split_whitespace().any(|word| word == first.to_lowercase())
    };
    sentences.filter(|sentence| !asks(sentence)).flat_map(claims).collect()
}

/// The row that a text belongs to, and what it claims.
fn claimed<'a>(name: &'a str, text: &str) -> Option<(&'a str, Vec<&'static str>)> {
    let row = |parts: [&str; 2]| parts.iter().find_map(|part| name.strip_suffix(part));
    let stating = row(STATING).map(|row| (row, claims(text)));
    stating.or_else(|| row(ASKING).map(|row| (row, claims_beside_asking(text))))
}

#[test]
fn every_sentence_that_states_a_cause_has_what_was_seen_for_it() {
    let allowed: BTreeMap<&str, Evidence> = ALLOWED.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, text) in texts() {
        let Some((row, claims)) = claimed(&name, &text) else { continue };
        if !claims.is_empty() && !allowed.contains_key(row) {
            wrong.push(format!("{name}: {text} ({})", claims.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "these state a cause and say nowhere what was seen:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_of_what_was_seen_has_no_row_too_many() {
    let texts = texts();
    let stating = |(name, text): (&String, &String)| claimed(name, text).is_some_and(|(_, claims)| !claims.is_empty());
    let states = |row: &str| {
        let of_row = |name: &String| STATING.iter().chain(&ASKING).any(|part| name.strip_suffix(part) == Some(row));
        texts.iter().filter(|(name, _)| of_row(name)).any(stating)
    };
    let idle: Vec<&str> = ALLOWED.iter().map(|(row, _)| *row).filter(|row| !states(row)).collect();
    assert!(idle.is_empty(), "these state nothing any more: {idle:?}");
    let unsaid = |(row, seen): &(&'static str, Evidence)| matches!(seen, Kind("")).then_some(*row);
    assert_eq!(ALLOWED.iter().find_map(unsaid), None, "a row says what was seen");
}

/// A text that stands in the table with a mark is chosen with it, and never without.
#[test]
fn a_sentence_of_a_mark_is_chosen_with_the_mark_only() {
    let ways = [Way::default(), Way { soft: true, ..Way::default() }, Way { arrives: true, ..Way::default() }];
    for &(row, seen) in ALLOWED {
        let Marked(mark) = seen else { continue };
        let (code, way) = row.split_once('_').unwrap();
        let ends = ["", "_soft", "_arrives"].map(|end| format!("{}{end}", mark.name()));
        assert!(ends.iter().any(|it| it == way), "{row} and {mark:?}");
        let kind = *ProblemKind::ALL.iter().find(|kind| kind.code() == code).unwrap();
        let says = |mark: Option<Mark>| {
            let problem = Problem::new(kind).marked(mark);
            let parts = [Part::Title, Part::Means].map(|part| ways.map(|way| fitting(&problem, way, part).name()));
            parts
                .concat()
                .iter()
                .any(|name| name.strip_prefix(row).is_some_and(|rest| rest == "_title" || rest == "_means"))
        };
        assert!(says(Some(mark)), "{row} is never said");
        assert!(!says(None), "{row} is said without its mark");
        assert!(Mark::ALL.iter().all(|&other| other == mark || !says(Some(other))), "{row} is said with another mark");
    }
}

/// Who puts it right follows from what was seen, and a note goes to somebody who can.
#[test]
fn what_was_seen_decides_who_can_put_it_right() {
    use crate::problem::Fixer::{Developer, WebHost, You, YouOrDeveloper, YouOrWebHost};
    let cases = [
        (ProblemKind::Blocked, None, WebHost, Some(WebHost)),
        (ProblemKind::Blocked, Some(Mark::Plugin), YouOrDeveloper, Some(Developer)),
        (ProblemKind::Blocked, Some(Mark::SlashAdded), WebHost, Some(WebHost)),
        (ProblemKind::KeysRefused, Some(Mark::Dressed), You, None),
        (ProblemKind::KeysRefused, Some(Mark::OwnWords), YouOrDeveloper, None),
        (ProblemKind::HeaderStripped, Some(Mark::KeyOrHeader), YouOrWebHost, Some(WebHost)),
        (ProblemKind::HeaderStripped, Some(Mark::HeaderSeen), Developer, Some(Developer)),
        (ProblemKind::Blocked, Some(Mark::WriteRefused), WebHost, Some(WebHost)),
        (ProblemKind::NotSecure, Some(Mark::SiteAddress), YouOrDeveloper, Some(Developer)),
        (ProblemKind::WebhookShut, None, YouOrDeveloper, Some(Developer)),
        (ProblemKind::WebhookShut, Some(Mark::DoorPage), WebHost, Some(WebHost)),
        (ProblemKind::HeaderStripped, None, WebHost, Some(WebHost)),
        (ProblemKind::HeaderStripped, Some(Mark::Plugin), Developer, Some(Developer)),
        (ProblemKind::AddressShutOut, None, YouOrDeveloper, Some(Developer)),
        (ProblemKind::KeyUnknown, Some(Mark::Plugin), You, None),
        (ProblemKind::WebhookMissing, None, You, None),
        (ProblemKind::WebhookMissing, Some(Mark::PluginRuns), YouOrDeveloper, Some(Developer)),
        (ProblemKind::WebhookMissing, Some(Mark::LedOn), Developer, Some(Developer)),
        (ProblemKind::WebhookMissing, Some(Mark::LedByPlugin), YouOrDeveloper, Some(Developer)),
        (ProblemKind::WebhookShut, Some(Mark::ChangesAsLooks), WebHost, Some(WebHost)),
        (ProblemKind::NotUnderstood, Some(Mark::ChangesAsLooks), WebHost, Some(WebHost)),
    ];
    for (kind, mark, fixer, note) in cases {
        let problem = Problem::new(kind).marked(mark);
        assert_eq!((problem.fixer(), problem.note_to()), (fixer, note), "{kind:?} {mark:?}");
    }
}
