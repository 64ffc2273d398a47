//! What must hold of a certificate's days: two weeks before its end it is a remark, three days before it a
//! line says it, and until then shoppers can pay.

use crate::story::{Story, sight, status, text};
use connect_core::line::{Headline, LineId, LineState};
use connect_core::message::{Arg, Slot};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::{Certificate, ShopSight};
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, Screen};

const DAY: Span = Span::hours(24);

fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel
}

/// A shop whose certificate has so much time left.
fn with(left: Span) -> (Story, Timestamp) {
    let mut story = Story::at_panel(true);
    let ends = story.now.after(left);
    let certificate = Some(Certificate { ends, issuer: Some(text("R11")) });
    story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { certificate, ..sight() }));
    (story, ends)
}

#[test]
fn it_is_a_remark_from_two_weeks_and_the_lines_word_from_three_days() {
    let days = |count: i64| Span(DAY.0 * count);
    let hour = Span::hours(1).0;
    let cases = [
        (days(90), false, false),
        (Span(days(14).0 + hour), false, false),
        (days(14), true, false),
        (Span(days(3).0 + hour), true, false),
        (days(3), false, true),
        (days(1), false, true),
        (Span(0), false, true),
        (Span(-hour), false, true),
    ];
    for (left, remark, line) in cases {
        let (story, ends) = with(left);
        let panel = panel(&story);
        let remarks: Vec<_> = panel.remarks.iter().map(|remark| remark.code).collect();
        assert_eq!(remarks.contains(&ProblemKind::CertificateRunsOut), remark, "{left:?}");
        let shop = panel.lines.iter().find(|line| line.id == LineId::Shop).unwrap();
        let expected = if line {
            (LineState::Attention, Some(ProblemKind::CertificateRunsOut))
        } else {
            (LineState::Working, None)
        };
        assert_eq!((shop.state, shop.code), expected, "{left:?}");
        assert_eq!(panel.headline, Headline::CanPay, "{left:?}: until its end nothing is wrong");
        assert_eq!(panel.versions.certificate_ends, Some(ends));
    }
}

#[test]
fn what_is_said_names_the_shop_the_day_and_who_vouches() {
    let (story, ends) = with(DAY);
    let panel = panel(&story);
    let says = panel.first.expect("it is the first thing to look at");
    assert_eq!(says.code, ProblemKind::CertificateRunsOut);
    assert!(!says.alarm, "nothing is wrong yet, so it is drawn as its line is");
    let Some(Arg::Message(on)) = says.says.args.get(&Slot::On) else { panic!("{:?}", says.says.args) };
    assert_eq!(on.args.get(&Slot::Day), Some(&Arg::Day(ends)));
    let technical = serde_json::to_string(&says).unwrap();
    assert!(technical.contains("corner-shop.example") && technical.contains("issuer R11"), "{technical}");
}

#[test]
fn a_certificate_that_nobody_could_read_says_nothing() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { certificate: None, ..sight() }));
    let panel = panel(&story);
    assert_eq!((panel.versions.certificate_ends, panel.remarks.len(), panel.headline), (None, 0, Headline::CanPay));
}
