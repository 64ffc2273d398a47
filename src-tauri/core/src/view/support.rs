//! What Meum's support finds on every picture: whose shop it is, which codes are on the screen, and the code
//! that holds the rest.

use super::screen::Screen;
use crate::app::{App, Report};
use crate::drawn::Drawn;
use crate::message::Message;
use crate::problem::ProblemKind;
use crate::reading;
use crate::saving::{Saved, SavedAs};
use crate::snapshot::{Code, Said, Snapshot};
use crate::status_word;
use crate::time::Span;
use crate::words::{Place, ProblemView};
use serde::Serialize;
use ts_rs::TS;

/// The strip for support.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SupportView {
    /// The shop's whole address; what was typed, until the shop is found.
    pub shop: Option<String>,
    /// The reference of its installation.
    pub reference: Option<String>,
    /// The first twelve characters of the key that Meum issued.
    pub meum_key_prefix: Option<String>,
    /// The codes on the screen, the gravest first.
    pub codes: Vec<ProblemKind>,
    /// The whole report, for a machine: on the panel, and wherever a code is on the screen.
    pub report: Option<Drawn>,
    /// The report in words, while the merchant looks at it: paragraphs, each with its lines.
    pub told: Option<Vec<Vec<Message>>>,
    /// Whether what the report says was checked more than ten minutes ago, and can be checked now.
    pub is_old: bool,
    /// The form in which the report is being saved.
    pub saving: Option<SavedAs>,
    /// The file that the report was saved as.
    pub saved: Option<Saved>,
}

/// A report that is older is worth a look before it is sent.
const OLD: Span = Span::seconds(600);

/// The codes of the strip, each once.
fn codes(screen: &Screen, notice: Option<ProblemKind>) -> Vec<ProblemKind> {
    let mut codes: Vec<ProblemKind> = notice.into_iter().chain(screen.codes()).collect();
    let mut seen = Vec::new();
    codes.retain(|code| {
        !seen.contains(code) && {
            seen.push(*code);
            true
        }
    });
    codes
}

/// The report with what is on the screen: every code of the strip, what the cards say, and the request that the first of
/// them shows.
fn snapshot(app: &App, codes: &[ProblemKind], cards: &[&ProblemView]) -> Option<Snapshot> {
    let mut snapshot = Snapshot::without_words(app)?;
    let of_lines = snapshot.lines.iter().filter_map(|line| line.code);
    let known: Vec<Code> = snapshot.code.into_iter().chain(of_lines).collect();
    snapshot.others = codes.iter().map(|kind| Code::of(*kind)).filter(|code| !known.contains(code)).collect();
    let of_code = |code: &ProblemKind| cards.iter().copied().find(|card| card.code == *code);
    let shown: Vec<&ProblemView> = codes.iter().filter_map(of_code).collect();
    snapshot.said = shown.iter().copied().map(Said::on).collect();
    let unknown = shown.iter().find(|card| card.code == ProblemKind::MeumUnknownWord);
    let of_card = unknown.and_then(|card| status_word::in_code(card.about.words.as_ref()?.as_str()));
    snapshot.word = snapshot.word.or(of_card);
    // What the app says of itself is no request.
    let (of_app, asked): (Vec<&ProblemView>, Vec<_>) =
        shown.iter().copied().partition(|card| card.code.is_of_this_app());
    if let Some((card, line)) = asked.iter().chain(&of_app).find_map(|card| Some((card, card.technical.as_ref()?))) {
        snapshot.failed = Some(line.as_str().to_owned());
        snapshot.beside.tried = card.tried.iter().map(|line| line.as_str().to_owned()).collect();
    }
    Some(snapshot)
}

impl App {
    /// The report for support, of what is on the screen; `None` where no shop is and nothing is wrong.
    pub fn report_on_screen(&self) -> Option<Snapshot> {
        let mut screen = Screen::of(self);
        let notice = self.notice_on(&screen).map(|notice| ProblemView::of(notice, Place::Notice));
        let codes = codes(&screen, notice.as_ref().map(|notice| notice.code));
        let cards: Vec<&ProblemView> = notice.iter().chain(screen.cards().into_iter().map(|card| &*card)).collect();
        snapshot(self, &codes, &cards)
    }
}

/// The strip of what is on the screen.
pub(super) fn view(app: &App, screen: &mut Screen, notice: Option<&ProblemView>) -> SupportView {
    let shop = app.current();
    let codes = codes(screen, notice.map(|notice| notice.code));
    let is_old = match screen {
        Screen::Panel(panel) => !panel.checking && panel.checked_at.is_none_or(|at| app.now.since(at) > OLD),
        _ => false,
    };
    let wanted = matches!(screen, Screen::Panel(_)) || !codes.is_empty();
    let cards: Vec<&ProblemView> = notice.into_iter().chain(screen.cards().into_iter().map(|card| &*card)).collect();
    let shown = app.report == Report::Shown;
    let snapshot = if wanted || shown { snapshot(app, &codes, &cards) } else { None };
    let report = snapshot.as_ref().filter(|_| wanted).and_then(|snapshot| Drawn::of(&snapshot.bytes()));
    let told = snapshot.filter(|_| shown).map(|snapshot| snapshot.told_with_titles());
    let record = shop.map(|shop| &shop.record);
    SupportView {
        shop: record.and_then(reading::address).or_else(|| app.whose.as_ref()?.address.clone()),
        reference: record.map(reading::reference).or_else(|| Some(app.whose.as_ref()?.reference.clone())),
        meum_key_prefix: record.and_then(|record| reading::connect_facts(record)?.key_prefix.clone()),
        codes,
        report,
        told,
        is_old,
        saving: app.saving,
        saved: app.saved.clone(),
    }
}
