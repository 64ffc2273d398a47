#!/usr/bin/env bash
# Four SOCKS5 proxies report a shop that is not there in four ways, and shadowsocks-libev reports success.
#
# SOCKS5 has a reply for a refused connection (5) and one for a host that cannot be reached (4). Dante sends these.
# microsocks says 1, general failure, of a name that nobody has. OpenSSH's ssh -D hangs up without any reply.
# shadowsocks-libev's ss-local says 0, succeeded, before anything was tried, and hangs up after the first bytes. So
# through it every shop can be reached, and one that does not exist looks like one that breaks off.
. "$(dirname "$0")/room.bash"
debian shadowsocks-libev=3.3.5+ds-10 libbloom1=1.6-6 libcork16=1.0.0~rc3-3 libcorkipset1=1.1.1+git20171111.6842a63-2 \
    libmbedcrypto7=2.28.3-1 libjsonparser1.1=1.1.0-2 libev4=1:4.33-1 libc-ares2=1.18.1-3 \
    microsocks=1.0.3-2 dante-server=1.4.2+dfsg-7+b8 libwrap0=7.6.q-32 libpcre3=2:8.39-15 openssh-client=1:9.2p1-2+deb12u10
packages_for_python asyncssh==2.21.0

free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
dante=$(free) microsocks=$(free) ssh=$(free) shadowsocks=$(free) far=$(free)

printf 'logoutput: %s\ninternal: 127.0.0.1 port = %s\nexternal: lo\nclientmethod: none\nsocksmethod: none\n' "$room/log" "$dante" >"$room/dante.conf"
printf 'client pass { from: 0/0 to: 0/0 }\nsocks pass { from: 0/0 to: 0/0 }\n' >>"$room/dante.conf"
inside "$room/system/usr/sbin/danted" -f "$room/dante.conf" -p "$room/run/dante" 2>/dev/null &
inside microsocks -i 127.0.0.1 -p "$microsocks" >/dev/null 2>&1 &
shared=(-s 127.0.0.1 -p "$far" -k "made up" -m chacha20-ietf-poly1305)
inside ss-server "${shared[@]}" >/dev/null 2>&1 &
inside ss-local "${shared[@]}" -b 127.0.0.1 -l "$shadowsocks" >/dev/null 2>&1 &

# An SSH server that forwards for anybody, and OpenSSH's client before it.
cat >"$room/sshd.py" <<'PY'
import asyncio, asyncssh
class Server(asyncssh.SSHServer):
    def begin_auth(self, username):
        return False
    def connection_requested(self, host, port, from_host, from_port):
        return True
async def serve():
    key = asyncssh.generate_private_key("ssh-ed25519")
    server = await asyncssh.listen("127.0.0.1", 0, server_host_keys=[key], server_factory=Server)
    print(server.get_port(), flush=True)
    await asyncio.sleep(3600)
asyncio.run(serve())
PY
with_python "$room/sshd.py" >"$room/port" 2>/dev/null &
waits 20 test -s "$room/port" || cannot "the SSH server did not begin"
inside ssh -N -F none -D "127.0.0.1:$ssh" -p "$(cat "$room/port")" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    ada@127.0.0.1 >/dev/null 2>&1 &

cat >"$room/ask.py" <<'PY'
import socket, sys
def ask(host, port):
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30) as proxy:
        proxy.sendall(b"\x05\x01\x00")
        proxy.recv(2)
        name = host.encode()
        proxy.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + port.to_bytes(2, "big"))
        reply = proxy.recv(64)
        if not reply:
            return "no reply"
        if reply[1]:
            return str(reply[1])
        try:
            proxy.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
            return "0, then the end" if not proxy.recv(64) else "0, then an answer"
        except ConnectionError:
            return "0, then the end"
# A port that is ours, and on which nobody listens.
with socket.socket() as kept:
    kept.bind(("127.0.0.1", 0))
    print(ask("127.0.0.1", kept.getsockname()[1]), ask("shop.invalid", 443), sep="; ")
PY
asked() { inside python3 "$room/ask.py" "$1"; }
for port in $dante $microsocks $ssh $shadowsocks; do
    waits 20 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" || cannot "a proxy did not begin"
done
say "dante 1.4.2, microsocks 1.0.3, OpenSSH 9.2p1, shadowsocks-libev 3.3.5 (Debian)"
say "The replies for a port where nobody listens, and for a name that nobody has:"
same "dante" "5; 4" "$(asked $dante)"
same "microsocks" "5; 1" "$(asked $microsocks)"
same "ssh -D" "no reply; no reply" "$(asked $ssh)"
same "ss-local" "0, then the end; 0, then the end" "$(asked $shadowsocks)"
done_here
