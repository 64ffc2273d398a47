//! JSON that something is printed around: a byte-order mark, PHP notices before it, a cache's
//! comment after it. Widely used clients break on these answers; shops work all the same.

use serde_json::Value;

/// Noise longer than this is a page, not a notice, in bytes.
const MOST_NOISE: usize = 64 * 1024;
/// More beginnings are not tried.
const MOST_TRIES: usize = 16;

/// The JSON in a body, and whether something else stands around it. What stands behind it can only
/// be blank, a comment or a notice: `is_it` and that tell it from data inside a page's scripts.
pub fn json_within(body: &[u8], is_it: impl Fn(&Value) -> bool) -> Option<(Value, bool)> {
    let marked = body.strip_prefix(b"\xEF\xBB\xBF");
    let text = marked.unwrap_or(body);
    if let Ok(value) = serde_json::from_slice(text) {
        return Some((value, marked.is_some()));
    }
    let starts = text.iter().take(MOST_NOISE).enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'['));
    starts.take(MOST_TRIES).filter_map(|(at, _)| first_value(text.get(at..)?)).find(&is_it).map(|value| (value, true))
}

/// The value a text begins with, unless the text goes on as a page does.
fn first_value(text: &[u8]) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_slice(text).into_iter();
    let value = values.next()?.ok()?;
    let rest = text.get(values.byte_offset()..)?.trim_ascii_start();
    let ends = rest.is_empty() || [&b"<!--"[..], b"<br", b"<b>"].iter().any(|notice| rest.starts_with(notice));
    ends.then_some(value)
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
        let cases: [(&[u8], bool); 6] = [
            (br#"{"code":"x"}"#, false),
            (b" \n{\"code\":\"x\"}\n", false),
            (b"\xEF\xBB\xBF{\"code\":\"x\"}", true),
            (b"<br />\n<b>Notice</b>: {closure}() in [x]\n{\"code\":\"x\"}", true),
            (b"{\"code\":\"x\"}<!-- cached -->", true),
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
    fn hostile_bodies_are_refused_at_once() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(json_within(deep.as_bytes(), has_code), None);
        let many = "{".repeat(1_000_000);
        assert_eq!(json_within(many.as_bytes(), has_code), None);
    }
}
