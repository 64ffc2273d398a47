//! Somebody else answers at the address for payment updates alone, over real sockets: the web server, a
//! plugin, a password, a robot check. The shop, its index and its keys are well.

use super::reports::habit;
use super::webhook::{World, caller};
use connect_core::plain::PlainText;
use connect_core::problem::{Fixer, Mark, ProblemKind};
use connect_core::shop_facts::WayIn;
use connect_core::webhook::WebhookForm;
use connect_practice::{Asked, FirewallBrand, Habit, HookAnswer, OptionsAnswer, Said, ShutOut, Since, Trouble};
use meum_connect::adapters::http::{Budget, MOST_REQUESTS};
use meum_connect::adapters::shop;

/// What must come out: the problem and its mark, and nothing where the way is open.
type Ends = Option<(ProblemKind, Option<Mark>)>;

fn hook(how: HookAnswer) -> Vec<Trouble> {
    vec![habit(Habit::HookAnswered { how })]
}

async fn ends(troubles: Vec<Trouble>, form: WebhookForm) -> Ends {
    let world = World::with(troubles).await;
    let learnt = world.learn().await;
    let before = world.shop.requests().len();
    let problem = match world.way_in(&learnt, form).await {
        WayIn::Untold | WayIn::Open => None,
        WayIn::Unclear(unclear) => Some(unclear.problem()),
        WayIn::Missing(missing) => Some(missing.problem(Some(true), None)),
        WayIn::Shut(shut) => Some(shut.problem().among(&learnt.closers)),
    };
    assert!(world.shop.requests().len() - before <= 4, "it asks little");
    assert!(problem.as_ref().is_none_or(|problem| problem.technical.is_some()), "{problem:?}");
    problem.map(|problem| (problem.kind, problem.about.mark))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_answers_in_the_plugins_place_is_told_apart() {
    use HookAnswer::{
        Coded, Country, FrontPage, Json, Numbered, Page, Password, PasswordPage, RobotCheck, SignIn, Slash, Wordfence,
    };
    use ProblemKind::{WebhookMissing, WebhookShut, WebhookUnclear};
    let shut = |mark| Some((WebhookShut, mark));
    let missing = |mark| Some((WebhookMissing, Some(mark)));
    let unclear = Some((WebhookUnclear, None));
    let here = |mark| Some((WebhookUnclear, Some(mark)));
    let foreign = shut(Some(Mark::DoorPage));
    let robots = shut(Some(Mark::RobotCheck));
    let rows = [
        ("a page with 403", Page { status: 403 }, foreign),
        ("a page with 401", Page { status: 401 }, foreign),
        ("a page with 406", Page { status: 406 }, foreign),
        ("a question for a password", Password, shut(Some(Mark::AsksPassword))),
        ("JSON of nobody's with 401", Json { status: 401 }, shut(Some(Mark::DoorPage))),
        ("JSON of nobody's with 403", Json { status: 403 }, shut(Some(Mark::DoorPage))),
        // A route may refuse whatever is no message of Meum's in a code of its own.
        ("a code of nobody's with 406", Coded { status: 406 }, here(Mark::Steady)),
        ("a code of nobody's with 451", Coded { status: 451 }, here(Mark::Steady)),
        ("a code of nobody's with 403", Coded { status: 403 }, here(Mark::Steady)),
        ("JSON of nobody's with 200", Json { status: 200 }, here(Mark::Steady)),
        ("the sign-in", SignIn, shut(Some(Mark::AsksSignIn))),
        ("a plugin's page for a password", PasswordPage, shut(Some(Mark::AsksSignIn))),
        ("a rule that adds a slash", Slash { status: 301 }, missing(Mark::LedOn)),
        ("the same rule with 308", Slash { status: 308 }, missing(Mark::LedOn)),
        ("a page that says that nothing is there", Page { status: 404 }, missing(Mark::ServersPage)),
        ("the same, any more", Page { status: 410 }, missing(Mark::ServersPage)),
        ("no route", Coded { status: 404 }, missing(Mark::PluginRuns)),
        ("the front page", FrontPage, missing(Mark::PluginRuns)),
        // Meum's servers are no browsers either, and the same computer is let in elsewhere.
        ("a robot check", RobotCheck, robots),
        ("Imunify360, in JSON", HookAnswer::Imunify, robots),
        ("Anubis, with 200", HookAnswer::Anubis, robots),
        ("AWS's firewall, with 202", HookAnswer::AwsWaf, robots),
        ("a rule of Cloudflare's", Numbered { code: 1020 }, foreign),
        ("ModSecurity's page", HookAnswer::ModSecurity, foreign),
        ("SiteGround's robot check", HookAnswer::SiteGround, robots),
        // These are about this computer, and Meum comes from another.
        ("a rule of Cloudflare's on countries", Numbered { code: 1009 }, here(Mark::ByPlace)),
        ("a rule of Cloudflare's on an address", Numbered { code: 1006 }, here(Mark::ByPlace)),
        ("a page that names the country", Country { status: 403 }, here(Mark::ByPlace)),
        ("the same with 451", Country { status: 451 }, here(Mark::ByPlace)),
        ("Wordfence, for the country", Wordfence { why: ShutOut::Country }, here(Mark::ByPlace)),
        ("Wordfence, for too many tries", Wordfence { why: ShutOut::LockedOut }, here(Mark::LockedOut)),
        ("Wordfence, by hand", Wordfence { why: ShutOut::Blocked }, here(Mark::LockedOut)),
        ("a plugin that counts sign-ins", HookAnswer::LockedOut, here(Mark::LockedOut)),
        ("a page with 451 and no reason", Page { status: 451 }, here(Mark::Steady)),
        ("too many questions for Cloudflare", HookAnswer::Busy, unclear),
        ("a server under load", Page { status: 503 }, unclear),
        ("a fault", Page { status: 500 }, unclear),
        ("too many questions", Page { status: 429 }, unclear),
        ("no such method", Page { status: 405 }, here(Mark::Steady)),
    ];
    let mut wrong = Vec::new();
    for (what, how, expected) in rows {
        let seen = ends(hook(how), WebhookForm::Usual).await;
        if seen != expected {
            wrong.push(format!("{what}: {expected:?} came out as {seen:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page of nobody's may be a rule against this computer: whoever is shut out everywhere proves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_comes_everywhere_says_nothing_of_one_address() {
    let banned = vec![habit(Habit::BansTheRefused { with_page: true }), Trouble::KeysRevoked];
    let options = vec![habit(Habit::OptionsAnswered { how: OptionsAnswer::Forbidden })];
    let rows = [
        ("this computer is banned since its keys were refused", banned, None),
        // It is the same each time.
        ("only OPTIONS gets 403", options, Some(Mark::Steady)),
    ];
    for (what, troubles, mark) in rows {
        let seen = ends(troubles, WebhookForm::Usual).await;
        assert_eq!(seen, Some((ProblemKind::WebhookUnclear, mark)), "{what}");
    }
}

fn rule(asked: Asked, said: Said) -> Trouble {
    habit(Habit::Scripted { asked, said, since: Since::Always })
}

/// A rule for a word in an address meets both addresses for payment updates, and no other page of the shop.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_for_a_word_in_the_address_is_told_from_a_ban() {
    let at_both = |said| vec![rule(Asked::Updates, said), rule(Asked::UpdatesOlder, said)];
    let unclear = |mark| Some((ProblemKind::WebhookUnclear, Some(mark)));
    let refused = Some((ProblemKind::WebhookShut, Some(Mark::DoorPage)));
    let rows = [
        ("a page of refusal", at_both(Said::Page { status: 403 }), refused),
        ("the same at the one alone", vec![rule(Asked::Updates, Said::Page { status: 403 })], refused),
        ("no answer", at_both(Said::Cut), unclear(Mark::UnansweredHere)),
        ("no answer, to whatever is asked", vec![rule(Asked::Everything, Said::Cut)], unclear(Mark::Unanswered)),
        ("a page of refusal, to whatever is asked", vec![rule(Asked::Everything, Said::Page { status: 403 })], {
            Some((ProblemKind::WebhookUnclear, None))
        }),
    ];
    for (what, troubles, expected) in rows {
        let seen = ends(troubles, WebhookForm::Usual).await;
        assert_eq!(seen, expected, "{what}");
    }
}

/// Where a POST elsewhere is refused in the same code, so is Meum's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_nobodys_counts_where_a_message_gets_it_as_well() {
    let coded = Said::Coded { status: 403 };
    let shut = Some((ProblemKind::WebhookShut, None));
    let seen = ends(vec![rule(Asked::Updates, coded), rule(Asked::Write, coded)], WebhookForm::Usual).await;
    assert_eq!(seen, shut);
}

/// A web server that asks for a password where a question is no mere look asks Meum's message as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_for_whatever_is_no_look_keeps_updates_out() {
    let rows = [
        ("it is asked of OPTIONS alone", vec![Asked::Options], (ProblemKind::WebhookUnclear, Some(Mark::Steady))),
        ("of POST as well", vec![Asked::Options, Asked::Write], (ProblemKind::WebhookShut, Some(Mark::AsksPassword))),
    ];
    for (what, asked, expected) in rows {
        let troubles = asked.into_iter().map(|asked| rule(asked, Said::Password)).collect();
        let seen = ends(troubles, WebhookForm::Usual).await;
        assert_eq!(seen, Some(expected), "{what}");
    }
}

/// What is asked with one bounded client is one diagnosis: its parts never wait for one limit after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_search_the_keys_and_the_guests_spend_from_one_budget() {
    for trouble in [habit(Habit::PagesFail { status: 500 }), Trouble::KeysRevoked] {
        let mut world = World::with([trouble]).await;
        world.http = world.http.within_bounds();
        let learnt = world.learn().await;
        world.way_in(&learnt, WebhookForm::Usual).await;
        shop::for_shoppers(&world.http, &learnt.found, Some(&caller())).await;
        let left = world.http.budget().map(Budget::requests);
        assert_eq!(left, Some(MOST_REQUESTS - world.shop.requests().len()));
    }
}

/// Whoever answers everywhere may let Meum in all the same: nothing is certain, and they are named.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_answered_is_named_where_nothing_is_certain() {
    let firewall = |brand| Trouble::Firewall { brand };
    let cases = [
        (Trouble::CloudflareChallenge, Some("Cloudflare")),
        (Trouble::SiteGroundCaptcha, Some("SiteGround")),
        (firewall(FirewallBrand::Imunify360), Some("Imunify360")),
        (firewall(FirewallBrand::Sucuri), Some("Sucuri")),
        (habit(Habit::HookAnswered { how: HookAnswer::Page { status: 503 } }), None),
    ];
    for (trouble, name) in cases {
        let world = World::with([trouble.clone()]).await;
        let WayIn::Unclear(unclear) = world.way_in(&world.learn().await, WebhookForm::Usual).await else {
            panic!("{trouble:?}")
        };
        let problem = unclear.problem();
        assert_eq!(problem.about.other.as_ref().map(PlainText::as_str), name, "{trouble:?}");
        assert_eq!(problem.fixer() == Fixer::YouOrWebHost, name.is_some(), "{trouble:?}");
    }
}
