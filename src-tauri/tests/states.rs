//! Every state of every line of the panel can be produced in practice: a trouble of the practice servers for
//! each, through the whole app over real sockets.

use crate::harness::{Running, Servers, at, delivered};
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::view::{PanelView, Screen, View};
use connect_practice::{MeumTrouble, Trouble, notebook as notes};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Which states each line can be in, as `health/line.rs` judges.
fn reachable() -> Vec<(LineId, Vec<LineState>)> {
    use LineState::{Attention, CantTell, CheckingAgain, NotChecked, NotWorking, Waiting, Working};
    vec![
        (LineId::Shop, vec![Working, Attention, NotWorking, CheckingAgain, NotChecked, CantTell]),
        (LineId::Keys, vec![Working, NotWorking, CheckingAgain, NotChecked, CantTell]),
        (LineId::Meum, vec![Working, Attention, NotWorking, Waiting, CheckingAgain, NotChecked, CantTell]),
        (LineId::Webhook, vec![Working, Attention, NotWorking, Waiting, CheckingAgain, NotChecked, CantTell]),
        (LineId::WayIn, vec![Working, NotWorking, CheckingAgain, NotChecked, CantTell]),
        (LineId::Payouts, vec![Working, Attention, NotWorking, CheckingAgain, NotChecked, CantTell]),
        (LineId::Plugin, vec![Working, Attention, NotWorking, CheckingAgain, NotChecked, CantTell]),
    ]
}

/// What was seen of each line.
#[derive(Default)]
struct Saw(RefCell<BTreeMap<LineId, Vec<LineState>>>);

impl Saw {
    /// Looks at a view; gives back its panel.
    fn looks<'a>(&self, view: &'a View) -> Option<&'a PanelView> {
        let Screen::Panel(panel) = &view.screen else { return None };
        for line in &panel.lines {
            let mut all = self.0.borrow_mut();
            let seen = all.entry(line.id).or_default();
            if !seen.contains(&line.state) {
                seen.push(line.state);
            }
        }
        Some(panel)
    }
}

fn state(panel: &PanelView, id: LineId) -> (LineState, Option<ProblemKind>) {
    let line = panel.lines.iter().find(|line| line.id == id).unwrap();
    (line.state, line.code)
}

async fn at_panel(folder: &std::path::Path, servers: &Servers, saw: &Saw, before: Option<MeumTrouble>) -> Running {
    let mut app = Running::at_review(folder, servers, notes::CONNECTION_KEY).await;
    servers.meum.replace(before);
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    servers.meum.clear();
    let by_hand = before_is_half(&app.view());
    if by_hand {
        app.ask(Intent::HandedOverByHand).await;
    } else {
        app.ask(Intent::HandOver { switch_on: true }).await;
        app.until_step("the plugin has its key and secret", delivered).await;
        app.ask(Intent::Continue).await;
    }
    app.until("the panel", |view| saw.looks(view).is_some_and(|panel| !panel.checking)).await;
    app
}

/// Whether one of key and secret did not come: the merchant then says that the plugin has them.
fn before_is_half(view: &View) -> bool {
    let text = serde_json::to_string(&view.screen).unwrap();
    text.contains("\"G22\"")
}

/// What is wrong, and which line then stands how.
type Case = (Vec<Trouble>, Vec<MeumTrouble>, LineId, LineState, Option<ProblemKind>);

fn cases() -> Vec<Case> {
    use LineId::{Keys, Meum, Payouts, Plugin, Shop, WayIn, Webhook};
    use LineState::{Attention, CantTell, NotWorking, Waiting};
    use ProblemKind as Is;
    let moved = || Trouble::HomeElsewhere { url: "https://new-shop.example/".into() };
    // Those that fail a whole look come last: the end of a trouble that comes and goes takes its time.
    vec![
        (vec![Trouble::CertificateEndsAtOnce], vec![], Shop, Attention, Some(Is::CertificateRunsOut)),
        (vec![moved()], vec![], Meum, Attention, Some(Is::AddressMoved)),
        (vec![Trouble::WebhookMissing], vec![MeumTrouble::NothingSentYet], WayIn, NotWorking, Some(Is::WebhookMissing)),
        (vec![Trouble::GatewayOff], vec![], Plugin, NotWorking, Some(Is::GatewayOff)),
        (vec![], vec![MeumTrouble::StillPending], Meum, Waiting, None),
        (vec![], vec![MeumTrouble::WebhookDegraded], Webhook, Attention, Some(Is::WebhookFailing)),
        (vec![], vec![MeumTrouble::WebhookFailing], Webhook, NotWorking, Some(Is::WebhookFailing)),
        (vec![], vec![MeumTrouble::NothingSentYet], Webhook, Waiting, None),
        (vec![], vec![MeumTrouble::PayoutMissing], Payouts, NotWorking, Some(Is::PayoutMissing)),
        (vec![], vec![MeumTrouble::PayoutsMentioned], Payouts, Attention, Some(Is::MeumReportsIssue)),
        (vec![Trouble::ServerDown], vec![], Shop, NotWorking, Some(Is::ServerFault)),
        (vec![Trouble::KeysRevoked], vec![], Keys, NotWorking, Some(Is::KeyRevoked)),
        (vec![], vec![MeumTrouble::Down], Meum, CantTell, Some(Is::MeumFault)),
        (vec![], vec![MeumTrouble::Suspended], Meum, NotWorking, Some(Is::MeumForbids)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_every_line_is_produced_by_a_trouble_of_the_practice_servers() {
    let saw = Saw::default();
    let folder = tempfile::tempdir().unwrap();
    let servers = Servers::start().await;
    let mut app = at_panel(folder.path(), &servers, &saw, None).await;
    for (shop, meum, line, expected, code) in cases() {
        // While a question is in flight, nothing asks it once more.
        app.until("at rest", |view| saw.looks(view).is_some_and(|panel| !panel.checking)).await;
        servers.shop.replace(shop.clone());
        servers.meum.replace(meum.clone());
        app.ask(Intent::CheckNow).await;
        let what = format!("{line:?} {expected:?} by {shop:?} {meum:?}");
        app.until(&what, |view| saw.looks(view).is_some_and(|panel| state(panel, line) == (expected, code))).await;
    }
    app.until("at rest", |view| saw.looks(view).is_some_and(|panel| !panel.checking)).await;
    let Servers { shop, meum } = servers;
    shop.set(Trouble::Refused);
    drop(meum);
    app.ask(Intent::CheckNow).await;
    let offline = (LineState::CantTell, Some(ProblemKind::Offline));
    app.until("offline", |view| saw.looks(view).is_some_and(|panel| state(panel, LineId::Shop) == offline)).await;
    app.kill().await;

    for before in [MeumTrouble::NoWebhookSecret, MeumTrouble::BareAnswer] {
        let (folder, servers) = (tempfile::tempdir().unwrap(), Servers::start().await);
        at_panel(folder.path(), &servers, &saw, Some(before)).await.kill().await;
    }
    let seen = saw.0.into_inner();
    for (line, states) in reachable() {
        let missing: Vec<_> = states.iter().filter(|state| !seen[&line].contains(state)).collect();
        assert!(missing.is_empty(), "{line:?} was never {missing:?}");
        let other: Vec<_> = seen[&line].iter().filter(|state| !states.contains(state)).collect();
        assert!(other.is_empty(), "{line:?} was {other:?}: the table has to say so");
    }
}

/// What the pages are looked at in: the gallery, and the pictures of every state.
fn in_samples() -> BTreeMap<LineId, Vec<LineState>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/contract/samples.json");
    let samples: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut seen = BTreeMap::<LineId, Vec<LineState>>::new();
    for line in samples.iter().filter_map(|sample| sample["view"]["screen"]["lines"].as_array()).flatten() {
        let name = |id: &&LineId| serde_json::to_value(**id).unwrap() == line["id"];
        let id = LineId::ALL.iter().find(name).unwrap();
        let states = reachable().into_iter().flat_map(|(_, states)| states);
        let state = states.into_iter().find(|state| serde_json::to_value(state).unwrap() == line["state"]);
        seen.entry(*id).or_default().push(state.unwrap());
    }
    seen
}

#[test]
fn every_state_of_every_line_has_a_sample_to_look_at() {
    let samples = in_samples();
    for (line, states) in reachable() {
        let missing: Vec<_> = states.iter().filter(|state| !samples[&line].contains(state)).collect();
        assert!(missing.is_empty(), "no sample shows {line:?} as {missing:?}");
    }
}
