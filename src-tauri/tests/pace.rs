//! How long a whole check takes, by a clock of the test's own: it stands still while anybody works, and jumps
//! to the next moment that somebody waits for. So a loaded computer changes nothing.

use crate::harness;
use connect_core::problem::ProblemKind::{self, ReportMissing, ShopSlow, ShopTimedOut};
use connect_core::secret::Secret;
use connect_core::shop_facts::SignIn;
use connect_core::store_url::StoreUrl;
use connect_core::webhook::{self, WebhookQuestion};
use connect_practice::{Detour, Habit, MeumConfig, PracticeMeum, PracticeShop, ShopConfig, Trouble, notebook as notes};
use meum_connect::adapters::http::{Beyond, Conditions, Http, LONGEST, MOST_REQUESTS, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::adapters::shop::{self, Caller, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::perform::now;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What a check came to.
#[derive(Debug)]
struct Came {
    stop: Option<ProblemKind>,
    remarks: Vec<ProblemKind>,
    took: Duration,
    requests: usize,
}

/// A whole check of the practice shop with a good pair, guests included, as `check` makes it.
async fn checked(troubles: Vec<Trouble>) -> Came {
    harness::crypto();
    let home = "https://corner-shop.com/".parse().unwrap();
    let server = PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await.unwrap();
    server.replace(troubles);
    let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
    let http = world(&server).within_bounds();
    let began = Instant::now();
    let (stop, remarks) = look(&http, Meum::at(http.clone(), meum.url())).await;
    let took = began.elapsed();
    Came { stop, remarks, took, requests: server.requests().len() + meum.requests().len() }
}

fn world(shop: &PracticeShop) -> Http {
    let at = vec![shop.tls_address()];
    let resolved = Resolved { host: "corner-shop.com".into(), at, plain_at: None, seen_as: None };
    let beyond = Beyond { authority: Some(shop.authority_pem().to_owned()), resolved: vec![resolved], no_proxy: true };
    Http::under(&beyond, Conditions::default()).unwrap()
}

async fn look(http: &Http, meum: Meum) -> (Option<ProblemKind>, Vec<ProblemKind>) {
    let silent: Progress = Arc::new(|_, _, _| {});
    let asked = StoreUrl::parse("corner-shop.com").unwrap();
    let search = Search::new(http.clone(), meum, None, Arc::clone(&silent));
    let found = match shop::find(&search, &asked, now()).await {
        Ok(found) => found,
        Err(problem) => return (Some(problem.kind), Vec::new()),
    };
    let secret = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let pair = Pair { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) };
    let caller = Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None };
    let check = KeyCheck::new(http, &found, &silent);
    let question = WebhookQuestion::about(&webhook::usual(&found.home, &found.root), &found.home, &found.root).unwrap();
    let guests = async { tokio::join!(shop::way_in(http, &question), shop::for_shoppers(http, &found, Some(&caller))) };
    let (checked, _) = tokio::join!(shop::check(&check, &caller), guests);
    let mut remarks: Vec<ProblemKind> = found.remarks.iter().map(|remark| remark.kind).collect();
    match checked {
        Ok(checked) => {
            remarks.extend(checked.remarks.iter().map(|remark| remark.kind));
            (checked.write_unknown.map(|problem| problem.kind), remarks)
        }
        Err(problem) => (Some(problem.kind), remarks),
    }
}

fn slow(millis: u64) -> Vec<Trouble> {
    vec![Trouble::Slow { millis }]
}

fn habit(habit: Habit) -> Vec<Trouble> {
    vec![Trouble::Habit { habit }]
}

/// The slowest answer and a half, and two seconds more.
fn allowed(slowest: Duration) -> Duration {
    slowest * 3 / 2 + Duration::from_secs(2)
}

#[tokio::test(start_paused = true)]
async fn a_check_takes_no_longer_than_its_slowest_answer_and_a_half_and_two_seconds() {
    let cases = [0, 250, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500];
    for millis in cases {
        let came = checked(slow(millis)).await;
        assert_eq!(came.stop, None, "{millis} ms: {came:?}");
        assert!(came.took <= allowed(Duration::from_millis(millis)), "{millis} ms: {came:?}");
        assert_eq!(came.remarks.contains(&ShopSlow), millis >= 3_000, "{millis} ms: {came:?}");
    }
    let late = checked(habit(Habit::StatusSlow { millis: 14_000 })).await;
    assert!(late.remarks.contains(&ReportMissing) && late.stop.is_none(), "{late:?}");
    assert!(late.took <= allowed(Duration::from_secs(4)), "nobody waits for the report to its end: {late:?}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_shop_gets_its_verdict_where_two_of_its_answers_fit() {
    for millis in [4_000, 4_500, 5_000, 5_500] {
        let came = checked(slow(millis)).await;
        assert_eq!(came.stop, None, "{millis} ms: {came:?}");
        assert!(came.remarks.contains(&ShopSlow), "{millis} ms: {came:?}");
        assert!(came.took <= LONGEST, "{millis} ms: {came:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_part_that_is_slow_is_said_to_be_where_the_shop_was_quick_to_be_found() {
    for millis in [2_900, 3_500, 6_000] {
        let came = checked(habit(Habit::PartSlow { millis })).await;
        assert_eq!(came.stop, None, "{millis} ms: {came:?}");
        assert_eq!(
            came.remarks.iter().filter(|kind| **kind == ShopSlow).count(),
            usize::from(millis >= 3_000),
            "{came:?}"
        );
        assert!(came.took <= LONGEST, "{millis} ms: {came:?}");
    }
    let quick = checked(habit(Habit::StatusFails { status: 500 })).await;
    assert!(!quick.remarks.contains(&ShopSlow), "{quick:?}");
}

/// Where each answer takes almost three seconds, either the verdict is right, or time is said to be up.
#[tokio::test(start_paused = true)]
async fn a_shop_that_is_slow_throughout_gets_a_true_verdict_or_none() {
    let cases = [
        (Trouble::KeysRevoked, ProblemKind::KeyUnknown),
        (Trouble::AuthorizationStripped, ShopTimedOut),
        (Trouble::HttpsUnnoticed, ProblemKind::HttpsUnnoticed),
        (Trouble::RestHidden, ShopTimedOut),
        (Trouble::WooCommerceInactive, ProblemKind::NoWooCommerce),
        (Trouble::FatalError, ProblemKind::ShopFault),
    ];
    for (trouble, right) in cases {
        let came = checked(vec![Trouble::Slow { millis: 2_900 }, trouble.clone()]).await;
        let stop = came.stop;
        assert!(stop.is_none_or(|stop| stop == right || stop == ShopTimedOut), "{trouble:?}: {came:?}");
        assert!(came.took <= LONGEST + Duration::from_millis(100), "{trouble:?}: {came:?}");
        assert!(came.requests <= MOST_REQUESTS, "{trouble:?}: {came:?}");
    }
}

/// The program's start and its end are not part of the diagnosis, and of the twelve seconds all the same.
#[test]
fn a_diagnosis_leaves_half_a_second_of_its_twelve_to_the_program_around_it() {
    assert!(LONGEST + Duration::from_millis(500) <= Duration::from_secs(12));
}

#[tokio::test(start_paused = true)]
async fn no_check_takes_longer_or_asks_more_than_a_diagnosis_may() {
    let silent = |how| habit(Habit::Detour { how });
    let cases: [(&str, Vec<Trouble>, Option<ProblemKind>); 7] = [
        ("a healthy shop", Vec::new(), None),
        ("eight seconds each", slow(8_000), Some(ShopTimedOut)),
        ("six and a half seconds each", slow(6_500), Some(ShopTimedOut)),
        // Our own time ran out: nobody was shut out.
        (
            "five seconds each, and an unknown key",
            vec![Trouble::Slow { millis: 5_000 }, Trouble::KeysRevoked],
            Some(ShopTimedOut),
        ),
        ("never an answer", vec![Trouble::HangForever], Some(ShopTimedOut)),
        ("a head that never ends", vec![Trouble::DripHead { millis: 200 }], Some(ShopTimedOut)),
        ("no answer to what would write", silent(Detour::WritesUnanswered), Some(ShopSlow)),
    ];
    for (what, troubles, expected) in cases {
        let came = checked(troubles).await;
        assert_eq!(came.stop, expected, "{what}: {came:?}");
        // Ending takes a moment of its own.
        assert!(came.took <= LONGEST + Duration::from_millis(100), "{what}: {came:?}");
        assert!(came.requests <= MOST_REQUESTS, "{what}: {came:?}");
    }
}
