#!/usr/bin/env bash
# WordPress answers OPTIONS with 200 for every address below its REST interface, also where there is no route.
#
# A program that asks with OPTIONS whether a plugin's address is there gets 200 in both cases. Only the body tells:
# a description for a route that is there, an empty list for one that is not. GET and HEAD of the same address are
# 404. Browsers' preflight questions get the same 200, so they succeed before a request that cannot.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

asked() {
    curl -s -o "$room/answer" -D "$room/head" -w '%{http_code}' "$@"
    printf ', Allow: %s' "$(sed -n 's/^Allow: //p' "$room/head" | tr -d '\r' | grep . || echo none)"
}
body() { head -c 12 "$room/answer"; }

same "OPTIONS of a route that is there" "200, Allow: GET" "$(asked -X OPTIONS "$shop/wp-json/wp/v2/posts")"
same "its body" '{"namespace"' "$(body)"
same "OPTIONS of a route that is not" "200, Allow: none" "$(asked -X OPTIONS "$shop/wp-json/corner/v1/paid")"
same "its body" '[]' "$(body)"
same "GET of the same" "404, Allow: none" "$(asked "$shop/wp-json/corner/v1/paid")"
same "HEAD of the same" "404, Allow: none" "$(asked -I "$shop/wp-json/corner/v1/paid")"
done_here
