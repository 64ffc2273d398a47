//! Who answers at the address for payment updates in the Meum plugin's place, by name.

use serde::{Deserialize, Serialize};

/// What comes from the address for payment updates instead of the plugin's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookAnswer {
    /// The web server's own page with this status.
    Page {
        /// Such as 403.
        status: u16,
    },
    /// The web server's question for a user name and a password.
    Password,
    /// JSON of nobody's, with this status.
    Json {
        /// Such as 401.
        status: u16,
    },
    /// An error of WordPress's kind, with a code that nobody knows.
    Coded {
        /// Such as 406.
        status: u16,
    },
    /// WordPress's sign-in.
    SignIn,
    /// A plugin's page for a password.
    PasswordPage,
    /// The web server leads to the same address with `/` at its end.
    Slash {
        /// Such as 301.
        status: u16,
    },
    /// The front page.
    FrontPage,
    /// Cloudflare's robot check.
    RobotCheck,
}
