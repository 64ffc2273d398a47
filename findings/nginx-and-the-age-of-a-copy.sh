#!/usr/bin/env bash
# nginx hands out a stored answer with the Date of now and without Age, so nothing in it says that it is a copy.
#
# HTTP lets a cache say how old its copy is: Age, beside the Date of the answer itself. nginx's proxy_cache adds no
# Age and writes its own Date over the shop's. A clock that is read off Date is nginx's clock then, and max-age begins
# anew for whoever is behind it. An Age that came with the answer, from another cache, is handed on as it was, and
# stands still. Unless its owner adds a line of his own, only a body that should have changed shows the copy.
. "$(dirname "$0")/room.bash"
needs curl curl
debian nginx=1.22.1-9+deb12u9

cat >"$room/shop.py" <<'PY'
import email.utils, http.server, time
class Shop(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0
    def do_GET(self):
        Shop.asked += 1
        body = b"answer %d" % Shop.asked
        self.send_response_only(200)
        # This shop's clock is five minutes behind.
        self.send_header("Date", email.utils.formatdate(time.time() - 300, usegmt=True))
        self.send_header("Cache-Control", "public, max-age=600")
        if self.path == "/from-a-cache":
            self.send_header("Age", "100")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
print(server.server_port, flush=True)
server.serve_forever()
PY
inside python3 "$room/shop.py" >"$room/port" 2>/dev/null &
waits 10 test -s "$room/port" || cannot "the shop did not begin"
shop=$(cat "$room/port")
nginx=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$room/nginx.conf" <<CONF
daemon off; master_process off; pid $room/run/nginx; error_log $room/log;
events {}
http {
    access_log off;
    proxy_cache_path $room/tmp/copies keys_zone=copies:1m;
    client_body_temp_path $room/tmp/a; proxy_temp_path $room/tmp/b; fastcgi_temp_path $room/tmp/c;
    uwsgi_temp_path $room/tmp/d; scgi_temp_path $room/tmp/e;
    server { listen 127.0.0.1:$nginx; location / { proxy_pass http://127.0.0.1:$shop; proxy_cache copies; } }
}
CONF
inside "$room/system/usr/sbin/nginx" -c "$room/nginx.conf" -e "$room/log" >/dev/null 2>&1 &
waits 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$nginx" || cannot "nginx did not begin"

# told PORT PATH: body, by how many minutes Date is off the right time, Age, and what may be kept.
told() {
    curl -s -D "$room/head" -o "$room/body" "http://127.0.0.1:$1$2"
    python3 - "$room" <<'PY'
import email, email.utils, pathlib, sys, time
room = pathlib.Path(sys.argv[1])
head = email.message_from_string((room / "head").read_text().split("\n", 1)[1])
off = round((email.utils.parsedate_to_datetime(head["Date"]).timestamp() - time.time()) / 60)
print(f"{(room / 'body').read_text()}, Date off by {off} minutes, Age {head['Age']}, {head['Cache-Control']}")
PY
}
say "nginx 1.22.1 (Debian 1.22.1-9+deb12u9), proxy_cache; the shop's clock is five minutes behind"
same "the shop itself" "answer 1, Date off by -5 minutes, Age None, public, max-age=600" "$(told $shop /)"
same "through nginx" "answer 2, Date off by 0 minutes, Age None, public, max-age=600" "$(told $nginx /)"
sleep 3
same "three seconds later" "answer 2, Date off by 0 minutes, Age None, public, max-age=600" "$(told $nginx /)"
same "an answer that is 100 seconds old already" "answer 3, Date off by 0 minutes, Age 100, public, max-age=600" \
    "$(told $nginx /from-a-cache)"
sleep 3
same "three seconds later" "answer 3, Date off by 0 minutes, Age 100, public, max-age=600" "$(told $nginx /from-a-cache)"
done_here
