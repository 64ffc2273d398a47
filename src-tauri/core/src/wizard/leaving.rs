//! Leaving: disconnecting the shop from Meum, and forgetting it on this computer. Two pages over
//! the panel, and the page that stays once a shop is disconnected.
//!
//! A shop that is a copy must never disconnect the one it was copied from, so the freshest
//! addresses are compared first. Disconnect is sent once per press. Until Meum has answered,
//! everything stays where it is; what was learnt is stored before any secret is let go of.

use super::retry::Retry;
use super::{Context, Work, go, review, take};
use crate::effect::{Effect, Keep, Question};
use crate::intent::Intent;
use crate::pause;
use crate::plain::PlainText;
use crate::problem::{Field, Problem, ProblemKind};
use crate::shop::{Shop, ShopRecord, Step};
use crate::shop_facts::{HandOver, Kept};
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page over the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What stops, what stays, and the shop's name to type.
    Disconnect,
    /// What this computer forgets.
    Forget,
}

/// The page that is open. Gone with the app: nothing has happened yet.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Which.
    pub page: Page,
    /// What stood in the way of the last press.
    pub trouble: Option<Problem>,
}

/// How the last connection ended; stored, so that its page survives a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: Ending,
    /// When Meum said so.
    pub at: Timestamp,
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Ending {
    /// Meum disconnected the shop just now (200).
    Disconnected,
    /// Meum knows no connection to end (404).
    AlreadyDisconnected,
}

/// Whether one of the pages of leaving is on the screen.
pub fn is_on_screen(shop: &Shop) -> bool {
    shop.leaving.is_some() || shop.record.ended.is_some()
}

/// Whether the panel's own questions wait: their answers would be of a connection that is just
/// being ended, or would be stored for a shop that is just being forgotten.
pub fn pauses_panel(shop: &Shop) -> bool {
    shop.doing.as_ref().is_some_and(|doing| matches!(doing.work, Work::Disconnecting | Work::Forgetting))
}

/// Takes what is asked on the pages of leaving, and gives back what is asked elsewhere.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) -> Option<Intent> {
    if shop.doing.is_some() {
        return Some(intent).filter(|_| !is_on_screen(shop));
    }
    match intent {
        Intent::AskToDisconnect if shop.record.step == Step::Panel && shop.record.connection.is_some() => {
            // The freshest facts decide: what is known is asked anew.
            shop.panel.ask_afresh();
            open(shop, Page::Disconnect);
        }
        Intent::AskToForget if can_forget(shop) => open(shop, Page::Forget),
        Intent::Stay => {
            shop.leaving = None;
            review::plan_next(shop, context.now);
        }
        Intent::Disconnect { typed } if is_open(shop, Page::Disconnect) => disconnect(shop, &typed, context),
        Intent::Forget { knowing } if is_open(shop, Page::Forget) => forget(shop, knowing, context),
        Intent::ConnectAgain if shop.leaving.is_none() && shop.record.ended.is_some() => {
            connect_again(shop, context);
        }
        Intent::TryAgain if shop.leaving.is_none() && shop.record.ended.is_some() => clear_up(shop, context),
        other => return Some(other).filter(|_| !is_on_screen(shop)),
    }
    None
}

fn is_open(shop: &Shop, page: Page) -> bool {
    shop.leaving.as_ref().is_some_and(|leaving| leaving.page == page)
}

fn open(shop: &mut Shop, page: Page) {
    // Nothing begins by itself behind the page.
    shop.retry = Retry::default();
    shop.leaving = Some(Leaving { page, trouble: None });
}

/// Whether there is a way to the page of forgetting: from the panel, after disconnecting, and from
/// the wizard once anything is kept of the shop. A connected shop only visits the wizard's steps.
pub fn can_forget(shop: &Shop) -> bool {
    let record = &shop.record;
    let has_something = record.found.is_some() || record.keys.is_some() || is_in_store(record);
    match record.step {
        _ if record.ended.is_some() => true,
        Step::Panel => true,
        Step::Welcome | Step::HandOver => false,
        Step::YourShop | Step::ShopKeys | Step::MeumKey | Step::Review => record.connection.is_none() && has_something,
    }
}

/// Leaves the page of the end for the wizard.
fn connect_again(shop: &mut Shop, context: &mut Context<'_>) {
    shop.record.ended = None;
    if shop.record.step == Step::YourShop {
        // The extra password in front of the shop is lost: it is looked for anew.
        shop.record.found = None;
    }
    close_connect(shop, context);
    go(shop, shop.record.step);
}

/// The connect that led to a connection which is over is nothing to look into any more. Its entry
/// may still be there: it is not closed while the shop cannot be stored.
fn close_connect(shop: &mut Shop, context: &mut Context<'_>) {
    shop.unfinished = false;
    context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
}

/// The name a merchant knows the shop by; its host name, where it has none or is yet to be found.
pub fn shop_name(record: &ShopRecord) -> Option<PlainText> {
    let typed = || StoreUrl::parse(&record.typed_address).ok();
    let home = record.found.as_ref().map(|found| found.home.clone()).or_else(typed)?;
    let name = record.found.as_ref().and_then(|found| found.name.clone());
    name.or_else(|| PlainText::from_outside(home.host()))
}

/// Whether Meum and the shop have both been heard, well or badly, since the page was opened.
pub fn is_ready(shop: &Shop) -> bool {
    shop.panel.meum.heard && shop.panel.shop.heard
}

/// Why this shop may not be disconnected from here: Meum is connected to another address than the
/// shop's own (H09). Both are named.
pub fn moved(record: &ShopRecord) -> Option<Problem> {
    let home = record.sight.as_ref().map(|seen| &seen.what.home).or(record.found.as_ref().map(|found| &found.home))?;
    let told = record.status.as_ref().and_then(|seen| seen.what.site_url.as_ref());
    let issued = record.connection.as_ref().and_then(|connection| connection.facts.site_url.as_ref());
    // What Meum says now outranks what it said when connecting. While it cannot be asked, neither may differ.
    let mut known: Vec<&str> = match (told, record.status_problem.is_some()) {
        (Some(told), false) => vec![told.as_str()],
        (told, _) => told.into_iter().chain(issued).map(PlainText::as_str).collect(),
    };
    if known.is_empty() {
        // Meum never named one: it has the one it was sent.
        let sent = record.sent.as_ref().map(|sent| sent.site_url.as_str());
        known.extend(sent.or(record.found.as_ref().map(|found| found.home.as_str())));
    }
    let other = known.into_iter().find(|address| as_address(address).as_ref() != Some(home))?;
    Some(Problem::new(ProblemKind::AddressMoved).of(home.as_str()).with_other(other))
}

/// An address in Meum's words; one that cannot be read is not this shop's.
fn as_address(text: &str) -> Option<StoreUrl> {
    StoreUrl::from_home(text).or_else(|_| StoreUrl::parse(text)).ok()
}

/// Whether what was typed is the shop's name or its host name, whatever the case and the spaces.
fn is_named(record: &ShopRecord, typed: &str) -> bool {
    let plainly = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let Some(found) = &record.found else { return false };
    let shown = found.home.host_shown().unicode;
    let names = [found.name.as_ref().map(PlainText::as_str), Some(found.home.host()), shown.as_deref()];
    let typed = plainly(typed);
    !typed.is_empty() && names.into_iter().flatten().any(|name| plainly(name) == typed)
}

fn disconnect(shop: &mut Shop, typed: &str, context: &mut Context<'_>) {
    let waits = pause::until(&shop.record, context.now).is_some();
    let may = !waits && is_ready(shop) && moved(&shop.record).is_none();
    let named = is_named(&shop.record, typed);
    let Some(leaving) = shop.leaving.as_mut().filter(|_| may) else { return };
    if !named {
        leaving.trouble = Some(Problem::new(ProblemKind::ShopNameNotTyped).at(Field::ShopName));
        return;
    }
    leaving.trouble = None;
    context.begin(shop, Work::Disconnecting, Question::Disconnect);
}

/// Meum's answer to the one request, or why there is none.
pub fn disconnected(shop: &mut Shop, ticket: Ticket, result: Result<Ending, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::Disconnecting) {
        return;
    }
    match (result, &mut shop.leaving) {
        (Ok(how), _) => end(shop, how, context),
        (Err(mut problem), Some(leaving)) => {
            pause::note(&mut shop.record, &mut problem, context.now);
            leaving.trouble = Some(super::with_store_name(shop.record.found.as_ref(), problem));
        }
        (Err(_), None) => {}
    }
}

/// The connection is over. The keys of the shop stay, so that connecting again is quick.
fn end(shop: &mut Shop, how: Ending, context: &mut Context<'_>) {
    let record = &mut shop.record;
    record.secrets_left |= !is_memory_only(record);
    record.connection = None;
    shop.memory.issued = false;
    let record = &mut shop.record;
    record.ended = Some(Ended { how, at: context.now });
    record.hand_over = HandOver::Pending;
    record.answer_lost_at = None;
    record.sent = None;
    record.status = None;
    record.status_problem = None;
    record.since.clear();
    record.headline_since = None;
    record.payout_cleared_at = None;
    let next = if record.keys.is_some() { Step::MeumKey } else { Step::ShopKeys };
    close_connect(shop, context);
    shop.meum_says = None;
    shop.standing = None;
    shop.leaving = None;
    // An answer that is still on its way speaks of the connection that is gone.
    shop.panel.ask_afresh();
    go(shop, next);
    clear_up(shop, context);
}

/// Whether the password store was never asked to keep what Meum issued: the merchant chose to keep
/// everything until the app closes. A store that failed may have kept it all the same, only late.
fn is_memory_only(record: &ShopRecord) -> bool {
    let kept = [
        record.connection.as_ref().map(|connection| connection.kept),
        // Gone with the app, so these tell of a choice that still holds.
        record.keys.as_ref().map(|keys| keys.kept),
    ];
    kept == [Some(Kept::UntilClosed); 2]
}

/// Removes what Meum issued: that the connection is over is stored by now.
fn clear_up(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::ClearingUp, Question::ForgetCredentials);
}

/// What Meum issued is removed, or could not be.
pub fn credentials_forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) {
    if !take(shop, ticket, Work::ClearingUp) {
        return;
    }
    match result {
        Ok(()) => shop.record.secrets_left = false,
        Err(problem) if has_secrets_left(&shop.record) && shop.record.ended.is_some() => shop.trouble = Some(problem),
        // Nothing to tell: they were in memory only, or the merchant has gone on and the next start tries again.
        Err(_) => {}
    }
}

/// Whether what Meum issued for a connection that is over is still to be removed. What it issues
/// for the next one is kept in its place.
pub fn has_secrets_left(record: &ShopRecord) -> bool {
    record.secrets_left && record.connection.is_none()
}

/// After a start: removes what is left of a connection that has ended.
pub fn resume(shop: &mut Shop, context: &mut Context<'_>) {
    if has_secrets_left(&shop.record) && shop.doing.is_none() {
        clear_up(shop, context);
    }
}

/// Whether forgetting takes the merchant's word: Meum is connected, or may be.
pub fn must_confirm(shop: &Shop) -> bool {
    shop.record.connection.is_some() || has_open_connect(shop)
}

/// Whether a connect was begun whose end is not known.
pub fn has_open_connect(shop: &Shop) -> bool {
    shop.unfinished || shop.record.answer_lost_at.is_some()
}

fn forget(shop: &mut Shop, knowing: bool, context: &mut Context<'_>) {
    if must_confirm(shop) && !knowing {
        return;
    }
    let in_flight = [shop.panel.meum.asked, shop.panel.shop.asked];
    context.effects.extend(in_flight.into_iter().flatten().map(Effect::Cancel));
    shop.panel.ask_afresh();
    if let Some(leaving) = &mut shop.leaving {
        leaving.trouble = None;
    }
    let kept = is_in_store(&shop.record);
    context.begin(shop, Work::Forgetting, Question::Forget { kept });
}

/// Whether anything of this shop is, as far as is known, in the password store.
fn is_in_store(record: &ShopRecord) -> bool {
    let kept = [
        record.keys.as_ref().map(|keys| keys.kept),
        record.meum_key.as_ref().map(|key| key.kept),
        record.connection.as_ref().map(|connection| connection.kept),
        record.found.as_ref().and_then(|found| found.extra_password),
    ];
    kept.contains(&Some(Kept::Vault)) || record.secrets_left
}

/// Whether the shop is gone from this computer now; if it is not, why is noted.
pub fn forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) -> bool {
    if !take(shop, ticket, Work::Forgetting) {
        return false;
    }
    let gone = result.is_ok();
    if let (Err(problem), Some(leaving)) = (result, &mut shop.leaving) {
        leaving.trouble = Some(problem);
    }
    gone
}
