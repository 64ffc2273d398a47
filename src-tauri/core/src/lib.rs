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

pub mod alarms;
pub mod api_root;
pub mod app;
pub mod application_password;
pub mod approval;
pub mod asking;
pub mod attempt;
pub mod check;
pub mod checklist;
pub mod credential;
pub mod deeds;
pub mod diagnosis;
pub mod differences;
pub mod drawn;
pub mod effect;
pub mod event;
pub mod extra_password;
pub mod faculties;
pub mod field;
pub mod fingerprint;
pub mod handbook;
pub mod health;
pub mod history;
pub mod host;
pub mod intent;
pub mod kept;
pub mod key_marks;
pub mod language;
pub mod last_time;
pub mod line;
pub mod links;
pub mod loss;
pub mod message;
pub mod meum_facts;
pub mod meum_key;
pub mod moves;
pub mod observed;
pub mod pause;
pub mod plain;
pub mod playable;
pub mod practice;
pub mod preferences;
pub mod problem;
pub mod reading;
pub mod record;
pub mod retry;
pub mod sales;
pub mod saving;
pub mod scenario;
pub mod secret;
pub mod settling;
pub mod shop;
pub mod shop_facts;
pub mod snapshot;
pub mod status_word;
pub mod step;
pub mod store_url;
pub mod survey;
pub mod ticket;
pub mod time;
pub mod training;
pub mod view;
pub mod watch;
pub mod webhook;
pub mod whose_shop;
pub mod wizard;
pub mod woo_key;
pub mod words;
pub mod work;
pub mod worlds;
pub mod zoom;
