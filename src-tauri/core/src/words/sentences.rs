//! The sentences of a problem: which of its texts fits, and what fills their slots.

use crate::credential::Credential;
use crate::fingerprint::Closer;
use crate::message::{Arg, Args, Key, Slot, short};
use crate::problem::{Mark, Part, Problem, ProblemKind, Texts};
use crate::words::{keys, setting};
use serde::Serialize;
use ts_rs::TS;

/// What a problem is called, what it means for selling, and the one thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Sentences {
    /// A few words.
    pub title: Key,
    /// What it means for selling.
    pub means: Key,
    /// What to do.
    pub next: Key,
    /// What fills the slots of all three.
    pub args: Args,
}

/// Where a problem is read, as far as its texts depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each decides of its own texts")]
pub struct Way {
    /// It is no reason to stop.
    pub soft: bool,
    /// It stands on a page of leaving.
    pub leaving: bool,
    /// The shop is connected and stays at its address: another one may be named, and none is offered or typed.
    pub stays: bool,
    /// Meum says that its messages arrive.
    pub arrives: bool,
}

impl Sentences {
    /// The sentences that fit.
    pub fn of(problem: &Problem, way: Way) -> Self {
        let say = |part| fitting(problem, way, part);
        Self { title: say(Part::Title), means: say(Part::Means), next: say(Part::Next), args: args(problem) }
    }
}

/// The text that fits: what is known last and most closely decides. On a page of leaving that is
/// the page; then which credential is missing, what is wrong with an address, whether there is
/// another one, what shoppers get instead of the shop, what was seen, whether the other party is named, whether it is
/// a remark, whether the wait is over, whether its day is still to come, and the address to use instead.
pub(super) fn fitting(problem: &Problem, way: Way, part: Part) -> Key {
    let texts = problem.kind.texts();
    let known = names(problem, way);
    let special = known.iter().flatten().find_map(|name| reading(&texts, name, part));
    let elsewhere = || instead(problem, &texts, way, part).or_else(|| has_no_field(way, part));
    special.or_else(elsewhere).unwrap_or(match part {
        Part::Title => texts.title,
        Part::Means => texts.means,
        Part::Next => texts.next,
        Part::Ask => texts.ask,
    })
}

fn names(problem: &Problem, way: Way) -> [Option<String>; 19] {
    let name = |holds: bool, name: &str| holds.then(|| name.to_owned());
    let fault = problem.about.fault.map(|fault| fault.name().to_owned());
    let missing = problem.about.missing.map(|missing| match missing {
        Credential::ApiKey => "noKey".to_owned(),
        Credential::WebhookSecret => "noSecret".to_owned(),
    });
    let softly = |name: &Option<String>| name.as_ref().filter(|_| way.soft).map(|name| format!("{name}_soft"));
    let soft_fault = softly(&fault);
    let other_way = name(problem.about.other_form.is_some(), "otherWay");
    let closed = problem.about.closed.map(|closed| closed.name().to_owned());
    let mark = problem.about.mark.map(|mark| mark.name().to_owned());
    let soft_mark = softly(&mark);
    let is_named = problem.about.other.is_some() && problem.about.mark != Some(Mark::Likely);
    [
        name(way.leaving, "leaving"),
        name(way.stays, "stays"),
        name(problem.about.closer == Some(Closer::DisableWpRestApi), "noExceptions"),
        missing,
        soft_fault,
        softly(&other_way),
        softly(&closed),
        fault,
        other_way,
        closed,
        soft_mark,
        mark.as_ref().filter(|_| way.arrives).map(|mark| format!("{mark}_arrives")),
        name(way.arrives && mark.is_none() && is_named, "named_arrives"),
        name(way.arrives && mark.is_none(), "arrives"),
        mark,
        name(is_named, "named"),
        name(way.soft, "soft"),
        name(problem.about.seconds == Some(0), "over"),
        name(is_to_come(problem), "early"),
    ]
}

fn reading(texts: &Texts, way: &str, part: Part) -> Option<Key> {
    let fits = |reading: &&crate::problem::Reading| reading.way == way && reading.part == part.name();
    texts.readings.iter().find(fits).map(|reading| reading.key)
}

/// How it reads where an address to use instead is known: in words of its own, or the common ones.
fn instead(problem: &Problem, texts: &Texts, way: Way, part: Part) -> Option<Key> {
    problem.about.instead.as_ref()?;
    let own = texts.readings.iter().any(|reading| reading.way == "instead");
    match (way.stays, own, part) {
        (true, _, Part::Next) => Some(keys::INSTEAD_CONNECTED),
        (false, true, part) => reading(texts, "instead", part),
        (false, false, Part::Next) => Some(keys::INSTEAD_NEXT),
        (true, ..) | (false, false, Part::Title | Part::Means | Part::Ask) => None,
    }
}

/// What is asked for where no address can be typed: that of a connected shop stays as it is.
fn has_no_field(way: Way, part: Part) -> Option<Key> {
    (way.stays && part == Part::Next).then_some(keys::EDIT_CONNECTED)
}

/// Whether the day it names was still to come when the answer came: a certificate that is not
/// valid yet.
fn is_to_come(problem: &Problem) -> bool {
    problem.about.date.zip(problem.at).is_some_and(|(date, seen)| date > seen)
}

/// How the other party stands in brackets: one that is only likely is not stated.
fn in_brackets(problem: &Problem) -> Key {
    if problem.about.mark == Some(Mark::Likely) { keys::NAMED_LIKELY } else { keys::NAMED }
}

/// What to do in whoever keeps guests out, or may do so.
fn setting(problem: &Problem) -> Option<Key> {
    let front = problem.about.other.as_ref().filter(|_| problem.kind == ProblemKind::WebhookUnclear);
    problem.about.closer.map(setting::of).or_else(|| front.map(|front| setting::of_front(front.as_str())))
}

/// What is known, for the slots of the texts. What is not known is left out: it has its stand-in.
pub(super) fn args(problem: &Problem) -> Args {
    let about = &problem.about;
    let named = about.other.as_ref();
    let unnamed = Some(problem.kind.texts().other).filter(|other| Some(*other) != Slot::Other.stand_in());
    let counted = |key: Key, slot| about.count.map(|count| Arg::Message(key.with(slot, Arg::Count(count))));
    let known = [
        (Slot::Store, about.store.as_deref().map(Arg::from)),
        (Slot::Other, named.map(Arg::from).or_else(|| unnamed.map(|other| Arg::Message(other.alone())))),
        (Slot::Named, named.map(|other| Arg::Message(in_brackets(problem).with(Slot::Other, Arg::from(other))))),
        (Slot::Instead, about.instead.as_deref().map(|address| Arg::from(short(address)))),
        (Slot::Sent, about.sent.as_ref().map(Arg::from)),
        (Slot::Setting, setting(problem).map(|setting| Arg::Message(setting.alone()))),
        (Slot::Key, about.ending.as_deref().map(|end| Arg::Message(keys::KEY_ENDING.with(Slot::Ending, end.into())))),
        (Slot::Counted, counted(keys::COUNTED, Slot::Count)),
        (Slot::Status, counted(keys::STATUS, Slot::Status)),
        (Slot::Wait, about.seconds.map(Arg::Wait)),
        (Slot::Off, about.seconds.map(Arg::Length)),
        (Slot::On, about.date.map(|date| Arg::Message(keys::ON_DAY.with(Slot::Day, Arg::Day(date))))),
    ];
    known.into_iter().filter_map(|(slot, arg)| Some((slot, arg?))).collect()
}
