//! Hosts of finished pages, by what they write into every answer. A program may run behind some of them, so that one
//! answered shows no more than that.

use super::mark::Mark;
use super::page::Page;
use super::scan::Scan;

/// Their own headers: Netlify's and Vercel's documentation, what GitHub Pages, GitLab Pages, Amazon S3, Surge and
/// Firebase Hosting send, and Cloudflare's `cf-pages` of its Pages.
const HOSTS: &[(&str, &[Mark])] = &[
    ("Netlify", &[Mark::Header("server", "netlify"), Mark::Header("x-nf-request-id", "")]),
    ("Vercel", &[Mark::Header("server", "vercel"), Mark::Header("x-vercel-id", "")]),
    ("GitHub Pages", &[Mark::Header("server", "github.com"), Mark::Header("x-github-request-id", "")]),
    ("GitLab Pages", &[Mark::Header("gitlab-lb", "")]),
    ("Amazon S3", &[Mark::Header("server", "amazons3"), Mark::Header("x-amz-error-code", "")]),
    ("Cloudflare Pages", &[Mark::Header("cf-pages", "")]),
    ("Surge", &[Mark::Header("server", "surgesh")]),
];

/// The host of finished pages that gave this answer.
pub fn page_host(page: &Page<'_>) -> Option<&'static str> {
    let scan = Scan::new(page);
    HOSTS.iter().find(|(_, marks)| marks.iter().any(|mark| mark.on(page, &scan))).map(|&(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_of_finished_pages_is_told_by_its_own_headers() {
        for (name, value, expected) in [
            ("server", "Netlify", Some("Netlify")),
            ("x-vercel-id", "fra1::abc", Some("Vercel")),
            ("server", "GitHub.com", Some("GitHub Pages")),
            ("server", "AmazonS3", Some("Amazon S3")),
            ("server", "nginx", None),
        ] {
            let headers = [(name.to_owned(), value.to_owned())];
            assert_eq!(page_host(&Page { status: 404, headers: &headers, body: "" }), expected, "{name}: {value}");
        }
    }
}
