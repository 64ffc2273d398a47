//! What the report says beside the code on a picture: what was done, the last requests, the settings that matter. And
//! what becomes of a file that it is saved as.

use crate::story::answers::{sight, status};
use crate::story::lost::{lose, meum_says, shop};
use crate::story::{Story, problem, text, trouble, unknown_shop};
use connect_core::deeds::{Outcome, What};
use connect_core::effect::{Desktop, Effect};
use connect_core::event::Event;
use connect_core::intent::{Intent, ReportWish};
use connect_core::line::LineState;
use connect_core::message::{Arg, Message, Slot};
use connect_core::problem::{Problem, ProblemKind, Technical};
use connect_core::saving::{Saved, SavedAs};
use connect_core::shop_facts::{Certificate, ShopSight};
use connect_core::snapshot::Snapshot;
use connect_core::step::Step;
use connect_core::time::Span;
use connect_core::view::{Screen, StepView};
use connect_core::words::Press;

fn snapshot(story: &Story) -> Snapshot {
    story.app.report_on_screen().expect("a shop is on the screen")
}

fn deeds(story: &Story) -> Vec<(What, Outcome)> {
    snapshot(story).beside.deeds.iter().map(|deed| (deed.what, deed.outcome)).collect()
}

/// The names of the messages in the report, in their order.
fn names(story: &Story) -> Vec<&'static str> {
    let told = snapshot(story).told_with_titles();
    let own = |message: &Message| match message.args.get(&Slot::What) {
        Some(Arg::Message(what)) => what.key.name(),
        _ => message.key.name(),
    };
    told.iter().flatten().map(own).collect()
}

#[test]
fn what_was_done_in_the_app_is_known_with_what_came_of_it() {
    let mut story = Story::at_keys();
    story.keys_fail(ProblemKind::SecretWrong).keys_pass(true).asks(Intent::Continue).keeps_meum_key();
    story.presses_connect();
    lose(&mut story);
    meum_says(&mut story, unknown_shop());
    let so_far = [
        (What::CheckKeys, Outcome::Failed(ProblemKind::SecretWrong)),
        (What::CheckKeys, Outcome::Done),
        (What::AskMeum, Outcome::No),
        (What::Connect, Outcome::Failed(ProblemKind::ConnectAnswerLost)),
        (What::AskMeum, Outcome::No),
    ];
    assert_eq!(deeds(&story), so_far);
}

#[test]
fn pasting_by_hand_and_disconnecting_are_known_and_the_last_twelve_are_kept() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandedOverByHand);
    assert_eq!(deeds(&story).last(), Some(&(What::PasteByHand, Outcome::Done)));
    story.asks(Intent::HandedOverByHand);
    assert_eq!(deeds(&story).iter().filter(|(what, _)| *what == What::PasteByHand).count(), 1, "it is on the panel");
    let mut story = Story::at_keys();
    for _ in 0..20 {
        story.keys_fail(ProblemKind::SecretWrong);
    }
    assert_eq!(deeds(&story).len(), 12);
}

#[test]
fn the_report_has_the_last_requests_the_settings_and_the_days_of_the_certificate() {
    let mut story = Story::at_panel(true);
    let line = |line: &str| Technical::new(line).expect("a line");
    let ends = story.now.after(Span::hours(24 * 30 + 5));
    let seen = ShopSight {
        certificate: Some(Certificate { ends, issuer: None }),
        requests: vec![line("GET corner-shop.example/wp-json/wc/v3/system_status · 200 · 84 ms")],
        ..sight()
    };
    story.meum_answers(Ok(status(true))).shop_answers(Ok(seen));
    let beside = snapshot(&story).beside;
    assert_eq!(beside.went_well.len(), 2, "the look at the shop and Meum's word: {:?}", beside.went_well);
    let names = names(&story);
    for name in ["report_wentWell", "report_certificate", "report_updates", "report_kept"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    let told = snapshot(&story).told();
    let days = told.iter().flatten().find_map(|message| match message.args.get(&Slot::Line) {
        Some(Arg::Message(left)) if left.key.name() == "report_certificate_left" => {
            left.args.get(&Slot::Count).cloned()
        }
        _ => None,
    });
    assert_eq!(days, Some(Arg::Count(30)));
}

#[test]
fn the_sheet_says_what_the_text_says_and_each_line_has_its_mark() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(false))).shop_answers(Err(ProblemKind::ShopTimedOut));
    let (snapshot, sheet) = (snapshot(&story), snapshot(&story).sheet());
    let drawn: Vec<&Message> = sheet
        .whose
        .iter()
        .chain(sheet.sales.as_ref())
        .chain(sheet.lines.iter().map(|row| &row.says))
        .chain(sheet.rest.iter().flatten())
        .collect();
    let told = snapshot.told_with_titles();
    // The headline is drawn without its name.
    let told: Vec<&Message> = told.iter().flatten().collect();
    assert_eq!(drawn.len() + 1, told.len());
    assert!(drawn.iter().all(|message| told.contains(message)));
    let states: Vec<Option<LineState>> = sheet.lines.iter().map(|row| row.state).collect();
    assert_eq!(states, snapshot.lines.iter().map(|line| Some(line.state)).collect::<Vec<_>>());
    assert!(sheet.code.is_some());
}

#[test]
fn ids_of_practice_are_no_real_ones_on_the_screen_and_in_the_report() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).finds_shop().asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    let Screen::Panel(panel) = story.view().screen else { panic!("no panel") };
    let shown = panel.identity.installation_id.expect("an id");
    assert!(shown.as_str().starts_with("PRACTICE-"), "{shown:?}");
    let told = snapshot(&story).told();
    let value = |name: &str| {
        told.iter().flatten().find_map(|row| match (row.args.get(&Slot::What), row.args.get(&Slot::Line)) {
            (Some(Arg::Message(what)), Some(Arg::Text(value))) if what.key.name() == name => Some(value.clone()),
            _ => None,
        })
    };
    assert_eq!(value("identity_installation").as_deref(), Some(shown.as_str()));
    assert!(Snapshot::read(&snapshot(&story).bytes()).expect("a report").fits_its_ids());
}

#[test]
fn what_stands_in_the_way_of_a_page_over_the_panel_is_in_the_report() {
    let mut story = Story::at_disconnect();
    story.types_name("The Corner Shop").disconnect_ends(Err(problem(ProblemKind::DisconnectForbidden)));
    let code = snapshot(&story).code.and_then(connect_core::snapshot::Code::kind);
    assert_eq!(code, Some(ProblemKind::DisconnectForbidden));
}

#[test]
fn an_app_that_cannot_start_has_its_report_too_and_names_no_shop() {
    let mut story = Story::starting();
    story.happens(Event::Loaded(Err(
        problem(ProblemKind::StorageFault).with_technical("shops.sqlite: cannot be opened")
    )));
    let support = story.view().support;
    assert!(support.report.is_some() && support.shop.is_none() && support.reference.is_none());
    let report = Snapshot::read(&snapshot(&story).bytes()).expect("a report");
    assert_eq!(report.code.and_then(connect_core::snapshot::Code::kind), Some(ProblemKind::StorageFault));
    assert!(report.failed.is_some());
    assert!(!names(&story).contains(&"identity_reference"));
    story.asks(Intent::Report { wish: ReportWish::Show });
    assert!(story.view().support.told.is_some(), "a press on the code shows it");
    assert!(!story.effects.iter().any(|it| matches!(it, Effect::Keep(_))), "and tries nothing: {:?}", story.effects);
    assert_eq!(Story::first_start().app.report_on_screen(), None, "nothing is wrong, and no shop is known");
}

#[test]
fn a_saved_report_is_shown_until_the_report_is_put_away() {
    let mut story = Story::at_panel(true);
    story
        .asks(Intent::Report { wish: ReportWish::Show })
        .asks(Intent::Report { wish: ReportWish::Save(SavedAs::Picture) });
    let asked = story.effects.iter().any(|it| matches!(it, Effect::Desktop(Desktop::SaveReport(SavedAs::Picture))));
    assert!(asked, "{:?}", story.effects);
    assert_eq!(story.view().support.saving, Some(SavedAs::Picture), "its button says so");
    let saved = Saved { form: SavedAs::Picture, place: text("/home/anna/Downloads/meum-report.png") };
    story.happens(Event::ReportSaved(Ok(saved.clone())));
    assert_eq!((story.view().support.saving, story.view().support.saved), (None, Some(saved)));
    story.asks(Intent::Report { wish: ReportWish::ShowSaved });
    assert!(story.effects.iter().any(|it| matches!(it, Effect::Desktop(Desktop::ShowSaved))));
    story.asks(Intent::Report { wish: ReportWish::Save(SavedAs::File) });
    assert_eq!(story.view().support.saved, None, "another one is on its way");
    story.happens(Event::ReportSaved(Err(Problem::new(ProblemKind::ReportNotSaved))));
    assert_eq!(story.view().notice.map(|card| card.code), Some(ProblemKind::ReportNotSaved));
    assert_eq!(story.view().support.saving, None, "it can be tried again");
    story.asks(Intent::Report { wish: ReportWish::Hide }).asks(Intent::Report { wish: ReportWish::Show });
    assert_eq!((story.view().support.saved, story.view().notice), (None, None));
}

#[test]
fn a_card_that_speaks_against_the_hand_over_has_no_button_for_it_beside() {
    for (kind, by_hand) in
        [(ProblemKind::AddressMoved, false), (ProblemKind::SettingsUnknown, true), (ProblemKind::SeveralGateways, true)]
    {
        let mut story = Story::at_hand_over(true);
        story.asks(Intent::HandOver { switch_on: true });
        let ticket = story.ticket();
        story.happens(Event::HandedOver { ticket, result: Err(problem(kind)) });
        assert_eq!(trouble(&story), Some(kind));
        let Screen::Wizard(wizard) = story.view().screen else { panic!("no wizard") };
        let StepView::HandOver { primary, by_hand: says_by_hand, .. } = wizard.step else { panic!("another step") };
        let says = primary.map(connect_core::message::Key::name);
        assert_eq!(says, by_hand.then_some("hand_pasted"), "{kind:?}");
        assert!(says_by_hand, "{kind:?}: whatever is pressed writes nothing");
        let again = wizard.problem.and_then(|card| card.otherwise).map(|button| button.press);
        assert_eq!(again, Some(Press::TryAgain), "{kind:?}: once it is mended, it can be tried here");
    }
    assert_eq!(shop(&Story::at_hand_over(true)).record.step, Step::HandOver);
}
