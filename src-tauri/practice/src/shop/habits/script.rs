//! Questions and what comes in the place of their answers, by name. It refuses to know what any looks like.

use serde::{Deserialize, Serialize};

/// A kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// For the index.
    Index,
    /// For WooCommerce's report, with keys or without.
    Report,
    /// For the list of its data.
    Parts,
    /// What would write.
    Write,
    /// `OPTIONS`, wherever.
    Options,
    /// With a signature of the key's.
    Signed,
    /// With a signature of a key that cannot exist.
    Impossible,
    /// With the keys behind the `?`.
    InAddress,
    /// At the plugin's address.
    Updates,
    /// At WooCommerce's older way in.
    UpdatesOlder,
    /// For the shop page.
    ShopPage,
    /// For the front page.
    FrontPage,
    /// Any.
    Everything,
    /// For the index in the `?rest_route=` form.
    PlainIndex,
    /// For WooCommerce's part, in whatever way.
    WooCommerce,
    /// Whatever is below the interface.
    Interface,
    /// For a page.
    Pages,
    /// With a sign-in in its header.
    Header,
}

impl Asked {
    /// Those that made-up shops are made of.
    pub const ALL: [Self; 13] = [
        Self::Index,
        Self::Report,
        Self::Parts,
        Self::Write,
        Self::Options,
        Self::Signed,
        Self::Impossible,
        Self::InAddress,
        Self::Updates,
        Self::UpdatesOlder,
        Self::ShopPage,
        Self::FrontPage,
        Self::Everything,
    ];
}

/// Since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// From the start.
    Always,
    /// Since somebody was refused so often.
    Refusals(u8),
    /// Since so many questions were asked.
    Questions(u8),
}

/// What comes in the place of WordPress's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// The web server's own page.
    Page {
        /// Such as 403.
        status: u16,
    },
    /// JSON in a code of nobody's.
    Coded {
        /// Such as 403.
        status: u16,
    },
    /// The way to the same address with a slash at its end.
    LedOn,
    /// 200 and nothing.
    Nothing,
    /// A page that says hello.
    Hello,
    /// No answer: the connection ends.
    Cut,
    /// No answer for as long as anybody waits.
    Late,
    /// 200 and nothing, called JSON.
    NothingJson,
    /// WordPress's notice of an update.
    Break,
    /// WordPress ends by itself (`wp_die`), in words that speak of no crash and with a link to a plugin's page.
    Ends {
        /// Such as 500.
        status: u16,
    },
    /// WordPress's word for a site of a network that was switched off.
    Archived,
    /// WordPress's word that it has no such route.
    NoRoute,
    /// The index of a WordPress without WooCommerce.
    OtherParts,
    /// A plugin that signs apps in with tokens refuses.
    Token {
        /// In a form of its own, and not as an error of WordPress.
        own: bool,
    },
    /// A page that leads on to itself.
    Itself,
    /// `SiteGround`'s robot check.
    RobotCheck,
    /// The web server asks for a password of its own.
    Password,
}

impl Said {
    /// Those that made-up shops get.
    pub const ALL: [Self; 16] = [
        Self::Page { status: 429 },
        Self::Page { status: 403 },
        Self::Page { status: 404 },
        Self::Page { status: 401 },
        Self::Page { status: 406 },
        Self::Page { status: 500 },
        Self::Page { status: 503 },
        Self::Coded { status: 403 },
        Self::Coded { status: 401 },
        Self::LedOn,
        Self::Nothing,
        Self::Hello,
        Self::Cut,
        Self::Break,
        Self::Ends { status: 500 },
        Self::NothingJson,
    ];
}

/// Where the Meum plugin is not told of, although it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unlisted {
    /// In the index: it is an old copy, or one of another server.
    Index,
    /// In the lists of plugins: it is one that must be used.
    Plugins,
}
