//! The practice world, as far as the core names it: what it imitates, and what a newcomer can type.

use serde::Serialize;
use ts_rs::TS;

/// What a newcomer needs to play with the practice shop. None of it is a secret: the practice
/// servers live on this computer only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Notebook {
    /// The practice shop's address.
    pub address: String,
    /// Key pairs, each with a name the messages explain.
    pub keys: Vec<NotebookKeys>,
    /// Meum keys, each with a name the messages explain.
    pub meum_keys: Vec<NotebookMeumKey>,
}

/// A practice key pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotebookKeys {
    /// What it is good for.
    pub name: PracticeKey,
    /// The consumer key.
    pub key: String,
    /// The consumer secret.
    pub secret: String,
}

/// A practice Meum key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotebookMeumKey {
    /// What it is good for.
    pub name: PracticeKey,
    /// The key.
    pub key: String,
}

/// What a practice key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PracticeKey {
    /// Works.
    Good,
    /// May only look.
    ReadOnly,
    /// A good key with a secret that is not its own.
    WrongSecret,
    /// Belongs to a customer, not to a manager.
    LowRole,
    /// Has run out.
    Expired,
    /// Made for something else.
    WrongKind,
    /// The shop is connected to another Meum store.
    Elsewhere,
}
