//! Every message the core chooses by name, with what its text leaves open. The texts of problems
//! are not here: their names follow from the rows of `problem/kinds.rs`.

mod of_rows;

use crate::message::{Key, Slot};

pub use approving::*;
pub use of_rows::{of_problems, stand_ins};
pub use settings::*;

/// Declares the messages: a constant, the name in `ui/messages/en.json`, and the slots of the text.
macro_rules! keys {
    ($( $name:ident $key:literal $($slot:ident)* ; )*) => {
        $( #[doc = concat!("The message `", $key, "`.")] pub const $name: Key = Key::new($key); )*

        /// Every message above, with its slots.
        pub(super) const NAMED_HERE: &[(Key, &[Slot])] = &[ $( ($name, &[ $( Slot::$slot, )* ]), )* ];
    };
}

// Behind the macro, which it uses.
mod approving;
mod settings;

/// Every message that is named by a constant, with its slots.
pub fn named_here() -> impl Iterator<Item = (Key, &'static [Slot])> {
    NAMED_HERE.iter().chain(approving::NAMED_HERE).chain(settings::NAMED_HERE).copied()
}

keys! {
    // Stand-ins and parts of sentences
    KEY_ENDING "key_ending" Ending; KEYS_GOOD_ENDING "keys_good_ending" Ending;
    OTHER_INSTEAD "other_instead";
    NAMED "named" Other;
    NAMED_LIKELY "named_likely" Other;
    STATUS "status" Status;
    ON_DAY "on_day" Day;
    INSTEAD_CONNECTED "instead_connected" Instead;
    EDIT_CONNECTED "edit_connected";
    INSTEAD_NEXT "instead_next" Instead;
    COUNTED "counted" Count;
    // Sales
    SALES_NOT_STOPPED "sales_notStopped";
    SALES_NOT_KNOWN "sales_notKnown";
    SALES_NOT_KNOWN_SINCE "sales_notKnown_since" Moment;
    SALES_ON_HOLD "sales_onHold";
    SALES_ON_HOLD_SINCE "sales_onHold_since" Moment;
    SALES_ONLY_HELD "sales_onlyHeld";
    SALES_STOPPED "sales_stopped";
    SALES_STOPPED_SINCE "sales_stopped_since" Moment;
    SALES_GO_ON "sales_goOn"; SALES_AS_FAR_AS_SAID "sales_asFarAsSaid";
    SALES_NOT_YET "sales_notYet";
    SALES_MAY_FAIL "sales_mayFail";
    SALES_NOT_HERE "sales_notHere";
    SALES_NOT_SEEN "sales_notSeen"; SALES_A_MOMENT_AGO "sales_aMomentAgo";
    SALES_NOTHING_WRONG "sales_nothingWrong";
    // The last time
    LAST_CRASHED "last_crashed";
    LAST_UNCLOSED "last_unclosed";
    LAST_WATCH_ENDED "last_watchEnded"; LAST_WATCH_ENDED_AT "last_watchEnded_at" Moment;
    // Buttons
    CONTINUE "continue";
    ACTION_CHECK_AGAIN "action_tryAgain";
    ACTION_TRY_AGAIN "action_retry";
    ACTION_EDIT_WEBHOOK "action_edit_webhook";
    ACTION_EDIT_ADDRESS "action_edit_address";
    ACTION_EDIT_KEYS "action_edit_keys";
    ACTION_EDIT_EMPTY "action_edit_empty";
    ACTION_EDIT_MEUM_KEY "action_edit_meumKey";
    ACTION_USE_INSTEAD "action_useInstead" Address;
    ACTION_TRY_INSTEAD "action_tryInstead" Address;
    ACTION_OTHER_FORM "action_otherForm";
    ACTION_ENTER_PASSWORD "action_enterPassword";
    ACTION_REPLACE_KEYS "action_replaceKeys";
    ACTION_LET_IN "action_letIn";
    ACTION_REPLACE_MEUM_KEY "action_replaceMeumKey";
    ACTION_CONNECT_AGAIN "action_connectAgain";
    ACTION_ASK_MEUM "action_askMeum";
    ACTION_MOVE "action_move";
    ACTION_HAND_OVER_AGAIN "action_handOverAgain";
    ACTION_RESUME_HAND_OVER "action_resumeHandOver";
    ACTION_KEEP_UNTIL_CLOSED "action_keepUntilClosed";
    OPEN_SHOP "open_shop";
    OPEN_CHECKOUT "open_checkout";
    OPEN_ADMIN "open_admin";
    OPEN_KEY_PAGE "open_keyPage";
    OPEN_KEY_LIST "open_keyList";
    OPEN_PERMALINKS "open_permalinks";
    OPEN_READING "open_reading";
    OPEN_PLUGINS "open_plugins";
    OPEN_PAYMENTS "open_payments";
    OPEN_GATEWAY "open_gateway";
    OPEN_WORDPRESS_PLANS "open_wordPressPlans";
    OPEN_MERCHANT_ADMIN "open_merchantAdmin";
    OPEN_PAYOUT_GUIDE "open_payoutGuide";
    OPEN_MEUM_KEY_GUIDE "open_meumKeyGuide";
    OPEN_MEUM_SUPPORT "open_meumSupport";
    ACTION_FORGET "action_forget";
    ACTION_EDIT_SHOP_NAME "action_edit_shopName";
    // The note
    NOTE_COPY "note_copy";
    NOTE_COPY_WEB_HOST "note_copy_webHost";
    NOTE_COPY_DEVELOPER "note_copy_developer";
    NOTE_COPY_NETWORK_ADMIN "note_copy_networkAdmin";
    NOTE_MY_SHOP "note_my_shop";
    NOTE_HELLO "note_hello";
    NOTE_DOING "note_doing" Store;
    NOTE_ASK "note_ask";
    NOTE_REQUEST "note_request" Line;
    NOTE_AT "note_at" Moment;
    NOTE_TRIED "note_tried";
    NOTE_CODE "note_code" Code Version;
    NOTE_THANKS "note_thanks";
    // The report for support
    REPORT_ROW "report_row" What Line;
    REPORT_LINE "report_line" What Standing Named On Counted;
    REPORT_CODE "report_code" Code;
    REPORT_SINCE "report_since" Moment;
    REPORT_CHECKED "report_checked" Moment;
    REPORT_CHANGE "report_change" Moment What;
    REPORT_CHANGES "report_changes";
    REPORT_CODES "report_codes";
    SUPPORT_HEADING "support_heading";
    REPORT_TITLED "report_titled" Code What;
    REPORT_WENT_WELL "report_wentWell";
    REPORT_NOT_CONNECTED "report_notConnected";
    REPORT_CERTIFICATE "report_certificate";
    REPORT_CERTIFICATE_LEFT "report_certificate_left" Day Count;
    REPORT_UPDATES "report_updates"; REPORT_UPDATES_TO "report_updates_to";
    READ_ON_SCREEN "read_on_screen"; READ_SEE_SCREEN "read_see_screen";
    REPORT_KEPT "report_kept";
    REPORT_KEPT_STORE "report_kept_store"; REPORT_KEPT_MEMORY "report_kept_memory";
    REPORT_WATCHES "report_watches";
    REPORT_WATCHES_ON "report_watches_on"; REPORT_WATCHES_OPEN "report_watches_open";
    DEED_CHECK_KEYS "deed_checkKeys";
    DEED_CONNECT "deed_connect";
    DEED_ASK_MEUM "deed_askMeum";
    DEED_HAND_OVER "deed_handOver";
    DEED_PASTE_BY_HAND "deed_pasteByHand";
    DEED_MOVE "deed_move";
    DEED_DISCONNECT "deed_disconnect";
    DEED_SWITCH_OFF "deed_switchOff";
    DEED_DONE "deed_done"; DEED_YES "deed_yes"; DEED_NO "deed_no"; DEED_UNSAID "deed_unsaid";
    REPORT_REQUESTS "report_requests";
    REPORT_REQUEST "report_request" Line;
    REPORT_PRACTICE "report_practice";
    REPORT_AT "report_at";
    REPORT_OFFSET "report_offset";
    REPORT_STEP "report_step";
    REPORT_OVER_DISCONNECT "report_over_disconnect";
    REPORT_OVER_FORGET "report_over_forget"; REPORT_OVER_UNLOCK "report_over_unlock";
    REPORT_OVER_MOVE "report_over_move"; REPORT_NOTED "report_noted"; LINE_BECAUSE "line_because" Line;
    REPORT_ENDED "report_ended" Moment; REPORT_SENT "report_sent"; REPORT_BEFORE "report_before"; REPORT_WORD "report_word";
    REPORT_HEADLINE "report_headline";
    REPORT_SIGN_IN "report_signIn";
    REPORT_SIGN_IN_HEADER "report_signIn_header";
    REPORT_SIGN_IN_QUERY "report_signIn_query"; REPORT_SIGN_IN_PASSWORD "report_signIn_password"; REPORT_APPROVAL "report_approval"; REPORT_APPROVAL_OFFERED "report_approval_offered"; REPORT_APPROVAL_OFF "report_approval_off"; REPORT_APPROVAL_INSECURE "report_approval_insecure"; REPORT_APPROVAL_ELSEWHERE "report_approval_elsewhere"; REPORT_APPROVAL_UNTOLD "report_approval_untold";
    REPORT_WORDPRESS "report_wordpress";
    REPORT_WOOCOMMERCE "report_woocommerce";
    REPORT_PLUGIN "report_plugin";
    STRIP_SHOP "strip_shop";
    STRIP_CODES "strip_codes";
    IDENTITY_REFERENCE "identity_reference";
    IDENTITY_STORE_ID "identity_store_id";
    IDENTITY_INTEGRATION "identity_integration";
    IDENTITY_INSTALLATION "identity_installation";
    IDENTITY_SHOP_KEY "identity_shop_key";
    IDENTITY_MEUM_KEY "identity_meum_key";
    IDENTITY_APP "identity_app";
    IDENTITY_MEUM_AT "identity_meum_at";
    NAME_SHOP "line_shop";
    NAME_KEYS "line_keys";
    NAME_MEUM "line_meum";
    NAME_WEBHOOK "line_webhook";
    NAME_WAY_IN "line_wayIn";
    NAME_PAYOUTS "line_payouts";
    NAME_PLUGIN "line_plugin";
    STATE_WORKING "state_working";
    STATE_ATTENTION "state_attention";
    STATE_NOT_WORKING "state_notWorking";
    STATE_WAITING "state_waiting";
    STATE_CHECKING_AGAIN "state_checkingAgain";
    STATE_NOT_CHECKED "state_notChecked";
    STATE_CANT_TELL "state_cantTell";
    STEP_WELCOME "step_welcome";
    STEP_YOUR_SHOP "step_yourShop";
    STEP_SHOP_KEYS "step_shopKeys";
    STEP_MEUM_KEY "step_meumKey";
    STEP_REVIEW "step_review";
    STEP_HAND_OVER "step_handOver";
    STEP_PANEL "step_panel";
    // Work that takes long
    STILL_TRYING "still_trying";
    STILL_HANDING_OVER "still_handing_over";
    STILL_CONNECTING "still_connecting";
    STILL_WAITING_STORE "still_waiting_store";
    // The review
    REVIEW_HEADING "review_heading";
    REVIEW_LEAD "review_lead";
    REVIEW_REPLACED "review_replaced";
    REVIEW_STANDING_CONNECTED "review_standing_connected";
    REVIEW_UNSAID_TITLE "review_notSaid_title";
    REVIEW_STANDING_UNSAID "review_standing_notSaid";
    REVIEW_REPLACING_HEADING "review_replacing_heading";
    REVIEW_REPLACING_LEAD "review_replacing_lead";
    REVIEW_REPLACING_TITLE "review_replacing_title";
    REVIEW_REPLACING_TEXT "review_replacing_text";
    REVIEW_HERE "review_here";
    REVIEW_ELSEWHERE_TITLE "review_elsewhere_title";
    REVIEW_ELSEWHERE "review_elsewhere" Site Home;
    REVIEW_LOST_AT "review_lost_at" Moment;
    REVIEW_EMPTY_AT "review_empty_at" Moment;
    REVIEW_SAID_HEADING "review_said_heading";
    REVIEW_SAID_LEAD "review_said_lead";
    REVIEW_EMPTY_NO "review_empty_no";
    REVIEW_EMPTY_YES "review_empty_yes";
    REVIEW_EMPTY_HEADING "review_empty_heading";
    REVIEW_EMPTY_LEAD "review_empty_lead";
    REVIEW_LOST_YES "review_lost_yes";
    REVIEW_LOST_YES_NEXT "review_lost_yes_next";
    REVIEW_LOST_NO "review_lost_no";
    REVIEW_LOST_AS_BEFORE "review_lost_as_before";
    REVIEW_LOST_AS_BEFORE_SO_FAR "review_lost_as_before_so_far";
    REVIEW_LOST_NO_SO_FAR "review_lost_no_so_far";
    REVIEW_LOST_IN_VAIN "review_lost_in_vain";
    REVIEW_LOST_ASKING "review_lost_asking";
    REVIEW_LOST_NOTHING "review_lost_nothing";
    REVIEW_LEAD_SENT "review_lead_sent";
    REVIEW_LOST_HEADING "review_lost_heading";
    REVIEW_LOST_LEAD "review_lost_lead";
    // The hand-over
    HAND_HEADING "hand_heading";
    HAND_LEAD "hand_lead" Store;
    HAND_ELSEWHERE "hand_elsewhere" Store Other;
    HAND_DO "hand_do"; HAND_PASTED "hand_pasted"; HAND_PLUGIN_NEXT "hand_plugin_next"; HAND_PLUGIN_OFF_NEXT "hand_plugin_off_next";
    HAND_LATER "hand_later";
    HAND_LATER_URGENT "hand_later_urgent";
    HAND_HALF_HEADING "hand_half_heading";
    HAND_HALF_LEAD "hand_half_lead" Store;
    HAND_HALF_PASTED "hand_half_pasted";
    HAND_AGAIN_HEADING "hand_again_heading";
    HAND_AGAIN_LEAD "hand_again_lead" Store;
    HAND_LOST_LEAD "hand_lost_lead";
    HAND_AGAIN_LATER "hand_again_later";
    HAND_DONE_HEADING "hand_done_heading";
    HAND_DONE_LEAD "hand_done_lead" Store;
    // The panel
    LINE_PAUSE "line_pause" Moment;
    LINE_AGAIN "line_again" Moment;
    STATE_ALL_WELL "panel_all_well";
    WHY_ASKED_AGAIN "why_askedAgain"; WHY_A_MOMENT_AGO "why_aMomentAgo";
    WHY_NO_KEYS "why_noKeys";
    WHY_NOT_FINISHED "why_notFinished";
    HEADLINE_CHECKING "headline_checking"; HEADLINE_A_MOMENT_AGO "headline_aMomentAgo";
    HEADLINE_CAN_PAY "headline_canPay"; HEADLINE_COULD_PAY "headline_couldPay" Moment;
    HEADLINE_CANT_PAY_YET "headline_cantPayYet";
    HEADLINE_ATTENTION "headline_attention";
    HEADLINE_CANT_TELL "headline_cantTell";
    // Watching on without the window
    WATCH_ON_REACH_ICON "watch_on_reach_icon";
    WATCH_ON_REACH_START "watch_on_reach_start";
    // The icon beside the clock
    TRAY_SHOP "tray_shop" Shop Standing;
    TRAY_ALL_WELL "tray_all_well" Count;
    TRAY_NO_SHOP "tray_no_shop";
    TRAY_MORE "tray_more" Count;
    TRAY_CHECK_NOW "tray_check_now";
    TRAY_OPEN "tray_open";
    TRAY_QUIT "tray_quit";
    AUTOSTART_COMMENT "autostart_comment";
    // What this desktop can do
    CAN_NOTIFY "can_notify";
    CAN_NOTIFY_UNKNOWN "can_notify_unknown";
    CAN_NOTIFY_NO_PROGRAM "can_notify_noProgram";
    CAN_NOTIFY_SILENT "can_notify_silent";
    CAN_NOTIFY_REFUSED "can_notify_refused";
    CAN_TRAY "can_tray";
    CAN_TRAY_UNKNOWN "can_tray_unknown";
    CAN_TRAY_NOT "can_tray_not";
    CAN_WATCH "can_watch";
    CAN_WATCH_NOT "can_watch_not"; CAN_WATCH_UNKNOWN "can_watch_unknown";
    CAN_LOGIN "can_login";
    CAN_LOGIN_UNKNOWN "can_login_unknown";
    CAN_LOGIN_NOT "can_login_not";
    // Notifications
    TOLD_CANNOT_PAY "told_cannotPay" Shop;
    TOLD_ON_HOLD "told_onHold" Shop;
    TOLD_MAY_FAIL "told_mayFail" Shop;
    TOLD_CANNOT_TELL "told_cannotTell" Shop;
    TOLD_PAYS_AS_BEFORE "told_paysAsBefore" Shop;
    TOLD_WHAT "told_what" What;
    TOLD_OPEN "told_open";
    TOLD_SEVERAL "told_several" Count;
    TOLD_SEVERAL_TEXT "told_several_text" Shop;
    TOLD_SEVERAL_MORE "told_several_more" Shop Count;
    TOLD_COMPUTER "told_computer";
    TOLD_PASSWORDS "told_passwords";
    TOLD_MEUM "told_meum";
    OVER_CAN_PAY "over_canPay" Shop;
    OVER_CAN_PAY_TEXT "over_canPay_text";
    OVER_PASSED "over_passed" Shop;
    OVER_PASSED_TEXT "over_passed_text";
    OVER_COMPUTER "over_computer";
    OVER_COMPUTER_TEXT "over_computer_text";
    OVER_PASSWORDS "over_passwords";
    OVER_PASSWORDS_TEXT "over_passwords_text";
    OVER_MEUM "over_meum";
    OVER_MEUM_TEXT "over_meum_text";
    // What a box holds
    KEYS_HEADING "keys_heading"; KEYS_HEADING_KEPT "keys_heading_kept"; KEYS_LEAD "keys_lead"; KEYS_CHECK "keys_check"; KEYS_GOOD "keys_good"; KEYS_KNOWN "keys_known";
    KEYS_HELD_KEY "keys_held_key" Ending;
    KEYS_HELD_SECRET "keys_held_secret";
    MEUM_HELD "meum_held" Beginning;
    HELD_REFUSED "held_refused";
    // Replacing keys of a connected shop
    STILL_CONNECTED_KEYS "still_connected_keys";
    STILL_CONNECTED_MEUM "still_connected_meum";
    STILL_CONNECTED_REVIEW "still_connected_review";
    // The checks
    CHECK_FOUND "check_found";
    CHECK_SECURE "check_secure";
    CHECK_WORDPRESS "check_wordPress";
    CHECK_WOOCOMMERCE "check_wooCommerce";
    CHECK_PLUGIN "check_plugin";
    CHECK_PLUGIN_NOTED "check_plugin_noted";
    CHECK_KEYS_ACCEPTED "check_keysAccepted";
    CHECK_MAY_READ "check_mayRead";
    CHECK_MAY_CHANGE "check_mayChange";
    CHECK_MAY_CHANGE_NOTED "check_mayChange_noted";
    CHECK_KEYS_KEPT "check_keysKept";
    CHECK_VAULT_READY "check_vaultReady";
    CHECK_MEUM_ANSWERED "check_meumAnswered";
    CHECK_CREDENTIALS_KEPT "check_credentialsKept";
    CHECK_SETTINGS_FOUND "check_settingsFound";
    CHECK_WRITTEN "check_written";
    CHECK_READ_BACK "check_readBack";
    // Meum's words in plain ones
    WORD_CONNECTED "word_connected";
    WORD_HEALTHY "word_healthy";
    WORD_ACTIVE "word_active";
    WORD_PENDING "word_pending";
    WORD_DEGRADED "word_degraded";
    WORD_FAILING "word_failing";
    WORD_DISABLED "word_disabled";
    WORD_REVOKED "word_revoked";
    WORD_EXPIRED "word_expired";
    WORD_DISCONNECTED "word_disconnected";
    WORD_SUSPENDED "word_suspended";
    WORD_NONE "word_none";
    UPDATES_ARRIVED "updates_arrived" Moment;
    UPDATES_BROKE "updates_broke" Moment;
    UPDATES_NEVER_WORKED "updates_never_worked" Moment;
    UPDATES_NEVER_SEEN "updates_never_seen" Moment;
    // Leaving
    DISCONNECT_LEAD "disconnect_lead";
    DISCONNECT_STAY "disconnect_stay";
    DISCONNECT_BACK "disconnect_back";
    ENDED_NOT_NOTED "ended_notNoted"; ENDED_LOCKED "ended_locked";
    MOVE_AGAIN "move_again";
    ASK_MEUM_NEXT "ask_meum_next";
    DISCONNECT_STOPS_1 "disconnect_stops_1"; DISCONNECT_STOPS_2 "disconnect_stops_2";
    DISCONNECT_STOPS_3 "disconnect_stops_3";
    DISCONNECT_STAYS_1 "disconnect_stays_1"; DISCONNECT_STAYS_2 "disconnect_stays_2";
    DISCONNECT_STAYS_3 "disconnect_stays_3";
    ENDED_HEADING "ended_heading" Shop;
    ENDED_HEADING_ALREADY "ended_heading_already" Shop;
    ENDED_LEAD "ended_lead" Moment;
    ENDED_LEAD_ALREADY "ended_lead_already" Moment;
    ENDED_TODO "ended_todo";
    ENDED_TODO_TEXT "ended_todo_text";
    ENDED_OFFER "ended_offer";
    ENDED_OFFER_TEXT "ended_offer_text";
    ENDED_SWITCHED_OFF "ended_switched_off";
    ENDED_SWITCHED_OFF_TEXT "ended_switched_off_text";
    ENDED_REMOVED "ended_removed";
    ENDED_KEPT "ended_kept";
    ENDED_LEFT "ended_left";
    FORGET_LEAD_CONNECTED "forget_lead_connected";
    FORGET_LEAD_PENDING "forget_lead_pending";
    FORGET_LEAD "forget_lead";
    FORGET_REMOVED_NOTES "forget_removed_notes";
    FORGET_REMOVED_SHOP_KEYS "forget_removed_shopKeys" Ending;
    FORGET_REMOVED_EXTRA_PASSWORD "forget_removed_extraPassword";
    FORGET_REMOVED_MEUM_KEY "forget_removed_meumKey";
    FORGET_REMOVED_CREDENTIALS "forget_removed_credentials";
    FORGET_REMOVED_PENDING "forget_removed_pending";
    FORGET_STAYS_SHOP "forget_stays_shop";
    FORGET_STAYS_CONNECTION "forget_stays_connection";
    FORGET_STAYS_PENDING "forget_stays_pending";
    FORGET_STAYS_UNKNOWN "forget_stays_unknown";
    FORGET_FINISH_TITLE "forget_finish_title"; FORGET_FINISH_TEXT "forget_finish_text";
    FORGET_OPEN_TITLE "forget_open_title"; FORGET_OPEN_TEXT "forget_open_text";
    FORGET_STAYS_KEY "forget_stays_key";
    FORGET_STAYS_ASIDE "forget_stays_aside" Address;
    FORGET_TICK "forget_tick"; FORGET_TICK_PENDING "forget_tick_pending"; FORGET_TICK_OPEN "forget_tick_open";
}
