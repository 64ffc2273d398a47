#!/usr/bin/env bash
# reqwest hands over compressed bytes without an error when a server spells gzip in capitals, or as x-gzip.
#
# Names of content codings are case-insensitive, and x-gzip means gzip (RFC 9110, 8.4.1). reqwest with its
# feature `gzip` asks for gzip, and decodes it only where the header says "gzip" in small letters. Otherwise the
# caller gets the compressed bytes, and no error. curl decodes all three.
. "$(dirname "$0")/room.bash"
needs cargo rustup
needs curl curl

cat >"$room/server.py" <<'PY'
import gzip, http.server, sys
body = gzip.compress(b'{"name":"The Corner Shop"}')
class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Encoding", self.path[1:])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
print(server.server_port, file=open(sys.argv[1], "w"), flush=True)
server.serve_forever()
PY
mkdir "$room/asks"
cat >"$room/asks/main.rs" <<'RS'
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let address = std::env::args().nth(1).unwrap();
    match reqwest::get(address).await.unwrap().bytes().await {
        Ok(body) if body.starts_with(b"{") => println!("decoded"),
        Ok(body) if body.starts_with(&[0x1f, 0x8b]) => println!("no error, and the compressed bytes"),
        Ok(_) => println!("something else"),
        Err(error) => println!("an error: {error}"),
    }
}
RS
rust asks 'reqwest = { version = "=0.13.5", default-features = false, features = ["gzip"] }' \
    'tokio = { version = "1", features = ["macros", "rt"] }'
inside python3 "$room/server.py" "$room/port" &
waits 10 test -s "$room/port"
shop=http://127.0.0.1:$(cat "$room/port")

say "reqwest 0.13.5, $(curl --version | sed -n '1s/ (.*//p')"
for name in gzip GZIP x-gzip; do
    expected="no error, and the compressed bytes"
    [ "$name" != gzip ] || expected=decoded
    same "reqwest, Content-Encoding: $name" "$expected" "$(inside asks "$shop/$name")"
    same "curl --compressed, Content-Encoding: $name" '{"name":"The Corner Shop"}' \
        "$(curl --silent --compressed "$shop/$name")"
done
done_here
