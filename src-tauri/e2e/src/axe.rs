//! axe: what keeps people with a screen reader, a keyboard or weak eyes from using a page.
//!
//! The driver runs it, which the page's content security policy does not concern.

use std::fmt::{self, Display, Formatter};

use serde::Deserialize;

use crate::app::{App, here};
use crate::picture::repository;
use crate::trouble::{Outcome, Trouble};

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] })
        .then(({ violations }) => done(violations.map(({ id, impact, help, nodes }) => ({
            id, impact: impact ?? 'unknown', help,
            places: nodes.map((node) => `${node.target.join(' ')}  ${node.html.slice(0, 120)}`),
        }))))
        .catch((refusal) => done(String(refusal)));";

/// A rule of axe that the page breaks.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Violation {
    /// The rule, such as `image-alt`.
    pub id: String,
    /// How much it hurts: minor, moderate, serious or critical.
    pub impact: String,
    /// The rule in words.
    pub help: String,
    /// What breaks it: where, and its HTML.
    pub places: Vec<String>,
}

impl Display for Violation {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "  {} ({}): {}", self.id, self.impact, self.help)?;
        self.places.iter().try_for_each(|place| write!(out, "\n      {place}"))
    }
}

impl App<'_> {
    /// Fails when the page as it is now breaks any of axe's rules.
    #[track_caller]
    pub fn axe(&self) -> impl Future<Output = Outcome> {
        self.at(here(), async move {
            let violations = self.violations().await?;
            if violations.is_empty() {
                return Ok(());
            }
            let list: Vec<String> = violations.iter().map(Violation::to_string).collect();
            Err(Trouble::new(format!("axe found:\n{}", list.join("\n"))))
        })
    }

    /// The rules of axe that the page breaks as it is now.
    pub async fn violations(&self) -> Outcome<Vec<Violation>> {
        let file = repository().join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&file)
            .map_err(|refusal| Trouble::refused(format!("reading {}", file.display()), refusal))?;
        if self.run("looking for axe", "return 'axe' in window;", Vec::new()).await? != true {
            self.run("loading axe", &source, Vec::new()).await?;
        }
        let found = self.run_later("running axe", RUN, Vec::new()).await?;
        let words = found.to_string();
        serde_json::from_value(found).map_err(|_| Trouble::refused("running axe", words))
    }
}
