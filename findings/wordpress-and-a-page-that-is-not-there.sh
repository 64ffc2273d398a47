#!/usr/bin/env bash
# WordPress sends whoever asks for a page that is not there to any page whose name begins in the same way.
#
# A program looks whether there is a shop at /shop. There is none, but an article "Shopping bags of hemp". WordPress
# answers with a 301, as of a page that moved for good, and behind it 200. Also /shop/page/2 leads there. So a
# redirect does not say that the address ever was one. A POST to the same address tells the truth, 404.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"

write() { as_ada -o /dev/null "$shop/wp-json/wp/v2/posts" -H 'Content-Type: application/json' -d "{\"title\": \"$1\", \"status\": \"publish\"}"; }
asked() { curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "$@" | sed "s#$shop##; s/ \$//"; }

same "GET /shop of a new WordPress" "404" "$(asked "$shop/shop")"
write "Shopping bags of hemp"
write "Refund rules"
same "GET /shop, once an article Shopping bags of hemp is there" "301 /shopping-bags-of-hemp/" "$(asked "$shop/shop")"
same "GET /shop/page/2" "301 /shopping-bags-of-hemp/" "$(asked "$shop/shop/page/2")"
same "HEAD /refund" "301 /refund-rules/" "$(asked -I "$shop/refund")"
same "GET /store" "404" "$(asked "$shop/store")"
same "POST /shop" "404" "$(asked -d x=1 "$shop/shop")"
done_here
