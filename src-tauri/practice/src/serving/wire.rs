//! A connection that ends badly on demand: the place for faults below HTTP and TLS.
//!
//! It changes one alert of TLS 1.2 where it is told to, and no other byte. It knows one fault, the reset.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Lets the layers above decide how a connection ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Fate(Arc<AtomicBool>);

impl Fate {
    /// From now on, dropping the connection resets it.
    pub(super) fn reset(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether dropping the connection resets it.
    pub(super) fn is_reset(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A TCP connection with its fate.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    fate: Fate,
    old_way: bool,
}

/// The record of a fatal alert of TLS 1.2, up to the alert itself (RFC 5246, 6.2.1 and 7.2).
const FATAL: [u8; 6] = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02];
/// `certificate_required`, which TLS 1.3 has brought, and `handshake_failure`.
const CERTIFICATE_REQUIRED: u8 = 0x74;
const HANDSHAKE_FAILURE: u8 = 0x28;

impl Wire {
    pub(super) fn new(stream: TcpStream, fate: Fate) -> Self {
        Self { stream, fate, old_way: false }
    }

    /// Says `handshake_failure` in the place of `certificate_required`.
    pub(super) fn speaking_the_old_way(mut self) -> Self {
        self.old_way = true;
        self
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.fate.is_reset() {
            // Closing with no linger sends a reset. Where a system refuses, the close itself still cuts the answer.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let old = bytes.strip_prefix(&FATAL).filter(|alert| self.old_way && **alert == [CERTIFICATE_REQUIRED]);
        let alert = [FATAL.as_slice(), &[HANDSHAKE_FAILURE]].concat();
        Pin::new(&mut self.stream).poll_write(context, if old.is_some() { &alert } else { bytes })
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.old_way {
            let first = slices.iter().find(|slice| !slice.is_empty()).map_or(&[][..], |slice| slice);
            return self.poll_write(context, first);
        }
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        !self.old_way && self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
