//! Where a network address lives: on the internet, where Meum can reach a shop, or somewhere only
//! this computer sees. By IANA's registries of special-purpose addresses.

use super::registrable::is_ip;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where a network address lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// On the internet: anybody can reach it.
    Public,
    /// On a private network: 10/8, 172.16/12, 192.168/16, `fc00::/7`, `fec0::/10`, `64:ff9b:1::/48`.
    Private,
    /// On this very computer: 127/8, `::1`.
    Loopback,
    /// On this cable or wireless network only: 169.254/16, `fe80::/10`.
    LinkLocal,
    /// Behind a provider's shared address: 100.64/10.
    CarrierNat,
    /// Only in examples and manuals: 192.0.2/24, 198.51.100/24, 203.0.113/24, `2001:db8::/32`,
    /// `3fff::/20`.
    Documentation,
    /// For many at once: 224/4, `ff00::/8`.
    Multicast,
    /// No address at all: 0/8, `::`.
    Unspecified,
    /// Set aside for other uses, so never a shop's.
    Reserved,
}

/// Where an address lives. An IPv6 address that carries an IPv4 one lives where that one does.
pub fn whereabouts(ip: IpAddr) -> Whereabouts {
    match ip {
        IpAddr::V4(ip) => of_v4(ip),
        IpAddr::V6(ip) => of_v6(ip),
    }
}

fn of_v4(ip: Ipv4Addr) -> Whereabouts {
    match ip.octets() {
        [0, ..] => Whereabouts::Unspecified,
        [127, ..] => Whereabouts::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Whereabouts::Private,
        [169, 254, ..] => Whereabouts::LinkLocal,
        [100, 64..=127, ..] => Whereabouts::CarrierNat,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Whereabouts::Documentation,
        [224..=239, ..] => Whereabouts::Multicast,
        // IETF protocols, the old 6to4 relays, benchmarks, and what was never given out.
        [192, 0, 0, _] | [192, 88, 99, _] | [198, 18..=19, ..] | [240..=255, ..] => Whereabouts::Reserved,
        _ => Whereabouts::Public,
    }
}

fn of_v6(ip: Ipv6Addr) -> Whereabouts {
    if let Some(inner) = carried(ip) {
        return of_v4(inner);
    }
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Whereabouts::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => Whereabouts::Loopback,
        [0x64, 0xff9b, 1, ..] | [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => Whereabouts::Private,
        [0xfe80..=0xfebf, ..] => Whereabouts::LinkLocal,
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => Whereabouts::Documentation,
        [0xff00..=0xffff, ..] => Whereabouts::Multicast,
        // Teredo, benchmarks, ORCHID and the like.
        [0x2001, 0..=0x01ff, ..] => Whereabouts::Reserved,
        [0x2000..=0x3fff, ..] => Whereabouts::Public,
        _ => Whereabouts::Reserved,
    }
}

/// The IPv4 address inside a mapped (`::ffff:0:0/96`), translated (`64:ff9b::/96`) or 6to4
/// (`2002::/16`) one.
fn carried(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let ([0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..]) =
        ip.segments()
    else {
        return None;
    };
    Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
}

/// Endings that exist on one's own computer or network only (RFC 2606, 6761, 6762, 8375, 9476, and
/// what routers and offices use).
const LOCAL_ENDINGS: &[&str] =
    &["localhost", "local", "test", "internal", "lan", "home.arpa", "home", "corp", "intranet", "localdomain", "alt"];

/// Whether a host name only means something on one's own computer or network: a name without a
/// dot, or with one of the local endings. Network addresses are no names: see [`whereabouts`].
pub fn is_local_name(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if host.is_empty() || is_ip(&host) {
        return false;
    }
    let ends = |ending: &&str| host.strip_suffix(*ending).is_some_and(|rest| rest.ends_with('.'));
    !host.contains('.') || LOCAL_ENDINGS.iter().any(ends) || host == "home.arpa"
}

/// Whether a host in an address is one that only this computer or its own network reaches, as far as its name or
/// number shows that.
pub fn is_private(host: &str) -> bool {
    use Whereabouts::{CarrierNat, LinkLocal, Loopback, Private};
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    number.map_or_else(
        || is_local_name(host),
        |ip| matches!(whereabouts(ip), Private | Loopback | LinkLocal | CarrierNat),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_host_is_known_by_its_name_or_its_number() {
        for host in ["127.0.0.1", "[::1]", "192.168.1.20", "[fd00::1]", "localhost", "shop.local", "shop.test", "nas"] {
            assert!(is_private(host), "{host}");
        }
        for host in ["corner-shop.com", "1.1.1.1", "[2606:4700::1111]", "localhost.com", "shop.example"] {
            assert!(!is_private(host), "{host}");
        }
    }

    #[test]
    fn every_special_range_is_known_at_both_its_ends() {
        use Whereabouts as W;
        let cases = [
            (W::Unspecified, ["0.0.0.0", "0.255.255.255"]),
            (W::Private, ["10.0.0.0", "10.255.255.255"]),
            (W::Private, ["172.16.0.0", "172.31.255.255"]),
            (W::Private, ["192.168.0.0", "192.168.255.255"]),
            (W::CarrierNat, ["100.64.0.0", "100.127.255.255"]),
            (W::Loopback, ["127.0.0.1", "127.255.255.255"]),
            (W::LinkLocal, ["169.254.0.0", "169.254.255.255"]),
            (W::Documentation, ["192.0.2.0", "192.0.2.255"]),
            (W::Documentation, ["198.51.100.7", "203.0.113.7"]),
            (W::Multicast, ["224.0.0.0", "239.255.255.255"]),
            (W::Reserved, ["192.0.0.1", "198.19.255.255"]),
            (W::Reserved, ["240.0.0.0", "255.255.255.255"]),
            (W::Public, ["9.255.255.255", "11.0.0.0"]),
            (W::Public, ["172.15.255.255", "172.32.0.0"]),
            (W::Public, ["100.63.255.255", "100.128.0.0"]),
            (W::Public, ["1.1.1.1", "223.255.255.255"]),
            (W::Public, ["192.0.1.0", "192.167.255.255"]),
            (W::Unspecified, ["::", "::ffff:0.0.0.0"]),
            (W::Loopback, ["::1", "::ffff:127.0.0.1"]),
            (W::Private, ["fc00::", "fdff:ffff::1"]),
            (W::Private, ["fec0::1", "64:ff9b:1::1"]),
            (W::Private, ["::ffff:10.0.0.1", "64:ff9b::192.168.1.1"]),
            (W::Private, ["2002:0a00:0001::1", "2002:c0a8:0101::"]),
            (W::LinkLocal, ["fe80::1", "febf:ffff::1"]),
            (W::Documentation, ["2001:db8::1", "3fff:fff::1"]),
            (W::Multicast, ["ff00::", "ff02::1"]),
            (W::Reserved, ["100::1", "2001::1"]),
            (W::Reserved, ["::2", "4000::1"]),
            (W::CarrierNat, ["::ffff:100.64.0.1", "::ffff:100.127.0.1"]),
            (W::Public, ["2606:4700::1", "2a00::1"]),
            (W::Public, ["::ffff:1.1.1.1", "64:ff9b::9.9.9.9"]),
        ];
        for (expected, addresses) in cases {
            for address in addresses {
                assert_eq!(whereabouts(address.parse().unwrap()), expected, "{address}");
            }
        }
    }

    #[test]
    fn a_local_name_is_told_from_one_on_the_internet() {
        for host in [
            "localhost",
            "LOCALHOST.",
            "shop.localhost",
            "shop.local",
            "a.shop.test",
            "wordpress",
            "nas.lan",
            "x.home.arpa",
        ] {
            assert!(is_local_name(host), "{host}");
        }
        for host in ["shop.example", "local.shop.example", "mylocal.com", "test.com", "127.0.0.1", "[::1]", "::1", ""] {
            assert!(!is_local_name(host), "{host}");
        }
    }
}
