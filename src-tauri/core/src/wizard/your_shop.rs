//! Step *Your shop*: one field that takes whatever a person pastes.

use crate::asking::{Context, fail, take};
use crate::check::CheckState;
use crate::effect::{Extra, Question};
use crate::extra_password::ExtraPassword;
use crate::field::Field;
use crate::key_marks::{MEUM, holds_key};
use crate::moves::go;
use crate::observed::Observed;
use crate::problem::{Problem, ProblemKind};
use crate::retry::Retry;
use crate::shop::{Shop, Stage};
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::work::Work;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Longest text kept from the field, in characters.
const MAX_TYPED: usize = 2_000;

/// Keeps the address in the field, and no other text: it is stored, and what is no address may be a password.
///
/// What was wrong with another address is over once the field holds a new one.
pub fn type_address(shop: &mut Shop, text: &str) {
    if holds_a_secret(text) {
        return;
    }
    let is_address = StoreUrl::parse(text).is_ok();
    let is_refused = !is_address && shop.stage.refused_text == Some(fingerprint_of(text));
    let is_same = is_refused || means_the_same(&shop.record.typed_address, text);
    let kept = match StoreUrl::parse(text) {
        // Other words may stand around it.
        Ok(url) if text.trim().contains(char::is_whitespace) => url.as_str().to_owned(),
        Ok(_) => without_query(text),
        Err(_) => String::new(),
    };
    shop.record.typed_address = kept.chars().take(MAX_TYPED).collect();
    if !is_same && shop.record.step == Step::YourShop && shop.doing.is_none() && shop.stage.trouble.is_some() {
        shop.stage = Stage::new(Step::YourShop);
    }
}

/// Tells one text from another, and tells nothing of either.
fn fingerprint_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.trim().hash(&mut hasher);
    hasher.finish()
}

fn means_the_same(before: &str, now: &str) -> bool {
    match (StoreUrl::parse(before), StoreUrl::parse(now)) {
        (Ok(before), Ok(now)) => before == now,
        (Err(_), Err(_)) => before.trim() == now.trim(),
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

/// The text without the query and fragment of an address in it: a link that signs somebody in carries its
/// secret there. Where an address is named in a query, as by a page that forwards, that address is kept.
fn without_query(text: &str) -> String {
    let kept = text.split(['?', '#']).next().unwrap_or_default();
    match (StoreUrl::parse(text), StoreUrl::parse(kept)) {
        (Ok(named), Ok(same)) if named == same => kept.to_owned(),
        (Ok(named), _) => named.as_str().to_owned(),
        (Err(_), _) => kept.to_owned(),
    }
}

/// Looks for the shop, unless the text is no address.
pub fn check(shop: &mut Shop, text: &str, context: &mut Context<'_>) {
    look(shop, text, None, context);
}

/// Looks for the shop again, with the extra password that is in front of it.
pub fn check_with_password(shop: &mut Shop, extra: ExtraPassword, context: &mut Context<'_>) {
    if extra.user.is_blank() && extra.password.is_blank() {
        let missing = shop.stage.trouble.take().unwrap_or_else(|| Problem::new(ProblemKind::ExtraPassword));
        shop.stage.trouble = Some(missing.at(Field::ExtraPassword));
        return;
    }
    let typed = shop.record.typed_address.clone();
    look(shop, &typed, Some(extra), context);
}

/// Takes the address the problem names instead of the typed one, and looks there.
pub fn use_instead(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(instead) = shop.stage.trouble.as_ref().and_then(|problem| problem.about.instead.clone()) else { return };
    go(shop, Step::YourShop);
    check(shop, &instead, context);
}

/// Looks for no other shop while nobody knows how connecting this one ended: its credentials may be
/// found yet, and no other shop must get them.
fn look(shop: &mut Shop, text: &str, typed: Option<ExtraPassword>, context: &mut Context<'_>) {
    if shop.record.attempt.is_unresolved() {
        return fail(shop, Problem::new(ProblemKind::ConnectStillOpen).at(Field::Address));
    }
    let parsed = StoreUrl::parse(text).ok().filter(|url| !holds_a_secret(url.as_str()));
    match (&parsed, holds_a_secret(text)) {
        (Some(url), true) => url.as_str().clone_into(&mut shop.record.typed_address),
        (None, true) => {
            shop.record.typed_address.clear();
            // Nothing was asked of this text.
            shop.stage.checks.clear();
            shop.stage.trouble = Some(Problem::new(ProblemKind::KeyInAddressField).at(Field::Address));
            return;
        }
        (_, false) => type_address(shop, text),
    }
    shop.stage.holds_a_secret = holds_a_secret(text);
    let Some(address) = parsed else {
        shop.stage.checks.clear();
        shop.stage.refused_text = Some(fingerprint_of(text));
        shop.stage.trouble = Some(Problem::new(ProblemKind::NotAnAddress).at(Field::Address));
        return;
    };
    let is_kept = shop.record.found.as_ref().is_some_and(|found| found.extra_password.is_some());
    let extra = match typed {
        Some(typed) => Extra::Typed(typed),
        None if is_kept => Extra::Kept,
        None => Extra::Held,
    };
    let is_new = matches!(extra, Extra::Typed(_));
    context.begin(shop, Work::FindingShop, Question::FindShop { address, extra });
    if is_new {
        // Another password was typed, so the same answer is no repetition.
        shop.stage.before = None;
    }
}

fn holds_a_secret(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    holds_key(&text) || text.contains(MEUM) || text.split_whitespace().any(holds_a_password) || names_a_secret(&text)
}

/// Whether a part of an address's query, or of what follows its `#`, is called what secrets are: links that sign
/// somebody in carry theirs there.
fn names_a_secret(text: &str) -> bool {
    const NAMES: [&str; 11] =
        ["pass", "passwd", "password", "passwort", "pw", "pwd", "secret", "token", "access_token", "auth", "key"];
    let parts = text.split(['?', '&', '#', ';']).skip(1).filter_map(|part| part.split_once('='));
    parts.into_iter().any(|(name, value)| NAMES.contains(&name) && !value.trim().is_empty())
}

/// `name:password@host`, with a scheme before it however it is written, or without one.
fn holds_a_password(word: &str) -> bool {
    let word = word.trim_start_matches("mailto:");
    let after_scheme = word.split_once(":/").map_or(word, |(_, rest)| rest.trim_start_matches('/'));
    let before_path = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let user = before_path.rsplit_once('@').map(|(user, _)| user);
    user.is_some_and(|user| after_scheme.len() < word.len() || user.contains(':'))
}

/// Takes the shop that was found. If it is another one than before, the keys and everything else of
/// that one are worthless.
fn take_over(shop: &mut Shop, found: FoundShop) {
    let before = shop.record.found.as_ref();
    let other_home = before.is_some_and(|before| !before.home.is_same_but_for_www(&found.home));
    // A hidden index tells the host only; the keys tell the rest.
    let same_host = found.index_hidden && before.is_some_and(|before| before.home.origin() == found.home.origin());
    if other_home && !same_host && shop.record.connection.is_none() {
        shop.held.forget_pair();
        shop.record.become_another(found);
        shop.observed = Observed::default();
        return;
    }
    if other_home {
        shop.observed.forget_sight();
    }
    shop.record.found = Some(found);
}

/// The search is over.
pub fn found(shop: &mut Shop, ticket: Ticket, result: Result<Box<FoundShop>, Problem>, now: Timestamp) {
    if !take(shop, ticket, Work::FindingShop) {
        return;
    }
    match result {
        Ok(found) => {
            shop.stage.retry = Retry::default();
            // A try by itself left the card of the one before on the screen.
            shop.stage.trouble = None;
            take_over(shop, *found);
        }
        Err(problem) => {
            let field = match problem.kind {
                ProblemKind::ExtraPassword | ProblemKind::ExtraPasswordWrong => Field::ExtraPassword,
                _ => Field::Address,
            };
            shop.stage.retry.plan(&problem, now);
            fail(shop, problem.at(field));
        }
    }
}

/// Done when the shop that stands in the field is the one that was found.
pub fn is_done(shop: &Shop) -> bool {
    let asked = StoreUrl::parse(&shop.record.typed_address).ok();
    let found = shop.record.found.as_ref();
    let failed = shop.stage.checks.iter().any(|line| line.state == CheckState::Failed);
    !failed
        && shop.stage.trouble.is_none()
        && found.is_some_and(|found| Some(&found.asked) == asked.as_ref() || Some(&found.home) == asked.as_ref())
}
