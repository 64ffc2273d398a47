//! One call of a REST route, with everything a handler may want to know about it.
//!
//! It refuses to answer. It only says whether the visitor may.

use std::sync::Arc;

use axum::extract::State;

use super::answer::RestAnswer;
use super::visitor::Visitor;
use crate::serving::HttpRequest;
use crate::shop::site::Site;
use crate::shop::state::ShopState;
use crate::shop::web_address::absolute;

/// How a handler gets its call.
pub(super) type Calling = State<Arc<Call>>;

/// One call of a REST route.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) state: Arc<ShopState>,
    pub(super) asked: HttpRequest,
    pub(super) site: Site,
    pub(super) visitor: Visitor,
}

impl Call {
    /// WooCommerce's check for lists.
    pub(super) fn may_list(&self) -> Result<(), RestAnswer> {
        let message = "Sorry, you cannot list resources.";
        self.may_manage("woocommerce_rest_cannot_view", message)
    }

    /// WooCommerce's check for one thing.
    pub(super) fn may_view(&self) -> Result<(), RestAnswer> {
        let message = "Sorry, you cannot view this resource.";
        self.may_manage("woocommerce_rest_cannot_view", message)
    }

    /// WooCommerce's check for changes.
    pub(super) fn may_edit(&self) -> Result<(), RestAnswer> {
        let message = "Sorry, you are not allowed to edit this resource.";
        self.may_manage("woocommerce_rest_cannot_edit", message)
    }

    fn may_manage(&self, code: &str, message: &str) -> Result<(), RestAnswer> {
        if self.visitor.may_manage() {
            return Ok(());
        }
        let status = self.visitor.not_allowed();
        Err(RestAnswer::error(status, code, message))
    }

    /// An address inside the shop; `path` begins with a slash.
    pub(super) fn address(&self, path: &str) -> String {
        absolute(&self.site.home, path)
    }
}
