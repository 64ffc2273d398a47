//! From what a shop answered to what is wrong. Pure functions over status, error code and a few
//! facts about the answer; never over anybody's message text, which WordPress translates.

use crate::problem::ProblemKind;

/// What matters of an answer that is not what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The REST error code, when the body is WordPress's JSON error.
    pub code: Option<String>,
    /// Whether the body is JSON at all.
    pub json: bool,
    /// Whether the answer asks for an extra password (`WWW-Authenticate`). WooCommerce never
    /// sends that header, so another layer did.
    pub asks_password: bool,
    /// Whether the page bears a mark of WordPress.
    pub wordpress_mark: bool,
}

impl Reply {
    fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }
}

/// What stands between us and WordPress, if the answer shows it.
pub fn in_front(reply: &Reply) -> Option<ProblemKind> {
    let blocked = matches!(reply.status, 403 | 406 | 415) && !reply.json;
    match reply.status {
        401 if reply.asks_password => Some(ProblemKind::ExtraPassword),
        _ if blocked => Some(ProblemKind::Blocked),
        429 => Some(ProblemKind::ShopRateLimited),
        503 if reply.json || reply.wordpress_mark => Some(ProblemKind::Maintenance),
        500 => Some(ProblemKind::ShopFault),
        501..=599 => Some(ProblemKind::ServerFault),
        _ => None,
    }
}

/// What is wrong when the REST index did not come.
pub fn index(reply: &Reply) -> ProblemKind {
    if let Some(kind) = in_front(reply) {
        return kind;
    }
    match reply.status {
        401 | 403 if reply.json => ProblemKind::IndexHidden,
        _ if reply.wordpress_mark => ProblemKind::RestLockedOut,
        // The most damaging wrong answer there is: only an ordinary page without any mark says it.
        200 if !reply.json => ProblemKind::NoWordPress,
        _ => ProblemKind::NotUnderstood,
    }
}

/// How a signed GET was taken (rows of the measured truth table).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadVerdict {
    /// Row G or R: the pair is right and may read.
    Accepted,
    /// Row S or X: an OPTIONS request tells them apart.
    AskOptions,
    /// Something is wrong.
    Refused(ProblemKind),
}

const AUTHENTICATION_ERROR: &str = "woocommerce_rest_authentication_error";
const CANNOT: [&str; 3] =
    ["woocommerce_rest_cannot_view", "woocommerce_rest_cannot_edit", "woocommerce_rest_cannot_create"];

/// Reads the answer to a signed GET.
pub fn read(reply: &Reply) -> ReadVerdict {
    if reply.status == 200 && reply.json {
        return ReadVerdict::Accepted;
    }
    if let Some(kind) = in_front(reply) {
        return ReadVerdict::Refused(kind);
    }
    match (reply.status, reply.code()) {
        (401, AUTHENTICATION_ERROR) => ReadVerdict::AskOptions,
        (401, code) if CANNOT.contains(&code) => ReadVerdict::Refused(ProblemKind::KeyUnknown),
        (403, code) if CANNOT.contains(&code) => ReadVerdict::Refused(ProblemKind::OwnerRoleTooLow),
        (404, "rest_no_route") => ReadVerdict::Refused(ProblemKind::NoWooCommerce),
        // A page where the REST interface was: the links have changed since.
        (200, _) if reply.wordpress_mark => ReadVerdict::Refused(ProblemKind::PlainPermalinks),
        _ if !reply.json => ReadVerdict::Refused(ProblemKind::NotUnderstood),
        _ => ReadVerdict::Refused(ProblemKind::KeysRefused),
    }
}

/// Reads the answer to a signed OPTIONS after [`ReadVerdict::AskOptions`]: any valid pair may
/// ask for it, so a refusal means the secret and success means the permission.
pub fn options(reply: &Reply) -> ProblemKind {
    match (in_front(reply), reply.status) {
        (Some(kind), _) => kind,
        // A web server that answers OPTIONS by itself has no body to show for it.
        (None, 200) if reply.json => ProblemKind::KeyWriteOnly,
        (None, 401) if reply.json => ProblemKind::SecretWrong,
        (None, _) => ProblemKind::KeysRefused,
    }
}

/// Whether the pair may change settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteVerdict {
    /// It may.
    MayWrite,
    /// Row R: it may only look.
    ReadOnly,
    /// Something else is wrong.
    Refused(ProblemKind),
}

/// Reads the answer to a signed POST to a gateway that cannot exist. The permission is checked
/// before the route, so nothing is changed by asking.
pub fn write_probe(reply: &Reply) -> WriteVerdict {
    match (reply.status, reply.code()) {
        (404, "woocommerce_rest_payment_gateway_invalid" | "rest_no_route") => WriteVerdict::MayWrite,
        (401, AUTHENTICATION_ERROR) => WriteVerdict::ReadOnly,
        (403, code) if CANNOT.contains(&code) => WriteVerdict::Refused(ProblemKind::OwnerRoleTooLow),
        _ => WriteVerdict::Refused(in_front(reply).unwrap_or(ProblemKind::KeysRefused)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(status: u16, code: &str) -> Reply {
        let code = (!code.is_empty()).then(|| code.to_owned());
        Reply { status, code, json: true, ..Reply::default() }
    }

    fn page(status: u16) -> Reply {
        Reply { status, ..Reply::default() }
    }

    #[test]
    fn the_truth_table_is_read_by_status_and_code() {
        use ReadVerdict::{Accepted, AskOptions, Refused};
        let view = "woocommerce_rest_cannot_view";
        let cases = [
            ("G", json(200, ""), Accepted),
            ("U", json(401, view), Refused(ProblemKind::KeyUnknown)),
            ("S or X", json(401, AUTHENTICATION_ERROR), AskOptions),
            ("P", json(403, view), Refused(ProblemKind::OwnerRoleTooLow)),
            ("no WooCommerce", json(404, "rest_no_route"), Refused(ProblemKind::NoWooCommerce)),
            ("firewall", page(403), Refused(ProblemKind::Blocked)),
            ("a page instead of JSON", page(200), Refused(ProblemKind::NotUnderstood)),
            ("an unknown refusal", json(401, "some_plugin_says_no"), Refused(ProblemKind::KeysRefused)),
        ];
        for (row, reply, expected) in cases {
            assert_eq!(read(&reply), expected, "{row}");
        }
    }

    #[test]
    fn options_tells_a_wrong_secret_from_a_write_only_key() {
        assert_eq!(options(&json(401, AUTHENTICATION_ERROR)), ProblemKind::SecretWrong);
        assert_eq!(options(&json(200, "")), ProblemKind::KeyWriteOnly);
        assert_eq!(options(&page(200)), ProblemKind::KeysRefused);
    }

    #[test]
    fn the_write_probe_tells_reading_from_writing_without_changing_anything() {
        let cases = [
            (json(404, "woocommerce_rest_payment_gateway_invalid"), WriteVerdict::MayWrite),
            (json(401, AUTHENTICATION_ERROR), WriteVerdict::ReadOnly),
            (json(403, "woocommerce_rest_cannot_edit"), WriteVerdict::Refused(ProblemKind::OwnerRoleTooLow)),
            (page(403), WriteVerdict::Refused(ProblemKind::Blocked)),
        ];
        for (reply, expected) in cases {
            assert_eq!(write_probe(&reply), expected, "{reply:?}");
        }
    }

    #[test]
    fn what_answers_instead_of_the_index_is_named() {
        let extra = Reply { status: 401, asks_password: true, ..Reply::default() };
        let marked = Reply { status: 404, wordpress_mark: true, ..Reply::default() };
        let cases = [
            (extra, ProblemKind::ExtraPassword),
            (page(403), ProblemKind::Blocked),
            (page(429), ProblemKind::ShopRateLimited),
            (json(503, "wp_die"), ProblemKind::Maintenance),
            (page(502), ProblemKind::ServerFault),
            (json(500, "internal_server_error"), ProblemKind::ShopFault),
            (json(401, "rest_cannot_access"), ProblemKind::IndexHidden),
            (marked, ProblemKind::RestLockedOut),
            (page(200), ProblemKind::NoWordPress),
            (page(404), ProblemKind::NotUnderstood),
            (json(404, "not_found"), ProblemKind::NotUnderstood),
        ];
        for (reply, expected) in cases {
            assert_eq!(index(&reply), expected, "{reply:?}");
        }
    }
}
