//! Taking a shop off this computer: because it is forgotten, or because practice is left.

use super::state::App;
use crate::effect::{Effect, Keep, Practise};
use crate::problem::Problem;
use crate::record::ShopId;
use crate::scenario::Scenario;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::wizard::leaving;

impl App {
    pub(super) fn forgotten(
        &mut self,
        ticket: Ticket,
        result: Result<(), Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let waiting = self.waiting_for(ticket, now, effects);
        let gone =
            waiting.and_then(|(shop, _)| leaving::forgotten(shop, ticket, result).then(|| shop.record.id.clone()));
        if let Some(id) = gone {
            self.remove(&id, effects);
        }
    }

    pub(super) fn leave_practice(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current().filter(|shop| shop.record.practice).map(|shop| shop.record.id.clone()) else {
            return;
        };
        self.remove(&id, effects);
    }

    /// Takes a shop off this computer. What may have been stored of it meanwhile goes, too.
    fn remove(&mut self, id: &ShopId, effects: &mut Vec<Effect>) {
        let Some(shop) = self.shops.remove(id) else { return };
        let panel = [shop.watch.meum.asked, shop.watch.shop.asked];
        let asked = [
            shop.doing.map(|doing| doing.ticket),
            shop.memory.keeping,
            shop.memory.settling.and_then(|settling| settling.asked),
            shop.stage.review().and_then(|review| review.look.asked),
        ];
        let asked = asked.into_iter().chain(panel);
        effects.extend(asked.flatten().map(Effect::Cancel));
        self.forget_what_was_told(id, effects);
        // Nobody is led from a real shop into practice.
        let next = self.shops.all().find(|other| shop.record.practice || !other.record.practice);
        self.settings.current = next.map(|other| other.record.id.clone());
        effects.push(Effect::Keep(Keep::Forget(id.clone())));
        if shop.record.practice {
            self.settings.scenario = Scenario::default();
            effects.push(Effect::Practise(Practise::Stop));
        }
    }
}
