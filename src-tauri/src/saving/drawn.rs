//! The report as a picture: what the core puts on its sheet, in words.

use crate::headless::{key_in_words, say};
use connect_core::drawn::Drawn;
use connect_core::line::{Headline, LineState};
use connect_core::message::Message;
use connect_core::snapshot::{Row, Snapshot};
use connect_core::words::keys;
use connect_picture::sheet::{Code, Line, NotDrawn, Sheet, Tone, png};

/// The report as a PNG.
///
/// # Errors
/// When it cannot be drawn.
pub fn picture(snapshot: &Snapshot) -> Result<Vec<u8>, NotDrawn> {
    let sheet = snapshot.sheet();
    let words = |lines: &[Message]| lines.iter().map(say).collect::<Vec<_>>();
    png(&Sheet {
        title: key_in_words(keys::SUPPORT_HEADING),
        banner: sheet.practice.as_ref().map(say),
        headline: sheet.headline.as_ref().map(|(headline, says)| (of_headline(*headline), say(says))),
        lead: sheet.sales.iter().chain(&sheet.whose).map(say).collect(),
        lines: sheet.lines.iter().map(line).collect(),
        rest: sheet.rest.iter().map(|lines| words(lines)).collect(),
        code: sheet.code.as_ref().map(code),
    })
}

fn line(row: &Row) -> Line {
    Line { tone: row.state.map(of_state), text: say(&row.says) }
}

fn code(drawn: &Drawn) -> Code {
    Code { size: drawn.size.into(), dark: drawn.dark() }
}

const fn of_headline(headline: Headline) -> Tone {
    match headline {
        Headline::CanPay => Tone::Good,
        Headline::CantPayYet => Tone::Bad,
        Headline::Attention => Tone::Attention,
        Headline::Checking | Headline::CantTell => Tone::Unknown,
    }
}

const fn of_state(state: LineState) -> Tone {
    match state {
        LineState::Working => Tone::Good,
        LineState::NotWorking => Tone::Bad,
        LineState::Attention => Tone::Attention,
        LineState::Waiting | LineState::CheckingAgain | LineState::NotChecked | LineState::CantTell => Tone::Unknown,
    }
}
