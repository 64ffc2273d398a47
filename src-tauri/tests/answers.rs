//! Meum's answer to *connect* comes once: whatever is wrong with it, a key and secret that stand in
//! it whole are taken, and damaged ones never. Over real HTTP, from a Meum that writes its answers
//! badly.

use crate::harness;
use connect_core::credential::Credential;
use connect_core::meum_facts::{ConnectFacts, ConnectRequest};
use connect_core::plain::PlainText;
use connect_core::secret::Secret;
use meum_connect::adapters::http::{Beyond, Http};
use meum_connect::adapters::meum::{ConnectReply, Issued, Meum};
use meum_connect::adapters::reading;
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const KEY: &str = "sk_live_d3d1cated0key00001";
const SECRET: &str = "5f2b8c0d5f2b8c0d5f2b8c0d5f2b8c0d";

const BOTH: (Option<&str>, Option<&str>) = (Some(KEY), Some(SECRET));

/// The two fields that come once.
fn pair() -> String {
    format!(r#""api_key":"{KEY}","webhook_secret":"{SECRET}""#)
}

fn told(facts: &ConnectFacts) -> Option<&str> {
    facts.store_id.as_ref().map(PlainText::as_str)
}

fn texts(issued: &Issued) -> (Option<&str>, Option<&str>) {
    (issued.api_key().map(Secret::expose), issued.webhook_secret().map(Secret::expose))
}

/// Connects to a Meum that says these bytes and hangs up; `announced` is the length it claims.
async fn connected(body: &[u8], announced: usize) -> ConnectReply {
    harness::crypto();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let answer = [format!("HTTP/1.1 200 OK\r\ncontent-length: {announced}\r\n\r\n").as_bytes(), body].concat();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        while !heard.ends_with(b"\"}") {
            let mut buffer = [0_u8; 4096];
            let read = stream.read(&mut buffer).await.unwrap();
            heard.extend_from_slice(&buffer[..read]);
        }
        // A reader that has had enough hangs up.
        let _ = stream.write_all(&answer).await;
    });
    let meum = Meum::at(Http::new(&Beyond { no_proxy: true, ..Beyond::default() }).unwrap(), url);
    let request = ConnectRequest {
        webhook_url: "https://shop.example/wp-json/meum/v1/webhook".to_owned(),
        site_url: "https://shop.example".to_owned(),
        plugin_version: None,
        wordpress_version: None,
        woocommerce_version: None,
    };
    let ended = meum.connect(&harness::secret("sk_live_canary1234"), &request).await;
    served.await.unwrap();
    ended
}

#[tokio::test]
async fn a_key_and_secret_that_stand_whole_in_a_bad_answer_are_not_lost() {
    let pair = pair();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        (
            "a name cut in the middle of a pair",
            format!(r#"{{"store_name":"Kr\ud83d",{pair},"store_id":"st_1"}}"#).into(),
        ),
        (
            "bytes of another encoding",
            [b"{\"warning\":\"Caf\xE9\",", pair.as_bytes(), b",\"store_id\":\"st_1\"}"].concat(),
        ),
        ("a byte-order mark", format!("\u{feff}{{{pair},\"store_id\":\"st_1\"}}").into()),
        (
            "a notice before it",
            format!("<br />\n<b>Notice</b>: {{closure}}() in [x]\n{{{pair},\"store_id\":\"st_1\"}}").into(),
        ),
        ("a comment after it", format!("{{{pair},\"store_id\":\"st_1\"}}<!-- cached -->").into()),
        ("a line break in a text", format!("{{\"warning\":\"a\nb\",{pair},\"store_id\":\"st_1\"}}").into()),
        ("quotes in a text", format!(r#"{{"warning":"say "hi" now",{pair},"store_id":"st_1"}}"#).into()),
        ("a comma too many", format!(r#"{{"store_id":"st_1",{pair},}}"#).into()),
        (
            "spaces everywhere",
            format!("{{ \"store_id\" : \"st_1\" ,\n {} ,}}", pair.replace(':', " : ").replace(',', " ,\n ")).into(),
        ),
        (
            "more lists than an answer has",
            format!(r#"{{"store_id":"st_1",{pair},"x":[{}]}}"#, "[],".repeat(90_000)).into(),
        ),
    ];
    for (what, body) in cases {
        let ended = connected(&body, body.len()).await;
        let ConnectReply::Issued(facts, credentials) = &ended else { panic!("{what}: {ended:?}") };
        assert_eq!(texts(credentials), BOTH, "{what}");
        assert_eq!(told(facts), Some("st_1"), "{what}: the rest is read as well");
        assert_eq!(facts.key_prefix.as_deref(), KEY.get(..12), "{what}");
    }
}

#[tokio::test]
async fn what_arrived_whole_before_the_line_was_cut_is_taken() {
    let body = format!(r#"{{{},"store_id":"st_1","store_name":"Corner sh"#, pair());
    for announced in [body.len() + 40, 8 * 1024 * 1024] {
        let ended = connected(body.as_bytes(), announced).await;
        let ConnectReply::Issued(facts, credentials) = &ended else { panic!("{ended:?}") };
        assert_eq!((texts(credentials), told(facts)), (BOTH, Some("st_1")));
        assert_eq!(facts.store_name, None, "what is cut is not guessed");
    }
    // Endless, in bounded memory.
    let long = format!("{{{},\"x\":\"{}", pair(), "x".repeat(5 * 1024 * 1024));
    let ended = connected(long.as_bytes(), long.len() + 1).await;
    assert!(matches!(&ended, ConnectReply::Issued(_, credentials) if texts(credentials) == BOTH), "{ended:?}");
}

#[tokio::test]
async fn an_answer_cut_before_the_key_is_whole_is_an_answer_that_got_lost() {
    for body in ["", "{", r#"{"store_id":"st_1","#, r#"{"api_key":"sk_live_d3d1cated0k"#, r#"{"api_key"#] {
        let ended = connected(body.as_bytes(), 400).await;
        let ConnectReply::Unknown(problem) = &ended else { panic!("{body}: {ended:?}") };
        let line = problem.technical.as_ref().unwrap().as_str();
        assert!(line.contains("connection broke"), "support sees why: {line}");
    }
}

#[test]
fn one_half_of_what_was_issued_is_taken_and_the_other_is_named() {
    let (key, secret) = (format!(r#""api_key":"{KEY}""#), format!(r#""webhook_secret":"{SECRET}""#));
    let cases = [
        (format!("{{{key}}}"), (Some(KEY), None), Credential::WebhookSecret),
        (format!("{{{key},\"webhook_secret\":null}}"), (Some(KEY), None), Credential::WebhookSecret),
        (format!("{{{key},\"webhook_secret\":\"5f2b8c0d"), (Some(KEY), None), Credential::WebhookSecret),
        (format!("{{{secret}}}"), (None, Some(SECRET)), Credential::ApiKey),
        (format!("{{{secret},\"api_key\":42}}"), (None, Some(SECRET)), Credential::ApiKey),
        (format!("{{{secret},\"api_key\":\" \",}}"), (None, Some(SECRET)), Credential::ApiKey),
    ];
    for (body, came, missing) in cases {
        let ended = reading::connected(&reading::answer(200, &[], body.as_bytes()));
        let ConnectReply::Issued(facts, issued) = &ended else { panic!("{body}: {ended:?}") };
        assert_eq!((texts(issued), facts.missing), (came, Some(missing)), "{body}");
    }
    for body in ["{}", r#"{"status":"ACTIVE"}"#, r#"{"api_key":[],"webhook_secret":""}"#, r#"{"error":"x"}"#] {
        let ended = reading::connected(&reading::answer(200, &[], body.as_bytes()));
        assert!(matches!(ended, ConnectReply::WithoutCredentials(_)), "{body}: {ended:?}");
    }
}

#[test]
fn a_page_is_no_answer_whatever_is_in_its_scripts() {
    let pair = pair();
    for page in [
        format!("<!DOCTYPE html><html><script>var config = {{{pair}}};</script></html>"),
        format!("<script type=\"application/json\">{{{pair}}}</script>"),
        format!("{{{pair}}}</body></html>"),
    ] {
        let ended = reading::connected(&reading::answer(200, &[], page.as_bytes()));
        assert!(matches!(ended, ConnectReply::Unknown(_)), "{page}: {ended:?}");
    }
}

#[test]
fn a_damaged_key_is_never_taken() {
    let damaged: [&[u8]; 9] = [
        b"sk_live_d3d1\xEF\xBF\xBDated0key00001",
        b"sk_live_d3d1\xFFated0key00001",
        br"sk_live_d3d1\ud83dated0key00001",
        br"sk_live_d3d1\u0000ated0key00001",
        b"sk_live_d3d1\x07ated0key00001",
        br"sk_live_d3d1\nated0key00001",
        b"sk_live_d3d1 ated0key00001",
        "sk_live_d3d1\u{202e}ated0key00001".as_bytes(),
        &[b'k'; 2_000],
    ];
    for key in damaged {
        for tail in [&b"\"}"[..], b"\"} trailing"] {
            let body = [b"{\"webhook_secret\":\"5f2b8c0d\",\"api_key\":\"", key, tail].concat();
            let ended = reading::connected(&reading::answer(200, &[], &body));
            let ConnectReply::Issued(facts, issued) = &ended else { panic!("the secret is whole: {ended:?}") };
            assert_eq!(texts(issued), (None, Some("5f2b8c0d")), "{}", String::from_utf8_lossy(&body));
            assert_eq!((facts.missing, facts.key_prefix.as_ref()), (Some(Credential::ApiKey), None));
        }
    }
}

#[test]
fn two_keys_in_a_broken_answer_are_not_chosen_between() {
    let body = format!(r#"{{"before":{{"api_key":"sk_live_0ld0key000000000001"}},{},"#, pair());
    let ended = reading::connected(&reading::answer(200, &[], body.as_bytes()));
    assert!(matches!(&ended, ConnectReply::Issued(_, issued) if texts(issued) == (None, Some(SECRET))), "{ended:?}");
    let whole = format!("{body}\"x\":1}}");
    let ended = reading::connected(&reading::answer(200, &[], whole.as_bytes()));
    assert!(matches!(&ended, ConnectReply::Issued(_, credentials) if texts(credentials) == BOTH), "{ended:?}");
}

proptest! {
    /// Whatever else an answer holds, and wherever it ends: what stands in it whole is taken.
    #[test]
    fn whatever_is_written_around_them_both_are_taken(
        before in proptest::collection::vec(any::<u8>(), 0..80),
        after in proptest::collection::vec(any::<u8>(), 0..80),
        cut in 0_usize..80,
    ) {
        // Texts with bytes of any kind; what would end the text itself is another case.
        let text = |bytes: Vec<u8>| -> Vec<u8> { bytes.into_iter().filter(|b| !b"\"\\<{}".contains(b)).collect() };
        let tail = [b",\"warning\":\"".as_slice(), &text(after), b"\"}"].concat();
        let cut = cut.min(tail.len());
        let body = [b"{\"store_name\":\"", &text(before)[..], b"\",", pair().as_bytes(), &tail[..tail.len() - cut]].concat();
        let ended = reading::connected(&reading::answer(200, &[], &body));
        let ConnectReply::Issued(_, credentials) = &ended else { panic!("{ended:?}") };
        prop_assert_eq!(texts(credentials), BOTH);
    }
}
