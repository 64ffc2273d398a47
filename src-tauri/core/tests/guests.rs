//! What must hold of guests: whether a payment update gets in, and whether shoppers do.

use crate::story;
use crate::story::answers::{coming_soon, webhook_missing, webhook_shut};
use crate::story::{Story, connects, key_facts, questions, sight, status, text};
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::fingerprint::{Closed, Closer};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::links::Link;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop::SignInLook;
use connect_core::shop_facts::{ForShoppers, FoundShop, KeyFacts, ShopShut, ShopSight, WayIn, WayInShut};
use connect_core::time::Span;
use connect_core::view::{PanelView, Screen, StepView, WizardView};
use connect_core::webhook::WebhookForm;
use connect_core::words::{Press, ProblemView};

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        _ => panic!("the wizard"),
    }
}

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        _ => panic!("the panel"),
    }
}

fn remark(story: &Story) -> ProblemView {
    let mut remarks = wizard(story).remarks;
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    remarks.remove(0)
}

/// The panel once the shop has answered so, while Meum has no word about updates.
fn at_panel(seen: ShopSight) -> PanelView {
    let mut story = Story::at_panel(true);
    let silent = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
    story.meum_answers(Ok(silent)).shop_answers(Ok(seen));
    panel(&story)
}

fn line(panel: &PanelView, id: LineId) -> (LineState, Option<&'static str>) {
    let line = panel.lines.iter().find(|line| line.id == id).unwrap();
    (line.state, line.code.map(ProblemKind::code))
}

/// Refused with a code that several plugins use.
fn shut_by_one_of(likely: &[Closer]) -> WayInShut {
    WayInShut { by: None, likely: likely.to_vec(), ..webhook_shut(false) }
}

fn at_review_with(closers: &[Closer], way_in: WayIn) -> Story {
    let mut story = Story::at_keys();
    story.keys_teach(KeyFacts { closers: closers.to_vec(), ..key_facts(true) });
    story.asks(Intent::Continue).keeps_meum_key().way_in_seen(way_in);
    story
}

#[test]
fn a_shut_address_is_said_before_connecting_and_stops_nobody() {
    let mut story = at_review_with(&[], WayIn::Shut(webhook_shut(true)));
    let shut = remark(&story);
    assert_eq!((shut.code, shut.unfolded, shut.alarm), (ProblemKind::WebhookShut, true, false));
    assert_eq!(shut.about.other.as_ref().unwrap().as_str(), "Shield Security");
    assert_eq!(shut.button.unwrap().press, Press::ChooseWebhook { form: WebhookForm::Older });
    story.presses_connect();
    assert_eq!(connects(&story), 1);
}

#[test]
fn the_other_address_is_chosen_with_one_press_and_looked_at_itself() {
    let mut story = at_review_with(&[], WayIn::Shut(webhook_shut(true)));
    let Some(Press::ChooseWebhook { form }) = remark(&story).button.map(|button| button.press) else {
        panic!("a button that chooses the other address")
    };
    story.asks(Intent::ChooseWebhook { form, custom: String::new() });
    assert!(matches!(questions(&story)[..], [Question::LookAtWebhook(_)]));
    story.way_in_seen(WayIn::Open);
    assert!(wizard(&story).remarks.is_empty());
    assert_eq!(story.app.current().unwrap().record.webhook.form(), WebhookForm::Older);
}

#[test]
fn where_the_plugin_listens_nowhere_else_its_own_setting_is_the_next_step() {
    let shut = remark(&at_review_with(&[], WayIn::Shut(webhook_shut(false))));
    assert_eq!(shut.next, NextStep::Open { link: Link::Plugins });
    assert!(shut.note.is_some(), "whoever looks after the site needs the request");
    assert_eq!(shut.about.closer, Some(Closer::Shield));
}

#[test]
fn a_plugin_is_named_only_if_the_answer_bears_its_mark_and_the_shop_runs_it() {
    use Closer::{AllInOneSecurity, DisableRestApi, ForceLogin, PasswordProtected};
    let twins = [DisableRestApi, PasswordProtected];
    let cases: [(&str, WayInShut, &[Closer], Option<&str>); 6] = [
        ("a mark of its own needs no list", webhook_shut(false), &[], Some("Shield Security")),
        ("and no list outdoes it", webhook_shut(false), &[ForceLogin], Some("Shield Security")),
        ("one of two runs", shut_by_one_of(&twins), &[PasswordProtected, AllInOneSecurity], Some("Password Protected")),
        ("both run", shut_by_one_of(&twins), &twins, Some("Disable REST API / Password Protected")),
        ("none of them runs", shut_by_one_of(&twins), &[ForceLogin], None),
        ("nobody's mark", shut_by_one_of(&[]), &[ForceLogin], None),
    ];
    for (what, shut, active, expected) in cases {
        let named = |view: &ProblemView| view.about.other.as_ref().map(|other| other.as_str().to_owned());
        let before = remark(&at_review_with(active, WayIn::Shut(shut.clone())));
        assert_eq!(named(&before).as_deref(), expected, "{what}, before connecting");
        let sight = ShopSight { way_in: WayIn::Shut(shut), closers: active.to_vec(), ..sight() };
        let after = at_panel(sight).webhook_problem.unwrap();
        assert_eq!(named(&after).as_deref(), expected, "{what}, on the panel");
    }
}

#[test]
fn the_plugin_that_hides_the_index_is_named_once_the_keys_have_told() {
    let mut hidden = Problem::new(ProblemKind::IndexHidden);
    hidden.about.likely = vec![Closer::DisableRestApi, Closer::PasswordProtected];
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { remarks: vec![hidden], index_hidden: true, ..story::found() });
    story.asks(Intent::Continue);
    story.keys_teach(KeyFacts { closers: vec![Closer::DisableRestApi], ..key_facts(true) });
    let remarks = &story.app.current().unwrap().record.found.as_ref().unwrap().remarks;
    assert_eq!(remarks[0].about.other.as_ref().unwrap().as_str(), "Disable REST API");
}

#[test]
fn the_way_in_has_a_line_of_its_own_beside_meums_word() {
    let shut = || WayIn::Shut(webhook_shut(false));
    let cases = [
        (WayIn::Open, (LineState::Working, None), Headline::CanPay),
        (WayIn::Untold, (LineState::CantTell, None), Headline::CanPay),
        (WayIn::Missing(webhook_missing()), (LineState::NotWorking, Some("H05")), Headline::Attention),
        (shut(), (LineState::NotWorking, Some("H25")), Headline::Attention),
    ];
    for (way_in, expected, headline) in cases {
        let panel = at_panel(ShopSight { way_in: way_in.clone(), ..sight() });
        assert_eq!((line(&panel, LineId::WayIn), panel.headline), (expected, headline), "{way_in:?}");
        assert_eq!(line(&panel, LineId::Webhook), (LineState::Waiting, None), "Meum has not said: {way_in:?}");
    }
    for word in ["HEALTHY", "delivering"] {
        let mut story = Story::at_panel(true);
        let arrive = StatusFacts { webhook_health: Some(text(word)), ..status(true) };
        story.meum_answers(Ok(arrive)).shop_answers(Ok(ShopSight { way_in: shut(), ..sight() }));
        let panel = panel(&story);
        assert_eq!(line(&panel, LineId::WayIn), (LineState::CantTell, None), "updates arrive: {word}");
        assert_eq!(panel.headline, Headline::CanPay, "{word}");
    }
}

#[test]
fn on_the_panel_another_address_takes_connecting_again() {
    let open = at_panel(ShopSight { way_in: WayIn::Shut(webhook_shut(true)), ..sight() });
    assert_eq!(open.webhook_problem.unwrap().next, NextStep::ConnectAgain);
    let none = at_panel(ShopSight { way_in: WayIn::Shut(webhook_shut(false)), ..sight() });
    assert_eq!(none.webhook_problem.unwrap().next, NextStep::Open { link: Link::Plugins });
}

#[test]
fn a_shop_that_is_shut_to_shoppers_never_stands_under_shoppers_can_pay() {
    for how in Closed::ALL {
        let shut = || ForShoppers::Shut(ShopShut { how, technical: None });
        let seen = at_panel(ShopSight { shoppers: Some(shut()), ..sight() });
        assert_eq!(line(&seen, LineId::Shop), (LineState::Attention, Some("D15")), "{how:?}");
        assert_eq!(seen.headline, Headline::Attention, "{how:?}");
        // Keys that were removed do not stop payments, and tell nothing of shoppers either.
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { shoppers: Some(shut()), ..sight() }));
        story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::KeyUnknown));
        assert_eq!(panel(&story).headline, Headline::Attention, "{how:?}");
    }
    for open in [ForShoppers::Open, ForShoppers::Untold] {
        let panel = at_panel(ShopSight { shoppers: Some(open.clone()), ..sight() });
        assert_eq!(panel.headline, Headline::CanPay, "{open:?}");
    }
}

#[test]
fn what_was_seen_beside_the_keys_counts_on_the_panel_and_is_a_remark_on_the_way() {
    let shut = coming_soon();
    let mut story = Story::at_keys();
    let remarks = vec![shut.problem()];
    story.keys_teach(KeyFacts { remarks, shoppers: ForShoppers::Shut(shut), ..key_facts(true) });
    assert_eq!(remark(&story).code, ProblemKind::ShutToShoppers);
    assert!(wizard(&story).can_continue, "it stops nobody");
    story.asks(Intent::Continue).keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::Attention);
}

/// Whether the look that is asked now is also at the shop page.
fn looks_for_shoppers(story: &Story) -> Option<bool> {
    questions(story).iter().find_map(|question| match question {
        Question::Look { shoppers, .. } => Some(*shoppers),
        _ => None,
    })
}

#[test]
fn shoppers_are_looked_for_at_most_every_quarter_of_an_hour() {
    let mut story = Story::at_panel(true);
    assert_eq!(looks_for_shoppers(&story), Some(false), "the check of the keys has just looked");
    let mut looked = 0;
    for _ in 0..40 {
        let shoppers = looks_for_shoppers(&story);
        story.meum_answers(Ok(status(true)));
        if let Some(shoppers) = shoppers {
            looked += u32::from(shoppers);
            story.shop_answers(Ok(ShopSight { shoppers: shoppers.then_some(ForShoppers::Open), ..sight() }));
        }
        story.now = story.now.after(Span::seconds(30));
        story.happens(Event::Tick);
    }
    assert_eq!(looked, 1, "in twenty minutes");
}

#[test]
fn check_now_looks_again_only_if_shoppers_did_not_get_in() {
    for (seen, expected) in [(ForShoppers::Shut(coming_soon()), true), (ForShoppers::Open, false)] {
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true)));
        story.shop_answers(Ok(ShopSight { shoppers: Some(seen.clone()), ..sight() })).asks(Intent::CheckNow);
        assert_eq!(looks_for_shoppers(&story), Some(expected), "{seen:?}");
    }
}

#[test]
fn an_old_look_at_shoppers_is_not_the_present() {
    let mut story = Story::at_panel(true);
    let shoppers = Some(ForShoppers::Shut(coming_soon()));
    story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { shoppers, ..sight() }));
    story.now = story.now.after(Span::seconds(2_701));
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(line(&panel(&story), LineId::Shop), (LineState::Working, None));
}

#[test]
fn the_administration_is_looked_at_once_and_only_where_a_key_is_to_be_made() {
    let mut story = Story::at_your_shop();
    story.finds_shop();
    assert!(questions(&story).is_empty(), "no button leads there yet");
    story.asks(Intent::Continue);
    assert!(matches!(questions(&story)[..], [Question::LookAtSignIn(_)]));
    for hidden in [true, false] {
        let ticket = match story.app.current().unwrap().stage.sign_in {
            SignInLook::Asked(ticket) => ticket,
            other => panic!("a look, not {other:?}"),
        };
        story.happens(Event::SignInSeen { ticket, hidden });
        let StepView::ShopKeys { sign_in_first, .. } = wizard(&story).step else { panic!("the keys") };
        assert_eq!(sign_in_first, hidden);
        story.happens(Event::Tick);
        assert!(questions(&story).is_empty(), "once");
        story.asks(Intent::Back).asks(Intent::Continue);
    }
    let mut story = Story::at_panel(true);
    story.asks(Intent::ReplaceKeys);
    assert!(!questions(&story).iter().any(|question| matches!(question, Question::LookAtSignIn(_))));
}
