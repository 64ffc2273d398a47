//! Whether the pages of the shop's administration lead a guest to the sign-in. One question, without
//! any key, and its redirect is not followed.

use super::ask_once;
use crate::adapters::http::{Http, Request};
use connect_core::diagnosis;
use connect_core::store_url::StoreUrl;
use reqwest::Url;

/// Whether they lead nowhere, unless the merchant is signed in. Silence says nothing.
pub async fn sign_in_hidden(http: &Http, home: &StoreUrl) -> bool {
    let Ok(url) = Url::parse(&home.page("wp-admin/")) else { return false };
    let Ok(told) = ask_once(http, Request::get(url.clone())).await else { return false };
    let location = told.answer.header("location").and_then(|to| url.join(to).ok());
    diagnosis::sign_in_hidden(told.answer.status, location.as_ref().map(Url::as_str))
}
