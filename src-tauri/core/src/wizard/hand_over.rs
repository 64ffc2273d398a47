//! Step *Hand over*: the plugin gets the new key and secret. Until it has them, shoppers cannot
//! pay, so an unfinished hand-over stays visible until it is done.

use super::{Context, Work, fail, go, leaving, review, take};
use crate::effect::{Effect, Keep, Question};
use crate::health::words::{self, Meaning};
use crate::intent::Credential;
use crate::meum_facts::ConnectFacts;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Shop, ShopRecord, Step};
use crate::shop_facts::{Delivery, HandOver, Kept};
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::webhook::{self, AddressFault};

/// Whether the plugin has the key and secret, and nobody came back to give them once more.
pub fn is_done(shop: &Shop) -> bool {
    shop.record.hand_over != HandOver::Pending && !shop.handing_again
}

/// Whether an earlier key and secret stopped working when Meum answered, and the plugin still
/// waits for the new ones (G10).
pub fn is_urgent(record: &ShopRecord) -> bool {
    was_rotated(record) && record.hand_over == HandOver::Pending
}

/// Whether an earlier key and secret were replaced: Meum said so, or this computer knew of them.
/// Meum need not say it, and what it says is not known where the app was killed before noting it.
pub fn was_rotated(record: &ShopRecord) -> bool {
    let said = |facts: &ConnectFacts| facts.credentials_rotated == Some(true);
    record.connection.as_ref().is_some_and(|connection| record.replaced || said(&connection.facts))
}

/// What Meum answered otherwise than it was sent, the shop's address or the one for payment
/// updates, and a status word that is not as it should be. Meum says that it "resolves and persists" them, so its answer is what counts.
pub fn remarks(record: &ShopRecord) -> Vec<Problem> {
    let (Some(sent), Some(connection)) = (&record.sent, &record.connection) else { return Vec::new() };
    let facts = &connection.facts;
    let site = facts.site_url.as_ref().filter(|said| !is_same_site(&sent.site_url, said));
    let site = site.map(|said| differs(record, ProblemKind::AddressMoved, said, &sent.site_url));
    site.into_iter()
        .chain(updates_differ(record, facts.webhook_url.as_ref()))
        .chain(facts.status.as_ref().and_then(remark_on))
        .collect()
}

/// What a status word in the answer to *connect* gives to think about: a word nobody documented
/// (G15), or one that does not sound well (H16).
fn remark_on(word: &PlainText) -> Option<Problem> {
    let kind = match words::meaning(word) {
        Meaning::Fine | Meaning::Waiting => return None,
        Meaning::Unknown => ProblemKind::MeumUnknownWord,
        Meaning::Poor | Meaning::Bad => ProblemKind::MeumReportsIssue,
    };
    let mut problem = Problem::new(kind);
    problem.about.words = Some(word.clone());
    Some(problem)
}

/// That payment updates go where Meum says here, rather than where it was asked to send them.
pub fn updates_differ(record: &ShopRecord, said: Option<&PlainText>) -> Option<Problem> {
    let sent = &record.sent.as_ref()?.webhook_url;
    let said = said.filter(|said| !webhook::is_same(sent, said))?;
    let mut problem = differs(record, ProblemKind::WebhookAddressDiffers, said, sent);
    let home = record.found.as_ref().map(|found| &found.home);
    let ours = home.is_some_and(|home| webhook::WebhookAddress::named(said.as_str(), home).is_some());
    problem.about.fault = (!ours).then_some(AddressFault::OtherDomain);
    Some(problem)
}

fn differs(record: &ShopRecord, kind: ProblemKind, said: &PlainText, sent: &str) -> Problem {
    let mut problem = Problem::new(kind).with_other(said.as_str());
    problem.about.store = record.found.as_ref().map(|found| found.home.host().to_owned());
    problem.about.sent = PlainText::from_outside(sent);
    problem
}

fn is_same_site(sent: &str, said: &PlainText) -> bool {
    match (StoreUrl::from_home(sent), StoreUrl::from_home(said.as_str())) {
        (Ok(sent), Ok(said)) => sent == said,
        _ => false,
    }
}

/// Which half of what Meum issued did not come (G22). What came is given to the merchant to paste;
/// the app writes nothing by itself that leaves the plugin with one new half and one old.
pub fn missing(record: &ShopRecord) -> Option<Credential> {
    record.connection.as_ref().and_then(|connection| connection.facts.missing)
}

/// Whether the app can write the settings itself.
pub fn can_deliver(shop: &Shop) -> bool {
    let whole = shop.record.connection.is_some() && missing(&shop.record).is_none();
    whole && shop.record.keys.as_ref().is_some_and(|keys| keys.may_write)
}

/// Writes the key and secret into the plugin's settings, unless this is another shop than the one
/// they were issued for, as far as is known.
pub fn deliver(shop: &mut Shop, switch_on: bool, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.clone().filter(|_| can_deliver(shop)) else { return };
    if leaving::has_open_connect(shop) {
        // This pair may have been replaced by one that never arrived: it is not said to be the new one.
        return review::say_lost(shop);
    }
    if let Some(problem) = elsewhere(&shop.record) {
        shop.checks.clear();
        return fail(shop, problem);
    }
    let sign_in = shop.record.sign_in();
    let home = connected_home(&shop.record).unwrap_or_else(|| found.home.clone());
    context.begin(shop, Work::HandingOver, Question::HandOver { found: Box::new(found), home, sign_in, switch_on });
}

/// Why this pair is not for the shop that is there now: it was issued for another address. What Meum
/// says of the address is a remark, since Meum may write it otherwise than it was told.
fn elsewhere(record: &ShopRecord) -> Option<Problem> {
    let seen = record.sight.as_ref().map(|seen| &seen.what.home);
    let home = seen.or(record.found.as_ref().map(|found| &found.home))?;
    let connected = connected_home(record).filter(|connected| connected != home)?;
    Some(Problem::new(ProblemKind::AddressMoved).of(home.as_str()).with_other(connected.as_str()))
}

/// The shop's own address as Meum was told it when connecting.
fn connected_home(record: &ShopRecord) -> Option<StoreUrl> {
    StoreUrl::from_home(&record.sent.as_ref()?.site_url).ok()
}

/// Whether the payment method is switched on as well, unless the merchant chooses otherwise. One that
/// was switched off since the first time stays off.
pub fn switches_on(shop: &Shop) -> bool {
    let seen = shop.record.sight.as_ref().filter(|_| shop.record.sight_problem.is_none());
    !shop.handing_again || seen.is_some_and(|seen| seen.what.gateway_enabled == Some(true))
}

/// Whether what Meum issued is in memory only.
pub fn is_kept_until_closed(shop: &Shop) -> bool {
    shop.record.connection.as_ref().is_some_and(|connection| connection.kept == Kept::UntilClosed)
}

/// After a start: what was in memory only is gone, unless the password store took it after all. On
/// the panel nothing waits for that.
pub fn look_for_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.step < Step::HandOver || !is_kept_until_closed(shop) || shop.doing.is_some() {
        return;
    }
    if shop.record.step == Step::HandOver {
        keep_credentials(shop, context);
    } else {
        keep_beside(shop, context);
    }
}

/// Tries once more to put what Meum issued into the password store. While an earlier connect is
/// open, the store may hold what that one left, and is left alone.
pub fn keep_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if let Some(question) = keeping(shop) {
        context.begin(shop, Work::KeepingCredentials, question);
    }
}

fn keeping(shop: &Shop) -> Option<Question> {
    let connection = shop.record.connection.as_ref().filter(|_| !shop.unfinished)?;
    Some(Question::KeepCredentials { at: connection.at })
}

/// The same where it is not kept yet, and without anything waiting for it: the store may take long
/// to say that it would not.
fn keep_beside(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_kept_until_closed(shop) || shop.doing.is_some() || shop.memory.keeping.is_some() {
        return;
    }
    if let Some(question) = keeping(shop) {
        let ticket = context.tickets.draw();
        shop.memory.keeping = Some(ticket);
        context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

/// For *Check now*: what only memory has is tried again. What may be in the store only is read from
/// it by the panel's own questions.
pub fn keep_what_memory_has(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.memory.issued {
        keep_beside(shop, context);
    }
}

/// What Meum issued is kept, or still only in memory.
pub fn credentials_kept(shop: &mut Shop, ticket: Ticket, result: Result<Kept, Problem>, context: &mut Context<'_>) {
    let beside = shop.memory.keeping.take_if(|keeping| *keeping == ticket).is_some();
    if !beside && !take(shop, ticket, Work::KeepingCredentials) {
        return;
    }
    match (result, &mut shop.record.connection) {
        (Ok(kept), Some(connection)) => {
            connection.kept = kept;
            shop.memory.issued = kept == Kept::UntilClosed;
            if at_rest_here(shop) {
                shop.trouble.take_if(|problem| problem.kind.is_of_vault());
            }
            if shop.record.meum_key.is_none() {
                // The store that would not take these would not let go of the used key either.
                context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
            }
        }
        (Ok(_), None) => {}
        (Err(problem), _) => {
            shop.memory.issued &= problem.kind != ProblemKind::CredentialsGone;
            // Where the merchant chose it, a store that would not is no news.
            let is_news = !(shop.memory.chosen && problem.kind.is_of_vault());
            if !beside || is_news && at_rest_here(shop) && shop.trouble.is_none() {
                fail(shop, problem);
            }
        }
    }
}

/// Whether the step is on the screen, and nothing is under way on it.
fn at_rest_here(shop: &Shop) -> bool {
    shop.record.step == Step::HandOver && shop.doing.is_none()
}

/// The merchant has done it by hand.
pub fn by_hand(shop: &mut Shop, context: &mut Context<'_>) {
    if leaving::has_open_connect(shop) {
        return review::say_lost(shop);
    }
    if shop.record.connection.is_some() {
        shop.record.hand_over = HandOver::ByHand { at: context.now };
        go(shop, Step::Panel);
        keep_beside(shop, context);
    }
}

/// From the panel back to the step, also once more: the values can be pasted or written again.
pub fn resume(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.connection.is_some() {
        go(shop, Step::HandOver);
        shop.handing_again = shop.record.hand_over != HandOver::Pending;
        keep_beside(shop, context);
    }
}

/// Handing over is done, or failed; a failure leaves the credentials where they are kept.
pub fn handed_over(shop: &mut Shop, ticket: Ticket, result: Result<Delivery, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::HandingOver) {
        return;
    }
    match result {
        Ok(delivery) => {
            shop.handing_again = false;
            shop.record.hand_over = HandOver::Delivered { at: context.now, enabled: delivery.enabled };
            if !delivery.enabled {
                shop.trouble = Some(super::with_store(shop, Problem::new(ProblemKind::GatewayOff)));
            }
            keep_beside(shop, context);
        }
        Err(problem) => {
            if problem.kind == ProblemKind::HandOverChanged {
                // Something else than before may be in the plugin now.
                shop.handing_again = false;
                shop.record.hand_over = HandOver::Pending;
            }
            fail(shop, problem);
        }
    }
}
