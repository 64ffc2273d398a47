//! The same requests and nothing else: the same client, addresses and headers, one after the other. Each
//! answer is read and thrown away.

use crate::Outcome;
use crate::shop::Shop;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use connect_practice::{SeenRequest, SignIn, notebook};
use meum_connect::adapters::http::{Request, sensitive};
use reqwest::header::AUTHORIZATION;
use reqwest::{Method, Url};
use std::time::{Duration, Instant};

/// Sends the requests that the shop has seen once more, and returns how long that took.
pub async fn sent(shop: &Shop, seen: &[SeenRequest]) -> Outcome<Duration> {
    let http = shop.client()?;
    let requests = seen.iter().map(again).collect::<Outcome<Vec<Request>>>()?;
    let begun = Instant::now();
    for request in requests {
        http.send(request).await?;
    }
    Ok(begun.elapsed())
}

/// A request as the shop has seen it.
fn again(seen: &SeenRequest) -> Outcome<Request> {
    let mut url: Url = format!("https://corner-shop.com{}", seen.path).parse()?;
    if let Some(fields) = &seen.fields {
        url.query_pairs_mut().append_pair("_fields", fields);
    }
    let body = (seen.body_length > 0).then(|| b"{}".to_vec());
    let mut request = Request { method: Method::from_bytes(seen.method.as_bytes())?, body, ..Request::get(url) };
    if seen.sign_in == SignIn::Basic {
        let pair = format!("{}:{}", notebook::READ_WRITE_KEY, notebook::READ_WRITE_SECRET);
        request.headers.insert(AUTHORIZATION, sensitive(&format!("Basic {}", BASE64_STANDARD.encode(pair)))?);
    }
    Ok(request)
}
