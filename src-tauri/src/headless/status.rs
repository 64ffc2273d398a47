//! `meum-connect status`: how every shop stands that is connected on this computer, for people and for programs that watch
//! many of them. It asks each shop and Meum once, as the panel does, with what the notes and the password store have, also
//! while the app runs. It asks nobody for a password, and refuses to write into the notes and to print a secret.
//!
//! With `--json` it prints one object: `{app, checkedAt, level, unreadable, shops: [{shop, practice, level, headline, since,
//! problems: [code], certificateEnds, lines: [{line, state, code, since, checkedAt}]}]}`. Times are RFC 3339; what is not
//! known is null. `--format openmetrics` is `survey/metrics.rs` of the core.

mod asking;
mod nagios;
mod output;
mod told;

use super::{Ending, print};
use crate::adapters::storage::read_beside;
use crate::aftermath;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::survey::{Level, Report, Survey, metrics};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// How the answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For people.
    #[default]
    Text,
    /// One object.
    Json,
    /// Metrics.
    OpenMetrics,
    /// One line, and an exit code, as monitoring plugins have.
    Nagios,
}

pub(super) fn run(form: Form, output: Option<&OsString>) -> ExitCode {
    let begun = Instant::now();
    match looked() {
        Ok(report) => {
            let took = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
            tell(&report, form, took, output.map(Path::new))
        }
        Err(problem) if form == Form::Nagios => {
            print(&nagios::failed(&problem));
            ExitCode::from(Level::Unknown as u8)
        }
        Err(problem) => super::refuse(&told::failed(&problem)).into(),
    }
}

fn looked() -> Result<Report, Problem> {
    let folder = aftermath::data_folder();
    let folder = folder.ok_or_else(|| Problem::new(ProblemKind::StorageFault))?;
    let loaded = read_beside(&folder).map_err(|error| Problem::from(&error))?;
    let scenario = loaded.settings.scenario;
    let survey = Survey::of(loaded);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Problem::new(ProblemKind::StorageFault).with_technical(&format!("asking could not begin: {error}"))
    })?;
    let report = runtime.block_on(asking::asked(survey, scenario));
    runtime.shutdown_timeout(super::LAST_WORDS);
    report
}

fn tell(report: &Report, form: Form, took: u64, output: Option<&Path>) -> ExitCode {
    let text = match form {
        Form::Text => told::text(report),
        Form::Json => told::json(report),
        Form::OpenMetrics => metrics::text(report, super::sentences::VERSION, took),
        Form::Nagios => nagios::line(report, took),
    };
    let written = match output {
        Some(path) => output::replace(path, &text)
            .map_or_else(|error| super::refuse(&told::unwritten(&error)), |()| Ending::Healthy),
        None => print(&text),
    };
    match (written, form) {
        (Ending::Healthy, Form::Nagios) => ExitCode::from(report.level() as u8),
        // Whoever collects metrics reads in them how the shops stand.
        (Ending::Healthy, Form::OpenMetrics) => Ending::Healthy.into(),
        (Ending::Healthy, Form::Text | Form::Json) if report.level() == Level::Ok => Ending::Healthy.into(),
        (Ending::Healthy, Form::Text | Form::Json) => Ending::Problem.into(),
        (_, Form::Nagios) => ExitCode::from(Level::Unknown as u8),
        (failed, _) => failed.into(),
    }
}
