//! Who is asking, what they may do, and what they carry in the header.
//!
//! It refuses to know anybody; `sign_in` and `passwords` do.

use axum::http::{Method, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::RestAnswer;
use super::refusal::authentication_error;
use crate::serving::HttpRequest;
use crate::shop::config::{AppPassword, Permission, ShopKey};

/// Who is asking.
#[derive(Debug, Clone)]
pub(super) enum Visitor {
    /// Somebody whom WordPress does not know. Whoever sends an unknown key is a guest, too.
    Guest,
    /// The owner of this key.
    Owner(ShopKey),
    /// Somebody with this application password.
    User(AppPassword),
}

impl Visitor {
    pub(super) fn is_guest(&self) -> bool {
        match self {
            Self::Guest => true,
            Self::Owner(_) | Self::User(_) => false,
        }
    }

    pub(super) fn may_manage(&self) -> bool {
        match self {
            Self::Guest => false,
            Self::Owner(key) => key.owner.may_manage(),
            Self::User(user) => user.owner.may_manage(),
        }
    }

    /// What WordPress answers to someone who may not: 401 to guests, 403 to others.
    pub(super) fn not_allowed(&self) -> StatusCode {
        match self {
            Self::Guest => StatusCode::UNAUTHORIZED,
            Self::Owner(_) | Self::User(_) => StatusCode::FORBIDDEN,
        }
    }

    /// Whether the key allows this method at all. WordPress asks this before it looks up the route.
    pub(super) fn check_permission(&self, method: &Method) -> Result<(), RestAnswer> {
        let Self::Owner(key) = self else {
            return Ok(());
        };
        let (may, what) = match method.as_str() {
            "OPTIONS" => return Ok(()),
            "GET" | "HEAD" => (key.permission != Permission::Write, "read"),
            "POST" | "PUT" | "PATCH" | "DELETE" => (key.permission != Permission::Read, "write"),
            _ => return Err(authentication_error("Unknown request method.")),
        };
        if may {
            return Ok(());
        }
        Err(authentication_error(&format!("The API key provided does not have {what} permissions.")))
    }
}

/// The two halves of a Basic header. Neither may be empty.
pub(super) fn from_header(asked: &HttpRequest) -> Option<(String, String)> {
    let value = asked.header(&header::AUTHORIZATION)?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (key, secret) = decoded.split_once(':')?;
    pair(key, secret)
}

pub(super) fn pair(key: &str, secret: &str) -> Option<(String, String)> {
    (!key.is_empty() && !secret.is_empty()).then(|| (key.to_owned(), secret.to_owned()))
}
