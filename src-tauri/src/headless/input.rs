//! Keys and extra passwords, from a terminal without showing them or from standard input. What is
//! read is held in memory that is wiped, and nowhere else.

use connect_core::extra_password::ExtraPassword;
use connect_core::secret::Secret;
use std::io::{ErrorKind, IsTerminal as _, Read as _};
use zeroize::Zeroizing;

/// Most that is read from standard input, in bytes. Two keys with their labels are a hundredth.
const MOST: u64 = 16 * 1024;
const EXTRA_USER: &str = "extra-user:";
const EXTRA_PASSWORD: &str = "extra-password:";
const USER: &str = "user:";
const APPLICATION_PASSWORD: &str = "application-password:";

/// What was given beside the address.
#[derive(Debug)]
pub struct Given {
    /// What would stand in the box for the consumer key.
    pub key: Secret,
    /// What would stand in the box for the consumer secret.
    pub secret: Secret,
    /// A user's name and an application password, in the place of a key and a secret.
    pub login: Option<(Secret, Secret)>,
    /// The extra password in front of the shop.
    pub extra: Option<ExtraPassword>,
}

impl Given {
    /// Whether a key of Meum's stands in the place of a half of the shop's.
    pub fn holds_meum_key(&self) -> bool {
        // EXPOSE: only whether its mark is in it leaves.
        [&self.key, &self.secret].iter().any(|given| given.expose().contains("sk_live_"))
    }
}

/// Why standard input was not taken.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Longer than it may be.
    #[error("Standard input is longer than 16 KiB.")]
    TooLong,
    /// No text, or it could not be read.
    #[error("Standard input could not be read as text.")]
    Unreadable,
    /// Ctrl-C.
    #[error("Stopped.")]
    Stopped,
}

/// Reads standard input to its end; `None` where somebody sits at a terminal.
///
/// # Errors
/// When what is read is too long or no text.
pub fn piped() -> Result<Option<Given>, Refused> {
    let input = std::io::stdin();
    if input.is_terminal() { Ok(None) } else { read(input.lock()).map(Some) }
}

/// Asks aside, so that Ctrl-C is heard meanwhile.
///
/// # Errors
/// As the question.
pub async fn at_terminal<T: Send + 'static>(
    question: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(question).await.unwrap_or(Err(Refused::Unreadable))
}

/// Asks for the keys at the terminal.
///
/// # Errors
/// When the terminal cannot be read, or Ctrl-C was pressed.
pub fn ask() -> Result<Given, Refused> {
    let key = hidden("Consumer key (not shown; Enter to check the address only): ")?;
    let secret = if key.is_blank() { nothing() } else { hidden("Consumer secret (not shown): ")? };
    Ok(Given { key, secret, login: None, extra: None })
}

/// Asks for the extra password; `None` without a terminal, or when nothing is typed.
///
/// # Errors
/// When the terminal cannot be read, or Ctrl-C was pressed.
pub fn ask_extra(store: &str) -> Result<Option<ExtraPassword>, Refused> {
    if !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    let user = shown(&format!("{store} asks for an extra password. User name (Enter to stop): "))?;
    if user.is_blank() {
        return Ok(None);
    }
    let password = hidden("Its password (not shown): ")?;
    Ok(Some(ExtraPassword { user, password }))
}

fn hidden(prompt: &str) -> Result<Secret, Refused> {
    answer(rpassword::prompt_password(prompt))
}

/// Through the same reader as what is hidden, so that Ctrl-C does the same.
fn shown(prompt: &str) -> Result<Secret, Refused> {
    let all_of_it = rpassword::ConfigBuilder::new().password_feedback_partial_mask('*', usize::MAX).build();
    answer(rpassword::prompt_password_with_config(prompt, all_of_it))
}

/// Ctrl-D is an empty answer.
fn answer(typed: std::io::Result<String>) -> Result<Secret, Refused> {
    match typed {
        Ok(text) => Ok(Secret::new(text)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(nothing()),
        Err(error) if error.kind() == ErrorKind::Interrupted => Err(Refused::Stopped),
        Err(_) => Err(Refused::Unreadable),
    }
}

fn read(input: impl std::io::Read) -> Result<Given, Refused> {
    let room = usize::try_from(MOST).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    input.take(MOST + 1).read_to_end(&mut bytes).map_err(|_| Refused::Unreadable)?;
    if bytes.len() >= room {
        return Err(Refused::TooLong);
    }
    text(&bytes).map(|text| understood(&text)).ok_or(Refused::Unreadable)
}

/// The text, in UTF-8 or in what Windows calls Unicode: UTF-16 with its mark in front.
fn text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let word: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return std::str::from_utf8(bytes).ok().map(|text| Zeroizing::new(text.to_owned())),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let words = Zeroizing::new(pairs.iter().map(|pair| word(*pair)).collect::<Vec<u16>>());
    String::from_utf16(&words).ok().filter(|_| rest.is_empty()).map(Zeroizing::new)
}

/// The lines of an extra password and of an application password are their own; all others are what a merchant would
/// paste into one box.
fn understood(text: &str) -> Given {
    let (mut user, mut password) = (None, None);
    let (mut name, mut application) = (None, None);
    let mut keys = Zeroizing::new(String::with_capacity(text.len() + 1));
    for line in text.lines() {
        if let Some(value) = value_of(line, EXTRA_USER) {
            user = Some(value);
        } else if let Some(value) = value_of(line, EXTRA_PASSWORD) {
            password = Some(value);
        } else if let Some(value) = value_of(line, USER) {
            name = Some(value);
        } else if let Some(value) = value_of(line, APPLICATION_PASSWORD) {
            application = Some(value);
        } else {
            keys.push_str(line);
            keys.push('\n');
        }
    }
    let typed = user.is_some() || password.is_some();
    let extra = ExtraPassword { user: user.unwrap_or_else(nothing), password: password.unwrap_or_else(nothing) };
    let approved = name.is_some() || application.is_some();
    let login = approved.then(|| (name.unwrap_or_else(nothing), application.unwrap_or_else(nothing)));
    Given { key: Secret::new(keys.trim().to_owned()), secret: nothing(), login, extra: typed.then_some(extra) }
}

/// What follows the label, without the one space that sets it off.
fn value_of(line: &str, label: &str) -> Option<Secret> {
    let line = line.trim_start_matches([' ', '\t', '\u{FEFF}']);
    let (start, value) = line.split_at_checked(label.len())?;
    let value = value.strip_prefix(' ').unwrap_or(value);
    start.eq_ignore_ascii_case(label).then(|| Secret::new(value.to_owned()))
}

fn nothing() -> Secret {
    Secret::new(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extra_password_has_lines_of_its_own() {
        let given = understood("\u{FEFF}Extra-User: anna\r\nck_1\r\nextra-password:  two words \r\n\r\ncs_2");
        let extra = given.extra.unwrap();
        assert_eq!((extra.user.expose(), extra.password.expose()), ("anna", " two words "));
        assert_eq!(given.key.expose(), "ck_1\n\ncs_2");
        assert!(given.secret.is_blank());
    }

    #[test]
    fn an_application_password_has_lines_of_its_own() {
        let given = understood("extra-user: staging\nUser: anna\napplication-password: aB3d eF6h\nextra-password: x");
        let (user, password) = given.login.unwrap();
        assert_eq!((user.expose(), password.expose()), ("anna", "aB3d eF6h"));
        assert_eq!(given.extra.unwrap().user.expose(), "staging");
        assert!(given.key.is_blank());
    }

    #[test]
    fn what_a_windows_editor_calls_unicode_is_read() {
        let words =
            |order: fn(u16) -> [u8; 2]| "\u{FEFF}ck_1\r\ncs_2".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for bytes in [words(u16::to_le_bytes), words(u16::to_be_bytes)] {
            let given = read(bytes.as_slice()).unwrap();
            assert_eq!(given.key.expose().trim_start_matches('\u{FEFF}'), "ck_1\ncs_2");
        }
        assert_eq!(read(&[0xff, 0xfe, b'c'][..]).unwrap_err(), Refused::Unreadable, "half a letter is none");
    }

    #[test]
    fn nothing_is_nothing() {
        for text in ["", "\n", " \r\n\t"] {
            let given = understood(text);
            assert!(given.key.is_blank() && given.secret.is_blank() && given.extra.is_none(), "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_or_no_text_is_refused() {
        let most = usize::try_from(MOST).unwrap();
        assert!(read(vec![b' '; most].as_slice()).is_ok());
        assert_eq!(read(vec![b' '; most + 1].as_slice()).unwrap_err(), Refused::TooLong);
        assert_eq!(read(std::io::repeat(b'x')).unwrap_err(), Refused::TooLong);
        assert_eq!(read(&b"ck_\xff"[..]).unwrap_err(), Refused::Unreadable);
    }
}
