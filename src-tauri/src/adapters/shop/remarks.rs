//! Remarks on a shop that was found: worth knowing, and no reason to stop.

use super::keys::NO_ROUTE;
use super::private;
use super::search::Search;
use crate::adapters::http::Http;
use crate::adapters::meum::Health;
use crate::perform::now;
use connect_core::api_root::ApiRoot;
use connect_core::host::{self, Whereabouts};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::{Certificate, FoundShop};
use connect_core::store_url::StoreUrl;
use std::net::IpAddr;
use std::time::Duration;

/// How far a clock may be off, in seconds: the plugin refuses payment updates that are older by the
/// shop's clock (Meum's webhook verification).
pub const CLOCK_TOLERANCE: i64 = 300;

/// An answer that takes longer is said to be slow. Everything on the way counts, as it does for shoppers.
const SLOW: Duration = Duration::from_secs(3);

/// The addresses of the shop's name; empty when the lookup fails.
pub async fn addresses(search: &Search, asked: &StoreUrl) -> Vec<IpAddr> {
    search.http.addresses(asked.host()).await.unwrap_or_default()
}

/// Adds the remarks to a shop.
pub async fn add(search: &Search, mut found: FoundShop, addresses: &[IpAddr]) -> FoundShop {
    let host = found.home.host().to_owned();
    let private = near(&host, addresses);
    let mixed = found.home.host_shown().mixed.then(|| Problem::new(ProblemKind::MixedAlphabets));
    let older = used_the_older_way(search, addresses)
        .then(|| Problem::new(ProblemKind::Ipv6Unreachable).with_technical("IPv6 not reachable, IPv4 used"));
    let runs_out = runs_out(search);
    let slow = slow(&search.http, search.slowest());
    found
        .remarks
        .extend([private, mixed, older, runs_out, slow, clock(search, &found.root).await].into_iter().flatten());
    found.remarks = found.remarks.into_iter().map(|remark| remark.of(&host)).collect();
    found
}

/// That nobody outside may get to the shop: by its addresses, or by its name alone.
fn near(host: &str, addresses: &[IpAddr]) -> Option<Problem> {
    use Whereabouts::{CarrierNat, LinkLocal, Loopback, Private};
    let private = |&address: &IpAddr| matches!(host::whereabouts(address), Private | Loopback | LinkLocal | CarrierNat);
    let leads_near = !addresses.is_empty() && addresses.iter().all(private);
    let by_name = host::is_local_name(host) && !leads_near;
    (leads_near || by_name).then(|| Problem::new(ProblemKind::PrivateAddress).marked(by_name.then_some(Mark::ByName)))
}

/// Whether the name has an IPv6 address first and an IPv4 address answered.
fn used_the_older_way(search: &Search, addresses: &[IpAddr]) -> bool {
    addresses.first().is_some_and(IpAddr::is_ipv6) && search.peer().is_some_and(|peer| peer.is_ipv4())
}

/// That the shop's certificate has few days left.
fn runs_out(search: &Search) -> Option<Problem> {
    let shown = search.certificate().filter(|shown| shown.ends_within(Certificate::REMARK, now()))?;
    let Certificate { ends, issuer } = shown;
    let issuer = issuer.map(|issuer| format!(" · issuer {}", issuer.as_str())).unwrap_or_default();
    let mut problem = Problem::new(ProblemKind::CertificateRunsOut).with_technical(&format!("TLS certificate{issuer}"));
    problem.about.date = Some(ends);
    Some(problem)
}

/// That an answer took so long that shoppers notice: how long the slowest took, and its line.
pub fn slow(http: &Http, slowest: Option<(Duration, String)>) -> Option<Problem> {
    let (took, line) = slowest.filter(|(took, _)| *took >= http.sooner(SLOW))?;
    let mut problem = Problem::new(ProblemKind::ShopSlow).with_technical(&line);
    problem.about.seconds = u32::try_from(took.as_secs()).ok();
    Some(problem)
}

/// If the shop's clock and this computer's differ, Meum's clock shows which of them is wrong. A cache keeps the time
/// of an answer with it and need not say so, so a second answer has to bear the time out: one that
/// no cache has, of a route that is not there.
async fn clock(search: &Search, root: &ApiRoot) -> Option<Problem> {
    let (ahead, line) = search.clock_ahead().filter(|(ahead, _)| ahead.abs() > CLOCK_TOLERANCE)?;
    let (again, _) = search.follow(private(root, NO_ROUTE, "").ok()?).await.ok()?;
    let date = again.answer.date().filter(|_| !again.reply().cached)?;
    if (date - again.at.0 / 1_000 - ahead).abs() > CLOCK_TOLERANCE {
        return None;
    }
    let kind = match search.health().await {
        Health::Answered { date: Some(date) } => {
            let meum_ahead = *date - now().0 / 1_000;
            if meum_ahead.abs() > CLOCK_TOLERANCE { ProblemKind::ClockWrong } else { ProblemKind::ShopClockOff }
        }
        // Without a third clock, neither gets the blame.
        Health::Answered { date: None } | Health::OtherPage | Health::Failed(_) => return None,
    };
    let mut problem = Problem::new(kind).with_technical(&format!("{line} · Date differs by {ahead} s"));
    problem.about.seconds = u32::try_from(ahead.abs()).ok();
    Some(problem)
}
