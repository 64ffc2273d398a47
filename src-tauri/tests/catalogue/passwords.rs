//! F: checking an application password, as the measured answers tell what is wrong with it.

use super::reports::habit;
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{GuestStopper, Habit, PasswordStopper, Strange, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [told_by_wordpress(), in_the_way(), as_with_keys()].into_iter().flatten().collect()
}

/// With the password that works.
fn good(row: Row) -> Row {
    row.approved(notes::ADMINISTRATOR, notes::ADMINISTRATOR_PASSWORD)
}

fn strange(how: Strange) -> Trouble {
    habit(Habit::Strange { how })
}

fn told_by_wordpress() -> Vec<Row> {
    let unknown = |what| stops(ProblemKind::PasswordUnknown, what).unmarked();
    vec![
        unknown("another user's password").approved(notes::ADMINISTRATOR, notes::EDITOR_PASSWORD),
        unknown("a user that is not there").approved("nobody", notes::ADMINISTRATOR_PASSWORD),
        unknown("an address of nobody's").approved("nobody@corner-shop.com", notes::ADMINISTRATOR_PASSWORD),
        good(stops(ProblemKind::PasswordsSwitchedOff, "switched off by a plugin")).with(Trouble::PasswordsOff),
        good(stops(ProblemKind::PasswordsSwitchedOff, "https is not noticed")).with(Trouble::HttpsUnnoticed),
        stops(ProblemKind::OwnerRoleTooLow, "an editor's")
            .approved(notes::EDITOR, notes::EDITOR_PASSWORD)
            .marked(Mark::Approved),
    ]
}

/// A password that is right and does not get to WooCommerce. Keys do.
fn in_the_way() -> Vec<Row> {
    let out = |what| good(stops(ProblemKind::PasswordKeptOut, what));
    let turned_away = |by| {
        out("a plugin turns away whoever brings none of WooCommerce's keys")
            .with(strange(Strange::PasswordsRefused { by }))
            .unmarked()
    };
    vec![
        out("the header is taken off").with(Trouble::AuthorizationStripped).marked(Mark::PasswordUnseen),
        turned_away(PasswordStopper::AllInOneSecurity),
        turned_away(PasswordStopper::Cerber),
        turned_away(PasswordStopper::MiniOrange),
        out("a plugin takes it for the user's usual password").with(strange(Strange::PasswordsMistaken)).unmarked(),
    ]
}

/// Whatever else is wrong is said in the same words as with keys.
fn as_with_keys() -> Vec<Row> {
    vec![
        good(remarks(ProblemKind::ShopClockOff, "the clock is off, the password works"))
            .with(Trouble::ClockOff { minutes: -9 }),
        good(remarks(ProblemKind::IndexHidden, "the index is hidden from guests, the password works"))
            .with(Trouble::RestHidden),
        good(stops(ProblemKind::PlainPermalinks, "the links were changed since")).later(Trouble::PlainPermalinks),
        good(stops(ProblemKind::ServerFault, "a fault")).later(Trouble::ServerError { status: 502 }),
        good(stops(ProblemKind::NoWooCommerce, "WooCommerce was switched off")).later(Trouble::WooCommerceInactive),
        good(remarks(ProblemKind::IndexHidden, "a plugin hides the interface, and lets users in"))
            .with(habit(Habit::GuestsStopped { by: GuestStopper::Members })),
    ]
}
