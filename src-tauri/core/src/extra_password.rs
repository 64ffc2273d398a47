//! The extra password some shops have in front of them while they are being built (staging): the
//! web server asks for it before WordPress is reached.

use crate::secret::Secret;

/// A user name and a password for the web server. Both are secrets: the name is often the shop's.
#[derive(Debug)]
pub struct ExtraPassword {
    /// The user name.
    pub user: Secret,
    /// The password.
    pub password: Secret,
}
