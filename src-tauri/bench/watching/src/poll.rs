//! One question to Meum as the watch asks it, beside the same request sent bare by the same client.

use crate::event::median;
use crate::{Outcome, mark, notes};
use connect_core::secret::Secret;
use meum_connect::adapters::http::{Beyond, Http, Request, sensitive};
use meum_connect::adapters::meum::Meum;
use reqwest::header::AUTHORIZATION;
use serde_json::Value;
use std::time::{Duration, Instant};
use url::Url;

const ROUNDS: usize = 400;
/// Before each question: else each would find what the other one has left busy or warm.
const APART: Duration = Duration::from_millis(2);

/// Measures both, in turn, over one connection.
pub async fn measure() -> Outcome {
    let (_server, at) = crate::started()?;
    let told: Value = serde_json::from_str(&at)?;
    let address = told.get("meum").and_then(Value::as_str).ok_or("where Meum is")?;
    let meum_at: Url = format!("http://{address}").parse()?;
    let http = Http::new(&Beyond { no_proxy: true, ..Beyond::default() })?;
    let meum = Meum::at(http.clone(), meum_at.clone());
    let (key, url) = (Secret::new(notes::key(0)), meum_at.join("v1/integration/woocommerce/status")?);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        tokio::time::sleep(APART).await;
        let begun = Instant::now();
        meum.status(&key).await.map_err(|problem| format!("{problem:?}"))?;
        ours.push(begun.elapsed());
        let mut request = Request::get(url.clone());
        request.headers.insert(AUTHORIZATION, sensitive(&format!("Bearer {}", notes::key(0)))?);
        tokio::time::sleep(APART).await;
        let begun = Instant::now();
        http.send(request).await?;
        bare.push(begun.elapsed());
    }
    let (ours, bare) = (median(ours), median(bare));
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("\nA question to Meum, beside the same request sent bare; median of {ROUNDS}");
    println!("  the app {} µs, bare {} µs", ours.as_micros(), bare.as_micros());
    println!("  at most 1.2: {ratio:.2}, {}", mark(ratio <= 1.2));
    Ok(())
}
