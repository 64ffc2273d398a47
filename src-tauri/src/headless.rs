//! `meum-connect check <address>`: what the wizard asks of a shop, without a window. Support and
//! scripts read it. It needs no display, and it refuses to keep anything, to change anything, and
//! to take a secret as an argument.
//!
//! With `--json` it prints one object:
//! `{app, checkedAt, address, home, updatesTo, healthy, checks: [{check, state, millis}], versions:
//! {wordpress, woocommerce, plugin}, keys: {ending or user, mayWrite, signIn} | null, problem: P | null,
//! remarks: [P]}` with `P = {code, title, means, next, fixer, link, instead, technical, tried, at,
//! note}`. Times are RFC 3339, `millis` milliseconds; what is not known is null.

mod arguments;
pub mod commands;
mod guests;
mod help;
mod input;
mod look;
mod messages;
mod moment;
mod read;
mod report;
mod sentences;
mod status;
mod text;

pub use arguments::{Explained, Misuse, Request, asked};
pub(crate) use messages::find as find_message;
#[cfg(test)]
pub(crate) use messages::name_of;
pub(crate) use moment::file_stamp;
pub(crate) use read::report_json;
pub(crate) use sentences::{key_in_words, say, say_as};

use crate::handbook;
use connect_core::checklist::CheckLine;
use connect_core::problem::ProblemKind;
use connect_core::work::Work;
use input::{Given, Refused};
use look::Look;
use report::Report;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;
use std::time::Duration;

/// What a shop's check comes to, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Nothing stands in the way.
    Healthy = 0,
    /// Something does.
    Problem = 1,
    /// It was called in a way that cannot be followed, or its answer could not be written.
    Misuse = 2,
    /// Ctrl-C, as shells count it.
    Stopped = 130,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

/// What is left to whatever still runs at the end.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Does what was asked, and tells how it ended.
pub fn run(asked: Request) -> ExitCode {
    let ending = match asked {
        Request::Help => print(&help::text()),
        Request::Version => print(&format!("{}\n", report::app())),
        Request::Check { address, json } => check(&address, json),
        Request::Read { pictures, json } => read::run(&pictures, json),
        Request::Explain { what, json } => explain(&what, json),
        Request::Status { form, output } => return status::run(form, output.as_ref()),
        Request::Misused(misuse) => refuse(&misuse.to_string()),
    };
    ending.into()
}

/// Prints what the handbook says.
fn explain(what: &Explained, json: bool) -> Ending {
    let text = match (what, json) {
        (Explained::Nothing, false) => handbook::index(),
        (Explained::Nothing, true) => one_line(&handbook::titles()),
        (Explained::Everything, false) => handbook::book(),
        (Explained::Everything, true) => one_line(&handbook::pages()),
        (Explained::Code(code), json) => match handbook::Page::named(code) {
            None => return refuse(&Misuse::UnknownCode.to_string()),
            Some(page) if json => one_line(&page),
            Some(page) => page.markdown(),
        },
    };
    print(&text)
}

fn one_line(what: &impl serde::Serialize) -> String {
    serde_json::to_string(what).unwrap_or_default() + "\n"
}

fn check(address: &str, json: bool) -> Ending {
    let look = Look::begun(address);
    // What stands in the way already needs no keys.
    let given = if look.problem.is_none() { input::piped() } else { Ok(None) };
    let given = match given {
        Ok(given) => given,
        Err(refused) => return refuse(&refused.to_string()),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&format!("The check could not start: {error}")),
    };
    let ending = runtime.block_on(async {
        // Listened for from the start, or the signal would end the app in the middle of a prompt.
        tokio::select! {
            biased;
            Ok(()) = tokio::signal::ctrl_c() => Ending::Stopped,
            ending = tell(look, given, json) => ending,
        }
    });
    // Long enough for a prompt to put the terminal right; a name that is still being looked up is
    // not waited for.
    runtime.shutdown_timeout(LAST_WORDS);
    ending
}

/// Looks, and tells all of it.
async fn tell(mut look: Look, given: Option<Given>, json: bool) -> Ending {
    let say = |text: &str| {
        if !json {
            print(text);
        }
    };
    match ask(&mut look, given, say).await {
        Ok(()) => {}
        Err(Refused::Stopped) => return Ending::Stopped,
        Err(refused) => return refuse(&refused.to_string()),
    }
    let report = Report::of(&look);
    let said = print(&if json { report.json() } else { text::rest(&report) });
    if said != Ending::Healthy {
        return said;
    }
    match look.problem.map(|problem| problem.kind) {
        None => Ending::Healthy,
        Some(ProblemKind::SettingRefused) => Ending::Misuse,
        Some(_) => Ending::Problem,
    }
}

/// Asks the shop, and tells each piece of work as it begins and ends.
async fn ask(look: &mut Look, given: Option<Given>, say: impl Fn(&str)) -> Result<(), Refused> {
    if look.problem.is_none() {
        let given = match given {
            Some(given) => given,
            None => input::at_terminal(input::ask).await?,
        };
        look.take(given);
    }
    say(&text::heading(look));
    if look.problem.is_some() {
        return Ok(());
    }
    say(&text::begun(Work::FindingShop));
    look.find().await?;
    // What the index showed no sign of, others may show.
    let waiting = look.waiting();
    let waits = |line: &CheckLine| waiting.contains(&line.check);
    let (before, seen) = (look.checks.len(), look.checks.iter().filter(|line| !waits(line)).cloned());
    say(&text::checks(&seen.collect::<Vec<_>>()));
    if look.has_keys() && look.found.is_some() {
        say(&text::begun(Work::CheckingKeys));
    }
    // On the heap: keys and guests are asked at once, which is more than a stack should hold.
    Box::pin(look.check()).await;
    say(&text::checks(look.checks.get(before..).unwrap_or_default()));
    say(&text::checks(&look.checks.iter().take(before).filter(|line| waits(line)).cloned().collect::<Vec<_>>()));
    Ok(())
}

/// Says on standard error that there is no screen for the window, and what works without one.
pub fn tell_of_no_screen() {
    let _ = writeln!(std::io::stderr(), "{}", messages::message("no_screen"));
}

/// A reader that went away needs no telling. Whoever gets nothing for another reason must not take it for an answer.
fn print(text: &str) -> Ending {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(std::io::stderr(), "meum-connect: The answer could not be written: {error}");
            Ending::Misuse
        }
        _ => Ending::Healthy,
    }
}

fn refuse(why: &str) -> Ending {
    let _ = writeln!(std::io::stderr(), "meum-connect: {why}\nSee `meum-connect --help`.");
    Ending::Misuse
}
