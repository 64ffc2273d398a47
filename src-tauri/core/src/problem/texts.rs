//! The texts of a problem, by name: the four parts, and what reads differently by what is known.

use super::next_step::Fixer;
use crate::message::Key;

/// A part of what a problem says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it is called.
    Title,
    /// What it means for selling.
    Means,
    /// The one thing to do.
    Next,
    /// What to ask of whoever gets the note.
    Ask,
}

impl Part {
    /// How it ends the name of a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Means => "means",
            Self::Next => "next",
            Self::Ask => "ask",
        }
    }
}

/// A text that takes the place of the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When it does: `soft`, `leaving`, or the name of what is known (`crate::words::sentences`).
    pub way: &'static str,
    /// The name of the part it replaces.
    pub part: &'static str,
    /// The text.
    pub key: Key,
}

/// The texts of a problem.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// What it is called.
    pub title: Key,
    /// What it means for selling.
    pub means: Key,
    /// The one thing to do.
    pub next: Key,
    /// What to ask of whoever gets the note; there where [`ProblemKind::note_to`] names somebody.
    pub ask: Key,
    /// What reads differently by what is known of it and where it stands.
    pub readings: &'static [Reading],
    /// What stands for the other party while the answer names none.
    pub other: Key,
    /// What the quoted words are.
    pub quote: Key,
}

/// What a row says, or else the usual.
pub(super) const fn first_of(names: &[&'static str]) -> &'static str {
    match names {
        [first, ..] => first,
        [] => "",
    }
}

/// Whom a row names, or nobody.
pub(super) const fn first_named(named: &[Option<Fixer>]) -> Option<Fixer> {
    match named {
        [first, ..] => *first,
        [] => None,
    }
}
