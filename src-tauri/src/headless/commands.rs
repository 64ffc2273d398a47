//! What can be typed after `meum-connect`, once for everybody who tells of it: the help, the manual page and the
//! shells' completions are made of this table. It decides nothing; `arguments.rs` reads what was typed, and its tests
//! hold it against this.

/// What comes after an option, or after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// A word that nobody can complete.
    Word,
    /// A file, or several.
    File,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A problem's code.
    Code,
}

/// An option of a command.
pub struct Choice {
    /// With its two dashes.
    pub name: &'static str,
    /// What comes after it.
    pub takes: Takes,
    /// What it does, in half a sentence.
    pub does: &'static str,
}

/// A piece of a description.
pub enum Part {
    /// A paragraph.
    Words(&'static str),
    /// Lines that stay as they are.
    Lines(&'static [&'static str]),
}

/// A command.
pub struct Command {
    /// The word itself.
    pub name: &'static str,
    /// What may follow, as a usage line shows it.
    pub usage: &'static str,
    /// What follows that is no option.
    pub takes: Takes,
    /// What it does, in half a sentence.
    pub does: &'static str,
    /// All of its options but `--help`.
    pub options: &'static [Choice],
    /// What it does, in full.
    pub about: &'static [Part],
    /// Its exit codes, but those of every command.
    pub exits: &'static str,
}

/// What all of it is for.
pub const PURPOSE: &str = "Checks a shop for Meum as the app's wizard does, reads the report on a picture of the \
    app, explains its codes, and tells how connected shops stand, without a window.";

/// What it does without a command.
pub const OTHERWISE: &str = "Without any of these, the app opens.";

/// What is understood in the place of a command.
pub const ALONE: [Choice; 2] = [
    Choice { name: "--help", takes: Takes::Nothing, does: "prints this" },
    Choice { name: "--version", takes: Takes::Nothing, does: "prints the version" },
];

const JSON: Choice = Choice { name: "--json", takes: Takes::Nothing, does: "prints one object, for machines" };

/// The formats of `status`.
pub const FORMATS: &[&str] = &["text", "json", "openmetrics", "nagios"];

/// All commands.
pub const COMMANDS: [Command; 5] = [
    Command {
        name: "check",
        usage: "[--json] <address>",
        takes: Takes::Word,
        does: "checks a shop as the wizard does",
        options: &[Choice {
            name: "--json",
            takes: Takes::Nothing,
            does: "prints one object, for machines: app, checkedAt, address, home, updatesTo, healthy, checks, \
                versions, keys, problem, remarks",
        }],
        about: &[
            Part::Words(
                "The shop is looked for at <address>; any page of it will do. Nothing is kept or changed. Keys are \
                 never taken from the arguments. At a terminal the consumer key and secret are asked for; Enter skips \
                 their check. An extra (staging) password is asked for when the shop wants one.",
            ),
            Part::Words(
                "Otherwise standard input is read, at most 16 KiB: both keys in any order, labels are fine; empty \
                 checks the address only. An application password of a WordPress user does in the place of the keys, \
                 and an extra password may come with either, each on two lines of their own:",
            ),
            Part::Lines(&[
                "user: <user name>",
                "application-password: <password>",
                "extra-user: <user name>",
                "extra-password: <password>",
            ]),
        ],
        exits: "0 healthy (remarks included), 1 a problem (a read-only key is one), 130 Ctrl-C",
    },
    Command {
        name: "read",
        usage: "[--json] <picture>...",
        takes: Takes::File,
        does: "reads the code on a picture of the app",
        options: &[JSON],
        about: &[Part::Words(
            "Finds the code on a picture (PNG, JPEG, WebP; - is standard input) and prints what the app knew, with \
             what each problem means and what to ask. Several pictures of one shop are put in order and compared. \
             What follows -- is a file, whatever its name. It asks nobody and keeps nothing.",
        )],
        exits: "0 every picture was read, 1 one was not",
    },
    Command {
        name: "explain",
        usage: "[--json] [<code> | --all]",
        takes: Takes::Code,
        does: "prints what the support handbook says of a code",
        options: &[
            Choice { name: "--json", takes: Takes::Nothing, does: "prints an object, or a list of them" },
            Choice { name: "--all", takes: Takes::Nothing, does: "prints the whole handbook" },
        ],
        about: &[Part::Words(
            "Prints what the support handbook says of a code such as F10; without one it lists the codes.",
        )],
        exits: "0 there is such a code",
    },
    Command {
        name: "status",
        usage: "[--json | --nagios | --format <format>] [--output <file>]",
        takes: Takes::Nothing,
        does: "tells how the connected shops stand",
        options: &[
            Choice {
                name: "--format",
                takes: Takes::OneOf(FORMATS),
                does: "text, json, openmetrics (for Prometheus), or nagios (one line, for monitoring plugins)",
            },
            Choice { name: "--json", takes: Takes::Nothing, does: "the same as --format json" },
            Choice { name: "--nagios", takes: Takes::Nothing, does: "the same as --format nagios" },
            Choice { name: "--output", takes: Takes::File, does: "replaces this file with the answer, in one step" },
        ],
        about: &[Part::Words(
            "Asks every shop that is connected on this computer, and Meum, as the panel does, and prints how they \
             stand. It may run while the app does, keeps nothing, and asks nobody for the password store's password: \
             where that is locked, a shop's state is unknown.",
        )],
        exits: "0 all shops are well, 1 one is not, 2 nobody could be asked; with openmetrics 0 once it is \
            written; with nagios 0 ok, 1 warning, 2 critical, 3 unknown",
    },
    Command {
        name: "watch",
        usage: "",
        takes: Takes::Nothing,
        does: "goes on watching the shops without a window",
        options: &[],
        about: &[Part::Words(
            "Goes on watching the shops without a window, on Linux, and shows an icon beside the clock where the \
             desktop has a place for it; the app starts it at login where it may. It becomes meum-connect-watch where \
             that is installed beside it.",
        )],
        exits: "0 it was ended, or somebody else watches already, 1 it could not watch",
    },
];

/// The exit code that every command has.
pub const MISUSE: &str = "2 misuse, or an answer that could not be written";

/// The settings: an environment variable and what it does.
pub const SETTINGS: [(&str, &str); 2] = [
    ("MEUM_API_URL", "reaches Meum elsewhere: an https address, or http on this computer. Anything else is refused."),
    (
        "MEUM_CONNECT_LOG",
        "how much is logged to standard error, and into the data folder: error, warn, info, debug or trace. Never a \
         secret.",
    ),
];

/// What is different on Windows.
pub const ON_WINDOWS: &str = "On Windows the app has no console: pipe its output on (meum-connect check \
    shop.example | more) and pass keys through standard input.";
