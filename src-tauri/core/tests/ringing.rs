//! What must hold of notifications: once, after the second look, replaced by their end, never while the
//! window is in front, held back in quiet hours, one for one cause, and none twice after a restart.

use crate::story::bell::{Bell, QUIET, id};
use crate::story::{Story, sight, status, text};
use connect_core::alarms::{Cause, Subject};
use connect_core::effect::{Desktop, Effect};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::meum_facts::StatusFacts;
use connect_core::preferences::Preference;
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::shop_facts::ShopSight;
use connect_core::time::{LocalOffset, Span};

const SHOP_DOWN: ProblemKind = ProblemKind::ServerFault;

fn off() -> ShopSight {
    ShopSight { gateway_enabled: Some(false), ..sight() }
}

fn no_wallet() -> StatusFacts {
    StatusFacts { payout_configured: Some(false), ..status(true) }
}

#[test]
fn a_failed_look_tells_nothing_the_second_does_once_and_its_end_takes_its_place() {
    let mut bell = Bell::of(1);
    bell.shop_is(0, Err(SHOP_DOWN));
    bell.looks_once();
    assert_eq!(bell.heard(), [], "one failed look alarms nobody");
    bell.waits(Span::seconds(30));
    assert_eq!(bell.heard(), [("told_mayFail", Subject::Shop(id(0)))]);
    bell.waits(Span::hours(5));
    assert_eq!(bell.heard(), [], "nothing is told twice");
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [("over_canPay", Subject::Shop(id(0)))]);
}

#[test]
fn a_failed_look_that_passes_tells_nothing() {
    let mut bell = Bell::of(1);
    bell.shop_is(0, Err(SHOP_DOWN));
    bell.looks_once();
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), []);
}

#[test]
fn what_is_certain_in_itself_is_told_at_once_and_says_what_it_means() {
    let shop = |seen: Result<ShopSight, ProblemKind>| (seen, Ok(status(true)));
    let meum = |said: Result<StatusFacts, ProblemKind>| (Ok(sight()), said);
    let cases = [
        ("off at checkout", shop(Ok(off())), "told_cannotPay"),
        ("no wallet", meum(Ok(no_wallet())), "told_cannotPay"),
        ("updates fail", meum(Ok(failing())), "told_onHold"),
        ("keys removed", shop(Err(ProblemKind::KeyRevoked)), "told_paysAsBefore"),
        ("no certificate", shop(Err(ProblemKind::CertificateExpired)), "told_mayFail"),
        ("the key is refused", meum(Err(ProblemKind::MeumKeyRefused)), "told_mayFail"),
    ];
    for (what, (seen, said), title) in cases {
        let mut bell = Bell::of(1);
        bell.shop_is(0, seen);
        bell.meum_is(0, said);
        bell.looks_once();
        assert_eq!(bell.heard(), [(title, Subject::Shop(id(0)))], "{what}");
    }
}

fn failing() -> StatusFacts {
    StatusFacts { webhook_health: Some(text("FAILING")), ..status(true) }
}

#[test]
fn what_is_no_news_or_may_pass_tells_nothing() {
    let cases: [Result<StatusFacts, ProblemKind>; 3] = [
        Err(ProblemKind::MeumRateLimited),
        Ok(StatusFacts { webhook_health: Some(text("SPARKLING")), ..status(true) }),
        Ok(StatusFacts { payout_configured: None, ..status(true) }),
    ];
    for said in cases {
        let mut bell = Bell::of(1);
        bell.meum_is(0, said.clone());
        bell.waits(Span::hours(2));
        assert_eq!(bell.heard(), [], "{said:?}");
    }
}

#[test]
fn another_code_of_the_same_trouble_is_no_news_and_a_worse_one_is() {
    let mut bell = Bell::of(1);
    bell.shop_is(0, Err(SHOP_DOWN));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard().len(), 1);
    bell.shop_is(0, Err(ProblemKind::ShopTimedOut));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [], "the shop is as unreachable as before");
    bell.meum_is(0, Ok(no_wallet()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [("told_cannotPay", Subject::Shop(id(0)))]);
    bell.meum_is(0, Ok(status(true)));
    bell.waits(Span::hours(1));
    assert_eq!((bell.heard(), bell.on_desktop()), (vec![], vec![]), "what it names is over, and the rest was told");
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [("over_canPay", Subject::Shop(id(0)))]);
}

#[test]
fn nothing_is_told_while_the_window_is_in_front_and_what_was_seen_there_never() {
    let mut bell = Bell::of(2);
    bell.focuses(true);
    bell.shop_is(0, Ok(off()));
    bell.shop_is(1, Ok(off()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), []);
    bell.focuses(false);
    assert_eq!(bell.heard(), [("told_cannotPay", Subject::Shop(id(1)))], "nobody has seen the other shop");
    bell.focuses(true);
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), []);
    bell.focuses(false);
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [], "nor is it told that something is over that somebody saw end");
}

#[test]
fn whoever_looks_at_the_shop_needs_its_notification_no_more() {
    let mut bell = Bell::of(1);
    bell.shop_is(0, Ok(off()));
    bell.looks_once();
    assert_eq!(bell.on_desktop(), [Subject::Shop(id(0))]);
    bell.focuses(true);
    assert_eq!(bell.on_desktop(), []);
    bell.focuses(false);
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard().last(), Some(&("over_canPay", Subject::Shop(id(0)))), "and hears of its end");
}

#[test]
fn quiet_hours_hold_back_and_end_with_one_notification_for_what_still_holds() {
    let mut bell = Bell::of(3);
    bell.prefers(Preference::QuietHours { hours: QUIET });
    bell.goes_to_minute(23 * 60);
    for shop in 0..3 {
        bell.shop_is(shop, Ok(off()));
    }
    bell.waits(Span::hours(2));
    bell.shop_is(2, Ok(sight()));
    bell.waits(Span::hours(5));
    assert_eq!(bell.heard(), []);
    bell.goes_to_minute(7 * 60);
    assert_eq!(bell.heard(), [("told_several", Subject::Several)]);
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.on_desktop().len(), 2, "the other is wrong still");
    bell.shop_is(1, Ok(sight()));
    bell.waits(Span::hours(1));
    assert!(!bell.on_desktop().contains(&Subject::Several), "each of them has ended");
    assert_eq!(bell.heard().len(), 2);
}

#[test]
fn what_ends_in_quiet_hours_is_taken_off_the_desktop_without_a_word() {
    let mut bell = Bell::of(1);
    bell.prefers(Preference::QuietHours { hours: QUIET });
    bell.goes_to_minute(21 * 60);
    bell.shop_is(0, Ok(off()));
    bell.waits(Span::seconds(600));
    assert_eq!(bell.heard().len(), 1);
    bell.goes_to_minute(23 * 60);
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!((bell.heard(), bell.on_desktop()), (vec![], vec![]));
    bell.goes_to_minute(12 * 60);
    assert_eq!(bell.heard(), []);
}

#[test]
fn quiet_hours_are_this_computers() {
    for (offset, told) in [(0, false), (-240, true), (600, true)] {
        let mut bell = Bell::of(1);
        bell.prefers(Preference::QuietHours { hours: QUIET });
        bell.goes_to_minute(60);
        bell.happens(Event::LocalTime(LocalOffset(offset)));
        bell.shop_is(0, Ok(off()));
        bell.waits(Span::seconds(600));
        assert_eq!(!bell.heard().is_empty(), told, "one o'clock in London is another time {offset} minutes away");
    }
}

#[test]
fn who_wants_no_notifications_gets_none_and_no_old_ones_later() {
    let mut bell = Bell::of(1);
    bell.prefers(Preference::Notifications { on: false });
    bell.shop_is(0, Ok(off()));
    bell.waits(Span::hours(1));
    bell.prefers(Preference::Notifications { on: true });
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), []);
    bell.shop_is(0, Ok(sight()));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard(), [("over_canPay", Subject::Shop(id(0)))]);
}

#[test]
fn one_cause_is_told_once_for_all_shops_and_once_that_it_is_over() {
    let cases = [
        (ProblemKind::MeumUnreachable, Cause::Meum, "G16_title", "over_meum"),
        (ProblemKind::Offline, Cause::Computer, "A05_title", "over_computer"),
        (ProblemKind::VaultLocked, Cause::Passwords, "H12_title", "over_passwords"),
    ];
    for (kind, cause, title, over) in cases {
        let mut bell = Bell::of(3);
        for shop in 0..3 {
            bell.meum_is(shop, Err(kind));
            if cause != Cause::Meum {
                bell.shop_is(shop, Err(kind));
            }
        }
        bell.waits(Span::hours(2));
        assert_eq!(bell.heard(), [(title, Subject::Cause(cause))], "{kind:?}");
        for shop in 0..3 {
            bell.meum_is(shop, Ok(status(true)));
            bell.shop_is(shop, Ok(sight()));
        }
        if cause == Cause::Passwords {
            bell.happens(Event::Asked(Intent::CheckNow));
            bell.opens_and_checks_all();
        }
        bell.waits(Span::hours(2));
        assert_eq!(bell.heard(), [(over, Subject::Cause(cause))], "{kind:?}");
    }
}

#[test]
fn what_mostly_passes_by_itself_has_time_to() {
    for (kind, minutes) in [(ProblemKind::Offline, 10), (ProblemKind::MeumUnreachable, 2), (ProblemKind::MeumFault, 2)]
    {
        let mut bell = Bell::of(1);
        bell.meum_is(0, Err(kind));
        bell.waits(Span::seconds(minutes * 30));
        bell.meum_is(0, Ok(status(true)));
        bell.waits(Span::hours(1));
        assert_eq!(bell.heard(), [], "{kind:?}");
        bell.meum_is(0, Err(kind));
        bell.waits(Span::hours(1));
        assert_eq!(bell.heard().len(), 1, "{kind:?}");
    }
}

#[test]
fn a_restart_tells_nothing_twice_and_does_not_miss_the_end() {
    let mut bell = Bell::of(2);
    bell.shop_is(0, Ok(off()));
    bell.meum_is(0, Err(ProblemKind::MeumUnreachable));
    bell.meum_is(1, Err(ProblemKind::MeumUnreachable));
    bell.waits(Span::hours(1));
    assert_eq!(bell.heard().len(), 2);
    for away in [Span::seconds(5), Span::hours(10)] {
        bell.restarts(away);
        bell.waits(Span::hours(1));
        assert_eq!(bell.heard(), [], "{away:?}");
    }
    bell.restarts(Span::hours(1));
    bell.shop_is(0, Ok(sight()));
    bell.meum_is(0, Ok(status(true)));
    bell.meum_is(1, Ok(status(true)));
    bell.waits(Span::hours(1));
    let mut heard = bell.heard();
    heard.sort_unstable();
    let subject = Subject::Shop(id(0));
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert!(heard.contains(&("over_meum", Subject::Cause(Cause::Meum))), "{heard:?}");
    assert!(heard.iter().any(|(title, of)| title.starts_with("over_") && *of == subject), "{heard:?}");
}

#[test]
fn opening_a_notification_brings_its_shop_and_the_window() {
    let mut bell = Bell::of(3);
    bell.shop_is(2, Ok(off()));
    bell.waits(Span::hours(1));
    bell.happens(Event::Asked(Intent::OpenSettings));
    bell.happens(Event::NotificationOpened(Subject::Shop(id(2))));
    assert_eq!(bell.story.app.current().unwrap().record.id, id(2));
    assert!(bell.story.effects.iter().any(|effect| matches!(effect, Effect::Desktop(Desktop::ComeToFront))));
    assert!(matches!(bell.story.view().screen, connect_core::view::Screen::Panel(_)));
    for subject in [Subject::Cause(Cause::Meum), Subject::Several, Subject::Shop(ShopId::stored("gone".to_owned()))] {
        bell.happens(Event::NotificationOpened(subject.clone()));
        assert!(bell.story.effects.iter().any(|effect| matches!(effect, Effect::Desktop(Desktop::ComeToFront))));
        assert_eq!(bell.story.app.current().unwrap().record.id, id(2), "{subject:?}");
    }
}

#[test]
fn a_shop_that_is_forgotten_or_disconnected_leaves_nothing_on_the_desktop() {
    let mut bell = Bell::of(1);
    bell.shop_is(0, Ok(off()));
    bell.looks_once();
    assert_eq!(bell.on_desktop().len(), 1);
    bell.happens(Event::Asked(Intent::AskToForget));
    bell.happens(Event::Asked(Intent::Forget { knowing: true, revoke: false }));
    let ticket = bell.story.ticket();
    bell.happens(Event::Forgotten { ticket, result: Ok(()) });
    assert_eq!(bell.on_desktop(), []);
}

#[test]
fn practice_tells_nothing() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).finds_shop().asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).happens(Event::Focused(false));
    story.asks(Intent::CheckNow).meum_answers(Ok(no_wallet())).shop_answers(Ok(off()));
    assert!(!story.effects.iter().any(|effect| matches!(effect, Effect::Desktop(Desktop::Notify(_)))));
}
