//! Approving in WordPress, on the step *Shop keys*: the shell opens the page and holds the request, and this waits for
//! what comes of it. What was approved is checked as keys are. It refuses to keep a request: one that is open dies with
//! the app, and after a start the step stands as before.

use crate::approval::{ApprovalPage, LIFE, Route};
use crate::asking::{Context, fail, take};
use crate::effect::{Desktop, Effect, Question};
use crate::intent::ApprovalWish;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Own, Pasted, Shop};
use crate::shop_facts::FoundShop;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::{Span, Timestamp};
use crate::wizard::shop_keys;
use crate::work::{Doing, Work};

/// The page on which the app can be approved, where the shop offers one. Behind an extra password it leads nowhere: an
/// application password would need the place of that.
pub fn page(shop: &Shop) -> Option<&ApprovalPage> {
    let found = shop.record.found.as_ref().filter(|found| found.extra_password.is_none())?;
    found.approval.page()
}

/// Whether approving leads the step, rather than the boxes for keys. Whatever stands in them stays on the screen.
pub fn leads(shop: &Shop) -> bool {
    let pasted = shop.stage.pasted();
    let has_keys = shop.held.has_of_pair() || !pasted.refused.is_empty();
    page(shop).is_some() && !shop.record.keys_by_hand && !has_keys
}

/// The request that waits for its answer.
pub fn waiting(shop: &Shop) -> Option<&Doing> {
    shop.doing.as_ref().filter(|doing| doing.work == Work::Approving)
}

/// Does what the merchant asks for on the step, while a request waits or none does.
pub fn ask(shop: &mut Shop, wish: ApprovalWish, context: &mut Context<'_>) {
    let waits = waiting(shop).map(|doing| doing.ticket);
    match (wish, waits) {
        (ApprovalWish::Begin, None) => begin(shop, known_route(shop), context),
        (ApprovalWish::OtherWay, Some(_)) => {
            let route = shop.stage.pasted().route.other();
            give_up(shop, context);
            begin(shop, route, context);
        }
        (ApprovalWish::OpenAgain, Some(ticket)) => context.effects.push(Effect::Desktop(Desktop::OpenApproval(ticket))),
        (ApprovalWish::CopyAddress, Some(ticket)) => {
            context.effects.push(Effect::Desktop(Desktop::CopyApproval(ticket)));
        }
        (ApprovalWish::UseKeys, _) => use_keys(shop, context),
        (ApprovalWish::Begin, Some(_))
        | (ApprovalWish::OpenAgain | ApprovalWish::CopyAddress | ApprovalWish::OtherWay, None) => {}
    }
}

/// Asks for the page to be opened.
fn begin(shop: &mut Shop, route: Route, context: &mut Context<'_>) {
    let (Some(page), Some(found)) = (page(shop).cloned(), &shop.record.found) else { return };
    let question = Question::Approve { page, site: site(found), route };
    shop_keys::give_up_answer(shop);
    let Pasted { renewing, left_behind, .. } = shop.stage.pasted();
    shop.record.keys_by_hand = false;
    shop.stage.own = Own::ShopKeys(Pasted { renewing, route, left_behind, ..Pasted::default() });
    context.begin(shop, Work::Approving, question);
}

/// The way that the shop's WordPress takes, as far as its keys have told.
fn known_route(shop: &Shop) -> Route {
    let version = shop.record.keys.as_ref().and_then(|keys| keys.wordpress.as_ref());
    Route::of(version.map(PlainText::as_str))
}

/// WordPress's own address, by which its answer names the shop.
fn site(found: &FoundShop) -> StoreUrl {
    found.site.as_ref().unwrap_or(&found.home).clone()
}

/// The page was given to the browser, or none took it.
pub fn opened(shop: &mut Shop, shown: bool) {
    if let Some(pasted) = shop.stage.pasted_mut() {
        pasted.shown = Some(shown);
    }
}

/// The merchant enters keys. A request that waits is called off, and what an earlier one brought counts no more.
fn use_keys(shop: &mut Shop, context: &mut Context<'_>) {
    give_up(shop, context);
    shop_keys::give_up_answer(shop);
    shop.record.keys_by_hand = true;
    shop.stage.trouble = None;
    shop.stage.checks.clear();
}

fn give_up(shop: &mut Shop, context: &mut Context<'_>) {
    let given_up = shop.doing.take_if(|doing| doing.work == Work::Approving);
    context.effects.extend(given_up.map(|doing| Effect::Cancel(doing.ticket)));
}

/// The answer came. What was approved is checked at once.
pub fn answered(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::Approving) {
        return;
    }
    match result {
        Ok(()) => {
            shop.held.approved = Some(context.now);
            shop_keys::check_again(shop, context);
        }
        Err(problem) => fail(shop, problem),
    }
}

/// When a request that waits has waited for long enough.
pub fn ends_at(shop: &Shop) -> Option<Timestamp> {
    waiting(shop).map(|doing| doing.since.after(LIFE))
}

/// Whether that is so. A clock that was set back would keep a request open for ever, so then it is.
pub fn is_late(shop: &Shop, now: Timestamp) -> bool {
    waiting(shop).is_some_and(|doing| now < doing.since || doing.since.after(LIFE) <= now)
}

/// In practice the ten minutes of a request can be skipped: it is as old as that at once, and ends as any other.
pub fn skip_the_wait(shop: &mut Shop, context: &mut Context<'_>) {
    let is_practice = shop.record.practice;
    let Some(doing) = shop.doing.as_mut().filter(|doing| is_practice && doing.work == Work::Approving) else { return };
    doing.since = context.now.after(Span(LIFE.0.saturating_neg()));
    end_if_late(shop, context);
    let trouble = shop.stage.trouble.take();
    shop.stage.trouble = trouble.map(|problem| problem.with_technical("practice: the ten minutes were skipped"));
}

/// Ends a request that nobody has answered in time.
pub fn end_if_late(shop: &mut Shop, context: &mut Context<'_>) {
    if is_late(shop, context.now) {
        give_up(shop, context);
        fail(shop, Problem::new(ProblemKind::ApprovalLate));
    }
}
