//! The languages of the app. What support reads stays English: codes, the report, the handbook.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language that every sentence of the window is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::Spanish, Self::French];

    /// Its tag (BCP 47), which is also the name of its files.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
        }
    }

    /// The language of a system's setting, such as `de-AT` or `fr_CA.UTF-8`; `None` for one that the app does not
    /// speak.
    pub fn of_setting(setting: &str) -> Option<Self> {
        let first = setting.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        Self::ALL.into_iter().find(|language| first.eq_ignore_ascii_case(language.tag()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_systems_setting_names_its_language_first() {
        let cases = [
            ("de", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("DE_ch", Some(Language::German)),
            ("fr_CA.UTF-8", Some(Language::French)),
            ("es-419", Some(Language::Spanish)),
            ("en-GB", Some(Language::English)),
            ("den", None),
            ("pt-BR", None),
            ("C", None),
            ("POSIX", None),
            ("", None),
        ];
        for (setting, expected) in cases {
            assert_eq!(Language::of_setting(setting), expected, "{setting:?}");
        }
    }

    #[test]
    fn a_tag_is_the_name_it_is_stored_under() {
        for language in Language::ALL {
            assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
        }
    }
}
