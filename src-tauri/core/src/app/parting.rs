//! Which part of the app this process is, and what becomes of the watch when the window closes.

/// Whether this app has a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// It has one.
    #[default]
    Window,
    /// It has none, and only watches.
    Watch,
}

/// What the end of the window means for the watch, beside what the merchant prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Parting {
    /// Nothing else.
    #[default]
    AsPreferred,
    /// The window was closed for the first time with a shop to watch, and the question is on the screen.
    Asks,
    /// The window was closed before the notes were read, which tell what the merchant prefers, or before
    /// the shell had said whether the app can watch on without it.
    OnceKnown,
    /// The merchant ends the app, or the watch could not be started: it ends as well.
    ForGood,
}
