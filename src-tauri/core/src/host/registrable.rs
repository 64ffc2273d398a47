//! Which part of a host name somebody registered: `shop.co.uk` of `www.shop.co.uk`. Two names with
//! the same one have the same owner. By the public suffix list, with the names that hosting
//! platforms hand out (`github.io`) in it; never by counting dots.

use core::net::{Ipv4Addr, Ipv6Addr};

/// The registered part of a lower-case host name; `None` for network addresses, names without a
/// dot, and names that are themselves a public ending (`co.uk`).
pub fn registrable(host: &str) -> Option<&str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if is_ip(host) || !host.contains('.') || host.split('.').any(str::is_empty) {
        return None;
    }
    psl::domain_str(host)
}

/// Whether two hosts have the same owner. Case and a closing dot do not matter. Hosts without a
/// registered part only belong to themselves.
pub fn same_registrable(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    a == b || registrable(&a).is_some_and(|owner| Some(owner) == registrable(&b))
}

/// Whether the name ends in something that names can be registered under.
pub(crate) fn has_known_ending(host: &str) -> bool {
    psl::suffix(host.as_bytes()).is_some_and(|ending| ending.is_known())
}

/// Whether the host is a network address, IPv6 with or without its brackets.
pub(crate) fn is_ip(host: &str) -> bool {
    let inner = host.trim_start_matches('[').trim_end_matches(']');
    host.parse::<Ipv4Addr>().is_ok() || inner.parse::<Ipv6Addr>().is_ok()
}

fn plain(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registered_part_is_found_by_the_list() {
        let cases = [
            ("shop.example", Some("shop.example")),
            ("www.shop.co.uk", Some("shop.co.uk")),
            ("a.b.shop.com.au", Some("shop.com.au")),
            ("mine.github.io", Some("mine.github.io")),
            ("www.mine.github.io.", Some("mine.github.io")),
            ("www.xn--mller-kva.de", Some("xn--mller-kva.de")),
            ("www.shop.xn--p1ai", Some("shop.xn--p1ai")),
            ("co.uk", None),
            ("localhost", None),
            ("192.0.2.7", None),
            ("[2001:db8::1]", None),
            ("", None),
            ("..", None),
        ];
        for (host, expected) in cases {
            assert_eq!(registrable(host), expected, "{host}");
        }
    }

    #[test]
    fn one_owner_is_told_from_two() {
        let cases = [
            ("www.shop.co.uk", "shop.co.uk", true),
            ("shop.example", "SHOP.example.", true),
            ("blog.shop.example", "www.shop.example", true),
            ("a.github.io", "b.github.io", false),
            ("a.co.uk", "b.co.uk", false),
            ("shop.com", "shop.co", false),
            ("10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "11.0.0.1", false),
            ("[2001:db8::1]", "[2001:db8::2]", false),
            ("localhost", "localhost", true),
            ("localhost", "a.localhost", false),
        ];
        for (a, b, same) in cases {
            assert_eq!(same_registrable(a, b), same, "{a} and {b}");
            assert_eq!(same_registrable(b, a), same, "{b} and {a}");
        }
    }
}
