//! What a host name must be to be looked up at all.

/// Longest host name, in characters, and longest part of one (RFC 1035, section 2.3.4).
pub(super) const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

/// Whether a host name, in its ASCII form and lower case, can be looked up at all. An underscore
/// inside is let through: some hosts have one, though no certificate should.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() <= MAX_NAME && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    !label.is_empty()
        && label.len() <= MAX_LABEL
        && !label.starts_with(['-', '_'])
        && !label.ends_with(['-', '_'])
        && label.chars().all(allowed)
}
