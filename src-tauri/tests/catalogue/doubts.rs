//! What is left open where an answer is missing, and what is read although it comes in an unusual way.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, SHOP, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{Habit, ShutOut, Trouble};

pub fn rows() -> Vec<Row> {
    [
        tests_taken(),
        refused_since(),
        refused_writes(),
        dropped(),
        unproven(),
        unusual_answers(),
        slow(),
        below(),
        old_tls(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// WooCommerce knew no such key, and nobody answered the questions that would make it sure.
fn tests_taken() -> Vec<Row> {
    let doubt = |what| unknown(stops(ProblemKind::KeyUnknown, what)).marked(Mark::Untested);
    vec![
        doubt("a plugin takes every signature").with(habit(Habit::SignaturesTaken)),
        doubt("a firewall forbids signatures").with(habit(Habit::SignaturesForbidden { status: 403 })),
        doubt("a limit on questions asked at once").with(habit(Habit::SignaturesForbidden { status: 503 })),
        doubt("a limit that lets one of them pass").with(habit(Habit::SignaturesLimited)),
        good(stops(ProblemKind::KeyUnknown, "a revoked key, and a limit that lets one pass"))
            .with(Trouble::KeysRevoked)
            .with(habit(Habit::SignaturesLimited))
            .marked(Mark::Untested),
        good(remarks(ProblemKind::HeaderStripped, "a stripped header, and a limit that lets one pass"))
            .with(Trouble::AuthorizationStripped)
            .with(habit(Habit::SignaturesLimited)),
        unknown(stops(ProblemKind::KeyUnknown, "every question was answered")).unmarked(),
    ]
}

/// The shop did not know the key, and then shut this computer out: the same key would do it again.
fn refused_since() -> Vec<Row> {
    let locks = || habit(Habit::LocksOutTheRefused);
    let ban = |with_page| habit(Habit::BansTheRefused { with_page });
    let locked = |what| stops(ProblemKind::AddressShutOut, what).names_other("Wordfence");
    vec![
        unknown(locked("an unknown key, and then Wordfence")).with(locks()).marked(Mark::AfterKey),
        unknown(locked("an unknown key that a plugin took for a user, and then Wordfence"))
            .with(habit(Habit::BasicAuthPlugin))
            .with(locks())
            .marked(Mark::AfterKey),
        good(locked("a revoked key, and then Wordfence"))
            .with(Trouble::KeysRevoked)
            .with(locks())
            .marked(Mark::AfterKey),
        wrong_secret(stops(ProblemKind::SecretWrong, "a wrong secret is known before Wordfence")).with(locks()),
        good(locked("Wordfence, and no key was refused"))
            .later(habit(Habit::AddressShutOut { why: ShutOut::LockedOut }))
            .unmarked(),
        stops(ProblemKind::Blocked, "a country that Wordfence shuts out is not one address")
            .with(habit(Habit::AddressShutOut { why: ShutOut::Country }))
            .names_other("Wordfence")
            .marked(Mark::Plugin),
        unknown(stops(ProblemKind::Banned, "an unknown key, and then a page for everything"))
            .with(ban(true))
            .marked(Mark::PagesSince),
        unknown(stops(ProblemKind::Banned, "an unknown key, and then silence")).with(ban(false)).unmarked(),
    ]
}

/// The pair was read, so what is refused is the question that would change something, and not the keys.
fn refused_writes() -> Vec<Row> {
    let forbids = |status| habit(Habit::WritesForbidden { status });
    let refused = |what| good(stops(ProblemKind::KeysRefused, what)).marked(Mark::WriteRefused).reads();
    vec![
        refused("a plugin forbids writing with 403").with(forbids(403)),
        refused("with 401").with(forbids(401)),
        refused("since the shop was found").later(forbids(403)),
        wrong_secret(stops(ProblemKind::SecretWrong, "the same, and a wrong secret")).with(forbids(403)),
        unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")).with(forbids(403)).unmarked(),
    ]
}

/// Answers that everybody gets say nothing of a pair.
fn unproven() -> Vec<Row> {
    let says_false = || habit(Habit::ReadsAnsweredFalse);
    let open = || habit(Habit::PartsOpen);
    vec![
        good(stops(ProblemKind::NotUnderstood, "whatever is read is answered false")).with(says_false()),
        good(stops(ProblemKind::NotUnderstood, "the same, and a revoked key"))
            .with(Trouble::KeysRevoked)
            .with(says_false()),
        good(stops(ProblemKind::ServerFault, "no report, and a lighter question that is open to everybody"))
            .with(open()),
        good(stops(ProblemKind::ServerFault, "the same, and a revoked key")).with(Trouble::KeysRevoked).with(open()),
        good(stops(ProblemKind::RestLockedOut, "the part for payment methods is gone"))
            .with(habit(Habit::MethodsGone))
            .marked(Mark::MethodsGone)
            .reads(),
    ]
}

/// Nothing that signs in arrives: a made-up key is answered as a guest is, so nothing is said of the right one.
fn dropped() -> Vec<Row> {
    let dropped = || habit(Habit::SignInDropped);
    let arrives_not = |what| stops(ProblemKind::HeaderStripped, what);
    vec![
        good(arrives_not("neither header nor query arrives")).with(dropped()),
        unknown(arrives_not("the same, and an unknown key")).with(dropped()),
        wrong_secret(arrives_not("the same since the shop was found, and a wrong secret")).later(dropped()),
    ]
}

/// Answers that are whole, and come in an unusual way.
fn unusual_answers() -> Vec<Row> {
    let capitals = || habit(Habit::PackedInCapitals);
    let told_false = || habit(Habit::GuestsAnsweredFalse);
    vec![
        good(remarks(ProblemKind::PrivateAddress, "compressed, and called so in capitals"))
            .name(SHOP, Vec::new(), "10.0.0.7".parse().ok())
            .with(capitals())
            .without(ProblemKind::ConnectionBroken),
        unknown(stops(ProblemKind::KeyUnknown, "the same, and an unknown key")).with(capitals()).unmarked(),
        stops(ProblemKind::NoWooCommerce, "the same, and no WooCommerce")
            .with(Trouble::WooCommerceInactive)
            .with(capitals()),
        good(remarks(ProblemKind::IndexHidden, "guests are told no more than false")).with(told_false()),
        unknown(stops(ProblemKind::NotUnderstood, "guests are told false, and the key is unknown")).with(told_false()),
    ]
}

/// A shop that answers, and slowly.
fn slow() -> Vec<Row> {
    let slow = |millis| Trouble::Slow { millis };
    vec![
        remarks(ProblemKind::ShopSlow, "three seconds for the index").with(slow(900)).hasty(),
        good(remarks(ProblemKind::ShopSlow, "three and a half seconds for each answer")).with(slow(900)).hasty(),
        good(stops(ProblemKind::KeyReadOnly, "slow, and a read-only key"))
            .keys(connect_practice::notebook::READ_ONLY_KEY, connect_practice::notebook::READ_ONLY_SECRET)
            .with(slow(900))
            .hasty(),
        stops(ProblemKind::ShopTimedOut, "no answer in time").with(Trouble::HangForever).hasty(),
    ]
}

/// A shop in a folder that nothing links to, under its usual name in the page's language.
fn below() -> Vec<Row> {
    vec![
        stops(ProblemKind::ShopInFolder, "a folder that nothing links to, and a page in Swedish")
            .with(habit(Habit::ShopBelow { in_swedish: true }))
            .instead("https://corner-shop.com/butik"),
    ]
}

/// A certificate of this computer's is asked for over TLS 1.2, which has no word of its own for it.
fn old_tls() -> Vec<Row> {
    vec![
        stops(ProblemKind::Blocked, "a certificate is asked for over TLS 1.2")
            .with(Trouble::ClientCertificateOld)
            .marked(Mark::KnownComputers),
        stops(ProblemKind::HandshakeFailed, "the same alert without having asked for one")
            .with(Trouble::OldCiphers)
            .marked(Mark::NoCipher),
    ]
}
