//! Services where many people have a page each. Nobody's WordPress is there.

use super::registrable;

/// By the name that their makers registered.
const SERVICES: [&str; 16] = [
    "facebook.com",
    "fb.com",
    "fb.me",
    "instagram.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "pinterest.com",
    "linkedin.com",
    "threads.net",
    "linktr.ee",
    "etsy.com",
    "vinted.com",
    "wa.me",
    "t.me",
];

/// Whether a host belongs to one of them.
pub fn is_social(host: &str) -> bool {
    registrable(host).is_some_and(|owner| SERVICES.contains(&owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_at_a_service_is_told_by_the_name_that_its_makers_registered() {
        for host in ["www.instagram.com", "de-de.facebook.com", "etsy.com", "corner.etsy.com"] {
            assert!(is_social(host), "{host}");
        }
        for host in ["myinstagram.com", "x.com.shop.example", "corner-shop.com", "localhost"] {
            assert!(!is_social(host), "{host}");
        }
    }
}
