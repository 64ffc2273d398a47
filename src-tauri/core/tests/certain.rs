//! What must hold of the headline: it says no better than what the lines make certain, whatever the
//! shop and Meum said, and whenever. The table says it code by code.

use crate::story::{MORNING, Story, problem, sight, status, text};
use connect_core::health::certain::{Certain, certain, of_line, shows_more_than_orders_on_hold};
use connect_core::health::{self, Health, Now};
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::StatusFacts;
use connect_core::observed::Observed;
use connect_core::problem::ProblemKind;
use connect_core::record::{Dated, ShopRecord};
use connect_core::shop_facts::{HandOver, PluginFacts, ShopSight, WayIn};
use connect_core::time::{Span, Timestamp};
use connect_core::view::{PanelView, Screen};
use proptest::prelude::*;

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        other => panic!("not the panel: {other:?}"),
    }
}

fn code(panel: &PanelView, id: LineId) -> (LineState, Option<ProblemKind>) {
    let line = panel.lines.iter().find(|line| line.id == id).unwrap();
    (line.state, line.code)
}

type Shop = Result<ShopSight, ProblemKind>;
type Meum = Result<StatusFacts, ProblemKind>;

fn after(meum: Meum, shop: Shop) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(meum).shop_answers(shop);
    story
}

fn off() -> ShopSight {
    ShopSight { gateway_enabled: Some(false), ..sight() }
}

fn webhook(word: &str) -> StatusFacts {
    StatusFacts { webhook_health: Some(text(word)), ..status(true) }
}

#[test]
fn each_trouble_says_what_it_makes_certain_for_shoppers_and_no_more() {
    use Headline::{Attention, CanPay, CantPayYet, CantTell};
    use ProblemKind as Is;
    let well = || Ok(status(true));
    let plugin = |active| PluginFacts { active, ..sight().plugin.unwrap() };
    let without = |active| ShopSight { gateway_enabled: None, plugin: Some(plugin(active)), ..sight() };
    let cases: Vec<(&str, Meum, Shop, Headline)> = vec![
        ("all is well", well(), Ok(sight()), CanPay),
        ("the method is switched off", well(), Ok(off()), CantPayYet),
        ("it is switched off, and Meum is silent", Err(Is::MeumUnreachable), Ok(off()), CantPayYet),
        ("the plugin is on and its method is not listed", well(), Ok(without(true)), Attention),
        ("the plugin is off", well(), Ok(without(false)), CantPayYet),
        ("no plugin is found", well(), Ok(ShopSight { plugin: None, ..without(true) }), Attention),
        (
            "the list of methods did not come",
            well(),
            Ok(ShopSight { gateway_unknown: Some(Is::ServerFault), ..without(true) }),
            CantTell,
        ),
        ("the shop's keys were revoked, and nobody has looked into it", well(), Err(Is::KeyUnknown), CantTell),
        ("updates fail", Ok(webhook("FAILING")), Ok(sight()), Attention),
        ("some updates fail", Ok(webhook("DEGRADED")), Ok(sight()), Attention),
        ("a firewall is in front", well(), Err(Is::Blocked), Attention),
        ("the shop is down", well(), Err(Is::ConnectionRefused), Attention),
        ("it is in maintenance", well(), Err(Is::Maintenance), Attention),
        ("nobody is reached", Err(Is::MeumUnreachable), Err(Is::HostNotFound), CantTell),
        ("Meum is down", Err(Is::MeumFault), Ok(sight()), CantTell),
        ("Meum refuses the key", Err(Is::MeumKeyRefused), Ok(sight()), Attention),
        ("Meum has paused the account", Err(Is::MeumForbids), Ok(sight()), Attention),
        ("the password store is locked", Err(Is::VaultLocked), Err(Is::VaultLocked), CantTell),
        ("Meum says not ready", Ok(StatusFacts { connected: Some(false), ..status(true) }), Ok(sight()), CantPayYet),
        ("Meum does not say whether", Ok(StatusFacts { connected: None, ..status(true) }), Ok(sight()), CantTell),
        ("no wallet", Ok(StatusFacts { payout_configured: Some(false), ..status(true) }), Ok(sight()), CantPayYet),
        ("not a word about payouts", Ok(StatusFacts { payout_configured: None, ..status(true) }), Ok(sight()), CanPay),
        (
            "Meum warns",
            Ok(StatusFacts { warning: Some(text("Mind the gap.")), ..status(true) }),
            Ok(sight()),
            Attention,
        ),
        (
            "another key is active",
            Ok(StatusFacts { credential_prefix: Some(text("sk_live_0th3")), ..status(true) }),
            Ok(sight()),
            Attention,
        ),
    ];
    for (what, meum, shop, headline) in cases {
        assert_eq!(panel(&after(meum, shop)).headline, headline, "{what}");
    }
}

#[test]
fn revoked_keys_leave_the_headline_only_where_meum_was_seen_switched_on() {
    let mut story = after(Ok(status(true)), Ok(sight()));
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::KeyUnknown));
    assert_eq!(panel(&story).headline, Headline::CanPay, "payments do not use those keys");
    let none = ShopSight { gateway_enabled: None, ..sight() };
    for (seen, headline) in [(off(), Headline::CantTell), (none, Headline::CantTell)] {
        let mut story = after(Ok(status(true)), Ok(seen));
        story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::KeyUnknown));
        assert_eq!(panel(&story).headline, headline);
    }
}

#[test]
fn a_method_that_is_not_listed_is_told_from_a_list_that_did_not_come() {
    use LineState::{Attention, CantTell, NotWorking, Working};
    let inactive = PluginFacts { active: false, ..sight().plugin.unwrap() };
    let none = || ShopSight { gateway_enabled: None, ..sight() };
    let unread = |kind| ShopSight { gateway_unknown: Some(kind), ..none() };
    let cases = [
        (sight(), Working, None),
        (off(), NotWorking, Some(ProblemKind::GatewayOff)),
        (none(), NotWorking, Some(ProblemKind::MethodNotListed)),
        (ShopSight { plugin: Some(inactive), ..none() }, NotWorking, Some(ProblemKind::PluginNotFound)),
        (ShopSight { plugin: None, ..none() }, Attention, Some(ProblemKind::PluginNotFound)),
        (unread(ProblemKind::ServerFault), CantTell, Some(ProblemKind::ServerFault)),
        (unread(ProblemKind::SeveralGateways), CantTell, Some(ProblemKind::SeveralGateways)),
    ];
    for (seen, state, kind) in cases {
        let story = after(Ok(status(true)), Ok(seen.clone()));
        assert_eq!(code(&panel(&story), LineId::Plugin), (state, kind), "{seen:?}");
        assert_eq!(code(&panel(&story), LineId::Shop), (Working, None), "the shop itself answered");
    }
}

#[test]
fn a_switch_that_was_off_before_this_start_is_looked_at_again_before_it_is_said() {
    let mut story = after(Ok(status(true)), Ok(off())).restarted();
    assert_eq!(panel(&story).headline, Headline::Checking);
    story.shop_answers(Ok(off()));
    assert_eq!(panel(&story).headline, Headline::CantPayYet, "the shop's own answer needs no word of Meum's");
}

#[test]
fn only_what_the_shop_the_plugin_or_meum_said_makes_anything_certain() {
    let of = |wanted| ProblemKind::ALL.iter().copied().filter(move |&kind| certain(kind) == wanted);
    let cannot: Vec<ProblemKind> = of(Certain::CannotPay).collect();
    let of_a_key = [ProblemKind::HandOverUnfinished, ProblemKind::CredentialsRotated];
    let here =
        [&of_a_key[..], &[ProblemKind::GatewayOff, ProblemKind::PluginNotFound, ProblemKind::PayoutMissing]].concat();
    assert!(here.iter().all(|kind| cannot.contains(kind)) && cannot.len() == here.len(), "{cannot:?}");
    for kind in ProblemKind::ALL.iter().copied() {
        let is_own = kind.is_of_vault() || kind == ProblemKind::Offline;
        assert!(!is_own || certain(kind) == Certain::NobodyKnows, "{kind:?} says nothing of the shop");
        assert!(!kind.is_of_keys() || certain(kind) == Certain::Nothing, "{kind:?} stops no shopper");
        for state in [LineState::Attention, LineState::CantTell, LineState::Waiting, LineState::Working] {
            assert!(of_line(state, Some(kind)) <= Certain::MayFail, "{kind:?}: only what does not work is certain");
        }
    }
}

fn kinds() -> impl Strategy<Value = ProblemKind> {
    proptest::sample::select(ProblemKind::ALL.to_vec())
}

/// A moment up to two days before the others, or a little after them.
fn moments() -> impl Strategy<Value = Timestamp> {
    let ago = prop_oneof![Just(0), 0..700_000_i64, -120_000..200_000_000_i64];
    ago.prop_map(|ago| Timestamp(MORNING.0 - ago))
}

fn words() -> impl Strategy<Value = Option<&'static str>> {
    proptest::sample::select(vec![None, Some("HEALTHY"), Some("DEGRADED"), Some("FAILING"), Some("PENDING"), Some("?")])
}

fn yes_or_no() -> impl Strategy<Value = Option<bool>> {
    proptest::sample::select(vec![None, Some(true), Some(true), Some(false)])
}

fn answers_of_meum() -> impl Strategy<Value = StatusFacts> {
    let notes = proptest::sample::select(vec![None, None, Some("Payouts are working normally."), Some("Look here.")]);
    (yes_or_no(), yes_or_no(), words(), words(), notes, any::<bool>()).prop_map(
        |(connected, payout_configured, webhook, health, note, ours)| StatusFacts {
            connected,
            payout_configured,
            webhook_health: webhook.map(text),
            health_status: health.map(text),
            issues: note.map(text).into_iter().collect(),
            site_url: Some(text(if ours { "https://corner-shop.example" } else { "https://old-shop.example" })),
            ..status(true)
        },
    )
}

fn sights() -> impl Strategy<Value = ShopSight> {
    (yes_or_no(), any::<bool>(), proptest::option::of(kinds()), proptest::bool::weighted(0.2)).prop_map(
        |(gateway_enabled, active, gateway_unknown, missing)| ShopSight {
            gateway_enabled,
            gateway_unknown,
            plugin: Some(PluginFacts { active, ..sight().plugin.unwrap() }),
            way_in: if missing { WayIn::Missing(crate::story::answers::webhook_missing()) } else { WayIn::Open },
            ..sight()
        },
    )
}

fn seen<T: std::fmt::Debug>(what: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Dated<T>>> {
    proptest::option::weighted(0.8, (what, moments()).prop_map(|(what, at)| Dated { what, at }))
}

fn failures() -> impl Strategy<Value = Option<Dated<connect_core::problem::Problem>>> {
    proptest::option::weighted(0.3, (kinds(), moments()).prop_map(|(kind, at)| Dated { what: problem(kind), at }))
}

fn observed() -> impl Strategy<Value = Observed> {
    (seen(answers_of_meum()), failures(), seen(sights()), failures()).prop_map(
        |(status, status_problem, sight, sight_problem)| Observed {
            status,
            status_problem,
            sight,
            sight_problem,
            ..Observed::default()
        },
    )
}

fn records() -> impl Strategy<Value = ShopRecord> {
    (yes_or_no(), any::<bool>(), moments()).prop_map(|(payout_configured, pending, at)| {
        let mut record = Story::at_panel(true).app.current().unwrap().record.clone();
        if let Some(connection) = &mut record.connection {
            connection.facts.payout_configured = payout_configured;
            connection.at = at;
            if pending {
                connection.hand_over = HandOver::Pending;
            }
        }
        record
    })
}

fn state(health: &Health, id: LineId) -> LineState {
    health.line(id).unwrap().state
}

/// Whether the last answer of this kind is at most so old.
fn is_young<T>(seen: Option<&Dated<T>>, limit: Span) -> bool {
    seen.is_some_and(|seen| MORNING.since(seen.at) <= limit)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_headline_is_never_better_than_what_its_lines_make_certain(
        record in records(),
        observed in observed(),
        meum_heard in any::<bool>(),
        shop_heard in any::<bool>(),
    ) {
        let health = health::of(&record, &observed, Now { at: MORNING, meum_heard, shop_heard, meum_doubt: None, shop_doubt: None });
        let worst = health.lines.iter().map(|line| of_line(line.state, line.kind)).max().unwrap();
        let fits = match health.headline {
            Headline::CanPay => worst <= Certain::NobodyKnows,
            Headline::Attention | Headline::CantTell | Headline::Checking => worst <= Certain::OrdersStayOnHold || !(meum_heard && shop_heard),
            Headline::CantPayYet => true,
        };
        prop_assert!(fits, "{:?} over {worst:?}", health.headline);
        if health.headline == Headline::CanPay {
            let facts = &observed.status.as_ref().unwrap().what;
            prop_assert!(meum_heard && facts.connected == Some(true) && facts.issues.is_empty());
            prop_assert!(observed.status_problem.as_ref().is_none_or(|seen| !is_young(Some(seen), Span::hours(2))));
            prop_assert!(is_young(observed.status.as_ref(), Span::seconds(600)), "what Meum said is old");
            prop_assert!(is_young(observed.sight.as_ref(), Span::hours(24)), "what was seen of the shop is old");
            prop_assert_eq!(observed.sight.as_ref().unwrap().what.gateway_enabled, Some(true));
            prop_assert_eq!(state(&health, LineId::Meum), LineState::Working);
            prop_assert!(state(&health, LineId::Shop) == LineState::Working);
        }
        if health.headline == Headline::CantPayYet {
            let says_no = meum_heard && observed.status.as_ref().is_some_and(|seen| seen.what.connected == Some(false));
            prop_assert!(worst == Certain::CannotPay || says_no, "nobody said so");
        }
    }
}

#[test]
fn nobody_says_that_shoppers_can_pay_beside_a_line_that_may_stop_some() {
    use LineState::{Attention, CantTell, NotWorking};
    let failing = (NotWorking, Some(ProblemKind::WebhookFailing));
    let cases = [
        ("it alone", None, false),
        ("Meum's general word, which means the same", Some((Attention, Some(ProblemKind::MeumReportsIssue))), false),
        ("updates that are not quite in order", Some((Attention, Some(ProblemKind::WebhookShut))), false),
        ("this computer is offline", Some((CantTell, Some(ProblemKind::Offline))), false),
        ("the keys were revoked", Some((NotWorking, Some(ProblemKind::KeyRevoked))), false),
        ("the shop has a fault", Some((NotWorking, Some(ProblemKind::ServerFault))), true),
        ("its database is down", Some((NotWorking, Some(ProblemKind::DatabaseDown))), true),
        ("shoppers don't get in", Some((Attention, Some(ProblemKind::ShutToShoppers))), true),
        ("the method is off", Some((NotWorking, Some(ProblemKind::GatewayOff))), true),
    ];
    for (beside, line, expected) in cases {
        let lines = [Some(failing), line];
        assert_eq!(shows_more_than_orders_on_hold(lines.into_iter().flatten()), expected, "{beside}");
    }
}
