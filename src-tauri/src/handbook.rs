//! The support handbook, made of the catalogue and of the texts beside the merchant's own: what a page says is looked
//! up where the screen looks it up, so the two cannot differ. `meum-connect explain` prints it, and the test below
//! writes `docs/support-handbook.md`.

mod book;
mod met;
mod page;
mod texts;

pub use book::{book, index, pages, titles};
pub use page::Page;
pub(crate) use texts::part;

#[cfg(test)]
mod tests;
