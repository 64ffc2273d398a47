//! How WordPress cleans the value of a setting (`wp_kses_post( trim( stripslashes( … ) ) )`).
//!
//! It refuses to let any tag through. WordPress would keep harmless ones such as `<b>`, but nothing that
//! the app writes has tags.

/// The value as WordPress keeps it. `[A-Za-z0-9_.-]` comes through unchanged.
pub(crate) fn clean(value: &str) -> String {
    let unslashed = strip_slashes(value);
    escape_ampersands(&escape_brackets(&strip_tags(unslashed.trim())))
}

/// PHP's `stripslashes`: a backslash goes, what follows it stays.
fn strip_slashes(value: &str) -> String {
    let mut stripped = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character == '\\' {
            stripped.extend(characters.next());
        } else {
            stripped.push(character);
        }
    }
    stripped
}

/// Removes every `<…>` that begins like a tag.
fn strip_tags(value: &str) -> String {
    let mut kept = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, from)) = rest.split_once('<') {
        kept.push_str(before);
        let is_tag = from.starts_with(|next: char| next.is_ascii_alphabetic() || "/!".contains(next));
        match from.split_once('>') {
            Some((_, after)) if is_tag => rest = after,
            Some(_) | None => {
                kept.push('<');
                rest = from;
            }
        }
    }
    kept.push_str(rest);
    kept
}

fn escape_brackets(value: &str) -> String {
    value.replace('<', "&lt;").replace('>', "&gt;")
}

/// Turns `&` into `&amp;` unless it already begins an entity.
fn escape_ampersands(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        escaped.push_str(before);
        escaped.push_str(if begins_entity(after) { "&" } else { "&amp;" });
        rest = after;
    }
    escaped.push_str(rest);
    escaped
}

/// Whether this is `amp;`, `lt;`, `#38;`, `#x26;` and the like.
fn begins_entity(text: &str) -> bool {
    let Some((name, _)) = text.split_once(';') else {
        return false;
    };
    match name.strip_prefix('#') {
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos" | "nbsp"),
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => is_all(digits, char::is_ascii_hexdigit),
            None => is_all(number, char::is_ascii_digit),
        },
    }
}

fn is_all(text: &str, is: fn(&char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(|character| is(&character))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn values_are_cleaned_as_wordpress_does() {
        for (value, expected) in [
            ("sk_live_Ab9.-_", "sk_live_Ab9.-_"),
            (" a&b<c>d\"e'f\\g ", "a&amp;bd\"e'fg"),
            ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
            ("a&amp;b&#38;c&#x26;d&nope;", "a&amp;b&#38;c&#x26;d&amp;nope;"),
            ("\\\\", "\\"),
            ("<script>x</script>", "x"),
            ("end<", "end&lt;"),
            ("", ""),
        ] {
            assert_eq!(clean(value), expected, "{value:?}");
        }
    }
}
