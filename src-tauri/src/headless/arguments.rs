//! What stands on the command line. An argument that could be a secret is refused and never
//! repeated, and neither is any other: other users of a computer can see arguments.

use super::status::Form;
use std::ffi::OsString;

/// What a command line asks for without the window.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// `--help`.
    Help,
    /// `--version`.
    Version,
    /// `check`.
    Check {
        /// The shop's address, as typed.
        address: String,
        /// Whether a machine reads the answer.
        json: bool,
    },
    /// `read`.
    Read {
        /// The pictures' files, `-` for standard input.
        pictures: Vec<OsString>,
        /// Whether a machine reads the answer.
        json: bool,
    },
    /// `explain`.
    Explain {
        /// What of the handbook.
        what: Explained,
        /// Whether a machine reads the answer.
        json: bool,
    },
    /// `status`.
    Status {
        /// How the answer is written.
        form: Form,
        /// The file that it replaces; `None` is standard output.
        output: Option<OsString>,
    },
    /// Something that cannot be followed.
    Misused(Misuse),
}

/// What of the handbook is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Explained {
    /// No code: the list of all.
    Nothing,
    /// The page of this code, as typed.
    Code(String),
    /// The whole handbook.
    Everything,
}

/// Why a command line cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misuse {
    /// No address.
    #[error("The address of the shop is missing.")]
    NoAddress,
    /// More than one.
    #[error("One address at a time. An address with spaces in it goes in quotes.")]
    TooMuch,
    /// More than one code.
    #[error("One code at a time, such as F10.")]
    TooManyCodes,
    /// A code that is none.
    #[error("There is no such code. A code is a letter and two digits, such as F10.")]
    UnknownCode,
    /// An option nobody knows.
    #[error("There is no such option.")]
    UnknownOption,
    /// A key or a password.
    #[error(
        "An argument looks like a key or a password. Others can see arguments, so nothing was done. \
         Keys go through standard input."
    )]
    Secret,
    /// A word that is no command.
    #[error("There is no such command.")]
    UnknownCommand,
    /// An option without what belongs to it.
    #[error("An option lacks its value.")]
    NoValue,
    /// A format nobody knows.
    #[error("There is no such format. There are text, json, openmetrics and nagios.")]
    UnknownFormat,
    /// No picture.
    #[error("The picture to read is missing.")]
    NoPicture,
    /// Bytes that are no text.
    #[error("An argument is not readable text.")]
    Unreadable,
}

/// What the arguments after the program's name ask for; `None` when it is the window.
pub fn asked(arguments: impl IntoIterator<Item = OsString>) -> Option<Request> {
    let mut arguments = arguments.into_iter();
    let first = arguments.next()?;
    let first = first.to_str()?;
    match first.to_ascii_lowercase().as_str() {
        "--help" | "-h" | "help" => Some(Request::Help),
        "--version" | "-v" => Some(Request::Version),
        "check" => Some(check(arguments).unwrap_or_else(Request::Misused)),
        "read" => Some(read(arguments).unwrap_or_else(Request::Misused)),
        "status" => Some(status(arguments).unwrap_or_else(Request::Misused)),
        "explain" => Some(explain(arguments).unwrap_or_else(Request::Misused)),
        "watch" => watched(arguments).err().map(Request::Misused),
        _ => launched(first, arguments).err().map(Request::Misused),
    }
}

/// Whether the watch is what this asks for: it takes options of the app's own, and no word.
fn watched(others: impl Iterator<Item = OsString>) -> Result<(), Misuse> {
    let options = readable(others)?.iter().all(|other| other.starts_with('-'));
    if options { Ok(()) } else { Err(Misuse::UnknownCommand) }
}

/// Whether the window is what this asks for: desktops add options of their own, and the address of a page. A mistyped
/// command in a script opens none, and a key is refused here as well.
fn launched(first: &str, others: impl Iterator<Item = OsString>) -> Result<(), Misuse> {
    readable(std::iter::once(OsString::from(first)).chain(others))?;
    let of_desktop = ["--gapplication-service", "-psn_"].iter().any(|option| first.starts_with(option));
    let is_word = !first.is_empty() && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match first {
        _ if of_desktop => Ok(()),
        option if option.starts_with('-') => Err(Misuse::UnknownOption),
        _ if is_word => Err(Misuse::UnknownCommand),
        _ => Ok(()),
    }
}

/// The arguments as text, none of which may be a secret.
fn readable(arguments: impl Iterator<Item = OsString>) -> Result<Vec<String>, Misuse> {
    let texts: Result<Vec<String>, _> = arguments.map(OsString::into_string).collect();
    let texts = texts.map_err(|_| Misuse::Unreadable)?;
    if texts.iter().any(|text| holds_key(text) || holds_login(text)) {
        return Err(Misuse::Secret);
    }
    Ok(texts)
}

fn explain(arguments: impl Iterator<Item = OsString>) -> Result<Request, Misuse> {
    let (mut what, mut json) = (Explained::Nothing, false);
    for text in readable(arguments)? {
        match text.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--json" => json = true,
            "--all" => what = Explained::Everything,
            option if option.starts_with('-') => return Err(Misuse::UnknownOption),
            _ if matches!(what, Explained::Code(_)) => return Err(Misuse::TooManyCodes),
            _ => what = Explained::Code(text),
        }
    }
    Ok(Request::Explain { what, json })
}

fn check(arguments: impl Iterator<Item = OsString>) -> Result<Request, Misuse> {
    let texts = readable(arguments)?;
    let (options, addresses): (Vec<&String>, Vec<&String>) = texts.iter().partition(|text| text.starts_with('-'));
    let mut json = false;
    for option in options {
        match option.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--json" => json = true,
            _ => return Err(Misuse::UnknownOption),
        }
    }
    match addresses.as_slice() {
        [] => Err(Misuse::NoAddress),
        [address] if address.trim().is_empty() => Err(Misuse::NoAddress),
        [address] => Ok(Request::Check { address: (*address).clone(), json }),
        _ => Err(Misuse::TooMuch),
    }
}

/// Either `--option value` or `--option=value`.
fn status(arguments: impl Iterator<Item = OsString>) -> Result<Request, Misuse> {
    let (mut form, mut output) = (Form::default(), None);
    let mut texts = readable(arguments)?.into_iter();
    while let Some(text) = texts.next() {
        let (option, mut given) = match text.split_once('=') {
            Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
            None => (text, None),
        };
        let mut value =
            || given.take().or_else(|| texts.next()).filter(|value| !value.is_empty()).ok_or(Misuse::NoValue);
        match option.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--json" => form = Form::Json,
            "--nagios" => form = Form::Nagios,
            "--format" => form = form_named(&value()?)?,
            "--output" => output = Some(OsString::from(value()?)),
            option if option.starts_with('-') => return Err(Misuse::UnknownOption),
            _ => return Err(Misuse::UnknownCommand),
        }
    }
    Ok(Request::Status { form, output })
}

fn form_named(name: &str) -> Result<Form, Misuse> {
    match name {
        "text" => Ok(Form::Text),
        "json" => Ok(Form::Json),
        "openmetrics" => Ok(Form::OpenMetrics),
        "nagios" => Ok(Form::Nagios),
        _ => Err(Misuse::UnknownFormat),
    }
}

/// A file's name may be anything, so what begins with a dash is an option only before `--`.
fn read(arguments: impl Iterator<Item = OsString>) -> Result<Request, Misuse> {
    let (mut pictures, mut json, mut only_files) = (Vec::new(), false, false);
    for argument in arguments {
        match argument.to_str() {
            _ if only_files => pictures.push(argument),
            Some("--") => only_files = true,
            Some("--help" | "-h") => return Ok(Request::Help),
            Some("--json") => json = true,
            Some(text) if text.len() > 1 && text.starts_with('-') => return Err(Misuse::UnknownOption),
            _ => pictures.push(argument),
        }
    }
    if pictures.iter().any(|picture| holds_key(&picture.to_string_lossy())) {
        return Err(Misuse::Secret);
    }
    if pictures.is_empty() { Err(Misuse::NoPicture) } else { Ok(Request::Read { pictures, json }) }
}

/// A key's mark at the beginning of a word: `black_friday` holds none.
fn holds_key(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let begins = |at: usize| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    ["ck_", "cs_", "sk_live_"].iter().any(|mark| text.match_indices(mark).any(|(at, _)| begins(at)))
}

/// A user name or password before the host; an e-mail address has none.
fn holds_login(text: &str) -> bool {
    // An address of mail is no sign-in.
    let text = if text.to_ascii_lowercase().starts_with("mailto:") { text.get(7..).unwrap_or_default() } else { text };
    let schemed = text.split_once("://").map(|(_, rest)| rest);
    let authority = schemed.unwrap_or(text).split(['/', '?', '#', ' ']).next().unwrap_or_default();
    authority.rsplit_once('@').is_some_and(|(user, _)| schemed.is_some() || user.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headless::commands::{ALONE, COMMANDS, Command, FORMATS, Takes};
    use std::collections::BTreeSet;

    fn of(arguments: &[&str]) -> Option<Request> {
        asked(arguments.iter().map(OsString::from))
    }

    fn check_of(address: &str, json: bool) -> Request {
        Request::Check { address: address.to_owned(), json }
    }

    /// What an option says, typed with a value where it takes one, and the command with what it needs.
    fn typed(command: &Command, option: &str, takes: Takes) -> Option<Request> {
        let needed: &[&str] = match command.name {
            "check" => &["shop.example"],
            "read" => &["a.png"],
            _ => &[],
        };
        let value: &[&str] = match takes {
            Takes::Nothing => &[],
            Takes::OneOf(words) => &words[..1],
            Takes::Word | Takes::File | Takes::Code => &["given"],
        };
        of(&[&[command.name, option], value, needed].concat())
    }

    #[test]
    fn an_option_is_understood_exactly_where_the_table_of_commands_has_it() {
        let all: BTreeSet<&str> =
            COMMANDS.iter().flat_map(|command| command.options).map(|choice| choice.name).collect();
        // The watch hands on whatever the app's own window says to it.
        for command in COMMANDS.iter().filter(|command| command.name != "watch") {
            assert_eq!(of(&[command.name, "--help"]), Some(Request::Help));
            for option in &all {
                let choice = command.options.iter().find(|choice| choice.name == *option);
                let asked = typed(command, option, choice.map_or(Takes::Nothing, |choice| choice.takes));
                let refused = matches!(asked, Some(Request::Misused(_)));
                assert_eq!(refused, choice.is_none(), "{} {option}: {asked:?}", command.name);
            }
        }
        for choice in &ALONE {
            assert!(matches!(of(&[choice.name]), Some(Request::Help | Request::Version)), "{}", choice.name);
        }
        for format in FORMATS {
            assert!(form_named(format).is_ok(), "{format}");
        }
    }

    #[test]
    fn a_code_is_explained_or_all_of_them() {
        let explain = |what, json| Some(Request::Explain { what, json });
        let code = || Explained::Code("F10".to_owned());
        assert_eq!(of(&["explain", "F10"]), explain(code(), false));
        assert_eq!(of(&["explain", "--json", "F10"]), explain(code(), true));
        assert_eq!(of(&["explain"]), explain(Explained::Nothing, false));
        assert_eq!(of(&["explain", "--all"]), explain(Explained::Everything, false));
        assert_eq!(of(&["explain", "F10", "F11"]), Some(Request::Misused(Misuse::TooManyCodes)));
        assert_eq!(of(&["explain", "--every"]), Some(Request::Misused(Misuse::UnknownOption)));
        assert_eq!(of(&["explain", "sk_live_0123456789abcdef"]), Some(Request::Misused(Misuse::Secret)));
    }

    #[test]
    fn only_a_command_keeps_the_window_away() {
        for launched in
            [&[][..], &["--gapplication-service"], &["https://shop.example"], &["watch"], &["watch", "--next"]]
        {
            assert_eq!(of(launched), None, "{launched:?}");
        }
        for mistyped in [&["checks"][..], &["state"], &["chekc", "shop.example"], &["watch", "shop.example"]] {
            assert_eq!(of(mistyped), Some(Request::Misused(Misuse::UnknownCommand)), "{mistyped:?}");
        }
        for option in [&["--json"][..], &["-x"], &["--json", "check", "shop.example"]] {
            assert_eq!(of(option), Some(Request::Misused(Misuse::UnknownOption)), "{option:?}");
        }
        assert_eq!(of(&["watch", "ck_0123"]), Some(Request::Misused(Misuse::Secret)));
        assert_eq!(of(&["check", "mailto:info@shop.example"]), Some(check_of("mailto:info@shop.example", false)));
        assert_eq!(of(&["-x", "ck_0123"]), Some(Request::Misused(Misuse::Secret)));
        assert_eq!(of(&["read", "ck_0123.png"]), Some(Request::Misused(Misuse::Secret)));
        assert_eq!(of(&["Check", "shop.example"]), Some(check_of("shop.example", false)));
        assert_eq!(of(&["help"]), Some(Request::Help));
        assert_eq!(of(&["--help"]), Some(Request::Help));
        assert_eq!(of(&["-V"]), Some(Request::Version));
        assert_eq!(of(&["check", "--json", "--help"]), Some(Request::Help));
        assert_eq!(of(&["check", "shop.example"]), Some(check_of("shop.example", false)));
        assert_eq!(of(&["check", "shop.example", "--json"]), Some(check_of("shop.example", true)));
        assert_eq!(of(&["check", "--json", "our shop: shop.example"]), Some(check_of("our shop: shop.example", true)));
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        let cases: &[(&[&str], Misuse)] = &[
            (&["check"], Misuse::NoAddress),
            (&["check", "--json"], Misuse::NoAddress),
            (&["check", " "], Misuse::NoAddress),
            (&["check", "shop.example", "other.example"], Misuse::TooMuch),
            (&["check", "shop.example", "--jsonl"], Misuse::UnknownOption),
            (&["check", "-x", "shop.example"], Misuse::UnknownOption),
        ];
        for (arguments, misuse) in cases {
            assert_eq!(of(arguments), Some(Request::Misused(*misuse)), "{arguments:?}");
        }
    }

    #[test]
    fn pictures_are_read_by_their_names() {
        let read = |pictures: &[&str], json| {
            Some(Request::Read { pictures: pictures.iter().map(OsString::from).collect(), json })
        };
        assert_eq!(of(&["read", "a.png", "--json", "-"]), read(&["a.png", "-"], true));
        assert_eq!(of(&["read", "--", "--json", "-x.png"]), read(&["--json", "-x.png"], false));
        assert_eq!(of(&["read", "a.png", "--help"]), Some(Request::Help));
        assert_eq!(of(&["read"]), Some(Request::Misused(Misuse::NoPicture)));
        assert_eq!(of(&["read", "-x", "a.png"]), Some(Request::Misused(Misuse::UnknownOption)));
    }

    #[test]
    fn a_secret_among_the_arguments_is_refused_wherever_it_stands() {
        for secret in [
            "ck_0123",
            "CS_0123",
            "--key=ck_0123",
            "sk_live_abc",
            "https://shop.example/?consumer_key=ck_0123",
            "https://anna:secret@shop.example",
            "https://token@shop.example/",
            "anna:secret@shop.example",
            "https://anna:p@ss@shop.example",
        ] {
            for arguments in [&["check", secret][..], &["check", "shop.example", secret], &["check", secret, "--oh"]] {
                assert_eq!(of(arguments), Some(Request::Misused(Misuse::Secret)), "{arguments:?}");
            }
        }
        for harmless in ["shop.example/black_friday", "anna@shop.example", "https://shop.example/@anna"] {
            assert_eq!(of(&["check", harmless]), Some(check_of(harmless, false)), "{harmless}");
        }
    }
}
