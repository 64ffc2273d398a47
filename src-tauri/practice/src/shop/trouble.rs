//! Everything that can be wrong with a shop, by name: a table from trouble to effect.
//!
//! A new trouble is one variant, one entry in `ALL` and one line in the table. It refuses to know
//! how an effect is brought about: pages are in `in_front`, the order of the layers in `behind`.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::config::PluginState;
use super::in_front;
use super::site::{Permalinks, Site};
use crate::serving::{Answer, Asked};

/// Something that is wrong with the practice shop. Several can be on at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Trouble {
    /// Every key was revoked in WooCommerce.
    KeysRevoked,
    /// The web server removes the `Authorization` header; keys in the query still work.
    AuthorizationStripped,
    /// A privacy plugin hides the REST API from guests.
    RestHidden,
    /// WooCommerce is switched off.
    WooCommerceInactive,
    /// The Meum plugin is not installed.
    PluginAbsent,
    /// The Meum plugin is switched off.
    PluginInactive,
    /// Permalinks are *Plain*: `/wp-json/` shows the home page.
    PlainPermalinks,
    /// A firewall plugin blocks the REST API with a page of its own.
    FirewallInFront,
    /// WordPress is in maintenance mode.
    Maintenance,
    /// A plugin crashes whenever the REST API starts.
    FatalError,
    /// WordPress cannot reach its database.
    DatabaseDown,
    /// A staging password is in front of everything; see [`crate::notebook::STAGING_USER`].
    StagingPassword,
    /// A plugin prints a notice in front of every JSON answer.
    NoiseBeforeJson,
    /// The address is a plain site without WordPress.
    NotWordPress,
    /// Every answer comes late.
    Slow {
        /// By how many milliseconds.
        millis: u64,
    },
    /// The web server has nothing behind it: 502.
    ServerDown,
    /// Requests are taken and never answered.
    HangForever,
    /// Connections are reset as soon as a request has come.
    ResetConnection,
    /// Every address redirects to itself.
    RedirectLoop,
    /// Every address redirects to the same path on another host.
    RedirectToOtherHost {
        /// Scheme and host to redirect to, without a trailing slash.
        url: Cow<'static, str>,
    },
}

/// What a trouble does, and where.
pub(super) enum Effect<'a> {
    /// The shop is another one for this request.
    Site(fn(&mut Site)),
    /// Something in front changes the request.
    Asked(fn(&mut Asked)),
    /// Something answers instead of WordPress.
    Instead(fn(&Asked) -> Answer),
    /// Something answers some requests instead of WordPress.
    InsteadOfSome(fn(&Asked) -> Option<Answer>),
    /// Something changes the answer.
    Answer(fn(Answer) -> Answer),
    /// Everything is redirected to this address, path and query kept.
    Elsewhere(&'a str),
    /// The answer comes this much later.
    Wait(Duration),
    /// No answer comes.
    Silence,
    /// The connection is reset.
    Reset,
}

impl Trouble {
    /// One of each.
    pub const ALL: [Self; 20] = [
        Self::KeysRevoked,
        Self::AuthorizationStripped,
        Self::RestHidden,
        Self::WooCommerceInactive,
        Self::PluginAbsent,
        Self::PluginInactive,
        Self::PlainPermalinks,
        Self::FirewallInFront,
        Self::Maintenance,
        Self::FatalError,
        Self::DatabaseDown,
        Self::StagingPassword,
        Self::NoiseBeforeJson,
        Self::NotWordPress,
        Self::Slow { millis: 200 },
        Self::ServerDown,
        Self::HangForever,
        Self::ResetConnection,
        Self::RedirectLoop,
        Self::RedirectToOtherHost { url: Cow::Borrowed("https://another-shop.example") },
    ];

    /// The table.
    pub(super) fn effect(&self) -> Effect<'_> {
        match self {
            Self::KeysRevoked => Effect::Site(|site| site.keys_revoked = true),
            Self::AuthorizationStripped => Effect::Asked(in_front::strip_authorization),
            Self::RestHidden => Effect::Site(|site| site.rest_hidden = true),
            Self::WooCommerceInactive => Effect::Site(|site| site.woocommerce_active = false),
            Self::PluginAbsent => Effect::Site(|site| site.plugin = PluginState::Absent),
            Self::PluginInactive => Effect::Site(|site| site.plugin = PluginState::Inactive),
            Self::PlainPermalinks => Effect::Site(|site| site.permalinks = Permalinks::Plain),
            Self::FirewallInFront => Effect::InsteadOfSome(in_front::firewall),
            Self::Maintenance => Effect::Instead(in_front::maintenance),
            Self::FatalError => Effect::InsteadOfSome(in_front::fatal_error),
            Self::DatabaseDown => Effect::Instead(in_front::database_down),
            Self::StagingPassword => Effect::InsteadOfSome(in_front::staging_password),
            Self::NoiseBeforeJson => Effect::Answer(in_front::noise_before_json),
            Self::NotWordPress => Effect::Instead(in_front::not_wordpress),
            Self::Slow { millis } => Effect::Wait(Duration::from_millis(*millis)),
            Self::ServerDown => Effect::Instead(in_front::server_down),
            Self::HangForever => Effect::Silence,
            Self::ResetConnection => Effect::Reset,
            Self::RedirectLoop => Effect::Instead(in_front::redirect_loop),
            Self::RedirectToOtherHost { url } => Effect::Elsewhere(url),
        }
    }
}
