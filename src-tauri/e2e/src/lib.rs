//! Journeys through the real window of Meum Connect, written as a person would tell them.
//!
//! ```no_run
//! use connect_e2e::{App, Key, Outcome, Profile};
//!
//! # async fn journey() -> Outcome {
//! let profile = Profile::new()?;
//! let app = App::launch(&profile).await?;
//! app.see("What is your shop's address?").await?;
//! app.field("Your shop's address").type_text("shop.example").await?;
//! app.button("Continue").click().await?;
//! app.axe().await?;
//! app.picture("your-shop").await?;
//! app.close().await
//! # }
//! ```
//!
//! - [`Profile`]: a machine for one journey: home, screen, message bus, password store,
//!   environment.
//! - [`App`]: the app on that machine, in a real window. It waits up to twenty seconds for what a journey
//!   asks for. If that does not come, it says what was on the screen instead.
//! - [`Ears`]: hear what a screen reader hears, and find what it finds.
//! - [`Keeper`]: keeps a copied text when the program that copied it has ended, as desktops do.
//! - [`Picture`]: what the window shows, and the text that a reader finds in it.
//! - [`Wanted`]: a button, a field, a heading…, found by the role and name that a screen reader
//!   announces.
//!
//! The library knows nothing of the app's screens. It refuses to run the app on the bus or the
//! password store of whoever runs the journeys, and leaves no process behind, whatever happens.
//! Journeys run side by side: each has a screen of its own, so no two windows fight for the keyboard.
//! They run on Linux only.
#![cfg(target_os = "linux")]

mod accessibility_bus;
mod act;
mod app;
mod axe;
mod background;
mod boxes;
mod browser;
mod clipboard;
mod desktop;
mod disk;
mod driver;
mod ears;
mod find;
mod heard;
mod keeper;
mod keyboard;
mod keyring;
mod machine;
mod memory;
mod notification_service;
mod notifications;
mod page;
mod panel;
mod picture;
mod processes;
mod profile;
mod reading;
mod role;
mod screen;
mod see;
mod sent;
mod settle;
mod tray;
mod trouble;
mod wait;
mod window;

pub use app::App;
pub use axe::Violation;
pub use browser::Browser;
pub use ears::Ears;
pub use fantoccini::key::Key;
pub use find::Wanted;
pub use heard::{Notification, Notified};
pub use keeper::Keeper;
pub use keyring::Keyring;
pub use memory::Remains;
pub use profile::Profile;
pub use reading::Picture;
pub use role::Role;
pub use trouble::{Outcome, Trouble};
