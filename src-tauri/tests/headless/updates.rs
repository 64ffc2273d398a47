//! What the check without a window says of the address for payment updates, where it is not a plugin that
//! refuses: nothing there, somebody else, and what a guest gets elsewhere.

use super::world::World;
use super::{KEY, READ_KEY, READ_SECRET, SECRET, pair};
use connect_practice::{
    Asked, EmptyIndex, GuestStopper, Habit, HookAnswer, Lost, OlderWay, Said, Since, Trouble, Unlisted,
};
use serde_json::Value;

fn habit(habit: Habit) -> Trouble {
    Trouble::Habit { habit }
}

fn hook(how: HookAnswer) -> Trouble {
    habit(Habit::HookAnswered { how })
}

/// The code of the problem, whether the shop is called healthy, and the codes of the remarks.
fn told(told: &Value) -> (Option<&str>, bool, Vec<&str>) {
    let remarks = told["remarks"].as_array().unwrap().iter().map(|remark| remark["code"].as_str().unwrap()).collect();
    (told["problem"]["code"].as_str(), told["healthy"].as_bool().unwrap(), remarks)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_where_nothing_is_stands_in_the_way_while_the_plugin_runs() {
    for how in [HookAnswer::Page { status: 404 }, HookAnswer::Page { status: 410 }, HookAnswer::FrontPage] {
        let world = World::with([hook(how)]).await;
        let ran = world.check(&["--json"], &pair(KEY, SECRET));
        let json = ran.json();
        let (problem, healthy, _) = told(&json);
        assert_eq!((ran.code, problem, healthy), (1, Some("H05"), false), "{how:?}: {json}");
    }
    // A plugin that isn't there may come later.
    let world = World::with([Trouble::PluginAbsent]).await;
    assert_eq!(world.check(&["--json"], &pair(KEY, SECRET)).code, 0);
}

/// An index may be an old copy, or one of another server; a plugin that must be used is in no list.
#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_answers_is_never_said_to_be_missing() {
    let rule = |asked, said| habit(Habit::Scripted { asked, said, since: Since::Always });
    let unlisted = |from| habit(Habit::PluginUnlisted { from });
    let cases = [
        vec![unlisted(Unlisted::Index)],
        vec![unlisted(Unlisted::Plugins)],
        vec![unlisted(Unlisted::Plugins), rule(Asked::Updates, Said::Coded { status: 404 })],
    ];
    for troubles in cases {
        let world = World::with(troubles.clone()).await;
        for input in [String::new(), pair(KEY, SECRET), pair(READ_KEY, READ_SECRET)] {
            let ran = world.check(&[], &input);
            ran.says(&["  The Meum plugin: done\n"]);
            let missing = ["No sign of the Meum plugin", "not installed"];
            assert!(missing.iter().all(|words| !ran.out.contains(words)), "{troubles:?}\n{}", ran.out);
        }
    }
    let world = World::with([Trouble::PluginAbsent]).await;
    world.check(&[], "").says(&["  No sign of the Meum plugin yet: noted\n"]);
    world
        .check(&[], &pair(KEY, SECRET))
        .says(&["  No sign of the Meum plugin yet: noted\n", "Meum plugin not installed"]);
}

/// A page that is not WordPress's says nothing of the plugin, and its web host can mend it.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_servers_own_is_told_with_a_note_for_the_web_host() {
    let world = World::with([hook(HookAnswer::Page { status: 404 })]).await;
    for input in [String::new(), pair(KEY, SECRET)] {
        let ran = world.check(&[], &input);
        ran.says(&[
            "H05 · The plugin doesn't answer",
            "a page that isn't WordPress's",
            "A note to pass on (Your web host)",
        ]);
    }
}

/// No question that reads shows it, so only what would write does.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_makes_a_look_of_everything_keeps_changes_and_updates_out() {
    let world = World::with([Trouble::MethodsLost { query_too: false }]).await;
    let ran = world.check(&[], "");
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["H25 · Payment updates reach your shop as something else", "\nResult: H25\n"]);
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["A22 · A change reaches your shop as a mere look", "Payment updates reach your shop as something else"]);
    assert!(!ran.out.contains("Allowed to change settings: done"), "{}", ran.out);
}

/// An old copy is switched off, and a must-use plugin answers.
#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_an_old_copy_is_not_said_of_what_answers() {
    let world = World::with([habit(Habit::Lost { how: Lost::Activation })]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 0, "{}", ran.out);
    ran.says(&["Meum plugin not known"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_robot_check_at_the_address_alone_stands_in_the_way_and_is_named() {
    let world = World::with([hook(HookAnswer::Imunify)]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["H25 · A robot check stands in the way", "Imunify360, which looks out for robots", "\nResult: H25\n"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_address_is_not_offered_where_every_post_is_stopped() {
    let guard = habit(Habit::GuestsStopped { by: GuestStopper::Shield });
    let older = habit(Habit::OlderWayHeard { how: OlderWay::Nothing });
    let refused = habit(Habit::WritesRefused { status: 403 });
    let world = World::with([guard, older, refused]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(!ran.out.contains("other address"), "{}", ran.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_index_says_so_where_the_address_for_updates_is_open() {
    let world = World::with([habit(Habit::IndexEmptied { how: EmptyIndex::NoNamespaces })]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 0, "{}", ran.out);
    ran.says(&["D03 · Parts of your shop are hidden", "without a key, and were let in"]);
    assert!(!ran.out.contains("let requests below meum (meum/v1) through"), "{}", ran.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_is_only_likely_is_no_fact_in_the_note_either() {
    let world = World::with([habit(Habit::GuestsStopped { by: GuestStopper::Members })]).await;
    let json = world.check(&["--json"], &pair(KEY, SECRET)).json();
    let note = json["problem"]["note"].as_str().unwrap();
    assert!(note.contains("(probably Members)") && !note.contains("(Members)"), "{note}");
}
