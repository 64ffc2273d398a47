//! A page of the handbook: what the merchant reads under a code, and what support makes of it.

use super::met::{example, met, usual_place};
use super::texts;
use crate::headless::say;
use connect_core::field::Field;
use connect_core::handbook::Part;
use connect_core::message::{Args, Key, Message};
use connect_core::problem::{Fixer, NextStep, ProblemKind};
use connect_core::words::{Place, ProblemView};
use serde::Serialize;

/// All that is known of a code, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The stable code.
    pub code: ProblemKind,
    /// What the card is called.
    pub title: String,
    /// What it means, in the merchant's words.
    pub means: String,
    /// The next step, in the merchant's words.
    pub next: String,
    /// The words of the card's button.
    pub button: Option<String>,
    /// What else the card can say, by what is known: title, meaning and next step, where they differ.
    pub variants: Vec<String>,
    /// Whether sales are lost.
    pub sales: String,
    /// How soon somebody must act.
    pub urgent: String,
    /// Who can put it right.
    pub who: String,
    /// What the app saw.
    pub happened: String,
    /// Words to paste into the answer.
    pub say: String,
    /// What to look at, or to ask the merchant.
    pub ask: String,
    /// Whom to ask for what, with the lines to change.
    pub request: Option<(String, String)>,
    /// The technical line, as an example.
    pub line: Option<String>,
    /// When to hand the case on inside Meum.
    pub escalate: String,
}

impl Page {
    /// The page of a code.
    pub fn of(kind: ProblemKind) -> Self {
        let card = ProblemView::of(&met(kind), usual_place(kind));
        let args = &ProblemView::of(&example(kind), usual_place(kind)).says.args;
        let of_part = |part| texts::part(kind, part);
        let needed = |part| of_part(part).unwrap_or_default();
        let whom = kind.note_to().map_or_else(|| "Ask for".to_owned(), |to| format!("Ask {} for", asked(to)));
        Self {
            code: kind,
            title: write(card.says.title, args),
            means: write(card.says.means, args),
            next: write(card.says.next, args),
            button: card.button.as_ref().filter(|_| !is_asked_on(&card)).map(|button| say(&button.label)),
            variants: variants(kind, args),
            sales: texts::sales(kind),
            urgent: texts::urgency(kind),
            who: of_part(Part::Who).unwrap_or_else(|| who(kind.fixer()).to_owned()),
            happened: needed(Part::Happened),
            say: needed(Part::Say),
            ask: needed(Part::Check),
            request: of_part(Part::Request).map(|request| (whom, request)),
            line: of_part(Part::Line),
            escalate: needed(Part::Escalate),
        }
    }

    /// The page of the code that somebody typed, in any letters.
    pub fn named(code: &str) -> Option<Self> {
        let code = code.trim();
        ProblemKind::ALL.iter().find(|kind| kind.code().eq_ignore_ascii_case(code)).map(|&kind| Self::of(kind))
    }

    /// The page in Markdown, with its heading.
    pub fn markdown(&self) -> String {
        let button = self.button.as_ref().map(|button| format!(">\n> Button: *{button}*\n"));
        let row = format!("| {} | {} | {} |\n\n", self.sales, self.urgent, self.who);
        let variants = self.variants.iter().map(|variant| format!("  - {variant}\n"));
        let also = (!self.variants.is_empty()).then(|| "- **The card can also say:**\n".to_owned());
        let parts = [
            Some(format!("### {} – {}\n\n> {} {}\n", self.code.code(), self.title, self.means, self.next)),
            button,
            Some("\n| Are sales lost? | Urgent? | Who can put it right? |\n|---|---|---|\n".to_owned()),
            Some(row),
            Some(item("What it means", &self.happened)),
            Some(item("Say this", &self.say)),
            Some(item("Ask this", &self.ask)),
            self.request.as_ref().map(|(whom, request)| item(whom, request)),
            self.line.as_ref().map(|line| item("Technical line", line)),
            Some(item("Escalate", &self.escalate)),
            also,
        ];
        parts.into_iter().flatten().chain(variants).collect()
    }
}

/// Whether the card itself has the box that its next step fills, and no button for it.
fn is_asked_on(card: &ProblemView) -> bool {
    let beside_box = card.next == NextStep::Edit && card.field == Some(Field::WebhookAddress);
    card.next == NextStep::EnterPassword || beside_box
}

/// An item of a list. The lines after the first belong to it.
fn item(label: &str, text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    // What begins with a list or a block has its label alone.
    let mut whole = format!("- **{label}:** {first}").trim_end().to_owned() + "\n";
    whole.extend(lines.map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") }));
    whole
}

/// The other texts, a line for each way: what it says in the place of the usual words.
fn variants(kind: ProblemKind, args: &Args) -> Vec<String> {
    let readings = kind.texts().readings;
    let mut ways: Vec<&str> = Vec::new();
    for reading in readings {
        let is_usual = reading.way == "soft" && usual_place(kind) == Place::Remark;
        if !ways.contains(&reading.way) && !is_usual {
            ways.push(reading.way);
        }
    }
    let of_way = |way: &str| {
        let text = |part: &str| {
            let reading = readings.iter().find(|reading| reading.way == way && reading.part == part)?;
            Some(write(reading.key, args))
        };
        let title = text("title").map(|title| format!("**{title}.**"));
        [title, text("means"), text("next")].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    ways.into_iter().map(of_way).filter(|said| !said.is_empty()).collect()
}

/// A message about a problem of which nothing more is known.
fn write(key: Key, args: &Args) -> String {
    say(&Message { key, args: args.clone() })
}

/// Who can put it right, as support says it: the card says *You* to the merchant.
fn who(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::You => "The merchant.",
        Fixer::WebHost => "The web host.",
        Fixer::Developer => "The developer.",
        Fixer::NetworkAdmin => "Whoever runs the network.",
        Fixer::Meum => "Meum.",
        Fixer::ComputerAdmin => "Whoever set up the computer.",
        Fixer::Wait => "Time.",
        Fixer::WaitOrWebHost => "Time, then the web host.",
        Fixer::YouOrDeveloper => "The merchant, or the developer.",
        Fixer::YouOrWebHost => "The merchant, or the web host.",
        Fixer::YouOrNetworkAdmin => "The merchant, or whoever runs the network.",
        Fixer::YouOrMeum => "The merchant, with our help.",
    }
}

fn asked(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::WebHost | Fixer::YouOrWebHost | Fixer::WaitOrWebHost => "the web host",
        Fixer::Developer | Fixer::YouOrDeveloper => "the developer",
        Fixer::NetworkAdmin | Fixer::YouOrNetworkAdmin => "the network's people",
        Fixer::You | Fixer::ComputerAdmin | Fixer::Meum | Fixer::Wait | Fixer::YouOrMeum => "whoever can mend it",
    }
}
