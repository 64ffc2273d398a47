//! Approving in WordPress, and what is kept of it.

use crate::message::{Key, Slot};

keys! {
    // The step
    APPROVE_HEADING "approve_heading";
    APPROVE_LEAD "approve_lead";
    APPROVE_WAITING "approve_waiting";
    APPROVE_WAITING_LEAD "approve_waiting_lead";
    APPROVE_CAME "approve_came";
    APPROVE_CAME_LEAD "approve_came_lead";
    APPROVE_HEADING_KEPT "approve_heading_kept";
    APPROVE_LEAD_KEPT "approve_lead_kept";
    APPROVE_REFUSED_PORT "approve_refused_port";
    APPROVE_REFUSED_SCHEME "approve_refused_scheme";
    STILL_APPROVING "still_approving";
    APPROVE_LEFT "approve_left_behind";
    APPROVE_LEFT_OLDER "approve_left_older";
    // The page in the browser that the answer leads to
    APPROVE_CLOSED_TITLE "approve_closed_title";
    APPROVE_CLOSED_TEXT "approve_closed_text";
    // What is kept
    APPROVE_GOOD "approve_good";
    APPROVE_KNOWN "approve_known";
    KEYS_GOOD_USER "keys_good_user" User;
    KEYS_GOOD_USER_AT "keys_good_user_at" User Day;
    CHECK_PASSWORD_ACCEPTED "check_keysAccepted_approved";
    // Forgetting it
    FORGET_REMOVED_PASSWORD "forget_removed_password" User;
    FORGET_STAYS_PASSWORD "forget_stays_password";
    FORGET_LEAD_REVOKES "forget_lead_revokes";
    FORGET_REVOKE "forget_revoke" User;
    FORGET_REVOKE_HINT "forget_revoke_hint";
    OPEN_PROFILE "open_profile";
    // Switching the plugin on with it
    ACTION_SWITCH_PLUGIN_ON "action_switchPluginOn";
    PLUGIN_ON_NEXT "plugin_on_next";
    PLUGIN_ON_NEXT_STEP "plugin_on_next_step";
    DEED_SWITCH_PLUGIN_ON "deed_switchPluginOn";
}
