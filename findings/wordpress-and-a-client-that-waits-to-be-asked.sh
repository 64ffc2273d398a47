#!/usr/bin/env bash
# WordPress refuses a guest with 401 and never asks for a password, so wget and Python's urllib never send theirs.
#
# HTTP has a server say with WWW-Authenticate how one may sign in, and demands it of each 401. WordPress takes Basic
# authentication with an application password and sends no such line. A client that waits to be asked, as wget and
# urllib do, keeps the right password to itself and reports 401. It works once the client sends it unasked.
. "$(dirname "$0")/room.bash"
. "$(dirname "$0")/wordpress.bash"
debian wget=1.21.3-1+deb12u1

me="$shop/wp-json/wp/v2/users/me?_fields=name"
curl -s -D "$room/head" -o /dev/null "$me"
cat >"$room/ask.py" <<'PY'
import base64, sys, urllib.error, urllib.request
address, key = sys.argv[1:]
passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, address, "ada", key)
def ask(opener, **headers):
    try:
        return opener.open(urllib.request.Request(address, headers=headers)).read().decode()
    except urllib.error.HTTPError as refused:
        return str(refused.code)
print(ask(urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))))
print(ask(urllib.request.build_opener(), Authorization="Basic " + base64.b64encode(f"ada:{key}".encode()).decode()))
PY
# asked OPTION…: the answer that wget got, or how it ended.
asked() { inside wget -q -O - --user=ada --password="$key" "$@" "$me" || printf 'nothing, exit code %s' $?; }

say "wget 1.21.3 (Debian 1.21.3-1+deb12u1), Python $(python3 -c 'import platform; print(platform.python_version())')"
same "a guest gets" "HTTP/1.1 401 Unauthorized" "$(head -1 "$room/head" | tr -d '\r')"
same "lines with WWW-Authenticate" 0 "$(grep -ci '^www-authenticate' "$room/head" || true)"
same "wget with name and password" "nothing, exit code 6" "$(asked)"
same "wget --auth-no-challenge" '{"name":"ada"}' "$(asked --auth-no-challenge)"
mapfile -t seen < <(inside python3 "$room/ask.py" "$me" "$key")
same "urllib with HTTPBasicAuthHandler" 401 "${seen[0]:-}"
same "urllib with the line written by hand" '{"name":"ada"}' "${seen[1]:-}"
done_here
