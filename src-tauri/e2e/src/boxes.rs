//! The boxes of the page's texts, measured: what is cut off, lies on something else or is outside the window.

use serde_json::Value;

use crate::app::App;
use crate::trouble::Outcome;

const MEASURE: &str = include_str!("boxes.js");
const GROW: &str = include_str!("grown.js");

impl App<'_> {
    /// What is wrong with the boxes of the texts that the page shows now, a line each.
    pub async fn wrong_boxes(&self) -> Outcome<Vec<String>> {
        let found = self.run("measuring the boxes", MEASURE, Vec::new()).await?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Makes the words that the page shows now a third longer, with accents. The next view brings some of the usual ones
    /// again.
    pub async fn grow_words(&self) -> Outcome {
        self.run("growing the words", GROW, Vec::new()).await.map(drop)
    }
}
