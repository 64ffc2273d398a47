//! The index at an address that nobody has asked before. What a cache keeps at the usual one may be a page from before,
//! such as one of maintenance, while WordPress answers whoever asks anew.

use super::{Followed, index_of};
use crate::adapters::shop::index::{FIELDS, Index};
use crate::adapters::shop::search::Search;
use crate::adapters::shop::{ShopAnswer, private};
use connect_core::api_root::ApiRoot;
use reqwest::Url;
use std::time::Duration;

/// The longest moment that is waited for: half of a diagnosis is left then.
const LONGEST_MOMENT: Duration = Duration::from_secs(5);

/// Asks for an index. Where a cache says that it gave something else, the same is asked anew.
///
/// # Errors
/// Why no answer came.
pub(super) async fn index(search: &Search, root: &ApiRoot) -> Followed {
    let (told, url) = awake(search, root, search.follow(index_of(root)).await?).await;
    if !told.reply().cached || Index::read(&told).is_some() {
        return Ok((told, url));
    }
    let Some(fresh) = asked(search, root).await else { return Ok((told, url)) };
    if Index::read(&fresh.0).is_some() {
        search.note_old_page(&told);
    }
    Ok(fresh)
}

/// The index, where it comes to whoever asks anew. Caches that say nowhere that they answered are met so.
pub(super) async fn behind_page(search: &Search, root: &ApiRoot, page: &ShopAnswer) -> Option<(ShopAnswer, Url)> {
    let fresh = asked(search, root).await.filter(|(told, _)| Index::read(told).is_some())?;
    search.note_old_page(page);
    Some(fresh)
}

/// The answer, or the second one of a host that was asleep: it asked to come back in a moment.
async fn awake(search: &Search, root: &ApiRoot, (told, url): (ShopAnswer, Url)) -> (ShopAnswer, Url) {
    let moment = told.answer.retry_after().map(|seconds| Duration::from_secs(seconds.into()));
    let Some(moment) = moment.filter(|moment| told.answer.status == 503 && *moment <= LONGEST_MOMENT) else {
        return (told, url);
    };
    tokio::time::sleep(search.http.sooner(moment)).await;
    search.follow(index_of(root)).await.unwrap_or((told, url))
}

async fn asked(search: &Search, root: &ApiRoot) -> Option<(ShopAnswer, Url)> {
    search.follow(private(root, "", FIELDS).ok()?).await.ok()
}
