//! What Cloudflare says of itself: its own error numbers, on its page, in plain text or in JSON. It decides
//! nothing by a status alone, and nothing where Cloudflare did not answer.
//!
//! Source: Cloudflare's documentation of its 1xxx and 5xx errors.

use super::page::Page;

/// What Cloudflare says is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cloudflare {
    /// Its check for browsers refuses apps (1010).
    BrowserCheck,
    /// A rule that was set up for this site refuses (1020).
    Rule,
    /// The address, the network or the country of whoever asks is shut out.
    Address,
    /// Too many questions (1015).
    TooMany,
    /// It is not told how to reach the server behind it: its DNS or tunnel is set up wrongly.
    NoWay,
    /// A program that runs at Cloudflare has failed or used up what it may use.
    Worker,
    /// The server behind it is silent, or answers what is no answer.
    Origin,
    /// No secure connection to the server behind it comes about.
    OriginTls,
}

impl Cloudflare {
    fn of_number(number: u16) -> Option<Self> {
        Some(match number {
            1010 => Self::BrowserCheck,
            1020 => Self::Rule,
            1005..=1009 | 1012 | 1106 => Self::Address,
            1015 => Self::TooMany,
            1000..=1004 | 1013 | 1014 | 1016 | 1018 | 1023 | 1033 | 1034 => Self::NoWay,
            1025 | 1027 | 1101 | 1102 => Self::Worker,
            520..=524 => Self::Origin,
            525 | 526 => Self::OriginTls,
            _ => return None,
        })
    }
}

/// What Cloudflare says, and its number; `None` if it did not answer, or says nothing known.
pub fn cloudflare(page: &Page<'_>) -> Option<(Cloudflare, u16)> {
    if page.status < 400 || !page.header_has("server", "cloudflare") {
        return None;
    }
    let source = page.start().to_ascii_lowercase();
    let number = number(&source).or((520..=526).contains(&page.status).then_some(page.status))?;
    Some((Cloudflare::of_number(number)?, number))
}

/// What stands in front of the number: in plain text, on its pages, and in JSON, which it sends to whoever
/// asks for that.
const BEFORE: [&str; 3] = ["error code:", "class=\"cf-error-code\">", "\"error_code\":"];

fn number(source: &str) -> Option<u16> {
    let of_json = source.contains("\"cloudflare_error\":true") || source.contains("\"cloudflare_error\": true");
    let places = BEFORE.iter().take(if of_json { BEFORE.len() } else { 2 });
    places.filter_map(|before| source.split_once(before)).find_map(|(_, behind)| digits(behind))
}

/// The number at the beginning of a text, if nothing else stands before or directly behind it.
fn digits(text: &str) -> Option<u16> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let word = text.get(..end)?;
    let ends = text.get(end..)?.chars().next().is_none_or(|next| !next.is_alphanumeric());
    if ends { word.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::layer_tests::headers;

    fn says(status: u16, body: &str) -> Option<(Cloudflare, u16)> {
        cloudflare(&Page { status, headers: &headers("server: cloudflare"), body })
    }

    #[test]
    fn its_number_is_read_in_every_form_it_comes_in() {
        let page = "<!DOCTYPE html><title>Access denied</title><div id=\"cf-error-details\"><h1><span \
                    class=\"cf-error-type\">Error</span> <span class=\"cf-error-code\">1020</span></h1></div>";
        let json = "{\"type\":\"about:blank\",\"status\":403,\"error_code\":1010,\"ray_id\":\"8e5abc0ffee\",\
                    \"cloudflare_error\":true}";
        let cases = [
            (403, "error code: 1010", Some((Cloudflare::BrowserCheck, 1010))),
            (403, page, Some((Cloudflare::Rule, 1020))),
            (403, json, Some((Cloudflare::BrowserCheck, 1010))),
            (403, "error code: 1006\n", Some((Cloudflare::Address, 1006))),
            (403, "error code: 1009", Some((Cloudflare::Address, 1009))),
            (429, "error code: 1015", Some((Cloudflare::TooMany, 1015))),
            (530, "error code: 1016", Some((Cloudflare::NoWay, 1016))),
            (530, "error code: 1033", Some((Cloudflare::NoWay, 1033))),
            (403, "error code: 1000", Some((Cloudflare::NoWay, 1000))),
            (500, "error code: 1101", Some((Cloudflare::Worker, 1101))),
            (522, "", Some((Cloudflare::Origin, 522))),
            (520, "error code: 520", Some((Cloudflare::Origin, 520))),
            (526, "<html></html>", Some((Cloudflare::OriginTls, 526))),
        ];
        for (status, body, expected) in cases {
            assert_eq!(says(status, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn nobody_elses_number_is_taken_for_its_own() {
        let quiet = [
            (200, "error code: 1010"),
            (403, "error code: 1010abc"),
            (403, "error code: 99999"),
            (403, "<p>Our error code: unknown</p>"),
            (403, "{\"error_code\":1010}"),
            (500, "<h1>500</h1>"),
            (530, "<h1>530</h1>"),
            (527, ""),
        ];
        for (status, body) in quiet {
            assert_eq!(says(status, body), None, "{status} {body}");
        }
        let elsewhere = Page { status: 522, headers: &headers("server: nginx"), body: "error code: 522" };
        assert_eq!(cloudflare(&elsewhere), None);
    }
}
