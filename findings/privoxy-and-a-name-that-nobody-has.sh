#!/usr/bin/env bash
# Privoxy answers 404 for a name that nobody has, under a page that calls it 502.
#
# A proxy that cannot find a host speaks in the host's place. Privoxy's status line is "404 No such domain", and the
# page below it is titled "502 - Bad Gateway". On plain http a program cannot tell that 404 from the shop's own
# "not found". tinyproxy says 500 in the same place, and for a refused connection as well. Behind CONNECT, which https
# needs, Privoxy has the same number, but there a client knows that it is the proxy that speaks.
. "$(dirname "$0")/room.bash"
needs curl curl
debian privoxy=3.0.34-1 libmbedtls14=2.28.3-1 libmbedx509-1=2.28.3-1 libmbedcrypto7=2.28.3-1 libpcre3=2:8.39-15 \
    tinyproxy-bin=1.11.1-2.1+deb12u1

free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
privoxy=$(free) tinyproxy=$(free) nobody=$(free)
printf 'confdir %s\nlisten-address 127.0.0.1:%s\nlogdir %s\n' "$room/system/etc/privoxy" "$privoxy" "$room/tmp" >"$room/privoxy.conf"
printf 'Port %s\nListen 127.0.0.1\nTimeout 60\n' "$tinyproxy" >"$room/tinyproxy.conf"
inside "$room/system/usr/sbin/privoxy" --no-daemon "$room/privoxy.conf" >"$room/log" 2>&1 &
inside "$room/system/usr/bin/tinyproxy" -d -c "$room/tinyproxy.conf" >"$room/log" 2>&1 &
for port in $privoxy $tinyproxy; do waits 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" || cannot "a proxy did not begin"; done

# asked PROXY ADDRESS: the status line, and what curl makes of it.
asked() {
    local ended=0
    rm -f "$room/page"
    curl -s -D "$room/head" -o "$room/page" -x "http://127.0.0.1:$1" "$2" || ended=$?
    printf '%s, curl ends with %s' "$(head -1 "$room/head" | tr -d '\r')" $ended
}
title() { sed -n 's/.*<title>\([^(<]*[^(< ]\).*/\1/p' "$room/page" | head -1; }
say "Privoxy 3.0.34 (Debian 3.0.34-1), tinyproxy 1.11.1 (Debian 1.11.1-2.1+deb12u1)"
same "Privoxy, http, a name that nobody has" "HTTP/1.1 404 No such domain, curl ends with 0" "$(asked $privoxy http://shop.invalid/)"
same "title of the page" "502 - Bad Gateway" "$(title)"
same "Privoxy, http, a port where nobody listens" "HTTP/1.1 503 Connect failed, curl ends with 0" \
    "$(asked $privoxy "http://127.0.0.1:$nobody/")"
same "Privoxy, https, a name that nobody has" "HTTP/1.1 404 No such domain, curl ends with 56" "$(asked $privoxy https://shop.invalid/)"
same "tinyproxy, http, a name that nobody has" "HTTP/1.1 500 Unable to connect, curl ends with 0" "$(asked $tinyproxy http://shop.invalid/)"
same "tinyproxy, http, a port where nobody listens" "HTTP/1.1 500 Unable to connect, curl ends with 0" \
    "$(asked $tinyproxy "http://127.0.0.1:$nobody/")"
done_here
