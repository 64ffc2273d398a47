//! What was done with a shop in this app, and what came of it: for support, who sees the merchant's steps beside what
//! changed. It decides nothing.

use crate::problem::{Problem, ProblemKind};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// As many as support needs to see what led to what.
const MOST: usize = 12;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// Shop keys were checked.
    CheckKeys,
    /// The shop was connected to Meum.
    Connect,
    /// Meum was asked whether the shop is connected.
    AskMeum,
    /// The new key and secret were written into the plugin.
    HandOver,
    /// The merchant said that they are pasted there by hand.
    PasteByHand,
    /// The connected shop was taken to its new address.
    Move,
    /// The shop was disconnected from Meum.
    Disconnect,
    /// Meum was switched off at checkout.
    SwitchOff,
    /// The Meum plugin was switched on in the shop.
    SwitchPluginOn,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is done.
    Done,
    /// Meum said yes.
    Yes,
    /// Meum said no.
    No,
    /// Meum answered, and did not say.
    Unsaid,
    /// It ended in this problem.
    Failed(ProblemKind),
}

/// A thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// When it was over.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// What came of it.
    pub outcome: Outcome,
}

/// The last deeds, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deeds(Vec<Deed>);

impl Deeds {
    /// Adds one. The oldest makes room.
    pub fn note(&mut self, deed: Deed) {
        self.0.push(deed);
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// The last ones, the oldest first.
    pub fn last(&self) -> &[Deed] {
        &self.0
    }
}

impl<T> From<&Result<T, Problem>> for Outcome {
    fn from(result: &Result<T, Problem>) -> Self {
        match result {
            Ok(_) => Self::Done,
            Err(problem) => Self::Failed(problem.kind),
        }
    }
}
