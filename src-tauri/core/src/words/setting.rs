//! What to do in the plugin that keeps guests out: each has its own setting. Plugins without an
//! exception for one part of the interface are switched otherwise.

use crate::fingerprint::Closer;
use crate::message::Key;
use crate::words::keys;

/// What to do in this plugin.
pub(super) const fn of(closer: Closer) -> Key {
    match closer {
        Closer::AccessManager => keys::SETTING_ACCESS_MANAGER,
        Closer::AllInOneSecurity => keys::SETTING_ALL_IN_ONE_SECURITY,
        Closer::Cerber => keys::SETTING_CERBER,
        Closer::DisableRestApi => keys::SETTING_DISABLE_REST_API,
        Closer::DisableWpRestApi => keys::SETTING_DISABLE_WP_REST_API,
        Closer::DisableXmlRpcApi => keys::SETTING_DISABLE_XML_RPC_API,
        Closer::ForceLogin => keys::SETTING_FORCE_LOGIN,
        Closer::Members => keys::SETTING_MEMBERS,
        Closer::MiniOrange => keys::SETTING_MINI_ORANGE,
        Closer::NinjaFirewall => keys::SETTING_NINJA_FIREWALL,
        Closer::PasswordProtected => keys::SETTING_PASSWORD_PROTECTED,
        Closer::SecuPress => keys::SETTING_SECU_PRESS,
        Closer::Shield => keys::SETTING_SHIELD,
        Closer::SolidSecurity => keys::SETTING_SOLID_SECURITY,
        Closer::TotalCache => keys::SETTING_TOTAL_CACHE,
        Closer::WpHide => keys::SETTING_WP_HIDE,
    }
}
