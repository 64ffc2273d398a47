//! What would be lost if the app ended now.

use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::work::Work;
use serde::Serialize;
use ts_rs::TS;

/// What would be lost if the app ended now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AtStake {
    /// A new key and secret that the password store has just taken: it is asked once more whether it
    /// really has them, and the window closes with its answer.
    Settling,
    /// A new key and secret that only this app has: the computer could not save them, and the plugin
    /// has not got them yet.
    OnlyHere,
    /// Meum's answer, with a new key and secret: it is on its way, or being saved. It comes, or is
    /// given up: Meum and the password store are each waited for for half a minute a time.
    Answer,
}

/// What would be lost of this shop.
pub(super) fn at_stake(shop: &Shop) -> Option<AtStake> {
    let work = shop.doing.as_ref().map(|doing| doing.work);
    let only_here = shop.memory.issued && shop.record.connection.is_some();
    if work == Some(Work::Connecting) || only_here && work == Some(Work::KeepingCredentials) {
        return Some(AtStake::Answer);
    }
    (only_here && shop.record.hand_over() == HandOver::Pending).then_some(AtStake::OnlyHere)
}
