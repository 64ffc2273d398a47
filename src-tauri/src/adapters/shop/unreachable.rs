//! Explains why a shop did not answer, without sending any key. Meum's `/health` tells a broken shop from
//! a broken network, the chain explains a certificate, and likely misspellings explain a name that does
//! not exist.

use super::remarks::{self, CLOCK_TOLERANCE};
use super::search::Search;
use crate::adapters::certificate::{self, Chain};
use crate::adapters::http::{HttpError, Request};
use crate::adapters::meum::Health;
use crate::perform::now;
use connect_core::diagnosis::{self, Silence};
use connect_core::fingerprint;
use connect_core::host::{self, Whereabouts};
use connect_core::plain::PlainText;
use connect_core::problem::{About, Mark, Problem, ProblemKind};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use reqwest::Url;
use std::time::Duration;
use tokio::task::JoinSet;

/// How the line of a connection ends that did not come about in time.
const CONNECTING: &str = "timed out while connecting";
/// How long the guess at a misspelt name may take.
const GUESSING: Duration = Duration::from_secs(2);

/// Explains the problem of a failed search. If somebody answered, the problem explains itself.
pub async fn explain(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    // What ends in the middle has come.
    if is_answered(problem.kind) || problem.about.mark == Some(Mark::CutOff) {
        return problem;
    }
    // The silent host may be one that a redirect led to. A redirect to http itself is an answer.
    let by_silence = problem.technical.is_some() && problem.kind != ProblemKind::DropsHttps;
    let silent = if by_silence { search.silent() } else { None };
    let silent = silent.unwrap_or_else(|| asked.clone());
    // A name that nobody typed is not misspelt.
    let led = silent.host() != asked.host() && !asked.is_same_but_for_www(&silent);
    if led && problem.kind == ProblemKind::HostNotFound && problem.about.mark.is_none() {
        let problem = problem.of(silent.host()).with_other(asked.host()).marked(Mark::LedThere);
        return or_network(search, problem).await;
    }
    if let Some(problem) = near(search, &silent, &problem).await {
        return problem;
    }
    // Whoever took the call may have broken off in the typed folder only.
    let of_folder = problem.kind == ProblemKind::ConnectionBroken && silent.origin() == asked.origin();
    let problem = if of_folder { problem } else { problem.of(&with_port(&silent)) };
    let (typed, asked) = (asked, &silent);
    match problem.kind {
        ProblemKind::HostNotFound => not_found(search, asked, problem).await,
        ProblemKind::ConnectionRefused if asked.origin() != typed.origin() => {
            or_network(search, problem.with_other(typed.host()).marked(Mark::LedThere)).await
        }
        // What the usual port answers says nothing of another one.
        ProblemKind::ConnectionRefused if asked.as_url().port().is_some() => or_network(search, problem).await,
        ProblemKind::ConnectionRefused => refused(search, asked, problem).await,
        ProblemKind::ShopTimedOut | ProblemKind::ConnectionBroken => or_network(search, problem).await,
        ProblemKind::CertificateExpired => expired(search, asked, problem).await,
        ProblemKind::CertificateWrongName => wrong_name(search, asked, problem).await,
        ProblemKind::CertificateUntrusted => untrusted(search, asked, problem).await,
        ProblemKind::CertificateUnsuitable => unsuitable(search, asked, problem).await,
        ProblemKind::HandshakeFailed => handshake(search, asked, problem).await,
        // A redirect to a page on plain http elsewhere is how networks show their sign-in page.
        ProblemKind::DropsHttps if problem.about.other.is_some() => or_network(search, problem).await,
        _ => problem,
    }
}

/// The host, with its port where that is no usual one.
fn with_port(shop: &StoreUrl) -> String {
    let port = shop.as_url().port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", shop.host())
}

/// What the addresses of a name tell where no answer came: they are of a private network, which nobody
/// reaches from outside; or they lead nowhere, as the answers of a filter do.
async fn near(search: &Search, silent: &StoreUrl, problem: &Problem) -> Option<Problem> {
    use Whereabouts::{CarrierNat, LinkLocal, Loopback, Private, Unspecified};
    // Whoever took the call and was slow is there.
    let refused = problem.kind == ProblemKind::ConnectionRefused;
    let unanswered = problem.kind == ProblemKind::ShopTimedOut && line_of(problem).ends_with(CONNECTING);
    if !refused && !unanswered {
        return None;
    }
    let addresses = remarks::addresses(search, silent).await;
    let all = |wanted: &[Whereabouts]| {
        !addresses.is_empty() && addresses.iter().all(|&address| wanted.contains(&host::whereabouts(address)))
    };
    let problem = problem.clone().of(&with_port(silent));
    let leads_near = all(&[Private, LinkLocal, CarrierNat]) || (all(&[Loopback]) && host::is_private(silent.host()));
    if leads_near || host::is_private(silent.host()) {
        let mark = if leads_near { Mark::Near } else { Mark::ByName };
        return Some(Problem { kind: ProblemKind::PrivateAddress, ..problem }.marked(mark));
    }
    (refused && all(&[Loopback, Unspecified])).then_some(problem.marked(Mark::LeadsNowhere))
}

/// Whether a connection came about, and no answer in its time.
pub fn is_late(problem: &Problem) -> bool {
    problem.kind == ProblemKind::ShopTimedOut && !line_of(problem).ends_with(CONNECTING)
}

/// Whether somebody answered, and not by a redirect to http, which may lead to a network's sign-in page.
fn is_answered(kind: ProblemKind) -> bool {
    use ProblemKind::{
        CertificateExpired, CertificateUnsuitable, CertificateUntrusted, CertificateWrongName, ConnectionBroken,
        ConnectionRefused, DropsHttps, HandshakeFailed, HostNotFound, ShopTimedOut,
    };
    let silent = matches!(kind, HostNotFound | ConnectionRefused | ShopTimedOut | ConnectionBroken | HandshakeFailed);
    let refused =
        matches!(kind, CertificateExpired | CertificateWrongName | CertificateUntrusted | CertificateUnsuitable);
    !silent && !refused && kind != DropsHttps
}

fn silence(health: &Health) -> Silence {
    match health {
        Health::Answered { .. } => Silence::OfTheShop,
        // Only the network itself answers in Meum's name with somebody else's certificate.
        Health::OtherPage
        | Health::Failed(HttpError::CertificateWrongName { .. } | HttpError::CertificateUntrusted) => {
            Silence::SignInPage
        }
        Health::Failed(_) => Silence::OfThisComputer,
    }
}

/// The problem of a host that has answered, if only to refuse: this computer is not offline. A network
/// may still answer in everybody's name.
fn unless_sign_in(health: &Health, problem: Problem) -> Problem {
    match silence(health) {
        Silence::SignInPage => unless_network(health, problem),
        Silence::OfTheShop | Silence::OfThisComputer => problem,
    }
}

/// The problem, or the network's problem if Meum cannot be reached either.
fn unless_network(health: &Health, problem: Problem) -> Problem {
    let kind = match silence(health) {
        Silence::OfTheShop => return problem,
        Silence::OfThisComputer => ProblemKind::Offline,
        Silence::SignInPage => ProblemKind::NetworkSignIn,
    };
    // Who refuses is there: a computer without a network hears nothing.
    let mark = problem.about.mark.filter(|mark| kind == ProblemKind::Offline && *mark == Mark::Refused);
    Problem { kind, about: Box::new(About { store: problem.about.store, mark, ..About::default() }), ..problem }
}

async fn or_network(search: &Search, problem: Problem) -> Problem {
    unless_network(search.health().await, problem)
}

async fn not_found(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let problem = unless_network(search.health().await, problem);
    if problem.kind != ProblemKind::HostNotFound {
        return problem;
    }
    match tokio::time::timeout(GUESSING, meant(search, asked)).await {
        Ok(Some(meant)) => problem.with_other(meant.host()).with_instead(meant.as_str()),
        Ok(None) | Err(_) => problem,
    }
}

/// The likeliest of the names that exist. All are looked up at once.
async fn meant(search: &Search, asked: &StoreUrl) -> Option<StoreUrl> {
    let mut asking = JoinSet::new();
    for (rank, name) in host::suggestions(asked.host()).into_iter().enumerate() {
        let http = search.http.clone();
        asking.spawn(async move { http.addresses(&name).await.is_ok().then_some((rank, name)) });
    }
    let there = asking.join_all().await.into_iter().flatten().min();
    there.and_then(|(_, name)| asked.with_host(&name))
}

/// Nobody listens for https. Where http is answered, the shop is not secure yet; where it is refused as
/// well, the host is there, whatever Meum does.
async fn refused(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let (health, plain) = tokio::join!(search.health(), asked_over_http(search, asked));
    match plain {
        // A redirect leads back to https, which has failed.
        Ok(300..=399) | Err(HttpError::Refused) => unless_sign_in(health, problem),
        Ok(_) => {
            let mut open = Problem { kind: ProblemKind::NotSecure, ..problem };
            // It is https alone that was refused.
            open.about.mark = None;
            unless_sign_in(health, open)
        }
        Err(_) => unless_network(health, problem),
    }
}

/// What plain http is answered with, without any key.
async fn asked_over_http(search: &Search, asked: &StoreUrl) -> Result<u16, HttpError> {
    let mut url: Url = asked.as_url().clone();
    if url.set_scheme("http").is_err() || url.set_port(None).is_err() {
        return Err(HttpError::Unsendable);
    }
    let answer = search.http.send(Request::get(url)).await.map(|answer| answer.status);
    search.trail.note(&match &answer {
        Ok(status) => format!("GET http:// · {status}"),
        Err(error) => format!("GET http:// · {error}"),
    });
    answer
}

/// Explains an expired certificate. Meum's clock shows whether the certificate or this computer's clock
/// is wrong.
async fn expired(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let off = match search.health().await {
        Health::Answered { date: Some(date) } => now().0 / 1_000 - *date,
        // Meum's certificate seems expired too, so this computer's clock is wrong.
        Health::Failed(HttpError::CertificateExpired { .. }) => {
            return Problem { kind: ProblemKind::ClockWrong, ..problem };
        }
        _ => 0,
    };
    if off.abs() <= CLOCK_TOLERANCE {
        return or_chain_ran_out(search, asked, problem).await;
    }
    let mut wrong = Problem { kind: ProblemKind::ClockWrong, ..problem };
    wrong.about.seconds = u32::try_from(off.abs()).ok();
    wrong.about.date = None;
    wrong
}

async fn wrong_name(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let (health, chain) = tokio::join!(search.health(), chain_of(search, asked));
    let problem = unless_sign_in(health, problem);
    if problem.kind != ProblemKind::CertificateWrongName {
        return problem;
    }
    let in_the_old_way = |chain: &Chain| chain.named_by_subject && chain.names.iter().any(|name| name == asked.host());
    if chain.as_ref().is_some_and(in_the_old_way) {
        return Problem { kind: ProblemKind::CertificateUnsuitable, ..problem }.marked(Mark::NoNames);
    }
    let names = chain.map(|chain| chain.names).unwrap_or_default();
    let other = names.iter().find(|name| !name.starts_with("*.")).or(names.first());
    let own = names.iter().find(|name| !name.starts_with("*.") && host::same_registrable(name, asked.host()));
    let problem = problem.naming(other.map(String::as_str));
    match own.and_then(|name| asked.with_host(name)) {
        Some(own) => problem.with_other(own.host()).with_instead(own.as_str()),
        None => problem,
    }
}

/// Where the shop's own certificate is valid, one above it has run out. That one is mended by installing the
/// present chain, and not by renewing the shop's.
async fn or_chain_ran_out(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let Some(chain) = chain_of(search, asked).await else { return problem };
    let now = now().0 / 1_000;
    let is_valid = chain.not_before <= now && now < chain.not_after;
    let to_come = problem.about.date.is_some_and(|date| date > Timestamp(now * 1_000));
    if chain.count < 2 || !is_valid || to_come {
        return problem;
    }
    let problem = Problem { kind: ProblemKind::CertificateUntrusted, ..problem }.marked(Mark::ChainRanOut);
    with_issuer(problem, &chain)
}

/// Explains a certificate that this computer does not trust: somebody opens the connection on the way,
/// the certificate is home-made, or its chain is incomplete.
async fn untrusted(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let (health, chain) = tokio::join!(search.health(), chain_of(search, asked));
    let Some(chain) = chain else { return problem };
    let product = fingerprint::inspector(&chain.issuer_named);
    // Whoever opens the connections to the shop and to Meum sits in this network: its sign-in page with
    // a home-made certificate, or a company with an authority of its own.
    let both = matches!(health, Health::Failed(HttpError::CertificateUntrusted));
    let kind = match (product, both && chain.self_signed) {
        (None, true) => ProblemKind::NetworkSignIn,
        _ => diagnosis::certificate(product.is_some() || both, chain.self_signed),
    };
    let short = kind == ProblemKind::CertificateUntrusted && chain.short_key;
    let kind = if short { ProblemKind::CertificateUnsuitable } else { kind };
    let whole = kind == ProblemKind::CertificateUntrusted && chain.ends_in_root;
    let to_cloudflare =
        kind == ProblemKind::CertificateUntrusted && fingerprint::is_for_cloudflare(&chain.issuer_named);
    let mark = if to_cloudflare { Some(Mark::OnlyCloudflare) } else { whole.then_some(Mark::UnknownIssuer) };
    // Whoever opens every connection from here opens Meum's as well, unless that is exempt.
    let alone = kind == ProblemKind::ConnectionInspected && matches!(health, Health::Answered { .. });
    let problem = Problem { kind, ..problem }.marked(mark.or(alone.then_some(Mark::ShopAlone)));
    with_issuer(problem, &chain).naming(product)
}

/// A certificate of an authority that vouches for itself alone is the kind that servers make at home.
async fn unsuitable(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let Some(chain) = chain_of(search, asked).await else { return problem };
    if chain.self_signed && chain.count == 1 {
        let problem = Problem { kind: ProblemKind::CertificateSelfSigned, ..problem };
        return with_issuer(problem, &chain);
    }
    problem
}

/// Explains a refusal in the middle of the handshake. Where the server has shown its certificate, something
/// we offered did suit it; with TLS 1.2 it refuses in the same words whoever shows no certificate.
async fn handshake(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    if problem.about.mark != Some(Mark::NoCipher) {
        return problem;
    }
    let Some(chain) = chain_of(search, asked).await else { return problem };
    if chain.wants_certificate {
        let line = format!("{} · the server asked for a certificate of this computer", line_of(&problem));
        let problem = Problem { kind: ProblemKind::Blocked, ..problem };
        return problem.marked(Mark::KnownComputers).with_technical(&line);
    }
    let mut problem = problem;
    problem.about.mark = None;
    problem
}

fn line_of(problem: &Problem) -> String {
    problem.technical.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default()
}

fn with_issuer(problem: Problem, chain: &Chain) -> Problem {
    let before = line_of(&problem);
    problem.with_technical(&format!("{before} · issuer {} · {} in the chain", chain.issuer, chain.count))
}

async fn chain_of(search: &Search, asked: &StoreUrl) -> Option<Chain> {
    let port = asked.as_url().port_or_known_default().unwrap_or(443);
    certificate::look(&search.http, asked.host(), port).await
}

/// Adds the details of a failed connection to its problem.
pub fn details(error: &HttpError, problem: Problem) -> Problem {
    let mut problem = problem;
    match error {
        HttpError::CertificateExpired { day, .. } => {
            problem.about.date = day.map(|seconds| Timestamp(seconds.saturating_mul(1_000)));
        }
        HttpError::CertificateWrongName { presented } => {
            problem.about.other = presented.first().and_then(|name| PlainText::from_outside(name));
        }
        _ => {}
    }
    problem
}
