//! B: the secure connection.

use super::row::{Row, SHOP, remarks, stops};
use connect_core::problem::ProblemKind;
use connect_practice::{MeumTrouble, Trouble};

pub fn rows() -> Vec<Row> {
    vec![
        stops(ProblemKind::CertificateExpired, "it ran out twelve days ago").with(Trouble::CertificateExpired),
        stops(ProblemKind::ClockWrong, "not valid yet, and Meum's clock says why")
            .with(Trouble::CertificateNotYetValid)
            .meum(MeumTrouble::ClockAhead { minutes: 60 * 24 * 30 }),
        stops(ProblemKind::CertificateWrongName, "made for another shop")
            .with(Trouble::CertificateWrongName)
            .names_other("other-shop.example"),
        stops(ProblemKind::CertificateSelfSigned, "home-made").with(Trouble::CertificateSelfSigned),
        stops(ProblemKind::CertificateUntrusted, "the one between is not sent")
            .with(Trouble::CertificateChainIncomplete),
        stops(ProblemKind::HandshakeFailed, "very old security").with(Trouble::OldTls),
        stops(ProblemKind::NotSecure, "https is refused, http answers").with(Trouble::RefusedHttps),
        stops(ProblemKind::NotSecure, "the https port speaks http").with(Trouble::NoTls),
        stops(ProblemKind::NotSecure, "WordPress calls its own address http").with(Trouble::HomeIsHttp),
        stops(ProblemKind::ConnectionInspected, "a virus scanner opens it")
            .with(Trouble::CertificateOfInspector)
            .names_other("Avast"),
        stops(ProblemKind::DropsHttps, "redirects to http").with(Trouble::DropsHttps),
        remarks(ProblemKind::CertificateRunsOut, "ten days are left").with(Trouble::CertificateEndsSoon),
        remarks(ProblemKind::CertificateRunsOut, "two days are left").with(Trouble::CertificateEndsAtOnce),
        remarks(ProblemKind::PrivateAddress, "secure, and only on this network").name(
            SHOP,
            Vec::new(),
            "192.168.1.20".parse().ok(),
        ),
    ]
}
