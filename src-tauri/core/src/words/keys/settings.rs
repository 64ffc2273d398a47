//! What to do in whoever keeps guests out: a plugin, or somebody in front of the shop.

use crate::message::{Key, Slot};

keys! {
    // Plugins
    SETTING_ACCESS_MANAGER "setting_accessManager";
    SETTING_ALL_IN_ONE_SECURITY "setting_allInOneSecurity";
    SETTING_CERBER "setting_cerber";
    SETTING_DISABLE_REST_API "setting_disableRestApi";
    SETTING_DISABLE_WP_REST_API "setting_disableWpRestApi";
    SETTING_DISABLE_XML_RPC_API "setting_disableXmlRpcApi";
    SETTING_FORCE_LOGIN "setting_forceLogin";
    SETTING_MEMBERS "setting_members";
    SETTING_MINI_ORANGE "setting_miniOrange";
    SETTING_NINJA_FIREWALL "setting_ninjaFirewall";
    SETTING_PASSWORD_PROTECTED "setting_passwordProtected";
    SETTING_SECU_PRESS "setting_secuPress";
    SETTING_SHIELD "setting_shield";
    SETTING_SOLID_SECURITY "setting_solidSecurity";
    SETTING_TOTAL_CACHE "setting_totalCache";
    SETTING_WP_HIDE "setting_wpHide";
    // Whoever stands in front
    SETTING_CLOUDFLARE "setting_cloudflare";
    SETTING_IMUNIFY "setting_imunify";
    SETTING_IN_FRONT "setting_inFront";
    SETTING_MOD_SECURITY "setting_modSecurity";
    SETTING_SITE_GROUND "setting_siteGround";
    SETTING_SUCURI "setting_sucuri";
    SETTING_WORDFENCE "setting_wordfence";
}
