//! The manual page in the packages: made of the same table as the help, and clean for `man`.

use super::package::{whole, written};
use meum_connect::headless::commands::{
    ALONE, COMMANDS, Choice, Command, MISUSE, ON_WINDOWS, OTHERWISE, PURPOSE, Part, SETTINGS,
};
use std::collections::BTreeSet;
use std::process::Command as Program;

const PAGE: &str = "src-tauri/packaging/meum-connect.1";

/// How it begins.
const NAME: &str = "\
.SH NAME
meum\\-connect, meum\\-connect\\-watch \\- connects a WooCommerce shop to Meum
.SH SYNOPSIS
.B meum\\-connect
";

/// The parts that only the page has.
const FILES: &str = "\
.SH FILES
.TP
.I ~/.local/share/io.meum.connect
addresses, versions and states, and the log of seven days; below XDG_DATA_HOME where that is set. Removing or purging
the package leaves them: they are the user's own. Keys and secrets are kept in the password store alone, under
io.meum.connect.
.SH EXAMPLES
.TP
.B meum\\-connect check \\-\\-json corner\\-shop.com < keys.txt
checks a shop with the keys in a file
.TP
.B meum\\-connect read picture.jpg
prints what the code on a picture says
.TP
.B meum\\-connect status \\-\\-nagios
says in one line how the shops stand
";

/// Text as roff takes it: dashes that can be copied, and nothing that begins a request.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

/// The same, with what stands for something else in italics, and options in bold.
fn usage(text: &str) -> String {
    let words = plain(text).replace('<', "\\fI").replace('>', "\\fR");
    let bold = |word: &str| match word.find("\\-\\-") {
        Some(at) => {
            let end = word[at..].find(']').map_or(word.len(), |length| at + length);
            format!("{}\\fB{}\\fR{}", &word[..at], &word[at..end], &word[end..])
        }
        None => word.to_owned(),
    };
    words.split(' ').map(bold).collect::<Vec<_>>().join(" ")
}

fn paragraphs(command: &Command) -> String {
    let mut pieces = vec![format!(".SS {}\n", command.name)];
    for (at, part) in command.about.iter().enumerate() {
        let begin = if at == 0 { "" } else { ".PP\n" };
        match part {
            Part::Words(words) => pieces.push(format!("{begin}{}\n", usage(words))),
            Part::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("    {}\n", usage(line))).collect();
                pieces.push(format!(".PP\n.nf\n{}.fi\n", lines.concat()));
            }
        }
    }
    pieces.extend(command.options.iter().map(explained));
    pieces.concat()
}

fn explained(choice: &Choice) -> String {
    format!(".TP\n.B {}\n{}\n", plain(choice.name), plain(choice.does))
}

fn page() -> String {
    let (version, day) = (env!("CARGO_PKG_VERSION"), released());
    let mut pieces = vec![format!(".\\\" Made by tests/manual.rs of headless/commands.rs; change those.\n")];
    pieces.push(format!(".TH MEUM\\-CONNECT 1 {day} \"Meum Connect {version}\" \"User Commands\"\n{NAME}"));
    for command in &COMMANDS {
        pieces.push(format!(".br\n\\fBmeum\\-connect {}\\fR {}\n", command.name, usage(command.usage)));
    }
    let alone = ALONE.map(|choice| format!("\\fB{}\\fR", plain(choice.name))).join(" | ");
    pieces.push(format!(".br\n\\fBmeum\\-connect\\fR {alone}\n"));
    pieces.push(format!(".SH DESCRIPTION\n{}\n{}\n.SH COMMANDS\n", plain(PURPOSE), plain(OTHERWISE)));
    pieces.extend(COMMANDS.iter().map(paragraphs));
    pieces.push(".SH OPTIONS\n".to_owned());
    pieces.extend(ALONE.iter().map(explained));
    pieces.push(".SH EXIT STATUS\n".to_owned());
    pieces.extend(COMMANDS.iter().map(|command| format!(".TP\n.B {}\n{}\n", command.name, plain(command.exits))));
    pieces.push(format!(".TP\nall of them\n{}\n.SH ENVIRONMENT\n", plain(MISUSE)));
    pieces.extend(SETTINGS.map(|(name, does)| format!(".TP\n.B {name}\n{}\n", plain(does))));
    pieces.push(format!("{FILES}.SH NOTES\n{}\n", plain(ON_WINDOWS)));
    pieces.concat()
}

/// The day of the version there is, which the software centres are told as well.
fn released() -> String {
    let metadata = std::fs::read_to_string(whole().join("src-tauri/packaging/io.meum.connect.metainfo.xml")).unwrap();
    metadata.split(" date=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a release has its day").to_owned()
}

/// The page as a reader sees it, and what `man` complains of; `None` where there is no `man`.
fn shown() -> Option<(String, String)> {
    let mut man = Program::new("man");
    man.args(["--warnings", "-E", "UTF-8", "-l"]).arg(whole().join(PAGE));
    let ran = man.env("MANWIDTH", "200").env("LC_ALL", "C.UTF-8").output().ok()?;
    Some((String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap()))
}

/// Every word that begins like an option.
fn options(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
    words.filter(|word| word.len() > 2 && word.starts_with("--")).map(str::to_owned).collect()
}

/// `cargo xtask test` fails when the committed page differs.
#[test]
fn the_manual_page_is_made_of_the_commands_there_are() {
    written(PAGE, &page());
}

#[test]
fn man_shows_the_page_without_a_warning_and_with_what_the_help_has_and_nothing_else() {
    let help = Program::new(env!("CARGO_BIN_EXE_meum-connect")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let Some((shown, complaints)) = shown() else {
        assert!(options(&page().replace('\\', "")).is_superset(&options(&help)));
        return;
    };
    assert_eq!(complaints, "");
    assert_eq!(options(&shown), options(&help));
    for command in &COMMANDS {
        let line = format!("meum-connect {} {}", command.name, command.usage.replace(['<', '>'], ""));
        assert!(shown.contains(line.trim_end()), "{line} is not in\n{shown}");
        assert!(help.contains(&format!("\n{}: {}\n", command.name, command.does)), "{}", command.name);
    }
}
