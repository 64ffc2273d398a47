//! How WooCommerce words that it does not let a key in.
//!
//! It refuses to decide whom to let in; `sign_in` and `oauth` do.

use axum::http::StatusCode;

use super::answer::RestAnswer;

/// WooCommerce's code for whatever is wrong with a key that exists.
const AUTHENTICATION_ERROR: &str = "woocommerce_rest_authentication_error";

/// Refuses a key that exists, and says in words what is wrong with it.
pub(super) fn authentication_error(message: &str) -> RestAnswer {
    unauthorized(AUTHENTICATION_ERROR, message)
}

/// 401 with this code.
pub(super) fn unauthorized(code: &str, message: &str) -> RestAnswer {
    RestAnswer::error(StatusCode::UNAUTHORIZED, code, message)
}
