//! One request as habits see it: where it goes, and how its sender signs in.
//!
//! It refuses to look at a key's value.

use axum::http::{Method, header};

use crate::serving::HttpRequest;
use crate::shop::address::Place;

/// One request.
pub(super) struct Question<'a> {
    pub(super) asked: &'a HttpRequest,
    route: Option<&'a str>,
}

impl<'a> Question<'a> {
    pub(super) fn of(asked: &'a HttpRequest, place: &'a Place) -> Self {
        Self { asked, route: place.route() }
    }

    /// Whether it is for the REST API, in any form of its address.
    pub(super) fn is_rest(&self) -> bool {
        self.route.is_some() || self.asked.path.contains("/wp-json")
    }

    pub(super) fn is_index(&self) -> bool {
        self.route == Some("")
    }

    /// Whether it is in the `?rest_route=` form.
    pub(super) fn is_plain_form(&self) -> bool {
        self.asked.query_value("rest_route").is_some()
    }

    pub(super) fn is_woocommerce(&self) -> bool {
        self.route.is_some_and(|route| route.starts_with("/wc/"))
    }

    /// Whether it is for the plugin's address for payment updates.
    pub(super) fn is_hook(&self) -> bool {
        self.route == Some("/meum/v1/webhook")
    }

    /// Whether it is for a page that people see.
    pub(super) fn is_page(&self) -> bool {
        let path = self.asked.path.as_str();
        let other = ["/wp-admin", "/wp-login.php", "/wp-content"].iter().any(|start| path.starts_with(start));
        !self.is_rest() && !other && self.asked.query_value("wc-api").is_none()
    }

    pub(super) fn is_status(&self) -> bool {
        self.route == Some("/wc/v3/system_status") && self.asked.method == Method::GET
    }

    /// Whether it is for the list of WooCommerce's data.
    pub(super) fn is_parts(&self) -> bool {
        self.route == Some("/wc/v3/data")
    }

    /// Whether it is for payment methods.
    pub(super) fn is_of_methods(&self) -> bool {
        self.route.is_some_and(|route| route.starts_with("/wc/v3/payment_gateways"))
    }

    /// Whether it is for the Meum plugin's part of the REST API.
    pub(super) fn is_of_plugin(&self) -> bool {
        self.route.is_some_and(|route| route.starts_with("/meum/"))
    }

    pub(super) fn is_write(&self) -> bool {
        matches!(self.asked.method.as_str(), "POST" | "PUT" | "PATCH" | "DELETE")
    }

    pub(super) fn is_options(&self) -> bool {
        self.asked.method == Method::OPTIONS
    }

    pub(super) fn is_signed(&self) -> bool {
        self.asked.query.iter().any(|(name, _)| name.starts_with("oauth_"))
    }

    pub(super) fn has_header(&self) -> bool {
        self.asked.headers.contains_key(header::AUTHORIZATION)
    }

    /// Whether the sender takes compressed answers.
    pub(super) fn may_be_compressed(&self) -> bool {
        self.asked.header(&header::ACCEPT_ENCODING).is_some_and(|accepted| accepted.contains("gzip"))
    }
}
