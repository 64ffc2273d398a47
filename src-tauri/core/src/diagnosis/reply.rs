//! One answer of a shop, as far as a diagnosis needs it: who is behind it, and who is in front.

use crate::fingerprint::{self, Cloudflare, Layer, Page, Refusers};
use crate::problem::{Mark, ProblemKind};

/// What is behind an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// WordPress.
    WordPress,
    /// WordPress.com's own service.
    WordPressCom,
    /// Another shop system.
    OtherPlatform(&'static str),
    /// A parked domain, a server's default page or a list of files.
    Placeholder,
    /// A page with something to read, and no mark of anything.
    Page,
}

impl Site {
    fn of(page: &Page<'_>) -> Option<Self> {
        if fingerprint::wordpress_com(page) {
            return Some(Self::WordPressCom);
        }
        if fingerprint::wordpress(page) {
            return Some(Self::WordPress);
        }
        let platform = fingerprint::platform(page).map(Self::OtherPlatform);
        let placeholder = || fingerprint::placeholder(page).then_some(Self::Placeholder);
        platform.or_else(placeholder).or_else(|| fingerprint::readable(page).then_some(Self::Page))
    }
}

/// What matters of an answer that is not what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that an answer carries or not")]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The REST error code, when the body is WordPress's JSON error.
    pub code: Option<String>,
    /// Whether the body is JSON at all.
    pub json: bool,
    /// Whether it calls itself JSON, or begins like it, and cannot be read: no page, and no answer.
    pub garbled: bool,
    /// Whether it is an error without any body: only the number is left of it.
    pub emptied: bool,
    /// Who answered instead of WordPress, if somebody did.
    pub layer: Option<Layer>,
    /// What Cloudflare says with a number of its own, and the number.
    pub cloudflare: Option<(Cloudflare, u16)>,
    /// What is behind the address, if the answer bears its marks.
    pub site: Option<Site>,
    /// Plugins in the page that are known to switch off the REST interface.
    pub lockers: Vec<&'static str>,
    /// The plugin whose error code this is.
    pub plugin: Option<&'static str>,
    /// The plugin of WordPress's that leads whoever asks on to another address.
    pub redirecting: Option<&'static str>,
    /// Who may have refused a guest, if the answer is such a refusal.
    pub refusers: Refusers,
    /// Whether it refuses and gives as its reason where this computer is.
    pub by_place: bool,
    /// Whether a cache in front gave the answer.
    pub cached: bool,
    /// Whether a cache may keep the answer, or looked it up just now.
    pub may_be_kept: bool,
}

impl Reply {
    /// Reads a page; `code` is the REST error code where the body is WordPress's JSON error.
    pub fn of(page: &Page<'_>, json: bool, code: Option<String>) -> Self {
        Self {
            status: page.status,
            layer: fingerprint::layer(page, code.as_deref()),
            cloudflare: fingerprint::cloudflare(page),
            site: Site::of(page),
            lockers: fingerprint::locked_out_plugins(page),
            plugin: fingerprint::plugin_of(page, code.as_deref()),
            redirecting: fingerprint::redirecting(page),
            refusers: fingerprint::refusers(page, code.as_deref()),
            by_place: fingerprint::refuses_by_place(page),
            cached: fingerprint::cached(page.headers),
            may_be_kept: fingerprint::may_be_kept(page.headers),
            emptied: is_emptied(page),
            garbled: !json && page.is_json() && !is_emptied(page),
            code,
            json,
        }
    }

    /// Whether WordPress is there, in any form.
    pub fn is_wordpress(&self) -> bool {
        matches!(self.site, Some(Site::WordPress | Site::WordPressCom))
    }

    /// Whether there is something of WordPress's to read in it.
    pub(super) fn shows_wordpress(&self) -> bool {
        self.is_wordpress() && !self.emptied
    }

    /// Whether WooCommerce itself gave the answer, in one of its own codes.
    pub fn is_woocommerce(&self) -> bool {
        self.code().starts_with("woocommerce_rest_") && !EXPIRED.contains(&self.code())
    }

    pub(super) fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }
}

/// Codes of plugins that give WooCommerce's keys an end. A plugin's own licence ends in such words, too.
pub(super) const EXPIRED: [&str; 5] = [
    "woocommerce_rest_api_key_expired",
    "woocommerce_rest_key_expired",
    "woocommerce_api_key_expired",
    "rest_api_key_expired",
    "api_key_expired",
];

/// Whether somebody took the body off an error.
fn is_emptied(page: &Page<'_>) -> bool {
    page.status >= 400 && page.body.trim().is_empty()
}

/// What stands between us and WordPress, if the answer shows it.
pub fn in_front(reply: &Reply) -> Option<ProblemKind> {
    reply.layer.as_ref().map(|layer| match layer {
        Layer::CloudflareChallenge => ProblemKind::CloudflareChallenge,
        Layer::SiteGroundCaptcha => ProblemKind::SiteGroundCaptcha,
        Layer::Firewall { .. } | Layer::OtherSignIn => ProblemKind::Blocked,
        Layer::AddressShutOut { .. } | Layer::LockedOut => ProblemKind::AddressShutOut,
        Layer::ExtraPassword => ProblemKind::ExtraPassword,
        Layer::RateLimited => ProblemKind::ShopRateLimited,
        Layer::Maintenance => ProblemKind::Maintenance,
        Layer::Fault => ProblemKind::ShopFault,
        Layer::DatabaseDown => ProblemKind::DatabaseDown,
        Layer::ServerFault | Layer::Suspended => ProblemKind::ServerFault,
        Layer::PaymentWanted => ProblemKind::NotUnderstood,
        Layer::ProxySignIn => ProblemKind::ProxySignIn,
    })
}

/// What is wrong instead of the address's own answer: who answered, and who to name.
pub fn named_layer(reply: &Reply) -> Option<&'static str> {
    match reply.layer {
        Some(Layer::Firewall { brand, .. }) => brand,
        Some(Layer::AddressShutOut { by, .. }) => Some(by),
        _ => None,
    }
}

/// What was seen where Cloudflare gave its own number.
pub fn cloudflare_mark(reply: &Reply) -> Option<Mark> {
    reply.cloudflare.and_then(|(says, _)| match says {
        Cloudflare::BrowserCheck => Some(Mark::BrowserCheck),
        Cloudflare::Rule => Some(Mark::OwnersRule),
        Cloudflare::Address => Some(Mark::AddressRule),
        Cloudflare::TooMany => None,
        Cloudflare::NoWay => Some(Mark::NoWayBehind),
        Cloudflare::Worker => Some(Mark::Worker),
        Cloudflare::Origin => Some(Mark::BehindSilent),
        Cloudflare::OriginTls => Some(Mark::BehindInsecure),
    })
}

/// The plugin's own reason for shutting out this address.
pub fn reason(reply: &Reply) -> Option<&str> {
    match &reply.layer {
        Some(Layer::AddressShutOut { reason, .. }) => reason.as_deref(),
        _ => None,
    }
}
