//! What support reads of pictures.

use super::{Picture, json, told};
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::reading;
use connect_core::snapshot::{Beside, Code, Ids, LineMark, Over, SignedBy, Snapshot, Versions};
use connect_core::step::Step;
use connect_core::time::{LocalOffset, Timestamp};
use connect_core::words::keys;

const MINUTE: i64 = 60_000;
const INSTALLATION: &str = "inst_0a1b2c3d4e5f60718293";

fn line(id: LineId, state: LineState, code: Option<ProblemKind>) -> LineMark {
    let at = |minutes| Some(Timestamp(minutes * MINUTE));
    LineMark { id, state, code: code.map(Code::of), since: at(29_000_000), checked_at: at(29_000_060) }
}

fn report() -> Snapshot {
    Snapshot {
        at: Timestamp(29_000_061 * MINUTE),
        offset: LocalOffset(-210),
        reference: reading::reference_of(INSTALLATION),
        practice: false,
        app: "0.1.0".to_owned(),
        system: "Debian GNU/Linux 12".to_owned(),
        home: Some("https://corner-shop.example/".to_owned()),
        step: Step::Panel,
        over: None,
        ended_at: None,
        sent_at: None,
        word: None,
        code: None,
        headline: Some(Headline::CantPayYet),
        sales: None,
        lines: vec![
            line(LineId::Shop, LineState::Working, None),
            line(LineId::Payouts, LineState::NotWorking, Some(ProblemKind::PayoutMissing)),
        ],
        ids: Ids { store: None, integration: None, installation: Some(INSTALLATION.to_owned()) },
        meum_key_prefix: Some("sk_live_0a1b".to_owned()),
        key_ending: Some("7c6d5e4".to_owned()),
        versions: Versions { woocommerce: Some("10.1.2".to_owned()), ..Versions::default() },
        others: Vec::new(),
        said: Vec::new(),
        updates_to: None,
        sign_in: Some(SignedBy::Query),
        failed: Some("GET /wp-json/ · 403 · 84 ms".to_owned()),
        beside: Beside::default(),
    }
}

fn picture(found: Result<Snapshot, &'static str>) -> Picture {
    Picture { name: "shot.jpg".to_owned(), found }
}

#[test]
fn a_report_says_all_that_support_needs_in_its_words() {
    let text = told::of(&[picture(Ok(report()))]);
    for part in [
        "Picture: shot.jpg",
        "Shop: https://corner-shop.example/",
        &format!("Reference: {}", reading::reference_of(INSTALLATION)),
        "That computer's clock: UTC−3:30",
        "App: 0.1.0 · Debian GNU/Linux 12",
        "Headline: Shoppers can't pay right now",
        "Payouts: Not working · G11 · since ",
        "GET /wp-json/ · 403 · 84 ms",
        "Meum key starts with: sk_live_0a1b",
        "Shop key ends with: 7c6d5e4",
        "Signs in to the shop: in the address, as the shop takes no header",
        "WooCommerce: 10.1.2",
        "G11 · ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("PRACTICE") && !text.contains("Caution"), "{text}");
}

#[test]
fn times_are_told_as_on_the_picture_and_as_here() {
    // The tests' computer is at UTC. The code knows the distance of the picture's own moment alone, and names it beside
    // every other: the moment is the same, whatever the clock showed in another summer.
    let (soon, later) = (29_000_061, 29_400_000);
    let cases = [
        (soon, 0, "Taken: 19 Feb 2025 22:21 UTC\n", "since 19 Feb 2025 21:20 UTC"),
        (soon, 330, "Taken: 20 Feb 2025 03:51 UTC+5:30\n", "since 20 Feb 2025 02:50 UTC+5:30"),
        (soon, -180, "Taken: 19 Feb 2025 19:21 UTC−3\n", "since 19 Feb 2025 18:20 UTC−3"),
        (soon, 345, "Taken: 20 Feb 2025 04:06 UTC+5:45\n", "since 20 Feb 2025 03:05 UTC+5:45"),
        (later, 120, "Taken: 24 Nov 2025 18:00 UTC+2\n", "since 19 Feb 2025 23:20 UTC+2"),
    ];
    for (minutes, offset, taken, since) in cases {
        let made = Snapshot { at: Timestamp(minutes * MINUTE), offset: LocalOffset(offset), ..report() };
        let read = Snapshot::read(&made.bytes()).expect("it is whole");
        assert_eq!((read.at, read.offset, &read.lines), (made.at, made.offset, &made.lines), "the same moments");
        let text = told::of(&[picture(Ok(read))]);
        let here = format!("On this computer it was taken at {}.", crate::headless::moment::exact(made.at));
        for part in [taken, since, &here] {
            assert!(text.contains(part), "{offset}: {part} is not in\n{text}");
        }
    }
}

#[test]
fn what_only_the_screen_knows_is_left_out_and_a_title_never_is() {
    for &kind in ProblemKind::ALL {
        let report = Snapshot { lines: Vec::new(), code: Some(Code::of(kind)), ..report() };
        let text = told::of(&[picture(Ok(report))]);
        for stand_in in
            ["another website", "another address, and this shop says that it is your shop", "  We knocked at ."]
        {
            assert!(!text.contains(stand_in), "{kind:?}: {stand_in}\n{text}");
        }
        assert!(text.contains(&format!("{} · ", kind.code())), "{text}");
    }
}

#[test]
fn the_page_over_the_panel_and_what_it_says_of_sales_are_told() {
    let at = Timestamp(29_000_030 * MINUTE);
    let ended = Snapshot { over: Some(Over::Ended), ended_at: Some(at), sales: Some(keys::SALES_STOPPED), ..report() };
    let read = Snapshot::read(&ended.bytes()).expect("it is whole");
    assert_eq!((read.over, read.ended_at, read.sales), (ended.over, ended.ended_at, ended.sales));
    let text = told::of(&[picture(Ok(read))]);
    for part in ["Step: Disconnected from Meum, 19 Feb 2025 18:20 UTC−3:30", "Shoppers can't pay with crypto."] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn practice_a_strange_reference_and_an_older_app_are_said() {
    let practice = Snapshot { practice: true, ..report() };
    assert!(told::of(&[picture(Ok(practice))]).contains("PRACTICE"));
    let put_together = Snapshot { reference: "ABCDEF".to_owned(), ..report() };
    assert!(told::of(&[picture(Ok(put_together))]).contains("the reference doesn't fit"));
    let older = Snapshot { app: "0.0.9".to_owned(), ..report() };
    assert!(told::of(&[picture(Ok(older))]).contains("older than yours"));
    let newer = Snapshot { code: Some(Code { letter: 'Z', number: 99 }), ..report() };
    assert!(told::of(&[picture(Ok(newer))]).contains("Z99 is not known to this app"));
}

#[test]
fn pictures_of_one_shop_are_compared_and_of_others_are_not() {
    let mended = Snapshot {
        at: Timestamp(29_000_500 * MINUTE),
        lines: vec![line(LineId::Shop, LineState::Working, None), line(LineId::Payouts, LineState::Working, None)],
        ..report()
    };
    let text = told::of(&[picture(Ok(report())), picture(Ok(mended.clone()))]);
    assert!(text.contains("Payouts: Not working · G11 → Payouts: Working"), "{text}");
    let same = Snapshot { at: mended.at, ..report() };
    assert!(told::of(&[picture(Ok(report())), picture(Ok(same))]).contains("Nothing has changed."));
    let other = Snapshot { home: None, reference: "ABCDEF".to_owned(), ..mended };
    assert!(!told::of(&[picture(Ok(report())), picture(Ok(other))]).contains("G11 → "));
}

#[test]
fn a_picture_without_a_report_says_why() {
    for (why, part) in [
        ("read_no_code", "No code was found"),
        ("read_damaged", "is damaged"),
        ("read_newer", "newer Meum Connect"),
        ("read_heic", "HEIC"),
    ] {
        assert!(told::of(&[picture(Err(why))]).contains(part));
    }
}

#[test]
fn machines_read_the_same() {
    let told: serde_json::Value =
        serde_json::from_str(&json::of(&[picture(Ok(report())), picture(Err("read_no_code"))])).unwrap();
    let report = &told["pictures"][0]["report"];
    assert_eq!(report["lines"][1]["code"], "G11");
    assert_eq!(report["lines"][1]["state"], "notWorking");
    assert_eq!(report["referenceFits"], true);
    assert_eq!(report["offset"], -210);
    assert_eq!(report["codes"][0]["code"], "G11");
    assert!(told["pictures"][1]["report"].is_null());
    assert!(told["pictures"][1]["problem"].as_str().unwrap().starts_with("No code"));
}
