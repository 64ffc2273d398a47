//! The one setting from the environment, read once at the start. `MEUM_API_URL` says where Meum is. It
//! must be an https address or this computer, so that no key travels in the open.

use crate::adapters::meum::DEFAULT_ADDRESS;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use url::{Host, Url};

/// The variable with Meum's address. Unset or empty, Meum is at [`DEFAULT_ADDRESS`].
pub const MEUM_API_URL: &str = "MEUM_API_URL";

/// Reads Meum's address. It ends in a slash.
///
/// # Errors
/// [`ProblemKind::SettingRefused`], with the variable's name and what it may be, but not its value.
pub fn meum_address(setting: Option<&str>) -> Result<Url, Problem> {
    let text = setting.map(str::trim).filter(|text| !text.is_empty()).unwrap_or(DEFAULT_ADDRESS);
    let refused = || {
        Problem::new(ProblemKind::SettingRefused)
            .with_technical(&format!("{MEUM_API_URL} must be an https address, or http on this computer"))
    };
    let url = Url::parse(text).map_err(|_| refused())?;
    let plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    let safe = url.scheme() == "https" || url.scheme() == "http" && is_this_computer(&url);
    if !(plain && safe && url.has_host()) {
        return Err(refused());
    }
    Ok(with_slash(url))
}

/// Meum's address, if the setting names another one than usual. It is shown wherever keys are asked for: who
/// set it may not be who sits here.
pub fn elsewhere(setting: Option<&str>) -> Option<PlainText> {
    let usual = meum_address(None).ok();
    let address = meum_address(setting).ok().filter(|address| Some(address) != usual.as_ref())?;
    PlainText::from_outside(address.as_str())
}

/// The setting as it is in the environment.
pub fn meum_setting() -> Option<String> {
    std::env::var_os(MEUM_API_URL).map(|value| value.to_string_lossy().into_owned())
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Adds the slash: without it, joining a route would drop the last folder.
fn with_slash(mut url: Url) -> Url {
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meum_is_reached_over_https_or_on_this_computer() {
        let cases = [
            (None, "https://api.meum.io/"),
            (Some(" "), "https://api.meum.io/"),
            (Some("https://meum.example/base"), "https://meum.example/base/"),
            (Some("http://127.0.0.1:8080"), "http://127.0.0.1:8080/"),
            (Some("http://localhost:8080"), "http://localhost:8080/"),
            (Some("http://[::1]:8080"), "http://[::1]:8080/"),
        ];
        for (setting, expected) in cases {
            assert_eq!(meum_address(setting).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn only_another_meum_than_the_usual_one_is_worth_a_word() {
        let cases = [
            (None, None),
            (Some(""), None),
            (Some("https://api.meum.io"), None),
            (Some("https://API.meum.io/"), None),
            (Some("http://meum.example"), None),
            (Some("https://api.meum.io.example"), Some("https://api.meum.io.example/")),
            (Some("https://api.meum.io/v2"), Some("https://api.meum.io/v2/")),
            (Some("https://api.meum.io:8443"), Some("https://api.meum.io:8443/")),
            (Some("http://127.0.0.1:8080"), Some("http://127.0.0.1:8080/")),
        ];
        for (setting, shown) in cases {
            assert_eq!(elsewhere(setting).as_ref().map(PlainText::as_str), shown, "{setting:?}");
        }
    }

    #[test]
    fn anything_else_is_refused_without_repeating_it() {
        for setting in [
            "http://meum.example",
            "ftp://127.0.0.1",
            "meum.example",
            "https://user:secret@meum.example",
            "file:///etc/passwd",
        ] {
            let problem = meum_address(Some(setting)).unwrap_err();
            assert_eq!(problem.kind, ProblemKind::SettingRefused, "{setting}");
            assert!(!problem.technical.unwrap().as_str().contains("secret"));
        }
    }
}
