//! WordPress plugins that can close the REST interface to guests: how their refusals read, and the
//! folders by which a shop's own report lists them. Whether a refusal matters is not decided here.

use super::firewalls::{CERBER, refusing};
use super::page::Page;
use super::scan::Scan;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A plugin that can close the REST interface to guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is the plugin of its row in the table, which says what it is")]
pub enum Closer {
    AccessManager,
    AllInOneSecurity,
    Cerber,
    DisableRestApi,
    DisableWpRestApi,
    DisableXmlRpcApi,
    ForceLogin,
    Members,
    MiniOrange,
    NinjaFirewall,
    PasswordProtected,
    SecuPress,
    Shield,
    SolidSecurity,
    TotalCache,
    WpHide,
}

/// How a plugin's refusal reads.
enum Says {
    /// An error code that begins so, and that no other plugin sends.
    Own(&'static str),
    /// An error code that others send as well.
    Shared(&'static str),
    /// No code: a page or an object of its own.
    Otherwise,
}

/// One plugin.
struct Row {
    closer: Closer,
    name: &'static str,
    says: Says,
    /// Its folders in wordpress.org's directory, or in its shop.
    folders: &'static [&'static str],
}

const fn row(closer: Closer, name: &'static str, says: Says, folders: &'static [&'static str]) -> Row {
    Row { closer, name, says, folders }
}

/// Source: each plugin's own code, where it filters `rest_authentication_errors`, and its answers to
/// a guest on a real shop.
const CLOSERS: [Row; 16] = [
    row(
        Closer::AccessManager,
        "Advanced Access Manager",
        Says::Own("rest_access_disabled"),
        &["advanced-access-manager"],
    ),
    row(
        Closer::AllInOneSecurity,
        "All-In-One Security",
        Says::Shared("wp_die"),
        &["all-in-one-wp-security-and-firewall"],
    ),
    row(Closer::Cerber, CERBER, Says::Otherwise, &["wp-cerber"]),
    row(
        Closer::DisableRestApi,
        "Disable REST API",
        Says::Shared("rest_cannot_access"),
        &["disable-json-api", "disable-rest-api"],
    ),
    row(Closer::DisableWpRestApi, "Disable WP REST API", Says::Own("rest_login_required"), &["disable-wp-rest-api"]),
    row(Closer::DisableXmlRpcApi, "Disable XML-RPC-API", Says::Own("restx_"), &["disable-xml-rpc-api"]),
    row(Closer::ForceLogin, "Force Login", Says::Shared("rest_unauthorized"), &["wp-force-login"]),
    row(Closer::Members, "Members", Says::Shared("rest_not_logged_in"), &["members"]),
    row(Closer::MiniOrange, "REST API Authentication for WP", Says::Otherwise, &["wp-rest-api-authentication"]),
    row(Closer::NinjaFirewall, "NinjaFirewall", Says::Own("nfw_"), &["ninjafirewall", "nfwplus"]),
    row(
        Closer::PasswordProtected,
        "Password Protected",
        Says::Shared("rest_cannot_access"),
        &["password-protected", "password-protected-pro"],
    ),
    row(Closer::SecuPress, "SecuPress", Says::Own("secupress_"), &["secupress", "secupress-pro"]),
    row(Closer::Shield, "Shield Security", Says::Own("shield_"), &["wp-simple-firewall"]),
    row(Closer::SolidSecurity, "Solid Security", Says::Own("itsec_"), &["better-wp-security", "ithemes-security-pro"]),
    row(Closer::TotalCache, "W3 Total Cache", Says::Shared("rest_disabled"), &["w3-total-cache", "w3tc-pro"]),
    row(Closer::WpHide, "WP Hide & Security Enhancer", Says::Shared("rest_disabled"), &["wp-hide-security-enhancer"]),
];

/// Who may have refused a guest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusers {
    /// The one whose own mark the answer bears.
    pub sure: Option<Closer>,
    /// Those that answer like this, where several do. Which of them the shop runs, it says itself.
    pub likely: Vec<Closer>,
}

impl Refusers {
    /// Whether the answer bears no known mark.
    pub fn is_empty(&self) -> bool {
        self.sure.is_none() && self.likely.is_empty()
    }
}

impl Closer {
    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        CLOSERS.iter().map(|row| row.closer)
    }

    /// Its name, as its makers write it.
    pub fn name(self) -> &'static str {
        CLOSERS.iter().find(|row| row.closer == self).map_or("", |row| row.name)
    }

    /// The one in this folder of WordPress's plugins.
    pub fn in_folder(folder: &str) -> Option<Self> {
        let is_it = |row: &&Row| row.folders.iter().any(|known| known.eq_ignore_ascii_case(folder));
        CLOSERS.iter().find(is_it).map(|row| row.closer)
    }

    /// The one that sends this error code and no other does.
    pub(super) fn by_own_code(code: &str) -> Option<Self> {
        let is_it = |row: &&Row| matches!(row.says, Says::Own(start) if code.starts_with(start));
        CLOSERS.iter().find(is_it).map(|row| row.closer)
    }
}

/// Who may have given this answer, if it is a refusal; `code` is the REST error code.
pub fn refusers(page: &Page<'_>, code: Option<&str>) -> Refusers {
    if page.status < 400 {
        return Refusers::default();
    }
    let Some(code) = code else { return without_code(page) };
    if let Some(sure) = Closer::by_own_code(code) {
        return Refusers { sure: Some(sure), likely: Vec::new() };
    }
    // A fault ends in `wp_die` as well, with other numbers.
    if code == "wp_die" && !matches!(page.status, 401 | 403) {
        return Refusers::default();
    }
    let likely = CLOSERS.iter().filter(|row| matches!(row.says, Says::Shared(shared) if shared == code));
    Refusers { sure: None, likely: likely.map(|row| row.closer).collect() }
}

fn without_code(page: &Page<'_>) -> Refusers {
    let sure = |closer| Refusers { sure: Some(closer), likely: Vec::new() };
    if is_mini_orange(page) {
        return sure(Closer::MiniOrange);
    }
    if !matches!(page.status, 401 | 403) {
        return Refusers::default();
    }
    let scan = Scan::new(page);
    if refusing(page, &scan) == Some(CERBER) {
        return sure(Closer::Cerber);
    }
    let likely = if scan.wp_die { vec![Closer::AllInOneSecurity] } else { Vec::new() };
    Refusers { sure: None, likely }
}

/// miniOrange's plugin answers in JSON of its own, with a description and a reason.
pub(super) fn is_mini_orange(page: &Page<'_>) -> bool {
    let says = |field: &str| page.start().contains(field);
    page.is_json() && says("\"error_description\"") && says("\"error_reason\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plugin_has_one_row_and_its_folders_are_its_own() {
        for closer in Closer::all() {
            assert_eq!(CLOSERS.iter().filter(|row| row.closer == closer).count(), 1, "{closer:?}");
            assert!(!closer.name().is_empty(), "{closer:?}");
        }
        let folders: Vec<&str> = CLOSERS.iter().flat_map(|row| row.folders.iter().copied()).collect();
        for folder in &folders {
            assert_eq!(folders.iter().filter(|other| other == &folder).count(), 1, "{folder}");
        }
        assert_eq!(Closer::in_folder("WP-Cerber"), Some(Closer::Cerber));
        assert_eq!(Closer::in_folder("woocommerce"), None);
    }

    #[test]
    fn only_a_mark_of_its_own_makes_a_plugin_sure() {
        let read = |status, body: &str, code: Option<&str>| refusers(&Page { status, headers: &[], body }, code);
        let sure = |closer| Refusers { sure: Some(closer), likely: Vec::new() };
        let likely = |likely: &[Closer]| Refusers { sure: None, likely: likely.to_vec() };
        let wp_die = "<html><body id=\"error-page\"><div class=\"wp-die-message\">No.</div></body></html>";
        let cases = [
            (read(401, "", Some("shield_block_anon_restapi")), sure(Closer::Shield)),
            // The number is a setting of this plugin's.
            (read(404, "", Some("nfw_rest_api_access_restricted")), sure(Closer::NinjaFirewall)),
            (read(401, "", Some("rest_login_required")), sure(Closer::DisableWpRestApi)),
            (read(401, "", Some("rest_cannot_access")), likely(&[Closer::DisableRestApi, Closer::PasswordProtected])),
            (read(400, "", Some("rest_disabled")), likely(&[Closer::TotalCache, Closer::WpHide])),
            (read(403, "", Some("wp_die")), likely(&[Closer::AllInOneSecurity])),
            (read(403, wp_die, None), likely(&[Closer::AllInOneSecurity])),
            // A fault, an answer in good order, and a code of nobody's.
            (read(500, "", Some("wp_die")), Refusers::default()),
            (read(200, "", Some("shield_block_anon_restapi")), Refusers::default()),
            (read(401, "", Some("rest_forbidden")), Refusers::default()),
            (read(500, wp_die, None), Refusers::default()),
        ];
        for (at, (seen, expected)) in cases.into_iter().enumerate() {
            assert_eq!(seen, expected, "case {at}");
        }
    }
}
