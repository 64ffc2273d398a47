//! An answer, whole and bounded. It refuses to guess: what is not there is `None`.

use super::error::HttpError;
use crate::adapters::noise;
use reqwest::header::HeaderMap;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// However long a server asks to wait, in seconds, nothing here waits longer.
const LONGEST_WAIT: u64 = 3_600;

/// An answer, whole and bounded.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body; may hold secrets, so it is never logged.
    pub body: Vec<u8>,
    /// How long the exchange took.
    pub took: Duration,
    /// Who answered; unknown when a proxy was asked to ask.
    pub peer: Option<SocketAddr>,
    /// What cut the body short, where that much was asked for.
    pub cut: Option<HttpError>,
}

impl Answer {
    /// The body as JSON, after a byte-order mark if there is one.
    pub fn json(&self) -> Option<serde_json::Value> {
        noise::json(&self.body)
    }

    /// A header as text, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Every header, in lower case, with its value; bytes that are no text are replaced. Values
    /// are the server's words and may repeat what it was sent: never logged as they are.
    pub fn headers_lower(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        self.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
    }

    /// The server's clock when it answered, in Unix seconds. An answer with an age came out of a
    /// cache, and its date is an old one.
    pub fn date(&self) -> Option<i64> {
        let date = self.clock()?;
        i64::try_from(date.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
    }

    fn clock(&self) -> Option<SystemTime> {
        if self.headers.contains_key("age") {
            return None;
        }
        httpdate::parse_http_date(self.header("date")?).ok()
    }

    /// How long the server asks to wait, in seconds and at most an hour: it says so in seconds, or
    /// names a moment by its own clock (RFC 9110, `Retry-After`).
    pub fn retry_after(&self) -> Option<u32> {
        let text = self.header("retry-after")?.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = if digits {
            // Too many digits for a number are a long time.
            text.parse().unwrap_or(LONGEST_WAIT)
        } else {
            let until = httpdate::parse_http_date(text).ok()?;
            let from = self.clock().unwrap_or_else(SystemTime::now);
            until.duration_since(from).unwrap_or_default().as_secs()
        };
        u32::try_from(seconds.min(LONGEST_WAIT)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    type Headers<'a> = &'a [(&'a str, &'a [u8])];

    fn answering(headers: Headers<'_>) -> Answer {
        let pair = |(name, value): &(&str, &[u8])| {
            (name.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value).unwrap())
        };
        let headers = headers.iter().map(pair).collect();
        Answer { status: 200, headers, body: Vec::new(), took: Duration::ZERO, peer: None, cut: None }
    }

    #[test]
    fn a_servers_clock_is_read_unless_the_answer_is_old() {
        let date = ("Date", &b"Thu, 01 Jan 2026 00:00:00 GMT"[..]);
        let cases: [(Headers<'_>, Option<i64>); 7] = [
            (&[date], Some(1_767_225_600)),
            (&[("date", b"Thursday, 01-Jan-26 00:00:00 GMT")], Some(1_767_225_600)),
            (&[date, ("Age", b"0")], None),
            (&[("Age", b"12"), date], None),
            (&[("Date", b"yesterday")], None),
            (&[("Date", b"\xFF")], None),
            (&[], None),
        ];
        for (headers, expected) in cases {
            assert_eq!(answering(headers).date(), expected, "{headers:?}");
        }
    }

    #[test]
    fn a_wait_is_read_in_seconds_or_as_a_moment_and_is_never_longer_than_an_hour() {
        let at_nine = ("date", &b"Thu, 01 Jan 2026 09:00:00 GMT"[..]);
        let later = |text: &'static [u8]| ("retry-after", text);
        let cases: [(Headers<'_>, Option<u32>); 11] = [
            (&[later(b"7")], Some(7)),
            (&[later(b" 0 ")], Some(0)),
            (&[later(b"86400")], Some(3_600)),
            (&[later(b"99999999999999999999999")], Some(3_600)),
            (&[at_nine, later(b"Thu, 01 Jan 2026 09:02:00 GMT")], Some(120)),
            (&[at_nine, later(b"Fri, 02 Jan 2026 09:00:00 GMT")], Some(3_600)),
            (&[at_nine, later(b"Thu, 01 Jan 2026 08:00:00 GMT")], Some(0)),
            // Without its clock, by this computer's: long over.
            (&[later(b"Thu, 01 Jan 2015 08:00:00 GMT")], Some(0)),
            (&[later(b"soon")], None),
            (&[later(b"-3")], None),
            (&[later(b"")], None),
        ];
        for (headers, expected) in cases {
            assert_eq!(answering(headers).retry_after(), expected, "{headers:?}");
        }
        assert_eq!(answering(&[at_nine]).retry_after(), None);
    }

    #[test]
    fn headers_come_in_lower_case_and_as_text() {
        let answer = answering(&[("X-Server", b"One"), ("X-Server", b"caf\xE9")]);
        let expected = [("x-server", "One"), ("x-server", "caf\u{FFFD}")];
        assert_eq!(answer.headers_lower(), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
