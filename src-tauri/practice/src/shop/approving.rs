//! WordPress's page on which a user approves an app, as we measured it: what it refuses, what it asks, and where it
//! leads. Somebody is always signed in to the practice shop; a trouble says who.
//!
//! It refuses to run scripts. Like WordPress's own page with its scripts, it writes the password with spaces.

use std::time::Duration;

use axum::http::{HeaderName, StatusCode, header};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::config::{AppPassword, Owner};
use super::in_front::uncached;
use super::site::{Approves, Site};
use super::state::ShopState;
use super::web_address::absolute;
use crate::html::escape;
use crate::notebook;
use crate::serving::{Answer, HttpRequest};

/// The page's file below `wp-admin`.
const FILE: &str = "/authorize-application.php";
/// Nothing is loaded, nothing runs, and nothing is sent but by a link.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; \
     base-uri 'none'";

/// So long a call to this computer may take.
const CALL: Duration = Duration::from_secs(2);

/// The page, or what it leads to, if this is a request for it.
pub(super) async fn answer(asked: &HttpRequest, state: &ShopState, site: &Site) -> Option<Answer> {
    if !asked.path.ends_with(FILE) {
        return None;
    }
    if site.passwords_off {
        let words = "Application passwords are not available.";
        return Some(page(state, StatusCode::NOT_IMPLEMENTED, &refusal(words)));
    }
    let leads = match Leads::of(asked, &state.config.wordpress_version) {
        Ok(leads) => leads,
        Err(words) => return Some(page(state, StatusCode::INTERNAL_SERVER_ERROR, &refusal(words))),
    };
    Some(match asked.query_value("choice") {
        Some("approve") => {
            approved(state, site, asked.query_value("app_name").unwrap_or_default(), leads.success).await
        }
        Some("reject") => away(&leads.reject),
        _ => page(state, StatusCode::OK, &question(asked, site)),
    })
}

/// Where the page leads.
struct Leads {
    success: Url,
    reject: Url,
}

impl Leads {
    /// What WordPress accepts of the two addresses and the app's id (`wp_is_authorize_application_password_request_valid`).
    fn of(asked: &HttpRequest, version: &str) -> Result<Self, &'static str> {
        let id = asked.query_value("app_id").unwrap_or_default();
        if !id.is_empty() && !is_uuid(id) {
            return Err("The application ID must be a UUID.");
        }
        let address = |name| asked.query_value(name).and_then(|text| accepted(text, version));
        let success = address("success_url").ok_or("The URL must be served over a secure connection.")?;
        let mut refused = success.clone();
        refused.query_pairs_mut().append_pair("success", "false");
        let reject = if asked.query_value("reject_url").is_some() {
            address("reject_url").ok_or("The URL must be served over a secure connection.")?
        } else {
            refused
        };
        Ok(Self { success, reject })
    }
}

/// An address that WordPress leads to: https, a scheme of an app's own with `//`, and from 7.0 on http to this computer
/// by its number.
fn accepted(text: &str, version: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let own = text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
    let is_number = matches!(url.host_str(), Some("127.0.0.1" | "[::1]"));
    let may = match url.scheme() {
        "https" => true,
        "http" => is_number && takes_loopback(version),
        "javascript" | "data" => false,
        _ => own,
    };
    may.then_some(url)
}

/// Measured: 7.1 takes it, 6.9.7 does not.
fn takes_loopback(version: &str) -> bool {
    version.split('.').next().and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= 7)
}

fn is_uuid(id: &str) -> bool {
    let parts: Vec<usize> = id.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && id.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

/// Makes a password for whoever is signed in, and leads back with it.
async fn approved(state: &ShopState, site: &Site, app: &str, mut success: Url) -> Answer {
    let same = |one: &str| one.trim().eq_ignore_ascii_case(app.trim());
    if state.passwords().iter().any(|password| password.user == user(site).0 && same(&password.name)) {
        return page(state, StatusCode::OK, &refusal("Each application name should be unique."));
    }
    let Some(password) = state.approve(user(site), app) else {
        return Answer::empty(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let home = absolute(&site.home, "");
    let (site_url, password_sent) = match site.approves {
        Approves::AsWordPressDoes | Approves::Late | Approves::Twice => (home.as_str(), password.password.as_str()),
        Approves::ForAnother => ("https://another-shop.example", password.password.as_str()),
        Approves::Half => (home.as_str(), password.password.get(..14).unwrap_or_default()),
    };
    success
        .query_pairs_mut()
        .append_pair("site_url", site_url)
        .append_pair("user_login", &password.user)
        .append_pair("password", password_sent);
    match site.approves {
        Approves::AsWordPressDoes | Approves::ForAnother | Approves::Half => {}
        Approves::Late => state.holding.hold().await,
        // The browser brings it the second time, and is led on to the page that it ends on.
        Approves::Twice => drop(timeout(CALL, call(&success)).await),
    }
    away(&success)
}

/// Calls a port of this computer, as a browser does that opens the address. An app's own scheme has none.
async fn call(address: &Url) -> std::io::Result<()> {
    let (Some("127.0.0.1"), Some(port)) = (address.host_str(), address.port()) else { return Ok(()) };
    let mut app = TcpStream::connect(("127.0.0.1", port)).await?;
    let target = address.path();
    let query = address.query().unwrap_or_default();
    let asked = format!("GET {target}?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    app.write_all(asked.as_bytes()).await?;
    app.read_to_end(&mut Vec::new()).await.map(drop)
}

/// Who is signed in.
fn user(site: &Site) -> (&'static str, Owner) {
    if site.editor_signed_in {
        (notebook::EDITOR, Owner::Editor)
    } else {
        (notebook::ADMINISTRATOR, Owner::Administrator)
    }
}

fn away(to: &Url) -> Answer {
    uncached(Answer::empty(StatusCode::FOUND).with(header::LOCATION, to.as_str()))
}

fn question(asked: &HttpRequest, site: &Site) -> String {
    let (name, _) = user(site);
    let app = escape(asked.query_value("app_name").unwrap_or_default());
    let link = |choice: &str| escape(&format!("{}&choice={choice}", asked.target));
    format!(
        "{}<div class=\"card\"><p>Would you like to give the application identifying itself as <strong>{app}</strong> \
         access to your account, <strong>{name}</strong>?</p>\n\
         <p><a id=\"approve\" href=\"{}\">Yes, I approve of this connection</a></p>\n\
         <p><a id=\"reject\" href=\"{}\">No, I do not approve of this connection</a></p></div>\n",
        practised(site.approves),
        link("approve"),
        link("reject"),
    )
}

/// What is practised, where the page itself shows nothing of it.
const fn practised(approves: Approves) -> &'static str {
    match approves {
        Approves::AsWordPressDoes | Approves::ForAnother | Approves::Half => "",
        Approves::Late => {
            "<div class=\"card\"><p>Practice: your approval comes back late. The app's ten minutes are skipped.</p></div>\n"
        }
        Approves::Twice => "<div class=\"card\"><p>Practice: your approval comes back twice.</p></div>\n",
    }
}

fn refusal(words: &str) -> String {
    format!("<div class=\"card\"><p><strong>Cannot Authorize Application</strong></p><p>{words}</p></div>\n")
}

fn page(state: &ShopState, status: StatusCode, content: &str) -> Answer {
    let page = include_str!("pages/admin.html")
        .replace("{title}", "Authorize Application")
        .replace("{name}", &escape(&state.config.name))
        .replace("{content}", content);
    uncached(Answer::html(status, page))
        .with(header::CONTENT_SECURITY_POLICY, POLICY)
        .with(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .with(HeaderName::from_static("referrer-policy"), "no-referrer")
}

impl ShopState {
    /// Makes an application password for this user; `None` where the system has no random numbers.
    fn approve(&self, (user, owner): (&str, Owner), app: &str) -> Option<AppPassword> {
        const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789";
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).ok()?;
        let letters = bytes.iter().filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()));
        let password: String = letters
            .enumerate()
            .flat_map(|(at, letter)| (at > 0 && at % 4 == 0).then_some(' ').into_iter().chain([char::from(*letter)]))
            .collect();
        let made = AppPassword { user: user.to_owned(), password, owner, revoked: false, name: app.to_owned() };
        self.keep_password(made.clone());
        Some(made)
    }
}
