//! What of a shop's panel is worth a notification: a line that has begun to be wrong, once, and that it is
//! over. Everything here is decided from the lines and from what was told before; who listens, and when,
//! is decided in `app/ringing.rs`.
//!
//! A line in doubt, or one that nobody has asked about, says nothing: neither that something is wrong nor
//! that it is over.

pub mod saying;

use crate::health::certain::{Certain, of_line};
use crate::health::{Line, Vantage, seen_from};
use crate::line::{LineId, LineState};
use crate::message::Message;
use crate::problem::ProblemKind;
use crate::record::ShopId;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What of each line was told and is not over, as it stood then.
pub type Announced = BTreeMap<LineId, (LineState, ProblemKind)>;

/// What several shops may suffer from at once. It is told once for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// This computer's network or clock.
    Computer,
    /// This computer's password store.
    Passwords,
    /// Meum.
    Meum,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 3] = [Self::Computer, Self::Passwords, Self::Meum];
}

/// What a notification is about. The next one about the same takes its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// One shop.
    Shop(ShopId),
    /// What all shops have in common.
    Cause(Cause),
    /// Several shops that something is wrong with, each in its own way.
    Several,
}

/// A notification. Its words are enough: no desktop is sure to show a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What it is about.
    pub subject: Subject,
    /// Something is wrong; else something is over.
    pub wrong: bool,
    /// A few words.
    pub title: Message,
    /// One or two sentences.
    pub body: Message,
}

/// A line that something is wrong with, and that was not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Which.
    pub line: LineId,
    /// How it stands.
    pub state: LineState,
    /// Why.
    pub kind: ProblemKind,
    /// When the last answer said so.
    pub seen_at: Option<Timestamp>,
}

impl Alarm {
    /// What all shops may have of it at once.
    pub fn cause(self) -> Option<Cause> {
        cause(self.kind)
    }

    /// How bad it is: what it makes certain, and whether the line still works.
    pub fn weight(self) -> (Certain, bool) {
        weight(self.state, self.kind)
    }
}

/// What has changed since something was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Lines with which something is wrong now, or something worse.
    pub begun: Vec<Alarm>,
    /// Lines with which nothing is wrong any more.
    pub over: Vec<LineId>,
}

/// Who has answered since the app started, woke or asked afresh. What was known before is not told as
/// news.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// Meum.
    pub meum: bool,
    /// The shop.
    pub shop: bool,
}

/// What of these lines is news.
pub fn changes(lines: &[Line], heard: Heard, told: &Announced) -> Changes {
    let mut changes = Changes::default();
    for line in lines.iter().filter(|line| is_heard(line.id, heard)) {
        match stand(line) {
            Stand::Wrong(alarm) if is_news(alarm, told) => changes.begun.push(alarm),
            Stand::Well if told.contains_key(&line.id) => changes.over.push(line.id),
            Stand::Wrong(_) | Stand::Well | Stand::Unknown => {}
        }
    }
    changes
}

/// How long something has to last before a notification comes, over and above the second look. What the
/// merchant can do nothing about mostly passes by itself.
pub const fn patience(kind: ProblemKind) -> Span {
    match kind {
        // A computer that is carried from one network to another is offline in between.
        ProblemKind::Offline => Span::seconds(600),
        // A service that is being renewed.
        ProblemKind::MeumUnreachable | ProblemKind::MeumFault => Span::seconds(120),
        _ => Span(0),
    }
}

/// What all shops may have of a problem at once.
pub const fn cause(kind: ProblemKind) -> Option<Cause> {
    use ProblemKind as Is;
    match kind {
        Is::Offline | Is::NetworkSignIn | Is::ProxySignIn | Is::ConnectionInspected | Is::ClockWrong => {
            Some(Cause::Computer)
        }
        Is::VaultLocked | Is::VaultMissing | Is::VaultRefused | Is::VaultSlow => Some(Cause::Passwords),
        Is::MeumUnreachable | Is::MeumFault => Some(Cause::Meum),
        _ => None,
    }
}

/// A line as far as it can be told.
enum Stand {
    Wrong(Alarm),
    Well,
    /// Nobody knows, or another line says it.
    Unknown,
}

fn stand(line: &Line) -> Stand {
    match line.state {
        LineState::Working | LineState::Waiting => Stand::Well,
        LineState::NotChecked | LineState::CheckingAgain => Stand::Unknown,
        LineState::Attention | LineState::NotWorking | LineState::CantTell => match line.kind {
            Some(kind) if line.because_of.is_none() && is_worth_it(kind) => {
                Stand::Wrong(Alarm { line: line.id, state: line.state, kind, seen_at: line.checked_at })
            }
            Some(_) | None => Stand::Unknown,
        },
    }
}

/// A pause that Meum asks for, words that nobody knows, and what the merchant has left undone are on the
/// panel, and no news.
const fn is_worth_it(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    !matches!(
        kind,
        Is::MeumRateLimited
            | Is::ReportMissing
            | Is::StatusUnknown
            | Is::PayoutUnknown
            | Is::MeumUnknownWord
            | Is::SettingsUnknown
            | Is::ConnectAnswerLost
            | Is::HandOverUnfinished
            | Is::HalfIssued
    )
}

/// Whether this is worse than what was told of the line. One trouble shows itself by several codes.
fn is_news(alarm: Alarm, told: &Announced) -> bool {
    told.get(&alarm.line).is_none_or(|&(state, kind)| alarm.weight() > weight(state, kind))
}

fn weight(state: LineState, kind: ProblemKind) -> (Certain, bool) {
    (of_line(state, Some(kind)), state == LineState::NotWorking)
}

fn is_heard(line: LineId, heard: Heard) -> bool {
    match seen_from(line) {
        Vantage::Meum => heard.meum,
        Vantage::Shop => heard.shop,
    }
}
