//! The shop as it is for one request: its configuration, and what the troubles make of it.
//!
//! It refuses to outlive the request, so that lifting a trouble leaves no trace.

use std::borrow::Cow;

use url::Url;

use super::config::{PluginState, ShopConfig};
use super::oddities::Oddities;
use super::web_address::{absolute, set_scheme};
use crate::serving::HttpRequest;

/// WordPress's own prefix of the REST API.
const REST_PREFIX: &str = "wp-json";

/// The shop as it is for one request.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Site {
    /// Where it answers.
    pub(crate) address: Url,
    /// What WordPress believes its own address to be.
    pub(crate) home: Url,
    /// Whether WordPress's own address ends in a slash.
    pub(crate) home_slashed: bool,
    /// Whether WordPress believes that this request came over TLS.
    pub(crate) secured: bool,
    /// Whether WooCommerce runs, and how old it is.
    pub(crate) woocommerce: WooCommerce,
    /// Whether the Meum plugin is installed and runs.
    pub(crate) plugin: PluginState,
    /// Whether the plugin brings its route for payment updates.
    pub(crate) webhook_there: bool,
    /// What is unusual about the payment gateways.
    pub(crate) gateways: Oddities,
    /// How WordPress builds its addresses.
    pub(crate) permalinks: Permalinks,
    /// What the paths of the REST API begin with, without slashes.
    pub(crate) rest_prefix: Cow<'static, str>,
    /// Whether the merchant revoked every key.
    pub(crate) keys_revoked: bool,
    /// Whether an editor is signed in to WordPress in the browser, and not an administrator.
    pub(crate) editor_signed_in: bool,
    /// Whether a plugin has switched application passwords off.
    pub(crate) passwords_off: bool,
    /// How the approval page answers.
    pub(crate) approves: Approves,
    /// Whether application passwords can't be deleted.
    pub(crate) passwords_stay: bool,
    /// What comes of switching the Meum plugin on.
    pub(crate) plugin_switch: PluginSwitch,
    /// Whom the REST API answers.
    pub(crate) rest: RestApi,
    /// By how many minutes the server's clock is ahead.
    pub(crate) minutes_ahead: i64,
    /// WooCommerce's pages say *coming soon*.
    pub(crate) coming_soon: bool,
    /// Plugins that guard the site: the file of each and its name.
    pub(crate) guards: Vec<(&'static str, &'static str)>,
}

/// How the approval page answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Approves {
    /// With a whole password, for this shop.
    AsWordPressDoes,
    /// For another shop.
    ForAnother,
    /// With half a password.
    Half,
    /// As WordPress does, once whoever asked has given up.
    Late,
    /// As WordPress does, and the same once more.
    Twice,
}

/// What comes of switching the Meum plugin on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PluginSwitch {
    /// It is on then.
    Works,
    /// The user may not.
    Refused,
    /// A network of sites decides.
    OfNetwork,
    /// The plugin crashes, and stays off. WordPress says nothing of it while it tries a plugin.
    Crashes,
    /// The plugin ends the request in words of its own, and stays off.
    Ends,
    /// The plugin needs another one.
    Unfit,
}

/// WooCommerce in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WooCommerce {
    /// It runs.
    Active,
    /// It runs, and is so old that it has no `wc/v3`.
    Old,
    /// It is switched off.
    Inactive,
}

/// Whom the REST API answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RestApi {
    /// Everyone.
    Open,
    /// Nobody but those who signed in.
    HiddenFromGuests,
    /// Nobody, and it says so.
    SwitchedOff,
    /// Nobody: WordPress no longer knows it.
    Removed,
}

/// How WordPress builds its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permalinks {
    /// `/wp-json/…` works.
    Pretty,
    /// Only `?rest_route=/…` works; `/wp-json/` shows the home page.
    Plain,
    /// Every page is below `/index.php/`; the web server knows no other.
    PathInfo,
    /// WordPress gives pretty addresses, and the web server does not know them.
    Unrewritten,
}

impl Permalinks {
    /// Whether the web server passes this path, inside WordPress's folder, to WordPress.
    pub(crate) fn reach(self, inside: &str) -> bool {
        match self {
            Self::Pretty | Self::Plain => true,
            Self::PathInfo => matches!(inside, "/" | "/index.php") || inside.starts_with("/index.php/"),
            Self::Unrewritten => matches!(inside, "/" | "/index.php"),
        }
    }
}

impl Site {
    pub(crate) fn of(config: &ShopConfig, asked: &HttpRequest) -> Self {
        Self {
            address: config.home.clone(),
            home: config.home.clone(),
            home_slashed: false,
            secured: asked.secured,
            woocommerce: if config.woocommerce_active { WooCommerce::Active } else { WooCommerce::Inactive },
            plugin: config.plugin.clone(),
            webhook_there: true,
            gateways: Oddities::default(),
            permalinks: Permalinks::Pretty,
            rest_prefix: Cow::Borrowed(REST_PREFIX),
            keys_revoked: false,
            editor_signed_in: false,
            passwords_off: false,
            approves: Approves::AsWordPressDoes,
            passwords_stay: false,
            plugin_switch: PluginSwitch::Works,
            rest: RestApi::Open,
            minutes_ahead: 0,
            coming_soon: false,
            guards: Vec::new(),
        }
    }

    /// The address of the REST API, as WordPress gives it: over TLS it upgrades its own host.
    pub(crate) fn rest_root(&self) -> String {
        let mut home = self.home.clone();
        if self.secured && home.host() == self.address.host() {
            set_scheme(&mut home, "https");
        }
        let prefix = &self.rest_prefix;
        match self.permalinks {
            Permalinks::Pretty | Permalinks::Unrewritten => absolute(&home, &format!("/{prefix}/")),
            Permalinks::PathInfo => absolute(&home, &format!("/index.php/{prefix}/")),
            Permalinks::Plain => absolute(&home, "/index.php?rest_route=/"),
        }
    }

    /// Whether WordPress takes application passwords.
    pub(crate) fn takes_passwords(&self) -> bool {
        self.secured && !self.passwords_off
    }

    /// Whether the Meum plugin runs; without WooCommerce it still registers its own routes.
    pub(crate) fn plugin_runs(&self) -> bool {
        match self.plugin {
            PluginState::Active { .. } => true,
            PluginState::Absent | PluginState::Inactive => false,
        }
    }

    /// Whether the plugin's route for payment updates is there.
    pub(crate) fn has_webhook(&self) -> bool {
        self.plugin_runs() && self.webhook_there
    }

    /// Whether the plugin's gateway shows settings for its credentials.
    pub(crate) fn plugin_shows_settings(&self) -> bool {
        match self.plugin {
            PluginState::Active { settings, .. } => settings,
            PluginState::Absent | PluginState::Inactive => false,
        }
    }
}
