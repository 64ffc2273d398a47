//! Pages of a domain that has no shop yet, or none any more. They refuse to sell the domain.

use axum::http::{StatusCode, header};
use serde::{Deserialize, Serialize};

use super::not_found;
use crate::serving::{Answer, HttpRequest};

/// Which page there is instead of a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PlaceholderKind {
    /// The registrar's page, at every address.
    ParkedDomain,
    /// The page that a web server brings along.
    DefaultPage,
    /// The list of the files in an empty folder.
    IndexListing,
}

impl PlaceholderKind {
    /// One of each.
    pub const ALL: [Self; 3] = [Self::ParkedDomain, Self::DefaultPage, Self::IndexListing];
}

/// The placeholder at `/`, and 404 elsewhere; a parked domain shows its page everywhere.
pub(in crate::shop) fn answer(kind: PlaceholderKind, asked: &HttpRequest) -> Answer {
    let page = match kind {
        PlaceholderKind::ParkedDomain => {
            "<!DOCTYPE html>\n<html>\n<head><title>corner-shop.example - This domain is parked</title>\n\
             <script src=\"//img.sedoparking.com/js/jquery-1.4.2.min.js\"></script></head>\n<body>\
             <h1>corner-shop.example</h1><p>This domain is parked free of charge. This domain may be for sale.</p>\
             </body>\n</html>\n"
        }
        PlaceholderKind::DefaultPage => {
            "<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n\
             <h1>Welcome to nginx!</h1>\n<p>If you see this page, the nginx web server is successfully installed and \
             working. Further configuration is required.</p>\n</body>\n</html>\n"
        }
        PlaceholderKind::IndexListing => {
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n<head>\n<title>Index of /</title>\n\
             </head>\n<body>\n<h1>Index of /</h1>\n<ul><li><a href=\"cgi-bin/\"> cgi-bin/</a></li>\n</ul>\n\
             </body></html>\n"
        }
    };
    if asked.path != "/" && kind != PlaceholderKind::ParkedDomain {
        return not_found();
    }
    Answer::html(StatusCode::OK, page).with(header::CONTENT_TYPE, "text/html")
}
