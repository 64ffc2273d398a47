//! The report that a picture carries.

use crate::story::Story;
use connect_core::drawn::Drawn;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::snapshot::{Beside, Code, Ids, LineMark, Over, Said, SignedBy, Snapshot, Unreadable, Versions};
use connect_core::step::Step;
use connect_core::time::{LocalOffset, Timestamp};
use connect_core::words::keys;
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

fn moment() -> impl Strategy<Value = Timestamp> {
    (28_000_000_i64..40_000_000).prop_map(|minutes| Timestamp(minutes * MINUTE))
}

fn code() -> impl Strategy<Value = Option<Code>> {
    prop::option::of(prop::sample::select(ProblemKind::ALL).prop_map(Code::of))
}

fn line(at: Timestamp) -> impl Strategy<Value = LineMark> {
    let states = vec![
        LineState::Working,
        LineState::Attention,
        LineState::NotWorking,
        LineState::Waiting,
        LineState::CheckingAgain,
        LineState::NotChecked,
        LineState::CantTell,
    ];
    let ago = || prop::option::of(0_i64..600_000).prop_map(move |ago| ago.map(|ago| Timestamp(at.0 - ago * MINUTE)));
    let id = prop::sample::select(&LineId::ALL[..]);
    (id, prop::sample::select(states), code(), ago(), ago()).prop_map(|(id, state, code, since, checked_at)| LineMark {
        id,
        state,
        code,
        since,
        checked_at,
    })
}

fn id() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "inst_[0-9a-f]{20}",
        "[A-Z0-9-]{1,36}",
    ])
}

/// What a card says, in other words than usual.
fn said() -> impl Strategy<Value = Said> {
    let varied: Vec<ProblemKind> =
        ProblemKind::ALL.iter().copied().filter(|kind| !kind.texts().readings.is_empty()).collect();
    (prop::sample::select(varied), any::<prop::sample::Index>()).prop_map(|(kind, at)| {
        let reading = at.get(kind.texts().readings).key;
        Said { code: Code::of(kind), texts: [Some(kind.texts().title), Some(reading), Some(reading)], args: None }
    })
}

prop_compose! {
    fn snapshot()(at in moment())(
        at in Just(at),
        lines in prop::collection::vec(line(at), 0..=7),
        (store, integration, installation) in (id(), id(), id()),
        headline in prop::option::of(prop::sample::select(vec![Headline::CanPay, Headline::CantTell, Headline::Attention])),
        sales in prop::option::of(prop::sample::select(vec![keys::SALES_MAY_FAIL, keys::SALES_ON_HOLD, keys::SALES_STOPPED])),
        over in prop::option::of(prop::sample::select(vec![Over::Disconnect, Over::Unlock, Over::Ended])),
        (step, sign_in) in (prop::sample::select(vec![Step::YourShop, Step::Panel]), prop::option::of(prop::sample::select(vec![SignedBy::Header, SignedBy::Query, SignedBy::Password]))),
        home in prop::option::of("https://[a-z]{1,30}\\.example/([a-z]{1,8}/)?"),
        code in code(),
        (sent_at, word) in (prop::option::of(Just(at)), prop::option::of("[A-Z_]{1,24}")),
        others in prop::collection::vec(code(), 0..4),
        said in prop::collection::vec(said(), 0..4),
        practice in any::<bool>(),
        quarters in -48_i32..=56,
        versions in prop::collection::vec(prop::option::of("[0-9]\\.[0-9]{1,2}\\.[0-9]"), 3),
    ) -> Snapshot {
        Snapshot {
            at, offset: LocalOffset(quarters * 15), reference: if practice { "PRACTICE-FBKN4Q" } else { "FBKN4Q" }.to_owned(), practice, app: "1.2.3".to_owned(), system: "Debian 12".to_owned(), home, step, over, ended_at: over.map(|_| at), sent_at, word, code, headline, sales,
            lines, others: others.into_iter().flatten().collect(), said, updates_to: None, ids: Ids { store, integration, installation }, meum_key_prefix: Some("sk_live_0001".to_owned()),
            key_ending: Some("000a001".to_owned()),
            versions: Versions {
                wordpress: versions[0].clone(), woocommerce: versions[1].clone(), plugin: versions[2].clone(),
            },
            sign_in, failed: None, beside: Beside::default(),
        }
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read(snapshot in snapshot()) {
        let bytes = snapshot.bytes();
        prop_assert!(bytes.len() <= 360, "{}", bytes.len());
        prop_assert_eq!(Snapshot::read(&bytes), Ok(snapshot));
    }

    #[test]
    fn a_damaged_byte_is_noticed(snapshot in snapshot(), place in any::<prop::sample::Index>(), other in 1_u8..) {
        let mut bytes = snapshot.bytes();
        let place = 3 + place.index(bytes.len() - 3);
        bytes[place] ^= other;
        prop_assert_eq!(Snapshot::read(&bytes), Err(Unreadable::Damaged));
    }

    #[test]
    fn bytes_that_hold_anything_are_refused_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Snapshot::read(&bytes);
        let mut marked = b"MC\x01".to_vec();
        marked.extend(bytes);
        let _ = Snapshot::read(&marked);
    }
}

#[test]
fn what_is_no_snapshot_is_told_apart() {
    let cases: [(&[u8], Unreadable); 5] = [
        (b"", Unreadable::Foreign),
        (b"MC", Unreadable::Foreign),
        (b"https://shop.example/", Unreadable::Foreign),
        (b"MC\x02and more", Unreadable::Newer),
        (b"MC\x01and more", Unreadable::Damaged),
    ];
    for (bytes, expected) in cases {
        assert_eq!(Snapshot::read(bytes), Err(expected), "{bytes:?}");
    }
}

#[test]
fn the_longest_texts_still_fit_and_the_failed_request_takes_what_is_left() {
    let long = "x".repeat(300);
    let line = LineMark {
        id: LineId::Shop,
        state: LineState::NotWorking,
        code: Some(Code::of(ProblemKind::StorageFull)),
        since: Some(Timestamp(0)),
        checked_at: Some(Timestamp(0)),
    };
    let text = || Some(long.clone());
    let snapshot = Snapshot {
        at: Timestamp(40_000_000 * MINUTE),
        offset: LocalOffset(-570),
        reference: long.clone(),
        practice: true,
        app: long.clone(),
        system: long.clone(),
        home: Some(format!("https://{long}.example/")),
        step: Step::Panel,
        over: Some(Over::Ended),
        ended_at: Some(Timestamp(0)),
        sent_at: Some(Timestamp(0)),
        word: Some("A".repeat(24)),
        code: line.code,
        headline: Some(Headline::CantTell),
        sales: Some(keys::SALES_STOPPED),
        lines: vec![line; 7],
        ids: Ids { store: text(), integration: text(), installation: text() },
        meum_key_prefix: text(),
        key_ending: text(),
        versions: Versions { wordpress: text(), woocommerce: text(), plugin: text() },
        others: Vec::new(),
        said: Vec::new(),
        updates_to: text(),
        sign_in: Some(SignedBy::Query),
        failed: Some(format!("GET /wp-json/wc/v3/{long} · 403 · 120 ms")),
        beside: Beside::default(),
    };
    let read = Snapshot::read(&snapshot.bytes()).expect("it is whole");
    assert_eq!(read.lines, snapshot.lines);
    let failed = read.failed.unwrap_or_default();
    assert!(failed.starts_with("GET /wp-json/wc/v3/") && failed.ends_with("… · 403"), "{failed}");
    assert!(Drawn::of(&snapshot.bytes()).is_some());
}

#[test]
fn the_panel_carries_its_report_and_a_calm_step_does_not() {
    let panel = Story::at_panel(true).view();
    let report = panel.support.report.expect("a report");
    let modules = usize::from(report.size).pow(2);
    assert_eq!(report.modules.len(), modules.div_ceil(4));
    assert!(report.size <= 49, "{} modules are too fine for a picture at half its size", report.size);
    assert_eq!(Story::at_your_shop().view().support.report, None);
}
