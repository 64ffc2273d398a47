//! Shops that mean harm, or might as well: whatever one sends, finding it and checking its keys
//! ends in a named problem, in bounded time and in bounded memory.
//!
//! What is measured is this whole process, the practice shop in it included. It refuses to measure
//! two shops at once, but for the slow ones, which only wait.

use crate::alone;
use crate::harness::{Servers, secret};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, SignIn};
use connect_core::store_url::StoreUrl;
use connect_practice::{Habit, ShutOut, Trouble, notebook};
use meum_connect::adapters::http::MAX_BODY;
use meum_connect::adapters::reading;
use meum_connect::adapters::shop::{self, Caller, Checked, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::perform::now;
use meum_connect::world::World;
use peak_alloc::PeakAlloc;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// More live memory than before, at any moment, is too much, in bytes. A body is read up to two
/// mebibytes; the rest is room for what is made of it.
const MOST_MEMORY: usize = 32 * 1024 * 1024;
/// The limit of one exchange is ten seconds; looking for a reason asks Meum, which answers at once.
/// Twice as long, on a busy computer, is still an end.
const MOST_TIME: Duration = Duration::from_secs(20);
/// Longer than this an answer must not be thought about, without optimisation on a busy computer.
const MOST_THINKING: Duration = Duration::from_secs(20);
/// A first request and ten redirects.
const MOST_REQUESTS: usize = 11;

/// What is wrong with the shop, and what must be said of it: while it is looked for (nothing where it
/// is found all the same), and when its keys are checked (nothing where a lighter question tells them).
type Row = (Trouble, Option<ProblemKind>, Option<ProblemKind>);

fn packed(always: bool) -> Trouble {
    Trouble::Habit { habit: Habit::PackedUnasked { always } }
}

/// A page whose reason would lead the merchant elsewhere.
fn shut_out() -> Trouble {
    Trouble::Habit { habit: Habit::AddressShutOut { why: ShutOut::Leading } }
}

/// Shops that are done with at once.
fn quick() -> Vec<Row> {
    use ProblemKind::{AddressShutOut, ConnectionBroken, NotUnderstood, RedirectLoop};
    vec![
        (Trouble::HugeBody, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::GzipBomb, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::EndlessHeaders, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::TruncatedJson, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::ResetMidBody, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::Garbage, Some(NotUnderstood), Some(NotUnderstood)),
        (packed(true), Some(NotUnderstood), Some(NotUnderstood)),
        (packed(false), None, None),
        (Trouble::Habit { habit: Habit::HangsUp }, Some(ConnectionBroken), Some(ConnectionBroken)),
        (Trouble::Habit { habit: Habit::ListsAsObjects }, None, None),
        (shut_out(), Some(AddressShutOut), Some(AddressShutOut)),
        // Names of fields are spoiled as well: enough is left to find the shop, and for the lighter question.
        (Trouble::InvalidUtf8, None, None),
        (Trouble::DeepJson, Some(NotUnderstood), Some(NotUnderstood)),
        (Trouble::RedirectForever, Some(RedirectLoop), Some(NotUnderstood)),
    ]
}

/// Shops that run into the limit of an exchange.
fn slow() -> Vec<Row> {
    use ProblemKind::ShopTimedOut;
    vec![
        (Trouble::DripBody { millis: 20 }, Some(ShopTimedOut), Some(ShopTimedOut)),
        (Trouble::DripHead { millis: 20 }, Some(ShopTimedOut), Some(ShopTimedOut)),
    ]
}

/// A shop with its world.
struct Shop {
    servers: Servers,
    world: World,
    asked: StoreUrl,
}

impl Shop {
    async fn start() -> Self {
        let servers = Servers::start().await;
        let world = servers.world();
        let asked = StoreUrl::parse(servers.shop.home().as_str()).unwrap();
        Self { servers, world, asked }
    }

    fn progress() -> Progress {
        Arc::new(|_, _, _| {})
    }

    async fn find(&self) -> Result<FoundShop, Problem> {
        let search = Search::new(self.world.http.clone(), self.world.meum.clone(), None, Self::progress());
        shop::find(&search, &self.asked, now()).await
    }

    async fn check(&self, found: &FoundShop) -> Result<Checked, Problem> {
        let half = |text: &str| Arc::new(secret(text));
        let pair = Pair { key: half(notebook::READ_WRITE_KEY), secret: half(notebook::READ_WRITE_SECRET) };
        let caller = Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None };
        shop::check(&KeyCheck::new(&self.world.http, found, &Self::progress()), &caller).await
    }
}

/// How one question to a hostile shop ended.
#[derive(Debug)]
struct Ended {
    said: Option<ProblemKind>,
    took: Duration,
    requests: usize,
}

/// Looks for a shop in trouble.
async fn looked_for(trouble: Trouble) -> Ended {
    let shop = Shop::start().await;
    shop.servers.shop.set(trouble);
    let begun = Instant::now();
    let said = shop.find().await.err().map(|problem| problem.kind);
    Ended { said, took: begun.elapsed(), requests: shop.servers.shop.requests().len() }
}

/// Checks the keys of a shop that got into trouble since it was found.
async fn keys_checked(trouble: Trouble) -> Ended {
    let shop = Shop::start().await;
    let found = shop.find().await.expect("a healthy shop is found");
    let before = shop.servers.shop.requests().len();
    shop.servers.shop.set(trouble);
    let begun = Instant::now();
    let said = shop.check(&found).await.err().map(|problem| problem.kind);
    Ended { said, took: begun.elapsed(), requests: shop.servers.shop.requests().len() - before }
}

/// What is wrong with how a question ended, in words.
fn faults(what: &str, ended: &Ended, expected: Option<ProblemKind>) -> Vec<String> {
    let mut faults = Vec::new();
    if ended.said != expected {
        faults.push(format!("{what}: {:?} was said, not {expected:?}", ended.said));
    }
    if ended.took > MOST_TIME {
        faults.push(format!("{what}: took {:?}", ended.took));
    }
    if ended.requests > MOST_REQUESTS {
        faults.push(format!("{what}: {} requests", ended.requests));
    }
    faults
}

/// The most memory that lived at once while something was done, beyond what lived before, in bytes.
async fn measured<T>(doing: impl Future<Output = T>) -> (T, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = doing.await;
    (done, MEMORY.peak_usage().saturating_sub(before))
}

fn too_much(what: &str, memory: usize) -> Option<String> {
    (memory > MOST_MEMORY).then(|| format!("{what}: {} KiB", memory / 1024))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hostile_shop_ends_in_a_named_problem_and_costs_little() {
    let _alone = alone().await;
    let mut wrong = Vec::new();
    for (trouble, finding, checking) in quick() {
        let name = format!("{trouble:?}");
        let (ended, memory) = Box::pin(measured(looked_for(trouble.clone()))).await;
        wrong.extend(faults(&format!("finding {name}"), &ended, finding));
        wrong.extend(too_much(&format!("finding {name}"), memory));
        let (ended, memory) = Box::pin(measured(keys_checked(trouble))).await;
        wrong.extend(faults(&format!("checking {name}"), &ended, checking));
        wrong.extend(too_much(&format!("checking {name}"), memory));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_drips_is_given_up_in_time() {
    let _alone = alone().await;
    let mut asking = JoinSet::new();
    for (trouble, finding, checking) in slow() {
        let name = format!("{trouble:?}");
        let (later, checked) = (trouble.clone(), format!("checking {name}"));
        asking.spawn(async move { faults(&format!("finding {name}"), &looked_for(trouble).await, finding) });
        asking.spawn(async move { faults(&checked, &keys_checked(later).await, checking) });
    }
    let (wrong, memory) = measured(asking.join_all()).await;
    let wrong: Vec<String> = wrong.into_iter().flatten().chain(too_much("all that drip", memory)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_million_redirects_end_after_ten() {
    let _alone = alone().await;
    let ended = looked_for(Trouble::RedirectForever).await;
    assert_eq!((ended.said, ended.requests), (Some(ProblemKind::RedirectLoop), MOST_REQUESTS));
}

/// Bodies of the largest size that is read, each of another costly kind.
fn costly() -> Vec<(&'static str, String)> {
    let full = |begin: &str, piece: &str| format!("{begin}{}", piece.repeat((MAX_BODY - begin.len()) / piece.len()));
    vec![
        // As many as are read at all.
        ("enough", format!("[{}{}0]", "{\"a\":0},".repeat(24_000), "\"\",".repeat(100_000))),
        ("small objects", full("[", "{\"a\":0},")),
        ("small lists", full("[", "[0],")),
        ("numbers", full("{\"namespaces\":[", "0,")),
        ("texts", full("{\"namespaces\":[", "\"\",")),
        ("fields", full("{\"code\":{", "\"abcd\":0,")),
        ("beginnings", full(&"{\"a\":".repeat(100), " ")),
        ("beginnings that go on", full(&"{\"a\":".repeat(100), "[0,")),
        ("marked up", full("<a href='", "<a a=&#x")),
    ]
}

#[tokio::test]
async fn a_body_that_is_small_and_means_much_costs_little() {
    let _alone = alone().await;
    let world = Servers::start().await.world();
    let asked = StoreUrl::parse("https://shop.example").unwrap();
    let search = Search::new(world.http, world.meum, None, Shop::progress());
    let mut wrong = Vec::new();
    for (name, body) in costly() {
        let answer = || reading::answer(200, &[("content-type", "application/json")], body.as_bytes());
        let arrived = "https://shop.example/wp-json/".parse().unwrap();
        let begun = Instant::now();
        let (_, memory) = measured(async { reading::found(&search, &asked, arrived, answer()) }).await;
        if begun.elapsed() > MOST_THINKING {
            wrong.push(format!("{name}: took {:?}", begun.elapsed()));
        }
        wrong.extend(too_much(name, memory));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
