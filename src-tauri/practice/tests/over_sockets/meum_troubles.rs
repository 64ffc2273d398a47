//! What each trouble of Meum looks like from outside.

use std::slice::from_ref;

use connect_practice::{MeumTrouble, notebook};
use serde_json::json;

use crate::support::{CONNECT, Meum, STATUS, client, header, read, this_shop, until};

/// Each row: trouble, status of `status`, what the text contains, status of `/health`.
#[tokio::test]
async fn each_trouble_answers_in_its_own_way() {
    let rows = [
        (MeumTrouble::PayoutMissing, 200, "\"payout_configured\":false", 200),
        (MeumTrouble::WebhookFailing, 200, "\"webhook_health\":\"FAILING\"", 200),
        (MeumTrouble::WebhookFailing, 200, "\"health_status\":\"DEGRADED\"", 200),
        (MeumTrouble::Down, 503, "<html>", 503),
        (MeumTrouble::RateLimited { retry_after: 7 }, 429, "RATE_LIMITED", 200),
        (MeumTrouble::LimitedInFront { minutes: None }, 429, "<h1>429 Too Many Requests</h1>", 429),
        (MeumTrouble::NonsenseHtml, 200, "<!DOCTYPE html>", 200),
        (MeumTrouble::NonsenseTypes, 200, "\"connected\":\"true\"", 200),
        (MeumTrouble::NonsenseEmpty, 200, "", 200),
        (MeumTrouble::UnknownEnums, 200, "\"connection_status\":\"ENTANGLED\"", 200),
        (MeumTrouble::LostAnswer, 200, "\"connected\":true", 200),
        (MeumTrouble::Suspended, 403, "suspended", 200),
        (MeumTrouble::KeyRevoked, 401, "INVALID_API_KEY", 200),
        (MeumTrouble::StatusNeedsDedicatedKey, 200, "\"connected\":true", 200),
    ];
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    for (trouble, status, contains, health) in rows {
        meum.practice.clear();
        meum.practice.set(trouble.clone());
        let answer = meum.ask("GET", STATUS).bearer_auth(&key).send().await.unwrap();
        let got = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert_eq!(got, status, "{trouble:?}");
        assert!(text.contains(contains), "{trouble:?}: {text}");
        let answer = meum.ask("GET", "health").send().await.unwrap();
        assert_eq!(answer.status(), health, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_lifted_trouble_leaves_no_trace() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    for trouble in MeumTrouble::ALL {
        meum.practice.set(trouble.clone());
        assert_eq!(meum.practice.troubles().as_slice(), from_ref(&trouble));
        meum.practice.lift(&trouble);
        let (status, body) = meum.status(&key).await;
        assert_eq!((status, &body["health_status"]), (200, &json!("HEALTHY")), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_rate_limit_says_when_to_come_back() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::RateLimited { retry_after: 7 });
    let answer = meum.ask("GET", STATUS).send().await.unwrap();
    assert_eq!(header(&answer, "retry-after"), Some("7"));
}

#[tokio::test]
async fn after_a_lost_answer_the_connection_key_shows_that_it_was_done() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::LostAnswer);
    let request = meum.ask("POST", CONNECT).bearer_auth(notebook::CONNECTION_KEY).json(&this_shop());
    let error = request.send().await.unwrap_err();
    assert!(error.is_request() && !error.is_timeout(), "{error:?}");
    let issued = meum.practice.issued();
    assert_eq!(issued.len(), 1, "it was done");

    let (_, body) = meum.status(notebook::CONNECTION_KEY).await;
    assert_eq!(body["connected"], true);
    assert_eq!(body["credential_prefix"], issued[0].api_key.get(..12).unwrap());
    let connects = meum.practice.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count();
    assert_eq!(connects, 1);
}

#[tokio::test]
async fn a_hanging_meum_takes_the_request_and_does_nothing() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::HangForever);
    let client = client().tls_certs_only([]).build().unwrap();
    let request = client.post(meum.practice.url().join(CONNECT).unwrap());
    let request = request.bearer_auth(notebook::CONNECTION_KEY).json(&this_shop());
    tokio::select! {
        answer = request.send() => panic!("it answered: {answer:?}"),
        () = until(|| meum.practice.requests().len() == 1) => {}
    }
    assert_eq!(meum.practice.issued().len(), 0);
}

/// Each row: trouble, whether Meum connects all the same.
#[tokio::test]
async fn nonsense_hides_whether_connect_was_done() {
    for (trouble, done) in [
        (MeumTrouble::NonsenseHtml, false),
        (MeumTrouble::NonsenseEmpty, false),
        (MeumTrouble::NonsenseTypes, true),
        (MeumTrouble::UnknownEnums, true),
        (MeumTrouble::Suspended, false),
        (MeumTrouble::Down, false),
        (MeumTrouble::RateLimited { retry_after: 1 }, false),
    ] {
        let meum = Meum::start().await;
        meum.practice.set(trouble.clone());
        let request = meum.ask("POST", CONNECT).bearer_auth(notebook::CONNECTION_KEY);
        request.json(&this_shop()).send().await.unwrap();
        assert_eq!(meum.practice.issued().len() == 1, done, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_revoked_dedicated_key_leaves_connection_keys_alone() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::KeyRevoked);
    let (status, _) = meum.connect(notebook::CONNECTION_KEY, &this_shop()).await;
    assert_eq!(status, 200);
    let key = meum.practice.issued()[0].api_key.clone();
    assert_eq!((meum.status(&key).await.0, meum.disconnect(&key).await.0), (401, 401));
}

#[tokio::test]
async fn a_suspended_organization_is_refused_without_a_code() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::Suspended);
    let answer = meum.ask("GET", STATUS).bearer_auth(notebook::CONNECTION_KEY).send().await.unwrap();
    let (status, body) = read(answer).await;
    assert_eq!((status, body.as_object().unwrap().len(), body["error"].is_string()), (403, 1, true));
}

#[tokio::test]
async fn a_captive_network_is_in_front_of_every_address() {
    let meum = Meum::start().await;
    for path in ["", "health", STATUS, "anything"] {
        meum.practice.replace([MeumTrouble::CaptivePortal]);
        let answer = meum.ask("GET", path).bearer_auth(notebook::CONNECTION_KEY).send().await.unwrap();
        let to = header(&answer, "location");
        assert_eq!((answer.status().as_u16(), to), (302, Some("http://login.hotel.example/")), "{path}");

        meum.practice.replace([MeumTrouble::CaptivePage]);
        let answer = meum.ask("GET", path).bearer_auth(notebook::CONNECTION_KEY).send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), header(&answer, "content-type")),
            (200, Some("text/html; charset=UTF-8"))
        );
        assert!(answer.text().await.unwrap().contains("Guest network"), "{path}");
    }
}

#[tokio::test]
async fn anyone_may_ask_whether_meum_is_well() {
    let meum = Meum::start().await;
    let (status, body) = crate::support::read(meum.ask("GET", "health").send().await.unwrap()).await;
    assert_eq!((status, body), (200, json!({ "status": "ok" })));
}

#[tokio::test]
async fn a_wrong_clock_shows_in_every_answer() {
    let meum = Meum::start().await;
    for minutes in [0, 20, -90] {
        meum.practice.set(MeumTrouble::ClockAhead { minutes });
        for (path, trouble) in
            [("health", None), (STATUS, None), ("nothing", None), ("health", Some(MeumTrouble::Down))]
        {
            meum.practice.replace([MeumTrouble::ClockAhead { minutes }].into_iter().chain(trouble));
            let answer = meum.ask("GET", path).send().await.unwrap();
            let date = jiff::fmt::rfc2822::parse(header(&answer, "date").unwrap()).unwrap().timestamp();
            let ahead = date.as_second() - crate::signing::now();
            assert!((ahead - minutes * 60).abs() <= 60, "{path}: {ahead}");
        }
    }
}
