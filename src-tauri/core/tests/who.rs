//! Who can fix it, beside what the card says to do: whoever the text sends to is named, and whoever is named is reached
//! by the text, by the note or by the button. So neither of the two has to be asked about.

use crate::fixers::problems;
use connect_core::fingerprint::Closed;
use connect_core::links::Link;
use connect_core::problem::{Fixer, Mark, Problem, ProblemKind};
use connect_core::step::Step;
use connect_core::words::{Place, Press, ProblemView};
use std::collections::{BTreeMap, BTreeSet};

use Party::{Computer, Developer, Merchant, Meum, Network, Nobody, WebHost};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Party {
    Merchant,
    WebHost,
    Developer,
    Network,
    Computer,
    Meum,
    Nobody,
}

/// The words by which a text sends to somebody.
const SENDS: [(Party, &[&str]); 5] = [
    (WebHost, &["web host", "siteground's support", "whoever runs the server"]),
    (Developer, &["whoever looks after your site", "whoever runs this wordpress", "whoever set it up"]),
    (Network, &["whoever runs your network", "whoever runs this network", "whoever runs this one"]),
    (Computer, &["whoever set up this computer", "whoever looks after this computer"]),
    (Meum, &["meum support"]),
];

fn sent_to(text: &str) -> BTreeSet<Party> {
    let text = text.to_lowercase();
    let says = |words: &&[&str]| words.iter().any(|words| text.contains(words));
    SENDS.iter().filter(|(_, words)| says(words)).map(|(party, _)| *party).collect()
}

const fn named(fixer: Fixer) -> &'static [Party] {
    match fixer {
        Fixer::You => &[Merchant],
        Fixer::WebHost => &[WebHost],
        Fixer::Developer => &[Developer],
        Fixer::NetworkAdmin => &[Network],
        Fixer::ComputerAdmin => &[Computer],
        Fixer::Meum => &[Meum],
        Fixer::Wait => &[Nobody],
        Fixer::WaitOrWebHost => &[Nobody, WebHost],
        Fixer::YouOrDeveloper => &[Merchant, Developer],
        Fixer::YouOrWebHost => &[Merchant, WebHost],
        Fixer::YouOrNetworkAdmin => &[Merchant, Network],
        Fixer::YouOrMeum => &[Merchant, Meum],
    }
}

fn texts() -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/problems/en.json")).unwrap();
    let others: BTreeMap<String, String> = serde_json::from_str(include_str!("../../../ui/messages/en.json")).unwrap();
    texts.extend(others);
    texts
}

/// Every problem with every mark, and with what else decides who can put it right.
fn cards() -> impl Iterator<Item = (Problem, ProblemView)> {
    let of_name = ProblemKind::ALL.iter().map(|&kind| Problem::new(kind).with_other("Wordfence"));
    let offers = |kind: &&ProblemKind| kind.texts().readings.iter().any(|reading| reading.way == "instead");
    let with_address = |&kind: &ProblemKind| Problem::new(kind).with_instead("https://www.shop.example");
    let of_address = ProblemKind::ALL.iter().filter(offers).map(with_address);
    let of_closed = Closed::ALL.map(|closed| {
        let mut problem = Problem::new(ProblemKind::ShutToShoppers);
        problem.about.closed = Some(closed);
        problem
    });
    let places = [Place::Step(Step::YourShop), Place::Remark, Place::Page, Place::Leaving, Place::Panel, Place::Start];
    // What is no word to the merchant stands on no card.
    let all = problems()
        .into_iter()
        .chain(of_name)
        .chain(of_address)
        .chain(of_closed)
        .filter(|problem| !problem.kind.is_silent());
    let met = |problem: &Problem, place| place != Place::Start || problem.kind.is_of_this_app();
    all.flat_map(move |problem| places.map(|place| (problem.clone(), place)))
        .filter(move |(problem, place)| met(problem, *place))
        .map(|(problem, place)| (problem.clone(), ProblemView::of(&problem, place)))
}

/// A picture is sent to support, who mends nothing there.
fn is_only_told(problem: &Problem) -> bool {
    problem.kind == ProblemKind::SettingRefused
}

/// It has to pass on Meum's side, and the merchant asks nobody.
fn passes_at_meum(card: &ProblemView) -> bool {
    card.fixer == Fixer::Meum
}

#[test]
fn whoever_the_next_step_sends_to_is_named() {
    let texts = texts();
    let mut seen = 0;
    for (problem, card) in cards().filter(|(_, card)| card.names_fixer) {
        let said = &texts[card.says.next.name()];
        for party in sent_to(said) {
            let fits = named(card.fixer).contains(&party) || party == Meum && is_only_told(&problem);
            assert!(fits, "{:?} {:?}: {:?} beside “{said}”", problem.kind, problem.about.mark, card.fixer);
            seen += 1;
        }
    }
    assert!(seen > 1000, "{seen}");
}

#[test]
fn whoever_is_named_is_reached() {
    let texts = texts();
    for (problem, card) in cards().filter(|(_, card)| card.names_fixer) {
        let mut reached = sent_to(&texts[card.says.next.name()]);
        reached.extend(card.note.as_ref().and_then(|note| named(note.to).first()));
        let buttons = [&card.button, &card.otherwise];
        let support = Press::Open { link: Link::MeumSupport };
        if buttons.into_iter().flatten().any(|button| button.press == support) {
            reached.insert(Meum);
        }
        for party in named(card.fixer).iter().filter(|party| !matches!(party, Merchant | Nobody)) {
            let fits = reached.contains(party) || passes_at_meum(&card);
            assert!(fits, "{:?} {:?}: {:?} is reached by nothing", problem.kind, problem.about.mark, card.fixer);
        }
    }
}

#[test]
fn who_can_fix_it_follows_from_what_is_known() {
    use ProblemKind as Is;
    let cases = [
        (Problem::new(Is::SettingRefused), Fixer::ComputerAdmin),
        (Problem::new(Is::TrustUnusable), Fixer::ComputerAdmin),
        (Problem::new(Is::StorageFault), Fixer::ComputerAdmin),
        (Problem::new(Is::ShopTimedOut), Fixer::WaitOrWebHost),
        (Problem::new(Is::ShopTimedOut).marked(Mark::ProxySilent), Fixer::NetworkAdmin),
        (Problem::new(Is::ConnectionBroken), Fixer::WaitOrWebHost),
        (Problem::new(Is::Banned), Fixer::WaitOrWebHost),
        (Problem::new(Is::NetworkSignIn), Fixer::YouOrNetworkAdmin),
        (Problem::new(Is::Blocked), Fixer::WebHost),
        (Problem::new(Is::Blocked).with_other("Sucuri"), Fixer::YouOrWebHost),
        (Problem::new(Is::CertificateWrongName), Fixer::WebHost),
        (Problem::new(Is::CertificateWrongName).with_instead("https://www.shop.example"), Fixer::YouOrWebHost),
        (Problem::new(Is::NotSetUp), Fixer::Developer),
        (Problem::new(Is::NotSetUp).marked(Mark::UpgradeWaits), Fixer::YouOrDeveloper),
        (Problem::new(Is::KeyUnknown), Fixer::You),
        (Problem::new(Is::KeyUnknown).marked(Mark::Untested), Fixer::YouOrMeum),
    ];
    for (problem, fixer) in cases {
        assert_eq!(problem.fixer(), fixer, "{problem:?}");
    }
}
