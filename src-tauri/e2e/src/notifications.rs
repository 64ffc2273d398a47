//! The desktop's notifications, as a real service shows them (Debian's `dunst`): what is on the screen, what
//! was, and a click.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::app::{App, here};
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

impl App<'_> {
    /// Leaves the window for another one, and waits until its page knows.
    #[track_caller]
    pub fn leave(&self) -> impl Future<Output = Outcome> {
        self.at(here(), async move {
            self.to_front()?;
            self.has_keyboard(true).await?;
            self.to_back()?;
            self.has_keyboard(false).await
        })
    }

    /// Comes back to the window, and waits until its page knows.
    #[track_caller]
    pub fn come_back(&self) -> impl Future<Output = Outcome> {
        self.at(here(), async move {
            self.to_front()?;
            self.has_keyboard(true).await
        })
    }

    /// Waits until the window has come to the front.
    #[track_caller]
    pub fn is_in_front(&self) -> impl Future<Output = Outcome> {
        self.at(here(), self.has_keyboard(true))
    }

    async fn has_keyboard(&self, wanted: bool) -> Outcome {
        until(async || {
            let has = self.run("looking who has the keyboard", "return document.hasFocus();", Vec::new()).await?;
            if has == wanted { Ok(()) } else { Err(Trouble::new(format!("the window has the keyboard: {has}"))) }
        })
        .await
    }

    /// Waits until the desktop shows so many notifications.
    #[track_caller]
    pub fn notifications(&self, count: usize) -> impl Future<Output = Outcome> {
        self.at(
            here(),
            until(async move || {
                let shown = self.dunst(&["count", "displayed"])?;
                if shown.trim() == count.to_string() {
                    return Ok(());
                }
                Err(Trouble::new(format!("the desktop shows {} notifications, and not {count}", shown.trim())))
            }),
        )
    }

    /// Puts all notifications away, as a person does, and tells the title and the text of the newest.
    #[track_caller]
    pub fn read_notification(&self) -> impl Future<Output = Outcome<(String, String)>> {
        self.at(here(), async move {
            let before = self.past_notifications()?.len();
            self.dunst(&["close-all"])?;
            until(async || {
                let past = self.past_notifications()?;
                let newest = past.first().filter(|_| past.len() > before).cloned();
                newest.ok_or_else(|| Trouble::new("no notification was put away"))
            })
            .await
        })
    }

    /// Clicks on the newest notification, so that it does what a click does.
    pub fn click_notification(&self) -> Outcome {
        self.dunst(&["action", "0"]).map(drop)
    }

    /// Title and text of what was put away, the newest first.
    fn past_notifications(&self) -> Outcome<Vec<(String, String)>> {
        let told = self.dunst(&["history"])?;
        let told: Value = serde_json::from_str(&told).map_err(|refusal| Trouble::refused("reading dunst", refusal))?;
        let all = told.pointer("/data/0").and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |one: &Value, place| one.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(all.iter().map(|one| (text(one, "/summary/data"), text(one, "/body/data"))).collect())
    }

    fn dunst(&self, words: &[&str]) -> Outcome<String> {
        let environment = self.surroundings()?;
        let asked = Command::new("dunstctl")
            .args(words)
            .env_clear()
            .envs(environment.iter().filter_map(|line| line.split_once('=')))
            .stdin(Stdio::null())
            .output()
            .map_err(|refusal| Trouble::refused("asking dunst", refusal))?;
        if asked.status.success() {
            return Ok(String::from_utf8_lossy(&asked.stdout).into_owned());
        }
        Err(Trouble::new(format!("dunst does not say: {}", String::from_utf8_lossy(&asked.stderr))))
    }
}
