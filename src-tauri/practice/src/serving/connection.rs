//! One connection: TLS if asked for, then HTTP/1.1 requests until either side ends it.
//!
//! It refuses to wait for ever for a handshake or for the head of a request, and to report errors:
//! a broken connection is the client's business.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::behind::{Behind, Reaction};
use super::door::Belonging;
use super::face::{Face, let_go, refuse};
use super::flow::Flow;
use super::http_request::HttpRequest;
use super::wire::{Fate, Wire};

/// How long a TLS handshake may take.
const LONGEST_HANDSHAKE: Duration = Duration::from_secs(10);
/// How long a connection may wait for the head of its next request: nginx's keep-alive time.
const LONGEST_WAIT_FOR_HEAD: Duration = Duration::from_secs(75);
/// The most that is read ahead of a request, in bytes; it bounds the head of a request.
const LARGEST_BUFFER: usize = 64 * 1024;

/// Serves one connection to its end, or until the door has turned.
pub(super) async fn serve<B: Behind>(stream: TcpStream, behind: Arc<B>, face: Face, belonging: Belonging) {
    // Practice answers are small; waiting to fill a packet would only slow tests down.
    let _ = stream.set_nodelay(true);
    let end = Fate::default();
    let wire = Wire::new(stream, end.clone());
    let mut served = Served { behind, fate: end, belonging, secured: true, flow: OnceLock::new() };
    match face {
        Face::Plain => {
            served.secured = false;
            serve_http(wire, &served).await;
        }
        Face::Tls(acceptor) => serve_tls(acceptor, wire, &served).await,
        Face::OldTls(acceptor) => serve_tls(acceptor, wire.speaking_the_old_way(), &served).await,
        Face::Refusing(alert) => {
            let _ = timeout(LONGEST_HANDSHAKE, refuse(wire, alert)).await;
        }
    }
}

async fn serve_tls<B: Behind>(acceptor: TlsAcceptor, wire: Wire, served: &Served<B>) {
    match timeout(LONGEST_HANDSHAKE, acceptor.accept(wire).into_fallible()).await {
        Ok(Ok(stream)) => serve_http(stream, served).await,
        Ok(Err((_, wire))) => drop(timeout(LONGEST_HANDSHAKE, let_go(wire)).await),
        Err(_) => {}
    }
}

/// What every request of a connection shares.
struct Served<B> {
    behind: Arc<B>,
    fate: Fate,
    belonging: Belonging,
    secured: bool,
    /// What to write when HTTP is over.
    flow: OnceLock<Flow>,
}

async fn serve_http<B: Behind>(stream: impl AsyncRead + AsyncWrite + Unpin, served: &Served<B>) {
    let service = service_fn(|request| Box::pin(answer(request, served)));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_WAIT_FOR_HEAD)
        .max_buf_size(LARGEST_BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let mut belonging = served.belonging.clone();
    // An error here means that the client went away or sent garbage, or that `answer` ended the connection.
    let has_turned = tokio::select! {
        _ = poll_fn(|context| connection.poll_without_shutdown(context)) => false,
        () = belonging.over() => true,
    };
    if has_turned {
        Pin::new(&mut connection).graceful_shutdown();
        let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    }
    end(connection.into_parts().io.into_inner(), served).await;
}

/// Writes the flow that stands in for an answer, if there is one. Then closes the connection properly,
/// unless it is to be reset.
async fn end<B>(mut stream: impl AsyncWrite + Unpin, served: &Served<B>) {
    let flow = served.flow.get().copied();
    let written = match flow {
        Some(flow) => flow.write(&mut stream).await,
        None => Ok(()),
    };
    if flow.is_some_and(Flow::resets) {
        served.fate.reset();
    }
    if written.is_ok() && !served.fate.is_reset() {
        let _ = stream.shutdown().await;
    }
}

async fn answer<B: Behind>(request: Request<Incoming>, served: &Served<B>) -> Result<Response, Severed> {
    if served.belonging.is_over() {
        return Err(Severed);
    }
    let asked = match HttpRequest::read(request, served.secured).await {
        Ok(asked) => asked,
        Err(refusal) => return Ok((*refusal).into()),
    };
    match Arc::clone(&served.behind).answer(asked).await {
        Reaction::Answer(answer) => Ok(answer.into()),
        Reaction::Flow(flow) => {
            // A connection ends with its first flow; there is no second.
            let _ = served.flow.set(flow);
            Err(Severed)
        }
        Reaction::Reset => {
            served.fate.reset();
            Err(Severed)
        }
    }
}

/// Tells hyper to drop the connection without an answer.
#[derive(Debug)]
struct Severed;

impl fmt::Display for Severed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection is to end")
    }
}

impl std::error::Error for Severed {}
