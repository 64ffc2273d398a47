#!/usr/bin/env bash
# The types in WordPress's REST index depend on the shop's settings, and the shop's name in it is HTML.
#
# gmt_offset is text where the owner chose an offset, and a number where the owner chose a town. authentication is
# an object, and an empty list where there is nothing to tell. The name comes with HTML's entities, though it is
# JSON: whoever shows it as text shows "Fish &amp; Chips". The documentation names no types for the index.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

# of FIELD: type and value in the index as a guest gets it.
of() {
    curl -s "$shop/wp-json/?_fields=$1" | python3 -c '
import json, sys
value = json.load(sys.stdin)[sys.argv[1]]
print(type(value).__name__, "" if isinstance(value, dict) else json.dumps(value, ensure_ascii=False))' "$1"
}
# settle JSON: what WordPress says of the settings once they are written.
settle() { as_ada "$shop/wp-json/wp/v2/settings" -H 'Content-Type: application/json' -d "$1" >"$room/settings"; }

same "gmt_offset of a new shop" 'str "0"' "$(of gmt_offset)"
settle '{"timezone": "Asia/Kolkata"}'
same "timezone Asia/Kolkata" 'float 5.5' "$(of gmt_offset)"
settle '{"timezone": "UTC"}'
same "timezone UTC" 'int 0' "$(of gmt_offset)"
in_wordpress 'update_option("timezone_string", ""); update_option("gmt_offset", "5.5");'
same "offset +5:30 without a town" 'str "5.5"' "$(of gmt_offset)"

same "authentication, with application passwords" "dict " "$(of authentication)"
touch "$site/not-local"
same "authentication, on plain http" "list []" "$(of authentication)"
rm "$site/not-local"

settle '{"title": "Fish & Chips \"Ada'"'"'s\""}'
same "name of Fish & Chips \"Ada's\"" 'str "Fish &amp; Chips &quot;Ada&#039;s&quot;"' "$(of name)"
done_here
