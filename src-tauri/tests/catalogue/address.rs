//! A: the address.

use super::row::{NOWHERE, Row, SHOP, remarks, stops};
use connect_core::problem::ProblemKind;
use connect_practice::{MeumTrouble, PlaceholderKind, PlatformName, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [unreachable(), redirects(), other_pages(), names()].into_iter().flatten().collect()
}

fn unreachable() -> Vec<Row> {
    let nowhere = |row: Row| row.typed("https://no-such-shop.invalid");
    vec![
        nowhere(stops(ProblemKind::HostNotFound, "no such host")),
        stops(ProblemKind::HostNotFound, "a letter twice")
            .typed("corner-shopp.com")
            .instead("https://corner-shop.com")
            .names_other(SHOP),
        nowhere(stops(ProblemKind::Offline, "nor is there Meum")).meum_gone(),
        nowhere(stops(ProblemKind::NetworkSignIn, "Meum is redirected")).meum(MeumTrouble::CaptivePortal),
        nowhere(stops(ProblemKind::NetworkSignIn, "a page answers for Meum")).meum(MeumTrouble::CaptivePage),
        stops(ProblemKind::ConnectionRefused, "both ports").with(Trouble::Refused),
        stops(ProblemKind::ShopTimedOut, "never an answer").with(Trouble::HangForever),
        stops(ProblemKind::ConnectionBroken, "reset").with(Trouble::ResetConnection),
        remarks(ProblemKind::Ipv6Unreachable, "offered, and not answered").with_dead_ipv6(),
    ]
}

fn redirects() -> Vec<Row> {
    let to = |url: &'static str| Trouble::RedirectToOtherHost { url: url.into() };
    vec![
        stops(ProblemKind::AnswersUnderOtherName, "www")
            .with(to("https://www.corner-shop.com"))
            .other_shop("https://www.corner-shop.com/")
            .instead("https://www.corner-shop.com"),
        stops(ProblemKind::OtherHostAnswers, "another domain")
            .with(to("https://big-mall.com"))
            .other_shop("https://big-mall.com/")
            .instead("https://big-mall.com"),
        stops(ProblemKind::OtherHostAnswers, "a sign-in page of another domain is nobody's front page")
            .with(to("https://big-mall.com"))
            .other_troubled("https://big-mall.com/", Trouble::NotWordPress)
            .instead("https://big-mall.com"),
        stops(
            ProblemKind::AnswersUnderOtherName,
            "an extra password is asked for elsewhere: it stays where it was typed for",
        )
        .with(to("https://www.corner-shop.com"))
        .other_troubled("https://www.corner-shop.com/", Trouble::StagingPassword)
        .extra(notes::STAGING_USER, notes::STAGING_PASSWORD)
        .instead("https://www.corner-shop.com"),
        stops(ProblemKind::CertificateExpired, "the certificate of where it leads")
            .with(to("https://www.corner-shop.com"))
            .other_troubled("https://www.corner-shop.com/", Trouble::CertificateExpired)
            .of("www.corner-shop.com"),
        stops(ProblemKind::HostNotFound, "it leads to a name that does not exist")
            .with(to("https://no-such-shop.invalid"))
            .of(NOWHERE),
        stops(ProblemKind::RedirectLoop, "to itself").with(Trouble::RedirectLoop),
        stops(ProblemKind::RedirectLoop, "to ever new places").with(Trouble::RedirectForever),
    ]
}

fn other_pages() -> Vec<Row> {
    let platform =
        |name: PlatformName| stops(ProblemKind::OtherPlatform, "by platform").with(Trouble::Platform { name });
    let placeholder = |kind| stops(ProblemKind::PlaceholderPage, "by kind").with(Trouble::Placeholder { kind });
    let mut rows: Vec<Row> = PlatformName::ALL.into_iter().map(platform).collect();
    rows.extend([
        placeholder(PlaceholderKind::ParkedDomain),
        placeholder(PlaceholderKind::DefaultPage),
        placeholder(PlaceholderKind::IndexListing),
        stops(ProblemKind::NoWordPress, "a plain page").with(Trouble::NotWordPress).of(SHOP),
        stops(ProblemKind::NotUnderstood, "an answer that fits nothing").with(Trouble::OtherApi),
        stops(ProblemKind::ShopInFolder, "linked from the front page")
            .home("https://corner-shop.com/shop/")
            .instead("https://corner-shop.com/shop"),
        stops(ProblemKind::WordPressComPlan, "without plugins").with(Trouble::WordPressCom),
    ]);
    rows
}

fn names() -> Vec<Row> {
    vec![
        remarks(ProblemKind::PrivateAddress, "on the merchant's own network").name(
            SHOP,
            Vec::new(),
            "192.168.178.20".parse().ok(),
        ),
        remarks(ProblemKind::MixedAlphabets, "one letter is Cyrillic")
            .home("https://xn--crner-shop-evi.com/")
            .typed("cоrner-shop.com"),
    ]
}
