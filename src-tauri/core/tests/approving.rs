//! Approving in WordPress, told step by step: what is approved is checked as keys are, and whatever else comes of it
//! changes nothing and says so.

use crate::story::answers::found_offering;
use crate::story::lost::wizard;
use crate::story::{KEY, SHOP, Story, found, key_facts, problem, questions, secret, text, trouble};
use connect_core::approval::Route;
use connect_core::effect::{Desktop, Effect, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::{ApprovalWish, Intent};
use connect_core::kept::Kept;
use connect_core::message::{Arg, Slot};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::{FoundShop, KeyFacts, KnownBy};
use connect_core::step::Step;
use connect_core::time::Span;
use connect_core::view::{ApprovalView, StepView};

pub const BEGIN: Intent = Intent::Approve { wish: ApprovalWish::Begin };
pub const USE_KEYS: Intent = Intent::Approve { wish: ApprovalWish::UseKeys };

pub fn approval(story: &Story) -> Option<ApprovalView> {
    let StepView::ShopKeys { approval, .. } = wizard(story).step else { panic!("the keys") };
    approval
}

pub fn leads(story: &Story) -> bool {
    approval(story).is_some_and(|approval| approval.leads)
}

fn waits(story: &Story) -> bool {
    approval(story).is_some_and(|approval| approval.waiting.is_some())
}

pub fn by_anna() -> KeyFacts {
    KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) }
}

pub fn checked(story: &mut Story, result: Result<KeyFacts, ProblemKind>) {
    let ticket = story.ticket();
    story.happens(Event::KeysChecked { ticket, result: result.map(Box::new).map_err(problem) });
}

/// Whether what was approved is asked for, and nothing else.
fn checks_what_was_approved(story: &Story) -> bool {
    matches!(questions(story).as_slice(), [Question::CheckKeys { key: None, secret: None, approved: true, .. }])
}

fn is_called_off(story: &Story) -> bool {
    story.effects.iter().any(|effect| matches!(effect, Effect::Cancel(_)))
}

#[test]
fn approving_leads_where_the_shop_offers_it_and_nothing_is_said_of_it_elsewhere() {
    let at = |found: FoundShop| {
        let mut story = Story::at_your_shop();
        story.finds(found).asks(Intent::Continue);
        story
    };
    assert!(leads(&at(found_offering())));
    assert_eq!(approval(&at(found())), None);
    let behind_a_password = FoundShop { extra_password: Some(Kept::Vault), ..found_offering() };
    let mut story = at(behind_a_password);
    assert_eq!(approval(&story), None, "an application password would need the place of the extra one");
    story.asks(BEGIN);
    assert!(questions(&story).is_empty());
}

#[test]
fn three_presses_lead_from_the_offer_to_a_check_and_on() {
    let mut story = Story::at_offer();
    story.asks(BEGIN);
    let [Question::Approve { page, site, route: Route::Port }] = &questions(&story)[..] else {
        panic!("the page is opened: {:?}", questions(&story))
    };
    assert_eq!(String::from(page.clone()), format!("{SHOP}/wp-admin/authorize-application.php"));
    assert_eq!(site.as_str(), SHOP);
    let ticket = story.ticket();
    story.happens(Event::ApprovalOpened { ticket, shown: true });
    let waiting = approval(&story).and_then(|approval| approval.waiting).expect("it waits");
    assert_eq!(waiting.shown, Some(true));
    story.answers_approval(Ok(()));
    assert!(checks_what_was_approved(&story));
    checked(&mut story, Ok(by_anna()));
    assert_eq!(story.app.current().unwrap().record.keys.as_ref().unwrap().known_by, KnownBy::User(text("anna")));
    story.asks(Intent::Continue);
    assert_eq!(crate::story::step(&story), Step::MeumKey);
}

#[test]
fn wordpresss_own_address_is_the_one_that_its_answer_names() {
    let site = connect_core::store_url::StoreUrl::parse(&format!("{SHOP}/wordpress")).unwrap();
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { site: Some(site.clone()), ..found_offering() }).asks(Intent::Continue).asks(BEGIN);
    assert!(matches!(&questions(&story)[..], [Question::Approve { site: asked, .. }] if *asked == site));
}

#[test]
fn whatever_is_no_approval_is_named_keeps_nothing_and_leaves_the_button() {
    use ProblemKind::{ApprovalLate, ApprovalMalformed, ApprovalOfOtherShop, ApprovalRejected, NoWayBack};
    for kind in [ApprovalRejected, ApprovalLate, ApprovalOfOtherShop, ApprovalMalformed, NoWayBack] {
        let mut story = Story::approving();
        story.answers_approval(Err(kind));
        assert_eq!(trouble(&story), Some(kind));
        assert!(questions(&story).is_empty() && story.app.current().unwrap().record.keys.is_none(), "{kind:?}");
        assert_eq!(
            approval(&story),
            Some(ApprovalView { leads: true, came: false, waiting: None, below: true }),
            "{kind:?}"
        );
        story.asks(BEGIN);
        assert!(matches!(&questions(&story)[..], [Question::Approve { .. }]), "{kind:?}");
    }
}

#[test]
fn an_answer_counts_once_and_only_while_it_is_waited_for() {
    let mut story = Story::approving();
    let ticket = story.ticket();
    story.asks(Intent::Cancel);
    assert!(is_called_off(&story) && !waits(&story));
    story.happens(Event::Approved { ticket, result: Ok(()) });
    assert!(questions(&story).is_empty(), "late");
    story.asks(BEGIN).answers_approval(Ok(()));
    let ticket = story.ticket();
    story.happens(Event::Approved { ticket, result: Ok(()) });
    assert!(questions(&story).is_empty(), "twice");
    let stray = story.happens(Event::ApprovalStray { twice: false }).view().notice.map(|notice| notice.code);
    assert_eq!(stray, Some(ProblemKind::ApprovalStray));
}

#[test]
fn a_second_answer_is_named_as_one_and_asks_for_nothing() {
    let mut story = Story::approving();
    story.answers_approval(Ok(()));
    let card = story.happens(Event::ApprovalStray { twice: true }).view().notice.expect("it is said");
    assert_eq!(card.code, ProblemKind::ApprovalStray);
    assert_eq!((card.says.title.name(), card.says.next.name()), ("F19_twice_title", "F19_twice_next"));
}

#[test]
fn only_practice_skips_the_ten_minutes_and_they_end_as_any_others() {
    let mut real = Story::approving();
    let ticket = real.ticket();
    real.happens(Event::ApprovalSkipped { ticket });
    assert!(waits(&real) && real.effects.is_empty(), "a real shop");
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).finds(found_offering()).asks(Intent::Continue).asks(BEGIN);
    let ticket = story.ticket();
    story.happens(Event::ApprovalSkipped { ticket });
    assert!(!waits(&story) && is_called_off(&story));
    assert_eq!(trouble(&story), Some(ProblemKind::ApprovalLate));
}

#[test]
fn a_stranger_covers_nothing_that_is_said() {
    let mut story = Story::approving();
    story.happens(Event::DesktopFailed(problem(ProblemKind::ClipboardFailed)));
    for _ in 0..1_000 {
        story.happens(Event::ApprovalStray { twice: false });
        assert!(story.effects.is_empty());
    }
    assert_eq!(story.view().notice.map(|notice| notice.code), Some(ProblemKind::ClipboardFailed));
    assert!(waits(&story));
}

#[test]
fn after_ten_minutes_nobody_waits_any_more() {
    let mut story = Story::approving();
    let until = story.app.wake_at(story.now).expect("the app wakes for it");
    story.now = until.after(Span(-500));
    story.happens(Event::Tick);
    assert!(waits(&story));
    story.now = until;
    story.happens(Event::Tick);
    assert!(!waits(&story) && is_called_off(&story));
    assert_eq!(trouble(&story), Some(ProblemKind::ApprovalLate));
}

#[test]
fn a_clock_that_is_set_back_ends_the_wait() {
    let mut story = Story::approving();
    story.now = story.now.after(Span(-3_600_000));
    story.happens(Event::Tick);
    assert_eq!((waits(&story), trouble(&story)), (false, Some(ProblemKind::ApprovalLate)));
}

#[test]
fn the_page_can_be_opened_again_and_its_address_copied_while_it_is_waited_for() {
    for wish in [ApprovalWish::OpenAgain, ApprovalWish::CopyAddress] {
        let mut story = Story::approving();
        let waited = story.ticket();
        story.asks(Intent::Approve { wish });
        let named = story.effects.iter().find_map(|effect| match effect {
            Effect::Desktop(Desktop::OpenApproval(ticket) | Desktop::CopyApproval(ticket)) => Some(*ticket),
            _ => None,
        });
        assert_eq!(named, Some(waited), "{wish:?}");
        let mut story = Story::at_offer();
        story.asks(Intent::Approve { wish });
        assert!(story.effects.is_empty(), "{wish:?}");
    }
}

#[test]
fn the_other_way_takes_the_place_of_the_one_that_a_shop_refuses() {
    let mut story = Story::approving();
    let first = story.ticket();
    for expected in [Route::Scheme, Route::Port] {
        story.asks(Intent::Approve { wish: ApprovalWish::OtherWay });
        assert!(is_called_off(&story));
        let asked = questions(&story);
        assert!(matches!(&asked[..], [Question::Approve { route, .. }] if *route == expected), "{asked:?}");
    }
    story.happens(Event::Approved { ticket: first, result: Ok(()) });
    assert!(questions(&story).is_empty(), "the first is called off");
    let mut story = Story::at_offer();
    story.asks(Intent::Approve { wish: ApprovalWish::OtherWay });
    assert!(questions(&story).is_empty(), "there is nothing to change");
}

#[test]
fn a_wordpress_that_is_known_to_refuse_the_port_is_asked_by_the_scheme() {
    for (version, expected) in [("6.9.7", Route::Scheme), ("7.1", Route::Port), ("unknown", Route::Port)] {
        let mut story = Story::at_offer();
        story.keys_teach(KeyFacts { wordpress: Some(text(version)), ..key_facts(true) }).asks(Intent::ReplaceKeys);
        story.asks(BEGIN);
        let asked = questions(&story);
        assert!(matches!(&asked[..], [Question::Approve { route, .. }] if *route == expected), "{version}: {asked:?}");
    }
}

#[test]
fn where_no_browser_opens_the_wait_goes_on() {
    let mut story = Story::at_offer();
    story.asks(BEGIN);
    let ticket = story.ticket();
    story.happens(Event::ApprovalOpened { ticket, shown: false });
    assert_eq!(approval(&story).and_then(|approval| approval.waiting).and_then(|waiting| waiting.shown), Some(false));
}

#[test]
fn keys_are_used_instead_before_while_it_waits_and_after() {
    for mut story in [Story::at_offer(), Story::approving()] {
        let waited = waits(&story);
        story.asks(USE_KEYS);
        assert_eq!(is_called_off(&story), waited);
        assert!(!leads(&story) && !waits(&story));
        story.keys_fail(ProblemKind::SecretWrong);
        assert!(!leads(&story), "remembered for the step");
        story.keys_pass(true);
        assert_eq!(trouble(&story), None);
    }
    let mut story = Story::approving();
    story.answers_approval(Ok(()));
    checked(&mut story, Err(ProblemKind::VaultLocked));
    story.asks(USE_KEYS).sends_keys();
    assert!(matches!(&questions(&story)[..], [Question::CheckKeys { key: Some(_), approved: false, .. }]));
}

#[test]
fn what_stands_in_a_box_is_not_covered_by_the_offer() {
    let mut story = Story::at_offer();
    story.asks(Intent::CheckKeys { key: secret(KEY), secret: secret("") });
    assert!(!leads(&story));
}

#[test]
fn what_was_approved_is_checked_again_after_what_passes() {
    for kind in [ProblemKind::VaultLocked, ProblemKind::ShopTimedOut, ProblemKind::Offline] {
        let mut story = Story::approving();
        story.answers_approval(Ok(()));
        checked(&mut story, Err(kind));
        assert_eq!(
            approval(&story),
            Some(ApprovalView { leads: true, came: true, waiting: None, below: true }),
            "{kind:?}"
        );
        story.asks(Intent::TryAgain);
        assert!(checks_what_was_approved(&story), "{kind:?}");
    }
}

#[test]
fn kept_keys_stay_until_what_is_approved_has_passed() {
    let mut story = Story::at_offer();
    story.keys_pass(true).asks(Intent::ReplaceKeys);
    assert!(leads(&story));
    story.asks(BEGIN).answers_approval(Err(ProblemKind::ApprovalRejected));
    let ending = || KnownBy::Ending("0112233".to_owned());
    assert_eq!(story.app.current().unwrap().record.keys.as_ref().unwrap().known_by, ending());
    story.asks(BEGIN).answers_approval(Ok(()));
    checked(&mut story, Err(ProblemKind::ShopTimedOut));
    assert_eq!(story.app.current().unwrap().record.keys.as_ref().unwrap().known_by, ending());
    story.asks(Intent::TryAgain);
    checked(&mut story, Ok(by_anna()));
    assert_eq!(story.app.current().unwrap().record.keys.as_ref().unwrap().known_by, KnownBy::User(text("anna")));
}

/// The next start, with what is stored of this shop.
fn next_start(story: &Story) -> Story {
    let record = story.app.current().unwrap().record.clone();
    let stored = serde_json::from_value(serde_json::to_value(&record).unwrap()).unwrap();
    let mut loaded = Loaded::default();
    loaded.settings.current = Some(record.id);
    loaded.shops.push(stored);
    let mut story = Story::starting();
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}

/// The step's heading, by its name.
fn heading(story: &Story) -> &'static str {
    let StepView::ShopKeys { heading, .. } = wizard(story).step else { panic!("the keys") };
    heading.name()
}

#[test]
fn the_heading_says_how_far_the_step_has_come() {
    let mut story = Story::at_offer();
    assert_eq!(heading(&story), "approve_heading");
    story.asks(BEGIN);
    assert_eq!(heading(&story), "approve_waiting");
    story.answers_approval(Ok(()));
    assert_eq!(heading(&story), "approve_came");
    checked(&mut story, Err(ProblemKind::VaultLocked));
    assert_eq!(heading(&story), "approve_came");
    story.asks(Intent::TryAgain);
    checked(&mut story, Ok(by_anna()));
    assert_eq!(heading(&story), "approve_heading_kept");
    assert_eq!(heading(&next_start(&story)), "approve_heading_kept");
    story.asks(Intent::ReplaceKeys);
    assert_eq!(heading(&story), "approve_heading");
    story.asks(USE_KEYS);
    assert_eq!(heading(&story), "keys_heading");
    story.keys_pass(true);
    assert_eq!(heading(&story), "keys_heading_kept");
}

#[test]
fn whoever_chose_keys_is_asked_for_keys_after_the_next_start() {
    let mut story = Story::at_offer();
    story.asks(USE_KEYS);
    let mut story = next_start(&story);
    assert!(!leads(&story) && approval(&story).is_some(), "approving is still offered, below the boxes");
    story.asks(BEGIN);
    assert!(leads(&next_start(&story)), "approving was chosen since");
}

#[test]
fn the_day_of_an_approval_is_that_of_the_answer_however_often_it_is_checked() {
    let approved_at = |story: &Story| story.app.current().unwrap().record.keys.as_ref().unwrap().approved_at;
    let mut story = Story::approving();
    let answered = story.answers_approval(Ok(())).now;
    story.now = story.now.after(Span::hours(1));
    checked(&mut story, Ok(by_anna()));
    assert_eq!(approved_at(&story), Some(answered));
    story.now = story.now.after(Span::hours(24));
    story.asks(Intent::TryAgain);
    checked(&mut story, Ok(by_anna()));
    assert_eq!(approved_at(&story), Some(answered), "checking is no approval");
    let StepView::ShopKeys { keys: Some(keys), .. } = wizard(&story).step else { panic!("the keys") };
    assert_eq!(keys.says.args.get(&Slot::Day), Some(&Arg::Day(answered)));
    story.asks(Intent::ReplaceKeys).asks(USE_KEYS).keys_pass(true);
    assert_eq!(approved_at(&story), None, "a pair is approved by nobody");
}

#[test]
fn a_request_dies_with_the_app() {
    let story = next_start(&Story::approving());
    assert_eq!(approval(&story), Some(ApprovalView { leads: true, came: false, waiting: None, below: true }));
    assert!(!questions(&story).iter().any(|question| matches!(question, Question::Approve { .. })));
}
