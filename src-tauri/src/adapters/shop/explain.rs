//! Why the shop does not recognise keys: signed probes that work without the header and without
//! https, beside a control with a key that cannot exist (truth table, rows U, H, T and Q). A probe
//! never carries the secret; it cannot be used again after fifteen minutes.

use super::caller::{Caller, Pair};
use super::index;
use super::keys::KeyCheck;
use super::search::arrived_at;
use super::{STATUS_FIELDS, STATUS_ROUTE, Told, address};
use crate::adapters::http::Request;
use crate::adapters::oauth;
use crate::perform::now;
use connect_core::api_root::ApiRoot;
use connect_core::diagnosis;
use connect_core::host;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use reqwest::{Method, Url};

/// Finds out why the pair is not recognised.
pub(super) async fn unrecognised(
    check: &KeyCheck<'_>,
    caller: &Caller,
    refused: &Told,
) -> Result<ProblemKind, Problem> {
    // Signed by the shop's own clock: it is the one that judges.
    let at = refused.answer.date().unwrap_or(now().0 / 1_000);
    let nobody = Pair::impossible();
    // None needs another's answer.
    let (https, http, control) = tokio::join!(
        probe(check, caller, &caller.pair, ("https", at)),
        probe(check, caller, &caller.pair, ("http", at)),
        probe(check, caller, &nobody, ("https", at)),
    );
    let (https, http, control) = (https?, http?, control?);
    for told in [&https, &http, &control] {
        if let Some(kind) = diagnosis::in_front(told.reply()) {
            return Ok(kind);
        }
    }
    let same = |told: &Told| told.answer.status == control.answer.status && told.json() == control.json();
    let signed = |told: &Told| diagnosis::known(told.reply(), control.reply(), same(told));
    Ok(diagnosis::unrecognised(signed(&https), signed(&http), !check.found.index_hidden))
}

/// A GET signed for WordPress's own address, as if it were on this scheme.
async fn probe(check: &KeyCheck<'_>, caller: &Caller, pair: &Pair, (scheme, at): (&str, i64)) -> Result<Told, Problem> {
    let url = address(&check.found.root, STATUS_ROUTE, STATUS_FIELDS);
    let signed_as = as_wordpress_sees(check.found, &url, scheme);
    let signed = oauth::nonce()
        .and_then(|nonce| oauth::sign(&pair.key, &pair.secret, &Method::GET, &url, &signed_as, at, &nonce));
    let signed = signed.map_err(|_| Problem::new(ProblemKind::KeysRefused))?;
    let mut request = Request::get(signed.into_url());
    if let Some(door) = &caller.door {
        door.open(&mut request).map_err(|error| Problem::new(super::kind_of(&error)))?;
    }
    check.ask(request, &format!("signed for {scheme}")).await
}

/// WooCommerce signs its own address: its home as it is written in WordPress's settings, on the
/// scheme it believes in, and the path of the request below it.
fn as_wordpress_sees(found: &FoundShop, asked: &Url, scheme: &str) -> String {
    let home = found.home_written.as_deref().unwrap_or(found.home.as_str());
    let (_, rest) = home.split_once("://").unwrap_or(("", home));
    let below = asked.path().strip_prefix(found.home.as_url().path().trim_end_matches('/')).unwrap_or(asked.path());
    format!("{scheme}://{}{below}", rest.trim_end_matches('/'))
}

/// A page came where the interface was. One that leads to another host is named with it. Else,
/// whether the keys are right is asked in the form plain permalinks use, with the mark older
/// WooCommerce looks for (measured on 8.2 and 10.0).
pub(super) async fn without_interface(check: &KeyCheck<'_>, caller: &Caller, page: &Told) -> Result<Problem, Problem> {
    if let Some(moved) = moved(check.found, caller, page) {
        return Ok(moved);
    }
    let base = arrived_at(&check.found.root.address("")).unwrap_or_else(|| check.found.asked.clone());
    let mut url = address(&ApiRoot::rest_route(&base), STATUS_ROUTE, STATUS_FIELDS);
    // As it stands: WooCommerce looks for it in the address as it was sent.
    let marked = format!("{}&x=wp-json/wc/", url.query().unwrap_or_default());
    url.set_query(Some(&marked));
    let told = check.ask(caller.request(Method::GET, url, None)?, "without pretty links").await?;
    Ok(page.problem(diagnosis::without_interface(page.reply(), told.reply())))
}

/// The shop's interface sends visitors to another host since it was found.
fn moved(found: &FoundShop, caller: &Caller, page: &Told) -> Option<Problem> {
    let location = page.answer.header("location").filter(|_| matches!(page.answer.status, 300..=399))?;
    let next = page.url.join(location).ok()?;
    if caller.door.as_ref().is_some_and(|door| door.is_repeated(&page.url, &next)) {
        return None;
    }
    let there = arrived_at(&next)?;
    if there.origin() == found.root.origin() {
        return None;
    }
    let same = host::same_registrable(there.host(), found.root.host());
    let kind = if same { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHostAnswers };
    Some(index::elsewhere(page, kind, &there))
}
