//! What Meum's support finds on every picture: whose shop it is, which codes are on the screen, and the code
//! that holds the rest.

use super::screen::Screen;
use crate::app::{App, Report};
use crate::drawn::Drawn;
use crate::message::Message;
use crate::problem::ProblemKind;
use crate::reading;
use crate::saving::{Saved, SavedAs};
use crate::snapshot::Snapshot;
use crate::time::Span;
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

/// The strip of what is on the screen.
pub(super) fn view(app: &App, screen: &Screen, notice: Option<ProblemKind>) -> SupportView {
    let shop = app.current();
    let mut codes: Vec<ProblemKind> = notice.into_iter().chain(screen.codes()).collect();
    let mut seen = Vec::new();
    codes.retain(|code| {
        !seen.contains(code) && {
            seen.push(*code);
            true
        }
    });
    let wanted = matches!(screen, Screen::Panel(_)) || !codes.is_empty();
    let shown = app.report == Report::Shown;
    let snapshot = if wanted || shown { Snapshot::on_screen(app) } else { None };
    let report = snapshot.as_ref().filter(|_| wanted).and_then(|snapshot| Drawn::of(&snapshot.bytes()));
    let told = snapshot.filter(|_| shown).map(|snapshot| snapshot.told_with_titles());
    let is_old = match screen {
        Screen::Panel(panel) => !panel.checking && panel.checked_at.is_none_or(|at| app.now.since(at) > OLD),
        _ => false,
    };
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
