#!/usr/bin/env bash
# What WordPress says of an application password that it does not take depends on which question brings it.
#
# A wrong one is named as such only where some plugin asks who is signed in before WordPress looks at its errors, as
# WooCommerce does: else whoever brings it is answered as a guest. And where application passwords are switched off, as
# Wordfence does as installed, whoever brings one is a guest at every address but those of application passwords
# themselves. So "who am I" cannot tell a password that was taken off on the way from one that nobody looks at.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

must_use=$site/wp-content/mu-plugins
mkdir -p "$must_use"
me=wp/v2/users/me
which=$me/application-passwords/introspect

# answers USER:PASSWORD ADDRESS: the status and WordPress's code.
answers() {
    curl -s -u "$1" -o "$room/answer" -w '%{http_code} ' "$shop/wp-json/$2"
    grep -o '"code":"[a-z_]*' "$room/answer" | cut -d'"' -f4 || echo "no code"
}

# Asks who is signed in at the moment at which WooCommerce does (WC_REST_Authentication::authentication_fallback).
as_woocommerce() {
    echo '<?php add_filter("rest_authentication_errors", function ($error) { get_current_user_id(); return $error; });' >"$must_use/asks.php"
}
switch_off() { echo "<?php add_filter('$1', '__return_false');" >"$must_use/off.php"; }

wrong=ada:$(printf 'a%.0s' {1..24})
same "a wrong password, asked who that is" "401 rest_not_logged_in" "$(answers "$wrong" $me)"
same "a wrong password, asked which one it is" "401 rest_not_logged_in" "$(answers "$wrong" $which)"
as_woocommerce
say "with a plugin that asks before who is signed in:"
same "a wrong password, asked who that is" "401 incorrect_password" "$(answers "$wrong" $me)"
same "a wrong password, asked which one it is" "401 incorrect_password" "$(answers "$wrong" $which)"
switch_off wp_is_application_passwords_available
say "and with application passwords switched off for everybody:"
same "the right password, asked who that is" "401 rest_not_logged_in" "$(answers "ada:$key" $me)"
same "the right password, asked which one it is" "501 application_passwords_disabled" "$(answers "ada:$key" $which)"
switch_off wp_is_application_passwords_available_for_user
say "and with them switched off for this user:"
same "the right password, asked who that is" "401 application_passwords_disabled_for_user" "$(answers "ada:$key" $me)"
done_here
