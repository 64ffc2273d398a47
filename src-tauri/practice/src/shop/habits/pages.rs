//! Pages that are not WordPress's, in front of a WordPress that is elsewhere.
//!
//! They refuse to sell anything.

use axum::http::{HeaderName, StatusCode};

use super::host::forbidden;
use super::kinds::Habit;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

/// A front page made by an app of its own; its pictures come from the WordPress behind it.
const HEADLESS: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>The Corner Shop</title>\
     <link rel=\"preconnect\" href=\"https://cms.corner-shop.com\"/></head><body><div id=\"__next\"><h1>The Corner \
     Shop</h1><p>Lamps, candles and string, made by hand and sent to you the day after tomorrow.</p>\
     <img src=\"https://cms.corner-shop.com/wp-content/uploads/2024/05/lamp.jpg\" alt=\"A lamp\"/></div>\
     </body></html>";

/// WordPress's own form for the password of one page, as a theme shows it.
pub(super) const LOCKED: &str = "<!DOCTYPE html><html><head><title>Shop</title><link rel=\"https://api.w.org/\" \
     href=\"https://corner-shop.com/wp-json/\"></head><body class=\"woocommerce-shop woocommerce\"><form \
     class=\"post-password-form\" method=\"post\"><input name=\"post_password\" type=\"password\"></form></body></html>";

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, _: &Site) -> Option<Answer> {
    match habit {
        Habit::Headless if question.asked.path == "/" => Some(by_next(Answer::html(StatusCode::OK, HEADLESS))),
        Habit::Headless => Some(by_next(Answer::html(
            StatusCode::NOT_FOUND,
            "<!DOCTYPE html><html><head><title>404: This page could not be found</title></head>\
             <body><div id=\"__next\"><h1>404</h1></div></body></html>",
        ))),
        Habit::RootRenamed if question.asked.path.starts_with("/wp-json") || question.is_plain_form() => {
            Some(forbidden(404))
        }
        _ => None,
    }
}

fn by_next(answer: Answer) -> Answer {
    answer.with(HeaderName::from_static("x-powered-by"), "Next.js")
}
