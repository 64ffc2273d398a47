//! A host on this computer that swallows every packet: a listener that accepts nobody, with a full queue.
//! Linux drops what does not fit, as a firewall would.

use crate::Outcome;
use connect_core::problem::ProblemKind;
use connect_core::store_url::StoreUrl;
use connect_practice::{MeumConfig, PracticeMeum};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::shop::{self, Search};
use meum_connect::perform::now;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// More connections than fit into a queue of one.
const WAITING: usize = 6;
/// On one computer a connection to a queue with room succeeds at once, so this limit is enough.
const AT_ONCE: Duration = Duration::from_millis(200);

/// How long the app takes to call such a host dead.
pub async fn called_dead() -> Outcome<Duration> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let listener = socket.listen(1)?;
    let address = listener.local_addr()?;
    let _waiting = filled(address).await;
    let asked = StoreUrl::parse("black-hole.com").map_err(|_| "the address is one")?;
    let resolved = Resolved { host: asked.host().to_owned(), at: vec![address], plain_at: None, seen_as: None };
    let http = Http::new(&Beyond { resolved: vec![resolved], no_proxy: true, ..Beyond::default() })?;
    let meum = PracticeMeum::start(MeumConfig::practice()).await?;
    let search = Search::new(http.clone(), Meum::at(http, meum.url()), None, Arc::new(|_, _, _| {}));
    let begun = Instant::now();
    match shop::find(&search, &asked, now()).await {
        Err(problem) if problem.kind == ProblemKind::ShopTimedOut => Ok(begun.elapsed()),
        other => Err(format!("a host that is dead ended in {other:?}").into()),
    }
}

/// The connections that fill the queue. It stays full as long as somebody holds them.
async fn filled(address: SocketAddr) -> Vec<TcpStream> {
    let mut asking = JoinSet::new();
    for _ in 0..WAITING {
        asking.spawn(tokio::time::timeout(AT_ONCE, TcpStream::connect(address)));
    }
    asking.join_all().await.into_iter().flatten().flatten().collect()
}
