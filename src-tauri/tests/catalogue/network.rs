//! What networks, secure connections and servers say in ways of their own: each has words of its own,
//! allowed by what was seen.

use super::keys::good;
use super::reports::{habit, unknown, wrong_secret};
use super::row::{Row, remarks, stops};
use connect_core::problem::{Mark, ProblemKind};
use connect_practice::{GuestStopper, Habit, MeumTrouble, ShutOut, Trouble};

pub fn rows() -> Vec<Row> {
    [certificates(), secure_connections(), http(), shut_out(), plugins(), rules(), found_below(), no_refusals_of_keys()]
        .into_iter()
        .flatten()
        .collect()
}

/// Certificates that are whole and of no use, and a chain that has run out above a valid one.
fn certificates() -> Vec<Row> {
    let unsuitable = |what| stops(ProblemKind::CertificateUnsuitable, what);
    vec![
        unsuitable("not made for servers").with(Trouble::CertificateForClients),
        unsuitable("signed with SHA-1").with(Trouble::CertificateSha1).unmarked(),
        unsuitable("of version 1").with(Trouble::CertificateVersionOne).unmarked(),
        unsuitable("a key of RSA with 1024 bits").with(Trouble::CertificateShortKey).unmarked(),
        unsuitable("an authority's own").with(Trouble::CertificateOfAuthority),
        unsuitable("a critical part is unknown").with(Trouble::CertificateWithUnknownPart),
        unsuitable("its host stands in the subject only").with(Trouble::CertificateWithoutNames).marked(Mark::NoNames),
        stops(ProblemKind::CertificateUntrusted, "one above it has run out")
            .with(Trouble::CertificateChainRanOut)
            .marked(Mark::ChainRanOut),
        stops(ProblemKind::CertificateUntrusted, "a private issuer, sent along")
            .with(Trouble::CertificateOfPrivateIssuer)
            .marked(Mark::UnknownIssuer),
        stops(ProblemKind::CertificateExpired, "the shop's own has run out")
            .with(Trouble::CertificateExpired)
            .unmarked(),
        stops(ProblemKind::CertificateUntrusted, "one in between is missing")
            .with(Trouble::CertificateChainIncomplete)
            .unmarked(),
        stops(ProblemKind::CertificateExpired, "it begins later, and no clock is wrong")
            .with(Trouble::CertificateNotYetValid)
            .unmarked(),
        stops(ProblemKind::ClockWrong, "one above it has run out by a clock that is wrong")
            .with(Trouble::CertificateChainRanOut)
            .meum(MeumTrouble::ClockAhead { minutes: -60 * 24 * 30 }),
    ]
}

fn secure_connections() -> Vec<Row> {
    vec![
        stops(ProblemKind::HandshakeFailed, "older versions only").with(Trouble::OldTls).marked(Mark::TooOld),
        stops(ProblemKind::HandshakeFailed, "no cipher suite in common")
            .with(Trouble::OldCiphers)
            .marked(Mark::NoCipher),
        stops(ProblemKind::Blocked, "only computers with a certificate of their own")
            .with(Trouble::ClientCertificate)
            .marked(Mark::KnownComputers),
        good(stops(ProblemKind::Blocked, "the same since the shop was found"))
            .later(Trouble::ClientCertificate)
            .marked(Mark::KnownComputers),
        // Who asks for one and can do without has broken off for another reason.
        stops(ProblemKind::ConnectionBroken, "a certificate is asked for, and not why the server hangs up")
            .with(Trouble::ClientCertificateOptional)
            .with(habit(Habit::HangsUp))
            .marked(Mark::HungUp),
        stops(ProblemKind::ConnectionBroken, "a certificate is asked for, and not why the answer breaks off")
            .with(Trouble::ClientCertificateOptional)
            .with(Trouble::ResetMidBody),
        good(remarks(ProblemKind::StrayText, "a certificate is asked for, and nobody needs one"))
            .with(Trouble::ClientCertificateOptional)
            .with(Trouble::NoiseAfterJson),
        stops(ProblemKind::NotSecure, "https works, and WordPress calls itself http")
            .with(Trouble::HomeIsHttp)
            .marked(Mark::OwnAddress),
        remarks(ProblemKind::NotSecure, "https works, and the address of WordPress's files begins with http")
            .with(habit(Habit::SiteUrlIsHttp))
            .marked(Mark::SiteAddress),
        stops(ProblemKind::NotSecure, "https is refused").with(Trouble::RefusedHttps).unmarked(),
    ]
}

/// Answers that are none, and answers nobody asked for in this form.
fn http() -> Vec<Row> {
    vec![
        stops(ProblemKind::NotUnderstood, "no HTTP").with(Trouble::Garbage).marked(Mark::NotHttp),
        good(stops(ProblemKind::NotUnderstood, "no HTTP since")).later(Trouble::Garbage).marked(Mark::NotHttp),
        stops(ProblemKind::ConnectionBroken, "half an answer").with(Trouble::TruncatedJson).unmarked(),
        // Another address of the same name is not tried then: the client chooses one when it connects, and
        // a server that takes the question and hangs up has been connected to.
        stops(ProblemKind::ConnectionBroken, "no answer at all").with(habit(Habit::HangsUp)).marked(Mark::HungUp),
        good(stops(ProblemKind::ConnectionBroken, "no answer since")).later(habit(Habit::HangsUp)).marked(Mark::HungUp),
        stops(ProblemKind::NotUnderstood, "packed, whoever asks")
            .with(habit(Habit::PackedUnasked { always: true }))
            .marked(Mark::Packed),
        good(remarks(ProblemKind::ConnectionBroken, "packed under another name"))
            .with(habit(Habit::PackedUnasked { always: false }))
            .marked(Mark::Simply),
        good(remarks(ProblemKind::ConnectionBroken, "packed under another name since"))
            .later(habit(Habit::PackedUnasked { always: false }))
            .marked(Mark::Simply),
        good(remarks(ProblemKind::ReportMissing, "the report times out in front"))
            .with(habit(Habit::StatusFails { status: 504 }))
            .marked(Mark::Slow),
        good(remarks(ProblemKind::ReportMissing, "the report fails"))
            .with(habit(Habit::StatusFails { status: 500 }))
            .unmarked(),
    ]
}

/// This computer alone is shut out, or whoever was refused.
fn shut_out() -> Vec<Row> {
    let shut_out = |why| habit(Habit::AddressShutOut { why });
    let ban = |with_page| habit(Habit::BansTheRefused { with_page });
    let one = |what| stops(ProblemKind::AddressShutOut, what).names_other("Wordfence");
    vec![
        one("somebody put it on the list").with(shut_out(ShutOut::Blocked)).quoting("Manual block by administrator"),
        one("too many sign-ins")
            .with(shut_out(ShutOut::LockedOut))
            .quoting("Exceeded the maximum number of login failures"),
        one("a reason that leads elsewhere is not repeated").with(shut_out(ShutOut::Leading)).quoting(""),
        good(one("since the shop was found")).later(shut_out(ShutOut::Blocked)),
        stops(ProblemKind::Blocked, "Wordfence stops every app")
            .with(Trouble::FirewallInFront)
            .names_other("Wordfence")
            .marked(Mark::Plugin),
        unknown(stops(ProblemKind::Banned, "an unknown key, and then silence")).with(ban(false)),
        unknown(stops(ProblemKind::Banned, "an unknown key, and then a page")).with(ban(true)),
        good(stops(ProblemKind::Banned, "a revoked key, and then silence")).with(Trouble::KeysRevoked).with(ban(false)),
        wrong_secret(stops(ProblemKind::SecretWrong, "a wrong secret is known before the ban")).with(ban(true)),
    ]
}

/// A plugin is named by its own answer, and is the merchant's or the developer's to mend.
fn plugins() -> Vec<Row> {
    let guests = |by| habit(Habit::GuestsStopped { by });
    let token = "JWT Authentication for WP REST API";
    vec![
        good(remarks(ProblemKind::HeaderStripped, "a plugin takes the header"))
            .later(habit(Habit::TokenPluginTakesHeader))
            .names_other(token)
            .marked(Mark::Plugin),
        good(stops(ProblemKind::HeaderStripped, "a plugin takes the header, and the other way is closed"))
            .later(habit(Habit::TokenPluginTakesHeader))
            .later(Trouble::QueryKeysRefused)
            .marked(Mark::Plugin),
        good(remarks(ProblemKind::HeaderStripped, "the web server takes the header"))
            .with(Trouble::AuthorizationStripped)
            .unmarked(),
        unknown(stops(ProblemKind::RestLockedOut, "an unknown key, where guests get the same words"))
            .with(guests(GuestStopper::AllInOneSecurity))
            .marked(Mark::KeyOrLock),
        wrong_secret(stops(ProblemKind::RestLockedOut, "a wrong secret, where guests get the same words"))
            .with(guests(GuestStopper::Handbook))
            .marked(Mark::KeyOrLock),
        // Its index came without a token, so it is one part of the shop.
        good(stops(ProblemKind::RestLockedOut, "a plugin that wants a token of everybody"))
            .with(habit(Habit::TokenPluginAsksAll))
            .names_other(token)
            .marked(Mark::ShopPart),
        good(stops(ProblemKind::RestLockedOut, "Cerber, everybody"))
            .with(habit(Habit::AllStopped { by: GuestStopper::Cerber }))
            .names_other("WP Cerber Security")
            .marked(Mark::KeyOrLock),
        stops(ProblemKind::Blocked, "a host's firewall is no plugin")
            .with(Trouble::Firewall { brand: connect_practice::FirewallBrand::Imunify360 })
            .unmarked(),
    ]
}

/// Errors that do not refuse the keys.
fn no_refusals_of_keys() -> Vec<Row> {
    let report = |status| habit(Habit::ReportRefused { status });
    let light = |what| good(remarks(ProblemKind::ReportMissing, what)).reads();
    let bill = |page| habit(Habit::PaymentWanted { page });
    let words = |what| stops(ProblemKind::NotUnderstood, what).marked(Mark::OwnWords);
    vec![
        light("the report's question is refused: 400 rest_invalid_param").with(report(400)),
        light("the report has no route any more").with(report(404)),
        light("the report is refused with a number of a plugin's").with(report(409)),
        light("the report is refused with 422, since the shop was found").later(report(422)),
        unknown(stops(ProblemKind::KeyUnknown, "and the key is unknown")).with(report(400)),
        words("402 in JSON").with(bill(false)).quoting("This plan has ended."),
        words("402 on a page").with(bill(true)).quoting("This plan has ended. The owner of this website can renew it."),
        good(words("402 since the shop was found")).later(bill(false)).quoting("This plan has ended."),
        good(stops(ProblemKind::RestLockedOut, "a plugin refuses everybody with 400"))
            .later(habit(Habit::AllStopped { by: GuestStopper::WpHide })),
    ]
}

/// Rules of a web server that send apps on.
fn rules() -> Vec<Row> {
    let slash = |status| habit(Habit::SlashAdded { status });
    let rule = |what, mark| good(stops(ProblemKind::Blocked, what)).marked(mark);
    vec![
        rule("a slash is added", Mark::SlashAdded).with(slash(301)),
        rule("a slash is added with 308", Mark::SlashAdded).with(slash(308)),
        rule("a slash is added since", Mark::SlashAdded).later(slash(302)),
        rule("what follows the ? is cut off", Mark::QueryDropped).with(habit(Habit::QueryDropped)),
        rule("what follows the ? is cut off since", Mark::QueryDropped).later(habit(Habit::QueryDropped)),
    ]
}

/// WordPress without WooCommerce in front of a shop in a folder.
fn found_below() -> Vec<Row> {
    let below = |what| {
        let row = stops(ProblemKind::ShopInFolder, what).with(habit(Habit::ShopBelow { in_swedish: false }));
        row.instead("https://corner-shop.com/shop")
    };
    vec![
        below("the shop is in a folder of a WordPress without WooCommerce"),
        below("the same, a page of the front was typed").typed("https://corner-shop.com/about-us/"),
    ]
}
