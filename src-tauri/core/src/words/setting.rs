//! What to do in the plugin, or in front of the shop, that keeps guests out: each has its own setting. Plugins without an
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

/// What to do in whoever stands in front, by the name that `fingerprint` gives it. Of somebody else, the web host knows.
pub(super) fn of_front(name: &str) -> Key {
    match name {
        "Cloudflare" => keys::SETTING_CLOUDFLARE,
        "Imunify360" => keys::SETTING_IMUNIFY,
        "ModSecurity" => keys::SETTING_MOD_SECURITY,
        "SiteGround" => keys::SETTING_SITE_GROUND,
        "Sucuri" => keys::SETTING_SUCURI,
        "Wordfence" => keys::SETTING_WORDFENCE,
        _ => keys::SETTING_IN_FRONT,
    }
}
