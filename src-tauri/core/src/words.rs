//! Which message says what, chosen once: the page and the terminal look it up and add nothing.
//!
//! [`ProblemView`] is a problem with its sentences, its button and its note. [`keys`] lists every
//! other message the core chooses; a test holds both against `ui/messages/`.

mod button;
mod card;
mod first_step;
pub mod keys;
mod note;
mod place;
mod sentences;
mod setting;

pub use button::{ButtonView, Press};
pub use card::{Card, Countdown, ExtraPasswordView, ProblemView, Quote};
pub use first_step::is_for_somebody_else;
pub use note::{NoteLine, NoteView};
pub use place::Place;
pub use sentences::{Sentences, Way};

#[cfg(test)]
mod marks_tests;
#[cfg(test)]
mod tests;
