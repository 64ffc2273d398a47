//! The pages WordPress shows to visitors: the front page and the missing page.
//!
//! It refuses to sell anything. The pages carry the marks by which the app recognises WordPress.

use axum::http::{HeaderName, StatusCode, header};

use super::config::ShopConfig;
use super::in_front::uncached;
use super::site::{RestApi, Site};
use super::web_address::absolute;
use crate::html::escape;
use crate::serving::Answer;

/// How a page leads to the REST API.
const LINK_ELEMENT: &str = "<link rel=\"https://api.w.org/\" href=\"{root}\" />\n";

/// The shop's front page.
pub(super) fn page(config: &ShopConfig, site: &Site) -> Answer {
    let body = include_str!("pages/front.html");
    let page = fill(body, config, site, &config.name);
    linked(Answer::html(StatusCode::OK, page), site)
}

/// WordPress's own 404.
pub(super) fn missing(config: &ShopConfig, site: &Site) -> Answer {
    let title = format!("Page not found – {}", config.name);
    let page = fill(include_str!("pages/missing.html"), config, site, &title);
    let answer = uncached(Answer::html(StatusCode::NOT_FOUND, page));
    linked(answer, site)
}

/// What WooCommerce answers where no plugin listens (its `WC_API`).
pub(super) fn no_way_in() -> Answer {
    uncached(Answer::html(StatusCode::BAD_REQUEST, "-1"))
}

/// WordPress's own redirect to the one right address of a page.
pub(super) fn moved(to: &str) -> Answer {
    uncached(Answer::html(StatusCode::MOVED_PERMANENTLY, ""))
        .with(HeaderName::from_static("x-redirect-by"), "WordPress")
        .with(header::LOCATION, to)
}

/// The page at the root of a site that has its WordPress in a folder.
pub(super) fn outside(config: &ShopConfig) -> Answer {
    let name = escape(&config.name);
    let folder = escape(config.home.path());
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{name}</title></head>\n\
         <body><p>Welcome. Visit our <a href=\"{folder}/\">shop</a>.</p></body>\n</html>\n"
    );
    Answer::html(StatusCode::OK, page).with(header::CONTENT_TYPE, "text/html")
}

fn linked(answer: Answer, site: &Site) -> Answer {
    if site.rest == RestApi::Removed {
        return answer;
    }
    let root = site.rest_root();
    answer.with(header::LINK, &format!("<{root}>; rel=\"https://api.w.org/\""))
}

fn fill(page: &str, config: &ShopConfig, site: &Site, title: &str) -> String {
    let page = if site.rest == RestApi::Removed { page.replace(LINK_ELEMENT, "") } else { page.to_owned() };
    page.replace("{title}", &escape(title))
        .replace("{home}", &escape(&absolute(&site.home, "")))
        .replace("{root}", &escape(&site.rest_root()))
        .replace("{version}", &escape(&config.wordpress_version))
        .replace("{name}", &escape(&config.name))
}
