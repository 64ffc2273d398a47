//! What a card says depends on what is known beside it: it denies no line, and takes no refusal for a silence.

use crate::story::{Story, problem, sight, status, text};
use connect_core::event::Event;
use connect_core::line::Headline;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{Fixer, Mark, Problem, ProblemKind};
use connect_core::view::{PanelView, ProblemView, Screen};

fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("no panel") };
    *panel
}

/// The panel of a shop at which the last look ended so, while Meum says this.
fn after(seen: Problem, said: Result<StatusFacts, ProblemKind>) -> PanelView {
    let mut story = Story::at_panel(true);
    story.meum_answers(said);
    let ticket = story.app.current().unwrap().watch.shop.asked.expect("the shop is asked");
    story.happens(Event::ShopSeen { ticket, result: Err(seen) });
    panel(&story)
}

fn card(panel: &PanelView, code: ProblemKind) -> ProblemView {
    let of_lines = panel.lines.iter().filter_map(|line| line.says.as_deref());
    panel.first.as_deref().into_iter().chain(of_lines).find(|card| card.code == code).cloned().expect("its card")
}

#[test]
fn a_firewall_is_not_said_to_keep_meum_out_where_meum_says_that_its_messages_arrive() {
    let working = || status(true);
    let silent = || StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
    let cases = [
        (None, working(), "C03_arrives_means"),
        (None, silent(), "C03_means"),
        (Some(Mark::Plugin), working(), "C03_plugin_arrives_means"),
        (Some(Mark::Plugin), silent(), "C03_plugin_means"),
        (Some(Mark::BrowserCheck), working(), "C03_browserCheck_arrives_means"),
        (Some(Mark::OwnersRule), working(), "C03_ownersRule_arrives_means"),
        // Where the sentence says nothing of Meum, it stays.
        (Some(Mark::AddressRule), working(), "C03_addressRule_means"),
        (Some(Mark::CookieCheck), working(), "C03_cookieCheck_means"),
    ];
    for (mark, said, expected) in cases {
        let shown = after(problem(ProblemKind::Blocked).marked(mark), Ok(said));
        assert_eq!(card(&shown, ProblemKind::Blocked).says.means.name(), expected, "{mark:?}");
    }
}

#[test]
fn who_is_refused_is_not_said_to_be_offline() {
    let cases = [
        (problem(ProblemKind::ConnectionRefused).marked(Mark::Refused), "A05_refused_title", Fixer::NetworkAdmin),
        (problem(ProblemKind::ConnectionRefused).marked(Mark::NoWay), "A05_title", Fixer::You),
        (problem(ProblemKind::HostNotFound), "A05_title", Fixer::You),
        (problem(ProblemKind::ShopTimedOut), "A05_title", Fixer::You),
    ];
    for (seen, title, fixer) in cases {
        let line = seen.technical.clone().map(|line| line.plain());
        let shown = after(seen, Err(ProblemKind::MeumUnreachable));
        assert_ne!(shown.headline, Headline::CanPay);
        let card = card(&shown, ProblemKind::Offline);
        assert_eq!((card.says.title.name(), card.fixer), (title, fixer));
        assert_eq!(card.technical, line, "the request that shows it stands there");
    }
}

#[test]
fn a_missing_answer_is_no_trouble_that_was_seen() {
    let lost = || {
        let mut story = Story::at_panel(true);
        story.asks(connect_core::intent::Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
        let lost = problem(ProblemKind::ConnectAnswerLost);
        story.connect_ends(connect_core::meum_facts::ConnectOutcome::Unknown(lost));
        for _ in 0..2 {
            story.asks(connect_core::intent::Intent::Cancel).asks(connect_core::intent::Intent::Back);
        }
        story
    };
    let facts = StatusFacts { credential_prefix: None, ..status(true) };
    let mut story = lost();
    story.meum_answers(Ok(facts.clone())).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CantTell);
    // Beside something that was seen to be wrong, that counts.
    let mut story = lost();
    let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..facts };
    story.meum_answers(Ok(failing)).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::Attention);
}
