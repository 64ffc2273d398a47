//! What a code of a report means, in the words of the screen that it was taken of.

use super::code::Code;
use super::facts::{LineMark, Over, Snapshot};
use super::said::Said;
use super::told::of_line;
use crate::health::certain::{is_general, rank};
use crate::line::{LineId, LineState};
use crate::message::{Arg, Args, Message, Slot, short};
use crate::problem::{ProblemKind, Reading};
use crate::words::keys;

/// Names, addresses and times that the code has no room for, and without which a sentence would have a hole.
const ON_SCREEN: [Slot; 7] =
    [Slot::Other, Slot::Instead, Slot::Sent, Slot::Setting, Slot::Wait, Slot::Off, Slot::Moment];

/// What stands in some sentences and is left out where nothing is known of it.
const PERHAPS_ON_SCREEN: [Slot; 3] = [Slot::On, Slot::Counted, Slot::Named];

impl Snapshot {
    /// What a code is called, what it means, and what comes next, as on the screen; `None` for a code that this app
    /// does not know, and for a text that it does not know. What the report does not hold is said to be on the screen.
    pub fn says(&self, code: Code) -> Option<[Option<Message>; 3]> {
        let said = self.said.iter().find(|said| said.code == code);
        let args = said.and_then(|said| said.args.clone()).unwrap_or_else(|| self.held(code));
        let Said { texts, .. } = said.cloned().or_else(|| Some(self.usual(code.kind()?)))?;
        let mut says = texts.map(|text| text.map(|key| Message { key, args: args.clone() }));
        if let Some(cause) = self.cause_of(code) {
            says[2] = Some(keys::LINE_BECAUSE.with(Slot::Line, Arg::Message(of_line(cause).alone())));
        }
        Some(says)
    }

    /// The line that says what Meum's general word is about. As on the panel, the word then has no step of its own.
    fn cause_of(&self, code: Code) -> Option<LineId> {
        code.kind().filter(|kind| is_general(*kind))?;
        let ranked = |line: &LineMark| rank(line.state, line.code?.kind()?);
        let troubled = self.lines.iter().filter_map(|line| Some((ranked(line)?, line)));
        let (_, gravest) = troubled.min_by_key(|(rank, _)| *rank)?;
        let is_cause = gravest.id != LineId::Keys
            && matches!(gravest.state, LineState::NotWorking | LineState::Attention)
            && gravest.code.and_then(Code::kind).is_some_and(|kind| !is_general(kind));
        is_cause.then_some(gravest.id)
    }

    /// What is said where the report names no text. The page before forgetting asks Meum only where its button is
    /// pressed.
    fn usual(&self, kind: ProblemKind) -> Said {
        let mut said = Said::usual(kind);
        if kind == ProblemKind::ConnectAnswerLost && self.over == Some(Over::Forget) {
            said.texts[2] = Some(keys::ASK_MEUM_NEXT);
        }
        let arrives = |reading: &&Reading| reading.way == "arrives" && reading.part == "means";
        if let Some(reading) = kind.texts().readings.iter().find(arrives).filter(|_| self.arrives()) {
            said.texts[1] = Some(reading.key);
        }
        said
    }

    /// Whether Meum says that its messages arrive: at the connected shop, not at the address that it may move to.
    fn arrives(&self) -> bool {
        self.over != Some(Over::Move)
            && self.lines.iter().any(|line| line.id == LineId::Webhook && line.state == LineState::Working)
    }

    /// What a report holds of what fills the sentences.
    fn held(&self, code: Code) -> Args {
        let on_screen = || Arg::Message(keys::READ_ON_SCREEN.alone());
        let host = |home: &String| short(home).split('/').next().unwrap_or_default().to_owned();
        let home = self.home.as_ref().map(|home| Arg::Text(host(home)));
        let store = if self.is_of_another(code) { Some(on_screen()) } else { home };
        let key = keys::KEY_ENDING.with(Slot::Ending, on_screen());
        let known = [(Slot::Store, store), (Slot::Key, Some(Arg::Message(key)))];
        let known = known.into_iter().filter_map(|(slot, arg)| Some((slot, arg?)));
        let perhaps = PERHAPS_ON_SCREEN.map(|slot| (slot, Arg::Message(keys::READ_SEE_SCREEN.alone())));
        ON_SCREEN.into_iter().map(|slot| (slot, on_screen())).chain(perhaps).chain(known).collect()
    }

    /// Whether the shop that a card names may be another than the report's: the card tells two addresses apart, or is
    /// about one that nobody uses yet.
    fn is_of_another(&self, code: Code) -> bool {
        self.over == Some(Over::Move) || code.kind() == Some(ProblemKind::AddressMoved)
    }
}
