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
    /// The same as openssl speaks it: whoever shows no certificate of its own is told `handshake_failure`.
    OldTls(TlsAcceptor),
    /// TLS that suits nobody: every hello is refused.
    Refusing(Alert),
}

/// Why a hello is refused (RFC 5246, 7.2).
#[derive(Clone, Copy)]
pub(crate) enum Alert {
    /// The server knows no cipher suite of the client's.
    HandshakeFailure = 0x28,
    /// The server is too old.
    ProtocolVersion = 0x46,
}

/// Reads the client's hello and refuses it with a fatal alert in a record of TLS 1.0.
pub(super) async fn refuse(mut wire: Wire, alert: Alert) {
    let mut header = [0; 5];
    if wire.read_exact(&mut header).await.is_err() {
        return;
    }
    let [.., high, low] = header;
    let mut hello = (&mut wire).take(u16::from_be_bytes([high, low]).into());
    let read = copy(&mut hello, &mut sink()).await;
    if read.is_ok() && wire.write_all(&[0x15, 0x03, 0x01, 0x00, 0x02, 0x02, alert as u8]).await.is_ok() {
        let_go(wire).await;
    }
}

/// Waits for the client to go after an alert: closing with something unread would reset the connection
/// before the client sees it.
pub(super) async fn let_go(mut wire: Wire) {
    if wire.shutdown().await.is_ok() {
        let _ = copy(&mut wire, &mut sink()).await;
    }
}
