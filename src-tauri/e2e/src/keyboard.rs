//! The keyboard: single keys, chords, and what has the focus.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::app::{App, here};
use crate::trouble::{Outcome, Trouble};
use crate::wait::{answer, until};

impl App<'_> {
    /// Presses one key.
    #[track_caller]
    pub fn press(&self, key: Key) -> impl Future<Output = Outcome> {
        self.at(here(), self.strike(Vec::new(), key.into()))
    }

    /// Presses a key while others are held: `app.chord(&[Key::Shift], Key::Tab)`.
    #[track_caller]
    pub fn chord(&self, held: &[Key], key: impl Into<char>) -> impl Future<Output = Outcome> {
        let held = held.iter().copied().map(char::from).collect();
        self.at(here(), self.strike(held, key.into()))
    }

    /// What has the focus, as a screen reader announces it: `button “Continue”`.
    pub async fn focused(&self) -> Outcome<String> {
        let element = answer("asking for the keyboard", self.page.active_element()).await?;
        let (role, name) = self.announced(&element).await?;
        Ok(format!("{role} “{name}”"))
    }

    /// Waits until something has the focus whose announcement contains this.
    #[track_caller]
    pub fn is_on(&self, announcement: &str) -> impl Future<Output = Outcome> {
        let wanted = announcement.to_owned();
        self.at(
            here(),
            until(async move || {
                let focused = self.focused().await?;
                if focused.contains(&wanted) {
                    return Ok(());
                }
                Err(Trouble::new(format!("the keyboard is on {focused}, and not on {wanted}")))
            }),
        )
    }

    /// Presses `key` with `held` held down, and lets go of all of them.
    pub(crate) async fn strike(&self, held: Vec<char>, key: char) -> Outcome {
        let down = |value| KeyAction::Down { value };
        let up = |value| KeyAction::Up { value };
        let keys: Vec<KeyAction> = held
            .iter()
            .copied()
            .map(down)
            .chain([down(key), up(key)])
            .chain(held.iter().rev().copied().map(up))
            .collect();
        let strike = keys.into_iter().fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        answer("pressing a key", self.page.perform_actions(strike)).await
    }
}
