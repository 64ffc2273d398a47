//! What comes to its end on the way, what is looked at for its form alone, and what an answer says in so many words. Each
//! with its neighbours.

use super::keys::{UNKNOWN_KEY, good};
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Checker, Death, FirewallBrand, Habit, Odd, Strange, Trouble};

pub fn rows() -> Vec<Row> {
    [report(), writes(), signatures(), locked_out(), by_place(), addresses(), heads()].into_iter().flatten().collect()
}

fn odd(how: Odd) -> Trouble {
    habit(Habit::Strange { how: Strange::Odd { how } })
}

/// A report that dies stops nobody, and is said to have died of what it says itself.
fn report() -> Vec<Row> {
    let dies = |of| odd(Odd::ReportDies { of });
    let missing = |what, of, mark| good(remarks(ProblemKind::ReportMissing, what)).with(dies(of)).marked(mark).reads();
    vec![
        missing("no memory behind half a report", Death::MemoryBehindHalf, Mark::OutOfMemory),
        missing("no memory, with 200", Death::Memory { status: 200 }, Mark::OutOfMemory),
        missing("no memory, with 500", Death::Memory { status: 500 }, Mark::OutOfMemory),
        missing("no memory, as in a log", Death::MemoryPlain, Mark::OutOfMemory),
        missing("no time", Death::Time, Mark::Slow),
        missing("a plugin's code, with 200", Death::Fatal, Mark::Crashed),
        missing("WordPress's own page for it, with 200", Death::Critical { status: 200 }, Mark::Crashed),
        missing("WordPress's own page for it, with 500", Death::Critical { status: 500 }, Mark::Crashed),
        missing("the same in JSON", Death::CriticalInJson, Mark::Crashed),
        unknown(stops(ProblemKind::KeyUnknown, "a report that dies, and an unknown key")).with(dies(Death::Fatal)),
        good(stops(ProblemKind::ShopFault, "everything dies")).later(Trouble::FatalErrorShown),
    ]
}

/// Whoever looks at what would write alone is said to do so.
fn writes() -> Vec<Row> {
    let checked = |by| odd(Odd::WritesChecked { by });
    let stopped = |kind, what, by| good(stops(kind, what)).with(checked(by)).marked(Mark::WritesStopped).reads();
    vec![
        stopped(ProblemKind::CloudflareChallenge, "Cloudflare's puzzle for what would write", Checker::Cloudflare),
        stopped(ProblemKind::SiteGroundCaptcha, "SiteGround's", Checker::SiteGround),
        stopped(ProblemKind::Blocked, "Sucuri's page", Checker::Sucuri).names_other("Sucuri"),
        // A plugin of the shop's is mended in WordPress.
        good(stops(ProblemKind::Blocked, "Wordfence's page"))
            .with(checked(Checker::Wordfence))
            .names_other("Wordfence")
            .marked(Mark::Plugin)
            .reads(),
        good(stops(ProblemKind::CloudflareChallenge, "everything gets the puzzle"))
            .later(Trouble::CloudflareChallenge)
            .unmarked(),
    ]
}

/// A signature is refused for the address that was signed as well: a secret is wrong only where no address explains it.
fn signatures() -> Vec<Row> {
    let slashed = |row: Row| row.with(Trouble::HomeEndsInSlash);
    let www = |row: Row| row.with(odd(Odd::IndexNamesWww));
    let http = |row: Row| row.with(Trouble::HttpsUnnoticed);
    let stripped = |row: Row| row.with(Trouble::AuthorizationStripped);
    vec![
        slashed(http(good(stops(ProblemKind::HttpsUnnoticed, "an address with a slash at its end, seen as http")))),
        slashed(http(wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret")))),
        slashed(http(unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")))),
        slashed(stripped(good(remarks(ProblemKind::HeaderStripped, "the slash, and no header")))).reads(),
        slashed(stripped(good(stops(ProblemKind::HeaderStripped, "the slash, no header, and no keys in the address"))))
            .with(Trouble::QueryKeysRefused),
        www(http(good(stops(ProblemKind::HttpsUnnoticed, "a name for each question, seen as http")))),
        www(http(wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret")))),
    ]
}

/// Whoever is locked out is told so first, in the words of the answer.
fn locked_out() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::AddressShutOut, "what would write is locked out"))
            .with(odd(Odd::WritesLockedOut))
            .marked(Mark::LockedOut)
            .quoting("You have been temporarily locked out due to too many failed login attempts.")
            .reads(),
        stops(ProblemKind::AddressShutOut, "everything ends so, with 503")
            .with(habit(Habit::Strange { how: Strange::LocksOut { page: false } }))
            .marked(Mark::LockedOut),
        stops(ProblemKind::KeyUnknown, "nobody is locked out, and the key is unknown")
            .keys(UNKNOWN_KEY, connect_practice::notebook::READ_WRITE_SECRET),
    ]
}

/// A refusal that gives this computer's country as its reason is said to do so: Meum comes from another.
fn by_place() -> Vec<Row> {
    const WORDS: &str = "Access denied This website is not available in your country.";
    let closed = |everywhere| odd(Odd::CountryClosed { everywhere });
    let refused = |what, everywhere| stops(ProblemKind::Blocked, what).with(closed(everywhere)).marked(Mark::ByPlace);
    vec![
        refused("no country but one", true).quoting(WORDS),
        refused("the same for the interface alone", false).quoting(WORDS),
        stops(ProblemKind::Blocked, "a page of refusal without a reason")
            .with(Trouble::Firewall { brand: FirewallBrand::Nameless })
            .unmarked(),
    ]
}

/// The report may put the shop, or WordPress's files, into a folder that the index does not know.
fn addresses() -> Vec<Row> {
    let folder = |files| odd(Odd::ReportInFolder { files });
    let elsewhere = |what, files| {
        good(remarks(ProblemKind::OtherHome, what)).with(folder(files)).names_other("corner-shop.com/old-shop").reads()
    };
    vec![
        elsewhere("the report names a folder", false).unmarked(),
        elsewhere("the report names a folder for the files", true).marked(Mark::FilesApart),
    ]
}

/// No rule of HTTP says how many lines a head may have.
fn heads() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::StrayText, "more than a hundred header lines"))
            .with(odd(Odd::ManyHeaders))
            .with(Trouble::NoiseAfterJson)
            .reads(),
    ]
}
