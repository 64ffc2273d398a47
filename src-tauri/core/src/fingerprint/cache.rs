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

/// "HIT", "Hit from cloudfront", "`TCP_HIT`", "MISS, HIT", "hit,private", "STALE".
fn says_hit(value: &str) -> bool {
    value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        word.eq_ignore_ascii_case("hit") || word.eq_ignore_ascii_case("stale") || word.eq_ignore_ascii_case("updating")
    })
}
