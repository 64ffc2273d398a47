//! What must hold on the way out: who may be disconnected, what is let go of when, and that nothing
//! is lost by a kill in between.

use crate::story::{SHOP, Story, connect_facts, found, problem, questions, sight, status, step, text};
use connect_core::effect::{Effect, Keep, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::links::Link;
use connect_core::message::Arg;
use connect_core::meum_facts::{ConnectFacts, Ending, StatusFacts};
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{DisconnectView, EndedView, ForgetView, Screen};

fn disconnect_page(story: &Story) -> DisconnectView {
    let Screen::Disconnect(page) = story.view().screen else { panic!("the page before disconnecting") };
    *page
}

fn forget_page(story: &Story) -> ForgetView {
    let Screen::Forget(page) = story.view().screen else { panic!("the page before forgetting") };
    *page
}

fn ended_page(story: &Story) -> EndedView {
    let Screen::Ended(page) = story.view().screen else { panic!("the page after disconnecting") };
    *page
}

fn disconnects(story: &Story) -> usize {
    questions(story).iter().filter(|question| matches!(question, Question::Disconnect)).count()
}

fn code(story: &Story) -> Option<&'static str> {
    disconnect_page(story).problem.map(|problem| problem.code.code())
}

#[test]
fn the_name_must_be_typed_in_whatever_case_and_spacing() {
    let host = ["corner-shop.example", "Corner-Shop.Example", "https://corner-shop.example"];
    for fits in ["The Corner Shop", "  the   CORNER\tshop "].into_iter().chain(host) {
        let mut story = Story::at_disconnect();
        story.types_name(fits);
        assert_eq!(disconnects(&story), 1, "{fits}");
    }
    for other in ["", "  ", "The Corner", "The Corner Shop!", "corner-shop", "https://corner-shop.example.org"] {
        let mut story = Story::at_disconnect();
        story.types_name(other);
        assert_eq!((disconnects(&story), code(&story)), (0, Some("E16")), "{other}");
    }
}

#[test]
fn a_shop_without_a_name_is_named_by_its_host() {
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { name: None, ..found() }).asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).opens_disconnect();
    assert_eq!(disconnect_page(&story).shop_name, text("corner-shop.example"));
    story.types_name("corner-shop.example");
    assert_eq!(disconnects(&story), 1);
}

#[test]
fn opening_the_page_asks_afresh_and_only_then_may_be_pressed() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(Intent::AskToDisconnect);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(_), Question::Look { .. }]));
    assert!(!disconnect_page(&story).ready);
    story.types_name("The Corner Shop");
    assert_eq!((disconnects(&story), code(&story)), (0, None), "nothing was heard yet");
    story.shop_answers(Err(ProblemKind::ShopTimedOut)).meum_answers(Err(ProblemKind::MeumUnreachable));
    assert!(disconnect_page(&story).ready, "an answer that failed is an answer");
    story.types_name("The Corner Shop");
    assert_eq!(disconnects(&story), 1);
}

#[test]
fn a_copy_never_disconnects_the_shop_it_was_copied_from() {
    let live = || StatusFacts { site_url: Some(text("https://live-shop.example")), ..status(true) };
    let moved = || ShopSight { home: StoreUrl::parse("https://copy.example").unwrap(), ..sight() };
    let unread = || StatusFacts { site_url: Some(text("ask your administrator")), ..status(true) };
    for (told, seen) in [
        (Ok(live()), Ok(sight())),
        (Ok(status(true)), Ok(moved())),
        (Err(ProblemKind::MeumFault), Ok(moved())),
        (Ok(unread()), Ok(sight())),
    ] {
        let mut story = Story::at_panel(true);
        story.asks(Intent::AskToDisconnect).meum_answers(told).shop_answers(seen).types_name("The Corner Shop");
        assert_eq!((disconnects(&story), code(&story)), (0, Some("H09")));
        let page = disconnect_page(&story);
        let problem = page.problem.unwrap();
        assert!(page.refused && problem.or_step == Some(NextStep::Forget));
        assert!(problem.about.store.is_some() && problem.about.other.is_some(), "both addresses are named");
    }
}

#[test]
fn an_address_that_is_only_written_differently_is_the_same() {
    for written in [SHOP, "https://corner-shop.example/", "http://corner-shop.example", "corner-shop.example"] {
        let told = StatusFacts { site_url: Some(text(written)), ..status(true) };
        let mut story = Story::at_panel(true);
        story.asks(Intent::AskToDisconnect).meum_answers(Ok(told)).shop_answers(Ok(sight()));
        story.types_name("The Corner Shop");
        assert_eq!(disconnects(&story), 1, "{written}");
    }
}

#[test]
fn what_meum_said_last_holds_while_it_cannot_be_asked() {
    let live = StatusFacts { site_url: Some(text("https://live-shop.example")), ..status(true) };
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(live)).shop_answers(Ok(sight())).asks(Intent::AskToDisconnect);
    story.meum_answers(Err(ProblemKind::MeumFault)).shop_answers(Ok(sight()));
    assert!(disconnect_page(&story).refused);
    // Nor does an answer to *connect* that named another address, until Meum names this one.
    let mut story = Story::at_review();
    story.connects_at("https://live-shop.example").hands_over(true).asks(Intent::Continue).opens_disconnect();
    assert!(!disconnect_page(&story).refused);
    story.asks(Intent::CheckNow).meum_answers(Err(ProblemKind::MeumFault));
    assert!(disconnect_page(&story).refused);
}

#[test]
fn a_press_sends_one_request_and_nothing_repeats_it() {
    let mut story = Story::at_disconnect();
    story.types_name("The Corner Shop");
    let sent_at = story.now;
    assert!(!disconnect_page(&story).doing.unwrap().can_cancel);
    for intent in [Intent::Cancel, Intent::Stay, Intent::TryAgain, Intent::AskToForget, Intent::CheckNow] {
        story.asks(intent);
        assert!(story.effects.is_empty(), "{:?}", story.effects);
    }
    story.types_name("The Corner Shop");
    story.now = story.now.after(Span::hours(1));
    story.happens(Event::Tick);
    assert!(story.effects.is_empty() && story.app.wake_at(story.now).is_none());
    story.disconnect_ends(Err(problem(ProblemKind::DisconnectAnswerLost)));
    assert_eq!((disconnects(&story), code(&story)), (0, Some("G18")));
    let page = disconnect_page(&story);
    let sent = page.sent.expect("when it was sent").args.into_values().next();
    assert_eq!(sent, Some(Arg::Exact(sent_at)), "not when it was given up");
    assert_eq!(page.problem.unwrap().at, Some(sent_at));
    story.types_name("The Corner Shop");
    assert_eq!(disconnects(&story), 1, "pressing again is harmless");
}

#[test]
fn a_refusal_changes_nothing() {
    for kind in [
        ProblemKind::DisconnectForbidden,
        ProblemKind::MeumKeyRefused,
        ProblemKind::MeumFault,
        ProblemKind::MeumUnreachable,
        ProblemKind::CredentialsGone,
        ProblemKind::VaultLocked,
    ] {
        let mut story = Story::at_disconnect();
        let before = story.app.current().unwrap().record.clone();
        story.types_name("The Corner Shop").disconnect_ends(Err(problem(kind)));
        assert_eq!(code(&story), Some(kind.code()));
        assert_eq!(story.app.current().unwrap().record, before, "{kind:?}");
        assert!(questions(&story).iter().all(|asked| !matches!(asked, Question::ForgetCredentials)));
        story.asks(Intent::Stay);
        assert!(matches!(story.view().screen, Screen::Panel(_)));
    }
}

#[test]
fn another_key_mends_nothing_here_but_forgetting_is_offered() {
    for kind in [ProblemKind::MeumKeyRefused, ProblemKind::CredentialsGone] {
        let mut story = Story::at_disconnect();
        story.types_name("The Corner Shop").disconnect_ends(Err(problem(kind)));
        let card = disconnect_page(&story).problem.unwrap();
        // Whoever can help comes first: what is forgotten cannot be brought back.
        assert_eq!((card.next, card.or_step), (NextStep::Open { link: Link::MeumSupport }, Some(NextStep::Forget)));
        story.asks(Intent::AskToForget);
        assert!(forget_page(&story).connected);
    }
}

#[test]
fn a_pause_that_meum_asks_for_is_kept() {
    let mut story = Story::at_disconnect();
    story.types_name("The Corner Shop").disconnect_ends(Err(problem(ProblemKind::MeumRateLimited)));
    let again_at = disconnect_page(&story).again_at.unwrap();
    assert!(again_at > story.now && again_at <= story.now.after(Span::seconds(30)));
    story.types_name("The Corner Shop");
    assert_eq!(disconnects(&story), 0);
    assert!(story.app.wake_at(story.now).unwrap() <= again_at);
    story.now = again_at;
    story.happens(Event::Tick);
    assert_eq!((disconnect_page(&story).again_at, code(&story)), (None, None));
    story.types_name("The Corner Shop");
    assert_eq!(disconnects(&story), 1);
}

#[test]
fn a_clock_that_was_set_back_does_not_keep_the_button_away() {
    let mut story = Story::at_disconnect();
    story.types_name("The Corner Shop").disconnect_ends(Err(problem(ProblemKind::MeumRateLimited)));
    story.now = Timestamp(story.now.0 - Span::hours(24 * 365).0);
    story.happens(Event::Tick);
    assert_eq!(disconnect_page(&story).again_at, None);
}

#[test]
fn what_meum_said_is_stored_before_a_secret_is_let_go_of() {
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected);
    let [
        Effect::Keep(Keep::Shop(stored, Some(observed))),
        Effect::Keep(Keep::History(..)),
        Effect::Keep(Keep::CloseConnect(_)),
        Effect::Ask { question: Question::ForgetCredentials, .. },
    ] = story.effects.as_slice()
    else {
        panic!("{:?}", story.effects)
    };
    assert!(stored.ended.is_some() && stored.secrets_left && stored.connection.is_none());
    assert!(observed.status.is_none(), "in the same deed, so that no next connection is taken for this one");
    assert!(stored.keys.is_some(), "the shop's keys stay");
    story.clears_up(Ok(()));
    assert!(!ended_page(&story).secrets_left && ended_page(&story).code.is_none());
}

#[test]
fn a_late_answer_of_the_panel_does_not_bring_the_connection_back() {
    let mut story = Story::at_disconnect();
    story.asks(Intent::CheckNow);
    let late = story.app.current().unwrap().watch.meum.asked.unwrap();
    story.disconnects(Ending::Disconnected);
    story.happens(Event::StatusCame { ticket: late, result: Ok(Box::new(status(true))) });
    assert!(story.app.current().unwrap().observed.status.is_none());
}

#[test]
fn the_last_page_survives_a_restart() {
    for how in [Ending::Disconnected, Ending::AlreadyDisconnected] {
        let mut story = Story::at_disconnect();
        story.disconnects(how).clears_up(Ok(()));
        let before = ended_page(&story);
        let again = story.restarted();
        assert_eq!(ended_page(&again), before);
        assert_eq!(before.code.is_some(), how == Ending::AlreadyDisconnected);
        assert!(questions(&again).is_empty());
    }
}

#[test]
fn what_the_password_store_would_not_give_up_is_removed_by_the_next_try() {
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultLocked));
    assert_eq!(ended_page(&story).problem.unwrap().code, ProblemKind::VaultLocked);
    let mut story = story.restarted();
    assert!(matches!(questions(&story).as_slice(), [Question::ForgetCredentials]), "a start tries again");
    story.clears_up(Err(ProblemKind::VaultMissing));
    assert_eq!(ended_page(&story).problem.unwrap().next, NextStep::TryAgain);
    story.asks(Intent::TryAgain).clears_up(Ok(()));
    let page = ended_page(&story);
    assert!(!page.secrets_left && page.problem.is_none());
}

#[test]
fn connecting_again_is_quick() {
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected).clears_up(Ok(())).asks(Intent::ConnectAgain);
    assert_eq!(step(&story), Step::MeumKey);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    assert!(matches!(story.view().screen, Screen::Panel(_)));
}

#[test]
fn an_open_journal_entry_is_closed_with_the_connection() {
    let story = Story::at_panel(true);
    let mut record = story.app.current().unwrap().record.clone();
    let id = record.id.clone();
    let mut disconnected = Story::at_disconnect();
    disconnected.disconnects(Ending::Disconnected);
    record = connect_core::record::ShopRecord { id, ..disconnected.app.current().unwrap().record.clone() };
    let mut loaded = Loaded { unfinished: vec![record.id.clone()], ..Loaded::default() };
    loaded.settings.current = Some(record.id.clone());
    loaded.shops.push(record);
    let mut again = Story::starting();
    again.happens(Event::Loaded(Ok(Box::new(loaded))));
    assert!(again.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::CloseConnect(_)))));
    assert!(matches!(questions(&again).as_slice(), [Question::ForgetCredentials]));
}

#[test]
fn staying_changes_nothing() {
    let mut story = Story::at_disconnect();
    let before = story.app.current().unwrap().record.clone();
    story.asks(Intent::Stay);
    assert!(matches!(story.view().screen, Screen::Panel(_)));
    story.asks(Intent::AskToForget).asks(Intent::Stay);
    assert_eq!(story.app.current().unwrap().record, before);
}

#[test]
fn elsewhere_nobody_is_asked_to_leave() {
    for mut story in [Story::at_your_shop(), Story::at_hand_over(true)] {
        for intent in [
            Intent::AskToDisconnect,
            Intent::Disconnect { typed: "corner-shop.example".to_owned() },
            Intent::AskToForget,
            Intent::Forget { knowing: true, revoke: false },
            Intent::ConnectAgain,
            Intent::Stay,
        ] {
            story.asks(intent);
            assert!(matches!(story.view().screen, Screen::Wizard(_)) && story.effects.is_empty());
        }
    }
}

#[test]
fn the_end_and_going_on_close_the_journal() {
    let closes =
        |story: &Story| story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::CloseConnect(_))));
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected);
    assert!(closes(&story));
    story.clears_up(Ok(())).asks(Intent::ConnectAgain);
    assert!(closes(&story), "the end may not have been stored at first");
}

#[test]
fn where_meum_names_no_address_the_one_that_was_sent_counts() {
    let silent = || StatusFacts { site_url: None, ..status(true) };
    let moved = || ShopSight { home: StoreUrl::parse("https://copy.example").unwrap(), ..sight() };
    for sent in [true, false] {
        for (seen, refused) in [(moved(), true), (sight(), false)] {
            let mut story = Story::at_review();
            story.connects_with(ConnectFacts { site_url: None, ..connect_facts(true) });
            let mut record = story.app.current().unwrap().record.clone();
            record.connection.as_mut().unwrap().sent.take_if(|_| !sent);
            story.loads(record);
            story.hands_over(true).asks(Intent::Continue).asks(Intent::AskToDisconnect);
            story.meum_answers(Ok(silent())).shop_answers(Ok(seen));
            assert_eq!(disconnect_page(&story).refused, refused, "sent: {sent}");
        }
    }
}

#[test]
fn the_page_of_the_end_keeps_the_name_when_the_extra_password_is_lost() {
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { extra_password: Some(Kept::UntilClosed), ..found() }).asks(Intent::Continue);
    story.keys_pass(true).asks(Intent::Continue).keeps_meum_key().connects(true).hands_over(true);
    story.asks(Intent::Continue).meum_answers(Ok(status(true))).shop_answers(Ok(sight())).opens_disconnect();
    story.disconnects(Ending::Disconnected).clears_up(Ok(()));
    let mut story = story.restarted().restarted();
    assert_eq!(ended_page(&story).shop_name, text("The Corner Shop"));
    story.asks(Intent::Open { link: Link::Payments });
    assert!(matches!(story.effects.as_slice(), [Effect::Desktop(_)]), "{:?}", story.effects);
    story.asks(Intent::ConnectAgain);
    assert_eq!(step(&story), Step::YourShop);
    assert!(story.app.current().unwrap().record.found.is_none(), "its password is asked for anew");
}
