//! A host as a person reads it: an international name in both its forms, and a warning when its
//! letters come from several alphabets or imitate another one. Nothing is refused here.

use serde::Serialize;
use ts_rs::TS;
use unicode_security::restriction_level::{RestrictionLevel, RestrictionLevelDetection};
use unicode_security::{MixedScript, skeleton};

/// A host's name in the forms it is shown in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HostShown {
    /// The form the network uses: `xn--mller-kva.example`.
    pub ascii: String,
    /// The form a person reads, where it is another one: `müller.example`.
    pub unicode: Option<String>,
    /// Part of the name mixes alphabets, or is written in letters that pass for Latin ones.
    pub mixed: bool,
}

impl HostShown {
    /// Both forms of a lower-case ASCII host. A name that cannot be read back stays as it is.
    pub(super) fn of(ascii: &str) -> Self {
        let (readable, read) = idna::domain_to_unicode(ascii);
        let faithful = read.is_ok() && idna::domain_to_ascii(&readable).is_ok_and(|back| back == ascii);
        let unicode = Some(readable).filter(|readable| faithful && readable != ascii);
        let mixed = unicode.as_deref().is_some_and(may_deceive);
        Self { ascii: ascii.to_owned(), unicode, mixed }
    }
}

fn may_deceive(name: &str) -> bool {
    // Under an ending in its own alphabet, a name is not taken for a Latin one.
    let latin_ending = name.rsplit('.').next().is_some_and(str::is_ascii);
    name.split('.').any(|label| mixes(label) || latin_ending && imitates_latin(label))
}

/// Several alphabets in one label. Those of Chinese, Japanese and Korean go together, and with
/// Latin, as their readers write them (TS 39, "highly restrictive").
fn mixes(label: &str) -> bool {
    let usual = label.check_restriction_level(RestrictionLevel::HighlyRestrictive) && !passes_for_ascii(label);
    !label.is_single_script() && !usual
}

/// A label without a Latin letter that looks like one made of them only: `сосо` in Cyrillic.
fn imitates_latin(label: &str) -> bool {
    let latin = format!("{label}a").is_single_script();
    !latin && passes_for_ascii(label)
}

/// Whether all a label's characters have ASCII twins.
fn passes_for_ascii(label: &str) -> bool {
    !label.is_ascii() && skeleton(label).all(|c| c.is_ascii())
}
