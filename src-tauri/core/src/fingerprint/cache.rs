//! Whether an answer came out of a cache. It does not judge whether it should have.

/// Headers in which caches say what they did: `Cache-Status` (RFC 9211) and what Cloudflare,
/// `CloudFront`, Varnish, nginx (`$upstream_cache_status`), `LiteSpeed`, `SiteGround`, Sucuri, Kinsta,
/// WP Rocket's nginx helper and Super Page Cache write.
const TOLD: &[&str] = &[
    "cache-status",
    "cdn-cache",
    "cf-cache-status",
    "x-cache",
    "x-cache-status",
    "x-cache-handler",
    "x-cacheable",
    "x-fastcgi-cache",
    "x-kinsta-cache",
    "x-litespeed-cache",
    "x-nginx-cache",
    "x-nginx-cache-status",
    "x-proxy-cache",
    "x-qc-cache",
    "x-rocket-nginx-serving-static",
    "x-sucuri-cache",
    "x-varnish-cache",
    "x-wp-cf-super-cache-status",
];

/// Whether a cache between us and the shop gave this answer (`Age` above 0, or a cache's own
/// header saying "hit" or "stale").
pub fn cached(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, value)| match name.as_str() {
        "age" => value.trim().parse::<u64>().is_ok_and(|seconds| seconds > 0),
        name => TOLD.contains(&name) && says_hit(value),
    })
}

/// Whether a cache may hand this answer to somebody else: one between us and the shop gave it or has
/// just looked it up in vain, or nothing in it forbids to keep it. WordPress forbids it in every
/// answer to somebody who signed in (`wp_get_nocache_headers`).
pub fn may_be_kept(headers: &[(String, String)]) -> bool {
    let mut control = headers.iter().filter(|(name, _)| name == "cache-control");
    let forbidden = control.any(|(_, value)| {
        let value = value.to_ascii_lowercase();
        ["no-store", "no-cache", "private"].iter().any(|word| value.contains(word))
    });
    let looked_up =
        |(name, value): &(String, String)| TOLD.contains(&name.as_str()) && says(value, &["miss", "expired"]);
    !forbidden || cached(headers) || headers.iter().any(looked_up)
}

/// "HIT", "Hit from cloudfront", "`TCP_HIT`", "MISS, HIT", "hit,private", "STALE".
fn says_hit(value: &str) -> bool {
    says(value, &["hit", "stale", "updating"])
}

/// Whether one of these words is in it, parted by anything that is no letter or figure.
fn says(value: &str, words: &[&str]) -> bool {
    let mut said = value.split(|c: char| !c.is_ascii_alphanumeric());
    said.any(|word| words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)))
}
