//! Lets axum pick a handler while handlers answer with data instead of bytes.
//!
//! It refuses to answer for a route that does not exist: the caller words that.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

/// What a handler answers, as data that axum passes on untouched.
#[derive(Debug, Clone)]
pub(crate) struct Handled<T>(pub(crate) T);

impl<T: Clone + Send + Sync + 'static> IntoResponse for Handled<T> {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(self);
        response
    }
}

/// Asks the handler for this method and path; `None` when there is none.
pub(crate) async fn ask<T>(router: Router, method: &Method, path: &str) -> Option<T>
where
    T: Clone + Send + Sync + 'static,
{
    let request = Request::builder().method(method).uri(path).body(Body::empty()).ok()?;
    let mut response = router.oneshot(request).await.into_response();
    let told: Option<Handled<T>> = response.extensions_mut().remove();
    told.map(|told| told.0)
}
