//! What answers at the two documented addresses for payment updates and at WordPress's administration, by name.

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

/// What the Meum plugin says at WooCommerce's older way in to a question without a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OlderWay {
    /// Nothing: WooCommerce ends with `-1` and 200.
    Nothing,
    /// An error in JSON of its own.
    Refuses,
    /// 405 in JSON.
    NotAllowed,
}

/// Where WordPress's administration leads instead of its sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdminDoor {
    /// A plugin that hides the sign-in sends everybody to a page that is not there.
    SentAway,
    /// A plugin that hides the sign-in refuses everybody.
    Refused,
    /// The page is not there.
    Gone,
}
