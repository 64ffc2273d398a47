//! Who can put it right, beside the buttons of the same card: two that name different people are one too many.

use connect_core::links::Link;
use connect_core::problem::{Fixer, Mark, Problem, ProblemKind};
use connect_core::step::Step;
use connect_core::webhook::WebhookForm;
use connect_core::words::{Place, Press, ProblemView};
use std::collections::BTreeMap;

const PLACES: [Place; 6] =
    [Place::Step(Step::YourShop), Place::Remark, Place::Page, Place::Leaving, Place::Panel, Place::Start];

/// Every problem with every mark, and with the plugin's other address.
pub fn problems() -> Vec<Problem> {
    let marks = || std::iter::once(None).chain(Mark::ALL.iter().copied().map(Some));
    let marked = ProblemKind::ALL.iter().flat_map(|&kind| marks().map(move |mark| Problem::new(kind).marked(mark)));
    let other_way = Mark::ALL.iter().map(|&mark| {
        let mut problem = Problem::new(ProblemKind::WebhookShut).marked(mark);
        problem.about.other_form = Some(WebhookForm::Older);
        problem
    });
    marked.chain(other_way).collect()
}

fn cards() -> impl Iterator<Item = (Problem, ProblemView)> {
    problems().into_iter().flat_map(|problem| PLACES.map(|place| (problem.clone(), ProblemView::of(&problem, place))))
}

#[test]
fn a_note_goes_to_somebody_who_can_put_it_right() {
    for (problem, card) in cards() {
        let Some(note) = card.note else { continue };
        let fits = match card.fixer {
            Fixer::WebHost | Fixer::YouOrWebHost | Fixer::WaitOrWebHost => note.to == Fixer::WebHost,
            Fixer::Developer | Fixer::YouOrDeveloper => note.to == Fixer::Developer,
            Fixer::NetworkAdmin | Fixer::YouOrNetworkAdmin => note.to == Fixer::NetworkAdmin,
            // Where nobody has to, there is nobody to write to, either.
            Fixer::Wait | Fixer::You | Fixer::ComputerAdmin | Fixer::Meum | Fixer::YouOrMeum => false,
        };
        assert!(fits, "{problem:?}: {:?} beside a note to {:?}", card.fixer, note.to);
    }
}

#[test]
fn whoever_is_sent_to_support_reads_that_support_can_help() {
    for (problem, card) in cards() {
        let sends = card.button.is_some_and(|button| button.press == Press::Open { link: Link::MeumSupport });
        let helps = matches!(card.fixer, Fixer::Meum | Fixer::YouOrMeum);
        assert!(!sends || helps, "{problem:?}: {:?}", card.fixer);
    }
}

#[test]
fn a_connection_that_no_key_here_can_end_is_meums_as_well() {
    use ProblemKind::{CredentialsGone, DisconnectForbidden, HalfIssued, MeumKeyRefused};
    for kind in [CredentialsGone, DisconnectForbidden, HalfIssued, MeumKeyRefused] {
        assert_eq!(ProblemView::of(&kind.into(), Place::Leaving).fixer, Fixer::YouOrMeum, "{kind:?}");
    }
    assert_eq!(ProblemView::of(&CredentialsGone.into(), Place::Panel).fixer, Fixer::You);
}

#[test]
fn nobody_is_named_where_nothing_is_left_to_do() {
    for kind in [ProblemKind::AlreadyDisconnected, ProblemKind::StatusUnknown] {
        assert!(!ProblemView::of(&kind.into(), Place::Panel).names_fixer, "{kind:?}");
    }
    assert!(ProblemView::of(&ProblemKind::ShopTimedOut.into(), Place::Panel).names_fixer);
}

/// On the panel it may stand above the sentence, and in the terminal below it.
#[test]
fn a_note_is_copied_and_never_said_to_be_below() {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/problems/en.json")).unwrap();
    for (name, text) in texts.iter().filter(|(name, _)| !name.ends_with("_ask")) {
        assert!(!text.to_lowercase().contains("note below"), "{name}: {text}");
    }
}
