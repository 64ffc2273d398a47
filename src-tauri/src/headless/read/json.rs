//! The reports for machines.

use super::Picture;
use super::compared::{changes, compared};
use super::told::{ask, sentences, shop};
use crate::headless::messages::message;
use crate::headless::moment::rfc3339;
use crate::headless::report::app;
use crate::headless::sentences::key_in_words;
use connect_core::deeds::Deed;
use connect_core::snapshot::{Change, Code, LineMark, Snapshot};
use serde_json::{Value, json};

pub(super) fn of(pictures: &[Picture]) -> String {
    let compared: Vec<Value> = compared(pictures)
        .into_iter()
        .map(|(one, other)| {
            json!({ "shop": shop(one), "from": rfc3339(one.at), "to": rfc3339(other.at), "changes": changes(one, other) })
        })
        .collect();
    let pictures: Vec<Value> = pictures.iter().map(picture).collect();
    format!("{}\n", json!({ "app": app(), "pictures": pictures, "compared": compared }))
}

fn picture(picture: &Picture) -> Value {
    let problem = picture.found.as_ref().err().map(|why| message(why));
    json!({ "picture": picture.name, "problem": problem, "report": picture.found.as_ref().ok().map(report) })
}

fn report(report: &Snapshot) -> Value {
    json!({
        "at": rfc3339(report.at),
        "offset": report.offset.0,
        "practice": report.practice,
        "app": report.app,
        "system": report.system,
        "shop": report.home,
        "reference": report.reference,
        "referenceFits": report.fits_its_ids(),
        "step": report.step,
        "over": report.over,
        "endedAt": report.ended_at.and_then(rfc3339),
        "sentAt": report.sent_at.and_then(rfc3339),
        "word": report.word,
        "code": report.code.map(|code| code.to_string()),
        "headline": report.headline,
        "sales": report.sales.map(key_in_words),
        "lines": report.lines.iter().map(line).collect::<Vec<_>>(),
        "ids": {
            "store": report.ids.store,
            "integration": report.ids.integration,
            "installation": report.ids.installation,
        },
        "meumKeyPrefix": report.meum_key_prefix,
        "shopKeyEnding": report.key_ending,
        "wordpress": report.versions.wordpress,
        "woocommerce": report.versions.woocommerce,
        "plugin": report.versions.plugin,
        "failed": report.failed,
        "updatesTo": report.updates_to,
        "codes": report.codes().into_iter().map(|it| code(report, it)).collect::<Vec<_>>(),
        "doubts": report.doubts().iter().map(Code::to_string).collect::<Vec<_>>(),
    })
}

/// The report with what the code on a picture has no room for.
pub(crate) fn with_all(snapshot: &Snapshot) -> Value {
    let beside = &snapshot.beside;
    let beside = json!({
        "tried": beside.tried,
        "wentWell": beside.went_well,
        "updates": beside.updates,
        "certificateEnds": beside.certificate_ends.and_then(rfc3339),
        "kept": beside.kept,
        "watchesOn": beside.watches_on,
        "meumAt": beside.meum_at,
        "changes": beside.changes.iter().map(change).collect::<Vec<_>>(),
        "deeds": beside.deeds.iter().map(deed).collect::<Vec<_>>(),
    });
    json!({ "report": report(snapshot), "beside": beside })
}

fn change(change: &Change) -> Value {
    let code = change.code.map(|code| code.to_string());
    json!({ "at": rfc3339(change.at), "line": change.line, "state": change.state, "code": code })
}

fn deed(deed: &Deed) -> Value {
    json!({ "at": rfc3339(deed.at), "what": deed.what, "outcome": deed.outcome })
}

fn line(line: &LineMark) -> Value {
    json!({
        "line": line.id,
        "state": line.state,
        "code": line.code.map(|code| code.to_string()),
        "since": line.since.and_then(rfc3339),
        "checkedAt": line.checked_at.and_then(rfc3339),
    })
}

fn code(report: &Snapshot, code: Code) -> Value {
    let [title, means, next] = sentences(report, code);
    json!({ "code": code.to_string(), "title": title, "means": means, "next": next, "ask": code.kind().and_then(ask) })
}
