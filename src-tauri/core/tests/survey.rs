//! One look at all shops: each is asked twice, a look that may pass is repeated before it counts, and what it comes to is
//! said in levels and in metrics.

use crate::story::{MORNING, Story, problem, sight, status};
use connect_core::effect::Question;
use connect_core::event::Loaded;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::shop_facts::{Certificate, ShopSight};
use connect_core::survey::{Asking, Level, Report, ShopReport, Survey, metrics};
use connect_core::time::{Span, Timestamp};

/// The notes of a shop that is connected and handed over.
fn connected() -> ShopRecord {
    Story::at_panel(true).app.current().unwrap().record.clone()
}

fn survey_of(records: Vec<ShopRecord>) -> Survey {
    Survey::of(Loaded { shops: records, ..Loaded::default() })
}

fn is_to_meum(asking: &Asking) -> bool {
    match asking.question {
        Question::Status(_) => true,
        Question::Look { .. } => false,
        ref other => panic!("nothing else is asked: {other:?}"),
    }
}

/// Answers what is due, and what is asked again, until nothing is.
fn answered(
    mut survey: Survey,
    meum: impl Fn(usize) -> Result<(), ProblemKind>,
    shop: impl Fn(usize) -> Result<ShopSight, ProblemKind>,
) -> (Report, usize) {
    let (mut now, mut asked, mut of_meum, mut of_shop) = (MORNING, 0, 0, 0);
    loop {
        for asking in survey.due(now) {
            asked += 1;
            if is_to_meum(&asking) {
                let result = meum(of_meum).map(|()| Box::new(status(true))).map_err(unhurried);
                survey.status_came(asking.ticket, result, now);
                of_meum += 1;
            } else {
                survey.shop_seen(asking.ticket, shop(of_shop).map(Box::new).map_err(unhurried), now);
                of_shop += 1;
            }
        }
        match survey.wake_at(now) {
            Some(at) => now = at.max(now.after(Span(1))),
            None => return (survey.report(now), asked),
        }
        assert!(asked < 20, "it ends");
    }
}

/// No server names a time.
fn unhurried(kind: ProblemKind) -> connect_core::problem::Problem {
    let mut problem = problem(kind);
    problem.about.seconds = None;
    problem
}

fn only(report: &Report) -> &ShopReport {
    let [shop] = report.shops.as_slice() else { panic!("one shop: {report:?}") };
    shop
}

fn line(shop: &ShopReport, id: LineId) -> (LineState, Option<ProblemKind>) {
    let line = shop.lines.iter().find(|line| line.line == id).unwrap();
    (line.state, line.code)
}

#[test]
fn a_shop_that_is_well_takes_one_question_to_each_side() {
    let (report, asked) = answered(survey_of(vec![connected()]), |_| Ok(()), |_| Ok(sight()));
    assert_eq!((asked, report.level()), (2, Level::Ok));
    let shop = only(&report);
    assert_eq!((shop.shop.as_str(), shop.headline), ("corner-shop.example", Headline::CanPay));
    assert!(shop.problems.is_empty() && !shop.practice);
}

#[test]
fn what_may_pass_is_asked_again_before_it_counts() {
    let fails_once = |time: usize| if time == 0 { Err(ProblemKind::ShopTimedOut) } else { Ok(sight()) };
    let (report, asked) = answered(survey_of(vec![connected()]), |_| Ok(()), fails_once);
    assert_eq!(report.level(), Level::Ok, "{report:?}");
    assert_eq!(asked, 3);
    let (report, _) = answered(survey_of(vec![connected()]), |_| Ok(()), |_| Err(ProblemKind::ShopTimedOut));
    assert_eq!(line(only(&report), LineId::Shop).1, Some(ProblemKind::ShopTimedOut));
    assert_ne!(report.level(), Level::Ok);
}

#[test]
fn each_level_is_what_the_headline_and_the_lines_say() {
    let of = |meum: Result<(), ProblemKind>, shop: Result<(), ProblemKind>| {
        answered(survey_of(vec![connected()]), move |_| meum, move |_| shop.map(|()| sight())).0
    };
    let switched_off = || Ok(ShopSight { gateway_enabled: Some(false), ..sight() });
    let (cannot_pay, _) = answered(survey_of(vec![connected()]), |_| Ok(()), |_| switched_off());
    let cases = [
        (cannot_pay, Level::Critical, ProblemKind::GatewayOff),
        (of(Ok(()), Err(ProblemKind::KeyUnknown)), Level::Warning, ProblemKind::KeyRevoked),
        (of(Err(ProblemKind::VaultLocked), Err(ProblemKind::VaultLocked)), Level::Unknown, ProblemKind::VaultLocked),
        (of(Err(ProblemKind::MeumFault), Ok(())), Level::Unknown, ProblemKind::MeumFault),
    ];
    for (report, level, kind) in cases {
        let shop = only(&report);
        assert!(shop.problems.contains(&kind), "{kind:?}: {shop:?}");
        assert_eq!(report.level(), level, "{kind:?}: {shop:?}");
    }
}

#[test]
fn what_was_seen_to_be_wrong_counts_before_what_nobody_knows() {
    let other = |id: &str, address: &str| {
        let mut record = connected();
        record.id = ShopId::stored(id.to_owned());
        let found = record.found.as_mut().unwrap();
        found.home = connect_core::store_url::StoreUrl::parse(address).unwrap();
        record
    };
    let records = vec![connected(), other("two", "https://b.example"), other("three", "https://b.example")];
    let (report, asked) = answered(
        survey_of(records),
        |time| if time == 0 { Err(ProblemKind::VaultLocked) } else { Ok(()) },
        |time| Ok(ShopSight { gateway_enabled: Some(time != 1), ..sight() }),
    );
    assert_eq!(asked, 6);
    let names: Vec<&str> = report.shops.iter().map(|shop| shop.shop.as_str()).collect();
    assert_eq!(names, ["b.example", "b.example (2)", "corner-shop.example"], "no two are called the same");
    assert_eq!(report.level(), Level::Critical);
    assert_eq!(
        [Level::Ok, Level::Warning, Level::Critical, Level::Unknown].map(|level| report.count(level)),
        [1, 0, 1, 1]
    );
}

#[test]
fn a_shop_that_is_not_connected_is_none_of_them_and_no_shop_is_not_well() {
    let not_connected = Story::at_review().app.current().unwrap().record.clone();
    let (report, asked) = answered(survey_of(vec![not_connected]), |_| Ok(()), |_| Ok(sight()));
    assert_eq!((asked, report.shops.len(), report.level()), (0, 0, Level::Unknown));
    let unread = Loaded { shops: vec![connected()], unreadable: vec!["row 2".to_owned()], ..Loaded::default() };
    let (report, _) = answered(Survey::of(unread), |_| Ok(()), |_| Ok(sight()));
    assert_eq!((report.level(), report.unreadable), (Level::Unknown, 1));
}

#[test]
fn a_pause_that_meum_has_asked_for_is_not_waited_for() {
    let mut record = connected();
    record.meum_pause = Some(MORNING.after(Span::seconds(300)));
    let (report, asked) = answered(survey_of(vec![record]), |_| panic!("Meum is not asked"), |_| Ok(sight()));
    assert_eq!((asked, report.level()), (1, Level::Unknown), "{report:?}");
}

#[test]
fn a_shop_whose_hand_over_is_not_done_is_not_asked_and_cannot_be_paid() {
    let pending = Story::at_hand_over(true).app.current().unwrap().record.clone();
    let (report, asked) = answered(survey_of(vec![pending]), |_| Ok(()), |_| Ok(sight()));
    assert_eq!((asked, report.level()), (0, Level::Critical), "{report:?}");
}

#[test]
fn the_metrics_are_read_by_the_rules_of_openmetrics() {
    let certificate = Certificate { ends: Timestamp(1_900_000_000_500), issuer: None };
    let seen =
        move || Ok(ShopSight { certificate: Some(certificate.clone()), gateway_enabled: Some(false), ..sight() });
    let (mut report, _) = answered(survey_of(vec![connected()]), |_| Ok(()), move |_| seen());
    report.shops[0].shop = "a\\b\"c\nd".to_owned();
    let text = metrics::text(&report, "0.1.0", 1_234);
    assert!(text.ends_with("# EOF\n") && text.matches("# EOF").count() == 1);
    let shop = "shop=\"a\\\\b\\\"c\\nd\"";
    for expected in [
        "# TYPE meum_connect_build_info gauge\n",
        "meum_connect_build_info{version=\"0.1.0\"} 1\n",
        "# UNIT meum_connect_status_duration_seconds seconds\n",
        "meum_connect_status_duration_seconds 1.234\n",
        "meum_connect_shops{level=\"critical\"} 1\nmeum_connect_shops{level=\"unknown\"} 0\n",
        &format!("meum_connect_shop_state{{{shop},state=\"cannot_pay\"}} 1\n"),
        &format!("meum_connect_shop_state{{{shop},state=\"can_pay\"}} 0\n"),
        &format!("meum_connect_line_state{{{shop},line=\"payment_updates\",state=\"working\"}} "),
        &format!("meum_connect_problem{{{shop},code=\"H02\"}} 1\n"),
        &format!("meum_connect_certificate_expiry_timestamp_seconds{{{shop}}} 1900000000.500\n"),
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    by_the_rules(&text);
}

/// A family's lines stand together, its type first, and no series comes twice. A unit is in the name.
fn by_the_rules(text: &str) {
    let (mut families, mut series) = (Vec::new(), std::collections::BTreeSet::new());
    for line in text.lines().filter(|line| *line != "# EOF") {
        if let Some(name) = line.strip_prefix("# TYPE ").and_then(|rest| rest.strip_suffix(" gauge")) {
            assert!(!families.contains(&name), "{name} begins once");
            families.push(name);
            continue;
        }
        let family = *families.last().expect("a type comes first");
        if let Some(rest) = line.strip_prefix("# UNIT ") {
            let (name, unit) = rest.split_once(' ').unwrap();
            assert!(name == family && name.ends_with(&format!("_{unit}")), "{line}");
        } else if let Some(rest) = line.strip_prefix("# HELP ") {
            assert!(rest.starts_with(&format!("{family} ")) && rest.ends_with('.'), "{line}");
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(name == family || name.starts_with(&format!("{family}{{")), "{line}");
            assert!(value.parse::<f64>().is_ok() && series.insert(name.to_owned()), "{line}");
        }
    }
    assert!(families.len() >= 9, "{families:?}");
}
