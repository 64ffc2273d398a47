//! What a look came to, in words: the one object that `--json` prints and the text is made of. No
//! secret is in it: a key is known by its ending.

use super::look::Look;
use super::messages::message;
use super::moment::rfc3339;
use super::sentences::{VERSION, Written, note, say};
use crate::settings::{elsewhere, meum_setting};
use connect_core::check::{Check, CheckState};
use connect_core::checklist::CheckLine;
use connect_core::plain::PlainText;
use connect_core::problem::{Fixer, Problem, ProblemKind};
use connect_core::shop_facts::{KnownBy, SignIn};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::webhook;
use connect_core::words::{Card, Place, Press};
use serde::Serialize;

/// What a look came to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    app: String,
    checked_at: Option<String>,
    address: Option<String>,
    /// Where a start setting says that Meum is.
    #[serde(skip_serializing_if = "Option::is_none")]
    meum: Option<PlainText>,
    /// WordPress's own address.
    pub home: Option<String>,
    /// The shop's name.
    #[serde(skip)]
    pub name: Option<String>,
    /// The usual address for payment updates there.
    pub updates_to: Option<String>,
    healthy: bool,
    checks: Vec<Line>,
    /// What the shop runs on.
    pub versions: Versions,
    /// The keys that passed.
    pub keys: Option<Keys>,
    /// What stands in the way.
    pub problem: Option<ProblemReport>,
    /// What is worth knowing.
    pub remarks: Vec<ProblemReport>,
}

/// A check and how it went.
#[derive(Serialize)]
struct Line {
    check: Check,
    state: CheckState,
    millis: Option<u32>,
}

/// What the shop runs on, as far as its keys told.
#[derive(Default, Serialize)]
pub struct Versions {
    pub wordpress: Option<PlainText>,
    pub woocommerce: Option<PlainText>,
    pub plugin: Option<PlainText>,
    /// Whether the plugin runs; `None` where nobody told.
    #[serde(skip)]
    pub plugin_runs: Option<bool>,
}

/// Keys that passed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Keys {
    /// By what they are known.
    #[serde(flatten)]
    pub known_by: KnownBy,
    may_write: bool,
    sign_in: SignIn,
}

/// A problem or a remark.
#[derive(Serialize)]
pub struct ProblemReport {
    pub code: ProblemKind,
    pub title: String,
    pub means: String,
    pub next: String,
    pub fixer: Fixer,
    /// The page its next step is on.
    pub link: Option<String>,
    /// The address to use instead.
    pub instead: Option<String>,
    /// Words of the shop's, and what they are called.
    pub words: Option<PlainText>,
    #[serde(skip)]
    pub words_label: Option<String>,
    pub technical: Option<PlainText>,
    pub tried: Vec<PlainText>,
    at: Option<String>,
    pub note: Option<String>,
    /// What the window's button for the page or the address says.
    #[serde(skip)]
    pub button: Option<String>,
    /// Whom the note is for.
    #[serde(skip)]
    pub note_to: Option<Fixer>,
}

/// The app and its version.
pub fn app() -> String {
    format!("{} {VERSION}", message("app_name"))
}

impl Report {
    /// The report of a look that is over.
    pub fn of(look: &Look) -> Self {
        let text = |url: &StoreUrl| url.as_str().to_owned();
        let found = look.found.as_ref();
        Self {
            app: app(),
            checked_at: rfc3339(look.at),
            address: look.address.as_ref().map(text),
            meum: elsewhere(meum_setting().as_deref()),
            home: found.map(|found| text(&found.home)),
            name: found.and_then(|found| found.name.as_ref()).map(|name| name.as_str().to_owned()),
            updates_to: found.map(|found| webhook::usual(&found.home, &found.root)),
            healthy: look.problem.is_none(),
            checks: look.checks.iter().map(Line::of).collect(),
            versions: versions(look),
            keys: keys(look),
            problem: look.problem.as_ref().map(|problem| ProblemReport::of(problem, look.shop(), is_early(problem))),
            remarks: look.remarks().map(|remark| ProblemReport::of(remark, look.shop(), true)).collect(),
        }
    }

    /// One line for machines.
    pub fn json(&self) -> String {
        serde_json::to_string(self).map(|json| json + "\n").unwrap_or_default()
    }
}

/// Whether its sentences speak of what is to come: nothing is sent to the address before *Connect*.
fn is_early(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::WebhookShut | ProblemKind::WebhookMissing)
}

impl Line {
    fn of(line: &CheckLine) -> Self {
        Self { check: line.check, state: line.state, millis: line.millis }
    }
}

/// A plugin that must be used is in no list of the shop's, and neither is one that another of several servers has.
fn versions(look: &Look) -> Versions {
    let has_route = look.found.as_ref().is_some_and(|found| found.plugin_route);
    let told = look.checked.as_ref().map(|checked| Versions {
        wordpress: checked.wordpress.clone(),
        woocommerce: checked.woocommerce.clone(),
        plugin: checked.plugin.as_ref().and_then(|plugin| plugin.version_where(look.updates_get_in)),
        plugin_runs: (checked.lists_plugins && !look.updates_get_in && !has_route)
            .then(|| checked.plugin.as_ref().is_some_and(|plugin| plugin.active)),
    });
    told.unwrap_or_default()
}

fn keys(look: &Look) -> Option<Keys> {
    let (checked, known_by) = look.checked.as_ref().zip(look.known_by.clone())?;
    Some(Keys { known_by, may_write: checked.may_write, sign_in: checked.sign_in })
}

impl ProblemReport {
    /// A problem in words; a soft one is a remark.
    /// `shop` is where its pages are, and where WordPress is, if that is elsewhere.
    pub fn of(problem: &Problem, shop: (Option<&StoreUrl>, Option<&StoreUrl>), soft: bool) -> Self {
        let card = Card::of(problem, Place::Step(Step::YourShop)).soft(soft).view();
        let Written { title, means, next } = Written::of(&card.says);
        let note = card.note.as_ref().map(|view| (view.to, note(view, &card.tried)));
        let (note_to, note) = note.unzip();
        let (link, instead) = match card.button.as_ref().map(|button| button.press) {
            Some(Press::Open { link }) => (link.address_at(shop.0, shop.1), None),
            Some(Press::UseInstead) => (None, problem.about.instead.clone()),
            _ => (None, None),
        };
        let has_address = link.is_some() || instead.is_some();
        let button = card.button.filter(|_| has_address).map(|button| say(&button.label));
        Self {
            code: card.code,
            title,
            means,
            next,
            fixer: card.fixer,
            link,
            instead: problem.about.instead.clone(),
            words_label: card.quote.as_ref().map(|quote| say(&quote.label.alone())),
            words: card.quote.map(|quote| quote.text),
            technical: card.technical,
            tried: card.tried,
            at: problem.at.and_then(rfc3339),
            note,
            button,
            note_to,
        }
    }
}
