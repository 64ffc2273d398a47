#!/usr/bin/env bash
# With plain permalinks WordPress answers 200 to whatever is posted to an address that it does not have.
#
# Plain permalinks have no rules for paths, so each path is the front page. A GET is led to the same path with a
# slash and gets the page there. A POST, a PUT and a DELETE get the page at once: whoever sends a shop its payment
# updates and counts 2xx as taken believes that all of them arrived. With pretty permalinks the same is a 404.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

hook=/wp-json/corner/v1/paid
to() { curl -s -o "$room/answer" -w '%{http_code} %{content_type} %{redirect_url}' -X "$1" "${@:3}" "$shop$2" | sed "s#$shop##; s/; charset=UTF-8//; s/ \$//"; }
sent=(-H 'Content-Type: application/json' -d '{"order": 7, "paid": true}')

same "pretty permalinks: POST to a route that is not there" "404 application/json" "$(to POST $hook "${sent[@]}")"
permalinks ''
same "plain permalinks: the same" "200 text/html" "$(to POST $hook "${sent[@]}")"
same "the answer's title" "Corner Shop" "$(grep -o '<title>[^<]*' "$room/answer" | cut -d'>' -f2 | cut -d'&' -f1 | sed 's/ *$//')"
same "PUT" "200 text/html" "$(to PUT $hook "${sent[@]}")"
same "DELETE" "200 text/html" "$(to DELETE $hook)"
same "GET" "301 text/html $hook/" "$(to GET $hook)"
same "POST to a route that is there" "200 text/html" "$(to POST /wp-json/wp/v2/posts "${sent[@]}")"
same "the route by rest_route" "404 application/json" "$(to POST '/?rest_route=/corner/v1/paid' "${sent[@]}")"
done_here
