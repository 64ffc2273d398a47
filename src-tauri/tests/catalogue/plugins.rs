//! What real plugins on a real shop did to answers, each with its neighbours.

use super::keys::good;
use super::reports::{habit, unknown, write_only, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{FolderAnswer, GuestStopper, Habit, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [caches(), lost_status(), basic_auth(), guests_stopped(), keys_get_past(), elsewhere(), servers(), odd_keys()]
        .into_iter()
        .flatten()
        .collect()
}

/// W1: a cache that keeps REST answers and says so nowhere.
fn caches() -> Vec<Row> {
    let cache = || habit(Habit::CachedInSilence);
    vec![
        good(stops(ProblemKind::KeyUnknown, "W1: a right key, then the same one revoked"))
            .with(cache())
            .after_keys(notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET)
            .between(Trouble::KeysRevoked),
        good(remarks(ProblemKind::StrayText, "W1: a wrong secret, then the right one"))
            .with(cache())
            .with(Trouble::NoiseAfterJson)
            .after_keys(notes::READ_WRITE_KEY, notes::READ_ONLY_SECRET),
        good(remarks(ProblemKind::StrayText, "W1: another key, then the right one"))
            .with(cache())
            .with(Trouble::NoiseAfterJson)
            .after_keys(super::keys::UNKNOWN_KEY, notes::READ_WRITE_SECRET)
            .without(ProblemKind::HeaderStripped),
        unknown(stops(ProblemKind::KeyUnknown, "W1: a right key, then an unknown one"))
            .with(cache())
            .after_keys(notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET),
        good(stops(ProblemKind::PrivateAnswersCached, "W1: a cache that says so")).with(Trouble::CachedPrivately),
    ]
}

/// W2: the status is lost because something was printed before it.
fn lost_status() -> Vec<Row> {
    let lost = |row: Row| row.with(habit(Habit::StatusLost));
    vec![
        lost(good(remarks(ProblemKind::PrivateAddress, "W2: all good")).name(
            super::row::SHOP,
            Vec::new(),
            "10.0.0.7".parse().ok(),
        )),
        lost(stops(ProblemKind::KeyReadOnly, "W2: read-only")).keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET),
        lost(unknown(stops(ProblemKind::KeyUnknown, "W2: unknown"))),
        lost(wrong_secret(stops(ProblemKind::SecretWrong, "W2: wrong secret"))),
        lost(write_only(stops(ProblemKind::KeyWriteOnly, "W2: write-only"))),
        lost(stops(ProblemKind::OwnerRoleTooLow, "W2: a customer's")).keys(notes::CUSTOMER_KEY, notes::CUSTOMER_SECRET),
        unknown(stops(ProblemKind::KeyUnknown, "V11: every error in good order with 200"))
            .with(habit(Habit::ErrorsWithOk)),
        stops(ProblemKind::KeyReadOnly, "V11: read-only")
            .keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
            .with(habit(Habit::ErrorsWithOk)),
        good(remarks(ProblemKind::StrayText, "W2: a script behind the JSON")).with(habit(Habit::ScriptBehindJson)),
    ]
}

/// W3: a plugin that takes every key for a user's name.
fn basic_auth() -> Vec<Row> {
    let plugin = |row: Row| row.with(habit(Habit::BasicAuthPlugin));
    vec![
        plugin(unknown(stops(ProblemKind::KeyUnknown, "W3: an unknown key"))),
        plugin(wrong_secret(stops(ProblemKind::SecretWrong, "W3: a wrong secret"))),
        plugin(good(stops(ProblemKind::KeyUnknown, "W3: a revoked key"))).with(Trouble::KeysRevoked),
        plugin(good(stops(ProblemKind::HttpsUnnoticed, "W3: https is unseen"))).with(Trouble::HttpsUnnoticed),
    ]
}

/// W4, W5: whoever is no user is stopped before WooCommerce speaks.
fn guests_stopped() -> Vec<Row> {
    use GuestStopper::{AllInOneSecurity, Handbook, NinjaFirewall};
    let guests = |by| habit(Habit::GuestsStopped { by });
    let locked = |what| stops(ProblemKind::RestLockedOut, what);
    vec![
        good(remarks(ProblemKind::IndexHidden, "W4: All-In-One Security, right key")).with(guests(AllInOneSecurity)),
        unknown(locked("W4: All-In-One Security, unknown key")).with(guests(AllInOneSecurity)),
        wrong_secret(locked("W4: the handbook's snippet, wrong secret")).with(guests(Handbook)),
        good(remarks(ProblemKind::IndexHidden, "W4: NinjaFirewall, right key"))
            .with(guests(NinjaFirewall))
            .names_other("NinjaFirewall"),
        good(locked("W5: NinjaFirewall, everybody"))
            .with(habit(Habit::AllStopped { by: NinjaFirewall }))
            .names_other("NinjaFirewall"),
    ]
}

/// W6: a plugin's refusal in words or a page of its own; the keys get past it.
fn keys_get_past() -> Vec<Row> {
    use GuestStopper::{Cerber, MiniOrange};
    let guests = |by| habit(Habit::GuestsStopped { by });
    let hidden = |what| good(remarks(ProblemKind::IndexHidden, what));
    vec![
        hidden("W6: miniOrange").with(guests(MiniOrange)).names_other("REST API Authentication for WP"),
        unknown(stops(ProblemKind::RestLockedOut, "W6: miniOrange, unknown key")).with(guests(MiniOrange)),
        hidden("W6: Cerber").with(guests(Cerber)).names_other("WP Cerber Security"),
        // Whoever it does not know gets the same page: nothing tells whether it is the key.
        good(stops(ProblemKind::RestLockedOut, "W6: Cerber, everybody"))
            .with(habit(Habit::AllStopped { by: Cerber }))
            .names_other("WP Cerber Security")
            .marked(Mark::KeyOrLock),
    ]
}

/// W8, W10, and a shop in a folder beside another at the root.
fn elsewhere() -> Vec<Row> {
    let two =
        |how, kind, what| stops(kind, what).typed("https://corner-shop.com/two").with(habit(Habit::FolderSite { how }));
    vec![
        good(remarks(ProblemKind::StrayText, "W8: the root has another name, and only a script tells"))
            .with(Trouble::RestPrefix { prefix: "api".into() })
            .with(habit(Habit::RootRenamed))
            .with(Trouble::NoiseAfterJson),
        stops(ProblemKind::NoWooCommerce, "W10: no WooCommerce, and no shop elsewhere")
            .with(Trouble::WooCommerceInactive),
        two(FolderAnswer::Crashed, ProblemKind::ShopFault, "a crashed folder beside a shop"),
        two(FolderAnswer::Maintenance, ProblemKind::Maintenance, "a folder in maintenance beside a shop"),
        // The shop above it is named: switching WooCommerce on in the folder would make a second one.
        two(FolderAnswer::NoWooCommerce, ProblemKind::NoWooCommerce, "a folder without WooCommerce beside a shop")
            .marked(Mark::ShopAbove)
            .names_other("corner-shop.com")
            .instead("https://corner-shop.com"),
        // The keys of the shop at the root are not tried there: the folder refuses them.
        good(two(FolderAnswer::Hidden, ProblemKind::RestLockedOut, "a hidden folder beside a shop")),
    ]
}

/// What real web servers did.
fn servers() -> Vec<Row> {
    vec![
        stops(ProblemKind::NoRewriting, "no rules, and PHP takes /index.php/…").with(habit(Habit::LinksUnwritten)),
        good(remarks(ProblemKind::PrivateAddress, "a page in the place of every error"))
            .with(habit(Habit::ErrorPages { status: 0 }))
            .name(super::row::SHOP, Vec::new(), "10.0.0.7".parse().ok()),
        stops(ProblemKind::KeyReadOnly, "a page in the place of every error, read-only")
            .keys(notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET)
            .with(habit(Habit::ErrorPages { status: 0 })),
        good(stops(ProblemKind::NotUnderstood, "a page with 200 in the place of every error"))
            .with(habit(Habit::ErrorPages { status: 200 }))
            .reads(),
        unknown(stops(ProblemKind::KeyUnknown, "a firewall forbids signatures"))
            .with(habit(Habit::SignaturesForbidden { status: 403 })),
        good(stops(ProblemKind::KeyUnknown, "a limit on questions asked at once"))
            .with(Trouble::KeysRevoked)
            .with(habit(Habit::SignaturesForbidden { status: 503 })),
        good(remarks(ProblemKind::HeaderStripped, "a firewall forbids signatures, the header is stripped"))
            .with(Trouble::AuthorizationStripped)
            .with(habit(Habit::SignaturesForbidden { status: 403 })),
        good(remarks(ProblemKind::StrayText, "V5: the connection ends before the first POST"))
            .with(habit(Habit::FirstPostCut))
            .with(Trouble::NoiseAfterJson),
        good(stops(ProblemKind::RestLockedOut, "W9: the index lists what was removed"))
            .with(habit(Habit::RoutesRemoved)),
        good(stops(ProblemKind::ExtraPassword, "W13: only WooCommerce's part asks for a password"))
            .with(habit(Habit::PasswordForWooCommerce))
            .marked(Mark::PartOnly),
        good(stops(ProblemKind::ExtraPassword, "W13: only what would change something is asked for a password"))
            .with(habit(Habit::PasswordForWrites))
            .marked(Mark::WriteRefused),
    ]
}

/// Keys that are odd in two ways at once.
fn odd_keys() -> Vec<Row> {
    vec![
        write_only(stops(ProblemKind::HttpsUnnoticed, "W12: write-only, and https is unseen"))
            .with(Trouble::HttpsUnnoticed),
        good(stops(ProblemKind::OwnerRoleTooLow, "V3: the key outlived its owner")).with(habit(Habit::OwnerGone)),
    ]
}
