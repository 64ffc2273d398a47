//! The shops and their Meum, in a process of their own. One practice shop answers each question once; from
//! then on every shop gives that answer, with its own address in it.

use crate::{Outcome, notes};
use connect_practice::{PracticeShop, ShopConfig};
use meum_connect::adapters::http::{Beyond, Http, Request, Resolved};
use meum_connect::perform::now;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// The one shop's host name.
const MODEL: &str = "corner-shop.com";

/// An answer, but for the shop's own address.
type Answers = Arc<Mutex<HashMap<String, (u16, String)>>>;
/// When each shop was asked what, in milliseconds.
type Times = Arc<Mutex<HashMap<String, Vec<i64>>>>;

#[derive(Clone)]
struct Server {
    http: Http,
    answers: Answers,
    times: Times,
}

/// Serves until it is ended. Its first line says where, and whom to trust.
pub async fn serve() -> Outcome {
    let home = format!("https://{MODEL}").parse()?;
    let shop = PracticeShop::start(ShopConfig { home, ..ShopConfig::practice() }).await?;
    let model = Resolved {
        host: MODEL.to_owned(),
        at: vec![shop.tls_address()],
        plain_at: Some(shop.plain_address()),
        seen_as: None,
    };
    let beyond = Beyond { authority: Some(shop.authority_pem().to_owned()), resolved: vec![model], no_proxy: true };
    let server = Server { http: Http::new(&beyond)?, answers: Arc::default(), times: Arc::default() };
    let signed = rcgen::generate_simple_self_signed(vec!["*.shops.example".to_owned()])?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signed.signing_key.serialize_der()));
    let config = rustls::ServerConfig::builder().with_no_client_auth();
    let tls = TlsAcceptor::from(Arc::new(config.with_single_cert(vec![signed.cert.der().clone()], key)?));
    let (shops, meum) = (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
    let told = serde_json::json!({
        "shops": shops.local_addr()?.to_string(),
        "meum": meum.local_addr()?.to_string(),
        "authority": signed.cert.pem(),
    });
    println!("{told}");
    let of_meum = server.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = meum.accept().await {
            let server = of_meum.clone();
            tokio::spawn(async move { server.talk(stream).await });
        }
    });
    loop {
        let (stream, _) = shops.accept().await?;
        let (server, tls) = (server.clone(), tls.clone());
        tokio::spawn(async move {
            if let Ok(stream) = tls.accept(stream).await {
                server.talk(stream).await;
            }
        });
    }
}

impl Server {
    /// Answers one request after the other, none of which has a body.
    async fn talk(self, mut stream: impl AsyncRead + AsyncWrite + Unpin) {
        let mut bytes = Vec::new();
        let mut chunk = [0_u8; 4_096];
        loop {
            while let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                let rest = bytes.split_off(end + 4);
                let head = String::from_utf8_lossy(&bytes).into_owned();
                bytes = rest;
                let (status, body) = self.answer(&head).await;
                let kind = if body.starts_with(['{', '[']) { "application/json" } else { "text/html" };
                let length = body.len();
                let answer =
                    format!("HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}");
                if stream.write_all(answer.as_bytes()).await.is_err() {
                    return;
                }
            }
            match stream.read(&mut chunk).await {
                Ok(count) if count > 0 => bytes.extend(chunk.iter().take(count)),
                _ => return,
            }
        }
    }

    async fn answer(&self, head: &str) -> (u16, String) {
        let mut words = head.split_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let header = |name: &str| {
            let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")));
            line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let host = header("host");
        let bearer = header("authorization").strip_prefix("Bearer ").map(str::to_owned);
        match bearer {
            Some(key) => {
                self.asked(&format!("meum {key}"));
                (200, status(&key))
            }
            None if target == "/times" => {
                let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
                (200, serde_json::json!(*times).to_string())
            }
            None if target == "/forget" => {
                self.times.lock().unwrap_or_else(PoisonError::into_inner).clear();
                (200, "{}".to_owned())
            }
            None => {
                if target.contains("system_status") {
                    self.asked(&format!("look {host}"));
                } else {
                    self.asked("other");
                }
                let (status, body) = self.of_model(method, target, &header("authorization")).await;
                (status, body.replace(MODEL, &host))
            }
        }
    }

    fn asked(&self, what: &str) {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.entry(what.to_owned()).or_default().push(now().0);
    }

    /// What the practice shop answers; it is asked once.
    async fn of_model(&self, method: &str, target: &str, authorization: &str) -> (u16, String) {
        // The parameter that keeps caches away is another each time.
        let fields = target.split(['?', '&']).find(|part| part.starts_with("_fields=")).unwrap_or_default();
        let path = target.split('?').next().unwrap_or_default();
        let name = format!("{method} {path}?{fields}");
        if let Some(known) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return known.clone();
        }
        let answer = self.ask_model(method, &format!("https://{MODEL}{path}?{fields}"), authorization).await;
        let answer = answer.unwrap_or_else(|error| (502, error.to_string()));
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(name, answer.clone());
        answer
    }

    async fn ask_model(&self, method: &str, url: &str, authorization: &str) -> Outcome<(u16, String)> {
        let mut headers = HeaderMap::new();
        if !authorization.is_empty() {
            headers.insert(AUTHORIZATION, HeaderValue::from_str(authorization)?);
        }
        let method = Method::from_bytes(method.as_bytes())?;
        let answer = self.http.send(Request { method, headers, ..Request::get(url.parse()?) }).await?;
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        // Meum is switched on at checkout in all of them.
        Ok((answer.status, body.replace("\"id\":\"meum\",\"enabled\":false", "\"id\":\"meum\",\"enabled\":true")))
    }
}

/// What Meum says of the shop with this key.
fn status(key: &str) -> String {
    let number = key.split('_').nth(2).and_then(|number| number.parse().ok()).unwrap_or(0_usize);
    let address = format!("https://{}", notes::host(number));
    serde_json::json!({
        "status": "CONNECTED", "connection_status": "CONNECTED", "health_status": "HEALTHY", "issues": [],
        "integration_id": format!("integration-{number}"), "site_url": address,
        "plugin_version": "1.2.0", "wordpress_version": "6.9.1", "woocommerce_version": "10.2.0",
        "credential_status": "ACTIVE", "credential_prefix": key.chars().take(12).collect::<String>(),
        "webhook_health": "HEALTHY", "webhook_url": format!("{address}/wp-json/meum/v1/webhook"),
        "last_seen_at": "2026-11-28T09:00:00Z", "connected": true, "payout_configured": true,
    })
    .to_string()
}
