//! What must hold of a connected shop that has moved: the live key is not replaced by one that could not be
//! handed over, the merchant's word is needed and enough, no button leads to one that is refused, and
//! `www.` makes no other shop.

use crate::story::{SHOP, Story, found, problem, questions, sight, status, step, text, trouble};
use connect_core::effect::{Question, StatusKey};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::line::LineId;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome, Ending, NewConnection, StatusFacts};
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::time::Span;
use connect_core::view::{MoveView, Screen};

const FOLDER: &str = "https://corner-shop.example/boutique";
const NEW: &str = "https://new-shop.example";
const WWW: &str = "https://www.corner-shop.example";

fn at(address: &str) -> StoreUrl {
    StoreUrl::from_home(address).unwrap()
}

fn seen_at(address: &str) -> ShopSight {
    ShopSight { home: at(address), ..sight() }
}

fn found_at(address: &str) -> FoundShop {
    FoundShop { asked: at(address), home: at(address), ..found() }
}

fn meum_knows(address: &str) -> StatusFacts {
    StatusFacts { site_url: Some(text(address)), ..status(true) }
}

/// At the panel of a connected shop that says of itself that it is there now.
fn says(address: &str) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(seen_at(address)));
    story
}

/// At the panel of a connected shop whose address leads there, so that no key is sent.
fn leads_to(address: &str, kind: ProblemKind) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true)));
    let ticket = story.app.current().unwrap().watch.shop.asked.unwrap();
    story.happens(Event::ShopSeen { ticket, result: Err(problem(kind).with_instead(address)) });
    story
}

fn page(story: &Story) -> MoveView {
    match story.view().screen {
        Screen::Move(page) => *page,
        other => panic!("not the page: {other:?}"),
    }
}

fn next_on_panel(story: &Story, id: LineId) -> NextStep {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    panel.lines.into_iter().find(|line| line.id == id).unwrap().next
}

fn moves(story: &mut Story, address: &str) {
    story.asks(Intent::AskToMove).asks(Intent::Move { knowing: true });
    assert!(matches!(questions(story)[..], [Question::FindShop { .. }]), "only the shop is asked");
    let ticket = story.ticket();
    story.happens(Event::ShopFound { ticket, result: Ok(Box::new(found_at(address))) });
}

fn presses(story: &mut Story) {
    story.asks(Intent::Connect { replace: false });
}

fn looks(story: &mut Story, result: Result<ShopSight, Problem>) {
    let ticket = story.ticket();
    story.happens(Event::ShopSeen { ticket, result: result.map(Box::new) });
}

#[test]
fn a_shop_that_moved_keeps_its_live_key_until_the_merchant_says_so() {
    let moved = [
        (says(FOLDER), FOLDER),
        (says(NEW), NEW),
        (leads_to(NEW, ProblemKind::OtherHostAnswers), NEW),
        (leads_to(WWW, ProblemKind::AnswersUnderOtherName), WWW),
        (leads_to(FOLDER, ProblemKind::OtherHome), FOLDER),
    ];
    for (mut story, address) in moved {
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
        presses(&mut story);
        assert!(questions(&story).is_empty(), "{address}: nothing is asked of Meum, so nothing is replaced");
        assert_eq!(trouble(&story), Some(ProblemKind::ShopMoved), "{address}");
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the review") };
        let card = wizard.problem.unwrap();
        assert_eq!(card.next, NextStep::Move, "{address}");
        assert_eq!((card.about.store.as_deref(), card.about.other), (Some(SHOP), Some(text(address))));
        story.asks(Intent::Connect { replace: true });
        assert!(questions(&story).is_empty(), "{address}: nor with the word that a key may be replaced");
    }
}

#[test]
fn the_merchants_word_adopts_the_new_address_and_the_next_connect_sends_it() {
    for (mut story, address) in [(says(FOLDER), FOLDER), (leads_to(NEW, ProblemKind::OtherHostAnswers), NEW)] {
        story.asks(Intent::AskToMove);
        let shown = page(&story);
        assert_eq!((shown.from.as_str(), shown.to.as_str()), (SHOP, address));
        story.asks(Intent::Move { knowing: false });
        assert!(questions(&story).is_empty(), "not without the tick");
        moves(&mut story, address);
        assert_eq!(step(&story), Step::MeumKey);
        story = story.restarted();
        assert_eq!(story.app.current().unwrap().record.moved_from, Some(at(SHOP)), "it is stored");
        story.keeps_meum_key();
        presses(&mut story);
        assert!(matches!(questions(&story)[..], [Question::Look { .. }]), "the keys are tried there first");
        looks(&mut story, Ok(seen_at(address)));
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(meum_knows(SHOP))) });
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the review") };
        let connect_core::view::StepView::Review { standing, .. } = wizard.step else { panic!("the review") };
        assert_eq!(standing.unwrap().other_site, None, "its old address is no other shop");
        story.asks(Intent::Connect { replace: true });
        let asked = questions(&story);
        assert!(matches!(asked[..], [Question::Connect(request)] if request.site_url == address), "{asked:?}");
        let facts = ConnectFacts { site_url: Some(text(address)), ..crate::story::connect_facts(true) };
        let connection = NewConnection { facts, at: story.now, kept: Kept::Vault };
        story.connect_ends(ConnectOutcome::Connected(Box::new(connection)));
        story.asks(Intent::HandOver { switch_on: true });
        assert!(matches!(questions(&story)[..], [Question::HandOver { home, .. }] if home.as_str() == address));
        assert_eq!(story.app.current().unwrap().record.moved_from, None, "Meum knows now");
    }
}

#[test]
fn a_shop_that_does_not_take_its_keys_at_the_new_address_is_not_connected_there() {
    let mut story = leads_to(NEW, ProblemKind::OtherHostAnswers);
    moves(&mut story, NEW);
    story.keeps_meum_key();
    presses(&mut story);
    looks(&mut story, Err(problem(ProblemKind::KeyUnknown)));
    assert!(questions(&story).is_empty());
    assert_eq!(trouble(&story), Some(ProblemKind::KeyUnknown));
}

#[test]
fn a_shop_is_looked_at_before_meum_replaces_its_key_and_what_was_not_learnt_stops_nobody() {
    for (result, kind) in [
        (Ok(seen_at(FOLDER)), Some(ProblemKind::ShopMoved)),
        (Err(problem(ProblemKind::OtherHostAnswers).with_instead(NEW)), Some(ProblemKind::ShopMoved)),
        (Ok(sight()), None),
        (Ok(seen_at(WWW)), None),
        (Err(problem(ProblemKind::ShopTimedOut)), None),
        (Err(problem(ProblemKind::KeyUnknown)), None),
    ] {
        let what = format!("{result:?}");
        let mut story = says(SHOP);
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
        story.now = story.now.after(Span::hours(1));
        presses(&mut story);
        let by_step = story.app.current().unwrap().doing.is_some();
        // What was just kept is read back beside it.
        let asks_meum = questions(&story).iter().any(|question| matches!(question, Question::Status(_)));
        let looks_first = questions(&story).iter().any(|question| matches!(question, Question::Look { .. }));
        assert!(by_step && looks_first && !asks_meum, "{what}");
        looks(&mut story, result);
        assert_eq!(trouble(&story), kind, "{what}");
        let goes_on =
            questions(&story).iter().any(|question| matches!(question, Question::Status(StatusKey::Connection)));
        assert_eq!(goes_on, kind.is_none(), "{what}");
    }
    let mut fresh = Story::at_review();
    presses(&mut fresh);
    assert!(matches!(questions(&fresh)[..], [Question::Status(_)]), "a new shop was found a moment ago");
}

#[test]
fn no_card_of_a_moved_shop_leads_to_a_button_that_is_refused() {
    let mut story = says(NEW);
    assert_eq!(next_on_panel(&story, LineId::Meum), NextStep::Move);
    assert_eq!(next_on_panel(&leads_to(NEW, ProblemKind::OtherHostAnswers), LineId::Shop), NextStep::Move);
    // Before the merchant has spoken, it may be a copy: it can't end the connection of the other one.
    story.asks(Intent::AskToDisconnect).meum_answers(Ok(status(true))).shop_answers(Ok(seen_at(NEW)));
    let Screen::Disconnect(shown) = story.view().screen else { panic!("the page") };
    assert!(shown.refused);
    assert_eq!(shown.problem.unwrap().next, NextStep::Move, "the card leads to where that can be said");
    moves(&mut story, NEW);
    story.asks(Intent::Back);
    assert_eq!(step(&story), Step::Panel);
    story.meum_answers(Ok(meum_knows(SHOP))).shop_answers(Ok(seen_at(NEW)));
    assert_eq!(next_on_panel(&story, LineId::Meum), NextStep::ConnectAgain);
    // By the merchant's word it is the connected shop, so it can be disconnected.
    story.asks(Intent::AskToDisconnect).meum_answers(Ok(meum_knows(SHOP))).shop_answers(Ok(seen_at(NEW)));
    story.asks(Intent::Disconnect { typed: "new-shop.example".to_owned() });
    assert!(matches!(questions(&story)[..], [Question::Disconnect]));
    story.disconnect_ends(Ok(Ending::Disconnected));
    assert_eq!(story.app.current().unwrap().record.moved_from, None);
}

#[test]
fn a_pair_for_the_old_address_is_not_handed_over_and_the_way_on_is_a_new_one() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(seen_at(NEW)));
    story.asks(Intent::ResumeHandOver).asks(Intent::HandOver { switch_on: true });
    let next = |story: &Story| {
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the hand-over") };
        let card = wizard.problem.unwrap();
        (card.code, card.next)
    };
    assert_eq!(next(&story), (ProblemKind::AddressMoved, NextStep::Move));
    moves(&mut story, NEW);
    story.asks(Intent::Back).asks(Intent::ResumeHandOver).asks(Intent::HandOver { switch_on: true });
    assert!(questions(&story).is_empty());
    assert_eq!(next(&story), (ProblemKind::AddressMoved, NextStep::ConnectAgain));
}

#[test]
fn www_is_the_same_shop_everywhere() {
    let mut story = says(WWW);
    assert_eq!(next_on_panel(&story, LineId::Meum), NextStep::None, "nothing is wrong");
    story.asks(Intent::AskToMove);
    assert!(matches!(story.view().screen, Screen::Panel(_)), "it has not moved");
    // Meum spells it so, or the shop does: neither bars anything.
    for (meum, shop) in [(WWW, SHOP), (SHOP, WWW), ("http://www.corner-shop.example/", SHOP)] {
        let mut story = Story::at_panel(true);
        story.asks(Intent::AskToDisconnect).meum_answers(Ok(meum_knows(meum))).shop_answers(Ok(seen_at(shop)));
        story.asks(Intent::Disconnect { typed: "The Corner Shop".to_owned() });
        assert!(matches!(questions(&story)[..], [Question::Disconnect]), "{meum} {shop}");

        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(meum_knows(meum))).shop_answers(Ok(seen_at(shop)));
        story.asks(Intent::ResumeHandOver).asks(Intent::HandOver { switch_on: true });
        assert!(matches!(questions(&story)[..], [Question::HandOver { .. }]), "{meum} {shop}");
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(meum_knows(meum))).shop_answers(Ok(seen_at(shop)));
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
        presses(&mut story);
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Ok(Box::new(meum_knows(meum))) });
        let review = story.app.current().unwrap().stage.review().unwrap();
        assert_eq!(review.standing.as_ref().unwrap().other_site, None, "{meum} {shop}");
    }
    // Before connecting, too: the keys stay.
    let mut story = Story::at_meum_key();
    story.asks(Intent::GoTo { step: Step::YourShop }).finds(found_at(WWW));
    assert!(story.app.current().unwrap().record.keys.is_some());
}

#[test]
fn the_shop_may_be_named_by_its_address_however_it_is_spelt() {
    let named = [
        "the corner  shop",
        "corner-shop.example",
        "www.corner-shop.example",
        "https://corner-shop.example/",
        "HTTPS://WWW.Corner-Shop.example",
        "corner-shop.example/",
    ];
    let cases = named.into_iter().map(|typed| (typed, true));
    let others = ["another-shop.example", "corner", "https://corner-shop.example.org", "shop.corner-shop.example", ""];
    for (typed, may) in cases.chain(others.into_iter().map(|typed| (typed, false))) {
        let mut story = Story::at_disconnect();
        story.asks(Intent::Disconnect { typed: typed.to_owned() });
        assert_eq!(questions(&story).len(), usize::from(may), "{typed:?}");
    }
}

#[test]
fn what_stands_in_the_way_at_the_new_address_leaves_everything_as_it_was() {
    let mut story = says(NEW);
    let before = story.app.current().unwrap().record.clone();
    story.asks(Intent::AskToMove).asks(Intent::Move { knowing: true });
    let ticket = story.ticket();
    story.happens(Event::ShopFound { ticket, result: Err(problem(ProblemKind::ShopTimedOut)) });
    assert_eq!(page(&story).problem.unwrap().code, ProblemKind::ShopTimedOut);
    story.asks(Intent::Move { knowing: true }).asks(Intent::Cancel).asks(Intent::Stay);
    assert_eq!(story.app.current().unwrap().record, before);
    assert!(matches!(story.view().screen, Screen::Panel(_)));
    // A shop that names no other address, and one that is not connected, has no such page.
    for mut story in [says(SHOP), Story::at_meum_key()] {
        story.asks(Intent::AskToMove).asks(Intent::Move { knowing: true });
        assert!(questions(&story).is_empty() && !matches!(story.view().screen, Screen::Move(_)));
    }
}
