//! Plugins and editors that spoil JSON on its way out. They refuse to touch pages.

use axum::http::header;

use crate::serving::Answer;

/// What a plugin prints in front of the JSON.
const NOISE: &str = "<br />\n<b>Deprecated</b>:  Creation of dynamic property \
     Corner_Banner::$colour is deprecated in <b>/home/corner/public_html/wp-content/plugins/\
     corner-banner/banner.php</b> on line <b>17</b><br />\n";
/// What a cache plugin writes behind everything.
const SIGNATURE: &str = "\n<!-- Performance optimized by Corner Cache. -->\n";
/// What an editor leaves at the beginning of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// How deep the lists of deep JSON are nested.
const DEPTH: usize = 100_000;

/// A notice in front of it.
pub(in crate::shop) fn noise_before(answer: Answer) -> Answer {
    on_json(answer, |body| drop(body.splice(0..0, NOISE.bytes())))
}

/// A comment behind it.
pub(in crate::shop) fn noise_after(answer: Answer) -> Answer {
    on_json(answer, |body| body.extend_from_slice(SIGNATURE.as_bytes()))
}

/// A byte order mark in front of it.
pub(in crate::shop) fn byte_order_mark(answer: Answer) -> Answer {
    on_json(answer, |body| drop(body.splice(0..0, BYTE_ORDER_MARK.iter().copied())))
}

/// Sends it as `text/html`.
pub(in crate::shop) fn called_a_page(answer: Answer) -> Answer {
    if is_json(&answer) { answer.with(header::CONTENT_TYPE, "text/html; charset=UTF-8") } else { answer }
}

/// Every letter o of its texts becomes a byte that is no UTF-8.
pub(in crate::shop) fn invalid_utf8(answer: Answer) -> Answer {
    on_json(answer, |body| {
        let mut in_text = false;
        for byte in body.iter_mut() {
            match *byte {
                b'"' => in_text = !in_text,
                b'o' if in_text => *byte = 0xff,
                _ => {}
            }
        }
    })
}

/// Lists in lists instead of it.
pub(in crate::shop) fn deep(answer: Answer) -> Answer {
    on_json(answer, |body| {
        let lists = b"[".repeat(DEPTH).into_iter().chain(b"]".repeat(DEPTH));
        *body = lists.collect();
    })
}

fn on_json(mut answer: Answer, change: impl FnOnce(&mut Vec<u8>)) -> Answer {
    if is_json(&answer) {
        change(&mut answer.body);
    }
    answer
}

fn is_json(answer: &Answer) -> bool {
    let content_type = answer.headers.get(header::CONTENT_TYPE);
    content_type.is_some_and(|it| it.as_bytes().starts_with(b"application/json"))
}
