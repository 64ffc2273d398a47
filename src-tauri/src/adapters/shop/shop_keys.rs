//! What opens a shop's interface to this app: a consumer key with its secret, or a user's application password. Both
//! are kept as one text in the password store, under one name.

use connect_core::application_password::{ApplicationPassword, shown_name};
use connect_core::plain::PlainText;
use connect_core::secret::Secret;
use connect_core::shop_facts::KnownBy;
use serde_json::{Value, json};
use std::sync::Arc;

/// WooCommerce's own list of keys shows so many characters.
const ENDING: usize = 7;

/// Shop keys in one of their two forms.
#[derive(Clone, Debug)]
pub enum ShopKeys {
    /// WooCommerce's.
    Pair(Pair),
    /// WordPress's.
    Password(Login),
}

/// A consumer key and its secret.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The consumer key.
    pub key: Arc<Secret>,
    /// The consumer secret.
    pub secret: Arc<Secret>,
}

/// A user's name and an application password of theirs.
#[derive(Clone, Debug)]
pub struct Login {
    /// The user's name.
    pub user: Arc<Secret>,
    /// The password.
    pub password: Arc<Secret>,
}

impl Pair {
    /// A pair that no shop can have. A shop's answer to it shows how the shop treats strangers.
    pub fn impossible() -> Self {
        let half = |mark: &str| Arc::new(Secret::new(format!("{mark}{}", "0".repeat(40))));
        Self { key: half("ck_"), secret: half("cs_") }
    }
}

impl From<ApplicationPassword> for Login {
    fn from(whole: ApplicationPassword) -> Self {
        let (user, password) = whole.into_parts();
        Self { user: Arc::new(user), password: Arc::new(password) }
    }
}

impl ShopKeys {
    /// As the one text that the password store keeps.
    pub fn to_stored(&self) -> Secret {
        // EXPOSE: into the one text the password store keeps.
        match self {
            Self::Pair(Pair { key, secret }) => Secret::new(format!("{}:{}", key.expose(), secret.expose())),
            Self::Password(Login { user, password }) => {
                Secret::new(json!({ "user": user.expose(), "password": password.expose() }).to_string())
            }
        }
    }

    /// The keys in the password store's text; `None` if there are none in it. A pair has no brace.
    pub fn from_stored(stored: &Secret) -> Option<Self> {
        // EXPOSE: to split it into its parts, which are secrets again.
        let text = stored.expose();
        let secret = |text: &str| Arc::new(Secret::new(text.to_owned()));
        if text.starts_with('{') {
            let parts: Value = serde_json::from_str(text).ok()?;
            let part = |name: &str| parts.get(name).and_then(Value::as_str).map(secret);
            return Some(Self::Password(Login { user: part("user")?, password: part("password")? }));
        }
        let (key, its_secret) = text.split_once(':')?;
        Some(Self::Pair(Pair { key: secret(key), secret: secret(its_secret) }))
    }

    /// By what they are known.
    pub fn known_by(&self) -> KnownBy {
        match self {
            // EXPOSE: only the ending leaves.
            Self::Pair(pair) => KnownBy::Ending(ending(pair.key.expose())),
            Self::Password(login) => KnownBy::User(shown_name(&login.user).unwrap_or_else(PlainText::dash)),
        }
    }

    /// Whether it is an application password.
    pub fn is_password(&self) -> bool {
        matches!(self, Self::Password(_))
    }
}

fn ending(key: &str) -> String {
    key.chars().skip(key.chars().count().saturating_sub(ENDING)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(text: &str) -> Option<(KnownBy, String)> {
        let keys = ShopKeys::from_stored(&Secret::new(text.to_owned()))?;
        Some((keys.known_by(), keys.to_stored().expose().to_owned()))
    }

    #[test]
    fn what_an_earlier_app_kept_opens_as_a_pair() {
        let text = format!("ck_{}:cs_{}", "a".repeat(40), "b".repeat(40));
        assert_eq!(stored(&text), Some((KnownBy::Ending("aaaaaaa".to_owned()), text.clone())));
    }

    #[test]
    fn an_application_password_is_kept_whole_and_known_by_its_user() {
        let login = |user: &str| Login {
            user: Arc::new(Secret::new(user.to_owned())),
            password: Arc::new(Secret::new("aB3deF6hiJ9lmN2pqR5tuV8x".to_owned())),
        };
        for user in ["anna", "Anna of the \"Corner\"", "anna@corner-shop.com"] {
            let text = ShopKeys::Password(login(user)).to_stored().expose().to_owned();
            let name = KnownBy::User(PlainText::from_outside(user).unwrap());
            assert_eq!(stored(&text), Some((name, text.clone())), "{user}");
        }
    }

    #[test]
    fn what_is_neither_opens_nothing() {
        for text in ["", "ck_", "{", "{}", "{\"user\":\"anna\"}", "{\"user\":1,\"password\":2}", "[]"] {
            assert_eq!(stored(text), None, "{text}");
        }
    }
}
