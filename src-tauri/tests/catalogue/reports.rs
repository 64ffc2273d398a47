//! What people who connect shops reported in public, imitated on real sockets, each with its
//! neighbours: other status, other method, other place in the path.

use super::keys::{UNKNOWN_KEY, good};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{EmptyIndex, Habit, OptionsAnswer, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [
        options_answered(),
        writes_refused(),
        refused_in_disguise(),
        other_sign_ins(),
        index_gone(),
        links(),
        redirected(),
        lists(),
        headless(),
        slow_reports(),
        bans(),
        compressed(),
        secure_connection(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn habit(habit: Habit) -> Trouble {
    Trouble::Habit { habit }
}

pub fn wrong_secret(row: Row) -> Row {
    row.keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET)
}

pub fn write_only(row: Row) -> Row {
    row.keys(notes::WRITE_ONLY_KEY, notes::WRITE_ONLY_SECRET)
}

pub fn unknown(row: Row) -> Row {
    row.keys(UNKNOWN_KEY, notes::READ_WRITE_SECRET)
}

/// A: WooCommerce has said that it is the secret or the permission; who answers OPTIONS is nobody's
/// cause.
fn options_answered() -> Vec<Row> {
    use OptionsAnswer::{Empty, Forbidden, NotAllowed, NotImplemented, Page};
    let answered = |how| habit(Habit::OptionsAnswered { how });
    let mut rows: Vec<Row> = [Page, Empty, NotAllowed, Forbidden, NotImplemented]
        .into_iter()
        .map(|how| wrong_secret(stops(ProblemKind::SecretWrong, "A: OPTIONS is not WordPress's")).with(answered(how)))
        .collect();
    rows.extend([
        write_only(stops(ProblemKind::KeyWriteOnly, "A: and a key that may only write")).with(answered(Page)),
        write_only(stops(ProblemKind::KeyWriteOnly, "A: OPTIONS refused, a key that may only write"))
            .with(answered(Forbidden)),
        // Neighbours: POST is refused as well, or instead.
        wrong_secret(stops(ProblemKind::SecretWrong, "A: POST is refused, OPTIONS tells"))
            .with(habit(Habit::WritesRefused { status: 405 })),
        write_only(stops(ProblemKind::KeyWriteOnly, "A: POST is refused with 501, OPTIONS tells"))
            .with(habit(Habit::WritesRefused { status: 501 })),
        write_only(stops(ProblemKind::KeyWriteOnly, "A: the header is stripped as well"))
            .with(answered(Empty))
            .with(Trouble::AuthorizationStripped),
    ]);
    rows
}

/// B: what was read stands beside what could not be written.
fn writes_refused() -> Vec<Row> {
    let refused = |status| habit(Habit::WritesRefused { status });
    [501, 405, 403, 406, 200]
        .into_iter()
        .map(|status| good(stops(ProblemKind::Blocked, "B: nobody may POST")).with(refused(status)).reads())
        .chain([
            good(stops(ProblemKind::ServerFault, "B: a POST is not answered")).with(refused(502)).reads(),
            good(stops(ProblemKind::ShopRateLimited, "B: a POST is one question too many")).with(refused(429)).reads(),
        ])
        .collect()
}

/// C, D, E, F, W: pages that say no in a way of their own.
fn refused_in_disguise() -> Vec<Row> {
    let forbidden = |status| habit(Habit::RestForbidden { status });
    let blocked = |what| stops(ProblemKind::Blocked, what);
    vec![
        blocked("C: the page of a 403 under 200").with(forbidden(200)),
        good(blocked("C: the same once the shop was found")).later(forbidden(200)),
        blocked("C: a 405 for the whole interface").with(forbidden(405)),
        blocked("C: a 418").with(forbidden(418)),
        blocked("D: a script check").with(habit(Habit::ScriptCheck)).names_other("the web host's script check"),
        good(blocked("D: a script check since")).later(habit(Habit::ScriptCheck)),
        blocked("E: LiteSpeed's captcha")
            .with(habit(Habit::LiteSpeedCaptcha { everywhere: true }))
            .names_other("LiteSpeed"),
        good(blocked("E: for WooCommerce's part only"))
            .with(habit(Habit::LiteSpeedCaptcha { everywhere: false }))
            .names_other("LiteSpeed"),
        blocked("F: 455").with(habit(Habit::SecurityIncident { status: 455 })),
        blocked("F: the same page under 400").with(habit(Habit::SecurityIncident { status: 400 })),
        good(blocked("F: 444 since")).later(habit(Habit::SecurityIncident { status: 444 })),
    ]
}

/// G, H: other plugins that take part in signing in.
fn other_sign_ins() -> Vec<Row> {
    let signatures = habit(Habit::SignaturesTaken);
    let token = "JWT Authentication for WP REST API";
    vec![
        good(remarks(ProblemKind::HeaderStripped, "G: a plugin takes the header"))
            .later(habit(Habit::TokenPluginTakesHeader))
            .names_other(token),
        unknown(stops(ProblemKind::KeyUnknown, "G: a plugin takes the header of an unknown key"))
            .later(habit(Habit::TokenPluginTakesHeader)),
        wrong_secret(stops(ProblemKind::SecretWrong, "G: a plugin takes the header, and the secret is wrong"))
            .later(habit(Habit::TokenPluginTakesHeader)),
        good(stops(ProblemKind::RestLockedOut, "G: a plugin wants a token of everybody"))
            .with(habit(Habit::TokenPluginAsksAll))
            .names_other(token),
        unknown(stops(ProblemKind::KeyUnknown, "H: signatures are taken, the key is unknown")).with(signatures.clone()),
        good(stops(ProblemKind::KeyUnknown, "H: signatures are taken, the key was revoked"))
            .with(Trouble::KeysRevoked)
            .with(signatures.clone()),
        good(remarks(ProblemKind::HeaderStripped, "H: signatures are taken, the header is stripped"))
            .with(Trouble::AuthorizationStripped)
            .with(signatures.clone()),
        wrong_secret(stops(ProblemKind::SecretWrong, "H: signatures are taken, header stripped, secret wrong"))
            .with(Trouble::AuthorizationStripped)
            .with(signatures),
    ]
}

/// I, N: the index is gone, or says nothing.
fn index_gone() -> Vec<Row> {
    let removed = |everywhere| habit(Habit::IndexRemoved { everywhere });
    let emptied = |how| habit(Habit::IndexEmptied { how });
    let told =
        |how| good(remarks(ProblemKind::IndexHidden, "N: an emptied index, and keys that work")).with(emptied(how));
    vec![
        good(remarks(ProblemKind::StrayText, "I: the index is gone at the usual place"))
            .with(removed(false))
            .with(Trouble::NoiseAfterJson)
            .without(ProblemKind::IndexHidden),
        good(remarks(ProblemKind::IndexHidden, "I: the index is gone everywhere")).with(removed(true)),
        unknown(stops(ProblemKind::KeyUnknown, "I: and the key is unknown")).with(removed(true)),
        told(EmptyIndex::NoNamespaces),
        told(EmptyIndex::NoField),
        told(EmptyIndex::Nothing),
        told(EmptyIndex::StoreOnly),
        wrong_secret(stops(ProblemKind::SecretWrong, "N: and the secret is wrong"))
            .with(emptied(EmptyIndex::NoNamespaces)),
    ]
}

/// J: plain links without a word where the interface is.
fn links() -> Vec<Row> {
    vec![
        stops(ProblemKind::PlainPermalinks, "J: the front page at /wp-json/")
            .with(Trouble::PlainPermalinks)
            .with(habit(Habit::RestLinkRemoved)),
        stops(ProblemKind::NoRewriting, "J: the server's 404 at /wp-json/, nothing but its index names the root")
            .with(Trouble::NoRewriting)
            .with(habit(Habit::RestLinkRemoved)),
        // It may be either, so the first step is the one that mends plain links.
        stops(ProblemKind::NoRewriting, "J: the server's 404 at /wp-json/, nothing names the root")
            .with(Trouble::NoRewriting)
            .with(habit(Habit::RestLinkRemoved))
            .with(habit(Habit::OwnLinksRemoved))
            .marked(Mark::Roundabout),
        stops(ProblemKind::NoRewriting, "J: the server's 404 at /wp-json/, WordPress names it")
            .with(Trouble::NoRewriting),
        good(remarks(ProblemKind::StrayText, "J: nothing names the root of a shop that works"))
            .with(habit(Habit::RestLinkRemoved))
            .with(Trouble::NoiseAfterJson),
    ]
}

/// K, L: rules that send apps elsewhere.
fn redirected() -> Vec<Row> {
    let slash =
        |status| good(stops(ProblemKind::Blocked, "K: a slash is added")).with(habit(Habit::SlashAdded { status }));
    let behind = |everywhere| habit(Habit::RoutesBehindSignIn { everywhere });
    vec![
        slash(301),
        slash(308),
        good(stops(ProblemKind::Blocked, "K: what follows the ? is cut off")).with(habit(Habit::QueryDropped)),
        good(stops(ProblemKind::RestLockedOut, "L: routes behind the sign-in page")).with(behind(false)),
        good(stops(ProblemKind::RestLockedOut, "L: the same since")).later(behind(false)),
        good(stops(ProblemKind::RestLockedOut, "L: everything behind the sign-in page")).with(behind(true)),
        unknown(stops(ProblemKind::RestLockedOut, "L: the same, and an unknown key")).with(behind(true)),
    ]
}

/// M: PHP writes a list as an object as soon as one of its items was removed.
fn lists() -> Vec<Row> {
    let objects = || habit(Habit::ListsAsObjects);
    vec![
        good(remarks(ProblemKind::StrayText, "M: lists as objects")).with(objects()).with(Trouble::NoiseAfterJson),
        unknown(stops(ProblemKind::KeyUnknown, "M: and an unknown key")).with(objects()),
        stops(ProblemKind::NoWooCommerce, "M: and no WooCommerce in it")
            .with(objects())
            .with(Trouble::WooCommerceInactive),
    ]
}

/// O: the pages are another program's.
fn headless() -> Vec<Row> {
    let cms = "https://cms.corner-shop.com/";
    vec![
        stops(ProblemKind::ShopInFolder, "O: its pictures name the shop behind it")
            .with(habit(Habit::Headless))
            .other_troubled(cms, habit(Habit::PagesElsewhere))
            .instead("https://cms.corner-shop.com"),
        stops(ProblemKind::NoWordPress, "O: there is nothing behind it").with(habit(Habit::Headless)),
        good(remarks(ProblemKind::StrayText, "O: the shop behind it is the shop"))
            .home(cms)
            .typed("https://cms.corner-shop.com")
            .with(habit(Habit::PagesElsewhere))
            .with(Trouble::NoiseAfterJson)
            .other_troubled("https://corner-shop.com/", habit(Habit::Headless)),
        stops(ProblemKind::OtherHome, "O: WordPress answers at both, so one may be a copy")
            .home(cms)
            .typed("https://cms.corner-shop.com")
            .with(habit(Habit::PagesElsewhere))
            .other_shop("https://corner-shop.com/")
            .instead("https://corner-shop.com"),
    ]
}

/// P: the report is slow or fails; the keys are told all the same.
fn slow_reports() -> Vec<Row> {
    let slow = || habit(Habit::StatusSlow { millis: 14_000 });
    let fails = |status| habit(Habit::StatusFails { status });
    vec![
        good(remarks(ProblemKind::ReportMissing, "P: a slow report")).with(slow()).hasty(),
        good(remarks(ProblemKind::ReportMissing, "P: a report that times out in front")).with(fails(504)),
        good(remarks(ProblemKind::ReportMissing, "P: a report that fails")).with(fails(500)),
        good(remarks(ProblemKind::ReportMissing, "P: a report that nobody answers")).with(fails(502)),
        unknown(stops(ProblemKind::KeyUnknown, "P: and an unknown key")).with(fails(502)),
        stops(ProblemKind::KeyReadOnly, "P: and a read-only key")
            .keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
            .with(fails(504)),
    ]
}

/// Q: whoever was refused is banned.
fn bans() -> Vec<Row> {
    let ban = |with_page| habit(Habit::BansTheRefused { with_page });
    vec![
        wrong_secret(stops(ProblemKind::SecretWrong, "Q: the first answer suffices")).with(ban(false)),
        wrong_secret(stops(ProblemKind::SecretWrong, "Q: a page for whoever was refused")).with(ban(true)),
        unknown(stops(ProblemKind::Banned, "Q: an unknown key, and then silence")).with(ban(false)),
        unknown(stops(ProblemKind::Banned, "Q: an unknown key, and then a page")).with(ban(true)),
        good(remarks(ProblemKind::StrayText, "Q: nobody was refused")).with(ban(false)).with(Trouble::NoiseAfterJson),
    ]
}

/// R: compression that lies.
fn compressed() -> Vec<Row> {
    let simply = |what| good(remarks(ProblemKind::ConnectionBroken, what));
    vec![
        simply("R: compressed answers are empty").with(habit(Habit::CompressedToNothing)),
        simply("R: compressed answers are not compressed").with(habit(Habit::CompressedInNameOnly)),
        simply("R: only since the shop was found").later(habit(Habit::CompressedInNameOnly)),
        unknown(stops(ProblemKind::KeyUnknown, "R: and an unknown key")).with(habit(Habit::CompressedToNothing)),
    ]
}

/// S, T: what cannot be agreed on, and whom the server lets in.
fn secure_connection() -> Vec<Row> {
    vec![
        stops(ProblemKind::HandshakeFailed, "S: no cipher suite in common").with(Trouble::OldCiphers),
        stops(ProblemKind::Blocked, "T: a certificate of this computer is asked for").with(Trouble::ClientCertificate),
    ]
}
