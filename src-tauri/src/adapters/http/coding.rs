//! Compression under a name that the client does not know as one it has asked for. Names of content codings
//! are read in any letters, and `x-gzip` is gzip (RFC 9110, section 8.4.1). It undoes no other coding, and
//! leaves a body alone that is not what its name says.

use super::{HttpError, MAX_BODY};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, HeaderMap};
use std::io::Read;

/// The body without its compression. The header goes with it.
///
/// # Errors
/// [`HttpError::TooLarge`] when it is longer than any answer may be.
pub(super) fn undone(headers: &mut HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, HttpError> {
    let name = headers.get(CONTENT_ENCODING).and_then(|name| name.to_str().ok());
    let plain = match name.map(|name| name.trim().to_ascii_lowercase()).as_deref() {
        Some("gzip" | "x-gzip") => read(MultiGzDecoder::new(body.as_slice())),
        Some("deflate") => read(ZlibDecoder::new(body.as_slice())),
        _ => return Ok(body),
    };
    match plain {
        Some(plain) if plain.len() > MAX_BODY => Err(HttpError::TooLarge),
        Some(plain) => {
            headers.remove(CONTENT_ENCODING);
            Ok(plain)
        }
        None => Ok(body),
    }
}

/// One byte more than an answer may have, at most: a bomb is not unpacked.
fn read(packed: impl Read) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let most = u64::try_from(MAX_BODY).unwrap_or(u64::MAX).saturating_add(1);
    packed.take(most).read_to_end(&mut plain).ok()?;
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{GzEncoder, ZlibEncoder};
    use reqwest::header::HeaderValue;

    fn packed(encoder: impl Read) -> Vec<u8> {
        read(encoder).unwrap()
    }

    fn undo(name: &'static str, body: &[u8]) -> (Result<Vec<u8>, HttpError>, bool) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        let plain = undone(&mut headers, body.to_vec());
        (plain, headers.contains_key(CONTENT_ENCODING))
    }

    #[test]
    fn a_coding_is_known_by_its_name_in_any_letters() {
        let json = b"{\"name\":\"Corner Shop\"}";
        let gzip = packed(GzEncoder::new(json.as_slice(), Compression::fast()));
        let zlib = packed(ZlibEncoder::new(json.as_slice(), Compression::fast()));
        for (name, body) in
            [("GZIP", &gzip), ("Gzip", &gzip), (" x-gzip ", &gzip), ("X-GZIP", &gzip), ("DEFLATE", &zlib)]
        {
            assert_eq!(undo(name, body), (Ok(json.to_vec()), false), "{name}");
        }
        for (name, body) in [("br", &gzip), ("gzip, gzip", &gzip), ("GZIP", &json.to_vec()), ("identity", &gzip)] {
            assert_eq!(undo(name, body), (Ok(body.clone()), true), "{name}");
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = packed(GzEncoder::new(std::io::repeat(b'0').take(3 * 1024 * 1024), Compression::best()));
        assert!(bomb.len() < 64 * 1024);
        assert_eq!(undo("GZIP", &bomb).0, Err(HttpError::TooLarge));
    }
}
