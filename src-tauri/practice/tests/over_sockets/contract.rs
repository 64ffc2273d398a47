//! The practice Meum keeps to the contract: every answer conforms to the schema of its operation.
//!
//! The schemas in `tests/contract` are written after Meum's OpenAPI and pages; the app's own contract
//! test reads the same files.

use connect_practice::{MeumTrouble, notebook};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{Meum, this_shop};

const CONNECT_REQUEST: &str = include_str!("../contract/connect-request.json");
const CONNECT_RESPONSE: &str = include_str!("../contract/connect-response.json");
const STATUS_RESPONSE: &str = include_str!("../contract/status-response.json");
const DISCONNECT_RESPONSE: &str = include_str!("../contract/disconnect-response.json");
const ERROR_FLAT: &str = include_str!("../contract/error-flat.json");
const ERROR_NESTED: &str = include_str!("../contract/error-nested.json");

fn schema(text: &str) -> Validator {
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn check(name: &str, (got, body): &(u16, Value), status: u16, text: &str) {
    assert_eq!(*got, status, "{name}: {body}");
    let problems: Vec<String> = schema(text).iter_errors(body).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{name}: {problems:?} in {body}");
}

#[tokio::test]
async fn connect_keeps_to_the_contract() {
    let meum = Meum::start().await;
    check("request", &(0, this_shop()), 0, CONNECT_REQUEST);
    let first = meum.connect(notebook::CONNECTION_KEY, &this_shop()).await;
    check("first", &first, 200, CONNECT_RESPONSE);
    meum.practice.set_payout_configured(false);
    let again = meum.connect(notebook::RECONNECT_KEY, &this_shop()).await;
    check("again, with a warning", &again, 200, CONNECT_RESPONSE);

    let elsewhere = json!({ "site_url": "https://a.example", "webhook_url": "https://b.example" });
    let dedicated = again.1["api_key"].as_str().unwrap();
    for (name, key, body, status, text) in [
        ("no fields", notebook::CONNECTION_KEY, json!({}), 400, ERROR_FLAT),
        ("unknown key", "sk_live_nobody", this_shop(), 401, ERROR_NESTED),
        ("expired key", notebook::EXPIRED_CONNECTION_KEY, this_shop(), 401, ERROR_NESTED),
        ("developer key", notebook::DEVELOPER_KEY, this_shop(), 403, ERROR_NESTED),
        ("dedicated key", dedicated, this_shop(), 403, ERROR_NESTED),
        ("other store", notebook::OTHER_STORE_KEY, this_shop(), 409, ERROR_FLAT),
        ("two hosts", notebook::CONNECTION_KEY, elsewhere, 422, ERROR_FLAT),
    ] {
        check(name, &meum.connect(key, &body).await, status, text);
    }
}

#[tokio::test]
async fn status_keeps_to_the_contract() {
    let meum = Meum::start().await;
    let before = meum.status(notebook::CONNECTION_KEY).await;
    check("before connecting", &before, 200, STATUS_RESPONSE);
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    check("connected", &meum.status(&key).await, 200, STATUS_RESPONSE);
    for trouble in [MeumTrouble::PayoutMissing, MeumTrouble::WebhookFailing, MeumTrouble::UnknownEnums] {
        meum.practice.set(trouble);
    }
    check("troubled", &meum.status(&key).await, 200, STATUS_RESPONSE);
    meum.practice.clear();
    check("developer key", &meum.status(notebook::DEVELOPER_KEY).await, 403, ERROR_FLAT);
    check("unknown key", &meum.status("sk_live_nobody").await, 401, ERROR_NESTED);
    for (trouble, status, text) in [
        (MeumTrouble::Suspended, 403, ERROR_FLAT),
        (MeumTrouble::RateLimited { retry_after: 1 }, 429, ERROR_NESTED),
        (MeumTrouble::KeyRevoked, 401, ERROR_NESTED),
    ] {
        meum.practice.clear();
        meum.practice.set(trouble);
        check("troubled", &meum.status(&key).await, status, text);
    }
}

#[tokio::test]
async fn disconnect_keeps_to_the_contract() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    check("connection key", &meum.disconnect(notebook::CONNECTION_KEY).await, 403, ERROR_FLAT);
    check("unknown key", &meum.disconnect("sk_live_nobody").await, 401, ERROR_NESTED);
    check("once", &meum.disconnect(&key).await, 200, DISCONNECT_RESPONSE);
    check("twice", &meum.disconnect(&key).await, 404, ERROR_FLAT);
    check("disconnected", &meum.status(&key).await, 200, STATUS_RESPONSE);
}

#[tokio::test]
async fn answers_of_wrong_types_do_not_keep_to_the_contract() {
    let meum = Meum::start().await;
    meum.practice.set(MeumTrouble::NonsenseTypes);
    let connected = meum.connect(notebook::CONNECTION_KEY, &this_shop()).await.1;
    assert!(!schema(CONNECT_RESPONSE).is_valid(&connected));
    let status = meum.status(notebook::CONNECTION_KEY).await.1;
    assert!(!schema(STATUS_RESPONSE).is_valid(&status));
}

#[test]
fn the_two_shapes_of_errors_exclude_each_other() {
    let flat = json!({ "error": "No", "code": "X", "details": { "field": "is bad" } });
    let nested = json!({ "error": { "type": "t", "code": "X", "message": "No" } });
    assert!(schema(ERROR_FLAT).is_valid(&flat) && !schema(ERROR_FLAT).is_valid(&nested));
    assert!(schema(ERROR_NESTED).is_valid(&nested) && !schema(ERROR_NESTED).is_valid(&flat));
}

#[test]
fn a_request_without_its_required_fields_does_not_keep_to_the_contract() {
    let request = schema(CONNECT_REQUEST);
    for body in [
        json!({}),
        json!({ "site_url": "https://a.example" }),
        json!({ "site_url": "a.example", "webhook_url": "https://a.example/hook" }),
        json!({ "site_url": "https://a.example", "webhook_url": "https://a.example", "plugin_version": 1 }),
    ] {
        assert!(!request.is_valid(&body), "{body}");
    }
}
