//! How a step asks the world and takes the answer: one piece of work at a time, and an answer counts
//! only while its ticket is the one being waited for.

use crate::checklist;
use crate::effect::{Effect, Question};
use crate::practice::Notebook;
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::shop::Shop;
use crate::shop_facts::FoundShop;
use crate::ticket::{Ticket, TicketCounter};
use crate::time::Timestamp;
use crate::work::{Doing, Work};

/// What a step may use: the moment, tickets, and the list of effects it adds to.
pub struct Context<'a> {
    /// The moment of the event.
    pub now: Timestamp,
    /// Tickets for questions.
    pub tickets: &'a mut TicketCounter,
    /// What to do, in order.
    pub effects: &'a mut Vec<Effect>,
    /// The keys of the practice world.
    pub notebook: &'a Notebook,
}

impl Context<'_> {
    /// Begins a piece of work: the question is asked, and the shop waits for its answer.
    pub fn begin(&mut self, shop: &mut Shop, work: Work, question: Question) {
        if work.is_about_credentials() {
            // If an older keeping ended after this, it would bring back a pair that is dead by then.
            self.effects.extend(shop.memory.keeping.take().map(Effect::Cancel));
            let proof = shop.memory.settling.as_mut().and_then(|settling| settling.interrupt(self.now));
            self.effects.extend(proof.map(Effect::Cancel));
        }
        let ticket = self.tickets.draw();
        shop.doing = Some(Doing { work, ticket, since: self.now });
        shop.stage.checks = checklist::waiting(work);
        shop.stage.before = shop.stage.trouble.take().map(|problem| problem.kind);
        shop.stage.still_at = None;
        self.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

/// The question that looks at the shop, once it was found; `shoppers` says whether also as a shopper.
pub fn look(shop: &Shop, shoppers: bool) -> Option<Question> {
    let found = Box::new(shop.record.found.clone()?);
    let webhook = reading::updates_question(&shop.record, &shop.observed);
    Some(Question::Look { found, sign_in: shop.record.sign_in(), webhook, shoppers })
}

/// Ends a piece of work with a problem on the same step; everything typed and learnt stays.
pub fn fail(shop: &mut Shop, problem: Problem) {
    forget_what_is_gone(shop, &problem);
    checklist::end(&mut shop.stage.checks, &problem);
    shop.stage.trouble = Some(with_store(shop, problem));
}

/// The same problem, naming the shop.
pub fn with_store(shop: &Shop, problem: Problem) -> Problem {
    with_store_name(shop.record.found.as_ref(), problem)
}

/// The same problem, naming the shop that was found, unless it names one.
pub fn with_store_name(found: Option<&FoundShop>, mut problem: Problem) -> Problem {
    if problem.about.store.is_none() {
        problem.about.store = found.map(|found| found.home.host().to_owned());
    }
    problem
}

/// Whether the shop waits for this ticket with this work; if so, it waits no longer.
pub fn take(shop: &mut Shop, ticket: Ticket, work: Work) -> bool {
    shop.doing.take_if(|doing| doing.ticket == ticket && doing.work == work).is_some()
}

/// Corrects the record, if it names a secret that the password store does not have.
fn forget_what_is_gone(shop: &mut Shop, problem: &Problem) {
    if problem.kind == ProblemKind::SecretGone {
        shop.held.forget_pair();
        shop.record.keys = None;
    } else if problem.kind == ProblemKind::MeumKeyGone {
        shop.record.meum_key = None;
        shop.held.meum_prefix = None;
    }
}
