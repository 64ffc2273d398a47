//! C: something in front of the shop.

use super::row::{Row, remarks, stops};
use connect_core::problem::ProblemKind;
use connect_practice::{FirewallBrand, Trouble, notebook as notes};

pub fn rows() -> Vec<Row> {
    [robots(), firewalls(), password(), faults()].into_iter().flatten().collect()
}

fn robots() -> Vec<Row> {
    vec![
        stops(ProblemKind::CloudflareChallenge, "a challenge page").with(Trouble::CloudflareChallenge),
        stops(ProblemKind::SiteGroundCaptcha, "a robot check with 202").with(Trouble::SiteGroundCaptcha),
        stops(ProblemKind::ShopRateLimited, "429").with(Trouble::RateLimited { seconds: 40 }),
        stops(ProblemKind::ProxySignIn, "407").with(Trouble::ProxySignIn),
    ]
}

fn firewalls() -> Vec<Row> {
    let brand = |brand: FirewallBrand| stops(ProblemKind::Blocked, "by brand").with(Trouble::Firewall { brand });
    vec![
        stops(ProblemKind::Blocked, "Wordfence").with(Trouble::FirewallInFront).names_other("Wordfence"),
        brand(FirewallBrand::Sucuri).names_other("Sucuri"),
        brand(FirewallBrand::Imunify360).names_other("Imunify360"),
        brand(FirewallBrand::ModSecurity).names_other("ModSecurity"),
        brand(FirewallBrand::Imperva).names_other("Imperva"),
        brand(FirewallBrand::Nameless),
    ]
}

fn password() -> Vec<Row> {
    let staging = |row: Row| row.with(Trouble::StagingPassword);
    vec![
        staging(stops(ProblemKind::ExtraPassword, "asked for")).unmarked(),
        staging(stops(ProblemKind::ExtraPasswordWrong, "wrong")).extra(notes::STAGING_USER, "not it"),
        // The right one is used together with the keys: only a remark of another kind is left.
        staging(remarks(ProblemKind::StrayText, "right, together with the keys"))
            .with(Trouble::NoiseBeforeJson)
            .extra(notes::STAGING_USER, notes::STAGING_PASSWORD)
            .keys(notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET),
        staging(stops(ProblemKind::KeyUnknown, "right, with an unknown key"))
            .extra(notes::STAGING_USER, notes::STAGING_PASSWORD)
            .keys("ck_77aa55bb33cc11dd77aa55bb33cc11dd77aa55bb", notes::READ_WRITE_SECRET),
    ]
}

fn faults() -> Vec<Row> {
    let status = |status: u16| stops(ProblemKind::ServerFault, "by status").with(Trouble::ServerError { status });
    vec![
        stops(ProblemKind::Maintenance, "WordPress's own").with(Trouble::Maintenance),
        stops(ProblemKind::ShopFault, "a plugin crashes").with(Trouble::FatalError),
        stops(ProblemKind::DatabaseDown, "the database is away").with(Trouble::DatabaseDown),
        stops(ProblemKind::ServerFault, "nothing behind the server").with(Trouble::ServerDown),
        status(502),
        status(504),
        status(508),
        status(520),
        status(525),
        stops(ProblemKind::ServerFault, "suspended").with(Trouble::Suspended),
        stops(ProblemKind::PrivateAnswersCached, "a cache hands out private answers")
            .with(Trouble::CachedPrivately)
            .twice()
            .keys(notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET),
    ]
}
