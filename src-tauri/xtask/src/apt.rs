//! Installing the system packages that are missing.
//!
//! Only Debian and its relatives are installed on; elsewhere the list is printed and the work
//! goes on. Nothing is ever removed or upgraded, and nothing is installed that is there already.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::packages::{Package, missing};
use crate::process;
use crate::voice::Voice;

/// Installs whichever of these is missing.
pub fn install_missing<'a>(voice: Voice, wanted: impl Iterator<Item = &'a Package>) -> Outcome {
    let wanted: Vec<&Package> = wanted.collect();
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !process::is_installed("dpkg-query") || !process::is_installed("apt-get") {
        voice.say("This is not a Debian-like system, so no package was installed. Needed are:");
        print_reasons(voice, &wanted);
        return Ok(());
    }
    let missing = missing(&wanted, &known_to_dpkg(&wanted));
    if missing.is_empty() {
        return Ok(());
    }
    voice.say("Missing system packages:");
    print_reasons(voice, &missing);
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let administrator = administrator(&names)?;
    if let Err(failure) = voice.run(apt_get(administrator, &["update"])) {
        voice.say(&format!("{failure}\nThe lists of packages may be old; trying with them."));
    }
    let words = [&["install", "-y", "--no-install-recommends"], names.as_slice()].concat();
    voice.run(apt_get(administrator, &words))
}

fn print_reasons(voice: Voice, packages: &[&Package]) {
    for Package { name, why } in packages {
        voice.say(&format!("  {name:<24}{why}"));
    }
}

/// The word before a command that only an administrator may run: none for root, else `sudo`.
fn administrator(names: &[&str]) -> Outcome<Option<&'static str>> {
    if process::ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Ok(None);
    }
    if process::is_installed("sudo") {
        return Ok(Some("sudo"));
    }
    Err(Failure::new(format!(
        "Installing needs an administrator, and there is no sudo here. Ask for:\n\n  \
         apt-get update && apt-get install -y --no-install-recommends {}",
        names.join(" ")
    )))
}

fn apt_get(administrator: Option<&str>, words: &[&str]) -> Command {
    let mut command = Command::new(administrator.unwrap_or("env"));
    if administrator.is_some() {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(words);
    command
}

/// What dpkg says of them: `name state` a line. It fails when one is unknown, and still answers.
fn known_to_dpkg(wanted: &[&Package]) -> String {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"])
        .args(wanted.iter().map(|package| package.name))
        .output()
        .map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrators_command_says_so() {
        let typed: Vec<_> =
            apt_get(Some("sudo"), &["update"]).get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(typed, ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update"]);
    }
}
