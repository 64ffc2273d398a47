//! The practice shop and the practice Meum: two small real HTTP servers on loopback.
//!
//! They run inside the app, so that anyone can try the wizard and the panel and see every state, and
//! inside tests, so that the app is tested over real sockets. The shop answers as WordPress with
//! WooCommerce was measured to answer; Meum answers as its public documents say.
//!
//! The shop takes keys in a header, in the query and as OAuth 1.0a signatures. Its troubles, each
//! switched on by name while it runs, are of six kinds: below HTTP (certificates, old TLS, closed
//! ports), at its address (redirects, other homes, prefixes and permalinks), in front of it (firewalls,
//! bot checks, caches, faults of the server, other platforms, placeholders), in WordPress (REST API
//! hidden or removed, plugins, clock), in its JSON, and hostile answers (huge, endless, cut short, no
//! HTTP). Several can be on at once. Every answer has a `Date`.
//!
//! They refuse to be reachable from another machine, to keep anything on disk, to remember a secret
//! in their list of requests, and to do anything that a real shop or the real Meum would not do,
//! except for the troubles that a caller picks by name.

#![allow(clippy::doc_markdown, reason = "WordPress, WooCommerce and OpenAPI are names, not code")]

mod clock;
mod error;
mod html;
mod meum;
pub mod notebook;
mod practice;
mod scenario;
mod seen;
mod serving;
mod shop;
mod troubles;

pub use error::StartError;
pub use meum::{Issued, Issuer, KeyKind, KeyLife, MeumConfig, MeumKey, MeumTrouble, PracticeMeum};
pub use practice::Practice;
pub use scenario::Scenario;
pub use seen::{SeenRequest, SignIn};
pub use shop::{
    FirewallBrand, GatewayState, Owner, Permission, PlaceholderKind, PlatformName, PluginState, PracticeShop,
    ShopConfig, ShopKey, Trouble,
};
