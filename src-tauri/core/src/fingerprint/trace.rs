//! What whoever stopped a request says of it: the number under which it is in their log, and the address that this
//! computer has on the internet. Both are read from the answer alone, where it shows them.

use super::incident;
use super::page::Page;
use super::scan::Scan;
use core::net::IpAddr;

/// What stands in front of the address on such pages: Cloudflare, Sucuri, Wordfence, Imperva, `SiteGround`.
const LABELS: &[&str] = &["your ip address", "your ip", "client ip", "ip address", "your address"];
/// What stands in front of Cloudflare's number. Its header has it too, with the place behind a dash.
const RAY: &str = "ray id";

/// The parts of a technical line that help whoever looks it up; none, where the answer shows nothing.
pub fn trace(page: &Page<'_>) -> Vec<String> {
    let scan = Scan::new(page);
    let ray = after(&scan.text, RAY).and_then(incident::number);
    let ray = ray.or_else(|| page.header("cf-ray").find_map(incident::number)).map(|ray| format!("Ray {ray}"));
    let number = incident::incident(&scan).map(|number| format!("incident {number}"));
    let address = LABELS.iter().find_map(|label| address(after(&scan.text, label)?));
    let address = address.map(|address| format!("from {address}"));
    [ray.or(number), address].into_iter().flatten().collect()
}

/// What follows a label, in any letters.
fn after<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let at = text.to_ascii_lowercase().find(label)?;
    text.get(at + label.len()..)
}

/// The first word that is an address, soon after a label: Cloudflare's page has a button in between.
fn address(after: &str) -> Option<IpAddr> {
    let word = |word: &str| word.trim_matches(|c: char| !c.is_ascii_hexdigit() && c != ':').parse::<IpAddr>().ok();
    after.split_whitespace().take(8).find_map(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[(&str, &str)], body: &str) -> Vec<String> {
        let headers: Vec<(String, String)> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        trace(&Page { status: 403, headers: &headers, body })
    }

    /// Headers, the page, and what is read of them.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a [&'a str]);

    #[test]
    fn what_an_answer_shows_of_the_refused_request_is_read() {
        let cases: [Case<'_>; 7] = [
            (&[("cf-ray", "8f1a2b3c4d5e6f70-FRA")], "<title>Just a moment...</title>", &["Ray 8f1a2b3c4d5e6f70-FRA"]),
            (
                &[],
                "<p>Cloudflare Ray ID: <strong>8f1a2b3c4d5e6f70</strong></p><p>Your IP: <button>Click to reveal</button> \
                 <span>203.0.113.9</span></p>",
                &["Ray 8f1a2b3c4d5e6f70", "from 203.0.113.9"],
            ),
            (&[], "<p>Incident ID: 1234-5678</p>", &["incident 1234-5678"]),
            (&[], "<p>Your IP: 2001:db8::7</p><p>Block ID: AB12</p>", &["incident AB12", "from 2001:db8::7"]),
            (&[], "<p>Your IP address is hidden</p>", &[]),
            (&[], "<p>Incident ID: cs_0123456789abcdef0123456789abcdef01234567</p>", &[]),
            (&[], "", &[]),
        ];
        for (headers, body, expected) in cases {
            assert_eq!(of(headers, body), expected, "{body}");
        }
    }
}
