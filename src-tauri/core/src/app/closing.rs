//! Closing the window while something would be lost with it.

use super::stake::AtStake;
use super::state::App;
use crate::effect::Effect;
use crate::time::Timestamp;

impl App {
    /// What would be lost if the app ended now. In practice nothing is.
    pub fn at_stake(&self) -> Option<AtStake> {
        let real = self.shops.briefs(self.now).map(|(_, brief)| brief).filter(|brief| !brief.practice);
        real.filter_map(|brief| brief.at_stake).max()
    }

    /// Whether the password store has still to prove that it keeps what Meum issued. Nothing is shown of
    /// it; whoever closes the window waits for the proof.
    pub fn is_unsettled(&self) -> bool {
        self.shops.briefs(self.now).any(|(_, brief)| !brief.practice && brief.is_unsettled)
    }

    /// What closing now would risk.
    fn risk(&self) -> Option<AtStake> {
        self.at_stake().or_else(|| self.is_unsettled().then_some(AtStake::Settling))
    }

    /// The merchant closes the window. It closes at once if nothing is at stake, with the answer if one
    /// is on its way, and at the second try if only this app has the credentials.
    pub(super) fn close(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let risk = self.risk();
        if risk.is_none() || (risk, self.closing) == (Some(AtStake::OnlyHere), Some(AtStake::OnlyHere)) {
            self.leave(effects);
        }
        self.closing = risk;
        self.hurry_proofs(now);
    }

    /// Closes once the answer is safe. If it turns out not to be, the window says so first.
    pub(super) fn close_if_safe(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let Some(asked) = self.closing else { return };
        let risk = self.risk();
        match (risk, asked) {
            (None, AtStake::Answer | AtStake::Settling) => self.leave(effects),
            (Some(AtStake::Settling), AtStake::Answer) => self.hurry_proofs(now),
            (_, AtStake::OnlyHere | AtStake::Answer | AtStake::Settling) => {}
        }
        // Who was told that only this app has them hears nothing else until that is over.
        let told = asked == AtStake::OnlyHere;
        self.closing = if told { self.at_stake().map(|_| AtStake::OnlyHere) } else { risk };
    }

    fn hurry_proofs(&mut self, now: Timestamp) {
        for id in self.shops.all().map(|shop| shop.record.id.clone()).collect::<Vec<_>>() {
            if let Some(settling) = self.shops.touch(&id).and_then(|shop| shop.memory.settling.as_mut()) {
                settling.hurry(now);
            }
        }
    }
}
