//! Finding the shop: what an attempt that brought no REST index shows, how far it got, and why
//! nothing came at all.

use super::reply::{Reply, Site, in_front};
use crate::problem::ProblemKind;

/// What is wrong when none of the attempts brought the REST index. Each reply speaks for itself;
/// the one that got furthest is shown.
pub fn without_index(replies: &[&Reply]) -> ProblemKind {
    let kinds = replies.iter().map(|reply| one_without_index(reply));
    let kind = kinds.max_by_key(|&kind| how_far(kind)).unwrap_or(ProblemKind::NotUnderstood);
    // Whoever gets half an answer of WordPress's is not locked out.
    let garbled = replies.iter().any(|reply| reply.garbled && reply.is_wordpress());
    // Whoever is refused every page as well is refused as a whole, and no way in for apps is closed.
    let refused = !replies.is_empty() && replies.iter().all(|reply| matches!(reply.status, 401 | 403));
    if refused && kind == ProblemKind::RestLockedOut {
        return ProblemKind::Blocked;
    }
    if garbled && kind == ProblemKind::RestLockedOut { ProblemKind::NotUnderstood } else { kind }
}

fn one_without_index(reply: &Reply) -> ProblemKind {
    if let Some(kind) = in_front(reply) {
        return kind;
    }
    match reply {
        Reply { status: 401 | 403, json: true, .. } if reply.code() == "private_site" => ProblemKind::SitePrivate,
        // A network of WordPress sites says so of one that was archived or deleted (`ms_site_check`).
        Reply { status: 410, json: true, .. } if reply.code() == "wp_die" => ProblemKind::RestLockedOut,
        // Whoever has no such site says so under a number of a fault, too.
        Reply { status: 500, site: Some(Site::Placeholder), .. } => ProblemKind::PlaceholderPage,
        // A fault is no lock, whoever signs it.
        Reply { status: 500..=599, .. } => ProblemKind::ServerFault,
        Reply { site: Some(Site::WordPressCom), .. } => ProblemKind::WordPressComPlan,
        Reply { site: Some(Site::WordPress), .. } => ProblemKind::RestLockedOut,
        Reply { site: Some(Site::OtherPlatform(_)), .. } => ProblemKind::OtherPlatform,
        Reply { site: Some(Site::Placeholder), .. } => ProblemKind::PlaceholderPage,
        // The most damaging wrong answer there is: only a page with something to read says it.
        Reply { status: 200, json: false, site: Some(Site::Page), .. } => ProblemKind::NoWordPress,
        _ => ProblemKind::NotUnderstood,
    }
}

/// How far an attempt got; the best failure is the one shown.
pub fn how_far(kind: ProblemKind) -> u8 {
    match kind {
        ProblemKind::NotUnderstood => 0,
        ProblemKind::NoWordPress => 1,
        ProblemKind::PlaceholderPage => 2,
        ProblemKind::OtherPlatform => 3,
        ProblemKind::RestLockedOut => 4,
        ProblemKind::WordPressComPlan => 5,
        ProblemKind::SitePrivate => 6,
        // Somebody in front, or a fault of the host: the same wherever we look.
        _ => 7,
    }
}

/// Whether an answer ends the search: looking elsewhere would show the same.
pub fn is_decisive(reply: &Reply) -> bool {
    in_front(reply).is_some() || reply.code() == "private_site"
}

/// Why no answer came, as far as the connection tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Meum could be asked, so it is the shop's.
    OfTheShop,
    /// Nothing can be reached from here.
    OfThisComputer,
    /// A network's own page answers instead of everybody.
    SignInPage,
}

/// Names a certificate that is not trusted: opened on the way, home-made, or incomplete.
pub fn certificate(inspected: bool, self_signed: bool) -> ProblemKind {
    match (inspected, self_signed) {
        (true, _) => ProblemKind::ConnectionInspected,
        (false, true) => ProblemKind::CertificateSelfSigned,
        (false, false) => ProblemKind::CertificateUntrusted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Layer;

    fn page(status: u16) -> Reply {
        Reply { status, ..Reply::default() }
    }

    #[test]
    fn what_answers_instead_of_the_index_is_named() {
        let json = |status, code: &str| Reply { json: true, code: Some(code.to_owned()), ..page(status) };
        let layer = |layer| Reply { layer: Some(layer), ..page(403) };
        let cases = [
            (layer(Layer::ExtraPassword), ProblemKind::ExtraPassword),
            (layer(Layer::CloudflareChallenge), ProblemKind::CloudflareChallenge),
            (layer(Layer::Firewall { brand: None, incident: None }), ProblemKind::Blocked),
            (layer(Layer::Suspended), ProblemKind::ServerFault),
            (json(403, "private_site"), ProblemKind::SitePrivate),
            (Reply { site: Some(Site::WordPress), ..page(404) }, ProblemKind::RestLockedOut),
            (Reply { site: Some(Site::WordPressCom), ..page(404) }, ProblemKind::WordPressComPlan),
            (Reply { site: Some(Site::OtherPlatform("Shopify")), ..page(200) }, ProblemKind::OtherPlatform),
            (Reply { site: Some(Site::Placeholder), ..page(200) }, ProblemKind::PlaceholderPage),
            (Reply { site: Some(Site::Page), ..page(200) }, ProblemKind::NoWordPress),
            (page(200), ProblemKind::NotUnderstood),
            (page(404), ProblemKind::NotUnderstood),
            (json(404, "not_found"), ProblemKind::NotUnderstood),
            (Reply { site: Some(Site::WordPress), ..json(503, "rest_maintenance") }, ProblemKind::ServerFault),
        ];
        for (reply, expected) in cases {
            assert_eq!(without_index(&[&reply]), expected, "{reply:?}");
        }
    }

    #[test]
    fn one_mark_of_wordpress_anywhere_forbids_saying_that_it_is_not_there() {
        let marked = Reply { site: Some(Site::WordPress), ..page(404) };
        let plain = Reply { site: Some(Site::Page), ..page(200) };
        assert_eq!(without_index(&[&plain, &marked, &page(404)]), ProblemKind::RestLockedOut);
        assert_eq!(without_index(&[]), ProblemKind::NotUnderstood);
    }

    #[test]
    fn whoever_is_refused_everything_is_not_locked_out_of_one_part() {
        let refused = Reply { site: Some(Site::WordPress), ..page(403) };
        let front = Reply { site: Some(Site::WordPress), ..page(200) };
        assert_eq!(without_index(&[&refused, &refused]), ProblemKind::Blocked);
        assert_eq!(without_index(&[&refused, &front]), ProblemKind::RestLockedOut);
    }

    #[test]
    fn half_an_answer_of_wordpress_is_not_a_lock() {
        let marked = Reply { site: Some(Site::WordPress), ..page(200) };
        let half = Reply { garbled: true, ..marked.clone() };
        assert_eq!(without_index(&[&half, &marked]), ProblemKind::NotUnderstood);
        let firewall = Reply { layer: Some(Layer::Firewall { brand: None, incident: None }), ..page(403) };
        assert_eq!(without_index(&[&half, &firewall]), ProblemKind::Blocked);
    }

    #[test]
    fn the_attempt_that_got_furthest_is_told() {
        let shopify = Reply { site: Some(Site::OtherPlatform("Shopify")), ..page(200) };
        let busy = Reply { layer: Some(Layer::RateLimited), ..page(429) };
        assert_eq!(without_index(&[&page(404), &shopify, &page(200)]), ProblemKind::OtherPlatform);
        assert_eq!(without_index(&[&shopify, &busy]), ProblemKind::ShopRateLimited);
    }
}
