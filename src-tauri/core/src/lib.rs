//! What Meum Connect decides. Pure: no I/O, no clock, no randomness, no environment.
//!
//! The loop in four lines:
//!
//! ```text
//! let (mut app, effects) = App::new(about);        // first effect: read what is stored
//! let effects = app.update(event, now);            // something happened
//! perform(effects);                                // the shell does what is asked
//! emit(app.view());                                // the UI draws what is decided
//! ```
//!
//! Start reading at [`app`], then [`wizard`] (one file a step) and [`health`] (the panel).
//! What can be wrong is in [`problem`]; what is understood at the door in [`store_url`],
//! [`woo_key`] and [`meum_key`].

pub mod api_root;
pub mod app;
pub mod diagnosis;
pub mod effect;
pub mod event;
pub mod extra_password;
pub mod fingerprint;
pub mod health;
pub mod host;
pub mod intent;
pub mod links;
pub mod meum_facts;
pub mod meum_key;
pub mod pause;
pub mod plain;
pub mod problem;
pub mod secret;
pub mod shop;
pub mod shop_facts;
pub mod store_url;
pub mod ticket;
pub mod time;
pub mod view;
pub mod webhook;
pub mod wizard;
pub mod woo_key;
