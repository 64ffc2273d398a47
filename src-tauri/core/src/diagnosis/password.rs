//! The truth table of application passwords. WordPress reads them itself, so where WooCommerce saw nobody, a question
//! to a part of WordPress's own tells why (measured on WordPress 7.1).

use super::keys::{ReadVerdict, read};
use super::reply::{Reply, in_front};
use crate::fingerprint::{self, Layer};
use crate::problem::{Mark, ProblemKind};

/// WordPress knows no such user, or not with this password (`wp_authenticate_application_password`).
const UNKNOWN: [&str; 4] = ["incorrect_password", "invalid_application_password", "invalid_username", "invalid_email"];
/// WordPress takes none at all, or none of this user.
const SWITCHED_OFF: [&str; 2] = ["application_passwords_disabled", "application_passwords_disabled_for_user"];

/// Reads the answer to a GET with an application password. It is no consumer key with a wrong secret; and a plugin that
/// turns it away may let WooCommerce's keys through.
pub fn read_password(reply: &Reply) -> ReadVerdict {
    let by_plugin =
        matches!(reply.layer, Some(Layer::Firewall { brand: Some(brand), .. }) if fingerprint::is_plugin(brand));
    match read(reply) {
        ReadVerdict::AskWrite => ReadVerdict::Unrecognised,
        ReadVerdict::Refused(ProblemKind::Blocked) if by_plugin => ReadVerdict::Unrecognised,
        verdict => verdict,
    }
}

/// Why the shop sees nobody with an application password: from its first answer, and from WordPress's own to the
/// question who is signed in.
pub fn password_refused(first: &Reply, myself: Option<&Reply>) -> (ProblemKind, Option<Mark>) {
    let codes = || [Some(first), myself].into_iter().flatten().map(Reply::code);
    // A plugin that reads the sign-in itself takes it for the user's usual password, and refuses with a fault.
    let by_plugin = UNKNOWN.contains(&first.code()) && first.status >= 500;
    if codes().any(|code| SWITCHED_OFF.contains(&code)) {
        return (ProblemKind::PasswordsSwitchedOff, None);
    }
    if !by_plugin && codes().any(|code| UNKNOWN.contains(&code)) {
        return (ProblemKind::PasswordUnknown, None);
    }
    let unseen = |reply: &Reply| reply.status == 401 && reply.code() == "rest_not_logged_in";
    if unseen(first) || (first.is_woocommerce() && myself.is_some_and(unseen)) {
        return (ProblemKind::PasswordKeptOut, Some(Mark::PasswordUnseen));
    }
    if let Some(kind) = myself.and_then(in_front).filter(|_| first.is_woocommerce()) {
        return (kind, None);
    }
    (ProblemKind::PasswordKeptOut, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, code: &str) -> Reply {
        Reply { status, json: true, code: Some(code.to_owned()), ..Reply::default() }
    }

    #[test]
    fn no_password_is_a_key_with_a_wrong_secret() {
        let of_key = reply(401, "woocommerce_rest_authentication_error");
        let of_plugin = Reply {
            status: 403,
            layer: Some(Layer::Firewall { brand: Some(fingerprint::CERBER), incident: None }),
            ..Reply::default()
        };
        for refused in [of_key, of_plugin] {
            assert_eq!(read_password(&refused), ReadVerdict::Unrecognised, "{refused:?}");
        }
        let seen = Reply { status: 200, json: true, ..Reply::default() };
        assert_eq!(read_password(&seen), ReadVerdict::Accepted);
        let low = reply(403, "woocommerce_rest_cannot_view");
        assert_eq!(read_password(&low), ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow));
    }

    #[test]
    fn what_wordpress_says_of_a_password_decides() {
        use ProblemKind::{PasswordKeptOut, PasswordUnknown, PasswordsSwitchedOff};
        let nobody = || reply(401, "woocommerce_rest_cannot_view");
        let unseen = Some(Mark::PasswordUnseen);
        let cases = [
            ("wrong", nobody(), Some(reply(401, "incorrect_password")), (PasswordUnknown, None)),
            ("no such user", nobody(), Some(reply(401, "invalid_username")), (PasswordUnknown, None)),
            ("no such address", nobody(), Some(reply(401, "invalid_email")), (PasswordUnknown, None)),
            ("said at once", reply(401, "incorrect_password"), None, (PasswordUnknown, None)),
            ("off", nobody(), Some(reply(401, "application_passwords_disabled")), (PasswordsSwitchedOff, None)),
            (
                "off for this user",
                nobody(),
                Some(reply(401, "application_passwords_disabled_for_user")),
                (PasswordsSwitchedOff, None),
            ),
            ("taken off on the way", nobody(), Some(reply(401, "rest_not_logged_in")), (PasswordKeptOut, unseen)),
            ("the same, where guests are kept out", reply(401, "rest_not_logged_in"), None, (PasswordKeptOut, unseen)),
            ("a plugin reads it itself", reply(500, "incorrect_password"), None, (PasswordKeptOut, None)),
            ("a plugin keeps guests out", reply(403, "wp_die"), Some(reply(403, "wp_die")), (PasswordKeptOut, None)),
            ("nothing else came", nobody(), None, (PasswordKeptOut, None)),
        ];
        for (what, first, myself, expected) in cases {
            assert_eq!(password_refused(&first, myself.as_ref()), expected, "{what}");
        }
    }
}
