//! How many days the shop's certificate has left.

use super::age::Fact;
use crate::observed::Observed;
use crate::problem::{Problem, ProblemKind};
use crate::record::ShopRecord;
use crate::shop_facts::{Certificate, ShopSight};
use crate::time::Timestamp;

/// Whether it ends so soon that a line says so.
pub(super) fn is_urgent(sight: &ShopSight, now: Timestamp) -> bool {
    sight.certificate.as_ref().is_some_and(|certificate| certificate.ends_within(Certificate::URGENT, now))
}

/// When it becomes urgent.
pub(super) fn turns_at(sight: &ShopSight) -> Option<Timestamp> {
    sight.certificate.as_ref().map(|certificate| Timestamp(certificate.ends.0.saturating_sub(Certificate::URGENT.0)))
}

/// That it runs out (B11), with its day: two weeks before, and from when a line says it as well.
pub fn runs_out(record: &ShopRecord, observed: &Observed, now: Timestamp) -> Option<Problem> {
    let sight = Fact::Sight.current(observed.sight.as_ref(), now)?;
    let certificate = sight.certificate.as_ref().filter(|it| it.ends_within(Certificate::REMARK, now))?;
    let host = record.found.as_ref().map(|found| found.home.host()).unwrap_or_default();
    let issuer = certificate.issuer.as_ref().map(|issuer| format!(" · issuer {issuer}", issuer = issuer.as_str()));
    let line = format!("TLS certificate of {host}{}", issuer.unwrap_or_default());
    let mut problem = Problem::new(ProblemKind::CertificateRunsOut).of(host).with_technical(&line);
    problem.about.date = Some(certificate.ends);
    problem.at = observed.sight.as_ref().map(|seen| seen.at);
    Some(problem)
}
