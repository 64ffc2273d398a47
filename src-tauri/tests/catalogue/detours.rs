//! One answer is another than it should be, while the others come in good order: what is said is of that
//! one, and nothing that was seen before is unsaid. Each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown, write_only, wrong_secret};
use super::row::{Row, SHOP, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Detour, FolderAnswer, Habit, Trouble, Turn, notebook as notes};

pub fn rows() -> Vec<Row> {
    [folders(), replaced(), sent_on(), closed_parts(), links(), open(), breaks(), packed(), certificates()]
        .into_iter()
        .flatten()
        .collect()
}

fn detour(how: Detour) -> Trouble {
    habit(Habit::Detour { how })
}

fn read_only(row: Row) -> Row {
    row.keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
}

/// What is wrong in the typed folder is said of the folder: the shop at the root is another one, and its
/// keys are not tried there. Only where there is nothing, the shop is above it.
fn folders() -> Vec<Row> {
    let two = |how, kind, what| {
        good(stops(kind, what)).typed("https://corner-shop.com/two").with(habit(Habit::FolderSite { how }))
    };
    vec![
        two(FolderAnswer::Archived, ProblemKind::RestLockedOut, "an archived folder beside a shop")
            .marked(Mark::Archived),
        two(FolderAnswer::Archived, ProblemKind::RestLockedOut, "an archived folder beside a site without a shop")
            .with(Trouble::WooCommerceInactive)
            .marked(Mark::Archived),
        two(FolderAnswer::Refused, ProblemKind::Blocked, "a folder that is refused beside a shop"),
        two(FolderAnswer::Down, ProblemKind::ServerFault, "a folder with nothing behind it beside a shop"),
        two(FolderAnswer::Cut, ProblemKind::ConnectionBroken, "a folder that hangs up beside a shop")
            .marked(Mark::HungUp),
        two(FolderAnswer::Password, ProblemKind::ExtraPassword, "a folder with a password beside a shop"),
        stops(ProblemKind::NoWooCommerce, "nothing in the folder, and no shop above it: its plugins are there")
            .typed("https://corner-shop.com/about-us/")
            .with(Trouble::WooCommerceInactive)
            .of("corner-shop.com")
            .instead("https://corner-shop.com"),
        good(remarks(ProblemKind::StrayText, "nothing in the folder: the shop is above it"))
            .typed("https://corner-shop.com/about-us/")
            .with(Trouble::NoiseAfterJson),
    ]
}

/// A page of the web server's stands in the place of WordPress's refusals: its links are fine.
fn replaced() -> Vec<Row> {
    let pages = |row: Row| row.with(detour(Detour::RefusalPages)).marked(Mark::Replaced);
    let page = |what| stops(ProblemKind::NotUnderstood, what);
    vec![
        pages(unknown(page("a page with 200 for an unknown key"))),
        pages(wrong_secret(page("a page with 200 for a wrong secret"))),
        pages(write_only(page("a page with 200 for a write-only key"))),
        pages(read_only(page("a page with 200 for what a read-only key may not"))).reads(),
        unknown(stops(ProblemKind::KeysRefused, "a page with its own number for an unknown key"))
            .with(habit(Habit::ErrorPages { status: 0 }))
            .marked(Mark::Dressed),
        wrong_secret(stops(ProblemKind::KeysRefused, "a page with its own number for a wrong secret"))
            .with(habit(Habit::ErrorPages { status: 0 }))
            .marked(Mark::Dressed),
        // Where the links have changed since, that is said as before.
        good(stops(ProblemKind::PermalinksHideKeys, "the links have changed since")).later(Trouble::PlainPermalinks),
    ]
}

/// Where one part is sent on is said of that part.
fn sent_on() -> Vec<Row> {
    let account = "corner-shop.com/my-account/";
    let sent = |what| good(stops(ProblemKind::NotUnderstood, what)).marked(Mark::SentOn).names_other(account);
    let elsewhere = |what| good(stops(ProblemKind::OtherHostAnswers, what)).marked(Mark::ShopPart);
    let nowhere = |row: Row| row.marked(Mark::LedThere).names_other(SHOP).of(super::row::NOWHERE);
    vec![
        sent("orders and settings are sent on to the account").with(detour(Detour::ToAccount)),
        sent("the same since").later(detour(Detour::ToAccount)),
        sent("only what writes is sent on").with(detour(Detour::WritesToAccount)).reads(),
        good(stops(ProblemKind::Blocked, "a rule adds a slash to what writes"))
            .with(detour(Detour::WritesWithSlash))
            .marked(Mark::SlashAdded)
            .reads(),
        elsewhere("orders and settings are sent on to another domain")
            .with(detour(Detour::ToOtherHost))
            .instead("https://big-mall.com"),
        elsewhere("orders and settings are sent on to a host that is not there")
            .with(detour(Detour::ToNoHost))
            .instead("https://no-such-shop.invalid"),
        nowhere(stops(ProblemKind::HostNotFound, "everything is sent on to a host that is not there"))
            .with(detour(Detour::EverythingToNoHost)),
        nowhere(stops(ProblemKind::HostNotFound, "the same by a redirect of the host"))
            .with(Trouble::RedirectToOtherHost { url: "https://no-such-shop.invalid".into() }),
    ]
}

/// WooCommerce's part is closed, and others are not; or nothing says whether it is there.
fn closed_parts() -> Vec<Row> {
    let locked = |what| stops(ProblemKind::RestLockedOut, what);
    vec![
        good(locked("its part is behind the sign-in page"))
            .with(habit(Habit::RoutesBehindSignIn { everywhere: false }))
            .marked(Mark::ShopPart),
        good(locked("its part is listed, and not there")).with(habit(Habit::RoutesRemoved)).marked(Mark::ShopPart),
        good(stops(ProblemKind::NoWooCommerce, "it is off, and a cache keeps the list from when it was on"))
            .with(Trouble::WooCommerceInactive)
            .with(habit(Habit::Turn { how: Turn::OldIndex }))
            .unmarked(),
        unknown(stops(ProblemKind::NoWooCommerce, "the same, and the key would be unknown"))
            .with(Trouble::WooCommerceInactive)
            .with(habit(Habit::Turn { how: Turn::OldIndex }))
            .unmarked(),
        good(locked("its part is not there, and the list is closed"))
            .with(detour(Detour::HiddenWithoutShop))
            .marked(Mark::NoRoute),
        unknown(locked("guests are told of no route, and the key is unknown"))
            .with(detour(Detour::NoRouteForGuests))
            .marked(Mark::NoRoute),
        wrong_secret(locked("guests are told of no route, and the secret is wrong"))
            .with(detour(Detour::NoRouteForGuests))
            .marked(Mark::NoRoute),
        good(remarks(ProblemKind::IndexHidden, "guests are told of no route, and the key is right"))
            .with(detour(Detour::NoRouteForGuests)),
        stops(ProblemKind::NoWooCommerce, "the list is open, and WooCommerce is not in it")
            .with(Trouble::WooCommerceInactive)
            .unmarked(),
        locked("the sign-in page comes everywhere").with(detour(Detour::SignInPage)),
    ]
}

/// JSON of WordPress's at the usual place shows that its links work.
fn links() -> Vec<Row> {
    let noise = |what| good(remarks(ProblemKind::StrayText, what)).with(Trouble::NoiseAfterJson);
    vec![
        noise("an index in a wrapping at the usual place").with(detour(Detour::IndexWrapped)),
        noise("every answer in a wrapping").with(detour(Detour::Wrapped)),
        unknown(stops(ProblemKind::KeyUnknown, "every answer in a wrapping, and an unknown key"))
            .with(detour(Detour::Wrapped)),
        noise("the index is closed with 410 at the usual place").with(detour(Detour::IndexGone)),
        wrong_secret(stops(ProblemKind::SecretWrong, "the same, and the secret is wrong"))
            .with(detour(Detour::IndexGone)),
    ]
}

/// What comes to a stranger as well is a copy, or open to everybody: a new address tells which.
fn open() -> Vec<Row> {
    vec![
        good(stops(ProblemKind::PrivateAnswersCached, "the report is open to everybody"))
            .with(detour(Detour::ReportOpen))
            .marked(Mark::OpenToAll),
        unknown(stops(ProblemKind::PrivateAnswersCached, "the report is open, and the key is unknown"))
            .with(detour(Detour::ReportOpen))
            .marked(Mark::OpenToAll),
        good(stops(ProblemKind::PrivateAnswersCached, "a cache keeps it")).with(Trouble::CachedPrivately).unmarked(),
    ]
}

/// A time to come back is quoted, and is no mark of maintenance.
fn breaks() -> Vec<Row> {
    vec![
        stops(ProblemKind::ServerFault, "a limit that names an hour")
            .with(detour(Detour::BusyForLong))
            .marked(Mark::Later),
        good(stops(ProblemKind::ServerFault, "the same since")).later(detour(Detour::BusyForLong)).marked(Mark::Later),
        stops(ProblemKind::Maintenance, "a maintenance plugin that names an hour")
            .with(detour(Detour::LongBreak))
            .marked(Mark::Later),
        stops(ProblemKind::Maintenance, "WordPress's own, of a minute").with(Trouble::Maintenance).unmarked(),
        good(stops(ProblemKind::ShopSlow, "a POST alone is left without an answer"))
            .with(detour(Detour::WritesUnanswered))
            .hasty()
            .marked(Mark::WritesSlow)
            .reads(),
    ]
}

/// Compression that lies, whoever asks.
fn packed() -> Vec<Row> {
    let simply = |what| good(remarks(ProblemKind::ConnectionBroken, what)).marked(Mark::Simply);
    vec![
        simply("plain answers are called compressed, whoever asks").with(detour(Detour::CompressedByName)),
        simply("answers are compressed twice").with(detour(Detour::CompressedTwice)),
        simply("the same since the shop was found").later(detour(Detour::CompressedTwice)),
        unknown(stops(ProblemKind::KeyUnknown, "called compressed, and an unknown key"))
            .with(detour(Detour::CompressedByName)),
    ]
}

/// A certificate that vouches for itself is home-made, whatever else it may do.
fn certificates() -> Vec<Row> {
    vec![
        stops(ProblemKind::CertificateSelfSigned, "home-made, as an authority").with(Trouble::CertificateOfItself),
        stops(ProblemKind::CertificateUnsuitable, "an authority's own, of another issuer")
            .with(Trouble::CertificateOfAuthority),
    ]
}
