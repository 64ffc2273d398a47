//! The layer that answered instead of WordPress: a firewall, a password, a fault. It says nothing
//! of answers WordPress gave in good order, nor of plain 404s.

use super::cloudflare::{Cloudflare, cloudflare};
use super::mark::{Mark, any};
use super::page::Page;
use super::scan::Scan;
use super::wordpress::is_wordpress;
use super::{firewalls, incident, said};

/// A layer that answered instead of WordPress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Cloudflare wants proof of a human visitor.
    CloudflareChallenge,
    /// `SiteGround` wants proof of a human visitor.
    SiteGroundCaptcha,
    /// A firewall refused the request.
    Firewall {
        /// Its name as its makers write it; `None` when nothing tells.
        brand: Option<&'static str>,
        /// The number it gave the refusal: 4 to 64 characters of `A-Z a-z 0-9 . _ : -`.
        incident: Option<String>,
    },
    /// A plugin shuts out the address that asks, and nobody else.
    AddressShutOut {
        /// Its name as its makers write it.
        by: &'static str,
        /// The reason on its page, as readable text without any address; at most 200 characters.
        reason: Option<String>,
    },
    /// Somebody unknown says that whoever asks is locked out.
    LockedOut,
    /// The web server asks for a user name and password of its own.
    ExtraPassword,
    /// The web server asks for a sign-in that is not Basic, and not in JSON: an application's own would be.
    OtherSignIn,
    /// Too many requests.
    RateLimited,
    /// WordPress or a plugin of it says it will be back.
    Maintenance,
    /// PHP code of the shop crashed.
    Fault,
    /// WordPress cannot reach its database.
    DatabaseDown,
    /// The server, or what stands in front of it, did not get an answer from the shop.
    ServerFault,
    /// The host has switched the site off.
    Suspended,
    /// Whoever answers wants to be paid first: 402, in nobody's name.
    PaymentWanted,
    /// A proxy between us and the internet asks for a sign-in.
    ProxySignIn,
}

/// Cloudflare's challenge page. Not `challenge-platform` alone: Cloudflare adds its
/// `scripts/jsd` to ordinary pages. Source: Cloudflare's documentation of `cf-mitigated` and the
/// markup of its interstitial.
const CHALLENGE: &[Mark] = &[
    Mark::Title("just a moment..."),
    Mark::Source("_cf_chl_opt"),
    Mark::Source("/cdn-cgi/challenge-platform/h/"),
    Mark::Source("cf-browser-verification"),
];

/// `SiteGround`'s robot check. Source: woocommerce/woocommerce#52896.
const SITEGROUND: &[Mark] = &[
    Mark::Header("sg-captcha", ""),
    Mark::Resource("/.well-known/sgcaptcha/"),
    Mark::Resource("/.well-known/captcha/?"),
];

/// Hosts' pages for a site that is switched off: cPanel sends to `suspendedpage.cgi`; the titles
/// are those of cPanel, Plesk, `DirectAdmin`, `HestiaCP` and `CyberPanel`.
const SUSPENDED: &[Mark] = &[
    Mark::Resource("suspendedpage.cgi"),
    Mark::Header("location", "suspendedpage.cgi"),
    Mark::Title("account suspended"),
    Mark::Title("this account has been suspended"),
    Mark::Title("contact support - account suspended"),
    Mark::Title("website suspended"),
    Mark::Title("site suspended"),
    Mark::Title("domain suspended"),
    Mark::Title("hosting suspended"),
    Mark::Title("509 bandwidth limit exceeded"),
];

/// Maintenance plugins that answer 503 with a page of their own, by their folder, classes and
/// metas. Source: webappanalyzer (`SeedProd`, `WebFactory`, WP Maintenance Mode), Elementor's
/// `maintenance-mode.php`, wordpress.org's directory, Bluehost's own module.
pub(super) const MAINTENANCE: &[Mark] = &[
    Mark::Class("elementor-maintenance-mode"),
    Mark::Class("seedprod-"),
    Mark::Class("wpmm-"),
    Mark::Resource("/plugins/wp-maintenance-mode/"),
    Mark::Resource("/plugins/wp-maintenance/"),
    Mark::Resource("/plugins/maintenance/"),
    Mark::Resource("/plugins/coming-soon/"),
    Mark::Resource("/plugins/under-construction-page/"),
    Mark::Resource("/plugins/minimal-coming-soon-maintenance-mode/"),
    Mark::Resource("/plugins/cmp-coming-soon-maintenance/"),
    Mark::Resource("/plugins/lightstart/"),
    Mark::Resource("wp-module-coming-soon"),
];

/// What pages of a break call themselves, by the plugins of wordpress.org in several languages.
const BREAK_TITLES: [&str; 20] = [
    "maintenance mode",
    "maintenance",
    "under maintenance",
    "site is undergoing maintenance",
    "site under maintenance",
    "website under maintenance",
    "under construction",
    "wartungsmodus",
    "wartungsarbeiten",
    "mode maintenance",
    "site en maintenance",
    "en maintenance",
    "modo mantenimiento",
    "en mantenimiento",
    "sito in manutenzione",
    "in manutenzione",
    "onderhoudsmodus",
    "we'll be back soon",
    "we’ll be back soon",
    "temporarily closed",
];

/// The longest page of a break that is told by its title alone, in characters: a shop may sell maintenance, and say so
/// at length.
const LONGEST_BREAK: usize = 600;

/// Whether a page calls itself one of a break, before or behind the shop's name.
pub(super) fn is_break(scan: &Scan) -> bool {
    if scan.text.chars().count() > LONGEST_BREAK {
        return false;
    }
    let title = [" – ", " — ", " | ", " · "].iter().fold(scan.title.clone(), |title, dash| title.replace(dash, " - "));
    title.split(" - ").any(|part| BREAK_TITLES.contains(&part.trim()))
}

/// The layer that answered, `None` when WordPress did (or nothing is known). `json_code` is the
/// REST error code when the body is WordPress's own JSON error.
pub fn layer(page: &Page<'_>, json_code: Option<&str>) -> Option<Layer> {
    match (page.status, json_code) {
        (407, _) => return Some(Layer::ProxySignIn),
        (429, Some(_)) => return Some(Layer::RateLimited),
        (_, Some(code)) => return wordpress_failed(page, code),
        _ => {}
    }
    let scan = Scan::new(page);
    if page.status == 401 && asks_for_password(page) {
        return Some(Layer::ExtraPassword);
    }
    if page.status == 401 && !page.is_json() && asks_otherwise(page) {
        return Some(Layer::OtherSignIn);
    }
    robot_check(page, &scan)
        .or_else(|| numbered(page, &scan))
        .or_else(|| refusal(page, &scan))
        .or_else(|| said::locks_out(page).then_some(Layer::LockedOut))
        .or_else(|| nameless(page, &scan))
        .or_else(|| failure(page, &scan))
}

/// WordPress's own JSON errors: only those of a WordPress that cannot go on, or that shuts out whoever asks, are a layer.
fn wordpress_failed(page: &Page<'_>, code: &str) -> Option<Layer> {
    match (page.status, code) {
        // This one names how long, and WooCommerce's own words are of keys.
        (_, code) if code != "too_many_retries" && !code.starts_with("woocommerce_") && said::locks_out(page) => {
            Some(Layer::LockedOut)
        }
        (503, "wp_die") if is_update(page, page.start()) => Some(Layer::Maintenance),
        (500, "wp_die") if database_json(page.start()) => Some(Layer::DatabaseDown),
        (500, "internal_server_error") => Some(Layer::Fault),
        // WordPress ends so for whoever wants it to: only its own words for a crash say that there was one.
        (500, "wp_die") if said::is_critical(page.start()) => Some(Layer::Fault),
        (500 | 503, "wp_die") => Some(Layer::ServerFault),
        _ => None,
    }
}

/// Whether WordPress ends so because it updates itself: it names ten minutes (`wp_maintenance`), and says the word in
/// the shop's language. A plugin may end with any other words, and any other time.
fn is_update(page: &Page<'_>, words: &str) -> bool {
    const WORDS: [&str; 7] =
        ["maintenance", "wartung", "mantenimiento", "manutenzione", "onderhoud", "manutenção", "konserwac"];
    let lower = words.to_lowercase();
    page.header("retry-after").any(|time| time.trim() == "600") || WORDS.iter().any(|word| lower.contains(word))
}

/// Basic: the one way that the app can give a user name and a password in.
fn asks_for_password(page: &Page<'_>) -> bool {
    // What stands in quotation marks is a name.
    let schemes = |value: &str| value.split('"').step_by(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    page.header("www-authenticate").any(|value| schemes(value).split([' ', ',', '\t']).any(|word| word == "basic"))
}

/// Another scheme (RFC 7616, 4559, 6750).
fn asks_otherwise(page: &Page<'_>) -> bool {
    const SCHEMES: [&str; 4] = ["digest", "ntlm", "negotiate", "bearer"];
    page.header("www-authenticate").any(|value| {
        let value = value.trim_start().to_ascii_lowercase();
        SCHEMES.iter().any(|scheme| value.starts_with(scheme))
    })
}

/// Checks for humans. They come with any status, 200 and 202 among them.
fn robot_check(page: &Page<'_>, scan: &Scan) -> Option<Layer> {
    if page.header_has("cf-mitigated", "challenge") {
        return Some(Layer::CloudflareChallenge);
    }
    if any(SITEGROUND, page, scan) {
        return Some(Layer::SiteGroundCaptcha);
    }
    let refused = matches!(page.status, 403 | 503);
    let by_cloudflare = page.header_has("server", "cloudflare");
    (refused && by_cloudflare && any(CHALLENGE, page, scan) && !is_wordpress(page, scan))
        .then_some(Layer::CloudflareChallenge)
}

/// What Cloudflare says with a number of its own: a refusal, or that the shop behind it is not to be reached.
fn numbered(page: &Page<'_>, scan: &Scan) -> Option<Layer> {
    let (says, _) = cloudflare(page)?;
    Some(match says {
        Cloudflare::BrowserCheck | Cloudflare::Rule | Cloudflare::Address => firewall(page, scan, Some("Cloudflare")),
        Cloudflare::TooMany => Layer::RateLimited,
        Cloudflare::NoWay | Cloudflare::Worker | Cloudflare::Origin | Cloudflare::OriginTls => Layer::ServerFault,
    })
}

/// What a host or firewall refused, by its own marks.
fn refusal(page: &Page<'_>, scan: &Scan) -> Option<Layer> {
    if page.status == 429 {
        return Some(Layer::RateLimited);
    }
    let own = is_wordpress(page, scan);
    if any(SUSPENDED, page, scan) && !own {
        return Some(Layer::Suspended);
    }
    if matches!(page.status, 403 | 503)
        && let Some(by) = firewalls::shutting_out(scan)
    {
        let reason = incident::reason(scan);
        // A country, a pattern or a kind of app is a rule for more than one address.
        let of_address = !reason.as_deref().is_some_and(firewalls::is_rule);
        return Some(if of_address { Layer::AddressShutOut { by, reason } } else { firewall(page, scan, Some(by)) });
    }
    let brand = match page.status {
        404 | 408 | 410 => None,
        400..=499 | 500 | 501 | 503 => firewalls::refusing(page, scan),
        200 | 202 if !own && scan.text.len() < SHORT_TEXT => firewalls::checking(page, scan),
        _ => None,
    };
    brand.map(|brand| firewall(page, scan, Some(brand)))
}

/// Robot checks say little, in bytes of readable text; an article about them says more.
const SHORT_TEXT: usize = 1500;

fn firewall(page: &Page<'_>, scan: &Scan, brand: Option<&'static str>) -> Layer {
    let incident = incident::incident(scan);
    // Cloudflare numbers its refusals in a header.
    let in_header = incident.is_none() && brand == Some("Cloudflare");
    let incident = if in_header { page.header("cf-ray").find_map(incident::number) } else { incident };
    Layer::Firewall { brand, incident }
}

/// Answers of a shop or server that cannot go on.
fn failure(page: &Page<'_>, scan: &Scan) -> Option<Layer> {
    if crashed(scan) {
        return Some(Layer::Fault);
    }
    match page.status {
        500 if scan.wp_die && database_page(scan) => Some(Layer::DatabaseDown),
        500 if scan.wp_die && !said::is_critical(&scan.source) => Some(Layer::ServerFault),
        500 if is_wordpress(page, scan) => Some(Layer::Fault),
        503 if any(MAINTENANCE, page, scan) || is_break(scan) => Some(Layer::Maintenance),
        // A plugin may end so with any other words.
        503 if scan.wp_die && !is_update(page, &format!("{} {}", scan.title, scan.text)) => Some(Layer::ServerFault),
        503 if is_wordpress(page, scan) => Some(Layer::Maintenance),
        // A 503 alone says nothing of a break: servers that limit questions name long times, too. Also a 500
        // in nobody's name, and what Cloudflare says of the server behind it.
        500 if scan.source.contains(UNKNOWN_DOMAIN) => None,
        500..=599 => Some(Layer::ServerFault),
        402 => Some(Layer::PaymentWanted),
        _ => None,
    }
}

/// Fastly's page for a name that nobody has set up there: no fault that passes.
pub(super) const UNKNOWN_DOMAIN: &str = "fastly error: unknown domain";

/// PHP's own report, which it never translates: `<b>Fatal error</b>: … in <b>file</b> on line
/// <b>12</b>`.
fn crashed(scan: &Scan) -> bool {
    let start = ["<b>fatal error</b>:", "<b>parse error</b>:"].iter().find_map(|start| scan.source.find(start));
    start.and_then(|at| scan.source.get(at..)).is_some_and(|report| report.contains("</b> on line <b>"))
}

/// The sentence of `dead_db()`. WordPress keeps its language in the database, so most shops show
/// it untranslated; the structure below is for those that do not.
const NO_DATABASE: &str = "error establishing a database connection";

/// `dead_db()` hands `wp_die()` one heading and nothing else (the critical error has paragraphs).
fn database_page(scan: &Scan) -> bool {
    let message = scan.source.split_once("wp-die-message\">").map(|(_, message)| message.trim_start());
    let alone = message.and_then(|m| m.strip_prefix("<h1>")).and_then(|m| m.split_once("</h1>"));
    let ends = alone.is_some_and(|(_, after)| after.trim_start().starts_with("</div>"));
    ends || scan.source.contains(&format!("<h1>{NO_DATABASE}</h1>"))
}

/// The same as JSON: `"message":"<h1>…<\/h1>"`.
fn database_json(body: &str) -> bool {
    let body = body.to_ascii_lowercase();
    let message = body.split_once("\"message\":").map(|(_, message)| message.trim_start());
    let alone = message.and_then(|m| m.strip_prefix("\"<h1>")).and_then(|m| m.split_once("h1>"));
    alone.is_some_and(|(heading, after)| heading.contains(NO_DATABASE) || after.starts_with('"'))
}

/// A refusal that is not WordPress's own: by what stands in front, or by nobody known.
fn nameless(page: &Page<'_>, scan: &Scan) -> Option<Layer> {
    // Cloudflare refuses in JSON whoever asks for JSON; any other JSON may be the shop's own.
    let in_words = !page.is_json() || page.header_has("server", "cloudflare");
    let refused = match page.status {
        403 | 406 | 415 => true,
        // These are about the sign-in, a bill, a place that is not there, a time, or a connection meant for
        // another host.
        401 | 402 | 404 | 407 | 408 | 410 | 421 | 429 => false,
        // A page with any other number of this kind is a rule of whoever answers: 405 and 501 forbid a
        // method, 455 is a host's own. WordPress's `-1` with 400 is no page.
        // The server says itself that it was told to speak without TLS on the port for it.
        400 if scan.source.contains("plain http request was sent to https port") => false,
        // A script that sets a cookie and asks again is a check for browsers.
        400..=499 | 501 => scan.is_page() || scan.source.contains("document.cookie"),
        // The page of a refusal, under a number that does not fit it.
        200 => refusal_title(&scan.title),
        _ => false,
    };
    (refused && in_words && !is_wordpress(page, scan)).then(|| firewall(page, scan, firewalls::in_front(page, scan)))
}

/// Whether the web server says that it lets in nobody without a certificate (nginx, with its own 495 and 496).
pub fn wants_certificate(page: &Page<'_>) -> bool {
    const WORDS: [&str; 2] = ["no required ssl certificate was sent", "the ssl certificate error"];
    let source = page.start().to_ascii_lowercase();
    matches!(page.status, 400 | 403 | 495 | 496) && WORDS.iter().any(|words| source.contains(words))
}

/// The titles web servers give their own pages of a refusal (nginx, Apache, `LiteSpeed`, IIS).
fn refusal_title(title: &str) -> bool {
    const TITLES: [&str; 10] = [
        "403 forbidden",
        "403 - forbidden",
        "403 - forbidden: access is denied.",
        "forbidden",
        "access denied",
        "access forbidden",
        "405 not allowed",
        "405 method not allowed",
        "406 not acceptable",
        "501 method not implemented",
    ];
    TITLES.contains(&title)
}
