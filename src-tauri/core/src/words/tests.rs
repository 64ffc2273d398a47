//! The messages the core chooses and the files of the window, held against each other.

use super::keys;
use super::sentences::{Way, fitting};
use super::{ButtonView, Place, Press, ProblemView};
use crate::credential::Credential;
use crate::field::Field;
use crate::fingerprint::{Closed, Closer};
use crate::links::Link;
use crate::message::{Key, Slot};
use crate::problem::{Mark, Part, Problem, ProblemKind};
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::webhook::{AddressFault, WebhookForm};
use std::collections::{BTreeMap, BTreeSet};

type Texts = BTreeMap<String, String>;

fn messages() -> Texts {
    serde_json::from_str(include_str!("../../../../ui/messages/en.json")).unwrap()
}

fn problem_texts() -> Texts {
    serde_json::from_str(include_str!("../../../../ui/messages/problems/en.json")).unwrap()
}

/// What a text leaves open: the names in its braces.
fn open(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}

#[test]
fn every_message_chosen_by_name_exists_and_leaves_open_what_is_filled() {
    let texts = messages();
    for (key, slots) in keys::named_here() {
        let text = texts.get(key.name()).unwrap_or_else(|| panic!("there is no message {}", key.name()));
        let filled: BTreeSet<&str> = slots.iter().map(|slot| slot.name()).collect();
        assert_eq!(open(text), filled, "{}: {text}", key.name());
    }
}

#[test]
fn what_stands_in_for_the_unknown_exists_and_leaves_nothing_open() {
    let texts = messages();
    for key in keys::stand_ins() {
        let text = texts.get(key.name()).unwrap_or_else(|| panic!("there is no message {}", key.name()));
        assert!(open(text).is_empty(), "{}: {text}", key.name());
    }
}

#[test]
fn the_file_of_problems_has_the_texts_of_the_rows_and_no_others() {
    let texts = problem_texts();
    let written: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
    let chosen: BTreeSet<&str> = keys::of_problems().into_iter().map(Key::name).collect();
    assert_eq!(written, chosen, "ui/messages/problems/en.json and the rows of problem/kinds.rs");
}

#[test]
fn the_texts_of_problems_leave_open_only_what_a_problem_fills() {
    let mut problem = full(ProblemKind::HostNotFound).with_instead("https://www.corner-shop.example/");
    problem.about.sent = problem.about.other.clone();
    let filled: BTreeSet<&str> = super::sentences::args(&problem).into_keys().map(Slot::name).collect();
    for (name, text) in problem_texts() {
        let unknown: Vec<&str> = open(&text).difference(&filled).copied().collect();
        assert!(unknown.is_empty(), "{name} leaves {unknown:?} open");
    }
}

#[test]
fn every_text_of_a_problem_is_chosen_by_some_way_it_can_be_known() {
    for &kind in ProblemKind::ALL {
        let texts = kind.texts();
        let mut left: BTreeSet<Key> = [texts.title, texts.means, texts.next].into_iter().collect();
        left.extend(kind.note_to().map(|_| texts.ask));
        left.extend(texts.readings.iter().map(|reading| reading.key));
        for (problem, way) in ways(kind) {
            for part in [Part::Title, Part::Means, Part::Next, Part::Ask] {
                left.remove(&fitting(&problem, way, part));
            }
        }
        assert!(left.is_empty(), "{} is never said", left.into_iter().map(Key::name).collect::<Vec<_>>().join(", "));
    }
}

/// Everything a problem can be about.
fn full(kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind).of("corner-shop.example").with_other("elsewhere.example");
    problem.about.ending = Some("0112233".to_owned());
    problem.about.closer = Some(Closer::Shield);
    (problem.about.count, problem.about.seconds) = (Some(12), Some(400));
    (problem.about.date, problem.at) = (Some(Timestamp(1_000)), Some(Timestamp(2_000)));
    problem
}

/// A problem in all the ways it can be known, and all the places where it can be read.
fn ways(kind: ProblemKind) -> Vec<(Problem, Way)> {
    let mut known = vec![Problem::new(kind), Problem::new(kind).with_instead("https://b.example/"), full(kind)];
    let mut with = |change: fn(&mut Problem)| {
        let mut problem = full(kind);
        change(&mut problem);
        known.push(problem);
    };
    with(|problem| problem.about.date = Some(Timestamp(3_000)));
    with(|problem| problem.about.seconds = Some(0));
    with(|problem| problem.about.closer = Some(Closer::DisableWpRestApi));
    with(|problem| problem.about.missing = Some(Credential::ApiKey));
    with(|problem| problem.about.missing = Some(Credential::WebhookSecret));
    for fault in AddressFault::ALL {
        let mut faulty = full(kind);
        faulty.about.fault = Some(fault);
        known.push(faulty);
    }
    for closed in Closed::ALL {
        let mut shut = full(kind);
        shut.about.closed = Some(closed);
        known.push(shut);
    }
    let mut other_way = full(kind);
    other_way.about.other_form = Some(WebhookForm::Older);
    known.push(other_way);
    known.extend(Mark::ALL.iter().map(|&mark| full(kind).marked(mark)));
    let flags = [false, true];
    let usual = Way::default();
    let places = flags.into_iter().flat_map(|soft| flags.map(|leaving| Way { soft, leaving, ..usual }));
    let places = places.chain([Way { arrives: true, ..usual }, Way { stays: true, ..usual }]);
    places.flat_map(|way| known.iter().map(move |problem| (problem.clone(), way))).collect()
}

#[test]
fn what_is_known_decides_how_a_problem_reads() {
    let instead = |kind| Problem::new(kind).with_instead("https://b.example/");
    let usual = Way::default();
    let soft = Way { soft: true, ..usual };
    let leaving = Way { leaving: true, ..usual };
    let stays = Way { stays: true, ..usual };
    let mut fault = Problem::new(ProblemKind::WebhookMissing);
    fault.about.fault = Some(AddressFault::BehindLinks);
    let mut half = Problem::half_issued(Credential::ApiKey);
    half.about.seconds = Some(0);
    let cases = [
        (Problem::new(ProblemKind::HostNotFound), usual, Part::Next, "A04_next"),
        (instead(ProblemKind::HostNotFound), usual, Part::Next, "A04_instead_next"),
        (instead(ProblemKind::HostNotFound), usual, Part::Means, "A04_means"),
        (instead(ProblemKind::NoWordPress), usual, Part::Next, "instead_next"),
        (instead(ProblemKind::OtherHome), stays, Part::Next, "instead_connected"),
        (instead(ProblemKind::OtherHome), stays, Part::Means, "D10_means"),
        (Problem::new(ProblemKind::NoWordPress), stays, Part::Next, "edit_connected"),
        (Problem::new(ProblemKind::PrivateAddress), stays, Part::Next, "A17_stays_next"),
        (full(ProblemKind::HeaderStripped), soft, Part::Title, "F06_soft_title"),
        (full(ProblemKind::AddressMoved), leaving, Part::Title, "H09_leaving_title"),
        (fault.clone(), usual, Part::Next, "H05_behindLinks_next"),
        (fault.clone(), soft, Part::Next, "H05_behindLinks_soft_next"),
        (fault, soft, Part::Means, "H05_soft_means"),
        (half.clone(), usual, Part::Title, "G22_noKey_title"),
        (half, leaving, Part::Next, "G22_leaving_next"),
    ];
    for (problem, way, part, name) in cases {
        assert_eq!(fitting(&problem, way, part).name(), name, "{problem:?} {way:?}");
    }
}

/// A text that reads differently says something else than the usual one, and than every other.
#[test]
fn every_way_of_reading_a_problem_says_something_of_its_own() {
    let texts = problem_texts();
    for &kind in ProblemKind::ALL {
        let all = kind.texts();
        for part in [Part::Title, Part::Means, Part::Next, Part::Ask] {
            let usual = format!("{}_{}", kind.code(), part.name());
            let others = all.readings.iter().filter(|reading| reading.part == part.name()).map(|it| it.key.name());
            let said: Vec<&str> =
                others.chain([usual.as_str()]).filter_map(|name| texts.get(name)).map(String::as_str).collect();
            let different: BTreeSet<&str> = said.iter().copied().collect();
            assert_eq!(different.len(), said.len(), "{usual} and its other readings");
        }
    }
}

/// A remark is no reason to stop: its next step says so, or is for later.
#[test]
fn a_remark_lets_go_on() {
    for (name, text) in problem_texts().iter().filter(|(name, _)| name.ends_with("soft_next")) {
        assert!(["You can go on.", "Before you sell"].iter().any(|begin| text.starts_with(begin)), "{name}: {text}");
    }
}

/// A button means what its place makes of it: on the panel, trying again is checking now; on the
/// very step it leads to, it leads to the field.
#[test]
fn a_button_says_and_does_what_fits_its_place() {
    let step = Place::Step;
    let cases = [
        (ProblemKind::Offline, step(Step::YourShop), Some(("action_tryAgain", Press::TryAgain))),
        (ProblemKind::MeumFault, step(Step::Review), Some(("action_retry", Press::TryAgain))),
        (ProblemKind::MeumFault, Place::Panel, Some(("action_tryAgain", Press::CheckNow))),
        (ProblemKind::Offline, Place::Panel, Some(("action_tryAgain", Press::CheckNow))),
        (ProblemKind::ExtraPassword, step(Step::YourShop), Some(("action_enterPassword", field(Field::Address)))),
        (ProblemKind::ExtraPassword, step(Step::ShopKeys), Some(("action_enterPassword", Press::AskForExtraPassword))),
        (ProblemKind::MeumKeyRefused, step(Step::Review), Some(("action_replaceMeumKey", Press::ReplaceMeumKey))),
        (ProblemKind::MeumKeyRefused, step(Step::MeumKey), Some(("action_replaceMeumKey", field(Field::MeumKey)))),
        (ProblemKind::MeumKeyRefused, Place::Panel, Some(("action_connectAgain", Press::ReplaceMeumKey))),
        (ProblemKind::CredentialsGone, step(Step::HandOver), Some(("action_connectAgain", Press::ReplaceMeumKey))),
        (ProblemKind::OtherKeyActive, Place::Panel, Some(("action_connectAgain", Press::ReplaceMeumKey))),
        (ProblemKind::OldSecretInUse, Place::Panel, Some(("action_handOverAgain", Press::ResumeHandOver))),
        (ProblemKind::HandOverUnfinished, Place::Panel, Some(("action_resumeHandOver", Press::ResumeHandOver))),
        (ProblemKind::SecretGone, Place::Panel, Some(("action_replaceKeys", Press::ReplaceKeys))),
        (ProblemKind::KeyUnknown, step(Step::ShopKeys), Some(("open_keyList", Press::Open { link: Link::KeyList }))),
        (ProblemKind::PrivateAddress, Place::Remark, Some(("action_edit_address", field(Field::Address)))),
        (ProblemKind::HeaderStripped, Place::Remark, None),
        (ProblemKind::StorageFault, Place::Start, Some(("action_retry", Press::TryAgain))),
        (ProblemKind::StorageTooNew, Place::Start, None),
        (ProblemKind::StorageFault, Place::Notice, None),
        (ProblemKind::NotAnAddress, Place::Panel, None),
    ];
    for (kind, place, expected) in cases {
        let seen = ProblemView::of(&Problem::new(kind), place).button.map(|button| (label(&button), button.press));
        assert_eq!(seen, expected, "{kind:?} {place:?}");
    }
}

fn field(field: Field) -> Press {
    Press::Field { field }
}

fn label(button: &ButtonView) -> &'static str {
    button.label.key.name()
}

#[test]
fn an_address_to_use_instead_is_offered_but_never_to_a_connected_shop() {
    let found = |kind| Problem::new(kind).with_instead("https://www.corner-shop.com/");
    let offered =
        |kind, place| ProblemView::of(&found(kind), place).button.map(|button| (label(&button), button.press));
    let step = Place::Step(Step::YourShop);
    let answers = offered(ProblemKind::AnswersUnderOtherName, step);
    assert_eq!(answers, Some(("action_useInstead", Press::UseInstead)), "a name that answered is used");
    let guess = offered(ProblemKind::HostNotFound, step);
    assert_eq!(guess, Some(("action_tryInstead", Press::UseInstead)), "a guess is tried");
    assert_eq!(offered(ProblemKind::AnswersUnderOtherName, Place::Panel), None);
    for kind in [ProblemKind::AnswersUnderOtherName, ProblemKind::OtherHostAnswers, ProblemKind::OtherHome] {
        let card = super::Card::of(&found(kind), step).staying(true).view();
        assert_eq!((card.button, card.says.next), (None, keys::INSTEAD_CONNECTED), "{kind:?}");
    }
}

#[test]
fn a_shop_with_an_international_name_has_both_its_names() {
    let shop = StoreUrl::parse("müller.shop").unwrap();
    let named = |store: &str| Problem::new(ProblemKind::MixedAlphabets).of(store).under_both_names(&shop).about.store;
    assert_eq!(named("xn--mller-kva.shop").as_deref(), Some("müller.shop (xn--mller-kva.shop)"));
    assert_eq!(named("another.shop").as_deref(), Some("another.shop"));
}
