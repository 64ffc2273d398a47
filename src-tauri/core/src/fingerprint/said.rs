//! What an answer says in so many words: that whoever asks is locked out, that it is refused for where it is, or that
//! PHP came to its end. A word counts only in an answer that refuses or fails, and nothing else is read from it.

use super::page::Page;
use super::scan::Scan;

/// What plugins that count sign-ins say to whoever they have locked out, in lower case (Limit Login Attempts Reloaded
/// and Loginizer with their translations, Solid Security, Wordfence), and what bans of an address are called.
const LOCKED_OUT: [&str; 19] = [
    "you have been locked out",
    "you have been temporarily locked out",
    "you are locked out",
    "you are temporarily locked out",
    "has been locked out",
    "locked out due to",
    "too many failed login attempts",
    "too many invalid login attempts",
    "too many login attempts",
    "too many failed attempts",
    "zu viele fehlgeschlagene anmeldeversuche",
    "demasiados intentos fallidos",
    "trop de tentatives de connexion",
    "ip address is banned",
    "ip address has been banned",
    "ip address has been blocked",
    "ip address is blocked",
    "your ip has been banned",
    "your ip has been blocked",
];

/// How refusals speak of where somebody is. A shop asks for a country elsewhere, too.
const PLACES: [&str; 16] = [
    "in your country",
    "from your country",
    "in your region",
    "from your region",
    "in your location",
    "from your location",
    "access from your area",
    "in ihrem land",
    "aus ihrem land",
    "in ihrer region",
    "en su país",
    "desde su país",
    "en su región",
    "dans votre pays",
    "depuis votre pays",
    "dans votre région",
];

/// Whether a refusal says that whoever asks is locked out. A limit that names seconds has a number of its own (429).
pub(super) fn locks_out(page: &Page<'_>) -> bool {
    matches!(page.status, 403 | 423 | 503) && says_one_of(page, &LOCKED_OUT)
}

/// Whether a refusal gives as its reason where this computer is.
pub fn refuses_by_place(page: &Page<'_>) -> bool {
    matches!(page.status, 401 | 403 | 451 | 503) && says_one_of(page, &PLACES)
}

fn says_one_of(page: &Page<'_>, words: &[&str]) -> bool {
    let said = if page.is_json() { page.start().to_lowercase() } else { Scan::new(page).text.to_lowercase() };
    // What would be so says nothing of what is.
    let is_said = |sentence: &&str| !sentence.contains("if ");
    said.split(['.', '!', '?']).filter(is_said).any(|sentence| words.iter().any(|words| sentence.contains(words)))
}

/// How PHP came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its memory was used up.
    Memory,
    /// Its time was used up.
    Time,
    /// Code failed, by PHP's own report or by WordPress's page for that.
    Code,
}

/// The sentence of WordPress's page for a critical error in several languages, and where the page leads (5.2, 5.6, 6.1).
/// A plugin may end with any other words, under the same number and with a link to wordpress.org as well.
const CRITICAL: [&str; 11] = [
    "wordpress.org/documentation/article/faq-troubleshooting",
    "wordpress.org/support/article/faq-troubleshooting",
    "wordpress.org/support/article/debugging-in-wordpress",
    "a critical error on this website",
    "a critical error on your website",
    "einen kritischen fehler auf",
    "un error crítico en",
    "une erreur critique sur",
    "un errore critico sul",
    "een kritieke fout voorgedaan",
    "wystąpił błąd krytyczny",
];

/// Whether WordPress says that code of the shop crashed. In JSON, slashes may stand behind a backslash.
pub(super) fn is_critical(text: &str) -> bool {
    let said = text.to_lowercase().replace("\\/", "/");
    CRITICAL.iter().any(|words| said.contains(words))
}

/// How PHP came to its end, by its own words, which it never translates, or by WordPress's for a critical error. `text`
/// may be any part of an answer: what comes last stands at its end.
pub fn end_of_php(text: &str) -> Option<End> {
    let said = text.to_lowercase();
    let both =
        |start: &str, end: &str| said.find(start).is_some_and(|at| said.get(at..).is_some_and(|it| it.contains(end)));
    if both("allowed memory size of", "exhausted") || both("out of memory (allocated", "tried to allocate") {
        return Some(End::Memory);
    }
    if both("maximum execution time of", "exceeded") {
        return Some(End::Time);
    }
    let by_php = both("fatal error", " on line ") || both("parse error", " on line ");
    (by_php || is_critical(text)).then_some(End::Code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, body: &str) -> Page<'_> {
        Page { status, headers: &[], body }
    }

    #[test]
    fn only_a_refusal_in_these_words_locks_somebody_out() {
        let die =
            "<div class=\"wp-die-message\">You have been locked out due to too many invalid login attempts.</div>";
        let json = "{\"code\":\"x\",\"message\":\"Your IP address is banned.\",\"data\":{}}";
        assert!(locks_out(&page(503, die)) && locks_out(&page(403, json)));
        assert!(locks_out(&page(403, "<p>ZU VIELE fehlgeschlagene Anmeldeversuche</p>")));
        assert!(!locks_out(&page(200, die)), "a shop may sell locks");
        assert!(!locks_out(&page(403, "<p>Sign in. If you have been locked out, write to us.</p>")));
        assert!(!locks_out(&page(403, "<h1>Forbidden</h1>")));
        assert!(!locks_out(&page(429, json)), "a limit on questions has words of its own");
    }

    #[test]
    fn a_country_counts_as_the_reason_of_a_refusal_only() {
        let words = "<h1>Access denied</h1><p>This website is not available in your country.</p>";
        assert!(refuses_by_place(&page(403, words)) && refuses_by_place(&page(451, words)));
        assert!(!refuses_by_place(&page(200, words)), "a shop may say where it sends");
        assert!(!refuses_by_place(&page(403, "<h1>Forbidden</h1><p>Choose your country</p>")));
        assert!(!refuses_by_place(&page(451, "<h1>Unavailable For Legal Reasons</h1>")), "the number gives no reason");
    }

    #[test]
    fn php_says_how_it_came_to_its_end() {
        let cases = [
            ("<b>Fatal error</b>:  Allowed memory size of 1 bytes exhausted (tried …) in", Some(End::Memory)),
            ("PHP Fatal error:  Out of memory (allocated 2) (tried to allocate 3 bytes) in", Some(End::Memory)),
            ("<b>Fatal error</b>:  Maximum execution time of 30 seconds exceeded in", Some(End::Time)),
            ("<b>Fatal error</b>:  Uncaught Error in <b>/x.php</b> on line <b>3</b>", Some(End::Code)),
            ("<a href=\"https://wordpress.org/documentation/article/faq-troubleshooting/\">", Some(End::Code)),
            (
                r"<p>Une erreur critique est survenue\u2026 https:\/\/wordpress.org\/documentation\/article\/faq-troubleshooting\/",
                Some(End::Code),
            ),
            ("This shop needs PHP 8.1. See https://wordpress.org/plugins/corner-banner/.", None),
            ("<b>Warning</b>:  Undefined variable in <b>/x.php</b> on line <b>3</b>", None),
            ("{\"environment\":{}}", None),
        ];
        for (text, expected) in cases {
            assert_eq!(end_of_php(text), expected, "{text}");
        }
    }
}
