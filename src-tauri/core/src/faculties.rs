//! What this desktop can do for the app, as the shell has found out. Desktops differ, and what one of them
//! can do may end while the app runs.

/// Something that a desktop may be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faculty {
    /// To show notifications.
    Notifications,
    /// To show an icon of a running app.
    Tray,
    /// To let the app watch on without its window.
    Background,
    /// To start an app when the merchant logs in.
    StartAtLogin,
}

/// Whether a desktop can do it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ability {
    /// Nobody has asked yet.
    #[default]
    Unknown,
    /// It can.
    Yes,
    /// It cannot, for this reason.
    No(Lack),
}

/// Why a desktop cannot do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No program of this desktop does it.
    NoProgram,
    /// The program that does it does not answer.
    Silent,
    /// The program that does it has refused.
    Refused,
}

/// What a desktop can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DesktopCan {
    /// Show notifications.
    pub notifications: Ability,
    /// Show an icon of a running app.
    pub tray: Ability,
    /// Let the app watch on without its window.
    pub background: Ability,
    /// Start an app when the merchant logs in.
    pub start_at_login: Ability,
}

impl DesktopCan {
    /// Takes what was found out.
    pub const fn note(&mut self, faculty: Faculty, ability: Ability) {
        match faculty {
            Faculty::Notifications => self.notifications = ability,
            Faculty::Tray => self.tray = ability,
            Faculty::Background => self.background = ability,
            Faculty::StartAtLogin => self.start_at_login = ability,
        }
    }
}
