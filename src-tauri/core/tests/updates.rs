//! What must hold of the address for payment updates, of a Meum that asks us to slow down, and of
//! an answer that is not what was sent.

use crate::story;
use crate::story::answers::webhook_missing;
use crate::story::{Story, connect_facts, connects, found, problem, questions, step, text, trouble};
use connect_core::api_root::ApiRoot;
use connect_core::effect::{Effect, Question};
use connect_core::event::Event;
use connect_core::field::Field;
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome};
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, WayIn, WebhookMissing};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{Screen, StepView, WebhookView, WizardView};
use connect_core::webhook::{AddressFault, WebhookAddress, WebhookForm};

const USUAL: &str = "https://corner-shop.example/wp-json/meum/v1/webhook";
const OLDER: &str = "https://corner-shop.example/?wc-api=stablecoin_webhook";
const OWN: &str = "https://hooks.corner-shop.example/in?shop=1";

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        _ => panic!("the wizard"),
    }
}

fn review(story: &Story) -> (String, Option<WebhookView>, Option<Timestamp>) {
    match wizard(story).step {
        StepView::Review { webhook_url, webhook, wait_until, .. } => (webhook_url, webhook, wait_until),
        other => panic!("the review, not {other:?}"),
    }
}

fn choose(form: WebhookForm, custom: &str) -> Intent {
    Intent::ChooseWebhook { form, custom: custom.to_owned() }
}

fn sent(story: &Story) -> String {
    match questions(story).as_slice() {
        [Question::Connect(request)] => request.webhook_url.clone(),
        other => panic!("one connect, not {other:?}"),
    }
}

#[test]
fn what_is_chosen_is_shown_sent_and_kept() {
    for (form, typed, expected) in [
        (WebhookForm::Usual, "", USUAL),
        (WebhookForm::Older, "", OLDER),
        (WebhookForm::Custom, OWN, OWN),
        (WebhookForm::Custom, "  HTTPS://Hooks.Corner-Shop.example/in?shop=1 ", OWN),
    ] {
        let mut story = Story::at_review();
        story.asks(choose(form, typed));
        assert_eq!(trouble(&story), None, "{typed}");
        let mut story = story.restarted();
        let (shown, webhook, _) = review(&story);
        assert_eq!((shown.as_str(), webhook.as_ref().unwrap().form), (expected, form));
        assert_eq!(webhook.unwrap().rewritten, typed.contains("HTTPS"), "{typed}");
        story.presses_connect();
        assert_eq!(sent(&story), expected);
    }
}

#[test]
fn an_address_that_cannot_be_is_named_beside_its_field_and_changes_nothing() {
    let cases = [
        ("http://corner-shop.example/hook", AddressFault::NotHttps),
        ("https://elsewhere.example/hook", AddressFault::OtherDomain),
        ("https://corner-shop.example/hook#top", AddressFault::HasFragment),
        ("https://me:word@corner-shop.example/hook", AddressFault::HasSignIn),
        (story::SECRET, AddressFault::HoldsKey),
        ("my shop", AddressFault::NotAnAddress),
    ];
    for (typed, fault) in cases {
        let mut story = Story::at_review();
        story.asks(choose(WebhookForm::Older, "")).asks(choose(WebhookForm::Custom, typed));
        let refused = wizard(&story).problem.unwrap();
        assert_eq!((refused.code, refused.next), (ProblemKind::NotAWebhookAddress, NextStep::Edit), "{typed}");
        assert_eq!((refused.about.field, refused.about.fault), (Some(Field::WebhookAddress), Some(fault)), "{typed}");
        assert_eq!(review(&story).0, OLDER, "{typed}");
        let told = serde_json::to_string(&story.view()).unwrap();
        assert!(!told.contains(typed), "what was typed is not repeated: {typed}");
        story.asks(choose(WebhookForm::Usual, ""));
        assert_eq!(trouble(&story), None);
    }
}

#[test]
fn the_address_is_chosen_before_it_is_sent_and_never_while_it_is() {
    let mut story = Story::at_review();
    story.presses_connect().asks(choose(WebhookForm::Older, ""));
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(choose(WebhookForm::Older, ""));
    let (shown, webhook, _) = review(&story);
    assert_eq!((shown.as_str(), webhook), (USUAL, None), "what was sent stays on the screen");
    let mut story = Story::at_panel(true);
    story.asks(choose(WebhookForm::Older, ""));
    assert_eq!(story.app.current().unwrap().record.webhook.form(), WebhookForm::Usual);
}

#[test]
fn another_shop_begins_with_the_usual_address_again() {
    let mut story = Story::at_review();
    story.asks(choose(WebhookForm::Custom, OWN));
    for _ in 0..3 {
        story.asks(Intent::Back);
    }
    let home = StoreUrl::parse("https://other-shop.example").unwrap();
    story.finds(FoundShop { asked: home.clone(), root: ApiRoot::pretty(&home), home, ..found() });
    assert_eq!(story.app.current().unwrap().record.webhook.form(), WebhookForm::Usual);
}

#[test]
fn the_chosen_address_is_looked_at_once() {
    let mut story = Story::at_meum_key();
    story.keeps_meum_key();
    let [Question::LookAtWebhook(question)] = questions(&story)[..] else { panic!("a look: {:?}", story.effects) };
    assert_eq!(question.address.as_str(), USUAL, "also where the index lists the plugin's routes");
    assert_eq!(question.other.as_ref().map(WebhookAddress::as_str), Some(OLDER));
    story.way_in_seen(WayIn::Open);
    assert!(wizard(&story).remarks.is_empty() && questions(&story).is_empty());
    story.asks(choose(WebhookForm::Older, ""));
    let [Question::LookAtWebhook(question)] = questions(&story)[..] else { panic!("a look: {:?}", story.effects) };
    assert_eq!(question.address.as_str(), OLDER);
    assert_eq!(question.other.as_ref().map(WebhookAddress::as_str), Some(USUAL));
    let late = story.app.current().unwrap().stage.review().unwrap().look.asked.unwrap();
    story.asks(choose(WebhookForm::Custom, OWN));
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Cancel(ticket) if *ticket == late)));
    story.happens(Event::WebhookSeen { ticket: late, way_in: WayIn::Missing(webhook_missing()) });
    assert!(wizard(&story).remarks.is_empty(), "an answer about another address");
    let ticket = story.app.current().unwrap().stage.review().unwrap().look.asked.unwrap();
    story.happens(Event::WebhookSeen { ticket, way_in: WayIn::Missing(webhook_missing()) });
    assert!(questions(&story).is_empty());
    let remarks = wizard(&story).remarks;
    assert_eq!(remarks.len(), 1);
    assert_eq!(
        (remarks[0].code, remarks[0].next),
        (ProblemKind::WebhookMissing, NextStep::Open { link: Link::Gateway }),
        "the plugin runs, and its settings say which address it has"
    );
    story.happens(Event::Focused(false)).happens(Event::Focused(true));
    assert!(matches!(questions(&story)[..], [Question::LookAtWebhook(_)]), "it may have been mended meanwhile");
    story.presses_connect();
    assert_eq!(connects(&story), 1, "a remark stops nobody");
}

#[test]
fn a_shop_whose_links_hide_the_address_is_sent_to_its_links() {
    let mut story = Story::at_keys();
    story.app = Story::at_your_shop().app;
    let root = ApiRoot::rest_route(&StoreUrl::parse(story::SHOP).unwrap());
    story.finds(FoundShop { root, ..found() }).asks(Intent::Continue).keys_pass(true).asks(Intent::Continue);
    story.keeps_meum_key();
    assert!(matches!(questions(&story)[..], [Question::LookAtWebhook(_)]));
    let ticket = story.app.current().unwrap().stage.review().unwrap().look.asked.unwrap();
    let missing = WebhookMissing { behind_links: true, mark: None, by: None, technical: None };
    story.happens(Event::WebhookSeen { ticket, way_in: WayIn::Missing(missing) });
    assert_eq!(wizard(&story).remarks[0].next, NextStep::Open { link: Link::Permalinks });
}

fn slow_down(seconds: Option<u32>) -> Problem {
    let mut problem = problem(ProblemKind::MeumRateLimited);
    problem.about.seconds = seconds;
    problem
}

#[test]
fn after_slow_down_nothing_is_sent_before_its_moment_nor_by_itself() {
    for (asked_for, waited) in [(Some(7), 7), (None, 60), (Some(0), 5), (Some(86_400), 3_600)] {
        let mut story = Story::at_review();
        story.presses_connect().connect_ends(ConnectOutcome::NotConnected(slow_down(asked_for)));
        let told = wizard(&story).problem.unwrap();
        assert_eq!((told.code, told.about.seconds), (ProblemKind::MeumRateLimited, Some(waited)));
        let until = review(&story).2.unwrap();
        assert_eq!(until.since(story.now), Span::seconds(waited.into()));
        story.asks(Intent::Back).asks(Intent::Continue);
        for intent in [Intent::Connect { replace: true }, Intent::Connect { replace: false }, Intent::TryAgain] {
            story.asks(intent);
            assert!(questions(&story).is_empty(), "before its moment: {asked_for:?}");
        }
        story.now = until;
        story.happens(Event::Tick);
        assert!(questions(&story).is_empty(), "not by itself");
        story.asks(Intent::Connect { replace: true });
        assert_eq!(connects(&story), 1, "{asked_for:?}");
    }
}

#[test]
fn asking_meum_waits_as_well() {
    let mut story = Story::at_review();
    story.presses_connect().connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::AskMeum);
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Err(slow_down(Some(30))) });
    assert_eq!(trouble(&story), Some(ProblemKind::MeumRateLimited));
    story.asks(Intent::AskMeum).asks(Intent::TryAgain);
    assert!(questions(&story).is_empty());
    story.now = story.now.after(Span::seconds(31));
    story.asks(Intent::AskMeum);
    assert!(matches!(questions(&story)[..], [Question::Status(_)]));

    let mut story = Story::at_review();
    story.asks(Intent::Connect { replace: false });
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Err(slow_down(Some(30))) });
    story.asks(Intent::Connect { replace: false });
    assert!(questions(&story).is_empty(), "asked before connecting");
}

#[test]
fn a_clock_that_was_set_back_does_not_bar_the_button() {
    let mut story = Story::at_review();
    story.presses_connect().connect_ends(ConnectOutcome::NotConnected(slow_down(Some(30))));
    story.now = Timestamp(story.now.0 - Span::hours(48).0);
    story.asks(Intent::Connect { replace: true });
    assert_eq!(connects(&story), 1);
}

/// Codes, and what is the matter with the address they name.
type Remarks = &'static [(ProblemKind, Option<AddressFault>)];

#[test]
fn what_meum_answers_otherwise_than_it_was_sent_is_said_on_the_next_step() {
    let url = |text_: &str| Some(text(text_));
    let cases: [(&str, ConnectFacts, Remarks); 11] = [
        ("the same", connect_facts(true), &[]),
        ("nothing", ConnectFacts { site_url: None, webhook_url: None, ..connect_facts(true) }, &[]),
        (
            "with slashes",
            ConnectFacts {
                site_url: url("https://Corner-Shop.example/"),
                webhook_url: url(&format!("{USUAL}/")),
                ..connect_facts(true)
            },
            &[],
        ),
        (
            "the same but for www",
            ConnectFacts { site_url: url("https://www.corner-shop.example"), ..connect_facts(true) },
            &[],
        ),
        (
            "another site",
            ConnectFacts { site_url: url("https://old.corner-shop.example"), ..connect_facts(true) },
            &[(ProblemKind::AddressMoved, None)],
        ),
        (
            "another address of the shop",
            ConnectFacts { webhook_url: url(OLDER), ..connect_facts(true) },
            &[(ProblemKind::WebhookAddressDiffers, None)],
        ),
        (
            "everything, and elsewhere",
            ConnectFacts {
                site_url: url("nonsense"),
                webhook_url: url("https://elsewhere.example/hook"),
                ..connect_facts(true)
            },
            &[(ProblemKind::AddressMoved, None), (ProblemKind::WebhookAddressDiffers, Some(AddressFault::OtherDomain))],
        ),
        ("no word", ConnectFacts { status: None, ..connect_facts(true) }, &[]),
        ("a word that waits", ConnectFacts { status: url("PENDING"), ..connect_facts(true) }, &[]),
        (
            "a word nobody documented",
            ConnectFacts { status: url("ORBITING"), ..connect_facts(true) },
            &[(ProblemKind::MeumUnknownWord, None)],
        ),
        (
            "a word that sounds bad",
            ConnectFacts { status: url("SUSPENDED"), ..connect_facts(true) },
            &[(ProblemKind::MeumReportsIssue, None)],
        ),
    ];
    for (what, facts, expected) in cases {
        let mut story = Story::at_review();
        story.connects_with(facts.clone());
        assert_eq!(step(&story), Step::HandOver);
        let remarks = wizard(&story.restarted()).remarks;
        let seen: Vec<_> = remarks.iter().map(|remark| (remark.code, remark.about.fault)).collect();
        assert_eq!(seen, expected, "{what}");
        for remark in &remarks {
            let (said, sent) = match remark.code {
                ProblemKind::AddressMoved => (&facts.site_url, story::SHOP),
                ProblemKind::WebhookAddressDiffers => (&facts.webhook_url, USUAL),
                _ => {
                    assert_eq!(remark.about.words, facts.status, "{what}");
                    continue;
                }
            };
            assert_eq!(&remark.about.other, said, "{what}");
            assert_eq!(remark.about.sent, Some(text(sent)), "{what}");
        }
    }
}

#[test]
fn a_look_from_the_panel_is_at_the_address_meum_names_and_only_on_the_shops_domain() {
    let cases = [
        (None, None, Some(USUAL)),
        (Some(OLDER), None, Some(OLDER)),
        (Some(OLDER), Some(OWN), Some(OWN)),
        (None, Some("https://elsewhere.example/hook"), None),
        (None, Some("http://corner-shop.example/hook"), None),
        (None, Some("nonsense"), None),
    ];
    for (connect_says, status_says, expected) in cases {
        let mut story = Story::at_review();
        story.connects_with(ConnectFacts { webhook_url: connect_says.map(text), ..connect_facts(true) });
        story.hands_over(true).asks(Intent::Continue);
        let status =
            connect_core::meum_facts::StatusFacts { webhook_url: status_says.map(text), ..story::status(true) };
        story.meum_answers(Ok(status)).shop_answers(Ok(story::sight())).asks(Intent::CheckNow);
        let looked = questions(&story).into_iter().find_map(|question| match question {
            Question::Look { webhook, .. } => Some(webhook.as_ref().map(|asked| asked.address.as_str().to_owned())),
            _ => None,
        });
        assert_eq!(looked.unwrap().as_deref(), expected, "{connect_says:?} {status_says:?}");
    }
}
