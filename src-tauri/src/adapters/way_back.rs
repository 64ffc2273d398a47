//! The way back from WordPress's approval page by loopback: a port of this computer, chosen by the system, that is open
//! while a request for approval is. Whoever calls it is heard and not believed: the core looks for the request's state.
//!
//! The password stands in the browser's address line for as long as this takes to answer: it leads on at once, to a page
//! without it. It refuses to be reached under another name, to read a long address, and to wait for anybody.

use connect_core::secret::Secret;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// So many callers are heard at the same time; others wait in the system's queue.
const MOST: usize = 16;
/// So long a caller may take. A browser on this computer takes a thousandth of it.
const LIMIT: Duration = Duration::from_secs(2);
/// The head of a request is read up to here, in bytes; it is the least that hyper allows.
const LONGEST_HEAD: usize = 8_192;
/// The page that the browser ends on.
const CLOSED: &str = "/closed";
/// What the approval page leads to.
const WORDS: [&str; 2] = ["/approved", "/rejected"];

/// What hears each address that comes, and judges it.
type Hear = dyn Fn(Secret) + Send + Sync;
/// So long a browser may take from its answer to the page that it ends on.
const LEAVING: Duration = Duration::from_secs(10);

/// An open port. It closes with its owner.
pub struct WayBack {
    door: Arc<Door>,
    answering: AbortHandle,
}

/// What all callers meet.
struct Door {
    port: u16,
    /// The page that says that the browser's work is done.
    page: String,
    hear: Box<Hear>,
    /// Whether the page that the browser ends on was asked for since the last address was heard.
    left: watch::Sender<bool>,
}

impl WayBack {
    /// Opens a port. `page` is shown to whoever came back; `hear` gets each address.
    ///
    /// # Errors
    /// When the system gives no port.
    pub async fn open(page: String, hear: impl Fn(Secret) + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let door = Arc::new(Door { port, page, hear: Box::new(hear), left: watch::Sender::new(false) });
        let answering = tokio::spawn(answer_all(listener, Arc::clone(&door))).abort_handle();
        Ok(Self { door, answering })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.door.port
    }

    /// Stays open after the answer until the browser has asked for the page that it ends on, or is not seen again.
    pub async fn until_left(self) {
        let mut left = self.door.left.subscribe();
        let _ = timeout(LEAVING, left.wait_for(|left| *left)).await;
    }
}

impl Drop for WayBack {
    fn drop(&mut self) {
        self.answering.abort();
    }
}

async fn answer_all(listener: TcpListener, door: Arc<Door>) {
    let seats = Arc::new(Semaphore::new(MOST));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        // A caller that is gone before it was heard ends nothing.
        let Ok((caller, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        let door = Arc::clone(&door);
        tokio::spawn(async move {
            let _ = timeout(LIMIT, door.answer(caller)).await;
            drop(seat);
        });
    }
}

impl Door {
    async fn answer(self: Arc<Self>, caller: TcpStream) {
        let service = service_fn(|request| {
            let answer = self.answer_to(&request);
            async move { Ok::<_, Infallible>(answer) }
        });
        let mut server = http1::Builder::new();
        server.keep_alive(false).max_buf_size(LONGEST_HEAD).max_headers(64);
        // Whoever speaks no HTTP gets no answer.
        let _ = server.serve_connection(TokioIo::new(caller), service).await;
    }

    fn answer_to(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if !self.is_named(request) || request.method() != Method::GET {
            return plain(StatusCode::FORBIDDEN, "");
        }
        match request.uri().path() {
            CLOSED => {
                self.left.send_replace(true);
                plain(StatusCode::OK, &self.page)
            }
            word if WORDS.contains(&word) => {
                self.hear(request);
                let mut away = plain(StatusCode::SEE_OTHER, "");
                away.headers_mut().insert(LOCATION, HeaderValue::from_static(CLOSED));
                away
            }
            _ => plain(StatusCode::NOT_FOUND, ""),
        }
    }

    /// Whether the caller means this address. A page whose name leads here means its own name.
    fn is_named(&self, request: &Request<Incoming>) -> bool {
        let own = format!("{}:{}", Ipv4Addr::LOCALHOST, self.port);
        let mut named = request.headers().get_all(HOST).iter();
        named.next().is_some_and(|host| host.as_bytes() == own.as_bytes()) && named.next().is_none()
    }

    fn hear(&self, request: &Request<Incoming>) {
        self.left.send_replace(false);
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let address = Secret::new(format!("http://{}:{}{target}", Ipv4Addr::LOCALHOST, self.port));
        (self.hear)(address);
    }
}

/// An answer that nobody keeps, that runs nothing and leads nowhere.
fn plain(status: StatusCode, page: &str) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::from(page.to_owned())));
    *answer.status_mut() = status;
    let headers: [(HeaderName, &'static str); 6] = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONNECTION, "close"),
    ];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
