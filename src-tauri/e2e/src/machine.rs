//! What happens to the machine while the app runs on it: to its password store and to its disk.
//!
//! It refuses to touch anything but what belongs to this journey.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::app::App;
use crate::disk::fill_up;
use crate::keyring::Keyring;
use crate::processes;
use crate::trouble::{Outcome, Trouble};

impl App<'_> {
    /// Fills the disk with the app's notes, or makes room again. The profile must have a
    /// [small disk](crate::Profile::small_disk).
    pub fn fill_disk(&self, full: bool) -> Outcome {
        let data = self.profile.data()?;
        let seen = Path::new("/proc").join(self.process()?.id.to_string()).join("root");
        let seen = seen.join(data.strip_prefix("/").unwrap_or(&data));
        let filling =
            |refusal: &dyn std::fmt::Display| Trouble::new(format!("the disk could not be filled: {refusal}"));
        let device =
            |path: &Path| std::fs::metadata(path).map(|found| found.dev()).map_err(|refusal| filling(&refusal));
        let filler = seen.join("filler");
        match (device(&seen)? != device(self.profile.home())?, full) {
            (true, true) => fill_up(&filler).map_err(|refusal| filling(&refusal)),
            (true, false) => std::fs::remove_file(&filler).map_err(|refusal| filling(&refusal)),
            (false, full) => self.limit_files(if full { "0" } else { "unlimited" }),
        }
    }

    /// Stops the app in its tracks: it stays, and answers nothing.
    pub fn stand_still(&self) -> Outcome {
        self.signal("STOP")
    }

    /// Lets it go on where it stood.
    pub fn go_on(&self) -> Outcome {
        self.signal("CONT")
    }

    fn signal(&self, name: &str) -> Outcome {
        let kill = format!("kill -{name} {}", self.process()?.id);
        let done = Command::new("sh").args(["-c", &kill]).status();
        if done.is_ok_and(|status| status.success()) {
            Ok(())
        } else {
            Err(Trouble::new(format!("the app gets no {name}")))
        }
    }

    fn limit_files(&self, most: &str) -> Outcome {
        let (process, limit) = (self.process()?.id.to_string(), format!("--fsize={most}:unlimited"));
        let done = Command::new("prlimit").args(["--pid", &process, &limit]).status();
        if done.is_ok_and(|status| status.success()) { Ok(()) } else { Err(Trouble::new("prlimit limits no process")) }
    }

    /// Brings the password store into this state while the app runs.
    ///
    /// Nobody answers prompts on a journey. So a locked store is not unlocked: it is ended, and another
    /// is opened in its place, with the same things inside.
    pub fn set_keyring(&self, state: Keyring) -> Outcome {
        if state.takes_another_store() {
            self.end_keyring();
        }
        let environment = processes::environment(self.process()?.id);
        let done = Command::new("sh")
            .args(["-c", &state.changing()])
            .env_clear()
            .envs(environment.iter().filter_map(|line| line.split_once('=')))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .map_err(|refusal| Trouble::refused("changing the password store", refusal))?;
        if done.success() { Ok(()) } else { Err(Trouble::new(format!("the password store did not become {state:?}"))) }
    }

    fn end_keyring(&self) {
        let mut marked = processes::marked(self.profile.home());
        marked.retain(|process| process.program.ends_with("gnome-keyring-daemon"));
        processes::kill(&marked);
    }
}
