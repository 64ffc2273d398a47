//! The report as text for people: no colours, no width, nothing that moves, so that it can be
//! mailed as it is. Its sentences are the window's.

use super::look::Look;
use super::messages::{message, name_of, with};
use super::moment::exact;
use super::report::{ProblemReport, Report, Versions, app};
use crate::settings::{elsewhere, meum_setting};
use connect_core::check::{Check, CheckState};
use connect_core::checklist::CheckLine;
use connect_core::plain::PlainText;
use connect_core::problem::Fixer;
use connect_core::shop_facts::KnownBy;
use connect_core::work::Work;

/// Which app, which address, when.
pub fn heading(look: &Look) -> String {
    let address = look.address.as_ref().map_or_else(|| message("version_unknown"), |url| url.as_str().to_owned());
    let meum = elsewhere(meum_setting().as_deref());
    let meum = meum.map(|meum| with("meum_elsewhere", &[("address", meum.as_str())]) + "\n").unwrap_or_default();
    format!("{}\nAddress: {address}\nTime: {}\n{meum}", app(), exact(look.at))
}

/// A piece of work that was begun.
pub fn begun(work: Work) -> String {
    format!("\n{}\n", message(&format!("working_{}", name_of(&work))))
}

/// Its checks. What comes after the one that failed has not been looked at.
pub fn checks(lines: &[CheckLine]) -> String {
    let failed = lines.iter().position(|line| line.state == CheckState::Failed);
    lines.iter().take(failed.map_or(lines.len(), |at| at + 1)).map(check).collect()
}

fn check(line: &CheckLine) -> String {
    let name = format!("check_{}", name_of(&line.check));
    let noted = line.state == CheckState::Noted && matches!(line.check, Check::Plugin | Check::MayChange);
    let name = if noted { format!("{name}_noted") } else { name };
    let state = message(&format!("check_state_{}", name_of(&line.state)));
    let took = line.millis.filter(|millis| *millis > 0).map(|millis| format!(", {}", millis_of(millis)));
    format!("  {}: {state}{}\n", message(&name), took.unwrap_or_default())
}

fn millis_of(millis: u32) -> String {
    with("check_millis", &[("count", &millis.to_string())])
}

/// What was learnt, and whatever stands in the way or is worth knowing.
pub fn rest(report: &Report) -> String {
    let mut text = known(report);
    text.extend(report.problem.as_ref().map(|problem| format!("\n{}", lines_of(problem, ""))));
    text.push_str(&remarks(&report.remarks));
    let result = report.problem.as_ref().map_or("nothing stands in the way", |problem| problem.code.code());
    text + &format!("\nResult: {result}\n")
}

/// What is worth knowing; of what nobody needs a sentence about, the line for support.
fn remarks(all: &[ProblemReport]) -> String {
    let (silent, remarks): (Vec<&ProblemReport>, Vec<&ProblemReport>) =
        all.iter().partition(|remark| remark.code.is_silent());
    let group = |heading: &str, lines: String| {
        if lines.is_empty() { lines } else { format!("\n{}\n{lines}", message(heading)) }
    };
    group("remarks_label", remarks.into_iter().map(|remark| lines_of(remark, "  ")).collect())
        + &group("technical_details", silent.into_iter().map(line).collect())
}

fn known(report: &Report) -> String {
    let Some(home) = &report.home else { return String::new() };
    // The shop's own words are told from ours.
    let name = report.name.as_ref().map_or_else(|| message("shop_unnamed"), |name| format!("“{name}”"));
    let mut text = format!("\n{}: {name}, {home}\n", message("shop_found"));
    text.extend(report.updates_to.as_ref().map(|to| with("updates_would_go", &[("address", to)]) + "\n"));
    text.extend(report.keys.as_ref().map(|keys| {
        let known_by = match &keys.known_by {
            KnownBy::Ending(ending) => with("keys_good_ending", &[("ending", ending)]),
            KnownBy::User(name) => with("keys_good_user", &[("user", name.as_str())]),
        };
        format!("{}\n{known_by}\n", versions(&report.versions))
    }));
    text
}

fn versions(versions: &Versions) -> String {
    let unknown = message("review_version_unknown");
    let [wordpress, woocommerce] = [&versions.wordpress, &versions.woocommerce]
        .map(|version| version.as_ref().map_or(unknown.as_str(), PlainText::as_str));
    let plugin = match (&versions.plugin, versions.plugin_runs) {
        (Some(version), Some(false)) => with("plugin_off", &[("version", version.as_str())]),
        (Some(version), _) => version.as_str().to_owned(),
        (None, Some(false)) => message("plugin_absent"),
        (None, _) => unknown.clone(),
    };
    let words = [("wordpress", wordpress), ("woocommerce", woocommerce), ("plugin", plugin.as_str())];
    with("review_versions_value", &words)
}

fn line(remark: &ProblemReport) -> String {
    let technical = remark.technical.as_ref().map(|line| format!(" · {}", line.as_str()));
    format!("  {}{}\n", remark.code.code(), technical.unwrap_or_default())
}

fn lines_of(problem: &ProblemReport, indent: &str) -> String {
    let mut lines = vec![format!("{} · {}", problem.code.code(), problem.title)];
    lines.extend([&problem.means, &problem.next].map(|sentence| format!("  {sentence}")));
    let quote = problem.words_label.as_ref().zip(problem.words.as_ref());
    lines.extend(quote.map(|(label, words)| format!("  {label}: “{}”", words.as_str())));
    let address = problem.link.as_ref().or(problem.instead.as_ref());
    lines.extend(problem.button.as_ref().zip(address).map(|(button, address)| format!("  {button}: {address}")));
    lines.push(format!("  {}: {}", message("fixer_label"), fixer_in_words(problem.fixer)));
    lines.extend(problem.technical.iter().map(|line| format!("  {}: {}", message("technical_details"), line.as_str())));
    if !problem.tried.is_empty() {
        lines.push(format!("  {}:", message("tried_heading")));
        lines.extend(problem.tried.iter().map(|line| format!("  - {}", line.as_str())));
    }
    lines.extend(note(problem));
    let lines = lines.into_iter().map(|line| format!("{indent}{line}").trim_end().to_owned());
    lines.chain([String::new()]).collect::<Vec<String>>().join("\n")
}

/// Who can put it right.
fn fixer_in_words(fixer: Fixer) -> String {
    message(&format!("fixer_{}", name_of(&fixer)))
}

fn note(problem: &ProblemReport) -> Vec<String> {
    let Some((to, note)) = problem.note_to.zip(problem.note.as_ref()) else { return Vec::new() };
    let heading = format!("  A note to pass on ({}):", fixer_in_words(to));
    std::iter::once(heading).chain(note.lines().map(|line| format!("    {line}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use connect_core::problem::{Problem, ProblemKind};

    fn remark(kind: ProblemKind) -> ProblemReport {
        ProblemReport::of(&Problem::new(kind).of("a.example").with_technical("IPv4 used"), (None, None), true)
    }

    #[test]
    fn a_silent_remark_is_a_line_for_support_only() {
        let text = remarks(&[remark(ProblemKind::Ipv6Unreachable)]);
        assert_eq!(text, "\nTechnical details\n  A09 · IPv4 used\n");
    }

    #[test]
    fn a_remark_is_told_whole_with_its_note() {
        let text = remarks(&[remark(ProblemKind::HeaderStripped), remark(ProblemKind::Ipv6Unreachable)]);
        assert!(text.starts_with(
            "\nWorth knowing\n  F06 · Sign-in details don't arrive the usual way\n    a.example answered as if"
        ));
        assert!(
            text.contains("    A note to pass on (Your web host):\n      Hello,\n\n      I am connecting a.example")
        );
        assert!(text.ends_with("\n\nTechnical details\n  A09 · IPv4 used\n"), "{text}");
        assert_eq!(remarks(&[]), "");
    }

    #[test]
    fn what_comes_after_the_check_that_failed_is_not_shown() {
        let line = |check, state, millis| CheckLine { check, state, millis };
        let lines = [
            line(Check::Found, CheckState::Passed, Some(12)),
            line(Check::Plugin, CheckState::Noted, Some(0)),
            line(Check::MayRead, CheckState::Failed, None),
            line(Check::MayChange, CheckState::Waiting, None),
        ];
        let text = "  An answer at this address: done, 12 ms\n  No sign of the Meum plugin yet: noted\n  \
                    Allowed to look at your shop: stopped here\n";
        assert_eq!(checks(&lines), text);
    }
}
