//! The app without its window: the watch that goes on in the background, and the icon beside the clock.

use crate::app::{App, tail};
use crate::desktop;
use crate::panel;
use crate::picture;
use crate::processes::{self, Process};
use crate::trouble::{Outcome, Trouble};
use crate::wait::{PATIENCE, until, until_within};

impl App<'_> {
    /// Waits until the window's process is gone and the watch runs.
    pub async fn goes_behind(&self) -> Outcome {
        self.driver.app_is_gone().await?;
        until(async || match self.driver.watch() {
            Some(_) => Ok(()),
            None => Err(Trouble::new(format!("nobody watches\n{}", tail(self.profile)))),
        })
        .await
    }

    /// Waits until the watch has made room for a window.
    pub async fn watch_ends(&self) -> Outcome {
        until(async || match self.driver.watch() {
            None => Ok(()),
            Some(watch) => Err(Trouble::new(format!("the watch (process {}) goes on", watch.id))),
        })
        .await
    }

    /// Clicks the app's icon beside the clock, which has this colour, until a window comes that no driver has
    /// opened. A panel may still show the icon of a process that has just ended.
    pub async fn opens_by_icon(&self, colour: [u8; 3]) -> Outcome {
        let opened = until_within(2 * PATIENCE, async || {
            until(async || panel::click(self.profile.screen(), colour)).await?;
            until_within(PATIENCE / 4, async || {
                let window = self.driver.app().ok_or_else(|| Trouble::new("there is no window"))?;
                desktop::shows(self.profile.screen(), window.id)
            })
            .await
        });
        self.with_screen(opened.await)
    }

    /// Gives the keyboard to a window that no driver has opened, once it is there.
    pub async fn window_comes_to_front(&self) -> Outcome {
        let came = until_within(2 * PATIENCE, async || {
            let window = self.driver.app().ok_or_else(|| Trouble::new("there is no window"))?;
            desktop::give_keyboard(self.profile.screen(), window.id, true)
        });
        self.with_screen(came.await)
    }

    /// Keeps a picture of the whole screen: of a window that no driver has opened, for a person to look at.
    pub fn screen_picture(&self, name: &str) -> Outcome {
        let dots = panel::picture(self.profile.screen())?;
        picture::save(&dots, &picture::pictures().join(format!("{name}.ppm"))).map(drop)
    }

    /// Trouble with a picture of the whole screen.
    fn with_screen(&self, done: Outcome) -> Outcome {
        done.map_err(|trouble| {
            let file = picture::pictures().join("failures/screen.ppm");
            let kept = panel::picture(self.profile.screen()).and_then(|dots| picture::save(&dots, &file));
            let where_it_is = kept.map_or_else(|none| none.to_string(), |file| file.display().to_string());
            Trouble::new(format!("{trouble}\nThe screen: {where_it_is}\n{}", tail(self.profile)))
        })
    }

    /// The memory that the app has: of all its processes, the share of each, in KiB.
    pub fn memory(&self) -> u64 {
        self.processes().iter().filter_map(Process::memory).sum()
    }

    /// What the watch has open, to search for what it should not have got from the window.
    pub fn open_in_watch(&self) -> Vec<String> {
        let files = self.driver.watch().map(|watch| watch.open_files()).unwrap_or_default();
        files.iter().map(|file| file.display().to_string()).collect()
    }

    /// The app and the web view's processes, with or without a window.
    fn processes(&self) -> Vec<Process> {
        let mut all = processes::marked(self.profile.home());
        let app = self.driver.app().or_else(|| self.driver.watch()).map(|app| app.program);
        all.retain(|process| {
            let name = process.program.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_web = name.starts_with("WebKit") && name != "WebKitWebDriver";
            is_web || app.as_ref() == Some(&process.program)
        });
        all
    }
}
