//! Seeing: text comes, text goes.

use crate::app::{App, here};
use crate::trouble::{Outcome, Trouble};
use crate::wait::{until, until_within};
use std::time::Duration;

impl App<'_> {
    /// Waits until this text is on the screen. Line breaks count as spaces.
    #[track_caller]
    pub fn see(&self, text: &str) -> impl Future<Output = Outcome> {
        let wanted = one_line(text);
        self.at(
            here(),
            until(async move || {
                if self.shows(&wanted).await? {
                    return Ok(());
                }
                Err(Trouble::new(format!("“{wanted}” did not come")))
            }),
        )
    }

    /// Waits for this text up to 45 seconds: the app itself says that it may take half a minute.
    #[track_caller]
    pub fn see_late(&self, text: &str) -> impl Future<Output = Outcome> {
        const LATE: Duration = Duration::from_secs(45);
        let wanted = one_line(text);
        let look = async move || {
            let shown = self.shows(&wanted).await?;
            if shown { Ok(()) } else { Err(Trouble::new(format!("“{wanted}” did not come"))) }
        };
        self.at(here(), until_within(LATE, look))
    }

    /// Waits until this text is no longer on the screen.
    #[track_caller]
    pub fn gone(&self, text: &str) -> impl Future<Output = Outcome> {
        let unwanted = one_line(text);
        self.at(
            here(),
            until(async move || {
                if self.shows(&unwanted).await? {
                    return Err(Trouble::new(format!("“{unwanted}” stayed")));
                }
                Ok(())
            }),
        )
    }

    async fn shows(&self, text: &str) -> Outcome<bool> {
        Ok(one_line(&self.visible_text().await?).contains(text))
    }
}

/// The text with each run of spaces and line breaks as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
