//! The kinds of marks a fingerprint is made of. It knows no brand: the tables do.

use super::page::Page;
use super::scan::Scan;

/// One mark; every needle is in lower case. An empty needle: whatever the value.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// A header, and what its value contains.
    Header(&'static str, &'static str),
    /// The beginning of the name of a cookie that is set.
    Cookie(&'static str),
    /// A meta's name, and what its content contains.
    Meta(&'static str, &'static str),
    /// What the address of a script, link, frame, form or refresh contains.
    Resource(&'static str),
    /// An attribute of `<html>` or `<body>`.
    Root(&'static str),
    /// The beginning of a class of `<body>`.
    Class(&'static str),
    /// The whole title.
    Title(&'static str),
    /// What the readable text contains.
    Text(&'static str),
    /// What the source contains anywhere. Only for strings no article would hold.
    Source(&'static str),
}

impl Mark {
    /// Whether the answer bears the mark.
    pub(super) fn on(self, page: &Page<'_>, scan: &Scan) -> bool {
        match self {
            Self::Header(name, part) => page.header_has(name, part),
            Self::Cookie(start) => has_cookie(page, start),
            Self::Meta(name, part) => scan.metas.iter().any(|(n, content)| n == name && content.contains(part)),
            Self::Resource(part) => scan.resources.iter().any(|address| address.contains(part)),
            Self::Root(name) => scan.roots.iter().any(|root| root == name),
            Self::Class(start) => scan.classes.iter().any(|class| class.starts_with(start)),
            Self::Title(title) => scan.title == title,
            Self::Text(part) => scan.text.to_ascii_lowercase().contains(part),
            Self::Source(part) => scan.source.contains(part),
        }
    }

    /// Lower is surer: what the server says, what the page says of itself, what the page holds.
    pub(super) fn tier(self) -> u8 {
        match self {
            Self::Header(..) | Self::Cookie(_) => 0,
            Self::Meta(..) | Self::Root(_) => 1,
            Self::Resource(_) | Self::Class(_) | Self::Title(_) | Self::Text(_) | Self::Source(_) => 2,
        }
    }
}

/// Whether any of the marks is there.
pub(super) fn any(marks: &[Mark], page: &Page<'_>, scan: &Scan) -> bool {
    marks.iter().any(|mark| mark.on(page, scan))
}

fn has_cookie(page: &Page<'_>, start: &str) -> bool {
    page.header("set-cookie").any(|cookie| cookie.trim_start().to_ascii_lowercase().starts_with(start))
}
