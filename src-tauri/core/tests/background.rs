//! Closing the window with a shop to watch, and the watch without a window.

use crate::story::{Story, about, problem, questions, sight, status, text};
use connect_core::app::App;
use connect_core::effect::{Desktop, Effect, Keep};
use connect_core::event::{Event, Loaded};
use connect_core::faculties::{Ability, Faculty, Lack};
use connect_core::intent::{ClosingAnswer, Intent};
use connect_core::kept::Settled;
use connect_core::line::Headline;
use connect_core::message::Slot;
use connect_core::meum_facts::StatusFacts;
use connect_core::observed::Observed;
use connect_core::preferences::Preference;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::time::{Span, Timestamp};

/// What closing the window led to.
#[derive(Debug, PartialEq, Eq)]
enum Then {
    Asks,
    Closes,
    WatchesOn,
    Stays,
}

fn then(story: &Story) -> Then {
    let desktop = story.effects.iter().find_map(|effect| match effect {
        Effect::Desktop(Desktop::Close) => Some(Then::Closes),
        Effect::Desktop(Desktop::GoBehind) => Some(Then::WatchesOn),
        _ => None,
    });
    let asks = story.view().watch_on.is_some();
    desktop.unwrap_or(if asks { Then::Asks } else { Then::Stays })
}

fn close(story: &mut Story) -> Then {
    story.happens(Event::CloseAsked);
    then(story)
}

fn answer(story: &mut Story, answer: ClosingAnswer) -> Then {
    story.asks(Intent::AnswerClosing { answer });
    then(story)
}

/// A connected shop on a system where the app can watch without its window.
fn watched() -> Story {
    let mut story = Story::at_panel(true);
    story.settles().meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story.happens(Event::DesktopCan(Faculty::Background, Ability::Yes));
    story
}

fn prefers(on: bool) -> Story {
    let mut story = watched();
    story.asks(Intent::Prefer { choice: Preference::KeepWatching { on } });
    story
}

#[test]
fn whoever_closes_the_window_with_a_shop_to_watch_is_asked_once() {
    let mut story = watched();
    assert!(story.view().hears_of_closing);
    assert_eq!(close(&mut story), Then::Asks);
    assert_eq!(answer(&mut story, ClosingAnswer::KeepWatching), Then::WatchesOn);
    assert_eq!(close(&mut story), Then::WatchesOn, "the answer is kept");

    let mut story = watched();
    close(&mut story);
    assert_eq!(answer(&mut story, ClosingAnswer::Close), Then::Closes);
    assert!(!story.view().hears_of_closing, "and nobody is asked again");
    assert_eq!(story.view().tray, None, "nor is there an icon");
    assert_eq!(close(&mut story), Then::Closes);
}

#[test]
fn the_question_is_answered_by_its_buttons_alone() {
    let mut story = watched();
    assert_eq!(answer(&mut story, ClosingAnswer::KeepWatching), Then::Stays, "nobody asked");
    close(&mut story);
    assert_eq!(answer(&mut story, ClosingAnswer::Stay), Then::Stays);
    assert_eq!(close(&mut story), Then::Asks, "not answered, so asked again");
    story.asks(Intent::CheckNow);
    assert_eq!(then(&story), Then::Stays, "who goes on did not mean to close");
    close(&mut story);
    assert_eq!(close(&mut story), Then::Closes, "who closes once more is not held up");
    assert_eq!(close(&mut story), Then::Asks, "and has not said never");
}

#[test]
fn without_anything_to_watch_or_any_way_to_it_the_window_just_closes() {
    let no_way = |ability| {
        let mut story = watched();
        story.happens(Event::DesktopCan(Faculty::Background, ability));
        story
    };
    let cases: [(&str, Story); 5] = [
        ("welcome", Story::first_start()),
        ("not connected", Story::at_review()),
        ("not built for this system", no_way(Ability::No(Lack::NoProgram))),
        ("the merchant does not want it", prefers(false)),
        ("starting where the watch needs the window", Story::starting()),
    ];
    for (what, mut story) in cases {
        assert!(!story.view().hears_of_closing, "{what}");
        assert_eq!(close(&mut story), Then::Closes, "{what}");
    }
    assert_eq!(close(&mut prefers(true)), Then::WatchesOn);
}

#[test]
fn a_watch_that_does_not_start_keeps_the_window_and_the_next_try_ends_the_app() {
    let mut story = prefers(true);
    assert_eq!(close(&mut story), Then::WatchesOn);
    story.happens(Event::DesktopFailed(problem(ProblemKind::WatchFailed)));
    assert_eq!(story.view().notice.map(|notice| notice.code), Some(ProblemKind::WatchFailed));
    assert_eq!(close(&mut story), Then::Closes);
}

#[test]
fn quit_ends_the_app_and_the_watch() {
    let mut story = prefers(true);
    story.happens(Event::QuitAsked);
    assert_eq!(then(&story), Then::Closes);
    let mut story = watched();
    story.happens(Event::QuitAsked);
    assert_eq!(then(&story), Then::Closes, "nobody is asked who said it");
}

#[test]
fn quitting_and_going_behind_keep_the_rules_of_closing() {
    let leave: [fn() -> Event; 2] = [|| Event::CloseAsked, || Event::QuitAsked];
    for leave in leave {
        let mut story = Story::at_review();
        story.happens(Event::DesktopCan(Faculty::Background, Ability::Yes));
        story.asks(Intent::Prefer { choice: Preference::KeepWatching { on: true } });
        story.presses_connect().happens(leave());
        assert_eq!(then(&story), Then::Stays, "Meum's answer is waited for");
    }
}

/// The same notes in an app without a window.
fn without_window(story: &Story, later: Span) -> Story {
    let shop = story.app.current().unwrap();
    started(vec![(shop.record.clone(), shop.observed.clone())], story.now.after(later))
}

fn started(shops: Vec<(ShopRecord, Observed)>, now: Timestamp) -> Story {
    let mut loaded = Loaded::default();
    loaded.settings.preferences.prefer(Preference::KeepWatching { on: true });
    for (record, observed) in shops {
        loaded.settings.current = Some(record.id.clone());
        loaded.observed.insert(record.id.clone(), observed);
        loaded.shops.push(record);
    }
    let (app, effects) = App::without_window(about());
    let mut story = Story { app, now, effects };
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}

#[test]
fn the_watch_goes_on_where_the_window_left_off() {
    let window = watched();
    let mut watch = without_window(&window, Span::seconds(20));
    assert!(questions(&watch).is_empty(), "everything was asked just now");
    assert_eq!(watch.view().tray.map(|tray| tray.worst), Some(Headline::CanPay), "and the icon says so at once");
    watch.now = watch.now.after(Span::seconds(200));
    assert!(questions(watch.happens(Event::Tick)).is_empty());
    watch.now = watch.now.after(Span::seconds(150));
    watch.happens(Event::Tick);
    assert_eq!(questions(&watch).len(), 2, "nothing is skipped either");
}

#[test]
fn what_failed_is_tried_again_as_soon_as_the_window_would_have_tried_it() {
    let mut window = watched();
    for _ in 0..2 {
        window.asks(Intent::CheckNow);
        window.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Ok(sight()));
    }
    let mut watch = without_window(&window, Span::seconds(1));
    assert!(questions(&watch).is_empty());
    watch.now = watch.now.after(Span::seconds(700));
    watch.happens(Event::Tick);
    assert_eq!(questions(&watch).len(), 2);
}

#[test]
fn the_last_moments_are_stored_before_anybody_else_watches() {
    let mut story = prefers(true);
    story.now = story.now.after(Span::seconds(40));
    story.happens(Event::Tick).meum_answers(Ok(status(true)));
    let stores = |story: &Story| story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Observed(..))));
    assert!(!stores(&story), "a moment alone is not worth a write");
    close(&mut story);
    assert!(stores(&story));
    assert!(matches!(story.effects.last(), Some(Effect::Desktop(Desktop::GoBehind))), "before the window closes");
}

#[test]
fn a_window_that_starts_gets_the_place_at_once_and_disturbs_no_other_window() {
    let mut watch = without_window(&watched(), Span::seconds(20));
    watch.happens(Event::RoomAsked);
    assert_eq!(then(&watch), Then::Closes);
    let mut window = watched();
    window.happens(Event::RoomAsked);
    assert_eq!(then(&window), Then::Stays);
}

#[test]
fn a_watch_with_nothing_to_watch_ends() {
    let idle = started(vec![], watched().now);
    assert_eq!(then(&idle), Then::Closes);
    let begun = Story::at_review();
    let shop = begun.app.current().unwrap();
    let idle = started(vec![(shop.record.clone(), shop.observed.clone())], begun.now);
    assert_eq!(then(&idle), Then::Closes);
    let (app, effects) = App::without_window(about());
    let mut stuck = Story { app, now: begun.now, effects };
    stuck.happens(Event::Loaded(Err(problem(ProblemKind::AlreadyRunning))));
    assert_eq!(then(&stuck), Then::Closes, "nobody would read why");
}

#[test]
fn check_now_at_the_icon_asks_of_every_shop() {
    let one = watched();
    let shop = one.app.current().unwrap();
    let other = ShopRecord { id: ShopId::stored("shop-2".to_owned()), ..shop.record.clone() };
    let both = vec![(shop.record.clone(), shop.observed.clone()), (other, shop.observed.clone())];
    let mut watch = started(both, one.now.after(Span::seconds(20)));
    watch.happens(Event::CheckAll);
    assert_eq!(questions(&watch).len(), 4);
}

/// What is observed of a shop that stands so.
fn observed_as(headline: Headline, good: &Observed) -> Observed {
    let mut observed = good.clone();
    let says = observed.status.as_mut().expect("Meum has answered");
    match headline {
        Headline::CantPayYet => says.what.payout_configured = Some(false),
        Headline::Attention => says.what.webhook_health = Some(text("FAILING")),
        Headline::CantTell => says.what = StatusFacts::default(),
        Headline::CanPay | Headline::Checking => {}
    }
    observed
}

#[test]
fn the_icon_says_the_worst_first_and_names_no_more_shops_than_a_menu_has_room_for() {
    let one = watched();
    let shop = one.app.current().unwrap();
    let at = |number: usize, headline| {
        let record = ShopRecord { id: ShopId::stored(format!("shop-{number}")), ..shop.record.clone() };
        (record, observed_as(headline, &shop.observed))
    };
    let stand = [Headline::CanPay, Headline::CantTell, Headline::CantPayYet, Headline::Attention, Headline::CanPay];
    let all = stand.into_iter().enumerate().map(|(number, headline)| at(number, headline)).collect();
    let tray = started(all, one.now).view().tray.unwrap();
    assert_eq!(tray.worst, Headline::CantPayYet);
    let order: Vec<&str> = tray.shops.iter().map(|shop| shop.id.as_str()).collect();
    assert_eq!(order, ["shop-2", "shop-3", "shop-1", "shop-0", "shop-4"]);
    assert_eq!((tray.says.key.name(), tray.more), ("tray_shop", None));

    let many = (0..20).map(|number| at(number, Headline::CanPay)).collect();
    let tray = started(many, one.now).view().tray.unwrap();
    assert_eq!((tray.says.key.name(), tray.shops.len()), ("tray_all_well", 8));
    assert!(tray.more.is_some_and(|more| more.args.contains_key(&Slot::Count)));
}

#[test]
fn the_icon_says_that_shoppers_can_pay_only_while_shop_or_meum_stands_for_it() {
    let mut story = prefers(true);
    let worst = |story: &Story| story.view().tray.map(|tray| tray.worst);
    assert_eq!(worst(&story), Some(Headline::CanPay));
    story.asks(Intent::CheckNow);
    let watch = &story.app.current().unwrap().watch;
    let (meum, shop) = (watch.meum.asked.unwrap(), watch.shop.asked.unwrap());
    let down = Err(Problem::new(ProblemKind::ServerFault));
    story.happens(Event::ShopSeen { ticket: shop, result: down });
    assert_eq!(worst(&story), Some(Headline::CanPay), "Meum still says so");
    let fault = Err(Problem::new(ProblemKind::MeumFault));
    story.happens(Event::StatusCame { ticket: meum, result: fault });
    assert_eq!(worst(&story), Some(Headline::Checking), "the panel says that they could a moment ago");
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(worst(&story), Some(Headline::CanPay));
}

#[test]
fn a_watch_that_nobody_wants_ends() {
    let one = watched();
    let shop = one.app.current().unwrap();
    for on in [None, Some(false)] {
        let mut loaded = Loaded::default();
        if let Some(on) = on {
            loaded.settings.preferences.prefer(Preference::KeepWatching { on });
        }
        loaded.shops.push(shop.record.clone());
        let (app, effects) = App::without_window(about());
        let mut watch = Story { app, now: one.now, effects };
        watch.happens(Event::Loaded(Ok(Box::new(loaded))));
        assert_eq!(then(&watch), Then::Closes, "{on:?}");
    }
}

#[test]
fn what_starts_at_login_is_the_watch_and_goes_with_it() {
    let entry = |story: &Story| {
        story.effects.iter().find_map(|effect| match effect {
            Effect::Desktop(Desktop::StartAtLogin(on)) => Some(*on),
            _ => None,
        })
    };
    let login = |on| Intent::Prefer { choice: Preference::StartAtLogin { on } };
    let watch = |on| Intent::Prefer { choice: Preference::KeepWatching { on } };
    let mut story = watched();
    assert_eq!(entry(story.asks(login(true))), None, "there is no watch to start");
    assert_eq!(entry(story.asks(watch(true))), None, "and nobody asked for it since");
    assert_eq!(entry(story.asks(login(true))), Some(true));
    assert_eq!(entry(story.asks(login(true))), None, "once is enough");
    assert_eq!(entry(story.asks(watch(false))), Some(false));
    story.asks(watch(true)).asks(login(true));
    story.happens(Event::DesktopCan(Faculty::StartAtLogin, Ability::No(Lack::Refused)));
    assert_eq!(entry(story.asks(login(true))), Some(true), "the page says that it is off, so it can be tried again");
    story.happens(Event::LoginEntryGone);
    assert_eq!(entry(story.asks(login(true))), Some(true));
}

#[test]
fn a_window_that_is_closed_before_the_notes_are_read_does_what_they_say() {
    let before = prefers(true);
    let shop = before.app.current().unwrap();
    let notes = |on: Option<bool>| {
        let mut loaded = Loaded::default();
        if let Some(on) = on {
            loaded.settings.preferences.prefer(Preference::KeepWatching { on });
        }
        loaded.settings.current = Some(shop.record.id.clone());
        loaded.shops.push(shop.record.clone());
        Event::Loaded(Ok(Box::new(loaded)))
    };
    let stuck = || Event::Loaded(Err(problem(ProblemKind::AlreadyRunning)));
    let cases: [(&dyn Fn() -> Event, Then); 4] = [
        (&|| notes(Some(true)), Then::WatchesOn),
        (&|| notes(Some(false)), Then::Closes),
        (&|| notes(None), Then::Asks),
        (&stuck, Then::Closes),
    ];
    let can = || Event::DesktopCan(Faculty::Background, Ability::Yes);
    for (read, expected) in cases {
        for tells_first in [true, false] {
            let mut story = Story::starting_anywhere();
            if tells_first {
                story.happens(can());
            }
            assert!(story.view().hears_of_closing);
            assert_eq!(close(&mut story), Then::Stays);
            story.happens(read());
            if !tells_first && then(&story) == Then::Stays {
                story.happens(can());
            }
            assert_eq!(then(&story), expected, "the desktop is known first: {tells_first}");
        }
    }
    for tell in [|| Event::Tick, || Event::DesktopCan(Faculty::Background, Ability::Yes)] {
        let mut story = Story::starting_anywhere();
        story.happens(tell());
        close(&mut story);
        assert_eq!(close(&mut story), Then::Closes, "who closes once more is not held up");
    }
}

#[test]
fn a_window_that_is_closed_before_the_store_has_proved_what_it_keeps_asks_once_it_has() {
    let mut story = Story::at_panel(true);
    story.happens(Event::DesktopCan(Faculty::Background, Ability::Yes));
    assert!(story.view().unsettled && story.view().hears_of_closing);
    assert_eq!(close(&mut story), Then::Stays);
    let proofs = story.proofs();
    for ticket in proofs {
        story.happens(Event::CredentialsSettled { ticket, result: Ok(Settled::There) });
        assert_eq!(then(&story), Then::Asks);
    }
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(then(&story), Then::Asks, "and goes on asking");
}
