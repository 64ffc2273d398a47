//! Reads JSON from answers that are not clean: with a byte-order mark, PHP notices in front, a cache's
//! comment behind, or texts in another encoding. Shops with such answers work, so the app must read
//! them. It refuses JSON that is made to fill the memory.

use serde::de::IgnoredAny;
use serde_json::Value;

/// The most objects and lists, and the most values, that an answer may have. The whole index of a shop
/// with many plugins has half as many. In memory a value takes up to a hundred times its text.
const MOST_NESTS: usize = 25_000;
const MOST_VALUES: usize = 150_000;
/// What follows data in a page, in lower case. None of it follows an answer.
const PAGE_GOES_ON: [&str; 4] = ["</script", "</div", "</body", "</html"];
/// The most noise in front of an answer, in bytes. Longer noise is a page.
const MOST_NOISE: usize = 64 * 1024;
/// How many places are tried as the beginning of JSON, and how many bytes are read in trying them.
const MOST_TRIES: usize = 16;
const MOST_READ: usize = 4 * 1024 * 1024;

/// The JSON in a body, and whether there is noise around it. `is_it` recognises the expected value, so
/// that data inside a page does not pass for it.
pub fn json_within(body: &[u8], is_it: impl Fn(&Value) -> bool) -> Option<(Value, bool)> {
    let marked = body.strip_prefix(b"\xEF\xBB\xBF");
    let text = marked.unwrap_or(body);
    if !is_modest(text) {
        return None;
    }
    if let Ok(value) = serde_json::from_slice(text) {
        return Some((value, marked.is_some()));
    }
    let spoiled = std::str::from_utf8(text).is_err();
    let readable = readable(text);
    let whole = spoiled.then(|| serde_json::from_str(&readable).ok()).flatten();
    whole.or_else(|| value_inside(readable.as_bytes(), is_it)).map(|value| (value, true))
}

/// Whether a body begins as JSON does and ends before that is whole.
pub fn is_cut(body: &[u8]) -> bool {
    let start = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    let begins = matches!(start.first(), Some(b'{' | b'['));
    begins && serde_json::from_slice::<IgnoredAny>(start).is_err_and(|error| error.is_eof())
}

/// The text, with bytes that are no UTF-8 read as Latin 1: what is not in one mostly is in the other.
fn readable(text: &[u8]) -> String {
    text.utf8_chunks().fold(String::new(), |mut read, chunk| {
        read.push_str(chunk.valid());
        read.extend(chunk.invalid().iter().copied().map(char::from));
        read
    })
}

/// The first value in a text that `is_it` recognises.
fn value_inside(text: &[u8], is_it: impl Fn(&Value) -> bool) -> Option<Value> {
    let starts = text.iter().take(MOST_NOISE).enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'['));
    // Each try may read to the end, so a long text gets fewer tries.
    let tries = MOST_TRIES.min(MOST_READ / text.len().max(1));
    // Nothing stands before it: whatever a page goes on with behind it, it is no data inside a page.
    let first = text.iter().position(|byte| !byte.is_ascii_whitespace());
    starts.take(tries).filter_map(|(at, _)| first_value(text.get(at..)?, Some(at) == first)).find(is_it)
}

/// A body that is JSON as a whole, but for a byte-order mark.
pub fn json(body: &[u8]) -> Option<Value> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    is_modest(text).then(|| serde_json::from_slice(text).ok()).flatten()
}

/// Whether a text holds no more values than an answer may have, by counting the characters that begin
/// or separate values. It counts those inside texts too; there are few.
fn is_modest(text: &[u8]) -> bool {
    let (nests, commas) = text.iter().fold((0, 0), |(nests, commas), byte| match byte {
        b'{' | b'[' => (nests + 1, commas),
        b',' => (nests, commas + 1),
        _ => (nests, commas),
    });
    nests <= MOST_NESTS && nests + commas <= MOST_VALUES
}

/// The value a text begins with, unless it may stand inside a page and the text goes on as one does.
fn first_value(text: &[u8], leads: bool) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_slice(text).into_iter();
    let value = values.next()?.ok()?;
    if leads {
        return Some(value);
    }
    let rest = text.get(values.byte_offset()..)?;
    let rest = String::from_utf8_lossy(rest).to_ascii_lowercase();
    let in_a_page = PAGE_GOES_ON.iter().any(|end| rest.contains(end));
    (!in_a_page).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn has_code(value: &Value) -> bool {
        value.get("code").is_some()
    }

    #[test]
    fn json_is_found_whatever_is_printed_around_it() {
        let cases: [(&[u8], bool); 8] = [
            (br#"{"code":"x"}"#, false),
            (b" \n{\"code\":\"x\"}\n", false),
            (b"\xEF\xBB\xBF{\"code\":\"x\"}", true),
            (b"<br />\n<b>Notice</b>: {closure}() in [x]\n{\"code\":\"x\"}", true),
            (b"{\"code\":\"x\"}<!-- cached -->", true),
            (b"{\"code\":\"x\"}\n<script>track()</script>", true),
            (b"\n{\"code\":\"x\"}</body></html>", true),
            (b"\xFF\xFE{\"code\":\"x\"}", true),
        ];
        for (body, stray) in cases {
            assert_eq!(
                json_within(body, has_code),
                Some((json!({"code": "x"}), stray)),
                "{}",
                String::from_utf8_lossy(body)
            );
        }
    }

    #[test]
    fn json_inside_a_page_is_not_the_answer() {
        for page in [
            &br#"<html><script>var shop = {"code": 1};</script></html>"#[..],
            br#"<script type="application/json">{"code":"EUR"}</script>"#,
            br#"<div data-x='{"code":"EUR"}'></div>"#,
        ] {
            assert_eq!(json_within(page, has_code), None, "{}", String::from_utf8_lossy(page));
        }
        assert_eq!(json_within(b"", has_code), None);
    }

    #[test]
    fn bytes_of_another_encoding_spoil_only_their_own_text() {
        let expected = json!({"code": "x", "name": "Café Müller"});
        let body = b"{\"code\":\"x\",\"name\":\"Caf\xE9 M\xFCller\"}";
        assert_eq!(json_within(body, has_code), Some((expected, true)));
    }

    #[test]
    fn hostile_bodies_are_refused_at_once() {
        for piece in ["[", "{", "[],", "{\"code\":0},", "0,"] {
            let many = format!("[{}0]", piece.repeat(1_000_000));
            assert_eq!(json_within(many.as_bytes(), has_code), None, "{piece}");
            assert_eq!(json(many.as_bytes()), None, "{piece}");
        }
    }

    #[test]
    fn a_whole_index_of_a_large_shop_is_read() {
        let route = r#""/wc/v3/a/(?P<id>[\\d]+)":{"methods":["GET"],"args":{"x":{"type":"string","required":false}}},"#;
        let body = format!("{{\"routes\":{{{}\"/\":{{}}}},\"code\":\"x\"}}", route.repeat(3_000));
        assert!(json_within(body.as_bytes(), has_code).is_some_and(|(_, stray)| !stray));
        assert!(json(body.as_bytes()).is_some());
    }
}
