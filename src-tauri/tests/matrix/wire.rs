//! One request and one answer, as bytes: as much of HTTP/1.1 as stands between an app and a server
//! that both close the connection after one exchange.

use std::fmt::Write;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// No request of the app is longer, in bytes.
const LONGEST: usize = 256 * 1024;

/// A request.
#[derive(Clone, Debug)]
pub struct Heard {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Without the port, which is the usual one.
    pub host: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Said {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

fn head(bytes: &[u8]) -> Option<(Vec<String>, usize)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&bytes[..end]);
    Some((text.split("\r\n").map(str::to_owned).collect(), end + 4))
}

fn fields(lines: &[String]) -> Vec<(String, String)> {
    let pair = |line: &String| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    lines.iter().skip(1).filter_map(pair).collect()
}

pub fn field<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

impl Heard {
    /// Reads a request; `None` when the app goes away before it is whole.
    pub async fn read(from: &mut (impl AsyncRead + Unpin)) -> Option<Self> {
        let mut bytes = Vec::new();
        loop {
            if let Some((lines, begin)) = head(&bytes) {
                let headers = fields(&lines);
                let length: usize = field(&headers, "content-length").map_or(Some(0), |text| text.parse().ok())?;
                if bytes.len() >= begin + length {
                    let mut words = lines[0].split(' ');
                    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
                    let host = field(&headers, "host")?.split(':').next()?.to_owned();
                    return Some(Self { method, target, host, headers, body: bytes[begin..begin + length].to_vec() });
                }
            }
            if bytes.len() > LONGEST || from.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
    }

    /// Without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// Everything of it that may hold a secret, as servers repeat it in their complaints.
    pub fn repeated(&self) -> String {
        let sent = field(&self.headers, "authorization").unwrap_or_default();
        let known = sent.strip_prefix("Basic ").and_then(|basic| {
            use base64::Engine as _;
            base64::prelude::BASE64_STANDARD.decode(basic).ok()
        });
        let known = String::from_utf8_lossy(&known.unwrap_or_default()).into_owned();
        format!("{sent} {known} {} {}", self.target, String::from_utf8_lossy(&self.body))
    }

    /// The request for the server behind, which closes the connection after it.
    pub fn passed_on(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in self.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("connection")) {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        text.push_str("connection: close\r\n\r\n");
        [text.into_bytes(), self.body.clone()].concat()
    }
}

impl Said {
    /// An answer of this type.
    pub fn of(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type".to_owned(), kind.to_owned())], body: body.into() }
    }

    /// The same with one more header, without what a header cannot hold.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let value = value.chars().filter(|letter| !letter.is_control() && letter.is_ascii()).collect();
        self.headers.push((name.to_owned(), value));
        self
    }

    /// Asks the server behind.
    pub async fn behind(mut server: impl AsyncRead + AsyncWrite + Unpin, heard: &Heard) -> Option<Self> {
        server.write_all(&heard.passed_on()).await.ok()?;
        server.flush().await.ok()?;
        let mut bytes = Vec::new();
        // Some servers close without a goodbye; what came counts.
        let _ = server.read_to_end(&mut bytes).await;
        let (lines, begin) = head(&bytes)?;
        let status = lines[0].split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, headers: fields(&lines), body: bytes[begin..].to_vec() })
    }

    /// The head of an answer whose body has this length.
    pub fn head(&self, length: usize) -> Vec<u8> {
        let mut text = format!("HTTP/1.1 {} Said\r\n", self.status);
        let ours = ["connection", "content-length", "transfer-encoding"];
        for (name, value) in self.headers.iter().filter(|(name, _)| !ours.contains(&name.to_ascii_lowercase().as_str()))
        {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        let _ = write!(text, "content-length: {length}\r\nconnection: close\r\n\r\n");
        text.into_bytes()
    }

    /// The whole answer.
    pub fn bytes(&self) -> Vec<u8> {
        [self.head(self.body.len()), self.body.clone()].concat()
    }
}
