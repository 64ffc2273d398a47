//! Answers that are no proper HTTP, or that never end. They go to the connection past the HTTP library.
//!
//! They refuse to hold more than a few kilobytes, however much they send, and to go on once the client
//! has left.

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use flate2::{Compress, Compression, Crc, FlushCompress};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::sleep;

use crate::clock;

/// What the server writes instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// JSON of [`HUGE`] bytes and a few.
    HugeBody,
    /// A small body that inflates to [`MEBIBYTES`], all zero.
    GzipBomb,
    /// Headers for ever.
    EndlessHead,
    /// A body for ever, a byte after each such time.
    DripBody(Duration),
    /// A head for ever, a byte after each such time.
    DripHead(Duration),
    /// The body is shorter than its head says.
    CutShort,
    /// The connection is reset in the middle of the body.
    ResetMidBody,
    /// Bytes that are not HTTP.
    Garbage,
}

/// How much filler a huge body holds, in bytes: 100 MiB.
const HUGE: usize = 100 * MEBIBYTE;
/// What a bomb inflates to, in mebibytes.
const MEBIBYTES: usize = 1024;
const MEBIBYTE: usize = 1024 * 1024;
/// How much goes out at once, in bytes.
const PIECE: usize = 16 * 1024;
/// The first bytes of a body whose end never comes.
const BEGINNING: &[u8] = b"{\"name\":\"The Corner";

impl Flow {
    /// Whether the server resets the connection afterwards.
    pub(super) fn resets(self) -> bool {
        self == Self::ResetMidBody
    }

    /// Writes until it ends, or until the client has left.
    pub(super) async fn write(self, stream: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
        match self {
            Self::HugeBody => huge_body(stream).await,
            Self::GzipBomb => gzip_bomb(stream).await,
            Self::EndlessHead => endless_head(stream).await,
            Self::DripBody(pause) => drip_body(stream, pause).await,
            Self::DripHead(pause) => drip_head(stream, pause).await,
            Self::CutShort | Self::ResetMidBody => {
                stream.write_all(head("Content-Length: 4096").as_bytes()).await?;
                stream.write_all(BEGINNING).await
            }
            Self::Garbage => stream.write_all(&(0..=255).rev().collect::<Vec<u8>>()).await,
        }?;
        stream.flush().await
    }
}

/// The head of an answer in JSON, with one more header.
fn head(more: &str) -> String {
    let date = clock::date(0);
    format!("HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Type: application/json; charset=UTF-8\r\n{more}\r\n\r\n")
}

async fn chunk(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> io::Result<()> {
    stream.write_all(format!("{:x}\r\n", bytes.len()).as_bytes()).await?;
    stream.write_all(bytes).await?;
    stream.write_all(b"\r\n").await
}

async fn huge_body(stream: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    stream.write_all(head("Transfer-Encoding: chunked").as_bytes()).await?;
    chunk(stream, BEGINNING).await?;
    let piece = vec![b'a'; PIECE];
    for _ in 0..HUGE / PIECE {
        chunk(stream, &piece).await?;
    }
    chunk(stream, b"\"}").await?;
    stream.write_all(b"0\r\n\r\n").await
}

async fn gzip_bomb(stream: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    // Made once: a mebibyte of zeros, in blocks that do not look back.
    static BLOCKS: OnceLock<Vec<u8>> = OnceLock::new();
    let blocks = BLOCKS.get_or_init(|| deflated(&vec![0; MEBIBYTE]));
    let length = GZIP_HEAD.len() + MEBIBYTES * blocks.len() + LAST_BLOCK.len() + 8;
    let headers = format!("Content-Encoding: gzip\r\nContent-Length: {length}");
    stream.write_all(head(&headers).as_bytes()).await?;
    stream.write_all(&GZIP_HEAD).await?;
    for _ in 0..MEBIBYTES {
        stream.write_all(blocks).await?;
    }
    stream.write_all(&LAST_BLOCK).await?;
    stream.write_all(&gzip_tail()).await
}

/// The head of a gzip file without a name (RFC 1952, 2.3).
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// An empty last block (RFC 1951, 3.2.6).
const LAST_BLOCK: [u8; 2] = [3, 0];

/// Blocks that end at a whole byte and refer to nothing before them, so that they can be repeated.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut blocks = Vec::with_capacity(PIECE);
    let mut compress = Compress::new(Compression::best(), false);
    // The room is ample, and compressing into ample room cannot fail.
    let _ = compress.compress_vec(bytes, &mut blocks, FlushCompress::Full);
    blocks
}

/// Checksum and length of what the bomb inflates to, low byte first.
fn gzip_tail() -> Vec<u8> {
    let mut mebibyte = Crc::new();
    mebibyte.update(&vec![0; MEBIBYTE]);
    let mut whole = Crc::new();
    for _ in 0..MEBIBYTES {
        whole.combine(&mebibyte);
    }
    [whole.sum(), whole.amount()].iter().flat_map(|number| number.to_le_bytes()).collect()
}

async fn endless_head(stream: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
    for number in 0_u64.. {
        let line = format!("X-Filler-{number}: {}\r\n", "a".repeat(64));
        stream.write_all(line.as_bytes()).await?;
    }
    Ok(())
}

async fn drip_body(stream: &mut (impl AsyncWrite + Unpin), pause: Duration) -> io::Result<()> {
    stream.write_all(head("Transfer-Encoding: chunked").as_bytes()).await?;
    for byte in BEGINNING.iter().chain(std::iter::repeat(&b'a')) {
        chunk(stream, &[*byte]).await?;
        stream.flush().await?;
        sleep(pause).await;
    }
    Ok(())
}

async fn drip_head(stream: &mut (impl AsyncWrite + Unpin), pause: Duration) -> io::Result<()> {
    for byte in b"HTTP/1.1 200 OK\r\nX-Filler: ".iter().chain(std::iter::repeat(&b'a')) {
        stream.write_all(&[*byte]).await?;
        stream.flush().await?;
        sleep(pause).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{MEBIBYTE, deflated, gzip_tail};

    #[test]
    fn the_tail_of_the_bomb_is_the_checksum_and_length_of_a_gibibyte_of_zeros() {
        // As zlib's crc32 counts it.
        let (checksum, length) = (0x5b64_c2b0_u32, 1_u32 << 30);
        assert_eq!(gzip_tail(), [checksum.to_le_bytes(), length.to_le_bytes()].concat());
    }

    #[test]
    fn the_bomb_is_small() {
        assert!(deflated(&vec![0; MEBIBYTE]).len() < 2 * 1024);
    }
}
