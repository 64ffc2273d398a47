//! The app in its window: starting it, ending it, and ending it without asking.

use std::panic::Location;
use std::process::{Command, Stdio};

use fantoccini::Client;

use crate::desktop;
use crate::driver::Driver;
use crate::processes::{self, Process};
use crate::profile::Profile;
use crate::trouble::{Outcome, Place, Trouble};
use crate::wait::{answer, until};

/// The app, open in a window.
///
/// Dropping it ends it at once, also when a journey fails.
pub struct App<'profile> {
    pub(crate) page: Client,
    pub(crate) driver: Driver,
    pub(crate) profile: &'profile Profile,
}

/// Presses *Close the app* where the window asks whether to watch on; tells whether it did.
const DECLINE: &str = "const button = [...document.querySelectorAll('button')]\
    .find((one) => one.textContent.trim() === 'Close the app'); button?.click(); return button !== undefined;";

impl<'profile> App<'profile> {
    /// Starts the app on this machine and waits until its page is there.
    pub async fn launch(profile: &'profile Profile) -> Outcome<Self> {
        let told = |trouble: Trouble| Trouble::new(format!("{trouble}\n{}", tail(profile)));
        let driver = Driver::start(profile).await.map_err(told)?;
        let page = driver.open().await.map_err(told)?;
        let app = Self { page, driver, profile };
        app.is_ready().await.map_err(told)?;
        Ok(app)
    }

    /// Closes the window as a person does, and waits until the app has ended.
    pub async fn close(self) -> Outcome {
        self.ask_to_close()?;
        self.ends().await
    }

    /// Presses the window's ✕; the app may have a reason to stay.
    pub fn ask_to_close(&self) -> Outcome {
        desktop::ask_to_close(self.profile.screen(), self.process()?.id)
    }

    /// Waits until the app has ended by itself. Asked whether to watch on without its window, the merchant
    /// of these journeys does not want that.
    pub async fn ends(self) -> Outcome {
        let _ = until(async || match self.driver.app() {
            None => Ok(()),
            // A page that is on its way out answers no more.
            Some(_) => match self.run("declining to watch on", DECLINE, Vec::new()).await {
                Ok(pressed) if pressed == false => Err(Trouble::new("the app still runs, and does not ask")),
                Ok(_) | Err(_) => Ok(()),
            },
        })
        .await;
        let gone = self.driver.app_is_gone().await;
        gone.map_err(|trouble| Trouble::new(format!("{trouble}\n{}", tail(self.profile))))
    }

    /// Ends the app without asking it, as a crash or a power cut would.
    pub async fn kill(self) -> Outcome {
        processes::kill(&[self.process()?]);
        self.driver.app_is_gone().await
    }

    /// Whether the app still runs.
    pub fn is_running(&self) -> bool {
        self.driver.app().is_some()
    }

    /// Starts the app a second time beside this one, and waits until the second has ended.
    pub async fn start_again(&self) -> Outcome {
        let first = self.process()?;
        let environment = processes::environment(first.id);
        let mut second = Command::new(&first.program)
            .env_clear()
            .envs(environment.iter().filter_map(|line| line.split_once('=')))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|refusal| Trouble::refused("starting the app again", refusal))?;
        until(async || match second.try_wait() {
            Ok(Some(end)) if end.success() => Ok(()),
            Ok(Some(end)) => Err(Trouble::new(format!("the second app failed: {end}"))),
            Ok(None) => Err(Trouble::new("the app runs twice")),
            Err(refusal) => Err(Trouble::refused("waiting for the second app", refusal)),
        })
        .await
    }

    /// Arguments and environments of the app and of all processes that it started: other programs can
    /// read both.
    pub fn arguments_and_environments(&self) -> String {
        processes::told(self.profile.home())
    }

    /// Its own processes, and the web view's, that could leave a file of their memory when they crash; and how many
    /// there are in all.
    pub fn that_leave_a_core(&self) -> (Vec<String>, usize) {
        let mut ours = processes::marked(self.profile.home());
        ours.retain(|process| {
            let name = process.program.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("meum-connect") || name.starts_with("WebKit") && !name.contains("Driver")
        });
        let all = ours.len();
        ours.retain(Process::leaves_a_core);
        (ours.into_iter().map(|process| process.program.display().to_string()).collect(), all)
    }

    /// Brings the window to the front: it gets the keyboard.
    pub fn to_front(&self) -> Outcome {
        desktop::give_keyboard(self.profile.screen(), self.process()?.id, true)
    }

    /// Puts the window behind another: it loses the keyboard.
    pub fn to_back(&self) -> Outcome {
        desktop::give_keyboard(self.profile.screen(), self.process()?.id, false)
    }

    pub(crate) fn process(&self) -> Outcome<processes::Process> {
        self.driver.app().ok_or_else(|| Trouble::new("the app has ended by itself"))
    }

    async fn is_ready(&self) -> Outcome {
        const READY: &str = "return document.readyState === 'complete' \
            && location.protocol !== 'about:' && document.body.innerText.trim() !== '';";
        until(async || {
            let ready = answer("the first page", self.page.execute(READY, Vec::new())).await?;
            if ready == true { Ok(()) } else { Err(Trouble::new("the window stayed empty")) }
        })
        .await
    }

    /// The trouble with all that helps to understand it: the place, the screen, the log.
    pub(crate) async fn tell(&self, place: Place, trouble: Trouble) -> Trouble {
        if !self.is_running() {
            let ended = Trouble::new(format!("the app has ended by itself ({trouble})"));
            return ended.told(place, &tail(self.profile));
        }
        let text = match self.visible_text().await {
            Ok(text) => format!(
                "On the screen was:
{}",
                indented(&text)
            ),
            Err(none) => format!("What was on the screen is not known: {none}"),
        };
        let picture = match self.picture_of_failure(place).await {
            Ok(file) => format!("A picture of it: {}", file.display()),
            Err(none) => format!("There is no picture of it: {none}"),
        };
        trouble.told(
            place,
            &[text, picture, tail(self.profile)].join(
                "
",
            ),
        )
    }

    /// Takes a step of a journey. Trouble comes back with its place, the screen and the log.
    pub(crate) async fn at<T>(&self, place: Place, step: impl Future<Output = Outcome<T>>) -> Outcome<T> {
        match step.await {
            Ok(done) => Ok(done),
            Err(trouble) => Err(self.tell(place, trouble).await),
        }
    }
}

/// The line of the journey that calls this.
#[track_caller]
pub(crate) fn here() -> Place {
    Location::caller()
}

/// The last lines that the app printed, without those that GTK and the bus print on any machine, and the last
/// ones of its own log.
pub(crate) fn tail(profile: &Profile) -> String {
    const USUAL: [&str; 4] = ["dbus-daemon[", "Locale not supported", "Using the fallback 'C' locale", "AT-SPI:"];
    let (printed, kept) = (profile.log(), profile.logbook());
    let printed = printed.lines().filter(|line| !USUAL.iter().any(|usual| line.contains(usual)));
    format!("The app's last words:\n{}\nIn its log:\n{}", last_of(printed), last_of(kept.lines()))
}

fn last_of<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(20)..).unwrap_or_default();
    if last.is_empty() { "    nothing".to_owned() } else { indented(&last.join("\n")) }
}

fn indented(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("    {line}")).collect::<Vec<_>>().join(
        "
",
    )
}
