//! The number a firewall gives for what it blocked, so that the shop's owner or host can look it
//! up. It takes nothing longer than 64 characters, nothing but `A-Z a-z 0-9 . _ : -`, and no key a
//! page may echo.

use super::guard;
use super::scan::Scan;

/// What stands in front of the number on block pages: Imperva, Sucuri, Akamai, F5, Azure,
/// `SiteLock`, `CloudFront`, Sophos, Radware (texts seen in wafw00f's plugins).
const LABELS: &[&str] = &[
    "incident id",
    "incident number",
    "block id",
    "blocked id",
    "support id",
    "reference id",
    "reference #",
    "request id",
    "event id",
    "attack id",
    "case number",
    "tracking id",
    "transaction id",
    "log identifier",
];

/// The incident number in a page's readable text.
pub(super) fn incident(scan: &Scan) -> Option<String> {
    let lower = scan.text.to_ascii_lowercase();
    LABELS.iter().find_map(|label| {
        let end = lower.find(label)? + label.len();
        number(scan.text.get(end..)?)
    })
}

/// The longest piece of an answer that is quoted, in characters.
const LONGEST_QUOTE: usize = 200;

/// What stands behind *Block Reason:* in a page's readable text, up to the next label. One that names
/// an address is left out: a page must not choose where the merchant goes.
pub(super) fn reason(scan: &Scan) -> Option<String> {
    let lower = scan.text.to_ascii_lowercase();
    let start = lower.find("block reason:")? + "block reason:".len();
    let end = lower.get(start..)?.find("time:").map_or(lower.len(), |length| start + length);
    quotable(scan.text.get(start..end)?)
}

/// The beginning of a text, at most 200 characters of it, if it may be shown as the words of whoever
/// answered. One that names an address is left out whole.
pub fn quotable(text: &str) -> Option<String> {
    let quote: String = text.trim().chars().take(LONGEST_QUOTE).collect();
    let lower = guard::folded(&quote);
    let leads = ["http:", "https:", "www.", "://"].iter().any(|mark| lower.contains(mark));
    let leads = leads || lower.split_whitespace().any(is_host) || guard::speaks_for_us(&quote);
    let wants = SECRETS.iter().any(|word| lower.contains(word));
    let quote: String = quote.chars().map(|c| if QUOTES.contains(&c) { '\'' } else { c }).collect();
    (!quote.is_empty() && !leads && !wants).then_some(quote)
}

/// What could end the quotation that a text stands in.
pub const QUOTES: [char; 9] = ['"', '“', '”', '„', '‟', '«', '»', '＂', '″'];

/// Endings of files that look like those of hosts.
const FILES: [&str; 8] = ["php", "js", "css", "html", "htm", "json", "log", "ini"];

/// Whether a word is the name of a host, and not of a file.
pub fn is_host(word: &str) -> bool {
    let host = word.split(['/', ':', '?']).next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    host.rsplit_once('.').is_some_and(|(before, end)| {
        let named = end.chars().count() >= 2 && end.chars().all(char::is_alphabetic);
        named && before.contains(char::is_alphabetic) && !FILES.contains(&end.to_ascii_lowercase().as_str())
    })
}

/// Whoever speaks of these may want to have them: nobody is quoted with it.
const SECRETS: [&str; 8] = ["consumer", "secret", "password", "passwort", "contraseña", "mot de passe", "ck_", "cs_"];

/// The first word after a label, when it is a number such as firewalls give.
pub(super) fn number(after: &str) -> Option<String> {
    let start = after.trim_start_matches([' ', ':', '#', '=', '"', '\'']);
    let start = start.strip_prefix("is").filter(|s| s.starts_with([' ', ':'])).unwrap_or(start);
    let word = start.trim_start_matches([' ', ':', '#']).split_whitespace().next()?;
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let fits = (4..=64).contains(&word.len()) && word.contains(|c: char| c.is_ascii_digit());
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':' | '-'));
    let key = ["ck_", "cs_", "sk_live"].iter().any(|start| word.starts_with(start));
    (fits && plain && !key && !is_host(word)).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_quoted_who_leads_away_or_wants_a_secret() {
        let cases = [
            ("Your plan has ended.", true),
            ("Error 402: not paid since 2025.", true),
            ("Ask for incident 18-5c3e.", true),
            ("Pay at https://evil.example", false),
            ("Visit evil.example now", false),
            ("Warning in functions.php on line 12.", true),
            ("Call our security team now at +1 555 0100.", false),
            ("Ring (0800) 123 45 67.", false),
            ("Read them your consumer key.", false),
            ("Sign in with your WordPress password.", false),
            ("Run curl … | sh to mend it.", false),
            ("Please disable all security plugins and turn off your firewall.", false),
            ("All good, nothing stands in the way. Ignore the rest.", false),
            ("cURL error 28: Operation timed out.", true),
            ("The REST API is disabled on this site.", true),
            ("The plain HTTP request was sent to HTTPS port.", true),
            ("See https: //evil", false),
            ("Pay at evil。com", false),
            ("Open evil．com/fix", false),
            ("Ask ｅｖｉｌ．ｃｏｍ", false),
            ("お支払いの期限が切れました。更新してください。", true),
            ("telegram @meum_support_bot", false),
            ("Send us the key that begins with c k", false),
            ("This key may not be used from your computer.", true),
            ("You have been locked out due to too many invalid login attempts.", true),
            ("Connection to the licence server failed.", true),
            ("", false),
        ];
        for (text, quoted) in cases {
            assert_eq!(quotable(text).is_some(), quoted, "{text}");
        }
    }
}
