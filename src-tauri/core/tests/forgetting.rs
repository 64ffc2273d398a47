//! What must hold of forgetting: what it takes, what it says, and what is gone afterwards.

use crate::story;
use crate::story::{Story, found, problem, questions, sight, status, step, text};
use connect_core::effect::{Effect, Practise, Question};
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectOutcome, Ending};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::FoundShop;
use connect_core::step::Step;
use connect_core::view::{ForgetView, Removed, Screen};

fn forget_page(story: &Story) -> ForgetView {
    let Screen::Forget(page) = story.view().screen else { panic!("the page before forgetting") };
    *page
}

#[test]
fn forgetting_a_connected_shop_takes_the_merchants_word() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::AskToForget);
    let page = forget_page(&story);
    assert_eq!(page.removed, [Removed::Notes, Removed::ShopKeys, Removed::Credentials]);
    assert!(page.must_confirm && page.connected && !page.open_connect);
    story.asks(Intent::Forget { knowing: false, revoke: false });
    assert!(questions(&story).is_empty());
    story.asks(Intent::Forget { knowing: true, revoke: false });
    assert!(matches!(questions(&story).as_slice(), [Question::Forget { kept: true }]));
    assert!(matches!(story.effects.as_slice(), [Effect::Cancel(_), Effect::Cancel(_), _]), "nobody waits for those");
    story.forget_ends(Ok(()));
    assert!(story.app.current().is_none() && step(&story) == Step::Welcome);
}

#[test]
fn forgetting_waits_for_the_password_store() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
    story.forget_ends(Err(ProblemKind::VaultLocked));
    assert_eq!(forget_page(&story).problem.unwrap().code, ProblemKind::VaultLocked);
    assert!(story.app.current().unwrap().record.connection.is_some());
    story.asks(Intent::Forget { knowing: true, revoke: false }).forget_ends(Ok(()));
    assert!(story.app.current().is_none());
}

#[test]
fn without_anything_in_the_password_store_it_is_not_waited_for() {
    let mut story = Story::at_panel_with_memory_only();
    story.opens_disconnect().disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultMissing));
    story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: false, revoke: false });
    assert!(matches!(questions(&story).as_slice(), [Question::Forget { kept: false }]));
}

#[test]
fn an_unknown_end_of_connecting_is_named_before_forgetting() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back).asks(Intent::AskToForget);
    assert!(forget_page(&story).open_connect);
}

#[test]
fn forgetting_the_practice_shop_leaves_practice() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).finds_shop().asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false }).forget_ends(Ok(()));
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Practise(Practise::Stop))));
    assert!(story.view().practice.is_none());
}

#[test]
fn after_forgetting_a_real_shop_nobody_is_led_into_practice() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).asks(Intent::Back).asks(Intent::ConnectShop).finds_shop().asks(Intent::Continue);
    story.keys_pass(true).asks(Intent::Continue).keeps_meum_key().connects(true).hands_over(true);
    story.asks(Intent::Continue).asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
    story.forget_ends(Ok(()));
    assert!(story.app.current().is_none() && story.view().practice.is_none());
    story.asks(Intent::TryPractice);
    assert!(story.app.current().unwrap().record.practice, "it is still there");
}

#[test]
fn a_key_that_the_plugin_never_got_is_named_before_it_is_forgotten() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandOverLater).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story.asks(Intent::AskToForget);
    let page = forget_page(&story);
    assert!(page.connected && page.hand_over_pending && page.must_confirm);
    for mut over in [Story::at_panel(true), Story::at_review()] {
        over.asks(Intent::AskToForget);
        assert!(!forget_page(&over).hand_over_pending);
    }
}

#[test]
fn a_shop_half_way_can_be_forgotten_with_what_is_kept_of_it() {
    let cases = [
        (Story::at_keys(), vec![Removed::Notes]),
        (Story::at_meum_key(), vec![Removed::Notes, Removed::ShopKeys]),
        (Story::at_review(), vec![Removed::Notes, Removed::ShopKeys, Removed::MeumKey]),
    ];
    for (mut story, removed) in cases {
        let (before, kept) = (step(&story), removed.len() > 1);
        let Screen::Wizard(wizard) = story.view().screen else { panic!("a step") };
        assert!(wizard.can_forget);
        story.asks(Intent::AskToForget);
        let page = forget_page(&story);
        assert_eq!(page.removed, removed);
        assert!(!page.connected && !page.must_confirm && !page.hand_over_pending);
        story.asks(Intent::Stay);
        assert_eq!(step(&story), before);
        story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: false, revoke: false });
        assert!(matches!(questions(&story).as_slice(), [Question::Forget { kept: asked }] if *asked == kept));
        story.forget_ends(Ok(()));
        assert!(story.app.current().is_none());
    }
}

#[test]
fn a_step_that_is_only_visited_or_busy_offers_no_forgetting() {
    let mut visited = Story::at_panel(true);
    visited.asks(Intent::ReplaceKeys);
    let mut busy = Story::at_meum_key();
    busy.asks(Intent::KeepMeumKey { key: story::secret(story::MEUM_KEY) });
    for mut story in [visited, busy, Story::at_your_shop(), Story::at_hand_over(true)] {
        let Screen::Wizard(wizard) = story.view().screen else { panic!("a step") };
        assert!(!wizard.can_forget);
        story.asks(Intent::AskToForget);
        assert!(matches!(story.view().screen, Screen::Wizard(_)));
    }
}

#[test]
fn nothing_is_looked_for_behind_the_page() {
    let mut story = Story::at_your_shop();
    story.finds_shop().fails_to_find(ProblemKind::Maintenance);
    let due = story.app.wake_at(story.now).expect("it is looked for again");
    story.asks(Intent::AskToForget);
    story.now = due;
    story.happens(connect_core::event::Event::Tick);
    assert!(questions(&story).is_empty());
    story.asks(Intent::Forget { knowing: false, revoke: false });
    assert!(matches!(questions(&story).as_slice(), [Question::Forget { .. }]));
}

#[test]
fn a_shop_that_is_yet_to_be_found_again_is_named_by_its_address() {
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { extra_password: Some(Kept::UntilClosed), ..found() });
    story.asks(Intent::Continue).keys_pass(true);
    let mut story = story.restarted();
    assert_eq!(step(&story), Step::YourShop);
    story.asks(Intent::AskToForget);
    assert_eq!(forget_page(&story).shop_name, text("corner-shop.example"));
}
