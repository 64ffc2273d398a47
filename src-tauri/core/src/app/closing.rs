//! Closing the window while something would be lost with it.

use super::state::{App, AtStake};
use crate::effect::{Desktop, Effect};
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::work::Work;

impl App {
    /// What would be lost if the app ended now. In practice nothing is.
    pub fn at_stake(&self) -> Option<AtStake> {
        self.shops.all().filter(|shop| !shop.record.practice).filter_map(at_stake).max()
    }

    /// The merchant closes the window. It closes at once if nothing is at stake, with the answer if one
    /// is on its way, and at the second try if only this app has the credentials.
    pub(super) fn close(&mut self, effects: &mut Vec<Effect>) {
        let stake = self.at_stake();
        if stake.is_none() || (stake, self.closing) == (Some(AtStake::OnlyHere), Some(AtStake::OnlyHere)) {
            effects.push(Effect::Desktop(Desktop::Close));
        }
        self.closing = stake;
    }

    /// Closes once the answer is safe. If it turns out not to be, the window says so first.
    pub(super) fn close_if_safe(&mut self, effects: &mut Vec<Effect>) {
        let Some(asked) = self.closing else { return };
        let stake = self.at_stake();
        if stake.is_none() && asked == AtStake::Answer {
            effects.push(Effect::Desktop(Desktop::Close));
        }
        self.closing = stake.map(|stake| stake.min(asked));
    }
}

fn at_stake(shop: &Shop) -> Option<AtStake> {
    let work = shop.doing.as_ref().map(|doing| doing.work);
    let only_here = shop.memory.issued && shop.record.connection.is_some();
    if work == Some(Work::Connecting) || only_here && work == Some(Work::KeepingCredentials) {
        return Some(AtStake::Answer);
    }
    (only_here && shop.record.hand_over() == HandOver::Pending).then_some(AtStake::OnlyHere)
}
