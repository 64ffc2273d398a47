//! A note for whoever can put a problem right: what is being done, what to change, and the request
//! that shows it. It is made of our own sentences, host names and the lines for support, which
//! carry nothing that was typed; words of the shop or Meum stay out of it.

use crate::message::{Arg, Key, Message, Slot};
use crate::problem::{Fixer, Part, Problem, Technical};
use crate::words::keys;
use crate::words::sentences::{Way, args, fitting};
use serde::Serialize;
use ts_rs::TS;

/// A note to pass on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteView {
    /// Who it is for.
    pub to: Fixer,
    /// What the button that copies it says.
    pub label: Key,
    /// Its paragraphs, each with its lines. A blank line stands between two paragraphs.
    pub text: Vec<Vec<NoteLine>>,
}

/// A line of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NoteLine {
    /// A message.
    Say(Message),
    /// The problem's `tried` lines, each after a dash: the view holds them once.
    Tried,
}

/// The note; `None` where none helps.
pub(super) fn note(problem: &Problem, way: Way) -> Option<NoteView> {
    let to = problem.note_to()?;
    let store = problem.about.store.as_deref().map_or_else(|| Arg::Message(keys::NOTE_MY_SHOP.alone()), Arg::from);
    let asked = Message { key: fitting(problem, way, Part::Ask), args: args(problem) }.and(Slot::Store, store.clone());
    let code = keys::NOTE_CODE.with(Slot::Code, problem.kind.code().into()).and(Slot::Version, Arg::Version);
    let say = |message: Message| vec![NoteLine::Say(message)];
    let text = vec![
        say(keys::NOTE_HELLO.alone()),
        say(keys::NOTE_DOING.with(Slot::Store, store)),
        vec![NoteLine::Say(keys::NOTE_ASK.alone()), NoteLine::Say(asked)],
        seen(problem),
        say(code),
        say(keys::NOTE_THANKS.alone()),
    ];
    Some(NoteView { to, label: label(to), text: text.into_iter().filter(|lines| !lines.is_empty()).collect() })
}

fn seen(problem: &Problem) -> Vec<NoteLine> {
    let request = |line: &Technical| keys::NOTE_REQUEST.with(Slot::Line, line.as_str().into());
    let mut lines: Vec<NoteLine> = problem.technical.as_ref().map(request).map(NoteLine::Say).into_iter().collect();
    lines.extend(problem.at.map(|at| NoteLine::Say(keys::NOTE_AT.with(Slot::Moment, Arg::Exact(at)))));
    if !problem.tried.is_empty() {
        lines.extend([NoteLine::Say(keys::NOTE_TRIED.alone()), NoteLine::Tried]);
    }
    lines
}

fn label(to: Fixer) -> Key {
    match to {
        Fixer::WebHost => keys::NOTE_COPY_WEB_HOST,
        Fixer::Developer => keys::NOTE_COPY_DEVELOPER,
        Fixer::NetworkAdmin => keys::NOTE_COPY_NETWORK_ADMIN,
        Fixer::You
        | Fixer::ComputerAdmin
        | Fixer::Meum
        | Fixer::Wait
        | Fixer::WaitOrWebHost
        | Fixer::YouOrDeveloper
        | Fixer::YouOrWebHost
        | Fixer::YouOrNetworkAdmin
        | Fixer::YouOrMeum => keys::NOTE_COPY,
    }
}
