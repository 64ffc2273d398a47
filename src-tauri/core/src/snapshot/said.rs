//! What the screen says of a code. A problem has several texts: which one fits depends on what is known and on the page,
//! so a reader of the code alone would say something else than the picture.

use super::code::Code;
use crate::message::{Args, Key};
use crate::problem::ProblemKind;
use crate::words::{ProblemView, keys};

const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);

/// Texts that any card may have in the place of its own.
const SHARED: [Key; 13] = [
    keys::INSTEAD_CONNECTED,
    keys::EDIT_CONNECTED,
    keys::INSTEAD_NEXT,
    keys::ASK_MEUM_NEXT,
    keys::LINE_AGAIN,
    keys::ENDED_NOT_NOTED,
    keys::ENDED_TODO_TEXT,
    keys::MOVE_AGAIN,
    keys::ENDED_LOCKED,
    keys::HAND_PLUGIN_NEXT,
    keys::HAND_PLUGIN_OFF_NEXT,
    keys::PLUGIN_ON_NEXT,
    keys::PLUGIN_ON_NEXT_STEP,
];

/// Two bytes for each of the three texts.
pub(super) type Marks = [[u8; 2]; 3];

/// The texts of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose.
    pub code: Code,
    /// What it is called, what it means, and what comes next; `None` for a text that this app does not know.
    pub texts: [Option<Key>; 3],
    /// What fills their slots; `None` where they were read from a picture, whose code has no room for it.
    pub args: Option<Args>,
}

impl Said {
    /// What a card says.
    pub(crate) fn on(card: &ProblemView) -> Self {
        let says = &card.says;
        let texts = [says.title, says.means, says.next].map(Some);
        Self { code: Code::of(card.code), texts, args: Some(says.args.clone()) }
    }

    /// What is said of a problem of which nothing more is known.
    pub(super) fn usual(kind: ProblemKind) -> Self {
        Self { code: Code::of(kind), texts: usual(kind).map(Some), args: None }
    }

    /// How the code on a picture writes it; `None` where all is as usual.
    pub(super) fn marks(&self) -> Option<Marks> {
        let mut marks = [USUAL; 3];
        for ((written, text), usual) in marks.iter_mut().zip(self.texts).zip(usual(self.code.kind()?)) {
            *written = match text {
                Some(text) if text == usual => USUAL,
                Some(text) => mark(text),
                None => UNKNOWN,
            };
        }
        (marks != [USUAL; 3]).then_some(marks)
    }

    /// What the marks of a code stand for; `None` for a code that this app does not know.
    pub(super) fn read(code: Code, marks: Marks) -> Option<Self> {
        let kind = code.kind()?;
        let mut read = usual(kind).map(Some);
        for (text, written) in read.iter_mut().zip(marks).filter(|(_, written)| *written != USUAL) {
            *text = texts(kind).into_iter().find(|text| mark(*text) == written);
        }
        Some(Self { code, texts: read, args: None })
    }
}

const USUAL: [u8; 2] = [0; 2];
const UNKNOWN: [u8; 2] = [u8::MAX; 2];

/// The name of a text in two bytes, which no other text of its problem has.
fn mark(text: Key) -> [u8; 2] {
    let sum = CRC.checksum(text.name().as_bytes()) % u32::from(u16::MAX - 1) + 1;
    u16::try_from(sum).unwrap_or_default().to_le_bytes()
}

const fn usual(kind: ProblemKind) -> [Key; 3] {
    let texts = kind.texts();
    [texts.title, texts.means, texts.next]
}

/// Every text that a card of this problem may have.
fn texts(kind: ProblemKind) -> Vec<Key> {
    let readings = kind.texts().readings.iter().map(|reading| reading.key);
    usual(kind).into_iter().chain(readings).chain(SHARED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_texts_of_a_problem_have_one_mark() {
        for &kind in ProblemKind::ALL {
            let mut marks: Vec<([u8; 2], Key)> = texts(kind).into_iter().map(|text| (mark(text), text)).collect();
            marks.sort_unstable();
            marks.dedup();
            let all = marks.len();
            marks.dedup_by_key(|(mark, _)| *mark);
            assert_eq!(marks.len(), all, "{kind:?}");
            assert!(marks.iter().all(|(mark, _)| ![USUAL, UNKNOWN].contains(mark)), "{kind:?}");
        }
    }

    #[test]
    fn every_text_that_a_card_can_have_is_read_as_it_was_written() {
        for &kind in ProblemKind::ALL {
            for text in texts(kind) {
                let said = Said { texts: [Some(text); 3], ..Said::usual(kind) };
                let Some(marks) = said.marks() else { continue };
                assert_eq!(Said::read(said.code, marks), Some(said), "{kind:?} {text:?}");
            }
        }
    }
}
