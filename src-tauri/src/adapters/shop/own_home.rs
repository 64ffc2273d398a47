//! Whether the report that keys get calls the shop by the address that it was found at.

use super::index;
use super::keys::KeyCheck;
use super::{ShopAnswer, SystemStatus};
use connect_core::fingerprint;
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::store_url::StoreUrl;

impl KeyCheck<'_> {
    /// Checks WordPress's own address where a hidden index did not tell it. If it is another host, the
    /// keys went to the wrong one.
    ///
    /// # Errors
    /// The address to use instead; the merchant decides.
    pub(super) fn is_at_home(&self, facts: &SystemStatus) -> Result<(), Problem> {
        let hidden = self.found.index_hidden;
        let elsewhere = facts.home.as_ref().filter(|home| hidden && !index::is_www_of(home, &self.found.home));
        let Some(home) = elsewhere else { return Ok(()) };
        let same = host::same_registrable(home.host(), self.found.home.host());
        let kind = if same { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHome };
        // A folder may be a sentence.
        let home = index::without_sentence(home);
        if host::is_private(home.host()) && !host::is_private(self.found.home.host()) {
            return Err(Problem::new(ProblemKind::OtherHome).with_other(home.host()).marked(Mark::InnerAddress));
        }
        Err(Problem::new(kind).with_other(home.host()).with_instead(home.as_str()))
    }

    /// That the report names another host or folder than the index did. Either may be right, such as where a plugin
    /// gives one WordPress several names, so nobody is stopped.
    pub(super) fn names_another(&self, told: &ShopAnswer, facts: &SystemStatus) -> Option<Problem> {
        let home = facts.home.as_ref().filter(|_| !self.found.index_hidden)?;
        let said = |address: &StoreUrl| told.problem(ProblemKind::OtherHome).with_other(&named(address));
        if !index::is_www_of(home, &self.found.home) {
            let near = host::is_private(home.host());
            return Some(said(home).marked(near.then_some(Mark::Near)));
        }
        let here = &self.found.home;
        if folder_of_shop(home) != folder_of_shop(here) {
            return Some(said(home).of(&named(here)));
        }
        // The index has named WordPress's own place, too.
        let known = self.found.site.as_ref().unwrap_or(&self.found.home);
        let apart = |site: &&StoreUrl| index::is_www_of(site, known) && folder(site) != folder(known);
        facts.site.as_ref().filter(apart).map(|site| said(site).marked(Mark::FilesApart))
    }
}

/// The folder of an address, however it is written.
fn folder(address: &StoreUrl) -> &str {
    address.as_url().path().trim_end_matches('/')
}

/// The same without a language at its end, such as `/de` or `/pt-br`: a plugin for languages gives one shop an address
/// for each of them, and may tell a different one in each answer.
fn folder_of_shop(address: &StoreUrl) -> &str {
    let folder = folder(address);
    match folder.rsplit_once('/') {
        Some((above, last)) if is_language(last) => above,
        _ => folder,
    }
}

/// Whether a folder is called as a language is (BCP 47): two letters, and after a dash those of a country or a script.
fn is_language(folder: &str) -> bool {
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    let mut parts = folder.split(['-', '_']);
    let language = parts.next().is_some_and(|part| part.len() == 2 && letters(part));
    let place = parts.next().is_none_or(|part| matches!(part.len(), 2 | 4) && letters(part));
    language && place && parts.next().is_none()
}

/// The host as it is named, with its port and its folder. Of one that may be a sentence, the part that somebody registered is enough.
fn named(home: &StoreUrl) -> String {
    const MOST_WORDS: usize = 4;
    let host = home.host();
    let words = host.split(['.', '-']).count();
    let speaks = words > MOST_WORDS || fingerprint::speaks_for_us(&host.replace(['.', '-'], " "));
    let host = if speaks { host::registrable(host).unwrap_or(host) } else { host };
    let port = home.as_url().port().map(|port| format!(":{port}")).unwrap_or_default();
    let folder = if speaks { String::new() } else { folder(&index::without_sentence(home)).to_owned() };
    format!("{host}{port}{folder}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_language_is_no_other_shop() {
        let folder = |address: &str| folder_of_shop(&StoreUrl::from_home(address).unwrap()).to_owned();
        for address in
            ["https://a.example/de/", "https://a.example/pt-br", "https://A.example:443", "http://a.example/zh_Hans/"]
        {
            assert_eq!(folder(address), "", "{address}");
        }
        for (address, expected) in [
            ("https://a.example/shop/de/", "/shop"),
            ("https://a.example/laden", "/laden"),
            ("https://a.example/de-DE-1/", "/de-DE-1"),
            ("https://a.example/d3/", "/d3"),
        ] {
            assert_eq!(folder(address), expected, "{address}");
        }
    }
}
