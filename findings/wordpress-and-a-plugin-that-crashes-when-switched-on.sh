#!/usr/bin/env bash
# A plugin that crashes while it is switched on over REST leaves an error without a word.
#
# WordPress has a page and a JSON error for crashes. While it tries a plugin, both are silent (WP_SANDBOX_SCRAPING): the
# answer calls itself JSON, has status 500, and is empty. A plugin that ends the request itself leaves its own words under
# the code wp_die; one that prints something is reported as failed, and is on.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

# plugin NAME CODE: a plugin that does this when it is switched on.
plugin() { printf '<?php\n/* Plugin Name: %s */\nregister_activation_hook(__FILE__, function () { %s });\n' "$1" "$2" >"$site/wp-content/plugins/$1.php"; }

# switched_on NAME: the status, WordPress's code, the length of the answer where it has no code, and how the list has it then.
switched_on() {
    as_ada -o "$room/answer" -w '%{http_code} ' -H 'Content-Type: application/json' -d '{"status":"active"}' "$shop/wp-json/wp/v2/plugins/$1"
    printf '%s' "$(grep -o '"code":"[a-z_]*' "$room/answer" | cut -d'"' -f4 || echo "$(wc -c <"$room/answer") bytes")"
    printf ', %s\n' "$(as_ada "$shop/wp-json/wp/v2/plugins/$1?_fields=status" | cut -d'"' -f4)"
}

plugin crashes 'nobody_wrote_this();'
plugin ends 'wp_die("Please install something else first.");'
plugin prints 'echo "Hello";'
same "one that crashes" "500 0 bytes, inactive" "$(switched_on crashes)"
same "one that ends the request" "500 wp_die, inactive" "$(switched_on ends)"
same "one that prints a word" "500 unexpected_output, active" "$(switched_on prints)"
done_here
