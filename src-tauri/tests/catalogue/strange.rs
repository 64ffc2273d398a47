//! Rare answers that testers met: each says what was seen, and no more.

use super::keys::good;
use super::reports::{habit, unknown};
use super::row::{Row, SHOP, remarks, stops};
use super::webhook::World;
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Forward, LeadsTo, Scheme, Strange, Trouble};
use std::net::{Ipv4Addr, SocketAddr};

pub fn rows() -> Vec<Row> {
    [nobody(), leads(), in_front(), keys(), certificates(), texts()].into_iter().flatten().collect()
}

fn strange(how: Strange) -> Trouble {
    habit(connect_practice::Habit::Strange { how })
}

/// Nobody takes the call: whose fault that is, the address tells.
fn nobody() -> Vec<Row> {
    let seen_as = |row: Row, ip: &str| row.name(SHOP, Vec::new(), ip.parse().ok());
    let refused = |what| stops(ProblemKind::ConnectionRefused, what).with(Trouble::Refused);
    let near = |what| stops(ProblemKind::PrivateAddress, what).marked(Mark::Near);
    let closed = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
    vec![
        seen_as(refused("a filter's answer: no address at all"), "0.0.0.0").marked(Mark::LeadsNowhere),
        seen_as(refused("a filter's answer: this computer"), "127.0.0.1").marked(Mark::LeadsNowhere),
        seen_as(refused("a filter's answer over IPv6"), "::").marked(Mark::LeadsNowhere),
        seen_as(near("refused on the merchant's own network").with(Trouble::Refused), "192.168.1.20"),
        seen_as(near("refused at a provider's shared address").with(Trouble::Refused), "100.64.0.7"),
        // It took the call.
        seen_as(
            stops(ProblemKind::ShopTimedOut, "silence on the merchant's own network")
                .with(Trouble::HangForever)
                .hasty(),
            "10.0.0.4",
        ),
        refused("at an address of the internet").marked(Mark::Refused).of(SHOP),
        stops(ProblemKind::ConnectionRefused, "the shop leads to where nobody takes the call")
            .with(Trouble::RedirectToOtherHost { url: "https://www.corner-shop.com".into() })
            .name("www.corner-shop.com", vec![closed], "93.184.216.34".parse().ok())
            .marked(Mark::LedThere)
            .of("www.corner-shop.com")
            .names_other(SHOP),
    ]
}

/// Where redirects and pages lead.
fn leads() -> Vec<Row> {
    let to = |to| strange(Strange::Leads { to });
    let forwards = |by, what| {
        stops(ProblemKind::OtherHostAnswers, what)
            .with(strange(Strange::Forwards { by }))
            .marked(Mark::Forwarded)
            .names_other("big-mall.com")
    };
    let checks = |everywhere, what| {
        stops(ProblemKind::Blocked, what).with(strange(Strange::CookieCheck { everywhere })).marked(Mark::CookieCheck)
    };
    vec![
        stops(ProblemKind::NotUnderstood, "to an address with a user name in it")
            .with(to(LeadsTo::UserName))
            .marked(Mark::NoAddress),
        stops(ProblemKind::NotUnderstood, "to a scheme that is a slip of the pen")
            .with(to(LeadsTo::Misspelt))
            .marked(Mark::NoAddress),
        stops(ProblemKind::NotUnderstood, "to a script").with(to(LeadsTo::Script)).marked(Mark::NoAddress),
        stops(ProblemKind::Blocked, "to Cloudflare's own sign-in")
            .with(to(LeadsTo::Access))
            .names_other("Cloudflare Access"),
        forwards(Forward::Frame, "a page that is a frame")
            .instead("https://big-mall.com/corner")
            .names_other("big-mall.com/corner"),
        forwards(Forward::Refresh, "a page that is a refresh").instead("https://big-mall.com"),
        forwards(Forward::Script, "a page that is a line of script").instead("https://big-mall.com"),
        checks(true, "a check for cookies, everywhere"),
        good(checks(false, "a check for cookies, for orders and settings")),
    ]
}

/// What stands in front asks for something that apps don't have.
fn in_front() -> Vec<Row> {
    let asks = |scheme, what| {
        stops(ProblemKind::Blocked, what).with(strange(Strange::AsksFor { scheme })).marked(Mark::SignInKind)
    };
    vec![
        asks(Scheme::Digest, "a password in another way than Basic"),
        asks(Scheme::Negotiate, "a sign-in of Windows's own"),
        asks(Scheme::Bearer, "a token for the whole site"),
        stops(ProblemKind::Blocked, "Cloudflare's waiting room")
            .with(strange(Strange::WaitingRoom { everywhere: true }))
            .names_other("Cloudflare's waiting room"),
        stops(ProblemKind::Blocked, "Imunify360's page while it looks at a browser")
            .with(strange(Strange::OneMoment))
            .names_other("Imunify360"),
        stops(ProblemKind::Blocked, "the web server forbids guests the whole interface")
            .with(strange(Strange::GuestsForbidden))
            .unmarked(),
        stops(ProblemKind::ServerFault, "the plan's traffic is used up")
            .with(strange(Strange::TrafficUsedUp))
            .marked(Mark::SwitchedOff),
    ]
}

/// What is said of keys, and what must not be.
fn keys() -> Vec<Row> {
    let stale = || strange(Strange::SignaturesStale);
    vec![
        good(stops(ProblemKind::KeyUnknown, "the shop says that keys run out"))
            .with(strange(Strange::KeysExpired))
            .marked(Mark::KeyExpired),
        good(stops(ProblemKind::ShopRateLimited, "a plugin counts sign-ins")).with(strange(Strange::TooManyRetries)),
        good(stops(ProblemKind::HeaderStripped, "a stripped header, and the time is wrong"))
            .with(Trouble::AuthorizationStripped)
            .with(Trouble::QueryKeysRefused)
            .with(stale())
            .unmarked(),
        unknown(stops(ProblemKind::ShopRateLimited, "after a refusal, one question too many"))
            .with(strange(Strange::LimitsTheRefused)),
        good(stops(ProblemKind::PrivateAnswersCached, "a refusal out of a cache")).with(strange(Strange::OldRefusal)),
    ]
}

fn certificates() -> Vec<Row> {
    vec![
        stops(ProblemKind::CertificateUntrusted, "a certificate that only Cloudflare accepts")
            .with(Trouble::CertificateOfCloudflare)
            .marked(Mark::OnlyCloudflare),
        stops(ProblemKind::ConnectionInspected, "a firewall that gives its maker in the organisation")
            .with(Trouble::CertificateOfFirewall)
            .marked(Mark::ShopAlone)
            .names_other("Fortinet"),
        stops(ProblemKind::CertificateUntrusted, "a chain of one, and nobody known")
            .with(Trouble::CertificateChainIncomplete)
            .unmarked(),
    ]
}

/// Answers that are whole, and odd.
fn texts() -> Vec<Row> {
    let whole = |status, what| {
        remarks(ProblemKind::PrivateAddress, what)
            .name(SHOP, Vec::new(), "10.0.0.7".parse().ok())
            .with(strange(Strange::IndexStatus { status }))
    };
    vec![
        remarks(ProblemKind::StrayText, "letters that are not UTF-8").with(Trouble::InvalidUtf8).marked(Mark::NotUtf8),
        good(remarks(ProblemKind::StrayText, "text in front of the answer")).with(Trouble::NoiseBeforeJson).unmarked(),
        good(remarks(ProblemKind::PrivateAddress, "an old index out of a cache, from before WooCommerce"))
            .name(SHOP, Vec::new(), "10.0.0.7".parse().ok())
            .with(strange(Strange::OldIndex)),
        stops(ProblemKind::NotSetUp, "WordPress waits for its database")
            .with(strange(Strange::UpgradeWaits))
            .marked(Mark::UpgradeWaits),
        stops(ProblemKind::WordPressComPlan, "a site whose interface WordPress.com answers")
            .with(strange(Strange::SimpleSite)),
        good(whole(203, "answers that were changed on the way")),
        whole(206, "an index that calls itself a part"),
        good(whole(299, "an index with a number that nobody knows")),
    ]
}

/// WordPress in a folder below its pages: the links of its administration lead there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_administration_is_looked_for_where_wordpress_is() {
    let site = |world: World| async move { world.learn().await.found.site.map(|site| site.as_str().to_owned()) };
    let below = World::with([strange(Strange::WordPressInFolder)]).await;
    assert_eq!(site(below).await.as_deref(), Some("https://corner-shop.com/wp"));
    assert_eq!(site(World::with([]).await).await, None);
}
