//! WordPress knows no such route of WooCommerce's. Whether WooCommerce still runs is asked, and not guessed: it may
//! have been switched off since, as where it is being updated, and a cache may list it all the same.

use super::caller::Caller;
use super::index::{FIELDS, Index};
use super::keys::KeyCheck;
use super::{ShopAnswer, arrived_below, private};
use connect_core::api_root::ApiRoot;
use connect_core::diagnosis;
use connect_core::problem::{Mark, Problem, ProblemKind};

impl KeyCheck<'_> {
    /// If WordPress's index still lists WooCommerce in each form of its address, that one is on, and something has taken
    /// its routes away. If it lists other parts only, WooCommerce is off.
    pub(super) async fn no_route(&self, caller: &Caller, told: &ShopAnswer) -> Problem {
        let index = self.ask_index(caller).await.ok();
        if let Some(kind) = index.as_ref().and_then(|index| diagnosis::in_front(index.reply()))
            && kind == ProblemKind::Maintenance
        {
            return index.map_or_else(|| told.problem(kind), |index| index.problem(kind));
        }
        let listed = index.as_ref().and_then(Index::read);
        if listed.as_ref().is_some_and(Index::is_without_shop) {
            return told.problem(ProblemKind::NoWooCommerce);
        }
        // Where nothing lists the parts, the same words may come to every guest.
        if !listed.is_some_and(|listed| listed.is_shop()) || index.is_some_and(|index| index.reply().cached) {
            return told.problem(ProblemKind::RestLockedOut).marked(Mark::NoRoute);
        }
        match self.in_plain_form(caller).await {
            Some(plain) if plain.is_without_shop() => told.problem(ProblemKind::NoWooCommerce),
            Some(_) | None => told.problem(ProblemKind::RestLockedOut).marked(Mark::ShopPart),
        }
    }

    /// The part for payment methods is not there, where another part of WooCommerce's answered a moment before.
    pub(super) async fn methods_gone(&self, caller: &Caller, told: &ShopAnswer) -> Problem {
        let problem = self.no_route(caller, told).await;
        let gone = || told.problem(ProblemKind::RestLockedOut).marked(Mark::MethodsGone);
        if problem.kind == ProblemKind::RestLockedOut { gone() } else { problem }
    }

    /// The index in the form that plain permalinks use, which a cache keeps apart from the usual one.
    async fn in_plain_form(&self, caller: &Caller) -> Option<Index> {
        let url = private(&ApiRoot::rest_route(&arrived_below(self.found)), "", FIELDS).ok()?;
        let told = self.ask_once(caller.as_guest(url).ok()?, "without pretty links, without keys").await.ok()?;
        Index::read(&told)
    }
}
