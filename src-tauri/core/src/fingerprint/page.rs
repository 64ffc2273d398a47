//! One HTTP answer, as far as fingerprints need it.

/// At most this much of a page is read, in bytes. Heads of real shops, with their inline styles,
/// fit.
pub const MAX_PAGE: usize = 64 * 1024;

/// One answer, as far as fingerprints need it.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case; a name may come more than once.
    pub headers: &'a [(String, String)],
    /// The beginning of the body, lossily decoded. What is past [`MAX_PAGE`] is not looked at.
    pub body: &'a str,
}

impl<'a> Page<'a> {
    /// The body, cut to what is read.
    pub(super) fn start(&self) -> &'a str {
        self.body.get(..self.body.floor_char_boundary(MAX_PAGE)).unwrap_or_default()
    }

    /// Every value of a header.
    pub(super) fn header<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a str> + 's {
        self.headers.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether a header is there and has `part` in it, in any case.
    pub(super) fn header_has(&self, name: &str, part: &str) -> bool {
        self.header(name).any(|value| value.to_ascii_lowercase().contains(part))
    }

    /// Whether the answer calls itself JSON or looks like it.
    pub(crate) fn is_json(&self) -> bool {
        self.header_has("content-type", "json") || self.body.trim_start().starts_with(['{', '['])
    }
}
