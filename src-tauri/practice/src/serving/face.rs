//! What a new connection meets before any HTTP is spoken.
//!
//! It refuses to wait for ever for a client that says nothing.

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, sink};
use tokio_rustls::TlsAcceptor;

use super::wire::Wire;

/// What a new connection meets.
#[derive(Clone)]
pub(crate) enum Face {
    /// HTTP at once.
    Plain,
    /// TLS, then HTTP.
    Tls(TlsAcceptor),
    /// TLS that is too old for anyone: the server refuses every hello.
    OldTls,
}

/// A fatal alert, `protocol_version` (RFC 5246, 7.2), in a record of TLS 1.0.
const PROTOCOL_VERSION: [u8; 7] = [0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46];

/// Reads the client's hello and refuses it.
pub(super) async fn refuse_version(mut wire: Wire) {
    let mut header = [0; 5];
    if wire.read_exact(&mut header).await.is_err() {
        return;
    }
    let [.., high, low] = header;
    let mut hello = (&mut wire).take(u16::from_be_bytes([high, low]).into());
    let read = copy(&mut hello, &mut sink()).await;
    if read.is_ok() && wire.write_all(&PROTOCOL_VERSION).await.is_ok() && wire.shutdown().await.is_ok() {
        // Closing with something unread would reset the connection before the client sees the alert.
        let _ = copy(&mut wire, &mut sink()).await;
    }
}
