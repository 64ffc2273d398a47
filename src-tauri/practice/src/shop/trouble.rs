//! Everything that can be wrong with a shop, by name.
//!
//! A new trouble is one variant, one entry in `ALL` and one line in a table of `effect`. It refuses
//! to know what any of them does.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Something that is wrong with the practice shop. Several can be on at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Trouble {
    /// Every key was revoked in WooCommerce.
    KeysRevoked,
    /// The web server removes the `Authorization` header; keys in the query still work.
    AuthorizationStripped,
    /// The web server removes the `Authorization` header, and blocks keys in the query with a page.
    QueryKeysRefused,
    /// TLS ends at a proxy, and WordPress believes that it is asked over http: it looks at no key that
    /// is not signed.
    HttpsUnnoticed,
    /// WordPress believes that its own address begins with `http://`.
    HomeIsHttp,
    /// The server's clock is wrong: in its `Date` header and wherever it looks at the time.
    ClockOff {
        /// By how many minutes it is ahead; negative when it is behind.
        minutes: i64,
    },
    /// The certificate ended twelve days before the shop was started.
    CertificateExpired,
    /// The certificate begins twelve days after the shop was started.
    CertificateNotYetValid,
    /// The certificate is for `other-shop.example` and `www.other-shop.example`.
    CertificateWrongName,
    /// The certificate vouches for itself.
    CertificateSelfSigned,
    /// The certificate between the shop's and the authority's is not sent.
    CertificateChainIncomplete,
    /// A virus scanner opens the connection: its own authority, trusted by nobody here, vouches.
    CertificateOfInspector,
    /// Every TLS hello is refused with the alert `protocol_version`.
    OldTls,
    /// The TLS port speaks plain HTTP: a hello is answered with 400.
    NoTls,
    /// The TLS port refuses connections; the plain one answers.
    RefusedHttps,
    /// Both ports refuse connections.
    Refused,
    /// Https redirects to the same address over http.
    DropsHttps,
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

impl Trouble {
    /// One of each.
    pub const ALL: [Self; 35] = [
        Self::KeysRevoked,
        Self::AuthorizationStripped,
        Self::QueryKeysRefused,
        Self::HttpsUnnoticed,
        Self::HomeIsHttp,
        Self::ClockOff { minutes: 5 },
        Self::CertificateExpired,
        Self::CertificateNotYetValid,
        Self::CertificateWrongName,
        Self::CertificateSelfSigned,
        Self::CertificateChainIncomplete,
        Self::CertificateOfInspector,
        Self::OldTls,
        Self::NoTls,
        Self::RefusedHttps,
        Self::Refused,
        Self::DropsHttps,
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
}
