//! A server's answer. Where the answer does not say something, this says `None` and guesses nothing.

use super::error::HttpError;
use crate::adapters::noise;
use reqwest::header::HeaderMap;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The longest wait of a server's that is believed, in seconds: a year. Whoever waits has a bound of their own.
const LONGEST_BELIEVED: u32 = 31_536_000;

/// A server's answer, within the bounds of [`super::MAX_BODY`] and the request's limit.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status, 100 to 999.
    pub status: u16,
    /// The headers, as the server sent them. They may repeat keys.
    pub headers: HeaderMap,
    /// The body, decompressed. It may hold secrets and is never logged.
    pub body: Vec<u8>,
    /// From sending the request to the end of the body.
    pub took: Duration,
    /// The server's address; unknown where a proxy sits between.
    pub peer: Option<SocketAddr>,
    /// The certificate that the server showed, in DER; none on plain http.
    pub certificate: Option<Vec<u8>>,
    /// Why the body is not whole. Only a request with `partly` gets such an answer.
    pub cut: Option<HttpError>,
}

impl Answer {
    /// The body as JSON, without a byte-order mark in front of it.
    pub fn json(&self) -> Option<serde_json::Value> {
        noise::json(&self.body)
    }

    /// A header, if it is there and visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Every header's name in lower case, with its value. Bytes that are not UTF-8 become U+FFFD. A
    /// value may repeat what the server received, keys included: never log it.
    pub fn headers_lower(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        self.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
    }

    /// The server's clock when it answered, in Unix seconds. `None` for an answer with an `Age`: a
    /// cache sent it, and its date is old (RFC 9111).
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

    /// How long the server asks us to wait, in seconds. It gives seconds, or a moment by its own clock (RFC 9110,
    /// `Retry-After`).
    pub fn retry_after(&self) -> Option<u32> {
        let text = self.header("retry-after")?.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = if digits {
            // A number with too many digits is a long time.
            text.parse().unwrap_or(u64::MAX)
        } else {
            let until = httpdate::parse_http_date(text).ok()?;
            let from = self.clock().unwrap_or_else(SystemTime::now);
            until.duration_since(from).unwrap_or_default().as_secs()
        };
        Some(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// The same, where it may be told to somebody: a wait that is shortened would be nobody's word.
    pub fn wait_to_say(&self) -> Option<u32> {
        self.retry_after().filter(|seconds| *seconds <= LONGEST_BELIEVED)
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
        Answer {
            status: 200,
            headers,
            body: Vec::new(),
            took: Duration::ZERO,
            peer: None,
            certificate: None,
            cut: None,
        }
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
    fn a_wait_is_read_in_seconds_or_as_a_moment() {
        let at_nine = ("date", &b"Thu, 01 Jan 2026 09:00:00 GMT"[..]);
        let later = |text: &'static [u8]| ("retry-after", text);
        let cases: [(Headers<'_>, Option<u32>); 12] = [
            (&[later(b"7")], Some(7)),
            (&[later(b" 0 ")], Some(0)),
            (&[later(b"86400")], Some(86_400)),
            (&[later(b"2592000")], Some(2_592_000)),
            (&[later(b"99999999999999999999999")], Some(u32::MAX)),
            (&[at_nine, later(b"Thu, 01 Jan 2026 09:02:00 GMT")], Some(120)),
            (&[at_nine, later(b"Fri, 02 Jan 2026 09:00:00 GMT")], Some(86_400)),
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
    fn a_wait_is_told_as_it_was_asked_for_or_not_at_all() {
        let cases = [("2592000", Some(2_592_000)), ("31536000", Some(31_536_000)), ("31536001", None), ("0", Some(0))];
        for (asked, told) in cases {
            assert_eq!(answering(&[("retry-after", asked.as_bytes())]).wait_to_say(), told, "{asked}");
        }
    }

    #[test]
    fn headers_come_in_lower_case_and_as_text() {
        let answer = answering(&[("X-Server", b"One"), ("X-Server", b"caf\xE9")]);
        let expected = [("x-server", "One"), ("x-server", "caf\u{FFFD}")];
        assert_eq!(answer.headers_lower(), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
