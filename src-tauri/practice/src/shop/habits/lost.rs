//! What a line of code or a plugin takes away, from a question or from an answer. They refuse to look at whether a key
//! is right.

use axum::http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};

use super::guests::error;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The right to change payment methods: a plugin for user roles lets nobody do so.
    MethodRights {
        /// WordPress names beside its answers what may be done there.
        named: bool,
    },
    /// WordPress's own answer to OPTIONS.
    Descriptions,
}

/// The answer, if the question meets it.
pub(super) fn answer(how: Lost, question: &Question<'_>, _: &Site) -> Option<Answer> {
    match how {
        Lost::MethodRights { .. } => None,
        Lost::Descriptions => (question.is_rest() && question.is_options())
            .then(|| error(404, "rest_no_route", "No route was found matching the URL and request method.")),
    }
}

/// The answer as it is left.
pub(super) fn changed(how: Lost, question: &Question<'_>, mut answer: Answer) -> Answer {
    match how {
        Lost::MethodRights { named } if question.is_of_methods() && question.is_write() => {
            if named && answer.status == StatusCode::BAD_REQUEST {
                answer.headers.insert(header::ALLOW, HeaderValue::from_static("GET"));
            } else {
                answer.headers.remove(header::ALLOW);
            }
            // What was sent is judged first.
            let judged = matches!(answer.status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED);
            let words = "Sorry, you are not allowed to edit this resource.";
            if judged { answer } else { error(403, "woocommerce_rest_cannot_edit", words) }
        }
        Lost::MethodRights { .. } | Lost::Descriptions => answer,
    }
}
