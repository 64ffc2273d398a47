//! The practice shop and the practice Meum: two small real HTTP servers on loopback.
//!
//! The app runs them so that anyone can try the wizard and the panel and see every state. Tests run
//! them so that the app meets real sockets. The shop answers as we measured WordPress with WooCommerce
//! to answer. Meum answers as its public documents say.
//!
//! The shop takes keys in a header, in the query and as OAuth 1.0a signatures. Every answer has a `Date`.
//! A caller switches troubles on by name while the shop runs, several at once. There are seven kinds: below
//! HTTP (certificates, old TLS, closed ports), at its address (redirects, other homes, prefixes and
//! permalinks), in front of it (firewalls, bot checks, caches, faults of the server, other platforms,
//! placeholders), in WordPress (REST API hidden or removed, plugins, clock), in its JSON, habits of
//! real servers and plugins that people reported in public or that we measured, and hostile answers
//! (huge, endless, cut short, no HTTP).
//!
//! They refuse to be reachable from another machine, to write to the disk, and to remember a secret in
//! their list of requests. But for the troubles that a caller picks by name, they do nothing that a real
//! shop or the real Meum would not do.

#![allow(clippy::doc_markdown, reason = "WordPress, WooCommerce and OpenAPI are names, not code")]

mod clock;
mod error;
mod html;
mod meum;
pub mod notebook;
mod practice;
mod seen;
mod serving;
mod shop;
mod troubles;

pub use error::StartError;
pub use meum::{Issued, Issuer, KeyKind, KeyLife, MeumConfig, MeumKey, MeumTrouble, PracticeMeum};
pub use practice::Practice;
pub use seen::{SeenRequest, SignIn, Told};
pub use shop::{
    AdminDoor, AppPassword, Asked, Busy, Checker, CloudflareForm, CutPart, Death, Detour, EmptyIndex, FirewallBrand,
    FolderAnswer, Forward, GatewayState, GuestStopper, Habit, Held, HookAnswer, Leader, LeadsTo, Lost, Odd, OldFolder,
    OlderWay, OptionsAnswer, Owner, PageTurn, Partly, PasswordStopper, Permission, PlaceholderKind, PlatformName,
    PluginState, PracticeShop, Refusal, Said, Scheme, ShopConfig, ShopDoor, ShopKey, ShopPlace, ShutOut, Since,
    Strange, Trouble, Turn, Unlisted,
};
