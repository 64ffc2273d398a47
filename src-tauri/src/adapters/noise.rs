//! JSON that something is printed around: a byte-order mark, PHP notices before it, a cache's
//! comment after it. Widely used clients break on these answers; shops work all the same.

use serde_json::Value;

/// Noise longer than this is a page, not a notice, in bytes.
const MOST_NOISE: usize = 64 * 1024;
/// More beginnings are not tried.
const MOST_TRIES: usize = 64;

/// The JSON in a body, and whether something else stands around it. `is_it` tells the expected
/// value from JSON that happens to be inside a page.
pub fn json_within(body: &[u8], is_it: impl Fn(&Value) -> bool) -> Option<(Value, bool)> {
    let marked = body.strip_prefix(b"\xEF\xBB\xBF");
    let text = marked.unwrap_or(body);
    if let Ok(value) = serde_json::from_slice(text) {
        return Some((value, marked.is_some()));
    }
    let starts = text.iter().take(MOST_NOISE).enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'['));
    starts.take(MOST_TRIES).filter_map(|(at, _)| first_value(text.get(at..)?)).find(&is_it).map(|value| (value, true))
}

/// The value a text begins with, whatever follows it.
fn first_value(text: &[u8]) -> Option<Value> {
    serde_json::Deserializer::from_slice(text).into_iter().next()?.ok()
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
        let page = br#"<html><script>var shop = {"a": 1};</script></html>"#;
        assert_eq!(json_within(page, has_code), None);
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
