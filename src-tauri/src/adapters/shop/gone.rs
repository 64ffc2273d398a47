//! A site that was switched off for good. A plugin may end with 410 for any reason of its own, so only WordPress's own
//! sentence says it, or the same word of WordPress's at every address that was asked.

use super::ShopAnswer;
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};

/// What WordPress says of a site of a network that was archived, marked as spam or deleted (`ms_site_check`), and
/// WordPress.com of one that its authors have deleted; in the app's four languages, in lower case.
const SENTENCES: [&str; 11] = [
    "this site has been archived or suspended.",
    "this site is no longer available.",
    "the authors have deleted this site.",
    "diese website wurde archiviert oder gesperrt.",
    "diese website ist nicht mehr verfügbar.",
    "este sitio ha sido archivado o suspendido.",
    "este sitio ya no está disponible.",
    "esta web ha sido archivada o suspendida.",
    "esta web ya no está disponible.",
    "ce site a été archivé ou suspendu.",
    "ce site n’est plus disponible.",
];

/// Whether WordPress itself says that this site of a network is switched off.
pub(super) fn is_archived(told: &ShopAnswer) -> bool {
    let said = fingerprint::words(told.page().body).to_lowercase();
    ends_with_410(told) && SENTENCES.iter().any(|sentence| said.contains(sentence))
}

/// That WordPress ended with 410 at each of these addresses.
pub(super) fn everywhere<'a>(mut answers: impl Iterator<Item = &'a ShopAnswer>, one: &ShopAnswer) -> Option<Problem> {
    let all = ends_with_410(one) && answers.all(ends_with_410);
    all.then(|| one.problem(ProblemKind::RestLockedOut).marked(Mark::Archived))
}

fn ends_with_410(told: &ShopAnswer) -> bool {
    told.answer.status == 410 && told.is_end_of_wordpress()
}
